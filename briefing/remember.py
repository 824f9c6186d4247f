"""Remember what the reranker has scored: a search and the answer made of it judge the same paragraphs."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

from index.rerank import Reranker

SCORES_KEPT = 4096
"""Scored (question, sentence) pairs kept in memory, under 2 MB."""


@dataclass(frozen=True)
class Remembering:
    """Score as the reranker does, each pair once: a search and the answer made of it judge the same paragraphs."""

    name: str
    unrelated: float
    score: Callable[[str, Sequence[str]], list[float]]


def remembering(reranker: Reranker | None) -> Reranker | None:
    """Return the reranker with its latest scores kept; None stays None."""
    return Remembering(reranker.name, reranker.unrelated, remember(reranker.score)) if reranker else None


def remember(score: Callable[[str, Sequence[str]], list[float]]) -> Callable[[str, Sequence[str]], list[float]]:
    """Return `score` with the latest results kept, so that no pair is scored twice; threads may share it."""
    kept: OrderedDict[tuple[str, str], float] = OrderedDict()
    lock = Lock()

    def remembered(query: str, texts: Sequence[str]) -> list[float]:
        with lock:
            known = {text: kept[query, text] for text in texts if (query, text) in kept}
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        found = dict(zip(fresh, score(query, fresh) if fresh else [], strict=True))
        with lock:
            kept.update(((query, text), value) for text, value in found.items())
            while len(kept) > SCORES_KEPT:
                kept.popitem(last=False)
        return [known[text] if text in known else found[text] for text in texts]

    return remembered
