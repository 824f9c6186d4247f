"""Read a saved web page: trafilatura finds the article and what is known of it, its blocks become our paragraphs."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from index.bylines import LAST, Credits, is_about
from index.captions import without_credit
from index.clean import Cleaned, mark, removed_of
from index.embeds import join_posts
from index.errors import SourceError
from index.left_out import LeftOut, left_out
from index.metadata import BROKEN, Metadata, metadata, unless_broken
from index.noise import ENDS, stop_reason
from index.page_size import MOST_CELLS, large_tables, within_bounds
from index.recover import Blocks, exact, standfirst
from index.split import Block, plain
from index.text import key
from index.types import ParagraphKind, Removed
from index.walls import is_cut_off, teaser_note, wall_of

FEWEST_WORDS = 80
"""Below this many words the page is read again in favour of recall, then from its structured data."""
FEWEST_TOLD = 25
"""Words in sentences, below which a page with the words of a wall on it is one; short news has more."""
LONGEST_WALL = 300
"""Words that a page shows in all when it is no article but what stands before one."""
FAR_MORE = 3
"""When it finds so many times the sentences without favouring precision, the extractor has cut the article off."""
KINDS: dict[str, ParagraphKind] = {
    "p": "text",
    "head": "heading",
    "item": "list",
    "quote": "quote",
    "code": "text",
}
OPTIONS: dict[str, Any] = {
    "with_metadata": True,
    "include_comments": False,
    "date_extraction_params": {"original_date": True, "extensive_search": False},
}
"""The extensive search makes a date of any year in the text; without it 62 of 72 pages are right instead of 63."""
MOST_CAPTIONS = 20
MOST_SHOWN = 2000
"""Elements that are looked at for the words of a wall."""
for extractor in ("trafilatura", "htmldate"):
    logging.getLogger(extractor).setLevel(logging.CRITICAL)  # of a page that they cannot read we write a sentence


def clean_html(page: bytes | str, *, url: str | None = None, now: datetime | None = None) -> Cleaned:
    """Return the article of a page.

    Raises SourceError when no article is found in it.
    """
    from lxml import etree
    from trafilatura.utils import load_html

    now = now or datetime.now(UTC)
    try:
        tree = load_html(page)
        too_large = tree is not None and bool(large_tables(tree))
        if tree is not None and any((not within_bounds(tree), join_posts(tree))):
            page = etree.tostring(tree, encoding="unicode", method="html")
        found, blocks = _extracted(page, tree, url)
    except BROKEN as error:
        raise SourceError(f"The page cannot be read ({type(error).__name__}). Paste its text instead.") from None
    except etree.Error as error:
        raise SourceError(f"The page is not HTML ({type(error).__name__}). Paste its text instead.") from None
    about = metadata(tree, found, now, url) if tree is not None else Metadata()
    if isinstance(body := about.data.get("articleBody"), str) and (_words(blocks) < FEWEST_WORDS or len(blocks) == 1):
        stated: Blocks = [("text", part) for line in body.split("\n") if (part := plain(line))]
        blocks = stated if _words(stated) >= _words(blocks) else blocks
    if tree is not None:
        blocks = unless_broken(lambda: exact(blocks, tree), blocks)
        if line := unless_broken(lambda: standfirst(tree, about.description, blocks), ""):
            blocks.insert(0, ("standfirst", line))
    shown = _shown(tree) if tree is not None and _words(blocks) < FEWEST_WORDS else ""
    told = _prose([(kind, text) for kind, text in blocks if not wall_of(text)])
    wall = wall_of(shown) if told < FEWEST_TOLD else None
    if wall or not blocks:
        raise SourceError(wall or "No article was found in the page. Paste its text instead.")
    captions: list[str] = unless_broken(lambda: _captions(tree), []) if tree is not None else []
    left: list[LeftOut] = unless_broken(lambda: left_out(blocks, tree), []) if tree is not None else []
    credits, kept, removed = _sift(blocks, captions, left, about, now)
    published = about.published or credits.published
    return Cleaned(
        title=about.title,
        paragraphs=tuple(kept),
        authors=about.authors or credits.authors,
        source=about.source or credits.source,
        published=published,
        published_from="meta" if about.published else "text" if published else None,
        modified=about.modified,
        section=about.section,
        language=about.language,
        url=about.url,
        removed=removed,
        note=_note(_words(kept), cut=not about.free or is_cut_off(shown), too_large=too_large),
    )


def _note(words: int, *, cut: bool, too_large: bool) -> str | None:
    """Return what people should know of how far the page was read."""
    table = f"A table of more than {MOST_CELLS:,} cells was left out." if too_large else None
    return " ".join(filter(None, (teaser_note(words) if cut else None, table))) or None


def _extracted(page: bytes | str, tree: Any, url: str | None) -> tuple[Any, Blocks]:
    """Return what trafilatura finds in a page and its blocks: in favour of precision, unless that leaves too little."""
    from trafilatura import bare_extraction

    found = bare_extraction(page, url=url, favor_precision=True, **OPTIONS)
    blocks = _blocks(found.body) if found else []
    if tree is not None and _prose(blocks) * FAR_MORE < _words([("text", _inner(one)) for one in tree.iter("p")]):
        again = bare_extraction(page, url=url, **OPTIONS)
        more = _blocks(again.body) if again else []
        found, blocks = (again, more) if _prose(more) > FAR_MORE * _prose(blocks) else (found, blocks)
    if _words(blocks) < FEWEST_WORDS:
        again = bare_extraction(page, url=url, favor_recall=True, **OPTIONS)
        more = _blocks(again.body) if again else []
        found, blocks = (again, more) if _words(more) > _words(blocks) else (found, blocks)
    return found, blocks


def _blocks(body: Any) -> Blocks:
    """Return trafilatura's blocks in reading order as (kind, text)."""
    blocks: Blocks = []
    for element in body.iter(*KINDS) if body is not None else ():
        if element.tag != "item" and any(parent.tag in KINDS for parent in element.iterancestors()):
            continue
        parts = _text(element, top=True).split("\n")
        blocks += [(KINDS[element.tag], text) for part in parts if (text := plain(part))]
    return blocks


