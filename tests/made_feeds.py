"""Make feeds for tests."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from index.feed import Item, read_feed

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
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


def json_feed(*items: object, **about: object) -> bytes:
    """Return a JSON Feed."""
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Osk Daily", **about, "items": items}
    ).encode()
