"""Read a PDF: words in the order people read them, paragraphs over columns and pages, headers and page numbers out.

PDFium takes out the words in a process of its own (`index.pdf_words`), `index.pdf_layout` finds lines and columns,
`index.pdf_text` makes paragraphs of them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.clean import Cleaned, check_size, mark, removed_of
from index.errors import SourceError
from index.footnotes import LOOK_BACK, ends_sentence
from index.names import PERSON
from index.pdf_edges import Page, audit_of, printed_date, without_edges
from index.pdf_layout import Line, Word, in_reading_order, lines_of_words
from index.pdf_text import LEADERS, Printed, body_size, paragraphs_of
from index.pdf_words import MOST_CHARACTERS, MOST_PAGES
from index.properties import dated, note_on_date, stated_authors, stated_title
from index.signature import signature
from index.split import Block, plain
from index.text import key
from index.types import Removed

MOST_SECONDS = 600
"""Of the clock: a book of 2,000 pages takes 20 seconds, on a machine that is busy with other things three minutes. A
file made to hold us up is ended sooner, by the time of the processor that its pages have (`index.pdf_words`)."""
MOST_SEARCHED = 200_000
"""Pieces of lines among which columns are looked for: 150 pages of a newspaper; pages beyond are read row by row."""
TOO_SLOW = (
    "The PDF takes far longer or more memory to read than its pages should. Print it to a new PDF, or paste its text."
)
UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
MOST_UNREADABLE = 0.3
"""Share of letters without a meaning from which the file's text is no text."""
LONGEST_TITLE, SHORTEST_DECK = 30, 5
"""Words."""
FULL_TITLE = 4
"""Words of a headline; fewer in large letters are often a logo or the name of the paper."""
LABEL_SIZE, LABEL_WORDS = 0.8, 5
"""Share of the text's size, and words, of what is lettering of a picture."""
MADE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:([-+Z])(\d\d)?'?(\d\d)?'?)?")
SCANNED = (
    "This PDF holds pictures of text and no text itself. Run text recognition (OCR) on it first, or paste its text."
)


def clean_pdf(data: bytes, *, now: datetime | None = None) -> Cleaned:
    """Return the article of a PDF; `pages` has the page of each paragraph.

    Raises SourceError for a file that is no PDF, is broken, locked, too long, or holds pictures of text alone.
    """
    now = now or datetime.now(UTC)
    if b"%PDF-" not in data[:1024]:
        raise SourceError("This is not a PDF: it does not begin as one. Check the file, or paste its text.")
    known, pages = _words_of(data)
    _check_text(pages)
    kept, gone = without_edges(pages)
    if not any(kept):
        kept, gone = [list(page.lines) for page in pages], [[] for _ in pages]
    ordered = _ordered(kept)
    firsts, edges = audit_of(ordered, gone)
    printed = paragraphs_of(ordered, firsts)
    body = body_size(line for lines in kept for line in lines)
    title, rest = _titled(printed, stated_title(known.get("Title") or ""), body, now)
    blocks = [Block(one.line, plain(one.text), one.kind, group=number) for number, one in enumerate(rest)]
    check_size(blocks)
    credits, marked = mark([Block(1, title, "heading"), *blocks] if title else blocks, now=now)
    if not credits.dated:
        credits = replace(credits, published=printed_date(gone, now))
    marked = marked[1:] if title else marked
    marked = [_without_label(block, one, body) for block, one in zip(marked, rest, strict=True)]
    shown = [(block, one) for block, one in zip(marked, rest, strict=True) if block.reason is None and block.text]
    published, published_from = dated(credits, _made(known.get("CreationDate") or ""), now)
    return Cleaned(
        title=title,
        paragraphs=tuple((block.kind, block.text) for block, _ in shown),
        authors=credits.authors or stated_authors(known.get("Author") or ""),
        source=credits.source,
        published=published,
        published_from=published_from,
        pages=tuple(one.page for _, one in shown),
        removed=_in_order(edges, removed_of(blocks, marked), [block.line for block, _ in shown]),
        note=" ".join(filter(None, (_note(pages), note_on_date(published, published_from)))) or None,
    )


def _words_of(data: bytes) -> tuple[dict[str, Any], list[Page]]:
    """Return what the file says of itself and its pages, from a process that may fail or be stopped."""
    command = [sys.executable, "-P", str(Path(__file__).with_name("pdf_words.py"))]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise SourceError(TOO_SLOW) from None
    if done.returncode < 0:  # ended by a signal: its time was up, or its memory full
        raise SourceError(TOO_SLOW)
    found = []
    known: dict[str, Any] = {}
    for number, raw in enumerate(done.stdout.splitlines() if not done.returncode else [b'{"error": "broken"}']):
        value = json.loads(raw)
        if "error" in value:
            raise SourceError(_error(value["error"]))
        if number == 0:
            known = value
            if value["count"] > MOST_PAGES:
                raise SourceError(
                    f"The PDF has {value['count']:,} pages; at most {MOST_PAGES:,} are read at once. Split it."
                )
        else:
            lines, aside = lines_of_words([Word(*word) for word in value["words"]])
            found.append(Page(value["height"], tuple(lines), tuple(aside), value["pictures"]))
    return known, found


