"""Summarise with source sentences: the set of them that stands for the whole text and its start, none said twice.

A set is rated as one: the cosine of its words with those of the text, plus how early its sentences stand. A beam looks
for the best set within the budget ("Centroid refined with beam search", Lead nearly unbeatable on one article).
40 news articles with human references, 75 words, ROUGE-1/2/L: Lead-3 40.7/15.6/35.7, sentences rated one by one by
centroid, place and facts 39.3/15.1/34.7, this 42.4/18.2/37.4; the words alone do better than the vectors.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.checks.withdrawn import is_withdrawn
from briefing.cite import protect
from briefing.extractive import Embed
from briefing.leaning import dangles
from briefing.repair import repair
from briefing.signposts import is_signpost
from briefing.suspicious import speaks_to_a_model
from briefing.telling import tells, told_from
from briefing.types import Evidence, Task, Writer
from index.text import STOPWORDS, containment, sentence_spans, shingles, singular, without_quotations, words

Vectors = NDArray[np.float32]
Counts = NDArray[np.float64]

SHORTEST, LONGEST = 6, 60
"""Words of a sentence worth a place: shorter ones say little alone, longer ones eat the budget."""
LEADING = 3
"""Sentences among which one is taken when the budget is below any."""
EARLY = 0.3
"""What an early place is worth beside the cosine: .2 and .5 lose one point of ROUGE-2 and two."""
WORDY = 0.2
"""What filling all the words costs: a further sentence must bring the set nearer to the text. Of 40 articles, 75 words:
ROUGE-1/2/L 42.5/18.2/37.4 instead of 41.6/17.6/36.4, of 200 headlines .598 instead of .587 of the words. Neither the
coverage of concepts, PacSum, MMR nor weights fitted on titles did better; half a point of ROUGE-2 is noise here."""
POINTS_BACK = 0.1
"""What a sentence that needs the one before it loses of its place's worth: .08 of them a summary instead of .15, and no
less ROUGE. By its opening alone: with all that `leans` finds, a point of ROUGE-2 less."""
BEAM = 6
"""Sets that are kept at each length."""
MOST_PIECES = 80
"""Sentences of a long text, or of many articles, that are looked at: the best ones alone."""
QUOTED = 0.15
"""What a sentence that opens with a quotation loses of its place's worth. Years long past need no such loss: it cost
half a point of ROUGE-2."""
FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine|myself)\b")
OWN_VIEW = 0.4
"""What a sentence loses of its place's worth whose writer speaks of himself: who that is, it does not say."""
REPEAT_COSINE, REPEAT_CONTAINMENT = 0.8, 0.5
"""At or above either, two sentences repeat each other: the seed's two "aid resumed on Wednesday" lie at .84."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold one source sentence that may enter a summary; `n` is its evidence number, `number` its place in the text.

    `early` is 1 for the first sentence of its article and falls to 0; one that is not `alone` points back at another.
    `opening` is the number of the first piece of its article.
    """

    n: int
    number: int
    text: str
    shown: str | None
    early: float
    opening: int = 0

    @property
    def alone(self) -> bool:
        return self.shown is not None and not dangles(self.shown)


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
    counts = _counts([piece.text for piece in pieces])
    early = _early(pieces)
    kept = _likeliest(counts, early)
    pieces, counts, early = [pieces[index] for index in kept], counts[kept], early[kept]
    vectors = _vectors([piece.text for piece in pieces], counts, embed)
    chosen = _best_set(pieces, counts, early, vectors, words=words, most=most)
    if not chosen:
        chosen = (min(range(min(LEADING, len(pieces))), key=lambda index: _length(pieces[index])),)
    return [pieces[index] for index in chosen]


def _best_set(
    pieces: Sequence[Piece], counts: Counts, early: Counts, vectors: Vectors, *, words: int, most: int
) -> tuple[int, ...]:
    """Return the pieces, in their order, that together stand best for the text."""
    centroid = _unit(np.log1p(counts.sum(axis=0)))
    lengths = np.array([_length(piece) for piece in pieces])
    best: tuple[float, tuple[int, ...]] = (0.0, ())
    beam = [best]
    while beam and len(beam[0][1]) < most:
        longer: dict[tuple[int, ...], float] = {}
        for _, held in beam:
            options = _options(pieces, vectors, held, words - int(lengths[list(held)].sum()))
            if not options:
                continue
            sums = np.log1p(counts[list(held)].sum(axis=0) + counts[options])
            cosines = sums @ centroid / np.maximum(np.linalg.norm(sums, axis=1), 1e-9)
            places = (early[list(held)] @ lengths[list(held)] + early[options] * lengths[options]) / words
            taken = (lengths[list(held)].sum() + lengths[options]) / words
            for index, value in zip(options, cosines + EARLY * places - WORDY * taken, strict=True):
                longer[tuple(sorted((*held, index)))] = float(value)
        beam = sorted(((value, held) for held, value in longer.items()), key=lambda one: (-one[0], one[1]))[:BEAM]
        best = max([best, *beam[:1]], key=lambda one: one[0])
    return best[1]


