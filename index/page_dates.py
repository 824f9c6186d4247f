"""Find when a page's article was published: what the page states, what stands by its headline, what htmldate reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from typing import Any

from index.dates import date_line, parse_moment
from index.split import plain
from index.text import key

PUBLISHED = (
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "sailthru.date",
    "pubdate",
)
DATE_CLASS = re.compile(r"date|publish|posted|timestamp|time", re.I)
LONGEST_LINE = 160
"""Characters of an element that may be a date line."""


def published_on(
    tree: Any, data: dict[str, Any], named: dict[str, list[str]], found: str | None, now: datetime, title: str
) -> date | datetime | None:
    """Prefer the moment that the page states with its zone, then the line below the headline, then htmldate's day."""
    stated = first_moment((data.get("datePublished"), *(named.get(name, [None])[0] for name in PUBLISHED)), now)
    if stated is not None:
        return stated
    if (line := _date_line(tree, now, title)) is not None:
        return line
    day = parse_moment(found or "", now)
    if isinstance(day, date) and (day.month, day.day) == (1, 1):
        from lxml.html import tostring

        text = tostring(tree, encoding="unicode")
        if not re.search(rf"{day.year}[-/.]?01[-/.]?01|\b0?1[-/. ](?:0?1|Jan)|\bJan\w* 1\b", text):
            return None  # htmldate's guess from a year alone
    return day


def first_moment(values: Iterable[Any], now: datetime) -> date | datetime | None:
    return next((moment for one in values if one and (moment := parse_moment(str(one), now))), None)


def _date_line(tree: Any, now: datetime, title: str) -> date | datetime | None:
    """Return the date that stands by the page's headline, marked as one."""
    headings = (node for node in tree.iter("h1", "h2") if key("".join(node.itertext())) == key(title))
    heading = next(headings, None)
    if heading is None:
        return None
    if (printed := _line_above(heading, now)) is not None:
        return printed
    for node in islice(heading.xpath("following::*[self::time or @class or @itemprop]"), 60):
        marks = f"{node.get('class', '')} {node.get('itemprop', '')}"
        if node.tag != "time" and not DATE_CLASS.search(marks):
            continue
        if node.get("datetime") and (moment := parse_moment(node.get("datetime"), now)):
            return moment
        text = plain(" ".join(islice(node.itertext(), 20)))
        if len(text) <= LONGEST_LINE and (line := date_line(text, now)):
            return line.found
    return None


def _line_above(heading: Any, now: datetime) -> date | None:
    """Return the date right above the headline; one in the page's top is that of the day it was read."""
    block = heading
    if heading.getparent() is not None and len(heading.getparent()) == 1:
        block = heading.getparent()
    if block.getparent() is None or block.getparent().tag in ("body", "html", "header", "nav"):
        return None
    for above in islice(block.itersiblings(preceding=True), 2):
        for node in islice(above.iter(), 20):
            text = plain(" ".join(islice(node.itertext(), 20)))
            if text and len(text) <= LONGEST_LINE and (line := date_line(text, now)) and line.found:
                return line.found
    return None
