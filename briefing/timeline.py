"""Date the events of sentences: each against the publication date of its own article, or not at all.

A weekday is the last such day up to publication, and only where the verb beside it is past; what is quoted is left
alone, for "yesterday" in a quotation is the speaker's. Never the day of reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.day_words import calendar_day
from briefing.facts import Line
from index.text import day, without_quotations

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTH = "|".join(MONTHS)
_WEEKDAY = "|".join(WEEKDAYS)
DATED = re.compile(
    rf"(?:\b(?:{_WEEKDAY}),? )?(?:\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH})|\b(?P<month2>{_MONTH}) "
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)\b(?!\d)(?:,? (?P<year>(?:19|20)\d\d)\b)?|\b(?P<weekday>{_WEEKDAY})\b|"
    r"\b(?P<word>yesterday|today|last night)\b",
)
FUTURE = re.compile(
    r"\b(?:will|would|shall|should|could|may|might|next|coming|due|schedul\w+|expect\w*|plans to|planned|is to|are to|"
    r"was to|were to|until|by|before|set to|propos(?:es|ed|ing)|deadline|ahead of|every|each)\b",
    re.I,
)
"""Words of a sentence whose weekday may lie ahead: it is left undated rather than dated wrongly."""
PAST_VERB = re.compile(
    r"\b(?:was|were|had|did|began|became|broke|brought|came|caught|cut|fell|flew|found|fought|gave|got|held|hit|kept|left|"
    r"lost|made|met|paid|put|ran|rose|sank|sent|set|shot|shut|sold|spoke|stood|struck|swept|took|went|withdrew|woke|won|"
    r"wrote|[a-z]{2,}ed)\b"
)
REPORTING = re.compile(
    r"\b(?:said|told \w+|added|announced|confirmed|claimed|reported|warned|insisted|stated|declared)\s*$"
)
NEAR = 60
"""Characters between a past verb and its weekday."""
YEAR_SPAN = 183
"""Days: a date without a year is the one nearest to publication."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Hold one event: its day, the words it was read from, and the line that tells it."""

    when: date
    found_as: str
    line: Line


def events(lines: Sequence[Line]) -> list[Dated]:
    """Return the dated lines, earliest first, at most one event a line: its first date."""
    found = []
    for line in lines:
        published = day(line.article.published) if line.article.published else None
        dated = first_date(line.text, published) if line.article.language == "en" else None
        if dated:
            found.append(Dated(*dated, line))
    return sorted(found, key=lambda one: (one.when, one.line.article.id, one.line.place))


def first_date(text: str, published: date | None) -> tuple[date, str] | None:
    """Return the day a sentence is about and the words that say so, None when it says none that is sure.

    Without `published` only a date with its year counts.

    >>> first_date("Aid resumed on Wednesday.", date(2026, 3, 5))
    (datetime.date(2026, 3, 4), 'Wednesday')
    >>> first_date("Talks will resume on Wednesday.", date(2026, 3, 5)) is None
    True
    >>> first_date("It opened on 2 March.", date(2026, 3, 5)), first_date("It opened on 2 March.", None)
    ((datetime.date(2026, 3, 2), '2 March'), None)
    """
    plain = without_quotations(text)
    for match in DATED.finditer(plain):
        when = _resolve(match, plain, published)
        if when is not None:
            return when, text[match.start() : match.end()]
    return None


def _resolve(match: re.Match[str], text: str, published: date | None) -> date | None:
    name = match["month"] or match["month2"]
    if name:
        number = int(match["day"] or match["day2"])
        if match["year"]:
            return calendar_day(int(match["year"]), MONTHS.index(name) + 1, number)
        return _nearest(MONTHS.index(name) + 1, number, published) if published else None
    if published is None:
        return None
    if not _is_past(text, match.start(), match.end()):
        return None
    if match["weekday"]:
        return published - timedelta(days=(published.weekday() - WEEKDAYS.index(match["weekday"])) % 7)
    return published - timedelta(days=0 if match["word"] == "today" else 1)


def _is_past(text: str, start: int, end: int) -> bool:
    """Tell whether the day between `start` and `end` belongs to a past verb, not to one that only reports."""
    if FUTURE.search(text) or re.match(r"['’]s\b", text[end:]) or re.search(r"\b(?:last|previous) $", text[:start]):
        return False
    before = re.sub(r"\b(?:on|late|early|earlier|in the early hours of)\s*$", "", text[:start].rstrip()).rstrip()
    if REPORTING.search(before):
        return True
    verbs = [found.end() for found in PAST_VERB.finditer(before) if not REPORTING.search(before[: found.end()])]
    after = PAST_VERB.search(text, end)
    return bool(verbs and start - verbs[-1] <= NEAR) or bool(after and after.start() - end <= NEAR)


def _nearest(month: int, number: int, published: date) -> date | None:
    options = [calendar_day(published.year + step, month, number) for step in (-1, 0, 1)]
    return min(
        (one for one in options if one and abs((one - published).days) <= YEAR_SPAN),
        key=lambda one: abs((one - published).days),
        default=None,
    )
