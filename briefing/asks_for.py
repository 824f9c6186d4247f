"""Tell whether a question wants several things, or all that somebody said."""

from __future__ import annotations

import re

from briefing.checks.quantities import NUMBER_WORDS
from briefing.types import Question
from index.text import singular, words

MANY = re.compile(
    r"(?:what (?:are|were) the\b|list\b|name (?:the |all )?(?:[a-z]+ ){0,2}?[a-z]+[^s\W]s\b|"
    r"which (?:[a-z]+ ){0,2}?[a-z]+[^s\W]s (?:are|were|have|do|did|will|would|can|could|should)\b)",
    re.I,
)
"""How a question for several begins: "Which countries …", "Name the ships …"."""


def asks_for_all(question: Question) -> bool:
    """Tell whether the question names a speaker and no topic, so that the whole statement is wanted as it was made."""
    speaker = [singular(word) for word in words(question.speaker or "")]
    return question.kind == "said" and all(term in speaker for term in question.terms)


def asks_for_many(question: Question) -> bool:
    """Tell whether a list is asked for, which a few more sentences may make up.

    >>> from briefing.question import parse
    >>> [asks_for_many(parse(one)) for one in ("Which ports were shut?", "Which bus was late?", "Name two ships.")]
    [True, False, False]
    """
    counted = any(word in NUMBER_WORDS for word in words(question.text))
    return question.kind == "list" and not counted and MANY.match(question.text) is not None
