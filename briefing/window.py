"""Place articles in the period of a briefing, and name the period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from briefing.types import Skipped
from index.errors import InputError, NotFoundError
from index.text import date_of, day, moment, stamp
from index.types import Article

UNDATED = "it has no date, so it cannot be placed in this period"


def within(
    articles: Sequence[Article], since: date | datetime | None, until: date | datetime | None
) -> tuple[list[Article], list[Skipped]]:
    """Return the articles published from `since` to `until`, newest first, and those whose date is unknown.

    An article known by its day counts when any part of that day is in the period; without a period all count.
    Raises InputError when the period ends before it starts, NotFoundError when it holds nothing.
    """
    if since is not None and until is not None and moment(since) > moment(until, end=True):
        raise InputError(
            f"The period ends ({date_of(until)}) before it starts ({date_of(since)}); give the earlier date first."
        )
    inside, skipped = [], []
    for article in sorted(articles, key=lambda one: (-stamp(one.published), one.id)):
        if since is None and until is None:
            inside.append(article)
        elif article.published is None:
            skipped.append(Skipped(article.id, article.label, UNDATED))
        elif (since is None or moment(article.published, end=True) >= moment(since)) and (
            until is None or moment(article.published) <= moment(until, end=True)
        ):
            inside.append(article)
    if not inside:
        raise NotFoundError(_nothing(articles, since, until))
    return inside, skipped


def title(since: date | datetime | None, until: date | datetime | None, count: int) -> str:
    """Return the title of a briefing on a window, or on all of `count` articles.

    >>> title(date(2026, 3, 4), date(2026, 3, 4), 9), title(date(2026, 3, 2), date(2026, 3, 4), 9)
    ('Briefing for Wednesday, 4 March 2026', 'Briefing for 2–4 March 2026')
    >>> title(None, None, 24), title(None, None, 1)
    ('Briefing on all 24 articles', 'Briefing on one article')
    """
    if since is None:
        if until is not None:
            return f"Briefing up to {date_of(until)}"
        return "Briefing on one article" if count == 1 else f"Briefing on all {count:,} articles"
    if until is None:
        return f"Briefing since {date_of(since)}"
    first, last = day(since), day(until)
    if first == last:
        return f"Briefing for {first:%A}, {date_of(first)}"
    return f"Briefing for {span(first, last)}"


def span(first: date, last: date) -> str:
    """Return two days as people write them, the month and year once when they are the same.

    >>> span(date(2026, 2, 27), date(2026, 3, 4)), span(date(2026, 3, 4), date(2026, 3, 4))
    ('27 February – 4 March 2026', '4 March 2026')
    """
    if first == last:
        return date_of(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_of(last)}"
    start = f"{first.day} {first:%B}" if first.year == last.year else date_of(first)
    return f"{start} – {date_of(last)}"


def _nothing(articles: Sequence[Article], since: date | datetime | None, until: date | datetime | None) -> str:
    """Return the sentence for an empty window: which one, what the library has, what to do."""
    if not articles:
        return "There are no articles to write a briefing on; add some first."
    dated = sorted(day(one.published) for one in articles if one.published)
    undated = len(articles) - len(dated)
    period = title(since, until, 0).removeprefix("Briefing ").removeprefix("for ")
    if not dated:
        return (
            f"No article is dated {period}: none of the {len(articles)} has a date. Ask for a briefing on all articles."
        )
    without = f", and {undated} {'has' if undated == 1 else 'have'} no date" if undated else ""
    return (
        f"No article is dated {period}; the library has articles of {span(dated[0], dated[-1])}{without}. "
        "Choose another period."
    )
