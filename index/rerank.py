"""Score how well a text answers a query: with the packaged cross-encoder, or with any by name or folder."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Protocol

from index import weights
from index.embed import load_transformer

BATCH = 32
"""Pairs that a sentence-transformers model scores at once; the packaged one scores each alone, as it embeds."""
UNRELATED = -9.8
"""Logit of the packaged model below which a passage that has no word of a query is not related to it. On the samples
the best passage has -10.0 for "zzzzqqq" and -11 for "cryptocurrency" or "recipe for pancakes", -9.1 for "monetary
policy" and -6.8 for "blaze", whose words no passage has either."""


class Reranker(Protocol):
    """Score pairs of a query and a text."""

    @property
    def name(self) -> str:
        """Name the model as the settings do."""

    @property
    def unrelated(self) -> float:
        """Return the logit up to which a text is about something else; -inf where nobody has measured it."""

    def score(self, query: str, texts: Sequence[str]) -> list[float]:
        """Return one logit per text, higher for a better answer; comparable across queries."""


def open_reranker(name: str) -> Reranker | None:
    """Open a cross-encoder; None for `none`: the fused order of the two arms then stands.

    `ms-marco-MiniLM-L-12-v2` is packaged; any other name is a sentence-transformers CrossEncoder or its folder.
    Raises ModelError when it is missing or changed.
    """
    if name == "none":
        return None
    return PackagedReranker() if name == weights.MS_MARCO.name else CrossEncoderReranker(name)


class PackagedReranker:
    """Score with ms-marco-MiniLM-L-12-v2 (int8 ONNX)."""

    name = weights.MS_MARCO.name
    unrelated = UNRELATED

    def __init__(self) -> None:
        self._network = weights.load(weights.MS_MARCO)

    def score(self, query: str, texts: Sequence[str]) -> list[float]:
        """Return one logit per text."""
        encode = self._network.tokenizer.encode
        return [float(logits[0, 0]) for logits in self._network.each(texts, lambda text: [encode(query, text)])]


class CrossEncoderReranker:
    """Score with a sentence-transformers CrossEncoder."""

    unrelated = -inf

    def __init__(self, name: str) -> None:
        self.name = name
        self._model = load_transformer("CrossEncoder", name)

    def score(self, query: str, texts: Sequence[str]) -> list[float]:
        """Return one logit per text."""
        if not texts:
            return []
        from torch.nn import Identity

        pairs = [(query, text) for text in texts]
        logits = self._model.predict(pairs, batch_size=BATCH, activation_fn=Identity(), show_progress_bar=False)
        return [float(logit) for logit in logits]
