"""Read and write an article as one JSON object: a line of JSON Lines, a REST body, an export."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, get_args

from index.article import Given, make_article
from index.clean import Cleaned, clean
from index.dates import parse_moment
from index.errors import SourceError
from index.text import normalise
from index.types import Article, ParagraphKind, Removed

KINDS = frozenset(get_args(ParagraphKind))


def read_json(found: Any, given: Given | None = None) -> Article:
    """Return the article of an object with `text` or `paragraphs` and what else is known of it.

    `paragraphs` are strings or {"text": …, "kind": …}; they are taken as they are, a `text` is cleaned.
    Raises SourceError naming what is wrong with the object.
    """
    given = given or Given()
    if not isinstance(found, dict):
        raise SourceError('this is not an article. Write an object such as {"title": …, "text": …}.')
    cleaned = _cleaned(found)
    collections = found.get("collections") or ([found["collection"]] if found.get("collection") else [])
    if not isinstance(collections, list) or not all(isinstance(one, str) for one in collections):
        raise SourceError("`collections` must be a list of names.")
    return make_article(
        cleaned,
        given,
        url=_string(found, "url"),
        published_from=_string(found, "published_from") or "given",
        language=_string(found, "language"),
        collections=collections,
    )


def to_json(article: Article) -> dict[str, Any]:
    """Return the object that `read_json` reads back to the same id, revision and paragraph ids."""
    return {
        "title": article.title,
        "paragraphs": [{"text": one.text, "kind": one.kind} for one in article.paragraphs],
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "published_from": article.published_from,
        "source": article.source,
        "authors": list(article.authors),
        "language": article.language,
        "collections": list(article.collections),
        "removed": [{"line": one.line, "text": one.text, "reason": one.reason} for one in article.removed],
    }


def _cleaned(found: dict[str, Any]) -> Cleaned:
    published = found.get("published")
    moment = parse_moment(str(published), datetime.now(UTC)) if published else None
    if published and moment is None:
        raise SourceError(f"`published` is {str(published)[:40]!r}: not a date in the past. Write it like 2026-03-04.")
    authors = found.get("authors") or []
    if isinstance(authors, str):
        authors = [authors]
    if not isinstance(authors, list) or not all(isinstance(one, str) for one in authors):
        raise SourceError("`authors` must be a list of names.")
    title, source = _string(found, "title"), _string(found, "source")
    if found.get("paragraphs"):
        return Cleaned(
            title=normalise(title or ""),
            paragraphs=tuple(_paragraph(one) for one in _list(found, "paragraphs") if one),
            authors=tuple(normalise(one) for one in authors),
            source=source,
            published=moment,
            removed=tuple(_removed(one) for one in _list(found, "removed")),
        )
    text = _string(found, "text")
    if not text:
        raise SourceError("the object has neither `text` nor `paragraphs`.")
    cleaned = clean(f"{title}\n\n{text}" if title else text)
    return Cleaned(
        title=normalise(title or "") or cleaned.title,
        paragraphs=cleaned.paragraphs,
        authors=tuple(normalise(one) for one in authors) or cleaned.authors,
        source=source or cleaned.source,
        published=moment or cleaned.published,
        removed=cleaned.removed,
    )


def _paragraph(one: Any) -> tuple[ParagraphKind, str]:
    if isinstance(one, str):
        return "text", normalise(one)
    if isinstance(one, dict) and isinstance(one.get("text"), str):
        kind = one.get("kind", "text")
        if kind in KINDS:
            return kind, normalise(one["text"])
    raise SourceError('a paragraph must be a string or {"text": …, "kind": …}.')


def _removed(one: Any) -> Removed:
    if isinstance(one, dict) and isinstance(one.get("line"), int):
        return Removed(one["line"], str(one.get("text", "")), str(one.get("reason", "")))
    raise SourceError('`removed` must hold {"line": …, "text": …, "reason": …}.')


def _list(found: dict[str, Any], name: str) -> list[Any]:
    value = found.get(name) or []
    if not isinstance(value, list):
        raise SourceError(f"`{name}` must be a list.")
    return value


def _string(found: dict[str, Any], name: str) -> str | None:
    value = found.get(name)
    if value is not None and not isinstance(value, str):
        raise SourceError(f"`{name}` must be text.")
    return value or None
