"""Make an Article of cleaned text: identity, revision, paragraph ids and numbers, language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from index.clean import Cleaned
from index.errors import SourceError
from index.split import plain
from index.text import digest, fold, paragraph_ids
from index.types import NUMBERED_KINDS, Article, Paragraph, ParagraphKind

TRACKING = frozenset(
    "fbclid gclid dclid msclkid mc_cid mc_eid igshid ref ref_src cmpid cmp ocid smid share_id xtor at_medium "
    "at_campaign "
    "s_cid ncid guccounter partner spm".split()
)
"""Query parameters that tell where a reader came from and not what is read; `utm_…` besides."""
LONGEST_ADDRESS = 2000
HOST = re.compile(r"([\w.-]{1,253}(?::(?!(?:80|443)$)\d{1,5})?|\[[0-9a-f:.]{2,45}\](?::\d{1,5})?)(?::(?:80|443))?")
PATH_LETTERS = "%/:@!$&'()*+,;=~-._"
FEWEST_WORDS = 5
LANGUAGE_LETTERS = 1000


@dataclass(frozen=True, slots=True)
class Given:
    """Hold what the caller states about a source; it wins over what the source says itself.

    `whole` says that a text is one article, though it looks like several.
    """

    source: str | None = None
    published: date | datetime | None = None
    collections: tuple[str, ...] = ()
    url: str | None = None
    title: str | None = None
    whole: bool = False


def make_article(
    cleaned: Cleaned, given: Given, *, collections: Sequence[str] = (), least: int = FEWEST_WORDS
) -> Article:
    """Return the article of a cleaned text of at least so many words.

    Raises SourceError when there is nothing to read in it.
    """
    texts = [text for _, text in cleaned.paragraphs]
    if sum(len(text.split()) for text in texts) < least:
        raise SourceError(f"There is nothing to read: fewer than {least} words. Add the text of an article.")
    address = canonical(given.url or cleaned.url)
    title = plain(given.title or "") or cleaned.title
    body = next((text for kind, text in cleaned.paragraphs if kind in ("text", "list", "quote")), texts[0])
    named = address or cleaned.identity
    identity = digest(named) if named else digest(fold(title), fold(body))
    published = given.published or cleaned.published
    return Article(
        id=identity,
        revision=revision_of(title, cleaned.paragraphs),
        title=title,
        paragraphs=numbered(identity, cleaned.paragraphs, cleaned.pages),
        source=plain(given.source or "") or cleaned.source,
        url=address,
        identity=None if address else cleaned.identity,
        authors=cleaned.authors,
        published=published,
        published_from=("given" if given.published else cleaned.published_from) if published else None,
        modified=cleaned.modified,
        section=cleaned.section,
        language=cleaned.language or language_of(" ".join([title, *texts])),
        collections=tuple(dict.fromkeys(plain(one) for one in (*given.collections, *collections) if plain(one))),
        removed=cleaned.removed,
        note=cleaned.note,
    )


def length(article: Article) -> int:
    """Return how many words an article has."""
    return sum(len(one.text.split()) for one in article.paragraphs)


def canonical(url: str | None) -> str | None:
    """Return an address without fragment, tracking parameters and letter case of its host; None when it is no address.

    >>> canonical("HTTPS://News.Example/a/?utm_source=x&id=3#top")
    'https://news.example/a/?id=3'
    """
    address = plain(url or "")
    if len(address) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(address)
        scheme, host = parts.scheme, HOST.fullmatch(parts.netloc.rpartition("@")[2].lower())
    except ValueError:
        return None
    if scheme not in ("http", "https") or not host:
        return None
    query = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if pair[0].lower() not in TRACKING and not pair[0].lower().startswith("utm_")
    ]
    return str(urlunsplit((scheme, host[1], quote(parts.path or "/", safe=PATH_LETTERS), urlencode(query), "")))


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of a text's language from its first 1,000 characters; "en" when they are too few."""
    head = text[:LANGUAGE_LETTERS]
    if len(head.split()) < FEWEST_WORDS:
        return "en"
    from py3langid import classify

    return str(classify(head)[0])


def revision_of(title: str, blocks: Sequence[tuple[ParagraphKind, str]]) -> str:
    """Return the digest of an article's text."""
    return digest(title, *(part for pair in blocks for part in pair))


def numbered(
    identity: str, blocks: Sequence[tuple[ParagraphKind, str]], pages: Sequence[int | None]
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of the article `identity` with their ids, and numbers for those of the body."""
    ids = paragraph_ids(identity, [text for _, text in blocks])
    number = 0
    paragraphs = []
    for paragraph_id, (kind, text), page in zip_longest(ids, blocks, pages):
        number += kind in NUMBERED_KINDS
        paragraphs.append(Paragraph(paragraph_id, number if kind in NUMBERED_KINDS else 0, text, kind, page))
    return tuple(paragraphs)
