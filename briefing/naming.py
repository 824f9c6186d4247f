"""Read names as newspapers write them: without their titles, linked to the full name of the article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import takewhile

from briefing.reporting import GROUP, HELD, NAME, NOT_HELD, NOT_NAMES, OPENING, RANKS, TITLES, WHO
from index.text import sentence_spans
from index.types import Article

NOT_PERSON = re.compile(
    r"\b(?:The|A|On|In|At|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|"
    r"August|September|October|November|December|North|South|East|West|New|United|Saint|St|Council|Ministry|Party|Union|"
    r"University|Bank|Court|Office|Department|Street|Road|River|Bridge|Hospital|School|Museum|Company|Group|Club|Line|"
    r"City|County|Port|Cape|Bay|Lake|Mount|Fort|Island|Harbour|House|Government|Administration|Agency|Committee|"
    r"Commission|Police|Congress|Senate|Authority|Institute|Association|Prizes?|Awards?|Act|Series|Cup|League|War|Cent(?:er|re)|"
    r"Airport|Station|Theat(?:er|re)|College|Academy|Foundation|Society|Championships?|Olympics|Games|Tournament|Festival|"
    r"Treaty|Agreement|Tower|Stadium|Arena|Network|Times|Journal|Magazine|Corporation|Fund|Federation|Organi[sz]ation|"
    r"Assembly|Parliament|Army|Navy|Forces?|Americas?|Africa|Asia|Europe|Arabia|Republic|Kingdom|Islands|Ocean|Gulf|"
    r"Desert|Peninsula|Province|States|District|Avenue|Boulevard|Airlines|Bowl|Springs|Heights|Valley)\b"
)
"""No "he" or "she", though two capitalised words."""
LAST_FIRST = re.compile(r"^(?:\[…\] )?(?:But |And |Still, )?([A-Z][\w’-]+)(?:[’']s\b|,)? (?=[a-z\d])")
BEHIND = re.compile(r"\b(?:to|of|in|from|at)\s$")
WHOSE = re.compile(r"\b(?:to|of|in|from|at|for) (?:the )?$")
"""Stands before the name of a place or a house that somebody is of."""
SHORTENED = re.compile(r"[’'](?:d|ll|ve|s|re|m)$")
"""Of "He'd" and "That’s"."""


def full_names(article: Article) -> dict[str, str]:
    """Return the longest full name for each last name in the article, first come when two are as long.

    Behind a preposition the first word may be a place ("the ambassador to Velland John Hall"): such a name counts where
    there is no other.
    """
    people: dict[str, str] = {}
    placed: dict[str, str] = {}
    for paragraph in article.paragraphs:
        for match in re.finditer(NAME, paragraph.text):
            name = trimmed(match[0])
            found = placed if BEHIND.search(paragraph.text[: match.start()][-6:]) else people
            if len(name.split()) > 1 and len(name) > len(found.get(name.split()[-1], "")) and len(name.split()) <= 4:
                found[name.split()[-1]] = name
    return placed | people


@lru_cache(maxsize=512)
def _known(article: Article) -> dict[str, str]:
    return full_names(article)


def half_named(article: Article, sentence: str) -> bool:
    """Tell whether a sentence opens with somebody's last name alone, whom its article names in full elsewhere."""
    found = LAST_FIRST.match(sentence)
    full = _known(article).get(found[1]) if found else None
    return full is not None and full not in sentence


def trimmed(name: str) -> str:
    """Return a name without the words that open a sentence, a day or a month in front; "" when nothing is left."""
    name = re.sub(r"[’']s$", "", name)
    title = TITLES.match(name)
    parts = name.split()
    while parts and (SHORTENED.sub("", parts[0]).rstrip(".") in NOT_NAMES or (len(parts) > 1 and parts[0] in RANKS)):
        parts.pop(0)
    while parts and parts[-1] in NOT_NAMES:
        parts.pop()
    if title and len(parts) == 1:
        return title[0].split()[-1] + " " + parts[0]
    return " ".join(parts)


def rank(name: str) -> str | None:
    """Return the title of office in front of a name."""
    parts = name.split()
    held = list(takewhile(lambda word: word in RANKS, parts))
    return " ".join(held) if 0 < len(held) < len(parts) else None


def has_rank(name: str) -> bool:
    """Tell whether a title of office stands in a name, so that it is one: "Executive Vice President"."""
    return not RANKS.isdisjoint(name.split())


def linked(name: str, people: Mapping[str, str]) -> str:
    """Return the full name behind a short one, the short one itself when the article gives no other."""
    bare = TITLES.sub("", name)
    return people.get(bare.split()[-1], name) if len(bare.split()) == 1 else name


def opening(sentence: str, people: Mapping[str, str]) -> tuple[str, str | None] | None:
    """Return whom a sentence opens with, and his role: who `she` is in the next one, though he did not speak yet.

    Only a name with a title or an apposition is surely a person's: `Sigrun Dahl, the environment minister, rejected …`.
    """
    match = OPENING.match(sentence)
    name = trimmed(match["name"]) if match else ""
    if not match or not name or not (match["role"] or TITLES.match(match["name"]) or rank(match["name"])):
        return None
    return linked(name, people), apposed(match["role"]) or rank(match["name"])


def only_person(above: str) -> str | None:
    """Return the one person whom the last sentence that names anybody names in full; None where it names two.

    >>> only_person("It was Ada Lind of the Tarn List who voted. Nobody knew why.")
    'Ada Lind'
    """
    for left, right in reversed(sentence_spans(above) if above.strip() else ()):
        sentence = above[left:right]
        names = {
            trimmed(found[0])
            for found in re.finditer(NAME, sentence)
            if not WHOSE.search(sentence[: found.start()]) and not has_rank(found[0])
        }
        people = [name for name in names if " " in name and not NOT_PERSON.search(name)]
        if people:
            return people[0] if len(people) == 1 else None
    return None


def is_of(name: re.Match[str], phrase: str) -> bool:
    """Tell whether a phrase begins with a person's name and goes on to whom he is of: `Tom Reyes of Aldine Lines`."""
    person = trimmed(name[0])
    behind = re.match(r"\s(?:of|from|at|with)\s", phrase[name.end() :])
    return bool(
        name.start() == 0 and behind and " " in person and not NOT_PERSON.search(person) and not has_rank(person)
    )


def apposed(words: str | None) -> str | None:
    """Return the role that an apposition gives: `head of the union`, `a nurse from Osk`, and no `who lives in Tarn`."""
    if not words or not (HELD.match(words) or is_role(words)) or NOT_HELD.match(words):
        return None
    return WHO.split(words)[0].removeprefix("the ").strip()


def is_role(words: str) -> bool:
    return bool(re.search(rf"\b(?:{GROUP}|secretary|chief|leader|coach|author|analyst|head|officer)\b", words))


def holds_office(words: str) -> bool:
    """Tell whether words name whoever holds an office, and no thing or group.

    >>> holds_office("the governor"), holds_office("the ferry")
    (True, False)
    """
    return words.split()[-1].capitalize() in RANKS or is_role(words.lower())
