"""Put the newest count first where a toll has risen since the report that answers in the question's own words.

News of a disaster counts anew each day: of three reports the one that says 120 is right today, the one that says 81 was
right on its day. Who asks is told the newest, and what was counted before, with the days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.answer_forms import CANNOT
from briefing.candidates import Candidate
from briefing.counts import NUMBER, counted, stated, tolls_asked
from briefing.extractive import MARGIN
from briefing.fit import stem, stems
from briefing.mark import answer_span
from briefing.outdated import Told, rose
from briefing.types import Evidence, Question
from index.text import date_of, moment

MOST = 2
"""Earlier counts that are named."""
PART = 0.5
"""Share of the newest count that an earlier one must be to be named: a smaller one may be of a part."""
ON_TOPIC = 0.75
"""Share of the question's words that a report, its headline included, must have to count the same as another."""


@dataclass(frozen=True, slots=True)
class Toll:
    """Hold a sentence that counts what is asked, and what it counts, when."""

    sentence: Candidate
    told: Told


def newest_first(
    question: Question, ranked: Sequence[Candidate], evidence: Sequence[Evidence]
) -> tuple[list[Candidate], str | None]:
    """Return the sentences with the newest of the risen counts first, and what was counted before, in words.

    A count that is lower than an earlier one is of a part, or takes it back: neither goes first for being new.
    """
    asked = tolls_asked(question.text) if question.kind == "how_many" else frozenset()
    near = [one for one in ranked if one.score >= ranked[0].score - MARGIN] if asked else []
    every = [toll for one in near if (toll := _toll(question, one, evidence[one.n - 1], asked))]
    mine = next((one for one in every if one.sentence == ranked[0]), None)
    if mine is None:
        return list(ranked), None
    alike = [one for one in every if one.told.count.about == mine.told.count.about]
    newest = max(alike, key=lambda one: (one.told.published.date(), one.told.count.low, one.sentence.score))
    if newest is not mine and not rose(mine.told, newest.told):
        return list(ranked), None
    before: dict[float, Toll] = {}
    for one in sorted(alike, key=lambda one: one.told.published):
        if rose(one.told, newest.told) and stated(one.told.count) >= PART * stated(newest.told.count):
            before.setdefault(one.told.count.low, one)
    told = [f"{_value(question, one)} ({date_of(one.told.published)})" for one in [*before.values()][-MOST:]]
    rest = [one for one in ranked if one != newest.sentence]
    return [newest.sentence, *rest], f"Earlier reports counted {' and '.join(told)}." if told else None


def _toll(question: Question, one: Candidate, source: Evidence, asked: frozenset[str]) -> Toll | None:
    """Return what a sentence counts of what is asked; None when it counts none of it or speaks of something else."""
    published = source.article.published
    found = next((count for count in counted(one.text) if count.about in asked), None)
    if found is None or published is None or one.fit == CANNOT:
        return None
    have = stems(source.paragraph.text, source.article.title)
    wanted = {stem(term) for term in question.terms}
    if len(wanted & have) < ON_TOPIC * len(wanted):
        return None
    return Toll(one, Told(found, moment(published)))


def _value(question: Question, toll: Toll) -> str:
    """Return the words of a count, its hedge included: "at least 81 people"."""
    text = toll.sentence.text
    start, end = answer_span(question, text) or (0, 0)
    starts = [found.start() for found in NUMBER.finditer(text) if found.start() <= start < found.end()]
    shown = text[starts[0] if starts else start : end]
    return f"{shown[:1].lower()}{shown[1:]}" or f"{toll.told.count.low:,.0f}"
