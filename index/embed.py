"""Turn text into vectors: with the packaged model, or with any sentence-transformers model by name or folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from logging import ERROR, getLogger
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index import weights
from index.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray

OnBatch = Callable[[int], None]
"""Called after each batch with the number of texts done so far."""

QUERY_PREFIX = "Represent this sentence for searching relevant passages: "
"""What bge was trained to see before a query; its passages have none."""
BATCH = 8
"""Texts that a sentence-transformers model embeds at once.

The packaged networks read one text at a time. Their int8 arithmetic is scaled by what a batch holds, so that a text's
vector would hang on its neighbours (cosine .9955 with itself, a logit .07 apart); and one by one is faster on a CPU,
for nothing is padded and all stays in the cache: 16 passages of 100 words take 210 ms of processor time instead of 300
for vectors, 253 instead of 375 for logits.
"""
DIMENSION = 384
HUB_SECONDS = 5.0
"""Time for the hub's first word: whoever is on a slow line has the model's files to wait for anyway."""


class Embedder(Protocol):
    """Turn text into vectors of length 1."""

    @property
    def name(self) -> str:
        """Name the model as the settings do."""

    @property
    def digest(self) -> str:
        """Name the model and the SHA-256 of its weights: vectors of another digest must not be mixed with its own."""

    @property
    def dimension(self) -> int:
        """Return the length of a vector."""

    def embed_passages(self, texts: Sequence[str], progress: OnBatch | None = None) -> NDArray[np.float32]:
        """Return one normalised float32 row per text, shape (len(texts), dimension)."""

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the normalised float32 vector of a query, shape (dimension,)."""


def open_embedder(name: str) -> Embedder | None:
    """Open an embedding model; None for `none`: the keyword ranking then works alone.

    `bge-small-en-v1.5` is packaged; any other name is a sentence-transformers model or its folder.
    Raises ModelError when it is missing or changed.
    """
    if name == "none":
        return None
    return PackagedEmbedder() if name == weights.BGE_SMALL.name else SentenceTransformerEmbedder(name)


class PackagedEmbedder:
    """Embed with bge-small-en-v1.5 (int8 ONNX): first token's vector, normalised."""

    name = weights.BGE_SMALL.name
    digest = f"{weights.BGE_SMALL.name}@{weights.BGE_SMALL.sha256[:16]}"
    dimension = DIMENSION

    def __init__(self) -> None:
        self._network = weights.load(weights.BGE_SMALL)

    def embed_passages(self, texts: Sequence[str], progress: OnBatch | None = None) -> NDArray[np.float32]:
        """Return one normalised row per text."""
        vectors: NDArray[np.float32] = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        encode = self._network.tokenizer.encode
        for place, states in enumerate(self._network.each(texts, lambda text: [encode(text)])):
            vectors[place] = states[0, 0]
            if progress:
                progress(place + 1)
        return unit(vectors)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a query."""
        row: NDArray[np.float32] = self.embed_passages([QUERY_PREFIX + text])[0]
        return row


class SentenceTransformerEmbedder:
    """Embed with a sentence-transformers model; it brings its own pooling and prompts, and uses a GPU."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._model = load_transformer("SentenceTransformer", name)
        self._model.max_seq_length = min(self._model.max_seq_length or weights.MAX_TOKENS, weights.MAX_TOKENS)
        self.dimension = int(self._model.encode_query(["a"]).shape[1])
        self.digest = f"{name}@{_weights_digest(self._model)}"

    def embed_passages(self, texts: Sequence[str], progress: OnBatch | None = None) -> NDArray[np.float32]:
        """Return one normalised row per text."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        done = 0
        for batch in weights.by_length(texts, BATCH * 4):
            some = [texts[position] for position in batch]
            vectors[batch] = self._model.encode_document(some, batch_size=BATCH, show_progress_bar=False)
            done += len(batch)
            if progress:
                progress(done)
        return unit(vectors)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a query."""
        made = np.asarray(self._model.encode_query([text], show_progress_bar=False), dtype=np.float32)
        row: NDArray[np.float32] = unit(made)[0]
        return row


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the rows scaled to length 1; a zero row stays zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths == 0, 1, lengths), dtype=np.float32)


def load_transformer(kind: str, name: str) -> Any:
    """Load a sentence-transformers class by name: from this machine first, else from its hub.

    Raises ModelError when it is in neither place or is not such a model.
    """
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch and transformers announce changes of their own while they load
        import sentence_transformers

        getLogger("huggingface_hub").setLevel(ERROR)  # its retries are told below, in one sentence
        make = getattr(sentence_transformers, kind)
        try:
            return make(name, local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            if Path(name).is_dir():
                raise _not_loaded(name, str(error) or kind) from error
        if not _hub_answers():
            raise _not_loaded(name, "it is not on this machine, and its hub cannot be reached")
        try:
            return make(name)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise _not_loaded(name, str(error) or kind) from error


def _not_loaded(name: str, reason: str) -> ModelError:
    return ModelError(
        f"The model {name!r} cannot be loaded: {reason.splitlines()[0].rstrip('. ')}. "
        "Give the folder of a sentence-transformers model, or its name while its hub can be reached, or `none`."
    )


def _hub_answers() -> bool:
    """Tell whether the hub can be reached; its own client tries again and again, for a minute and more."""
    import httpx
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return False
    try:
        httpx.head(constants.ENDPOINT, timeout=HUB_SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL):
        return False
    return True


def _weights_digest(model: Any) -> str:
    """Return 16 hex digits of the SHA-256 of a torch model's weights and of how its parts are set."""
    running = hashlib.sha256(repr(model).encode())
    for name, tensor in sorted(model.state_dict().items()):
        running.update(name.encode())
        running.update(tensor.detach().cpu().contiguous().flatten().view(dtype=_bytes_type()).numpy())
    return running.hexdigest()[:16]


def _bytes_type() -> Any:
    import torch

    return torch.uint8
