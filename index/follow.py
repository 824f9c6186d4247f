"""Follow feeds: remember them, read what is new since the last time, and report on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from index.adding import Added
from index.address import FromFeed, Get, as_feed, read_fetched, read_items
from index.article import Given, canonical
from index.errors import NotFoundError, SourceError
from index.feed import MOST_ITEMS, Feed
from index.fetch import Fetched
from index.indexing import OnProgress, Progress
from index.library import Library
from index.types import Article

FEED = "feed"
"""Kind of the records that remember followed feeds, by canonical address."""
AT_ONCE = 4
"""Feeds that are fetched at the same time; the pause between two requests is each host's own."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Hold a feed that is read again by `refresh`; `items` maps an item's identity to the digest of what was read."""

    url: str
    title: str = ""
    source: str | None = None
    collections: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    read: datetime | None = None
    error: str | None = None
    items: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """Say what became of one source: what was read, how many items were known already, what was skipped and why."""

    url: str
    title: str
    added: tuple[Added, ...] = ()
    unchanged: int = 0
    skipped: tuple[str, ...] = ()
    error: str | None = None
    note: str | None = None

    def count(self, status: str) -> int:
        """Return how many articles became `status`."""
        return sum(one.status == status for one in self.added)


def take(library: Library, web: Get, url: str, given: Given, *, progress: OnProgress | None = None) -> Report:
    """Add what stands at an address; a feed is followed from then on. Raises SourceError when it cannot be read."""
    fetched = web.get(url)
    feed = as_feed(fetched)
    if feed is None:
        return _report(library, url, "", (FromFeed("", "", one) for one in read_fetched(fetched, given)), progress)[0]
    known = _find(library, url) or Followed(_key(url))
    names = tuple(dict.fromkeys((*known.collections, *given.collections)))
    followed = replace(known, source=given.source or known.source, collections=names)
    return _read(library, followed, fetched, feed, read_items(feed, given, web, known=followed.items.get), progress)


def refresh(
    library: Library, web: Get, urls: Sequence[str] = (), *, progress: OnProgress | None = None
) -> Iterator[Report]:
    """Read the followed feeds again, or those at `urls`, and yield a report on each; a broken one stops no other.

    Raises NotFoundError for an address that is not followed.
    """
    every = [_followed(library, url) for url in urls] if urls else feeds(library)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="fetch") as pool:
        for number, (followed, made) in enumerate(
            zip(every, pool.map(lambda one: _fetch(one, web), every), strict=True), start=1
        ):
            if progress:
                progress(Progress(number, len(every), "reading feeds"))
            if isinstance(made, str):
                _keep(library, replace(followed, error=made, read=datetime.now(UTC)))
                yield Report(followed.url, followed.title, error=made)
            elif made is None:
                _keep(library, replace(followed, error=None, read=datetime.now(UTC)))
                yield Report(followed.url, followed.title, unchanged=len(followed.items))
            else:
                fetched, feed, found = made
                yield _read(library, followed, fetched, feed, iter(found), None)


def feeds(library: Library) -> list[Followed]:
    """Return the followed feeds, by address."""
    return [_loaded(body) for _, body in library.records(FEED)]


def unfollow(library: Library, url: str) -> Followed:
    """Follow a feed no longer; its articles stay. Raises NotFoundError."""
    found = _followed(library, url)
    library.remove_record(FEED, found.url)
    return found


def _fetch(followed: Followed, web: Get) -> tuple[Fetched, Feed, list[FromFeed]] | str | None:
    """Return what is new in a feed, None when it has not changed, and a sentence when it cannot be read."""
    try:
        fetched = web.get(followed.url, etag=followed.etag, last_modified=followed.last_modified)
        if fetched.not_modified:
            return None
        feed = as_feed(fetched)
        if feed is None:
            return f"{followed.url} is no feed any more. Look at its page, and follow its new address."
        given = Given(source=followed.source, collections=followed.collections)
        return fetched, feed, list(read_items(feed, given, web, known=followed.items.get))
    except SourceError as error:
        return str(error)


def _read(
    library: Library,
    followed: Followed,
    fetched: Fetched,
    feed: Feed,
    found: Iterator[FromFeed],
    progress: OnProgress | None,
) -> Report:
    """Add the articles of a feed, remember what was read of it, and report."""
    report, read = _report(library, followed.url, feed.title, found, progress)
    items = {**followed.items, **read}
    present = len(feed.items)
    latest = dict(list(items.items())[-max(MOST_ITEMS, 2 * present) :])
    now = replace(
        followed,
        url=_key(fetched.moved or followed.url),
        title=feed.title or followed.title,
        etag=fetched.etag,
        last_modified=fetched.last_modified,
        read=datetime.now(UTC),
        error=None,
        items=latest,
    )
    if now.url != followed.url:
        library.remove_record(FEED, followed.url)
    _keep(library, now)
    return replace(report, unchanged=present - len(read) - len(report.skipped), note=feed.note)


def _report(
    library: Library, url: str, title: str, found: Iterator[FromFeed], progress: OnProgress | None
) -> tuple[Report, dict[str, str]]:
    """Add articles as they come; return the report, and the digests of the items that were read."""
    skipped: list[str] = []
    read: dict[str, str] = {}

    def articles() -> Iterable[Article]:
        for one in found:
            if isinstance(one.found, SourceError):
                skipped.append(str(one.found))
            else:
                read[one.identity] = one.digest
                yield one.found

    added = library.add(articles(), progress=progress)
    if not added and skipped and not title:
        raise SourceError(skipped[0])
    return Report(url, title, tuple(added), skipped=tuple(skipped)), read


def _followed(library: Library, url: str) -> Followed:
    found = _find(library, url)
    if found is None:
        raise NotFoundError(f"{url[:200]} is not followed; `briefing feeds` lists what is, `briefing add` follows one.")
    return found


def _find(library: Library, url: str) -> Followed | None:
    body = library.get_record(FEED, _key(url))
    return _loaded(body) if body else None


def _key(url: str) -> str:
    return canonical(url) or url


def _keep(library: Library, followed: Followed) -> None:
    library.put_record(FEED, followed.url, _json().dump_json(followed).decode())


def _loaded(body: str) -> Followed:
    found: Followed = _json().validate_json(body)
    return found


@cache
def _json() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Followed)
