"""Test that the recipe of long imports makes articles that can be read, and sees what a library holds."""

from __future__ import annotations

from pathlib import Path

from benchmarks.imports import state, write_folder
from index.library import Library
from index.read import read


def test_the_folder_holds_articles_that_differ_and_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    write_folder(folder, 12)
    articles = read(folder)
    assert len({one.id for one in articles}) == len(list(folder.iterdir())) == 12
    assert all(one.title and one.authors and one.published and len(one.paragraphs) >= 5 for one in articles)
    assert {path.suffix for path in folder.iterdir()} == {".html", ".txt"}


def test_the_state_of_a_library_is_counted_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    assert state(folder) == (0, 0, 0)
    write_folder(tmp_path / "articles", 3)
    with Library(folder) as library:
        library.add(read(tmp_path / "articles"))
        held = library.counts()
        assert state(folder) == (3, held.passages - held.pending, held.pending)
