"""Saved pages: the article's own paragraphs, what is known of it, and nothing of the page around it."""

from datetime import UTC, datetime

import pytest
from test_clean import BODY, NOW

from index.errors import SourceError
from index.html import clean_html

LONG = [
    f"{one} The county said so in a statement that it published on its own page, and engineers agreed." for one in BODY
]
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Tarn bridge closed | The Tarn Post</title>
<link rel="canonical" href="https://post.tarn.example/bridge">
<meta property="og:site_name" content="The Tarn Post"><meta name="author" content="Ada Lund">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"Tarn bridge closed",
"datePublished":"2026-03-03T07:30:00+01:00","author":{{"@type":"Person","name":"Ada Lund"}}}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Tarn bridge closed</h1>
<figure><img src="a.jpg" alt=""><figcaption>The bridge at dawn on Monday. Photograph: Ada Lund/Tarn Post</figcaption></figure>
<p>{LONG[0]}</p><p>{LONG[1]}</p><h2>What happens next</h2><p>{LONG[2]}</p><p>{LONG[3]}</p></article>
<aside><h3>Most read</h3><ul><li><a href="/x">Ferry doubles its crossings</a></li></ul></aside>
<footer>© 2026 The Tarn Post. All rights reserved.</footer></body></html>"""


def test_a_page_gives_exact_paragraphs_and_its_facts() -> None:
    cleaned, url = clean_html(PAGE, now=NOW)
    assert cleaned.title == "Tarn bridge closed"
    assert [text for kind, text in cleaned.paragraphs if kind == "text"] == LONG
    assert ("caption", "The bridge at dawn on Monday.") in cleaned.paragraphs
    assert ("heading", "What happens next") in cleaned.paragraphs
    assert cleaned.published == datetime.fromisoformat("2026-03-03T07:30:00+01:00")
    assert (cleaned.authors, cleaned.source) == (("Ada Lund",), "The Tarn Post")
    assert url == "https://post.tarn.example/bridge"


def test_a_date_ahead_is_no_date() -> None:
    cleaned, _ = clean_html(PAGE, now=datetime(2026, 3, 1, tzinfo=UTC))
    assert cleaned.published is None


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<p>",
        "<div>" * 3000,
        "<!DOCTYPE html><html><body><p>Hi</p></body></html>",
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>",
    ],
)
def test_a_page_without_an_article_is_refused_or_read(page: str) -> None:
    try:
        clean_html(page, now=NOW)
    except SourceError as error:
        assert "\n" not in str(error)
