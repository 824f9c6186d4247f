"""Which story of a briefing comes first, and that none tells a thing twice or from its middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from fictional import make_article
from theatre_fire import COURT

from briefing.brief import make
from briefing.plan import half_life_of, score
from index.types import Article

DAYS = [date(2026, 3, day) for day in range(2, 9)]


def reports(number: int, published: Sequence[date]) -> list[Article]:
    return [
        replace(COURT, id=f"own{place}", source="The Tarn Post", published=published[place % len(published)])
        for place in range(number)
    ]


def test_of_one_outlet_what_it_writes_most_on_goes_before_one_later_report() -> None:
    saga, late = reports(9, DAYS[:4]), reports(1, DAYS[5:6])
    as_of = DAYS[-1]
    hours = half_life_of([*saga, *late])
    assert 18 < hours <= 48
    told = [sum(score(one, as_of, outlets=1, half_life=hours).values()) for one in (saga, late)]
    assert told[0] > told[1]
    assert sum(score(reports(500, DAYS), as_of, outlets=1).values()) <= 85


def test_the_news_of_one_day_keeps_its_hours() -> None:
    assert half_life_of(reports(5, DAYS[:1])) == half_life_of([]) == 18


def test_opinion_and_service_come_behind_reports() -> None:
    report = reports(1, DAYS[:1])
    as_of = DAYS[0]
    opinion = [replace(report[0], title="The court is wrong | Opinion")]
    service = [replace(report[0], title="How to watch the trial")]
    worth = [sum(score(one, as_of).values()) for one in (report, service, opinion)]
    assert worth == sorted(worth, reverse=True) and len(set(worth)) == 3
    mixed, alone = score([*report, *opinion], as_of), score(report, as_of)
    assert mixed["coverage"] > alone["coverage"]
    assert {**mixed, "coverage": 0.0} == {**alone, "coverage": 0.0}, "one report makes it a report"


def fire() -> Article:
    return make_article(
        "OSK − Fire destroyed the old theatre of Osk on Monday, and nobody was hurt, the fire brigade said.",
        "Firefighters were called on Monday at nine to the old theatre, which stands behind the town hall of Osk.",
        "On Tuesday engineers pulled down the last wall of the theatre because it leaned over the street.",
        "The turkey “will not end up on a plate in this town, not this one, and will live on a farm,” Ines Holt said.",
        "“We will build a better house on this very spot within four years,” said Tom Reyes, who leads the theatre.",
        title="Fire destroys the old theatre of Osk",
        published=date(2026, 3, 4),
    )


def test_a_day_does_not_tell_again_what_the_story_tells() -> None:
    (story,) = make([fire()]).stories
    told = [one.text for one in story.sentences]
    assert told[0].startswith("Fire destroyed the old theatre")
    assert all(event.sentence.text not in told for event in story.timeline)


def test_a_story_opens_with_whom_it_names_in_full() -> None:
    article = make_article(
        "Holt was thought to be a strong choice for the governor of Tarn in the race of next year.",
        "County mayor Ines Holt said on Monday that she will not run for governor of Tarn next year.",
        "Holt said the county needed a mayor who finishes what was begun there on the river.",
        title="County mayor will not run for governor of Tarn",
    )
    assert make([article]).stories[0].sentences[0].text.startswith("County mayor Ines Holt")


def test_a_quotation_that_begins_in_the_middle_of_a_sentence_is_not_shown() -> None:
    (story,) = make([fire()], words=400).stories
    assert [quote.speaker for quote in story.quotes] == ["Tom Reyes"]


def test_what_was_under_way_is_not_told_when_a_later_report_knows_more() -> None:
    hunt = make_article(
        "A manhunt is under way in Osk for the thief who took the bell of the old church on Monday night.",
        "The bell of the old church in Osk was cast in 1788 and weighs as much as two horses, the parish said.",
        title="Police hunt thief of the Osk church bell",
        published=date(2026, 3, 3),
    )
    held = make_article(
        "Police in Osk arrested a man on Thursday who they say took the bell of the old church on Monday night.",
        "The thief had buried the bell of the old church in his garden in Osk, under beans, police said on Thursday.",
        title="Man held for theft of the Osk church bell",
        published=date(2026, 3, 5),
    )
    (story,) = make([hunt, held], words=60).stories
    assert story.sentences and all("manhunt" not in one.text for one in story.sentences)
