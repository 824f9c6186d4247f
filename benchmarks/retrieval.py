"""Compare our ranking with others' over the same articles, on the questions about the samples.

Plain BM25 always; LangChain with Chroma and txtai, both with our embedding, where the extra `bench` is installed.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import QUICK, Figure
from benchmarks.baselines import bm25, installed
from benchmarks.finding import DEPTH, Question, Ranking, compare
from benchmarks.samples import gold, open_samples, questions
from briefing.assistant import Assistant
from index.embed import open_embedder
from index.types import Article


def measure() -> list[Figure]:
    """Return hit rates and reciprocal ranks of every system, and how far ours is from each other."""
    with tempfile.TemporaryDirectory() as folder, open_samples() as assistant:
        articles = assistant.articles()
        return compare(known(articles), systems(assistant, articles, Path(folder)))


def known(articles: Sequence[Article]) -> list[Question]:
    """Return the questions about the samples that they answer."""
    by_title = {one.title: one.id for one in articles}
    return [
        Question(one.question, frozenset([by_title[one.title or ""]]), (one.answer or "",))
        for one in questions()
        if gold(one, articles)
    ]


def systems(assistant: Assistant, articles: Sequence[Article], folder: Path) -> dict[str, Ranking]:
    """Return our ranking, BM25's, and those of the peers that are installed, which may keep files in a folder."""
    compared: dict[str, Ranking] = {"ours": lambda query: ours(assistant, query), "BM25": bm25(articles)}
    embedder = None if QUICK in os.environ else open_embedder(assistant.settings.embedding)
    if embedder:
        compared |= {name: make(articles, embedder, folder) for name, make in installed().items()}
    return compared


def ours(assistant: Assistant, query: str) -> list[tuple[str, str]]:
    """Rank as our search does."""
    return [(hit.article.id, hit.passage.text) for hit in assistant.search(query, limit=DEPTH)]
