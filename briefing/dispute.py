"""Say where the articles that answer a question do not agree: which sentences, and in words for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from briefing.cite import Numbers, prove
from briefing.differ import difference
from briefing.extractive import Candidate
from briefing.fit import CANNOT
from briefing.types import Conflict, Evidence, Question, Sentence
from index.text import moment
from index.types import Article

WITHIN = 4.0
"""Logits below the best sentence from which another one answers too little to contradict it."""
APART = timedelta(days=30)
"""Reports further apart than this speak of other times: last year's prices do not contradict this year's."""
MOST = 2
"""Sentences that are shown against the best one; the rest says the same again."""
LONGEST_SAID = 6
"""Words of what differs that are repeated in the note; longer differences are whole sentences, and are shown anyway."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Hold a sentence that contradicts the best one, and the words of each that differ."""

    best: Candidate
    rival: Candidate
    mine: str
    yours: str


def disputes(question: Question, ranked: Sequence[Candidate], evidence: Sequence[Evidence]) -> list[Dispute]:
    """Return what contradicts the best sentence in other articles of its time, the best of each value first."""
    found: list[Dispute] = []
    best = ranked[0] if ranked else None
    for rival in ranked[1:] if best else ():
        assert best is not None
        if len(found) == MOST:
            break
        if rival.logit < best.logit - WITHIN or (rival.fit == CANNOT and best.fit > CANNOT):
            continue
        if not _comparable(evidence[best.n - 1].article, evidence[rival.n - 1].article):
            continue
        differing = difference(question, best.text, rival.text)
        said = {one.yours.casefold() for one in found}
        if differing and differing[1].casefold() not in said:
            found.append(Dispute(best, rival, *differing))
    return found


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
    """Tell whether two articles report for themselves and of one time."""
    if (left.duplicate_of or left.id) == (right.duplicate_of or right.id):
        return False
    if left.published is None or right.published is None:
        return True
    return abs(moment(left.published) - moment(right.published)) <= APART


def _day(article: Article) -> str:
    return f"{moment(article.published):%-d %B %Y}" if article.published else ""


def _named(article: Article, *, dated: bool) -> str:
    name = article.source or article.label
    return f"{name}, {_day(article)}" if dated and article.published else name
