"""Tables of a page, and lines in the midst of its article: kept or in the audit, never gone without a word."""

from __future__ import annotations

import pytest
from fictional import BREAD, FERRY
from lxml import html

from index.clean import Cleaned
from index.html import clean_html
from index.left_out import LeftOut, left_out

PRICES = [["Route", "Price"], ["Osk", "12 crowns"], ["Tarn", "14 crowns"], ["Brinmere", "9 crowns"]]


def table(rows: list[list[str]], attributes: str = "") -> str:
    cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    return f"<table {attributes}>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def page(*inner: str, beside: str = "") -> Cleaned:
    return clean_html(
        "<html><head><title>Ferry to Osk late again</title></head><body><article><h1>Ferry to Osk late again</h1>"
        + "".join(one if one.startswith("<") else f"<p>{one}</p>" for one in inner)
        + f"</article>{beside}</body></html>"
    )


def shown(cleaned: Cleaned, kind: str) -> list[str]:
    return [text for one, text in cleaned.paragraphs if one == kind]


ROWS = ["Route; Price", "Osk; 12 crowns", "Tarn; 14 crowns", "Brinmere; 9 crowns"]


@pytest.mark.parametrize("wrap", ["{}", "<figure>{}</figure>", "<div><div>{}</div></div>"])
def test_rows_of_a_table_stand_where_the_page_has_them(wrap: str) -> None:
    cleaned = page(*FERRY[:2], wrap.format(table(PRICES)), *FERRY[2:], *BREAD)
    assert shown(cleaned, "list") == ROWS
    texts = [text for _, text in cleaned.paragraphs]
    assert texts.index(ROWS[0]) == texts.index(FERRY[1]) + 1
    assert texts.index(ROWS[-1]) == texts.index(FERRY[2]) - 1
    assert shown(cleaned, "text") == [*FERRY, *BREAD]


def test_a_table_below_the_last_paragraph_is_the_articles() -> None:
    captioned = table(PRICES).replace("<tr>", "<caption>Fares from May</caption><tr>", 1)
    cleaned = page(*FERRY, *BREAD, captioned)
    assert shown(cleaned, "list") == ["Fares from May", *ROWS]


def test_a_table_beside_the_article_stands_in_the_audit() -> None:
    cleaned = page(*FERRY, *BREAD, beside=f"<div><p>Ferry weather</p>{table(PRICES)}</div>")
    assert shown(cleaned, "list") == []
    assert [one.text for one in cleaned.removed if one.reason == "table beside the article"] == ROWS


def test_a_day_in_a_table_dates_nothing() -> None:
    rows = [["Opened", "5 March 2020"], ["Closed", "7 March 2021"], ["Burned", "9 March 2022"]]
    cleaned = page(*FERRY, *BREAD, table(rows))
    assert cleaned.published is None
    assert shown(cleaned, "list") == ["Opened; 5 March 2020", "Closed; 7 March 2021", "Burned; 9 March 2022"]


def test_a_table_that_lays_out_the_page_gives_no_rows() -> None:
    cleaned = page(*FERRY[:2], table([[FERRY[2], BREAD[0]], [BREAD[1], BREAD[2]]]), *BREAD[3:])
    assert not any("; ".join([FERRY[2], BREAD[0]]) == text for _, text in cleaned.paragraphs)
    every = [text for _, text in cleaned.paragraphs] + [one.text for one in cleaned.removed]
    assert all(text in every for text in (FERRY[2], *BREAD))


def test_below_a_row_of_headings_long_texts_are_rows_too() -> None:
    told = "The <i>Aldine Star</i>’s crew, <a href='/osk'>Osk</a>’s pilots<b>,</b> and a diver told the court that " * 3
    rows = "".join(
        f"<tr><th>{name}</th><td>{day}</td><td>{told}</td></tr>" for name, day in (("Osk", "1"), ("Tarn", "2"))
    )
    headings = "<tr><th>Ship</th><th>Day</th><th>What was said</th></tr>"
    cleaned = page(*FERRY[:2], f"<table><thead>{headings}</thead><tbody>{rows}</tbody></table>", *FERRY[2:], *BREAD)
    text = " ".join(["The Aldine Star’s crew, Osk’s pilots, and a diver told the court that"] * 3)
    assert shown(cleaned, "list") == ["Ship; Day; What was said", f"Osk; 1; {text}", f"Tarn; 2; {text}"]


def test_a_heading_that_the_extractor_drops_stands_above_its_text() -> None:
    tree = html.fromstring(
        f"<div><p>{FERRY[0]}</p><h3>What will happen in May?</h3><p>{FERRY[1]}</p>"
        f"<h3><a href='/other'>Bread dearer again in Osk</a></h3><p>{FERRY[2]}</p><h3>Related stories</h3>"
        f"<div><h3>Bakers strike</h3></div><p>{BREAD[0]}</p></div>"
    )
    found = left_out([("text", text) for text in (*FERRY[:3], BREAD[0])], tree)
    assert found == [LeftOut(1, "What will happen in May?", kind="heading")]


def test_an_item_that_is_only_a_link_is_kept_or_named() -> None:
    items = (
        "<ul><li>The ferry to Osk</li><li><a href='/t'>The night boat to Tarn</a></li><li>The bus to Sorrin</li></ul>"
    )
    cleaned = page(*FERRY[:2], items, *FERRY[2:], *BREAD)
    every = [text for _, text in cleaned.paragraphs] + [one.text for one in cleaned.removed]
    assert "The night boat to Tarn" in every
    links = " ".join(f"<li><a href='/{town}'>Boats to {town} this week</a></li>" for town in ("Osk", "Tarn", "Sorrin"))
    cleaned = page(*FERRY[:2], f"<ul>{links}</ul>", *FERRY[2:], *BREAD)
    every = [text for _, text in cleaned.paragraphs] + [one.text for one in cleaned.removed]
    assert all(f"Boats to {town} this week" in every for town in ("Osk", "Tarn", "Sorrin"))


def test_a_table_too_large_to_be_read_is_told_of() -> None:
    cleaned = page(*FERRY, *BREAD, table([["Osk", "12"]] * 1501))
    assert cleaned.note == "A table of more than 3,000 cells was left out."
    assert page(*FERRY, *BREAD, table(PRICES)).note is None
