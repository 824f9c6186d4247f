"""Stand in for the models in tests of the index: quick, deterministic, and wrong in no way that matters there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.embed import unit
from index.text import digest, words


class WordEmbedder:
    """Embed a text as the sum of one random direction a word, and keep what was embedded."""

    def __init__(self, name: str = "words", dimension: int = 32) -> None:
        self.name = name
        self.digest = f"{name}@1"
        self.dimension = dimension
        self.embedded: list[str] = []

    def embed_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return one row per text."""
        self.embedded += texts
        rows = np.stack([self._row(text) for text in texts]) if texts else np.zeros((0, self.dimension))
        return unit(rows.astype(np.float32))

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a query."""
        return unit(self._row(text)[None].astype(np.float32))[0]

    def _row(self, text: str) -> NDArray[np.float64]:
        row = np.full(self.dimension, 1e-3)
        for word in words(text):
            row += np.random.default_rng(int(digest(self.name, word), 16)).normal(size=self.dimension)
        return row


class WordReranker:
    """Score a text by the share of the query's words in it."""

    name = "words"

    def score(self, query: str, texts: Sequence[str]) -> list[float]:
        """Return one score per text."""
        wanted = set(words(query))
        return [len(wanted & set(words(text))) / max(1, len(wanted)) for text in texts]
