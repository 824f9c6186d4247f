"""Name the options of the command line once, and turn what was typed into values of the index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import InputError
from index.types import Filters

if TYPE_CHECKING:
    from index.read import Given

SourcesToRead = Annotated[
    list[str], typer.Argument(metavar="SOURCE...", help="File, folder, address, or `-` for standard input.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the values themselves as JSON.")]
LibraryFolder = Annotated[
    Path | None,
    typer.Option(
        "--library", metavar="FOLDER", help="Folder of the library. [env: BRIEFING_LIBRARY; default: your data folder]"
    ),
]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="Published on or after: 2026-11-20, today.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Published on or before.")]
Sources = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="OUTLET", help="Only this outlet; repeatable."),
]
Collections = Annotated[
    list[str] | None,
    typer.Option("--collection", metavar="NAME", help="Only this collection; repeatable."),
]
Topics = Annotated[
    list[str] | None,
    typer.Option("--collection", "--topic", metavar="NAME", help="Only this collection; repeatable."),
]
ArticleIds = Annotated[
    list[str] | None,
    typer.Option("--article", metavar="ARTICLE", help="Only this article; repeatable."),
]
Batch = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Read one JSON object a line (`-`: standard input), print one a line."),
]
Today = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day from which “last week” is counted. [default: today]")
]
AsTyped = Annotated[
    bool, typer.Option("--as-typed", help="Read the question as it stands: no days, no respelling, one question.")
]
About = Annotated[str | None, typer.Option(metavar="TOPIC", help="Summarise the articles about this as one.")]
Words = Annotated[int, typer.Option(min=10, max=2000, help="At most this many words.")]
GivenSource = Annotated[
    str | None, typer.Option("--source", metavar="OUTLET", help="Outlet, when the text names none.")
]
GivenPublished = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Day or moment of publication, when the text names none."),
]
GivenCollections = Annotated[
    list[str] | None,
    typer.Option("--collection", metavar="NAME", help="Put the articles into this collection; repeatable."),
]


AsOne = Annotated[bool, typer.Option("--one", help="Read a text as one article, though it looks like several.")]


def moment_of(typed: str | None, *, today: date | None = None) -> date | datetime | None:
    """Return the day or moment that was typed in ISO form, or as `today` or `yesterday`; None for None.

    Raises InputError for anything else.

    >>> moment_of("2026-11-20"), moment_of("2026-11-20T08:30:00+00:00").hour
    (datetime.date(2026, 11, 20), 8)
    >>> moment_of("yesterday", today=date(2026, 11, 20))
    datetime.date(2026, 11, 19)
    """
    if typed is None:
        return None
    word = typed.strip().lower()
    if word in ("today", "yesterday"):
        return (today or date.today()) - timedelta(days=word == "yesterday")
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(word.upper())
        except ValueError:
            continue
    raise InputError(f"{typed!r} is not a date; write it like 2026-11-20, 2026-11-20T08:30, today or yesterday.")


def day_of(typed: str | None) -> date | None:
    """Return the day that was typed; None for None. Raises InputError for what is no date."""
    value = moment_of(typed)
    return value.date() if isinstance(value, datetime) else value


def filters_of(
    since: str | None = None,
    until: str | None = None,
    sources: Sequence[str] | None = None,
    collections: Sequence[str] | None = None,
    article_ids: Sequence[str] | None = None,
) -> Filters:
    """Return what was typed as filters.

    Raises InputError for a date that is none, and for a window that ends before it begins.
    """
    first, last = moment_of(since), moment_of(until)
    ordered(first, last)
    return Filters(
        since=first,
        until=last,
        sources=tuple(sources or ()),
        collections=tuple(collections or ()),
        article_ids=tuple(article_ids or ()),
    )


def given_of(
    source: str | None, published: str | None, collections: Sequence[str] | None, whole: bool = False
) -> Given:
    """Return what the caller states about the articles to read.

    Raises InputError for a date that is none.
    """
    from index.read import Given

    return Given(source=source, published=moment_of(published), collections=tuple(collections or ()), whole=whole)


def ordered(since: date | datetime | None, until: date | datetime | None) -> None:
    """Raise InputError when the window ends before it begins."""
    from index.text import moment

    if since is not None and until is not None and moment(until, end=True) < moment(since):
        raise InputError(f"The window ends ({until}) before it begins ({since}); swap --since and --until.")


def window_of(
    day: str | None, since: str | None, until: str | None
) -> tuple[date | datetime | None, date | datetime | None]:
    """Return (since, until) of a briefing: one day, or what was typed.

    Raises InputError when both ways are used at once, or the window ends before it begins.
    """
    if day is not None and (since is not None or until is not None):
        raise InputError("Give either --date for one day, or --since and --until for a longer window.")
    if day is not None:
        only = moment_of(day)
        return only, only
    first, last = moment_of(since), moment_of(until)
    ordered(first, last)
    return first, last
