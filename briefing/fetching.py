"""Get pages and feeds within what the settings allow."""

from __future__ import annotations

from briefing.settings import Settings
from index.fetch import Fetcher, Limits

MEGABYTE = 1_000_000
"""Bytes, as the settings count a source."""


def fetcher_of(settings: Settings) -> Fetcher:
    """Return what gets pages and feeds within the limits of the settings; close it."""
    limits = Limits(max_bytes=settings.max_source_mb * MEGABYTE, allowed_hosts=settings.allowed_hosts)
    return Fetcher(limits)
