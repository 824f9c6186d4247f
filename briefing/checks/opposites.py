"""Check that a claim denies what its source denies, and does not turn a word into its opposite."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.checks.alignment import Alignment, is_content
from briefing.checks.lexicon import LIMITS
from briefing.checks.reading import Reading
from briefing.checks.stems import OPPOSITE_STEMS, REFUSAL_STEMS
from briefing.types import Check

REACH = 4
"""Words behind a negation that it denies."""
NAME = "negation"
LINKED = 4
"""Words behind a negation among which stands what links it to more that it denies, and behind that the first of it."""
THAT, OF = frozenset({"that", "whether"}), frozenset({"of", "for"})
PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")


def check_negation(alignments: Sequence[Alignment]) -> Check:
    """Return the check of negation and opposites against the sentences that carry the claim."""
    for one in alignments[:1]:
        fault = _edited(one) if one.is_near else _denied(one)
        if fault:
            return Check(NAME, False, fault)
    fault = _opposite(alignments)
    return Check(NAME, not fault, fault)


def negated(reading: Reading, place: int) -> bool:
    """Tell whether the word at `place` is denied: an odd number of negations reach it."""
    count = sum(
        1 for one in reading.negators if one < place <= one + REACH and reading.clauses[one] == reading.clauses[place]
    )
    return count % 2 == 1


def _edited(one: Alignment) -> str:
    """Return what is wrong with the negations of a claim that keeps the source's wording."""
    claim, source = one.claim, one.source
    for place in claim.negators:
        if place in one.pairs:
            continue
        gap = range(one.before(place) + 1, one.behind(place))
        if not any(there in source.negators or source.stems[there] in REFUSAL_STEMS for there in gap):
            return f"says “{claim.phrase(place - 2, place + 3)}”; the paragraph does not deny it"
    for there in range(len(source.words)):
        after = next((later for later in _denied_by(source, there) if later in one.back), None)
        if there in one.back or after is None:
            continue
        here = one.back[after]
        before = one.before(here)
        gone = there - before
        inserted = [place for place in range(max(0, here - gone - 2), here) if place not in one.pairs]
        if not any(place in claim.negators or claim.stems[place] in REFUSAL_STEMS for place in inserted):
            return f"leaves out “{source.words[there]}”; the paragraph says “{source.phrase(there - 1, there + 4)}”"
    for there, word in enumerate(source.words):
        if word in LIMITS and there not in one.back and there + 1 in one.back and there - 1 in one.back:
            return f"leaves out “{word}”; the paragraph says “{source.phrase(there - 1, there + 4)}”"
    return ""


def _denied_by(reading: Reading, place: int) -> list[int]:
    """Return the places of the words that the one at `place` denies.

    Of a negation it is the next one, a little word such as "to" passed over; of that and of a refusal also the one
    behind "that" or "of": "it is not true that the boats sank", "no record of a report", "denied that".
    """
    is_negator = place in reading.negators
    if (not is_negator and reading.stems[place] not in REFUSAL_STEMS) or "until" in reading.words[place:]:
        return []  # what did not happen until Friday did then
    reach = range(place + 1, min(place + 1 + LINKED, len(reading.words)))
    denied = [next((one for one in reach[:2] if is_content(reading.words[one])), place + 1)] if is_negator else []
    links = THAT | OF if is_negator else THAT
    link = next((one for one in reach if reading.words[one] in links), len(reading.words))
    behind = range(link + 1, min(link + LINKED, len(reading.words)))
    return [*denied, *[one for one in behind if is_content(reading.words[one])][:1]]


def _denied(one: Alignment) -> str:
    """Return a word that only the claim, or only the source, denies, when the other denies nothing at all."""
    claim, source = one.claim, one.source
    places: dict[str, list[int]] = {}
    for there, found in enumerate(source.stems):
        places.setdefault(found, []).append(there)
    for place, found in enumerate(claim.stems):
        if not is_content(claim.words[place]) or found not in places:
            continue
        here = negated(claim, place)
        theirs = {negated(source, there) for there in places[found]}
        if here and theirs == {False} and not _denies(source):
            there = places[found][0]
            return f"denies “{claim.words[place]}”; the paragraph says “{source.phrase(there - 2, there + 3)}”"
        if not here and theirs == {True} and not _denies(claim):
            there = places[found][0]
            return f"does not deny “{claim.words[place]}”; the paragraph says “{source.phrase(there - 3, there + 2)}”"
    return ""


def _denies(reading: Reading) -> bool:
    return bool(reading.negators) or any(one in REFUSAL_STEMS for one in reading.stems)


def _opposite(alignments: Sequence[Alignment]) -> str:
    """Return a word of the claim whose opposite the source has in its place."""
    known = frozenset().union(*(one.source.content for one in alignments)) if alignments else frozenset()
    for one in alignments:
        claim, source = one.claim, one.source
        for place, found in enumerate(claim.stems):
            if place in one.pairs or found in known or found in source.stems:
                continue
            there = _contrary(one, place)
            if there is None:
                continue
            if negated(claim, place) == negated(source, there):
                return f"says “{claim.words[place]}”; the paragraph says “{source.phrase(there - 1, there + 2)}”"
    return ""


def _around(reading: Reading, place: int) -> set[str]:
    """Return the content close to a word: what it is said of."""
    near = range(max(0, place - REACH), min(len(reading.words), place + REACH + 1))
    return {reading.stems[one] for one in near if one != place and is_content(reading.words[one])}


def _contrary(one: Alignment, place: int) -> int | None:
    """Return where the source has the opposite of the claim's word: in its very place, or anywhere when worded anew."""
    word = one.claim.stems[place]
    others = OPPOSITE_STEMS.get(word, frozenset()).union(prefix + word for prefix in PREFIXES)
    bare = {word.removeprefix(prefix) for prefix in PREFIXES} - {word}
    gap = range(one.before(place) + 1, one.behind(place)) if one.is_near else range(len(one.source.stems))
    for there in gap:
        other = one.source.stems[there]
        if there in one.back or (other not in others and other not in bare):
            continue
        if one.is_near or _around(one.claim, place) & _around(one.source, there):
            return there
    return None
