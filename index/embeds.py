"""Keep an embedded post whole: its lines and the name of who posted it are one quotation, and are cited as one."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from index.split import plain

SIGNED = re.compile(r"[—–-] ?[^—–]{1,80}\(@[\w.-]{1,60}\)[^—–]{0,60}")
"""The end of a post as networks embed it: a dash, the name, the handle in brackets, and most often the day."""
END = 260
"""Characters at the end of a quotation that are looked at."""
LONGEST = 3000
"""Characters; a longer quotation has paragraphs of its own."""
MOST = 500
LINES = ("br", "p", "div", "li")
HELD = ("blockquote", "img", "table", "h1", "h2", "h3")
"""What no post holds: the quotation around it is more than one post."""


def join_posts(tree: Any) -> bool:
    """Make one paragraph of each embedded post of a page's tree, in place; tell whether there was any."""
    posts = [(one, text) for one in islice(tree.iter("blockquote"), MOST) if (text := _post(one))]
    for quote, text in posts:
        for child in list(quote):
            quote.remove(child)
        quote.text = None
        line = quote.makeelement("p")
        line.text = text
        quote.append(line)
    return bool(posts)


def _post(quote: Any) -> str:
    """Return the text of an embedded post, "" for any other quotation."""
    from lxml import etree

    if next(quote.iterdescendants(*HELD), None) is not None:
        return ""
    parts = []
    for event, one in etree.iterwalk(quote, events=("start", "end")):
        words = (one.text if event == "start" else one.tail if one is not quote else "") or ""
        parts.append(f" {words}" if one.tag in LINES else words)
    text = plain("".join(parts))
    end = text[-END:]
    signed = any(SIGNED.fullmatch(end, dash.start()) for dash in re.finditer("[—–-]", end))
    return text if signed and len(text) <= LONGEST else ""
