"""See where two sentences that answer one question do not agree: their numbers, days, names or denial differ.

What outlets disagree on is shown side by side and said, never averaged. Likeness alone tells nothing: a sentence and
its falsified twin are nearly alike to any model, so the words themselves are laid side by side. Of 100 questions with
true and falsified snippets 90 give a pair that differs here; none of the 86 that have two true ones does.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from briefing.answer_forms import PEOPLE
from briefing.checks.quantities import NUMBER_WORDS
from briefing.counts import HARM, compatible, counted
from briefing.facts import DENIED, OPPOSITES
from briefing.fit import stem
from briefing.mark import answer_span
from briefing.naming import NOT_PERSON
from briefing.telling import told_from
from briefing.types import Question
from index.text import STOPWORDS, fold, words

ALIGNED = 0.6
"""Share of the shorter sentence's words, in their order, from which two sentences tell one thing in one way."""
ON_TOPIC = 0.6
"""Share of the question's words that each of two sentences told in other ways must have, to be compared by value."""
ONE_TELLING = 0.75
"""The same, from which a denial in one of them denies what the other says, and nothing else of it."""
SAME_DEED = 0.75
"""Share of content words, names aside, from which two sentences tell one deed, of which two people cannot be the one
who did it."""
LONGEST_PIECE = 6
"""Words of what stands in one sentence for something in the other; longer pieces are told otherwise altogether."""
TOKEN = re.compile(r"[$€£]?\d+(?:[.,:/]\d+)*(?:\s?(?:%|(?:million|billion|trillion|bn|per cent)\b))?|\w[\w’'&-]*")
MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
WEEKDAYS = frozenset("mon tue wed thu fri sat sun".split())
REPORTED_TO = re.compile(r"\b(?:told|according to|via)\s+(?:the\s+)?$", re.I)
"""What stands behind these is who reported, and two outlets each name their own."""
ALSO = re.compile(r"\b(?:also|another|too|as well|among)\b", re.I)
"""One of several: the others are not denied."""
OPENING = frozenset(
    "according watch earlier later today yesterday meanwhile however after before during since when while working "
    "updated breaking photos video here there this that these those it he she they we".split()
)
"""Words that open a sentence with a capital and name nobody."""
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
VALUED = frozenset({"when", "how_many", "how_much", "how_long"})
NAMED = frozenset({"who", "who_is", "where", "list"})
DECIDED = frozenset({"yes_no", "why", "open"})
"""Types of question that a number answers, that a name does, and that ask whether something is so."""
DATE_BEFORE = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s?$")


def difference(question: Question, left: str, right: str) -> tuple[str, str] | None:
    """Return the words of each sentence that cannot both be right, None when nothing in them contradicts.

    >>> from briefing.question import parse
    >>> asked = parse("How many people were hurt on the ferry?")
    >>> difference(asked, "The ferry crash hurt 12 people.", "The ferry crash hurt 14 people.")
    ('12', '14')
    >>> difference(asked, "The ferry crash hurt 12 people.", "The ferry crash hurt about a dozen people.")
    """
    left, right = _told(left), _told(right)
    mine, yours = list(TOKEN.finditer(left)), list(TOKEN.finditer(right))
    if not mine or not yours or bool(ALSO.search(left)) != bool(ALSO.search(right)):
        return None
    if question.kind != "when" and _other_year(left, right):
        return None
    matcher = SequenceMatcher(None, [_key(one[0]) for one in mine], [_key(one[0]) for one in yours], autojunk=False)
    codes = matcher.get_opcodes()
    alike = sum(end - start for kind, start, end, _, _ in codes if kind == "equal") / min(len(mine), len(yours))
    if alike < ALIGNED:
        return _values(question, left, right) or _doers(question, left, right)
    for kind, start, end, other, last in codes:
        if kind != "replace" or max(end - start, last - other) > LONGEST_PIECE:
            continue
        here, there = mine[start].start(), yours[other].start()
        pieces = left[here : mine[end - 1].end()], right[there : yours[last - 1].end()]
        if not REPORTED_TO.search(left[:here]) and _contradict(question, pieces, (left, right)):
            return pieces
    if question.kind in DECIDED and alike >= ONE_TELLING and _denies(left, right):
        return left, right
    return _values(question, left, right) or _doers(question, left, right)


def _told(text: str) -> str:
    return text[told_from(text, reply=False) :]


def _key(token: str) -> str:
    word = fold(token).removesuffix("'s")
    return NUMBER_WORDS.get(word, word)


def _other_year(left: str, right: str) -> bool:
    mine, yours = set(YEAR.findall(left)), set(YEAR.findall(right))
    return bool(mine and yours and not mine & yours)


