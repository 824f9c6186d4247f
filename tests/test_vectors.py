"""Chroma holds the vectors: what is stored is found, counted and dropped, and a dead server is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.errors import InputError, ModelError
from index.vectors import BATCH, Vectors


def rows(count: int, seed: int = 1) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(count, 8)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def test_the_nearest_are_found(tmp_path: Path) -> None:
    vectors = Vectors(tmp_path, None, "lib", "model@1", 8)
    assert vectors.count() == 0
    count = BATCH + 5
    data, ids = rows(count), [f"a.{number}" for number in range(count)]
    vectors.upsert(ids, data)
    vectors.upsert(ids[:3], data[:3])
    assert vectors.count() == count and vectors.ids() == set(ids)
    assert vectors.nearest(data[7], 3)[0] == "a.7"
    vectors.delete([*ids[7:], "never there"])
    assert vectors.count() == 7 and "a.7" not in vectors.nearest(data[7], 10)
    vectors.close()


def test_counting_needs_no_chroma(tmp_path: Path) -> None:
    vectors = Vectors(tmp_path, None, "lib", "model@1", 8)
    vectors.upsert(["a", "b"], rows(2))
    vectors.close()
    code = (
        "import sys; from pathlib import Path; from index.vectors import Vectors;"
        f"print(Vectors(Path({str(tmp_path)!r}), None, 'lib', 'model@1', 8).count(), 'chromadb' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "False"]


def test_another_model_has_another_collection_and_clearing_drops_both(tmp_path: Path) -> None:
    old, new = (Vectors(tmp_path, None, "lib", model, 8) for model in ("model@1", "model@2"))
    other = Vectors(tmp_path, None, "another", "model@1", 8)
    for one in (old, other):
        one.upsert(["a"], rows(1))
    assert new.count() == 0 and old.count() == 1
    new.clear()
    assert new._peek() == old._peek() == 0 and other.count() == 1
    for one in (old, new, other):
        one.close()


def test_a_server_that_is_not_there_and_an_address_that_is_none_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"127\.0\.0\.1:9 failed.*start the server"):
        Vectors(tmp_path, "http://127.0.0.1:9", "lib", "model@1", 8).count()
    with pytest.raises(InputError, match="address of a Chroma server"):
        Vectors(tmp_path, "localhost:8000", "lib", "model@1", 8).count()
