"""Read feeds of every family; items state what the feed states and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from made_feeds import ADDRESS, HTML, NOW, atom, json_feed, only, rss

from index.feed import Item, is_feed, read_feed


def test_an_item_of_rss_says_all_it_states() -> None:
    data = rss(
        "<title>Ferry to Osk late again</title><link>https://gazette.example/osk?id=3</link>"
        "<guid isPermaLink='false'>gz-881</guid><pubDate>Wed, 04 Mar 2026 08:30:00 +0100</pubDate>"
        "<atom:updated>2026-03-04T09:00:00+01:00</atom:updated><dc:creator>ADA LUND</dc:creator>"
        "<dc:creator>Tom Reyes</dc:creator><category>Ferries</category><category domain='place'>Osk</category>"
        f"<description>The ninth time.</description><content:encoded><![CDATA[{HTML}]]></content:encoded>",
        head="<title>Harbour Gazette</title><link>https://gazette.example/</link><language>en-GB</language>",
    )
    feed = read_feed(data, url=ADDRESS, now=NOW)
    assert (feed.title, feed.url, feed.language) == ("Harbour Gazette", "https://gazette.example/", "en")
    assert feed.items == (
        Item(
            title="Ferry to Osk late again",
            url="https://gazette.example/osk?id=3",
            identity="gz-881",
            published=datetime.fromisoformat("2026-03-04T08:30:00+01:00"),
            modified=datetime.fromisoformat("2026-03-04T09:00:00+01:00"),
            authors=("Ada Lund", "Tom Reyes"),
            categories=("Ferries", "Osk"),
            language=None,
            html=HTML,
            teaser=False,
        ),
    )
    assert feed.items[0].published.utcoffset() == timedelta(hours=1)


def test_rss_of_1999_and_rdf_are_read() -> None:
    rdf = b"""<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY % a SYSTEM "http://x.example/a">]>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
    <channel rdf:about="https://osk.example/"><title>Osk Daily</title><link>https://osk.example/</link>
      <items><rdf:Seq><rdf:li resource="https://osk.example/1"/></rdf:Seq></items></channel>
    <item rdf:about="https://osk.example/1"><title>Fog closes the sound</title><link>https://osk.example/1</link>
      <dc:date>2026-03-01T07:00:00Z</dc:date><dc:creator>Ines Holt</dc:creator><dc:subject>Weather</dc:subject></item>
    <item rdf:about="https://osk.example/2"><title>Fog lifts</title></item></rdf:RDF>"""
    feed = read_feed(rdf, now=NOW)
    assert [(one.title, one.url) for one in feed.items] == [
        ("Fog closes the sound", "https://osk.example/1"),
        ("Fog lifts", "https://osk.example/2"),
    ]
    first = feed.items[0]
    assert (first.published, first.authors, first.categories) == (
        datetime(2026, 3, 1, 7, tzinfo=UTC),
        ("Ines Holt",),
        ("Weather",),
    )
    old = b"""<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://n.example/rss-0.91.dtd">
    <rss version="0.91"><channel><title>Old</title><item><title>A</title><link>http://o.example/a</link></item></channel></rss>"""
    assert only(old).url == "http://o.example/a"


