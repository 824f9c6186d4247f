"""Measure the briefing of a week: how many answers of that week's news quiz it holds in at most 500 words.

Recipe 9 of the evaluation data, beside the newest articles' openings and the biggest stories' openings in the same run.
With vectors it takes a quarter of an hour; BRIEFING_EMBEDDING=none measures without in two minutes.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import Figure, NotMeasured
from benchmarks.fresh import POOL
from briefing.brief import make
from briefing.stories import Embed, group
from briefing.types import Briefing
from index.embed import open_embedder
from index.errors import NotFoundError
from index.read import read_json
from index.text import containment, fold, sentence_spans, shingles
from index.types import Article

WORDS = 500
BEFORE, AFTER = timedelta(days=10), timedelta(days=1)
"""Days around a quiz whose articles are fresh."""
REPEATED = 0.6
"""Share of three-word runs from which a sentence says an earlier one again."""


@dataclass(frozen=True, slots=True)
class Week:
    """Hold one quiz: its fresh articles, and the answers of each question that they answer."""

    articles: tuple[Article, ...]
    answers: tuple[tuple[str, ...], ...]


def measure() -> list[Figure]:
    """Return the share of answers held by ours and the baselines, and what an editor would count in ours."""
    if not POOL.is_dir():
        raise NotMeasured(f"The quizzes with their articles are not at {POOL}.")
    embed = vectors(os.environ.get("BRIEFING_EMBEDDING", "bge-small-en-v1.5"))
    held = {"ours": 0, "biggest stories": 0, "newest first": 0}
    asked, briefings = 0, list[Briefing]()
    for week in weeks():
        try:
            made = make(week.articles, embed=embed, words=WORDS)
        except NotFoundError:
            continue
        briefings.append(made)
        asked += len(week.answers)
        biggest = sorted(group(week.articles, embed), key=len, reverse=True)
        newest = sorted(week.articles, key=lambda one: str(one.published), reverse=True)
        texts = {
            "ours": text_of(made),
            "biggest stories": openings([story[len(story) // 2] for story in biggest]),
            "newest first": openings(newest),
        }
        for name, text in texts.items():
            held[name] += sum(any(holds(text, answer) for answer in answers) for answers in week.answers)
    figures = [Figure(f"{name}: answers held", 100 * count / asked, "%", f"of {asked}") for name, count in held.items()]
    return [*figures, *edited(briefings)]


def edited(briefings: Sequence[Briefing]) -> list[Figure]:
    """Return what an editor counts: words, sentences without a citation, sentences that repeat, sources a story."""
    told = [[*one.overview, *(each for story in one.stories for each in story.sentences)] for one in briefings]
    sentences = [sentence for each in told for sentence in each]
    repeats = 0
    for each in told:
        grams = [shingles(sentence.text) for sentence in each]
        repeats += sum(any(containment(one, other) > REPEATED for other in grams[:i]) for i, one in enumerate(grams))
    stories = [story for one in briefings for story in one.stories]
    longest = max(len(text_of(one).split()) for one in briefings)
    sources = sum(story.independent_sources for story in stories) / len(stories)
    return [
        Figure("longest", longest, "words"),
        Figure("sentences without citation", sum(not one.citations for one in sentences), "", f"of {len(sentences)}"),
        Figure("repeats", repeats, "", f"of {len(sentences)} sentences"),
        Figure("independent sources", sources, "a story", f"{len(stories)} stories, {len(briefings)} briefings"),
    ]


def weeks() -> list[Week]:
    """Return the quizzes that at least one fresh article of the pool answers."""
    with gzip.open(POOL / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    asked: dict[str, list[tuple[str, ...]]] = {}
    for line in (POOL / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        if question["evidence_fresh"]:
            asked.setdefault(question["week"], []).append(tuple(question["answer"]))
    found = []
    for name, answers in sorted(asked.items()):
        quiz = date.fromisoformat(f"{name[:4]}-{name[4:6]}-{name[6:8]}")
        fresh = [
            read_json({field: row[field] for field in ("title", "source", "url", "published", "paragraphs")})
            for row in rows
            if name in row["weeks"]
            and row["published"]
            and -BEFORE <= date.fromisoformat(row["published"][:10]) - quiz <= AFTER
        ]
        found.append(Week(tuple({one.id: one for one in fresh}.values()), tuple(answers)))
    return found


def vectors(name: str) -> Embed | None:
    """Return what embeds texts, each once."""
    embedder = open_embedder(name)
    if embedder is None:
        return None
    known: dict[str, NDArray[np.float32]] = {}

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, embedder.embed_passages(new), strict=True) if new else ())
        return np.array([known[text] for text in texts])

    return embed


def text_of(briefing: Briefing) -> str:
    """Return what a briefing tells, without its titles and lists of sources."""
    parts = [one.text for one in briefing.overview]
    for story in briefing.stories:
        parts += [story.headline, *(one.text for one in story.sentences), *(one.text for one in story.quotes)]
        parts += [one.text for conflict in story.conflicts for one in conflict.sentences]
        parts += [one.sentence.text for one in story.timeline]
    return "\n".join(dict.fromkeys(parts))


def openings(articles: Sequence[Article]) -> str:
    """Return the headline and the first two sentences of each article, as many as the words hold."""
    parts: list[str] = []
    for article in articles:
        body = next((one.text for one in article.paragraphs if one.kind == "text"), "")
        text = " ".join([article.title, *(body[start:end] for start, end in sentence_spans(body, "en")[:2])])
        if len(" ".join([*parts, text]).split()) > WORDS:
            break
        parts.append(text)
    return "\n".join(parts)


def holds(text: str, answer: str) -> bool:
    """Tell whether a text holds an answer, as whole words."""
    return f" {_plain(answer)} " in f" {_plain(text)} "


def _plain(text: str) -> str:
    return " ".join("".join(mark if mark.isalnum() else " " for mark in fold(text)).split())
