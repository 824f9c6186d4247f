"""Read an address: the page, file or feed that stands there; a feed's teasers are filled in from their own pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from index.article import Given, canonical, length, make_article
from index.clean import Cleaned
from index.content import article_of_item, articles_of, is_of_site, kind_of, same_site
from index.decode import decode
from index.errors import SourceError
from index.feed import Feed, Item, feed_links, read_feed
from index.fetch import Fetched
from index.html import clean_html
from index.text import digest
from index.types import Article

TEASER_NOTE = "Only the feed's teaser was read: {}"

OF_LETTERS = ("text", "markdown", "json", "jsonl")
"""Kinds whose code page the host states; all others state it themselves."""
HOST_NAME = re.compile(r"(?:[\w-]+\.)+[\w-]+(?::\d+)?|")
"""What a page is said to be from when it does not say itself; the feed knows better."""


class Get(Protocol):
    """Get what stands at an address; `index.fetch.Fetcher` does."""

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Return what was fetched; raise SourceError."""


@dataclass(frozen=True, slots=True)
class FromFeed:
    """Hold an article of a feed, or why there is none, with the item's identity and the digest of what was read.

    `incomplete` tells that the item's own page could not be read, and that another try may bring more.
    """

    identity: str
    digest: str
    found: Article | SourceError
    incomplete: bool = False


def read_address(url: str, given: Given, web: Get) -> Iterator[Article | SourceError]:
    """Yield the articles that stand at an address, and an error in place of each that cannot be read."""
    try:
        fetched = web.get(url)
        if feed := as_feed(fetched):
            for one in read_items(feed, given, web):
                yield one.found
        else:
            yield from read_fetched(fetched, given)
    except SourceError as error:
        yield error


def as_feed(fetched: Fetched) -> Feed | None:
    """Return what was fetched as a feed, None when it is none. Raises SourceError for a damaged one."""
    if kind_of(fetched.body, fetched.media_type) != "feed":
        return None
    return read_feed(fetched.body, url=fetched.url, charset=fetched.charset)


def read_fetched(fetched: Fetched, given: Given) -> Iterator[Article | SourceError]:
    """Yield the articles of what was fetched; a page without one names its feeds."""
    kind = kind_of(fetched.body, fetched.media_type)
    if kind == "html":
        yield from _page(fetched, given)
        return
    body = fetched.body
    if fetched.charset and kind in OF_LETTERS:
        body = decode(body, fetched.url, charset=fetched.charset).encode()
    yield from articles_of(body, fetched.url, replace(given, url=given.url or fetched.url), kind)


def read_items(
    feed: Feed, given: Given, web: Get, *, known: Callable[[str], str | None] = lambda identity: None
) -> Iterator[FromFeed]:
    """Yield the items of a feed that are new or changed since `known` gave the digest of what was read of them."""
    for item in feed.items:
        identity = item.identity or canonical(item.url) or item.title
        if not identity:
            continue
        mark = digest(item.title, item.html, str(item.modified or item.published))
        if known(identity) == mark:
            continue
        try:
            article, fault = _item(item, feed, given, web)
            article = replace(article, note=TEASER_NOTE.format(fault)) if fault else article
            yield FromFeed(identity, mark, article, incomplete=fault is not None)
        except SourceError as error:
            fault = SourceError(f"{item.title or item.url or identity}: {error}")
            yield FromFeed(identity, mark, fault, incomplete=True)


def _item(item: Item, feed: Feed, given: Given, web: Get) -> tuple[Article, SourceError | None]:
    """Return an item as an article: its own page where the feed has no more than a teaser, or why that is not read.

    What a feed says of another site's page is read there as well: a feed may name any address it likes.
    """
    article = article_of_item(item, feed, given)
    if not item.url or (not item.teaser and is_of_site(item, feed)):
        return article, None
    try:
        fetched = web.get(item.url)
        if kind_of(fetched.body, fetched.media_type) != "html":
            return article, None
        page = make_article(clean_page(fetched), replace(given, title=None))
    except SourceError as error:
        return article, error
    return (_completed(page, article) if length(page) >= length(article) else article), None


def _completed(page: Article, item: Article) -> Article:
    """Return the page's article with what only the feed knows, under the address that the feed names."""
    return replace(
        page,
        title=page.title or item.title,
        source=item.source if item.source and HOST_NAME.fullmatch(page.source or "") else page.source or item.source,
        authors=page.authors or item.authors,
        published=page.published or item.published,
        published_from=page.published_from if page.published else item.published_from,
        modified=page.modified or item.modified,
        section=page.section or item.section,
    )


def clean_page(fetched: Fetched) -> Cleaned:
    """Return the article of a fetched page, under the address that the page names or was found at."""
    text = decode(fetched.body, fetched.url, page=True, charset=fetched.charset)
    cleaned = clean_html(text, url=fetched.url)
    # A page may not claim to be another outlet's.
    named = cleaned.url if same_site(cleaned.url or "", fetched.url) else None
    return replace(cleaned, url=named or fetched.url)


def _page(fetched: Fetched, given: Given) -> Iterator[Article | SourceError]:
    try:
        yield make_article(clean_page(fetched), given)
    except SourceError as error:
        feeds = feed_links(fetched.body, fetched.url)
        hint = f" The page names a feed: {feeds[0]}" if feeds else ""
        yield SourceError(f"{fetched.url}: {error}{hint}")
