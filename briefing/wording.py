"""Say in plain words why a value is refused; pydantic and the command line write for programmers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

PLAIN = (
    (r"(?:Input should be a valid integer|.*is not a valid int(?:eger)?\b).*", "must be a whole number"),
    (r"Input should be a valid number.*", "must be a number"),
    (r"Input should be a valid boolean.*", "must be true or false"),
    (r"Input should be a valid string.*", "must be a text"),
    (r"Input should be a valid (?:list|tuple).*", "must be a list"),
    (r"Input should be a valid dictionary.*|Input should be an object.*", "must be an object"),
    (r"Input should be greater than or equal to (\S+)", r"must be \1 or more"),
    (r"Input should be less than or equal to (\S+)", r"must be \1 or less"),
    (r"Input should be greater than (\S+)", r"must be more than \1"),
    (r"Input should be less than (\S+)", r"must be less than \1"),
    (r"Input should be ('.*)", r"must be \1"),
    (r"String should have at most (\d+) characters?", r"must have at most \1 characters"),
    (r"String should have at least 1 character", "must not be empty"),
    (r"(?:List|Tuple) should have at most (\d+) items?.*", r"must have at most \1 parts"),
    (r"Field required", "is missing"),
)
NEAR = 0.7
"""Likeness (difflib) of a slip and what was meant: LIBRAY and LIBRARY .92, PORT and HOST .5."""


def refusal(name: str, message: str) -> str:
    """Return a clause that says what is wrong with the value called `name`.

    >>> refusal("--limit", "Input should be greater than or equal to 1")
    '--limit must be 1 or more'
    >>> refusal("port", "Value error, 'x' is no port.")
    "port: 'x' is no port"
    """
    for pattern, words in PLAIN:
        if found := re.fullmatch(pattern, message):
            return f"{name} {found.expand(words)}"
    said = message.removeprefix("Value error, ").rstrip(".")
    return f"{name}: {said}" if message.startswith("Value error, ") else f"{name}: {said[:1].lower()}{said[1:]}"


def meant(typed: str, known: Iterable[str]) -> str | None:
    """Return the known name that was most likely meant, whatever its case; None when none is near.

    >>> meant("libray", ["host", "library"]), meant("zzz", ["host"])
    ('library', None)
    """
    names = {one.casefold(): one for one in known}
    near = get_close_matches(typed.casefold(), names, 1, NEAR)
    return names[near[0]] if near else None
