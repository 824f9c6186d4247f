"""Judge our own claims over the sample newsroom, true and forged in eight ways, and those about the seed article.

`tests/data/proof.jsonl` has two halves: the rules were made with `tune`, and `report` was never looked at for them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks import ROOT, SHARED, Figure
from briefing.ground import check
from briefing.judge import judge
from briefing.support import open_vote
from briefing.types import HOLDS, Vote

CLAIMS = ROOT / "tests" / "data" / "proof.jsonl"
SEED_FORGED = (
    "Moscow agreed to the 60-day ceasefire plan.",
    "Mr Putin said he expected strong steps from the US.",
    "A missile attack killed 147 people.",
    "Ukraine will recognise Russian rule over occupied territory.",
    "The ceasefire would free 30 people.",
    "Ukrainian troops withdrew from Sudzha.",
    "The US halted aid on Wednesday.",
)
SEED_TRUE = (
    "Moscow wants more information before deciding on a 30-day ceasefire.",
    "Kosachev called the terms American, not Ukrainian.",
    "Rubio made the remark during a stop-off in Shannon.",
    "Aid and intelligence began flowing to Ukraine again on Wednesday.",
)
SHORTEST = 100
"""Characters from which a line of the seed article is a paragraph."""


def measure() -> list[Figure]:
    """Return for each half, and for the seed article, the share of forged ones caught and of true ones passed."""
    with CLAIMS.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    vote = open_vote("packaged")
    figures = []
    for half in ("tune", "report"):
        chosen = [row for row in rows if row["half"] == half]
        for name, used in (("checks alone", None), ("both", vote)):
            figures += _figures(f"{half}, {name}", chosen, used)
    return figures + _seed(vote)


def _figures(name: str, rows: Sequence[dict[str, Any]], vote: Vote | None) -> list[Figure]:
    right: dict[bool, dict[str, list[bool]]] = {True: defaultdict(list), False: defaultdict(list)}
    for row in rows:
        holds = check(row["claim"], [row["paragraph"]], vote=vote)[0] in HOLDS
        right[row["true"]][row["kind"]].append(holds == row["true"])
    return [
        Figure(f"{name}: forged caught", _share(right[False].values()), "share", _table(right[False])),
        Figure(f"{name}: true passed", _share(right[True].values()), "share", _table(right[True])),
    ]


def _seed(vote: Vote | None) -> list[Figure]:
    texts = sorted((SHARED / "seed").glob("*.txt"))
    if not texts:
        return []
    lines = texts[0].read_text(encoding="utf-8").splitlines()
    paragraphs = list(dict.fromkeys(line for line in lines if len(line) >= SHORTEST))
    missed = [one for one in SEED_FORGED if judge(one, paragraphs, vote=vote).support in HOLDS]
    refused = [one for one in SEED_TRUE if judge(one, paragraphs, vote=vote).support not in HOLDS]
    return [
        Figure("seed: forged caught", len(SEED_FORGED) - len(missed), f"of {len(SEED_FORGED)}", " | ".join(missed)),
        Figure("seed: true passed", len(SEED_TRUE) - len(refused), f"of {len(SEED_TRUE)}", " | ".join(refused)),
    ]


def _share(kinds: Iterable[list[bool]]) -> float:
    every = [one for kind in kinds for one in kind]
    return sum(every) / len(every)


def _table(kinds: dict[str, list[bool]]) -> str:
    return " ".join(f"{kind} {sum(right)}/{len(right)}" for kind, right in kinds.items())
