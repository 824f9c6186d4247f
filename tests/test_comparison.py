"""What compares is read as two sides, each answered from its own paragraphs, their figures beside each other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fictional import make_article

from briefing.beside import compare, speaks_of_both
from briefing.cite import Numbers, prove
from briefing.comparison import Comparison, comparison_in
from briefing.question import parse
from briefing.types import Answer, Evidence, Outcome, Question, Sentence, Support
from index.text import sentences
from index.types import Article


def sides(text: str) -> list[str]:
    found = comparison_in(text)
    return [one.question for one in found.sides] if found else []


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        (
            "How does the council’s offer differ from the union’s demand?",
            ["What is the council’s offer?", "What is the union’s demand?"],
        ),
        (
            "Compare what the bakers' guild wants with what the council has offered",
            ["What does the bakers' guild want?", "What has the council offered?"],
        ),
        (
            "What's the difference between what the guild asks and what the millers gave?",
            ["What does the guild ask?", "What is it that the millers gave?"],
        ),
        (
            "How do the hospital’s and the brigade’s numbers of injured compare?",
            ["What are the hospital’s numbers of injured?", "What are the brigade’s numbers of injured?"],
        ),
        (
            "Compare what Holt and Reyes said about pay",
            ["What did Holt say about pay?", "What did Reyes say about pay?"],
        ),
        ("What did Holt and Reyes say about pay?", ["What did Holt say about pay?", "What did Reyes say about pay?"]),
        ("How do Holt and Reyes differ on pay?", ["What did Holt say about pay?", "What did Reyes say about pay?"]),
        (
            "Do the union and the council agree on pay?",
            ["What did the union say about pay?", "What did the council say about pay?"],
        ),
        (
            "Did police and the union give the same number for the crowd?",
            ["What number did police give for the crowd?", "What number did the union give for the crowd?"],
        ),
        ("Is the new ferry faster than the old one?", ["How fast is the new ferry?", "How fast is the old ferry?"]),
        (
            "How much more did the union want than the council offered?",
            ["How much did the union want?", "How much has the council offered?"],
        ),
        ("How much faster is the Tern than the old ferry?", ["How fast is the Tern?", "How fast is the old ferry?"]),
        (
            "Is the ticket more expensive than last year?",
            ["How much does the ticket cost?", "How much did the ticket cost last year?"],
        ),
        ("Which is bigger, the Merganser or the Tern?", ["How big is the Merganser?", "How big is the Tern?"]),
        ("Is the Tern a smaller ship than the Merganser?", ["How big is the Tern?", "How big is the Merganser?"]),
        ("Are tickets more expensive than meals?", ["How much do tickets cost?", "How much do meals cost?"]),
        ("Is the catch higher than last year?", ["How high is the catch?", "How high was the catch last year?"]),
        (
            "Was the water level lower on Thursday than on Wednesday?",
            ["How high was the water level on Thursday?", "How high was the water level on Wednesday?"],
        ),
        (
            "Does the Tern carry more passengers than the Merganser?",
            ["How many passengers does the Tern carry?", "How many passengers does the Merganser carry?"],
        ),
        (
            "Who offered more, the council or the union?",
            ["How much has the council offered?", "How much has the union offered?"],
        ),
        (
            "Is the population of Osk larger than that of Tarn?",
            ["How large is the population of Osk?", "How large is the population of Tarn?"],
        ),
        (
            "How do the hospital’s and the coastguard’s figures compare?",
            ["What are the hospital’s figures?", "What are the coastguard’s figures?"],
        ),
    ],
)
def test_a_comparison_is_read_as_two_sides(asked: str, read: list[str]) -> None:
    assert sides(asked) == read


@pytest.mark.parametrize(
    "asked",
    [
        "What did Holt and Reyes say?",
        "What did the captain say and what did the company say about the screens?",
        "Is the water higher?",
        "Is he older than her?",
        "Were more people hurt than at first reported?",
        "Is the deficit bigger than expected?",
        "Did the council pay more than £2m?",
        "Was the ferry more than an hour late?",
        "Did more than 200 people die?",
        "Compare the two ferries",
        "Why is the new ferry faster than the old one?",
        "Who other than Holt was there?",
    ],
)
def test_what_has_no_two_sides_is_not_compared(asked: str) -> None:
    assert comparison_in(asked) is None


OFFER = make_article("The council has offered 3.5 per cent.", title="Pay talks in Tarn")
DEMAND = make_article("The union lowered its demand from 6 to 5 per cent on Monday.", title="Pay talks go on")


def told(asked: str, *given: tuple[Outcome, list[Evidence]]) -> tuple[list[Sentence], Answer]:
    """Compare with sides that are answered in turn by whole paragraphs."""
    left = iter(given)

    def ask(side: Question) -> Iterator[Sentence | Answer]:
        outcome, evidence = next(left)
        sentences = [prove(one.paragraph.text, [one], Numbers()) for one in evidence]
        yield from sentences
        yield Answer(side.asked, None, outcome, tuple(sentences), tuple(evidence))

    comparison = comparison_in(asked)
    assert isinstance(comparison, Comparison)
    *sentences, answer = compare(parse(asked), comparison, ask)
    assert isinstance(answer, Answer) and [one for one in sentences if isinstance(one, Sentence)] == list(
        answer.sentences
    )
    return list(answer.sentences), answer


ASKED = "How does the council’s offer differ from the union’s demand?"


def of(article: Article) -> Evidence:
    return Evidence(article, article.paragraphs[0])


def test_figures_of_one_kind_stand_beside_each_other_cited_to_both_sides() -> None:
    sentences, answer = told(ASKED, ("answered", [of(OFFER)]), ("answered", [of(DEMAND)]))
    assert [one.question for one in answer.parts] == ["The council’s offer", "The union’s demand", "Beside each other"]
    last = sentences[-1]
    assert last.text == "The council’s offer: 3.5 per cent; the union’s demand: 5 per cent."
    assert [one.n for one in last.citations] == [1, 2] and last.support is Support.SUPPORTED
    assert answer.outcome == "answered" and all(one.citations for one in sentences)


def test_a_side_that_is_not_there_is_said_so_and_nothing_is_set_beside_it() -> None:
    sentences, answer = told(ASKED, ("answered", [of(OFFER)]), ("closest", [of(OFFER)]))
    assert [(one.question, one.outcome) for one in answer.parts] == [
        ("The council’s offer", "answered"),
        ("The union’s demand", "not_found"),
    ]
    assert len(sentences) == 1 and answer.outcome == "closest"


def test_figures_of_different_kinds_are_not_set_beside_each_other() -> None:
    hours = make_article("The union’s demand is 38 hours a week.", title="Pay talks go on")
    _, answer = told(ASKED, ("answered", [of(OFFER)]), ("answered", [of(hours)]))
    assert [one.question for one in answer.parts] == ["The council’s offer", "The union’s demand"]


def test_one_sentence_speaks_of_both_when_it_names_what_each_alone_has() -> None:
    comparison = comparison_in("Is the Tern bigger than the Merganser?")
    assert comparison and comparison.direct
    assert speaks_of_both(comparison, "The Tern is twice as long as the Merganser.")
    assert not speaks_of_both(comparison, "The Tern is 90 metres long.")


CROWD = make_article("Police put the crowd at 4,000. The union spoke of 9,000.", title="Teachers walk out")


def test_a_figure_beside_the_other_sides_answers_for_its_own() -> None:
    article, paragraph = CROWD, CROWD.paragraphs[0]
    first, second = (prove(one, [Evidence(article, paragraph)], Numbers()) for one in sentences(paragraph.text))
    given = iter([("answered", first), ("closest", second)])

    def ask(side: Question) -> Iterator[Sentence | Answer]:
        outcome, sentence = next(given)
        yield sentence
        yield Answer(side.asked, None, outcome, (sentence,), (Evidence(article, paragraph),))  # type: ignore[arg-type]

    comparison = comparison_in("Did police and the union give the same number for the crowd?")
    assert comparison
    *_, answer = compare(parse("Did they?"), comparison, ask)
    assert isinstance(answer, Answer) and answer.outcome == "answered"
    assert answer.sentences[-1].text == "Police: 4,000; the union: 9,000."
