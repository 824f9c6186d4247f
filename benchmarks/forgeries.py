"""Catch forged sentences among true ones, by kind, with the named checks alone; `votes` adds the support model.

3,000 pairs of a passage of real news and a sentence, true or forged by rule (`../shared/eval/forged`). A sentence is
passed when it comes out as quoted or supported.
"""

from __future__ import annotations

import gzip
import json
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks import EVALUATION, Figure, NotMeasured
from briefing.ground import check
from briefing.types import HOLDS, Vote

SHARE = "share"


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold one passage with one sentence, the kind of change made to it, and whether it is still true."""

    kind: str
    passage: str
    sentence: str
    true: bool


def measure() -> list[Figure]:
    """Return balanced accuracy, the kind that is judged worst, and the checks per second of processor."""
    pairs = load_pairs()
    start = time.process_time()
    checked = [passes(one) for one in pairs]
    spent = time.process_time() - start
    return [
        *figures("checks alone", pairs, checked),
        Figure("checks per second", len(pairs) / spent, "/s", "of one core, passages never seen before"),
    ]


def load_pairs() -> list[Pair]:
    """Return the pairs; raise NotMeasured without them."""
    path = EVALUATION / "forged" / "pairs.jsonl.gz"
    if not path.is_file():
        raise NotMeasured(f"There is no {path}.")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [Pair(kind, passage, sentence, bool(label)) for kind, passage, sentence, label in map(json.loads, file)]


def passes(one: Pair, vote: Vote | None = None) -> bool:
    """Tell whether a sentence is passed."""
    return check(one.sentence, [one.passage], vote=vote)[0] in HOLDS


def figures(name: str, pairs: Sequence[Pair], passed: Sequence[bool]) -> list[Figure]:
    """Return the balanced accuracy with the table by kind, and the kind that is judged worst."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    for pair, one in zip(pairs, passed, strict=True):
        kinds[pair.kind].append(one == pair.true)
    shares = {kind: sum(right) / len(right) for kind, right in sorted(kinds.items())}
    true = [one for pair, one in zip(pairs, passed, strict=True) if pair.true]
    forged = [not one for pair, one in zip(pairs, passed, strict=True) if not pair.true]
    balanced = (sum(true) / len(true) + sum(forged) / len(forged)) / 2
    table = " ".join(f"{kind} {share:.2f}" for kind, share in shares.items())
    worst = min(shares, key=lambda kind: shares[kind])
    return [
        Figure(f"{name}: balanced", balanced, SHARE, table),
        Figure(f"{name}: worst kind", shares[worst], SHARE, worst),
    ]
