"""Refuse a filter that names an outlet or a collection that the library has not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.wording import meant
from index.errors import InputError
from index.types import Article, Filters

SHOWN = 6
"""Names in one sentence."""


def refuse_unknown_names(
    filters: Filters, *, holds: Callable[[Filters], bool], articles: Callable[[], Sequence[Article]]
) -> None:
    """Raise InputError for the first outlet or collection that no article has; it names the nearest that one has.

    `holds` tells whether any article passes filters; `articles` are all, which are read only for the sentence.
    """
    for name in filters.sources:
        if not holds(Filters(sources=(name,))):
            raise InputError(_sentence("outlet", name, sorted({one.source for one in articles() if one.source})))
    for name in filters.collections:
        if not holds(Filters(collections=(name,))):
            known = sorted({held for one in articles() for held in one.collections})
            raise InputError(_sentence("collection", name, known))


def _sentence(kind: str, name: str, known: list[str]) -> str:
    none = f"The library has no {kind} “{name[:100]}”"
    if near := meant(name, known):
        return f"{none}; did you mean “{near}”?"
    if not known:
        return f"{none}, and no other; leave it out."
    more = f" and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
    return f"{none}; it has {', '.join(f'“{one}”' for one in known[:SHOWN])}{more}."
