"""Understand a question without a model: its type, names, speaker and content words."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing.naming import holds_office
from briefing.question_kind import SAY, kind_of
from briefing.roles import PERSON_WORDS
from briefing.types import Question
from index.errors import InputError
from index.text import STOPWORDS, normalise, sentences, singular, words

LONGEST_TEXT = 1_500
"""Characters; more is an article, not a question: half of it would go unread, so that is said instead."""
LONGEST_QUESTION = 1000
"""Characters that are read of it: the models behind the search read about 250 words."""
POLITE = re.compile(
    r"^(?:(?:hi|hello|hey|please|so|ok(?:ay)?|well)[,!.]?\s+|(?:can|could|would) you (?:please )?(?:tell|show) me\s+|"
    r"(?:please )?tell me\s+(?!about)|(?:do you know|i(?:’|')d like to know|i want to know|i wonder)\s+)+",
    re.I,
)
SPEAKER = re.compile(
    rf"\b(?:what|how|why|when|where)\s+(?:else\s+)?(?:did|does|do|has|have|had|was|were)\s+"
    rf"(?P<name>(?:[^\s?]+\s){{0,6}}?[^\s?]+?)\s+"
    rf"(?:also\s+|ever\s+|just\s+)?(?:{SAY})\b",
    re.I,
)
NAME = re.compile(r"(?:[A-Z][\w’'&.-]*)(?:\s+(?:(?:of|the|van|von|de|der|al|bin)\s+)?(?:[A-Z][\w’'&-]*))*")
NAME_ENDS = re.compile(r"(?<=[a-z]{3}\.)\s")
"""A full stop behind a whole word ends a sentence, one behind "St." or "J." does not."""
ASKING = frozenset(
    "who whom whose what which when where why how is are was were did does do has have had will would can could should "
    "may might and but also the a an in on at by for from to please tell list name summarise summarize give since "
    "until whether if i many much".split()
)
PRONOUNS = frozenset("he him his she her hers they them their".split())
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
CALLED = re.compile(r"^what(?: is|’s|'s| was) (?P<whom>(?:the|[A-Z])[^?,]{1,60}?)[’']s? name[\s?]*$", re.I)

NAME_OF = re.compile(r"^what(?: is|’s|'s| was) the name of (?P<whom>the [^?,]{1,60}?)[\s?]*$", re.I)


def tidy(asked: str) -> str:
    """Return a question without politeness, begun with a capital, no longer than can be read.

    Of a longer text what asks is kept and the sentences around it. Raises InputError for an empty question or one of
    more than 1,500 characters.
    """
    text = normalise(asked)
    if not any(character.isalnum() for character in text):
        raise InputError("The question is empty. Ask in your own words, such as “What did the minister announce?”")
    if len(text) > LONGEST_TEXT:
        raise InputError(
            f"The question has {len(text):,} characters; at most {LONGEST_TEXT:,} can be asked at once. "
            "Ask one thing in a sentence or two, or add the long text as an article."
        )
    text = POLITE.sub("", text) or text
    if len(text) > LONGEST_QUESTION:
        text = shortened(text)
    return text[0].upper() + text[1:]


def shortened(text: str) -> str:
    """Return what asks in a long text, and as much of what stands around it as fits, nearest first."""
    found = sentences(text)
    asking = [index for index, one in enumerate(found) if one.endswith("?")] or [len(found) - 1]
    nearest = sorted(range(len(found)), key=lambda index: (min(abs(index - one) for one in asking), index))
    kept: list[int] = []
    for index in nearest:
        if sum(len(found[one]) + 1 for one in [*kept, index]) > LONGEST_QUESTION:
            break
        kept.append(index)
    return " ".join(found[index] for index in sorted(kept)) or text[:LONGEST_QUESTION]


def whose_name(text: str) -> str:
    """Return a question for somebody's name as one for who it is; any other as it stands.

    >>> whose_name("What is the mayor's name?"), whose_name("What is the ferry's name?")
    ('Who is the mayor?', "What is the ferry's name?")
    >>> whose_name("What is the name of the injured cyclist?")
    'Who is the injured cyclist?'
    """
    found = CALLED.match(text) or NAME_OF.match(text)
    if not found or not (holds_office(found["whom"]) or _is_person(found["whom"])):
        return text
    return f"Who is {found['whom']}?"


def _is_person(words_for: str) -> bool:
    return singular(words_for.split()[-1].lower()) in PERSON_WORDS


def parse(text: str, *, asked: str | None = None) -> Question:
    """Return the parts of a stand-alone question.

    >>> question = parse("What did Konstantin Kosachev say about the terms?")
    >>> question.kind, question.speaker, question.terms
    ('said', 'Konstantin Kosachev', ('konstantin', 'kosachev', 'term'))
    """
    kind = kind_of(text)
    question = Question(
        text=text,
        asked=asked or text,
        kind=kind,
        names=names_in(text),
        numbers=tuple(NUMBER.findall(text)),
        terms=tuple(dict.fromkeys(singular(word.removesuffix("'s")) for word in words(text) if _is_term(word))),
    )
    if kind == "said" and (found := SPEAKER.search(text)) and found["name"].lower() not in PRONOUNS:
        question = replace(question, speaker=found["name"].removeprefix("the ").removeprefix("The "))
    return question


def names_in(text: str) -> tuple[str, ...]:
    """Return the capitalised names in a question, its first word left out unless it belongs to one.

    >>> names_in("Who halted US military aid to Ukraine?")
    ('US', 'Ukraine')
    """
    found = []
    for phrase in (part for match in NAME.finditer(text) for part in NAME_ENDS.split(match[0])):
        parts = phrase.split()
        while parts and parts[0].lower() in ASKING:
            parts.pop(0)
        name = " ".join(parts).removesuffix("’s").removesuffix("'s").rstrip(".")
        if name and name not in found:
            found.append(name)
    return tuple(found)


def _is_term(word: str) -> bool:
    return word not in STOPWORDS and word not in ASKING
