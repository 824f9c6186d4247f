"""Find what a later report says of what the best sentence leaves open: "It was not clear why the ship turned"."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.candidates import Candidate
from briefing.extractive import FLOOR
from briefing.fit import stem, stems
from briefing.premise import WITHHELD
from briefing.types import Evidence, Question
from index.text import moment

SHARED = 2
"""Words of the question that the later report must have, in sentence or headline, to speak of the same."""


def later(question: Question, ranked: Sequence[Candidate], evidence: Sequence[Evidence]) -> Candidate | None:
    """Return the best sentence of a report that came after the one that says it is not known; None when it says so."""
    best = ranked[0]
    published = evidence[best.n - 1].article.published
    if published is None or not WITHHELD.search(best.text):
        return None
    wanted = {stem(term) for term in question.terms}
    for one in sorted(ranked[1:], key=lambda one: -one.logit):
        article = evidence[one.n - 1].article
        after = article.published is not None and moment(article.published) > moment(published)
        if not after or one.logit < FLOOR or WITHHELD.search(one.text):
            continue
        if len(wanted & stems(one.text, article.title)) >= min(SHARED, len(wanted)):
            return one
    return None
