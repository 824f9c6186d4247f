"""Keep the ledger of who said what, over any number of articles."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from briefing.cite import Numbers, make_citation
from briefing.reporting import NOT_NAMES
from briefing.speakers import Statement, statements
from briefing.suspicious import suspicious
from briefing.types import Evidence, Quote
from index.search import nearest
from index.text import STOPWORDS, content_words, singular, words
from index.types import Article, Hit, Paragraph

SURE_SPEAKER = 0.7
"""Confidence from which a statement's speaker is shown."""
FEWEST_WORDS = 6
"""Words of a quotation that is listed though nobody is named: shorter ones are titles and words held off."""
CLEARLY = 0.0
"""Logit of the cross-encoder from which a passage is about what is searched for, though it has other words for it."""
TITLES = frozenset(word.casefold() for word in NOT_NAMES)


def said(
    articles: Iterable[Article],
    *,
    speaker: str | None = None,
    about: str | None = None,
    hits: Sequence[Hit] | None = None,
) -> Iterator[Quote]:
    """Yield who said what, article by article; what stands in a suspicious paragraph was said by nobody.

    `speaker` keeps those whom its words name, `about` what stands in a paragraph with all its words, or in one of the
    `hits` of a search for it that clearly fit.
    """
    numbers = Numbers()
    fitting = {one for hit in hits or () if (hit.relevance or -1.0) > CLEARLY for one in hit.passage.paragraph_ids}
    for article in articles:
        by_id = {one.id: one for one in article.paragraphs}
        for one in statements(article):
            paragraph = by_id[one.paragraph_id]
            if suspicious(paragraph.text) or (
                about and paragraph.id not in fitting and not _has(about, article, paragraph)
            ):
                continue
            name = one.speaker if one.confidence >= SURE_SPEAKER else None
            if name is None and len(one.text.split()) < FEWEST_WORDS:
                continue
            if not speaker or (name and is_named(speaker, name, one.role)):
                yield _quote(article, paragraph, one, name, numbers)


def is_named(wanted: str, name: str, role: str | None = None) -> bool:
    """Tell whether the words that were typed name this speaker: his surname, his role, or another spelling.

    >>> is_named("President Zelensky", "Volodymyr Zelenskiy"), is_named("Anna Rowe", "Agnes Rowe")
    (True, False)
    >>> is_named("the education minister", "Piet Calloway", "education minister")
    True
    """
    typed = [word for word in _plain(wanted) if word not in STOPWORDS]
    if role and typed and set(typed) <= set(_plain(role)):
        return True
    typed = [word for word in typed if word not in TITLES] or typed
    have = [word for word in _plain(name) if word not in TITLES]
    if len(have) == 1 and len(typed) > 1:
        typed = typed[-1:]  # the article gives the surname alone
    return bool(typed) and all(nearest(word, [(one, 1) for one in have]) for word in typed)


def _plain(text: str) -> list[str]:
    """Return the words of a name without accents and possessives."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return [word.removesuffix("'s") for word in words(bare)]


def _has(about: str, article: Article, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph, with its article's headline, has every word that is searched for."""
    have = {singular(word) for word in words(f"{article.title} {paragraph.text}")}
    return content_words(about) <= have


def _quote(article: Article, paragraph: Paragraph, one: Statement, name: str | None, numbers: Numbers) -> Quote:
    citation = make_citation(numbers.of(paragraph.id), Evidence(article, paragraph), one.start, one.end)
    return Quote(name, one.role if name else None, one.verb, one.text, one.direct, citation, one.confidence)
