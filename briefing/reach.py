"""Reach further paragraphs of the articles that are found: the answer may stand where nothing asked for is named."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.answer_forms import FITS
from briefing.fit import fit, stems
from briefing.lead_in import in_full
from briefing.own_words import meets, own_words
from briefing.types import Evidence, Question
from index.text import sentence_spans
from index.types import CITABLE_KINDS, Article, Hit

ARTICLES, MOST = 2, 3
"""Articles that are read on, the best first, and paragraphs of them that are added."""
READ_ON = 60
"""Paragraphs of an article that are looked at: a live page of hundreds would keep the answer waiting."""
FORMS = frozenset({"who", "when", "where", "how_many", "how_much", "how_long"})
"""Types of question whose answers have a form by which a sentence is known."""


def further(question: Question, hits: Sequence[Hit], known: Collection[str]) -> list[Evidence]:
    """Return paragraphs of the best articles that are not yet `known`, a sentence of which has the form and the words.

    "Residents were taken to a sports hall" names no village, so that no passage is found for it.
    """
    wanted = own_words(question)
    if question.kind not in FORMS or not wanted:
        return []
    articles = list({hit.article.id: hit.article for hit in hits}.values())[:ARTICLES]
    found = []
    for article in articles:
        for paragraph in article.paragraphs[:READ_ON]:
            if paragraph.id not in known and paragraph.kind in CITABLE_KINDS:
                one = Evidence(article, paragraph)
                found.append((_shared(question, wanted, article, one), one))
    found.sort(key=lambda pair: -pair[0])  # stable: the best article first, and its order
    return [one for shared, one in found[:MOST] if shared]


def _shared(question: Question, wanted: set[str], article: Article, one: Evidence) -> int:
    """Return how many of the wanted words the best sentence of the asked form has."""
    text = one.paragraph.text
    sentences = [in_full(one, text[start:end], end) for start, end in sentence_spans(text, article.language)]
    return max(
        (
            sum(meets(word, have) for word in wanted)
            for sentence in sentences
            if (have := stems(sentence)) and fit(question, sentence) >= FITS
        ),
        default=0,
    )
