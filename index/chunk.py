"""Cut an article into passages: neighbouring short paragraphs together, with a header that says where they are from."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from index.text import day, normalise, sentence_spans
from index.types import CITABLE_KINDS, Article, Paragraph, Passage

VERSION = "2"
"""Names the way passages are cut; a library that was cut another way is cut anew when it is opened."""
WINDOW = 100
"""Words up to which neighbouring paragraphs make one passage. News paragraphs have 25 words on average, and the second
says "he" and "it" of what the first names: on 121 fresh questions over 5,053 articles the paragraph with the answer is
among the first five passages for .86 instead of .82, of 2.6 times fewer passages."""
LONGEST, SHORTEST = 120, 60
"""Words of a passage. 120 news words are about 160 word pieces; with the header that stays below the models' 256.
A longer paragraph is cut at sentence ends into parts of these sizes, where its sentences allow it."""
WORD_LETTERS = 12
"""A "word" longer than this (an address, Thai, Chinese) counts as several, so that it cannot fill the window alone."""
TITLE_WORDS, TITLE_LETTERS, NAME_LETTERS = 25, 160, 60
"""Longest title and names in a header: a paragraph must have the room, not its header."""


def chunk(article: Article, speakers: Mapping[str, str] | None = None) -> list[Passage]:
    """Return the passages of an article in its order; a heading is context and becomes none.

    `speakers` maps a paragraph id to who speaks in it; he is named in front of it where it does not name him. A passage
    id is that of its first paragraph, with `/1`, `/2` … for the parts of a long one.
    """
    head, named = header(article), speakers or {}
    passages = []
    for group in windows(article):
        ids = tuple(one.id for one in group)
        if len(group) == 1:
            text = group[0].text
            bodies = [spoken(text[left:right], named.get(ids[0])) for left, right in parts(text, article.language)]
        else:
            bodies = ["\n".join(spoken(one.text, named.get(one.id)) for one in group)]
        for number, body in enumerate(bodies, 1):
            passage_id = ids[0] if len(bodies) == 1 else f"{ids[0]}/{number}"
            passages.append(Passage(passage_id, article.id, ids, head + body))
    return passages


def windows(article: Article) -> Iterator[Sequence[Paragraph]]:
    """Yield the article's citable paragraphs, neighbours of one kind together while they are short."""
    group: list[Paragraph] = []
    size = 0
    for paragraph in article.paragraphs:
        citable = paragraph.kind in CITABLE_KINDS and bool(paragraph.text.strip())
        length = _size(paragraph.text)
        if group and (not citable or paragraph.kind != group[-1].kind or size + length > WINDOW):
            yield group
            group, size = [], 0
        if citable:
            group.append(paragraph)
            size += length
    if group:
        yield group


def spoken(text: str, speaker: str | None) -> str:
    """Return a text with its speaker in front where it does not name him.

    >>> spoken("If they say no, we will know.", "Marco Rubio")
    'Marco Rubio: If they say no, we will know.'
    """
    return text if not speaker or speaker.split()[-1] in text else f"{_short(speaker, NAME_LETTERS)}: {text}"


def header(article: Article) -> str:
    """Return `{title} ({source}, {date}). ` with what the article has; empty when it has nothing.

    >>> header(Article("a", "r", "Rain", (), source="The Tarn Post"))
    'Rain (The Tarn Post). '
    """
    title = _short(" ".join(article.title.split()[:TITLE_WORDS]), TITLE_LETTERS)
    origin = [_short(article.source, NAME_LETTERS)] if article.source else []
    if article.published:
        origin.append(day(article.published).isoformat())
    about = " ".join(part for part in (title, f"({', '.join(origin)})" if origin else "") if part)
    end = "" if not about or about.endswith((".", "?", "!")) else "."
    return f"{about}{end} " if about else ""


def parts(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return the (start, end) spans that `text` is cut into: one for all of it unless it is long.

    >>> parts("It rained. It stopped.")
    [(0, 22)]
    """
    if _size(text) <= LONGEST:
        return [(0, len(text))]
    pieces = [piece for span in sentence_spans(text, language) for piece in _cut(text, span)]
    sizes = [_size(text[start:end]) for start, end in pieces]
    groups: list[list[int]] = []
    for number in range(len(pieces)):
        if groups and sum(sizes[one] for one in groups[-1]) + sizes[number] <= LONGEST:
            groups[-1].append(number)
        else:
            groups.append([number])
    _fill_last(groups, sizes)
    return [(pieces[group[0]][0], pieces[group[-1]][1]) for group in groups]


def _fill_last(groups: list[list[int]], sizes: list[int]) -> None:
    """Move sentences to a short last part while the part before stays long enough."""
    if len(groups) < 2:
        return
    last, before = groups[-1], groups[-2]
    while sum(sizes[one] for one in last) < SHORTEST and len(before) > 1:
        moved = sizes[before[-1]]
        rest = sum(sizes[one] for one in before) - moved
        if rest < SHORTEST or sum(sizes[one] for one in last) + moved > LONGEST:
            return
        last.insert(0, before.pop())


def _cut(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the span, or its pieces at white space (or, without any, at letters) when it is a sentence without end."""
    start, end = span
    if _size(text[start:end]) <= LONGEST:
        return [span]
    pieces: list[tuple[int, int]] = []
    room = LONGEST
    begin = at = start
    while at < end:
        word_end = at + 1
        while word_end < end and word_end - at < WORD_LETTERS and not text[word_end].isspace():
            word_end += 1
        if room == 0:
            pieces.append((begin, at))
            begin, room = at, LONGEST
        room -= 1
        at = word_end
        while at < end and text[at].isspace():
            at += 1
    pieces.append((begin, end))
    return [(left, left + len(text[left:right].rstrip())) for left, right in pieces]


def _size(text: str) -> int:
    """Return the number of words, a very long one counted by its letters."""
    return sum(math.ceil(len(word) / WORD_LETTERS) for word in text.split())


def _short(text: str, letters: int) -> str:
    text = normalise(text)
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
