"""Understand a question without a model: its type, names, speaker and content words; complete a follow-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.asked_dates import without_days
from briefing.day_words import DAYS
from briefing.naming import NOT_PERSON
from briefing.question_kind import SAY, kind_of
from briefing.types import Question, Turn
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
PERSON = re.compile(r"(?:(?:Captain|Dr|Judge|Mr|Mrs|Ms)\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
PRONOUN = re.compile(r"\b(he|him|his|she|her|hers|they|them|their)\b", re.I)
POINTER = re.compile(r"\b(it|that|this|there|those|these|then)\b", re.I)
POINTS_BACK = re.compile(
    r"\b(?:about|on|of|to|with|for|against|after|over|behind) (?P<what>it|this|that|him|her|them)(?=[\s?.!]*$)", re.I
)
"""What points at the turn before although the question names somebody: "what did Rubio say about it?"."""
THING = re.compile(r"\bthe (?!same\b|other\b|first\b|last\b)[a-z]+(?: of the [a-z]+)?", re.I)
"""What "it" may mean when nothing is named."""
WHOLE_THING = re.compile(r"\b(?:is|are|was|were) (the [a-z]+(?: (?!of\b|in\b|at\b|on\b)[a-z]+){0,2})[\s?]*$", re.I)
"""The same where it is all that is asked about: "when was the dam inspection?"."""
THINGS = re.compile(r"\b(?:the|these|those|all|some) (?:[a-z]+ )?[a-z]+[^s\W]s\b(?![’'])")
"""What "they" may mean."""
WHAT_ABOUT = re.compile(
    r"^(?:and(?:\s+(?:what|how)\s+about)?|what about|how about|but what about)\s+(?P<rest>.+?)\s*\??$", re.I
)
AND_ASKS = re.compile(
    r"^(?:and|but|so)\s+(?=(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|did|does|do|has|have|had|will|"
    r"would|can|could)\s+\S+\s+\S)(?!(?:what|how) about\b)",
    re.I,
)
"""A whole question behind an "and": it goes on with what was asked, and is no name to ask the same of."""
JOINS = re.compile(r"^(?:in|on|since|during|after|before|for|at)\s+", re.I)
BARE = re.compile(
    r"^(?:and\s+)?(?P<word>where|why|when|who|how|how many|how much|how long|since when|until when|who else|what else)"
    r"(?:\s+(?:exactly|so|then|else|was (?:that|this|it)|is (?:that|this|it)))?\s*\??$",
    re.I,
)
CLAUSE = re.compile(
    r"^(?P<word>(?:\w+\s){0,2}?(?:what|who|whom|where|when|why|how(?: many \w+| much| long)?|which \w+))\s+"
    r"(?P<rest>(?:did|does|do|has|have|had|is|are|was|were|will|would|can|could)\b.+?)\s*\??$",
    re.I,
)


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


def understand(asked: str, history: Sequence[Turn] = ()) -> Question:
    """Return what is asked, a follow-up completed from the earlier turns.

    Raises InputError for an empty question or one of more than 1,500 characters.
    """
    text = tidy(asked)
    completed = complete(text, history) if history else text
    return parse(completed, asked=normalise(asked))


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
    if kind == "said" and (found := SPEAKER.search(text)) and not PRONOUN.fullmatch(found["name"]):
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


def complete(text: str, history: Sequence[Turn]) -> str:
    """Return a follow-up as a question that stands alone; a question that already does comes back unchanged.

    >>> turns = [Turn("What did Rubio say?"), Turn("Where?", read_as="Where did Rubio say it?")]
    >>> complete("Where?", turns[:1]), complete("And Zelenskiy?", turns), complete("Who is Peskov?", turns)
    ('Where did Rubio say it?', 'What did Zelenskiy say?', 'Who is Peskov?')
    """
    last = history[-1].read_as or history[-1].question
    if found := BARE.match(text):
        return _with_new_word(found["word"], last)
    if asks := AND_ASKS.match(text):
        text = text[asks.end() : asks.end() + 1].upper() + text[asks.end() + 1 :]
    elif found := WHAT_ABOUT.match(text):
        if DAYS.fullmatch(JOINS.sub("", found["rest"])):
            return f"{without_days(last).rstrip(' ?')} {found['rest']}?"
        return _with_new_name(found["rest"], history)
    own_names = names_in(text)
    if (pronoun := PRONOUN.search(text)) and not own_names:
        person = (_things(last) if pronoun[0].lower() in ("they", "them", "their") else None) or _person(history)
        return _put_name(text, person) if person else text
    if own_names and (points := POINTS_BACK.search(text)):
        return _pointed(text, points, own_names, history)
    if not own_names and (POINTER.search(text) or len(parse(text).terms) <= 1):
        about = [name for name in names_in(last) if name.lower() not in text.lower()]
        about = about or (
            [whole[1]] if (whole := WHOLE_THING.search(last)) and whole[1].lower() not in text.lower() else []
        )
        about = about or [found[0] for found in THING.finditer(last) if found[0].lower() not in text.lower()]
        about = about or [term for term in parse(last).terms if term not in parse(text).terms]
        return f"{text.rstrip(' ?')} ({', '.join(about)})?" if about else text
    return text


def _pointed(text: str, points: re.Match[str], own_names: Sequence[str], history: Sequence[Turn]) -> str:
    """Say what "about it" or "about him" means where the question names somebody else."""
    last = history[-1].read_as or history[-1].question
    if PRONOUN.fullmatch(points["what"]):
        person = _person(history)
        known = person is None or any(person.split()[-1] in name for name in own_names)
        return text if known else text[: points.start("what")] + str(person) + text[points.end("what") :]
    about = [name for name in names_in(last) if name not in own_names]
    return f"{text.rstrip(' ?')} ({', '.join(about)})?" if about else text


def _is_term(word: str) -> bool:
    return word not in STOPWORDS and word not in ASKING


def _with_new_word(word: str, last: str) -> str:
    """Ask `last` again with another question word: ("Where", "What did X say?") -> "Where did X say it?"."""
    word = word[0].upper() + word[1:].lower()
    found = CLAUSE.match(last)
    if not found:
        return f"{word}: {last}"
    rest = found["rest"]
    if re.search(rf"\b(?:{SAY})$", rest, re.I):
        rest += " it"
    return f"{word} {rest}?"


def _with_new_name(rest: str, history: Sequence[Turn]) -> str:
    """Ask the last question that named somebody again about `rest`."""
    for turn in reversed(history):
        if BARE.match(turn.question):
            continue
        asked = turn.read_as or turn.question
        question = parse(asked)
        target = question.speaker or (question.names[0] if question.names else None)
        if target and len(rest.split()) <= 4:
            articled = rest.lower().startswith(("the ", "a ", "an ")) and f"the {target}" in asked
            return asked.replace(f"the {target}" if articled else target, rest, 1)
    last = history[-1].read_as or history[-1].question
    return f"{last.rstrip(' ?')} ({rest})?"


def _person(history: Sequence[Turn]) -> str | None:
    """Return whom the last turns spoke of: the speaker asked about, else a name asked about, else one answered."""
    for turn in reversed(history):
        question = parse(turn.read_as or turn.question)
        if question.speaker or question.kind in ("who_is", "said"):
            return question.speaker or (question.names[0] if question.names else None)
        answered = [
            name
            for name in PERSON.findall(turn.answer)
            if name not in (turn.read_as or turn.question) and not NOT_PERSON.search(name)
        ]
        if question.kind == "who" and answered:
            return str(answered[0])
        if question.names:
            return question.names[-1]
    return None


def _things(last: str) -> str | None:
    """Return the several things that the last question spoke of, unless it asked what somebody said."""
    found = None if parse(last).kind in ("said", "who_is") else THINGS.search(last)
    return found[0] if found else None


def _put_name(text: str, person: str) -> str:
    def named(found: re.Match[str]) -> str:
        possessive = found[0].lower() in ("his", "hers", "their") or (
            found[0].lower() == "her" and bool(re.match(r"\s+[a-z]", found.string[found.end() :]))
        )
        return person + (("’" if person.endswith("s") else "’s") if possessive else "")

    return PRONOUN.sub(named, text, count=1)
