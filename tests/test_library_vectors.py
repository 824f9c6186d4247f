"""Vectors beside the library: counted at opening, embedded once, served by Chroma above a limit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_models import WordEmbedder
from fictional import bridge
from library_texts import ferry

from index import passages, retrieval, store
from index.library import Counts, Library, Progress
from index.types import Article, Filters

pytestmark = pytest.mark.usefixtures("every_paragraph_a_passage")


def test_what_is_kept_stays_and_the_vectors_are_counted_at_opening(tmp_path: Path) -> None:
    embedder = WordEmbedder()
    with Library(tmp_path, embedder=embedder) as library:
        library.add([bridge(), ferry()])
        library.put_record("brief", "1", "{}")
        lost = sorted(library._vectors.ids())[:4]
        library._vectors.delete(lost)
        library._vectors.upsert(["stray.1"], embedder.embed_passages(["stray"]))
    embedder.embedded.clear()
    with Library(tmp_path, embedder=embedder) as library:
        assert library.counts() == Counts(2, 9, 9, 0) and "stray.1" not in library._vectors.ids()
        library.rebuild()
        assert library.counts().vectors == 9 and embedder.embedded == []
        assert library.get_record("brief", "1") == "{}"


def test_another_model_embeds_anew_and_the_first_one_again_does_not(tmp_path: Path) -> None:
    first, second = WordEmbedder(), WordEmbedder("others", 16)
    with Library(tmp_path, embedder=first) as library:
        library.add([bridge()])
    steps: list[Progress] = []
    with Library(tmp_path, embedder=second, progress=steps.append) as library:
        assert library.counts() == Counts(1, 6, 6, 0) and len(second.embedded) == 6
        assert steps == [Progress(6, 6, "indexing passages")]
        assert library.search("cracks")
    first.embedded.clear()
    with Library(tmp_path, embedder=first) as library:
        assert library.counts().vectors == 6 and first.embedded == []


def test_without_an_embedder_words_find_and_the_vectors_follow_later(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        library.add([bridge()])
        assert library.search("cracks")[0].found_by == ("keyword",) and library.embed(["x"]) is None
        assert library.rerank("x", ["y"]) is None and library.counts() == Counts(1, 6, 0, 6)
    with Library(tmp_path, embedder=WordEmbedder()) as library:
        assert library.counts() == Counts(1, 6, 6, 0)


def test_a_stop_while_adding_loses_nothing_and_the_next_opening_finishes(tmp_path: Path) -> None:
    def articles() -> Iterator[Article]:
        yield bridge()
        raise KeyboardInterrupt

    with Library(tmp_path, embedder=WordEmbedder()) as library:
        with pytest.raises(KeyboardInterrupt):
            library.add(articles())
        assert library.counts() == Counts(1, 6, 0, 6)
        assert {one.found_by for one in library.search("cracks")} == {("keyword",)}
    with Library(tmp_path, embedder=WordEmbedder()) as library:
        assert library.counts() == Counts(1, 6, 6, 0)


def test_above_the_limit_chroma_serves(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add([bridge(), ferry()])
    exact = [one.passage.id for one in library.search("ferry tug Petrel", limit=3)]
    monkeypatch.setattr(retrieval, "EXACT", 4)
    asked: list[int] = []
    nearest = library._vectors.nearest
    monkeypatch.setattr(library._vectors, "nearest", lambda *rest: asked.append(rest[1]) or nearest(*rest))
    assert [one.passage.id for one in library.search("ferry tug Petrel", limit=3)] == exact
    only = Filters(sources=("Harbour Gazette",))
    wide = library.search("tug", filters=only)
    assert wide[0].passage.id == exact[0] and asked == [50, 200]
    monkeypatch.setattr(store, "WIDE", 0.9)
    assert library.search("tug", filters=only) == wide and {one.article.source for one in wide} == {"Harbour Gazette"}
    assert len(asked) == 2, "a narrow filter asks the cached vectors"


def test_after_a_change_only_new_vectors_are_read(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add([bridge(), ferry()])
    index, read = library._index, passages.vectors_of
    asked: list[int] = []
    monkeypatch.setattr(passages, "vectors_of", lambda *rest: asked.append(len(rest[2])) or read(*rest))
    assert library.search("ferry") and library.search("bridge") and asked == [9]
    library.remove(bridge().id)
    library.add([ferry("The Tarn Post", "Ferry repaired", "It sails again on Thursday, its owner Anders Lund said.")])
    assert library.search("Who said it sails again?")[0].article.title == "Ferry repaired"
    assert asked == [9, 4]
    grown = index.matrix()
    index._matrix = None
    anew = index.matrix()
    assert all((getattr(grown, name) == getattr(anew, name)).all() for name in ("keys", "articles", "rows"))


def test_texts_are_embedded_once(library: Library) -> None:
    library.add([bridge()])
    embedder = library._embedder
    embedder.embedded.clear()
    rows = library.embed(["a new text", library.search("cracks")[0].passage.text, "a new text"])
    assert rows.shape == (3, 32) and embedder.embedded == ["a new text"] and (rows[0] == rows[2]).all()
    library.embed(["a new text"])
    assert embedder.embedded == ["a new text"] and library.embed([]).shape == (0, 32)
