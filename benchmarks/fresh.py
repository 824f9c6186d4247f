"""Measure finding and answering on real quiz questions over 5,053 dated articles, beside other systems in the same run.

Recipes 4 and 5 of the evaluation data. The library is built once and kept in BRIEFING_BENCH_LIBRARY: with the default
embedding that takes an hour, without vectors (BRIEFING_EMBEDDING=none) two minutes. What the other systems keep stands
beside it, in a folder whose name ends in `-peers`; embedding their chunks takes another quarter of an hour, once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import EVALUATION, Figure, NotMeasured
from benchmarks.finding import Question, compare, holds
from benchmarks.retrieval import systems
from briefing.assistant import Assistant, open_assistant
from briefing.settings import load_settings
from briefing.types import Answer
from index.read import walk
from index.types import Article

POOL = EVALUATION / "realtimeqa" / "2025"


def measure() -> list[Figure]:
    """Return what each system finds, and of ours the answers in cited paragraphs and the refusals."""
    folder = os.environ.get("BRIEFING_BENCH_LIBRARY")
    if not POOL.is_dir() or not folder:
        raise NotMeasured("Name a folder for the library in BRIEFING_BENCH_LIBRARY; the data is in the evaluation set.")
    with open_pool(Path(folder)) as assistant:
        by_address = {one.url: one for one in assistant.articles()}
        asked = questions(by_address)
        peers = Path(folder).with_name(f"{Path(folder).name}-peers")
        figures = compare(asked, systems(assistant, list(by_address.values()), peers))
        answers = [assistant.ask(one.text) for one in asked]
        none = [assistant.ask(one) for one in unanswerable()]
    return [*figures, *_answered(asked, answers, none)]


def open_pool(folder: Path) -> Assistant:
    """Return the assistant over the pool, indexed when it is opened for the first time."""
    assistant = open_assistant(load_settings(library=folder))
    if assistant.counts().articles == 0:
        for _ in assistant.adding(one for one in walk(POOL / "articles.jsonl.gz") if isinstance(one, Article)):
            pass
    return assistant


def questions(by_address: dict[str | None, Article]) -> list[Question]:
    """Return the questions that a fresh article of the pool answers."""
    import gzip

    from index.article import canonical

    with gzip.open(POOL / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        address = {row["id"]: canonical(row["url"]) for row in map(json.loads, lines)}
    rows: list[dict[str, Any]] = [json.loads(line) for line in (POOL / "questions.jsonl").read_text().splitlines()]
    found = []
    for row in rows:
        gold = {by_address[address[one]].id for one in row["evidence_fresh"] if address.get(one) in by_address}
        if gold:
            found.append(Question(row["question"], frozenset(gold), tuple(row["answer"])))
    return found


def unanswerable() -> list[str]:
    """Return the questions that nothing in the pool answers."""
    return [json.loads(line)["question"] for line in (POOL / "unanswerable.jsonl").read_text().splitlines()]


def _answered(asked: Sequence[Question], answers: Sequence[Answer], none: Sequence[Answer]) -> list[Figure]:
    cited = [
        any(holds(answer, text) for answer in one.answers for text in _paragraphs(given))
        for one, given in zip(asked, answers, strict=True)
    ]
    said = [
        any(holds(answer, " ".join(sentence.text for sentence in given.sentences)) for answer in one.answers)
        for one, given in zip(asked, answers, strict=True)
    ]
    kept = sum(one.outcome == "answered" for one in answers) / len(answers)
    refused = sum(one.outcome != "answered" for one in none) / len(none)
    longest = max(len(one.sentences) for one in answers)
    return [
        Figure("ours: answer in a cited paragraph", sum(cited) / len(cited), "share", f"at most {longest} sentences"),
        Figure("ours: answer in the sentences", sum(said) / len(said), "share"),
        Figure("ours: refused rightly", refused, "share", f"of {len(none)}"),
        Figure("ours: refused wrongly", 1 - kept, "share", f"of {len(answers)}"),
        Figure("ours: refusal, balanced", (refused + kept) / 2, "share", "at the thresholds of the desk"),
    ]


def _paragraphs(answer: Answer) -> list[str]:
    """Return the whole paragraphs that an answer cites."""
    cited = {one.paragraph_id for sentence in answer.sentences for one in sentence.citations}
    return [one.paragraph.text for one in answer.evidence if one.paragraph.id in cited]
