"""Measure the grouping of articles into stories, beside a single pass over TF-IDF with dates in the same run.

Recipe 8 of the evaluation data, and the sample newsroom: a pool of two dozen, where rare words are hard to tell.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from math import log

from benchmarks import EVALUATION, Figure, NotMeasured
from briefing.samples import sources
from briefing.stories import group
from index.embed import open_embedder
from index.read import read, read_json
from index.text import STOPWORDS, day, words
from index.types import Article

POOLS = {"silver stories": "stories/stories.jsonl", "three outlets": "basil/articles.jsonl"}
SAMPLE_STORIES = {
    "dam": ("Brinmere",),
    "school strike": ("School talks", "Teachers walk out", "empty classroom"),
    "interest rate": ("Bank of Velland",),
    "fishing accord": ("Fishing", "fishing", "Fischerei"),
    "ferry": ("Aldine Star", "ferry", "Ferry"),
    "museum": ("Osk museum",),
}
"""What the headlines of one story of the samples hold, the first that fits; every other article is alone."""
BASELINE_JOIN = 0.2
"""Cosine from which the baseline puts an article into a story: its best on the silver stories."""
BASELINE_DAYS = 7


def measure() -> list[Figure]:
    """Return B-cubed F1 for each pool, with vectors and without, and the baseline's; precision and recall beside it."""
    if not EVALUATION.is_dir():
        raise NotMeasured(f"The labelled stories are not at {EVALUATION}.")
    embedder = open_embedder("bge-small-en-v1.5")
    assert embedder is not None
    figures = []
    for name, articles, gold in pools():
        for who, found in (
            ("ours", group(articles, embedder.embed_passages)),
            ("ours without vectors", group(articles)),
            ("TF-IDF single pass", single_pass(articles)),
        ):
            precision, recall, f1 = b_cubed(found, gold)
            figures.append(Figure(f"{name}: {who}", f1, "B3 F1", f"precision {precision:.3f}, recall {recall:.3f}"))
    return figures


def pools() -> list[tuple[str, list[Article], dict[str, str]]]:
    """Return each pool: its name, its articles, and the story of each."""
    found = []
    for name, place in POOLS.items():
        articles, gold = [], {}
        for line in (EVALUATION / place).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for one in row.get("articles", [row]):
                fields = {field: one[field] for field in ("title", "source", "paragraphs")}
                made = read_json(
                    {**fields, "published": one["published"][:10], "url": f"https://pool.example/{one['id']}"}
                )
                articles.append(made)
                gold[made.id] = str(row["story"])
        found.append((name, articles, gold))
    samples = {one.id: one for path in sources() for one in read(path)}
    return [*found, ("samples", list(samples.values()), {one.id: sample_story(one) for one in samples.values()})]


def sample_story(article: Article) -> str:
    """Return the story of an article of the samples."""
    for story, marks in SAMPLE_STORIES.items():
        if any(mark in article.title for mark in marks):
            return story
    return article.id


def b_cubed(stories: Sequence[Sequence[Article]], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of a grouping, each article counted once (Bagga and Baldwin 1998)."""
    sizes = Counter(gold.values())
    precision = recall = 0.0
    for story in stories:
        labels = Counter(gold[one.id] for one in story)
        for label, count in labels.items():
            precision += count * count / len(story)
            recall += count * count / sizes[label]
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def single_pass(articles: Sequence[Article]) -> list[list[Article]]:
    """Return stories: each article, in time order, joins the one with the nearest mean vector of the week."""
    ordered = sorted(articles, key=lambda one: (_day(one), one.id))
    bags = [Counter(word for word in words(_text(one)) if word not in STOPWORDS) for one in ordered]
    holders = Counter(word for bag in bags for word in bag)
    vectors = [
        _unit({word: (1 + log(count)) * log(len(bags) / holders[word]) for word, count in bag.items()}) for bag in bags
    ]
    stories: list[list[Article]] = []
    means: list[dict[str, float]] = []
    for article, vector in zip(ordered, vectors, strict=True):
        near = [
            sum(weight * mean.get(word, 0.0) for word, weight in vector.items())
            if (_day(article) - _day(story[-1])).days <= BASELINE_DAYS
            else 0.0
            for story, mean in zip(stories, map(_unit, means), strict=True)
        ]
        best = max(range(len(near)), key=near.__getitem__, default=-1)
        if best < 0 or near[best] < BASELINE_JOIN:
            stories.append([article])
            means.append(dict(vector))
            continue
        stories[best].append(article)
        for word, weight in vector.items():
            means[best][word] = means[best].get(word, 0.0) + weight
    return stories


def _text(article: Article) -> str:
    return " ".join([article.title, *(one.text for one in article.paragraphs)])


def _day(article: Article) -> date:
    return day(article.published) if article.published else date.max


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    norm = sum(weight * weight for weight in vector.values()) ** 0.5 or 1.0
    return {word: weight / norm for word, weight in vector.items()}
