"""Lay a sentence beside the source sentence that carries it: which words meet, in order, and which are its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefing.checks.irregular import IRREGULAR
from briefing.checks.reading import FUNCTION, Reading

NEAR = 0.72
"""Share of a sentence's words in the order of the source from which it is the source's wording with edits: each edit
then has to be explained."""
SECOND = 0.15
"""Share of a sentence's content that a second source sentence must add to count as carrying it, too."""
LOOSE = 5
"""Letters that two words share at least when one is derived from the other: `inspection` and `inspectors`."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Hold a claim beside one source sentence.

    `pairs` gives for the place of a claim's word the place of the same word in the source, in order; `back` the other
    way round; `share` is how much of the claim they make up.
    """

    claim: Reading
    source: Reading
    pairs: dict[int, int]
    back: dict[int, int]
    share: float

    @property
    def is_near(self) -> bool:
        """Tell whether the claim is the source's wording with edits."""
        return self.share >= NEAR

    def before(self, place: int) -> int:
        """Return where in the source the last word that meets before this place of the claim stands, -1 for none."""
        return next((self.pairs[one] for one in range(place - 1, -1, -1) if one in self.pairs), -1)

    def behind(self, place: int) -> int:
        """Return where in the source the next word that meets behind this place of the claim stands, else its end."""
        found = (self.pairs[one] for one in range(place + 1, len(self.claim.words)) if one in self.pairs)
        return next(found, len(self.source.words))


def align(claim: Reading, source: Reading) -> Alignment:
    """Return the two sentences beside each other, by the longest runs of stems they share."""
    matcher = SequenceMatcher(None, claim.stems, source.stems, autojunk=False)
    pairs = {
        block.a + offset: block.b + offset for block in matcher.get_matching_blocks() for offset in range(block.size)
    }
    share = len(pairs) / len(claim.stems) if claim.stems else 0.0
    return Alignment(claim, source, pairs, {there: here for here, there in pairs.items()}, share)


def carriers(claim: Reading, sources: Sequence[Reading]) -> list[Alignment]:
    """Return the one or two source sentences that carry most of the claim, the best first, laid beside it."""
    if not sources or not claim.stems:
        return []
    wanted = claim.content
    shared = [(weight(wanted & one.content), -row) for row, one in enumerate(sources)]
    best = max(range(len(sources)), key=lambda row: shared[row])
    found = [align(claim, sources[best])]
    if len(sources) > 1 and not wanted <= sources[best].content:
        rest = wanted - sources[best].content
        second = max(
            (row for row in range(len(sources)) if row != best), key=lambda row: len(rest & sources[row].content)
        )
        if len(rest & sources[second].content) >= max(1, SECOND * len(wanted)):
            found.append(align(claim, sources[second]))
    return found


def weight(stems: frozenset[str]) -> float:
    """Return how much shared stems weigh: numbers and long words tell more than short ones."""
    return sum(1.5 if one[0].isdigit() or len(one) > 5 else 1.0 for one in stems)


def meets(one: str, stems: frozenset[str]) -> bool:
    """Tell whether a stem, or a word derived from it, is among the stems."""
    return one in stems or (len(one) >= LOOSE and any(other.startswith(one[:LOOSE]) for other in stems))


def is_content(word: str) -> bool:
    """Tell whether a folded word carries content."""
    return word not in FUNCTION


def is_verb(word: str) -> bool:
    """Tell whether a folded word looks like a verb in the past or an irregular one."""
    return is_content(word) and (word in IRREGULAR or word.endswith("ed"))
