"""Reading: every kind of source, every kind of bad input, and lines that read back to the same ids."""

import gzip
import io
import json
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_clean import BODY, paste

from index.article import canonical
from index.errors import SourceError
from index.read import Given, read, read_json, read_text, to_json, walk

ARTICLE = paste("Tarn bridge closed after cracks are found", *BODY)
OBJECT = {
    "title": "Tarn bridge closed",
    "paragraphs": [*BODY, {"text": "The bridge at dawn.", "kind": "caption"}],
    "url": "https://Post.Tarn.example/bridge?utm_source=mail#top",
    "published": "2026-03-03T07:30:00+01:00",
    "source": "The Tarn Post",
    "authors": ["Ada Lund"],
    "collection": "harbour",
}


def test_pasted_text_becomes_an_article_with_no_date() -> None:
    (article,) = read_text(ARTICLE)
    assert article.title == "Tarn bridge closed after cracks are found"
    assert [one.number for one in article.paragraphs] == [1, 2, 3, 4]
    assert article.published is None and article.published_from is None
    assert article.language == "en"


def test_what_is_given_wins() -> None:
    (article,) = read_text(ARTICLE, given=Given(source="X", published=date(2026, 3, 1), collections=("a",)))
    assert (article.source, article.published, article.published_from) == ("X", date(2026, 3, 1), "given")
    assert article.collections == ("a",)


def test_identity_comes_from_the_address_and_the_revision_from_the_text() -> None:
    first = read_json(OBJECT)
    edited = read_json({**OBJECT, "paragraphs": [*BODY[:2], "The bridge will open in May."]})
    assert first.id == edited.id and first.revision != edited.revision
    assert first.url == "https://post.tarn.example/bridge"
    assert {one.id for one in first.paragraphs[:2]} == {one.id for one in edited.paragraphs[:2]}


def test_without_an_address_headline_and_first_paragraph_are_the_identity() -> None:
    longer = read_text(ARTICLE + "\n\nIt will open again in May, the county added.")[0]
    assert longer.id == read_text(ARTICLE)[0].id


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.jsonl.gz"])
def test_files_by_ending(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    body = json.dumps(OBJECT) if "jsonl" in name else ARTICLE
    path.write_bytes(gzip.compress(body.encode()) if name.endswith("gz") else body.encode())
    (article,) = read(path)
    assert BODY[0] in [one.text for one in article.paragraphs]


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "talks.md"
    path.write_text(
        "---\ntitle: Talks adjourned\ndate: 2026-03-04\nauthor: Ada Lund\nsource: The Tarn Post\n"
        "url: https://post.tarn.example/talks\n---\n\n# Talks adjourned\n\n"
        "The **talks** [ended](https://x.example) on Wednesday night.\n\n"
        "## What is offered\n\n- Four per cent\n- A week more leave\n\n> We are not there yet, said the minister on the steps.\n",
        encoding="utf-8",
    )
    (article,) = read(path)
    assert (article.title, article.published, article.authors) == ("Talks adjourned", date(2026, 3, 4), ("Ada Lund",))
    assert [(one.kind, one.number) for one in article.paragraphs] == [
        ("text", 1),
        ("heading", 0),
        ("list", 2),
        ("list", 3),
        ("quote", 4),
    ]
    assert article.paragraphs[0].text == "The talks ended on Wednesday night."


def test_lines_read_back_to_the_same_ids() -> None:
    for article in (read_json(OBJECT), read_text(ARTICLE)[0]):
        again = read_json(json.loads(json.dumps(to_json(article))))
        assert (again.id, again.revision, again.paragraphs) == (article.id, article.revision, article.paragraphs)
        assert (again.published, again.published_from, again.removed) == (
            article.published,
            article.published_from,
            article.removed,
        )


def test_a_bad_line_is_named_and_stops_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        f'{json.dumps(OBJECT)}\n{{"title": 1}}\nnot json\n{json.dumps({"text": ARTICLE})}\n', encoding="utf-8"
    )
    found = list(walk(path))
    assert [isinstance(one, SourceError) for one in found] == [False, True, True, False]
    assert "line 2" in str(found[1]) and "line 3 is not JSON" in str(found[2])


def test_a_folder_is_read_in_order_past_its_bad_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / ".hidden.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    found = list(walk(tmp_path))
    assert len(found) == 2 and isinstance(found[0], SourceError)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("spaces.txt", b" \n\t\n", "is empty"),
        ("binary.txt", bytes(range(256)) * 20, "is not text"),
        ("zip.txt", b"PK\x03\x04\x00\x00\x08\x00" * 50, "is not text"),
        ("short.txt", b"Hello there.", "fewer than 5 words"),
        ("photo.jpg", b"\xff\xd8\xff", "ending that is not read"),
        ("broken.jsonl.gz", b"not gzip at all", "cannot be read"),
        ("page.html", b"<html><body><nav>Home</nav></body></html>", "No article"),
    ],
)
def test_bad_files_get_one_sentence(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError, match=says) as caught:
        read(path)
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)


def test_missing_and_remote_sources_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        read(tmp_path / "nowhere.txt")
    with pytest.raises(SourceError, match="web addresses are not read yet"):
        read("https://news.example/a")
    with pytest.raises(SourceError, match="holds no file"):
        read(tmp_path)
    with pytest.raises(SourceError):
        read("x\x00y.txt")


def test_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(SourceError, match=r"50\.0 MB; at most 20 MB"):
        read(path)
    packed = tmp_path / "bomb.txt.gz"
    packed.write_bytes(gzip.compress(b"a " * 15_000_000))
    with pytest.raises(SourceError, match="more than"):
        read(packed)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ARTICLE.encode(encoding))
    assert any("“We close it now." in one.text for one in read(path)[0].paragraphs)


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        json.dumps(OBJECT),
        f"<!DOCTYPE html><html><body><article><h1>T</h1>{''.join(f'<p>{one}</p>' for one in BODY)}</article></body></html>",
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    (article,) = read("-")
    assert BODY[1] in [one.text for one in article.paragraphs]


def test_another_language_is_seen() -> None:
    text = "Die Brücke über den Fluss wurde am Montag gesperrt, nachdem Fachleute Risse gefunden hatten. Sie bleibt bis Mai zu."
    assert read_text(text)[0].language == "de"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example", "https://a.example/"),
        ("ftp://a.example/x", None),
        ("javascript:alert(1)", None),
        ("https://user:pw@a.example/x?b=1&fbclid=2", "https://a.example/x?b=1"),
        ("https://[bad", None),
    ],
)
def test_canonical_addresses(url: str, expected: str | None) -> None:
    assert canonical(url) == expected


@given(st.text(max_size=400))
def test_no_text_raises_anything_but_a_source_error(text: str) -> None:
    with suppress(SourceError):
        read_text(text)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*OBJECT, "text", "x"]), inner, max_size=5)
        ),
        max_leaves=12,
    )
)
def test_no_object_raises_anything_but_a_source_error(found: object) -> None:
    with suppress(SourceError):
        read_json(found)
