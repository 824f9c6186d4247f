"""Read saved pages: paragraphs, captions and what is known of the article; broken pages are sentences."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index.article import canonical
from index.errors import SourceError
from index.html import clean_html
from index.read import read

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
BODY = [
    "The ferry to Osk was late on Monday for the ninth time this month, the harbour master said at noon.",
    "“We will not run a boat that is not safe. People can wait an hour,” said Ines Holt, the line’s director.",
    "Passengers were given tea and a refund of 12 crowns each, and most of them went home before the boat came.",
    "The Aldine Line expects to run every crossing again from Friday, when the second engine is back from Sorrin.",
    "The council of Osk will meet on Thursday to ask why the boat was not replaced in 2019, as it had decided then.",
]
DATA = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Amsel Courier"},
        {
            "@type": "NewsArticle",
            "headline": "Ferry to Osk late again",
            "datePublished": "2026-03-04T08:30:00+00:00",
            "author": [{"@type": "Person", "name": "Ada Lund"}],
            "articleBody": "\n".join(BODY),
        },
    ],
}


def page(*parts: str, head: str = "", data: object = DATA) -> str:
    """Return a page as newspapers make them."""
    return f"""<!doctype html><html lang="en"><head><title>Ferry to Osk late again | The Amsel Courier</title>
