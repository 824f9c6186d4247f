"""Catch forged sentences among true ones, by kind, with the support model alone and with it beside the checks.

The pairs are those of `forgeries`. The model takes a minute for them on two free cores, so this has no floors.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks import Figure
from benchmarks.forgeries import figures, load_pairs, passes
from briefing.support import open_vote


def measure() -> list[Figure]:
    """Return balanced accuracy and the worst kind of the model alone, and of both."""
    pairs = load_pairs()
    vote = open_vote("packaged")
    assert vote is not None
    voted = [vote(one.sentence, [one.passage])[0] for one in pairs]
    both = [passes(one, said(probability)) for one, probability in zip(pairs, voted, strict=True)]
    return [
        *figures("model alone", pairs, [probability >= 0.5 for probability in voted]),
        *figures("both", pairs, both),
    ]


def said(probability: float) -> Callable[[str, Sequence[str]], list[float]]:
    """Return a vote that was asked before."""
    return lambda _, passages: [probability] * len(passages)
