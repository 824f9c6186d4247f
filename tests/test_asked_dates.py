"""Days that a question names: resolved against the day of asking, and told apart from days of the event."""

from datetime import date

import pytest

from briefing.asked_dates import asked_days

WEDNESDAY = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("asked", "since", "until", "kind"),
    [
        ("What did Ines Holt say yesterday?", "2026-03-10", "2026-03-10", "recent"),
        ("How many people were hurt today?", "2026-03-11", "2026-03-11", "recent"),
        ("What did Ines Holt say last week?", "2026-03-02", "2026-03-08", "recent"),
        ("What did the council decide this week?", "2026-03-09", "2026-03-11", "recent"),
        ("What did the council decide this month?", "2026-03-01", "2026-03-11", "recent"),
        ("What did the council decide last month?", "2026-02-01", "2026-02-28", "recent"),
        ("What did the council decide last year?", "2025-01-01", "2025-12-31", "recent"),
        ("Which towns were flooded in the last three days?", "2026-03-08", "2026-03-11", "recent"),
        ("What happened in the past week?", "2026-03-04", "2026-03-11", "recent"),
        ("Who won the race last weekend?", "2026-03-07", "2026-03-08", "recent"),
        ("What did the union say last Wednesday?", "2026-03-04", "2026-03-04", "recent"),
        ("Since Tuesday, what has the council decided?", "2026-03-10", None, "recent"),
        ("What did the union say from 3 March onwards?", "2026-03-03", None, "recent"),
        ("What did the Post write after 5 March?", "2026-03-06", None, "recent"),
        ("Who closed the bridge on Sunday?", "2026-03-08", "2026-03-08", "event"),
        ("What was decided on 5 March?", "2026-03-05", "2026-03-05", "event"),
        ("What was decided on March 5th, 2025?", "2025-03-05", "2025-03-05", "event"),
        ("What was decided on 2026-03-05?", "2026-03-05", "2026-03-05", "event"),
        ("What happened in February?", "2026-02-01", "2026-02-28", "event"),
        ("what happened in november", "2025-11-01", "2025-11-30", "event"),
        ("What happened between 2 and 5 March?", "2026-03-02", "2026-03-05", "event"),
        ("What happened between Monday and Wednesday?", "2026-03-09", "2026-03-11", "event"),
        ("What happened from 2 March to 5 March?", "2026-03-02", "2026-03-05", "event"),
        ("What happened in 1940?", "1940-01-01", "1940-12-31", "event"),
        ("What's new since Monday?", "2026-03-09", None, "published"),
        ("What is new this week?", "2026-03-09", "2026-03-11", "published"),
        ("List the articles published before 5 March", None, "2026-03-04", "published"),
        ("Which articles are from February 2026?", "2026-02-01", "2026-02-28", "published"),
        ("What was in yesterday's news?", "2026-03-10", "2026-03-10", "published"),
    ],
)
def test_the_days_of_a_question(asked: str, since: str | None, until: str | None, kind: str) -> None:
    found = asked_days(asked, WEDNESDAY)
    assert found is not None
    assert (found.since and str(found.since), found.until and str(found.until), found.kind) == (since, until, kind)


@pytest.mark.parametrize(
    "asked",
    [
        "Who won the 2021 regatta?",
        "Which country hosts the 2026 World Cup?",
        "When will the bridge reopen in April?",
        "What will happen next week?",
        "Is the bridge closed until Friday?",
        "Who won the Sunday Chronicle prize?",
        "What happened on Black Friday?",
        "What did Theresa May say?",
        "What is in Vellandia Today?",
        "“We met last week.” Who said so?",
        "Who resigned, on Tuesday or Thursday?",
        "Did it rain on 31 February?",
        "Who may march in the parade?",
        "Where is the ferry?",
    ],
)
def test_what_is_no_day_of_publication_narrows_nothing(asked: str) -> None:
    assert asked_days(asked, WEDNESDAY) is None


def test_days_that_are_only_told_bind_softly() -> None:
    found = asked_days("The ferry struck a sandbank this week. How many people were on board?", WEDNESDAY)
    assert found is not None and found.kind == "event"


@pytest.mark.parametrize(
    ("asked", "rest"),
    [
        ("What did Ines Holt say last week?", "What did Ines Holt say?"),
        ("What was decided on 5 March?", "What was decided?"),
        ("List the articles published before 5 March", "List the articles published"),
        ("What happened in early March?", "What happened?"),
        ("Who spoke at Sunday's rally?", "Who spoke at Sunday's rally?"),
        ("Who died in the March 2026 floods?", "Who died in the March 2026 floods?"),
    ],
)
def test_the_question_without_its_days(asked: str, rest: str) -> None:
    found = asked_days(asked, WEDNESDAY)
    assert found is not None and found.rest == rest


def test_an_event_may_be_told_of_some_days_later() -> None:
    found = asked_days("Who closed the bridge on Sunday?", WEDNESDAY)
    assert found is not None and str(found.published_until) == "2026-03-11"
    found = asked_days("What did the union say this week?", WEDNESDAY)
    assert found is not None and found.published_until == WEDNESDAY, "nothing is published after today"


@pytest.mark.parametrize("day", range(9, 16))
def test_the_last_weekend_is_over_whatever_the_day(day: int) -> None:
    found = asked_days("Who won last weekend?", date(2026, 3, day))
    assert found is not None and (str(found.since), str(found.until)) == ("2026-03-07", "2026-03-08")
