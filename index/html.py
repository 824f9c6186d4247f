"""Read a saved web page: trafilatura finds the article and what is known of it, its blocks become our paragraphs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from index.captions import without_credit
from index.clean import Cleaned, mark, removed_of
from index.dates import parse_moment
from index.errors import SourceError
from index.split import Block, plain
from index.text import key
from index.types import ParagraphKind, Removed

FEWEST_WORDS = 80
"""Below this many words the page is read again in favour of recall, then from its structured data."""
KINDS: dict[str, ParagraphKind] = {"p": "text", "head": "heading", "item": "list", "quote": "quote"}
DEEPEST = 60
"""Levels of structured data that are followed; deeper nesting is hostile."""
Blocks = list[tuple[ParagraphKind, str]]


def clean_html(page: bytes | str, *, url: str | None = None, now: datetime | None = None) -> tuple[Cleaned, str | None]:
    """Return the article of a page and its canonical address.

    Raises SourceError when no article is found in it.
    """
    from lxml import etree
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    now = now or datetime.now(UTC)
    try:
        tree = load_html(page)
        found = bare_extraction(page, url=url, with_metadata=True, favor_precision=True, include_comments=False)
        blocks = _blocks(found.body) if found else []
        if _words(blocks) < FEWEST_WORDS:
            again = bare_extraction(page, url=url, with_metadata=True, favor_recall=True, include_comments=False)
            more = _blocks(again.body) if again else []
            found, blocks = (again, more) if _words(more) > _words(blocks) else (found, blocks)
    except (etree.Error, ValueError, RecursionError, AssertionError) as error:
        raise SourceError(f"The page cannot be read ({type(error).__name__}). Paste its text instead.") from None
    data = _structured(tree) if tree is not None else {}
    if _words(blocks) < FEWEST_WORDS and (body := data.get("articleBody")):
        blocks = max(blocks, [("text", plain(part)) for part in str(body).split("\n") if part.strip()], key=_words)
    if not blocks:
        raise SourceError("No article was found in the page. Paste its text instead.")
    captions = _captions(tree) if tree is not None else []
    title = plain((found.title if found else None) or str(data.get("headline") or ""))
    kept, removed = _sift(blocks, captions, title, now)
    cleaned = Cleaned(
        title=title,
        paragraphs=tuple(kept),
        authors=_authors(found.author if found else None),
        source=plain((found.sitename if found else None) or "") or None,
        published=_published(data, found.date if found else None, now),
        removed=removed,
    )
    return cleaned, (found.url if found else None)


def _blocks(body: Any) -> Blocks:
    """Return trafilatura's blocks in reading order as (kind, text)."""
    blocks: Blocks = []
    for element in body.iter("p", "head", "item", "quote") if body is not None else ():
        if any(parent.tag in KINDS for parent in element.iterancestors()) and element.tag != "item":
            continue
        for line_break in element.iter("lb"):
            line_break.tail = "\n" + (line_break.tail or "")
        blocks += [(KINDS[element.tag], plain(part)) for part in "".join(element.itertext()).split("\n") if plain(part)]
    return blocks


def _captions(tree: Any) -> list[str]:
    found = (plain(" ".join(node.itertext())) for node in tree.iterfind(".//figcaption"))
    return list(dict.fromkeys(without_credit(text) for text in found if len(without_credit(text).split()) > 3))[:20]


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


def _published(data: dict[str, Any], found: str | None, now: datetime) -> date | datetime | None:
    """Prefer the structured data's moment with its zone to the bare day that htmldate finds."""
    stated = parse_moment(str(data.get("datePublished") or ""), now)
    return stated or parse_moment(found or "", now)


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
