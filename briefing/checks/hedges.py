"""Check that a claim is no firmer than its source: what was doubted, planned or alleged stays so."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.checks.alignment import Alignment, is_content
from briefing.checks.reading import Reading
from briefing.checks.stems import DOUBT_STEMS, FIRM_STEMS, PASSING_STEMS, PLAN_STEMS, REFUSAL_STEMS
from briefing.checks.undone import is_past, undone
from briefing.types import Check

NAME = "hedge"
REACH = 7
"""Words behind a hedge that it covers, within its clause."""
IS = (("is",), ("are",), ("was",), ("were",))


def check_hedge(alignments: Sequence[Alignment], sources: Sequence[Reading] = ()) -> Check:
    """Return the check that no hedge of the sentence that carries the claim was dropped.

    With the `sources`, all sentences of the paragraphs, nothing is told as done that they tell only as undone.
    """
    for one in alignments[:1]:
        fault = _firmer(one) or _dropped(one) or _told(one) or undone(one.claim, sources)
        if fault:
            return Check(NAME, False, fault)
    return Check(NAME, True)


def _firmer(one: Alignment) -> str:
    """Return a word that makes a fact of what the source leaves open, put into the source's own wording."""
    if not one.is_near:
        return ""
    for place, found in enumerate(one.claim.stems):
        if found in FIRM_STEMS and place not in one.pairs and found not in one.source.stems:
            return f"says “{one.claim.words[place]}”; the paragraph does not"
    return ""


def _dropped(one: Alignment) -> str:
    """Return a hedge of the source that covers what the claim keeps, and that the claim has nothing for."""
    source = one.source
    own = _hedges(one.claim)
    for there in _hedges(source):
        if there in one.back or (source.stems[there] in PASSING_STEMS and not one.is_near):
            continue
        if _covers(one, there) and not (_instead(one, there, own) if one.is_near else own):
            return f"is firmer than the paragraph: it says “{source.phrase(there - 1, there + 4)}”"
    return ""


def _told(one: Alignment) -> str:
    """Return what the source puts ahead and the claim tells as done."""
    claim, source = one.claim, one.source
    if _hedges(claim) or any(found in PLAN_STEMS for found in claim.stems):
        return ""
    for there, found in enumerate(source.stems):
        plan = found in PLAN_STEMS or (found == "to" and source.words[there - 1 : there] in IS)
        if plan and there not in one.back and _covers(one, there) and _is_past(one, there):
            return f"tells as done what the paragraph puts ahead: “{source.phrase(there - 1, there + 4)}”"
    return ""


def _instead(one: Alignment, there: int, own: Sequence[int]) -> bool:
    """Tell whether the claim has a hedge, or a refusal, of its own in the very place."""
    near = one.back.get(there + 1, one.back.get(there + 2))
    if near is None:
        return False
    before = [place for place in range(max(0, near - 3), near) if place not in one.pairs]
    return any(place in own or one.claim.stems[place] in REFUSAL_STEMS for place in before)


def _is_past(one: Alignment, there: int) -> bool:
    """Tell whether the claim has in the past tense a word that the hedge at `there` covers."""
    source = one.source
    for step in range(there + 1, min(there + 1 + REACH, len(source.words))):
        for place, found in enumerate(one.claim.stems):
            word = one.claim.words[place]
            if is_past(word) and found == source.stems[step] and word != source.words[step]:
                return True
    return False


def _covers(one: Alignment, there: int) -> bool:
    """Tell whether the claim keeps what the hedge covers."""
    source = one.source
    reach = range(there + 1, min(there + 1 + REACH, len(source.words)))
    inside = [
        place for place in reach if source.clauses[place] == source.clauses[there] and is_content(source.words[place])
    ]
    if one.is_near:
        return bool(inside) and inside[0] in one.back
    kept = [place for place in inside if source.stems[place] in one.claim.content]
    return bool(inside) and 2 * len(kept) >= len(inside)


def _hedges(reading: Reading) -> list[int]:
    return [
        place
        for place, found in enumerate(reading.stems)
        # "Could not" tells of what was impossible and leaves nothing open.
        if found in DOUBT_STEMS and reading.words[place + 1 : place + 2] != ("not",)
    ]
