"""Test that the benchmarks see the faults they are there to see."""

from __future__ import annotations

import json

import pytest

from benchmarks import Figure
from benchmarks.__main__ import FLOORS, RECIPES, below, main
from benchmarks.proof import faulty_quotations, is_verbatim, proof_figures
from briefing.types import Citation, Sentence, Support

TEXT = "“We sail at dawn [weather allowing],” she said. The ferry has 212 seats."
PARAGRAPHS = {"a.1": TEXT}


def sentence(text: str) -> Sentence:
    cited = Citation(
        1, "a", "r", "a.1", 1, "text", 0, len(TEXT), TEXT, "Ferry", None, None, None, "/articles/a?rev=r#p-1"
    )
    return Sentence(text, (cited,), Support.QUOTED)


def test_altered_quotations_are_seen() -> None:
    true, false = (
        sentence("“We sail at dawn [weather allowing],” she [Ana Reyes] said."),
        sentence("She said: “We sail at noon”."),
    )
    assert faulty_quotations([true, false], PARAGRAPHS) == (2, ["We sail at noon"])


@pytest.mark.parametrize(
    ("text", "verbatim"),
    [
        ("The ferry has 212 seats.", True),
        ("“We sail at dawn [weather allowing],” she [Ana Reyes] said.", True),
        ("The ferry has 221 seats.", False),
        ("The ferry has 212 seats. “We sail at dawn [weather allowing],” she said.", False),
        ("[…]", False),
    ],
)
def test_sentences_are_verbatim_but_for_brackets(text: str, verbatim: bool) -> None:
    assert is_verbatim(sentence(text), PARAGRAPHS) is verbatim


def test_shares_count_faults() -> None:
    figures = proof_figures([sentence("The ferry has 212 seats."), sentence("It sank.")], PARAGRAPHS)
    assert [one.value for one in figures] == [1.0, 0.5]


def test_gate_names_what_is_below_its_floor() -> None:
    floors = {"right": {"at_least": 9}, "slow": {"at_most": 2.5}, "gone": {"at_least": 1}}
    faults = below("seed", [Figure("right", 8), Figure("slow", 2.6), Figure("free", 0)], floors)
    assert len(faults) == 3 and "right is 8, below its floor 9" in faults[0]
    assert below("seed", [Figure("right", 9), Figure("slow", 2.5), Figure("gone", 1)], floors) == []


def test_floors_name_recipes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(json.loads(FLOORS.read_text(encoding="utf-8"))) <= set(RECIPES)
    monkeypatch.setattr("sys.argv", ["benchmarks", "nothing"])
    with pytest.raises(SystemExit):
        main()