def _text(element: Any, *, top: bool) -> str:
    """Return an element's text, a line for each block in it; an item's own list comes as items of its own."""
    if element.tag == "lb" and any(parent.tag == "quote" for parent in element.iterancestors()):
        return " " + (element.tail or "")
    if element.tag == "list" and not top:
        return "\n" + (element.tail or "")
    inner = (element.text or "") + "".join(_text(child, top=False) for child in element if isinstance(child.tag, str))
    if top:
        return inner
    lines = element.tag in KINDS or element.tag in ("lb", "row", "table")
    return ("\n" + inner + "\n" if lines else inner) + (element.tail or "")


def _captions(tree: Any) -> list[str]:
    """Return the captions of the article's pictures; of all pictures when the page has no article element."""
    articles = tree.findall(".//article") or tree.findall(".//main")
    article = max(articles, key=lambda one: sum(1 for _ in one.iter("p")), default=tree)
    found = (plain(" ".join(node.itertext())) for node in article.iterfind(".//figcaption"))
    kept = (without_credit(text) for text in islice(found, MOST_CAPTIONS))
    return list(dict.fromkeys(text for text in kept if len(text.split()) > 3 and not stop_reason(text)))


def _sift(
    blocks: Blocks, captions: list[str], left: Sequence[LeftOut], about: Metadata, now: datetime
) -> tuple[Credits, Blocks, tuple[Removed, ...]]:
    """Put captions first, leave out the headline's repeat, noise lines and what stands twice, and say so."""
    every = [Block(0, caption, "caption") for caption in captions]
    every += [Block(line, text, kind, group=line) for line, (kind, text) in enumerate(blocks, start=1)]
    credits, marked = mark(every, now=now)
    marked = [
        replace(block, reason=_aside(block, position, len(marked), about)) if block.reason is None else block
        for position, block in enumerate(marked)
    ]
    every, marked = (_woven(these, left, len(captions)) for these in (every, marked))
    for position in range(len(marked) - 1, -1, -1):
        if marked[position].reason is None:
            if marked[position].kind != "heading":
                break
            marked[position] = replace(marked[position], reason="heading with nothing below")
    return credits, [(block.kind, block.text) for block in marked if block.reason is None], removed_of(every, marked)


def _woven(blocks: Sequence[Block], left: Sequence[LeftOut], first: int) -> list[Block]:
    """Put what the extractor left out where it stands; a line of a table signs and dates nothing, so it comes late."""
    woven = list(blocks)
    for one in reversed(left):
        place = min(first + one.after, len(blocks))
        woven.insert(place, Block(one.after, one.text, one.kind, one.reason))
    return woven


def _aside(block: Block, position: int, count: int, about: Metadata) -> str | None:
    """Return why a block is not the article's, from what the page says of itself."""
    if block.kind == "caption":
        return None
    if about.title and key(block.text) == key(about.title):
        return "repeats the headline"
    if position >= count - LAST and is_about(block.text, about.authors):
        return "note about the author"
    return None


def _shown(tree: Any) -> str:
    """Return the text of a page that shows little, "" for one that shows much: a news page with a notice is no wall."""
    texts = (
        part
        for one in islice(tree.iter(), MOST_SHOWN)
        for part in (one.text if isinstance(one.tag, str) and one.tag not in ("script", "style") else None, one.tail)
        if part
    )
    text = plain(" ".join(texts))
    return text if len(text.split()) <= LONGEST_WALL else ""


def _inner(element: Any) -> str:
    return " ".join(element.itertext())


def _prose(blocks: Blocks) -> int:
    """Return the words of the blocks that end as sentences do."""
    return _words([(kind, text) for kind, text in blocks if kind != "heading" and ENDS.search(text)])


def _words(blocks: Blocks) -> int:
    return sum(len(text.split()) for _, text in blocks)
