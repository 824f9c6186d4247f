"""Read files, folders and standard input, large, packed, unreadable and in any encoding."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest
from small_files import BODY, FRENCH, TEXT, TITLE, only, write

from index.errors import SourceError
from index.read import SkippedError, how_many, read, read_text, walk
from index.types import Article


def fault(source: Path | str, **options: int) -> str:
    with pytest.raises(SourceError) as found:
        read(source, **options)
    message = str(found.value)
    assert "\n" not in message and message.endswith("."), message
    return message


def test_folder(tmp_path: Path) -> None:
    write(tmp_path / "b" / "two.txt", TEXT.replace("ninth", "tenth"))
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "bad.txt", b"")
    write(tmp_path / "c.xlsx", b"PK")
    write(tmp_path / ".hidden.txt", TEXT)
    write(tmp_path / ".git" / "x.txt", TEXT)
    write(tmp_path / "page_files" / "x.html", TEXT)
    found = list(walk(tmp_path))
    assert [type(one) for one in found] == [Article, SourceError, Article, SkippedError]
    assert "1 .xlsx" in str(found[-1])
    (tmp_path / "bad.txt").unlink()
    assert len(read(tmp_path)) == 2


def test_folder_is_read_one_file_at_a_time(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.txt", b"")
    found = walk(tmp_path)
    assert isinstance(next(found), Article)
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert isinstance(next(found), Article)


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "is empty"),
        ("zip.txt", b"PK\x03\x04" + bytes(range(256)) * 20, "is not text"),
        ("noise.txt", bytes((i * 167 + 13) % 255 + 1 for i in range(9000)), "is not text"),
        ("few.txt", b"Two words", "nothing to read"),
        ("bad.txt.gz", b"not packed", "cannot be unpacked"),
        ("cut.jsonl.gz", gzip.compress(json.dumps({"text": TEXT}).encode())[:-20], "cannot be unpacked"),
        ("torn.txt.gz", gzip.compress(TEXT.encode())[:20] + b"\xff" * 40, "cannot be unpacked"),
        ("x.docx", b"x", "not a Word file"),
        ("x.pdf", b"x", "not a PDF"),
        ("x.xlsx", b"x", "is not read"),
        ("x.xml", b"<a>no feed</a>", "not a feed"),
        ("x.opml", b"<opml><body/></opml>", "list of feeds"),
        ("x.json", b"{", "not JSON"),
        ("x.eml", b"", "empty"),
        ("empty.jsonl", b"\n", "is empty"),
        ("empty.html", b"<html><body></body></html>", "No article"),
    ],
)
def test_bad_files_are_sentences(tmp_path: Path, name: str, content: bytes, part: str) -> None:
    message = fault(write(tmp_path / name, content))
    assert part in message and name in message


def test_bad_paths_are_sentences(tmp_path: Path) -> None:
    assert "does not exist" in fault(tmp_path / "none.txt")
    assert "holds no file" in fault(tmp_path)
    assert "no server has the name courier.example" in fault("https://courier.example/ferry")
    fault("a\x00b.txt")
    fault("a" * 5000 + ".txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert "is not a file" in fault(tmp_path / "pipe.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_files_are_sentences(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    path.chmod(0)
    assert "permissions" in fault(path)


def test_large_files_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(10**12)  # with no bytes on the disk: read, it would fill the memory
    assert "at most 20.0 MB" in fault(path)
    assert "at most" in fault(write(tmp_path / "b.txt", TEXT), max_bytes=100)
    with pytest.raises(SourceError, match="at most"):
        read_text(TEXT, max_bytes=100)


def test_packed_bombs_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.decode.SMALL", 100_000)
    assert "more than" in fault(write(tmp_path / "a.txt.gz", gzip.compress(b"a" * 30_000_000)))
    assert "unpacks to more" in fault(
        write(tmp_path / "a.jsonl.gz", gzip.compress(b"\n" * 3_000_000)), max_bytes=50_000
    )
    assert "longer than" in fault(write(tmp_path / "b.jsonl.gz", gzip.compress(b"a" * 3_000_000)), max_bytes=500_000)


POUNDS = "The café owner said “we won’t close” – a naïve hope, perhaps, at £5 a coffee in Osk."
RUSSIAN = "Мэр города заявил, что мост будет закрыт из-за трещин, обнаруженных инженерами в понедельник утром."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (POUNDS, "cp1252"),
        ("Die Brücke über den Fluß sei wegen größerer Schäden gesperrt, sagte die Bürgermeisterin.", "latin-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (RUSSIAN, "utf-16"),
        (FRENCH, "utf-32"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
    ],
)
def test_encodings(tmp_path: Path, text: str, encoding: str) -> None:
    assert only(write(tmp_path / "a.txt", text.encode(encoding))).paragraphs[-1].text.endswith(text[-30:])


def test_a_file_cut_in_a_character_is_text(tmp_path: Path) -> None:
    assert only(write(tmp_path / "a.txt", (TEXT + " “And then").encode() + "”".encode()[:2])).title == TITLE


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (TEXT, TITLE),
        ("\n" + json.dumps({"title": "One", "text": TEXT}) + "\n" + json.dumps({"title": "Two", "text": TEXT}), "One"),
        ("<!doctype html><title>A page</title><p>" + " ".join(BODY), "A page"),
        ("{curly} was the headline\n\n" + TEXT, "{curly} was the headline"),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str, title: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    articles = read("-")
    assert articles[0].title == title
    assert len(articles) == (2 if '"Two"' in content else 1)


def test_bad_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (b"", b"\x00\x01\x02" * 99, b"Two words"):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
        assert "Standard input" in fault("-")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode() * 9)))
    assert "at most" in fault("-", max_bytes=100)


def test_files_are_counted_before_they_are_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "c.txt.gz", "d.bin", ".hidden.txt", "deep/e.md"):
        write(tmp_path / name, "Ferry")
    assert how_many([str(tmp_path)]) == 4
    assert how_many([str(tmp_path), str(tmp_path / "a.txt")]) == 5
    assert how_many(["-"]) is how_many([]) is None
    write(tmp_path / "deep" / "f.mbox", "")
    assert how_many([str(tmp_path)]) is None
