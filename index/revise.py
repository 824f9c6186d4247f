"""Change an article and compare its revisions: restore left-out lines, give it another id, tell what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from index.article import numbered, revision_of
from index.errors import NotFoundError
from index.text import fold
from index.types import Article, Edit, Paragraph, ParagraphKind

ALIKE = 0.5
"""From this share of equal words two paragraphs are one that was changed, and below it one gone and one new."""
LONGEST_COMPARED = 2000
"""Words of a paragraph that are compared."""
MOST_COMPARED = 3_000_000
"""Words that are compared for one stretch of changed paragraphs: a hundred of fifty words in all orders take a tenth.

In a longer stretch each paragraph is compared with those alone that stand near its place.
"""
A_COMPARISON = 20
"""Words that could be compared in the time that it takes to begin with a paragraph."""
MOST_REPEATS = 20_000
"""Pairs of equal paragraphs in two revisions from which those that stand there often say nothing about the order: the
comparison takes up to the cube of the time for them."""


def restore(article: Article, line: int) -> Article:
    """Return the article with the line that the cleaner left out put back as a paragraph, as a new revision.

    Raises NotFoundError naming the lines that can be restored.
    """
    return _with(article, _position(article, line))


def name_of_line(article: Article, line: int) -> tuple[str, int]:
    """Return what names a left-out line in every reading of the article: its text, and which of its equals it is.

    Equals are counted from 0 among all lines, left out or not, so that restoring one renames no other.
    Raises NotFoundError naming the lines that can be restored.
    """
    position = _position(article, line)
    text = fold(article.removed[position].text)
    equal = [place for other, place in _lines(article) if other == text]
    return article.removed[position].text, equal.index(position)


def restore_lines(article: Article, names: Collection[tuple[str, int]]) -> Article:
    """Return the article with the left-out lines restored that `name_of_line` gave these names."""
    wanted, seen = {(fold(text), number) for text, number in names}, Counter[str]()
    positions = []
    for text, position in _lines(article):
        if position is not None and (text, seen[text]) in wanted:
            positions.append(position)
        seen[text] += 1
    for position in sorted(positions, reverse=True):
        article = _with(article, position)
    return article


def _position(article: Article, line: int) -> int:
    found = next((position for position, one in enumerate(article.removed) if one.line == line), None)
    if found is None:
        lines = ", ".join(str(one) for one in sorted({one.line for one in article.removed})[:20]) or "none"
        raise NotFoundError(f"Nothing was left out at line {line} of {article.id}; lines that were: {lines}.")
    return found


def _lines(article: Article) -> Iterator[tuple[str, int | None]]:
    """Yield the folded text of paragraphs and left-out lines in reading order, the latter with their position."""
    last = len(article.paragraphs)
    left_out = [(min(one.place, last), False, position) for position, one in enumerate(article.removed)]
    for place, kept, position in sorted([*left_out, *((place, True, 0) for place in range(last))]):
        if kept:
            yield fold(article.paragraphs[place].text), None
        else:
            yield fold(article.removed[position].text), position


def _with(article: Article, position: int) -> Article:
    blocks: list[tuple[ParagraphKind, str]] = [(one.kind, one.text) for one in article.paragraphs]
    pages = [one.page for one in article.paragraphs]
    line = article.removed[position]
    place = min(line.place, len(blocks))
    blocks.insert(place, ("text", line.text))
    pages.insert(place, pages[place - 1] if place else None)
    rest = tuple(
        replace(one, place=one.place + (one.place > place or (one.place == place and number > position)))
        for number, one in enumerate(article.removed)
        if number != position
    )
    return replace(
        article,
        revision=revision_of(article.title, blocks),
        paragraphs=numbered(article.id, blocks, pages),
        removed=rest,
    )


def with_id(article: Article, article_id: str) -> Article:
    """Return the article under another id, its paragraphs' ids with it."""
    blocks = [(one.kind, one.text) for one in article.paragraphs]
    pages = [one.page for one in article.paragraphs]
    return replace(article, id=article_id, paragraphs=numbered(article_id, blocks, pages))


def edits(before: Article, after: Article) -> tuple[Edit, ...]:
    """Return what became of the paragraphs between two revisions, in reading order.

    >>> from index.read import read_text
    >>> old, new = (read_text(f"Storm\\n\\nThe ferry was {word} on Monday at noon.")[0] for word in ("late", "early"))
    >>> [(one.kind, one.after) for one in edits(old, new)]
    [('changed', 'The ferry was early on Monday at noon.')]
    """
    old, new = before.paragraphs, after.paragraphs
    repeats, others = Counter(one.text for one in old), Counter(one.text for one in new)
    many = sum(count * others[text] for text, count in repeats.items()) > MOST_REPEATS
    matcher = SequenceMatcher(None, [one.text for one in old], [one.text for one in new], autojunk=many)
    found: list[Edit] = []
    if before.title != after.title:
        found.append(Edit("changed", before.title, after.title))
    for what, start, end, other, last in matcher.get_opcodes():
        if what != "equal":
            found += _paired(old[start:end], new[other:last])
    return tuple(found)


def _paired(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[Edit]:
    """Yield the edits of a stretch: paragraphs that share most words are one changed, the rest gone or new."""
    words, others = ([one.text.split()[:LONGEST_COMPARED] for one in side] for side in (old, new))
    counts, near = [Counter(one) for one in others], _near(words, others)
    first = 0
    for place, one in enumerate(old):
        middle = place * len(new) // len(old)
        start = max(first, min(middle - near // 2, len(new) - near))
        mine = Counter(words[place])
        shares = {other: _alike(mine, counts[other]) for other in range(start, min(start + near, len(new)))}
        best = max(shares, key=shares.__getitem__, default=None)
        if best is None or shares[best] < ALIKE:
            yield Edit("removed", one.text, "")
            continue
        yield from (Edit("added", "", other.text) for other in new[first:best])
        if one.text != new[best].text:
            yield Edit("changed", one.text, new[best].text)
        first = best + 1
    yield from (Edit("added", "", other.text) for other in new[first:])


def _near(words: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> int:
    """Return with how many paragraphs of the other side each is compared: with all but in long stretches."""
    cost = sum(map(len, words)) + len(words) * (A_COMPARISON + sum(map(len, others)) // max(1, len(others)))
    return min(len(others), max(1, MOST_COMPARED // max(1, cost)))


def _alike(mine: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that two paragraphs have in common, in any order."""
    few, many = sorted((mine, other), key=len)
    both = mine.total() + other.total()
    return 2 * sum(min(count, many[word]) for word, count in few.items()) / both if both else 1.0
