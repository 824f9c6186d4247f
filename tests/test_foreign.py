"""A question in another language than the articles is told so, with the next step; one in theirs is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fictional import bridge

from briefing.foreign import language_of_question, note


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("Wie viele Passagiere waren auf der Fähre?", "de"),
        ("Was sagte Bertil Aske?", "de"),
        ("Combien de passagers étaient à bord du ferry ?", "fr"),
        ("¿Quién dirige el sindicato de profesores?", "es"),
        ("Chi ha rubato il sestante?", "it"),
        ("Quem roubou o sextante em Osk e quando foi?", "pt"),
        ("Hoeveel mensen waren er op het schip?", "nl"),
        ("Who is Elin Sorrel?", "en"),
        ("When did Le Monde report it?", "en"),
        ("Bertil Aske?", None),
    ],
)
def test_small_words_tell_the_language_of_a_question(asked: str, language: str | None) -> None:
    assert language_of_question(asked) == language


def test_it_is_said_when_most_articles_found_are_in_another_language() -> None:
    english, german = bridge(), replace(bridge(), id="g", language="de")
    told = note("Wie viele Passagiere waren auf der Fähre?", [english, english, german])
    assert told is not None and told.startswith(
        "The question is in German, and the articles found are mostly in English"
    )
    assert "ask in English as well" in told
    assert note("How many passengers were on the ferry?", [english, english, german]) is None
    assert note("How many passengers were on the ferry?", [german]) == (
        "The question is in English, and the articles found are in German: a question finds little in another language "
        "than its own, so ask in German as well."
    )
    assert note("Ferry?", [german]) is None
