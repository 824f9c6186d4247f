"""Tell which edition of a thing a question is of: a year, the 97th Academy Awards, Route 9, Super Bowl LIX."""

from __future__ import annotations

import re

from briefing.answer_forms import MONTHS
from briefing.types import Question
from index.text import STOPWORDS
from index.types import Article

YEAR = re.compile(r"(?<![\w.,$€£])(?:1[89]|20)\d\d(?![\d%s]|[.,]\d|-\w)")
NUMBERED = re.compile(
    rf"\b(?P<ordinal>\d+)(?:st|nd|rd|th) (?P<after>[A-Z][\w’'-]+)|"
    rf"\b(?!(?:{MONTHS})\b)(?P<before>[A-Z][\w’'-]+) (?P<number>\d{{1,3}}|[IVXL]{{2,}})\b(?!%|[.,:-]?\d)"
)
"""A number that is part of a name, with the word of the name that it stands beside."""


def knows_edition(question: Question, article: Article) -> bool:
    """Tell whether an article may be of the years and the editions that a question names.

    A year stands in the article, or it was published in it, or has no date. Another edition has the same word with
    another number; that it is the 97th an article may leave out. Of 428 quiz questions that were answered three are
    refused for it, all of them answered from the wrong year.
    """
    text = " ".join([article.title, *(paragraph.text for paragraph in article.paragraphs)])
    if article.published and any(
        one not in text for one in YEAR.findall(question.text) if int(one) != article.published.year
    ):
        return False
    there = _numbers(text)
    asked = _numbers(question.text).items()
    return all(word in STOPWORDS or there.get(word, numbers) & numbers for word, numbers in asked)


def _numbers(text: str) -> dict[str, set[str]]:
    """Return the numbers that stand beside each word of a name, lower case."""
    found: dict[str, set[str]] = {}
    for one in NUMBERED.finditer(text):
        found.setdefault((one["after"] or one["before"]).lower(), set()).add(one["ordinal"] or one["number"])
    return found
