"""Follow feeds: remember them, read what is new since the last time, and report on each."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial, reduce
from typing import Any

from index.adding import ALIAS, Added
from index.address import FromFeed, Get, as_feed, read_fetched, read_items
from index.article import Given, canonical
from index.errors import NotFoundError, SourceError
from index.feed import MOST_ITEMS, Feed
from index.fetch import Fetched
from index.indexing import OnProgress, Progress
from index.library import Library
from index.types import Article, Filters

FEED = "feed"
"""Kind of the records that remember followed feeds, by canonical address."""
AT_ONCE = 4
"""Feeds that are fetched at the same time; the pause between two requests is each host's own."""
MOST_TRIES, TRIED_FOR = 5, timedelta(days=3)
"""How often, and for how long, an item's page is tried again: a host is down for hours, a paywall stays."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Hold an item whose page could not be read: the digest of the item, its tries, and the article of its teaser."""

    digest: str
    since: datetime
    tries: int = 1
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """Hold a feed that is read again by `refresh`; `items` maps an item's identity to the digest of what was read.

    `url` is canonical and names the record, `address` is what is fetched; `waiting` are the items to be tried again.
    """

    url: str
    title: str = ""
    source: str | None = None
    collections: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    read: datetime | None = None
    error: str | None = None
    items: dict[str, str] = field(default_factory=dict)
    address: str | None = None
    waiting: dict[str, Waiting] = field(default_factory=dict)


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
        found = (FromFeed("", "", one) for one in read_fetched(fetched, given))
        report, _ = _report(library, Followed(url), "", found, progress)
        if report.skipped and not report.added:
            raise SourceError(report.skipped[0])
        return report
    known = _find(library, url) or _find(library, fetched.moved or url) or Followed(_key(url))
    names = tuple(dict.fromkeys((*known.collections, *given.collections)))
    followed = _settled(library, replace(known, source=given.source or known.source, collections=names, address=url))
    given = replace(given, source=followed.source)
    # What comes into another collection, or under another name, is read again: so are the articles that are known.
    anew = (followed.source, names) != (known.source, known.collections)
    items = read_items(feed, given, web, known=({} if anew else followed.items).get)
    return _read(library, followed, fetched, feed, items, progress, new=True)


def refresh(
    library: Library, web: Get, urls: Sequence[str] = (), *, progress: OnProgress | None = None
) -> Iterator[Report]:
    """Read the followed feeds again, or those at `urls`, and yield a report on each; a broken one stops no other.

    Raises NotFoundError for an address that is not followed.
    """
    every = [_settled(library, one) for one in ([_followed(library, url) for url in urls] if urls else feeds(library))]
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="fetch") as pool:
        for number, (followed, made) in enumerate(
            zip(every, pool.map(lambda one: _fetch(one, web), every), strict=True), start=1
        ):
            if progress:
                progress(Progress(number, len(every), "reading feeds"))
            if made is None or isinstance(made, str):
                _keep(library, followed, partial(replace, error=made, read=datetime.now(UTC)))
                unchanged = len(followed.items) if made is None else 0
                yield Report(followed.url, followed.title, unchanged=unchanged, error=made)
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
    address = followed.address or followed.url
    try:
        fetched = web.get(address, etag=followed.etag, last_modified=followed.last_modified)
        if fetched.not_modified:
            return None
        feed = as_feed(fetched)
        if feed is None:
            return f"{address} is no feed any more. Look at its page, and follow its new address."
        given = Given(source=followed.source, collections=followed.collections)
        return fetched, feed, list(read_items(feed, given, web, known=followed.items.get))
    except SourceError as error:
        return str(error)
    except Exception as error:
        # The outermost edge of a job: what one host sends may meet a fault of ours that nobody thought of, and the
        # other feeds are to be read all the same. The log has the traceback.
        log.exception("reading the feed %s failed", address)
        return f"{address} holds what the desk cannot read ({type(error).__name__}); its log says more."


