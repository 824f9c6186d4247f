"""Rank as others do over the same articles: BM25, LangChain with Chroma as its tutorials have it, and txtai.

The last two embed with our model, so that what is compared is how they cut, store and rank. They need the extra
`bench`; `installed` tells which of them are there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.finding import DEPTH, Found, Ranking
from briefing.speakers import speaker_names
from index.chunk import chunk
from index.embed import Embedder
from index.text import STOPWORDS, digest, words
from index.types import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHUNK, OVERLAP = 1000, 200
"""Characters, as in LangChain's tutorial on retrieval."""
ADDED = 1000
"""Texts given to Chroma at once; langchain-chroma fails above 5,461."""
PEERS = {
    "LangChain + Chroma": ("langchain_chroma", "langchain_text_splitters"),
    "txtai hybrid": ("txtai", "langchain_text_splitters"),
}


def installed() -> dict[str, Callable[[Sequence[Article], Embedder, Path], Ranking]]:
    """Return the systems that are installed, each as what makes its ranking of articles within a folder of its own."""
    makers = {"LangChain + Chroma": langchain_chroma, "txtai hybrid": txtai_hybrid}
    return {name: makers[name] for name, needed in PEERS.items() if all(map(find_spec, needed))}


def bm25(articles: Sequence[Article]) -> Ranking:
    """Rank the passages that we search, headers and all, by the BM25 of SQLite with its stemmer: k1 1.2, b 0.75."""
    rows = [(one.id, part.text) for one in articles for part in chunk(one, speaker_names(one))]
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE parts USING fts5 (text, tokenize = 'porter unicode61')")
    database.executemany(
        "INSERT INTO parts (rowid, text) VALUES (?, ?)", ((number, text) for number, (_, text) in enumerate(rows))
    )

    def ranked(query: str) -> list[Found]:
        terms = " OR ".join(f'"{word}"' for word in words(query) if word not in STOPWORDS)
        if not terms:
            return []
        found = database.execute(
            "SELECT rowid FROM parts WHERE parts MATCH ? ORDER BY rank, rowid LIMIT ?", (terms, DEPTH)
        )
        return [rows[number] for (number,) in found]

    return ranked


def langchain_chroma(articles: Sequence[Article], embedder: Embedder, folder: Path) -> Ranking:
    """Rank by `similarity_search` of langchain-chroma over the chunks; what the folder holds of them is used again."""
    from langchain_chroma import Chroma

    rows = chunks(articles)
    vectors = _Vectors(rows, embedder, folder)
    name = f"chunks-{digest(*(text for _, text in rows))}"
    store = Chroma(name, vectors, persist_directory=str(folder / "chroma"))
    if store._collection.count() != len(rows):
        for start in range(0, len(rows), ADDED):
            part = rows[start : start + ADDED]
            numbers = [str(start + place) for place in range(len(part))]
            store.add_texts([text for _, text in part], [{"article": article} for article, _ in part], numbers)
    return lambda query: [
        (str(one.metadata["article"]), one.page_content) for one in store.similarity_search(query, DEPTH)
    ]


def txtai_hybrid(articles: Sequence[Article], embedder: Embedder, folder: Path) -> Ranking:
    """Rank by txtai's hybrid index, its BM25 beside vectors in faiss, over the same chunks."""
    from txtai import Embeddings

    rows = chunks(articles)
    vectors = _Vectors(rows, embedder, folder)
    index = Embeddings(method="external", transform=lambda texts: vectors.transform(texts), hybrid=True)
    index.index((number, text, None) for number, (_, text) in enumerate(rows))
    return lambda query: [rows[int(number)] for number, _ in index.search(query, DEPTH)]


def chunks(articles: Sequence[Article]) -> list[Found]:
    """Return the articles cut by LangChain's recursive character splitter, each chunk with its article's id."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    whole = ((one.id, "\n\n".join([one.title, *(part.text for part in one.paragraphs)])) for one in articles)
    return [(article, text) for article, text in whole for text in splitter.split_text(text)]


class _Vectors:
    """Embed as LangChain's `Embeddings` and txtai's `transform` want it, the chunks once: they are kept in a file."""

    def __init__(self, rows: Sequence[Found], embedder: Embedder, folder: Path) -> None:
        import numpy as np

        texts = list(dict.fromkeys(text for _, text in rows))
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{digest(embedder.digest, *texts)}.npy"
        if not file.exists():
            np.save(file, embedder.embed_passages(texts))
        self._known: dict[str, NDArray[np.float32]] = dict(zip(texts, np.load(file), strict=True))
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in self._known[text]] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [float(value) for value in self._embedder.embed_query(text)]

    def transform(self, texts: Sequence[str]) -> Any:
        import numpy as np

        return np.stack([self._known[one] if one in self._known else self._embedder.embed_query(one) for one in texts])
