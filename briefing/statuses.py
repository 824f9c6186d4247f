"""Tell which HTTP status stands for which of our errors, for the server and for who asks it."""

from __future__ import annotations

from index.errors import (
    BriefingError,
    DeliveryError,
    InputError,
    LibraryLockedError,
    ModelError,
    NotFoundError,
    SourceError,
)

STATUS: dict[type[BriefingError], int] = {
    InputError: 400,
    SourceError: 422,
    NotFoundError: 404,
    LibraryLockedError: 423,
    ModelError: 503,
    DeliveryError: 502,
}
ERRORS: dict[int, type[BriefingError]] = {
    **{status: kind for kind, status in STATUS.items()},
    401: InputError,
    413: SourceError,
}
"""What a status means; the server also asks for a key, and refuses a body that is too large."""


def status_of(error: BriefingError) -> int:
    """Return the HTTP status of a failure.

    >>> status_of(NotFoundError("gone"))
    404
    """
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)
