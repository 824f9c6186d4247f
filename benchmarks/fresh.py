"""Measure finding and answering on real quiz questions over 5,053 dated articles, beside plain BM25 in the same run.

Recipes 4 and 5 of the evaluation data. The library is built once and kept in BRIEFING_BENCH_LIBRARY: with the default
embedding that takes an hour, without vectors (BRIEFING_EMBEDDING=none) two minutes.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import EVALUATION, Figure, NotMeasured
from briefing.assistant import Assistant, open_assistant
from briefing.settings import load_settings
from briefing.types import Answer
from index.read import walk
from index.text import STOPWORDS, words
from index.types import Article

POOL = EVALUATION / "realtimeqa" / "2025"
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Question:
    """Hold a question, the addresses of the articles that answer it (none: nothing does), and its answers."""

    text: str
    gold: frozenset[str]
    answers: tuple[str, ...]


def measure() -> list[Figure]:
    """Return hit rates, reciprocal ranks, answers in cited paragraphs and refusals, ours and BM25's."""
    folder = os.environ.get("BRIEFING_BENCH_LIBRARY")
    if not POOL.is_dir() or not folder:
        raise NotMeasured("Name a folder for the library in BRIEFING_BENCH_LIBRARY; the data is in the evaluation set.")
    with open_pool(Path(folder)) as assistant:
        by_address = {one.url: one for one in assistant.articles()}
        asked = questions(by_address)
        start = time.perf_counter()
        ours = [
            [(hit.article.id, hit.passage.text) for hit in assistant.search(one.text, limit=DEPTH)] for one in asked
        ]
        spent = (time.perf_counter() - start) / len(asked)
        plain = bm25(list(by_address.values()))
        theirs = [plain(one.text) for one in asked]
        figures = [*_found("ours", asked, ours), *_found("BM25", asked, theirs)]
        figures.append(Figure("ours: search", 1000 * spent, "ms", "mean"))
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


def bm25(articles: Sequence[Article]) -> Callable[[str], list[tuple[str, str]]]:
    """Return a ranking of (article id, paragraph) by the BM25 of SQLite over paragraphs with their headline."""
    rows = [(one.id, f"{one.title}. {part.text}") for one in articles for part in one.paragraphs]
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE parts USING fts5 (text, tokenize = 'porter unicode61')")
    database.executemany(
        "INSERT INTO parts (rowid, text) VALUES (?, ?)", ((i, text) for i, (_, text) in enumerate(rows))
    )

    def ranked(query: str) -> list[tuple[str, str]]:
        terms = " OR ".join(f'"{word}"' for word in words(query) if word not in STOPWORDS)
        found = database.execute(
            "SELECT rowid FROM parts WHERE parts MATCH ? ORDER BY rank, rowid LIMIT ?", (terms, DEPTH)
        )
        return [rows[number] for (number,) in found]

    return ranked


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


def _found(name: str, asked: Sequence[Question], found: Sequence[Sequence[tuple[str, str]]]) -> list[Figure]:
    ranks, places = [], []
    for one, hits in zip(asked, found, strict=True):
        articles = list(dict.fromkeys(article for article, _ in hits))
        ranks.append(next((n for n, article in enumerate(articles, 1) if article in one.gold), None))
        right = [a in one.gold and any(holds(answer, text) for answer in one.answers) for a, text in hits]
        places.append(right.index(True) + 1 if True in right else None)
    count = len(asked)
    return [
        Figure(f"{name}: article MRR@10", sum(1 / rank for rank in ranks if rank) / count, "", f"of {count}"),
        Figure(f"{name}: article in 10", sum(rank is not None for rank in ranks) / count, "share"),
        Figure(f"{name}: paragraph in 5", sum(place is not None and place <= 5 for place in places) / count, "share"),
        Figure(f"{name}: paragraph first", sum(place == 1 for place in places) / count, "share"),
    ]


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
