"""Read the numbers of a text with what they count: sums, shares, measures, ages, people and things."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from index.text import STOPWORDS, singular

NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {
    "dozen": "12",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
    "hundred": "100",
}
PAIR = re.compile(
    r"(?<![\w.,])([$€£¥]?)(\d+(?:[.,]\d+)*)"
    r"(?:\s?(%|per cent|percent|bn|billion|m|million|trillion|thousand)\b|(%))?(?:[\s-]+([a-z]{3,}))?",
    re.I,
)
UNITS = {"bn": "billion", "m": "million", "percent": "%", "per cent": "%"}
SCALES = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
SCALES |= {"trillion": 1e12, "tn": 1e12}
COMPOUND = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](one|two|three|four|five|six|seven|eight|nine)\b",
    re.I,
)
WRITTEN = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)})\b", re.I)
MENTION = re.compile(
    r"(?<![\w.,])(?P<sign>[$€£¥])?(?P<digits>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:[.:]\d+)?)"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|tn|m|k)\b)?(?P<percent>\s?%|\s?per ?cent\b)?"
    r"(?P<age>[\s-]years?[\s-]olds?)?(?P<clock>\s?[ap]\.?m\b)?",
    re.I,
)
AGE_BEFORE = re.compile(r"(?:\b(?:aged|age|(?:man|woman|boy|girl|child) of)\s|[A-Z]\w+, )$")
WHOLE_BEFORE = re.compile(r"(\S+) of (?:the|its|his|her|their|our|these|those)\s$", re.I)
LIMIT_BEFORE = re.compile(
    r"\b(?:(at least|more than|over|no fewer than|above|exceeding)|(at most|up to|fewer than|less than|under|below|"
    r"as many as|no more than)|(nearly|almost|about|around|roughly|some|approximately|an estimated))\s$",
    re.I,
)
MONTH = (
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec"
)
MONTHS = frozenset(MONTH.split())
MEASURES = frozenset(
    "second minute hour day night week weekend fortnight month year decade century metre meter kilometre kilometer "
    "mile foot inch centimetre centimeter millimetre km cm mm ft tonne ton kilogram kg gram litre liter gallon barrel "
    "acre hectare degree mph kph watt megawatt gigawatt volt point crown dollar euro pound yen franc yuan rupee krone "
    "peso cent ruble rouble lira".split()
)
"""Units that are never people or things: a number does not move from one of them to another."""
NEXT = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|\d+")
JOINS = frozenset({"to", "and", "or", "-", "–", "from"})
"""What stands between two numbers that share the unit behind the second: "from 1.4 to 1.1 per cent"."""
STOPS = frozenset(',;:.!?()“”"—–')


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold one number: its value, its kind, the words it may count, and how it is written.

    `kind` is "count", "money", "share", "age", "clock", "date" or the measure itself. `nouns` are the singulars behind
    it, the first is `unit` when it stands directly there. `part` is what "two of its four gates" gives the four: "2".
    `limit` is -1 for "at most", 1 for "at least", 0 otherwise; `rough` tells "about". `front` and `behind` are the text
    up to the numbers next to it.
    """

    value: float
    kind: str
    unit: str
    nouns: tuple[str, ...]
    text: str
    start: int
    end: int
    part: str = ""
    limit: int = 0
    rough: bool = False
    front: str = ""
    behind: str = ""


def quantities(text: str) -> set[tuple[str, str]]:
    """Return the (number, unit) pairs of `text`; words up to twenty count as digits, a lone number has unit "".

    >>> sorted(quantities("nine others, a 30-day truce and £2bn"))
    [('2', '£ billion'), ('30', 'day'), ('9', 'other')]
    """
    plain = WRITTEN.sub(lambda found: NUMBER_WORDS[found[0].lower()], text)
    pairs = set()
    for sign, digits, scale, percent, unit in PAIR.findall(plain):
        value = digits.replace(",", "").rstrip(".")
        name = " ".join(part for part in (sign, UNITS.get(scale.lower(), scale.lower()) or percent) if part)
        pairs.add((value, name or ("" if unit.lower() in STOPWORDS else singular(unit.lower()))))
    return pairs


@lru_cache(maxsize=4096)
def mentions(text: str) -> tuple[Mention, ...]:
    """Return the numbers of a text in order.

    >>> [(one.value, one.kind, one.unit) for one in mentions("Nine people paid £2.5m for a 30-day truce, or 4%.")]
    [(9.0, 'count', 'people'), (2500000.0, 'money', ''), (30.0, 'day', 'day'), (4.0, 'share', '')]
    """
    plain = COMPOUND.sub(lambda m: str(int(NUMBER_WORDS[m[1].lower()]) + int(NUMBER_WORDS[m[2].lower()])), text)
    plain = WRITTEN.sub(_digits, plain)
    found = [_mention(plain, match) for match in MENTION.finditer(plain)]
    if not found:
        return ()
    for place in range(len(found) - 2, -1, -1):
        one, following = found[place], found[place + 1]
        if one.kind == "count" and not one.unit and plain[one.end : following.start].strip().lower() in JOINS:
            found[place] = replace(one, kind=following.kind, unit=following.unit, nouns=following.nouns)
    starts = [one.start for one in found[1:]] + [len(plain)]
    ends = [0, *(one.end for one in found[:-1])]
    return tuple(
        replace(one, front=plain[left : one.start], behind=plain[one.end : right])
        for one, left, right in zip(found, ends, starts, strict=True)
    )


def _digits(found: re.Match[str]) -> str:
    word = found[0].lower()
    # "one" is a pronoun as often as a number, and "hundred" a scale behind a number.
    return found[0] if word in ("one", "hundred") else NUMBER_WORDS[word]


def _mention(text: str, match: re.Match[str]) -> Mention:
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 60]
    digits = match["digits"]
    value = float(digits.replace(",", "").replace(":", ".")) * SCALES.get((match["scale"] or "").lower(), 1.0)
    nouns, direct = _nouns(after)
    unit = nouns[0] if nouns and direct else ""
    whole = WHOLE_BEFORE.search(before)
    limit = LIMIT_BEFORE.search(before)
    return Mention(
        value,
        _kind(match, before, after, unit),
        unit,
        nouns,
        text[match.start() : match.end()].strip(),
        match.start(),
        match.end(),
        whole[1].lower() if whole else "",
        0 if not limit else 1 if limit[1] else -1 if limit[2] else 0,
        bool(limit and limit[3]),
    )


def _kind(match: re.Match[str], before: str, after: str, unit: str) -> str:
    if match["percent"]:
        return "share"
    if match["sign"]:
        return "money"
    if match["age"] or AGE_BEFORE.search(before):
        return "age"
    if match["clock"]:
        return "clock"
    last = re.findall(r"\w+", before)[-1:] or [""]
    if unit in MONTHS or last[0].lower().rstrip(".") in MONTHS:
        return "date"
    return unit if unit in MEASURES else "count"


def _nouns(after: str) -> tuple[tuple[str, ...], bool]:
    """Return up to three content words behind a number, in the singular, and whether the first is right there."""
    found: list[str] = []
    direct = True
    for place, match in enumerate(NEXT.finditer(after)):
        word = match[0].lower()
        if word == "-" and place == 0:
            continue
        if word in STOPS or word[0].isdigit() or len(found) == 3:
            break
        if word in STOPWORDS or not word[0].isalpha():
            direct = direct and bool(found)
            if word not in ("of", "the", "a", "other", "more", "'s", "’s"):
                break
            continue
        found.append(singular(re.sub(r"['’]s$", "", word)))
    return tuple(found), direct
