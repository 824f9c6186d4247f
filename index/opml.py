"""Read and write lists of subscriptions as OPML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from index.article import canonical
from index.errors import SourceError
from index.markup import ILLEGAL, one_line, parse_xml, root_tag
from index.split import plain

MOST_SUBSCRIPTIONS = 10_000
LONGEST_TITLE = 500
FEED_SCHEME = re.compile(r"^feed:(?://)?(?=https?://)|^feed(?=://)", re.I)
"""`feed://` and `feed:https://` are addresses that open a feed reader."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """Hold one feed of a list; `folder` is the path of the outlines around it, joined by `/`, "" at the top."""

    url: str
    title: str
    folder: str


def is_opml(data: bytes) -> bool:
    """Tell whether the bytes are an OPML list.

    >>> is_opml(b'<opml version="2.0"><body/></opml>'), is_opml(b"<rss/>")
    (True, False)
    """
    return bool(re.match(r"<opml\b", root_tag(data), re.I))


def read_opml(data: bytes) -> list[Subscription]:
    """Return the subscriptions in order, each feed once.

    Raises SourceError when the list cannot be read or names no feed.
    """
    if not is_opml(data):
        raise SourceError("The list of feeds is not OPML. Export it as OPML from the feed reader.")
    root, _ = parse_xml(data, "The list of feeds")
    found: dict[str, Subscription] = {}
    outlines = (one for one in root.iter("{*}*") if _is_outline(one))
    for outline in islice(outlines, MOST_SUBSCRIPTIONS):
        url = _address(outline)
        if url and (name := canonical(url)):
            above = [_title(one) for one in outline.iterancestors() if _is_outline(one) and not _address(one)]
            folder = "/".join(one for one in reversed(above) if one)
            found.setdefault(name, Subscription(url, _title(outline) or url, folder))
    if not found:
        raise SourceError("The list names no feed. Export it again with the addresses of the feeds (xmlUrl).")
    return list(found.values())


def write_opml(subscriptions: Iterable[Subscription], title: str = "Briefing Desk") -> str:
    """Return the subscriptions as OPML 2.0, folders as nested outlines."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _allowed(title)
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], Any] = {(): body}
    for one in subscriptions:
        path = tuple(part for part in _allowed(one.folder).split("/") if part.strip())
        for depth in range(1, len(path) + 1):
            if path[:depth] not in folders:
                name = path[depth - 1]
                folders[path[:depth]] = etree.SubElement(folders[path[: depth - 1]], "outline", text=name, title=name)
        name = _allowed(one.title)
        etree.SubElement(folders[path], "outline", type="rss", text=name, title=name, xmlUrl=_allowed(one.url))
    written = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}'


def _is_outline(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2].lower() == "outline"


def _attribute(element: Any, *names: str) -> str:
    """Return the first attribute that is not empty, whatever the case of its name."""
    held = {str(name).lower(): str(value) for name, value in element.attrib.items()}
    return next((held[name] for name in names if held.get(name, "").strip()), "")


def _address(outline: Any) -> str:
    url = plain(_attribute(outline, "xmlurl"))
    return FEED_SCHEME.sub(lambda match: "http" if match[0].lower() == "feed" else "", url)


def _title(outline: Any) -> str:
    return one_line(_attribute(outline, "title", "text")[:LONGEST_TITLE], tags=False)


def _allowed(text: str) -> str:
    return ILLEGAL.sub("", plain(text))
