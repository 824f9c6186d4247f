"""Cleaning: what a page leaves in a paste goes, with its reason; the article stays, letter for letter."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean import clean, split
from index.text import key, normalise

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
BODY = (
    "The Tarn bridge was closed on Monday after engineers found 14 cracks, the county said.",
    "“We close it now. We say sorry later,” said the county mayor, Ines Holt, who crossed it herself on Sunday.",
    "Hauliers said the detour through Morrow would cost them £2.4m a month and take an hour longer.",
    "The county has not decided whether to replace or to repair the bridge, which opened in 1931.",
)


def paste(*lines: str) -> str:
    return "\n\n".join(lines)


def texts(text: str, kind: str = "text") -> list[str]:
    return [body for found, body in clean(text, now=NOW).paragraphs if found == kind]


def reasons(text: str) -> dict[str, str]:
    return {one.text: one.reason for one in clean(text, now=NOW).removed}


def test_headline_and_body_of_a_plain_paste() -> None:
    cleaned = clean(paste("Tarn bridge closed after cracks are found", *BODY), now=NOW)
    assert cleaned.title == "Tarn bridge closed after cracks are found"
    assert [text for _, text in cleaned.paragraphs] == list(BODY)
    assert cleaned.removed == ()


def test_a_standfirst_and_a_caption_are_told_from_the_body() -> None:
    text = paste(
        "Tarn bridge closed after cracks are found",
        "County says safety comes first as hauliers count the cost",
        "The bridge at dawn on Monday. Photograph: Ada Lund/Tarn Post",
        *BODY,
    )
    assert texts(text, "standfirst") == ["County says safety comes first as hauliers count the cost"]
    assert texts(text, "caption") == ["The bridge at dawn on Monday."]
    assert texts(text) == list(BODY)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("READ MORE", "link to read on"),
        ("Ferry company doubles its crossingsOpens in new window ]", "related link"),
        ("Related stories:", "related link"),
        ("ADVERTISEMENT", "advertisement"),
        ("Share on Facebook", "sharing button"),
        ("Listen | 5 min", "reading or listening time"),
        ("Comments (24)", "comments link"),
        ("Sign up to our morning newsletter", "sign-up prompt"),
        ("Most read", "most-read list"),
        ("Watch: the bridge from above", "video or gallery label"),
        ("Skip to main content", "navigation link"),
        ("We use cookies to improve your visit", "cookie notice"),
        ("© 2026 The Tarn Post", "copyright line"),
        ("This article is more than 3 months old", "notice of the page's age"),
    ],
)
def test_lines_of_the_page_go_with_their_reason(line: str, reason: str) -> None:
    text = paste("Tarn bridge closed after cracks are found", *BODY[:2], line, *BODY[2:])
    assert reasons(text) == {normalise(line): reason}
    assert texts(text) == list(BODY)


@pytest.mark.parametrize(
    "line",
    [
        "Cookies were sold at the fair, and the baker said that she would accept all cookies back that had gone stale.",
        "The bigger picture: rates have doubled since 2020, and hauliers say that they cannot pass the cost on.",
        "Ines Holt is the president and chief of the county council for a second term, and she will not stand again.",
        "Subscribe to nothing, sign nothing, said the lawyer, who had come by ferry from Morrow on Sunday night.",
    ],
)
def test_sentences_that_look_like_noise_stay(line: str) -> None:
    text = paste("Tarn bridge closed after cracks are found", *BODY, line)
    assert line in texts(text)


def test_author_outlet_and_role_come_from_the_note_about_the_author() -> None:
    text = paste("Tarn bridge closed", *BODY, "Ada Lund", "Ada Lund is transport correspondent for The Tarn Post")
    cleaned = clean(text, now=NOW)
    assert (cleaned.authors, cleaned.source) == (("Ada Lund",), "The Tarn Post")
    assert [one.reason for one in cleaned.removed] == ["author line", "note about the author"]


@pytest.mark.parametrize(
    "line", ["By Ada Lund", "By ADA LUND in Morrow", "Words: Ada Lund", "By Ada Lund and Tom Reyes"]
)
def test_a_byline_gives_the_authors(line: str) -> None:
    cleaned = clean(paste("Tarn bridge closed after cracks are found", line, *BODY), now=NOW)
    assert cleaned.authors[0] == "Ada Lund"
    assert line not in [text for _, text in cleaned.paragraphs]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published: 3 March 2026", date(2026, 3, 3)),
        ("Tue Mar 3 2026", date(2026, 3, 3)),
        ("Last updated on March 3, 2026 at 10.30 GMT", date(2026, 3, 3)),
        ("2026-03-03", date(2026, 3, 3)),
        ("03/04/2026", None),
        ("3 March 2027", None),
    ],
)
def test_a_date_line_dates_the_article_unless_ambiguous_or_ahead(line: str, published: date | None) -> None:
    assert clean(paste("Tarn bridge closed after cracks are found", line, *BODY), now=NOW).published == published


def test_a_date_in_a_sentence_is_not_the_publication_date() -> None:
    text = paste("Tarn bridge closed", "The bridge opened on 3 March 1931 and was widened in 1960.", *BODY)
    assert clean(text, now=NOW).published is None


def test_bbc_image_lines() -> None:
    text = paste(
        "Tarn bridge closed", "Image source, Lund Pictures", "Image caption, The bridge carried 9,000 cars a day", *BODY
    )
    assert texts(text, "caption") == ["The bridge carried 9,000 cars a day"]
    assert reasons(text) == {"Image source, Lund Pictures": "picture credit"}


def test_agency_dateline_and_tail() -> None:
    text = paste(
        "Tarn bridge closed",
        f"TARN, March 3 (Reuters) - {BODY[0]}",
        *BODY[1:],
        "Reporting by Ada Lund; editing by Tom Reyes",
    )
    cleaned = clean(text, now=NOW)
    assert cleaned.source == "Reuters"
    assert [one.reason for one in cleaned.removed] == ["reporting credit"]


def test_a_doubled_caption_stays_once_and_its_twin_is_kept_in_the_audit_as_it_was() -> None:
    caption = "The bridge at dawn on Monday. Photograph: Ada Lund/Tarn Post"
    text = "Tarn bridge closed after cracks are found\n\n" + caption + "\n" + caption + "\n\n" + paste(*BODY)
    assert texts(text, "caption") == ["The bridge at dawn on Monday."]
    assert reasons(text) == {caption: "repeats the caption"}


def test_a_refrain_stays() -> None:
    poem = [
        "The river runs,",
        "and nobody stops it.",
        "The bridge stands,",
        "and nobody stops it.",
        "The road ends,",
        "and nobody stops it.",
    ]
    kept = [text for _, text in clean("\n".join(poem), now=NOW).paragraphs]
    assert kept.count("and nobody stops it.") == 3


def test_hard_wrapped_text_is_joined() -> None:
    text = (
        "The Tarn bridge was closed to all traffic on Monday after engineers\n"
        "found 14 cracks in its main span, and the county said that it could\n"
        "not say when the bridge would open again.\n\n"
        "Hauliers said the detour would cost them dearly."
    )
    assert [block.text for block in split(text)] == [normalise(part) for part in text.split("\n\n")]


def test_one_paragraph_a_line_without_blank_lines() -> None:
    assert [block.text for block in split("\n".join(BODY))] == list(BODY)


def test_headings_stay_and_lists_of_links_go() -> None:
    text = paste(
        "Tarn bridge closed",
        *BODY[:2],
        "What happens next",
        BODY[2],
        "Ferry doubles crossings",
        "Rates rise again",
        "Fair opens in Morrow",
        BODY[3],
    )
    assert texts(text, "heading") == ["What happens next"]
    assert set(reasons(text).values()) == {"list of links"}


def test_a_newsletter_footer_goes() -> None:
    text = paste(
        "Tarn bridge closed",
        *BODY,
        *BODY[:0],
        "You are receiving this because you signed up. Unsubscribe here.",
        "12 Harbour Street, Tarn",
    )
    assert set(reasons(text).values()) == {"newsletter footer"}


def test_when_the_rules_would_take_too_much_everything_stays() -> None:
    text = paste("Share", "Most read", "Read more", "Advertisement", "Short text.")
    cleaned = clean(text, now=NOW)
    assert cleaned.removed == ()
    assert len(cleaned.paragraphs) + bool(cleaned.title) == 5


LINES = st.lists(
    st.one_of(
        st.sampled_from([*BODY, "READ MORE", "By Ada Lund", "Share", "", "Photo: AFP", "What next"]),
        st.text(max_size=80),
    ),
    max_size=14,
)


@given(LINES)
def test_every_line_is_kept_or_accounted_for(lines: list[str]) -> None:
    text = "\n".join(lines)
    cleaned = clean(text, now=NOW)
    source = key(text)
    for part in [cleaned.title, *(body for _, body in cleaned.paragraphs), *(one.text for one in cleaned.removed)]:
        assert key(part) in source
    total = sum(
        len(key(part))
        for part in [cleaned.title, *(body for _, body in cleaned.paragraphs), *(one.text for one in cleaned.removed)]
    )
    credits = source.count("photo") + source.count("afp") + source.count("image") + source.count("credit")
    assert total == len(source) or credits


@pytest.mark.parametrize("line", ["a " * 400_000, "x" * 800_000, "“" * 200_000, "By " * 200_000, "Photo: " * 100_000])
def test_a_hostile_line_is_read_in_time(line: str) -> None:
    clean(line, now=NOW)
