"""Check the numbers of a claim: each must be in the source with its unit, counting the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.checks.quantities import MEASURES, Mention, mentions
from briefing.checks.reading import read
from briefing.counts import HARM, Count, counted
from briefing.types import Check
from index.text import singular

NAME = "numbers"
ROUGHLY = 0.05
"""What "about", "nearly" or "more than" let a rounder number differ from the source's."""
CLAUSE_END = re.compile(r"[,;:.]\s|\s[–—]\s")
FROM = re.compile(r"\bfrom\s$")
FEWEST_TOLD, ENOUGH = 4, 0.75
"""Content words behind a number, or in front of one that ends its clause, and the share of them that one clause of the
source must hold, from which that clause tells what the number counts."""
GENERAL = frozenset("people person other one time way thing more".split())
"""What nearly anything can be called: a number of these may be anything in the source."""


def check_numbers(claim: str, sources: Sequence[str]) -> Check:
    """Return the check that each number of the claim stands in a source, with its unit, counting the same."""
    own = mentions(claim)
    if not own:
        return Check(NAME, True)
    theirs = [one for source in sources for one in mentions(source)]
    for one in own:
        fault = _fault(one, own, theirs, claim, sources)
        if fault:
            return Check(NAME, False, fault)
    fault = _harm(claim, sources) or _turned(own, theirs) or _paired(own, sources)
    return Check(NAME, not fault, fault)


def _fault(one: Mention, own: Sequence[Mention], theirs: Sequence[Mention], claim: str, sources: Sequence[str]) -> str:
    equal = [other for other in theirs if _equal(one, other)]
    said = _said(one)
    if not equal:
        rival = next((other for other in theirs if _same_thing(one, other)), None)
        return (
            f"says {said}; the paragraph says {_said(rival)}"
            if rival
            else f"says {said}; the paragraph has no such number"
        )
    dated = one.kind == "date" and any(other.kind == "date" for other in theirs)
    alike = [other for other in equal if _alike(one, other) and (other.kind == "date" or not dated)]
    if not alike:
        return f"says {said}; the paragraph says {_said(equal[0])}"
    if all(_counts_another(one, other, theirs, sources) for other in alike):
        return f"says {said}; the paragraph says {_said(alike[0])}"
    if all(other.part for other in alike) and not one.part and _verb_kept(claim, alike[0], sources):
        part = alike[0].part
        if not any(mention.text.lower() == part for mention in own):
            return f"says {said}; the paragraph says {part} of {_said(alike[0])}"
    if any(one.limit and other.limit and one.limit != other.limit for other in alike[:1]):
        return f"turns “at least” and “at most” round at {said}"
    return ""


def _equal(one: Mention, other: Mention) -> bool:
    if one.value == other.value:
        return True
    if not (one.rough or one.limit) or other.kind != one.kind or _digits(one) > _digits(other):
        return False
    return abs(one.value - other.value) <= ROUGHLY * other.value


def _digits(one: Mention) -> int:
    """Return how many digits of a number are not round: 7,000 has one."""
    return len(f"{one.value:.0f}".rstrip("0")) if one.value == int(one.value) else len(str(one.value)) - 1


def _alike(one: Mention, other: Mention) -> bool:
    """Tell whether two equal numbers may be of one kind: 30 days are not 30 people, 4 per cent are not 4."""
    if one.kind == other.kind:
        return True
    kinds = {one.kind, other.kind}
    if kinds == {"count", "age"}:
        # "a man of 34" and "34, a nurse" may be read either way; 47 people are no 47-year-old.
        counts = one if one.kind == "count" else other
        return not counts.unit
    if "count" in kinds:
        counts, measured = (one, other) if one.kind == "count" else (other, one)
        return (
            (not counts.unit and measured.kind != "share") or measured.kind in counts.nouns or _dated(counts, measured)
        )
    return _money(one) and _money(other)


def _dated(counts: Mention, measured: Mention) -> bool:
    return measured.kind == "date" and not counts.unit


def _money(one: Mention) -> bool:
    return one.kind == "money" or one.kind in ("dollar", "euro", "pound", "yen", "crown")


