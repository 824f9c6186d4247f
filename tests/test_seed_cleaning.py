"""Clean a real article that is not ours: what must go, what must stay, and what is known of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.read import read
from index.types import Article

BODY_LINES = (8, 10, 12, 14, 18, 20, 22, 24, 28, 30, 32, 34, 36, 38, 40)
NOISE = {
    6: "repeats the caption",
    16: "link to read on",
    26: "related link",
    42: "related link",
    44: "author line",
    46: "author line",
    48: "note about the author",
}


@pytest.fixture
def article(seed: Path) -> Article:
    return read(seed)[0]


@pytest.fixture
def lines(seed: Path) -> dict[int, str]:
    return {number: " ".join(line.split()) for number, line in enumerate(seed.read_text("utf-8").splitlines(), start=1)}


def test_exactly_the_noise_goes(article: Article, lines: dict[int, str]) -> None:
    assert {one.line: one.reason for one in article.removed} == NOISE
    assert all(one.text == lines[one.line] for one in article.removed)


def test_paragraphs_are_the_lines_of_the_article(article: Article, lines: dict[int, str]) -> None:
    body = [one for one in article.paragraphs if one.number]
    assert [one.text for one in body] == [lines[line] for line in BODY_LINES]
    assert [one.number for one in body] == list(range(1, 16))
    assert {one.kind for one in body} == {"text"}
    assert article.title == lines[1]
    assert [one.text for one in article.paragraphs if one.kind == "standfirst"] == [lines[3]]


def test_caption_stays_once_without_its_credit(article: Article, lines: dict[int, str]) -> None:
    captions = [one.text for one in article.paragraphs if one.kind == "caption"]
    assert captions == [lines[5].partition(" Photograph:")[0]]
    assert captions[0].endswith("wounded nine others.")


def test_author_and_outlet_are_found_and_no_date_is_invented(article: Article) -> None:
    assert article.authors == ("Daniel McLaughlin",)
    assert article.source == "The Irish Times"
    assert (article.published, article.published_from) == (None, None)
    assert (article.language, article.url) == ("en", None)
