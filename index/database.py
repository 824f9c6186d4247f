"""Keep the library's SQLite file: open it, bring it up to date, and write to it in whole transactions.

SQL stands here, in `store.py` (articles), `passages.py` (what is searched), `vocabulary.py` (its words) and
`records.py` alone.
"""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from index.errors import BriefingError, InputError

FILE = "library.sqlite3"
TOKENS = "porter unicode61 remove_diacritics 2"
"""How FTS5 reads words: case and accents folded, English endings off."""

MIGRATIONS: list[str] = [
    """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);

    CREATE TABLE articles (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        revision TEXT NOT NULL,
        body TEXT NOT NULL,            -- the article as JSON; what may change later stands in its own column
        added TEXT NOT NULL,
        duplicate_of TEXT,
        language TEXT NOT NULL,
        day TEXT,                      -- the published day as the source writes it
        first REAL, last REAL          -- the published moment, or both ends of its day, in seconds of UTC
    );
    CREATE INDEX articles_copies ON articles (duplicate_of) WHERE duplicate_of IS NOT NULL;
    CREATE TABLE names (
        kind TEXT NOT NULL, name TEXT NOT NULL, article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
        PRIMARY KEY (kind, name, article)
    ) WITHOUT ROWID;
    CREATE INDEX names_article ON names (article);
    CREATE TABLE revisions (
        id TEXT NOT NULL, revision TEXT NOT NULL, body TEXT NOT NULL, added TEXT NOT NULL,
        PRIMARY KEY (id, revision)
    );

    CREATE TABLE passages (
        key INTEGER PRIMARY KEY AUTOINCREMENT,     -- never used twice: a search may hold one while an article changes
        id TEXT NOT NULL UNIQUE,
        article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        paragraph TEXT NOT NULL,
        header TEXT NOT NULL,
        body TEXT NOT NULL,
        hash TEXT NOT NULL,            -- of header and body: names the vector in the cache
        pending INTEGER NOT NULL       -- 1 until the vector index has it
    );
    CREATE INDEX passages_article ON passages (article, place);
    CREATE INDEX passages_hash ON passages (hash);
    CREATE INDEX passages_pending ON passages (article) WHERE pending = 1;
    CREATE VIRTUAL TABLE passage_words USING fts5 (
        header, body, content = 'passages', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
    );
    CREATE VIRTUAL TABLE vocabulary USING fts5vocab (passage_words, 'row');
    CREATE VIRTUAL TABLE word_places USING fts5vocab (passage_words, 'instance');
    CREATE TABLE forgotten (id TEXT PRIMARY KEY);   -- passages the vector index has yet to drop

    CREATE TABLE vectors (model TEXT NOT NULL, hash TEXT NOT NULL, vector BLOB NOT NULL);
    CREATE UNIQUE INDEX vectors_hash ON vectors (hash, model);

    CREATE TABLE shingles (
        hash INTEGER NOT NULL, article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
        PRIMARY KEY (hash, article)
    ) WITHOUT ROWID;
    CREATE INDEX shingles_article ON shingles (article);

    CREATE TABLE records (
        kind TEXT NOT NULL, key TEXT NOT NULL, owner TEXT NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (kind, key)
    );
    """,
    """
    ALTER TABLE passages ADD COLUMN speaker TEXT NOT NULL DEFAULT '';  -- who speaks in it
    """,
    """
    CREATE VIRTUAL TABLE article_words USING fts5 (     -- whole articles, by their key: what each is about
        title, body, tokenize = 'porter unicode61 remove_diacritics 2'
    );
    INSERT INTO article_words (rowid, title, body)
    SELECT key, json_extract(body, '$.title'), (
        SELECT group_concat(json_extract(value, '$.text'), ' ') FROM json_each(articles.body, '$.paragraphs')
    ) FROM articles;
    """,
    """
    ALTER TABLE passages RENAME COLUMN paragraph TO paragraphs;    -- ids with a space between
    ALTER TABLE passages DROP COLUMN speaker;
    CREATE INDEX articles_when ON articles (first, last, day, language, id);   -- filters need not read the texts
    """,
]
"""One script a version of the file, applied in order and never changed; `PRAGMA user_version` counts them."""


class Database:
    """Hold one connection for all threads of the process that owns the library."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._lock = threading.RLock()
        with self._explained():
            self._connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
            with ExitStack() as undo:
                undo.callback(self._connection.close)
                self._set_up()
                undo.pop_all()

    def close(self) -> None:
        """Close the file; what was committed stays."""
        with self._lock, self._explained():
            self._connection.close()

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for reading."""
        with self._lock, self._explained():
            yield self._connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Give the connection inside one transaction: all of it is on the disk afterwards, or none."""
        with self._lock, self._explained():
            self._connection.execute("BEGIN IMMEDIATE")
            with self._connection:  # commits, or rolls back
                yield self._connection

    def empty_log(self) -> None:
        """Move the write-ahead log into the file, so that nothing of a removed article lingers in it."""
        with self.read() as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def get_fact(self, name: str) -> str | None:
        """Return a fact about the library itself."""
        with self.read() as db:
            row = db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def put_fact(self, name: str, value: str) -> None:
        """Keep a fact about the library itself."""
        with self.write() as db:
            db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def _set_up(self) -> None:
        db = self._connection
        db.execute("PRAGMA journal_mode = WAL").fetchall()
        # FULL: one fsync a commit, so that a power cut, too, loses nothing that was acknowledged. NORMAL would survive
        # `kill -9` alike; the fsync (about 1 ms on a disk with flash) is nothing beside embedding an article (0.3 s).
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute(
            "PRAGMA secure_delete = ON"
        ).fetchall()  # a removed article's bytes are overwritten, not only unlinked
        db.execute("PRAGMA cache_size = -32000")  # 32 MB
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        if version > len(MIGRATIONS):
            raise InputError(
                f"The library in {self.path.parent} was written by a newer Briefing Desk. "
                "Upgrade: pip install -U briefing-desk"
            )
        for number, script in enumerate(MIGRATIONS[version:], version + 1):
            db.executescript(f"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number}; COMMIT;")
        db.execute("INSERT OR IGNORE INTO facts VALUES ('library', ?)", (uuid.uuid4().hex[:12],))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what SQLite says into what, which, and the next step."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise BriefingError(
                f"The library file {self.path} cannot be used: {error}. Check the room on the disk and your rights to "
                "the folder; if the file is damaged, put back a copy of the folder."
            ) from error
