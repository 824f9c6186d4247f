"""Measure answers on real quiz questions over 5,053 dated articles: in cited paragraphs, in sentences, and refusals.

Recipe 5 of the evaluation data, over the library that `fresh` builds.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from math import inf

import numpy as np

from benchmarks import Figure
from benchmarks.finding import Question, holds
from benchmarks.fresh import library, open_pool, questions, unanswerable
from benchmarks.refusal import crossed
from briefing.assistant import Assistant
from briefing.confidence import certainty
from briefing.follow_up import understand
from briefing.reading import reading_of
from briefing.types import Answer
from index.types import Filters

SENTENCES = 4
"""Sentences of an answer whose paragraphs count; lists go on to six."""


def measure() -> list[Figure]:
    """Return the answers in cited paragraphs, the refusals, and how well the confidence separates the two."""
    with open_pool(library()) as assistant:
        asked = questions({one.url: one for one in assistant.articles()})
        assistant.ask("Who won?")  # reads the vectors
        answers, waited = zip(*(timed(assistant, one.text) for one in asked), strict=True)
        none = [assistant.ask(one) for one in unanswerable()]
        sure = [_certainty(assistant, one.text) for one in asked]
        unsure = [_certainty(assistant, one) for one in unanswerable()]
    sooner, later = np.percentile(waited, (50, 95))
    return [
        *answered(asked, answers, none),
        *crossed(sure, unsure),
        Figure("ours: first sentence", 1000 * float(sooner), "ms", f"the middle; 95 of 100 within {1000 * later:.0f}"),
    ]


def timed(assistant: Assistant, text: str) -> tuple[Answer, float]:
    """Return the answer to a question, and the seconds until its first sentence could be shown."""
    start = time.perf_counter()
    pieces = assistant.stream(text)
    first = next(pieces)
    waited = time.perf_counter() - start
    *_, last = [first, *pieces]
    assert isinstance(last, Answer)
    return last, waited


def _certainty(assistant: Assistant, text: str) -> float:
    found = reading_of(assistant.library, None).look(understand(text), Filters())
    if found.outcome == "not_found":
        return -inf
    return certainty(found.question, found.ranked, found.evidence, found.near)


def answered(asked: Sequence[Question], answers: Sequence[Answer], none: Sequence[Answer]) -> list[Figure]:
    """Return the shares of answers in cited paragraphs and in the sentences, and of right and wrong refusals."""
    cited = [
        any(holds(answer, text) for answer in one.answers for text in paragraphs_cited(given))
        for one, given in zip(asked, answers, strict=True)
    ]
    said = [
        any(holds(answer, " ".join(sentence.text for sentence in given.sentences)) for answer in one.answers)
        for one, given in zip(asked, answers, strict=True)
    ]
    kept = sum(one.outcome == "answered" for one in answers) / len(answers)
    refused = sum(one.outcome != "answered" for one in none) / len(none)
    words = sum(len(one.text.split()) for given in answers for one in given.sentences) / len(answers)
    return [
        Figure("ours: answer in a cited paragraph", sum(cited) / len(cited), "share", f"first {SENTENCES} sentences"),
        Figure("ours: answer in the sentences", sum(said) / len(said), "share", f"all of them, {words:.0f} words"),
        Figure("ours: refused rightly", refused, "share", f"of {len(none)}"),
        Figure("ours: refused wrongly", 1 - kept, "share", f"of {len(answers)}"),
        Figure("ours: refusal, balanced", (refused + kept) / 2, "share", "at the thresholds of the desk"),
    ]


def paragraphs_cited(answer: Answer) -> list[str]:
    """Return the whole paragraphs that the first sentences of an answer cite."""
    cited = {one.paragraph_id for sentence in answer.sentences[:SENTENCES] for one in sentence.citations}
    return [one.paragraph.text for one in answer.evidence if one.paragraph.id in cited]
