"""Check inventions about the people and things of the samples against all of them, and true sentences beside.

`tests/data/inventions.jsonl` has two halves: the rules were made with `tune`, `report` was only counted.
"""

from __future__ import annotations

import json
from typing import Any

from benchmarks import ROOT, Figure
from benchmarks.samples import open_samples

CLAIMS = ROOT / "tests" / "data" / "inventions.jsonl"


def measure() -> list[Figure]:
    """Return for each half how many inventions are called supported, and how many true sentences are."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in CLAIMS.read_text(encoding="utf-8").splitlines()]
    with open_samples() as desk:
        verdicts = [desk.check(row["claim"]).claims[0].verdict for row in rows]
    figures = []
    for half in ("tune", "report"):
        for true, name in ((False, "inventions supported"), (True, "true sentences supported")):
            of_it = [place for place, row in enumerate(rows) if row["half"] == half and row["true"] == true]
            held = [place for place in of_it if verdicts[place] == "supported"]
            odd = held if not true else [place for place in of_it if place not in held]
            shown = " | ".join(str(rows[place]["claim"]) for place in odd) if half == "tune" else ""
            figures.append(Figure(f"{half}: {name}", len(held), f"of {len(of_it)}", shown))
    return figures
