"""Keep what is searched, in SQLite: passages, their words (FTS5), their pending marks and their cached vectors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import TYPE_CHECKING

import numpy as np

from index.database import Database
from index.text import digest
from index.types import Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

WHOLE = 200_000
"""Passages up to which removing rewrites the word index whole, so that no removed word stays in it."""

SLICE = 10_000
"""Vectors read at a time, 15 MB: 100,000 in one go would take three times their own 150 MB."""


@dataclass(frozen=True, slots=True)
class Words:
    """Hold a passage with its header apart from its body."""

    passage: Passage
    header: str
    body: str

    @property
    def hash(self) -> str:
        """Name the vector of this text in the cache."""
        return text_hash(self.passage.text)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Hold a passage that the vector index does not have yet."""

    id: str
    text: str
    hash: str


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a passage as it is kept.

    `article` is the article's key; `body` the text without header; `original` the article whose copy the article is.
    """

    key: int
    article: int
    passage: Passage
    body: str
    original: str | None


def text_hash(text: str) -> str:
    """Return the name of a text's vector in the cache."""
    return digest(text, length=32)


def save(db: Connection, article: int, wanted: Sequence[Words]) -> None:
    """Make these the passages of an article, with their words; one that did not change keeps its vector.

    A passage that is new or changed is pending; one that is gone is forgotten. In the caller's transaction.
    """
    old = {
        row[0]: row[1:]
        for row in db.execute("SELECT id, key, hash, pending, header, body FROM passages WHERE article = ?", (article,))
    }
    for key, _, _, header, body in old.values():
        db.execute(
            "INSERT INTO passage_words (passage_words, rowid, header, body) VALUES ('delete', ?, ?, ?)",
            (key, header, body),
        )
    db.execute("DELETE FROM passages WHERE article = ?", (article,))
    for place, one in enumerate(wanted):
        kept = old.get(one.passage.id)
        pending = 0 if kept and kept[1] == one.hash and not kept[2] else 1
        inserted = db.execute(
            "INSERT INTO passages (id, article, place, paragraphs, header, body, hash, pending)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                one.passage.id,
                article,
                place,
                " ".join(one.passage.paragraph_ids),
                one.header,
                one.body,
                one.hash,
                pending,
            ),
        )
        db.execute(
            "INSERT INTO passage_words (rowid, header, body) VALUES (?, ?, ?)",
            (inserted.lastrowid, one.header, one.body),
        )
        db.execute("DELETE FROM forgotten WHERE id = ?", (one.passage.id,))
    gone = old.keys() - {one.passage.id for one in wanted}
    db.executemany("INSERT OR IGNORE INTO forgotten VALUES (?)", [(one,) for one in gone])
    db.execute(
        "DELETE FROM vectors WHERE hash IN (SELECT value FROM json_each(?))"
        " AND hash NOT IN (SELECT hash FROM passages)",
        (json.dumps([row[1] for row in old.values()]),),
    )


def tidy(database: Database) -> None:
    """Drop removed words from the word index for good, and what is left of them in the log."""
    with database.write() as db:
        if counts(db)[0] <= WHOLE:
            db.execute("INSERT INTO passage_words (passage_words) VALUES ('optimize')")
            db.execute("INSERT INTO article_words (article_words) VALUES ('optimize')")
    database.empty_log()


def counts(db: Connection) -> tuple[int, int]:
    """Return the number of passages, and of those that are pending."""
    held, pending = (
        db.execute(f"SELECT count(*) FROM passages{condition}").fetchone()[0]
        for condition in ("", " WHERE pending = 1")
    )
    return int(held), int(pending)


