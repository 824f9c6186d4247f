"""Read what the numbers of a sentence count, and which values each of them allows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.checks.quantities import NUMBER_WORDS
from index.text import STOPWORDS

ROUGHLY = 0.1
"""What "about" and "nearly" allow a number to differ by."""
OPEN = 1.5
"""What "at least" and "more than" allow a number to be multiplied by."""
NUMBER = re.compile(
    r"(?:\b(?P<hedge>at least|more than|over|no fewer than|up to|as many as|fewer than|less than|under|nearly|almost|"
    r"about|around|roughly|some|approximately|an estimated)\s)?(?<![\w.,])(?P<sign>[$€£]?)"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)\b)"
    r"(?:\s?(?P<scale>hundred|thousand|million|billion|trillion|bn|m)\b)?(?P<percent>\s?%|\sper ?cent\b)?",
    re.I,
)
NOT_COUNTED = re.compile(
    r"-year-old|\s(?:years? old|of (?:them|whom|those|the)|January|February|March|April|May|June|July|August|September|"
    r"October|November|December|percentage)\b|(?:st|nd|rd|th|am|pm|s)\b|\s[ap]\.?m\b|[:.]\d|-\d|[’']",
    re.I,
)
PART = re.compile(
    r"(?:\b(?:including|among (?:them|the dead)|aged|age(?: of)?|at|since|by|in|until|January|February|March|April|May|"
    r"June|July|August|September|October|November|December|No|number|article|section|route|gate|day|ward)\.?,?|[:/–-])\s?$",
    re.I,
)
HARM = {
    "killed": re.compile(r"\b(?:kill(?:ed|ing|s)?|dead|died|deaths?|death toll|fatalities|lost their lives)\b", re.I),
    "injured": re.compile(r"\b(?:injur(?:ed|ies|ing|y)|wounded|wounding|hurt)\b", re.I),
    "missing": re.compile(r"\b(?:missing|unaccounted for)\b", re.I),
    "arrested": re.compile(r"\b(?:arrest(?:ed|s)?|detained|detentions)\b", re.I),
    "moved to safety": re.compile(r"\b(?:evacuat(?:ed|es|ing)|displaced|moved to safety)\b", re.I),
}
TOLLS = HARM | {
    "treated": re.compile(
        r"\btreated\b(?! (?:as|like|with (?:respect|care|contempt)|unfairly|badly|at the (?:scene|site))\b)|"
        r"\bhospitals?\b(?: (?!in\b\s\d)[\w’'-]+){0,7}? (?:seen|saw|treated|admitted|received|taken in)\b",
        re.I,
    ),
}
"""The same with those whom somebody treated, who are counted like the injured and need not be all of them."""
HURT = re.compile(r"\b(?:casualt(?:y|ies)|treated|hospital(?:s|i[sz]ed)?)\b", re.I)
"""Who asks for these asks for the injured as well, and the other way about."""
ASIDE = re.compile(r", (?:including|among them) [^,]{1,120},")
"""Stands between people and what befell them: "13 people, including three of the crew, were killed"."""
REACH = 40
"""Characters between a number and the word of harm it belongs to."""
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}


@dataclass(frozen=True, slots=True)
class Count:
    """Hold one number of a sentence: what it counts, and which values its hedge allows."""

    about: str
    low: float
    high: float


def counted(text: str) -> list[Count]:
    """Return what the numbers of a sentence count: people killed, injured …, sums of money, shares, plural things.

    Ages, years, clock times, ordinals and parts of a whole ("three of them", "including two children") are left out.

    >>> [(one.about, one.low, one.high) for one in counted("The fire killed 12 people and injured about thirty.")]
    [('killed', 12.0, 12.0), ('injured', 27.0, 33.0)]
    >>> counted("The 47-year-old was seen at 6pm on 4 March 2026.")
    []
    """
    found = []
    for match in NUMBER.finditer(text):
        after, before = text[match.end() : match.end() + 60], text[: match.start()]
        if NOT_COUNTED.match(after) or (PART.search(before) and not match["sign"]):
            continue
        about = _about(text, match, after)
        if about:
            found.append(_count(about, _value(match["digits"], match["scale"]), match["hedge"] or ""))
    return found


def tolls_asked(question: str) -> frozenset[str]:
    """Return which kinds of harm a question asks to count; the injured and the treated are one kind for who asks.

    >>> sorted(tolls_asked("How many were hurt?")), sorted(tolls_asked("How many people were killed?"))
    (['injured', 'treated'], ['killed'])
    """
    asked = {name for name, pattern in HARM.items() if pattern.search(question)}
    return frozenset(asked | {"injured", "treated"} if "injured" in asked or HURT.search(question) else asked)


def compatible(left: Count, right: Count) -> bool:
    """Tell whether the ranges meet; large numbers are often rounded, so they may miss by 2.5 %."""
    slack = 0.025 * max(left.high, right.high) if max(left.high, right.high) >= 1000 else 0.0
    return left.low <= right.high + slack and right.low <= left.high + slack


def stated(count: Count) -> float:
    """Return the number that stands in the text: 81 of "at least 81", 30 of "about 30".

    >>> [stated(one) for one in counted("At least 81 people were killed, about 30 injured.")]
    [81.0, 30.0]
    """
    return count.low if count.high >= OPEN * count.low else (count.low + count.high) / 2


def _about(text: str, match: re.Match[str], after: str) -> str | None:
    casualty = _casualty(text, match)
    if casualty:
        return casualty
    if match["sign"]:
        return f"the sum in {CURRENCIES[match['sign']]}"
    if match["percent"]:
        return "the share in per cent"
    if currency := re.match(r"\s(dollars|euros|pounds|crowns|yen|francs|yuan|rupees|kroner|pesos)\b", after):
        return f"the sum in {currency[1]}"
    if unit := re.match(r"-(day|week|month|year|hour|point|metre|mile|kilometre)\b(?!-old)", after):
        return f"the number of {unit[1]}s"
    for word in re.findall(r"[a-z][\w’'-]*|[^\w\s]", after)[:3]:
        if not word[0].isalpha() or word in STOPWORDS:
            return None
        if (word.endswith("s") and not word.endswith("ss") and len(word) > 3) or word in ("people", "men", "women"):
            return f"the number of {word}"
    return None


def _casualty(text: str, match: re.Match[str]) -> str | None:
    """Return which harm the number counts: the nearest word of harm, unless another number stands between."""
    if match["sign"] or match["percent"]:
        return None
    best: tuple[int, str] | None = None
    for name, pattern in TOLLS.items():
        for harm in pattern.finditer(text):
            between = (
                text[match.end() : harm.start()] if harm.start() >= match.end() else text[harm.end() : match.start()]
            )
            between = ASIDE.sub("", between)
            if len(between) <= REACH and not re.search(r"[.;:]|\d", between):
                best = min(best or (REACH + 1, name), (len(between), name))
    return best[1] if best else None


def _value(digits: str, scale: str | None) -> float:
    number = float(NUMBER_WORDS.get(digits.lower(), digits.replace(",", "")))
    return number * SCALES.get((scale or "").lower(), 1.0)


def _count(about: str, value: float, hedge: str) -> Count:
    """Return the values a number with its hedge may stand for."""
    hedge = hedge.lower()
    if hedge in ("at least", "more than", "over", "no fewer than"):
        return Count(about, value, OPEN * value)
    if hedge in ("up to", "as many as", "fewer than", "less than", "under"):
        return Count(about, 0.5 * value, value)
    if hedge in ("nearly", "almost"):
        return Count(about, (1 - ROUGHLY) * value, value)
    if hedge:
        return Count(about, round((1 - ROUGHLY) * value, 6), round((1 + ROUGHLY) * value, 6))
    return Count(about, value, value)
