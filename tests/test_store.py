"""SQLite is the truth: one transaction an article, safe words, filters in SQL, nothing left behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fictional import BRIDGE, make_article
from hypothesis import given
from hypothesis import strategies as st

from index import chunk, keywords, passages, records, search, store
from index.database import FILE, MIGRATIONS, Database
from index.errors import BriefingError, InputError
from index.keywords import wanted
from index.passages import Words
from index.types import Article, Filters

NO_FILTERS = Filters()
HOSTILE = ['"', "NEAR(a b", "body:tarn", "tarn*", "-tarn", "^tarn AND", "tarn OR (", "'; DROP TABLE articles; --"]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path)
    yield opened
    opened.close()


def put(database: Database, article: Article) -> None:
    head = chunk.header(article)
    words = [Words(one, head, one.text.removeprefix(head)) for one in chunk.chunk(article)]
    with database.write() as db:
        store.save(db, article, words, search.sample(search.article_shingles(article)))


def found(database: Database, query: str, filters: Filters = NO_FILTERS) -> list[str]:
    assert wanted(query)
    keys = keywords.by_words(database, wanted(query), store.scope(database, filters), 50)
    by_key = passages.fetch(database, keys)
    return [by_key[key].body for key in keys]


def test_an_article_comes_back_equal(database: Database) -> None:
    article = make_article(*BRIDGE, published=datetime(2026, 3, 3, 7, 30, tzinfo=UTC))
    put(database, article)
    kept = store.listing(database, Filters())[0]
    assert kept.added is not None and kept.paragraphs == article.paragraphs and kept.published == article.published


def test_words_are_found_in_other_forms_and_without_accents(database: Database) -> None:
    put(database, make_article("The mayor of Orléans repairs bridges.", *BRIDGE))
    assert found(database, "Orleans")[0].startswith("The mayor")
    assert any("The mayor of Orléans repairs bridges." in one for one in found(database, "repairing"))
    assert any(BRIDGE[3] in one for one in found(database, "pills"))


@given(st.text(max_size=300))
def test_no_text_is_an_operator(text: str) -> None:
    expression = " OR ".join(wanted(text))
    if not expression:
        return
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE VIRTUAL TABLE words USING fts5 (body)")
        db.execute("SELECT * FROM words WHERE words MATCH ?", (expression,)).fetchall()
    db.close()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_queries_are_words(database: Database, hostile: str) -> None:
    put(database, make_article(*BRIDGE))
    assert not wanted(hostile) or isinstance(found(database, hostile), list)
    assert wanted("word " * 400 + "x" * 2000)
    assert store.count(database) == 1


def test_common_words_are_left_out_unless_there_are_no_others() -> None:
    assert wanted("What did the mayor say about it?") == ['"mayor"']
    assert wanted("The Who") == ['"the"', '"who"']
    assert wanted("?!") == []


def test_filters_narrow_in_sql(database: Database) -> None:
    early = make_article(BRIDGE[0], title="Early", source="The Tarn Post", published=date(2026, 3, 1))
    late = make_article(
        BRIDGE[1], title="Late", source="Harbour Gazette", published=datetime(2026, 3, 3, 22, tzinfo=UTC)
    )
    undated = make_article(BRIDGE[2], title="Undated", source=None, published=None, language="de")
    for one in (early, late, undated):
        put(database, one)

    def titles(**fields: object) -> list[str]:
        return [one.title for one in store.listing(database, Filters(**fields))]  # type: ignore[arg-type]

    assert titles() == ["Late", "Early", "Undated"]
    assert titles(since=date(2026, 3, 2)) == ["Late"]
    assert titles(until=date(2026, 3, 3)) == ["Late", "Early"]
    assert titles(until=datetime(2026, 3, 3, 21, tzinfo=UTC)) == ["Early"]
    assert titles(since=datetime(2026, 3, 1, 12, tzinfo=UTC)) == ["Late", "Early"]
    assert titles(sources=("HARBOUR gazette", "none")) == ["Late"]
    assert titles(language="de") == ["Undated"]
    assert titles(article_ids=(early.id, "'")) == ["Early"]
    assert titles(collections=("x",)) == titles(authors=("x",)) == []
    assert found(database, "Tarn county mayor", Filters(sources=("Harbour Gazette",))) == [BRIDGE[1]]


def test_what_fails_leaves_nothing(database: Database) -> None:
    article = make_article(*BRIDGE)
    with pytest.raises(ZeroDivisionError), database.write() as db:
        store.save(db, article, [], [])
        raise ZeroDivisionError
    assert store.count(database) == 0


def test_a_newer_or_damaged_file_is_refused_in_words(tmp_path: Path) -> None:
    Database(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    with pytest.raises(InputError, match="newer"):
        Database(tmp_path)
    (tmp_path / FILE).write_bytes(b"not a database, but long enough to be looked at by SQLite" * 100)
    with pytest.raises(BriefingError, match="cannot be used"):
        Database(tmp_path)


def test_records_are_kept_by_kind_and_key(database: Database) -> None:
    records.put(database, "brief", "b", "{}", "")
    records.put(database, "brief", "a", "1", "me")
    records.put(database, "brief", "a", "2", "me")
    assert records.every(database, "brief") == [("a", "2"), ("b", "{}")]
    records.remove(database, "brief", "a")
    assert records.get(database, "brief", "a") is None
