"""Tell what a library holds: how many articles, of which days and outlets, and the newest of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from index import store
from index.database import Database
from index.text import words
from index.types import Article, Filters


@dataclass(frozen=True, slots=True)
class Holding:
    """Hold what passes some filters: the count, the first and last published day, and how many have no date.

    `texts` counts those that repeat each other's text once. `outlets` has (name, articles), most articles first;
    `newest` the newest articles, one of those with the same text.
    """

    articles: int
    first: date | None = None
    last: date | None = None
    undated: int = 0
    texts: int = 0
    outlets: tuple[tuple[str, int], ...] = ()
    newest: tuple[Article, ...] = ()


def holds(database: Database, filters: Filters) -> bool:
    """Tell whether any article passes the filters."""
    condition, values = store.where(filters)
    with database.read() as db:
        return bool(db.execute(f"SELECT EXISTS (SELECT 1 FROM articles a WHERE {condition})", values).fetchone()[0])


def holding(database: Database, filters: Filters, topic: str, newest: int, *, oldest: bool = False) -> Holding:
    """Return what the library has that passes the filters and holds every word of `topic`, in any form.

    With `oldest` the oldest few articles stand in the place of the newest.
    """
    way = "ASC" if oldest else "DESC"
    condition, values = _condition(filters, topic)
    with database.read() as db:
        count, first, last, dated, texts = db.execute(
            "SELECT count(*), min(a.day), max(a.day), count(a.day), count(DISTINCT coalesce(a.duplicate_of, a.id))"
            f" FROM articles a WHERE {condition}",
            values,
        ).fetchone()
        outlets = db.execute(  # the text of one article of each outlet is read, for the name as it writes it
            "SELECT json_extract(b.body, '$.source'), held FROM"
            " (SELECT n.name AS name, count(*) AS held, min(a.key) AS key FROM articles a"
            f" CROSS JOIN names n ON n.article = a.key WHERE n.kind = 'source' AND {condition} GROUP BY n.name)"
            " JOIN articles b USING (key) ORDER BY held DESC, name",
            values,
        ).fetchall()
        listed = (
            f"SELECT min(a.key) FROM articles a WHERE {condition} GROUP BY coalesce(a.duplicate_of, a.id)"
            f" ORDER BY max(a.first) IS NULL, max(a.first) {way}, min(a.added) {way}, min(a.id) LIMIT ?"
        )
        keys = db.execute(listed, (*values, newest)).fetchall() if newest else []
    articles = store.load(database, [int(row[0]) for row in keys])
    return Holding(
        articles=int(count),
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        undated=int(count) - int(dated),
        texts=int(texts),
        outlets=tuple((str(name), int(number)) for name, number in outlets),
        newest=tuple(articles[int(row[0])] for row in keys if int(row[0]) in articles),
    )


def _condition(filters: Filters, topic: str) -> tuple[str, tuple[Any, ...]]:
    condition, values = store.where(filters)
    wanted: Sequence[str] = list(dict.fromkeys(words(topic)))
    if not wanted:
        return condition, values
    match = " AND ".join(f'"{word.replace(chr(34), "")}"' for word in wanted)
    return f"{condition} AND a.key IN (SELECT rowid FROM article_words WHERE article_words MATCH ?)", (*values, match)
