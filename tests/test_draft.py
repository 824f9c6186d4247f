"""A draft is read as claims and what is none: headings, greetings, marks, lists of sources; in any kind of file."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.draft import LONGEST_DRAFT, MOST_CLAIMS, read_draft
from briefing.draft_file import is_source, read_source
from index.errors import InputError, SourceError

MAIL = """Subject: Lines for Thursday

Dear colleagues,

Please find below the lines for today. I hope you are well.

What we know so far:

Bridge

The Tarn bridge was closed on Monday. It has 14 cracks. Who pays for it?

The county said: “We close it now. We say sorry later.” Ferries run every 20 minutes.

Kind regards,
Ines Holt
Press office, Tarn

https://tarn.example/press
"""


def pieces(text: str) -> list[tuple[str, str | None]]:
    """Return the pieces of a draft, each with what it is when it is no claim."""
    return [(one.text, one.aside) for one in read_draft(text).pieces]


def claims(text: str) -> list[str]:
    """Return the claims of a draft."""
    return [text for text, aside in pieces(text) if aside is None]


def test_a_mail_has_claims_and_courtesies() -> None:
    assert pieces(MAIL) == [
        ("Subject: Lines for Thursday", "note"),
        ("Dear colleagues,", "greeting"),
        ("Please find below the lines for today.", "courtesy"),
        ("I hope you are well.", "courtesy"),
        ("What we know so far:", "lead-in"),
        ("Bridge", "heading"),
        ("The Tarn bridge was closed on Monday.", None),
        ("It has 14 cracks.", None),
        ("Who pays for it?", "question"),
        ("The county said: “We close it now. We say sorry later.”", None),
        ("Ferries run every 20 minutes.", None),
        ("Kind regards,", "closing"),
        ("Ines Holt", "signature"),
        ("Press office, Tarn", "signature"),
        ("https://tarn.example/press", "address"),
    ]


def test_every_piece_is_a_span_of_the_text_in_order() -> None:
    draft = read_draft(MAIL)
    assert [draft.text[one.start : one.end] for one in draft.pieces] == [one.text for one in draft.pieces]
    assert [one.start for one in draft.pieces] == sorted(one.start for one in draft.pieces)


def test_a_pasted_briefing_loses_its_marks_and_keeps_its_sentences() -> None:
    text = """# Briefing for Monday

*As of 3 March 2026 · 2 articles from The Tarn Post · 1-minute read*

## In short

- **Tarn bridge closed:** The bridge has 14 cracks. [1]

## 1. Tarn bridge closed

The bridge was closed on Monday [1], the county said [2]. Repairs take nine months. [2][3]

> “So did his father.” — Ines Holt [4]

## Sources

