"""Lines that sign a text: author, outlet and day in pastes, Word files and PDFs; and when a file's own day counts."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import docx
import pytest
from fictional import BREAD, FERRY
from made_pdfs import NOW, STORY, TITLE, Setter, wrapped

from index.clean import Cleaned, clean
from index.docx import clean_docx
from index.pdf import clean_pdf
from index.read import read_text
from index.signature import signature

DAY = date(2026, 3, 4)
REED, GAZETTE = ("Jonas Reed",), "Port Amsel Gazette"


@pytest.mark.parametrize("bar", [" | ", " · ", " / ", " – ", " - ", "|", ", "])
@pytest.mark.parametrize("written", ["4 March 2026", "March 4, 2026", "Wednesday, 4 March 2026"])
def test_author_outlet_and_day_of_one_line(bar: str, written: str) -> None:
    found = signature(bar.join(["By Jonas Reed", GAZETTE, written]), NOW)
    assert found is not None
    assert (found.authors, found.source, found.published) == (REED, GAZETTE, DAY)


@pytest.mark.parametrize(
    ("line", "authors", "source", "published"),
    [
        ("Velland Business Daily, 4 March 2026", (), "Velland Business Daily", DAY),
        ("4 March 2026 | Osk Weekly", (), "Osk Weekly", DAY),
        ("By Mara Quill / Amsel Evening Post / 4 March", ("Mara Quill",), "Amsel Evening Post", None),
        ("By Ada Lund and Tom Reyes for the Osk Weekly", ("Ada Lund", "Tom Reyes"), "Osk Weekly", None),
        ("By Ada Lund | Harbour Correspondent | Osk Weekly", ("Ada Lund",), "Osk Weekly", None),
        ("By Ada Lund | Harbour Lantern | 4 March 2026", ("Ada Lund",), "Harbour Lantern", DAY),
        ("By Ada Lund | Osk Point | 4 March 2026", ("Ada Lund",), None, DAY),
        ("By Ada Lund | 4 March 2026 | 3 min read", ("Ada Lund",), None, DAY),
        ("By Ada Lund, Osk, 4 March 2026", ("Ada Lund",), None, DAY),
        ("By Ada Lund, Port Amsel, 4 March 2026", ("Ada Lund",), None, DAY),
        ("By Ada Lund and Tom Reyes, Kestrel Bay, March 4, 2026", ("Ada Lund", "Tom Reyes"), None, DAY),
        ("By Ada Lund, Osk Point, 4 March 2026", ("Ada Lund",), None, DAY),
        ("By Ada Lund in Tarrow, 4 March 2026", ("Ada Lund",), None, DAY),
        ("By Ada Lund, Tarrow, Velland, 4 March 2026", ("Ada Lund",), None, DAY),
        ("By Ada Lund | New Tarrow | 4 March 2026", ("Ada Lund",), None, DAY),
        ("By Ada Lund, Tom Reyes, 4 March 2026", ("Ada Lund", "Tom Reyes"), None, DAY),
        ("Osk Weekly, 4 March 2031", (), "Osk Weekly", None),
        ("Osk Weekly, 03/04/2026", (), "Osk Weekly", None),
    ],
)
def test_what_signatures_say(line: str, authors: tuple[str, ...], source: str | None, published: date | None) -> None:
    found = signature(line, NOW, "A boat sank near Osk Point.")
    assert found is not None
    assert (found.authors, found.source, found.published) == (authors, source, published)


@pytest.mark.parametrize(
    "line",
    [
        "Osk Weekly",
        "Port Amsel, 4 March 2026",
        "By Ada Lund in Port Amsel",
        "The council meets again, the mayor said, 4 March 2026",
        "Ferry hits the news, 4 March 2026",
        "The Osk Weekly, which broke the story on 4 March 2026, stands by it.",
    ],
)
def test_lines_that_sign_nothing(line: str) -> None:
    assert signature(line, NOW) is None


def printed(*head: str, made: datetime | None = None, gap: float = 24) -> Cleaned:
    """Read a PDF with lines below its headline, made at a moment."""
    page = Setter(invariant=True)
    page.line(TITLE, 60, 790, 20, "Times-Bold")
    y = 790.0 - 30
    for line in head:
        page.line(line, 60, y, 11)
        y -= gap
    for text in STORY[:3]:
        y = page.lines(wrapped(text, 475, "Times-Roman", 11), 60, y - 14, 11)
    data = page.pdf()
    if made:
        place = data.index(b"/CreationDate (") + len(b"/CreationDate (")
        old = data[place : data.index(b")", place)]
        data = data.replace(old, f"D:{made:%Y%m%d%H%M%S}Z".encode().ljust(len(old)), 1)
    return clean_pdf(data, now=NOW)


def test_a_pdf_made_today_has_the_day_it_prints() -> None:
    found = printed(f"By Jonas Reed | {GAZETTE} | 4 March 2026", made=NOW)
    assert (found.authors, found.source, found.published, found.published_from) == (REED, GAZETTE, DAY, "text")
    assert [(one.text, one.reason) for one in found.removed] == [
        (f"By Jonas Reed | {GAZETTE} | 4 March 2026", "author line")
    ]


@pytest.mark.parametrize("gap", [13.2, 24])
def test_author_outlet_and_day_below_each_other_in_a_pdf(gap: float) -> None:
    found = printed("By Jonas Reed", GAZETTE, "4 March 2026", gap=gap)
    assert (found.authors, found.source, found.published) == (REED, GAZETTE, DAY)
    assert [one.text for one in found.removed] == ["By Jonas Reed", GAZETTE, "4 March 2026"]


@pytest.mark.parametrize("hours", [0, 3, 23])
def test_nothing_is_dated_from_the_day_it_was_printed_for_reading(hours: int) -> None:
    found = printed(made=NOW - timedelta(hours=hours))
    assert (found.published, found.published_from, found.note) == (None, None, None)


def test_an_older_file_dates_a_text_without_a_day_and_says_so() -> None:
    found = printed(made=NOW - timedelta(days=9))
    assert (found.published, found.published_from) == (NOW - timedelta(days=9), "file")
    assert found.note == "The text prints no date: 23 October 2026 is the day on which the file was made."


def test_a_printed_day_without_a_year_keeps_the_files_own_out() -> None:
    found = printed("By Jonas Reed / Amsel Evening Post / 4 March", made=NOW - timedelta(days=9))
    assert (found.authors, found.source, found.published) == (REED, "Amsel Evening Post", None)


def written(*lines: str) -> Cleaned:
    file = docx.Document()
    file.core_properties.created = datetime(2026, 10, 1)
    for line in lines:
        file.add_paragraph(line)
    data = io.BytesIO()
    file.save(data)
    return clean_docx(data.getvalue(), now=NOW)


@pytest.mark.parametrize("above", [True, False])
def test_outlet_and_day_in_a_word_file(above: bool) -> None:
    head = ["Ferry to Osk late again", "Osk Weekly, 4 March 2026"]
    found = written(*(head[::-1] if above else head), *FERRY)
    assert (found.title, found.source, found.published) == (head[0], "Osk Weekly", DAY)
    assert [text for _, text in found.paragraphs] == FERRY


def test_the_outlet_is_no_second_author() -> None:
    for head in (["By Mara Quill / Amsel Evening Post / 4 March"], ["By Mara Quill", "Amsel Evening Post", "4 March"]):
        for found in (
            written("Ferry to Osk late again", *head, *FERRY),
            clean("\n".join(["Ferry to Osk late again", *head, *FERRY]), now=NOW),
        ):
            assert (found.authors, found.source, found.published) == (("Mara Quill",), "Amsel Evening Post", None)
            assert [one.text for one in found.removed] == head
            assert [text for _, text in found.paragraphs] == FERRY


def test_a_headline_that_ends_in_the_name_of_an_outlet_stays() -> None:
    found = clean("\n".join(["Ada Lund Joins Osk Times", "By Tom Reyes", "4 March 2026", *FERRY]), now=NOW)
    assert (found.title, found.source, found.authors) == ("Ada Lund Joins Osk Times", None, ("Tom Reyes",))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_articles_with_outlet_and_day_below_their_headlines_come_apart(gap: str) -> None:
    first = ["Ferry to Osk late again", "Velland Business Daily, 4 March 2026", *FERRY[:2]]
    second = ["Bakers want their Sundays back", "Velland Business Daily, 5 March 2026", *BREAD[:2]]
    found = read_text(gap.join([*first, *second]))
    assert [(one.title, one.source, one.published) for one in found] == [
        (first[0], "Velland Business Daily", DAY),
        (second[0], "Velland Business Daily", date(2026, 3, 5)),
    ]
    assert [[one.text for one in article.paragraphs] for article in found] == [FERRY[:2], BREAD[:2]]


def test_a_box_with_an_outlet_but_no_day_does_not_part_a_text() -> None:
    lines = ["Ferry to Osk late again", "By Ada Lund", *FERRY, "What the others say", "Osk Weekly", *BREAD]
    assert len(read_text("\n\n".join(lines))) == 1
