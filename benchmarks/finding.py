"""Compare rankings on questions whose articles and answers are known, ours beside the others in the same run."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks import Figure
from benchmarks.bootstrap import paired

DEPTH = 10
"""Passages that each system gives."""
NEAR = 5
"""Passages among which a reader looks."""

Found = tuple[str, str]
"""The id of an article, and a passage of it."""
Ranking = Callable[[str], Sequence[Found]]
"""A system: from a question to its `DEPTH` best passages."""


@dataclass(frozen=True, slots=True)
class Question:
    """Hold a question, the ids of the articles that answer it (none: nothing does), and the wordings of its answer."""

    text: str
    gold: frozenset[str]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """Hold what one system reached on each question, the words it gave to read, and the milliseconds it took."""

    reciprocal: list[float]
    first: list[float]
    near: list[float]
    words: list[int]
    spent: list[float]


def compare(asked: Sequence[Question], systems: Mapping[str, Ranking]) -> list[Figure]:
    """Return each system's figures, and those of the first minus those of each other with their intervals."""
    scored = {name: score(asked, ranking) for name, ranking in systems.items()}
    ours, *others = scored
    return [
        *(figure for name, one in scored.items() for figure in _figures(name, one)),
        *(figure for name in others for figure in _apart(ours, scored[ours], name, scored[name])),
    ]


def score(asked: Sequence[Question], ranking: Ranking) -> Scored:
    """Return what a system reaches: the reciprocal rank of the article, the answer in the first and first five."""
    made = Scored([], [], [], [], [])
    for one in asked:
        start = time.perf_counter()
        found = ranking(one.text)[:DEPTH]
        made.spent.append(1000 * (time.perf_counter() - start))
        articles = list(dict.fromkeys(article for article, _ in found))
        rank = next((n for n, article in enumerate(articles, 1) if article in one.gold), None)
        right = [article in one.gold and any(holds(answer, text) for answer in one.answers) for article, text in found]
        made.reciprocal.append(1 / rank if rank else 0.0)
        made.first.append(float(any(right[:1])))
        made.near.append(float(any(right[:NEAR])))
        made.words.append(sum(len(text.split()) for _, text in found[:NEAR]))
    return made


def _figures(name: str, one: Scored) -> Iterator[Figure]:
    count = len(one.first)
    yield Figure(f"{name}: article MRR@{DEPTH}", sum(one.reciprocal) / count, "", f"of {count}")
    yield Figure(f"{name}: article in {DEPTH}", sum(value > 0 for value in one.reciprocal) / count, "share")
    yield Figure(
        f"{name}: paragraph in {NEAR}", sum(one.near) / count, "share", f"{sum(one.words) / count:.0f} words in {NEAR}"
    )
    yield Figure(f"{name}: paragraph first", sum(one.first) / count, "share")
    late = sorted(one.spent)[min(count - 1, int(0.95 * count))]
    yield Figure(f"{name}: search", sum(one.spent) / count, "ms", f"mean; 95 of 100 within {late:.0f}")


def _apart(ours: str, mine: Scored, name: str, theirs: Scored) -> Iterator[Figure]:
    for what, left, right in (
        (f"article MRR@{DEPTH}", mine.reciprocal, theirs.reciprocal),
        (f"paragraph in {NEAR}", mine.near, theirs.near),
        ("paragraph first", mine.first, theirs.first),
    ):
        difference, interval = paired(left, right)
        yield Figure(f"{ours} minus {name}: {what}", difference, "", interval=interval)


def holds(answer: str, text: str) -> bool:
    """Tell whether a text holds an answer, punctuation, case and articles aside.

    >>> holds("The U.S.", "He left the US on Monday")
    True
    """
    return f" {_squad(answer)} " in f" {_squad(text)} "


def _squad(text: str) -> str:
    """Return a text as SQuAD's evaluation compares it."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(one for one in folded if one.isalnum() or one.isspace())
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", bare).split())
