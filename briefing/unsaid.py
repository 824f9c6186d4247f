"""Say which numbers of a question the cited paragraphs do not have: it may take for granted what is not so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.answer_forms import MONTHS
from briefing.checks.quantities import quantities
from briefing.types import Evidence, Question
from index.text import fold

NUMBER = re.compile(
    rf"(?<![\w.,/-])(?<!\blast )(?<!\bname )(?<!\blist )(?!(?:1[89]|20)\d\d\b)(?!\d+ (?:of )?(?:{MONTHS}))"
    rf"[$€£¥]?(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)(?![\w/:-]|[.,]\d)"
    r"(?! (?:things|reasons|facts|ways|words|sentences|points|"
    r"examples|(?:minutes?|hours?|days?|weeks?|months?|years?) ago)\b)(?: ?(?P<scale>million|billion|trillion)\b)?",
    re.I,
)
"""A number with its scale; years, and days of a month, are looked for as dates."""
DAY = re.compile(rf"\b(?:{MONTHS}) $", re.I)


def unsaid(question: Question, cited: Sequence[Evidence]) -> str | None:
    """Return a sentence that names the numbers of the question which no cited paragraph or its headline has.

    Of 428 quiz questions that were answered nine have such a number; three of them are answered rightly.
    """
    text = " ".join(f"{one.article.title}. {one.paragraph.text}" for one in cited)
    there = {value for value, _ in quantities(text)} | {one.group("number") for one in NUMBER.finditer(text)}
    missing = [
        found[0]
        for found in NUMBER.finditer(question.text)
        if not DAY.search(question.text[: found.start()])
        and not there & {found["number"], *(value for value, _ in quantities(found[0]))}
        and fold(found[0]) not in fold(text)
    ]
    return f"The paragraphs cited here do not say {' or '.join(missing)}." if missing else None
