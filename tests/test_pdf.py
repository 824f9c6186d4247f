"""Read PDFs that are set as newspapers, reports and papers are."""

from __future__ import annotations

from datetime import date

import pytest
from made_pdfs import PLAIN, STORY, TITLE, Setter, reasons, texts, wrapped
from reportlab.pdfbase.pdfmetrics import stringWidth

from index.pdf_layout import Line
from index.pdf_text import paragraphs_of


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
