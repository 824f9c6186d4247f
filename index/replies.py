"""Read what hosts say beside a page: media type, marks of its state, pauses, and their rules for programs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

LONGEST_PAUSE = 10.0
"""Seconds: a host that asks for longer between two requests, or before the next try, is not waited for."""
LONGEST_MARK = 1000
"""Characters of an ETag or a date that are kept to be sent back."""


def headers_of(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by name in lower case, the first of each name."""
    return {
        name.decode("ascii", "replace").lower(): value.decode("utf-8", "replace") for name, value in reversed([*raw])
    }


def media_of(headers: dict[str, str]) -> tuple[str, str | None]:
    """Return media type and character set."""
    media, *rest = (one.strip() for one in headers.get("content-type", "").lower().split(";"))
    named = (one[len("charset=") :].strip(" \"'") for one in rest if one.startswith("charset="))
    return media[:100], next((one for one in named if re.fullmatch(r"[\w.:+-]{1,40}", one, re.ASCII)), None)


def sendable(stated: str | None) -> str | None:
    """Return an ETag or a date that can be sent back as it is, else None."""
    return stated if stated and len(stated) <= LONGEST_MARK and stated.isascii() and stated.isprintable() else None


def rules_for(robots: bytes, name: str) -> str:
    """Return robots.txt with one stand-in for all other programs.

    Protego keeps each rule for each program that it is said to: 46 kB of names and rules took it 19 s and 360 MB.
    """
    lines = robots.decode("utf-8-sig", errors="replace").splitlines()
    for at, line in enumerate(lines):
        found = re.match(r"\s*user[-\s]*agent(?=[\s:]|$)[\s:]*([^#]*)", line, re.IGNORECASE)
        if found and (stated := found[1].strip().lower()):
            known = re.match(r"[\w-]*", stated.strip("*"))
            ours = known is not None and known[0] == name
            lines[at] = "User-agent: " + (name if ours else "*" if not stated.strip("*") else "(another)")
    return "\n".join(lines)


def user_agent() -> str:
    """Return how the desk introduces itself to the hosts that it reads."""
    try:
        number = version("briefing-desk")
    except PackageNotFoundError:
        number = "0"
    return f"BriefingDesk/{number} (+https://github.com/briefing-desk/briefing-desk)"


def pause_of(stated: str) -> float | None:
    """Return the seconds that a host asks to wait, None when it is too long or no number."""
    digits = stated.isascii() and stated.isdigit()
    return float(stated) if digits and float(stated) <= LONGEST_PAUSE else None