<meta property="og:title" content="Ferry to Osk late again"><meta property="og:site_name" content="The Amsel Courier">
<link rel="canonical" href="https://courier.example/ferry?utm_source=x">{head}
<script type="application/ld+json">{json.dumps(data)}</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Ferry to Osk late again</h1>{"".join(parts)}</article>
<aside><figure><figcaption>A teaser for another article of the day</figcaption></figure></aside>
<footer>© The Amsel Courier</footer></body></html>"""


FIGURE = "<figure><img src=a.png><figcaption>The ferry at Osk on Monday. Photograph: Tom Reyes/Getty Images</figcaption></figure>"
PARTS = [f"<p>{text}</p>" for text in BODY]


def test_page_becomes_paragraphs() -> None:
    parts = [*PARTS[:2], "<h2>What happens next</h2>", *PARTS[2:4], "<p>READ MORE</p>", PARTS[4]]
    cleaned = clean_html(page(FIGURE, *parts), now=NOW)
    assert cleaned.title == "Ferry to Osk late again"
    assert [text for kind, text in cleaned.paragraphs if kind == "text"] == BODY
    assert ("heading", "What happens next") in cleaned.paragraphs
    assert [text for kind, text in cleaned.paragraphs if kind == "caption"] == ["The ferry at Osk on Monday."]
    assert cleaned.authors == ("Ada Lund",)
    assert cleaned.source == "The Amsel Courier"
    assert cleaned.published == datetime(2026, 3, 4, 8, 30, tzinfo=UTC) and cleaned.published_from == "meta"
    assert canonical(cleaned.url) == "https://courier.example/ferry"


def test_lists_and_quotations_keep_their_kind() -> None:
    quote = "<blockquote><p>We wait for the boat as our mothers did.</p></blockquote>"
    items = "<ul><li>Tea is free in the waiting room</li><li>Soup is not free in the waiting room</li></ul>"
    cleaned = clean_html(page(*PARTS, quote, items, PARTS[0].replace("Monday", "Tuesday")), now=NOW)
    assert ("quote", "We wait for the boat as our mothers did.") in cleaned.paragraphs
    assert [text for kind, text in cleaned.paragraphs if kind == "list"] == [
        "Tea is free in the waiting room",
        "Soup is not free in the waiting room",
    ]


def test_file_is_read_with_its_address_and_number(tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    path.write_text(page(FIGURE, *PARTS), encoding="utf-8")
    (article,) = read(path)
    assert article.url == "https://courier.example/ferry"
    assert [one.number for one in article.paragraphs if one.kind == "text"] == [1, 2, 3, 4, 5]
    assert article.published_from == "meta"


def test_declared_encoding_is_honoured(tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    text = page(
        *PARTS, "<p>Мост закрыт, сказал мэр города в понедельник утром.</p>", head='<meta charset="windows-1251">'
    )
    path.write_bytes(text.encode("cp1251", errors="xmlcharrefreplace"))
    assert any("Мост закрыт" in one.text for one in read(path)[0].paragraphs)


def test_front_page_is_no_identity() -> None:
    cleaned = clean_html(
        page(*PARTS).replace("https://courier.example/ferry?utm_source=x", "https://courier.example/"), now=NOW
    )
    assert cleaned.url is None


def test_empty_body_falls_back_to_structured_data() -> None:
    cleaned = clean_html(page("<div id=app></div>"), now=NOW)
    assert [text for kind, text in cleaned.paragraphs if kind == "text"] == BODY


def test_date_of_the_future_is_rejected() -> None:
    data = {"@type": "NewsArticle", "datePublished": "2031-01-01"}
    cleaned = clean_html(page(*PARTS, data=data), now=NOW)
    assert cleaned.published is None and cleaned.published_from is None


def test_no_date_is_made_of_a_year_in_the_text() -> None:
    assert clean_html(page(*PARTS, data={}), now=NOW).published is None


def test_date_is_found_without_structured_data() -> None:
    head = '<meta property="article:published_time" content="2026-03-03">'
    cleaned = clean_html(page(*PARTS, head=head, data={}), now=NOW)
    assert cleaned.published == date(2026, 3, 3)


@pytest.mark.parametrize(
    "broken",
    [
        "<html></html>",
        "",
        "<html><body><script>alert(1)</script></body></html>",
        "<div>" * 20_000,
        "<?xml version='1.0' encoding='utf-8'?><x/>",
    ],
    ids=["empty", "nothing", "script", "deep", "xml"],
)
def test_pages_without_an_article_are_sentences(broken: str) -> None:
    with pytest.raises(SourceError, match=r"Paste its text instead\.$"):
        clean_html(broken, now=NOW)


@pytest.mark.parametrize(
    "data",
    [
        [],
        5,
        "x",
        {"@type": 5},
        {"@type": ["NewsArticle"], "headline": [1], "author": 5, "datePublished": {}},
        {"@graph": {"@graph": 1}},
    ],
)
def test_odd_structured_data_does_no_harm(data: object) -> None:
    cleaned = clean_html(page(*PARTS, data=data), now=NOW)
    assert len([1 for kind, _ in cleaned.paragraphs if kind == "text"]) == len(BODY)


def test_deep_structured_data_does_no_harm() -> None:
    deep = page(*PARTS).replace(json.dumps(DATA), "[" * 100_000)
    assert len(clean_html(deep, now=NOW).paragraphs) == len(BODY)


def test_short_news_with_a_notice_below_it_is_read() -> None:
    notice = "<p>We use cookies. Accept all cookies to go on. Already a subscriber? Log in.</p>"
    cleaned = clean_html(
        f"<html><body><main><h1>Ferry late</h1>{''.join(PARTS[:2])}{notice}</main></body></html>", now=NOW
    )
    assert [text for kind, text in cleaned.paragraphs if kind == "text"][:2] == BODY[:2]


def test_a_page_that_stops_at_a_log_in_says_so() -> None:
    rest = "<p>Subscribe to continue reading this story.</p>"
    cleaned = clean_html(
        f"<html><body><main><h1>Ferry late</h1>{''.join(PARTS[:2])}{rest}</main></body></html>", now=NOW
    )
    assert cleaned.note is not None and "its beginning only" in cleaned.note


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="http://[::1/ferry">',
        '<meta property="og:url" content="https://[broken">',
        '<meta property="article:published_time" content="99999999999999999999">',
    ],
)
def test_what_is_broken_in_one_place_costs_nothing_else(head: str) -> None:
    cleaned = clean_html(page(*PARTS).replace("<link", head + "<link"), now=NOW)
    assert (cleaned.title, cleaned.authors) == ("Ferry to Osk late again", ("Ada Lund",))
    assert [text for kind, text in cleaned.paragraphs if kind == "text"] == BODY


@pytest.mark.parametrize(
    "part",
    [
        "<p>" + "<a href='/x'>go</a> and " * 2000 + "</p>",
        "<table>" + "<tr><td>1</td><td>2</td></tr>" * 2000 + "</table>",
    ],
    ids=["links", "table"],
)
def test_marks_and_cells_beyond_measure_leave_the_article(part: str) -> None:
    kept = [text for kind, text in clean_html(page(*PARTS, part), now=NOW).paragraphs if kind == "text"]
    assert kept[: len(BODY)] == BODY


def test_a_page_beyond_all_measure_is_refused() -> None:
    with pytest.raises(SourceError, match="elements, far more than an article"):
        clean_html(page(*PARTS, "<div>word</div>" * 40_000), now=NOW)
