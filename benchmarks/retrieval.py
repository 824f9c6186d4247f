"""Compare our ranking with plain BM25 over the same passages, on the questions about the samples."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from benchmarks import Figure
from benchmarks.samples import gold, open_samples, questions
from briefing.speakers import speaker_names
from index.chunk import chunk
from index.text import STOPWORDS, words
from index.types import Passage

DEPTH = 10


def measure() -> list[Figure]:
    """Return hit rates and reciprocal ranks of gold paragraphs, ours and BM25's."""
    asked = [one for one in questions() if one.answer is not None]
    with open_samples() as assistant:
        articles = assistant.articles()
        wanted = [gold(one, articles) for one in asked]
        passages = [one for article in articles for one in chunk(article, speaker_names(article))]
        plain = bm25(passages)
        found = [[hit.passage for hit in assistant.search(one.question, limit=DEPTH)] for one in asked]
    ours = [_rank(*pair) for pair in zip(found, wanted, strict=True)]
    theirs = [_rank(plain(one.question), ids) for one, ids in zip(asked, wanted, strict=True)]
    return [*_figures("ours", ours), *_figures("BM25", theirs)]


def bm25(passages: Sequence[Passage]) -> Callable[[str], list[Passage]]:
    """Return a ranking of the passages by the BM25 of SQLite, with its stemmer: k1 1.2, b 0.75."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE passages USING fts5 (text, tokenize = 'porter unicode61')")
    database.executemany("INSERT INTO passages (rowid, text) VALUES (?, ?)", enumerate(one.text for one in passages))

    def ranked(query: str) -> list[Passage]:
        terms = " OR ".join(f'"{word}"' for word in words(query) if word not in STOPWORDS)
        if not terms:
            return []
        rows = database.execute(
            "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank, rowid LIMIT ?", (terms, DEPTH)
        )
        return [passages[number] for (number,) in rows]

    return ranked


def _rank(found: Sequence[Passage], wanted: set[str]) -> int | None:
    """Return the place of the first passage that holds a gold paragraph, from 1."""
    return next((place for place, one in enumerate(found, 1) if wanted & set(one.paragraph_ids)), None)


def _figures(name: str, ranks: Sequence[int | None]) -> list[Figure]:
    count = max(len(ranks), 1)
    return [
        Figure(f"{name}: gold first", sum(rank == 1 for rank in ranks) / count, "share", f"of {len(ranks)}"),
        Figure(f"{name}: gold in 5", sum(rank is not None and rank <= 5 for rank in ranks) / count, "share"),
        Figure(f"{name}: reciprocal rank", sum(1 / rank for rank in ranks if rank) / count, "mean"),
    ]
