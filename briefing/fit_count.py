"""Tell whether a sentence can answer a "how many", "how old" or "how far": by a number of the thing asked for."""

from __future__ import annotations

import re

from briefing.answer_forms import CANNOT, FITS, MAYBE, PAST
from briefing.checks.quantities import NUMBER_WORDS, quantities
from briefing.roles import PERSON_WORDS
from briefing.types import Question
from index.text import singular, words

MEASURES = frozenset(
    "day week month year hour minute second km kilometre mile metre meter tonne ton kg litre degree % dollar "
    "euro pound per "
    "old am pm".split()
)
COUNTED = re.compile(
    rf"\bhow many\s+((?:[\w’'-]+\s+){{0,4}}?[\w’'-]+)\s+(?:\w+\s)?(?:is|are|was|were|did|does|do|have|has|had|"
    rf"will|would|could|can|been|{PAST})\b",
    re.I,
)
OF_THEM = re.compile(
    r"\b(?:(?:for|in|out of|of) every|per|out of) (?:\d[\d,.]*|hundred|thousand)(?: [a-z]+)?|"
    r"(?:over|under|above|below|aged)[- ]\d\d(?:s\b|-year)?",
    re.I,
)
"""What is counted against, and no count itself: "12 thefts for every 100 shops", "the over-75s"."""
DEATH = re.compile(
    r"\b(?:kill|dead\b|die\b|dies\b|died\b|death|drown|fatal|perish|los\w+ (?:their|his|her) li[fv]e)", re.I
)
INJURY = re.compile(r"\b(?:injur|wound|hurt\b|casualt|hospital|treated\b|burnt\b|burned\b|bruise)", re.I)
HARMS = (DEATH, INJURY)
"""Who asks for the dead is not answered by the injured."""
_WORDS = "|".join(NUMBER_WORDS)
_NUMBER = rf"(?:(?<![\d.,])\d[\d.,]{{0,14}}|(?:{_WORDS})(?:[- ](?:{_WORDS}))?|an?|half an?)"
SIZES = (
    (
        re.compile(r"\bhow old\b|\bwhat (?:is|was) .*\bage\b", re.I),
        re.compile(
            rf"\b(?:aged?(?: of)?|turn(?:s|ed)|is|was|at) (?:\d{{1,3}}|(?:{_WORDS})[- ](?:{_WORDS}))\b|"
            rf"\b(?:\d{{1,3}}|(?:{_WORDS})(?:[- ](?:{_WORDS}))?)[- ](?:years?|months?|weeks?)[- ]old\b|"
            r"\b[A-Z][\w’'-]+(?:,| \() ?\d{1,3}\b|^\d{1,3}\.?$|\b(?:1[0-9]|20)\d\d\b"
        ),
    ),
    (
        re.compile(r"\bhow heavy\b|\bhow much (?:does|do|did) .* weigh\b", re.I),
        re.compile(
            rf"\b{_NUMBER}[- ]?(?:kilo(?:gram(?:me)?)?s?|kg|grams?|tonnes?|tons?|pounds?|lbs?|stone|ounces?)\b", re.I
        ),
    ),
    (
        re.compile(
            r"\bhow (?:far (?:is|are|was|were|from|away)|tall|deep|wide|high)\b(?!.*\b(?:tolls?|rewards?|fines?|"
            r"prices?|quotas?|rates?|costs?|numbers?|counts?|bills?|rents?|wages?|pay|salar\w+|tax\w*|debts?|turnout|fever)\b)",
            re.I,
        ),
        re.compile(
            rf"\b{_NUMBER}[- ]?(?:(?:kilo|centi|milli)?met(?:re|er)s?|k?m|cm|mm|miles?|feet|foot|ft|inch(?:es)?|yards?|"
            r"storeys?|stories|per ?cent)\b|\d ?%",
            re.I,
        ),
    ),
    (
        re.compile(r"\bhow fast (?:is|are|was|were|does|do|did|can|could)\b", re.I),
        re.compile(
            r"\d ?(?:km/h|kph|mph|knots?|m/s)\b|"
            r"\b(?:kilomet(?:re|er)s|miles|met(?:re|er)s) (?:an|per) (?:hour|second)\b|"
            r"per ?cent\b|\d ?%|\btimes\b|\b(?:minutes?|seconds?|hours?)\b",
            re.I,
        ),
    ),
    (
        re.compile(r"\b(?:what|which) (?:percentage|share|proportion)\b", re.I),
        re.compile(
            rf"per ?cent\b|\d ?%|\b(?:half|third|quarter|fifth|tenth|majority)\b|\b{_NUMBER} (?:in|out of) "
            rf"(?:every )?{_NUMBER}\b",
            re.I,
        ),
    ),
)
"""Questions for a size, and the forms in which a sentence gives it."""


def count_fit(question: Question, sentence: str) -> float:
    """Return how a sentence's numbers meet what is counted or measured.

    >>> from briefing.question import parse
    >>> asked = parse("How many riders fell on the hill?")
    >>> count_fit(asked, "Seven women fell there."), count_fit(asked, "She fell with 44 kilometres to go.")
    (1.0, 0.0)
    """
    for asks, gives in SIZES:
        if asks.search(question.text):
            return FITS if gives.search(sentence) else CANNOT
    found = COUNTED.search(question.text)
    counted = {singular(word) for word in words(found[1])} if found else set()
    sentence = OF_THEM.sub(" ", sentence)
    pairs = [(value, unit) for value, unit in quantities(sentence) if not re.fullmatch(r"(?:1[89]|20)\d\d", value)]
    if re.search(r"\b(?:dozens|scores|hundreds|thousands|millions|several|couple)\b", sentence):
        pairs.append(("some", ""))
    asked = [one for one in HARMS if one.search(question.text)]
    if not pairs or (asked and not any(one.search(sentence) for one in asked)):
        return CANNOT
    return _counts(counted, sentence, pairs) if counted else FITS


def _counts(counted: set[str], sentence: str, pairs: list[tuple[str, str]]) -> float:
    units = {singular(unit.split()[-1]) for _, unit in pairs if unit}
    if counted & units or any(singular(one) in counted for one in _numbered(sentence)):
        return FITS
    if counted & PERSON_WORDS and (units & PERSON_WORDS or any(one.search(sentence) for one in HARMS)):
        return FITS
    return (
        MAYBE if counted & {singular(word) for word in words(sentence)} and (units - MEASURES or not units) else CANNOT
    )


def _numbered(sentence: str) -> list[str]:
    """Return what a sentence gives the number of: "the number of homes without power rose to 900"."""
    return [one.lower() for found in re.finditer(r"\bnumber of (\w+)(?: (\w+))?", sentence) for one in found.groups("")]
