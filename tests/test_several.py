"""Several questions in one are taken apart; one that only has an "and" is left whole."""

import pytest

from briefing.several import questions_in
from briefing.types import Turn


def parts(text: str) -> list[str]:
    turns: list[Turn] = []
    for one in questions_in(text):
        turns.append(Turn(one.completed(turns)))
    return [turn.question for turn in turns]


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        (
            "Who is Ines Holt and when did she close the bridge?",
            ["Who is Ines Holt?", "When did Ines Holt close the bridge?"],
        ),
        ("When and where did the ferry stop?", ["When did the ferry stop?", "Where did the ferry stop?"]),
        (
            "How many people were hurt, and where did the ferry stop?",
            ["How many people were hurt?", "Where did the ferry stop?"],
        ),
        ("Did the bridge close and is the ferry running?", ["Did the bridge close?", "Is the ferry running?"]),
        ("What is the plan? How much will the plan cost?", ["What is the plan?", "How much will the plan cost?"]),
        (
            "Which countries signed and which countries refused?",
            ["Which countries signed?", "Which countries refused?"],
        ),
        (
            "A ferry was stopped off Osk. How many people were on board? Who was its captain?",
            [
                "A ferry was stopped off Osk. How many people were on board?",
                "A ferry was stopped off Osk. Who was its captain?",
            ],
        ),
        (
            "Compare what Holt and Reyes said about pay",
            ["What did Holt say about pay?", "What did Reyes say about pay?"],
        ),
        (
            "What is the difference between Holt's plan and the union's plan?",
            ["What is Holt's plan?", "What is the union's plan?"],
        ),
        ("How does the old bridge compare with the new one?", ["What is the old bridge?", "What is the new bridge?"]),
        ("Where did the ferry stop? Why?", ["Where did the ferry stop?", "Why did the ferry stop?"]),
    ],
)
def test_questions_are_taken_apart_and_completed(asked: str, read: list[str]) -> None:
    assert parts(asked) == read


@pytest.mark.parametrize(
    "asked",
    [
        "What did Holt and Reyes say?",
        "What did the minister announce and what it costs?",
        "Is Tarn and its bridge in the county?",
        "What are the causes and effects of the flood?",
        "Who won and lost the race?",
        "Who won the U.S. Open 2021?",
        "What did Dr. Keel say about the two passengers?",
        "Where is the ferry now and who?",
        "What did the mayor say about who closed the bridge and for how long?",
        "The union struck and the council gave in. What did the council offer?",
    ],
)
def test_one_question_stays_one(asked: str) -> None:
    assert parts(asked) == [asked]


def test_more_questions_than_can_be_answered_at_once_stay_one() -> None:
    text = " ".join(f"What is town {number} called?" for number in range(7))
    assert parts(text) == [text]


def test_he_is_whom_the_answer_before_named() -> None:
    first, second = questions_in("Who is the county mayor and what did she say?")
    answered = Turn(first.text, answer="The county mayor, Ines Holt, closed the bridge.")
    assert second.completed([answered]) == "What did Ines Holt say?"
