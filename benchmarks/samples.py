"""Measure answers and refusals on the sample newsroom.

102 questions that it answers, 50 that it does not, 16 comparisons and 6 conversations.

Half of the questions (`tune`) may be looked at when rules are made; the other half (`report`) is only ever counted.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import ROOT, Figure
from benchmarks.proof import paragraphs_of, proof_figures
from briefing import evaluate
from briefing.assistant import Assistant, open_assistant
from briefing.settings import load_settings
from briefing.types import Answer, Turn
from index.text import fold
from index.types import Article

DATA = ROOT / "tests" / "data"
SPLITS = ("tune", "report")


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold a question; `answer` is the words that answer it, None when the samples do not; `title` where they stand."""

    id: str
    question: str
    answer: str | None
    title: str | None
    split: str


def measure() -> list[Figure]:
    """Return right answers and refusals of both halves, right turns of conversations, the proof of all sentences."""
    asked = questions()
    with open_samples() as assistant:
        paragraphs = paragraphs_of(assistant.articles())
        given = [(one, assistant.ask(one.question)) for one in asked]
        turns = [turn for one in conversations() for turn in talk(assistant, one)]
        compared = [(row, assistant.ask(row["question"])) for row in _rows("comparisons.jsonl")]
        briefing = assistant.brief()
    sentences = [one for _, answer in given for one in answer.sentences]
    sentences += [*briefing.overview, *(one for story in briefing.stories for one in story.sentences)]
    sentences += [one for _, answer in turns for one in answer.sentences]
    wrong = [asked.question for asked, answer in turns if not holds(asked, answer)]
    return [
        *(figure for split in SPLITS for figure in half(split, [pair for pair in given if pair[0].split == split])),
        *(compared_right(split, [pair for pair in compared if pair[0]["split"] == split]) for split in SPLITS),
        Figure("conversation turns right", len(turns) - len(wrong), f"of {len(turns)}", " | ".join(wrong)),
        *proof_figures(sentences, paragraphs),
    ]


def half(split: str, given: Sequence[tuple[Asked, Answer]]) -> list[Figure]:
    """Return the figures of one half; only the faults of the tuning half are named."""
    can = [(asked, answer) for asked, answer in given if asked.answer is not None]
    cannot = [(asked, answer) for asked, answer in given if asked.answer is None]
    missed = [asked.id for asked, answer in can if answer.outcome != "answered" or not holds(asked, answer)]
    false = [asked.id for asked, answer in can if answer.outcome == "answered" and not holds(asked, answer)]
    confident = [asked.id for asked, answer in cannot if answer.outcome == "answered"]
    named = split == "tune"
    return [
        Figure(f"{split}: answered right", len(can) - len(missed), f"of {len(can)}", " ".join(missed) if named else ""),
        Figure(f"{split}: answered wrong", len(false), f"of {len(can)}", " ".join(false) if named else ""),
        Figure(
            f"{split}: refused right",
            len(cannot) - len(confident),
            f"of {len(cannot)}",
            " ".join(confident) if named else "",
        ),
    ]


def compared_right(split: str, given: Sequence[tuple[dict[str, Any], Answer]]) -> Figure:
    """Return how many comparisons have the words of each side, and no answer for one that the samples do not have."""
    wrong = [row["id"] for row, answer in given if not _both(row["sides"], answer)]
    named = " ".join(wrong) if split == "tune" else ""
    return Figure(f"{split}: comparisons right", len(given) - len(wrong), f"of {len(given)}", named)


def _both(sides: Sequence[str | None], answer: Answer) -> bool:
    if not answer.parts:
        text = fold(" ".join(one.text for one in answer.sentences)) if answer.outcome == "answered" else ""
        return all(fold(side) in text if side else not text for side in sides)
    for side, part in zip(sides, answer.parts, strict=False):  # a third part sets figures beside each other
        text = fold(" ".join(one.text for one in answer.sentences[part.first : part.last]))
        told = part.outcome == "answered"
        if told != (side is not None) or (side and fold(side) not in text):
            return False
    return True


def holds(asked: Asked, answer: Answer) -> bool:
    """Tell whether an answer and a paragraph that it cites hold the words; without words, whether it refuses."""
    return answer.outcome != "answered" if asked.answer is None else evaluate.holds([asked.answer], answer)


def talk(assistant: Assistant, turns: Sequence[Asked]) -> Iterator[tuple[Asked, Answer]]:
    """Ask one question after another, each with what came before."""
    history: list[Turn] = []
    for asked in turns:
        answer = assistant.ask(asked.question, history=history)
        cited = dict.fromkeys(one.article_id for sentence in answer.sentences for one in sentence.citations)
        text = " ".join(one.text for one in answer.sentences)
        history.append(Turn(asked.question, answer.read_as, tuple(cited), text))
        yield asked, answer


@contextmanager
def open_samples(**given: Any) -> Iterator[Assistant]:
    """Give an assistant, with these settings, over a new library of the samples."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_assistant(load_settings(library=Path(folder), **given)) as assistant,
    ):
        assistant.demo()
        yield assistant


def questions(name: str = "questions.jsonl") -> list[Asked]:
    """Return the questions of a file; those about the samples without a name."""
    return [Asked(row["id"], row["question"], row["answer"], row.get("article"), row["split"]) for row in _rows(name)]


def conversations() -> list[list[Asked]]:
    """Return the conversations, each a list of turns."""
    return [
        [Asked(row["id"], turn["question"], turn["answer"], None, "") for turn in row["turns"]]
        for row in _rows("conversations.jsonl")
    ]


def gold(asked: Asked, articles: Sequence[Article]) -> set[str]:
    """Return the ids of the paragraphs that hold the answer, in the article that the question is about."""
    words = fold(asked.answer or "")
    return {
        paragraph.id
        for article in articles
        if article.title == asked.title
        for paragraph in article.paragraphs
        if words in fold(paragraph.text)
    }


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line.strip()]
