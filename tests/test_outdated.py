"""A count of people harmed that a later report of the story raises is out of date, and opens no story."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from briefing.compose import draft, following
from briefing.outdated import outdated
from index.types import Article
from tests.fictional import make_article

FIRST, LATER = date(2026, 3, 4), date(2026, 3, 6)


def told(text: str, day: date | None) -> tuple[str, Article]:
    return text, make_article(text, published=day)


def test_the_toll_of_before_is_out_of_date() -> None:
    texts = [
        told("At least seven people were killed in the crash at Velm.", FIRST),
        told("At least 13 people, including three of the crew, were killed in the crash at Velm.", LATER),
        told("Crash at Velm leaves at least 7 dead", FIRST),
        told("The crash at Velm injured 20 people.", FIRST),
    ]
    assert outdated(texts, np.full((4, 4), 0.5)) == [True, False, True, False]
    assert outdated(texts, np.full((4, 4), 0.3)) == [False] * 4  # they tell of different things


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (("Seven people were killed.", FIRST), ("Five people were killed.", LATER)),  # fewer
        (("Seven people were killed.", LATER), ("Nine people were killed.", LATER)),  # of one day: outlets differ
        (("Seven people were killed.", None), ("Nine people were killed.", LATER)),
        (("Two people were killed in Tarn.", FIRST), ("The war has killed 40,000 people.", LATER)),  # a part
        (("The mayor died at the age of 84.", FIRST), ("The crash killed 90 people.", LATER)),  # an age
    ],
)
def test_what_is_no_earlier_count_of_the_same_stays(
    earlier: tuple[str, date | None], later: tuple[str, date | None]
) -> None:
    assert outdated([told(*earlier), told(*later)], np.ones((2, 2))) == [False, False]


def test_a_story_opens_with_the_newest_toll_and_its_headline() -> None:
    crash = "A cargo plane crashed into a warehouse near the airport of Velm on Tuesday."
    articles = [
        make_article(
            f"At least seven people were killed when the plane crashed at Velm airport. {crash}",
            title="Plane crash at Velm airport leaves at least 7 dead",
            published=FIRST,
        ),
        make_article(
            f"At least 13 people were killed when the plane crashed at Velm airport. {crash}",
            title="Plane crash at Velm airport: crew are named",
            published=LATER,
        ),
    ]
    drafted = draft(articles, "en", None)
    opening = following(drafted, [], 100)
    assert opening is not None and opening.lines[0].text.startswith("At least 13 people")
    assert drafted.headline == "Plane crash at Velm airport: crew are named"
