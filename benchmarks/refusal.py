"""Tell how well a confidence separates what can be answered from what cannot, with a threshold it has not seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks import Figure

FOLDS = 10
WRONGLY = 0.05
"""Share of the answerable questions that the threshold of the desk refuses, by its definition."""


def crossed(answerable: Sequence[float], others: Sequence[float]) -> list[Figure]:
    """Return AUC, and balanced accuracy and wrong refusals with each fold judged by the threshold of the nine others.

    >>> [round(one.value, 2) for one in crossed([5.0] * 20, [1.0] * 10)]
    [1.0, 1.0, 0.0]
    """
    sure, unsure = np.clip(np.array(answerable), -1e6, 1e6), np.clip(np.array(others), -1e6, 1e6)
    fold, other = np.arange(len(sure)) % FOLDS, np.arange(len(unsure)) % FOLDS
    kept, refused = [], []
    for number in range(FOLDS):
        threshold = np.quantile(sure[fold != number], WRONGLY)
        kept += list(sure[fold == number] >= threshold)
        refused += list(unsure[other == number] < threshold)
    wins = [(one > two) + 0.5 * (one == two) for one in sure for two in unsure]
    return [
        Figure("ours: refusal, AUC", float(np.mean(wins)), "", "of the confidence, vetoes counted as never"),
        Figure("ours: refusal, cross-validated", float(np.mean(kept) + np.mean(refused)) / 2, "share", "balanced"),
        Figure("ours: refused wrongly, cross-validated", 1 - float(np.mean(kept)), "share"),
    ]
