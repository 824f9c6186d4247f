"""Measure finding on real quiz questions over 5,053 dated articles, beside other systems in the same run.

Recipe 4 of the evaluation data. The library is built once and kept in BRIEFING_BENCH_LIBRARY: with the default
embedding that takes an hour, without vectors (BRIEFING_EMBEDDING=none) two minutes. What the other systems keep stands
beside it, in a folder whose name ends in `-peers`; embedding their chunks takes another quarter of an hour, once.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from benchmarks import EVALUATION, Figure, NotMeasured
from benchmarks.finding import Question, compare
from benchmarks.retrieval import systems
from briefing.assistant import Assistant, open_assistant
from briefing.settings import load_settings
from index.read import walk
from index.types import Article

POOL = EVALUATION / "realtimeqa" / "2025"


def measure() -> list[Figure]:
    """Return what each system finds; `answers` measures what becomes of the same questions."""
    folder = library()
    with open_pool(folder) as assistant:
        by_address = {one.url: one for one in assistant.articles()}
        asked = questions(by_address)
        peers = folder.with_name(f"{folder.name}-peers")
        return compare(asked, systems(assistant, list(by_address.values()), peers))


def library() -> Path:
    """Return the folder of the library of the pool; raise NotMeasured when none is named or the data is not there."""
    folder = os.environ.get("BRIEFING_BENCH_LIBRARY")
    if not POOL.is_dir() or not folder:
        raise NotMeasured("Name a folder for the library in BRIEFING_BENCH_LIBRARY; the data is in the evaluation set.")
    return Path(folder)


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
