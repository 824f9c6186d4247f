"""Recover a page's exact paragraphs: what the extractor chose, letter for letter as the page has it.

The extractor knows which blocks are the article's, and sometimes loses words at a link or cuts a paragraph in two. The
page's own elements know the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from index.hidden import is_hidden
from index.split import plain
from index.text import key
from index.types import ParagraphKind

Blocks = list[tuple[ParagraphKind, str]]
BLOCK_TAGS = frozenset(
    "p li blockquote h1 h2 h3 h4 h5 h6 div section article main td th dd dt pre figcaption ul ol table tr tbody figure "
    "aside header footer nav form caption".split()
)
SILENT = frozenset("head annotation script style noscript template svg button select textarea iframe".split())
READ_OUT = frozenset("sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only".split())
"""Classes of text for screen readers, as Bootstrap, WordPress and others call them."""
NEW_WINDOW = re.compile(r"\W*opens (?:in )?(?:a )?new (?:window|tab)\W*", re.IGNORECASE)
MOST_ELEMENTS = 50_000
"""Elements of a page that are looked at; longer ones are not read at all, long live reports have 20,000."""
LONGEST_LOSS = 0.4
"""Share of a paragraph that the extractor may have lost for it still to be that paragraph."""
NOWHERE = -1
NEAR = 60
"""Lines behind the last one in which a block is looked for."""
ENDS = 8
"""Letters at either end that a line has in common with what the extractor left of it, pieces in its midst lost."""
MOST_CUT = 500
"""Blocks of a page that are looked for as pieces of a line: 20,000 on a page of a megabyte would take seconds."""
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
    keys = [key(text) for _, text in blocks]
    found: Blocks = []
    last = NOWHERE
    held: list[int] = []
    done = tried = 0
    for number, (kind, text) in enumerate(blocks):
        if number < done:
            continue
        done, before = number + 1, held
        was_cut = any(leaves[one].key != keys[number - 1] for one in before)
        place = _place(keys[number], places, leaves, last)
        held = [place] if place != NOWHERE else []
        if not held and keys[number] and tried < MOST_CUT:
            tried += 1
            held, done = _pieces(keys, number, leaves, last, before if was_cut else [])
        found += [(kind, leaves[one].text) for one in held if one not in before] if held else [(kind, text)]
        last = max([last, *held])
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
    """Return where on the page a block stands: the next line of the same letters, or one that it is most of."""
    if same := places.get(key):
        return same[min(bisect_right(same, last), len(same) - 1)]
    if len(key) < SHORTEST_PIECE:
        return NOWHERE
    return next(
        (place for place in _near(leaves, last) if _is_most_of(key, leaves[place].key)),
        NOWHERE,
    )


def _pieces(
    keys: Sequence[str], number: int, leaves: Sequence[Leaf], last: int, before: Sequence[int]
) -> tuple[list[int], int]:
    """Return the lines that a block is a piece of or is pieced together from, and the first block behind it.

    `before` are the lines that the block before was a piece of. The extractor cuts a line at each mark of code in it
    and loses what is marked, and it joins lines that only a mark parts.
    """
    mine = keys[number]
    if any(mine in leaves[place].key for place in before):  # it is no line of its own
        return list(before), number + 1
    for place in _near(leaves, last):
        if (following := _cut_up(keys, number, leaves[place])) > number + 1:
            return [place], following
    return next(filter(None, (_joined(mine, leaves, place) for place in _near(leaves, last))), []), number + 1


def _cut_up(keys: Sequence[str], number: int, leaf: Leaf) -> int:
    """Return the first block behind those that are most of a line, cut up; the block's own number when none is."""
    whole, end, found, following = leaf.key, 0, 0, number
    if leaf.element.tag == "pre" or (len(keys[number]) < SHORTEST_PIECE and not whole.startswith(keys[number])):
        return number
    while following < len(keys) and (start := whole.find(keys[following], end)) >= 0:
        end, found, following = start + len(keys[following]), found + len(keys[following]), following + 1
    return following if found >= (1 - LONGEST_LOSS) * len(whole) else number


def _joined(whole: str, leaves: Sequence[Leaf], place: int) -> list[int]:
    """Return the lines from a place on that a block holds one behind the other, [] when it is not made of them.

    The number of an item that stands in a mark of its own is none.
    """
    rest, held = whole, list[int]()
    while rest and place < len(leaves):
        mine = leaves[place].key
        if not rest.startswith(mine) and not (held and _is_most_of(rest, mine)):
            return []
        rest, held, place = rest[len(mine) :], [*held, place], place + 1
    made = not rest and len(held) > 1
    return [one for one in held if len(leaves[one].key) > 2 or not leaves[one].key.isdigit()] if made else []


def _near(leaves: Sequence[Leaf], last: int) -> range:
    return range(max(0, last), min(len(leaves), last + NEAR))


def _is_most_of(part: str, whole: str) -> bool:
    """Tell whether a text is another of which pieces were lost: at its ends, or words behind a mark within it."""
    if len(part) < (1 - LONGEST_LOSS) * len(whole):
        return False
    letters = iter(whole)
    ends = whole.startswith(part[:ENDS]) and whole.endswith(part[-ENDS:])
    return part in whole or (ends and all(letter in letters for letter in part))


def leaves_of(tree: Any) -> Iterator[Leaf]:
    """Yield the lines of the page in reading order: what stands in a block beside no other, or loose between blocks."""
    from lxml import etree

    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    line: list[str] = []
    blocks = [tree]
    for event, element in islice(walk, 2 * MOST_ELEMENTS):
        is_block = element.tag in BLOCK_TAGS
        if is_block and event in ("start", "end"):
            yield from _lines("".join(line), blocks[-1])
            line = []
        if event == "start":
            if is_block:
                blocks.append(element)
            if element.tag in SILENT or (not is_block and _is_unseen(element)):
                walk.skip_subtree()
                continue
            line.append("\n" if element.tag == "br" else _in_a_row(element.text))
            continue
        if is_block and len(blocks) > 1:
            blocks.pop()
        line.append(_in_a_row(element.tail))
    yield from _lines("".join(line), blocks[-1])


def _lines(text: str, element: Any) -> Iterator[Leaf]:
    for line in text.split("\n"):
        if (shown := plain(line)) and (letters := key(shown)):
            yield Leaf(shown, letters, element)


def _in_a_row(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _is_unseen(element: Any) -> bool:
    """Tell whether a mark in a line is there only for those who hear the page."""
    if is_hidden(element) or not READ_OUT.isdisjoint(element.get("class", "").split()):
        return True
    return bool(NEW_WINDOW.fullmatch("".join(islice(element.itertext(), 5))))
