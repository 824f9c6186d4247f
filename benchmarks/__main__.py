"""Run the recipes, print their figures, and with --gate fail below a floor."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks import QUICK, Figure, NotMeasured, Recipe

RECIPES = (
    "seed",
    "samples",
    "newsroom",
    "retrieval",
    "fresh",
    "answers",
    "near_misses",
    "summaries",
    "stories",
    "weekly",
    "extraction",
    "pastes",
    "hostile",
    "conflicts",
    "claims",
    "inventions",
    "forgeries",
    "votes",
    "wice",
    "ablation",
    "scale",
    "writers",
    "smollm",
    "speed",
    "imports",
)
FLOORS = Path(__file__).with_name("floors.json")
ROUNDING = 1e-9


def main() -> int:
    """Run what the command line names; return 1 when a gate fails, 2 for a recipe that does not exist."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(RECIPES)}; all without one")
    parser.add_argument("--gate", action="store_true", help="run the recipes that have floors, fail below one")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file, too")
    given = parser.parse_args()
    if unknown := set(given.names) - set(RECIPES):
        parser.error(f"there is no recipe {', '.join(sorted(unknown))}")
    if given.gate:
        os.environ[QUICK] = "yes"
    floors: dict[str, dict[str, dict[str, float]]] = json.loads(FLOORS.read_text())
    names = given.names or [name for name in RECIPES if name in floors or not given.gate]
    results: dict[str, Any] = {}
    faults: list[str] = []
    for name in names:
        measure: Recipe = import_module(f"benchmarks.{name}").measure
        start = time.perf_counter()
        try:
            figures = measure()
        except NotMeasured as reason:
            print(f"{name}: not measured. {reason}\n")
            continue
        print(f"{name} ({time.perf_counter() - start:.0f} s)")
        width = max([28, *(len(figure.name) for figure in figures)])
        for figure in figures:
            print(f"  {figure.name:<{width}} {shown(figure):>16}  {note(figure)}"[:200].rstrip())
        print()
        results[name] = [asdict(figure) for figure in figures]
        faults += below(name, figures, floors.get(name, {}))
    if given.json:
        given.json.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for fault in faults if given.gate else []:
        print(f"GATE: {fault}", file=sys.stderr)
    if given.gate and not faults:
        print(f"Gate: every floor holds ({', '.join(results) or 'nothing measured'}).")
    return 1 if given.gate and faults else 0


def shown(figure: Figure) -> str:
    """Return a figure with its unit.

    >>> shown(Figure("speakers", 9, "of 9")), shown(Figure("ask", 1.2345, "s"))
    ('9 of 9', '1.234 s')
    """
    if figure.unit == "yes/no":
        return "yes" if figure.value else "no"
    number = (
        f"{figure.value:,.0f}" if figure.value == int(figure.value) or figure.value >= 100 else f"{figure.value:.3f}"
    )
    return f"{number} {figure.unit}".rstrip()


def note(figure: Figure) -> str:
    """Return what stands behind a figure: its interval, its detail.

    >>> note(Figure("ours minus BM25", 0.08, interval=(0.02, 0.14)))
    '+0.020 to +0.140 in 95 of 100 draws'
    """
    low, high = figure.interval or (0.0, 0.0)
    spread = f"{low:+.3f} to {high:+.3f} in 95 of 100 draws" if figure.interval else ""
    return "; ".join(part for part in (spread, figure.detail) if part)


def below(recipe: str, figures: list[Figure], floors: dict[str, dict[str, float]]) -> list[str]:
    """Return what is worse than its floor (`at_least`) or its ceiling (`at_most`), or is not measured any more."""
    values = {figure.name: figure.value for figure in figures}
    faults = []
    for name, bound in floors.items():
        if name not in values:
            faults.append(f"{recipe}: {name!r} has a floor and was not measured.")
            continue
        value = values[name]
        if value < bound.get("at_least", value) - ROUNDING:
            faults.append(f"{recipe}: {name} is {value:g}, below its floor {bound['at_least']:g}.")
        if value > bound.get("at_most", value) + ROUNDING:
            faults.append(f"{recipe}: {name} is {value:g}, above its ceiling {bound['at_most']:g}.")
    return faults


if __name__ == "__main__":
    sys.exit(main())
