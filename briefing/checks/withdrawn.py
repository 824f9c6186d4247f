"""Know sentences that tell what a text said before it was corrected: nobody says that any more."""

from __future__ import annotations

import re
from functools import lru_cache

from index.text import sentence_spans

WITHDRAWN = re.compile(
    r"\b(?:earlier|previous|original|first) version\b.{0,60}\b(?:said|stated|gave|named|put|misstated|reported|had)\b|"
    r"\b(?:incorrectly|wrongly|mistakenly|erroneously) (?:said|stated|reported|gave|named|identified|described)\b",
    re.I,
)


@lru_cache(maxsize=4096)
def standing(paragraph: str) -> str:
    """Return a paragraph without the sentences that tell what was said before a correction.

    >>> standing("Ten came. An earlier version of this article said that twelve had come.")
    'Ten came.'
    """
    if not WITHDRAWN.search(paragraph):
        return paragraph
    spans = sentence_spans(paragraph)
    return " ".join(paragraph[start:end] for start, end in spans if not WITHDRAWN.search(paragraph[start:end]))
