"""Write the numbers of notes in raised figures, and see the end of a sentence behind them."""

from __future__ import annotations

from index.noise import ENDS

FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED = str.maketrans("0123456789", FIGURES)
LOOK_BACK = 300
"""Characters at the end of a text that are looked at, so that long texts cost no more than short ones."""


def raised(number: str) -> str:
    """Return a number in raised figures.

    >>> raised("12")
    '¹²'
    """
    return number.translate(RAISED)


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does, a note's number behind it or not.

    >>> ends_sentence("It rained.²"), ends_sentence("The harbour")
    (True, False)
    """
    return bool(ENDS.search(text[-LOOK_BACK:].rstrip(FIGURES)))
