"""Summarise with source sentences: near the middle of the text and its start, none twice, each standing alone.

Lead is nearly unbeatable on one article; what is won is in redundancy, speakers and self-contained sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.cite import protect
from briefing.extractive import Embed
from briefing.ground import quantities
from briefing.question import names_in
from briefing.repair import dangles, repair
from briefing.suspicious import speaks_to_a_model
from briefing.types import Evidence, Task, Writer
from index.text import STOPWORDS, containment, sentence_spans, shingles, singular, words

Vectors = NDArray[np.float32]

SHORTEST, LONGEST = 8, 60
"""Words of a sentence worth a place: shorter ones say little alone, longer ones eat the budget."""
LEADING = 3
"""The summary opens with the best of the article's first sentences."""
BALANCE = 0.7
"""Relevance against redundancy in the greedy choice (maximal marginal relevance, Carbonell and Goldstein 1998)."""
REPEAT_COSINE, REPEAT_CONTAINMENT = 0.72, 0.5
"""At or above either, two sentences repeat each other: the seed's two "aid resumed on Wednesday" lie at .84."""
OLD_YEAR = re.compile(r"\b(?:1[0-9]\d\d|20[01]\d)\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold one source sentence that may enter a summary; `n` is its evidence number."""

    n: int
    start: int
    end: int
    text: str
    shown: str | None


def summary_writer(embed: Embed) -> Writer:
    """Return the writer that summarises its evidence, article by article, within the task's words; see `Writer`."""

    def write(task: Task, evidence: Sequence[Evidence]) -> Iterator[str]:
        for piece in summarise(evidence, embed, words=task.words, most=task.sentences):
            yield f"{protect(piece.shown or piece.text)} [{piece.n}]\n"

    return write


def summarise(evidence: Sequence[Evidence], embed: Embed, *, words: int, most: int) -> list[Piece]:
    """Return the chosen sentences in article order, at most `words` words and `most` sentences.

    An article of one or two sentences comes back whole; a budget below any sentence gives the shortest leading one.
    """
    pieces = _pieces(evidence)
    if len(pieces) <= 2:
        return pieces
    vectors = _vectors([piece.text for piece in pieces], embed)
    relevance = _relevance(pieces, evidence, vectors)
    chosen: list[int] = []
    used = 0
    opening = sorted(range(min(LEADING, len(pieces))), key=lambda index: -relevance[index])
    while len(chosen) < most:
        allowed = opening if not chosen else range(len(pieces))
        options = [
            index
            for index in allowed
            if index not in chosen
            and used + _length(pieces[index]) <= words
            and (pieces[index].shown is not None or not chosen)
            and not any(_repeats(pieces, vectors, index, other) for other in chosen)
        ]
        if not options:
            break
        best = max(options, key=lambda index: (_marginal(index, chosen, relevance, vectors), -index))
        chosen.append(best)
        used += _length(pieces[best])
    if not chosen:
        chosen = [min(opening, key=lambda index: _length(pieces[index]))]
    return [pieces[index] for index in sorted(chosen)]


def _pieces(evidence: Sequence[Evidence]) -> list[Piece]:
    pieces = []
    for n, one in enumerate(evidence, start=1):
        if one.paragraph.kind not in ("text", "list", "quote") or speaks_to_a_model(one.paragraph.text):
            continue
        for start, end in sentence_spans(one.paragraph.text, one.article.language):
            text = one.paragraph.text[start:end]
            shown = repair(one.article, one.paragraph, start, end)
            pieces.append(Piece(n, start, end, text, shown))
    if len(pieces) <= 2:
        return pieces
    return [piece for piece in pieces if SHORTEST <= len(piece.text.split()) <= LONGEST] or pieces


def _relevance(pieces: Sequence[Piece], evidence: Sequence[Evidence], vectors: Vectors) -> NDArray[np.float64]:
    """Weigh each piece by centrality, closeness to headline and lead, position, facts; quotes and background less."""
    centroid = vectors.mean(axis=0)
    heads = [piece for piece in pieces if piece.n == pieces[0].n]
    head = vectors[: len(heads)].mean(axis=0)
    place = np.array([1 / np.sqrt(1 + index) for index in range(len(pieces))])
    facts = np.array([len(quantities(piece.text)) + len(names_in(piece.text)) for piece in pieces], dtype=float)
    score = _z(vectors @ centroid) + 0.7 * _z(vectors @ head) + 0.8 * _z(place) + 0.3 * _z(facts)
    for index, piece in enumerate(pieces):
        article = evidence[piece.n - 1].article
        newest = article.published.year if article.published else None
        years = [int(year) for year in OLD_YEAR.findall(piece.text)]
        score[index] -= 0.6 * piece.text.startswith(("“", '"'))
        score[index] -= 0.5 * (piece.shown is None or dangles(piece.text))
        score[index] -= 0.4 * bool(years and (newest is None or max(years) < newest - 2))
    return score


def _marginal(index: int, chosen: Sequence[int], relevance: NDArray[np.float64], vectors: Vectors) -> float:
    redundancy = max((float(vectors[index] @ vectors[other]) for other in chosen), default=0.0)
    return float(BALANCE * relevance[index] - (1 - BALANCE) * 3 * redundancy)


def _repeats(pieces: Sequence[Piece], vectors: Vectors, left: int, right: int) -> bool:
    if float(vectors[left] @ vectors[right]) > REPEAT_COSINE:
        return True
    return containment(shingles(pieces[left].text), shingles(pieces[right].text)) > REPEAT_CONTAINMENT


def _vectors(texts: Sequence[str], embed: Embed) -> Vectors:
    """Return rows of length 1 from the embedding model, or from word counts where there is none."""
    vectors = embed(texts)
    if vectors is not None:
        return vectors
    bags = [Counter(singular(word) for word in words(text) if word not in STOPWORDS) for text in texts]
    column = {word: index for index, word in enumerate(sorted({word for bag in bags for word in bag}))}
    rows = np.zeros((len(texts), max(1, len(column))), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            rows[row, column[word]] = np.sqrt(count)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms == 0, 1, norms), dtype=np.float32)


def _length(piece: Piece) -> int:
    return len((piece.shown or piece.text).split())


def _z(values: NDArray[np.floating]) -> NDArray[np.float64]:
    array = np.asarray(values, dtype=float)
    spread = array.std()
    return (array - array.mean()) / spread if spread else np.zeros_like(array)