def _error(kind: str) -> str:
    if kind == "password":
        return "The PDF is locked with a password. Save a copy without one, or paste its text."
    if kind == "characters":
        return f"The PDF has more than {MOST_CHARACTERS:,} characters. Split it."
    if kind == "memory":
        return "The PDF needs more memory than is allowed for one file. Split it, or paste its text."
    return "The PDF is broken and cannot be read. Save or download it once more, or paste its text."


def _check_text(pages: Sequence[Page]) -> None:
    text = "".join(line.text for page in pages for line in page.lines)
    if not text:
        raise SourceError(SCANNED if any(page.pictures for page in pages) else "There is no text in this PDF.")
    if len(UNREADABLE.findall(text)) > MOST_UNREADABLE * len(text):
        raise SourceError("The PDF does not say which letters it shows. Run text recognition (OCR) on it first.")


def _note(pages: Sequence[Page]) -> str | None:
    count = sum(page.pictures for page in pages)
    if not count:
        return None
    return f"{count} of {len(pages)} pages hold pictures and no text; what they show was not read."


def _ordered(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    ordered, left = [], MOST_SEARCHED
    for lines in pages:
        left -= len(lines)
        ordered.append(in_reading_order(lines, search=left > 0))
    return ordered


def _titled(printed: Sequence[Printed], stated: str, body: float, now: datetime) -> tuple[str, list[Printed]]:
    """Return the title and the paragraphs without it: the largest text on the first page, else what the file states."""
    first = [one for one in printed if one.page == printed[0].page]
    heads = [one for one in first if one.kind == "heading" and (one.size > body or one in first[:2])]
    heads = [one for one in heads if not signature(one.text, now)]
    best = max(heads, key=_prominence, default=None)
    if stated:
        same = [one for one in first if len(one.text.split()) <= LONGEST_TITLE and key(one.text) == key(stated)]
        best = next(iter(same), best)
    top = 1 if len(printed) > 1 and signature(printed[0].text, now) else 0
    if best is None and not stated and len(printed) > top + 2 and _is_headline(printed[top]):
        best = printed[top]
    if best is None:
        return stated, _with_standfirst(list(printed), 0)
    place = printed.index(best)
    return plain(best.text), _with_standfirst([*printed[:place], *printed[place + 1 :]], place)


def _prominence(one: Printed) -> float:
    return one.size * min(1.0, len(one.text.split()) / FULL_TITLE)


def _is_headline(one: Printed) -> bool:
    return one.kind == "text" and not one.row and len(one.text.split()) <= LONGEST_TITLE and one.text[-1] not in ".:,;"


def _with_standfirst(rest: Sequence[Printed], place: int) -> list[Printed]:
    """Let the line below the headline alone be a standfirst: one in large letters, or a heading that says something."""
    result = [replace(one, kind="text") if one.kind == "standfirst" else one for one in rest]
    below = rest[place] if place < len(rest) else None
    if below is None or below.page != rest[0].page:
        return result
    words = below.text.split()
    deck = below.kind == "heading" and len(words) >= SHORTEST_DECK and any(word[0].islower() for word in words[1:])
    names = re.fullmatch(rf"(?:by\s+)?{PERSON}(?:,? .*)?", below.text, re.I) if len(words) < 2 * SHORTEST_DECK else None
    if below.kind == "standfirst" or (deck and not names):
        result[place] = replace(below, kind="standfirst")
    return result


def _in_order(edges: Sequence[Removed], others: Sequence[Removed], shown: Sequence[int]) -> tuple[Removed, ...]:
    """Return all that was left out by its line, headers and footers behind the paragraphs that begin above them."""
    placed = [replace(one, place=bisect_left(shown, one.line)) for one in edges]
    return tuple(sorted((*placed, *others), key=lambda one: one.line))


def _without_label(block: Block, one: Printed, body: float) -> Block:
    """Mark lines of a table of contents, and the lettering of pictures, which is small and says no sentence."""
    if LEADERS.search(block.text[-LOOK_BACK:]):
        return replace(block, reason=block.reason or "table of contents")
    small = one.size < LABEL_SIZE * body and len(block.text.split()) <= LABEL_WORDS
    if block.reason is None and small and not one.row and not ends_sentence(block.text):
        return replace(block, reason="text in a picture")
    return block


def _made(stated: str) -> str:
    """Return a PDF's date as ISO 8601, empty when it is none; without a zone it is a day.

    >>> _made("D:20260302081500+01'00'"), _made("D:20260302081500"), _made("2 March")
    ('2026-03-02T08:15:00+01:00', '2026-03-02', '')
    """
    found = MADE.fullmatch(stated.strip()[:40])
    if not found:
        return ""
    day = "-".join(found.group(1, 2, 3))
    if not found[4] or not found[7]:
        return day
    zone = f"{found[7]}{found[8] or '00'}:{found[9] or '00'}" if found[7] != "Z" else "+00:00"
    return f"{day}T{found[4]}:{found[5]}:{found[6] or '00'}{zone}"
