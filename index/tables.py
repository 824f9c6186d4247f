"""Tell a table that holds data from one that lays out a page, and read its rows."""

from __future__ import annotations

import re
from itertools import islice
from statistics import median
from typing import Any

from index.split import plain

MOST_ROWS, LONGEST_CELL, CELL_WORDS = 500, 200, 8
"""Characters of a data table's longest cell, words of its middle one: longer ones are columns of a layout."""
CELLS = frozenset({"td", "th"})
SIGHTLESS = re.compile("[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0]")
PRESENTATION = frozenset({"presentation", "none"})


def data_rows(table: Any) -> list[list[str]]:
    """Return the filled cells of each row of a table that holds data, [] for one that lays out the page.

    Data is two rows or more of two cells or more that are short and not all links; a layout says so, or holds tables.
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
    if max(map(len, texts)) > LONGEST_CELL or median(len(text.split()) for text in texts) > CELL_WORDS:
        return []
    if len({len(row) for row in wide}) > 2 or sum(1 for _ in table.iter("a")) >= len(texts) - len(shown):
        return []
    return [row for row in shown if row]


def text_of(element: Any) -> str:
    """Return an element's text on one line."""
    return plain(SIGHTLESS.sub("", " ".join(islice(element.itertext(), 5000))))
