"""Read and write an article as one JSON object: a line of JSON Lines, a REST body, an export."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from typing import Any, get_args

from index.article import Given, canonical, make_article
from index.clean import SHORTEST_STANDFIRST, Cleaned, clean
from index.dates import parse_moment
from index.errors import SourceError
from index.noise import ENDS
from index.revise import with_id
from index.split import lines_of, plain
from index.text import digest, fold, key
from index.types import NUMBERED_KINDS, Article, Paragraph, ParagraphKind, Removed

LANGUAGE = re.compile(r"[a-z]{2,3}")
ARTICLE_ID = re.compile(r"[0-9a-f]{12}")
LAST_LINE = 2**31
"""No text has so many lines."""
KINDS = frozenset(get_args(ParagraphKind))


def read_objects(found: Sequence[Any], given: Given) -> Iterator[Article | SourceError]:
    """Yield the article of each object, and the error in place of each that is none.

    The address and the headline that the caller states are those of one article: they are never said of several.
    """
    given = given if len(found) == 1 else replace(given, url=None, title=None)
    for one in found:
        try:
            yield read_json(one, given)
        except SourceError as error:
            yield error


def read_json(found: Any, given: Given | None = None) -> Article:
    """Return the article of an object with `text` or `paragraphs` and what else is known of it.

    `paragraphs` are strings or {"text": …, "kind": …}; they are taken as they are, a `text` is cleaned. The address and
    the headline that the object names itself win over those that the caller states.
    Raises SourceError naming what is wrong with the object.
    """
    given = given or Given()
    if not isinstance(found, dict):
        raise SourceError('this is not an article. Write an object such as {"title": …, "text": …}.')
    cleaned = _cleaned(found, given)
    collections = found.get("collections") or ([found["collection"]] if found.get("collection") else [])
    if not isinstance(collections, list) or not all(isinstance(one, str) for one in collections):
        raise SourceError("`collections` must be a list of names.")
    language = _string(found, "language") or ""
    cleaned = replace(
        cleaned,
        url=_string(found, "url"),
        identity=_string(found, "identity"),
        language=language if LANGUAGE.fullmatch(language) else None,
        modified=_moment(found, "modified"),
        section=_string(found, "section"),
        note=_string(found, "note") or cleaned.note,
    )
    url = None if canonical(cleaned.url) else given.url
    given = replace(given, url=url, title=None)
    article = make_article(cleaned, given, collections=[plain(one) for one in collections])
    stated = str(found.get("id", ""))
    # The id of other people's data is their own affair; ours looks like this.
    return with_id(article, stated) if ARTICLE_ID.fullmatch(stated) and stated != article.id else article


def clean_below(title: str, text: str) -> Cleaned:
    """Return the cleaned text of an article whose headline is stated beside it.

    A first line that the cleaner took for the headline, and that says something else, stays where it stands.
    """
    cleaned = clean(text)
    line = cleaned.title
    if not line or key(line) == key(title):
        return replace(cleaned, title=title)
    below = len(line.split()) >= SHORTEST_STANDFIRST and not ENDS.search(line) and not cleaned.standfirst
    number = next((number for number, raw in enumerate(lines_of(text), start=1) if plain(raw) == line), 0)
    return replace(
        cleaned,
        title=title,
        paragraphs=(("standfirst" if below else "text", line), *cleaned.paragraphs),
        removed=tuple(replace(one, place=one.place + (one.line > number)) for one in cleaned.removed),
    )


def to_json(article: Article) -> dict[str, Any]:
    """Return the object that `read_json` reads back to the same id, revision and paragraph ids.

    `id` is there when nothing else says it: after an update under another address, or another headline.
    """
    return {
        **({} if article.id == _own_id(article) else {"id": article.id}),
        "title": article.title,
        "paragraphs": [_stored(one) for one in article.paragraphs],
        "url": article.url,
        "identity": article.identity,
        "published": article.published.isoformat() if article.published else None,
        "published_from": article.published_from,
        "modified": article.modified.isoformat() if article.modified else None,
        "section": article.section,
        "source": article.source,
        "authors": list(article.authors),
        "language": article.language,
        "collections": list(article.collections),
        "removed": [asdict(one) for one in article.removed],
        "note": article.note,
    }


def _own_id(article: Article) -> str:
    """Return the id that the article would get now, as `make_article` gives it."""
    if named := article.url or article.identity:
        return digest(named)
    body = next((one.text for one in article.paragraphs if one.kind in NUMBERED_KINDS), "")
    return digest(fold(article.title), fold(body or "".join(one.text for one in article.paragraphs[:1])))


def _stored(paragraph: Paragraph) -> dict[str, Any]:
    page = {} if paragraph.page is None else {"page": paragraph.page}
    return {"text": paragraph.text, "kind": paragraph.kind, **page}


def _cleaned(found: dict[str, Any], given: Given) -> Cleaned:
    moment = _moment(found, "published")
    authors = found.get("authors") or []
    if isinstance(authors, str):
        authors = [authors]
    if not isinstance(authors, list) or not all(isinstance(one, str) for one in authors):
        raise SourceError("`authors` must be a list of names.")
    title, source = _string(found, "title") or plain(given.title or ""), _string(found, "source")
    names = tuple(name for one in authors if (name := plain(one)))
    if found.get("paragraphs"):
        kept = [(pair, _page(one)) for one in _list(found, "paragraphs") if one and (pair := _paragraph(one))[1]]
        return Cleaned(
            title=title,
            paragraphs=tuple(pair for pair, _ in kept),
            pages=tuple(page for _, page in kept) if any(page for _, page in kept) else (),
            authors=names,
            source=source,
            published=moment,
            published_from=_string(found, "published_from") or "given",
            removed=tuple(_removed(one) for one in _list(found, "removed")),
        )
    text = found.get("text")
    if text is not None and not isinstance(text, str):
        raise SourceError("`text` must be text.")
    if not text:
        raise SourceError("the object has neither `text` nor `paragraphs`.")
    cleaned = clean_below(title, text) if title else clean(text)
    return Cleaned(
        title=cleaned.title,
        paragraphs=cleaned.paragraphs,
        authors=names or cleaned.authors,
        source=source or cleaned.source,
        published=moment or cleaned.published,
        published_from=(_string(found, "published_from") or "given") if moment else cleaned.published_from,
        removed=cleaned.removed,
        note=cleaned.note,
    )


def _moment(found: dict[str, Any], name: str) -> date | datetime | None:
    stated = found.get(name)
    moment = parse_moment(str(stated), datetime.now(UTC)) if stated else None
    if stated and moment is None:
        raise SourceError(f"`{name}` is {str(stated)[:40]!r}: not a date in the past. Write it like 2026-03-04.")
    return moment


def _paragraph(one: Any) -> tuple[ParagraphKind, str]:
    if isinstance(one, str):
        return "text", plain(one)
    if isinstance(one, dict) and isinstance(one.get("text"), str):
        kind = one.get("kind", "text")
        if kind in KINDS:
            return kind, plain(one["text"])
    raise SourceError('a paragraph must be a string or {"text": …, "kind": …}.')


def _page(one: Any) -> int | None:
    page = one.get("page") if isinstance(one, dict) else None
    return page if isinstance(page, int) and 0 < page < LAST_LINE else None


def _removed(one: Any) -> Removed:
    if isinstance(one, dict) and isinstance(one.get("line"), int) and 0 <= one["line"] < LAST_LINE:
        place = one.get("place", 0)
        place = place if isinstance(place, int) and 0 <= place < LAST_LINE else 0
        return Removed(one["line"], plain(str(one.get("text", ""))), plain(str(one.get("reason", ""))), place)
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
    return plain(value) or None if value else None