def searchable(
    database: Database, articles: Iterable[int] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the keys of the passages that may be found by their vectors, lowest first, and their articles' keys.

    Of `articles`, or with None of all; never of an article that has a pending passage.
    """
    condition, values = "", []
    if articles is not None:
        condition, values = " AND article IN (SELECT value FROM json_each(?))", [json.dumps(list(articles))]
    with database.read() as db:
        rows = db.execute(  # both columns stand in the index by article, so no text is read
            "SELECT key, article FROM passages"
            f" WHERE article NOT IN (SELECT article FROM passages WHERE pending = 1){condition}",
            values,
        ).fetchall()
    pairs = np.array(rows, dtype=np.int64).reshape(len(rows), 2)
    pairs = pairs[np.argsort(pairs[:, 0])]
    return pairs[:, 0], pairs[:, 1]


def vectors_of(database: Database, model: str, keys: NDArray[np.int64], dimension: int) -> NDArray[np.float32]:
    """Return the cached vectors of passages, one a row, in the order of their keys, which are sorted.

    A vector that is missing is 0: it is near to nothing.
    """
    rows = np.zeros((len(keys), dimension), dtype=np.float32)
    for start in range(0, len(keys), SLICE):
        some = keys[start : start + SLICE]
        with database.read() as db:
            found = db.execute(
                "SELECT p.key, v.vector FROM passages p JOIN vectors v ON v.hash = p.hash AND v.model = ?"
                " WHERE p.key IN (SELECT value FROM json_each(?))",
                (model, json.dumps(some.tolist())),
            ).fetchall()
        if found:
            places = start + np.searchsorted(some, [key for key, _ in found])
            joined = np.frombuffer(b"".join(vector for _, vector in found), dtype=np.float32)
            rows[places] = joined.reshape(len(found), dimension)
    return rows


def keys_of(database: Database, ids: Sequence[str], articles: Iterable[int] | None = None) -> dict[str, int]:
    """Return the keys of passages by their id, of `articles` or of all, but of an article with a pending passage."""
    condition, values = "", []
    if articles is not None:
        condition, values = " AND article IN (SELECT value FROM json_each(?))", [json.dumps(list(articles))]
    with database.read() as db:
        rows = db.execute(
            "SELECT id, key FROM passages WHERE id IN (SELECT value FROM json_each(?))"
            f" AND article NOT IN (SELECT article FROM passages WHERE pending = 1){condition}",
            (json.dumps(list(ids)), *values),
        ).fetchall()
    return {str(passage_id): int(key) for passage_id, key in rows}


def fetch(database: Database, keys: Iterable[int]) -> dict[int, Found]:
    """Return passages by their key."""
    with database.read() as db:
        rows = db.execute(
            "SELECT p.key, p.article, p.id, a.id, p.paragraphs, p.header, p.body, a.duplicate_of"
            " FROM passages p JOIN articles a ON a.key = p.article WHERE p.key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        ).fetchall()
    return {
        key: Found(key, article, Passage(passage_id, article_id, tuple(ids.split()), header + body), body, original)
        for key, article, passage_id, article_id, ids, header, body, original in rows
    }


def waiting(database: Database, limit: int) -> list[Waiting]:
    """Return pending passages, oldest article first, at most `limit`."""
    with database.read() as db:
        rows = db.execute(
            "SELECT id, header || body, hash FROM passages WHERE pending = 1 ORDER BY article, place LIMIT ?", (limit,)
        ).fetchall()
    return [Waiting(*row) for row in rows]


def settle(database: Database, done: Iterable[Waiting]) -> None:
    """Mark passages as indexed, unless their text changed meanwhile."""
    with database.write() as db:
        db.executemany(
            "UPDATE passages SET pending = 0 WHERE id = ? AND hash = ?", [(one.id, one.hash) for one in done]
        )


def unsettle(database: Database) -> None:
    """Mark every passage as pending: the vector index is to be filled anew."""
    with database.write() as db:
        db.execute("UPDATE passages SET pending = 1")


def indexed(database: Database) -> list[Waiting]:
    """Return every passage that the vector index should hold."""
    with database.read() as db:
        rows = db.execute("SELECT id, header || body, hash FROM passages WHERE pending = 0 ORDER BY key").fetchall()
    return [Waiting(*row) for row in rows]


def known(database: Database, model: str, hashes: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """Return the cached vectors of texts by their hash."""
    with database.read() as db:
        rows = db.execute(
            "SELECT hash, vector FROM vectors WHERE model = ? AND hash IN (SELECT value FROM json_each(?))",
            (model, json.dumps(list(hashes))),
        ).fetchall()
    return {str(one): np.frombuffer(vector, dtype=np.float32) for one, vector in rows}


def remember(database: Database, model: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
    """Cache vectors by the hash of their text, of those that a passage still has."""
    with database.write() as db:
        db.executemany(
            "INSERT OR IGNORE INTO vectors SELECT ?, hash, ? FROM passages WHERE hash = ? LIMIT 1",
            [(model, vector.astype(np.float32).tobytes(), one) for one, vector in vectors.items()],
        )


def forgotten(database: Database, limit: int) -> list[str]:
    """Return ids of passages that the vector index has yet to drop."""
    with database.read() as db:
        return [str(row[0]) for row in db.execute("SELECT id FROM forgotten LIMIT ?", (limit,))]


def drop_forgotten(database: Database, ids: Iterable[str]) -> None:
    """Note that the vector index dropped these."""
    with database.write() as db:
        db.executemany("DELETE FROM forgotten WHERE id = ?", [(one,) for one in ids])
