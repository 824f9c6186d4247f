"""Clean pasted texts of many shapes: what goes, with its reason, and what must stay."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from index.clean import Cleaned, clean
from index.dates import date_line, parse_moment
from index.errors import SourceError
from index.split import lines_of, plain, split

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
BODY = (
    "The ferry to Osk was late on Monday for the ninth time this month, the harbour master said.",
    "“We will not run a boat that is not safe. People can wait an hour,” said Ines Holt, the line’s director.",
    "Passengers were given tea and a refund of 12 crowns each, and most of them went home.",
    "The Aldine Line expects to run every crossing again from Friday, when the second engine is back.",
)


def paste(*lines: str) -> Cleaned:
    return clean("\n\n".join(lines), now=NOW)


def kinds(cleaned: Cleaned, kind: str) -> list[str]:
    return [text for one, text in cleaned.paragraphs if one == kind]


def reasons(cleaned: Cleaned) -> dict[str, str]:
    return {one.text: one.reason for one in cleaned.removed}


def test_guardian_shape() -> None:
    cleaned = paste(
        "World news",
        "Ferry to Osk late again as engine fails",
        "Passengers offered tea and a refund while the line waits for a part from Sorrin",
        "Ada Lund in Port Amsel",
        "Thu 5 Mar 2026 13.45 GMT",
        "Share",
        "This article is more than 1 year old",
        "View image in fullscreen",
        "The ferry at Osk on Monday. Photograph: Tom Reyes/Harbour Pictures",
        *BODY,
        "Explore more on these topics:Ferries and harbours",
        "Most viewed",
    )
    assert cleaned.title == "Ferry to Osk late again as engine fails"
    assert (cleaned.standfirst or "").startswith("Passengers offered tea")
    assert kinds(cleaned, "caption") == ["The ferry at Osk on Monday."]
    assert kinds(cleaned, "text") == list(BODY)
    assert cleaned.authors == ("Ada Lund",)
    assert (cleaned.published, cleaned.published_from) == (date(2026, 3, 5), "text")
    assert reasons(cleaned)["World news"] == "section label"
    assert reasons(cleaned)["This article is more than 1 year old"] == "age of the page"


def test_bbc_shape() -> None:
    cleaned = paste(
        "Osk ferry: Passengers wait as engine fails",
        "Published 4 March 2026",
        "Tom Reyes",
        "Transport correspondent",
        "Image source, Harbour Pictures",
        "Image caption, The ferry is the only way to reach Osk in winter",
        *BODY[:2],
        "Image source,",
        "Getty Images",
        "Image caption,",
        "Passengers drank tea in the waiting room",
        *BODY[2:],
    )
    assert cleaned.title == "Osk ferry: Passengers wait as engine fails"
    assert cleaned.authors == ("Tom Reyes",)
    assert cleaned.published == date(2026, 3, 4)
    assert kinds(cleaned, "caption") == [
        "The ferry is the only way to reach Osk in winter",
        "Passengers drank tea in the waiting room",
    ]
    assert kinds(cleaned, "text") == list(BODY)
    assert reasons(cleaned)["Image source, Harbour Pictures"] == "picture credit"


def test_reuters_shape() -> None:
    dateline = "PORT AMSEL, March 3 (Reuters) - " + BODY[0]
    tail = "Reporting by Ada Lund and Tom Reyes in Port Amsel; Editing by Ines Holt"
    cleaned = paste(
        "Ferry late again", dateline, *BODY[1:], tail, "Our Standards: The Thomson Reuters Trust Principles."
    )
    assert kinds(cleaned, "text") == [dateline, *BODY[1:]]
    assert cleaned.source == "Reuters"
    assert cleaned.authors == ("Ada Lund", "Tom Reyes")
    assert reasons(cleaned)[tail] == "reporting credit"


def test_author_notes_need_an_outlet_or_a_signature() -> None:
    note = "Ada Lund is Transport Correspondent for The Amsel Courier"
    assert paste("Ferry late again", *BODY, note).source == "The Amsel Courier"
    mail = "Ada Lund covers harbours for The Amsel Courier. Reach her at ada@courier.example"
    assert reasons(paste("Ferry late again", *BODY, mail)) == {mail: "note about the author"}
    chief = "Ines Holt is the president and chief executive of the Aldine Line."
    assert kinds(paste("Ferry late again", *BODY, chief), "text")[-1] == chief
    person = "Ada Lund is the editor of The Amsel Courier."
    about = ("Ada Lund was given a medal on Monday.", "“I never expected it,” Ms Lund said in Osk.")
    assert person in kinds(paste("Editor honoured", *about, *BODY[:2], person), "text")


def test_hard_wrapped_text_is_joined() -> None:
    wrapped = (
        "Ferry late again\n\nThe ferry to Osk was late on Monday for the ninth time this month,\n"
        "the harbour master said. He blamed the second engine, which has\nfailed four times since the winter began.\n"
        "   Passengers were given tea and a refund of 12 crowns each, and most\nof them went home before the boat came.\n"
    )
    cleaned = clean(wrapped, now=NOW)
    assert kinds(cleaned, "text") == [
        "The ferry to Osk was late on Monday for the ninth time this month, the harbour master said. He blamed the "
        "second engine, which has failed four times since the winter began.",
        "Passengers were given tea and a refund of 12 crowns each, and most of them went home before the boat came.",
    ]


def test_lines_without_blank_ones_are_paragraphs() -> None:
    cleaned = clean("\n".join(["Ferry late again as engine fails", *BODY]), now=NOW)
    assert kinds(cleaned, "text") == list(BODY)
    assert [block.line for block in split("\n".join(BODY))] == [1, 2, 3, 4]


def test_headlines_of_like_length_are_not_joined() -> None:
    links = [
        "Harbour master of Osk resigns after nine years of late boats",
        "Teachers in Brinmere vote to strike over heating in schools",
        "Bank of Velland holds its rate at four per cent once again",
    ]
    cleaned = paste("Ferry late again", *BODY, "\n".join(links))
    assert reasons(cleaned) == dict.fromkeys(links, "list of links")


def test_lists_of_items_stay() -> None:
    towns = ["Tarrow", "Brinmere", "Kestrel Bay", "Osk"]
    cleaned = paste("Ferry late again", BODY[0], "The boat calls at these towns:", *towns, *BODY[1:])
    assert kinds(cleaned, "list") == towns
    facts = ["Built: 1974", "Length: 62 metres", "Crew: 11"]
    assert kinds(paste("Ferry late again", BODY[0], *facts, *BODY[1:]), "list") == facts
    assert kinds(paste("Ferry late again", *BODY, "- Tea is free", "2. So is soup"), "list") == [
        "Tea is free",
        "2. So is soup",
    ]


def test_refrains_verse_and_questions_stay() -> None:
    verse = [
        "The boat comes in, the boat goes out,",
        "The tide is high",
        "Haul away",
        "The engine coughs, the gulls all shout,",
    ]
    poem = "\n".join(verse) + "\n\n" + "\n".join([*verse[:3], "Haul away"])
    cleaned = clean("Song of the ferry\n\n" + poem + "\n\n" + BODY[0], now=NOW)
    assert not cleaned.removed
    assert [text for _, text in cleaned.paragraphs].count("Haul away") == 3
    talk = ["Q: Is it safe?", "A: Yes.", "Q: Is it on time?", "A: No.", "Q: Is it safe?", "A: Yes."]
    assert kinds(paste("Ferry late again", BODY[0], *talk, *BODY[1:]), "text") == [BODY[0], *talk, *BODY[1:]]


def test_sentences_about_noise_stay() -> None:
    about = [
        "Under the new law, sites must ask before they use cookies, and say in plain words what the cookies are for.",
        "Readers of the newsletter may unsubscribe at any time, the publisher of the Courier said on Monday.",
        "The bigger picture: rates",
        "The rule was set by the EPA. It costs 3 crowns a passenger, the line told Reuters.",
        "It was a dear year. The coastguard counted 40 calls, according to AFP.",
        "Copyright law stalls in parliament",
        "Follow the money, says the auditor",
        "Reading: town centre is under water",
    ]
    cleaned = paste("Ferry late again", BODY[0], *[line for one in about for line in (one, BODY[1] + one)], BODY[3])
    assert not cleaned.removed
    assert not kinds(cleaned, "caption")


def test_headline_with_a_label_stays() -> None:
    assert paste("Watch: Ferry turns round in the bay", *BODY).title == "Watch: Ferry turns round in the bay"
    assert paste("Ferry late again ...", *BODY).title == "Ferry late again ..."
    assert paste(*BODY).title == ""


def test_newsletter_footer_goes() -> None:
    foot = ["You are receiving this email because you asked for it.", "Aldine House, Port Amsel", "Unsubscribe"]
    cleaned = paste("Ferry late again", *BODY, *BODY[:1], "One more thing was said in Osk.", *BODY[3:], *foot)
    assert set(foot) <= set(reasons(cleaned))
    assert reasons(cleaned)["Aldine House, Port Amsel"] == "newsletter footer"


def test_headings_between_paragraphs() -> None:
    cleaned = paste("Ferry late again", *BODY[:2], "What happens next", *BODY[2:])
    assert kinds(cleaned, "heading") == ["What happens next"]


def test_links_glued_to_their_label_go() -> None:
    cleaned = paste(
        "Ferry late again",
        BODY[0],
        "More:Harbour master resigns after nine years",
        BODY[1],
        "Harbour master resignsOpens in new window ]",
        *BODY[2:],
    )
    assert list(reasons(cleaned).values()) == ["related link", "related link"]


def test_rules_that_take_too_much_take_nothing() -> None:
    cleaned = paste("Read more", "Share", "Advertisement", "Short news today.")
    assert not cleaned.removed
    assert "40 %" in (cleaned.note or "")
    assert len(cleaned.paragraphs) + bool(cleaned.title) == 4


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published 13 March 2025", date(2025, 3, 13)),
        ("Thu Mar 13 2025", date(2025, 3, 13)),
        ("2025-03-13", date(2025, 3, 13)),
        ("13/03/2025", date(2025, 3, 13)),
        ("Last updated: 13th March, 2025 at 10:05 pm", date(2025, 3, 13)),
        ("Donnerstag, 13. März 2025, 14:30 Uhr", date(2025, 3, 13)),
        ("Stand: 13.03.2025, 14:30 Uhr", date(2025, 3, 13)),
        ("Publié le 13 mars 2025 à 14:30", date(2025, 3, 13)),
        ("13 de marzo de 2025", date(2025, 3, 13)),
        ("03/04/2025", None),
        ("13 March 2099", None),
        ("31 February 2025", None),
    ],
)
def test_date_lines(line: str, expected: date | None) -> None:
    found = date_line(line, NOW)
    assert found is not None and found.found == expected
    cleaned = paste("Ferry late again", line, *BODY)
    assert cleaned.published == expected
    assert reasons(cleaned) == {line: "date line"}


def test_dates_in_the_middle_or_in_sentences_are_not_the_date() -> None:
    assert paste("Ferry late again", *BODY * 2, "13 March 2025", *BODY * 2).published is None
    assert date_line("The law of 13 March 2025 was repealed by the house.", NOW) is None
    assert parse_moment("2026-03-06T14:00:00+00:00", NOW) is None
    assert paste("Ferry late again", "Updated 5 March 2026", "Published 4 March 2026", *BODY).published == date(
        2026, 3, 4
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "a" * 1_000_000,
        "Ab " * 330_000,
        "By " + "Ann Lee, " * 110_000,
        "Ann Lee is a " + "editor of " * 100_000,
        ("Photo: x. " * 100)[:998] + "\n\n" + "Ab/" * 300_000,
        "“ " * 500_000,
        "a" + " " * 1_000_000 + "b",
    ],
    ids=["one word", "capitals", "byline", "note", "credit", "quotes", "spaces"],
)
def test_hostile_lines_do_not_hang(hostile: str) -> None:
    """A pattern that tries every way to split a million letters takes hours, and pytest's own timeout ends that."""
    cleaned = clean("Ferry late again\n\n" + hostile + "\n\n" + BODY[0], now=NOW)
    assert cleaned.paragraphs[-1] == ("text", BODY[0])


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(SourceError, match="at most 100,000"):
        clean("a\n" * 100_001)


LINES = some.lists(
    some.one_of(
        some.text(max_size=60),
        some.sampled_from([*BODY, "READ MORE", "Ada Lund", "By Ada Lund", "Share", "12 May 2025", "• one item", "—"]),
    ),
    max_size=30,
)


@given(LINES, some.sampled_from(["\n", "\n\n", "\r\n"]))
def test_every_line_is_kept_or_accounted_for(lines: list[str], between: str) -> None:
    text = between.join(lines)
    cleaned = clean(text, now=NOW)
    given_lines = [line for raw in lines_of(text) if (line := plain(raw))]
    whole = " ".join(given_lines)
    kept = [cleaned.title, *(text for _, text in cleaned.paragraphs)]
    assert all(text in whole for text in kept)
    gone = {one.text for one in cleaned.removed}
    for line in given_lines:
        found = line in gone or any(line in text or (text and text in line) for text in kept)
        assert found or any(line in one for one in gone)
