"""Find the lines of a page and the order in which people read them: columns, and what stands across columns.

A column is found as a tall empty strip with prose on both sides (after Breuel 2002, "Two geometric algorithms for
layout analysis"): the strip ends where a line crosses it, so a headline above the columns or a caption between them
parts the page, and what is above is read first. Tables have empty strips as well, but no prose beside them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from index.footnotes import raised

SEGMENT_GAP = 0.8
"""Ems between words from which they may be of two columns; a justified line's own gaps seldom reach it."""
CELL_GAP = 1.8
"""Ems between two cells of a table's row."""
SAME_BASE = 0.25
"""Ems by which two baselines of one line may differ."""
FEWEST_LINES = 3
"""Lines on each side of a column's edge."""
PROSE = 14
"""Mean characters of a column's lines; cells of tables have fewer."""
ALIGNED = 0.8
"""Share of the lines of the shorter side that stand level with one of the other: a table, when one side is no prose."""
FAR = 3.0
"""Ems between two baselines that part a line on top of columns, such as the authors' addresses, from them."""
DEEPEST = 12
"""Cuts within cuts; a newspaper's page takes six."""
MOST_SEGMENTS, MOST_STARTS, MOST_INITIALS = 3000, 300, 30
"""A page of more pieces is no page of prose and read row by row; so many of their left edges may be a column's."""
SMALLER, SHIFTED = (0.45, 0.85), (0.1, 0.8)
"""Shares of the size in which a raised note is set, and how many ems above the line; an initial is larger still."""
NUMBERED = re.compile(r"(?:\d{1,2}\.){0,4}\d{0,3}[.)]?|[A-Za-z][.)]|\([\da-z]{1,3}\)|\W")
"""What stands before a wide gap without making it a table's row: a heading's number or an item's sign."""


@dataclass(frozen=True, slots=True)
class Word:
    """Hold a word as the file has it; `glued` says that no space parts it from the word before."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    turn: int = 0
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Hold words that stand on one line of one column, lengths in points.

    `first` is the width of the first word, `cells` how many parts wide gaps make of it, `column` the number of the
    column on the page.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    first: float = 0.0
    cells: int = 1
    column: int = 0


def lines_of_words(words: Sequence[Word]) -> tuple[list[Line], list[str]]:
    """Return the pieces of lines of a page, unordered, and the texts that run across the reading direction."""
    letters = [0, 0, 0, 0]
    for word in words:
        letters[word.turn] += len(word.text)
    turn = letters.index(max(letters))
    rows = _rows(_lowered([word for word in words if word.turn == turn]))
    lines = [line for row in rows for line in _segments(row)]
    return lines, _runs(word for word in words if word.turn != turn)


def in_reading_order(lines: Sequence[Line], *, search: bool = True) -> list[Line]:
    """Return the lines of a page column by column, or row by row without a search; the pieces of one line joined."""
    columns = _columns(list(lines), DEEPEST) if search and len(lines) <= MOST_SEGMENTS else [list(lines)]
    return [replace(line, column=number) for number, column in enumerate(columns) for line in rows_of(column)]


def rows_of(lines: Iterable[Line]) -> list[Line]:
    """Return lines from top to bottom, those on one level joined."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (-one.base, one.left)):
        if rows and abs(rows[-1][0].base - line.base) <= SAME_BASE * min(rows[-1][0].size, line.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return _with_initials([_joined(sorted(row, key=lambda one: one.left)) for row in rows])


def _runs(words: Iterable[Word]) -> list[str]:
    texts: list[str] = []
    before: Word | None = None
    for word in words:
        if before and (before.turn, round(before.base)) == (word.turn, round(word.base)):
            texts[-1] += ("" if word.glued else " ") + word.text
        else:
            texts.append(word.text)
        before = word
    return texts


def _lowered(words: Sequence[Word]) -> list[Word]:
    """Set raised and lowered signs on the line of the word beside them, raised numbers in raised figures."""
    result: list[Word] = []
    line: Word | None = None
    for index, word in enumerate(words):
        after = words[index + 1] if index + 1 < len(words) else None
        if line is not None and _is_beside(word, line, result[-1].right):
            result.append(_on(word, line, word.left - result[-1].right))
        elif after and _is_beside(word, after, word.right) and abs(after.left - word.right) < word.size:
            result.append(_on(word, after))
        else:
            line = word
            result.append(word)
    return result


def _is_beside(word: Word, line: Word, right: float) -> bool:
    shift = abs(word.base - line.base)
    return (
        SMALLER[0] * line.size <= word.size <= SMALLER[1] * line.size
        and SHIFTED[0] * line.size <= shift <= SHIFTED[1] * line.size
        and -0.5 * line.size <= word.left - right <= 0.5 * line.size
    )


def _on(word: Word, line: Word, gap: float = math.inf) -> Word:
    """Set a sign on a line; a raised number belongs to the word before it when the gap is a thin one."""
    above = word.base > line.base and word.text.isdigit()
    text = raised(word.text) if above else word.text
    glued = word.glued or (above and gap < 0.25 * line.size)
    return replace(word, text=text, base=line.base, size=line.size, bold=line.bold, glued=glued)


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Return words on one level from left to right."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda one: -one.base):
        if found and found[-1][0].base - word.base <= SAME_BASE * min(found[-1][0].size, word.size):
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(row, key=lambda one: one.left) for row in found]


def _segments(row: Sequence[Word]) -> list[Line]:
    """Join the words of a row up to the next wide gap."""
    parts: list[list[Word]] = []
    for word in row:
        before = parts[-1][-1] if parts else None
        if before and word.left - before.right <= SEGMENT_GAP * max(before.size, word.size):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [_line(part) for part in parts]


