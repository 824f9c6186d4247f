"""Time the search of a large library, 50,000 made-up articles in 100,000 passages: filtered narrowly, widely, or not.

The words are drawn as in real news: a few hundred in every sentence, most of them rare. Vectors of passages are drawn
by a fixed seed instead of embedded, which would take half an hour; they go the same way through SQLite and Chroma, and
questions are embedded by the model itself. The library is kept in BRIEFING_BENCH_SCALE when that names a folder;
building it takes some minutes.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import Figure
from index.embed import DIMENSION, OnBatch, PackagedEmbedder, unit
from index.library import Library
from index.rerank import open_reranker
from index.text import STOPWORDS, digest
from index.types import Article, Filters, Paragraph

if TYPE_CHECKING:
    from numpy.typing import NDArray

ARTICLES = int(os.environ.get("BRIEFING_BENCH_ARTICLES") or 50_000)
PARAGRAPHS, WORDS = 4, 45
"""Two paragraphs make a passage, so two passages make an article."""
VOCABULARY = 60_000
FREQUENT = 0.45
"""Share of the words of a text that are stop words."""
TOPIC, TOPICAL = 12, 0.2
"""Words that an article is about, and how often one of its words is one of them."""
OUTLETS, DAYS = 25, 730
NEWEST = date(2031, 6, 30)
QUESTIONS = 100
SYLLABLES = "ba de ko li mar nen or pel quin ras sto tul ven wick xan yor zed al bri cor dun fel gar hol".split()
WHERE_ASKED = 20
"""Questions that Chroma's own filter is timed with; each takes a quarter of a second."""


class Drawn:
    """Draw the vectors of passages by their text, and embed questions with the packaged model."""

    name = "drawn"
    digest = "drawn@1"
    dimension = DIMENSION

    def __init__(self) -> None:
        self._model = PackagedEmbedder()

    def embed_passages(self, texts: Sequence[str], progress: OnBatch | None = None) -> NDArray[np.float32]:
        """Return one normalised row per text."""
        seeds = [int(digest(one), 16) for one in texts]
        return unit(
            np.stack([np.random.default_rng(one).standard_normal(DIMENSION, dtype=np.float32) for one in seeds])
        )

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question."""
        return self._model.embed_query(text)


def measure() -> list[Figure]:
    """Return how long candidates and, with the cross-encoder, hits take, beside Chroma's own filter."""
    kept = os.environ.get("BRIEFING_BENCH_SCALE")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(kept or temporary)
        with Library(folder, embedder=Drawn()) as library:
            figures = list(filled(library))
            asked = questions(library)
            for name, filters in FILTERS.items():
                figures += timed(f"candidates, {name}", asked, candidates(library, filters))
        with Library(folder, embedder=Drawn(), reranker=open_reranker("ms-marco-MiniLM-L-12-v2")) as library:
            figures += timed("hits with the cross-encoder", asked[:30], candidates(library, Filters()))
        return [*figures, *by_chroma(folder, asked[:WHERE_ASKED])]