- [1] The Tarn Post, “Tarn bridge closed”, ¶1, 3 March 2026
- [2] The Tarn Post, “Tarn bridge closed”, ¶2, 3 March 2026, [article](<https://tarn.example/1>)
"""
    assert claims(text) == [
        "The bridge has 14 cracks.",
        "The bridge was closed on Monday, the county said.",
        "Repairs take nine months.",
        "“So did his father.” — Ines Holt",
    ]
    kinds = [aside for _, aside in pieces(text) if aside]
    assert kinds == ["heading", "note", "heading", "label", "heading", "heading", "source", "source"]


def test_an_answer_copied_from_the_page_keeps_no_link_of_a_citation() -> None:
    text = 'The bridge has 14 cracks [1](#src:ab12:cd34:ef56:0-20 "The Tarn Post · paragraph 1 — The bridge"). It is closed.'
    assert claims(text) == ["The bridge has 14 cracks.", "It is closed."]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow agreed to the plan",
        "The bridge [in Tarn] is closed.",
        "“Is it closed?” asked the mayor of Tarn.",
        "Thanks to the ferry, 400 people crossed the strait on Monday and another 300 on Tuesday, according to the county, "
        "which counted them at both ends of the line and published the figures in the evening of each day.",
        "Best of all, the county paid for it.",
        "Dear bread made people angry in Tarn, the mayor said.",
        "From: the county says that “every lorry” is stopped on the way to the bridge by its own officers." * 4,
    ],
)
def test_what_looks_like_a_courtesy_is_still_a_claim(text: str) -> None:
    assert claims(text) != []


def test_bullets_without_full_stops_are_claims() -> None:
    assert claims("Lines\n\n• The bridge is closed\n• Repairs cost £2.4m\n• Ferries run every 20 minutes") == [
        "The bridge is closed",
        "Repairs cost £2.4m",
        "Ferries run every 20 minutes",
    ]


@pytest.mark.parametrize(
    "day", ["4 March 2026: ", "March 4, 2026 – ", "2026-03-04: ", "Wednesday: ", "Monday 2 March: "]
)
def test_the_day_in_front_of_an_event_is_a_label(day: str) -> None:
    assert pieces(f"- {day}The bridge was closed.") == [(day.strip(), "label"), ("The bridge was closed.", None)]
    assert pieces("On Monday: the bridge was closed.")[0][1] is None


def test_a_text_broken_at_any_width_keeps_its_sentences() -> None:
    text = (
        "The Tarn bridge was closed to all traffic on Monday after engineers found 14 cracks in it, and the detour costs\n"
        "£2.4m a month. The county has not decided whether to replace it, or to\nrepair it.\nA new bridge is dear."
    )
    assert len(claims(text)) == 3
    assert claims(text)[0].endswith("costs £2.4m a month.") and claims(text)[1].endswith("to repair it.")


def test_the_sentence_before_is_known() -> None:
    draft = read_draft("# Bridge\n\nThe bridge was closed.\n\n## Costs\n\nIt costs £2m.")
    assert [one.before for one in draft.pieces if one.aside is None] == ["", "The bridge was closed."]


@pytest.mark.parametrize("text", ["", "  \n ", "# Heading", "Dear all,\n\nBest regards,\nAnna"])
def test_a_draft_without_a_statement_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no sentence to check"):
        read_draft(text)


def test_a_draft_has_a_bound() -> None:
    with pytest.raises(InputError, match="at most 300,000 characters"):
        read_draft("x" * (LONGEST_DRAFT + 1))
    with pytest.raises(InputError, match="at most 1,500 sentences"):
        read_draft("The bridge is closed. " * (MOST_CLAIMS + 1))


def test_a_plain_file_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("The bridge is closed.\n\nREAD MORE\n\nBy Dana Whitlock\n\nIt has 14 cracks.", encoding="utf-8")
    assert claims(read_source(str(path), max_bytes=1000))[-1] == "It has 14 cracks."
    assert "READ MORE" in read_source(str(path), max_bytes=1000)


def test_a_page_and_a_word_file_are_read_as_text(tmp_path: Path) -> None:
    from docx import Document

    page = tmp_path / "draft.html"
    page.write_text(
        "<html><body><article><h1>Bridge closed</h1><p>The Tarn bridge was closed on Monday after engineers found 14 "
        "cracks in it.</p><p>Repairs are expected to take nine months, the county said.</p></article></body></html>",
        encoding="utf-8",
    )
    word = Document()
    word.add_heading("Bridge closed", 1)
    word.add_paragraph("The Tarn bridge was closed on Monday after engineers found 14 cracks in it.")
    word.add_paragraph("Repairs are expected to take nine months, the county said.")
    word.save(str(tmp_path / "draft.docx"))
    for name in ("draft.html", "draft.docx"):
        found = pieces(read_source(str(tmp_path / name), max_bytes=10**6))
        assert found[0] == ("Bridge closed", "heading")
        assert [text for text, aside in found if aside is None] == [
            "The Tarn bridge was closed on Monday after engineers found 14 cracks in it.",
            "Repairs are expected to take nine months, the county said.",
        ]


def test_a_file_that_is_not_there_is_named() -> None:
    assert is_source("nowhere.docx")
    with pytest.raises(SourceError, match=r"nowhere\.docx is not a file"):
        read_source("nowhere.docx", max_bytes=1000)
    assert not is_source("The bridge is closed")