def _line(words: Sequence[Word]) -> Line:
    text = "".join(("" if word.glued or not index else " ") + word.text for index, word in enumerate(words))
    letters: dict[tuple[float, bool], int] = {}
    for word in words:
        style = (word.size, word.bold)
        letters[style] = letters.get(style, 0) + len(word.text)
    size, bold = max(letters, key=lambda style: letters[style])
    first = next((i for i, word in enumerate(words) if i and not word.glued), len(words))
    return Line(
        text,
        words[0].left,
        max(word.right for word in words),
        median(word.base for word in words),
        size,
        bold and all(word.bold for word in words if word.text.isalpha()),
        words[first - 1].right - words[0].left,
    )


def _columns(lines: list[Line], depth: int) -> list[list[Line]]:
    """Return the columns of a page in reading order."""
    strip = _strip(lines) if depth and len(lines) >= 2 * FEWEST_LINES else None
    if strip is None:
        return [lines] if lines else []
    x, top, bottom = strip
    above = [line for line in lines if line.base > top]
    below = [line for line in lines if line.base < bottom]
    beside = [line for line in lines if bottom <= line.base <= top]
    sides = [one for one in beside if one.left < x], [one for one in beside if one.left >= x]
    return [column for part in (above, *sides, below) for column in _columns(part, depth - 1)]


def _strip(lines: list[Line]) -> tuple[float, float, float] | None:
    """Return the place, top and bottom of the empty strip that parts the most lines, None when no columns are there."""
    ordered = sorted(lines, key=lambda line: -line.base)
    width = SEGMENT_GAP * median(line.size for line in lines)
    best: tuple[tuple[int, int], tuple[float, float, float]] | None = None
    starts = Counter(round(line.left / 2) * 2 - 1.0 for line in lines).most_common(MOST_STARTS)
    for x in sorted(start for start, _ in starts):
        for left, right in _stretches(ordered, x, width):
            score = (min(len(left), len(right)), len(left) + len(right))
            if score[0] < FEWEST_LINES or (best and score <= best[0]) or not _are_columns(left, right):
                continue
            best = score, (x, *_extent(left, right, width / SEGMENT_GAP))
    return best[1] if best else None


def _extent(left: Sequence[Line], right: Sequence[Line], size: float) -> tuple[float, float]:
    """Return top and bottom of columns, without a few lines that stand far above or below on both sides."""
    groups: list[list[tuple[float, bool]]] = []
    for base, side in sorted([*((-one.base, True) for one in left), *((-one.base, False) for one in right)]):
        if groups and base - groups[-1][-1][0] <= FAR * size:
            groups[-1].append((base, side))
        else:
            groups.append([(base, side)])
    few = [min(sum(side for _, side in group), sum(not side for _, side in group)) < FEWEST_LINES for group in groups]
    kept = [index for index, one in enumerate(few) if not one] or range(len(groups))
    return -groups[kept[0]][0][0], -groups[kept[-1]][-1][0]


def _stretches(ordered: Sequence[Line], x: float, width: float) -> Iterable[tuple[list[Line], list[Line]]]:
    """Yield the lines left and right of a strip of some width that ends at x, between lines that cross it."""
    left: list[Line] = []
    right: list[Line] = []
    for line in ordered:
        if line.right <= x - width:
            left.append(line)
        elif line.left >= x - 1:
            right.append(line)
        else:
            yield left, right
            left, right = [], []
    yield left, right


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Tell columns of prose from those of a table, whose cells are short and stand level with one another."""
    if min(_mean(left), _mean(right)) >= PROSE:
        return True
    few, many = sorted((left, right), key=len)
    bases = {round(line.base) for line in many}
    level = sum(bool(bases & {round(line.base) + step for step in (-1, 0, 1)}) for line in few)
    return level < ALIGNED * len(few) and max(_mean(left), _mean(right)) >= PROSE


def _mean(lines: Sequence[Line]) -> float:
    """Return the mean characters of lines; a letter of a script without spaces says as much as two of ours."""
    return sum(len(line.text) + sum(one > "\u2e80" for one in line.text) for line in lines) / len(lines)


def _joined(row: Sequence[Line]) -> Line:
    """Join the pieces of a line; wide gaps make it a row of a table, with a bar between its cells."""
    line = row[0]
    for piece in row[1:]:
        gap = piece.left - line.right
        sign = len(row) == 2 and len(line.text) <= 9 and NUMBERED.fullmatch(line.text)
        cell = gap > CELL_GAP * max(line.size, piece.size) and not sign
        larger = max((line, piece), key=lambda one: len(one.text))
        line = replace(
            line,
            text=f"{line.text} | {piece.text}" if cell else f"{line.text} {piece.text}",
            right=max(line.right, piece.right),
            size=larger.size,
            bold=line.bold and piece.bold,
            cells=line.cells + cell,
        )
    return line


def _with_initials(lines: Sequence[Line]) -> list[Line]:
    """Give a large initial, which hangs beside several lines, to the first of them."""
    result = list(lines)
    for initial in [one for one in lines if len(one.text) == 1 and one.text.isupper()][:MOST_INITIALS]:
        size = initial.size
        beside = [
            one
            for one in result
            if one is not initial
            and one.size < 0.6 * size
            and initial.base - 0.3 * one.size <= one.base <= initial.base + size
            and 0 <= one.left - initial.left <= 2 * size
        ]
        first = max(beside, key=lambda one: one.base, default=None)
        if first is None:
            continue
        space = " " if initial.text in "AIO" and first.text[0].isupper() else ""
        result[result.index(first)] = replace(first, text=initial.text + space + first.text)
        result.remove(initial)
    return result
