"""Judge what a PDF or Word file states of itself: programs fill in titles, authors and dates that mean nothing."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from index.bylines import Credits
from index.dates import parse_moment
from index.names import PERSON, people
from index.split import plain
from index.text import date_of, moment

NO_TITLE = re.compile(r"(?:microsoft|powerpoint|word|untitled|document|unknown|scan|print|page|slide|layout)\b.*", re.I)
FILE_NAME = re.compile(r".*\.\w{2,5}|\S+")
NO_AUTHOR = re.compile(r"\b(?:user|admin\w*|office|microsoft|owner|author|unknown|adobe|acrobat|canon|editor)\b", re.I)
LONGEST = 400
"""Characters of a property that are looked at."""
MADE_SINCE = 1993
"""A file that says it was made before PDF and Word's own formats were known has a wrong clock."""
FOR_READING = timedelta(days=1)
"""A file that was made within a day before it is read, in whatever zone, may have been printed for the reading."""
TEMPLATE = "2013-12-23T23:15:00"
"""When the empty file was made that python-docx begins with; what it writes says so of every text."""


def stated_title(text: str) -> str:
    """Return a title that a file states, empty when it is a file's name or what a program puts there.

    >>> stated_title("Storm shuts the harbour"), stated_title("Microsoft Word - a.docx"), stated_title("storm_2")
    ('Storm shuts the harbour', '', '')
    """
    text = plain(text[:LONGEST])
    return "" if NO_TITLE.fullmatch(text) or FILE_NAME.fullmatch(text) else text


def stated_authors(text: str) -> tuple[str, ...]:
    """Return the people whom a file names as its authors; the account of a machine is nobody.

    >>> stated_authors("Ada Lund; Tom Reyes"), stated_authors("Microsoft Office User"), stated_authors("ada")
    (('Ada Lund', 'Tom Reyes'), (), ())
    """
    names = [name for part in re.split(r"[;|]", plain(text[:LONGEST])) for name in people(part)]
    if not names or any(not re.fullmatch(PERSON, name) or NO_AUTHOR.search(name) for name in names):
        return ()
    return tuple(dict.fromkeys(names))


def dated(credits: Credits, made: str, now: datetime) -> tuple[date | datetime | None, str | None]:
    """Return the date that the text states and "text", else the moment the file was `made`, in ISO 8601, and "file".

    A file may be made long after its text was published, so it counts only when no line of the text speaks of a date,
    and never when it was made just now.
    """
    if credits.published:
        return credits.published, "text"
    if credits.dated or made.startswith(TEMPLATE):
        return None, None
    found = parse_moment(made, now)
    if not found or found.year < MADE_SINCE or moment(found, end=not isinstance(found, datetime)) > now - FOR_READING:
        return None, None
    return found, "file"


def note_on_date(published: date | datetime | None, published_from: str | None) -> str | None:
    """Return a sentence for people about a date that no line of the text states, None for any other.

    >>> note_on_date(date(2026, 3, 2), "file")
    'The text prints no date: 2 March 2026 is the day on which the file was made.'
    """
    if published is None or published_from != "file":
        return None
    return f"The text prints no date: {date_of(published)} is the day on which the file was made."
