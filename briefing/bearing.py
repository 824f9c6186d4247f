"""Weigh paragraphs by what they hold of a claim: rank them as evidence, and count what none of them has."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from briefing.checks.alignment import meets
from briefing.checks.reading import Reading, read

NAMES, NUMBERS = 1.6, 1.2
"""What a name and a number weigh beside another word that is as rare."""
TOGETHER = 0.2
"""What pairs of neighbouring words add to the share of single words."""
EVIDENCE = 5
"""Paragraphs that are ranked by what they add to those before them; the others follow by themselves."""
OVERLAP = 0.7
"""How much of what is already covered counts against a paragraph: of WiCE's sets of evidence (development part) .868 is
within the first five so, .842 without."""
MISSING = {"number": (0.65, 0.4), "name": (0.27, 0.27), "word": (0.06, 0.04)}
"""What a number, name or other word counts against a claim: that no paragraph has it, that the best ones lack it."""
BEST, NOTHING = 2.2, -0.1
"""What the share of the best paragraph counts for it, and where a claim starts. These and MISSING are logits, rounded
from a regression on one half of WiCE's development claims: balanced accuracy on the other is .77 (any halves .75)."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """Hold what paragraphs have of a claim: for each its words, and its share of the claim's weight, 0..1.

    `weights` has each content word of the claim, by how few of the paragraphs have it. `scores` rank the paragraphs:
    there only the very words count, and no other word of the same root.
    """

    claim: Reading
    weights: dict[str, float]
    kinds: dict[str, str]
    held: tuple[frozenset[str], ...]
    shares: tuple[float, ...]
    scores: tuple[float, ...]


def bearing(claim: str, paragraphs: Sequence[str], contexts: Sequence[str] = ()) -> Bearing:
    """Return what each paragraph has of the claim; a context lends its words to its paragraph."""
    wanted = read(claim)
    kinds = _kinds(wanted)
    readings = [read(paragraph) for paragraph in paragraphs]
    lent = [read(context).content for context in contexts]
    lent += [frozenset()] * (len(paragraphs) - len(lent))
    held = tuple(
        frozenset(word for word in wanted.content if meets(word, one.content) or word in extra)
        for one, extra in zip(readings, lent, strict=True)
    )
    seen = Counter(word for words in held for word in words)
    weights = {
        word: (math.log(1 + len(paragraphs) / (1 + seen[word])) + 0.1)
        * {"name": NAMES, "number": NUMBERS, "word": 1.0}[kinds[word]]
        for word in wanted.content
    }
    total = sum(weights.values()) or 1.0
    shares = tuple(sum(weights[word] for word in words) / total for words in held)
    pairs = _pairs(wanted)
    scores = tuple(
        sum(weights[word] for word in wanted.content & one.content) / total
        + TOGETHER * len(pairs & _pairs(one)) / max(1, len(pairs))
        for one in readings
    )
    return Bearing(wanted, weights, kinds, held, shares, scores)


def ranked(found: Bearing, scores: Sequence[float], first: int | None = None) -> list[int]:
    """Return the positions of all paragraphs: the first ones by what each adds, the others by their score.

    `first` is put first when it is given.
    """
    total = sum(found.weights.values()) or 1.0
    left = sorted(range(len(scores)), key=lambda row: (-scores[row], row))
    chosen: list[int] = []
    covered: frozenset[str] = frozenset()
    while left and len(chosen) < EVIDENCE:

        def gain(row: int, known: frozenset[str] = covered) -> float:
            return scores[row] - OVERLAP * sum(found.weights[word] for word in found.held[row] & known) / total

        best = first if first is not None and not chosen else max(left, key=lambda row: (gain(row), -row))
        left.remove(best)
        chosen.append(best)
        covered |= found.held[best]
    return [*chosen, *left]


def likelihood(found: Bearing) -> float:
    """Return how likely the paragraphs carry the claim by its words alone, 0..1."""
    evidence = ranked(found, found.scores)[:EVIDENCE]
    every: frozenset[str] = frozenset().union(*found.held)
    near: frozenset[str] = frozenset().union(*(found.held[row] for row in evidence))
    logit = NOTHING + BEST * max(found.shares)
    for word in found.claim.content:
        anywhere, here = MISSING[found.kinds[word]]
        logit -= anywhere * (word not in every) + here * (word not in near)
    return 1 / (1 + math.exp(-logit))


def _kinds(claim: Reading) -> dict[str, str]:
    names: Set[str] = {stem for place, stem in enumerate(claim.stems) if place and claim.written[place][0].isupper()}
    return {word: "number" if word[0].isdigit() else "name" if word in names else "word" for word in claim.content}


def _pairs(reading: Reading) -> set[tuple[str, str]]:
    stems = reading.stems
    return {pair for pair in pairwise(stems) if pair[0] in reading.content or pair[1] in reading.content}
