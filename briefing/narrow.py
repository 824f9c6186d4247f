"""Narrow a question to the days that its words name, and say in a sentence how they were read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from briefing.answer import Found
from briefing.answer_forms import CANNOT
from briefing.asked_dates import Asked, asked_days
from briefing.candidates import Candidate
from briefing.confidence import judge
from briefing.question import parse
from briefing.reading import Reading
from briefing.timeline import first_date
from briefing.types import Period, Question
from briefing.window import span
from index.text import date_of, day
from index.types import Filters

DAY = 4.0
"""Logits that a sentence gains when its own date is one of the days asked about, and loses when it is another: as much
as a fitting type."""
MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.I)
YEAR = re.compile(r"\d{4}|year", re.I)
YEARS_BACK = 5
"""Years for which days that name none are looked for."""
SOON = 3
"""Days after a day or a week in which an article without a date of its own still tells of it."""


def days_in(text: str, today: date, filters: Filters) -> Asked | None:
    """Return the days that a question names; when the caller's own filters name some, those count."""
    return asked_days(text, today) if filters.since is None and filters.until is None else None


def of_year_held(days: Asked | None, reading: Reading, filters: Filters) -> Asked | None:
    """Return days of a month that name no year as those of the last year of which the library has articles.

    "March" is the last one that was; in a library that ends before it, the one before that. "Monday" is this week's:
    a year before it was another day.
    """
    if days is None or days.kind == "recent" or days.since is None or days.until is None:
        return days
    if YEAR.search(days.words) or not MONTH.search(days.words):
        return days
    for back in range(YEARS_BACK + 1):
        since, until = _years_before(days.since, back), _years_before(days.until, back)
        if reading.holds(replace(filters, since=since, until=until)):
            return replace(days, since=since, until=until)
    return days


def _years_before(one: date, years: int) -> date:
    leap = (one.month, one.day) == (2, 29)
    return one.replace(year=one.year - years, day=28 if leap and years % 4 else one.day)


def bare_of(text: str, today: date) -> str:
    """Return a question without the words of its days."""
    days = asked_days(text, today)
    return days.rest if days else text


def within(question: Question, days: Asked, reading: Reading, filters: Filters) -> tuple[Found, Period | None]:
    """Look in the articles of the days first, then in all, and tell which it was.

    What only other days answer does not answer "last week"; a day of the event itself may be told of on any other.
    """
    window = replace(filters, since=days.since, until=days.published_until)
    named = f"{in_words(days)} (“{days.words}”)"
    if not reading.holds(window):
        told = f"No article is dated {named}, so all dates were searched."
        return reading.look(question, filters), None if days.kind == "event" else _period(days, told)
    kept = _period(days, how_read(days), kept=True)
    inside = _by_day(reading.look(parse(days.rest, asked=question.asked), window), days)
    inside = replace(inside, question=replace(inside.question, text=question.text))
    if inside.outcome == "answered":
        return inside, kept
    anywhere = reading.look(question, filters)
    if anywhere.outcome == "answered":
        if days.kind == "event":
            return anywhere, None
        if _is_within(anywhere, window):
            return anywhere, kept
    if inside.outcome == "closest" or anywhere.outcome == "not_found":
        return inside, kept
    if days.kind == "event":
        return anywhere, None
    told = f"No article dated {named} answers it; what follows is from other dates."
    return replace(anywhere, outcome="closest"), _period(days, told)


def _by_day(found: Found, days: Asked) -> Found:
    """Put sentences of the days first and those of other days last, and judge again.

    A paper of 4 March that tells of Wednesday answers nothing about February, though it may be read for it.
    """
    if days.kind == "published" or not found.ranked:
        return found

    def dated(one: Candidate) -> Candidate:
        article = found.evidence[one.n - 1].article
        when = first_date(one.text, day(article.published)) if article.published else None
        if when is None:
            return one
        fits = (days.since is None or when[0] >= days.since) and (days.until is None or when[0] <= days.until)
        return replace(one, score=one.score + (DAY if fits else -DAY), fit=one.fit if fits else CANNOT)

    ranked = sorted(map(dated, found.ranked), key=lambda one: (-one.score, one.n, one.start))
    outcome = judge(found.question, ranked, found.evidence, found.near)
    late = found.evidence[ranked[0].n - 1].article.published
    if outcome == "answered" and (ranked[0].fit == CANNOT or (days.until and _is_late(late, ranked[0], days))):
        outcome = "closest"
    return replace(found, ranked=ranked, outcome=outcome)


def _is_late(published: date | datetime | None, best: Candidate, days: Asked) -> bool:
    """Tell whether an article came out after a month or more was over, and its best sentence names no day of it."""
    if published is None or days.until is None or day(published) <= days.until or days.later <= SOON:
        return False
    return first_date(best.text, day(published)) is None


def narrowed(filters: Filters, days: Asked | None, reading: Reading) -> tuple[Filters, str, Period | None]:
    """Return the filters for a list or a summary of some days, the days in words, and how they were read."""
    if days is None:
        return filters, "", None
    window = replace(filters, since=days.since, until=days.until)
    if reading.holds(window):
        return window, in_words(days), _period(days, how_read(replace(days, later=0)), kept=True)
    told = f"No article is dated {in_words(days)} (“{days.words}”); these are from other dates."
    return filters, "", _period(days, told)


def how_read(days: Asked) -> str:
    """Say how the words were read.

    >>> how_read(Asked("last week", date(2026, 3, 2), date(2026, 3, 8), "recent", "", 3))
    '“last week”: 2–8 March 2026, in articles up to 11 March 2026.'
    """
    until = days.published_until
    later = f", in articles up to {date_of(until)}" if until and days.until and until > days.until else ""
    return f"“{days.words}”: {in_words(days)}{later}."


def in_words(days: Asked) -> str:
    """Return the days as people write them.

    >>> in_words(Asked("since Monday", date(2026, 3, 2), None, "recent", ""))
    'since 2 March 2026'
    """
    if days.since and days.until:
        return span(days.since, days.until)
    if days.since:
        return f"since {date_of(days.since)}"
    return f"up to {date_of(days.until)}" if days.until else ""


def _period(days: Asked, told: str, *, kept: bool = False) -> Period:
    return Period(days.words, days.since, days.until, kept, told)


def _is_within(found: Found, window: Filters) -> bool:
    """Tell whether the best sentence found is from an article of the days."""
    published = found.evidence[found.ranked[0].n - 1].article.published
    if published is None:
        return False
    after = window.since is None or day(published) >= day(window.since)
    return after and (window.until is None or day(published) <= day(window.until))
