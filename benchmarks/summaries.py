"""Measure summaries of news articles against human references, beside the lead and a trained system in the same run.

Recipe 7 of the evaluation data: ROUGE with stemming, at most 75 words, and the sentences that point at what is not
there.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks import EVALUATION, Figure, NotMeasured
from briefing.answer import summarize
from briefing.assistant import open_assistant
from briefing.settings import load_settings
from index.read import read_text
from index.text import sentence_spans

REFERENCES = EVALUATION / "realsumm" / "docs.jsonl"
WORDS = 75
TRAINED = "ext:matchsumm_out"
"""A supervised extractive system whose summaries come with the data."""
POINTING = re.compile(
    r"\W*(?:\[…\] )?(?:he|she|it|they|his|her|its|their|this|that|these|those)\b(?! \[)", re.IGNORECASE
)
"""How a sentence opens that points back; one whose pronoun is named in brackets does not."""

Summary = Callable[[dict[str, Any]], Sequence[str]]


def measure() -> list[Figure]:
    """Return ROUGE-1, 2 and L, length and dangling references per summary: ours, the lead's, a trained system's."""
    if not REFERENCES.is_file():
        raise NotMeasured(f"The articles with human summaries are not at {REFERENCES}.")
    if find_spec("rouge_score") is None:
        raise NotMeasured("rouge-score is not installed: `pip install rouge-score`.")
    articles = [json.loads(line) for line in REFERENCES.read_text(encoding="utf-8").splitlines()]
    with (
        tempfile.TemporaryDirectory() as folder,
        open_assistant(load_settings(library=Path(folder), reranker="none")) as assistant,
    ):

        def ours(one: dict[str, Any]) -> list[str]:
            answer = summarize(read_text(one["text"])[0], assistant.library.embed, words=WORDS)
            return [sentence.text for sentence in answer.sentences]

        figures = _scored("ours", articles, ours)
    figures += _scored("lead", articles, lambda one: lead(one["text"]))
    return figures + _scored("MatchSum", articles, lambda one: _lines(one["systems"][TRAINED]["summary"]))


def lead(text: str) -> list[str]:
    """Return the first three sentences of a text."""
    return [text[start:end] for start, end in sentence_spans(text)[:3]]


def pointing(sentences: Sequence[str]) -> int:
    """Count the sentences that point back although the one before them in the source is not there to see.

    >>> pointing(["It rained on Monday.", "The ferry stopped."])
    1
    """
    return sum(bool(POINTING.match(one)) for one in sentences)


def _scored(name: str, articles: Sequence[dict[str, Any]], summary: Summary) -> list[Figure]:
    from rouge_score.rouge_scorer import RougeScorer

    kinds = {"rouge1": "R1", "rouge2": "R2", "rougeLsum": "RL"}
    scorer = RougeScorer(list(kinds), use_stemmer=True)
    made = [(list(summary(one)), "\n".join(_lines(one["reference"]))) for one in articles]
    scores = [scorer.score(reference, "\n".join(sentences)) for sentences, reference in made]
    count = len(articles)
    length = sum(len(" ".join(sentences).split()) for sentences, _ in made) / count
    figures = [
        Figure(f"{name}: {shown}", 100 * sum(one[kind].fmeasure for one in scores) / count, "", f"of {count}")
        for kind, shown in kinds.items()
    ]
    return [
        *figures,
        Figure(f"{name}: length", length, "words"),
        Figure(f"{name}: dangling", sum(pointing(sentences) for sentences, _ in made) / count, "per summary"),
    ]


def _lines(text: str | list[str]) -> list[str]:
    return text.splitlines() if isinstance(text, str) else text
