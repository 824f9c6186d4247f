"""What sends a reader elsewhere is told from what tells news in the same words."""

from __future__ import annotations

import pytest

from briefing.signposts import is_signpost


@pytest.mark.parametrize(
    "sentence",
    [
        "Play the Tarn Post Daily Crossword Puzzle.",
        "For the latest updates from the trial, read our live coverage for Friday, 13 June.",
        "Here’s who, when and what to know about the military bonus.",
        "Sign up for our newsletter.",
        "Read more: what to know about tariffs.",
        "This story was updated to add new information.",
        "Click here for all the latest ferry news.",
        "Watch the video above to learn more about the dam.",
        "Correction, 4 March 2026: The dam has two locks.",
        "Editor's note: This file captures the news as of Tuesday.",
        "Updated Nov. 5, 2031, 6:30 p.m. ET",
        "Join our channel for all the latest news.",
        "See the full list of winners below.",
        "Ada Lind, Otto Berg and Eva Holt",
    ],
)
def test_a_sentence_that_sends_the_reader_elsewhere(sentence: str) -> None:
    assert is_signpost(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Play resumed after the video review.",
        "The report was published on Monday.",
        "The list has been updated twice since May.",
        "Here is what the council decided.",
        "Otto Berg won in Tarn.",
        "Nobody knows.",
        "1,020 Menschen wurden am Dienstag in Sicherheit gebracht.",
        "See the minister for what he is, a fighter.",
        "Read the law before the vote, the judge told the members.",
        "More about this than about any other bridge was written in Tarn.",
        "Welcome rain fell on the dry fields of Osk on Sunday.",
        "“Click here for all the latest news,” the fake mail said.",
        "Watch makers in Osk sold more videos than watches.",
        "The article that the court banned was published again in Morrow at 18:30 UTC, its author said on Monday.",
    ],
)
def test_a_sentence_that_tells_news(sentence: str) -> None:
    assert not is_signpost(sentence)


def test_a_long_line_made_to_be_slow_is_passed_over_at_once() -> None:
    assert not is_signpost("read the " * 50_000)
