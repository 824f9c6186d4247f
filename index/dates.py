"""Read the publication date that a page's own text or metadata states; an ambiguous or future one is no date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january januar jänner janvier janv januari enero ene gennaio,"
        "feb february februar février févr februari febrero febbraio,mar march märz maerz mär mars maart marzo,"
        "apr april avril avr abril abr aprile,may mai mei mayo maggio,jun june juni juin junio giugno,"
        "jul july juli juillet juil julio luglio,aug august août aout augustus agosto ago,"
        "sep sept september septembre septiembre settembre,oct october oktober okt octobre octubre ottobre,"
        "nov november novembre noviembre,dec december dezember dez décembre déc diciembre dicembre dic".split(","),
        start=1,
    )
    for name in names.split()
}
"""In English, German, French, Dutch, Spanish and Italian; no name means two months."""
YEAR = r"(?P<year>(?:19|20)\d\d)(?=\b|\d{1,2}:\d\d)"
"""A browser copies a date and a time that stand in two boxes without a space: "4 March 20267:05 AM"."""
MONTH_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
MONTH = rf"(?P<month>{MONTH_NAME})\.?"
DAY = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
    rf"(?:(?:{MONTH_NAME})\b\.? \d{{1,2}}|\d{{1,2}} (?:{MONTH_NAME})\b\.?)",
    re.I,
)
LONGEST_DAY = 40
"""Characters."""
DAY_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?\s+(?:of\s+|de\s+)?{MONTH},?\s+(?:del?\s+)?{YEAR}", re.I
)
MONTH_DAY = re.compile(rf"\b{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{YEAR}", re.I)
ISO = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|"
    r"[+-]\d\d:?\d\d)?)?"
)
SLASHED = re.compile(r"\b(?P<first>\d{1,2})[./](?P<second>\d{1,2})[./](?P<year>(?:19|20)\d\d)\b")
LABEL = re.compile(
    r"^\W*(?:(?:first |last |date |originally |zuletzt )?(?:published|written|updated|posted|modified|issued|created|"
    r"date|datum|stand|veröffentlicht|erschienen|aktualisiert|publié|mis à jour|publicado|actualizado|pubblicato|"
    r"aggiornato|gepubliceerd|bijgewerkt)(?: (?:on|at|date|am|vom|le|el|il|op))?\s*[:|–-]?\s*)?",
    re.I,
)
FIRST_NEWSPAPER = 1605
"""Year of the first printed one: pages state 0001-01-01 where their system has no date."""
CLOCK = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\d{1,2}[.:]\d\d(?:[.:]\d\d)?|\b[ap]\.?m\b\.?|"
    r"\b(?:uhr|um|à|GMT|UTC|BST|IST|CES?T|E[SD]?T|P[SD]T|at|on|and|published|updated|last|modified|first)\b|"
    r"\b\d{1,3}[ -]?min(?:ute)?s?(?: read)?\b",
    re.I,
)
LONGEST_DATE = 120
"""Characters."""
LONGEST_LINE = 14
"""Words of a line that is a date line; a longer one that holds a date is a sentence."""
AHEAD = timedelta(hours=14)
"""The first time zone is this far ahead of UTC: a date without a zone may be tomorrow's; a later one is wrong."""
SKEW = timedelta(hours=1)
"""A moment with its zone may lie this far ahead of our clock."""
UPDATED = re.compile(r"\b(?:updated|modified|stand|aktualisiert|mis à jour|actualizado|aggiornato|bijgewerkt)\b", re.I)
STATED = re.compile(
    r"\b(?:published|posted|issued|first|originally|veröffentlicht|erschienen|publié|publicado|pubblicato|"
    r"gepubliceerd)\b",
    re.I,
)


