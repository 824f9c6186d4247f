"""Know the words of a question that say what is asked of what it names, and whether a text has them."""

from __future__ import annotations

from briefing.fit import stem
from briefing.roles import PERSON_WORDS
from briefing.types import Question
from index.text import words

EMPTY = frozenset(stem(word) for word in "anybody anyone anything somebody someone people go get happen".split())
"""Words of a question that say nothing of what it asks."""
FAMILY = 5
"""Letters that words of one family share: chairs and chairwoman, evacuated and evacuation."""


def own_words(question: Question) -> set[str]:
    """Return the stems of the question's content words, names and numbers aside.

    >>> from briefing.question import parse
    >>> sorted(own_words(parse("Who owns the hotel in Osk?")))
    ['hotel', 'own']
    """
    named = {word for name in question.names for word in words(name)}
    return {stem(term) for term in question.terms if term not in named and not term.isdigit()}


def telling_words(question: Question) -> set[str]:
    """Return those of its own words that a sentence must have to tell it; whom a "how many" counts has many names."""
    counted = PERSON_WORDS if question.kind == "how_many" else frozenset()
    return own_words(question) - EMPTY - counted


def meets(wanted: str, have: set[str]) -> bool:
    """Tell whether a stem, or a word of its family, is among those of a text.

    >>> meets("evacuat", {"evacuation"}), meets("own", {"owner"})
    (True, False)
    """
    return wanted in have or (len(wanted) >= FAMILY and any(one[:FAMILY] == wanted[:FAMILY] for one in have))
