"""The second newsroom that is asked for the measure: what its questions say of it holds."""

from __future__ import annotations

from benchmarks.newsroom import ARTICLES, QUESTIONS
from benchmarks.samples import gold, questions
from index.read import read


def test_every_answer_stands_in_the_article_that_is_named() -> None:
    articles = list(read(ARTICLES))
    asked = questions(QUESTIONS)
    assert len(articles) == 15 and len(asked) == 120
    assert [one.id for one in asked if one.answer and not gold(one, articles)] == []


def test_both_halves_have_as_many_questions_and_near_misses() -> None:
    kinds = [(one.split, one.answer is None) for one in questions(QUESTIONS)]
    assert kinds.count(("tune", False)) == kinds.count(("report", False)) == 36
    assert kinds.count(("tune", True)) == kinds.count(("report", True)) == 24
