"""Questions about the library itself, and summaries of what it holds on a topic."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from fictional import make_article

from briefing.assistant import Assistant, open_assistant
from briefing.settings import Settings
from briefing.types import Answer, Support, Turn
from index.errors import InputError, NotFoundError
from index.text import day
from index.types import Filters

FRIDAY = date(2026, 3, 6)
"""The samples are of 3 to 5 March 2026."""


def published(answer: Answer) -> set[date]:
    return {day(one.published) for sentence in answer.sentences for one in sentence.citations if one.published}


def test_what_is_new_lists_the_articles_of_the_days_each_cited(desk: Assistant) -> None:
    answer = desk.ask("What's new since Thursday?", today=FRIDAY)
    assert answer.outcome == "answered" and published(answer) == {date(2026, 3, 5)}
    assert answer.opening == "7 articles from 3 outlets, since 5 March 2026:" and len(answer.sentences) == 7
    assert all(one.support is Support.QUOTED and len(one.citations) == 1 for one in answer.sentences)
    assert answer.as_of is not None and day(answer.as_of) == date(2026, 3, 5)


def test_what_happened_long_ago_is_asked_of_the_articles(desk: Assistant) -> None:
    assert desk.ask("What happened in 1940?", today=FRIDAY).opening is None


def test_what_there_is_on_a_topic_is_counted_and_listed(desk: Assistant) -> None:
    answer = desk.ask("What do you have on Brinmere?", today=FRIDAY)
    assert answer.opening == "3 articles mention “Brinmere”, 3–5 March 2026:"
    assert [day(one.citations[0].published or FRIDAY).day for one in answer.sentences] == [5, 4, 3]
    counted = desk.ask("How many articles mention Brinmere?", today=FRIDAY)
    assert counted.opening == answer.opening
    repeated = desk.ask("What do you have on the Aldine Star?", today=FRIDAY)
    assert repeated.opening is not None and "without repeats" in repeated.opening


def test_each_listed_article_shows_a_sentence_that_has_the_topic(desk: Assistant) -> None:
    listed = desk.ask("What do you have on the union?", today=FRIDAY).sentences
    assert len(listed) == 3 and all("union" in one.text.lower() for one in listed)
    newest = desk.ask("newest article on Brinmere", today=FRIDAY)
    assert newest.opening == "The newest article about “Brinmere”:" and len(newest.sentences) == 1


def test_articles_about_a_topic_are_listed_before_newer_ones_that_mention_it(tmp_path: Path) -> None:
    about = [
        make_article(
            f"The lighthouse at Cape {name} is to be painted.", title=f"Paint for {name}", published=date(2026, 3, 1)
        )
        for name in ("Anders", "Berit", "Clara", "Dagny", "Esben", "Frida")
    ]
    mention = make_article(
        "The ferry sails again.",
        "Tickets cost five crowns.",
        "Updated 3 March, 6.30 p.m. It passes the lighthouse.",
        published=date(2026, 3, 3),
    )
    others = [
        make_article(f"Ship {name} passed.", "It was grey.", "The lighthouse shone on it.", published=date(2026, 3, 2))
        for name in ("Gerda", "Hanne", "Inger")
    ]
    with open_assistant(Settings(library=tmp_path, embedding="none", reranker="none")) as assistant:
        assistant.add([*about, mention, *others])
        answer = assistant.ask("What do you have on the lighthouse?", today=FRIDAY)
    assert answer.opening == "10 articles mention “the lighthouse”, 1–3 March 2026; those about it first, 8 in all:"
    assert [one.citations[0].title.startswith("Paint") for one in answer.sentences] == [True] * 6 + [False] * 2
    assert answer.sentences[6].text == "It passes the lighthouse."


def test_a_summary_of_a_topic_is_of_the_articles_that_name_it(tmp_path: Path) -> None:
    raid = make_article(
        "A shooting at the Harald School in Tarn hurt two people on Monday.",
        "The police searched the Harald School until the evening.",
        title="Two hurt at school in Tarn",
    )
    padding = (
        " The council heard it from the clerk, and the clerk had it from a baker who sells his rolls at the quay." * 4
    )
    digest = make_article(
        f"Bread costs more in Osk since Sunday, the bakers of the town said.{padding}",
        f"The ferry to Morrow was late again, and its passengers complained.{padding}",
        f"The council of Osk voted on the price of water for the third time.{padding}",
        "The shooting at the Harald School was spoken of in all of the town.",
        title="The week in Osk",
    )
    other = make_article("A shooting in a market in Morrow hurt one man on Friday.", title="One hurt in Morrow market")
    with open_assistant(Settings(library=tmp_path)) as assistant:
        assistant.add([raid, digest, other])
        answer = assistant.ask("Summarise the Harald School shooting", today=FRIDAY)
        nothing = assistant.ask("Summarise the Ottar Bridge shooting", today=FRIDAY)
    told = " ".join(one.text for one in answer.sentences)
    assert answer.outcome == "answered" and "hurt two people" in told
    assert "Morrow" not in told and "Bread" not in told and "water" not in told
    assert nothing.outcome == "not_found"


def test_a_topic_that_no_article_has_is_not_found(desk: Assistant) -> None:
    answer = desk.ask("Do you have anything on penguins?", today=FRIDAY)
    assert (answer.outcome, answer.opening, answer.sentences) == ("not_found", None, ())


def test_the_outlets_are_counted_and_one_of_them_can_be_listed(desk: Assistant) -> None:
    answer = desk.ask("Which outlets do you have?", today=FRIDAY)
    assert answer.opening is not None and answer.opening.startswith("4 outlets")
    assert {one.citations[0].source for one in answer.sentences} == {
        "Northline Wire", "The Amsel Courier", "Kestrel Bay Post", "Velland Business Daily",
    }  # fmt: skip
    listed = desk.ask("List the articles from Velland Business Daily", today=FRIDAY)
    assert listed.opening == "2 articles from 1 outlet, 3–4 March 2026:" and len(listed.sentences) == 2


def test_what_is_new_is_no_follow_up(desk: Assistant) -> None:
    answer = desk.ask("What's new?", history=[Turn("What did Bertil Aske say?")], today=FRIDAY)
    assert answer.read_as is None and answer.opening is not None


def test_a_topic_is_summarised_over_its_articles(desk: Assistant) -> None:
    answer = desk.ask("Summarise the fishing talks", today=FRIDAY)
    assert answer.outcome == "answered"
    assert len({one.article_id for sentence in answer.sentences for one in sentence.citations}) > 1
    assert all(one.support is Support.QUOTED for one in answer.sentences)


def test_a_set_of_articles_is_summarised_within_the_words(desk: Assistant) -> None:
    answer = desk.summarize_set(Filters(since=date(2026, 3, 5)), words=60)
    assert 20 <= sum(len(one.text.split()) for one in answer.sentences) <= 60
    assert published(answer) == {date(2026, 3, 5)}
    about = desk.summarize_set(Filters(), about="the theft at the museum in Osk", words=100)
    assert all("useum" in sentence.citations[0].title for sentence in about.sentences)
    with pytest.raises(NotFoundError, match="no article"):
        desk.summarize_set(Filters(sources=("The Moon Gazette",)))
    with pytest.raises(InputError, match="10 to 2,000"):
        desk.summarize_set(Filters(), words=3)
