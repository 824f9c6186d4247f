"""Judge claims of Wikipedia against their cited pages, about 120 sentences each (WiCE, development part).

Support: balanced accuracy of the score, supported against partially or not, the threshold taken from one half and
checked on the other, both ways. Evidence: the first sentence is one of a gold set; share of the best set in five.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from benchmarks import EVALUATION, Figure, NotMeasured
from briefing.judge import judge
from briefing.support import open_vote
from briefing.types import Judgement, Order, Vote
from index.rerank import open_reranker
from index.weights import MS_MARCO


def measure() -> list[Figure]:
    """Return the figures of the checks alone, and with the vote and the reranker that the desk has."""
    path = EVALUATION / "wice" / "claims.jsonl"
    if not path.is_file():
        raise NotMeasured(f"There is no {path}.")
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    reranker = open_reranker(MS_MARCO.name)
    assert reranker is not None
    return [
        *_figures("checks alone", rows),
        *_figures("with the models", rows, open_vote("packaged"), reranker.score),
    ]


def _figures(
    name: str, rows: Sequence[dict[str, Any]], vote: Vote | None = None, order: Order | None = None
) -> list[Figure]:
    found = [judge(row["claim"], row["evidence"], vote=vote, order=order) for row in rows]
    supported = [row["label"] == "supported" for row in rows]
    halves = [range(0, len(rows), 2), range(1, len(rows), 2)]
    scores = [one.score for one in found]
    crossed = [
        balanced(scores, supported, test, threshold(scores, supported, fit)) for fit, test in (halves, halves[::-1])
    ]
    first, recall = evidence(found, rows)
    return [
        Figure(f"{name}: balanced", sum(crossed) / 2, "share", f"halves {crossed[0]:.3f} {crossed[1]:.3f}"),
        Figure(f"{name}: first right", first, "share"),
        Figure(f"{name}: best set in 5", recall, "share"),
    ]


def balanced(scores: Sequence[float], supported: Sequence[bool], rows: Sequence[int], at: float) -> float:
    """Return the mean of the shares of supported claims at or above a threshold and of others below it."""
    true = [scores[row] >= at for row in rows if supported[row]]
    other = [scores[row] < at for row in rows if not supported[row]]
    return (sum(true) / len(true) + sum(other) / len(other)) / 2


def threshold(scores: Sequence[float], supported: Sequence[bool], rows: Sequence[int]) -> float:
    """Return the score at which these rows are told apart best."""
    return max((scores[row] for row in rows), key=lambda at: balanced(scores, supported, rows, at))


def evidence(found: Sequence[Judgement], rows: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """Return how often the first sentence is in a gold set, and the mean share of the best set in five."""
    first, recall = [], []
    for one, row in zip(found, rows, strict=True):
        sets = [set(part) for part in row["supporting_sets"] if part]
        if sets:
            first.append(one.evidence[0] in set().union(*sets))
            recall.append(max(len(part & set(one.evidence[:5])) / len(part) for part in sets))
    return sum(first) / len(first), sum(recall) / len(recall)
