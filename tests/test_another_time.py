"""What is asked of one year is not answered from another, and an answer that has aged says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from fictional import make_article

from briefing.aged import with_age
from briefing.assistant import Assistant, open_assistant
from briefing.edition import knows_edition, of_another_year
from briefing.question import parse
from briefing.settings import Settings
from briefing.types import Answer, Evidence, Outcome
from briefing.unsaid import unsaid

REGATTA = "The 61st Morrow Regatta was won by Ada Lund’s Kittiwake, the first boat from Osk to win it since 1998."
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("question", "knows"),
    [
        ("Who won the 2024 regatta?", True),  # published in it
        ("Which boat from Osk won in 1998?", True),
        ("Who won the 2026 regatta?", False),
        ("Who will host the regatta in 2038?", False),
        ("Who won the 61st Morrow Regatta?", True),
        ("Who won the 63rd Morrow Regatta?", False),
        ("Who won the 63rd Winter Regatta?", True),  # the same word is what tells editions apart
        ("How many of the 2050 seats were sold?", True),
        ("How much of the $2050 was paid?", True),
        ("Which boat won on July 9?", True),
    ],
)
def test_an_article_knows_the_year_and_the_edition_asked_for_or_does_not(question: str, knows: bool) -> None:
    article = make_article(REGATTA, title="Kittiwake wins on July 6", published=date(2024, 7, 6))
    assert knows_edition(parse(question), article) is knows


def test_an_article_without_a_date_may_be_of_any_year() -> None:
    assert knows_edition(parse("Who won the 2026 regatta?"), make_article(REGATTA, published=None))


@pytest.mark.parametrize(
    ("outcome", "cited", "newest", "said"),
    [
        ("answered", date(2024, 3, 1), date(2026, 3, 5), True),
        ("answered", datetime(2024, 3, 1, 12, 30), date(2026, 3, 5), True),
        ("answered", date(2024, 3, 1), date(2024, 3, 5), False),  # the whole library is as old
        ("answered", date(2026, 3, 1), date(2026, 3, 5), False),
        ("answered", None, date(2026, 3, 5), False),
        ("answered", date(2024, 3, 1), None, False),
        ("closest", date(2024, 3, 1), date(2026, 3, 5), False),
    ],
)
def test_an_answer_older_than_the_newest_article_by_a_year_says_so(
    outcome: Outcome, cited: date | None, newest: date | None, said: bool
) -> None:
    answer = with_age(Answer("Who leads it?", None, outcome, (), as_of=cited, note="First."), TODAY, lambda: newest)
    told = (
        "First. Nothing cited here is newer than 1 March 2024, and the articles go up to 5 March 2026: "
        "it may have changed since."
    )
    assert answer.note == (told if said else "First.")


@pytest.fixture
def harbour(settings: Settings) -> Iterator[Assistant]:
    """Give a library with two reports of a regatta, two years apart."""
    with open_assistant(settings) as assistant:
        assistant.add(
            [
                make_article(
                    "Ada Lund won the regatta of Morrow on Saturday with the Kittiwake, before 4,000 people.",
                    title="Ada Lund wins the regatta of Morrow",
                    published=date(2024, 7, 6),
                ),
                make_article(
                    "Bram Toll opened the harbour’s new mole on Monday; it had cost 38 million crowns.",
                    title="New mole opens",
                    published=date(2026, 7, 6),
                ),
            ]
        )
        yield assistant


def test_who_won_is_answered_with_the_note_and_not_for_another_year(harbour: Assistant) -> None:
    answer = harbour.ask("Who won the regatta of Morrow?", today=TODAY)
    assert answer.outcome == "answered" and answer.note and "newer than 6 July 2024" in answer.note
    assert harbour.ask("Who won the regatta of Morrow in 2019?", today=TODAY).outcome != "answered"
    of_its_year = harbour.ask("Who won the regatta of Morrow in 2024?", today=TODAY)
    assert of_its_year.outcome == "answered" and of_its_year.note is None


def test_a_sentence_of_another_year_leads_no_answer_to_what_is_asked_of_one() -> None:
    asked = parse("Who won the 2026 regatta?")
    assert of_another_year(asked, "In 2024, Ada Lund won the regatta.")
    assert not of_another_year(asked, "Bram Toll won in 2026, as in 2024.")
    assert not of_another_year(asked, "Bram Toll won the regatta.") and not of_another_year(
        parse("Who won?"), "In 2024."
    )


def test_numbers_of_the_question_that_the_cited_paragraphs_do_not_have_are_named(harbour: Assistant) -> None:
    told = harbour.ask("Who won the regatta before 9,000 people?", today=TODAY)
    assert told.outcome == "closest" and told.note == "The paragraphs cited here do not say 9,000."
    right = harbour.ask("Who won the regatta before 4,000 people?", today=TODAY)
    assert right.outcome == "answered" and "do not say" not in (right.note or "")


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Who won before 4,000 people?", None),
        ("Who won before 4000 people on 6 July?", None),
        ("Who won on July 5 in 1999?", None),  # days and years are looked for as dates
        ("Did the A320 of Route 12a win?", None),
        ("Who paid the €3 million or the 9 crowns?", "The paragraphs cited here do not say €3 million or 9."),
    ],
)
def test_only_plain_numbers_are_missed(question: str, missing: str | None) -> None:
    article = make_article("Ada Lund won on Saturday before 4,000 people.")
    assert unsaid(parse(question), [Evidence(article, article.paragraphs[0])]) == missing


def test_what_somebody_said_of_one_year_is_not_told_as_of_another(harbour: Assistant) -> None:
    harbour.add(
        [
            make_article(
                "“We need more seats on the quay,” said Ivo Brandt, the harbour master. “The benches are full.”",
                title="Harbour master wants more seats",
                published=date(2026, 7, 5),
            )
        ]
    )
    assert harbour.ask("What did Ivo Brandt say about the seats?", today=TODAY).outcome == "answered"
    assert harbour.ask("What did Ivo Brandt say about the seats in 2019?", today=TODAY).outcome != "answered"
