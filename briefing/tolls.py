"""Find which outlets count the killed, the hurt or the missing otherwise than the sentence that answers.

A question's own words find one telling ("nine were treated"); the other may share none of them ("the hospital had seen
14 people"), so that the articles of the story are read for its counts, as a briefing reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from briefing.answer_forms import CANNOT
from briefing.candidates import Candidate, candidate
from briefing.compose import LINES, to_read
from briefing.counts import counted as counts_in
from briefing.counts import tolls_asked
from briefing.dispute import Dispute
from briefing.extractive import Embed
from briefing.facts import Line, clashes, lines
from briefing.mark import answer_span
from briefing.stories import group
from briefing.types import Evidence, Question
from index.types import Article

MOST = 2
"""Counts that are shown against one."""


def counted(
    question: Question, ranked: Sequence[Candidate], evidence: list[Evidence], embed: Embed
) -> tuple[list[Evidence], list[Candidate], list[Dispute]]:
    """Return the evidence with the paragraphs that count what is asked, the sentences, and the counts that differ.

    Where the best sentence counts nothing of the kind, one of its story that does comes first.
    """
    asked = tolls_asked(question.text) if question.kind == "how_many" else frozenset()
    if not asked:
        return evidence, list(ranked), []
    best, grown = ranked[0], list(evidence)
    found = [line for article in to_read(_story(evidence, best, embed)) for line in lines(article, most=LINES)]
    telling = [line for line in found if any(count.about in asked for count in counts_in(line.text))]
    differing = [clash for clash in clashes(found, np.zeros((len(found), len(found)))) if clash.about in asked]
    first = list(ranked)
    if best.fit == CANNOT and telling:
        line = differing[0].lines[0] if differing else telling[0]
        best = replace(_as_candidate(question, line, grown), logit=best.logit, score=best.score)
        first = [best, *(one for one in ranked if one.text != best.text)]
    clash = next((one for one in differing if any(best.text in line.text for line in one.lines)), None)
    rivals = [line for line in clash.lines if best.text not in line.text] if clash else []
    mine = _value(question, best.text)
    disputed = [
        Dispute(best, _as_candidate(question, line, grown), mine, _value(question, line.text)) for line in rivals[:MOST]
    ]
    return grown, first, disputed


def _story(evidence: Sequence[Evidence], best: Candidate, embed: Embed) -> tuple[Article, ...]:
    """Return the articles of the evidence that tell what the best sentence's tells."""
    every = {one.article.id: one.article for one in evidence}
    source = evidence[best.n - 1].article
    return next(one for one in group(list(every.values()), embed) if source in one)


def _as_candidate(question: Question, line: Line, grown: list[Evidence]) -> Candidate:
    """Return a line as a sentence of the evidence, which gets its paragraph when it has it not."""
    place = next((n for n, one in enumerate(grown, start=1) if one.paragraph.id == line.paragraph.id), None)
    if place is None:
        grown.append(Evidence(line.article, line.paragraph))
        place = len(grown)
    return candidate(question, place, grown[place - 1], line.start, line.end)


def _value(question: Question, text: str) -> str:
    span = answer_span(question, text)
    return text[slice(*span)] if span else text
