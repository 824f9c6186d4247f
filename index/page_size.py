"""Keep a page within what the extractor reads in a few seconds: it takes minutes for thousands of marks in a line."""

from __future__ import annotations

from collections import Counter
from typing import Any

from index.errors import SourceError

INLINE = frozenset("a abbr b bdi big code em font i mark q s small span strong sub sup tt u".split())
MOST_INLINE = 500
"""Marks and links in one element; a longer list of links is no article. 20,000 take the extractor two minutes."""
MOST_CELLS = 3000
"""Cells of a table; a larger one is data."""
MOST_HEADINGS = 1000
MOST_ELEMENTS = 30_000
"""Elements of a page, scripts and styles aside: about five seconds. The longest live reports have 20,000."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NO_TEXT = ("script", "style", "svg", "noscript", "template", "iframe", "object")


def large_tables(tree: Any) -> list[Any]:
    """Return the tables of a page that are too large to be read."""
    return [one for one in tree.iter("table") if sum(1 for _ in one.iter("td", "th")) > MOST_CELLS]


def within_bounds(tree: Any) -> bool:
    """Make a page's tree small enough to be read, in place; tell whether it was.

    Marks and links beyond all measure leave their text behind, tables of data go. Raises SourceError for a page that
    is too large all the same.
    """
    from lxml import etree

    changed = False
    for table in large_tables(tree):
        if table.getparent() is not None:
            table.drop_tree()
            changed = True
    marks = Counter(one.getparent() for one in tree.iter(*INLINE) if one.getparent() is not None)
    for parent, number in marks.items():
        if number > MOST_INLINE:
            etree.strip_tags(parent, *INLINE)
            changed = True
    if sum(1 for _ in tree.iter(*HEADINGS)) > MOST_HEADINGS:
        for heading in list(tree.iter(*HEADINGS))[MOST_HEADINGS:]:
            heading.tag = "p"
        changed = True
    skipped = sum(1 for one in tree.iter(*NO_TEXT) for _ in one.iter())
    parts = sum(1 for _ in tree.iter()) - skipped
    if parts > MOST_ELEMENTS:
        raise SourceError(
            f"The page has {parts:,} elements, far more than an article. Paste the article's text instead."
        )
    return not changed
