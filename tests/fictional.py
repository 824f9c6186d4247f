"""Make small fictional articles for tests."""

from __future__ import annotations

from datetime import date, datetime

from index.text import digest, fold, paragraph_ids
from index.types import NUMBERED_KINDS, Article, Paragraph, ParagraphKind

BRIDGE = (
    "The Tarn bridge was closed to all traffic on Monday after engineers found 14 cracks in it, the county said.",
    "“We close it now, and say sorry later,” said the county mayor, Ines Holt. “Nobody will drive over a crack.”",
    "Tom Reyes, head of the hauliers’ union, said the detour through Morrow would cost its members £2.4m a month.",
    "“It is a bitter pill, but a bridge that falls costs more,” he added.",
    "But the ferry company Aldine offered to double its crossings. It will run every 20 minutes from Friday.",
    "The county has not decided whether to replace or to repair the bridge. Repairs are expected to take nine months.",
)


def make_article(
    *texts: str,
    title: str = "Tarn bridge closed after cracks are found",
    source: str | None = "The Tarn Post",
    published: date | datetime | None = date(2026, 3, 3),
    kinds: dict[int, ParagraphKind] | None = None,
    language: str = "en",
    url: str | None = None,
) -> Article:
    """Return an article of these paragraphs; `kinds` maps a position to a kind other than text."""
    identity = digest(url or title, texts[0])
    number = 0
    paragraphs = []
    for position, (paragraph_id, text) in enumerate(zip(paragraph_ids(identity, texts), texts, strict=True)):
        kind = (kinds or {}).get(position, "text")
        number += kind in NUMBERED_KINDS
        paragraphs.append(Paragraph(paragraph_id, number if kind in NUMBERED_KINDS else 0, text, kind))
    return Article(
        id=identity,
        revision=digest(title, *map(fold, texts)),
        title=title,
        paragraphs=tuple(paragraphs),
        source=source,
        url=url,
        published=published,
        published_from="given" if published else None,
        language=language,
    )


def bridge() -> Article:
    """Return the article that most tests read."""
    return make_article(*BRIDGE)
