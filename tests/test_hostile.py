"""Read small hostile files of every kind: whatever comes of them is an article or a sentence, never another error.

`python -m benchmarks hostile` reads the same at a megabyte and measures what they cost.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.hostile import SIZE, cost, read_case, structure_cases
from benchmarks.hostile_traps import Case, trap_cases
from index.content import MOST_FAULTS
from index.docx import MOST_PARAGRAPHS, clean_docx
from index.errors import SourceError
from index.mail import read_mail
from index.read import walk

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


def test_cost_tells_what_escapes() -> None:
    def broken(size: int) -> bytes:
        return b"The ferry was late." * (size // SIZE)

    found = cost(Case("a ferry", ".txt", broken), SIZE)
    assert found.fault is None and found.megabytes > 1
    assert cost(Case("a ferry", "/no/such/folder.txt", broken), SIZE).fault == "the process died"


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
    from benchmarks.hostile_files import NO_END
    from benchmarks.hostile_traps import word_of

    with pytest.raises(SourceError, match="empty ones included"):
        clean_docx(word_of(b"<w:p/>" * (MOST_PARAGRAPHS + 1)))
    joined = clean_docx(word_of(NO_END * 2000 + b"<w:p><w:r><w:t>late.</w:t></w:r></w:p>"))
    assert joined.paragraphs == (("text", "a " * 2000 + "late."),)
