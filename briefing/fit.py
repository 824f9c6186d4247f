"""Tell whether a sentence can answer a question of a type: a when needs a time, a how many a number of that thing."""

from __future__ import annotations

import re

from briefing.answer_forms import (
    CANNOT,
    CAUSE,
    DURATION,
    FITS,
    MAYBE,
    MONEY,
    MONTHS,
    PAST,
    PEOPLE,
    PLACE,
    TIME,
    WEAK_CAUSE,
)
from briefing.checks.irregular import IRREGULAR
from briefing.fit_count import HARMS, count_fit
from briefing.ground import quotations
from briefing.naming import NOT_PERSON
from briefing.question_kind import SAY
from briefing.roles import holds_role, in_full, says_who
from briefing.types import Question
from index.text import STOPWORDS, fold, singular, words

FUTURE = re.compile(
    r"\b(?:will|would|may|might|could|due|scheduled|expected|planned?|set to|to be held|next|coming|tomorrow|from|"
    r"until|later|is to|are to)\b"
)
WHICH_PLACE = re.compile(r"\b(?:which|what) (?:town|city|village|country|region|state|district|island)\b", re.I)
NOW = re.compile(
    r"\b(?:this (?:year|week|month|season|morning|spring|summer|autumn|fall|winter)|today|tonight|currently|right now|"
    r"recent(?:ly)?|latest|now|soon|upcoming)\b",
    re.I,
)
PLUPERFECT = re.compile(rf"^[^,;“]*?\bhad (?:been )?(?:{PAST})\b", re.I)
NO_PLACE = re.compile(rf"(?:{MONTHS}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:[’']s)?")
"""What stands behind "in" and "on" as places do."""
AT_PRESENT = re.compile(r"\b(?:is|are|has|have|does|do|leads?)\b.*\b(?:now|currently|at the moment|at present)\b", re.I)
WHO_DID = re.compile(rf"who(?: else)? (?:has |have |had )?(?!(?:was|were|been|had|did)\b)({PAST})\b", re.I)
WHO_WILL = re.compile(r"who(?: else)? (?:will|would|is going to|is to|shall) (?!(?:be|have)\b)([a-z]+)\b", re.I)
PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\s+(?:\w+ly\s+)?(\w+)", re.I)
BY = re.compile(r"\bby\b", re.I)
BY_NAME = re.compile(r"\b([a-z]+)(?: [a-z]+)? by (?:the |an? )?(?:[a-z]+ ){0,2}[A-Z]")
ROLE = re.compile(r"who(?: is|’s|'s| was| are| were) (?:the|(?-i:[A-Z])[^?]{0,40}?[’']s) (.+?)\??$", re.I)
HOUSES = re.compile(
    r"who (?:else )?(?:makes?|made|builds?|built|owns?|owned|publish\w*|pays?|paid|fund\w*|financ\w+|sponsor\w*|"
    r"suppl\w+|sells?|sold|operat\w+|organi[sz]\w+|produc\w+|develop\w*|design\w*|manufactur\w+|provid\w+|buys?|bought|insur\w+)\b",
    re.I,
)
"""What a company, a fund or an authority does as often as a person."""
WAS_DONE = re.compile(rf"(?:is|are|was|were|has|have|had)\b.*?\b(?!(?:was|were|been|had|did)\b)({PAST})\b", re.I)
"""What was done, by its form: "who stole …", "was … robbed"."""
WHO_SAID = re.compile(rf"who(?: was it that)? (?:{SAY}|says|tweeted|wrote)(?:e?d)?\b", re.I)
SAYING = re.compile(rf"(?:{SAY})", re.I)
ANY = re.compile(r"\b(?:any(?:body|one|thing)|any (?!of\b|more\b|other\b)([a-z]+))\b", re.I)
NONE = re.compile(
    r"\b(?:no|nobody|no one|nothing|none) ((?:(?:is|are|was|were|had|has|have|been) )*(?:[a-z]+\W{1,2}){1,3})", re.I
)
"""Whether there is any of something, and that there is none of it."""
ANYBODY = re.compile(r"\bany(?:body|one)\b", re.I)
MONEY_VERBS = frozenset("is are was were did does do will would has have had could can money it cost pay".split())
"""Behind "how much" these ask for a sum; a noun there ("how much herring") asks for a measure of it."""
OFFICE = re.compile(r"(?P<head>[a-z][a-z -]*?) (?:of|at|in|for) (?:the )?[A-Z][\w’'-]*(?: (?:of )?[A-Z][\w’'-]*)*")
"""An office with the name of where it is held: "governor of the Bank of Osk"."""


