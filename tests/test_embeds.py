"""Embedded posts stay whole, and what the outlet says of its own work at the foot of a text goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as markup

from index.bylines import is_about
from index.embeds import LONGEST, join_posts
from index.html import clean_html
from index.noise import edge_reason
from tests.test_html import BODY, NOW, PARTS, page

POST = (
    "<blockquote class='post'><p>No boat today.<br>Sorry.<br>Tea is free. <a href='/p'>pic.example/1</a></p>"
    "&mdash; Aldine Line (@aldine) <a href='/s'>March 3, 2026</a></blockquote>"
)


def test_embedded_post_is_one_quotation_with_its_author() -> None:
    cleaned = clean_html(page(*PARTS[:3], POST, *PARTS[3:]), now=NOW)
    quotes = [text for kind, text in cleaned.paragraphs if kind == "quote"]
    assert quotes == ["No boat today. Sorry. Tea is free. pic.example/1 — Aldine Line (@aldine) March 3, 2026"]
    assert [text for kind, text in cleaned.paragraphs if kind == "text"] == BODY


def test_other_quotations_keep_their_paragraphs() -> None:
    plain = "<blockquote><p>We wait – as our mothers did.</p><p>We always have.</p></blockquote>"
    long = f"<blockquote><p>{'We wait. ' * LONGEST}</p>&mdash; Aldine (@aldine)</blockquote>"
    around = f"<blockquote><blockquote><p>One.</p>&mdash; Ada (@ada)</blockquote>{POST}</blockquote>"
    for text in (plain, long):
        tree = markup.fromstring(f"<div>{text}</div>")
        before = markup.tostring(tree)
        assert not join_posts(tree) and markup.tostring(tree) == before
    tree = markup.fromstring(f"<div>{around}</div>")
    assert join_posts(tree) and len(list(tree.iter("blockquote"))) == 3


@given(
    st.lists(
        st.sampled_from(["<blockquote>", "</blockquote>", "<p>", "<br>", "— A (@a) ", "text", "<b>", "<!-- x -->"])
    )
)
def test_any_markup_keeps_its_words(parts: list[str]) -> None:
    tree = markup.fromstring(f"<div>{''.join(parts)}</div>")
    before = "".join("".join(tree.itertext()).split())
    join_posts(tree)
    assert "".join("".join(tree.itertext()).split()) == before


@pytest.mark.parametrize(
    "line",
    [
        "The Amsel Courier created this story using technology provided by Lathe & Sons and data from the harbour.",
        "This report was based on original reporting by Ines Holt of the Osk Mail.",
        "This is part of the Courier’s effort to check what is claimed about ferries. Learn more about our checks.",
        "Editor’s note: This is an opinion column that solely reflects the opinions of the author",
        "The views expressed in this article are the author’s own and do not reflect those of the Courier.",
        "Courier harbour coverage receives support from several private foundations. See more about them here.",
        "Follow the Courier’s ferry coverage at https://courier.example/ferries",
        "Courier ferries: https://courier.example/ferries",
    ],
)
def test_notes_of_the_house_are_known(line: str) -> None:
    assert edge_reason(line)


@pytest.mark.parametrize(
    "line",
    [
        "The views expressed by the harbour master drew anger in Osk.",
        "The report is part of a wider effort by the council to win back passengers.",
        "The company created this product using parts from three yards.",
        "The broadcaster’s coverage is watched by 40,000 people.",
        "This is an opinion that many in Osk share.",
        "The report, which ran to 90 pages, was based on interviews with 40 sailors.",
        "The timetable is printed on paper. It is also at https://ferry.example/times",
    ],
)
def test_sentences_that_look_like_notes_stay(line: str) -> None:
    assert edge_reason(line) is None


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("Steph Lund is a writer who covers the harbour and its boats.", True),
        ("The Courier’s Stephanie Lund is the author of “Nine Late Boats”, a history of the line.", True),
        ("Stefan Lund is a sailor who was on the boat.", False),
        ("Steph Lundgren is the mayor of Osk.", False),
        ("Stephanie Lund is late, “very late”, said the harbour master.", False),
    ],
)
def test_notes_about_the_author_are_known_by_short_names(line: str, about: bool) -> None:
    assert is_about(line, ["Stephanie Lund"]) is about
