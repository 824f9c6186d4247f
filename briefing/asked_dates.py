"""Find the days that the words of a question name, and tell whether they are days of publication or of an event.

"Last week" is the week before the day of asking, whatever the articles hold. A day of an event narrows only softly:
what happened in March is also told in April, and what happened in 1940 by articles of any year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from briefing.day_words import DAYS, Days, days_at
from briefing.question_kind import asking_clause
from index.text import normalise, without_quotations

FUTURE = re.compile(
    r"\b(?:will|won[’']t|shall|going to|due|scheduled|expected to|set to|plan(?:s|ned|ning)? (?:to|for)|upcoming|next|"
    r"tomorrow|forthcoming)\b",
    re.I,
)
"""What lies ahead was published before it happens, so its day narrows nothing."""
OF_PUBLICATION = re.compile(
    r"\b(?:published|printed|posted|reported (?:on|in|since|this|last|yesterday|today)|articles?|stories|"
    r"(?<!made )headlines|news(?! (?:conference|agency|briefing|channel|anchor))|coverage|"
    r"new(?=\s+(?:since|this|today|on|in|from)\b))\b|"
    r"^(?:what(?:’s|'s| is| was| has been)|anything|something) new\b",
    re.I,
)
BETWEEN = re.compile(r"\b(?:between|from)\s+$", re.I)
AND = re.compile(r"\s*(?:and|to|till|until|through|[-–])\s+", re.I)
OPEN = re.compile(
    r"\b(?:(?P<since>ever since|since|after|as of)|(?P<until>until|till|up to|before|by))\s+(?:the\s+)?$", re.I
)
STARTS = re.compile(r"\bfrom\s+$", re.I)
ONWARDS = re.compile(r"\s+(?:on|onwards?)\b", re.I)
LEAD = re.compile(
    r"(?:\b(?:(?:on|in|during|over|within|throughout|for|of|from|since|after|before|between|until|till|by|up to|as of|"
    r"the|ever|early|late)\s+|mid-))+$",
    re.I,
)
LATER = {"day": 3, "week": 3, "month": 7, "year": 31, "season": 14}
"""Days after an event in which it is still news: a Friday's vote stands in Monday's paper."""
RANK = {"published": 2, "recent": 1, "event": 0}

LONG_AFTER = date(2999, 12, 31)
"""A day of asking on which no year lies ahead."""

Kind = Literal["published", "recent", "event"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold the days that a question names: `words` as typed, `since` to `until` both included, None for open.

    `kind` tells how they bind: days of publication, days counted from today, or the days of an event. `later` is how
    many days after `until` an article may still tell of it. `rest` is the question without the words.
    """

    words: str
    since: date | None
    until: date | None
    kind: Kind
    rest: str
    later: int = 0

    @property
    def published_until(self) -> date | None:
        """Return the last day on which an article may be published."""
        return self.until + timedelta(days=self.later) if self.until else None


def asked_days(text: str, today: date) -> Asked | None:
    """Return the days that a question names, None when it names none, several, or some that lie ahead.

    >>> found = asked_days("What did Ines Holt say last week?", date(2026, 3, 11))
    >>> found.words, str(found.since), str(found.until), found.kind, found.rest
    ('last week', '2026-03-02', '2026-03-08', 'recent', 'What did Ines Holt say?')
    >>> asked_days("Who won the 2021 regatta?", date(2026, 3, 11)) is None
    True
    """
    start = text.rfind(asking_clause(text))
    masked = without_quotations(text)
    found = [one for one in _all(masked, text, today) if one is not None]
    if not found:
        return None
    asking = [one for one in found if text.find(one.words, start) >= 0]
    best = max(asking or found, key=lambda one: RANK[one.kind])
    if any(other.kind == best.kind and _differ(best, other) for other in asking or found):
        return None
    if not asking and best.kind != "event":
        return Asked(best.words, best.since, best.until, "event", text, best.later)
    return best


def without_days(text: str) -> str:
    """Return a question without the words of its days.

    >>> without_days("What did Ines Holt say last week?")
    'What did Ines Holt say?'
    """
    found = asked_days(text, LONG_AFTER)
    return found.rest if found else text


def _differ(left: Asked, right: Asked) -> bool:
    return (left.since, left.until) != (right.since, right.until)


def _all(masked: str, text: str, today: date) -> list[Asked | None]:
    found = []
    place = 0
    while match := DAYS.search(masked, place):
        days = days_at(match, masked, today)
        place = match.end()
        if days is None:
            continue
        start, end = match.span()
        last = days.last
        if BETWEEN.search(masked[:start]) and (other := _second(masked, end, today)):
            later_days, end = other
            last, place = later_days.last, end
        found.append(_asked(text, start, end, days, last, today))
    return found


def _second(masked: str, end: int, today: date) -> tuple[Days, int] | None:
    """Return the days behind "between Monday and", and where they end."""
    joined = AND.match(masked, end)
    match = DAYS.match(masked, joined.end()) if joined else None
    days = days_at(match, masked, today) if match else None
    return (days, match.end()) if match and days else None


def _asked(text: str, start: int, end: int, days: Days, last: date, today: date) -> Asked | None:
    before = text[:start]
    bound = OPEN.search(before)
    onwards = ONWARDS.match(text, end) if STARTS.search(before) else None
    published = OF_PUBLICATION.search(text) is not None
    since: date | None = days.first
    until: date | None = last
    if bound and bound["since"]:
        since = last + timedelta(days=1) if bound["since"].lower() == "after" and last < today else days.first
        until = None
    elif onwards:
        end, until = onwards.end(), None
    elif bound:
        if not published:
            return None  # "closed until Friday" tells of the event
        since, until = None, days.first - timedelta(days=1) if bound["until"].lower() == "before" else last
    if since and until and until < since:
        since = since.replace(year=since.year - 1, day=1)  # "from March to May", asked in April
    if since and since > today:
        return None
    possessive = re.match(r"[’']s\b", text[end:]) is not None
    kind: Kind = "event" if days.fixed and until is not None else "recent"
    if days.unit == "year" and days.fixed:
        kind = "event"
    if published and (not possessive or OF_PUBLICATION.match(text, end + 3)):
        kind = "published"
    elif possessive:
        kind = "event"
    if FUTURE.search(text) and (kind == "event" or until is None or until >= today):
        return None
    lead = LEAD.search(before)
    begin = lead.start() if lead else start
    # "since Tuesday" is what the question says; "in" and "on" only join it to the rest.
    said = start if lead and not bound and not BETWEEN.search(before) and not onwards else begin
    rest = normalise(f"{text[:begin].rstrip(' ,')}{'' if possessive else ' '}{text[end:].lstrip(' ,')}")
    rest = re.sub(r"\s+([?.!])", r"\1", rest)
    if possessive or (days.fixed and days.unit != "day" and (not lead or lead[0].lower().endswith("the "))):
        rest = text  # the words belong to a name: "the March 2026 floods"
    over = (today - until).days if until and kind != "published" else 0
    later = max(0, min(LATER[days.unit], over))
    return Asked(text[said:end].strip(), since, until, kind, rest, later)
