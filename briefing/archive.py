"""Keep the briefings that were written, in the library's records."""

from __future__ import annotations

from datetime import UTC, datetime

from pydantic import TypeAdapter

from briefing.types import Briefing
from index.errors import NotFoundError
from index.library import Library

KIND = "briefing"
BRIEFING: TypeAdapter[Briefing] = TypeAdapter(Briefing)


def keep(library: Library, made: Briefing) -> None:
    """Keep a briefing, over the one with the same id."""
    library.put_record(KIND, made.id, BRIEFING.dump_json(made).decode())


def find(library: Library, briefing_id: str) -> Briefing:
    """Return a briefing that was written before. Raises NotFoundError."""
    body = library.get_record(KIND, briefing_id)
    if body is None:
        raise NotFoundError(f"There is no briefing {briefing_id!r}; `briefing brief` writes one.")
    return BRIEFING.validate_json(body)


def every(library: Library) -> list[Briefing]:
    """Return the briefings written so far, newest first."""
    made = [BRIEFING.validate_json(body) for _, body in library.records(KIND)]
    return sorted(made, key=lambda one: (one.created or datetime.min.replace(tzinfo=UTC), one.id), reverse=True)