def _options(pieces: Sequence[Piece], vectors: Vectors, held: tuple[int, ...], room: int) -> list[int]:
    """Return the pieces that may join a set: they fit, say something new, and stand alone or behind the one before."""
    return [
        index
        for index, piece in enumerate(pieces)
        if index not in held
        and _length(piece) <= room
        and _is_open(pieces, vectors, index, held)
        and (piece.alone or any(_follows(pieces[other], piece) for other in held))
        and not any(_repeats(pieces, vectors, index, other) for other in held)
    ]


def _is_open(pieces: Sequence[Piece], vectors: Vectors, index: int, held: tuple[int, ...]) -> bool:
    """Tell whether a reader knows what the piece's article is about: of several, each enters a set by its opening.

    Of one article the lead need not be there. An opening that repeats another's has been read.
    """
    piece = pieces[index]
    if piece.number == piece.opening or len({one.opening for one in pieces}) == 1:
        return True
    first = next((place for place, one in enumerate(pieces) if one.number == piece.opening), None)
    return first is None or any(other == first or _repeats(pieces, vectors, first, other) for other in held)


def _follows(before: Piece, piece: Piece) -> bool:
    return before.number + 1 == piece.number and before.alone


def _pieces(evidence: Sequence[Evidence]) -> list[Piece]:
    """Return the sentences that may enter a summary: those that report, else those of a fit length, else all."""
    spans: list[tuple[int, int, int]] = []
    for n, one in enumerate(evidence, start=1):
        if one.paragraph.kind not in ("text", "list", "quote") or speaks_to_a_model(one.paragraph.text):
            continue
        for start, end in sentence_spans(one.paragraph.text, one.article.language):
            spans.append((n, start + told_from(one.paragraph.text[start:end]), end))
    texts = [(evidence[n - 1].paragraph.text[start:end], evidence[n - 1].paragraph.kind) for n, start, end in spans]
    every, short = range(len(spans)), len(spans) <= 2
    fit = [number for number in every if short or _is_fit(texts[number][0])]
    telling = [number for number in fit if short or tells(texts[number][0], whole=texts[number][1] != "list")]
    of_article = Counter(evidence[n - 1].article.id for n, _, _ in spans)
    first: dict[str, int] = {}
    for number, (n, _, _) in enumerate(spans):
        first.setdefault(evidence[n - 1].article.id, number)
    pieces: list[Piece] = []
    opening: dict[str, int] = {}
    for number in telling or fit or every:
        n, start, end = spans[number]
        source = evidence[n - 1]
        early = 1 - (number - first[source.article.id]) / of_article[source.article.id]
        shown = repair(source.article, source.paragraph, start, end)
        opened = opening.setdefault(source.article.id, number)
        pieces.append(Piece(n, number, texts[number][0], shown, early, opened))
    return pieces


def _is_fit(text: str) -> bool:
    return SHORTEST <= len(text.split()) <= LONGEST and not is_signpost(text) and not is_withdrawn(text)


def _early(pieces: Sequence[Piece]) -> Counts:
    """Return how early each piece stands, from 1 down to 0, less for one that points back, quotes or says I."""
    return np.array(
        [
            piece.early
            - QUOTED * piece.text.startswith(("“", '"'))
            - (0 if piece.alone else POINTS_BACK / EARLY)
            - OWN_VIEW * bool(FIRST_PERSON.search(without_quotations(piece.text)))
            for piece in pieces
        ]
    )


def _likeliest(counts: Counts, early: Counts) -> list[int]:
    """Return the pieces that are rated highest alone, in their order, at most `MOST_PIECES`."""
    sums = np.log1p(counts)
    cosines = sums @ _unit(np.log1p(counts.sum(axis=0))) / np.maximum(np.linalg.norm(sums, axis=1), 1e-9)
    best = np.argsort(-(cosines + EARLY * early), kind="stable")[:MOST_PIECES]
    return sorted(int(index) for index in best)


def _repeats(pieces: Sequence[Piece], vectors: Vectors, left: int, right: int) -> bool:
    if float(vectors[left] @ vectors[right]) > REPEAT_COSINE:
        return True
    return containment(shingles(pieces[left].text), shingles(pieces[right].text)) > REPEAT_CONTAINMENT


def _vectors(texts: Sequence[str], counts: Counts, embed: Embed) -> Vectors:
    """Return rows of length 1 from the embedding model, or from word counts where there is none."""
    vectors = embed(texts)
    if vectors is not None:
        return vectors
    rows = np.sqrt(counts)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _counts(texts: Sequence[str]) -> Counts:
    """Return how often each text, a row, holds each content word."""
    bags = [Counter(singular(word) for word in words(text) if word not in STOPWORDS) for text in texts]
    column = {word: index for index, word in enumerate(sorted({word for bag in bags for word in bag}))}
    rows = np.zeros((len(texts), max(1, len(column))))
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            rows[row, column[word]] = count
    return rows


def _unit(vector: Counts) -> Counts:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9))


def _length(piece: Piece) -> int:
    return len((piece.shown or piece.text).split())
