"""Save an article: what is known of it already, what readers restored, whose copy or update it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from sqlite3 import Connection
from typing import Literal

from index import chunk, indexing, passages, records, revise, search, store
from index.article import length
from index.database import Database
from index.dates import FIRST_NEWSPAPER
from index.indexing import OnProgress, Progress
from index.passages import Words
from index.text import fold, moment
from index.types import Article, Filters

RESTORED, ALIAS = "restored", "alias"
"""Kinds of the records that keep which left-out lines a reader put back, and which article an address's updates are."""
SAME_UPDATE = 0.7
"""Share of its text that an outlet's article under another address keeps of an earlier one when it is its update."""
UPDATED_WITHIN = timedelta(days=3)
FULLER = 0.6
"""A teaser of less than this share of the words that are known is no update of them."""

Status = Literal["added", "updated", "unchanged", "copy"]
Speakers = Callable[[Article], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Added:
    """Say what became of an article: `copy` repeats the text of `article.duplicate_of`."""

    article: Article
    status: Status


def save(database: Database, article: Article, speakers_of: Speakers) -> tuple[Added, list[Words]]:
    """Save an article in one transaction; return what became of it, and the passages that are searched of it."""
    article = replace(
        article,
        published=article.published if _is_moment(article.published) else None,
        published_from=article.published_from if _is_moment(article.published) else None,
        modified=article.modified if _is_moment(article.modified) else None,
    )
    with database.write() as db:
        return _save(db, _known_as(database, article), speakers_of)


def restore(database: Database, article_id: str, line: int, speakers_of: Speakers) -> tuple[Added, list[Words]]:
    """Put a left-out line back into an article and remember that, in one transaction; return as `save` does.

    Raises NotFoundError for an article or a line that is not there.
    """
    with database.write() as db:
        kept = store.find(db, store.resolve(database, article_id))
        assert kept, "it was resolved in this very transaction"
        name = revise.name_of_line(kept.article, line)
        names = _restored(records.get(database, RESTORED, kept.article.id))
        records.save(db, RESTORED, kept.article.id, json.dumps(list(dict.fromkeys([*names, name]))))
        return _save(db, replace(revise.restore(kept.article, line), added=None), speakers_of)


def _save(db: Connection, article: Article, speakers_of: Speakers) -> tuple[Added, list[Words]]:
    text = search.article_shingles(article)
    kept = store.find(db, article.id)
    original = None
    marks = search.sample(text)
    if kept is None:
        original = indexing.original(db, article, marks)
        kept = _updated(db, article, text, original)
        if kept:
            records.save(db, ALIAS, article.id, kept.article.id)
            article, original = revise.with_id(article, kept.article.id), kept.article.duplicate_of
    merged = merge(article, kept.article if kept else None)
    if kept and merged == kept.article:
        return Added(kept.article, "unchanged"), []
    if kept:
        original = indexing.original(db, merged, marks)
    merged = replace(merged, duplicate_of=original)
    words = _words(merged, speakers_of)
    store.save(db, merged, words, marks)
    if kept:
        root = store.find(db, merged.duplicate_of or merged.id)
        indexing.regroup(db, root, store.copies_of(db, merged.id))
    return Added(merged, "updated" if kept else "copy" if merged.duplicate_of else "added"), words


def cut_anew(database: Database, speakers_of: Speakers, progress: OnProgress | None) -> None:
    """Cut every article into passages again when the library was cut another way; one that stays keeps its vector."""
    if database.get_fact("passages") == chunk.VERSION:
        return
    keys = store.keys(database, Filters())
    for number, key in enumerate(keys, 1):
        with database.write() as db:
            for article in store.load(database, [key]).values():
                passages.save(db, key, _words(article, speakers_of))
        if progress:
            progress(Progress(number, len(keys), "cutting articles anew"))
    database.put_fact("passages", chunk.VERSION)


def merge(article: Article, kept: Article | None) -> Article:
    """Return the article as it is to be kept: what it does not say about itself stays as it was known."""
    now = article.added or datetime.now(UTC)
    if kept is None:
        return replace(article, added=now)
    if article.note and length(article) < FULLER * length(kept):
        article = replace(
            article,
            title=kept.title,
            paragraphs=kept.paragraphs,
            revision=kept.revision,
            removed=kept.removed,
            note=None,
        )
    dated = article if article.published else kept
    return replace(
        article,
        source=article.source or kept.source,
        url=article.url or kept.url,
        authors=article.authors or kept.authors,
        published=dated.published,
        published_from=dated.published_from,
        modified=article.modified or kept.modified,
        section=article.section or kept.section,
        collections=tuple(dict.fromkeys((*kept.collections, *article.collections))),
        added=kept.added if article.revision == kept.revision else now,
        duplicate_of=kept.duplicate_of,
    )


def _known_as(database: Database, article: Article) -> Article:
    """Return the article under the id of what it updates, with the lines that a reader restored."""
    if alias := records.get(database, ALIAS, article.id):
        article = revise.with_id(article, alias)
    names = _restored(records.get(database, RESTORED, article.id))
    return revise.restore_lines(article, names) if names else article


def _is_moment(value: date | datetime | None) -> bool:
    """Tell whether a date can be one of publication, and be compared: 0001-01-01T00:00+02:00 lies before all time."""
    try:
        return value is not None and value.year >= FIRST_NEWSPAPER and bool(moment(value))
    except OverflowError:
        return False


def _restored(record: str | None) -> list[tuple[str, int]]:
    """Return the names of the restored lines; a record of before has texts alone, and means the first of each."""
    return [(one, 0) if isinstance(one, str) else (one[0], one[1]) for one in json.loads(record or "[]")]


def _updated(
    db: Connection, article: Article, text: frozenset[tuple[str, ...]], original: str | None
) -> store.Kept | None:
    """Return the article of the same outlet that this one, under another address or with another opening, updates."""
    earlier = store.find(db, original) if original else None
    if earlier is None or not _same_outlet(article, earlier.article):
        return None
    if article.published and earlier.article.published:
        apart = moment(article.published) - moment(earlier.article.published)
    elif article.published or earlier.article.published or article.source:
        return None
    else:
        apart = timedelta(0)  # two pastes of one headline, neither with a date: the one that is added later is newer
    alike = search.same_text(text, search.article_shingles(earlier.article), SAME_UPDATE)
    return earlier if alike and timedelta(0) <= apart <= UPDATED_WITHIN else None


def _same_outlet(article: Article, earlier: Article) -> bool:
    """Tell whether two articles are of one outlet; of two that name none, when they bear the same headline."""
    if article.source or earlier.source:
        return fold(article.source or "") == fold(earlier.source or "")
    return not article.url and not earlier.url and fold(article.title) == fold(earlier.title)


def _words(article: Article, speakers_of: Speakers) -> list[Words]:
    head = chunk.header(article)
    return [Words(one, head, one.text[len(head) :]) for one in chunk.chunk(article, speakers_of(article))]
