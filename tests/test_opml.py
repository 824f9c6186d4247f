"""Read and write lists of subscriptions, also those of other readers, damaged and hostile ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceError
from index.opml import Subscription, is_opml, read_opml, write_opml

LIST = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- from a reader -->
<opml version="1.0"><head><title>Feeds</title></head><body>
  <outline text="Harbour Gazette &amp;amp; Post" xmlUrl="https://gazette.example/rss" type="rss"/>
  <outline text="News"><outline text="World" title="The world">
    <outline TEXT="Osk Daily" title="" XMLURL=" https://osk.example/feed?a=1&b=2 "/></outline>
    <outline text="Gazette again" xmlUrl="https://GAZETTE.example/rss#top"/>
    <outline text="Tide" xmlUrl="feed://tide.example/atom"/>
    <outline xmlUrl="feed:https://fog.example/json"/>
    <outline text="Bad" xmlUrl="file:///etc/passwd"/><outline text="Empty folder"/></outline>
</body></opml>"""


def test_nested_outlines_are_folders() -> None:
    assert is_opml(LIST)
    assert read_opml(LIST) == [
        Subscription("https://gazette.example/rss", "Harbour Gazette & Post", ""),
        Subscription("https://osk.example/feed?a=1&b=2", "Osk Daily", "News/The world"),
        Subscription("http://tide.example/atom", "Tide", "News"),
        Subscription("https://fog.example/json", "https://fog.example/json", "News"),
    ]


def test_what_is_written_is_read_again() -> None:
    subscriptions = read_opml(LIST)
    text = write_opml(subscriptions, "Feeds <of> Osk")
    assert read_opml(text.encode()) == subscriptions
    assert text.count('text="News"') == 1 and "<title>Feeds &lt;of&gt; Osk</title>" in text


@given(
    st.lists(
        st.builds(
            Subscription,
            st.integers(0, 99).map(lambda number: f"https://a.example/{number}?x=1&y=<"),
            st.text(max_size=30),
            st.text(max_size=30),
        ),
        min_size=1,
        max_size=8,
    ),
    st.text(max_size=30),
)
def test_any_titles_can_be_written(subscriptions: list[Subscription], title: str) -> None:
    urls = list(dict.fromkeys(one.url for one in subscriptions))
    assert {one.url for one in read_opml(write_opml(subscriptions, title).encode())} == set(urls)


def test_a_damaged_list_is_read_as_far_as_it_goes() -> None:
    assert [one.title for one in read_opml(LIST[: LIST.index(b'<outline text="Tide"')])] == [
        "Harbour Gazette & Post",
        "Osk Daily",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not OPML"),
        (b"<rss><outline xmlUrl='https://a.example/'/></rss>", "not OPML"),
        (b"<opml><body><outline text='A'/></body></opml>", "names no feed"),
        (b"<opml", "not OPML|cannot be read|not XML"),
        (b"<opml>" + b"<outline>" * 100_000, "names no feed"),
        (b'<!DOCTYPE opml [<!ENTITY a "https://a.example/">]><opml><outline xmlUrl="&a;"/></opml>', "names no feed"),
    ],
)
def test_a_list_without_feeds_is_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read_opml(data)


@given(st.binary(max_size=200).map(lambda data: b"<opml>" + data) | st.binary(max_size=100))
def test_any_bytes_are_a_list_or_a_sentence(data: bytes) -> None:
    try:
        assert read_opml(data)
    except SourceError as error:
        assert str(error).endswith(".")
