"""Hold what is asked: the question as it was read, its days, its parts, and the turns before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypedDict

from index.types import Filters

Outcome = Literal["answered", "closest", "not_found"]
QuestionKind = Literal[
    "who",
    "who_is",
    "when",
    "where",
    "how_many",
    "how_long",
    "how_much",
    "why",
    "said",
    "yes_no",
    "list",
    "summary",
    "open",
]


@dataclass(frozen=True, slots=True)
class Question:
    """Hold what is asked.

    `text` stands alone (a follow-up is already completed), `asked` is what the person typed. `names` are capitalised
    names in it, `speaker` is the X of "what did X say", `terms` are its content words.
    """

    text: str
    asked: str
    kind: QuestionKind = "open"
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Hold the days of publication that the words of a question name, such as "last week"; None is open.

    `kept` tells that the answer comes from these days; `told` says in a sentence how the words were read, and when no
    article of these days answers, that the answer comes from others.
    """

    words: str
    since: date | None
    until: date | None
    kept: bool
    told: str


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one of several questions that were asked at once, as it was read, and what became of it.

    Its sentences are `sentences[first:last]` of the answer.
    """

    question: str
    outcome: Outcome
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Hold one earlier exchange of a conversation: what was asked, how it was read, and what the answer cited."""

    question: str
    read_as: str | None = None
    article_ids: tuple[str, ...] = ()
    answer: str = ""


class How(TypedDict, total=False):
    """Name how a question may be asked.

    `history` are the earlier turns of the conversation, oldest first. "Last week" is counted from `today`, the day of
    asking unless it is given. With `as_typed` the question is read as it stands: no earlier turn completes it, no name
    is respelt and no words narrow the days; of several questions in it each is still answered.
    """

    history: Sequence[Turn]
    filters: Filters | None
    today: date | None
    as_typed: bool
