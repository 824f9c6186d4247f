"""Read feeds of every family, whole, damaged and hostile; items state what the feed states and nothing else."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Given, make_article
from index.errors import SourceError
from index.feed import Feed, Item, clean_item, feed_links, is_feed, read_feed
from index.feed_fields import moment_of, source_of

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
REAL = Path(__file__).parents[1].parent / "shared" / "eval" / "feeds" / "real"
ADDRESS = "https://gazette.example/feeds/world.xml"
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:atom="http://www.w3.org/2005/Atom"'
)
BODY = [
    "The ferry to Osk was late on Monday for the ninth time this month, the harbour master said at noon.",
    "“We will not run a boat that is not safe. People can wait an hour,” said Ines Holt, the line’s director.",
    "The Aldine Line expects to run every crossing again from Friday, when the second engine is back from Sorrin.",
]
HTML = "".join(f"<p>{text}</p>" for text in BODY)


def rss(*items: str, head: str = "", tail: str = "</channel></rss>") -> bytes:
    """Return an RSS 2.0 feed as newspapers make them."""
    start = f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {SPACES}><channel>'
    about = head or "<title>Harbour Gazette - World RSS feed</title><link>https://gazette.example/world</link>"
    return f"{start}{about}{''.join(f'<item>{item}</item>' for item in items)}{tail}".encode()


def atom(*entries: str, attributes: str = "", head: str = "<title>Harbour Gazette</title>") -> bytes:
    """Return an Atom feed."""
    inner = "".join(entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}>{head}{inner}</feed>'.encode()


def only(data: bytes, url: str | None = ADDRESS) -> Item:
    """Return the one item of a feed that is read without a note."""
    feed = read_feed(data, url=url, now=NOW)
    assert feed.note is None
    (item,) = feed.items
    return item


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


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("AT&amp;amp;T buys", "AT&T buys"),
        ("AT&amp;amp;amp;T buys", "AT&T buys"),
        ("Q&A at R&D", "Q&A at R&D"),
        ("<![CDATA[Tea &amp; “cake”]]>", "Tea & “cake”"),
        ("&lt;b&gt;Bold&lt;/b&gt; news", "Bold news"),
        ("<b>Bold</b> news", "Bold news"),
        ("&amp;lt;i&amp;gt;Aldine&amp;lt;/i&amp;gt; sails", "Aldine sails"),
        ("&amp;#8216;Late&amp;#8217; ferry&nbsp;sails", "‘Late’ ferry sails"),
        ("5 &lt; 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("Line&#11;break\x0b", "Linebreak"),
        ("&lol; rises", "&lol; rises"),
    ],
)
def test_titles_are_shown_as_they_are_meant(title: str, shown: str) -> None:
    assert only(rss(f"<title>{title}</title>")).title == shown


def test_atom_says_whether_a_title_is_html() -> None:
    titles = (
        ("text", "What &lt;b> does"),
        ("html", "What &lt;b>it&lt;/b> does"),
        ("xhtml", "<div>What <b>it</b> does</div>"),
    )
    data = atom(*(f'<entry><title type="{kind}">{title}</title></entry>' for kind, title in titles))
    assert [one.title for one in read_feed(data).items] == ["What <b> does", "What it does", "What it does"]


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("Mon, 02 Mar 2026 08:00:00 EST", "2026-03-02T08:00:00-05:00"),
        ("Mon, 02 Mar 2026 08:00:00 GMT+2", "2026-03-02T08:00:00+02:00"),
        ("Mon, 02 Mar 2026 08:00 UTC-03:30", "2026-03-02T08:00:00-03:30"),
        ("Mon, 02 Mar 2026 08:00:00 Z", "2026-03-02T08:00:00+00:00"),
        ("Mon, 02 Mar 2026 08:00:00 CEST", "2026-03-02T08:00:00+02:00"),
        ("Mon, 02 Mar 2026 08:00:00 +0100 (CET)", "2026-03-02T08:00:00+01:00"),
        ("2 March 26 08:00:00 -0000", "2026-03-02T08:00:00+00:00"),
        ("2026-03-02T08:00:00.123+05:30", "2026-03-02T08:00:00.123000+05:30"),
        ("2026-03-02 08:00:00 +0100", "2026-03-02T08:00:00+01:00"),
        ("Mon, 02 Mar 2026 08:00:00", "2026-03-02T08:00:00"),
        ("Mon, 02 Mar 2026", "2026-03-02"),
        ("March 2, 2026 at 8 am", "2026-03-02"),
        ("Mon, 09 Mar 2026 08:00:00 GMT", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0001-01-01T00:00:00Z", None),
        ("Mon, 02 Mar 2026 25:61:00 +9999", "2026-03-02"),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_keep_their_zone(stated: str, moment: str | None) -> None:
    found = moment_of(stated, NOW)
    assert (found.isoformat() if found else None) == moment
    assert only(rss(f"<title>A</title><pubDate>{stated}</pubDate>")).published == found


def test_a_feed_that_names_no_date_gives_none() -> None:
    item = only(
        rss("<title>A</title><link>https://a.example/1</link>", head="<lastBuildDate>2026-03-01</lastBuildDate>")
    )
    assert item.published is None and item.modified is None
    changed = only(atom("<entry><title>A</title><updated>2026-03-02T08:00:00Z</updated></entry>"))
    assert (changed.published, changed.modified) == (None, datetime(2026, 3, 2, 8, tzinfo=UTC))


def test_people_are_named_without_addresses() -> None:
    names = (
        "ada@g.example (Ada Lund)",
        "Tom Reyes &lt;tom@g.example&gt;",
        "By Ines Holt,Ada Lund",
        "noreply@g.example",
        "admin",
    )
    feed = read_feed(rss(*(f"<title>A</title><author>{name}</author>" for name in names)))
    assert [one.authors for one in feed.items] == [("Ada Lund",), ("Tom Reyes",), ("Ines Holt", "Ada Lund"), (), ()]
    data = atom("<entry><title>A</title></entry>", head="<author><name>Ada Lund</name><uri>x</uri></author>")
    assert only(data).authors == ("Ada Lund",)


@pytest.mark.parametrize(
    ("inner", "teaser"),
    [
        (f"<link>https://a.example/1</link><description>{BODY[0]}</description>", True),
        (f"<description>{BODY[0]}</description>", False),
        (f"<link>https://a.example/1</link><description>{' '.join(BODY * 3)}</description>", False),
        (f"<link>https://a.example/1</link><description>{' '.join(BODY * 3)} [&amp;#8230;]</description>", True),
        (f"<content:encoded><![CDATA[{HTML}]]></content:encoded><link>https://a.example/1</link>", False),
        (f"<content:encoded><![CDATA[{HTML}<a href='/1'>Read more &raquo;</a>]]></content:encoded>", True),
        (f"<content:encoded><![CDATA[{HTML * 6}...]]></content:encoded>", False),
        ("<link>https://a.example/1</link>", True),
    ],
)
def test_teasers_are_known(inner: str, teaser: bool) -> None:
    assert only(rss(f"<title>A</title>{inner}")).teaser is teaser


def json_feed(*items: object, **about: object) -> bytes:
    """Return a JSON Feed."""
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Osk Daily", **about, "items": items}
    ).encode()


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


def test_code_pages_and_marks_are_read() -> None:
    feed = '<?xml version="1.0" encoding="windows-1251"?><rss><channel><item><title>Паром на Оск опоздал</title></item></channel></rss>'
    assert only(feed.encode("cp1251")).title == "Паром на Оск опоздал"
    western = rss("<title>Café à la crème</title>").decode()
    assert only(western.encode("cp1252")).title == "Café à la crème"
    assert only(b"\xef\xbb\xbf" + western.encode()).title == "Café à la crème"
    assert only(b"\r\n " + western.encode()).title == "Café à la crème"
    assert (
        only(western.replace("crème", "crème, “à la”~").encode().replace(b"~", b"\xff")).title
        == "Café à la crème, “à la”\ufffd"
    )
    assert only(western.replace("UTF-8", "UTF-16").encode("utf-16")).title == "Café à la crème"


def test_a_feed_that_is_cut_is_read_as_far_as_it_goes() -> None:
    whole = f"<title>One</title><link>https://a.example/1</link><content:encoded><![CDATA[{HTML}]]></content:encoded>"
    data = rss(whole, whole.replace("One", "Two"), tail="")
    feed = read_feed(data[: data.rindex(b"The Aldine")], now=NOW)
    assert [(one.title, one.url, one.teaser) for one in feed.items] == [
        ("One", "https://a.example/1", False),
        ("Two", "https://a.example/1", True),
    ]
    assert feed.note == "The feed is damaged in line 2, and was read as far as that allows."
    assert BODY[0] in feed.items[1].html


def test_html_that_is_neither_quoted_nor_closed_swallows_no_other_item() -> None:
    feed = read_feed(
        rss("<title>One</title><description>Boats<br>sail &amp; <img src='a'>so</description>", "<title>Two</title>")
    )
    assert [one.title for one in feed.items] == ["One", "Two"]
    assert feed.items[0].html == "Boats<br>sail &amp; <img src='a'>so"
    assert feed.note


def test_prefixes_that_nobody_declared_are_read() -> None:
    data = b"<rss><channel><item><title>A</title><dc:creator>Ada Lund</dc:creator><content:encoded>One two</content:encoded></item></channel></rss>"
    (item,) = read_feed(data).items
    assert (item.authors, item.html) == (("Ada Lund",), "One two")


def test_bombs_and_outside_entities_do_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret", "utf-8")
    bomb = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    outside = f'<!ENTITY b SYSTEM "{secret.as_uri()}"><!ENTITY % c SYSTEM "{secret.as_uri()}"> %c;'
    data = f"<!DOCTYPE rss [{bomb}{outside}]><rss><channel><title>&a11;</title><item><title>A &b; &a11;</title></item></channel></rss>"
    feed = read_feed(data.encode())
    assert (feed.title, feed.items[0].title) == ("&a11;", "A &b; &a11;")


@pytest.mark.parametrize(
    "data",
    [
        rss("<a>" * 100_000),
        atom("<entry><content type='xhtml'>" + "<div>" * 50_000),
        rss(f"<title>A</title><description>{'&lt;div&gt;' * 50_000}end</description>"),
        rss("<title>A</title><description>" + "<![CDATA[" * 50_000),
        rss("<title>" + "<" * 100_000),
        b"<!DOCTYPE rss [" + b"]" * 100_000,
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
    ],
)
def test_depth_is_bounded(data: bytes) -> None:
    try:
        feed = read_feed(data, now=NOW)
    except SourceError:
        return
    for item in feed.items:
        clean_item(item, feed, now=NOW)


def test_only_so_many_items_bytes_and_tags_are_read() -> None:
    feed = read_feed(rss(*(f"<title>{n}</title>" for n in range(2001))))
    assert (len(feed.items), feed.items[-1].title, feed.note) == (2000, "1999", "Only the first 2,000 items were read.")
    with pytest.raises(SourceError, match="more than 20 MB"):
        read_feed(rss(" " * 20_000_000))
    with pytest.raises(SourceError, match="1,000,000 tags"):
        read_feed(rss("<b/>" * 1_000_001))
    assert only(rss(f"<title>A</title><description>{'word ' * 300_000}</description>")).html == ""


@pytest.mark.parametrize(
    "data", [b"", b"Only words.", b"<html><body>A page</body></html>", b"\x00\xff" * 50, b"{}", b"<rss", b"[]"]
)
def test_what_is_no_feed_is_a_sentence(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^https://gazette\.example/feeds/world\.xml .*\."):
        read_feed(data, url=ADDRESS)


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


PIECES = st.sampled_from(
    "<rss> <channel> <item> </item> <title> </title> <description> </description> <![CDATA[ ]]> & &amp; &nbsp; <br> <p> "
    "</p> <feed <entry> <link href='//a'/> <link> http://a.example/ <pubDate> 2026-03-01 <!-- --> <?x <!DOCTYPE [ ]> "
    "<content:encoded> <content\ttype='xhtml'> \x00 é <media:group> <author> <name> a@b.example xmlns='http://www.w3.org/2005/Atom'".split()
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(PIECES, max_size=40).map(lambda parts: ("<rss>" + " ".join(parts)).encode()),
        st.lists(PIECES, max_size=40).map(lambda parts: ("<feed>" + "".join(parts)).encode("utf-16")),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=20),
            lambda inner: (
                st.lists(inner, max_size=4)
                | st.dictionaries(
                    st.sampled_from("id url title content_html content_text authors name tags items".split()), inner
                )
            ),
            max_leaves=20,
        ).map(lambda one: json_feed(one, one)),
    )
)
def test_any_bytes_are_a_feed_or_a_sentence(data: bytes) -> None:
    feed_links(data, ADDRESS)
    try:
        feed = read_feed(data, url=ADDRESS, now=NOW)
    except SourceError as error:
        assert str(error).endswith(".")
        return
    for item in feed.items:
        assert item.title or item.url or item.html
        assert item.published is None or isinstance(item.published, date)
        cleaned = clean_item(item, feed, now=NOW)
        assert all(text for _, text in cleaned.paragraphs)


@pytest.mark.skipif(not REAL.is_dir(), reason="the feeds of other publishers are not here")
@pytest.mark.parametrize("path", sorted(REAL.iterdir()) if REAL.is_dir() else [], ids=lambda path: path.name)
def test_feeds_that_are_not_ours(path: Path) -> None:
    data = path.read_bytes()
    assert is_feed(data)
    feed = read_feed(data, url=f"https://feeds.example/{path.name}", now=datetime(2026, 9, 1, tzinfo=UTC))
    if path.suffix == ".json":
        raw = [json.dumps(one) for one in json.loads(data)["items"]]
        title, link, moment = '"title"', '"url"', '"date_published"'
    else:
        raw = re.findall(r"<(?:item|entry)\b.*?</(?:item|entry)>", data.decode(), re.S)
        title, link, moment = "<title", "<link", "<(?:pubDate|published|updated)"
    assert feed.title and feed.note is None and len(feed.items) == len(raw) > 0
    for item, stated in zip(feed.items, raw, strict=True):
        assert bool(item.title) == bool(re.search(title, stated))
        assert item.url or not re.search(link, stated)
        assert bool(item.published or item.modified) == bool(re.search(moment, stated))
        assert not re.search(r"&(?:amp|#\d+|\w{2,8});|</?[bip]>", item.title)
        assert clean_item(item, feed).paragraphs
