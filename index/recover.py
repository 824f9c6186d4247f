"""Recover a page's exact paragraphs: what the extractor chose, letter for letter as the page has it.

The extractor knows which blocks are the article's, and sometimes loses words at a link or cuts a paragraph in two. The
page's own elements know the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from index.split import plain
from index.text import key
from index.types import ParagraphKind

Blocks = list[tuple[ParagraphKind, str]]
BLOCK_TAGS = frozenset(
    "p li blockquote h1 h2 h3 h4 h5 h6 div section article main td th dd dt pre figcaption ul ol table tr tbody figure "
    "aside header footer nav form".split()
)
SILENT = frozenset("script style noscript template svg button select textarea iframe".split())
MOST_ELEMENTS, DEEPEST = 20_000, 40
"""Elements of a page that are looked at, and levels of marks within a line."""
LONGEST_LOSS = 0.4
"""Share of a paragraph that the extractor may have lost for it still to be that paragraph."""
NOWHERE = -1
SHORTEST_PIECE = 25
"""Letters and digits of a block that is looked for inside a longer paragraph; a shorter one is in many."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Hold a line of the page: its text, its letters and digits alone, and the element that it stands in."""

    text: str
    key: str
    element: Any


def exact(blocks: Blocks, tree: Any) -> Blocks:
    """Return the blocks with the page's own text.

    Paragraphs that the extractor left out stay out: taking back those between two that it kept made as many pages
    worse as better.
    """
    leaves = list(leaves_of(tree))
    places: dict[str, list[int]] = defaultdict(list)
    for place, leaf in enumerate(leaves):
        places[leaf.key].append(place)
    found: Blocks = []
    last = before = NOWHERE
    for kind, text in blocks:
        place = _place(key(text), places, leaves, last)
        if place == NOWHERE:
            found.append((kind, text))
            continue
        if place != before:  # else one paragraph that the extractor had cut in two
            found.append((kind, leaves[place].text))
        last, before = max(last, place), place
    return found


def standfirst(tree: Any, description: str, blocks: Blocks) -> str:
    """Return the line that stands between the headline and the text and that the page describes itself with, or ""."""
    wanted = key(description)
    if len(wanted) < SHORTEST_PIECE or any(wanted[:SHORTEST_PIECE] in key(text) for _, text in blocks):
        return ""
    first = next((key(text) for kind, text in blocks if kind == "text"), "")
    for leaf in leaves_of(tree):
        if leaf.key == first:
            break
        if leaf.key == wanted or (len(leaf.key) > 2 * SHORTEST_PIECE and wanted.startswith(leaf.key)):
            return leaf.text
    return ""


def _place(key: str, places: dict[str, list[int]], leaves: Sequence[Leaf], last: int) -> int:
    """Return where on the page a block stands: the next line of the same letters, or one that holds most of it."""
    if same := places.get(key):
        return same[min(bisect_right(same, last), len(same) - 1)]
    if len(key) < SHORTEST_PIECE:
        return NOWHERE
    near = range(max(0, last), min(len(leaves), last + 60))
    return next(
        (
            place
            for place in near
            if key in leaves[place].key and len(key) >= (1 - LONGEST_LOSS) * len(leaves[place].key)
        ),
        NOWHERE,
    )


def leaves_of(tree: Any) -> Iterator[Leaf]:
    """Yield the lines of the page in reading order: what stands in elements that hold no other block."""
    elements = list(islice(tree.iter(*BLOCK_TAGS), MOST_ELEMENTS))
    holders = set()
    for element in elements:
        parent = element.getparent()
        while parent is not None and parent not in holders:
            holders.add(parent)
            parent = parent.getparent()
    for element in elements:
        if element in holders:
            continue
        for line in _inline(element, DEEPEST).split("\n"):
            if (text := plain(line)) and (letters := key(text)):
                yield Leaf(text, letters, element)


def _inline(element: Any, depth: int) -> str:
    """Return the text of an element, a line break for each of the page's."""
    if depth == 0:
        return " ".join(element.itertext()).replace("\n", " ")
    parts = [(element.text or "").replace("\n", " ")]
    for child in element:
        if child.tag == "br":
            parts.append("\n")
        elif isinstance(child.tag, str) and child.tag not in SILENT:
            parts.append(_inline(child, depth - 1))
        parts.append((child.tail or "").replace("\n", " "))
    return "".join(parts)
