"""Look into the words of the library: whether it has one, which are like it, how they are written. In SQLite (FTS5)."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from index.database import TOKENS, Database
from index.text import WORD


def has_word(database: Database, word: str) -> bool:
    """Tell whether any passage has a word, in any of its forms."""
    with database.read() as db:
        row = db.execute("SELECT 1 FROM passage_words WHERE passage_words MATCH ? LIMIT 1", (f'"{word}"',)).fetchone()
    return row is not None


def stems(database: Database, initial: str) -> list[tuple[str, int]]:
    """Return (stem, number of passages) of the vocabulary that start with a letter."""
    with database.read() as db:
        rows = db.execute(
            "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ?", (initial, initial + "\U0010ffff")
        ).fetchall()
    return [(str(term), int(number)) for term, number in rows]


def spellings(database: Database, stem: str) -> list[str]:
    """Return the words of a passage that has a stem, as they are written there."""
    with database.read() as db:
        row = db.execute(
            "SELECT p.header || p.body FROM word_places w JOIN passages p ON p.key = w.doc WHERE w.term = ? LIMIT 1",
            (stem,),
        ).fetchone()
    return WORD.findall(str(row[0])) if row else []


def stem(word: str) -> str:
    """Return the stem that the word index keeps of a word: FTS5 itself is asked, in 1 ms, so that both agree.

    >>> stem("zelensky"), stem("repairs")
    ('zelenski', 'repair')
    """
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"CREATE VIRTUAL TABLE words USING fts5 (body, tokenize = '{TOKENS}')")
        db.execute("CREATE VIRTUAL TABLE stems USING fts5vocab (words, 'row')")
        db.execute("INSERT INTO words VALUES (?)", (word,))
        row = db.execute("SELECT term FROM stems").fetchone()
    return str(row[0]) if row else word
