"""A heading, a label or a piece of advice in the text is no sentence of a summary or a briefing."""

from __future__ import annotations

import pytest
from fictional import BRIDGE, make_article

from briefing.answer import summarize
from briefing.facts import lines
from briefing.telling import tells, told_from


@pytest.mark.parametrize(
    "sentence",
    [
        "Harbour master calls for a ban",
        "Key dates in the Tarn bridge case",
        "What happens to the ferry now?",
        "Where: the old mill, 5 Hill Street.",
        "WINNER: Ines Holt, “The Lock Keeper”",
        "Ines Holt, “The Lock Keeper”",
        "A century-old mill for wool.",
        "A near-miracle on the ferry to Osk.",
        "At least not for flood-related losses.",
        "Vote for your favourite lighthouse before Friday.",
        "Choose a seat near the door.",
        "But don't add that bonus to your account.",
        "Enjoy local bread under the old roof.",
        "The ferries you should know: Sign up for our letter.",
        "Looking for a seat on the ferry?",
        "Here are the key moments of the night.",
        "Here are the most notable losses of the fleet.",
        "Ada Lind is a senior reporter for the Tarn Post.",
        "Reach her at the desk in Osk.",
        "Ada Lind covers the coast for the Tarn Post.",
        "Here's a timeline of the strike.",
        "We have the full list below, with every winner.",
        "Nominated as minister of trade.",
        "Ada Lind may be reached in Osk or at ada.lind@post.example.",
        "The Velm Courier contributed to this story.",
        "Our reports are free to all, but please help by becoming a subscriber.",
    ],
)
def test_what_only_stands_in_the_text_tells_nothing(sentence: str) -> None:
    assert not tells(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge was closed on Monday.",
        "A bridge falls in Osk.",
        "A man died.",
        "At least 14 boats sank.",
        "Ines Holt called it “a bitter pill”",
        "“We look for somebody tidy.”",
        "“Will it hold?” Ines Holt asked.",
        "He added: the dam will hold.",
        "The result is this: nobody pays.",
        "Vote counting began at dawn.",
        "Let It Be sold four million copies.",
        "Take That will play in Osk on Friday.",
        "Read the law first, the judge told the members.",
        "At 5:30 a.m. the gates were opened.",
        "No bread was sold in Tarn on Sunday.",
        "Elected in May, she took office at once.",
        "Wanted by nobody, the boat was sold.",
    ],
)
def test_what_reports_is_a_sentence(sentence: str) -> None:
    assert tells(sentence)


def test_an_item_of_a_list_needs_no_full_stop() -> None:
    assert tells("Two ferries were cancelled", whole=False) and not tells("Two ferries were cancelled")


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("OSK − The dam broke.", "The dam broke."),
        ("PORT AMSEL, Tarn ‒ The dam broke.", "The dam broke."),
        ("Osk, Tarn — The dam broke.", "The dam broke."),
        ("AI-assisted summary The dam broke.", "The dam broke."),
        ("Key points: The dam broke.", "The dam broke."),
        ("AI-generated summary 14 boats sank.", "14 boats sank."),
        ("Osk − the old port − was flooded.", "Osk − the old port − was flooded."),
        ("The dam broke.", "The dam broke."),
        ("∎ The dam broke.", "The dam broke."),
        ("◾ The dam broke.", "The dam broke."),
        ("MORROW−The dam broke.", "The dam broke."),
        ("OSK-Tarn trains are late.", "OSK-Tarn trains are late."),
    ],
)
def test_a_place_line_and_a_glued_heading_are_left_before_the_sentence(sentence: str, rest: str) -> None:
    assert sentence[told_from(sentence) :] == rest


def page() -> list[str]:
    return [
        "OSK − " + BRIDGE[0],
        "Mayor defends the closure",
        BRIDGE[1],
        "Vote for your favourite bridge before the end of the week, and win two seats on the ferry.",
        BRIDGE[2],
        "Where: the town hall of Tarn, at the end of the long street, from five in the afternoon.",
        "Will the bridge ever open again for the lorries of the valley?",
        *BRIDGE[3:],
    ]


def test_summary_and_briefing_take_the_sentences_alone() -> None:
    article = make_article(*page())
    told = [one.text for one in summarize(article, lambda texts: None, words=400).sentences]
    told += [line.shown for line in lines(article, most=20)]
    assert any(text.startswith("The Tarn bridge was closed") for text in told)
    for text in told:
        assert not text.startswith(("OSK", "Mayor defends", "Vote for", "Where:", "Will the bridge"))


def test_a_text_of_headings_alone_is_summarised_all_the_same() -> None:
    article = make_article("Bridge closed in Tarn after cracks", "Ferry doubles its crossings", "Mayor says sorry")
    assert summarize(article, lambda texts: None).sentences


def test_who_names_himself_in_a_sentence_gets_no_bracket() -> None:
    article = make_article(
        "Ines Holt said the dam was safe, and that she added two gates. “It holds,” she said.",
        "But so far, the lake is half empty. So the county buys water.",
    )
    told = [line.shown for line in lines(article, most=9)]
    assert told[0] == "Ines Holt said the dam was safe, and that she added two gates."
    assert "[…] so far, the lake is half empty." in told and "[…] the county buys water." in told
