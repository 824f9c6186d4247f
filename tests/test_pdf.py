"""Read PDFs that are set as newspapers, reports and papers are, and those that nobody should have to read."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from index.article import Given, make_article
from index.clean import Cleaned
from index.errors import SourceError
from index.hyphens import join, vocabulary
from index.pdf import clean_pdf
from index.pdf_layout import Line
from index.pdf_text import paragraphs_of
from index.revise import restore

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PDFS = Path(__file__).parents[1].parent / "shared" / "eval" / "pdfs"
SOFT = "\u00ad"
TITLE = "Old pier to close before the winter storms"
STORY = (
    "The har­bour board voted on Mon­day to close the old pier be­fore the win­ter storms ar­rive, and to move "
    "the is­land ferry to the north quay un­til a new pier is built.",
    "“We have no choice,” said har­bour mas­ter Ines Du­arte, who has run the port for nine years. “The piles are "
    "eat­en away, and no­body knows how long they will hold in heavy weath­er.”",
    "The pier was built in 1911 and has burned twice since. It car­ries 212,000 pas­sen­gers a year, most of them "
    "be­tween May and Sep­tem­ber, and the only wa­ter main to the light­house.",
    "Fish­er­men said that they had warned the board for years. “We wrote let­ters, we went to meet­ings, we showed "
    "them pic­tures,” said Tomas Vell, who speaks for the forty boats that still sell their catch on the pier.",
    "The well-known café at its end will have to move as well. Its own­er, Orla Brandt, said that she had not been "
    "told where to, and that a well-known place could not be put into a con­tain­er on a park­ing lot.",
    "The board will de­cide in spring what the new pier may cost. Es­ti­mates range from 38 mil­lion to 61 mil­lion "
    "crowns, of which the re­gion would pay half if work be­gins be­fore the end of next year.",
)
PLAIN = tuple(text.replace(SOFT, "") for text in STORY)


def pieces(word: str) -> list[tuple[str, str]]:
    """Return the ways to part a word at its soft hyphens, the longest first part first."""
    parts = word.split(SOFT)
    return [("".join(parts[:i]) + "-", SOFT.join(parts[i:])) for i in range(len(parts) - 1, 0, -1)]


def wrapped(text: str, width: float, font: str, size: float, indent: float = 0.0) -> list[str]:
    """Break a text into lines of a width, words at their soft hyphens."""
    lines: list[str] = []
    line, room = "", width - indent
    queue = text.split()
    while queue:
        word = queue.pop(0)
        longer = f"{line} {word}".strip()
        if stringWidth(longer.replace(SOFT, ""), font, size) <= room:
            line = longer
            continue
        for first, rest in pieces(word):
            if stringWidth(f"{line} {first}".replace(SOFT, "").strip(), font, size) <= room:
                line, word = f"{line} {first}".strip(), rest
                break
        lines.append(line.replace(SOFT, ""))
        line, room = "", width
        queue.insert(0, word)
    return [*lines, line.replace(SOFT, "")] if line else lines


class Setter:
    """Set lines on pages, each paragraph with its first line set in, the columns one after the other."""

    def __init__(self, **options: Any) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, **options)

    def line(self, text: str, x: float, y: float, size: float = 10, font: str = "Times-Roman") -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def lines(self, texts: Sequence[str], x: float, y: float, size: float = 10, font: str = "Times-Roman") -> float:
        for text in texts:
            self.line(text, x, y, size, font)
            y -= 1.2 * size
        return y

    def columns(
        self, texts: Sequence[str], lefts: Sequence[float], width: float, top: float, depth: int, size: float = 10
    ) -> None:
        """Set paragraphs justified in columns of `depth` lines; a page is ended when its columns are full."""
        rows: list[tuple[str, float, bool]] = []
        for text in texts:
            found = wrapped(text, width, "Times-Roman", size, indent=size)
            rows += [(line, size if not i else 0.0, i == len(found) - 1) for i, line in enumerate(found)]
        for start in range(0, len(rows), depth):
            column = (start // depth) % len(lefts)
            if start and not column:
                self.canvas.showPage()
            y = top
            for line, indent, last in rows[start : start + depth]:
                self.justified(line, lefts[column] + indent, y, width - indent, size, last=last)
                y -= 1.2 * size

    def justified(self, line: str, x: float, y: float, width: float, size: float, *, last: bool) -> None:
        text = self.canvas.beginText(x, y)
        text.setFont("Times-Roman", size)
        gaps = line.count(" ")
        if gaps and not last:
            text.setWordSpace((width - stringWidth(line, "Times-Roman", size)) / gaps)
        text.textOut(line)
        self.canvas.drawText(text)

    def pdf(self) -> bytes:
        self.canvas.save()
        return self.out.getvalue()

    def read(self) -> Cleaned:
        return clean_pdf(self.pdf(), now=NOW)


def texts(cleaned: Cleaned, kind: str = "text") -> list[str]:
    return [text for one, text in cleaned.paragraphs if one == kind]


def reasons(cleaned: Cleaned) -> list[tuple[str, str]]:
    return [(one.text, one.reason) for one in cleaned.removed]


@pytest.mark.parametrize(
    ("lefts", "width", "depth", "size"),
    [((60,), 475, 40, 11), ((60, 307), 228, 16, 10), ((60, 223, 386), 150, 18, 9), ((60, 182, 304, 426), 110, 20, 9)],
    ids=["one column", "two columns", "three columns", "four columns"],
)
def test_columns_are_read_one_after_the_other(lefts: tuple[float, ...], width: float, depth: int, size: float) -> None:
    page = Setter()
    page.line(TITLE, 60, 770, 24, "Times-Bold")
    page.columns(STORY, lefts, width, 700, depth, size)
    cleaned = page.read()
    assert cleaned.title == TITLE
    assert texts(cleaned) == list(PLAIN)
    assert len(cleaned.pages) == len(cleaned.paragraphs)
    assert set(cleaned.pages) == {1}


def test_picture_and_caption_between_columns_part_the_page() -> None:
    page = Setter()
    page.columns(STORY[:3], (60, 307), 228, 780, 12)
    page.line(
        "Figure 1: The old pier on a quiet day in March, seen from the roof of the fish market at low tide.", 60, 560
    )
    page.columns(STORY[3:], (60, 307), 228, 520, 12)
    cleaned = page.read()
    assert [text for _, text in cleaned.paragraphs] == [
        *PLAIN[:3],
        "Figure 1: The old pier on a quiet day in March, seen from the roof of the fish market at low tide.",
        *PLAIN[3:],
    ]
    assert cleaned.paragraphs[3][0] == "caption"


def test_order_does_not_depend_on_the_order_in_the_file() -> None:
    page = Setter()
    right, left = (wrapped(text, 228, "Times-Roman", 10) for text in (STORY[1], STORY[0]))
    for row, (first, second) in enumerate(zip(reversed(right), reversed(left), strict=False)):
        page.line(first, 307, 600 + 12 * row)
        page.line(second, 60, 600 + 12 * (row + len(right) - len(left)))
    assert sorted(len(one) for one in (right, left)) and len(right) >= len(left) >= 3
    found = texts(page.read())
    assert found[0] == PLAIN[0]


def test_headers_footers_and_page_numbers_go_into_the_audit() -> None:
    page = Setter()
    for number in range(1, 4):
        page.line("Harbour Gazette", 60, 810, 9)
        page.line(f"{number + 11} March 2026", 450, 810, 9)
        page.line(f"Page {number} of 3", 280, 30, 9)
        page.lines(wrapped(STORY[2 * number - 2], 475, "Times-Roman", 11), 60, 740, 11)
        page.lines(wrapped(STORY[2 * number - 1], 475, "Times-Roman", 11), 60, 640, 11)
        page.canvas.showPage()
    cleaned = page.read()
    assert [text for _, text in cleaned.paragraphs] == list(PLAIN)
    assert cleaned.pages == (1, 1, 2, 2, 3, 3)
    assert reasons(cleaned)[:2] == [("Harbour Gazette | 12 March 2026", "page header"), ("Page 1 of 3", "page number")]
    assert sum(reason == "page header" for _, reason in reasons(cleaned)) == 3
    assert cleaned.published is None  # each page states another day
    assert sum(reason == "page number" for _, reason in reasons(cleaned)) == 3


def test_every_line_that_was_left_out_has_its_own_number_and_comes_back_to_its_place() -> None:
    page = Setter()
    for number in range(1, 4):
        page.line("Harbour Gazette", 60, 810, 9)
        page.line("A paper for the islands", 60, 795, 9)
        page.lines(wrapped(STORY[number], 475, "Times-Roman", 11), 60, 740, 11)
        page.line("READ MORE", 60, 500)
        page.line("All rights are with the harbour", 60, 45, 9)
        page.line(f"Page {number} of 3", 280, 25, 9)
        page.canvas.showPage()
    (article,) = (make_article(page.read(), Given()),)
    lines = [one.line for one in article.removed]
    assert len(lines) == 15 and lines == sorted(set(lines))
    second = [one for one in article.removed if one.text == "All rights are with the harbour"][1]
    restored = restore(article, second.line)
    assert [one.text for one in restored.paragraphs] == [*PLAIN[1:3], second.text, PLAIN[3]]
    for one in restored.removed:
        restored = restore(restored, one.line)
    above, below = ["Harbour Gazette", "A paper for the islands"], ["READ MORE", second.text]
    expected = [[*above, PLAIN[number], *below, f"Page {number} of 3"] for number in range(1, 4)]
    assert [one.text for one in restored.paragraphs] == [text for part in expected for text in part]


def test_header_that_states_a_day_dates_the_article() -> None:
    page = Setter()
    for number in range(1, 3):
        page.line(f"{number} | Harbour Gazette | Thursday 12 March 2026", 60, 810, 9)
        page.lines(wrapped(STORY[number], 475, "Times-Roman", 11), 60, 740, 11)
        page.canvas.showPage()
    cleaned = page.read()
    assert (cleaned.published, cleaned.published_from) == (date(2026, 3, 12), "text")


def test_headers_that_change_with_the_chapter_go_by_their_number() -> None:
    page = Setter()
    for number, chapter in enumerate(("Piers", "Boats", "Storms", "Money"), start=1):
        page.line(f"{chapter} in our time    {number + 40}", 60, 810, 9)
        page.lines(wrapped(STORY[number], 475, "Times-Roman", 11), 60, 740, 11)
        page.canvas.showPage()
    cleaned = page.read()
    assert [text for _, text in cleaned.paragraphs] == list(PLAIN[1:5])
    assert {reason for _, reason in reasons(cleaned)} == {"page header"}


def test_first_line_of_the_text_is_no_header() -> None:
    page = Setter()
    for text in STORY[:2]:
        page.lines(wrapped(text, 475, "Times-Roman", 11), 60, 800, 11)
        page.canvas.showPage()
    assert texts(page.read()) == list(PLAIN[:2])


def test_number_at_the_end_of_a_text_is_no_page_number() -> None:
    page = Setter()
    lines = wrapped(STORY[0], 475, "Times-Roman", 11)
    page.lines(
        [*lines, "It is the last ferry that was built here since the great fire of the year", "1911"], 60, 90, 11
    )
    assert texts(page.read())[-1].endswith("of the year 1911")


def test_paragraph_that_runs_over_a_page_is_one_and_on_its_first_page() -> None:
    page = Setter()
    lines = wrapped(STORY[0], 475, "Times-Roman", 11)
    page.lines(wrapped(STORY[1], 475, "Times-Roman", 11), 60, 700, 11)
    page.lines(lines[:1], 60, 80, 11)
    page.line("17", 290, 30, 9)
    page.canvas.showPage()
    page.lines(lines[1:], 60, 760, 11)
    page.lines(wrapped(STORY[2], 475, "Times-Roman", 11), 60, 600, 11)
    page.line("18", 290, 30, 9)
    cleaned = page.read()
    assert [text for _, text in cleaned.paragraphs] == [PLAIN[1], PLAIN[0], PLAIN[2]]
    assert cleaned.pages == (1, 1, 2)


def test_paragraph_runs_over_a_page_past_a_footnote_and_a_caption() -> None:
    page = Setter()
    lines = wrapped(STORY[0], 475, "Times-Roman", 11)
    page.lines(lines[:1], 60, 400, 11)
    page.line("The minutes of the board are public and may be read in the town hall.", 60, 60, 8)
    page.canvas.showPage()
    page.line("Figure 2: The north quay.", 60, 700, 11)
    page.lines(lines[1:], 60, 500, 11)
    page.lines(wrapped(STORY[2], 475, "Times-Roman", 11), 60, 400, 11)
    found = [text for _, text in page.read().paragraphs]
    assert found == [
        PLAIN[0],
        "The minutes of the board are public and may be read in the town hall.",
        "Figure 2: The north quay.",
        PLAIN[2],
    ]


def test_ended_paragraph_is_not_joined_over_a_page() -> None:
    page = Setter()
    page.lines(wrapped(STORY[0], 475, "Times-Roman", 11), 60, 100, 11)
    page.canvas.showPage()
    page.lines(wrapped(STORY[1], 475, "Times-Roman", 11), 60, 760, 11)
    assert page.read().pages == (1, 2)


@pytest.mark.parametrize(
    ("left", "right", "elsewhere", "joined"),
    [
        ("the har-", "bour board", "", "the harbour board"),
        ("a well-", "known café", "", "a well-known café"),
        ("a re-", "entry of boats", "the re-entry", "a re-entry of boats"),
        ("a re-", "entry of boats", "the reentry", "a reentry of boats"),
        ("the Anglo-", "Saxon king", "", "the Anglo-Saxon king"),
        ("the state-of-the-", "art pier", "", "the state-of-the-art pier"),
        ("a cover-", "version", "", "a coverversion"),
        ("a trade-", "union man", "the trade union and a union of trade", "a trade-union man"),
        ("between 2024-", "25 and now", "", "between 2024-25 and now"),
        ("inter-", "and intra-city lines", "", "inter- and intra-city lines"),
        ("har\u00ad", "bour", "", "harbour"),
        ("see https://pier.example/", "news for more", "", "see https://pier.example/news for more"),
        ("he left -", "and came back", "", "he left - and came back"),
        ("-", "a", "", "- a"),
    ],
)
def test_hyphen_at_the_end_of_a_line(left: str, right: str, elsewhere: str, joined: str) -> None:
    assert join(left, right, vocabulary([left, right, elsewhere])) == joined


def test_ligatures_soft_hyphens_and_odd_bullets() -> None:
    lines = [
        Line("The o\ufb03cial \ufb01nd of the \ufb02ood com\u00admission", 60, 300, 700, 10, first=20),
        Line("\uf0b7 one \ufb01sh", 60, 120, 660, 10, first=5),
    ]
    found = paragraphs_of([lines], [1])
    assert [(one.kind, one.text) for one in found] == [
        ("text", "The official find of the flood commission"),
        ("list", "one fish"),
    ]


def test_headings_lists_and_a_line_under_the_headline() -> None:
    page = Setter()
    page.line(TITLE, 60, 780, 24, "Times-Bold")
    page.line("The board of the port fears that the old piles will not hold", 60, 745, 14)
    page.line("By Orla Brandt", 60, 715, 11)
    page.line("2 March 2026", 60, 700, 11)
    y = page.lines(wrapped(STORY[0], 475, "Times-Roman", 11), 60, 660, 11)
    page.line("What happens next", 60, y - 20, 11, "Times-Bold")
    y = page.lines(wrapped(STORY[1], 475, "Times-Roman", 11), 60, y - 40, 11)
    for number, item in enumerate(("the ferry moves to the north quay", "anglers need a permit", "the café moves")):
        page.line("•", 70, y - 20 - 14 * number, 11)
        page.line(item, 84, y - 20 - 14 * number, 11)
    cleaned = page.read()
    assert (cleaned.title, cleaned.authors) == (TITLE, ("Orla Brandt",))
    assert (cleaned.published, cleaned.published_from) == (date(2026, 3, 2), "text")
    assert cleaned.paragraphs == (
        ("standfirst", "The board of the port fears that the old piles will not hold"),
        ("text", PLAIN[0]),
        ("heading", "What happens next"),
        ("text", PLAIN[1]),
        ("list", "the ferry moves to the north quay"),
        ("list", "anglers need a permit"),
        ("list", "the café moves"),
    )


def test_headline_of_two_lines_and_a_large_initial() -> None:
    page = Setter()
    page.lines(["Old pier to close before", "the winter storms"], 60, 770, 26, "Times-Bold")
    lines = wrapped(PLAIN[0][1:], 440, "Times-Roman", 11)
    page.line("T", 60, 676, 36)
    page.lines(lines[:2], 90, 700, 11)
    page.lines(wrapped(STORY[1], 475, "Times-Roman", 11), 60, 640, 11)
    cleaned = page.read()
    assert cleaned.title == TITLE
    assert texts(cleaned) == [PLAIN[0], PLAIN[1]]


def test_raised_number_of_a_note() -> None:
    page = Setter()
    page.line("The pier was built in 1911 and burned twice", 60, 700, 11)
    width = stringWidth("The pier was built in 1911 and burned twice", "Times-Roman", 11)
    page.line("3", 60 + width, 704, 7)
    page.line("before the war.", 60 + width + 8, 700, 11)
    page.lines(wrapped(STORY[1], 475, "Times-Roman", 11), 60, 640, 11)
    assert texts(page.read())[0] == "The pier was built in 1911 and burned twice³ before the war."


def test_table_comes_row_by_row() -> None:
    page = Setter()
    page.lines(wrapped(STORY[0], 475, "Times-Roman", 11), 60, 760, 11)
    for row, cells in enumerate((("Quay", "Boats", "Year"), ("North", "14", "2025"), ("South", "9", "2024"))):
        for column, cell in enumerate(cells):
            page.line(cell, 60 + 120 * column, 650 - 14 * row, 11)
    page.lines(wrapped(STORY[1], 475, "Times-Roman", 11), 60, 560, 11)
    assert [text for _, text in page.read().paragraphs] == [
        PLAIN[0],
        "Quay | Boats | Year",
        "North | 14 | 2025",
        "South | 9 | 2024",
        PLAIN[1],
    ]


def test_text_in_the_margin_and_pages_on_their_side() -> None:
    page = Setter()
    page.lines(wrapped(STORY[0], 475, "Times-Roman", 11), 60, 760, 11)
    page.canvas.saveState()
    page.canvas.rotate(90)
    page.line("harbour:4711v1 2 March 2026", 200, -30, 14)
    page.canvas.restoreState()
    page.canvas.showPage()
    page.canvas.setPageRotation(90)
    page.canvas.rotate(90)
    page.lines(wrapped(STORY[1], 475, "Times-Roman", 11), 60, -100, 11)
    cleaned = page.read()
    assert texts(cleaned) == [PLAIN[0], PLAIN[1]]
    assert ("harbour:4711v1 2 March 2026", "text across the page") in reasons(cleaned)


def test_noise_is_left_out_as_in_other_texts() -> None:
    page = Setter()
    page.line(TITLE, 60, 780, 24, "Times-Bold")
    y = page.lines(wrapped(STORY[0], 475, "Times-Roman", 11), 60, 720, 11)
    page.line("READ MORE", 60, y - 20, 11)
    page.lines(wrapped(STORY[1], 475, "Times-Roman", 11), 60, y - 50, 11)
    cleaned = page.read()
    assert texts(cleaned) == [PLAIN[0], PLAIN[1]]
    assert ("READ MORE", "link to read on") in reasons(cleaned)


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
    assert (found.published, found.published_from) == (datetime.fromisoformat("2026-03-02T08:15:00+01:00"), "meta")
    assert with_date(b"D:20260302").published == date(2026, 3, 2)


def test_date_of_the_file_is_not_used_when_it_lies_ahead_or_the_text_speaks_of_one() -> None:
    assert with_date(b"D:20310302081500Z").published is None
    assert with_date(b"D:20261399").published is None
    assert with_date(b"yesterday").published is None
    found = with_date(b"D:20260930081500Z", "2 March 2026")
    assert (found.published, found.published_from) == (date(2026, 3, 2), "text")
    assert with_date(b"D:20260930081500Z", "02/03/2026").published is None


def picture() -> ImageReader:
    return ImageReader(Image.new("L", (200, 280), 128))


def test_scanned_pages_are_said_to_be_pictures() -> None:
    page = Setter()
    page.canvas.drawImage(picture(), 0, 0, *A4)
    with pytest.raises(SourceError, match="pictures of text"):
        page.read()


def test_one_scanned_page_among_others_is_noted() -> None:
    page = Setter()
    page.lines(wrapped(STORY[0], 475, "Times-Roman", 11), 60, 760, 11)
    page.canvas.showPage()
    page.canvas.drawImage(picture(), 0, 0, *A4)
    page.canvas.showPage()
    cleaned = page.read()
    assert texts(cleaned) == [PLAIN[0]]
    assert cleaned.note and cleaned.note.startswith("1 of 2 pages hold pictures")


def test_blank_pages_have_no_text() -> None:
    page = Setter()
    page.canvas.showPage()
    page.canvas.showPage()
    with pytest.raises(SourceError, match="no text in this PDF"):
        page.read()


def test_password_is_asked_for_by_name() -> None:
    page = Setter(encrypt=StandardEncryption("secret", ownerPassword="owner"))
    page.line(TITLE, 60, 700)
    with pytest.raises(SourceError, match="locked with a password"):
        page.read()


def test_file_that_may_only_not_be_printed_is_read() -> None:
    page = Setter(encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
    page.lines(wrapped(STORY[0], 475, "Times-Roman", 11), 60, 760, 11)
    assert texts(page.read()) == [PLAIN[0]]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a PDF"),
        (b"<html>an error page</html>", "not a PDF"),
        (b"%PDF-1.7", "broken"),
        (b"%PDF-1.7\n" + b"\xff\x00garbage" * 500, "broken"),
    ],
)
def test_what_is_no_pdf_is_said(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        clean_pdf(data, now=NOW)


def test_cut_off_file_is_read_or_said_to_be_broken() -> None:
    page = Setter()
    page.lines(wrapped(STORY[0], 475, "Times-Roman", 11), 60, 760, 11)
    data = page.pdf()
    for share in (0.2, 0.5, 0.9):
        try:
            found = texts(clean_pdf(data[: int(share * len(data))], now=NOW))
        except SourceError as error:
            assert "PDF" in str(error)
        else:
            assert found == [PLAIN[0]]


def test_too_many_pages() -> None:
    page = Setter()
    for _ in range(2001):
        page.canvas.showPage()
    with pytest.raises(SourceError, match="2,001 pages; at most 2,000"):
        page.read()


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of these objects, the first of which is its catalogue."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R /Size %d >>\n%%%%EOF" % (len(objects) + 1)


def stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def test_pictures_within_pictures_without_end_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty drawings, each of which shows the next ten times, are ten to the twentieth lines."""
    monkeypatch.setattr("index.pdf.MOST_SECONDS", 3)
    forms = [
        stream(
            b"/F Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F %d 0 R >> >>" % n,
        )
        for n in range(6, 25)
    ]
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>"
    )
    last = stream(b"0 0 m 9 9 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    data = raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream(b"/F Do"), *forms, last])
    with pytest.raises(SourceError, match=r"far longer|no text"):
        clean_pdf(data, now=NOW)


def test_page_of_far_too_many_letters_is_cut() -> None:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
    )
    content = b"BT /F 10 Tf 60 700 Td " + b"(The pier is closed. ) Tj 0 -1 Td " * 8000 + b"ET"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    data = raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream(content), font])
    cleaned = clean_pdf(data, now=NOW)
    assert 0 < sum(len(text) for _, text in cleaned.paragraphs) <= 110_000


@pytest.mark.skipif(not PDFS.is_dir(), reason="the public PDFs are not here")
def test_public_pdfs_read_as_sensible_text() -> None:
    for path in sorted(PDFS.glob("*.pdf")):
        cleaned = clean_pdf(path.read_bytes(), now=NOW)
        assert len(cleaned.pages) == len(cleaned.paragraphs)
        assert all(page and page > 0 for page in cleaned.pages), path
        assert list(cleaned.pages) == sorted(cleaned.pages) or "cltl" not in path.name
        words = " ".join([cleaned.title, *(text for _, text in cleaned.paragraphs)]).split()
        assert len(words) >= 3, path
        assert not any(letter in word for word in words for letter in "\u00ad\ufffe\x02\ufb01\ufb02"), path
        parted = sum(word.endswith("-") and len(word) > 2 for word in words)
        assert parted <= 0.002 * len(words) + 1, path
