"""Cut an article into passages: one whole paragraph each, with a header that says where it comes from."""

from __future__ import annotations

import math
from collections.abc import Mapping

from index.text import day, normalise, sentence_spans
from index.types import CITABLE_KINDS, Article, Paragraph, Passage

LONGEST, SHORTEST = 120, 60
"""Words of a passage. 120 news words are about 160 word pieces; with the header that stays below the models' 256.
A longer paragraph is cut at sentence ends into parts of these sizes, where its sentences allow it."""
WORD_LETTERS = 12
"""A "word" longer than this (an address, Thai, Chinese) counts as several, so that it cannot fill the window alone."""
TITLE_WORDS, TITLE_LETTERS, NAME_LETTERS = 25, 160, 60
"""Longest title and names in a header: a paragraph must have the room, not its header."""


def chunk(article: Article, speakers: Mapping[str, str] | None = None) -> list[Passage]:
    """Return the passages of an article in its order; a heading is context and becomes none.

    `speakers` maps a paragraph id to who speaks in it. A passage id is its paragraph's id, with `/1`, `/2` … for the
    parts of a long paragraph. Recipe: paragraphs as they stand, cut only when long (methods: paragraph grouping was the
    best of 36 ways to chunk).
    """
    passages = []
    for paragraph in article.paragraphs:
        if paragraph.kind not in CITABLE_KINDS or not paragraph.text.strip():
            continue
        head = header(article, (speakers or {}).get(paragraph.id))
        spans = parts(paragraph.text, article.language)
        for number, (start, end) in enumerate(spans, 1):
            passage_id = paragraph.id if len(spans) == 1 else f"{paragraph.id}/{number}"
            passages.append(Passage(passage_id, article.id, (paragraph.id,), head + paragraph.text[start:end]))
    return passages


def body(passage: Passage, article: Article) -> str:
    """Return the passage without its header: the text of its paragraph, or of its part of it."""
    by_id: dict[str, Paragraph] = {paragraph.id: paragraph for paragraph in article.paragraphs}
    paragraph = by_id[passage.paragraph_ids[0]]
    _, _, part = passage.id.partition("/")
    start, end = parts(paragraph.text, article.language)[int(part) - 1 if part else 0]
    return paragraph.text[start:end]


def header(article: Article, speaker: str | None = None) -> str:
    """Return `{title} ({source}, {date}). {Speaker}: ` with what the article has; empty when it has nothing.

    >>> header(Article("a", "r", "Rain", (), source="The Tarn Post"), "Ines Holt")
    'Rain (The Tarn Post). Ines Holt: '
    """
    title = _short(" ".join(article.title.split()[:TITLE_WORDS]), TITLE_LETTERS)
    origin = [_short(article.source, NAME_LETTERS)] if article.source else []
    if article.published:
        origin.append(day(article.published).isoformat())
    about = " ".join(part for part in (title, f"({', '.join(origin)})" if origin else "") if part)
    end = "" if not about or about.endswith((".", "?", "!")) else "."
    return (f"{about}{end} " if about else "") + (f"{_short(speaker, NAME_LETTERS)}: " if speaker else "")


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
