"""Keep articles, their earlier revisions, their text's fingerprints, and the records of others, in SQLite."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from sqlite3 import Connection
from typing import Any

from index import passages
from index.database import Database
from index.errors import NotFoundError
from index.passages import Words
from index.text import day, fold, moment
from index.types import Article, Filters

WIDE = 0.2
"""Share of the articles from which the first hits without a filter hold enough that pass it: looking further costs
nothing, where looking each hit up in half of 50,000 articles takes SQLite 50 ms, and Chroma's own filter 250."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold an article as the library keeps it."""

    key: int
    article: Article


@dataclass(frozen=True, slots=True)
class Scope:
    """Hold the keys of the articles that pass some filters, and their share of the library."""

    keys: frozenset[int]
    share: float

    @property
    def json(self) -> str:
        """Return the keys as SQL takes them."""
        return json.dumps(sorted(self.keys))

    @property
    def wide(self) -> bool:
        """Tell whether enough passes among what is found without the filters."""
        return self.share >= WIDE


@cache
def _json() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Article)


def save(db: Connection, article: Article, words: Sequence[Words], fingerprints: Iterable[int]) -> None:
    """Write an article with all that is searched of it, in the caller's transaction; keep the revision it replaces."""
    added = (article.added or datetime.now(UTC)).isoformat()
    old = db.execute("SELECT key, revision, body, added FROM articles WHERE id = ?", (article.id,)).fetchone()
    first, last = span(article)
    values = (
        article.revision,
        _json().dump_json(replace(article, added=None, duplicate_of=None)).decode(),
        added,
        article.duplicate_of,
        article.language,
        day(article.published).isoformat() if article.published else None,
        first,
        last,
    )
    if old:
        key = int(old[0])
        if old[1] != article.revision:
            db.execute("INSERT OR REPLACE INTO revisions VALUES (?, ?, ?, ?)", (article.id, *old[1:]))
        db.execute("DELETE FROM revisions WHERE id = ? AND revision = ?", (article.id, article.revision))
        db.execute(
            "UPDATE articles SET (revision, body, added, duplicate_of, language, day, first, last)"
            " = (?, ?, ?, ?, ?, ?, ?, ?) WHERE key = ?",
            (*values, key),
        )
        db.execute("DELETE FROM names WHERE article = ?", (key,))
        db.execute("DELETE FROM shingles WHERE article = ?", (key,))
    else:
        inserted = db.execute(
            "INSERT INTO articles (id, revision, body, added, duplicate_of, language, day, first, last)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (article.id, *values),
        )
        key = int(inserted.lastrowid or 0)
    db.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", [(*name, key) for name in _names(article)])
    db.executemany("INSERT OR IGNORE INTO shingles VALUES (?, ?)", [(one, key) for one in fingerprints])
    db.execute("DELETE FROM article_words WHERE rowid = ?", (key,))
    body = " ".join(one.text for one in article.paragraphs)
    db.execute("INSERT INTO article_words (rowid, title, body) VALUES (?, ?, ?)", (key, article.title, body))
    passages.save(db, key, words)


def remove(db: Connection, key: int) -> None:
    """Delete an article with its revisions, passages, words, vectors and fingerprints, in the caller's transaction."""
    passages.save(db, key, ())
    db.execute("DELETE FROM article_words WHERE rowid = ?", (key,))
    db.execute("DELETE FROM revisions WHERE id = (SELECT id FROM articles WHERE key = ?)", (key,))
    db.execute("DELETE FROM articles WHERE key = ?", (key,))


def find(db: Connection, article_id: str) -> Kept | None:
    """Return the current revision of an article by its exact id."""
    found = _rows(db, "WHERE id = ?", (article_id,))
    return found[0] if found else None


def resolve(database: Database, article_id: str) -> str:
    """Return the full id of the one article whose id starts so; raise NotFoundError for none or several."""
    with database.read() as db:
        if db.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone():
            return article_id
        rows = db.execute(
            "SELECT id FROM articles WHERE substr(id, 1, ?) = ? LIMIT 2", (len(article_id), article_id)
        ).fetchall()
    shown = article_id if len(article_id) <= 60 else article_id[:60] + "…"
    if not rows or not article_id:
        raise NotFoundError(f"There is no article {shown!r} in the library; the list of articles has their ids.")
    if len(rows) > 1:
        raise NotFoundError(f"More than one article's id starts with {shown!r}; write more of it.")
    return str(rows[0][0])


def earlier(database: Database, article_id: str, revision: str) -> Article:
    """Return an earlier revision of an article; raise NotFoundError when it was never there."""
    with database.read() as db:
        row = db.execute(
            "SELECT body, added FROM revisions WHERE id = ? AND revision = ?", (article_id, revision)
        ).fetchone()
    if row is None:
        raise NotFoundError(
            f"Article {article_id} has no revision {revision[:60]!r}; open it without one for the latest."
        )
    return _article(row[0], row[1], None)


def revisions(database: Database, article_id: str) -> list[Article]:
    """Return the earlier revisions of an article, oldest first."""
    with database.read() as db:
        rows = db.execute("SELECT body, added FROM revisions WHERE id = ? ORDER BY added", (article_id,)).fetchall()
    return [_article(body, added, None) for body, added in rows]


def listing(database: Database, filters: Filters) -> list[Article]:
    """Return the articles that pass the filters, newest first, those without a date last."""
    condition, values = where(filters)
    with database.read() as db:
        kept = _rows(db, f"a WHERE {condition} ORDER BY first IS NULL, first DESC, added DESC, id", values)
    return [one.article for one in kept]


