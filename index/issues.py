"""Tell the articles in one issue of a newsletter apart, by their headlines and by what sets each off from the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from index.bylines import BYLINE, NAME_PLACE
from index.dates import date_line
from index.letter import count_words
from index.newsletter import LINK, Piece
from index.noise import ENDS
from index.signature import signature
from index.text import key

FEWEST_WORDS, FEWEST_PARAGRAPHS, PARAGRAPH_WORDS = 60, 2, 8
"""An article has so many words, or so many paragraphs, each of so many words."""
FEWEST_ARTICLES = 2
SAME_SIZE = 1.0
"""Pixels by which headlines of one rank differ at most."""
BYLINE_REACH = 2
"""Pieces below a headline among which its byline stands."""
NAMED_WORDS = 3
"""Words of a headline that the subject names, at least."""
LABEL_WORDS = 3
"""Words of the label of a section, which stands above its headline."""


@dataclass(frozen=True, slots=True)
class Part:
    """Hold the pieces of one article in an issue; `title` is its own headline, None for what goes by the subject."""

    title: str | None
    pieces: tuple[Piece, ...]


def parts_of(pieces: Sequence[Piece], subject: str, now: datetime) -> list[Part]:
    """Return the articles of an issue in its order, and one of what is left when that is long enough for an article.

    A headline begins an article when text enough stands below it, and it is a link, has a byline, a link to the rest
    of the text, or stands in a frame with its text; or when the subject names it or one of its rank, as in "The Letter:
    Ferry fares go up, and two more". An article with subheadings is one.
    """
    starts = _headlines(pieces, subject, now)
    if len(starts) < FEWEST_ARTICLES:
        return [Part(None, tuple(pieces))]
    heads = [i for i, one in enumerate(pieces) if _is_headline(one)]
    rank = min(pieces[i].size for i in starts) - SAME_SIZE
    bounds = sorted({0, len(pieces), *(i for i in heads if pieces[i].size >= rank)})
    articles: list[Part] = []
    rest: list[Piece] = []
    for start, end in pairwise(bounds):
        part = pieces[start:end]
        if start in starts:
            articles.append(Part(part[0].text, tuple(_without_label(part[1:]))))
        else:
            rest += part
    if count_words(rest) >= FEWEST_WORDS:
        return [*articles, Part(None, tuple(rest))]
    gone = tuple(replace(one, reason=one.reason or "short item of the newsletter") for one in rest)
    return [replace(articles[0], pieces=gone + articles[0].pieces), *articles[1:]]


def _headlines(pieces: Sequence[Piece], subject: str, now: datetime) -> list[int]:
    """Return the places of the headlines that begin an article, of the rank at which most do."""
    heads = [i for i, one in enumerate(pieces) if _is_headline(one)]
    best: list[int] = []
    framed: list[int] = []
    title = next((i for i in heads if key(pieces[i].text) == key(subject)), None)
    for size in sorted({round(pieces[i].size) for i in heads}, reverse=True):
        ranked = [i for i in heads if pieces[i].size >= size - SAME_SIZE]
        spans = list(pairwise([*ranked, len(pieces)]))
        whole = [(start, end) for start, end in spans if _is_article(pieces[start + 1 : end])]
        named = title is None and any(_is_named(pieces[start].text, subject) for start, _ in whole)
        stated = [start for start, end in whole if named or _is_stated(pieces[start:end], now)]
        if len(stated) >= max(FEWEST_ARTICLES, len(best) + 1):
            best = stated
        if not framed and len(whole) >= FEWEST_ARTICLES and all(_is_framed(pieces, i, ranked) for i, _ in whole):
            framed = [start for start, _ in whole]
    below_title = title is not None and any(pieces[i].size + SAME_SIZE < pieces[title].size for i in framed)
    return best or ([] if below_title else framed)


def _is_named(headline: str, subject: str) -> bool:
    """Tell whether a subject names a headline beside other words."""
    return len(headline.split()) >= NAMED_WORDS and key(headline) in key(subject)


def _is_headline(piece: Piece) -> bool:
    return piece.kind == "heading" and piece.reason is None and len(piece.text.split()) >= 2


def _is_article(pieces: Sequence[Piece]) -> bool:
    long = [one for one in pieces if one.reason is None and one.kind != "heading"]
    paragraphs = sum(len(one.text.split()) >= PARAGRAPH_WORDS and bool(ENDS.search(one.text)) for one in long)
    return paragraphs >= FEWEST_PARAGRAPHS or count_words(long) >= FEWEST_WORDS


def _is_stated(pieces: Sequence[Piece], now: datetime) -> bool:
    """Tell whether an article's headline is a link, a byline or date follows, or a link to the rest of it."""
    below = [one for one in pieces[1:] if one.reason is None][:BYLINE_REACH]
    signed = any(
        BYLINE.fullmatch(one.text)
        or NAME_PLACE.fullmatch(one.text)
        or date_line(one.text, now)
        or signature(one.text, now)
        for one in below
    )
    return signed or pieces[0].linked or any(one.reason == LINK for one in pieces)


def _is_framed(pieces: Sequence[Piece], head: int, heads: Sequence[int]) -> bool:
    """Tell whether an element holds a headline with its text and no other headline."""
    below = next((one.path for one in pieces[head + 1 :] if one.reason is None), ())
    own = _common(pieces[head].path, below)
    return all(other == head or _common(pieces[head].path, pieces[other].path) < own for other in heads)


def _common(left: Sequence[int], right: Sequence[int]) -> int:
    return next(
        (i for i, (one, other) in enumerate(zip(left, right, strict=False)) if one != other), min(len(left), len(right))
    )


def _without_label(pieces: Sequence[Piece]) -> list[Piece]:
    """Mark the label of the next section at the end."""
    result = list(pieces)
    last = next((i for i in range(len(result) - 1, -1, -1) if result[i].reason is None), None)
    if last is not None and len(result[last].text.split()) <= LABEL_WORDS and result[last].text[-1].isalnum():
        result[last] = replace(result[last], reason="section label")
    return result