def fit(question: Question, sentence: str, speaker: str | None = None) -> float:
    """Return 1 when the sentence has what the type asks for, 0 when it cannot answer it, 0.5 when that is open.

    `speaker` is who says the sentence, when that is known.

    >>> from briefing.question import parse
    >>> fit(parse("When did it open?"), "It opened on Friday."), fit(parse("How much is it worth?"), "It is old.")
    (1.0, 0.0)
    """
    match question.kind:
        case "said":
            return said_by(question.speaker, sentence, speaker) if question.speaker else MAYBE
        case "how_many":
            return count_fit(question, sentence)
        case "how_long":
            return FITS if DURATION.search(sentence) else CANNOT
        case "how_much":
            return (
                FITS if MONEY.search(sentence) else CANNOT if _asks_money(question) else count_fit(question, sentence)
            )
        case "when":
            return _time(question, sentence)
        case "where":
            # A country or a town may be that of the headline, so that "the government" answers; a place cannot be.
            return FITS if _new_place(question, sentence) else MAYBE if WHICH_PLACE.search(question.text) else CANNOT
        case "why":
            return FITS if CAUSE.search(sentence) else MAYBE if WEAK_CAUSE.search(sentence) else CANNOT
        case "who" if quoted := quoted_words(question):
            return FITS if speaker and quoted in fold(sentence) else CANNOT
        case "who":
            return _person(question, sentence, speaker)
        case "who_is":
            return FITS if question.names and says_who(question.names[-1], sentence) else MAYBE
        case "list":
            return FITS if _new_names(question, sentence) else MAYBE
        case "yes_no":
            return FITS if _there_is_none(question, sentence) or _somebody_is(question, sentence) else MAYBE
        case _:
            return MAYBE


def said_by(wanted: str, sentence: str, speaker: str | None) -> float:
    """Return 1 when `wanted` says the sentence, by the last word of the name or any word of a group's name."""
    tokens = [word for word in words(wanted) if len(word) > 2]
    if not tokens:
        return MAYBE
    last = tokens[-1]
    if office := OFFICE.fullmatch(wanted):
        # The government of a country is not the governor of a bank in it.
        known = set(words(speaker or ""))
        head = words(office["head"])[-1]
        held = speaker is not None and holds_role(head, speaker, sentence)
        return FITS if held or (known & set(tokens[:-1]) - STOPWORDS and (last in known or head in known)) else CANNOT
    if speaker and wanted.islower() and holds_role(last, speaker, sentence):
        return FITS
    if speaker:
        return FITS if last in words(speaker) or any(token in words(speaker) for token in tokens[:-1]) else CANNOT
    return CANNOT


def _there_is_none(question: Question, sentence: str) -> bool:
    """Tell whether the sentence says that there is none of what was asked for with "any": "no oil had been lost"."""
    asked = ANY.search(question.text)
    if not asked:
        return False
    named = {word for name in question.names for word in words(name)}
    wanted = {stem(asked[1])} if asked[1] else {stem(one) for one in question.terms if one not in named}
    reach = 1 if asked[1] else 3
    return any(wanted & {stem(word) for word in words(found[1])[:reach]} for found in NONE.finditer(sentence))


def _somebody_is(question: Question, sentence: str) -> bool:
    """Tell whether the sentence says that somebody was hurt, or died, where "was anybody" is asked."""
    return bool(ANYBODY.search(question.text)) and any(
        one.search(question.text) and one.search(sentence) for one in HARMS
    )


def asks_now(text: str) -> bool:
    """Tell whether a question asks about what is new.

    >>> asks_now("Who won this year’s regatta?"), asks_now("Who won the regatta of 1921?")
    (True, False)
    """
    return NOW.search(text) is not None


def asks_at_present(text: str) -> bool:
    """Tell whether a question asks how things are now.

    >>> asks_at_present("Where is the ferry now?"), asks_at_present("Who won this week?")
    (True, False)
    """
    return AT_PRESENT.search(text) is not None


