"""Check answers from outside, without the desk's own checks: quotations byte for byte, sentences word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from benchmarks import Figure
from briefing.types import Sentence
from index.types import Article

QUOTATION = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")
ADDED = re.compile(r"\[[^\[\]]*\]")


def paragraphs_of(articles: Iterable[Article]) -> dict[str, str]:
    """Return the text of every paragraph by its id."""
    return {paragraph.id: paragraph.text for article in articles for paragraph in article.paragraphs}


def faulty_quotations(sentences: Iterable[Sentence], paragraphs: Mapping[str, str]) -> tuple[int, list[str]]:
    """Return how many quotations there are, and those that no cited paragraph has byte for byte."""
    count, faults = 0, []
    for sentence in sentences:
        cited = [paragraphs[one.paragraph_id] for one in sentence.citations]
        for match in QUOTATION.finditer(sentence.text):
            quotation = match[1] or match[2]
            count += 1
            if not any(quotation in text for text in cited):
                faults.append(quotation)
    return count, faults


def is_verbatim(sentence: Sentence, paragraphs: Mapping[str, str]) -> bool:
    """Tell whether a sentence is in its paragraph once what stands in brackets is taken out.

    Brackets of the source are cut too, so the pieces between brackets must follow each other in one cited paragraph.
    """
    pieces = [piece.strip() for piece in ADDED.split(sentence.text) if piece.strip(" .,;—–")]
    for text in (paragraphs[one.paragraph_id] for one in sentence.citations):
        start = 0
        for piece in pieces:
            found = text.find(piece, start)
            if found < 0:
                break
            start = found + len(piece)
        else:
            return bool(pieces)
    return False


def proof_figures(sentences: list[Sentence], paragraphs: Mapping[str, str]) -> list[Figure]:
    """Return the shares of quotations and of sentences that are exactly in what they cite, 0..1."""
    quotations, faults = faulty_quotations(sentences, paragraphs)
    loose = [one.text for one in sentences if not is_verbatim(one, paragraphs)]
    return [
        Figure("quotations exact", 1 - len(faults) / max(quotations, 1), "share", _some(faults, quotations)),
        Figure("sentences verbatim", 1 - len(loose) / max(len(sentences), 1), "share", _some(loose, len(sentences))),
    ]


def _some(faults: list[str], count: int) -> str:
    return f"of {count}" + (f"; not: {' | '.join(one[:90] for one in faults[:3])}" if faults else "")
