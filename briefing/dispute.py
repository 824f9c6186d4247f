"""Say where the articles that answer a question do not agree: which sentences, and in words for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from briefing.answer_forms import CANNOT
from briefing.candidates import Candidate
from briefing.cite import Numbers, prove
from briefing.differ import difference
from briefing.mark import answer_span
from briefing.types import Conflict, Evidence, Question, Sentence
from index.text import date_of, fold, moment
from index.types import Article

WITHIN = 4.0
"""Logits below the best sentence from which another one answers too little to contradict it."""
APART = timedelta(days=30)
"""Reports further apart than this speak of other times: last year's prices do not contradict this year's."""
TRIED = 3
"""Sentences that others are held against, best first."""
MOST = 2
"""Sentences that are shown against one; the rest says the same again."""
LONGEST_SAID = 6
"""Words of what differs that are repeated in the note; longer differences are whole sentences, and are shown anyway."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Hold a sentence that contradicts a better one, and the words of each that differ."""

    best: Candidate
    rival: Candidate
    mine: str
    yours: str


def disputes(question: Question, ranked: Sequence[Candidate], evidence: Sequence[Evidence]) -> list[Dispute]:
    """Return what contradicts one of the first sentences in other articles of its time, best first, one a value."""
    likely = [
        one for one in ranked if one.logit >= ranked[0].logit - WITHIN and (one.fit > CANNOT or ranked[0].fit == CANNOT)
    ]
    for best in likely[:TRIED]:
        if found := _against(question, best, likely, evidence):
            return found
    return []


def _against(
    question: Question, best: Candidate, likely: Sequence[Candidate], evidence: Sequence[Evidence]
) -> list[Dispute]:
    found: dict[str, Dispute] = {}
    for rival in likely:
        if len(found) < MOST and _comparable(evidence[best.n - 1].article, evidence[rival.n - 1].article):
            differing = difference(question, best.text, rival.text)
            if differing:
                mine, yours = _values(question, best.text, rival.text, differing)
                found.setdefault(yours.casefold(), Dispute(best, rival, mine, yours))
    return list(found.values())


def _values(question: Question, left: str, right: str, differing: tuple[str, str]) -> tuple[str, str]:
    """Return whole dates and sums where the words that differ are parts of them: "4 May" and not "4"."""
    mine, yours = answer_span(question, left), answer_span(question, right)
    if not mine or not yours or left[slice(*mine)] == right[slice(*yours)]:
        return differing
    whole = left[slice(*mine)], right[slice(*yours)]
    return whole if all(part in one for part, one in zip(differing, whole, strict=True)) else differing


def note(found: Sequence[Dispute], evidence: Sequence[Evidence]) -> str | None:
    """Return a sentence for people on what the articles differ in, None when they do not.

    Whose report is of another day is shown with its day: the later one may bring the earlier up to date.
    """
    if not found:
        return None
    pairs = [(found[0].mine, found[0].best), *((one.yours, one.rival) for one in found)]
    articles = [evidence[one.n - 1].article for _, one in pairs]
    days = {_day(one) for one in articles}
    named = [_named(article, dated=len(days) > 1) for article in articles]
    if any(len(text.split()) > LONGEST_SAID for text, _ in pairs):
        return f"The articles contradict each other on this: {' against '.join(named)}."
    told = ", ".join(f"“{text}” ({name})" for (text, _), name in zip(pairs, named, strict=True))
    return f"The articles differ on this: {told}."


def conflict(
    found: Sequence[Dispute], evidence: Sequence[Evidence], written: Sequence[Sentence]
) -> tuple[Conflict, ...]:
    """Return the sentences that differ, side by side: those written where they are, else the source's own."""
    if not found:
        return ()
    numbers = Numbers()
    known = {citation.n: citation.paragraph_id for one in written for citation in one.citations}
    for n in sorted(known):
        numbers.of(known[n])
    sides = []
    for one in (found[0].best, *(dispute.rival for dispute in found)):
        source = evidence[one.n - 1]
        told = next((sentence for sentence in written if one.text in sentence.text), None)
        sides.append(told or prove(one.text, [source], numbers))
    about = " / ".join(dict.fromkeys([found[0].mine, *(one.yours for one in found)]))
    return (Conflict(about, tuple(sides)),)


def _comparable(left: Article, right: Article) -> bool:
    """Tell whether two articles are of one time and not of one outlet, which brings itself up to date.

    A copy that tells it otherwise is no mere copy.
    """
    if left.id == right.id or (left.source and fold(left.source) == fold(right.source or "")):
        return False
    if left.published is None or right.published is None:
        return True
    return abs(moment(left.published) - moment(right.published)) <= APART


def _day(article: Article) -> str:
    return date_of(article.published) if article.published else ""


def _named(article: Article, *, dated: bool) -> str:
    name = article.source or article.label
    return f"{name}, {_day(article)}" if dated and article.published else name
