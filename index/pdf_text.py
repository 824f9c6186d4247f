"""Make paragraphs of the lines of a printed text, also of those that run over the end of a column or page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from statistics import median
from unicodedata import normalize

from index.dates import date_line, is_day
from index.footnotes import FIGURES, LOOK_BACK, ends_sentence
from index.hyphens import HYPHENS, SOFT, join, vocabulary
from index.names import PEOPLE
from index.pdf_layout import Line
from index.signature import is_outlet
from index.types import ParagraphKind

LEADING = 1.3
"""A gap of so many usual line distances parts two paragraphs."""
SPACED = 2.2
"""A sentence that goes on in a small letter bridges a gap of this many: a formula has stretched the line."""
SAME_SIZE = 0.06
"""Share by which the sizes of one paragraph's lines may differ."""
INDENT = 0.6
"""Ems by which the first line of a paragraph is set in."""
SHORT = 0.6
"""Share of the width under which a line is no part of a paragraph that goes on."""
HEADING = 1.1
"""Times the size of the text from which a line is a heading."""
LONGEST_HEADING, LONGEST_STANDFIRST = 25, 60
"""Words."""
BULLET = re.compile(r"^[•·▪◦‣∙●○■□➢➤▶►✓✔\uf0b7\uf0a7\uf0d8]\s*")
ITEM = re.compile(r"^(?:•|[–*-]\s|\(?(?:\d{1,2}|[a-z])[.)]\s)")
CAPTION = re.compile(r"(?:Figure|Fig\.|Table|Tab\.|Chart|Graph|Map|Photo)\s?\d{1,3}[a-z]?\s?[.:|–—]\s")
LIGATURE = re.compile("[\ufb00-\ufb06]")
TWO_HYPHENS = re.compile("-\u00ad?\u2010")
"""What some writers of PDF make of one hyphen."""
LEADERS = re.compile(r"(?:[.…·] ?){4,}\s*\d{1,4}$")
"""What ends a line of a table of contents."""
CENTRED_HEADING = 1.25
"""Times the size of the text from which lines in the middle of a page are one heading and no list."""
NOTE = re.compile(f"[{FIGURES}]")
"""A line that begins with a raised number is a note."""
CREDIT_LINES = 4
"""Lines of a block that may be author, outlet and day, one below the other."""
AUTHOR = re.compile(rf"(?:By|BY) {PEOPLE}")
Lines = list[Line]


@dataclass(frozen=True, slots=True)
class Printed:
    """Hold a paragraph as it is printed: its page from 1, its style, and whether its last line is full.

    `line` is the number of its first line in the file.
    """

    text: str
    page: int
    line: int
    size: float
    bold: bool
    column: tuple[int, int]
    full: bool = False
    indented: bool = False
    row: bool = False
    kind: ParagraphKind = "text"


def paragraphs_of(pages: Sequence[Sequence[Line]], firsts: Sequence[int]) -> list[Printed]:
    """Return the paragraphs of a text from the lines of its pages in reading order, numbered from each page's first."""
    pages = [[replace(line, text=_letters(line.text)) for line in page] for page in pages]
    known = vocabulary(line.text for page in pages for line in page)
    body = body_size(line for page in pages for line in page)
    found: list[Printed] = []
    for number, (page, count) in enumerate(zip(pages, firsts, strict=True), start=1):
        for group in _groups(page, body):
            found.append(_printed(group, number, count, known))
            count += len(group)
    return [_with_kind(one, body) for one in _run_over(found, body, known)]


