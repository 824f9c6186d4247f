"""Read what a page says of itself: headline, authors, dates, section; walls in front of an article; exact paragraphs."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from fictional import FERRY
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceError
from index.html import clean_html
from index.recover import exact

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)


def page(*, head: str = "", top: str = "", data: dict[str, Any] | None = None, body: list[str] | None = None) -> str:
    stated = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
    paragraphs = "".join(f"<p>{text}</p>" for text in body or FERRY)
    return f"<html lang='en-GB'><head>{head}{stated}</head><body>{top}<article>{paragraphs}</article></body></html>"


def title(head: str, top: str) -> str:
    return clean_html(page(head=head, top=top), now=NOW).title


def test_the_printed_headline_wins_over_the_one_for_search_engines() -> None:
    head = "<title>Osk ferry late: all you need to know | The Amsel Courier</title>"
    head += "<meta property='og:title' content='Osk ferry late: all you need to know'>"
    assert title(head, "<h1>Osk ferry late for the ninth time</h1>") == "Osk ferry late for the ninth time"


@pytest.mark.parametrize(
    "bar",
    [
        "Ferry to Osk late again | The Amsel Courier",
        "Ferry to Osk late again - The Amsel Courier",
        "The Amsel Courier: Ferry to Osk late again",
        "Ferry to Osk late again » Region » The Amsel Courier",
        "Ferry to Osk late again – Courier",
    ],
)
def test_the_sites_name_goes_from_the_headline(bar: str) -> None:
    assert title(f"<title>{bar}</title><meta property='og:site_name' content='The Amsel Courier'>", "") == (
        "Ferry to Osk late again"
    )


def test_the_sites_name_in_the_largest_heading_is_no_headline() -> None:
    head = "<title>Ferry to Osk late again - Tide Tables</title>"
    for heading in ("<h1>Tide Tables</h1>", "<h1 class='site-title'>All about Osk and its tides</h1>"):
        assert title(head, heading + "<h2>Ferry to Osk late again</h2>") == "Ferry to Osk late again"
    assert title(head, "<header><h1><a href='/'>Osk and its very own tides</a></h1></header>") == (
        "Ferry to Osk late again"
    )


def test_a_title_bar_that_names_the_site_alone_is_no_headline() -> None:
    assert title("<title>Amsel Courier</title>", "<h1>Ferry late again</h1>") == "Ferry late again"
    stated = "<title>Ferries late</title><meta property='og:title' content='Ferries late'>"
    assert title(stated, "<h1>All about Osk</h1>") == "Ferries late"
    assert title("<title>Ferries late</title>", "<h1>Amsel Courier</h1>") == "Ferries late"


def test_a_headline_in_a_smaller_heading_wins_over_the_large_ones_of_the_site() -> None:
    head = "<title>Osk ferry late again - Courier</title><meta property='og:title' content='Osk ferry late again - Courier'>"
    head += "<meta property='og:site_name' content='Courier'>"
    top = "<h1>Amsel Readers For A Better Coast</h1><h2>Osk ferry late again</h2>"
    assert title(head, top) == "Osk ferry late again"
    assert title("<title>Amsel Ferries -</title>", "<h1></h1>") != "Amsel Ferries -"
    body = "<h2>What to do when the boat is late</h2>" + "".join(f"<p>{text}</p>" for text in FERRY)
    html = f"<html><head><title>Amsel Ferries -</title></head><body><h1></h1><div>{body}</div></body></html>"
    assert clean_html(html, now=NOW).title == "What to do when the boat is late"


def test_labels_and_the_name_that_leads_home_are_no_part_of_the_headline() -> None:
    head = "<title>Notice - Osk ferry late again | Amsel Forums</title>"
    labelled = (
        "<h1><span class='label label--red'>Notice</span><span class='label-gap'>&nbsp;</span>Osk ferry late again</h1>"
    )
    assert title(head, labelled) == "Osk ferry late again"
    assert title("<title>Late</title>", "<h1><span class='label'>Late</span></h1>") == "Late"
    home = "<h1><a href='/'>Boats and ferries - The Amsel Wiki</a></h1>"
    assert title("<title>Late boats - Boats and ferries - The Amsel Wiki</title>", home) == "Late boats"


def test_the_date_right_above_the_headline_is_read_and_that_of_the_day_is_not() -> None:
    head = "<title>Osk ferry late again</title>"
    above = "<div><div><span>Report</span><span>3 March 2026</span></div><div><h1>Osk ferry late again</h1></div></div>"
    assert clean_html(page(head=head, top=above), now=NOW).published == date(2026, 3, 3)
    today = "<header><div>6 March 2026</div><h1>Osk ferry late again</h1></header>"
    assert clean_html(page(head=head, top=today), now=NOW).published is None


def test_authors_are_people_and_not_the_outlet() -> None:
    graph = {
        "@graph": [
            {"@type": "Person", "@id": "#ada", "name": "Ada Lund"},
            {
                "@type": "NewsArticle",
                "headline": "Ferry late",
                "author": [{"@id": "#ada"}, {"@type": "Organization", "name": "Courier"}],
            },
        ]
    }
    assert clean_html(page(data=graph), now=NOW).authors == ("Ada Lund",)
    for stated in ("By Ada Lund and Tom Reyes Jr.", "ADA LUND, Tom Reyes Jr."):
        head = f"<meta name='author' content='{stated}'>"
        assert clean_html(page(head=head), now=NOW).authors == ("Ada Lund", "Tom Reyes Jr.")
    for nobody in ("No Author", "admin", "Newsroom", "https://courier.example/ada", "@courier"):
        assert clean_html(page(head=f"<meta name='author' content='{nobody}'>"), now=NOW).authors == ()
    byline = "<h1>Ferry to Osk late again</h1><div class='article-byline'>By Ada Lund</div>"
    assert clean_html(page(top=byline), now=NOW).authors == ("Ada Lund",)


def test_names_between_links_and_commas_are_all_authors() -> None:
    byline = "<p class='byline'>By <a rel='author' href='/a'>Ada Lund</a>, <span>Tom Reyes</span> and agencies</p>"
    assert clean_html(page(top=f"<h1>Ferry late</h1>{byline}"), now=NOW).authors == ("Ada Lund", "Tom Reyes")
    byline = "<p class='byline'>By <span>Ada Lund</span> Thursday March 5 2026</p>"
    assert clean_html(page(top=f"<h1>Ferry late</h1>{byline}"), now=NOW).authors == ("Ada Lund",)


def test_a_note_about_a_known_author_is_not_the_articles() -> None:
    note = "Ada Lund is the harbour writer of the paper. She once crossed the bay in a barrel, and lives in Osk."
    cleaned = clean_html(page(head="<meta name='author' content='Ada Lund'>", body=[*FERRY, note]), now=NOW)
    assert [text for _, text in cleaned.paragraphs] == FERRY
    assert [one.reason for one in cleaned.removed] == ["note about the author"]


def test_dates_are_kept_apart_and_keep_their_zone() -> None:
    data = {
        "@type": "NewsArticle",
        "datePublished": "2026-03-02T08:00:00+02:00",
        "dateModified": "2026-03-03T09:30:00+02:00",
        "articleSection": ["Region", "Ferries"],
    }
    cleaned = clean_html(page(data=data), now=NOW)
    assert cleaned.published is not None and cleaned.published.isoformat() == "2026-03-02T08:00:00+02:00"
    assert cleaned.modified is not None and cleaned.modified.isoformat() == "2026-03-03T09:30:00+02:00"
    assert (cleaned.section, cleaned.language) == ("Region", "en")
    data["datePublished"] = "2027-01-01T00:00:00Z"
    assert clean_html(page(data={"@type": "NewsArticle", "datePublished": "2027-01-01"}), now=NOW).published is None


def test_the_date_by_the_headline_is_read() -> None:
    top = "<p class='date'>3 January 2020</p><h1>Ferry to Osk late again</h1>"
    top += "<p class='date'>Written: 2026-03-02 15:03 / Updated: 2026-03-03 10:00</p>"
    assert clean_html(page(head="<title>Ferry to Osk late again</title>", top=top), now=NOW).published == date(
        2026, 3, 2
    )


def test_the_line_below_the_headline_is_the_standfirst() -> None:
    line = "Ninth delay this month leaves commuters with tea and little patience"
    top = f"<h1>Ferry to Osk late again</h1><div class='sub'>{line}</div>"
    cleaned = clean_html(page(head=f"<meta name='description' content='{line}'>", top=top), now=NOW)
    assert cleaned.standfirst == line
    assert clean_html(page(head=f"<meta name='description' content='{FERRY[0]}'>"), now=NOW).standfirst is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Just a moment... Checking your browser before accessing courier.example", "check for robots"),
        ("Please enable JavaScript to read this site", "JavaScript"),
        ("We use cookies. Accept all cookies to go on to the page that you asked for.", "cookie notice"),
        ("Ferry late. Subscribe to continue reading. Already a subscriber? Log in.", "subscribe"),
        ("404 Not Found. The page you were looking for could not be found.", "not found"),
    ],
)
def test_a_wall_is_named(text: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        clean_html(f"<html><body><main><h1>The Amsel Courier</h1><p>{text}</p></main></body></html>", now=NOW)


def test_an_article_about_walls_is_read() -> None:
    about = [*FERRY, "“Accept all cookies,” the ferry’s page said, and those who wished to buy a ticket had to."]
    assert clean_html(page(body=about), now=NOW).note is None


def test_a_teaser_of_a_closed_page_says_so() -> None:
    data = {"@type": "NewsArticle", "headline": "Ferry late", "isAccessibleForFree": False}
    note = clean_html(page(data=data), now=NOW).note
    assert note is not None and "subscribers" in note


def test_words_lost_at_a_link_are_taken_from_the_page() -> None:
    from lxml import html

    tree = html.fromstring(f"<div><p>In Osk, <a href='x'>{FERRY[0]}</a></p><p>{FERRY[1]}<br>{FERRY[2]}</p></div>")
    found = exact([("text", FERRY[0]), ("text", FERRY[1]), ("text", FERRY[2])], tree)
    assert found == [("text", f"In Osk, {FERRY[0]}"), ("text", FERRY[1]), ("text", FERRY[2])]


@given(st.lists(st.sampled_from(FERRY), max_size=6), st.lists(st.text(max_size=60), max_size=4))
def test_recovering_never_loses_a_block(on_page: list[str], others: list[str]) -> None:
    from lxml import html

    tree = html.fromstring("<div>" + "".join(f"<p>{text}</p>" for text in on_page) + "</div>")
    blocks = [("text", text) for text in (*on_page, *others)]
    found = [text for _, text in exact(blocks, tree)]  # type: ignore[arg-type]
    assert set(on_page) | set(others) <= set(found)
