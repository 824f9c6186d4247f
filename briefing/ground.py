"""Prove sentences: hold each one against the paragraphs it cites, by code, with named checks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.types import Check, Support
from index.text import STOPWORDS, fold, sentence_spans, singular, words

ADDED = re.compile(r"\s*\[[^\[\]]*\]")
QUOTATION = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]")
NUMBER = re.compile(
    r"(?<![\w.,])([$€£¥]?)(\d+(?:[.,]\d+)*)"
    r"(?:\s?(%|per cent|percent|bn|billion|m|million|trillion|thousand)\b|(%))?(?:[\s-]+([a-z]{3,}))?",
    re.I,
)
NAME = re.compile(r"[A-Z][\w’'-]*[a-z][\w’'-]*|[A-Z]{2,}")
NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"dozen": "12", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "hundred": "100"}
SCALE = {"bn": "billion", "m": "million", "percent": "%", "per cent": "%"}
COVERAGE_FLOOR = 0.5
"""A paraphrase shares at least half of its content words with its paragraph (a soft check)."""


def strip_added(text: str, source: str) -> str:
    """Return `text` without the bracketed words that `source` does not have.

    >>> strip_added("he [Marco Rubio] told US [officials]", "he told US [officials]")
    'he told US [officials]'
    """
    return ADDED.sub(lambda found: found[0] if found[0].strip() in source else "", text).strip()


def is_verbatim(text: str, source: str) -> bool:
    """Tell whether `text`, without what was added in brackets, stands letter for letter in `source`."""
    stripped = strip_added(text, source)
    return bool(stripped) and stripped in source


def locate(text: str, source: str) -> tuple[int, int]:
    """Return the (start, end) of the narrowest part of `source` that carries `text`.

    A verbatim sentence gives its own span; any other the source sentence that shares the most content words.
    """
    stripped = strip_added(text, source)
    start = source.find(stripped) if stripped else -1
    if start >= 0:
        return start, start + len(stripped)
    wanted = _content(text)
    spans = sentence_spans(source) or ((0, len(source)),)
    return max(spans, key=lambda span: (len(wanted & _content(source[span[0] : span[1]])), -span[0]))


def check(text: str, paragraphs: Sequence[str], *, context: str = "") -> tuple[Support, tuple[Check, ...]]:
    """Hold one sentence against the paragraphs it cites.

    `context` is what else may lend a name to it: the article's headline and the speaker behind a bracket.
    Returns QUOTED when the words stand in one paragraph, SUPPORTED when every check passes, PARTLY when only the
    wording is too far from the source, UNSUPPORTED when a citation, quotation, number or name fails.
    """
    if not paragraphs:
        return Support.UNSUPPORTED, (Check("citation", False, "the sentence cites no paragraph"),)
    checks = [Check("citation", True), _quotations(text, paragraphs)]
    if any(is_verbatim(text, paragraph) for paragraph in paragraphs):
        added = " ".join(found.strip(" []") for found in ADDED.findall(text))
        checks.append(_names(f"- {added}", " ".join([*paragraphs, context])))
        return (Support.QUOTED if checks[-1].passed else Support.UNSUPPORTED), tuple(checks)
    source = " ".join(paragraphs)
    checks += [_numbers(text, source), _names(text, f"{source} {context}")]
    hard = all(one.passed for one in checks)
    checks.append(_coverage(text, source))
    if not hard:
        return Support.UNSUPPORTED, tuple(checks)
    return (Support.SUPPORTED if checks[-1].passed else Support.PARTLY), tuple(checks)


def quotations(text: str) -> list[str]:
    """Return what stands between quotation marks in `text`.

    >>> quotations('He said “yes” and "no".')
    ['yes', 'no']
    """
    return [next(part for part in found.groups() if part) for found in QUOTATION.finditer(text)]


def quantities(text: str) -> set[tuple[str, str]]:
    """Return the (number, unit) pairs of `text`; words up to twenty count as digits, a lone number has unit "".

    >>> sorted(quantities("nine others, a 30-day truce and £2bn"))
    [('2', '£ billion'), ('30', 'day'), ('9', 'other')]
    """
    plain = re.sub(r"[A-Za-z]+", lambda found: NUMBER_WORDS.get(found[0].lower(), found[0]), text)
    pairs = set()
    for sign, digits, scale, percent, unit in NUMBER.findall(plain):
        value = digits.replace(",", "").rstrip(".")
        name = " ".join(part for part in (sign, SCALE.get(scale.lower(), scale.lower()) or percent) if part)
        pairs.add((value, name or ("" if unit.lower() in STOPWORDS else singular(unit.lower()))))
    return pairs


def _quotations(text: str, paragraphs: Sequence[str]) -> Check:
    missing = [quote for quote in quotations(text) if not any(quote in paragraph for paragraph in paragraphs)]
    detail = f"not in the paragraph word for word: “{missing[0]}”" if missing else ""
    return Check("quotation", not missing, detail)


def _numbers(text: str, source: str) -> Check:
    have = quantities(source)
    values = {value for value, _ in have}
    wrong = [
        f"{value} {unit}".strip()
        for value, unit in sorted(quantities(strip_added(text, source)))
        if (value, unit) not in have and (value not in values or (unit and any(v == value and u for v, u in have)))
    ]
    return Check("numbers", not wrong, f"not in the paragraph: {', '.join(wrong)}" if wrong else "")


def _names(text: str, source: str) -> Check:
    known = fold(source)
    body = text.lstrip("“\"'‘[( ")
    found = [match[0].removesuffix("’s").removesuffix("'s") for match in NAME.finditer(body) if match.start() > 0]
    missing = sorted({name for name in found if fold(name) not in known})
    return Check("names", not missing, f"not in the paragraph: {', '.join(missing)}" if missing else "")


def _coverage(text: str, source: str) -> Check:
    wanted = _content(text)
    share = len(wanted & _content(source)) / len(wanted) if wanted else 1.0
    return Check("wording", share >= COVERAGE_FLOOR, f"{share:.0%} of its words are in the paragraph")


def _content(text: str) -> set[str]:
    return {singular(word) for word in words(text) if word not in STOPWORDS}
