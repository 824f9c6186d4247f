"""Tell when a sentence is of another one than the one asked for: the third round, Mill Street, another Lind."""

from __future__ import annotations

import re

from briefing.edition import misses_past_year
from briefing.naming import NOT_PERSON, trimmed
from briefing.types import Evidence, Question
from index.text import fold, singular

ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
_ORDINAL = rf"(?P<ordinal>{'|'.join(ORDINALS)}|(?P<digits>\d{{1,3}})(?:st|nd|rd|th))"
COUNTED = re.compile(rf"(?<![\w-]){_ORDINAL}[ -](?P<noun>[a-z]{{3,}})\b", re.I)
NUMBERED = re.compile(
    r"\b(?P<noun>stage|round|game|match|race|leg|heat|set|day|week|quarter|phase|part|chapter|season|episode|line|route|"
    r"gate|terminal|section|ward|district)s? (?P<digits>\d{1,3})\b(?![.,]\d|\d)(?! ?(?:,|and|to|–|-) ?\d)",
    re.I,
)
"""The third stage is also stage 3; "lines 3 and 4" name none alone."""
KINDS_OF_PLACE = frozenset(
    "street road lane avenue square hill park bridge station airport terminal harbour river lake bay island hospital "
    "school college university museum theatre stadium arena club bank court council ministry party union company "
    "foods group line airlines airways water works prize award awards cup league festival marathon championship "
    "church cathedral farm mill tower hotel centre center hall house ward district county valley forest".split()
)
"""Words that many names end with, so that one of them alone is no match."""
PERSON = re.compile(r"(?P<first>[A-Z][\w’'-]+) (?:[A-Z][\w’'.-]* |van |von |de |der |al |bin )*(?P<last>[A-Z][\w’'-]+)")


def is_of_another(question: Question, sentence: str, source: Evidence) -> bool:
    """Tell whether the sentence tells of another member of the same kind, or of another bearer of the name."""
    return (
        _other_number(question.text, sentence, source)
        or misses_past_year(question, source)
        or any(_other_bearer(name, sentence, source) for name in question.names)
    )


def _other_number(asked: str, sentence: str, source: Evidence) -> bool:
    """Tell whether sentence, paragraph or headline number the same thing, each otherwise than the question."""
    wanted = _numbers(asked)
    told = _numbers(sentence) or _numbers(f"{source.article.title}. {source.paragraph.text}")
    return any(noun in told and not numbers & told[noun] for noun, numbers in wanted.items())


def _numbers(text: str) -> dict[str, set[int]]:
    """Return the numbers of each numbered thing in a text.

    >>> _numbers("She won the third stage, and stage 5.") == {"stage": {3, 5}}
    True
    """
    found: dict[str, set[int]] = {}
    for one in (*COUNTED.finditer(text), *NUMBERED.finditer(text)):
        number = int(one["digits"]) if one["digits"] else ORDINALS[one["ordinal"].lower()]
        found.setdefault(singular(one["noun"].lower()), set()).add(number)
    return found


def _other_bearer(name: str, sentence: str, source: Evidence) -> bool:
    """Tell whether the last name alone, as it stands in the sentence, is that of somebody named in full before.

    News calls by the last name whom it named first; who shares it is named in full.
    """
    asked = trimmed(name)
    if " " not in asked or NOT_PERSON.search(asked) or asked.split()[-1].lower() in KINDS_OF_PLACE:
        return False
    first, last = asked.split()[0], asked.split()[-1]
    if first in sentence or not re.search(rf"\b{re.escape(last)}\b", sentence):
        return False
    text = "\n".join(one.text for one in source.article.paragraphs)
    named = [
        trimmed(one[0]) for one in PERSON.finditer(text) if re.fullmatch(rf"{re.escape(last)}(?:[’']s)?", one["last"])
    ]
    bearers = [one for one in named if " " in one]
    return asked in text and bool(bearers) and first not in bearers[0]


def knows_name(name: str, text: str) -> bool:
    """Tell whether the folded text knows the name by its last word, whatever its ending: Ukraine, Ukrainian.

    Of "Market Street" the word before must stand there as well: there are other streets.

    >>> knows_name("Market Street", "the works in chandler street"), knows_name("Ada Lind", "ms lind said")
    (False, True)
    """
    parts = fold(name).split()
    wanted = parts[-2:] if len(parts) > 1 and parts[-1] in KINDS_OF_PLACE else parts[-1:]
    return all(re.search(rf"\b{re.escape(one[: max(4, len(one) - 2)])}", text) is not None for one in wanted)
