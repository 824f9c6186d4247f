"""Measure what each part of the search gives: the same questions, with one part left out at a time.

Over the pool of BRIEFING_BENCH_LIBRARY where that names one (see `fresh`), else over the samples. `NOTES.md` keeps the
figures that the weights were chosen by.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks import Figure
from benchmarks.bootstrap import paired
from benchmarks.finding import DEPTH, Question, Scored, score
from benchmarks.fresh import POOL, open_pool
from benchmarks.fresh import questions as fresh_questions
from benchmarks.retrieval import known, ours
from benchmarks.samples import open_samples
from briefing.assistant import Assistant
from index import keywords, retrieval, search

WITHOUT: dict[str, Sequence[tuple[Any, str, Any]]] = {
    "nothing": (),
    "words": ((keywords, "by_words", lambda *_: []),),
    "vectors": ((retrieval, "nearest", lambda *_: []),),
    "what articles are about": ((search, "ABOUT", 0.0), (search, "TOPICAL", 0.0)),
    "freshness": ((search, "FRESH", 0.0), (search, "TIMELY", 0.0)),
    "cross-encoder": ((retrieval, "RERANKED", 0),),
    "turns of articles": ((search, "CAP", 100),),
    "other spellings": ((retrieval, "respelled", lambda _, query: query),),
    "folding of repeats": ((search, "fold_repeats", lambda found, enough: list(found)),),
}
"""What is left out, and what is put in its place."""


def measure() -> list[Figure]:
    """Return the figures without each part, and how far they are from those of the whole."""
    with opened() as (assistant, asked):
        found = {name: without(parts, assistant, asked) for name, parts in WITHOUT.items()}
    whole = found["nothing"]
    return [figure for name, one in found.items() for figure in _figures(name, one, whole)]


@contextmanager
def opened() -> Iterator[tuple[Assistant, list[Question]]]:
    """Give an assistant over the pool or the samples, and the questions about it."""
    folder = os.environ.get("BRIEFING_BENCH_LIBRARY")
    if folder and POOL.is_dir():
        with open_pool(Path(folder)) as assistant:
            yield assistant, fresh_questions({one.url: one for one in assistant.articles()})
    else:
        with open_samples() as assistant:
            yield assistant, known(assistant.articles())


def without(parts: Sequence[tuple[Any, str, Any]], assistant: Assistant, asked: Sequence[Question]) -> Scored:
    """Return what is reached with other things in the place of some parts."""
    with ExitStack() as changed:
        for room, name, instead in parts:
            changed.enter_context(patch.object(room, name, instead))
        return score(asked, lambda query: ours(assistant, query))


def _figures(name: str, one: Scored, whole: Scored) -> Iterator[Figure]:
    for what, left, right in (
        (f"article MRR@{DEPTH}", one.reciprocal, whole.reciprocal),
        ("paragraph in 5", one.near, whole.near),
    ):
        difference, interval = paired(left, right)
        value = sum(left) / len(left)
        if one is whole:
            yield Figure(f"without {name}: {what}", value, "", f"of {len(left)}")
        else:
            yield Figure(f"without {name}: {what}", value, "", f"around {difference:+.3f}", interval)
