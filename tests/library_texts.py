"""Make the articles that the tests of the library add."""

from __future__ import annotations

from datetime import date

from fictional import make_article

from index.types import Article

FERRY = (
    "The ferry Aldine broke down in mid-river on Sunday with 60 passengers aboard, its owner said.",
    "A tug named Petrel brought it back to Morrow within two hours, and nobody was hurt, the harbour master said.",
    "Its engine had been overhauled in January at a yard in Lund, according to the owner’s own records.",
)


def ferry(source: str = "Harbour Gazette", title: str = "Ferry breaks down", *more: str) -> Article:
    return make_article(*FERRY, *more, title=title, source=source, published=date(2026, 3, 4), url=f"{source}/{title}")
