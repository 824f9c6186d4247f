"""Join two lines of a printed text: a word that was parted at the end of a line is made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from index.footnotes import LOOK_BACK

SOFT = "\u00ad"
HYPHENS = ("-", "\u2010", SOFT)
WORD = re.compile(r"[^\W_]+(?:[-\u2010'’][^\W_]+)*")
ADDRESS = re.compile(r"(?:https?://|www\.)\S*[/.?=&_-]$")
SUSPENDED = re.compile(r"(?:and|or|to|und|oder|et|ou|y)(?=\s|$)")
"""A word before which a hyphen stands for a part that follows: "inter- and intra-city"."""
WHOLE = frozenset("well self half long short high non two three four five six ten cross full".split())
"""First parts that are mostly written with a hyphen, for words that the text has nowhere else."""
CLOSED = frozenset(
    "after back down else every fore foot fresh hand head home house land life like more never news other over play "
    "rain sand some stand step super them time under water weather week with wood work world your".split()
)
"""First parts that are mostly written as one with the next word."""
LONG_PART = 4
"""Letters of each part of a word from which, when both stand alone elsewhere, the hyphen is the word's own."""


def vocabulary(lines: Iterable[str]) -> Counter[str]:
    """Return how often each word stands in the lines, pieces of words that are parted at the end of a line left out."""
    known: Counter[str] = Counter()
    parted = False
    for line in lines:
        words = [word.casefold().replace("\u2010", "-") for word in WORD.findall(line)]
        ends = line.endswith(HYPHENS)
        known.update(words[parted : len(words) - ends])
        parted = ends
    return known


def join(left: str, right: str, known: Counter[str]) -> str:
    """Return two lines as one; a hyphen that belongs to the word stays.

    `known` has the words of the text: the spelling that occurs elsewhere decides.

    >>> join("they re-", "turned", Counter()), join("a well-", "known song", Counter())
    ('they returned', 'a well-known song')
    >>> join("by e-", "mail", Counter({"e-mail": 1})), join("from Anglo-", "Saxon", Counter())
    ('by e-mail', 'from Anglo-Saxon')
    """
    if left.endswith(SOFT):
        return left.rstrip(SOFT) + right
    if ADDRESS.search(left[-LOOK_BACK:]) and not right[:1].isupper():
        return left + right
    parted = left.endswith(HYPHENS) and left[-2:-1].isalnum() and right[:1].isalnum()
    if not parted or SUSPENDED.match(right):
        return f"{left} {right}"
    return left + right if _keeps_hyphen(left[:-1], right, known) else left[:-1] + right


def _keeps_hyphen(left: str, right: str, known: Counter[str]) -> bool:
    before, after = WORD.findall(left[-LOOK_BACK:]), WORD.match(right[:LOOK_BACK])
    if not before or not after or before[-1][-1].isdigit():
        return True
    first, second = before[-1].casefold(), after[0].casefold()
    hyphenated, whole = known[f"{first}-{second}"], known[first + second]
    if hyphenated or whole:
        return hyphenated > whole
    if not right[0].islower() or "-" in first or (first in WHOLE and len(second) >= LONG_PART):
        return True
    long = min(len(first), len(second)) >= LONG_PART and first not in CLOSED
    return long and known[first] > 0 and known[second] > 0
