"""Revisions: what readers restore, what changed between two, updates under another address, teasers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

import pytest
from fictional import BRIDGE, bridge, make_article
from hypothesis import given
from hypothesis import strategies as st

from index.adding import RESTORED
from index.article import Given
from index.errors import NotFoundError
from index.library import Library
from index.read import read_json, read_text, to_json
from index.revise import edits, name_of_line, restore, restore_lines, with_id
from index.types import Article, Edit

LINES = [
    "Ferry to Osk late again",
    "By Ada Lund",
    "The ferry to Osk was late on Monday for the ninth time this month, the harbour master said at noon.",
    "READ MORE",
    "Passengers were given tea and a refund of 12 crowns each, and most of them went home before the boat came.",
    "Watch: the ferry comes in",
    "The council will talk about the line’s contract on Thursday, when its members come back from Kestrel Bay.",
]


def pasted(*lines: str, url: str = "https://courier.example/ferry") -> Article:
    return read_text("\n\n".join(lines or LINES), given=Given(url=url, published=date(2026, 3, 4), source="Courier"))[0]


def test_a_restored_line_comes_back_to_its_place() -> None:
    article = pasted()
    line = next(one.line for one in article.removed if one.text.startswith("Watch"))
    restored = restore(article, line)
    assert [one.text for one in restored.paragraphs] == [LINES[2], LINES[4], LINES[5], LINES[6]]
    assert restored.revision != article.revision and restored.id == article.id
    assert {one.id for one in article.paragraphs} < {one.id for one in restored.paragraphs}
    assert [one.number for one in restored.paragraphs] == [1, 2, 3, 4]
    with pytest.raises(NotFoundError, match=r"Nothing was left out at line 99 .* lines that were: 3, 7, 11\."):
        restore(article, 99)


@given(st.permutations([3, 7, 11]))
def test_restoring_everything_gives_the_text_in_its_order(order: list[int]) -> None:
    article = pasted()
    assert sorted(one.line for one in article.removed) == [3, 7, 11]
    for line in order:
        article = restore(article, line)
    assert [article.title, *(one.text for one in article.paragraphs)] == LINES
    assert article.removed == ()


def test_a_restored_line_is_found_and_survives_reading_again(library: Library) -> None:
    article = library.add([pasted()])[0].article
    restored = library.restore(article.id, 7)
    assert "READ MORE" in [one.text for one in library.get(article.id).paragraphs]
    assert library.add([pasted()])[0].status == "unchanged"
    edited = pasted(*LINES, "A second boat was promised two years ago and has not been built, for want of money.")
    assert library.add([edited])[0].status == "updated"
    assert "READ MORE" in [one.text for one in library.get(article.id).paragraphs]
    assert library.get(article.id, article.revision).paragraphs == article.paragraphs
    assert [one.revision for one in library.revisions(article.id)][:2] == [article.revision, restored.revision]
    library.remove(article.id)
    assert "READ MORE" not in [one.text for one in library.add([pasted()])[0].article.paragraphs]


def test_revisions_say_what_changed(library: Library) -> None:
    library.add([pasted()])
    changed = [
        *LINES[:4],
        LINES[4].replace("12 crowns", "14 crowns"),
        LINES[6],
        "Nobody was hurt, the line said at noon.",
    ]
    article = library.add([pasted(*changed)])[0].article
    first, second = library.revisions(article.id[:6])
    assert (first.edits, second.revision) == ((), article.revision)
    assert second.edits == (
        Edit("changed", LINES[4], changed[4]),
        Edit("added", "", "Nobody was hurt, the line said at noon."),
    )
    cited = library.get(article.id, first.revision).paragraphs[1]
    assert cited.text == LINES[4], "a citation made on the old revision still opens it"


def test_edits_of_equal_articles_are_none() -> None:
    assert edits(bridge(), bridge()) == ()
    gone = make_article(*BRIDGE[:-1])
    assert edits(bridge(), gone) == (Edit("removed", BRIDGE[-1], ""),)
    assert edits(bridge(), replace(bridge(), title="Other"))[0] == Edit("changed", bridge().title, "Other")


def written(paragraphs: list[str]) -> Article:
    return read_json({"title": "A long record", "paragraphs": paragraphs})


def compared_in_all_orders(old: list[str], new: list[str]) -> list[Edit]:
    """Pair paragraphs by the definition, each with all: the share of words that difflib finds in both."""
    found, rest = [], list(new)
    for one in old:
        shares = [SequenceMatcher(None, one.split(), other.split(), autojunk=False).quick_ratio() for other in rest]
        if shares and max(shares) >= 0.5:
            place = shares.index(max(shares))
            found += [Edit("added", "", other) for other in rest[:place]]
            found += [Edit("changed", one, rest[place])]
            rest = rest[place + 1 :]
        else:
            found += [Edit("removed", one, "")]
    return found + [Edit("added", "", other) for other in rest]


@given(st.data())
def test_paragraphs_are_paired_by_the_words_they_share(data: st.DataObject) -> None:
    some = st.lists(st.sampled_from(["ferry", "late", "tide", "rope", "noon"]), min_size=1, max_size=6)
    texts = st.lists(some.map(" ".join), min_size=1, max_size=8)
    old, new = ([f"{side} {text}" for text in data.draw(texts)] for side in ("Then", "Now"))
    assert list(edits(written(["five words to be read", *old]), written(["five words to be read", *new]))) == (
        compared_in_all_orders(old, new)
    )


def test_long_revisions_without_a_common_paragraph_are_compared_near_their_places() -> None:
    numbers = range(2000)
    old = [" ".join(f"{word}{number}" for word in "abcdefghij" * 3) for number in numbers]
    found = edits(written(old), written([text.replace("a", "x") for text in old]))
    assert {one.kind for one in found} == {"changed"} and len(found) == 2000
    found = edits(written(old), written([text.upper() for text in old]))
    assert [one.kind for one in found] == ["removed"] * 2000 + ["added"] * 2000


def test_revisions_of_a_few_paragraphs_again_and_again_are_compared_in_good_time() -> None:
    old = [f"Paragraph {letter} of the record." for letter in "ab" * 1000]
    new = [f"Paragraph {letter} of the record." for letter in "baa" * 700]
    found = edits(written(old), written(new))
    assert not any(one.before == one.after for one in found)
    gone = Counter(one.before for one in found) - Counter(one.after for one in found)
    come = Counter(one.after for one in found) - Counter(one.before for one in found)
    assert {text: count for text, count in (Counter(new) - Counter(old)).items()} == {
        text: count for text, count in come.items() if text
    }
    assert {text: count for text, count in (Counter(old) - Counter(new)).items()} == {
        text: count for text, count in gone.items() if text
    }


def test_an_outlets_update_under_another_address_is_a_revision(library: Library) -> None:
    first = make_article(*BRIDGE, url="https://post.example/bridge")
    later = make_article(
        *BRIDGE, "The bridge will open in May.", url="https://post.example/bridge-2", published=date(2026, 3, 4)
    )
    library.add([first])
    (added,) = library.add([later])
    assert (added.status, added.article.id) == ("updated", first.id)
    assert added.article.url == "https://post.example/bridge-2"
    assert library.counts().articles == 1 and len(library.revisions(first.id)) == 2
    assert library.add([later])[0].status == "unchanged"
    library.remove(first.id)
    assert library.add([later])[0].article.id == later.id


@pytest.mark.parametrize(
    "changes", [{"source": "Harbour Gazette"}, {"source": None}, {"published": None}, {"published": date(2026, 4, 4)}]
)
def test_a_copy_elsewhere_or_much_later_is_no_revision(library: Library, changes: dict[str, object]) -> None:
    library.add([make_article(*BRIDGE, url="https://post.example/bridge")])
    other = replace(make_article(*BRIDGE, url="https://gazette.example/bridge"), **changes)  # type: ignore[arg-type]
    assert library.add([other])[0].status == "copy"


def test_a_teaser_does_not_replace_the_whole_text(library: Library) -> None:
    whole = library.add([make_article(*BRIDGE, url="https://post.example/bridge")])[0].article
    teaser = replace(make_article(BRIDGE[0], url="https://post.example/bridge"), id=whole.id, note="Only the teaser.")
    assert library.add([with_id(teaser, whole.id)])[0].status == "unchanged"
    assert library.get(whole.id).paragraphs == whole.paragraphs


def test_adding_keeps_no_article_in_memory(library: Library) -> None:
    import weakref

    class Watched(str):
        __slots__ = ("__weakref__",)

    alive: list[weakref.ref[Watched]] = []
    most = 0

    def articles() -> Iterator[Article]:
        for number in range(60):
            text = Watched(f"The ferry to Osk was late by {number} minutes on day {number}, the master said.")
            alive.append(weakref.ref(text))
            made = make_article(str(text), title=f"Ferry {number}", url=f"https://courier.example/{number}")
            yield replace(made, note=text)

    for _ in library.adding(articles()):
        most = max(most, sum(one() is not None for one in alive))
    assert most <= 5


SIGNS = [
    *LINES[:3],
    "***",
    LINES[4],
    "ADVERTISEMENT",
    LINES[6],
    "* * *",
    "A second boat was promised two years ago.",
    "***",
]


def test_one_of_equal_lines_is_restored_alone_and_again(library: Library) -> None:
    article = library.add([pasted(*SIGNS)])[0].article
    lines = {one.line: one.text for one in article.removed}
    third = max(line for line, text in lines.items() if text == "***")
    restored = library.restore(article.id, third)
    assert [one.line for one in restored.removed] == [line for line in lines if line != third]
    assert [one.text for one in restored.paragraphs] == [LINES[2], LINES[4], LINES[6], SIGNS[8], "***"]
    assert library.add([pasted(*SIGNS)])[0].status == "unchanged"
    assert library.add([restored])[0].status == "unchanged"
    assert library.add([read_json(to_json(restored))])[0].status == "unchanged"
    edited = library.add([pasted(*SIGNS, "Nobody was hurt, the line said at noon.")])[0].article
    assert [one.text for one in edited.paragraphs][-2:] == ["***", "Nobody was hurt, the line said at noon."]
    assert len(edited.removed) == len(lines) - 1
    for line in (one.line for one in edited.removed):
        library.restore(article.id, line)
    assert [one.text for one in library.get(article.id).paragraphs][:-1] == ["By Ada Lund", *SIGNS[2:]]
    assert library.add([pasted(*SIGNS, "Nobody was hurt, the line said at noon.")])[0].status == "unchanged"


@given(st.permutations(range(5)), st.integers(0, 5))
def test_the_names_of_restored_lines_give_the_same_article_from_any_reading(order: list[int], count: int) -> None:
    article = restored = pasted(*SIGNS)
    lines = [one.line for one in article.removed]
    names = []
    for position in order[:count]:
        names.append(name_of_line(restored, lines[position]))
        restored = restore(restored, lines[position])
    assert restore_lines(article, names) == restored == restore_lines(restored, names)


def test_lines_restored_at_the_same_time_are_all_kept(library: Library) -> None:
    article = library.add([pasted(*SIGNS)])[0].article
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda one: library.restore(article.id, one.line), article.removed))
    assert library.get(article.id).removed == ()
    assert library.add([pasted(*SIGNS)])[0].status == "unchanged"


def test_a_record_of_restored_texts_from_before_is_read(library: Library) -> None:
    article = library.add([pasted()])[0].article
    library.put_record(RESTORED, article.id, '["READ MORE"]')
    assert "READ MORE" in [one.text for one in library.add([pasted()])[0].article.paragraphs]


def test_an_article_is_exported_under_its_id_whatever_it_became(library: Library) -> None:
    (first,) = library.add([pasted()])
    (updated,) = library.add([pasted(*LINES, "The boat will sail in May.", url="https://courier.example/ferry-2")])
    assert updated.article.id == first.article.id == library.articles()[0].id
    moved = updated.article
    plain = replace(read_text("\n\n".join(LINES))[0], added=None)
    restored = restore(plain, 3)
    for article in (moved, restored, replace(plain, title="Another headline")):
        exported = json.loads(json.dumps(to_json(article)))
        again = read_json(exported)
        assert (exported["id"], again.id) == (article.id, article.id)
        assert again.paragraphs == article.paragraphs
    assert "id" not in to_json(plain) and "id" not in to_json(pasted())
    assert read_json({**to_json(plain), "id": "a row of another's table"}).id == plain.id
    assert library.add([read_json(to_json(moved))])[0].status == "unchanged"


def test_a_paste_with_another_number_in_its_opening_is_an_update_and_no_copy(library: Library) -> None:
    text = "\n\n".join((LINES[0], *LINES[2::2], "The boat takes 90 people, and the next one leaves the quay at six."))
    later = text.replace("ninth", "tenth")
    for published in (date(2026, 3, 4), None):
        first = library.add([read_text(text, given=Given(published=published))[0]])[0]
        second = library.add([read_text(later, given=Given(published=published))[0]])[0]
        assert (first.status, second.status) == ("added", "updated")
        assert [one.kind for one in library.revisions(first.article.id)[-1].edits] == ["changed"]
        assert "tenth" in library.get(first.article.id).paragraphs[0].text
        assert library.add([read_text(later, given=Given(published=published))[0]])[0].status == "unchanged"
        library.remove(first.article.id)
    library.add([read_text(text)[0]])
    other = library.add([read_text(later.replace(LINES[0], "The boat that never comes"))[0]])[0]
    assert other.status == "copy", "under another headline it may be another outlet's"
