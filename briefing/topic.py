"""Tell what an article is about: all words of a topic stand in its headline or first paragraphs."""

from __future__ import annotations

from briefing.fit import stems
from index.types import CITABLE_KINDS, Article

LEAD = 2
"""Paragraphs that say what an article is about; further down it mentions much."""


def is_about(article: Article, topic: str) -> bool:
    """Tell whether an article's headline or its first two paragraphs have all words of a topic."""
    body = [one.text for one in article.paragraphs if one.kind in CITABLE_KINDS]
    return stems(topic) <= stems(" ".join([article.title, *body[:LEAD]]))


def speaks_of(article: Article, topic: str) -> bool:
    """Tell whether one paragraph of an article, with its headline, has all words of a topic.

    Of an article that has them here and there, none need be on it: an air show, India, and a crash.
    """
    wanted = stems(topic) - stems(article.title)
    return any(wanted <= stems(one.text) for one in article.paragraphs)
