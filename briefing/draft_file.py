"""Read a draft from wherever it stands: what was typed, standard input, a file of any kind that is read, an address."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.draft import draft_text
from index.content import articles_of, kind_of
from index.decode import decode, read_bytes, too_large
from index.errors import SourceError
from index.read import ENDINGS, Given, is_address, read

if TYPE_CHECKING:
    from index.address import Get

AS_IT_STANDS = ("text", "markdown")
"""Kinds whose every line is read: a cleaner that takes one for a caption would leave a statement unchecked."""


def is_source(typed: str) -> bool:
    """Tell whether what was typed names a draft rather than being one.

    >>> is_source("draft.docx"), is_source("The draft was sent as draft.docx")
    (True, False)
    """
    if typed == "-" or is_address(typed):
        return True
    named = not any(letter.isspace() for letter in typed.strip()) and typed.lower().endswith(tuple(ENDINGS))
    return named or (len(typed) < 1000 and "\n" not in typed and Path(typed).is_file())


def read_source(source: str, *, max_bytes: int, web: Get | None = None) -> str:
    """Return the text of a draft in a file, at an address or, for `-`, on standard input. Raises SourceError."""
    if is_address(source):
        return draft_text(read(source, max_bytes=max_bytes, web=web))
    if source == "-":
        data = sys.stdin.buffer.read(max_bytes + 1)
        if len(data) > max_bytes:
            raise SourceError(too_large("Standard input", len(data), max_bytes, more=True))
        return text_of(data, "Standard input")
    path = Path(source)
    if not path.is_file():
        raise SourceError(f"{source} is not a file. Name a file, or write the text itself in quotation marks.")
    try:
        return text_of(read_bytes(path, max_bytes), source)
    except OSError as error:
        raise SourceError(f"{source} cannot be read: {error.strerror or error}. Check its permissions.") from None


def text_of(data: bytes, name: str) -> str:
    """Return the bytes of a file as the text of a draft, by its content and the ending of its name."""
    ending = next((kind for ending, kind in ENDINGS.items() if name.lower().endswith(ending)), None)
    kind = kind_of(data, ending=ending)
    if kind in AS_IT_STANDS:
        return decode(data, name)
    found = list(articles_of(data, name, Given(), kind))
    if faults := [one for one in found if isinstance(one, SourceError)]:
        raise faults[0]
    return draft_text(one for one in found if not isinstance(one, SourceError))
