"""Tell a person at a terminal that a filter names an outlet, a collection or an article that the library has not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.wording import meant
from index.errors import NotFoundError
from index.types import Filters

if TYPE_CHECKING:
    from briefing.desk import Desk

SHOWN = 6
"""Names in one sentence."""


def whole_ids(desk: Desk, filters: Filters) -> Filters:
    """Return the filters with each article's whole id for a start of it. Raises NotFoundError."""
    return replace(filters, article_ids=tuple(desk.article(one).id for one in filters.article_ids))


def refuse_unknown_names(desk: Desk, filters: Filters) -> None:
    """Raise NotFoundError for the first outlet or collection that no article has; it names the nearest that one has.

    Called where nothing was found: then it is why, and over REST it would take a second for a large library.
    """
    for kind, names in (("outlet", filters.sources), ("collection", filters.collections)):
        for name in names:
            narrow = Filters(sources=(name,)) if kind == "outlet" else Filters(collections=(name,))
            if not desk.articles(narrow):
                raise NotFoundError(_sentence(kind, name, _known(desk, kind)))


def _known(desk: Desk, kind: str) -> list[str]:
    """Return the outlets or collections of the library, each once, in order."""
    articles = desk.articles()
    if kind == "outlet":
        return sorted({one.source for one in articles if one.source})
    return sorted({name for one in articles for name in one.collections})


def _sentence(kind: str, name: str, known: list[str]) -> str:
    none = f"The library has no {kind} “{name[:100]}”"
    if near := meant(name, known):
        return f"{none}; did you mean “{near}”?"
    if not known:
        return f"{none}, and no other; leave it out."
    more = f" and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
    return f"{none}; it has {', '.join(f'“{one}”' for one in known[:SHOWN])}{more}."
