"""Read a saved web page: trafilatura finds the article and what is known of it, its blocks become our paragraphs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from index.captions import without_credit
from index.clean import Cleaned, mark, removed_of
from index.dates import parse_moment
from index.errors import SourceError
from index.noise import stop_reason
from index.split import Block, plain
from index.text import key
from index.types import ParagraphKind, Removed

FEWEST_WORDS = 80
"""Below this many words the page is read again in favour of recall, then from its structured data."""
KINDS: dict[str, ParagraphKind] = {"p": "text", "head": "heading", "item": "list", "quote": "quote"}
OPTIONS: dict[str, Any] = {
    "with_metadata": True,
    "include_comments": False,
    "date_extraction_params": {"original_date": True, "extensive_search": False},
}
"""The extensive search makes a date of any year in the text; without it 62 of 72 pages are right instead of 63."""
DEEPEST = 60
"""Levels of structured data that are followed; deeper nesting is hostile."""
BROKEN = (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError, MemoryError)
"""What the extractor raises on pages that are broken on purpose."""
MOST_CAPTIONS = 20
Blocks = list[tuple[ParagraphKind, str]]


def clean_html(page: bytes | str, *, url: str | None = None, now: datetime | None = None) -> Cleaned:
    """Return the article of a page.

    Raises SourceError when no article is found in it.
    """
    from lxml import etree
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    now = now or datetime.now(UTC)
    try:
        tree = load_html(page)
        found = bare_extraction(page, url=url, favor_precision=True, **OPTIONS)
        blocks = _blocks(found.body) if found else []
        if _words(blocks) < FEWEST_WORDS:
            again = bare_extraction(page, url=url, favor_recall=True, **OPTIONS)
            more = _blocks(again.body) if again else []
            found, blocks = (again, more) if _words(more) > _words(blocks) else (found, blocks)
    except BROKEN as error:
        raise SourceError(f"The page cannot be read ({type(error).__name__}). Paste its text instead.") from None
    except etree.Error as error:
        raise SourceError(f"The page is not HTML ({type(error).__name__}). Paste its text instead.") from None
    data = _structured(tree) if tree is not None else {}
    if isinstance(body := data.get("articleBody"), str) and (_words(blocks) < FEWEST_WORDS or len(blocks) == 1):
        stated: Blocks = [("text", part) for line in body.split("\n") if (part := plain(line))]
        blocks = stated if _words(stated) >= _words(blocks) else blocks
    if not blocks:
        raise SourceError("No article was found in the page. Paste its text instead.")
    title = plain((found.title if found else None) or str(data.get("headline") or ""))
    kept, removed = _sift(blocks, _captions(tree) if tree is not None else [], title, now)
    published = _published(data, found.date if found else None, now, page)
    return Cleaned(
        title=title,
        paragraphs=tuple(kept),
        authors=_authors(found.author if found else None),
        source=plain((found.sitename if found else None) or "") or None,
        published=published,
        published_from="meta" if published else None,
        url=_own_address(found.url if found else None),
        removed=removed,
    )


def _own_address(url: str | None) -> str | None:
    """Return the canonical address, None when it is the site's front page: a page that names that is not alone."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.path.strip("/") or parts.query else None


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


def _sift(blocks: Blocks, captions: list[str], title: str, now: datetime) -> tuple[Blocks, tuple[Removed, ...]]:
    """Put captions first, leave out the headline's repeat, noise lines and what stands twice, and say so."""
    every = [Block(0, caption, "caption") for caption in captions]
    every += [Block(line, text, kind, group=line) for line, (kind, text) in enumerate(blocks, start=1)]
    _, marked = mark(every, now=now)
    name = key(title)
    marked = [
        replace(block, reason="repeats the headline")
        if block.reason is None and name and block.kind != "caption" and key(block.text) == name
        else block
        for block in marked
    ]
    for position in range(len(marked) - 1, -1, -1):
        if marked[position].reason is None:
            if marked[position].kind != "heading":
                break
            marked[position] = replace(marked[position], reason="heading with nothing below")
    return [(block.kind, block.text) for block in marked if block.reason is None], removed_of(every, marked)


def _words(blocks: Blocks) -> int:
    return sum(len(text.split()) for _, text in blocks)


def _authors(author: str | None) -> tuple[str, ...]:
    names = [plain(name) for name in re.split(r"[;|]", author or "")]
    return tuple(name.title() if name.isupper() else name for name in names if name)


def _published(data: dict[str, Any], found: str | None, now: datetime, page: bytes | str) -> date | datetime | None:
    """Prefer the structured data's moment with its zone to the bare day that htmldate finds."""
    stated = parse_moment(str(data.get("datePublished") or ""), now)
    day = parse_moment(found or "", now)
    if stated is None and isinstance(day, date) and (day.month, day.day) == (1, 1):
        text = page if isinstance(page, str) else page.decode("utf-8", errors="ignore")
        if not re.search(rf"{day.year}[-/.]?01[-/.]?01|\b0?1[-/. ](?:0?1|Jan)|\bJan\w* 1\b", text):
            return None  # htmldate's guess from a year alone
    return stated or day


def _structured(tree: Any) -> dict[str, Any]:
    """Return the page's JSON-LD object that is an article, {} when it has none."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        if article := _article_in(data, DEEPEST):
            return article
    return {}


def _article_in(data: Any, depth: int) -> dict[str, Any] | None:
    if depth == 0:
        return None
    if isinstance(data, list):
        return next((found for one in data[:50] if (found := _article_in(one, depth - 1))), None)
    if not isinstance(data, dict):
        return None
    if "articleBody" in data or re.search(r"Article|Posting|Report", str(data.get("@type", ""))):
        return data
    return _article_in(data.get("@graph"), depth - 1)
