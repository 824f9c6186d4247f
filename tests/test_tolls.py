"""Who asks how many were hurt is shown the counts of every outlet of the story, in whatever words they count."""

from __future__ import annotations

import pytest

from briefing.assistant import Assistant
from briefing.candidates import candidate
from briefing.question import parse
from briefing.tolls import counted
from briefing.types import Evidence
from index.types import Article, Filters
from tests.fictional import make_article

HURT = [
    "How many people were injured on the ferry?",
    "How many people were hurt when the ferry ran aground?",
    "How many people were treated?",
]


@pytest.mark.parametrize("question", HURT)
def test_both_counts_of_the_samples_are_shown(desk: Assistant, question: str) -> None:
    answer = desk.ask(question)
    told = " ".join(one.text for one in answer.sentences)
    assert answer.outcome == "answered" and "Nine people" in told and "14 people" in told
    assert answer.note == "The articles differ on this: “Nine people” (Northline Wire), “14 people” (Kestrel Bay Post)."
    assert len(answer.conflicts) == 1 and len(answer.conflicts[0].sentences) == 2


def test_what_one_outlet_says_is_no_difference(desk: Assistant) -> None:
    answer = desk.ask(HURT[0], filters=Filters(sources=("Northline Wire",)))
    assert "Nine people" in answer.sentences[0].text
    assert answer.note is None and answer.conflicts == ()


def story() -> list[Article]:
    title = "Roof of Tarn market hall falls in"
    opening = "The roof of the market hall in Tarn fell in on Monday under the weight of snow."
    return [
        make_article(opening, "Six people were injured, the brigade said.", title=title, source="Tarn Post"),
        make_article(opening, "Doctors treated 11 people by evening.", title=f"{title} in snow", source="Osk Radio"),
        make_article(
            "A bus left the road near Velm on Monday and hit a fence.",
            "Doctors treated 20 people.",
            title="Bus leaves road near Velm",
            source="Velm Echo",
        ),
    ]


def found(question: str, best: int, articles: list[Article]) -> tuple[list[str], list[tuple[str, str]]]:
    evidence = [Evidence(one, paragraph) for one in articles for paragraph in one.paragraphs]
    asked = parse(question)
    ranked = [candidate(asked, best, evidence[best - 1], 0, len(evidence[best - 1].paragraph.text))]
    _, first, disputed = counted(asked, ranked, evidence, lambda texts: None)
    return [one.text for one in first], [(one.mine, one.yours) for one in disputed]


def test_a_sentence_that_counts_nobody_gives_way_to_one_of_its_story_that_does() -> None:
    told, _ = found("How many shoppers were hurt in the market hall?", 1, story())
    assert told[0] in ("Six people were injured, the brigade said.", "Doctors treated 11 people by evening.")


def test_the_injured_need_not_be_those_treated_and_another_story_counts_others() -> None:
    _, disputed = found("How many people were injured in the market hall?", 2, story())
    assert disputed == []


def test_two_counts_of_one_kind_are_held_against_each_other() -> None:
    hall, radio, bus = story()
    radio = make_article(*[one.text.replace("Doctors treated 11 people", "The fall injured 11 people")
                           for one in radio.paragraphs], title=radio.title, source=radio.source)  # fmt: skip
    _, disputed = found("How many people were hurt in the market hall?", 2, [hall, radio, bus])
    assert disputed == [("Six people", "11 people")]


def test_no_other_question_is_looked_at() -> None:
    told, disputed = found("Why did the roof of the market hall fall in?", 1, story())
    assert len(told) == 1 and disputed == []
