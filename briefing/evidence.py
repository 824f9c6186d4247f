"""Hold what a sentence rests on: a paragraph that a writer may use, and the span of it that is cited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from index.types import Article, Paragraph


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold one paragraph a writer may use; its number is its position among the evidence, from 1."""

    article: Article
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Citation:
    """Hold a link from a sentence to a span of a paragraph.

    `n` is the number people see, one per paragraph, by first appearance. `paragraph` is the paragraph's number for
    people (0 for caption and standfirst, see `kind`). `quote` is `text[start:end]` of the paragraph. `link` is the
    permanent link `/articles/<article>?rev=<revision>#p-<hash>`. `page` is the page of a printed
    source where it begins.
    """

    n: int
    article_id: str
    revision: str
    paragraph_id: str
    paragraph: int
    kind: str
    start: int
    end: int
    quote: str
    title: str
    source: str | None
    published: date | datetime | None
    url: str | None
    link: str
    page: int | None = None
