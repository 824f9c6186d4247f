"""Tell a table that holds data from one that lays out a page, and read its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from statistics import median
from typing import Any

from index.page_size import INLINE
from index.split import plain

MOST_ROWS, LONGEST_CELL, CELL_WORDS = 500, 200, 8
"""Characters of a data table's longest cell, words of its middle one: longer ones are columns of a layout."""
LONGEST_TOLD = 2000
"""The first where a row of headings says that it is data: a list of films has a column that tells what happens."""
DEEPEST, MOST_PIECES = 40, 20_000
"""Levels of marks within a text, and pieces of it, that are joined."""
CELLS = frozenset({"td", "th"})
SIGHTLESS = re.compile("[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0]")
PRESENTATION = frozenset({"presentation", "none"})


def data_rows(table: Any) -> list[list[str]]:
    """Return the filled cells of each row of a table that holds data, [] for one that lays out the page.

    Data is two rows or more of two cells or more, not all links, that are short or stand below a row of headings; a
    layout says so, or holds tables.
    """
    if table.get("role", "").lower() in PRESENTATION and table.find(".//th") is None:
        return []
    if next(table.iterdescendants("table"), None) is not None:
        return []
    found = list(islice(table.iter("tr"), MOST_ROWS + 1))
    cells = [[text_of(cell) for cell in row if cell.tag in CELLS] for row in found]
    shown = [[text for text in row if text] for row in cells]
    wide = [row for row in shown if len(row) >= 2]
    texts = [text for row in shown for text in row]
    if len(found) > MOST_ROWS or len(wide) < 2 or len(wide) < 0.7 * sum(map(bool, shown)):
        return []
    headed = _is_headed(found[0])
    if max(map(len, texts)) > (LONGEST_TOLD if headed else LONGEST_CELL):
        return []
    if not headed and (median(len(text.split()) for text in texts) > CELL_WORDS or len({*map(len, wide)}) > 2):
        return []
    if sum(1 for _ in table.iter("a")) >= len(texts) - len(shown) and not headed:
        return []
    return [row for row in shown if row]


def _is_headed(row: Any) -> bool:
    """Tell whether a row of a table holds nothing but headings, two or more that are filled."""
    cells = [cell for cell in row if cell.tag in CELLS]
    return all(cell.tag == "th" for cell in cells) and sum(bool(text_of(cell)) for cell in cells) >= 2


def text_of(element: Any) -> str:
    """Return an element's text on one line, its words as the page shows them: only a block parts two of them."""
    return plain(SIGHTLESS.sub("", "".join(islice(_pieces(element, DEEPEST), MOST_PIECES))))


def _pieces(element: Any, depth: int) -> Iterator[str]:
    if depth == 0:
        yield from element.itertext()
        return
    yield element.text or ""
    for child in element:
        gap = "" if child.tag in INLINE else " "
        if isinstance(child.tag, str):
            yield gap
            yield from _pieces(child, depth - 1)
        yield gap + (child.tail or "")
