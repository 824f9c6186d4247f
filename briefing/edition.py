"""Tell which edition of a thing a question is of: a year, the 97th Academy Awards, Route 9, Super Bowl LIX."""

from __future__ import annotations

import re

from briefing.answer_forms import MONTHS
from briefing.types import Evidence, Question
from index.text import STOPWORDS
from index.types import Article

YEAR = re.compile(r"(?<![\w.,$€£])(?:1[89]|20)\d\d(?![\d%s]|[.,]\d|-\w|(?<=0) [a-z]+s\b)")
"""Round and before a plural it is a count: "2000 seats"."""
NUMBERED = re.compile(
    rf"\b(?P<ordinal>\d+)(?:st|nd|rd|th) (?P<after>[A-Z][\w’'-]+)|"
    rf"\b(?!(?:{MONTHS}|\w+day)\b)(?P<before>[A-Z][\w’'-]+) (?P<number>\d{{1,3}}|[IVXL]{{2,}})\b(?!%|[.,:-]?\d)"
)
"""A number that is part of a name, with the word of the name that it stands beside."""
ASTRAY = 4.0
"""Logits that a sentence loses when it, or its article, is of another year or edition than the question: asked for the
nominees of 2025, a report on those of 2024 has the nearest sentence of all."""


def knows_edition(question: Question, article: Article) -> bool:
    """Tell whether an article may be of the years and the editions that a question names.

    A year stands in the article, or it was published in it, or has no date. Another edition has the same word with
    another number; that it is the 97th an article may leave out. Of 428 quiz questions that were answered four are
    refused for it, all of them answered from the wrong year.
    """
    years = [one for one in YEAR.findall(question.text) if article.published and int(one) != article.published.year]
    asked = {word: numbers for word, numbers in _numbers(question.text).items() if word not in STOPWORDS}
    if not years and not asked:
        return True
    text = " ".join([article.title, *(paragraph.text for paragraph in article.paragraphs)])
    there = _numbers(text)
    return all(one in text for one in years) and all(
        there.get(word, numbers) & numbers or any(re.search(rf"\b{one}\b", text) for one in numbers)
        for word, numbers in asked.items()
    )


def of_another_year(question: Question, sentence: str) -> bool:
    """Tell whether a sentence names years and none of those that a question names."""
    asked, told = set(YEAR.findall(question.text)), set(YEAR.findall(sentence))
    return bool(asked and told) and not asked & told


def misses_past_year(question: Question, source: Evidence) -> bool:
    """Tell whether a year before the last is asked for that neither paragraph nor headline names."""
    published = source.article.published
    near = f"{source.article.title} {source.paragraph.text}"
    return published is not None and any(
        year not in near and int(year) < published.year - 1 for year in YEAR.findall(question.text)
    )


def _numbers(text: str) -> dict[str, set[str]]:
    """Return the numbers that stand beside each word of a name, lower case."""
    found: dict[str, set[str]] = {}
    for one in NUMBERED.finditer(text):
        found.setdefault((one["after"] or one["before"]).lower(), set()).add(one["ordinal"] or one["number"])
    return found
