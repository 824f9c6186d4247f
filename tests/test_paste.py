"""Read what people paste: whole pages with their menus, two articles at once, large initials."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from fictional import BREAD, FERRY
from hypothesis import given
from hypothesis import strategies as st

from index.article import Given
from index.clean import Cleaned, clean
from index.parts import parts
from index.read import read_text

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
MENU = "Skip to content|Menu|Sign in|Subscribe|News|Region|Harbour|Sport|Weather|Obituaries|Jobs".split("|")
FOOT = (
    "Most read|Storm takes roof off theatre|Mayor sells his boat|Contact us|Privacy policy|Terms of use|Cookies".split(
        "|"
    )
)
HOUSE = "The Amsel Courier is an independent newspaper that has been printed in Port Amsel every day since 1890."


def page(*inner: str) -> str:
    return "\n".join([*MENU, HOUSE, *inner, *FOOT, HOUSE, "© 2026 The Amsel Courier. All rights reserved."])


def body(cleaned: Cleaned) -> list[str]:
    return [text for kind, text in cleaned.paragraphs if kind == "text"]


def test_a_whole_page_becomes_its_article() -> None:
    cleaned = clean(
        page(
            "Ferries",
            "Ferry to Osk late again as engine fails",
            "By Ada Lund",
            "4 March 2026",
            "Share",
            "Copy link",
            "The ferry at Osk on Monday",
            "Tom Reyes | Harbour Pictures | Getty Images",
            *FERRY[:2],
            "READ MORE",
            "Bakers in Port Amsel want to sell bread on Sundays",
            "What happens next",
            *FERRY[2:],
        ),
        now=NOW,
    )
    assert cleaned.title == "Ferry to Osk late again as engine fails"
    assert body(cleaned) == FERRY
    assert ("caption", "The ferry at Osk on Monday") in cleaned.paragraphs
    assert ("heading", "What happens next") in cleaned.paragraphs
    assert (cleaned.authors, cleaned.published) == (("Ada Lund",), date(2026, 3, 4))
    reasons = {one.text: one.reason for one in cleaned.removed}
    assert reasons["Harbour"] == "page around the article"
    assert reasons[HOUSE] == "page around the article"
    assert reasons["Bakers in Port Amsel want to sell bread on Sundays"] == "list of links"


def test_the_headline_stands_above_its_own_credits() -> None:
    teasers = ["Osk ferry line loses its director", "Tom Reyes", "1 March 2026"]
    teasers += ["Ferry to Osk costs 12 crowns from May", "Ines Holt", "2 March 2026"]
    cleaned = clean(
        page(*teasers, "Ferry to Osk late again as engine fails", "Ada Lund", "4 March 2026", *FERRY), now=NOW
    )
    assert cleaned.title == "Ferry to Osk late again as engine fails"
    line = "Passengers of the Osk line were offered tea and a refund at noon"
    cleaned = clean(page("Ferry to Osk late again", line, "By Ada Lund", *FERRY), now=NOW)
    assert (cleaned.title, cleaned.standfirst) == ("Ferry to Osk late again", line)


def test_an_article_without_a_page_around_it_stays_whole() -> None:
    results = [f"{town}: {number} votes" for number, town in enumerate(["Osk", "Tarrow", "Brinmere", "Sorrin"] * 4)]
    cleaned = clean("\n".join(["Ferry line wins vote", *FERRY, "The result by town:", *results]), now=NOW)
    assert [text for kind, text in cleaned.paragraphs if kind == "list"] == results


def test_a_large_initial_joins_its_paragraph() -> None:
    text = "Ferry late again\n\nT\n\n" + FERRY[0][1:] + "\n\nA\n\n" + "Baker" + FERRY[1][3:] + "\n\n" + FERRY[2]
    assert body(clean(text, now=NOW))[:2] == [FERRY[0], "A Baker" + FERRY[1][3:]]


def two(between: str = "By Tom Reyes", gap: str = "\n\n") -> str:
    first = gap.join(["Ferry to Osk late again", "By Ada Lund", *FERRY])
    return first + gap + gap.join(["Bakers want their Sundays back", between, *BREAD])


@pytest.mark.parametrize("between", ["By Tom Reyes", "5 March 2026", "Tom Reyes in Port Amsel"])
def test_two_articles_in_one_paste_are_two(between: str) -> None:
    first, second = read_text(two(between))
    assert (first.title, second.title) == ("Ferry to Osk late again", "Bakers want their Sundays back")
    assert [one.text for one in first.paragraphs] == FERRY
    assert [one.text for one in second.paragraphs] == BREAD
    assert (
        first.note
        == second.note
        == ("The text was read as 2 articles, for each has a headline with an author or a date below it.")
    )


def test_a_short_article_is_one_of_two_when_author_and_date_say_so() -> None:
    short = [BREAD[0], BREAD[1]]
    assert 25 <= sum(len(line.split()) for line in short) < 60
    first = ["Ferry to Osk late again", "By Ada Lund", *FERRY, "Bakers want their Sundays back"]
    assert len(read_text("\n\n".join([*first, "By Tom Reyes", "5 March 2026", *short]))) == 2
    assert len(read_text("\n\n".join([*first, "By Tom Reyes", *short]))) == 1


def test_they_stay_one_when_the_reader_says_so() -> None:
    assert len(read_text(two(), given=Given(whole=True))) == 1
    assert len(read_text(two(), given=Given(title="Both"))) == 1


def test_headings_and_boxes_do_not_split_an_article() -> None:
    assert len(read_text("\n\n".join(["Ferry late", *FERRY, "What happens next", *BREAD]))) == 1
    assert len(read_text("\n\n".join(["Ferry late", *FERRY, "Who is Ines Holt", "By Ada Lund", BREAD[0]]))) == 1


@given(st.lists(st.sampled_from(["A headline of four", "By Ada Lund", "", *FERRY, *BREAD]), max_size=20))
def test_parts_lose_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert "\n".join(parts(text, now=NOW)) == text


def test_an_outlet_at_the_end_of_its_sentence_has_no_full_stop() -> None:
    note = "Ada Lund is the harbour correspondent of the Gazette."
    (read,) = read_text("\n\n".join(["Ferry late", "By Ada Lund", *FERRY, note]))
    assert (read.authors, read.source) == (("Ada Lund",), "Gazette")


def test_an_outlet_behind_the_author_is_the_outlet_and_a_box_for_an_address_is_left_out() -> None:
    box = ["Enter your email address", "Subscribe", "By signing up you agree to our privacy policy"]
    (read,) = read_text("\n\n".join(["Ferry late", "By Ada Lund, The Osk Ledger", *FERRY[:2], *box, *FERRY[2:]]))
    assert (read.authors, read.source) == (("Ada Lund",), "The Osk Ledger")
    assert [one.text for one in read.paragraphs] == FERRY
    (known,) = read_text("\n\n".join(["Ferry late", "By Ada Lund, The Osk Ledger", *FERRY]), given=Given(source="Post"))
    assert known.source == "Post"


WINNERS = (
    "Best Song|Ida Sund, “Low Water”|Kell|Mira – WINNER|The Amsel Harbour Choir, “(What We Sing When) It Rains”|"
    "Ida Sund on the stage in May|(Harbour Pictures)|Best Group|Kell|The Long Piers – WINNER|Ossa"
).split("|")


def test_a_list_that_the_last_lines_announce_is_the_articles() -> None:
    head = ("Harbour Prize: the full list of winners", "By Ada Lund", "4 March 2026", *FERRY)
    cleaned = clean(page(*head, "Here are all winners of the Harbour Prize:", *WINNERS), now=NOW)
    texts = [text for _, text in cleaned.paragraphs]
    items = [one for one in WINNERS if one not in ("(Harbour Pictures)", "Ida Sund on the stage in May")]
    assert "Here are all winners of the Harbour Prize:" in texts
    assert [one for one in texts if one in items] == items
    assert {one.text: one.reason for one in cleaned.removed}["Storm takes roof off theatre"]
    without = clean(page(*head, "More from the Amsel Courier on this:", *WINNERS[:3]), now=NOW)
    assert not {"Kell", "Best Song"} & {text for _, text in without.paragraphs}


def test_a_picture_above_the_headline_and_a_date_beside_its_time() -> None:
    """A browser copies two boxes beside each other without a space."""
    long = "The ferry at Osk on Monday, when its engine failed, with people on the pier who had waited for hours in the"
    shown = f"{long} rain and the cold for it to come. Photograph: Tom Reyes/Harbour Pictures"
    text = page("View image", shown, "Ferry late as engine fails", "4 March 20267:05 AM EST", "Key points", *FERRY)
    cleaned = clean(text.replace(FOOT[0], "Free daily newsletter\nafter newsletter promotion\nMost read"), now=NOW)
    assert (cleaned.title, cleaned.published) == ("Ferry late as engine fails", date(2026, 3, 4))
    assert body(cleaned) == FERRY


def test_a_sentence_ends_a_list() -> None:
    """Links below the article are not of the list that an earlier line announced."""
    text = "\n\n".join(
        [
            "Ferry late again",
            "By Ada Lund",
            *FERRY[:2],
            "The ferries that are late:",
            "Amsel",
            "Osk",
            "Tarn",
            *FERRY[2:],
            "Bakers in Port Amsel want to sell bread on Sundays",
            "Storm takes the roof off a theatre in Osk",
            "Mayor of Port Amsel sells his boat",
        ]
    )
    cleaned = clean(text, now=NOW)
    assert [text for kind, text in cleaned.paragraphs if kind == "list"] == ["Amsel", "Osk", "Tarn"]
    assert {one.reason for one in cleaned.removed} >= {"list of links"}


@pytest.mark.parametrize(
    ("author", "day"), [("Von Jana Kühn", "20. Februar 2026"), ("Par Anne Morel", "20 février 2026")]
)
def test_who_and_when_in_other_languages(author: str, day: str) -> None:
    cleaned = clean("\n\n".join(["Die Fähre fällt aus", author, day, *FERRY]), now=NOW)
    assert cleaned.authors == (author.partition(" ")[2],)
    assert cleaned.published == date(2026, 2, 20)
    assert clean("\n\n".join(["Ferry late", "Von Kühn", day, *FERRY]), now=NOW).authors == ("Von Kühn",)


def test_a_pasted_mail_is_read_as_one() -> None:
    head = "From: Town of Osk <press@osk.example>\nSent: Monday, 2 March 2026 09:14\nTo: newsdesk\nSubject: Fwd: {}\n\n"
    (article,) = read_text(head.format("Town buys a plough") + "\n\n".join(FERRY))
    assert (article.title, article.source, article.published) == ("Town buys a plough", "Town of Osk", date(2026, 3, 2))
    assert [one.text for one in article.paragraphs] == FERRY
    assert {one.reason for one in article.removed} == {"head of a forwarded mail"}
    (article,) = read_text("From: Osk to Tarn by boat\n\n" + "\n\n".join(FERRY))
    assert not article.removed


def test_a_labelled_caption_above_its_credit_loses_its_label() -> None:
    cleaned = clean(
        "\n\n".join(
            ["Ferry late", *FERRY[:2], "Image caption: The ferry at Osk", "Image source: Tom Reyes", *FERRY[2:]]
        ),
        now=NOW,
    )
    assert ("caption", "The ferry at Osk") in cleaned.paragraphs


def test_the_labels_of_a_press_release_are_not_its_text() -> None:
    text = [
        "PRESS RELEASE",
        "For immediate release",
        "Town buys a plough",
        *FERRY,
        "- ENDS -",
        "Notes to editors: none.",
    ]
    cleaned = clean("\n\n".join(text), now=NOW)
    assert cleaned.title == "Town buys a plough"
    assert [one.text for one in cleaned.removed] == ["PRESS RELEASE", "For immediate release", "- ENDS -"]
