"""Hold the values of the index: frozen, slotted, made of tuples; `pydantic.TypeAdapter` gives JSON both ways."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

ParagraphKind = Literal["text", "heading", "standfirst", "caption", "list", "quote"]

NUMBERED_KINDS: frozenset[ParagraphKind] = frozenset({"text", "list", "quote"})
"""Kinds that count as body paragraphs and carry a number for people."""

CITABLE_KINDS: frozenset[ParagraphKind] = frozenset({"text", "list", "quote", "caption", "standfirst"})
"""Kinds that state something and may stand behind a sentence; a heading may not."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold one paragraph: the unit of citation.

    `id` is `<article>.<6 hex of the normalised text>` (`-2` for a repeat), so an inserted paragraph renames no other.
    `number` counts body paragraphs from 1, for people; standfirst, caption and heading have 0. `page` is the page of
    a printed source on which the paragraph begins, from 1.
    """

    id: str
    number: int
    text: str
    kind: ParagraphKind = "text"
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """Hold one line the cleaner left out; `line` counts from 1 in the source text, `reason` is a short phrase.

    `place` is the number of paragraphs that stand before it: where it goes when it is restored.
    """

    line: int
    text: str
    reason: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """Hold one cleaned article.

    `id` comes from identity (canonical URL, Message-ID, guid; headline + first paragraph for a paste), `revision` from
    the text; `identity` keeps the Message-ID or guid when there is no URL. `published` is a date, or a moment with its
    time zone, or None when the source names none: it is never the day of reading. `published_from` says how it was
    found (`"meta"`, `"text"`, `"given"`, …; `"file"` for the day a file was made). `modified` is when the source
    says it last changed the text. `title` is empty when the source has none; `label` always names the article.
    `duplicate_of` is the id of the article whose text this one repeats. `note` is a sentence for people about how far
    the source could be read (a paywall's teaser), or how much its date says.
    """

    id: str
    revision: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    source: str | None = None
    url: str | None = None
    identity: str | None = None
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    published_from: str | None = None
    modified: date | datetime | None = None
    section: str | None = None
    added: datetime | None = None
    language: str = "en"
    collections: tuple[str, ...] = ()
    duplicate_of: str | None = None
    removed: tuple[Removed, ...] = ()
    note: str | None = None

    @property
    def label(self) -> str:
        """Name the article for people: its title, else the first twelve words."""
        if self.title:
            return self.title
        words = self.paragraphs[0].text.split() if self.paragraphs else []
        return " ".join(words[:12]) + ("…" if len(words) > 12 else "")


@dataclass(frozen=True, slots=True)
class Edit:
    """Hold what became of a paragraph between two revisions: `before` is empty for an added, `after` for a removed."""

    kind: Literal["added", "removed", "changed"]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Revision:
    """Hold one state of an article's text: when it was added, its headline, and what it changed of the one before."""

    revision: str
    added: datetime | None
    title: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold one retrieval unit: `text` is what is searched; a header and a speaker may be added to it, never cited."""

    id: str
    article_id: str
    paragraph_ids: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Narrow a search or a listing; empty fields do not narrow.

    `since` and `until` compare with `published`; a plain date in `until` includes that day. With either given, an
    article without a date is left out: nothing is dated from the day it was read. Names compare without case.
    """

    since: date | datetime | None = None
    until: date | datetime | None = None
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold one found passage.

    `score` orders hits of one search. `found_by` names the arms that found it (`"keyword"`, `"vector"`).
    `relevance` is the cross-encoder's logit for (query, paragraph), comparable across queries; None without one.
    """

    passage: Passage
    article: Article
    score: float
    found_by: tuple[str, ...] = ()
    relevance: float | None = None
