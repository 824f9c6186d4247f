"""Keep the sample newsroom: a fictional one, written for the demo and the tests."""

from __future__ import annotations

from pathlib import Path

ARTICLES = Path(__file__).parent / "articles"


def sources() -> list[Path]:
    """Return the files of the sample newsroom, in a fixed order; `index.read.read` reads each."""
    return sorted(path for path in ARTICLES.iterdir() if not path.name.startswith("."))
