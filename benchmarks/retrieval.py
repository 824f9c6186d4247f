"""Compare our ranking with plain BM25 over the same passages, on the questions about the samples."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

from snowballstemmer import stemmer

from benchmarks import Figure
from benchmarks.samples import AnswerableQuestion, open_samples, questions
from briefing.speakers import speaker_names
from index.chunk import chunk
from index.text import STOPWORDS, words
from index.types import Passage

SATURATION, LENGTH = 1.5, 0.75
"""k1 and b of BM25, the usual ones (Robertson and Zaragoza 2009)."""
DEPTH = 10


def measure() -> list[Figure]:
    """Return hit rates and reciprocal ranks of gold paragraphs, ours and BM25's."""
    asked = [one for one in questions() if isinstance(one, AnswerableQuestion)]
    with open_samples() as assistant:
        passages = [one for article in assistant.articles() for one in chunk(article, speaker_names(article))]
        plain = bm25(passages)
        ours = [_rank([hit.passage for hit in assistant.search(one.question, limit=DEPTH)], one) for one in asked]
    theirs = [_rank(plain(one.question), one) for one in asked]
    return [*_figures("ours", ours), *_figures("BM25", theirs)]


def bm25(passages: Sequence[Passage]) -> Callable[[str], list[Passage]]:
    """Return a ranking of the passages by BM25 with a stemmer."""
    stem = stemmer("english").stemWord

    def terms(text: str) -> list[str]:
        return [stem(word) for word in words(text) if word not in STOPWORDS]

    counts = [Counter(terms(one.text)) for one in passages]
    lengths = [sum(count.values()) for count in counts]
    average = sum(lengths) / max(len(lengths), 1)
    having = Counter(term for count in counts for term in count)

    def score(wanted: list[str], number: int) -> float:
        total = 0.0
        for term in wanted:
            if often := counts[number][term]:
                rarity = math.log(1 + (len(passages) - having[term] + 0.5) / (having[term] + 0.5))
                norm = SATURATION * (1 - LENGTH + LENGTH * lengths[number] / average)
                total += rarity * often * (SATURATION + 1) / (often + norm)
        return total

    def ranked(query: str) -> list[Passage]:
        wanted = terms(query)
        scored = [(score(wanted, number), -number) for number in range(len(passages))]
        return [passages[-number] for value, number in sorted(scored, reverse=True)[:DEPTH] if value > 0]

    return ranked


def _rank(found: Sequence[Passage], asked: AnswerableQuestion) -> int | None:
    """Return the place of the first passage that holds a gold paragraph, from 1."""
    return next((place for place, one in enumerate(found, 1) if asked.paragraph_ids & set(one.paragraph_ids)), None)


def _figures(name: str, ranks: Sequence[int | None]) -> list[Figure]:
    count = max(len(ranks), 1)
    return [
        Figure(f"{name}: gold first", sum(rank == 1 for rank in ranks) / count, "share", f"of {len(ranks)}"),
        Figure(f"{name}: gold in 5", sum(rank is not None and rank <= 5 for rank in ranks) / count, "share"),
        Figure(f"{name}: reciprocal rank", sum(1 / rank for rank in ranks if rank) / count, "mean"),
    ]
