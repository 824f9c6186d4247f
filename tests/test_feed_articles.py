"""Items of feeds as articles: their pages, teasers, noise, and the outlet’s name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from made_feeds import ADDRESS, BODY, HTML, NOW, rss

from index.article import Given, make_article
from index.feed import Feed, Item, clean_item, feed_links, read_feed
from index.feed_fields import source_of


def test_the_feeds_of_a_page_are_found() -> None:
    page = b"""<!doctype html><html><head><base href="/news/"><title>A</title>
    <link rel="alternate" type="application/rss+xml" href="rss.xml"><link rel=stylesheet href="a.css">
    <link rel="Alternate" type="application/atom+xml; charset=utf-8" href="https://other.example/atom">
    <link rel="alternate" type="application/feed+json" href="/feed.json"><link rel="alternate" hreflang="da" href="/da">
    <link rel="alternate" type="application/rss+xml" href="rss.xml"><link rel="alternate" type="application/rss+xml" href="">
    <link rel="alternate" type="application/rss+xml" href="file:///etc/passwd"></head><body>A</body></html>"""
    assert feed_links(page, "https://gazette.example/a/b.html") == [
        "https://gazette.example/news/rss.xml",
        "https://other.example/atom",
        "https://gazette.example/feed.json",
    ]
    assert feed_links(b"", ADDRESS) == feed_links(b"\x00\xff<", ADDRESS) == []


def test_an_item_becomes_an_article() -> None:
    content = (
        "<figure><img src='a.jpg' alt=''><figcaption>The Aldine at Osk.</figcaption></figure>"
        f"<h2>Ferry to Osk late again</h2>{HTML}<blockquote>People can wait an hour</blockquote>"
        "<h3>What comes next</h3><ul><li>Tea for all</li><li>A refund<ul><li>of 12 crowns</li></ul></li></ul>"
        "<p>Share this</p><script>track()</script><h3>More</h3><p>The post Ferry to Osk late again appeared first on Gazette.</p>"
    )
    data = rss(
        "<title>Ferry to Osk late again</title><guid isPermaLink='false'>gz-881</guid><category>Ferries</category>"
        "<pubDate>Wed, 04 Mar 2026 08:30:00 +0100</pubDate><dc:creator>Ada Lund</dc:creator>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>"
    )
    feed = read_feed(data, url=ADDRESS, now=NOW)
    cleaned = clean_item(feed.items[0], feed, now=NOW)
    assert cleaned.paragraphs == (
        ("caption", "The Aldine at Osk."),
        *(("text", text) for text in BODY),
        ("heading", "What comes next"),
        ("list", "Tea for all"),
        ("list", "A refund"),
        ("list", "of 12 crowns"),
    )
    assert [one.reason for one in cleaned.removed] == [
        "repeats the headline",
        "repeats the text",
        "sharing button",
        "heading with nothing below",
        "link to read on",
    ]
    assert (cleaned.title, cleaned.source, cleaned.authors) == (
        "Ferry to Osk late again",
        "Harbour Gazette",
        ("Ada Lund",),
    )
    assert (cleaned.published, cleaned.published_from) == (feed.items[0].published, "feed")
    assert (cleaned.url, cleaned.identity, cleaned.section, cleaned.note) == (None, "gz-881", "Ferries", None)
    assert make_article(cleaned, Given()).identity == "gz-881"


def test_a_teaser_says_so_and_loses_its_link() -> None:
    data = rss(f"<title>A</title><link>https://a.example/1</link><description>{BODY[0]} … Read more</description>")
    feed = read_feed(data, now=NOW)
    cleaned = clean_item(feed.items[0], feed, now=NOW)
    assert cleaned.paragraphs == (("text", f"{BODY[0]} …"),)
    assert cleaned.note == "Only the feed's teaser was read."
    assert cleaned.published is cleaned.published_from is None


def test_lines_and_pictures_without_paragraphs_are_understood() -> None:
    html = (
        f"{BODY[0]}<br><br>{BODY[1]}<img alt='Fog over the quay of Osk at dawn. Ada Lund'>"
        "<p>Fog over the quay of Osk at dawn.</p><table><tr><th>Late</th><td>9</td></tr></table>"
    )
    item = Item("A", None, "1", None, datetime(2026, 3, 1, tzinfo=UTC), (), (), "da", html, False)
    cleaned = clean_item(item, Feed("World", "https://www.osk.example/", "en", (item,)), now=NOW)
    assert cleaned.paragraphs == (
        ("text", BODY[0]),
        ("text", BODY[1]),
        ("caption", "Fog over the quay of Osk at dawn."),
        ("list", "Late 9"),
    )
    assert (cleaned.source, cleaned.language) == ("osk.example", "da")
    assert (cleaned.published, cleaned.published_from) == (datetime(2026, 3, 1, tzinfo=UTC), "feed")


def test_an_item_that_is_all_noise_is_kept() -> None:
    item = Item("A", None, "1", None, None, (), (), None, "<p>Share this</p><p>Advertisement</p>", False)
    cleaned = clean_item(item, Feed("Gazette", None, None, (item,)), now=NOW)
    assert [text for _, text in cleaned.paragraphs] == ["Share this", "Advertisement"]
    assert cleaned.removed == () and cleaned.note


@pytest.mark.parametrize(
    ("title", "url", "source"),
    [
        ("Harbour Gazette - World RSS feed", None, "Harbour Gazette"),
        ("World news | The Harbour Gazette", "https://harbour.example", "The Harbour Gazette"),
        ("RSS - Harbour Gazette (RSS 2.0)", None, "Harbour Gazette"),
        ("Latest headlines from Osk Daily", None, "Osk Daily"),
        ("Osk Daily » Sport", "https://oskdaily.example/sport", "Osk Daily"),
        ("Tides (Osk)", None, "Tides (Osk)"),
        ("Osk News feed", None, "Osk News"),
        ("Technology", None, "Technology"),
        ("", None, None),
        ("World", "https://[bad", "World"),
    ],
)
def test_the_name_of_a_feed_is_its_outlet(title: str, url: str | None, source: str | None) -> None:
    assert source_of(title, url) == source
