"""Name every failure a person can meet.

    BriefingError
    ├── SourceError          a file, page, feed or text cannot be read
    ├── InputError           a question, option or setting cannot be used
    ├── NotFoundError        an article, briefing or paragraph is not in the library
    ├── LibraryLockedError   another process owns the library folder
    ├── ModelError           a model is missing or failed
    └── DeliveryError        a briefing could not be sent

Every message is one sentence or two for the person who gets it: what, which, and the next step.
Edges map the classes to exit codes and HTTP statuses in one table each.
"""

from __future__ import annotations


class BriefingError(Exception):
    """Stand for any failure that a person can act on; the message is shown as it is."""


class SourceError(BriefingError):
    """Say that a source cannot be read, which one, and what would help."""


class InputError(BriefingError):
    """Say that what was asked for cannot be understood, and how to ask."""


class NotFoundError(BriefingError):
    """Say that something named is not in the library."""


class LibraryLockedError(BriefingError):
    """Say which process owns the library; `address` is its REST address when it serves one."""

    def __init__(self, message: str, *, pid: int | None = None, address: str | None = None) -> None:
        super().__init__(message)
        self.pid = pid
        self.address = address


class ModelError(BriefingError):
    """Say which model is missing or failed, and what to do."""


class DeliveryError(BriefingError):
    """Say where a briefing could not be delivered, and why."""
