"""What a PDF states of itself: title, author and date, and when it is not believed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from made_pdfs import NOW, STORY, Setter, wrapped

from index.clean import Cleaned
from index.pdf import clean_pdf


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Old pier to close, says the board", "Old pier to close, says the board"),
        ("Microsoft Word - pier.docx", ""),
        ("pier_final.pdf", ""),
        ("untitled", ""),
    ],
)
def test_title_of_the_metadata_when_it_reads_like_one(stated: str, title: str) -> None:
    page = Setter()
    page.canvas.setTitle(stated)
    page.lines(wrapped(STORY[0], 475, "Times-Roman", 11), 60, 760, 11)
    page.lines(wrapped(STORY[1], 475, "Times-Roman", 11), 60, 600, 11)
    assert page.read().title == title


@pytest.mark.parametrize(("stated", "authors"), [("Orla Brandt", ("Orla Brandt",)), ("Office User", ()), ("ob", ())])
def test_author_of_the_metadata_when_it_is_a_person(stated: str, authors: tuple[str, ...]) -> None:
    page = Setter()
    page.canvas.setAuthor(stated)
    page.lines(wrapped(STORY[0], 475, "Times-Roman", 11), 60, 760, 11)
    assert page.read().authors == authors


def with_date(made: bytes, *lines: str) -> Cleaned:
    """Read a PDF of which the metadata say when it was made."""
    page = Setter(invariant=True)
    page.lines(lines, 60, 790, 11)
    page.lines(wrapped(STORY[0], 475, "Times-Roman", 11), 60, 700, 11)
    data = page.pdf()
    place = data.index(b"/CreationDate (") + len(b"/CreationDate (")
    old = data[place : data.index(b")", place)]
    return clean_pdf(data.replace(old, made.ljust(len(old)), 1), now=NOW)


def test_date_of_the_file_is_used_when_the_text_has_none() -> None:
    found = with_date(b"D:20260302081500+01'00'")
    assert (found.published, found.published_from) == (datetime.fromisoformat("2026-03-02T08:15:00+01:00"), "file")
    assert with_date(b"D:20260302").published == date(2026, 3, 2)


def test_date_of_the_file_is_not_used_when_it_lies_ahead_or_the_text_speaks_of_one() -> None:
    assert with_date(b"D:20310302081500Z").published is None
    assert with_date(b"D:20261399").published is None
    assert with_date(b"yesterday").published is None
    found = with_date(b"D:20260930081500Z", "2 March 2026")
    assert (found.published, found.published_from) == (date(2026, 3, 2), "text")
    assert with_date(b"D:20260930081500Z", "02/03/2026").published is None
