"""Tell two articles that were pasted together from one: a second headline with its own author or date line below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import accumulate, pairwise

from index.bylines import BYLINE, NAME_PLACE
from index.clean import check_size
from index.dates import date_line
from index.noise import ENDS, stop_reason
from index.region import find_region
from index.signature import signature
from index.split import Block, lines_of, split

FEWEST_WORDS = 60
"""Words of sentences that each article has at least; fewer are a box beside an article."""
FEWEST_SIGNED = 25
"""The same for one with both an author, or an outlet, and a date below its headline, which boxes do not have."""
HEADLINE = range(3, 26)
"""Words of a headline."""
REACH = 3
"""Lines below a headline among which its author or date line stands; a standfirst may come first."""


def parts(text: str, *, now: datetime | None = None) -> list[str]:
    """Return the articles that a text holds, each with its own lines; the text itself when it is one.

    >>> parts("One line.")
    ['One line.']
    """
    now = now or datetime.now(UTC)
    blocks = split(text)
    check_size(blocks)
    sums = [0, *accumulate(_sentence_words(block) for block in blocks)]
    if find_region(blocks):
        return [text]
    starts = [0]
    for place in range(1, len(blocks)):
        fewest = min(sums[place] - sums[starts[-1]], sums[-1] - sums[place])
        if fewest < FEWEST_SIGNED or not _is_headline(blocks, place, now):
            continue
        if fewest >= FEWEST_WORDS or _is_signed(blocks, place, now):
            starts.append(place)
    lines = lines_of(text)
    bounds = [0, *(blocks[place].line - 1 for place in starts[1:]), len(lines)]
    return ["\n".join(lines[start:end]) for start, end in pairwise(bounds)]


def _is_headline(blocks: Sequence[Block], place: int, now: datetime) -> bool:
    """Tell whether a headline stands there: short, without a full stop, a paragraph above, an author or date below."""
    text = blocks[place].text
    if len(text.split()) not in HEADLINE or ENDS.search(text) or stop_reason(text) or _is_credit(text, now):
        return False
    if blocks[place - 1].group == blocks[place].group and ENDS.search(blocks[place - 1].text) is None:
        return False
    below = [block.text for block in blocks[place + 1 : place + 1 + REACH]]
    return any(_is_credit(line, now) for line in below)


def _is_signed(blocks: Sequence[Block], place: int, now: datetime) -> bool:
    """Tell whether a date stands below a line with an author or an outlet."""
    below = [block.text for block in blocks[place + 1 : place + 1 + REACH]]
    if any((signed := signature(line, now)) and signed.dated for line in below):
        return True
    return any(date_line(line, now) for line in below) and any(_is_byline(line) for line in below)


def _is_byline(text: str) -> bool:
    return bool(BYLINE.fullmatch(text) or NAME_PLACE.fullmatch(text))


def _is_credit(text: str, now: datetime) -> bool:
    return _is_byline(text) or date_line(text, now) is not None or signature(text, now) is not None


def _sentence_words(block: Block) -> int:
    return len(block.text.split()) if ENDS.search(block.text) else 0
