"""Check the days of a claim: the day must be the source's own for what the claim tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from briefing.checks.alignment import Alignment, is_content, is_verb
from briefing.checks.reading import Reading
from briefing.types import Check

NAME = "dates"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = "january february march april may june july august september october november december".split()
RELATIVE = frozenset("yesterday today tomorrow tonight".split())
SPANS = frozenset("week weekend month year summer winter autumn spring night".split())
REACH = 6
"""Words in front of a day among which stands what happened on it."""


def check_days(alignments: Sequence[Alignment], sources: Sequence[Reading], published: date | None = None) -> Check:
    """Return the check of weekdays, months and "yesterday".

    With the day of publication known, a weekday of the source may be a date in the claim and the other way round.
    """
    if not alignments:
        return Check(NAME, True)
    claim = alignments[0].claim
    for kind in (WEEKDAYS, MONTHS):
        for place, word in enumerate(claim.words):
            if word in kind and _is_name(claim, place):
                fault = _fault(place, kind, alignments, published)
                if fault:
                    return Check(NAME, False, fault)
    for word in claim.words:
        if word in RELATIVE and not any(word in source.words for source in sources):
            return Check(NAME, False, f"says “{word}”; the paragraph does not")
    return Check(NAME, True)


def _fault(place: int, kind: Sequence[str], alignments: Sequence[Alignment], published: date | None) -> str:
    one = alignments[0]
    day = one.claim.words[place]
    theirs = [there for there, word in enumerate(one.source.words) if word in kind and _is_name(one.source, there)]
    if not theirs or any(_is_same(day, one.claim, other, published) for other in _dates(one.source)):
        return ""
    if all(one.source.words[there] != day for there in theirs):
        return f"says {day.capitalize()}; the paragraph says {one.source.words[theirs[0]].capitalize()}"
    times = sorted({*theirs, *_loose_times(one.source)}) if kind is WEEKDAYS else theirs
    return _paired(one, place, times) if len({one.source.words[there] for there in times}) > 1 else ""


def _is_name(reading: Reading, place: int) -> bool:
    return reading.written[place][0].isupper()


def _loose_times(reading: Reading) -> list[int]:
    """Return the places of "last week", "next month" and the like: days that are no weekday."""
    return [
        place
        for place, word in enumerate(reading.words)
        if word in SPANS and reading.words[place - 1 : place] in (("last",), ("next",), ("this",), ("earlier",))
    ]


def _paired(one: Alignment, place: int, theirs: Sequence[int]) -> str:
    """Return a day that the claim puts to something, a verb if there is one, that the source puts to another day."""
    claim, source = one.claim, one.source
    shared = [
        near
        for near in range(place - 1, max(-1, place - 1 - REACH), -1)
        if is_content(claim.words[near]) and source.stems.count(claim.stems[near]) == 1
    ]
    verbs = [near for near in shared if is_verb(claim.words[near])]
    for near in (verbs or shared)[:1]:
        there = source.stems.index(claim.stems[near])
        closest = min(theirs, key=lambda day: (abs(day - there), day < there))
        if source.words[closest] != claim.words[place]:
            told = source.phrase(there, closest + 1) or source.words[closest]
            return f"says {claim.words[place].capitalize()}; the paragraph says “{told}”"
    return ""


def _dates(reading: Reading) -> list[tuple[int, int]]:
    """Return the (day, month) pairs that a reading spells out."""
    found = []
    for place, word in enumerate(reading.words):
        if word in MONTHS:
            for near in (place - 1, place + 1):
                if 0 <= near < len(reading.words) and reading.words[near].isdigit() and int(reading.words[near]) <= 31:
                    found.append((int(reading.words[near]), MONTHS.index(word) + 1))
    return found


def _is_same(day: str, claim: Reading, other: tuple[int, int], published: date | None) -> bool:
    """Tell whether a weekday of the claim is a date of the source, counted from the day of publication."""
    if published is None or day not in WEEKDAYS:
        return False
    for back in range(-7, 8):
        then = published + timedelta(days=back)
        if (then.day, then.month) == other:
            return WEEKDAYS[then.weekday()] == day
    return False
