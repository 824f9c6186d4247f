"""Rank by words: BM25 over passages and over whole articles, in SQLite (FTS5)."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from index.database import Database
from index.store import Scope
from index.text import STOPWORDS, words

HEADER_WEIGHT, BODY_WEIGHT, TITLE_WEIGHT = 1.0, 1.0, 3.0
"""What a word in a passage's header (title, source, date) counts beside one in its own text, and one in an article's
title beside its text. By words alone 121 fresh questions have a mean reciprocal rank of .712 so, of .669 at .3."""
MOST_WORDS = 48
"""Words of a query that are looked up; a question has a dozen, and 2,000 characters of paste add only time."""
RARE_PASSAGES, RARE_ARTICLES = 4000, 1000
"""Places that are weighed at most, if one word alone has not more: those that have one of the query's rarer words.

FTS5 weighs every place with any word, 2 µs each. 121 fresh questions on 60,000 passages: of 14,500 places the right
article is among the first 16 passages for .942 of them in 32 ms, of these 4,000 for .950 in 11 ms (95 of 100: 15
instead of 63 ms). The rarer words count twice, once for finding and once for weighing; counted once it is .893."""
AHEAD = 2
"""Times as many rows as should be needed are ranked for a wide scope."""


def wanted(query: str) -> list[str]:
    """Return the words and quoted phrases of a text that are looked up, each in quotation marks, common words left out.

    So no character of a query is an operator. Common words are looked up where there are no others.

    >>> wanted('Who is the "Tarn bridge" NEAR(mayor*)?')
    ['"tarn"', '"bridge"', '"near"', '"mayor"', '"tarn bridge"']
    """
    found = [word.removesuffix("'s") for word in words(query)]
    chosen = list(dict.fromkeys(word for word in found if word not in STOPWORDS))[:MOST_WORDS]
    chosen = chosen or list(dict.fromkeys(found))[:MOST_WORDS]
    quoted = query.replace("“", '"').replace("”", '"').split('"')[1::2]
    phrases = [" ".join(words(part)) for part in quoted[:4] if 1 < len(words(part)) <= 12]
    return [f'"{one}"' for one in [*chosen, *phrases]]


def by_words(database: Database, words: Sequence[str], scope: Scope | None, limit: int) -> list[int]:
    """Return the keys of the passages with any of these words that are in scope, best BM25 first."""
    weights = f"{HEADER_WEIGHT}, {BODY_WEIGHT}"
    within = "SELECT key FROM passages WHERE article IN (SELECT value FROM json_each(?))"

    def passing(db: Connection, keys: Sequence[int], articles: Scope) -> set[int]:
        rows = db.execute(
            "SELECT key, article FROM passages WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(keys),)
        )
        return {key for key, article in rows if article in articles.keys}

    table = _Table("passage_words", weights, RARE_PASSAGES, within, passing)
    return [key for key, _ in _ranked(database, table, words, scope, limit)]


def about(database: Database, words: Sequence[str], scope: Scope | None, limit: int) -> dict[int, float]:
    """Return how much the likeliest articles are about these words, by key: BM25 of the whole text, the best is 1."""
    weights = f"{TITLE_WEIGHT}, {BODY_WEIGHT}"

    def passing(_: Connection, keys: Sequence[int], articles: Scope) -> set[int]:
        return set(keys) & articles.keys

    table = _Table("article_words", weights, RARE_ARTICLES, "SELECT value FROM json_each(?)", passing)
    rows = _ranked(database, table, words, scope, limit)
    best = max((score for _, score in rows), default=1.0)
    return {key: score / best for key, score in rows} if best > 0 else {}


@dataclass(frozen=True, slots=True)
class _Table:
    """Hold a table of words, the weights of its columns, how many places of it are weighed, and what is in scope.

    `within` selects the rows of the articles of a scope, `passing` tells which of some rows are in it.
    """

    name: str
    weights: str
    most: int
    within: str
    passing: Callable[[Connection, Sequence[int], Scope], set[int]]


def _ranked(
    database: Database, table: _Table, words: Sequence[str], scope: Scope | None, limit: int
) -> list[tuple[int, float]]:
    """Return the rows with any of these words that are in scope, with their BM25, best first.

    In a wide scope more rows are ranked than are wanted, and those in scope taken; should they not do, SQL decides.
    """
    share = scope.share if scope else 1.0
    with database.read() as db:
        expression = _rare_first(db, table.name, words, round(table.most / max(1e-6, share)))
        ranked = (
            f"SELECT rowid, -bm25({table.name}, {table.weights}) AS score FROM {table.name}"
            f" WHERE {table.name} MATCH ?{{}} ORDER BY score DESC, rowid LIMIT ?"
        )
        if scope is None or scope.wide:
            wanted = limit if scope is None else round(AHEAD * limit / share)
            rows = db.execute(ranked.format(""), (expression, wanted)).fetchall()
            if scope is None:
                return rows
            known = table.passing(db, [key for key, _ in rows], scope)
            rows_in = [row for row in rows if row[0] in known][:limit]
            if len(rows_in) == limit or len(rows) < wanted:
                return rows_in
        inside = ranked.format(f" AND +rowid IN ({table.within})")
        return db.execute(inside, (expression, scope.json, limit)).fetchall()


def _rare_first(db: Connection, table: str, words: Sequence[str], most: int) -> str:
    """Return an FTS5 expression for places with any word, or where they are too many with any of the rarer ones."""
    places = {
        word: int(db.execute(f"SELECT count(*) FROM {table} WHERE {table} MATCH ?", (word,)).fetchone()[0])
        for word in words
    }
    rare: list[str] = []
    left = most
    for word in sorted((one for one in words if places[one]), key=lambda one: (places[one], one)):
        left -= places[word]
        if rare and left < 0:
            return f"({' OR '.join(rare)}) AND ({' OR '.join(words)})"
        rare.append(word)
    return " OR ".join(words)
