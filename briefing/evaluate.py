"""Score the desk on questions whose answers are known: what it finds, what it answers, and what it rightly refuses."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from index.errors import InputError
from index.indexing import Progress
from index.text import fold
from index.types import Hit

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.desk import Desk
    from briefing.types import Answer

DEPTH = 10
"""Passages among which the answer is looked for."""
WITHIN = 1.96
"""Standard errors to each side that hold 95 % of what chance does."""
MOST_QUESTIONS = 100_000
NO_ARTICLE = "The library has no article {!r}; name it by its headline, its id or its address."

Verdict = Literal["right", "wrong", "closest", "not found", "refused", "made up"]
"""`closest`: the passages are shown, not as an answer; `made up`: answered though nothing answers it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold a question; `answers` are the wordings that answer it (none: nothing does), `article` where they stand.

    `article` is a headline, an id or an address, None when any article will do.
    """

    question: str
    answers: tuple[str, ...] = ()
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold what became of a question; `rank` is the place of the first passage with the answer, from 1.

    `note` says in a sentence what is wrong with the question itself.
    """

    question: str
    verdict: Verdict
    rank: int | None = None
    answered: str = ""
    expected: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Hold a share with its 95 % interval (Wilson 1927): also 3 of 3 questions leave room for doubt."""

    name: str
    count: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """Return the share, 0 of none."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Hold the shares and what became of each question, in the order of the file."""

    shares: tuple[Share, ...]
    judged: tuple[Judged, ...]


def read_questions(source: Path) -> list[Asked]:
    """Return the questions of a file of JSON Lines: `question`, `answer` (a string, a list, or null), `article`.

    Raises InputError that names the line.
    """
    try:
        lines = source.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(f"{source} cannot be read: {error.strerror}. Name a file of JSON lines.") from None
    except UnicodeDecodeError:
        raise InputError(f"{source} is not UTF-8 text. Save it as UTF-8, one JSON object a line.") from None
    asked = [_asked(line, number) for number, line in enumerate(lines, start=1) if line.strip()]
    if not asked or len(asked) > MOST_QUESTIONS:
        raise InputError(f"{source} holds {len(asked):,} questions; give 1 to {MOST_QUESTIONS:,}, one a line.")
    return asked


def _asked(line: str, number: int) -> Asked:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    question = row.get("question") if isinstance(row, dict) else None
    if not isinstance(question, str) or not question.strip():
        raise InputError(f'Line {number} is not a question such as {{"question": "Who won?", "answer": "Ada Lund"}}.')
    given, article = row.get("answer"), row.get("article")
    answers = given if isinstance(given, list) else [given] if given is not None else []
    if not all(isinstance(one, str | int | float) and str(one).strip() for one in answers):
        raise InputError(f"Line {number}: an answer is words, a list of wordings, or null when nothing answers.")
    return Asked(question, tuple(map(str, answers)), str(article) if article else None)


def evaluate(
    desk: Desk, asked: Sequence[Asked], *, progress: Callable[[Progress], None] | None = None
) -> Iterator[Judged]:
    """Yield what becomes of each question, asked on its own."""
    named = desk.articles() if any(one.article for one in asked) else []
    known = {name for article in named for name in (article.title, article.id, article.url)}
    for number, one in enumerate(asked):
        if progress:
            progress(Progress(number, len(asked), "asking"))
        rank = rank_of(one, desk.search(one.question, limit=DEPTH)) if one.answers else None
        answer = desk.ask(one.question)
        said = " ".join(part.text for part in answer.sentences)
        note = None if one.article is None or one.article in known else NO_ARTICLE.format(one.article)
        yield Judged(one.question, verdict(one, answer), rank, said, one.answers, note)
    if progress:
        progress(Progress(len(asked), len(asked), "asking"))


def rank_of(asked: Asked, hits: Sequence[Hit]) -> int | None:
    """Return the place of the first passage, from 1, that holds the answer in the article where it stands."""
    for place, hit in enumerate(hits, start=1):
        about = asked.article in (None, hit.article.title, hit.article.id, hit.article.url)
        if about and any(says(hit.passage.text, one) for one in asked.answers):
            return place
    return None


def verdict(asked: Asked, answer: Answer) -> Verdict:
    """Return what an answer is worth beside what is known."""
    if not asked.answers:
        return "made up" if answer.outcome == "answered" else "refused"
    if answer.outcome == "not_found":
        return "not found"
    if answer.outcome == "closest":
        return "closest"
    return "right" if holds(asked.answers, answer) else "wrong"


def holds(answers: Sequence[str], answer: Answer) -> bool:
    """Tell whether the sentences of an answer, and a place that they cite, hold one of the wordings."""
    text = " ".join(one.text for one in answer.sentences)
    cited = [one.quote for sentence in answer.sentences for one in sentence.citations]
    return any(says(text, one) and any(says(quote, one) for quote in cited) for one in answers)


def says(text: str, wording: str) -> bool:
    """Tell whether a text holds a wording, capitals aside, and not within a longer word or number.

    >>> says("The ferry carried 212 people.", "212 People"), says("It carried 212 people.", "12 people")
    (True, False)
    """
    return re.search(rf"(?<!\w){re.escape(fold(wording))}(?!\w)", fold(text)) is not None


def shares(judged: Sequence[Judged]) -> tuple[Share, ...]:
    """Return the shares of a set of judged questions, each with its interval."""
    can = [one for one in judged if one.verdict not in ("refused", "made up")]
    cannot = [one for one in judged if one.verdict in ("refused", "made up")]
    found = [
        share("answer in the first passage", [one.rank == 1 for one in can]),
        share("answer in the first 5 passages", [one.rank is not None and one.rank <= 5 for one in can]),
        share("answered right", [one.verdict == "right" for one in can]),
        share("answered wrong", [one.verdict == "wrong" for one in can]),
        share("refused rightly", [one.verdict == "refused" for one in cannot]),
    ]
    return tuple(one for one in found if one.of)


def share(name: str, right: Sequence[bool]) -> Share:
    """Return a share with its interval.

    >>> share("right", [True] * 8 + [False] * 2)
    Share(name='right', count=8, of=10, low=0.49, high=0.943)
    """
    count, of = sum(right), len(right)
    if not of:
        return Share(name, 0, 0, 0.0, 1.0)
    middle = (count + WITHIN**2 / 2) / (of + WITHIN**2)
    half = WITHIN * math.sqrt(count * (of - count) / of + WITHIN**2 / 4) / (of + WITHIN**2)
    return Share(name, count, of, round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3))
