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

FERRY = [
    "The ferry to Osk was late on Monday for the ninth time this month, the harbour master said at noon.",
    "“We will not run a boat that is not safe. People can wait an hour,” said Ines Holt, the line’s director.",
    "Passengers were given tea and a refund of 12 crowns each, and most of them went home before the boat came.",
    "The council will talk about the line’s contract on Thursday, when its members come back from Kestrel Bay.",
    "A second boat was promised two years ago and has not been built, because nobody would pay for its engine.",
]
BREAD = [
    "Bakers in Port Amsel want to sell bread on Sundays again, and have asked the town to change its rule by May.",
    "The rule is a hundred years old. It was made so that bakers could sleep one night in the week, the guild says.",
    "Tom Reyes, who bakes in Hill Street, said that tourists stood before his closed door and took pictures of it.",
    "The town’s clerk said that the letter had come and that nobody had read it, since the reader of letters was ill.",
]


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
