"""Feeds that are cut, broken, hostile or none at all."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_feeds import ADDRESS, BODY, HTML, NOW, atom, json_feed, only, rss

from index.errors import SourceError
from index.feed import clean_item, feed_links, is_feed, read_feed

REAL = Path(__file__).parents[1].parent / "shared" / "eval" / "feeds" / "real"


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
