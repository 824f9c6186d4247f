"""Choose whose headline a story takes over."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from briefing.genre import genre
from briefing.suspicious import speaks_to_a_model
from index.types import Article

POOR = re.compile(
    r"\?|^[“\"‘'].*[”\"’']$|^(?:live|comment|analysis|watch|video|in pictures|photos?|fact check|explainer)\b|"
    r"\b(?:live|updates|as it happened|recap|see (?:the |our )?(?:video|photos?|list|map|how|who|which|what|where)|"
    r"what (?:we|to|you)(?: need to)? know|here[’']s|we show|full list|takeaways|key moments)\b",
    re.I,
)
CUT = re.compile(r"(?:\.\.\.|…)$")
LISTED = re.compile(
    r"^(?:the )?(?:\w+[’']s )?(?:worst|best|biggest|most|top)(?: [\w’'-]+)? (?:\d+|[\w’'-]+s)\b"
    r"(?! (?:[a-z]+ed|are|were)\b)|"
    r"^(?:the )?(?:top )?\d{1,3} (?:[\w’'-]+ ){0,2}?(?:things|ways|tips|places|ideas|reasons|moments|photos|facts)\b",
    re.I,
)
"""“The world's worst storms of the decade” is not the storm of today."""
FAILING = {"report": 0, "service": 1, "opinion": 2}
POORER = 0.15
"""What each failing of a headline costs beside its likeness to what is told, of which two headlines differ by .1."""


def best_headline(
    titles: Sequence[str],
    articles: Sequence[Article],
    lines_of: Sequence[str],
    near: NDArray[np.float64],
    old: Sequence[bool],
) -> int:
    """Return which headline to take over: the nearest to what the others tell, no question, tease or mere quotation.

    `near` has a row a title and a column a line, whose article's id `lines_of` has. One that counts fewer dead than are
    counted since (`old`) comes last, and opinion behind reports.
    """

    def worth(row: int) -> tuple[float, int]:
        title, article = titles[row], articles[row]
        others = [column for column, name in enumerate(lines_of) if name != article.id]
        told = near[row, others] if others else near[row]
        poor = (
            0.75 * bool(CUT.search(title))
            + bool(POOR.search(title))
            + bool(LISTED.match(title))
            + (not 4 <= len(title.split()) <= 16)
        )
        poor += title.isupper() + FAILING[genre(article)]
        central = float(told.mean()) if told.size else 0.0
        return central - POORER * poor - 5.0 * speaks_to_a_model(title) - 2.0 * old[row], -row

    return max(range(len(titles)), key=worth)
