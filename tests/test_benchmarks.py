"""Test that the benchmarks see the faults they are there to see."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fake_models import WordEmbedder
from fictional import BRIDGE, make_article

from benchmarks import Figure
from benchmarks.__main__ import FLOORS, RECIPES, below, main, note
from benchmarks.baselines import bm25, installed
from benchmarks.bootstrap import paired
from benchmarks.finding import Question, compare
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


ASKED = [
    Question("Who built the bridge?", frozenset({"a"}), ("Ada Lund", "Lund")),
    Question("When did it open?", frozenset({"b"}), ("in May",)),
]
RIGHT = {"Who built the bridge?": [("a", "Ada Lund built it.")], "When did it open?": [("b", "It opened in May.")]}
LATE = {one: [("c", "Nothing of that."), *found] for one, found in RIGHT.items()}


def test_systems_are_scored_by_article_and_by_answer() -> None:
    values = {one.name: one.value for one in compare(ASKED, {"ours": RIGHT.__getitem__, "theirs": LATE.__getitem__})}
    assert values["ours: article MRR@10"] == 1.0 and values["theirs: article MRR@10"] == 0.5
    assert values["theirs: paragraph in 5"] == 1.0 and values["theirs: paragraph first"] == 0.0
    assert values["ours minus theirs: article MRR@10"] == 0.5


def test_the_answer_in_another_article_is_not_found() -> None:
    wrong = {one.text: [("c", f"It was {one.answers[0]}.")] for one in ASKED}
    values = {one.name: one.value for one in compare(ASKED, {"ours": wrong.__getitem__})}
    assert values["ours: paragraph in 5"] == values["ours: article MRR@10"] == 0.0


def test_a_difference_has_the_same_interval_each_time_and_none_without_a_difference() -> None:
    ours, theirs = [1.0, 0.0, 1.0, 1.0, 0.5] * 8, [0.5, 0.0, 1.0, 0.0, 0.5] * 8
    difference, (low, high) = paired(ours, theirs)
    assert paired(ours, theirs) == (difference, (low, high)) and low < difference == 0.3 < high
    assert paired(ours, ours) == (0.0, (0.0, 0.0))
    assert note(Figure("x", difference, interval=(low, high))).startswith("+0.")


@pytest.mark.parametrize("name", ["BM25", "LangChain + Chroma", "txtai hybrid"])
def test_the_other_systems_find_what_stands_there(name: str, tmp_path: Path) -> None:
    whale = make_article("A whale was seen off the coast at noon.", title="A whale")
    articles = [make_article(*BRIDGE), whale]
    if name != "BM25" and name not in installed():
        pytest.skip(f"{name} is not installed; pip install 'briefing-desk[bench]'")
    ranking = bm25(articles) if name == "BM25" else installed()[name](articles, WordEmbedder(), tmp_path)
    assert ranking("A whale was seen off the coast at noon.")[0][0] == whale.id
