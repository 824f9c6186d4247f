"""Complete a follow-up from the turns before it, so that it stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.asked_dates import without_days
from briefing.checks.irregular import IRREGULAR
from briefing.day_words import DAYS
from briefing.naming import NOT_PERSON, trimmed
from briefing.question import PRONOUNS, names_in, parse, tidy, whose_name
from briefing.question_kind import SAY
from briefing.types import Question, Turn
from index.text import STOPWORDS, normalise, sentences, words

PERSON = re.compile(r"(?:(?:Captain|Dr|Judge|Mr|Mrs|Ms)\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)+")
PRONOUN = re.compile(rf"\b({'|'.join(sorted(PRONOUNS))})\b", re.I)
POINTER = re.compile(r"\b(it|that|this|there|those|these|then)\b", re.I)
POINTS_BACK = re.compile(
    r"\b(?:about|on|of|to|with|for|against|after|over|behind) (?P<what>it|this|that|him|her|them)(?=[\s?.!]*$)", re.I
)
"""What points at the turn before although the question names somebody: "what did Rubio say about it?"."""
THING = re.compile(r"\bthe (?!same\b|other\b|first\b|last\b)[a-z]+(?: of the [a-z]+)?", re.I)
"""What "it" may mean when nothing is named."""
WHOLE_THING = re.compile(r"\b(?:is|are|was|were) (the [a-z]+(?: (?!of\b|in\b|at\b|on\b)[a-z]+){0,2})[\s?]*$", re.I)
"""The same where it is all that is asked about: "when was the dam inspection?"."""
DONE_THING = re.compile(
    r"\b(?:did|does|do|will|would|can|could) (the [a-z]+ (?!of\b|in\b|at\b|on\b|to\b|for\b|with\b|by\b|from\b)[a-z]+) "
    r"(?!of\b|in\b|at\b|on\b|to\b|for\b|with\b|by\b|from\b)[a-z]+[\s?]*$",
    re.I,
)
"""The same before a verb at the end: "when did the lock strike end?"."""
A_GROUP = re.compile(
    r"^what (?:do|did|does|are|have|had|would|will) (?:the |some |most |many )?(?:critics|experts|analysts|supporters|"
    r"opponents|officials|economists|scientists|lawyers|residents|locals|neighbours|neighbors|others|people|they) "
    r"(?:say|said|saying|think|thinking|want|expect|fear|argue|make of it)[\s?]*$",
    re.I,
)
"""Whose view is asked for, of nothing said: of what was just spoken of."""
NEW_TOPIC = 2
"""Words that carry content from which "what about …" brings up a matter of its own, when it is no name."""
CALENDAR = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December)"
)
"""What a capital begins and nobody is asked about."""
OWN_THING = re.compile(
    r"\bthe [a-z]+\b.*\b(?:and|but|or|when|after|before|because|since|if|while|that|said?|says?|who|what|where|why|"
    r"how)\b.*\b(?:it|they|them)\b",
    re.I,
)
"""A clause that points at what the one before it names: "where was the ferry towed and who pulled it off"."""
HOW_MANY = re.compile(r"^how many (?P<what>[a-z]+(?: [a-z]+)??) (?P<verb>[a-z]+)\b(?P<rest>.*?)[\s?]*$", re.I)
AUXILIARIES = frozenset("is are was were did do does has have had will would can could".split())
SUBJECT = re.compile(r"\s(?:(?:the|a|an|its|his|her|their|he|she|it|they|we|you)\b|(?-i:[A-Z]))", re.I)
THINGS = re.compile(r"\b(?:the|these|those|all|some) (?:[a-z]+ )?[a-z]+[^s\W]s\b(?![’'])")
"""What "they" may mean."""
WHAT_ABOUT = re.compile(
    r"^(?:and(?:\s+(?:what|how)\s+about)?|what about|how about|but what about)\s+(?P<rest>.+?)\s*\??$", re.I
)
AND_ASKS = re.compile(
    r"^(?:and|but|so),?\s+(?=(?:(?:for|since|until|by|in|at|on|from|to)\s+)?(?:who|whom|whose|what|which|when|where|why|how|is|are|"
    r"was|were|did|does|do|has|have|had|will|would|can|could)\s+\S+\s+\S)(?!(?:what|how) about\b)",
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


def understand(asked: str, history: Sequence[Turn] = ()) -> Question:
    """Return what is asked, a follow-up completed from the earlier turns.

    Raises InputError for an empty question or one of more than 1,500 characters.
    """
    text = whose_name(tidy(asked))
    completed = complete(text, history) if history else text
    return parse(completed, asked=normalise(asked))


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
        if _is_new_topic(found["rest"], last):
            return f"Tell me about {found['rest']}"
        return _with_new_name(found["rest"], history)
    own_names = names_in(text)
    if (pronoun := PRONOUN.search(text)) and not own_names:
        person = (_things(last) if pronoun[0].lower() in ("they", "them", "their") else None) or _person(history)
        return _put_name(text, person) if person else text
    if own_names and (points := POINTS_BACK.search(text)):
        return _pointed(text, points, own_names, history)
    if not own_names and not OWN_THING.search(text) and (POINTER.search(text) or len(parse(text).terms) <= 1):
        about = _spoken_of(text, last)
        return f"{text.rstrip(' ?')} ({', '.join(about)})?" if about else text
    return text


def _spoken_of(text: str, last: str) -> list[str]:
    """Return what the last question was about and this one does not say: names, else things, else words."""

    def unsaid(found: Sequence[str]) -> list[str]:
        return [one for one in found if one.lower() not in text.lower()]

    names = [name for name in names_in(last) if not CALENDAR.fullmatch(name)]
    whole = WHOLE_THING.search(last) or DONE_THING.search(last)
    things = [found[0] for found in THING.finditer(last)]
    own = parse(text).terms
    return (
        unsaid(names)
        or unsaid([_without_verb(whole[1])] if whole else [])
        or unsaid(things)
        or [term for term in parse(last).terms if term not in own and not _tells_nothing(term)]
    )


def _is_new_topic(rest: str, last: str) -> bool:
    """Tell whether "what about" brings up a matter with its own name, of which the last question cannot be asked."""
    content = [word for word in words(rest) if word not in STOPWORDS]
    names = names_in(rest)
    own = [word for word in content if not any(word in words(name) for name in names)]
    shared = set(content) & set(words(last))
    return bool(names and names_in(last)) and len(own) >= NEW_TOPIC and not shared


def _tells_nothing(term: str) -> bool:
    return not term.isalpha() or CALENDAR.fullmatch(term.capitalize()) is not None or term in ("happen", "happened")


def _without_verb(thing: str) -> str:
    """Return "the ferry" of "the ferry towed"."""
    *rest, end = thing.split()
    return " ".join(rest) if len(rest) > 1 and (end.endswith("ed") or IRREGULAR.get(end, end) != end) else thing


def _pointed(text: str, points: re.Match[str], own_names: Sequence[str], history: Sequence[Turn]) -> str:
    """Say what "about it" or "about him" means where the question names somebody else."""
    last = history[-1].read_as or history[-1].question
    if PRONOUN.fullmatch(points["what"]):
        person = _person(history)
        known = person is None or any(person.split()[-1] in name for name in own_names)
        return text if known else text[: points.start("what")] + str(person) + text[points.end("what") :]
    about = [name for name in names_in(last) if name not in own_names]
    return f"{text.rstrip(' ?')} ({', '.join(about)})?" if about else text


def _with_new_word(word: str, last: str) -> str:
    """Ask `last` again with another question word: ("Where", "What did X say?") -> "Where did X say it?"."""
    word = word[0].upper() + word[1:].lower()
    if counted := HOW_MANY.match(last):
        verb, rest = counted["verb"].lower(), counted["rest"]
        if verb in AUXILIARIES:
            subject = SUBJECT.match(rest)  # "how many homes were cleared", but "how many cracks did they find"
            return f"{word} {verb}{rest} {counted['what']}?" if subject else f"{word} {verb} {counted['what']}{rest}?"
        if verb.endswith("ed"):
            return f"{word} have {counted['what']} {verb}{rest}?"
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
            if question.speaker and question.speaker.islower():
                return _holder(question.speaker, turn.answer) or f"the {question.speaker}"
            return question.speaker or (question.names[0] if question.names else None)
        answered = [
            name
            for name in map(trimmed, PERSON.findall(turn.answer))
            if name not in (turn.read_as or turn.question) and not NOT_PERSON.search(name)
        ]
        if question.kind == "who" and answered:
            return str(answered[0])
        if question.names:
            return question.names[-1]
    return None


def _holder(role: str, answer: str) -> str | None:
    """Return whom an answer names as the one who holds the role that was asked about."""
    told = [one for one in sentences(answer) if role.split()[-1] in words(one)]
    named = {name for one in told for name in PERSON.findall(one) if not NOT_PERSON.search(name)}
    return named.pop() if len(named) == 1 else None


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


def stands_alone(text: str) -> bool:
    """Tell whether nothing in a question points at what was asked before it.

    >>> [stands_alone(one) for one in ("Who is the mayor?", "And the mayor?", "Where is it?", "Why?")]
    [True, False, False, False]
    """
    pointing = (BARE.match(text), WHAT_ABOUT.match(text), AND_ASKS.match(text), PRONOUN.search(text))
    return not any(pointing) and not POINTER.search(text) and not A_GROUP.match(text)
