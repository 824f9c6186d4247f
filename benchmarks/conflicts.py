"""Measure whether the desk says that articles differ: on snippets of the web, true and falsified, or on pairs of ours.

Each snippet is an article of an outlet of its own in one library. The same questions are asked of a second library
that holds the true snippets alone, where nothing is to be said.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import EVALUATION, ROOT, Figure
from benchmarks.finding import holds
from briefing.assistant import Assistant, open_assistant
from briefing.differ import difference
from briefing.question import parse
from briefing.settings import load_settings
from briefing.types import Answer
from index.article import Given, make_article
from index.clean import Cleaned
from index.types import Article

SNIPPETS = EVALUATION / "rgb_fact" / "en_fact.jsonl"
PAIRS = ROOT / "tests" / "data" / "conflicts.jsonl"


@dataclass(frozen=True, slots=True)
class Case:
    """Hold a question, texts that agree, texts that say otherwise, and the wordings of both values."""

    question: str
    true: tuple[str, ...]
    false: tuple[str, ...]
    wordings: tuple[str, ...]
    false_wording: str


def measure() -> list[Figure]:
    """Return how often both values are shown and the difference is said, and how often one is said that is none."""
    asked = web() if SNIPPETS.is_file() else ours()
    told = f"of {len(asked)}, {'snippets of the web' if SNIPPETS.is_file() else 'our own pairs'}"
    with open_library([text for one in asked for text in (*one.true, *one.false)]) as assistant:
        answers = [assistant.ask(one.question) for one in asked]
    with open_library([text for one in asked for text in one.true]) as assistant:
        calm = [assistant.ask(one.question) for one in asked]
    both = [_shows(one.wordings, given) and _shows([one.false_wording], given) for one, given in pair(asked, answers)]
    misled = [
        not _shows(one.wordings, given) and _shows([one.false_wording], given) for one, given in pair(asked, answers)
    ]
    return [
        Figure("answered", _share(given.outcome == "answered" for given in answers), "share", told),
        Figure("both values shown", _share(both), "share"),
        Figure("difference said", _share(bool(given.conflicts) for given in answers), "share"),
        Figure("false value alone", _share(misled), "share"),
        Figure("difference said where there is none", _share(bool(given.conflicts) for given in calm), "share"),
        *_pairs(),
    ]


def pair(asked: Sequence[Case], answers: Sequence[Answer]) -> Iterator[tuple[Case, Answer]]:
    """Yield each case with its answer."""
    return zip(asked, answers, strict=True)


def web() -> list[Case]:
    """Return the questions with true and falsified snippets of the evaluation data."""
    rows = [json.loads(line) for line in SNIPPETS.read_text(encoding="utf-8").splitlines()]
    return [
        Case(row["query"], tuple(row["positive"]), tuple(row["positive_wrong"]), _wordings(row["answer"]), _fake(row))
        for row in rows
    ]


def ours() -> list[Case]:
    """Return our own pairs that differ."""
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    return [
        Case(row["question"], (row["left"],), (row["right"],), (row["values"][0],), row["values"][1])
        for row in rows
        if row["values"]
    ]


@contextmanager
def open_library(texts: Iterable[str]) -> Iterator[Assistant]:
    """Give an assistant over a new library of these texts, each an article of an outlet of its own."""
    with tempfile.TemporaryDirectory() as folder, open_assistant(load_settings(library=Path(folder))) as assistant:
        assistant.add([_article(text, number) for number, text in enumerate(dict.fromkeys(texts), start=1)])
        yield assistant


def _article(text: str, number: int) -> Article:
    cleaned = Cleaned(title="", paragraphs=(("text", " ".join(text.split())),))
    return make_article(cleaned, Given(source=f"Outlet {number}", url=f"https://outlet-{number}.example/"), least=1)


def _wordings(answer: object) -> tuple[str, ...]:
    """Return the wordings of an answer, which the data nests up to two lists deep."""
    if isinstance(answer, str):
        return (answer,)
    return tuple(word for one in answer for word in _wordings(one)) if isinstance(answer, list) else ()


def _fake(row: dict[str, object]) -> str:
    return _wordings(row["fakeanswer"])[0]


def _shows(wordings: Sequence[str], answer: Answer) -> bool:
    sides = [sentence for one in answer.conflicts for sentence in one.sentences]
    text = " ".join(one.text for one in (*answer.sentences, *sides))
    return any(holds(one, text) for one in wordings)


def _pairs() -> list[Figure]:
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    seen = [bool(difference(parse(row["question"]), row["left"], row["right"])) for row in rows]
    right = sum(one == bool(row["values"]) for one, row in zip(seen, rows, strict=True))
    return [Figure("our pairs right", right, f"of {len(rows)}", "they were made with the rules")]


def _share(values: Iterable[bool]) -> float:
    found = list(values)
    return sum(found) / len(found)