def body_size(lines: Iterable[Line]) -> float:
    """Return the size in which most letters are set, in half points."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(2 * line.size) / 2] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 10.0


def _letters(text: str) -> str:
    text = TWO_HYPHENS.sub("-", LIGATURE.sub(lambda found: normalize("NFKC", found[0]), text))
    text = text[:-1].replace(SOFT, "") + text[-1:]
    return BULLET.sub("• ", text)


def _groups(lines: Sequence[Line], body: float) -> list[Lines]:
    """Return the paragraphs of a page, each as its lines."""
    groups: list[Lines] = []
    edges: dict[int, float] = {}
    for line in lines:
        edges[line.column] = max(edges.get(line.column, 0.0), line.right)
    for block in _blocks(lines):
        left, right = min(line.left for line in block), max(line.right for line in block)
        right = right if len(block) > 2 else edges[block[0].column]
        hanging = _is_hanging(block, left)
        few = len(block) <= CREDIT_LINES and block[0].size < HEADING * body
        start = len(groups)
        for line in block:
            group = groups[-1] if len(groups) > start else None
            apart = group and few and (_is_credit(line) or _is_credit(group[-1]))
            if group and not apart and not _begins(line, group, (left, right), body, hanging=hanging):
                group.append(line)
            else:
                groups.append([line])
    return groups


def _is_credit(line: Line) -> bool:
    """Tell whether a line names the author, the outlet or the day alone, as they stand below a headline."""
    text = line.text
    day = is_day(text) or date_line(text, datetime.now(UTC), spare=0) is not None
    return day or bool(AUTHOR.fullmatch(text)) or is_outlet(text)


def _blocks(lines: Sequence[Line]) -> list[Lines]:
    """Part the lines where the column, the style or the distance changes."""
    usual = _usual_distances(lines)
    blocks: list[Lines] = []
    for line in lines:
        above = blocks[-1][-1] if blocks else None
        if above and _same_block(above, line, usual):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _same_block(above: Line, line: Line, usual: dict[float, float]) -> bool:
    one_style = _same_style(above, line) or (_same_size(above, line) and line.text[:1].islower())
    if above.column != line.column or not one_style or max(above.cells, line.cells) > 1:
        return False
    if LEADERS.search(above.text[-LOOK_BACK:]):
        return False
    step = above.base - line.base
    distance = usual.get(round(line.size), 1.25 * line.size)
    if step <= LEADING * distance:
        return True
    goes_on = not ends_sentence(above.text) and line.text[:1].islower()
    return goes_on and step <= SPACED * distance


def _usual_distances(lines: Sequence[Line]) -> dict[float, float]:
    """Return the usual distance of two lines by their size."""
    steps: dict[float, list[float]] = {}
    for above, line in pairwise(lines):
        step = above.base - line.base
        if above.column == line.column and _same_style(above, line) and 0 < step < 2.5 * line.size:
            steps.setdefault(round(line.size), []).append(step)
    return {size: median(found) for size, found in steps.items()}


def _same_style(above: Line, line: Line) -> bool:
    return _same_size(above, line) and above.bold == line.bold


def _same_size(above: Line, line: Line) -> bool:
    return abs(above.size - line.size) <= SAME_SIZE * max(above.size, line.size)


def _is_hanging(block: Sequence[Line], left: float) -> bool:
    """Tell whether all but the first lines of the paragraphs are set in, as in a list of books."""
    inner = sum(line.left > left + INDENT * line.size for line in block)
    return len(block) > 2 and inner > 0.5 * len(block) and block[0].left <= left + INDENT * block[0].size


def _begins(line: Line, group: Sequence[Line], edges: tuple[float, float], body: float, *, hanging: bool) -> bool:
    """Tell whether a line begins a paragraph below the lines of `group`."""
    above, (left, right) = group[-1], edges
    if NOTE.match(line.text):
        return True
    if _are_centred(above, line):
        goes_on = line.text[:1].islower() or above.text.endswith((*HYPHENS, ","))
        return not goes_on and not line.bold and line.size < CENTRED_HEADING * body
    if ITEM.match(line.text) and (line.text[0] == "•" or ends_sentence(above.text) or ITEM.match(group[0].text)):
        return True
    inset = line.left > left + INDENT * line.size
    if ITEM.match(group[0].text) and line.left > group[0].left + 0.3 * line.size:
        return False
    if hanging:
        return not inset
    if inset and line.left > above.left + INDENT * line.size and not above.text.endswith(HYPHENS):
        return True
    if line.bold or line.size >= HEADING * body:
        return False
    fits = above.right + 0.25 * line.size + line.first <= right
    if fits and ends_sentence(above.text):
        return True
    short = above.right - above.left < SHORT * (right - left)
    return fits and short and not line.text[:1].islower() and len(line.text) > 1


def _are_centred(above: Line, line: Line) -> bool:
    """Tell whether two lines are set in the middle, as headings, names and addresses are."""
    shift = line.left - above.left
    middle = abs(line.left + line.right - above.left - above.right) / 2
    return abs(shift) > line.size and middle < 0.2 * line.size


def _printed(group: Sequence[Line], page: int, count: int, known: Counter[str]) -> Printed:
    text = group[0].text
    for line in group[1:]:
        text = join(text, line.text, known)
    first, last = group[0], group[-1]
    width = max(line.right for line in group) - min(line.left for line in group)
    full = len(group) > 1 and last.right - min(line.left for line in group) > 0.9 * width
    return Printed(
        text,
        page,
        count,
        first.size,
        all(line.bold for line in group),
        (page, first.column),
        full=full,
        indented=len(group) > 1 and first.left > group[1].left + INDENT * first.size,
        row=first.cells > 1,
    )


def _run_over(found: Sequence[Printed], body: float, known: Counter[str]) -> list[Printed]:
    """Join a paragraph that runs over the end of a column or page, past notes and captions, with its rest."""
    result: list[Printed] = []
    open_at: int | None = None
    for one in found:
        is_text = abs(one.size - body) <= SAME_SIZE * body and not one.bold and not one.row
        is_text = is_text and not CAPTION.match(one.text)
        above = result[open_at] if open_at is not None else None
        if above and is_text and above.column != one.column and _goes_on(above, one):
            assert open_at is not None
            result[open_at] = replace(above, text=join(above.text, one.text, known), column=one.column, full=one.full)
            continue
        result.append(one)
        if is_text:
            open_at = len(result) - 1
        elif one.size > HEADING * body or (one.bold and one.size >= body):
            open_at = None
    return result


def _goes_on(above: Printed, one: Printed) -> bool:
    if ends_sentence(above.text) or one.indented or ITEM.match(one.text):
        return False
    if one.text[:1].islower() or above.text.endswith(HYPHENS):
        return True
    return above.full and not above.text.endswith((":", ";")) and one.text[:1].isalnum()


def _with_kind(one: Printed, body: float) -> Printed:
    words = len(one.text.split())
    if CAPTION.match(one.text):
        return replace(one, kind="caption")
    if one.text.startswith("• "):
        return replace(one, kind="list", text=one.text[2:])
    letters = any(letter.isalpha() for letter in one.text)
    stated = one.text.rstrip(FIGURES).endswith((".", ",", ";")) and not one.text.endswith("...")
    larger = one.size >= HEADING * body
    heading = larger or (one.bold and not one.text[0].islower())
    if letters and not stated and not one.row and words <= LONGEST_HEADING and heading:
        return replace(one, kind="heading")
    if larger and one.page == 1 and LONGEST_HEADING // 4 < words <= LONGEST_STANDFIRST:
        return replace(one, kind="standfirst")
    return one
