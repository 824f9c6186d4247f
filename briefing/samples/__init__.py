"""Keep the sample newsroom: a fictional one, written for the demo and the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.read import read
from index.types import Article

ARTICLES = Path(__file__).parent / "articles"


def sources() -> list[Path]:
    """Return the files of the sample newsroom, in a fixed order; `index.read.read` reads each."""
    return sorted(path for path in ARTICLES.iterdir() if not path.name.startswith("."))


def articles() -> Iterator[Article]:
    """Yield the articles of the sample newsroom, each file read when its turn comes."""
    for source in sources():
        yield from read(source)