def _same_thing(one: Mention, other: Mention) -> bool:
    return one.kind == other.kind and (one.kind != "count" or bool(one.unit and one.unit in other.nouns))


def _counts_another(one: Mention, other: Mention, theirs: Sequence[Mention], sources: Sequence[str]) -> bool:
    """Tell whether the source's number counts something else than the claim's, though the source knows that, too."""
    if one.kind != "count" or other.kind != "count" or not one.unit or one.unit in other.nouns:
        return False
    if not other.unit or not _is_plural(other, sources) or one.unit in GENERAL or set(one.nouns) & set(other.nouns):
        return False
    rivals = [mention for mention in theirs if one.unit in mention.nouns[:2] and mention.value != one.value]
    known = any(one.unit in {singular(word) for word in read(source).words} for source in sources)
    return bool(rivals) or known


def _is_plural(other: Mention, sources: Sequence[str]) -> bool:
    """Tell whether the word behind the source's number is a plural: "two wanted to" counts nothing it names."""
    forms = (other.unit + "s", other.unit + "es", other.unit.removesuffix("y") + "ies")
    return other.unit == "people" or any(form in source.lower() for source in sources for form in forms)


def _verb_kept(claim: str, whole: Mention, sources: Sequence[str]) -> bool:
    """Tell whether the claim says of all what the source says of a part: "opened four" for "two of its four"."""
    mine = read(claim).content
    for source in sources:
        reading = read(source)
        for place, found in enumerate(reading.stems):
            if found == whole.part and reading.words[place + 1 : place + 2] == ("of",):
                return bool(set(reading.stems[max(0, place - 3) : place]) & mine) or place < 2
    return False


def _harm(claim: str, sources: Sequence[str]) -> str:
    """Return a number of people killed that the source has as injured, and the like."""
    own = [one for one in counted(claim) if one.about in HARM]
    theirs = [one for source in sources for one in counted(source) if one.about in HARM] if own else []
    for one in own:
        equal = [other for other in theirs if _meet(one, other)]
        if equal and all(other.about != one.about for other in equal):
            return f"says {one.low:g} {one.about}; the paragraph says {equal[0].low:g} {equal[0].about}"
    return ""


def _paired(own: Sequence[Mention], sources: Sequence[str]) -> str:
    """Return a number that the claim puts to what the source tells of another number, in a clause of its own."""
    clauses = [part for source in sources for part in CLAUSE_END.split(source)]
    if len(clauses) < 2:
        return ""
    for one in own:
        told = _told(CLAUSE_END.split(one.behind)[0] if one.unit else CLAUSE_END.split(one.front)[-1])
        if one.kind != "count" or len(told) < FEWEST_TOLD:
            continue
        best = max(clauses, key=lambda part: len(told & read(part).content))
        counts = [other for other in mentions(best) if other.kind == "count"]
        if len(told & read(best).content) < ENOUGH * len(told) or not counts:
            continue
        if not any(_equal(one, other) for other in mentions(best)):
            return f"says {_said(one)}; the paragraph says “{best.strip()}”"
    return ""


def _told(text: str) -> frozenset[str]:
    """Return the content around a number, without other numbers."""
    return frozenset(word for word in read(text).content if not word[0].isdigit())


def _turned(own: Sequence[Mention], theirs: Sequence[Mention]) -> str:
    """Return a number that something rose or fell from in the claim, and to in the source."""
    starts = [other for other in theirs if FROM.search(other.front)]
    for one in own:
        if not FROM.search(one.front) or any(_equal(one, other) for other in starts):
            continue
        if any(_equal(one, other) for other in theirs) and any(_equal(two, o) for two in own for o in starts):
            return f"says from {_said(one)}; the paragraph says from {_said(starts[0])}"
    return ""


def _meet(one: Count, other: Count) -> bool:
    return one.low <= other.high and other.low <= one.high


def _said(one: Mention) -> str:
    unit = one.unit if one.kind in ("count", *MEASURES) and one.unit else ""
    return f"{one.text} {unit}".strip()
