"""Questions about the library are told from questions about its news."""

import pytest

from briefing.library_request import Request, request_from, request_in


@pytest.mark.parametrize(
    ("asked", "kind", "topic"),
    [
        ("What's new?", "new", ""),
        ("What's the latest?", "new", ""),
        ("What’s new about the bridge?", "new", "the bridge"),
        ("Anything new on the ferry strike?", "new", "the ferry strike"),
        ("What happened?", "new", ""),
        ("Any news?", "new", ""),
        ("What's in the news?", "new", ""),
        ("What is the latest news on the bridge?", "new", "the bridge"),
        ("Show me the headlines", "new", ""),
        ("What did I miss?", "new", ""),
        ("What's happening with the bridge?", "new", "the bridge"),
        ("What do you have on the bridge?", "about", "the bridge"),
        ("what do you have about ines holt", "about", "ines holt"),
        ("What do you know about Ines Holt?", "about", "Ines Holt"),
        ("Do you have any articles about Sorrin?", "about", "Sorrin"),
        ("Is there anything about the bank?", "about", "the bank"),
        ("List the articles about the bridge", "about", "the bridge"),
        ("Show me all the articles on fishing", "about", "fishing"),
        ("Which articles mention Ines Holt?", "about", "Ines Holt"),
        ("Articles about the ferry", "about", "the ferry"),
        ("How many articles do you have?", "count", ""),
        ("How many articles are there about the bridge?", "count", "the bridge"),
        ("How many articles mention Ines Holt?", "count", "Ines Holt"),
        ("How many stories are in the library?", "count", ""),
        ("Which outlets do you have?", "outlets", ""),
        ("Which newspapers are in the library?", "outlets", ""),
        ("Which outlets reported on the bridge?", "outlets", "the bridge"),
        ("Where do your articles come from?", "outlets", ""),
        ("What is the newest article?", "newest", ""),
        ("What is the latest article about the bridge?", "newest", "the bridge"),
        ("What's the oldest article?", "oldest", ""),
        ("What do you have?", "everything", ""),
        ("What's in the library?", "everything", ""),
        ("List all articles", "everything", ""),
    ],
)
def test_a_question_about_the_library(asked: str, kind: str, topic: str) -> None:
    assert request_in(asked) == Request(kind, topic)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "asked",
    [
        "What happened to the ferry?",
        "What happened in Tarn?",
        "What is new in the treaty?",
        "What is going on at the museum?",
        "How many articles does the treaty have?",
        "How many stories does the building have?",
        "Which newspapers did the mayor sue?",
        "Which sources did the police name?",
        "What sources of energy does Sorrin use?",
        "What is the latest toll?",
        "What are the new rules?",
        "Is there any hope for the bridge?",
        "Are there any survivors?",
        "What reports did the committee publish?",
        "Which article of the treaty covers fishing?",
        "Do you know who closed the bridge?",
        "Which papers were stolen?",
        "List the countries that signed",
        "Name the sources of the river Osk",
        "What is up for auction?",
    ],
)
def test_a_question_about_the_news(asked: str) -> None:
    assert request_in(asked) is None


def test_an_outlet_of_the_library_is_taken_from_the_end_of_a_question() -> None:
    outlets = ["The Tarn Post", "Morrow Wire"]

    def asked(question: str) -> tuple[Request, str] | None:
        return request_from(question, lambda: outlets)

    assert asked("List the articles from the Tarn Post") == (Request("everything"), "The Tarn Post")
    assert asked("What is new in Morrow Wire?") == (Request("new"), "Morrow Wire")
    assert asked("List the articles from Tarn") is None


def test_the_outlets_are_not_read_for_a_question_about_the_news() -> None:
    def outlets() -> list[str]:
        raise AssertionError("the outlets were read")

    assert request_from("Who won the cup in Morrow?", outlets) is None


OUTLETS = ["The Tarn Post", "Osk Radio"]


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("What did the Tarn Post report?", (Request("everything"), "The Tarn Post")),
        ("What has Osk Radio written about the bridge?", (Request("about", "the bridge"), "Osk Radio")),
        ("What did the Bank of Tarn report about growth?", None),
        ("What did the Tarn Post say about the bridge?", None),
    ],
)
def test_what_an_outlet_wrote_is_a_question_about_the_library(asked: str, read: tuple[Request, str] | None) -> None:
    assert request_from(asked, lambda: OUTLETS) == read


def test_the_latest_on_a_topic_is_no_list() -> None:
    assert request_in("What is the latest on the bridge?") is None
