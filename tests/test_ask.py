"""Questions narrowed to days, several in one, and about the library, on the sample newsroom with the real models."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest

from briefing.answer import Found
from briefing.ask import completed_or_alone
from briefing.assistant import Assistant
from briefing.question import parse
from briefing.reading import Reading
from briefing.types import Answer, Outcome, Question, Support, Turn
from index.errors import InputError
from index.text import day
from index.types import Filters

pytestmark = pytest.mark.integration
FRIDAY = date(2026, 3, 6)
"""The samples are of 3 to 5 March 2026."""


def published(answer: Answer) -> set[date]:
    return {day(one.published) for sentence in answer.sentences for one in sentence.citations if one.published}


def test_the_days_of_a_question_narrow_it_to_articles_of_them(desk: Assistant) -> None:
    answer = desk.ask("What did the Bank of Velland decide this week?", today=FRIDAY)
    assert answer.outcome == "answered" and answer.period is not None and answer.period.kept
    assert answer.period.told == "“this week”: 2–6 March 2026."
    assert (answer.period.since, answer.period.until) == (date(2026, 3, 2), FRIDAY)
    assert answer.read_as is None


def test_what_only_other_days_answer_does_not_answer_last_month(desk: Assistant) -> None:
    answer = desk.ask("What did the Bank of Velland decide last month?", today=date(2026, 3, 31))
    assert answer.outcome == "closest", "the bank decided on 4 March"
    earlier = desk.ask("What did the Bank of Velland decide yesterday?", today=date(2026, 3, 4))
    assert earlier.outcome == "closest" and earlier.period is not None


def test_when_no_article_is_of_the_days_all_are_searched_and_it_says_so(desk: Assistant) -> None:
    answer = desk.ask("How long was the ferry stuck on the sandbank last week?", today=date(2026, 11, 24))
    assert answer.outcome == "answered" and "53 hours" in answer.sentences[0].text
    assert answer.period is not None and not answer.period.kept
    assert answer.period.told == "No article is dated 16–22 November 2026 (“last week”), so all dates were searched."


def test_a_day_of_the_event_alone_hides_nothing(desk: Assistant) -> None:
    asked = "Who took the instruments from the Osk museum on 3 March 1998?"
    assert desk.ask(asked, today=FRIDAY).period is None
    answer = desk.ask("How many passengers were on the ferry that ran aground on Tuesday?", today=FRIDAY)
    assert answer.outcome == "answered" and "212" in answer.sentences[0].text


def test_filters_of_the_caller_come_before_the_words_of_the_question(desk: Assistant) -> None:
    narrow = Filters(since=date(2026, 3, 5))
    answer = desk.ask("What's new since Tuesday?", filters=narrow, today=FRIDAY)
    assert answer.period is None and published(answer) == {date(2026, 3, 5)}


def test_as_typed_takes_a_reading_back(desk: Assistant) -> None:
    asked = "How long was the ferry stuck on the sandbank last week?"
    history = [Turn("What did Bertil Aske say?")]
    plain = desk.ask(asked, history=history, today=FRIDAY, as_typed=True)
    assert plain.period is None and plain.read_as is None and plain.opening is None


def test_as_typed_each_of_two_questions_is_answered(desk: Assistant) -> None:
    answer = desk.ask(
        "How many passengers were on the ferry and where did it run aground?", today=FRIDAY, as_typed=True
    )
    assert [one.outcome for one in answer.parts] == ["answered", "answered"] and answer.read_as is None


@pytest.mark.parametrize(
    ("completed", "alone", "read"),
    [
        ("not_found", "closest", "Who is the governor?"),
        ("closest", "answered", "Who is the governor?"),
        ("answered", "answered", "Who is the governor (the ferry)?"),
        ("closest", "not_found", "Who is the governor (the ferry)?"),
    ],
)
def test_a_question_that_points_at_nothing_may_leave_what_was_asked_before(
    completed: Outcome, alone: Outcome, read: str
) -> None:
    class Told:
        def look(self, question: Question, _: Filters) -> Found:
            return Found(question, completed if "ferry" in question.text else alone)

    asked = parse("Who is the governor (the ferry)?")
    assert completed_or_alone(asked, "Who is the governor?", cast(Reading, Told()), Filters()).text == read


def test_two_sides_are_compared_each_from_its_own_paragraphs(desk: Assistant) -> None:
    answer = desk.ask("How does the government’s offer differ from the union’s demand?", today=FRIDAY)
    assert answer.outcome == "answered"
    assert [one.question for one in answer.parts] == [
        "The government’s offer",
        "The union’s demand",
        "Beside each other",
    ]
    assert answer.sentences[-1].text == "The government’s offer: 3.5 per cent; the union’s demand: 5 per cent."
    assert answer.sentences[-1].support is Support.SUPPORTED and len(answer.sentences[-1].citations) == 2


def test_what_compares_nothing_that_is_there_is_not_found(desk: Assistant) -> None:
    answer = desk.ask("Compare the price of gas and electricity", today=FRIDAY)
    assert answer.outcome == "not_found" and not answer.sentences


def test_what_happened_is_told_by_the_reports_about_it(desk: Assistant) -> None:
    answer = desk.ask("What happened at the museum?", today=FRIDAY)
    assert answer.outcome == "answered" and "broke into the Osk Maritime Museum" in answer.sentences[0].text
    assert desk.ask("What happened to the airport?", today=FRIDAY).outcome != "answered"


def test_a_sentence_that_leads_to_a_list_comes_with_it(desk: Assistant) -> None:
    answer = desk.ask("What has the union promised for the exams?", today=FRIDAY)
    assert [one.text for one in answer.sentences[1:]] == [
        "Teachers will mark papers that were written before the strike.",
        "The exam halls will be open from Monday 16 March.",
        "No pupil will lose a place because of a late mark.",
    ]
    assert [one.citations[0].kind for one in answer.sentences] == ["text", "list", "list", "list"]


def test_a_sentence_that_leads_to_a_list_is_found_by_its_items_and_heading(desk: Assistant) -> None:
    answer = desk.ask("What were the three reasons for weaker growth?", today=FRIDAY)
    assert answer.outcome == "answered"
    assert answer.sentences[0].text.startswith("The bank now expects the economy to grow by 1.1 per cent this year")
    assert [one.text for one in answer.sentences[1:]] == [
        "The strike in the schools, if it lasts longer than two weeks.",
        "Lower catches of herring in the strait.",
        "Dearer freight after the loss of the ferry to Osk.",
    ]


def test_what_a_group_expects_is_what_it_says(desk: Assistant) -> None:
    for asked in ("What do economists say?", "What did the economists say about the rate cut?"):
        answer = desk.ask(asked, today=FRIDAY)
        assert answer.outcome == "answered"
        assert answer.sentences[0].text == "Most economists asked by the Courier expect a first cut in June."
    assert desk.ask("What do pilots say about the rate cut?", today=FRIDAY).outcome != "answered"


def test_how_a_matter_stands_is_told_by_the_reports_about_it(desk: Assistant) -> None:
    known = desk.ask("What should I know about the dam?", today=FRIDAY)
    state = desk.ask("What is the state of the fishing talks?", today=FRIDAY)
    assert known.outcome == state.outcome == "answered"
    assert "Brinmere dam" in known.sentences[0].text and "without an agreement" in state.sentences[0].text
    assert desk.ask("What do we know about the airport?", today=FRIDAY).outcome != "answered"


def test_the_latest_on_a_matter_is_not_how_it_began(desk: Assistant) -> None:
    answer = desk.ask("What is the latest on the ferry?", today=FRIDAY)
    assert "pulled off the sandbank" in answer.sentences[0].text
    assert min(published(answer)) >= date(2026, 3, 4)


@pytest.mark.parametrize("asked", ["Two sentences on the dam, please", "Give me two sentences about the dam"])
def test_a_size_and_a_topic_ask_for_a_summary(desk: Assistant, asked: str) -> None:
    answer = desk.ask(asked, today=FRIDAY)
    assert answer.outcome == "answered" and len(answer.sentences) == 2
    assert all("dam" in one.text for one in answer.sentences)


def test_a_side_is_not_told_with_what_the_other_has_just_said(desk: Assistant) -> None:
    answer = desk.ask("Did police and the union give the same number for the crowd?", today=FRIDAY)
    assert [one.text for one in answer.sentences] == [
        "Police put the crowd at 4,000.",
        "The union spoke of 9,000.",
        "Police: 4,000; the union: 9,000.",
    ]


def test_a_sum_of_money_is_not_about_its_currency(desk: Assistant) -> None:
    answer = desk.ask("What happened to the crown?", today=FRIDAY)
    assert [one.text for one in answer.sentences] and not [one for one in answer.sentences if "museum" in one.text]


def test_what_two_sides_do_is_compared(desk: Assistant) -> None:
    answer = desk.ask("Compare what the union wants with what the government offers", today=FRIDAY)
    told = " ".join(one.text for one in answer.sentences)
    assert answer.outcome == "answered" and "6 per cent more pay" in told and "offered 3.5 per cent" in told


def test_whom_a_title_and_a_last_name_answer_is_named_in_full(desk: Assistant) -> None:
    answer = desk.ask("Who is the captain of the Aldine Star?", today=FRIDAY)
    assert any("Captain Ruben Hale" in one.text for one in answer.sentences)


def test_several_questions_are_answered_one_after_another(desk: Assistant) -> None:
    asked = "How many passengers were on the Aldine Star and who won the chess championship?"
    pieces = list(desk.stream(asked, today=FRIDAY))
    answer = pieces[-1]
    assert isinstance(answer, Answer) and list(answer.sentences) == pieces[:-1]
    first, second = answer.parts
    assert (first.question, first.outcome) == ("How many passengers were on the Aldine Star?", "answered")
    assert second.question == "Who won the chess championship?" and second.outcome != "answered"
    assert answer.outcome == "closest", "an answer that leaves a part open is not whole"
    assert (first.first, first.last) == (0, second.first) and second.last == len(answer.sentences)
    assert "212" in answer.sentences[0].text


def test_the_paragraphs_of_several_answers_are_numbered_through(desk: Assistant) -> None:
    answer = desk.ask("How long was the ferry stuck on the sandbank? How many passengers were on it?", today=FRIDAY)
    numbered = {one.paragraph_id: one.n for sentence in answer.sentences for one in sentence.citations}
    assert sorted(numbered.values()) == list(range(1, len(numbered) + 1))


def test_a_follow_up_may_ask_for_other_days(desk: Assistant) -> None:
    history = [Turn("What did Bertil Aske say this week?")]
    answer = desk.ask("And yesterday?", history=history, today=FRIDAY)
    assert answer.read_as == "What did Bertil Aske say yesterday?" and answer.period is not None
    assert answer.period.since == date(2026, 3, 5)


@pytest.mark.parametrize("today", [date.min, date.max])
def test_a_day_at_the_end_of_the_calendar_is_refused_in_a_sentence(desk: Assistant, today: date) -> None:
    with pytest.raises(InputError, match="years 1000 to 9000"):
        desk.ask("Who resigned yesterday?", today=today)
