"""Read feeds: RSS 0.9 to 2.0, Atom and JSON Feed with what the publisher states; nothing is fetched."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from index.clean import TOO_MUCH, Cleaned, check_size, mark, removed_of
from index.errors import SourceError
from index.feed_fields import APPEARED, READ_ON, language_code, source_of
from index.feed_items import (
    LANGUAGE,
    PLAIN_SPACE,
    Item,
    absolute,
    fields_of,
    first,
    json_item,
    name_of,
    page_of,
    title_of,
    xml_item,
)
from index.markup import MOST_BYTES, blocks_of, one_line, parse_xml, root_tag
from index.split import Block
from index.text import key

__all__ = ["Feed", "Item", "clean_item", "feed_links", "is_feed", "read_feed"]

MOST_ITEMS = 2000
MOST_LINKS = 50
MOST_QUOTES = 50
"""Each is looked for in all paragraphs."""
PAGE_BYTES = 2_000_000
"""The links to a page's feeds stand in its head."""
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
ROOT = re.compile(r"<(?:[\w-]+:)?(rss|feed|rdf)\b", re.I)
JSON_FEED = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/", re.I)


@dataclass(frozen=True, slots=True)
class Feed:
    """Hold a feed: `url` is the site that it says it belongs to, `address` where it was found, None for a file's.

    `note` is a sentence when it was read in part.
    """

    title: str
    url: str | None
    language: str | None
    items: tuple[Item, ...]
    note: str | None = None
    address: str | None = None


def is_feed(data: bytes, media_type: str = "") -> bool:
    """Tell whether the bytes are a feed: by what they hold, a JSON text without a version by its media type.

    >>> is_feed(b'<rss version="2.0"><channel/></rss>'), is_feed(b"<html><body>RSS</body></html>")
    (True, False)
    """
    if _is_xml_feed(root_tag(data)):
        return True
    return _json_feed(data, versioned="feed+json" not in media_type.lower()) is not None


def _is_xml_feed(tag: str) -> bool:
    found = ROOT.match(tag)
    if not found:
        return False
    name = found[1].lower()
    return name == "rss" or bool(PLAIN_SPACE.search(tag)) or (name == "feed" and "xmlns" not in tag)


def read_feed(data: bytes, *, url: str | None = None, charset: str | None = None, now: datetime | None = None) -> Feed:
    """Return a feed; `url` is its own address, against which relative ones are resolved.

    `charset` is the character set that its host states; JSON is always UTF-8 (RFC 8259, 8.1).

    Raises SourceError when it is none, or nothing in it can be read.
    """
    name, now = url or "The feed", now or datetime.now(UTC)
    if len(data) > MOST_BYTES:
        raise SourceError(f"{name} has more than {MOST_BYTES // 1_000_000} MB. Give a shorter feed.")
    if _is_xml_feed(root_tag(data)):
        return _read_xml(data, name, url, charset, now)
    if (found := _json_feed(data, versioned=False)) is not None:
        return _read_json(found, url, now)
    if data.lstrip()[:1] == b"{":
        raise SourceError(f"{name} is JSON that is damaged or no JSON Feed. Fetch it again, or give another address.")
    raise SourceError(f"{name} is not a feed. Give the address of an RSS, Atom or JSON feed.")


def _read_xml(data: bytes, name: str, url: str | None, charset: str | None, now: datetime) -> Feed:
    root, fault = parse_xml(data, name, charset)
    channel = next((one for one in root if name_of(one) == "channel"), root)
    about = fields_of(channel)
    site = page_of({"link": [one for one in about["link"] if one.get("rel") != "self"]}, channel, url)
    found = (one for one in root.iter("{*}item", "{*}entry") if name_of(one) in ("item", "entry"))
    elements = list(islice(found, MOST_ITEMS + 1))
    read = [xml_item(one, about, url or site, now) for one in elements[:MOST_ITEMS]]
    items = [item for item in read if item.title or item.url or item.html]
    if fault and items and f"</{root_tag(data)[1:4]}".encode() not in data.replace(b"\x00", b"")[-200:]:
        items[-1] = replace(items[-1], teaser=True)  # the feed was cut in the middle of it
    language = first(about, "language", "dc:language") or root.get(LANGUAGE, "")
    return Feed(
        title=title_of(about, atom=channel is root),
        url=site,
        language=language_code(language),
        items=tuple(items),
        note=_note(fault, len(elements)),
        address=url,
    )


