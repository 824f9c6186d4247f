"""What PDFs repeat on every page, and paragraphs that run over pages."""

from __future__ import annotations

from datetime import date

import pytest
from made_pdfs import PLAIN, STORY, Setter, reasons, texts, wrapped

from index.article import Given, make_article
from index.hyphens import join, vocabulary
from index.revise import restore


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
