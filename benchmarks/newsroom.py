"""Measure answers and refusals on a second newsroom, written without a look at the rules and asked as readers type.

72 questions that its 15 articles answer and 48 that they do not, though they are about the same events. Half of them
(`tune`) may be looked at when rules are made; the other half (`report`) is only ever counted.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from benchmarks import Figure
from benchmarks.proof import paragraphs_of, proof_figures
from benchmarks.samples import DATA, SPLITS, half, questions
from briefing.assistant import Assistant, open_assistant
from briefing.settings import load_settings
from index.read import read

ARTICLES = DATA / "newsroom.jsonl"
QUESTIONS = "newsroom-questions.jsonl"
TODAY = date(2026, 5, 25)
"""The day after the last of the articles, on which all is asked: “last year” is 2025."""


def measure() -> list[Figure]:
    """Return right answers and refusals of both halves, and the proof of all sentences."""
    asked = questions(QUESTIONS)
    with open_newsroom() as assistant:
        paragraphs = paragraphs_of(assistant.articles())
        given = [(one, assistant.ask(one.question, today=TODAY)) for one in asked]
    sentences = [one for _, answer in given for one in answer.sentences]
    return [
        *(figure for split in SPLITS for figure in half(split, [pair for pair in given if pair[0].split == split])),
        *proof_figures(sentences, paragraphs),
    ]


@contextmanager
def open_newsroom() -> Iterator[Assistant]:
    """Give an assistant over a new library of the second newsroom."""
    with tempfile.TemporaryDirectory() as folder, open_assistant(load_settings(library=Path(folder))) as assistant:
        assistant.add(read(ARTICLES))
        yield assistant