FILTERS = {
    "no filter": Filters(),
    "one outlet, one week": Filters(sources=("Outlet 7",), since=NEWEST - timedelta(days=6), until=NEWEST),
    "one month": Filters(since=NEWEST - timedelta(days=29), until=NEWEST),
    "half the library": Filters(since=NEWEST - timedelta(days=DAYS // 2)),
}


def filled(library: Library) -> Iterator[Figure]:
    """Fill an empty library with the articles, and yield how fast that went."""
    start, held = time.perf_counter(), library.counts()
    if held.articles < ARTICLES:
        for _ in library.adding(article for article in articles(held.articles, ARTICLES)):
            pass
        spent = time.perf_counter() - start
        made = library.counts()
        yield Figure("articles added", (made.articles - held.articles) / spent, "a second", "nothing embedded")
    made = library.counts()
    yield Figure("passages", made.passages, "", f"of {made.articles:,} articles")


def articles(start: int, end: int) -> Iterator[Article]:
    """Yield the articles of a fixed seed; the one at a place is the same whatever was drawn before."""
    frequent = sorted(STOPWORDS)
    known = vocabulary()
    weights = 1 / np.arange(3, VOCABULARY + 3)
    chances = np.cumsum(weights / weights.sum())
    for number in range(start, end):
        draw = np.random.default_rng((7, number))
        topic = np.searchsorted(chances, draw.random(TOPIC))

        def text(length: int, draw: Any = draw, topic: Any = topic) -> str:
            places = np.where(
                draw.random(length) < TOPICAL, draw.choice(topic, length), np.searchsorted(chances, draw.random(length))
            )
            plain = draw.random(length) < FREQUENT
            stops = draw.integers(0, len(frequent), length)
            chosen = [
                frequent[stop] if is_stop else known[min(place, VOCABULARY - 1)]
                for place, stop, is_stop in zip(places, stops, plain, strict=True)
            ]
            return " ".join(chosen).capitalize() + "."

        name = digest("scale", str(number))
        parts = tuple(Paragraph(f"{name}.{place}", place + 1, text(WORDS)) for place in range(PARAGRAPHS))
        yield Article(
            name,
            "1",
            text(9).rstrip("."),
            parts,
            source=f"Outlet {draw.integers(OUTLETS)}",
            published=NEWEST - timedelta(days=int(draw.integers(DAYS))),
        )


def vocabulary() -> list[str]:
    """Return made-up words, the frequent ones short."""
    draw = np.random.default_rng(3)
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        length = 2 if len(found) < 300 else 3 if len(found) < 8000 else 4
        found["".join(SYLLABLES[one] for one in draw.integers(0, len(SYLLABLES), length))] = None
    return list(found)


def questions(library: Library) -> list[str]:
    """Return questions with the words of articles all over the library: two from a headline, five from a text."""
    draw = np.random.default_rng(5)
    found = []
    for number in draw.choice(ARTICLES, QUESTIONS, replace=False):
        article = library.get(digest("scale", str(number)))
        title = [one for one in article.title.lower().split() if one not in STOPWORDS]
        body = [one for one in article.paragraphs[1].text.lower().rstrip(".").split() if one not in STOPWORDS]
        about = [*title[1:2], *map(str, draw.choice(body, 5))]
        found.append(f"What did the {' '.join(title[:1])} say about the {' '.join(about)}?")
    return found


def candidates(library: Library, filters: Filters) -> Callable[[str], object]:
    return lambda question: library.search(question, limit=10, filters=filters)


def timed(name: str, asked: Sequence[str], answer: Callable[[str], object]) -> list[Figure]:
    """Return the middle and the 95th of 100 of how long answers take, after one that warms up.

    Beside them stands their processor time, which other work on the machine disturbs less.
    """
    answer(asked[0])
    spent, worked = [], []
    for one in asked:
        start, busy = time.perf_counter(), time.process_time()
        answer(one)
        spent.append(1000 * (time.perf_counter() - start))
        worked.append(1000 * (time.process_time() - busy))
    return [
        Figure(
            f"{name}: p{part}",
            float(np.percentile(spent, part)),
            "ms",
            f"{np.percentile(worked, part):.0f} of processor time",
        )
        for part in (50, 95)
    ]


def by_chroma(folder: Path, asked: Sequence[str]) -> list[Figure]:
    """Return how long Chroma's own filter takes to give 10 of as many vectors."""
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder / "where"), Settings(anonymized_telemetry=False))
    rows: Any = client.get_or_create_collection(
        "where", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    drawn, total, outlets = Drawn(), 2 * ARTICLES, np.random.default_rng(11)
    for start in range(rows.count(), total, 1000):
        numbers = range(start, min(total, start + 1000))
        data: list[Any] = [
            {"day": int(outlets.integers(DAYS)), "outlet": f"Outlet {outlets.integers(OUTLETS)}"} for _ in numbers
        ]
        vectors = drawn.embed_passages([f"where {number}" for number in numbers])
        rows.add(ids=[str(number) for number in numbers], embeddings=vectors, metadatas=data)

    def ask(where: Any) -> Callable[[str], object]:
        return lambda question: rows.query(query_embeddings=[drawn.embed_query(question)], n_results=10, where=where)

    return [
        *timed("Chroma, no filter", asked, ask(None)),
        *timed("Chroma, its filter for one month", asked, ask({"day": {"$lt": 30}})),
        *timed("Chroma, its filter for half", asked, ask({"day": {"$lt": DAYS // 2}})),
    ]
