"""A page's own words: what the extractor lost of a line, or cut it into, is as the page shows it."""

from __future__ import annotations

import pytest
from lxml import html

from index.recover import Blocks, exact, leaves_of

LONG = "The harbour office said on Monday that the ferry to Osk would sail again by the end of the week."


def recovered(page: str, *texts: str) -> list[str]:
    blocks: Blocks = [("text", one) for one in texts]
    return [text for _, text in exact(blocks, html.document_fromstring(page))]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (
            "Jon Reed has reported <b><a href='/fine'>that the league will fine the captain</a></b> for his part in it, and that its own inquiry has ended.",
            "Jon Reed has reported for his part in it, and that its own inquiry has ended.",
        ),
        (
            "The office decided <a href='/a'>to move the start</a> in Osk from noon <i>to one o’clock</i> on Friday then.",
            "The office decided in Osk from noon on Friday then.",
        ),
        (
            "<em>Yesterday</em> the harbour office closed the quay for repairs.",
            "the harbour office closed the quay for repairs.",
        ),
    ],
)
def test_words_that_the_extractor_lost_at_a_mark_are_there(line: str, left: str) -> None:
    whole = html.fragment_fromstring(f"<p>{line}</p>").text_content()
    assert recovered(f"<p>{LONG}</p><p>{line}</p>", LONG, left) == [LONG, whole]


@pytest.mark.parametrize(
    "unseen",
    [
        "<span style='display: none'>{x_j}</span>",
        "<math><annotation>{x_j}</annotation></math>",
        "<span class='icon sr-only'>Link</span>",
        "<span>(opens in a new window)</span>",
    ],
)
def test_what_no_reader_sees_is_no_part_of_a_line(unseen: str) -> None:
    page = f"<p>The harbour office said{unseen} that the quay at Tarrow was safe.</p>"
    assert [leaf.text for leaf in leaves_of(html.fromstring(page))] == [
        "The harbour office said that the quay at Tarrow was safe."
    ]


def test_text_that_stands_loose_between_blocks_is_a_line() -> None:
    page = "<div>Loose <b>before</b><p>In a block.</p>loose after<!-- note -->it<br>and below<ul><li>item</li></ul>end</div>"
    found = [(leaf.text, leaf.element.tag) for leaf in leaves_of(html.fromstring(page))]
    assert found == [
        ("Loose before", "div"),
        ("In a block.", "p"),
        ("loose afterit", "div"),
        ("and below", "div"),
        ("item", "li"),
        ("end", "div"),
    ]


def test_a_paragraph_that_was_cut_at_its_code_is_one() -> None:
    page = f"<p>{LONG}</p><p>So we call <code>sail()</code> with the day of the ferry, and <code>None</code> comes back.</p>"
    pieces = ["So we call", "sail()", "with the day of the ferry, and", "None", "comes back."]
    assert recovered(page, LONG, *pieces) == [LONG, "So we call sail() with the day of the ferry, and None comes back."]


def test_lines_that_only_the_source_breaks_are_one_paragraph() -> None:
    lines = ["The harbour office said on Monday that the", "ferry to Osk would sail again by the end", "of the week."]
    page = "<p>" + "\n".join(lines) + f"</p><p>{LONG}</p>"
    assert recovered(page, *lines, LONG) == [" ".join(lines), LONG]


def test_lines_of_code_stay_lines() -> None:
    lines = ["ferry = harbour.ferries['osk']", "ferry.sail(on='Monday', from_='Tarrow')"]
    assert recovered("<pre>" + "\n".join(lines) + "</pre>", *lines) == lines


def test_a_piece_of_a_line_that_is_there_is_not_told_twice() -> None:
    page = f"<p>{LONG} It asks <code>all</code> passengers to be at the quay an hour before. Dogs stay on deck.</p>"
    pieces = [LONG + " It asks", "passengers to be at the quay an hour before.", "Dogs stay on deck."]
    assert recovered(page, *pieces, "passengers to be at the quay an hour before.") == [
        LONG + " It asks all passengers to be at the quay an hour before. Dogs stay on deck."
    ]


def test_lines_that_were_joined_come_apart() -> None:
    page = f"<ol><li><span>1</span><p>{LONG}</p></li></ol><div>Dogs stay on deck.</div>"
    assert recovered(page, f"1{LONG}Dogs stay on deck.") == [LONG, "Dogs stay on deck."]
