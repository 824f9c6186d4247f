"""Check that a claim tells the source's event: who did it to whom, and nothing put in another's place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefing.checks.alignment import Alignment, is_content, is_verb, meets
from briefing.checks.days import MONTHS, WEEKDAYS
from briefing.checks.reading import Reading
from briefing.checks.stems import DOUBT_STEMS
from briefing.reporting import VERB
from briefing.types import Check

NAME = "event"
CLOSE = 0.85
"""Share of a claim's words in the order of the source from which a word put for another is no paraphrase."""
MOVED = 4
"""Words of a clause that a claim may move as a whole: a lead-in, or a quotation put before or behind its speaker."""
REACH = 5
"""Words around a verb among which its subject and its object stand."""
PART_END = re.compile(r"[,;:()]|\b(?:but|while|because|although|who|which|that)\b")
PASSIVE = frozenset("is are was were be been being by who which that whom".split())
"""Words that turn the sides of a verb round, or hide which noun is its subject: no side can be told beside them."""


def check_event(alignments: Sequence[Alignment]) -> Check:
    """Return the check that nothing changed places."""
    for one in alignments[:1]:
        fault = (_replaced(one) if one.is_near else "") or _reversed(one)
        if fault:
            return Check(NAME, False, fault)
    return Check(NAME, True)


def substituted(one: Alignment) -> list[tuple[str, str]]:
    """Return each (word of the claim, words of the source) where a claim in the source's wording puts other content."""
    found: list[tuple[str, str]] = []
    if one.share < CLOSE:
        return found
    for place, word in enumerate(one.claim.words):
        if place in one.pairs or not is_content(word) or meets(one.claim.stems[place], one.source.content):
            continue
        room = range(one.before(place) + 1, one.behind(place))
        gap = [there for there in room if is_content(one.source.words[there])]
        if not gap and place == 0 and one.claim.written[0][0].isupper():
            gap = list(room)[-1:]  # a name in the place of "The" or "It"
        if 0 < len(gap) <= MOVED:
            if any(one.source.stems[there] in DOUBT_STEMS for there in gap) and one.claim.stems[place] in DOUBT_STEMS:
                continue  # one hedge for another
            found.append((one.claim.written[place], one.source.phrase(gap[0], gap[-1] + 1)))
    return found


def _replaced(one: Alignment) -> str:
    """Return a name, number or word that stands in the place of another, in the source's own wording."""
    claim, source = one.claim, one.source
    edits = list(_edits(one))
    for start, end, words, gone in edits:
        capital = any(claim.written[place][0].isupper() for place in words if place)
        if not gone:
            elsewhere = [place for place in words if claim.stems[place] in source.stems]
            if elsewhere and capital and start > 0 and end - start < MOVED and _is_moved(one, elsewhere):
                return f"moves “{claim.phrase(start, end)}” to another place of the sentence"
            continue
        renamed = capital and start > 0 and len(gone) <= MOVED and any(source.written[i][0].isupper() for i in gone)
        if _is_dated(one, words, gone):
            continue
        if renamed or _renumbered(one, words, gone) or _exchanged(one, words, gone, edits):
            return f"puts “{claim.phrase(start, end)}” where the paragraph has “{source.phrase(gone[0], gone[-1] + 1)}”"
    return ""


def _edits(one: Alignment) -> Iterator[tuple[int, int, list[int], list[int]]]:
    """Yield each short run of the claim's own words: start, end, its content, and the source's content left out there.

    A quotation put before or behind its speaker is none.
    """
    claim, source = one.claim, one.source
    for start, end in _own_runs(one):
        words = [place for place in range(start, end) if is_content(claim.words[place])]
        if not words or end - start >= 2 * MOVED or VERB.search(claim.phrase(start, end)):
            continue
        room = range(one.before(start) + 1, one.behind(end - 1))
        yield start, end, words, [there for there in room if is_content(source.words[there])]


def _exchanged(
    one: Alignment, words: Sequence[int], gone: Sequence[int], edits: Sequence[tuple[int, int, list[int], list[int]]]
) -> bool:
    """Tell whether what is left out here stands there, where what stands here is left out."""
    mine, theirs = {one.claim.stems[place] for place in words}, {one.source.stems[there] for there in gone}
    return any(
        theirs & {one.claim.stems[place] for place in others} and mine & {one.source.stems[there] for there in left}
        for _, _, others, left in edits
        if others is not words
    )


def _is_dated(one: Alignment, words: Sequence[int], gone: Sequence[int]) -> bool:
    """Tell whether a date stands where the source has a weekday: whether it is that day is told elsewhere."""
    own, theirs = {one.claim.words[place] for place in words}, {one.source.words[there] for there in gone}
    return theirs <= set(WEEKDAYS) and all(word.isdigit() or word in MONTHS for word in own)


def _renumbered(one: Alignment, words: Sequence[int], gone: Sequence[int]) -> bool:
    """Tell whether a number stands where the source has another."""
    own = {one.claim.stems[place] for place in words if one.claim.stems[place][0].isdigit()}
    theirs = {one.source.stems[there] for there in gone if one.source.stems[there][0].isdigit()}
    return bool(own and theirs) and not own & theirs


def _is_moved(one: Alignment, places: Sequence[int]) -> bool:
    """Tell whether the source has these words in a place that the claim keeps the surroundings of."""
    for place in places:
        for there, found in enumerate(one.source.stems):
            if found == one.claim.stems[place] and there not in one.back:
                return there - 1 in one.back or there + 1 in one.back
    return False


def _own_runs(one: Alignment) -> list[tuple[int, int]]:
    """Return the (start, end) of the runs of words that only the claim has in their place."""
    runs = []
    start = None
    for place in range(len(one.claim.words) + 1):
        own = place < len(one.claim.words) and place not in one.pairs
        if own and start is None:
            start = place
        elif not own and start is not None:
            runs.append((start, place))
            start = None
    return runs


def _reversed(one: Alignment) -> str:
    """Return a subject that the claim puts behind a verb as its object, with another in its place."""
    claim, source = one.claim, one.source
    for verb, found in enumerate(claim.stems):
        if not is_verb(claim.words[verb]) or claim.stems.count(found) != 1 or source.stems.count(found) != 1:
            continue
        there = source.stems.index(found)
        if _is_turned(claim, verb) or _is_turned(source, there):
            continue
        left, right = _around(claim, verb)
        before, behind = _around(source, there)
        moved = (right & before) - behind - left
        if moved and ((left & behind) - before or (left and not left & before)):
            return (
                f"turns round who is who at “{claim.words[verb]}”: "
                f"the paragraph says “{source.phrase(there - 3, there + 4)}”"
            )
    return ""


def _around(reading: Reading, verb: int) -> tuple[set[str], set[str]]:
    """Return the content before and behind a verb, within its reach and its part of the sentence."""
    at = reading.spans[verb][0]

    def content(places: Iterable[int]) -> set[str]:
        found = set()
        for one in places:
            start, end = sorted((at, reading.spans[one][0]))
            if PART_END.search(reading.text, start, end):
                break
            if is_content(reading.words[one]):
                found.add(reading.stems[one])
        return found

    return (
        content(range(verb - 1, max(-1, verb - 1 - REACH), -1)),
        content(range(verb + 1, min(len(reading.words), verb + 1 + REACH))),
    )


def _is_turned(reading: Reading, verb: int) -> bool:
    near = range(max(0, verb - 3), min(len(reading.words), verb + REACH))
    return any(reading.words[one] in PASSIVE for one in near if one != verb)
