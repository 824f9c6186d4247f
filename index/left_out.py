"""Find what the extractor left out in the midst of a page's article: tables, headings, and lines for the audit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from index.noise import stop_reason
from index.recover import Blocks, Leaf, leaves_of
from index.tables import data_rows, text_of
from index.text import key
from index.types import ParagraphKind

LINES = frozenset("p li td th dd dt".split())
HEADINGS = frozenset("h2 h3 h4".split())
APART = frozenset("nav aside footer header form figure".split())
"""Elements that are no part of the text around them."""
MOST = 500
"""Lines of a page that are named; beyond them the page is no article."""
DEEPEST, NEAR = 40, 5
"""Levels above a line that are looked at, and those in which a table and the line above it meet."""
MAPPED = 0.5
"""Share of a table's cells that the extractor took as paragraphs, from which its rows are there."""
BESIDE, LINK, OTHER = "table beside the article", "line that is only a link", "line beside the text"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Hold a line of the page that stands behind `after` of the article's blocks; without a reason it is its own."""

    after: int
    text: str
    reason: str | None = None
    kind: ParagraphKind = "text"


def left_out(blocks: Blocks, tree: Any) -> list[LeftOut]:
    """Return the rows of data tables, headings, and other lines between the article's that are none of its blocks."""
    found = list(leaves_of(tree))
    places = _places(blocks, found)
    return list(islice(_left_out(blocks, found, places), MOST)) if places else []


def _left_out(blocks: Blocks, found: Sequence[Leaf], places: dict[int, int]) -> Iterator[LeftOut]:
    known = "|".join(key(text) for _, text in blocks)
    first, last = min(places), max(places)
    there = _there(found, places)
    tables: dict[Any, bool] = {}
    after = 0
    before: Any = None  # the line above, when it is the article's
    named: set[str] = set()
    for place, leaf in enumerate(found):
        after = max(after, places.get(place, -1) + 1)
        ancestors = list(islice(leaf.element.iterancestors(), DEEPEST))
        table = next((one for one in ancestors if one.tag == "table"), None)
        if table is not None and table not in tables:
            rows = [] if table in there else _rows(table)
            tables[table] = bool(rows)
            own = not any(one.tag in APART - {"figure"} for one in ancestors)
            own = own and (first < place < last or (before is not None and _is_next(table, before)))
            for row in rows:
                yield LeftOut(after, row, None if own else BESIDE, "list")
        elif table is None:
            before = leaf.element if place in places else None
        is_heading = place + 1 in places and _is_heading(leaf.element, found[place + 1].element)
        if place in places or not first < place < last or tables.get(table):
            continue
        if leaf.key in named or not (is_heading or leaf.element.tag in LINES):
            continue
        named.add(leaf.key)
        if is_heading and leaf.key not in known:
            yield LeftOut(after, leaf.text, stop_reason(leaf.text), "heading")
            continue
        if leaf.key not in known and not any(one.tag in APART for one in ancestors):
            yield LeftOut(after, leaf.text, LINK if _is_link(leaf.element) else OTHER)


def _places(blocks: Blocks, found: Sequence[Leaf]) -> dict[int, int]:
    """Return by its place on the page which block a line is."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for place, leaf in enumerate(found):
        by_key[leaf.key].append(place)
    places: dict[int, int] = {}
    last = -1
    for number, (_, text) in enumerate(blocks):
        following = [one for one in by_key.get(key(text), ()) if one > last]
        if following:
            last = following[0]
            places[last] = number
    return places


def _there(found: Sequence[Leaf], places: dict[int, int]) -> set[Any]:
    """Return the tables of which the extractor took the cells as paragraphs."""
    cells: Counter[Any] = Counter()
    taken: Counter[Any] = Counter()
    for place, leaf in enumerate(found):
        table = next(islice(leaf.element.iterancestors("table"), 1), None)
        if table is not None:
            cells[table] += 1
            taken[table] += place in places
    return {table for table, count in cells.items() if taken[table] >= MAPPED * count}


def _rows(table: Any) -> list[str]:
    """Return the rows of a data table, its caption first."""
    rows = ["; ".join(row) for row in data_rows(table)]
    captions = [text for one in table.iter("caption") if (text := text_of(one))]
    return [*captions, *rows] if rows else []


def _is_next(table: Any, line: Any) -> bool:
    """Tell whether a table and a line of the article stand in one element that is less than the whole page."""
    around = set(islice(line.iterancestors(), NEAR))
    return any(one in around and one.tag not in ("body", "html") for one in islice(table.iterancestors(), NEAR))


def _is_heading(element: Any, below: Any) -> bool:
    """Tell whether a line is the heading of the text below it; one that links elsewhere announces another article."""
    return element.tag in HEADINGS and element.getparent() is below.getparent() and not _is_link(element)


def _is_link(element: Any) -> bool:
    return key("".join(text_of(one) for one in element.iter("a"))) == key(text_of(element))
