"""What becomes of a model's sentence by the kind of its fault: replaced for a hard one, marked for a soft one."""

from __future__ import annotations

import pytest

from briefing.cite import Numbers, prove
from briefing.policy import settle
from briefing.types import Evidence, Support
from index.read import read_text

TEXT = """Keld boats leave the strait

By Ida Marsh

Keld appeared to be withdrawing its 14 boats from the strait on Monday, the coastguard of Norvia said.

The minister, Asta Rehn, rejected a call to resign on Tuesday and said she would go on working.
"""


@pytest.fixture(scope="module")
def evidence() -> list[Evidence]:
    (article,) = read_text(TEXT)
    return [Evidence(article, one) for one in article.paragraphs if one.kind == "text"]


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("The minister, Asta Rehn, accepted a call to resign on Tuesday.", "negation"),
        ("Keld appeared to be withdrawing its 41 boats from the strait.", "numbers"),
        ("The minister, Asta Rehn, rejected a call to resign on Monday.", "dates"),
    ],
)
def test_a_hard_fault_is_replaced_by_the_articles_own_sentence(text: str, check: str, evidence: list[Evidence]) -> None:
    place = 1 if "Rehn" in text else 0
    draft = prove(text, [evidence[place]], Numbers())
    assert check in {one.name for one in draft.checks if not one.passed}
    shown, fate = settle(draft, evidence)
    assert fate == "replaced" and shown is not None
    assert shown.replaces == text and shown.text in evidence[place].paragraph.text
    assert shown.support is Support.QUOTED


def test_a_dropped_hedge_is_marked_and_in_strict_mode_replaced(evidence: list[Evidence]) -> None:
    draft = prove("Keld withdrew its 14 boats from the strait on Monday.", [evidence[0]], Numbers())
    marked, fate = settle(draft, evidence)
    assert fate == "marked" and marked is not None and marked.support is Support.PARTLY
    assert any(one.name == "hedge" and "appeared to be" in one.detail for one in marked.checks)
    strict, fate = settle(draft, evidence, strict=True)
    assert fate == "replaced" and strict is not None and strict.text.startswith("Keld appeared")


def test_a_vote_against_an_edit_marks_it_and_one_for_a_wrong_number_saves_nothing(evidence: list[Evidence]) -> None:
    edit = "The minister, Asta Rehn, rejected a call to resign on Tuesday and said she would go on."
    wrong = "Keld appeared to be withdrawing its 41 boats from the strait."
    no, yes = (lambda _, passages: [0.0] * len(passages)), (lambda _, passages: [1.0] * len(passages))
    held = prove(edit, [evidence[1]], Numbers(), no)
    assert held.support is Support.PARTLY
    assert settle(held, evidence, vote=no)[1] == "marked"
    assert settle(prove(wrong, [evidence[0]], Numbers(), yes), evidence, vote=yes)[1] == "replaced"
