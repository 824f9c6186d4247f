"""Tell which dates the days of a paragraph are, counted from the day its article was published."""

from __future__ import annotations

import re
from datetime import date, timedelta

from briefing.checks.days import WEEKDAYS
from briefing.reporting import QUOTED

WEEKDAY = re.compile(rf"\b({'|'.join(day.capitalize() for day in WEEKDAYS)}|yesterday|today|tonight|tomorrow)\b")
AHEAD = re.compile(
    r"\b(?:will|shall|next|(?:is|are|was|were) (?:to|due|expected|set)|expect(?:s|ed)? to|plan(?:s|ned)? to)\b"
)
BESIDE = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
REACH = 60
"""Characters in front of a day among which a word may say that it lies ahead."""


def dates_of(paragraph: str, published: date) -> str:
    """Return the days of the paragraph with their dates in words; those inside a quotation are left alone.

    A weekday is the last one up to the day of publication, or the next one when a word before it looks ahead.

    >>> dates_of("It closed on Monday and will open on Friday.", date(2026, 3, 4))
    'Monday 2 March 2026, Friday 6 March 2026'
    """
    plain = QUOTED.sub(lambda match: " " * len(match[0]), paragraph)
    found = []
    for match in WEEKDAY.finditer(plain):
        word = match[1]
        if word in BESIDE:
            then = published + timedelta(days=BESIDE[word])
        elif AHEAD.search(plain, max(0, match.start() - REACH), match.start()):
            then = published + timedelta(days=(WEEKDAYS.index(word.lower()) - published.weekday()) % 7)
        else:
            then = published - timedelta(days=(published.weekday() - WEEKDAYS.index(word.lower())) % 7)
        found.append(f"{then:%A} {then.day} {then:%B %Y}")
    return ", ".join(dict.fromkeys(found))