def _read(
    library: Library,
    followed: Followed,
    fetched: Fetched,
    feed: Feed,
    found: Iterator[FromFeed],
    progress: OnProgress | None,
    *,
    new: bool = False,
) -> Report:
    """Add the articles of a feed, remember what was read of it, and report; a `new` one is followed from then on."""
    report, seen = _report(library, followed, feed.title, found, progress)
    waiting = _waiting(followed, seen, report.added)
    read = {one.identity: one.digest for one in seen if one.identity not in waiting}
    most = max(MOST_ITEMS, 2 * len(feed.items))

    def change(held: Followed) -> Followed:
        items = {**held.items, **followed.items, **read}
        return replace(
            held,
            address=fetched.moved or followed.address,
            title=feed.title or held.title,
            # While a page is missing the feed has to be sent whole: its mark would keep its items from us.
            etag=None if waiting else fetched.etag,
            last_modified=None if waiting else fetched.last_modified,
            read=datetime.now(UTC),
            error=None,
            items=dict(list(items.items())[-most:]),
            waiting=waiting,
        )

    _keep(library, followed, change, moved=fetched.moved, new=new)
    return replace(report, unchanged=len(feed.items) - len(seen), note=feed.note)


def _report(
    library: Library, followed: Followed, title: str, found: Iterator[FromFeed], progress: OnProgress | None
) -> tuple[Report, list[FromFeed]]:
    """Add articles as they come; return the report, and the items that were read."""
    seen: list[FromFeed] = []

    def articles() -> Iterator[Article]:
        for one in found:
            seen.append(one)
            if isinstance(one.found, Article):
                _join(library, followed.waiting.get(one.identity), one.found)
                yield one.found

    added = library.add(articles(), progress=progress)
    skipped = tuple(str(one.found) for one in seen if isinstance(one.found, SourceError))
    return Report(followed.url, title, tuple(added), skipped=skipped), seen


def _waiting(followed: Followed, seen: Sequence[FromFeed], added: Sequence[Added]) -> dict[str, Waiting]:
    """Return the items that are to be tried again: those that are incomplete and were not tried often or long."""
    now, kept, waiting = datetime.now(UTC), iter(added), {}
    for one in seen:
        article_id = next(kept).article.id if isinstance(one.found, Article) else None
        before = followed.waiting.get(one.identity)
        tried = before if before and before.digest == one.digest else Waiting(one.digest, now, 0)
        if one.incomplete and tried.tries + 1 < MOST_TRIES and now - tried.since < TRIED_FOR:
            waiting[one.identity] = replace(tried, tries=tried.tries + 1, article_id=article_id)
    return waiting


def _join(library: Library, waiting: Waiting | None, article: Article) -> None:
    """Let an item's whole text be an update of its teaser, though the page names another address than the feed."""
    if waiting is None or waiting.article_id in (None, article.id):
        return
    if not library.articles(Filters(article_ids=(article.id,))):
        library.put_record(ALIAS, article.id, waiting.article_id or "")


def _settled(library: Library, followed: Followed) -> Followed:
    """Return the feed with the items counted as read whose teaser a reader has removed: it is to stay away."""
    ids = tuple(one.article_id for one in followed.waiting.values() if one.article_id)
    there = {one.id for one in library.articles(Filters(article_ids=ids))} if ids else set[str]()
    gone = {
        name: one.digest for name, one in followed.waiting.items() if one.article_id and one.article_id not in there
    }
    return replace(followed, items={**followed.items, **gone})


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


def _keep(
    library: Library,
    followed: Followed,
    change: Callable[[Followed], Followed],
    *,
    moved: str | None = None,
    new: bool = False,
) -> None:
    """Change what is kept of a feed: as it stands now, for others may have changed it or unfollowed it meanwhile.

    A feed that moved onto one that is followed already becomes one with it.
    """
    key = _key(moved or followed.url)

    def changed(records: Mapping[str, str]) -> Mapping[str, str]:
        if followed.url not in records and not new:
            return records
        held = [_loaded(records[one]) for one in dict.fromkeys((key, followed.url)) if one in records]
        made = change(reduce(_together, [followed, *held] if new else held))
        return {key: _json().dump_json(replace(made, url=key)).decode()}

    library.change_records(FEED, (followed.url, key), changed)


def _together(kept: Followed, other: Followed) -> Followed:
    return replace(
        kept,
        source=kept.source or other.source,
        collections=tuple(dict.fromkeys((*kept.collections, *other.collections))),
        items={**other.items, **kept.items},
    )


def _loaded(body: str) -> Followed:
    found: Followed = _json().validate_json(body)
    return found


@cache
def _json() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Followed)
