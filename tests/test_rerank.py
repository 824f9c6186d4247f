"""Scores of the packaged cross-encoder."""

from __future__ import annotations

from index.rerank import open_reranker

QUERY = "How long will the repairs take?"
TEXTS = [
    "Pears are cheap.",
    "Repairs are expected to take nine months.",
    "The repairs have begun. " + "Cars wait. " * 300,
]


def test_none_means_no_reranking() -> None:
    assert open_reranker("none") is None


def test_the_answer_scores_highest_whatever_its_place() -> None:
    reranker = open_reranker("ms-marco-MiniLM-L-12-v2")
    assert reranker is not None
    scores = reranker.score(QUERY, TEXTS)
    assert max(scores) == scores[1] > 3 and scores[0] < -5
    assert reranker.score(QUERY, TEXTS[::-1])[1] == reranker.score(QUERY, [TEXTS[1]])[0] == scores[1]
    assert reranker.score(QUERY, []) == []
