"""Keep the vectors of the passages in Chroma: embedded in the library folder, or on a Chroma server."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.errors import InputError, ModelError
from index.text import digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = "chroma"
BATCH = 1000
"""Vectors in one call; Chroma refuses more than 5,461."""
PEEK = """
    SELECT (SELECT count(*) FROM collections WHERE name = :name), count(*) FROM embeddings
    WHERE segment_id IN (SELECT s.id FROM segments s JOIN collections c ON c.id = s.collection WHERE c.name = :name)
"""
"""Counts a collection in embedded Chroma's own file, read-only: 2 ms, where importing chromadb alone takes 0.65 s."""


class Vectors:
    """Hold the collection of one library and one model; Chroma is imported when it is first needed."""

    def __init__(self, folder: Path, url: str | None, library: str, model: str, dimension: int) -> None:
        self._folder = folder / FOLDER
        self._url = url
        self._metadata = {"model": model, "dimension": dimension, "library": library}
        self._stem = f"briefing-{library}-"
        self.name = self._stem + digest(model, str(dimension))
        self._client: Any = None
        self._collection: Any = None

    def count(self) -> int:
        """Return the number of vectors; for embedded Chroma without importing it where that is possible."""
        if self._collection is None and self._url is None:
            peeked = self._peek()
            if peeked is not None:
                return peeked
        with self._explained():
            return int(self._open().count())

    def upsert(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Store vectors by passage id, over what was there; of an id given twice the last one stays."""
        # Two revisions of one article, added in one go, share the passages that the edit left alone.
        last = {passage_id: row for row, passage_id in enumerate(ids)}
        rows = list(last.values())
        with self._explained():
            for start in range(0, len(rows), BATCH):
                part = rows[start : start + BATCH]
                self._open().upsert(ids=[ids[row] for row in part], embeddings=vectors[part])

    def delete(self, ids: Sequence[str]) -> None:
        """Drop vectors by passage id; ids that are not there do no harm."""
        with self._explained():
            for start in range(0, len(ids), BATCH):
                self._open().delete(ids=list(ids[start : start + BATCH]))

    def ids(self) -> set[str]:
        """Return the ids of all stored vectors."""
        with self._explained():
            return set(self._open().get(include=[])["ids"])

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[str]:
        """Return passage ids by cosine, nearest first."""
        with self._explained():
            found = self._open().query(query_embeddings=[vector], n_results=limit, include=["distances"])
        pairs = zip(found["distances"][0], found["ids"][0], strict=True)
        return [passage_id for _, passage_id in sorted(pairs)]

    def clear(self) -> None:
        """Drop the collections of this library, those of other models too."""
        with self._explained():
            self._connect()
            for one in self._client.list_collections():
                if one.name.startswith(self._stem):
                    self._client.delete_collection(one.name)
            self._collection = None

    def close(self) -> None:
        """Let Chroma go."""
        client, self._client, self._collection = self._client, None, None
        if client is not None and hasattr(client, "close"):
            client.close()

    def _peek(self) -> int | None:
        file = self._folder / "chroma.sqlite3"
        if not file.exists():
            return 0
        try:
            with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as db:
                return int(db.execute(PEEK, {"name": self.name}).fetchone()[1])
        except sqlite3.Error:  # another release's tables: ask Chroma itself
            return None

    def _open(self) -> Any:
        if self._collection is None:
            self._connect()
            self._collection = self._client.get_or_create_collection(
                self.name,
                embedding_function=None,  # the default one downloads a model
                configuration={"hnsw": {"space": "cosine"}},
                metadata=self._metadata,
            )
        return self._collection

    def _connect(self) -> None:
        if self._client is not None:
            return
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if self._url is None:
            self._client = chromadb.PersistentClient(path=str(self._folder), settings=settings)
            return
        address = urlsplit(self._url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise InputError(
                f"{self._url!r} is not the address of a Chroma server; write it like http://127.0.0.1:8000"
            )
        self._client = chromadb.HttpClient(
            host=address.hostname,
            port=address.port or (443 if address.scheme == "https" else 8000),
            ssl=address.scheme == "https",
            settings=settings,
        )

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what Chroma or its server says into what, which, and the next step."""
        where = self._url or str(self._folder)
        try:
            yield
        except _failures() as error:
            step = "start the server" if self._url else "run `briefing rebuild`; no article is lost"
            raise ModelError(f"The vector index at {where} failed: {str(error)[:200]}. Next step: {step}.") from error


def _failures() -> tuple[type[Exception], ...]:
    import httpx
    from chromadb.errors import ChromaError

    return (ChromaError, httpx.HTTPError, ValueError, OSError)
