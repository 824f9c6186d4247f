"""The library: what was added is found, what was removed is gone, and one process owns it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from fake_models import WordEmbedder
from fictional import BRIDGE, bridge, make_article
from library_texts import FERRY, ferry

from index import chunk, retrieval, store
from index.database import FILE
from index.errors import InputError, LibraryLockedError, NotFoundError
from index.library import Counts, Library, Progress
from index.types import Filters

TABLES = ("articles", "passages", "vectors", "revisions", "forgotten")
pytestmark = pytest.mark.usefixtures("every_paragraph_a_passage")


def test_what_was_added_is_found_opened_and_counted(library: Library) -> None:
    steps: list[Progress] = []
    added = library.add([bridge(), ferry()], progress=steps.append)
    assert [one.status for one in added] == ["added", "added"]
    assert Progress(2, 2, "adding articles") in steps
    assert library.counts() == Counts(2, 9, 9, 0)
    hit = library.search("Who brought the ferry back to Morrow?")[0]
    assert hit.article.title == "Ferry breaks down" and hit.passage.paragraph_ids == (hit.article.paragraphs[1].id,)
    assert hit.found_by == ("keyword", "vector") and hit.relevance is not None
    assert library.get(bridge().id[:6]).paragraphs == bridge().paragraphs
    assert [one.title for one in library.articles()] == ["Ferry breaks down", bridge().title]
    assert library.add([bridge()])[0].status == "unchanged"


def test_filters_hold_in_both_arms(library: Library) -> None:
    library.add([bridge(), ferry()])
    hits = library.search("ferry", filters=Filters(sources=("the tarn post",)))
    assert hits and {one.article.source for one in hits} == {"The Tarn Post"}
    assert library.search("ferry", filters=Filters(since=date(2027, 1, 1))) == []


def test_hits_come_in_the_order_of_their_score_and_repeatably(library: Library) -> None:
    library.add([bridge(), ferry()])
    first = library.search("ferry bridge repairs", limit=100)
    assert [one.score for one in first] == sorted((one.score for one in first), reverse=True)
    assert first == library.search("ferry bridge repairs", limit=100)
    assert first[:2] == library.search("ferry bridge repairs", limit=2)


@pytest.mark.parametrize("query", ["", "?", '"', "x" * 5000, "NEAR(", "\x00\ud800"])
def test_any_text_is_a_query(library: Library, query: str) -> None:
    library.add([bridge()])
    assert isinstance(library.search(query), list)


def test_a_limit_is_from_1_to_100(library: Library) -> None:
    for limit in (0, 101):
        with pytest.raises(InputError, match="1 to 100"):
            library.search("bridge", limit=limit)


def test_a_library_that_was_cut_another_way_is_cut_anew_and_keeps_what_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedder = WordEmbedder()
    with Library(tmp_path, embedder=embedder) as library:
        library.add([bridge(), make_article("One paragraph alone about a heron.", title="A heron")])
        assert library.counts() == Counts(2, 7, 7, 0)
    monkeypatch.setattr(chunk, "WINDOW", 100)
    monkeypatch.setattr(chunk, "VERSION", "next")
    embedder.embedded.clear()
    steps: list[Progress] = []
    for _ in range(2):
        with Library(tmp_path, embedder=embedder, progress=steps.append) as library:
            assert library.counts() == Counts(2, 3, 3, 0)
            hits = library.search("cracks repairs heron", limit=20)
            assert {one.passage.id for one in hits} == library._vectors.ids()
            assert sorted(len(one.passage.paragraph_ids) for one in hits) == [1, 1, 5]
        assert steps.count(Progress(2, 2, "cutting articles anew")) == 1
    assert len(embedder.embedded) == 1  # the last paragraph and the heron stay as they are


def test_copies_that_are_cut_elsewhere_are_folded(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunk, "WINDOW", 60)
    longer = make_article(
        "This text was first printed by the Tarn Post, which let us have it.",
        *BRIDGE,
        title="Bridge shut",
        url="b/2",
        source="Mail",
    )
    added = library.add([bridge(), longer])
    assert [one.status for one in added] == ["added", "copy"]
    hits = library.search("bridge county mayor repairs cracks", limit=20)
    assert {one.article.id for one in hits} == {bridge().id}


def test_a_name_in_small_letters_with_another_letter_doubled_is_respelt(library: Library) -> None:
    library.add([make_article("Elin Sorrel closed the Brinmere dam, as people dürften und sollten.", "Others left.")])
    assert library.respell("who is elin sorell and where is brinmeer") == "who is elin Sorrel and where is Brinmere"
    assert library.respell("who is elin sorerl") == "who is elin Sorrel"
    assert library.respell("Boote dürfen fangen") == "Boote dürfen fangen"


def test_a_name_with_an_s_behind_it_is_its_owner(library: Library) -> None:
    library.add([make_article("Elin Sorrel spoke, and Tom Adams read the reports.", "Others left.")])
    assert library.respell("where is sorrels boat") == "where is Sorrel's boat"
    assert library.respell("where is adams boat and who reads reports") == "where is adams boat and who reads reports"


def test_a_misspelt_name_is_found(library: Library) -> None:
    library.add([make_article("Mr Zelenskiy said he would wait.", "Others left."), ferry()])
    assert library.search("Zelensky")[0].passage.text.endswith("Mr Zelenskiy said he would wait.")


def test_a_changed_text_is_a_new_revision_and_the_old_one_still_opens(library: Library) -> None:
    old = bridge()
    last = replace(old.paragraphs[-1], text="It reopened.")
    new = replace(old, revision="second", paragraphs=(*old.paragraphs[:-1], last))
    library.add([old])
    assert library.add([new])[0].status == "updated"
    assert library.get(old.id).paragraphs[-1].text == "It reopened."
    assert library.get(old.id, old.revision).paragraphs == old.paragraphs
    assert not any("nine months" in one.passage.text for one in library.search("nine months"))
    assert library.counts() == Counts(1, 6, 6, 0)
    with pytest.raises(NotFoundError, match="no revision"):
        library.get(old.id, "never")


def test_the_same_text_with_a_date_or_a_collection_is_updated(library: Library) -> None:
    undated = replace(bridge(), published=None, published_from=None)
    library.add([undated])
    assert library.add([replace(bridge(), collections=("town",))])[0].status == "updated"
    again = library.add([replace(undated, collections=("river",))])[0].article
    assert again.published == bridge().published and again.collections == ("town", "river")
    assert library.search("bridge", filters=Filters(collections=("River",)))
    assert library.add([undated])[0].status == "unchanged"


def test_a_copy_is_kept_and_folded_and_takes_over_when_its_original_goes(library: Library) -> None:
    added = library.add([ferry(), ferry("The Tarn Post", "Ferry adrift"), ferry("Morrow Mail", "Adrift", "More soon.")])
    assert [one.status for one in added] == ["added", "copy", "copy"]
    first, second, third = (one.article.id for one in added)
    assert {library.get(second).duplicate_of, library.get(third).duplicate_of} == {first}
    bodies = [one.passage.paragraph_ids[0].partition(".")[2] for one in library.search("ferry tug engine", limit=20)]
    assert len(bodies) == len(set(bodies)) == 4
    library.remove(first)
    heir = next(one for one in library.articles() if one.duplicate_of is None)
    assert {one.duplicate_of for one in library.articles()} == {None, heir.id}


def test_removing_leaves_nothing_behind(library: Library, tmp_path: Path) -> None:
    library.add([bridge(), ferry()])
    assert library.remove(ferry().id[:8]).title == "Ferry breaks down"
    assert library.counts() == Counts(1, 6, 6, 0)
    assert not any("Petrel" in one.passage.text for one in library.search("Petrel tug"))
    assert not any(part.startswith(ferry().id) for part in library._vectors.ids())
    with sqlite3.connect(tmp_path / FILE) as db:
        tables = {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES}
        stems = {row[0] for row in db.execute("SELECT term FROM vocabulary")}
    db.close()
    assert tables == {"articles": 1, "passages": 6, "vectors": 6, "revisions": 0, "forgotten": 0}
    assert "petrel" not in stems and "crack" in stems
    assert not any(b"petrel" in path.read_bytes().lower() for path in tmp_path.glob(FILE + "*"))
    with pytest.raises(NotFoundError, match="the list of articles"):
        library.get(ferry().id)


def test_what_is_new_comes_first_unless_a_past_year_is_asked_about(library: Library) -> None:
    old = make_article(FERRY[0], title="Old", published=date(2019, 3, 4), url="old")
    new = make_article(FERRY[1], title="New", published=date(2026, 3, 4), url="new")
    undated = make_article(FERRY[2], title="Undated", published=None, url="undated")
    library.add([old, new, undated])
    keys = {article.title: key for key, article in store.load(library._database, [1, 2, 3]).items()}
    fresh = retrieval.freshness(library._database, "What broke down?", keys.values())
    assert fresh[keys["New"]] == 1.0 and fresh[keys["Old"]] < 0.01 and keys["Undated"] not in fresh
    assert retrieval.freshness(library._database, "What broke down in 2026?", keys.values()) == fresh
    assert retrieval.freshness(library._database, "What broke down in 2019?", keys.values()) == {}


@pytest.mark.parametrize("query", ["ferry", "What did the county say about the bridge and the ferry?", "tug", "zzz"])
def test_a_filter_finds_the_same_whichever_way_it_is_applied(
    library: Library, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    library.add([bridge(), ferry(), ferry("The Tarn Post", "Ferry repaired", "It sails again on Thursday.")])
    filters = Filters(sources=("The Tarn Post",))
    found = []
    for wide in (0.0, 2.0):
        monkeypatch.setattr(store, "WIDE", wide)
        found.append(library.search(query, filters=filters))
    assert found[0] == found[1] and all(hit.article.source == "The Tarn Post" for hit in found[0])


def test_a_second_owner_is_told_who_the_first_is(library: Library, tmp_path: Path) -> None:
    library.announce("http://127.0.0.1:7860")
    code = "import sys; from pathlib import Path; from index.library import Library; Library(Path(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True)
    assert f"LibraryLockedError: The library {tmp_path} is in use by process {os.getpid()}" in done.stderr
    with pytest.raises(LibraryLockedError, match="use it at http") as caught:
        Library(tmp_path)
    assert (caught.value.pid, caught.value.address) == (os.getpid(), "http://127.0.0.1:7860")
    library.add([bridge()])


def test_a_dead_owner_holds_nothing_and_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "owner.json").write_text(json.dumps({"pid": 1, "address": None}))
    (tmp_path / "lock").write_text("")
    Library(tmp_path).close()
    assert not (tmp_path / "owner.json").exists()
    with pytest.raises(InputError, match="cannot be used"):
        Library(tmp_path / FILE)


def test_an_id_prefix_must_be_unique(library: Library) -> None:
    one, two = (replace(make_article(text), id=f"abc{end}", paragraphs=()) for end, text in ("1a", "2b"))
    library.add([one, two])
    assert library.get("abc1").id == "abc1"
    with pytest.raises(NotFoundError, match="More than one"):
        library.get("abc")
    for missing in ("", "zz", "%"):
        with pytest.raises(NotFoundError):
            library.get(missing)


def test_bridge_is_not_its_own_copy(library: Library) -> None:
    library.add([bridge()])
    longer = replace(bridge(), revision="2", title="Tarn bridge: what we know")
    assert library.add([longer])[0].article.duplicate_of is None
    assert BRIDGE[0] in library.get(longer.id).paragraphs[0].text


def test_a_date_before_all_time_is_no_date(library: Library) -> None:
    for hours in (2, -2):
        stated = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=hours)))
        article = replace(ferry(title=f"Ferry {hours}"), published=stated, published_from="meta", modified=stated)
        (added,) = library.add([article])
        assert added.article.published is added.article.modified is added.article.published_from is None
    assert len(library.articles()) == 2
