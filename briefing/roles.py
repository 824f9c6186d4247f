"""Tell whether a sentence gives somebody a role, or says who somebody is."""

from __future__ import annotations

import re

from briefing.reporting import RANKS

PERSON_WORDS = frozenset(
    "people person others other soldier troop worker employee passenger resident child adult man woman men women "
    "children student patient victim civilian protester member family migrant refugee guest visitor villager "
    "firefighter officer crew teacher driver voter delegate pupil household staff rider player runner cyclist swimmer "
    "sailor climber hiker walker athlete boy girl fan supporter demonstrator participant volunteer nurse doctor farmer "
    "fisherman miner tourist customer citizen inhabitant prisoner candidate applicant apprentice human survivor".split()
)
IN_FULL = {
    "CEO": "chief executive",
    "CFO": "finance director",
    "COO": "chief operating officer",
    "MD": "managing director",
    "PM": "prime minister",
    "VP": "vice president",
    "MP": "member of parliament",
    "boss": "chief executive",
}
"""Short names of offices; the press writes them out, who asks does not."""
SHORT = re.compile(r"\b(?:CEO|CFO|COO|MD|PM|VP|MP|ceo|cfo|coo|boss)\b")


def in_full(text: str) -> str:
    """Return a text with the short names of offices written out.

    >>> in_full("Who is the CEO of Tarn Foods?")
    'Who is the chief executive of Tarn Foods?'
    """
    return SHORT.sub(lambda found: IN_FULL.get(found[0]) or IN_FULL[found[0].upper()], text)


def holds_role(role: str, speaker: str, sentence: str) -> bool:
    """Tell whether the sentence gives the speaker this role: "Captain Ruben Hale", "Agnes Rowe, the union’s leader".

    >>> holds_role("captain", "Ruben Hale", "“I was wrong,” Captain Ruben Hale told the inquiry.")
    True
    """
    name = re.escape(speaker.split()[-1])
    near = rf"\b{re.escape(role)}\b,? (?:[A-Z][\w’'-]+ )*{name}\b|\b{name}, (?:[\w’'-]+ ){{0,3}}{re.escape(role)}\b"
    return re.search(near, sentence, re.I) is not None


def says_who(name: str, sentence: str) -> bool:
    """Tell whether a sentence says who somebody is: by a title in front of the name, or by what stands behind it.

    >>> says_who("Elin Sorrel", "He was met by Elin Sorrel, who led the operation.")
    True
    >>> says_who("Elin Sorrel", "Elin Sorrel, he said, was late."), says_who("Hale", "Captain Hale left.")
    (False, True)
    """
    last = re.escape(name.split()[-1])
    held = "the|a|an|its|their|his|her|chief|head|director|leader|president|former"
    if re.search(rf"\b{last}, (?:who\b|(?:{held})\b|[\w’'-]+[’']s? )", sentence):
        return True
    titled = re.search(rf"\b([A-Z][\w-]+|[a-z]+),? (?:[A-Z][\w’'-]+ )*{last}\b", sentence)
    return titled is not None and titled[1].capitalize() in RANKS