def parse_moment(text: str, now: datetime) -> date | datetime | None:
    """Return an ISO 8601 or written-out date, None when there is none, it is ambiguous, or it lies in the future.

    >>> now = datetime(2026, 1, 1, tzinfo=UTC)
    >>> parse_moment("0001-01-01T00:00:00", datetime(2026, 1, 1, tzinfo=UTC)) is None  # no system's "no date" is one
    True
    >>> parse_moment("13 March 2025", now), parse_moment("03/04/2025", now)
    (datetime.date(2025, 3, 13), None)
    """
    text = text.strip()[:100]
    try:
        found: date | datetime | None = datetime.fromisoformat(text)
        if len(text) <= 10:
            found = found.date() if isinstance(found, datetime) else found
    except ValueError:
        found = _written(text)
    return found if found is not None and found.year >= FIRST_NEWSPAPER and not _is_future(found, now) else None


@dataclass(frozen=True, slots=True)
class DateLine:
    """Hold what a line that is nothing but a date says; `found` is None when it is ambiguous or in the future."""

    found: date | None
    rank: int


def date_line(line: str, now: datetime, *, spare: int = 1) -> DateLine | None:
    """Return the date of a line that is nothing but a date, with or without "Published"; None for any other line.

    `rank` is 0 when the line says "published", 1 when it says nothing, 2 when it says "updated". So many words may be
    `spare`, such as the place of a clock.

    >>> date_line("Published: Thu 13 Mar 2025 13.45 GMT", datetime(2026, 1, 1, tzinfo=UTC))
    DateLine(found=datetime.date(2025, 3, 13), rank=0)
    >>> date_line("WED, FEB 26 20257:00 AM EST", datetime(2026, 1, 1, tzinfo=UTC))
    DateLine(found=datetime.date(2025, 2, 26), rank=1)
    """
    if len(line) > LONGEST_DATE or len(line.split()) > LONGEST_LINE:
        return None
    patterns = (ISO, DAY_MONTH, MONTH_DAY, SLASHED)
    if not any(pattern.search(line) for pattern in patterns):
        return None
    label = LABEL.match(line)
    bare = line[label.end() :] if label else line
    found = _written(bare)
    for pattern in (*patterns, CLOCK):
        bare = pattern.sub(" ", bare)
    if len(re.findall(r"\w+", bare)) > spare:
        return None
    rank = 0 if STATED.search(line) else 2 if UPDATED.search(line) else 1
    return DateLine(None if found is None or _is_future(found, now) else found, rank)


def is_day(line: str) -> bool:
    """Tell whether a line is a day without a year, as letters show it below their headline.

    >>> is_day("Mar 2"), is_day("Monday, 2 March"), is_day("March 2 was dry")
    (True, True, False)
    """
    return len(line) <= LONGEST_DAY and bool(DAY.fullmatch(line))


def date_beside(line: str, now: datetime) -> date | None:
    """Return the date of a short line that names an outlet or a page number beside it; None for any other.

    >>> date_beside("Harbour Gazette · Wednesday 4 March 2026 · 7", datetime(2027, 1, 1, tzinfo=UTC))
    datetime.date(2026, 3, 4)
    """
    if len(line) > LONGEST_DATE or len(line.split()) > LONGEST_LINE:
        return None
    found = _written(line)
    return found if found and found.year >= FIRST_NEWSPAPER and not _is_future(found, now) else None


def _written(text: str) -> date | None:
    for pattern in (ISO, DAY_MONTH, MONTH_DAY):
        if match := pattern.search(text):
            month = match["month"].lower()
            return _date(int(match["year"]), MONTHS.get(month) or int(month), int(match["day"]))
    if match := SLASHED.search(text):
        first, second = int(match["first"]), int(match["second"])
        if first > 12 >= second:
            return _date(int(match["year"]), second, first)
        if second > 12 >= first:
            return _date(int(match["year"]), first, second)
        return _date(int(match["year"]), first, second) if first == second else None
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_future(value: date | datetime, now: datetime) -> bool:
    if isinstance(value, datetime):
        return value > now + SKEW if value.tzinfo else value.replace(tzinfo=UTC) > now + AHEAD
    return value > (now.astimezone(UTC) + AHEAD).date()