def test_relative_addresses_of_atom_follow_its_bases() -> None:
    data = atom(
        '<entry xml:base="2026/"><title>A</title><link rel="self" href="a.atom"/><link rel="enclosure" href="a.mp3"/>'
        '<link rel="alternate" type="text/plain" href="a.txt"/><link rel="alternate" type="text/html" href="a.html"/>'
        "<id>tag:osk.example,2026:a</id></entry>",
        attributes='xml:base="/news/"',
    )
    item = only(data, url="https://osk.example/feed.atom")
    assert (item.url, item.identity) == ("https://osk.example/news/2026/a.html", "tag:osk.example,2026:a")
    assert only(rss("<title>A</title><link>/a b</link>")).url == "https://gazette.example/a%20b"
    assert only(rss("<title>A</title><link>/a</link>"), url=None).url == "https://gazette.example/a"


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        (
            "<link>http://burner.example/1</link><feedburner:origLink>https://a.example/1</feedburner:origLink>",
            "https://a.example/1",
        ),
        ("<guid>https://a.example/2</guid>", "https://a.example/2"),
        ("<guid isPermaLink='false'>https://a.example/2</guid>", None),
        ("<guid isPermaLink='true'>gz-2</guid>", None),
        ("<link/><atom:link href='https://a.example/3'/>", "https://a.example/3"),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>https://[bad/</link>", None),
        ("<link>https//a.example/4</link>", "https://a.example/4"),
        ("<link><![CDATA[ https://a.example/5?a=1&b=2 ]]></link>", "https://a.example/5?a=1&b=2"),
    ],
)
def test_the_page_of_an_item(inner: str, url: str | None) -> None:
    assert only(rss(f"<title>A</title>{inner}")).url == url


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ('<content type="html">&lt;p&gt;AT&amp;amp;T&lt;/p&gt;</content>', "<p>AT&amp;T</p>"),
        ("<content>Fewer than &lt;3\n\nboats</content>", "<p>Fewer than &lt;3</p><p>boats</p>"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <b>b</b><br/>R&amp;D</p></div></content>',
            "<div><p>One <b>b</b><br>R&amp;D</p></div>",
        ),
        (
            '<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>One</h:p></h:div></content>',
            "<div><p>One</p></div>",
        ),
        ('<content type="image/png">aGVsbG8=</content><summary>Boats.</summary>', "<p>Boats.</p>"),
        ('<content src="https://a.example/full" type="text/html"/>', ""),
        ('<summary>Short.</summary><content type="html">The longer text.</content>', "The longer text."),
        ('<content type="html">Short.</content><summary type="html">The longer text.</summary>', "The longer text."),
    ],
)
def test_the_fullest_content_of_an_entry(content: str, html: str) -> None:
    assert only(atom(f"<entry><title>A</title>{content}</entry>")).html == html


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        ("<link rel='self' href='/1.atom'/><id>https://a.example/1</id>", "https://gazette.example/1.atom"),
        ("<id>https://a.example/1</id>", "https://a.example/1"),
        ("<link rel='enclosure' href='/1.mp3'/><id>urn:uuid:1</id>", None),
    ],
)
def test_an_entry_without_a_link_to_a_page(inner: str, url: str | None) -> None:
    assert only(atom(f"<entry><title>A</title>{inner}</entry>")).url == url


def test_markup_that_is_not_quoted_is_content() -> None:
    assert (
        only(rss("<title>A</title><description><p>One</p><p>R&amp;D</p></description>")).html
        == "<p>One</p><p>R&amp;D</p>"
    )


def test_json_feeds_of_both_versions_are_read() -> None:
    data = json_feed(
        {
            "id": 7,
            "url": "/7",
            "title": "Fog & <rain>",
            "content_html": HTML,
            "summary": "Fog.",
            "date_published": "2026-03-02T08:00:00-07:00",
            "date_modified": "2026-03-02T09:00:00-07:00",
            "authors": [{"name": "Ada Lund"}, {"url": "x"}, "Tom"],
            "tags": ["Weather", 3],
            "language": "en-US",
        },
        {"id": "b", "external_url": "https://a.example/b", "content_text": "One.\n\nTwo <3."},
        "no item",
        {},
        home_page_url="https://osk.example/",
        language="da",
        author={"name": "Tom Reyes"},
    )
    feed = read_feed(data, now=NOW)
    assert (feed.title, feed.url, feed.language, feed.note) == ("Osk Daily", "https://osk.example/", "da", None)
    first, second = feed.items
    assert (first.title, first.url, first.identity) == ("Fog & <rain>", "https://osk.example/7", "7")
    assert (first.authors, first.categories, first.language, first.teaser) == (("Ada Lund",), ("Weather",), "en", False)
    assert first.published and first.published.isoformat() == "2026-03-02T08:00:00-07:00"
    assert first.modified and first.modified.isoformat() == "2026-03-02T09:00:00-07:00"
    assert (second.html, second.authors) == ("<p>One.</p><p>Two &lt;3.</p>", ("Tom Reyes",))
    assert second.url == "https://a.example/b"


@pytest.mark.parametrize(
    ("data", "media_type", "found"),
    [
        (rss(), "text/html", True),
        (b"\xef\xbb\xbf\n <!-- made by hand -->" + atom(), "", True),
        (rss().decode().replace("UTF-8", "UTF-16").encode("utf-16"), "", True),
        (b'<a:feed xmlns:a="http://www.w3.org/2005/Atom"/>', "", True),
        (b'<feed xmlns="https://shop.example/goods"/>', "", False),
        (
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:foaf="http://f.example/"/>',
            "",
            False,
        ),
        (
            b"<!doctype html><html><head><title>rss</title></head><body><rss></rss></body></html>",
            "application/rss+xml",
            False,
        ),
        (b"<opml version='2.0'><body/></opml>", "", False),
        (json_feed(), "", True),
        (b'{"title": "A", "items": []}', "application/json", False),
        (b'{"title": "A", "items": []}', "application/feed+json", True),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "", False),
        (b"<rss is what the reader writes about", "", False),
        (b"", "", False),
    ],
)
def test_what_a_feed_is(data: bytes, media_type: str, found: bool) -> None:
    assert is_feed(data, media_type) is found
