"""Rank by words: BM25 over passages and over whole articles, in SQLite (FTS5)."""

from __future__ import annotations

from collections.abc import Sequence
from sqlite3 import Connection

from index import store
from index.database import Database
from index.text import STOPWORDS, words
from index.types import Filters

HEADER_WEIGHT, BODY_WEIGHT, TITLE_WEIGHT = 0.3, 1.0, 3.0
"""What a word in a passage's header (title, source, date) counts beside one in its own text."""
MOST_WORDS = 48
"""Words of a query that are looked up; a question has a dozen, and 2,000 characters of paste add only time."""
RARE_PASSAGES, RARE_ARTICLES = 4000, 1000
"""Places that are weighed at most, if one word alone has not more: those that have one of the query's rarer words.

FTS5 weighs every place with any word, 2 µs each. 121 fresh questions on 60,000 passages: of 14,500 places the right
article is among the first 16 passages for .942 of them in 32 ms, of these 4,000 for .950 in 11 ms (95 of 100: 15
instead of 63 ms). The rarer words count twice, once for finding and once for weighing; counted once it is .893."""
NO_FILTERS = Filters()


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


def by_words(database: Database, words: Sequence[str], filters: Filters, limit: int) -> list[int]:
    """Return the keys of the passages with any of these words that pass the filters, best BM25 first."""
    condition, values = "", ()
    if filters != NO_FILTERS:
        passing, values = store.where(filters)
        condition = (
            " AND +rowid IN (SELECT p.key FROM passages p WHERE p.article IN"
            f" (SELECT a.key FROM articles a WHERE {passing}))"
        )
    with database.read() as db:
        most = round(RARE_PASSAGES / max(1e-6, _share(db, filters)))
        expression = _rare_first(db, "passage_words", words, most)
        rows = db.execute(
            f"SELECT rowid FROM passage_words WHERE passage_words MATCH ?{condition}"
            f" ORDER BY bm25(passage_words, {HEADER_WEIGHT}, {BODY_WEIGHT}), rowid LIMIT ?",
            (expression, *values, limit),
        ).fetchall()
    return [int(row[0]) for row in rows]


def about(database: Database, words: Sequence[str], filters: Filters, limit: int) -> dict[int, float]:
    """Return how much the likeliest articles are about these words, by key: BM25 of the whole text, the best is 1."""
    condition, values = "", ()
    if filters != NO_FILTERS:
        passing, values = store.where(filters)
        condition = f" AND +rowid IN (SELECT a.key FROM articles a WHERE {passing})"
    with database.read() as db:
        most = round(RARE_ARTICLES / max(1e-6, _share(db, filters)))
        expression = _rare_first(db, "article_words", words, most)
        rows = db.execute(
            f"SELECT rowid, -bm25(article_words, {TITLE_WEIGHT}, {BODY_WEIGHT}) AS score FROM article_words"
            f" WHERE article_words MATCH ?{condition} ORDER BY score DESC, rowid LIMIT ?",
            (expression, *values, limit),
        ).fetchall()
    best = max((score for _, score in rows), default=1.0)
    return {int(key): score / best for key, score in rows} if best > 0 else {}


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


def _share(db: Connection, filters: Filters) -> float:
    """Return the share of the articles that pass the filters."""
    if filters == NO_FILTERS:
        return 1.0
    condition, values = store.where(filters)
    passing, total = db.execute(
        f"SELECT (SELECT count(*) FROM articles a WHERE {condition}), (SELECT count(*) FROM articles)", values
    ).fetchone()
    return float(passing / total) if total else 1.0