def _contradict(question: Question, pieces: tuple[str, str], whole: tuple[str, str]) -> bool:
    """Tell whether two pieces that stand for each other name different numbers, days or names.

    Only what the question asks for counts: a "who" is not answered by a number, nor a "how many" by a name.
    """
    (here, there), (left, right) = pieces, whole
    mine, yours = _numbers(here), _numbers(there)
    if mine or yours:
        if question.kind in NAMED or not (mine and yours) or mine & yours or _unit(here) != _unit(there):
            return False
        if question.kind not in VALUED and DATE_BEFORE.search(left[: left.find(here)]):
            return False
        return not any(
            one.about == other.about and compatible(one, other) for one in counted(left) for other in counted(right)
        )
    if _days(here) and _days(there):
        return question.kind not in NAMED and not _days(here) & _days(there)
    if question.kind in VALUED or _abbreviates(here, there) or _abbreviates(there, here):
        return False
    known = set(words(question.text))
    first, second = _names(here) - known - set(words(right)), _names(there) - known - set(words(left))
    return bool(first and second) and _is_name(here, left) and _is_name(there, right)


def _numbers(piece: str) -> set[str]:
    return {_key(found[0]).replace(",", "").strip("$€£ %") for found in TOKEN.finditer(piece) if _is_number(found[0])}


def _unit(piece: str) -> str:
    return "".join(sorted(set(piece) & set("$€£¥%")))


def _is_number(token: str) -> bool:
    return any(letter.isdigit() for letter in token) or fold(token) in NUMBER_WORDS


def _days(piece: str) -> set[str]:
    starts = {word[:3] for word in words(piece) if word.endswith("day") or word[:3] in MONTHS}
    return starts & (WEEKDAYS | MONTHS)


def _names(piece: str) -> set[str]:
    tokens = [found[0] for found in TOKEN.finditer(piece)]
    return {fold(one).removesuffix("'s") for one in tokens if one[0].isupper()} - STOPWORDS


def _is_name(piece: str, text: str) -> bool:
    """Tell whether a piece is a name and little else; a lone first word may be any word."""
    tokens = [found[0] for found in TOKEN.finditer(piece)]
    capital = sum(one[0].isupper() for one in tokens)
    if 2 * capital < len(tokens):
        return False
    return not text.startswith(piece) or (not piece.isupper() and fold(tokens[0]) not in OPENING)


def _abbreviates(short: str, long: str) -> bool:
    letters = "".join(word[0] for word in TOKEN.findall(long) if word[0].isupper())
    return len(letters) > 1 and fold(re.sub(r"\W", "", short)) == fold(letters)


def _denies(left: str, right: str) -> bool:
    """Tell whether one sentence denies, or says the opposite of, what the other says."""
    if bool(DENIED.search(left)) != bool(DENIED.search(right)):
        return True
    return any(_opposed(left, right, *one) for one in OPPOSITES)


def _opposed(left: str, right: str, up: re.Pattern[str], down: re.Pattern[str]) -> bool:
    """Tell whether one sentence has only the one word of a pair of opposites, and the other only the other."""
    mine, yours = (bool(up.search(left)), bool(down.search(left))), (bool(up.search(right)), bool(down.search(right)))
    return {mine, yours} == {(True, False), (False, True)}


def _values(question: Question, left: str, right: str) -> tuple[str, str] | None:
    """Compare what answers a "when" or a "how many" in sentences that tell it in other words."""
    if question.kind not in VALUED or not (_on_topic(question, left) and _on_topic(question, right)):
        return None
    mine, yours = answer_span(question, left), answer_span(question, right)
    if not mine or not yours:
        return None
    pieces = here, there = left[slice(*mine)], right[slice(*yours)]
    if question.kind == "when":
        alike = _days(here) <= WEEKDAYS and _days(there) <= WEEKDAYS
        alike = alike or (_days(here) <= MONTHS and _days(there) <= MONTHS)
        days = alike and _days(here) and _days(there) and not _days(here) & _days(there)
        return pieces if days or _other_year(here, there) else None
    if here == there or _unit(here) != _unit(there):
        return None
    asked = {stem(word) for word in words(question.text)}
    for one in counted(left):
        wanted = question.kind == "how_much" or one.about in HARM or {stem(word) for word in words(one.about)} & asked
        for other in counted(right) if wanted else ():
            if one.about == other.about and not compatible(one, other):
                return pieces
    return None


def _doers(question: Question, left: str, right: str) -> tuple[str, str] | None:
    """Compare whom two sentences name that tell one deed: "X leads the inquiry", "the inquiry is led by Y"."""
    if question.kind != "who":
        return None
    mine, yours = _people(question, left), _people(question, right)
    if len(mine) != 1 or len(yours) != 1 or fold(mine[0].split()[-1]) in fold(yours[0]):
        return None
    first, second = _deed(left, mine[0]), _deed(right, yours[0])
    shared = len(first & second)
    return (mine[0], yours[0]) if shared >= SAME_DEED * min(len(first), len(second)) > 2 else None


def _people(question: Question, text: str) -> list[str]:
    known = set(words(question.text))
    return [name for name in PEOPLE.findall(text) if not NOT_PERSON.search(name) and not set(words(name)) & known]


def _deed(text: str, name: str) -> set[str]:
    return {stem(word) for word in words(text) if word not in STOPWORDS} - {stem(word) for word in words(name)}


def _on_topic(question: Question, text: str) -> bool:
    have = {stem(word.removesuffix("'s")) for word in words(text)}
    wanted = {stem(term) for term in question.terms}
    return bool(wanted) and len(wanted & have) >= ON_TOPIC * len(wanted)
