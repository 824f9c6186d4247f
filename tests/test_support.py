"""The vote of the packaged entailment model, and of any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import support
from briefing.support import PACKAGED, open_vote
from index.errors import ModelError
from index.weights import locate

PASSAGE = "The ministry said it had rejected the plan, and that 30 homes below the dam would stay empty until Friday."


def test_none_is_no_vote() -> None:
    assert open_vote("none") is None


def test_the_packaged_model_tells_a_true_sentence_from_a_forged_one() -> None:
    vote = open_vote("packaged")
    assert vote is not None
    (true,) = vote("The ministry rejected the plan.", [PASSAGE])
    (forged,) = vote("The ministry accepted the plan.", [PASSAGE])
    assert true > 0.5 > forged
    assert vote("The ministry rejected the plan.", []) == []


def test_each_passage_has_its_own_probability_whatever_its_place() -> None:
    vote = open_vote("packaged")
    assert vote is not None
    passages = ["Pears are cheap.", PASSAGE, "The choir sang. " * 80]
    scores = vote("The ministry rejected the plan.", passages)
    assert max(scores) == scores[1]
    assert vote("The ministry rejected the plan.", passages[::-1])[1] == pytest.approx(scores[1], abs=0.05)
    assert all(0 <= one <= 1 for one in scores)


def test_changed_weights_are_refused_and_the_message_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = locate(PACKAGED)
    folder = tmp_path / PACKAGED.folder
    folder.mkdir(parents=True)
    (folder / "tokenizer.json").write_bytes((real / "tokenizer.json").read_bytes())
    (folder / "model.onnx").write_bytes(b"something else")

    class Spec:
        submodule_search_locations = (str(tmp_path / "briefing"),)

    monkeypatch.setattr(support.weights.importlib.util, "find_spec", lambda name: Spec)
    with pytest.raises(ModelError, match=r"support .* was changed.*pip install --force-reinstall 'briefing-desk'"):
        open_vote("packaged")
