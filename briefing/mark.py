"""Mark the part of a sentence that answers: a date, a duration, a sum, a number, a person or a place."""

from __future__ import annotations

import re

from briefing.answer_forms import DURATION, MONEY, MONTHS, PEOPLE, TIME
from briefing.fit import stem
from briefing.naming import NOT_PERSON
from briefing.types import Question
from index.text import fold


def answer_span(question: Question, text: str) -> tuple[int, int] | None:
    """Return the (start, end) of the date, duration, sum, number, person or place in `text` that answers.

    Of several the one that stands nearest to the question's words; None when the type has no form of its own.
    """
    pattern = SPANS.get(question.kind)
    if pattern is None:
        return None
    asked = fold(question.text)
    stems = {stem(term) for term in question.terms}
    known = [found.span() for found in re.finditer(r"[\w’'-]+", text) if stem(found[0].casefold()) in stems]
    group = pattern.groups  # a place is behind its preposition
    spans = [found.span(group) for found in pattern.finditer(text) if fold(found[group] or asked) not in asked]
    if question.kind == "who":
        spans = [span for span in spans if not NOT_PERSON.search(text[slice(*span)])]

    def near(span: tuple[int, int]) -> float:
        return sum(1 / (NEARBY + max(0, left - span[1], span[0] - right)) for left, right in known)

    return max(spans, key=lambda span: (near(span), -span[0]), default=None)


NEARBY = 5
"""Characters at which a word of the question counts half for what stands there."""
SPANS = {
    "when": re.compile(
        rf"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:{MONTHS})|(?:{MONTHS})\s"
        rf"\d{{1,2}}\b)(?:,?\s(?:19|20)\d\d)?|\b(?:(?:in|since|by|until|from|early|late|mid|"
        rf"the (?:end|start|beginning|middle) of)[\s-])?"
        rf"(?:{MONTHS})(?:\s(?:1[89]|20)\d\d)?\b|"
        + TIME.pattern.removesuffix(r"|when\b|after\b|before\b|until\b)")
        + ")"
    ),
    "how_long": DURATION,
    "how_much": re.compile(
        r"[$€£¥]\s?\d+(?:[.,]\d+)*(?:\s?(?:million|billion|trillion|bn|m|k)\b)?|"
        + MONEY.pattern
        + r"|\b\d[\d,.]*\s(?:tonnes?|tons?|kg|litres?|per cent)\b",
        re.I,
    ),
    "how_many": re.compile(
        r"(?<![\w$€£])(?:\d[\d,.]*\d|\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|"
        r"hundreds|thousands)(?:\s(?:million|billion|thousand|hundred))?"
        r"(?:\s(?!of\b|in\b|and\b|to\b|at\b)[a-z]+)?(?![\w-]|[.,:]\d)",
        re.I,
    ),
    "who": PEOPLE,
    "where": re.compile(
        r"\b(?:in|at|from|near|to|off|outside|across|into)\s(?:the\s)?([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)"
    ),
}
"""What an answer of a type looks like; other types have no form of their own to mark."""
