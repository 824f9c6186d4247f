"""Remember under which file name an article without an outlet was uploaded: that is what a person knows it by."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefing.assistant import Assistant
from index.types import Article

KIND = "file"
NO_OUTLET = "Outlet unknown"


def remember(assistant: Assistant, article: Article, path: str) -> None:
    """Keep the name of the file that an article came from; it goes when the article goes."""
    if article.source is None:
        assistant.library.put_record(KIND, article.id, Path(path).name, owner=article.id)


def file_names(assistant: Assistant) -> Mapping[str, str]:
    """Return the file name of each article that was uploaded without an outlet, by the article's id."""
    return dict(assistant.library.records(KIND))


def origin(article: Article, names: Mapping[str, str]) -> str:
    """Return where an article is from, for people: its outlet, else the file it was uploaded as."""
    return article.source or names.get(article.id) or NO_OUTLET
