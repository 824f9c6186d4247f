"""Know sentences that tell what a text said before it was corrected: nobody says that any more."""

from __future__ import annotations

import re
from functools import lru_cache

from index.text import sentence_spans, without_quotations

_TEXT = r"(?:article|story|report|page|post|piece|headline|caption)"
_SAID = (
    r"(?:said|stated|gave|reported|misstated|misspelt|misspelled|named|put|suggested|described|identified|referred|"
    r"attributed|claimed|quoted|called|contained)"
)
WITHDRAWN = re.compile(
    rf"\b(?:an|the|our|a) (?:earlier|previous|prior|original) version(?: of (?:this|the|our) {_TEXT})?"
    rf"(?:,? (?:\w+ly|had|has|which|that)){{0,3}} {_SAID}\b|"
    rf"\b(?:this|our) {_TEXT} (?:\w+ly |had |has ){{0,2}}(?:incorrectly|wrongly|mistakenly|erroneously) {_SAID}\b",
    re.I,
)
"""What an article said before it was corrected; who else was wrong is news."""
CORRECTION = re.compile(r"\b(?:correct|amend|version|edition|withdr|mistake|error|wrong)", re.I)
"""Words of a question that asks about a correction."""


def is_withdrawn(sentence: str, question: str = "") -> bool:
    """Tell whether a sentence repeats what its article no longer says, unless the question asks about corrections.

    >>> is_withdrawn("An earlier version of this article said that 90 boats had sunk.")
    True
    >>> is_withdrawn("An earlier version said 90.", "What was corrected?"), is_withdrawn("An earlier ship sank.")
    (False, False)
    """
    return WITHDRAWN.search(without_quotations(sentence)) is not None and not CORRECTION.search(question)


@lru_cache(maxsize=4096)
def standing(paragraph: str) -> str:
    """Return a paragraph without the sentences that tell what was said before a correction.

    >>> standing("Ten came. An earlier version of this article said that twelve had come.")
    'Ten came.'
    """
    if not WITHDRAWN.search(paragraph):
        return paragraph
    found = [paragraph[start:end] for start, end in sentence_spans(paragraph)]
    return " ".join(one for one in found if not is_withdrawn(one))
