"""Read small hostile files of every kind: whatever comes of them is an article or a sentence, never another error.

`python -m benchmarks hostile` reads the same at a megabyte and measures what they cost.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.hostile import SIZE, cost, read_case, structure_cases
from benchmarks.hostile_case import Case, pdf_of, word_of
from benchmarks.hostile_files import NO_END, RUN, packed_cases, pdf_cases
from benchmarks.hostile_traps import TRAPS, trap_cases
from index.article import Given
from index.content import CONTENTS, MOST_FAULTS, articles_of
from index.docx import MOST_PARAGRAPHS, clean_docx
from index.errors import SourceError
from index.mail import read_mail
from index.read import walk
from index.types import Article

SMALL = 3000
"""Bytes: enough that every rule sees more than it bears in a row, and few enough for hundreds of files."""
MANY = 100
"""Cases of one ending of which every third is read here."""


@pytest.mark.parametrize("ending", sorted({case.ending for case in structure_cases()}))
def test_hostile_builds_raise_nothing_else(ending: str, tmp_path: Path) -> None:
    cases = [case for case in structure_cases() if case.ending == ending]
    for case in cases[:: 3 if len(cases) > MANY or ending == ".pdf" else 1]:  # each PDF has a process of its own
        path = tmp_path / f"hostile{ending}"
        path.write_bytes(case.make(SMALL))
        read_case(path)


def test_repeated_pieces_raise_nothing_else(tmp_path: Path) -> None:
    for case in trap_cases():
        if case.ending != ".pdf":
            path = tmp_path / f"hostile{case.ending}"
            path.write_bytes(case.make(SMALL))
            read_case(path)


def test_every_trap_has_a_way_into_every_kind() -> None:
    chosen, every = [*trap_cases()], [*trap_cases(every=True)]
    assert {case.ending for case in chosen} == {case.ending for case in every}
    assert len(every) == 30 * len(chosen)


def test_cost_tells_what_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    def ferry(size: int) -> bytes:
        return b"The ferry was late." * (size // SIZE)

    case = Case("a ferry", ".txt", ferry)
    found = cost(case, SIZE)
    assert found.fault is None and found.megabytes > 1

    def broken(path: Path) -> float:
        raise KeyError(path.name)

    monkeypatch.setattr("benchmarks.hostile.read_case", broken)
    assert cost(case, SIZE).fault == "KeyError: 'hostile.txt'"
    monkeypatch.setattr("benchmarks.hostile.read_case", lambda path: os._exit(1))
    assert cost(case, SIZE).fault == "the process died"


@pytest.mark.parametrize(
    "case",
    [
        *(one for one in packed_cases() if "not true" in one.name),
        *(one for one in pdf_cases() if one.name in ("PDF: packed blanks", "PDF: a picture in itself")),
    ],
    ids=lambda case: str(case.name),
)
def test_what_unpacks_to_gigabytes_is_ended_early(case: Case) -> None:
    """The size that a packed file states is not believed, and a page without end fills no machine."""
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # what is read in a fork begins with that
    found = cost(case)
    assert found.fault is None and 0 < found.megabytes < before + 500


def test_lines_that_are_no_articles_end_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text('{"text": "The ferry was late on Monday."}\n' + "{}\n" * (MOST_FAULTS + 50), encoding="utf-8")
    found = [*walk(path)]
    assert len(found) == MOST_FAULTS + 2
    assert "the rest was left" in str(found[-1])


def test_faults_between_articles_do_not_end_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    good = '{"text": "The ferry was late on Monday."}\n'
    path.write_text((good + "{}\n" * (MOST_FAULTS - 1)) * 2 + good, encoding="utf-8")
    assert sum(not isinstance(one, SourceError) for one in walk(path)) == 3


def test_one_letter_is_a_boundary_too() -> None:
    head = b"Subject: Ferry\nFrom: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n"
    with pytest.raises(SourceError, match="more parts than one has"):
        read_mail(head + b"--b\n\n" * 2000)
    few = b"--b\nContent-Type: text/plain\n\nThe ferry was late on Monday, again.\n--b--\n" + b"--bc\n\n" * 2000
    assert "The ferry was late" in read_mail(head + few)[0].paragraphs[0][1]


def test_empty_paragraphs_of_a_word_file_are_bounded_and_deleted_ends_joined() -> None:
    with pytest.raises(SourceError, match="empty ones included"):
        clean_docx(word_of(b"<w:p/>" * (MOST_PARAGRAPHS + 1)))
    joined = clean_docx(word_of(NO_END * 2000 + b"<w:p><w:r><w:t>late.</w:t></w:r></w:p>"))
    assert joined.paragraphs == (("text", "a " * 2000 + "late."),)


STARTS = {
    "html": b"<html><body><article><h1>Ferry</h1><p>The ferry to Osk was late on Monday, the company said.</p>",
    "feed": b"<rss version='2.0'><channel><title>Post</title><item><title>Ferry</title>",
    "opml": b"<opml version='2.0'><body>",
    "mail": b"Subject: Ferry\nFrom: a@b.example\nContent-Type: text/html\n\n",
    "json": b'{"title": "Ferry", "text": "',
    "jsonl": b'{"text": "The ferry to Osk was late on Monday."}\n',
}
MARKS = (
    *"<p> </p> <div> <a href='x'> </a> <h1> <h2> <li> <table><tr><td> <blockquote> <br> <!-- --> <b> <img alt='x'> "
    "<meta name='author' content='x'> <title> <script> </script> <item> </item> <link> <description> <![CDATA[ ]]> "
    "&amp; &#0; --b <w:p> <outline xmlUrl='x'/> \", {} }] 2026-03-02".split(),
    "The ferry was late on Monday, the company said.",
    "By Ada Lund",
    "\n",
)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(set(CONTENTS) - {"pdf"})), st.lists(st.sampled_from(MARKS + TRAPS), max_size=30), st.data()
)
def test_any_pieces_of_any_kind_are_articles_or_sentences(kind: str, pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    raw = STARTS.get(kind, b"") + text.encode()
    if kind == "docx":
        raw = word_of(RUN + text.encode())
        at = data.draw(st.integers(0, len(raw) - 1))
        raw = raw[:at] + data.draw(st.binary(max_size=3)) + raw[at + 1 :]
    for one in articles_of(raw, "a file", Given(), kind):
        assert isinstance(one, Article) or (isinstance(one, SourceError) and "a file" in str(one))


@settings(max_examples=6, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 500), st.binary(min_size=1, max_size=4)), max_size=5))
def test_any_damage_to_a_pdf_is_an_article_or_a_sentence(damage: list[tuple[int, bytes]]) -> None:
    raw = bytearray(pdf_of([b"BT /F 9 Tf 40 700 Td (The ferry to Osk was late on Monday again) Tj ET"]))
    for at, piece in damage:
        raw[at : at + len(piece)] = piece
    for one in articles_of(bytes(raw), "a file", Given(), "pdf"):
        assert isinstance(one, Article) or (isinstance(one, SourceError) and "a file" in str(one))
