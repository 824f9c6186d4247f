"""Keep the records of other rooms in SQLite: briefings, conversations, keys, feeds, each under its kind and key."""

from __future__ import annotations

from sqlite3 import Connection

from index.database import Database


def put(database: Database, kind: str, key: str, body: str, owner: str) -> None:
    """Keep a record."""
    with database.write() as db:
        db.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)", (kind, key, owner, body))


def get(database: Database, kind: str, key: str) -> str | None:
    """Return a record's body."""
    with database.read() as db:
        row = db.execute("SELECT body FROM records WHERE kind = ? AND key = ?", (kind, key)).fetchone()
    return str(row[0]) if row else None


def every(database: Database, kind: str) -> list[tuple[str, str]]:
    """Return (key, body) of every record of a kind, by key."""
    with database.read() as db:
        rows = db.execute("SELECT key, body FROM records WHERE kind = ? ORDER BY key", (kind,)).fetchall()
    return [(str(key), str(body)) for key, body in rows]


def remove(database: Database, kind: str, key: str) -> None:
    """Delete a record, if it is there."""
    with database.write() as db:
        db.execute("DELETE FROM records WHERE kind = ? AND key = ?", (kind, key))


def save(db: Connection, kind: str, key: str, body: str) -> None:
    """Keep a record, in the caller's transaction."""
    db.execute("INSERT OR REPLACE INTO records VALUES (?, ?, '', ?)", (kind, key, body))


def forget_bodies(db: Connection, kind: str, body: str) -> None:
    """Delete the records of a kind that lead to `body`, in the caller's transaction."""
    db.execute("DELETE FROM records WHERE kind = ? AND body = ?", (kind, body))


def forget_owned(db: Connection, owner: str) -> None:
    """Delete what was kept for an owner, such as an article, in the caller's transaction."""
    db.execute("DELETE FROM records WHERE owner = ?", (owner,))


def forget(db: Connection, kind: str, key: str) -> None:
    """Delete a record, in the caller's transaction."""
    db.execute("DELETE FROM records WHERE kind = ? AND key = ?", (kind, key))