def load(database: Database, keys: Sequence[int]) -> dict[int, Article]:
    """Return articles by their key."""
    with database.read() as db:
        kept = _rows(db, "WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(list(keys)),))
    return {one.key: one.article for one in kept}


def newest(database: Database) -> float | None:
    """Return when the newest article was published, in seconds of UTC; None when none has a date."""
    with database.read() as db:
        found = db.execute("SELECT max(first) FROM articles").fetchone()[0]
    return None if found is None else float(found)


def freshness(database: Database, keys: Collection[int], half_life: float) -> dict[int, float]:
    """Return how fresh articles are, by key: 1 for the newest of the library, half of it each `half_life` days before.

    An article without a date has none.
    """
    last = newest(database)
    with database.read() as db:
        rows = db.execute(
            "SELECT key, first FROM articles WHERE first IS NOT NULL AND key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        ).fetchall()
    return {int(key): 0.5 ** (((last or first) - first) / 86_400 / half_life) for key, first in rows}


def keys(database: Database, filters: Filters) -> list[int]:
    """Return the keys of the articles that pass the filters."""
    condition, values = where(filters)
    with database.read() as db:
        rows = db.execute(f"SELECT a.key FROM articles a WHERE {condition}", values).fetchall()
    return [key for (key,) in rows]


def scope(database: Database, filters: Filters) -> Scope | None:
    """Return which articles pass the filters; None when there are no filters, and all do."""
    if filters == Filters():
        return None
    passing = keys(database, filters)
    return Scope(frozenset(passing), len(passing) / max(1, count(database)))


def count(database: Database) -> int:
    """Return the number of articles."""
    with database.read() as db:
        return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])


def where(filters: Filters) -> tuple[str, tuple[Any, ...]]:
    """Return the SQL condition on `articles a` for filters, and its values.

    A plain date compares with the day as the source writes it; a moment with the moment, or with the ends of the day
    when the source gives no time. An article without a date fails either.
    """
    conditions = ["1"]
    values: list[Any] = []
    for value, by_day, by_moment in (
        (filters.since, "a.day >= ?", "a.last >= ?"),
        (filters.until, "a.day <= ?", "a.first <= ?"),
    ):
        if isinstance(value, datetime):
            conditions.append(by_moment)
            values.append(moment(value).timestamp())
        elif value is not None:
            conditions.append(by_day)
            values.append(value.isoformat())
    for kind, names in (
        ("source", filters.sources),
        ("author", filters.authors),
        ("collection", filters.collections),
    ):
        if names:
            conditions.append(
                "a.key IN (SELECT article FROM names WHERE kind = ? AND name IN (SELECT value FROM json_each(?)))"
            )
            values += [kind, json.dumps([fold(name) for name in names])]
    if filters.article_ids:
        conditions.append("a.id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(filters.article_ids)))
    if filters.language:
        conditions.append("a.language = ?")
        values.append(filters.language.lower())
    return " AND ".join(conditions), tuple(values)


def spread(db: Connection, fingerprints: Iterable[int]) -> dict[int, int]:
    """Return in how many articles each of these fingerprints stands, of those that stand in any."""
    rows = db.execute(
        "SELECT hash, count(*) FROM shingles WHERE hash IN (SELECT value FROM json_each(?)) GROUP BY hash",
        (json.dumps(list(fingerprints)),),
    )
    return {int(one): int(number) for one, number in rows}


def sharing(db: Connection, fingerprints: Iterable[int], but: str, limit: int) -> list[Kept]:
    """Return the articles other than `but` that share most of these fingerprints, most first."""
    rows = db.execute(
        "SELECT s.article FROM shingles s JOIN articles a ON a.key = s.article"
        " WHERE s.hash IN (SELECT value FROM json_each(?)) AND a.id <> ?"
        " GROUP BY s.article ORDER BY count(*) DESC, s.article LIMIT ?",
        (json.dumps(list(fingerprints)), but, limit),
    ).fetchall()
    by_key = {
        one.key: one
        for one in _rows(db, "WHERE key IN (SELECT value FROM json_each(?))", (json.dumps([r[0] for r in rows]),))
    }
    return [by_key[row[0]] for row in rows]


def copies_of(db: Connection, article_id: str) -> list[Kept]:
    """Return the copies of an article, oldest first: by its published date, then by when it was added."""
    return _rows(db, "WHERE duplicate_of = ? ORDER BY first IS NULL, first, added, id", (article_id,))


def set_original(db: Connection, article_id: str, original: str | None) -> None:
    """Say whose copy an article is; None for nobody's."""
    db.execute("UPDATE articles SET duplicate_of = ? WHERE id = ?", (original, article_id))


def span(article: Article) -> tuple[float | None, float | None]:
    """Return the first and last moment, in seconds of UTC, that the published date may mean."""
    if article.published is None:
        return None, None
    return moment(article.published).timestamp(), moment(article.published, end=True).timestamp()


def _rows(db: Connection, rest: str, values: Sequence[Any]) -> list[Kept]:
    rows = db.execute(f"SELECT key, body, added, duplicate_of FROM articles {rest}", tuple(values)).fetchall()
    return [Kept(key, _article(body, added, duplicate_of)) for key, body, added, duplicate_of in rows]


def _article(body: str, added: str, duplicate_of: str | None) -> Article:
    article: Article = _json().validate_json(body)
    return replace(article, added=datetime.fromisoformat(added), duplicate_of=duplicate_of)


def _names(article: Article) -> list[tuple[str, str]]:
    """Return the (kind, folded name) pairs that filters look for."""
    pairs = [("author", one) for one in article.authors] + [("collection", one) for one in article.collections]
    pairs += [("source", article.source)] if article.source else []
    return [(kind, fold(name)) for kind, name in pairs]