def stem(word: str) -> str:
    """Return a crude stem, enough to meet accept, accepted and accepting, and take and took.

    >>> stem("accepting") == stem("accepted") == stem("accept"), stem("took") == stem("take")
    (True, True)
    """
    word = IRREGULAR.get(word, word)
    word = singular(word)
    for ending in ("ing", "ed", "es", "ly", "ment", "ion", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def stems(*texts: str) -> set[str]:
    """Return the stems of all words of the texts, possessives as their owners.

    >>> sorted(stems("The ferry’s crew", "left"))
    ['crew', 'ferry', 'leav', 'the']
    """
    return {stem(word.removesuffix("'s")) for word in words(" ".join(texts))}


def _asks_money(question: Question) -> bool:
    found = re.search(r"\bhow much\s+(\w+)", question.text, re.I)
    return not found or found[1].lower() in MONEY_VERBS


def _time(question: Question, sentence: str) -> float:
    if not TIME.search(sentence):
        return CANNOT
    if re.search(r"\bwhen (?:will|is|are|can|may|should)\b", question.text, re.I):
        return FITS if FUTURE.search(sentence) else CANNOT
    return FITS


def _new_place(question: Question, sentence: str) -> bool:
    asked = fold(question.text)
    if asks_at_present(question.text) and PLUPERFECT.search(sentence):
        return False  # where it had been before
    return any(
        not found[1] or (fold(found[1]) not in asked and not NO_PLACE.fullmatch(found[1]))
        for found in PLACE.finditer(sentence)
    )


def quoted_words(question: Question) -> str | None:
    """Return the words of which a "who said “…”" asks who said them, folded; None for any other question.

    >>> from briefing.question import parse
    >>> quoted_words(parse("Who said “It is late”?")), quoted_words(parse("Who directed “It is late”?"))
    ('it is late', None)
    """
    quoted = quotations(question.text) if WHO_SAID.match(question.text) else []
    return fold(quoted[0]).rstrip(" .,!?") if quoted else None


def deed(question: Question) -> str | None:
    """Return the stem of what somebody did or will do in a "who", or of what was done in a yes/no question.

    >>> from briefing.question import parse
    >>> [deed(parse(one)) for one in ("Who robbed the museum?", "Was the museum robbed?", "Who leads the union?")]
    ['robb', 'robb', None]
    """
    pattern = WHO_DID if question.kind == "who" else WAS_DONE if question.kind == "yes_no" else None
    found = pattern.match(question.text) if pattern else None
    if question.kind == "who":
        found = found or WHO_WILL.match(question.text)
    return stem(found[1].lower()) if found and not SAYING.fullmatch(found[1]) else None


SPOUSE = frozenset(stem(word) for word in "husband wife spouse first second third former late".split())
MARRIED = frozenset(stem(word) for word in "married marry divorced wed".split())


def _person(question: Question, sentence: str, speaker: str | None) -> float:
    """Judge a "who": the sentence names somebody new, and for "who is the …" it has the whole role.

    Who only says the sentence did not do what is asked, unless the sentence tells of the deed.
    """
    asked = fold(question.text)
    people = [name for name in PEOPLE.findall(sentence) if not NOT_PERSON.search(name)]
    new = [name for name in people if not any(fold(part) in asked for part in name.split()[-1:])]
    if role := ROLE.match(in_full(question.text)):
        # The role's own words must be there: an environment minister is no foreign minister.
        wanted = {stem(word) for word in words(re.split(r"\b(?:of|in|at|for)\b", role[1])[0])}
        have = stems(in_full(sentence))
        if have & MARRIED:  # "married twice: to …, and to …" names each husband
            wanted -= SPOUSE
        if not wanted <= have:
            return CANNOT
    did = deed(question)
    if did and _was_done_to(sentence, did):
        return CANNOT
    if (did and _by_whom(sentence, did)) or (HOUSES.match(question.text) and _new_names(question, sentence)):
        return FITS  # a house may have done it
    if did and new and speaker and did not in {stem(word) for word in words(sentence)}:
        new = [name for name in new if fold(name.split()[-1]) not in fold(speaker)]
        return FITS if new else MAYBE
    if new:
        return FITS
    return MAYBE if _new_names(question, sentence) else CANNOT


def _by_whom(sentence: str, did: str) -> bool:
    """Tell whether a sentence names by whom it was done: "was paid for by the Tarn Fund"."""
    return any(stem(found[1].lower()) == did for found in BY_NAME.finditer(sentence))


def _was_done_to(sentence: str, did: str) -> bool:
    """Tell whether a sentence names only to whom or what a deed was done: "the ferry was pulled off", by nobody."""
    done = any(stem(found[1].lower()) == did for found in PASSIVE.finditer(sentence))
    return done and not BY.search(sentence)


def _new_names(question: Question, sentence: str) -> bool:
    asked = fold(question.text)
    names = re.findall(r"(?<![.!?“]\s)(?<!^)\b[A-Z][\w’'-]+", sentence)
    return any(fold(name) not in asked and not NOT_PERSON.search(name) for name in names)
