"""Measure how often the desk answers what the articles do not say, on real quiz questions over 5,053 dated articles.

Recipe 5 of the evaluation data, over the library that `fresh` builds, in two ways: all 796 quiz questions of the year
are asked, most of which the pool does not answer; and those that a fresh article answers are asked again without all
that holds the answer. It counts as held when its words stand in a cited paragraph, so that what is told in other words
counts as wrong: of 45 that were looked at four were right all the same.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from benchmarks import Figure
from benchmarks.answers import paragraphs_cited
from benchmarks.finding import Question, holds
from benchmarks.fresh import POOL, library, open_pool, questions
from briefing.answer import Search, look, tell
from briefing.follow_up import understand
from briefing.reading import Reading, reading_of
from briefing.types import Answer
from index.types import Filters, Hit

ROUNDS = 8
"""Searches for one question, each without the articles in which the one before found the answer."""

Given = tuple[Question, Answer]


def measure() -> list[Figure]:
    """Return how much of what is answered is held, and how often what is not there is answered."""
    with open_pool(library()) as assistant:
        reading = reading_of(assistant.library, None)
        articles = assistant.articles()
        every = [(one, _answer(one, reading, reading.search)) for one in quiz()]
        fresh = questions({one.url: one for one in articles})
        ids = [one.id for one in articles]
        taken = [(one, _answer(one, reading, _without(one, reading, ids))) for one in fresh]
    known = [one for one in every if one[0].gold]
    unknown = [one for one in every if not one[0].gold and not _held(*one)]
    return [
        Figure("of what is answered, held", *_held_of(every)),
        Figure("the pool answers it: answered", *_answered(known)),
        Figure("the pool has not its words: answered", *_answered(unknown)),
        Figure("its articles taken out: answered", *_answered([one for one in taken if not _held(*one)])),
    ]


def quiz() -> list[Question]:
    """Return all questions of the year, with the articles of the pool that are known to answer each."""
    rows = [json.loads(line) for line in (POOL / "questions.jsonl").read_text().splitlines()]
    return [
        Question(
            row["question"],
            frozenset([one["article_id"] for one in row["evidence"]] + row["evidence_fresh"]),
            tuple(row["answer"]),
        )
        for row in rows
        if "<" not in row["question"]  # some hold the markup of a link
    ]


def _answer(one: Question, reading: Reading, search: Search) -> Answer:
    found = look(understand(one.text), search=search, score=reading.score, filters=Filters())
    *_, last = tell(found, reading.embed)
    assert isinstance(last, Answer)
    return last


def _without(one: Question, reading: Reading, ids: Sequence[str]) -> Search:
    """Return a search that knows neither the articles that answer a question nor any passage with its answer."""
    left_out = set(one.gold)

    def search(query: str, *, limit: int, filters: Filters) -> list[Hit]:
        for _ in range(ROUNDS):
            narrow = Filters(article_ids=tuple(each for each in ids if each not in left_out))
            hits = reading.search(query, limit=limit, filters=narrow)
            holding = {hit.article.id for hit in hits if any(holds(words, _text(hit)) for words in one.answers)}
            if not holding:
                return hits
            left_out.update(holding)
        return [hit for hit in hits if hit.article.id not in left_out]

    return search


def _text(hit: Hit) -> str:
    return " ".join(each.text for each in hit.article.paragraphs if each.id in hit.passage.paragraph_ids)


def _held(one: Question, given: Answer) -> bool:
    return any(holds(words, text) for words in one.answers for text in paragraphs_cited(given))


def _held_of(every: Sequence[Given]) -> tuple[float, str, str]:
    answered = [one for one in every if one[1].outcome == "answered"]
    return sum(_held(*one) for one in answered) / len(answered), "share", f"of {len(answered)} answers to {len(every)}"


def _answered(asked: Sequence[Given]) -> tuple[float, str, str]:
    return sum(one[1].outcome == "answered" for one in asked) / len(asked), "share", f"of {len(asked)} questions"
