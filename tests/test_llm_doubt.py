"""What a model says that the articles do not say: replaced, marked, or vouched for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fake_models import chatting
from scripted import GOOD, OWN, TASK, answered, evidence, own, texts, writing

from briefing.llm_answer import Told, Writing, write
from briefing.types import Sentence, Support


def test_a_wrong_number_is_replaced_by_the_articles_sentence_and_said() -> None:
    with chatting("The bridge at Tarn closed on Monday. [1] Repairs will cost 9 million crowns. [3]") as chat:
        (_, second), told = answered(chat)
    assert second.text == OWN and second.support is Support.QUOTED
    assert second.replaces == "Repairs will cost 9 million crowns."
    assert told.writer == "openai:scripted" and told.note and "1 of 2 sentences" in told.note


def test_an_answer_always_cites_the_paragraph_that_answers_best() -> None:
    with chatting("The bridge at Tarn closed on Monday. [1]") as chat:
        elsewhere, told = answered(chat)
    with chatting("Repairs will cost 3 million crowns. [3]") as chat:
        there, silent = answered(chat)
    assert texts(elsewhere) == ["The bridge at Tarn closed on Monday.", OWN]
    assert [one.citations[0].n for one in elsewhere] == [1, 2]
    assert told.note and "answers best" in told.note and told.writer == "openai:scripted"
    assert texts(there) == ["Repairs will cost 3 million crowns."] and silent.note is None


def test_strict_replaces_what_is_else_marked() -> None:
    loose = "Repairs of the badly damaged old structure take until spring."
    with chatting(f"{GOOD} {loose} [3]") as chat:
        marked, _ = answered(chat)
        model = writing(chat).model
        *strict, told = write(Writing(model, strict=True), TASK, evidence(), own)
    assert marked[-1].text == loose and marked[-1].support is Support.PARTLY and not marked[-1].replaces
    assert loose not in texts(strict)  # type: ignore[arg-type]
    assert isinstance(told, Told) and told.verdict.failed == 1


def test_what_the_support_model_doubts_is_marked_and_its_voice_lifts_no_wrong_number() -> None:
    asked: list[str] = []

    def vote(claim: str, passages: Sequence[str]) -> list[float]:
        asked.append(claim)
        return [0.1 if "closed" in claim else 0.9 for _ in passages]

    with chatting(f"{GOOD} Repairs will cost 9 million crowns. [3]") as chat:
        *sentences, _ = write(Writing(writing(chat).model, vote=vote), TASK, evidence(), own)
    doubted, held, *_ = [one for one in sentences if isinstance(one, Sentence)]
    assert doubted.support is Support.PARTLY and [one.name for one in doubted.checks if not one.passed] == ["vote"]
    assert held.support is Support.SUPPORTED
    wrong = "Repairs will cost 9 million crowns."
    assert wrong not in [*asked, *texts(sentences[:-1])]  # type: ignore[arg-type]


@pytest.mark.parametrize(("likely", "support"), [(0.9, Support.PARTLY), (0.99, Support.SUPPORTED)])
def test_a_word_that_no_paragraph_has_must_be_vouched_for(likely: float, support: Support) -> None:
    said = "Engineers found 14 cracks in its rusty piers. [1]"
    with chatting(said) as chat:
        one = Writing(writing(chat).model, vote=lambda claim, passages: [likely] * len(passages))
        first, *_ = write(one, TASK, evidence(), own)
    assert isinstance(first, Sentence) and first.support is support
    assert [one.detail for one in first.checks if not one.passed] == (
        ["says “rusty”, which its paragraph does not"] if support is Support.PARTLY else []
    )


def test_nothing_stands_in_for_a_sentence_that_shares_no_more_than_a_unit_with_it() -> None:
    with chatting(f"{GOOD} A ticket will be 4 crowns dearer by 2031. [3]") as chat:
        sentences, told = answered(chat)
    assert len(sentences) == 2 and not any(one.replaces for one in sentences)
    assert told.verdict.dropped == 1


def test_another_language_is_replaced() -> None:
    german = "Die Reparatur der Brücke wird wohl sehr lange dauern und viel Geld kosten. [3]"
    with chatting(f"The bridge at Tarn closed on Monday. [1] {german}") as chat:
        sentences, told = answered(chat)
    assert all("Reparatur" not in one.text for one in sentences) and told.note


def test_the_same_words_over_and_over_are_left_out() -> None:
    with chatting("The bridge at Tarn closed on Monday. [1] " + "the mayor said that " * 30 + ". [2]") as chat:
        sentences, _ = answered(chat)
    assert texts(sentences) == ["The bridge at Tarn closed on Monday.", OWN]


def test_brackets_of_the_source_stay() -> None:
    with chatting("“We close it now,” said the mayor, Ines Holt. [2] US [officials] agreed. [2]") as chat:
        sentences, _ = answered(chat)
    assert texts(sentences)[1] == "US [officials] agreed."
