"""Say of an answer that its articles are old beside the newest there is: what they tell may have changed since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from briefing.types import Answer
from index.text import date_of, day

OLD = timedelta(days=365)
"""Of 428 quiz questions that were answered, the cited paragraphs have the answer for .62 where the best is of the last
year before the newest article, for .36 where it is older."""


def with_age(answer: Answer, today: date, newest: Callable[[], date | None]) -> Answer:
    """Return a confident answer with a note when all that it cites is more than a year older than the newest article.

    `newest` is asked for the day of that only when the answer is old enough.
    """
    if answer.outcome != "answered" or answer.as_of is None or today - day(answer.as_of) <= OLD:
        return answer
    last = newest()
    if last is None or last - day(answer.as_of) <= OLD:
        return answer
    told = (
        f"Nothing cited here is newer than {date_of(answer.as_of)}, and the articles go up to {date_of(last)}: "
        "it may have changed since."
    )
    return replace(answer, note=f"{answer.note} {told}" if answer.note else told)
