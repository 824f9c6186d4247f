"""What a piece is decides how a briefing ranks it and whose headline a story takes over."""

from __future__ import annotations

import numpy as np
import pytest
from fictional import make_article

from briefing.genre import genre
from briefing.headlines import best_headline


@pytest.mark.parametrize(
    ("title", "url", "expected"),
    [
        ("The dam was never safe | Opinion", None, "opinion"),
        ("Opinion: The dam was never safe", None, "opinion"),
        ("Letters to the editor for Sunday", None, "opinion"),
        ("The dam was never safe", "https://post.example/story/opinion/2026/03/04/dam", "opinion"),
        ("Opinion polls open in Tarn", None, "report"),
        ("29 things to do in Osk this weekend", None, "service"),
        ("How to watch the regatta", None, "service"),
        ("When is the spring fair? Date and start time", None, "service"),
        ("What is known about the dam", None, "report"),
        ("Dam breaks in Osk", "https://post.example/story/news/2026/03/04/dam", "report"),
    ],
)
def test_reports_opinion_and_service(title: str, url: str | None, expected: str) -> None:
    assert genre(make_article("The dam broke.", title=title, url=url)) == expected


def test_a_story_takes_the_headline_of_a_report() -> None:
    titles = [
        "The county's worst floods of the century",
        "Dam breaks in Osk, valley is flooded",
        "They let the dam break | Opinion",
        "Will the dam hold?",
    ]
    articles = [make_article("The dam broke.", title=title) for title in titles]
    near = np.full((4, 4), 0.5)
    assert best_headline(titles, articles, [one.id for one in articles], near, [False] * 4) == 1
    assert best_headline(titles, articles, [one.id for one in articles], near, [False, True, False, False]) != 1
