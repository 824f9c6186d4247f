"""Get pages and feeds within what the settings allow."""

from __future__ import annotations

from briefing.settings import Settings
from index.fetch import Fetcher, Limits


def fetcher_of(settings: Settings) -> Fetcher:
    """Return what gets pages and feeds within the limits of the settings; close it."""
    limits = Limits(max_bytes=settings.max_source_bytes, allowed_hosts=settings.allowed_hosts)
    return Fetcher(limits)
