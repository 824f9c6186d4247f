"""Tell which sentences of a story are out of date: a later report of it counts more of the same people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from briefing.counts import TOLLS, Count, counted, stated
from index.text import moment
from index.types import Article

ALIKE = 0.4
"""Likeness from which two sentences of one story are on the same harm: the tolls of one crash, as they rose, are .46 to
.48 alike, and .33 that of the people it killed on the ground."""
PART = 0.25
"""Share of the later count that an earlier one must be to be an earlier count of the same, and not one of a part."""


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what a text counts of people harmed, and when it was published."""

    count: Count
    published: datetime


def outdated(texts: Sequence[tuple[str, Article]], near: NDArray[np.float64]) -> list[bool]:
    """Return for each text, with its article, whether a later one counts more; `near` tells how alike each two are.

    What no article dates is never out of date.
    """
    every = [_told(text, article) for text, article in texts]
    return [
        one is not None
        and any(other and near[row, place] >= ALIKE and _raises(one, other) for place, other in enumerate(every))
        for row, one in enumerate(every)
    ]


def _told(text: str, article: Article) -> Told | None:
    count = next((one for one in counted(text) if one.about in TOLLS), None)
    return Told(count, moment(article.published)) if count and article.published else None


def rose(earlier: Told, later: Told) -> bool:
    """Tell whether a report of a later day counts more of the same than an earlier one."""
    same, after = earlier.count.about == later.count.about, later.published.date() > earlier.published.date()
    return same and after and later.count.low > stated(earlier.count)


def _raises(earlier: Told, later: Told) -> bool:
    return rose(earlier, later) and stated(earlier.count) >= PART * later.count.low