def _note(fault: str | None, count: int) -> str | None:
    notes = [f"The feed is {fault}, and was read as far as that allows."] if fault else []
    notes += [f"Only the first {MOST_ITEMS:,} items were read."] if count > MOST_ITEMS else []
    return " ".join(notes) or None


def _json_feed(data: bytes, *, versioned: bool) -> dict[str, Any] | None:
    """Return the object of a JSON Feed, None when it is none; one without its version must at least have items."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") or len(data) > MOST_BYTES:
        return None
    try:
        found = json.loads(data.decode("utf-8-sig", errors="replace"), strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return None
    version = found.get("version")
    stated = isinstance(version, str) and bool(JSON_FEED.match(version))
    return found if stated or (not versioned and "title" in found) else None


def _read_json(found: dict[str, Any], url: str | None, now: datetime) -> Feed:
    def text(name: str) -> str:
        value = found.get(name)
        return value if isinstance(value, str) else ""

    base = url or absolute(text("feed_url"), None) or absolute(text("home_page_url"), None)
    objects = [one for one in found["items"] if isinstance(one, dict)]
    read = [json_item(one, found, base, now) for one in objects[:MOST_ITEMS]]
    return Feed(
        title=one_line(text("title")[:MOST_ITEMS], tags=False),
        url=absolute(text("home_page_url"), base),
        language=language_code(text("language")),
        items=tuple(item for item in read if item.title or item.url or item.html),
        note=_note(None, len(objects)),
        address=url,
    )


def feed_links(page: bytes, url: str) -> list[str]:
    """Return the addresses of the feeds that a page names, in its order."""
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(page[:PAGE_BYTES], parser)
    except (etree.XMLSyntaxError, LookupError):
        return []
    if tree is None:
        return []
    base = next((one for base in tree.iter("base") if (one := absolute(base.get("href", ""), url))), url)
    named = (
        absolute(link.get("href", ""), base)
        for link in tree.iter("link")
        if {"alternate", "feed"} & set(link.get("rel", "").lower().split())
        and link.get("type", "").partition(";")[0].strip().lower() in FEED_TYPES
    )
    return list(islice(dict.fromkeys(one for one in named if one), MOST_LINKS))


def clean_item(item: Item, feed: Feed, *, now: datetime | None = None) -> Cleaned:
    """Return an item as an article, from the feed alone.

    An item that states only when it was changed is dated by that: Atom asks for no more.
    Raises SourceError for an item of more paragraphs than an article has.
    """
    blocks = blocks_of(item.html)
    check_size(blocks)
    credits, marked = mark(blocks, now=now)
    marked = _without_ends(marked, item.title)
    note = "Only the feed's teaser was read." if item.teaser else None
    if marked and all(one.reason or one.kind == "heading" for one in marked):
        marked, note = blocks, note or TOO_MUCH
    stated = item.published or item.modified
    return Cleaned(
        title=item.title,
        paragraphs=tuple((one.kind, one.text) for one in marked if one.reason is None),
        authors=item.authors or credits.authors,
        source=source_of(feed.title, feed.url or item.url) or credits.source,
        published=stated or credits.published,
        published_from="feed" if stated else "text" if credits.published else None,
        modified=item.modified,
        section=next(iter(item.categories), None),
        language=item.language or feed.language,
        url=item.url,
        identity=item.identity,
        removed=removed_of(blocks, marked),
        note=note,
    )


def _without_ends(blocks: list[Block], title: str) -> list[Block]:
    """Leave out what repeats the headline or the text, and at the end links to the page and headings over nothing."""
    texts = [key(one.text) for one in blocks if one.kind == "text"]
    quotes = [one for one in blocks if one.kind == "quote"][:MOST_QUOTES]
    repeated = {name for one in quotes if (name := key(one.text)) and any(name in text for text in texts)}
    marked = []
    for block in blocks:
        name = key(block.text)
        if block.reason is None and name and name == key(title):
            block = replace(block, reason="repeats the headline")
        elif block.reason is None and block.kind == "quote" and name in repeated:
            block = replace(block, reason="repeats the text")
        elif block.reason is None and APPEARED.fullmatch(block.text):
            block = replace(block, reason="link to read on")
        marked.append(block)
    for position in reversed(range(len(marked))):
        if marked[position].reason is None:
            if marked[position].kind != "heading":
                text = READ_ON.sub("", marked[position].text).strip()
                marked[position] = replace(marked[position], text=text or marked[position].text)
                break
            marked[position] = replace(marked[position], reason="heading with nothing below")
    return marked
