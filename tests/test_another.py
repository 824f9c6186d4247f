"""A sentence on another of the same kind answers nothing: another stage, another street, another of the name."""

from __future__ import annotations

from datetime import date

import pytest
from fictional import make_article

from briefing.another import is_of_another, knows_name
from briefing.fit import deed
from briefing.question import parse, whose_name
from briefing.types import Evidence

TOUR = make_article(
    "Ada Lind won the sixth leg of the regatta on Monday. Lind was born in Osk.",
    "Her brother, Otto Lind, builds the boats. He has won it, too.",
    "Tom Reyes (Civic List); 812 votes",
    "It was the best result since 2018.",
    title="Lind wins again",
    published=date(2026, 3, 3),
)


@pytest.mark.parametrize(
    ("question", "paragraph", "sentence", "another"),
    [
        ("Who won the fifth leg of the regatta?", 0, "Ada Lind won the sixth leg of the regatta on Monday.", True),
        ("Who won the sixth leg of the regatta?", 0, "Ada Lind won the sixth leg of the regatta on Monday.", False),
        ("Who won leg 6 of the regatta?", 0, "Ada Lind won the sixth leg of the regatta on Monday.", False),
        ("Who won leg 5 of the regatta?", 0, "Ada Lind won the sixth leg of the regatta on Monday.", True),
        ("Who won the first race?", 0, "Ada Lind won the sixth leg of the regatta on Monday.", False),
        ("Where was Otto Lind born?", 0, "Lind was born in Osk.", True),
        ("Where was Ada Lind born?", 0, "Lind was born in Osk.", False),
        ("Where was Captain Lind born?", 0, "Lind was born in Osk.", False),
        ("How many votes did Reyes get in 2018?", 2, "Tom Reyes (Civic List); 812 votes", True),
        ("How many votes did Reyes get in 2026?", 2, "Tom Reyes (Civic List); 812 votes", False),
        ("Was it the best result since 2018?", 3, "It was the best result since 2018.", False),
    ],
)
def test_another_is_seen(question: str, paragraph: int, sentence: str, another: bool) -> None:
    assert is_of_another(parse(question), sentence, Evidence(TOUR, TOUR.paragraphs[paragraph])) is another


def test_a_name_that_ends_as_many_do_needs_its_own_word() -> None:
    assert knows_name("Hill Street", "they dig in hill street") and not knows_name(
        "Hill Street", "they dig in rope street"
    )
    assert knows_name("Ukraine", "the ukrainian side")


def test_who_will_do_it_asks_for_the_deed() -> None:
    assert deed(parse("Who will paint the bridge?")) == deed(parse("Who painted the bridge?"))
    assert deed(parse("Who will be mayor?")) is None


def test_the_name_of_a_person_is_asked_for_as_who_it_is() -> None:
    assert whose_name("What is the name of the drowned sailor?") == "Who is the drowned sailor?"
    assert whose_name("What is the name of the ship?") == "What is the name of the ship?"
