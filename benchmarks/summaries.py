"""Measure summaries of news articles against human references, beside others in the same run.

The others are the lead, sentences rated by centroid and place (what the evaluation's anchor did), and a trained system.

Recipe 7 of the evaluation data: ROUGE with stemming, at most 75 words, and the sentences that point at what is not
there.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import EVALUATION, Figure, NotMeasured
from benchmarks.bootstrap import paired
from briefing.answer import summarize
from briefing.assistant import Assistant, open_assistant
from briefing.settings import load_settings
from index.read import read_text
from index.text import sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray

REFERENCES = EVALUATION / "realsumm" / "docs.jsonl"
WORDS = 75
TRAINED = "ext:matchsumm_out"
"""A supervised extractive system whose summaries come with the data."""
LEADING = 3
PLACE, RATED, ALIKE = 0.8, 0.7, 0.72
"""Of sentences rated one by one: what an early place weighs beside the cosine, MMR's balance, and a repeat's cosine."""
POINTING = re.compile(
    r"\W*(?:\[…\] )?(?:he|she|it|they|his|her|its|their|this|that|these|those)\b(?! \[)", re.IGNORECASE
)
"""How a sentence opens that points back; one whose pronoun is named in brackets does not."""

KINDS = {"rouge1": "R1", "rouge2": "R2", "rougeLsum": "RL"}


def measure() -> list[Figure]:
    """Return ROUGE-1, 2 and L, length and dangling references of each system, and how far ours is from the others."""
    if not REFERENCES.is_file():
        raise NotMeasured(f"The articles with human summaries are not at {REFERENCES}.")
    if find_spec("rouge_score") is None:
        raise NotMeasured("rouge-score is not installed: `pip install rouge-score`.")
    articles = [json.loads(line) for line in REFERENCES.read_text(encoding="utf-8").splitlines()]
    with (
        tempfile.TemporaryDirectory() as folder,
        open_assistant(load_settings(library=Path(folder), reranker="none")) as assistant,
    ):
        made = summaries(articles, assistant)
    references = [_lines(one["reference"]) for one in articles]
    scores = {name: _scores(given, references) for name, given in made.items()}
    figures = [figure for name, given in made.items() for figure in _figures(name, given, scores[name])]
    return figures + [_apart(name, scores["ours"], scores[name]) for name in scores if name != "ours"]


def summaries(articles: Sequence[dict[str, Any]], assistant: Assistant) -> dict[str, list[list[str]]]:
    """Return the sentences of each system's summary of each article."""

    def ours(text: str) -> list[str]:
        answer = summarize(read_text(text)[0], assistant.library.embed, words=WORDS)
        return [sentence.text for sentence in answer.sentences]

    def middle(text: str) -> list[str]:
        vectors = assistant.library.embed(sentences(text))
        return centroid(sentences(text), vectors) if vectors is not None else []

    texts = [str(one["text"]) for one in articles]
    return {
        "ours": [ours(one) for one in texts],
        "centroid": [middle(one) for one in texts],
        "lead": [lead(one) for one in texts],
        "MatchSum": [_lines(one["systems"][TRAINED]["summary"]) for one in articles],
    }


def lead(text: str) -> list[str]:
    """Return the first three sentences of a text."""
    return sentences(text)[:LEADING]


def centroid(texts: Sequence[str], vectors: NDArray[np.float32]) -> list[str]:
    """Return sentences near to the mean of all and near to the start, none like another, in their order."""
    middle = vectors.mean(axis=0)
    rated = _standard(vectors @ middle) + PLACE * _standard(1 / np.sqrt(1 + np.arange(len(texts))))
    held: list[int] = []
    room = WORDS
    while options := [
        place
        for place in range(len(texts) if held else min(LEADING, len(texts)))
        if place not in held
        and len(texts[place].split()) <= room
        and all(vectors[place] @ vectors[other] <= ALIKE for other in held)
    ]:
        repeats = {
            place: max((float(vectors[place] @ vectors[other]) for other in held), default=0) for place in options
        }
        best = max(options, key=lambda place: (RATED * rated[place] - (1 - RATED) * repeats[place], -place))
        held.append(best)
        room -= len(texts[best].split())
    return [texts[place] for place in sorted(held)]


def _standard(values: NDArray[Any]) -> NDArray[np.float32]:
    return np.asarray((values - values.mean()) / max(float(values.std()), 1e-9), dtype=np.float32)


def pointing(sentences: Sequence[str]) -> int:
    """Count the sentences that point back although the one before them in the source is not there to see.

    >>> pointing(["It rained on Monday.", "The ferry stopped."])
    1
    """
    return sum(bool(POINTING.match(one)) for one in sentences)


def _scores(given: Sequence[Sequence[str]], references: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(list(KINDS), use_stemmer=True)
    return [scorer.score("\n".join(gold), "\n".join(one)) for one, gold in zip(given, references, strict=True)]


def _figures(name: str, given: Sequence[Sequence[str]], scores: Sequence[dict[str, Any]]) -> list[Figure]:
    count = len(given)
    length = sum(len(" ".join(one).split()) for one in given) / count
    return [
        *(
            Figure(f"{name}: {shown}", 100 * sum(one[kind].fmeasure for one in scores) / count, "", f"of {count}")
            for kind, shown in KINDS.items()
        ),
        Figure(f"{name}: length", length, "words"),
        Figure(f"{name}: dangling", sum(map(pointing, given)) / count, "per summary"),
    ]


def _apart(name: str, ours: Sequence[dict[str, Any]], theirs: Sequence[dict[str, Any]]) -> Figure:
    """Return how much more ROUGE-2 ours has."""
    points = [[100 * one["rouge2"].fmeasure for one in scores] for scores in (ours, theirs)]
    difference, (low, high) = paired(*points)
    return Figure(f"ours minus {name}: R2", difference, "", f"{low:+.1f} to {high:+.1f} in 95 of 100 draws")


def _lines(text: str | list[str]) -> list[str]:
    return text.splitlines() if isinstance(text, str) else text
