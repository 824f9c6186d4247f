"""Read a person's full name as the paragraph has it with a title: Elin Sorrel is Commander Sorrel there."""

from __future__ import annotations

import re

from briefing.reporting import RANKS

TITLE = (
    rf"(?:(?:{'|'.join(sorted(RANKS))}|Mr|Mrs|Ms|Mx|Dr|Sir|Dame|Lord|Lady|Prof|Sen|Rep|Gov|Gen|Col|Capt|Sgt|Rev)\.?\s)+"
)
FULL = re.compile(rf"\b(?:{TITLE})?(?P<first>[A-Z][\w’'-]+)\s(?P<last>[A-Z][\w’'-]+)(?![\w’'-]*\s[A-Z])")


def as_titled(claim: str, source: str, context: str) -> str:
    """Return the claim with a full name as its source has it, when the context knows that person by the full name.

    Another first name is another person: only the one that headline or speakers give is read so.

    >>> as_titled("It closed, said Elin Sorrel.", "It closed, Commander Sorrel said.", "Elin Sorrel")
    'It closed, said Commander Sorrel.'
    >>> as_titled("It closed, said John Sorrel.", "It closed, Commander Sorrel said.", "Elin Sorrel")
    'It closed, said John Sorrel.'
    """

    def named(found: re.Match[str]) -> str:
        name = f"{found['first']} {found['last']}"
        if name in source or not re.search(rf"\b{re.escape(name)}\b", context):
            return found[0]
        titled = re.search(rf"\b{TITLE}{re.escape(found['last'])}\b", source)
        return titled[0] if titled else found[0]

    return FULL.sub(named, claim)
