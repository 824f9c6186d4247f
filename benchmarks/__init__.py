"""Measure what the desk promises: `python -m benchmarks [NAME…] [--gate] [--json FILE]`.

Each file is a recipe: `measure() -> list[Figure]`, which raises NotMeasured, with a sentence, without its data.
`floors.json` pins what has been reached; floors are only ever raised. Figures that hang on the models have an answer
of room, for int8 networks differ in the last digits from one kind of processor to another; the others have none.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
"""Data that are not ours and therefore lie outside the repository, when they are there at all."""
EVALUATION = Path(os.environ.get("BRIEFING_EVAL_DATA") or SHARED / "eval")
"""Public data sets, each in a folder of its own."""
QUICK = "BRIEFING_BENCH_QUICK"
"""Set while the gate runs: systems that are only compared with are then left out."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold one measured figure; `detail` names what went wrong, or what the figure is compared with.

    `interval` holds the ends of its 95 % interval where it has one.
    """

    name: str
    value: float
    unit: str = ""
    detail: str = ""
    interval: tuple[float, float] | None = None


class NotMeasured(Exception):
    """Say why a recipe could not run."""


Recipe = Callable[[], list[Figure]]
