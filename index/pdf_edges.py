"""Find what a printed text repeats at the top and foot of its pages: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from index.dates import date_beside
from index.pdf_layout import SAME_BASE, Line, rows_of
from index.split import plain
from index.types import Removed

EDGE_ROWS, EDGE = 3, 0.12
"""Rows at either end of a page, within this share of its height, among which headers and footers stand."""
APART = 1.6
"""Ems between a lone page number and the text."""
SEQUENCE = 3
"""Pages on which a row holds the page's own number, from which the row is no text."""
PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|seite)?\W*(?:\d{1,4}|(?-i:[ivxl]{1,6}))(?:\s*(?:/|of|von)\s*\d{1,4})?\W*", re.I
)
LONGEST_NUMBER = 40
"""Characters."""
NUMBER_AT_END = re.compile(r"^\W{0,3}(\d{1,4})\b|\b(\d{1,4})(?:/\d{1,4})?\W{0,3}$")
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Page:
    """Hold the pieces of lines of one page; `pictures` says that it shows pictures and no text."""

    height: float
    lines: tuple[Line, ...]
    aside: tuple[str, ...] = ()
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class Repeats:
    """Hold on how many pages a row stands by (text without figures, foot), and how often a number keeps step."""

    texts: Counter[tuple[str, bool]]
    steps: Counter[tuple[int, bool]]


@dataclass(frozen=True, slots=True)
class Gone:
    """Hold a row that is no text, and why; `foot` says that it stands below the text."""

    text: str
    reason: str
    foot: bool


def without_edges(pages: Sequence[Page]) -> tuple[list[list[Line]], list[list[Gone]]]:
    """Return the lines of each page without headers, footers, page numbers and text across, and those by page."""
    edges = [(_edge(page, foot=False), _edge(page, foot=True)) for page in pages]
    repeats = _repeats(edges)
    kept: list[list[Line]] = []
    removed: list[list[Gone]] = []
    for number, (page, (top, foot)) in enumerate(zip(pages, edges, strict=True), start=1):
        above, below = list(_gone(top, number, repeats, foot=False)), list(_gone(foot, number, repeats, foot=True))
        kept.append([one for one in page.lines if not any(_on_row(one, row) for row, _ in (*above, *below))])
        removed.append(
            [
                *(Gone(plain(row.text), reason, False) for row, reason in above),
                *(Gone(plain(row.text), reason, True) for row, reason in reversed(below)),
                *(Gone(plain(text), "text across the page", True) for text in page.aside),
            ]
        )
    return kept, removed


def printed_date(gone: Sequence[Sequence[Gone]], now: datetime) -> date | None:
    """Return the date that the headers or footers of a printed text state, None when they state none or several."""
    rows = (one for page in gone for one in page if one.reason in ("page header", "page footer"))
    found = {day for one in rows if (day := date_beside(one.text, now))}
    return found.pop() if len(found) == 1 else None


def audit_of(pages: Sequence[Sequence[Line]], gone: Sequence[Sequence[Gone]]) -> tuple[list[int], list[Removed]]:
    """Return the number of each page's first line, and the audit of what was left out: each line has its own number."""
    firsts, removed = [], []
    line = 1
    for lines, left_out in zip(pages, gone, strict=True):
        above = [one for one in left_out if not one.foot]
        below = [one for one in left_out if one.foot]
        firsts.append(line + len(above))
        removed += [Removed(number, one.text, one.reason) for number, one in enumerate(above, start=line)]
        line = firsts[-1] + len(lines)
        removed += [Removed(number, one.text, one.reason) for number, one in enumerate(below, start=line)]
        line += len(below)
    return firsts, removed


def _edge(page: Page, *, foot: bool) -> list[Line]:
    """Return the outermost rows at the top or foot of a page, the outermost first."""
    limit = page.height * (EDGE if foot else 1 - EDGE)
    near = [line for line in page.lines if (line.base < limit if foot else line.base > limit)]
    rows = rows_of(near)
    return rows[::-1][:EDGE_ROWS] if foot else rows[:EDGE_ROWS]


def _repeats(edges: Sequence[tuple[list[Line], list[Line]]]) -> Repeats:
    texts: Counter[tuple[str, bool]] = Counter()
    steps: Counter[tuple[int, bool]] = Counter()
    for number, both in enumerate(edges, start=1):
        for rows, foot in zip(both, (False, True), strict=True):
            texts.update({(_masked(row), foot) for row in rows})
            steps.update({(step, foot) for row in rows[:1] for step in _steps(row, number)})
    return Repeats(texts, steps)


def _gone(rows: Sequence[Line], number: int, repeats: Repeats, *, foot: bool) -> Iterator[tuple[Line, str]]:
    """Yield the rows that are no text with the reason, from the outermost inwards up to the first that is text."""
    for place, row in enumerate(rows):
        masked = _masked(row)
        steady = place == 0 and any(repeats.steps[step, foot] >= SEQUENCE for step in _steps(row, number))
        inner = rows[place + 1] if place + 1 < len(rows) else None
        lone = inner is None or abs(row.base - inner.base) > APART * max(row.size, inner.size)
        if PAGE_NUMBER.fullmatch(row.text[:LONGEST_NUMBER]) and (lone or steady):
            yield row, "page number"
        elif steady or (repeats.texts[masked, foot] > 1 and any(map(str.isalpha, masked))):
            yield row, "page footer" if foot else "page header"
        else:
            return


def _masked(row: Line) -> str:
    """Return a row's text as it is compared: without figures, spaces and letter case."""
    return "".join(DIGITS.sub("#", row.text).casefold().split())


def _steps(row: Line, number: int) -> set[int]:
    """Return how far the numbers at the ends of a row are from the number of the page."""
    found = NUMBER_AT_END.finditer(row.text[:20] + " " + row.text[-20:])
    return {int(one[1] or one[2]) - number for one in found}


def _on_row(line: Line, row: Line) -> bool:
    return abs(line.base - row.base) <= SAME_BASE * max(line.size, row.size)
