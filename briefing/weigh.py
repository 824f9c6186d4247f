"""Weigh the facts of a story: central, near the headline, early, specific, in several outlets, new, told as news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from briefing.checks.quantities import quantities
from briefing.facts import Fact, Line, independent
from briefing.genre import genre
from briefing.leaning import dangles, opens_known
from briefing.naming import half_named
from briefing.question import names_in
from index.text import day, stamp, without_quotations
from index.types import Article

Matrix = NDArray[np.float64]

TO_READER = re.compile(r"\b(?:you|your|you.re|yours|let.s|I|my|me)\b")
"""Words of a columnist or a guide to the reader, not of a report."""
OLD_YEAR = re.compile(r"\b(?:1[0-9]\d\d|20[01]\d)\b")
DAY_OF_WRITING = re.compile(
    r"\b(?:today|tonight|tomorrow|yesterday|this (?:morning|afternoon|evening)|(?:later|earlier) this (?:day|week)|"
    r"in the coming (?:hours|days)|over the weekend)\b",
    re.I,
)
"""True on one day alone: who reads a briefing of a week does not know which."""


UNDER_WAY = re.compile(
    r"\b(?:is|are|remains?|continues?|was|were) (?:still )?(?:under ?way|ongoing|on the loose|on the run|at large|"
    r"missing|unknown|unclear|searching|hunting)\b|"
    r"\bstill (?:searching|looking|missing|at large|unknown|unclear)\b|\bno suspect (?:is|was|has been)\b",
    re.I,
)
"""How a matter stood when it was written: the next day's report knows more."""
OVERTAKEN = 1.0
"""What such a sentence weighs less of whose story a later day's report is read."""


def weigh(facts: Sequence[Fact], near: Matrix, headline: int, title: str, read: Sequence[Article]) -> list[float]:
    """Return what each fact is worth; `headline` is the row of the story's headline, `title`, in `near`."""
    if not facts:
        return []
    rows = [fact.rows[0] for fact in facts]
    newest = {article.id: place for place, article in enumerate(sorted(read, key=lambda one: stamp(one.published)))}
    central = near[np.ix_(rows, rows)].mean(axis=1)
    early = [1 / np.sqrt(1 + min(line.place for line in fact.lines)) for fact in facts]
    specific = [min(6, len(quantities(fact.lines[0].text)) + len(names_in(fact.lines[0].text))) for fact in facts]
    outlets = [log(1 + independent([line.article for line in fact.lines])) for fact in facts]
    late = [max(newest[line.article.id] for line in fact.lines) for fact in facts]
    total = _z(central) + 0.7 * _z(near[rows, headline]) + 0.9 * _z(early) + 0.3 * _z(specific)
    total = total + 0.4 * _z(outlets) + 0.25 * _z(late)
    last = max((day(one.published) for one in read if one.published), default=None)

    def lost(line: Line) -> float:
        published = line.article.published
        early = last is not None and published is not None and day(published) < last
        return loss(line, title) + OVERTAKEN * bool(early and UNDER_WAY.search(without_quotations(line.text)))

    return [float(one) - lost(fact.lines[0]) for one, fact in zip(total, facts, strict=True)]


def loss(line: Line, title: str) -> float:
    """Return what a line loses for how it is told: it points back, quotes, looks back or speaks to the reader."""
    plain = without_quotations(line.text)
    years = [int(year) for year in OLD_YEAR.findall(line.text)]
    published = line.article.published
    lost = 1.0 * line.text.startswith(("“", '"')) + 0.8 * dangles(line.text) + 0.3 * ("[" in line.shown)
    lost += 0.4 * bool(years and (published is None or max(years) < published.year - 2))
    lost += 1.5 * bool(TO_READER.search(plain)) + 0.4 * bool(DAY_OF_WRITING.search(plain))
    lost += 0.8 * opens_known(line.text, title) + 0.4 * line.shown.startswith("[…]")
    lost += 0.5 * half_named(line.article, line.text)
    return lost + {"report": 0.0, "service": 0.2, "opinion": 1.5}[genre(line.article)]


def _z(values: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    array = np.asarray(values, dtype=np.float64)
    spread = float(array.std())
    return (array - array.mean()) / spread if spread else np.zeros_like(array)
