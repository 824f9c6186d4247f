"""Take the words of a PDF with their places, as a process of its own: PDFium is native code and files are hostile.

`index.pdf` starts this file as a script, so it knows nothing of the rest of the package. The PDF comes on standard
input; standard output gets one JSON value a line: what is known of the file, then each page, or an error.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import math
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MOST_PAGES = 2000
MOST_CHARACTERS = 10_000_000
"""Characters of all pages: 2,000 pages of a book hold six million."""
MOST_ON_A_PAGE = 100_000
"""The fullest page of a newspaper has 40,000 characters."""
MOST_MEMORY, MEMORY_A_BYTE = 400_000_000, 2
"""Bytes of address space, and more of it for each byte of the file, which is held twice.

A book of 2,000 pages takes 50 MB, a paper of sixty pages of 40,000 characters 75, a map of half a million lines 190;
a page that unpacks to 300 times its size would fill the machine.
"""
FIRST_SECONDS, SECONDS_A_PAGE = 4.0, 0.2
"""Of the processor: a page takes 0.03, the fullest 0.5; one made to hold us up would take for ever."""
BOLD = re.compile(r"bold|black|heavy|demi|medi(?!um)|[-,]bd|cmbx|sfbx", re.I)
"""Names of bold fonts; the weight that PDFium gives is guessed from the width of stems, and often wrong."""
FORCE_BOLD = 1 << 18
SAME_WORD = 0.15
"""Ems at most between two pieces of one word."""
LINE_HYPHEN = "\x02\ufffe"
"""What PDFium puts for the hyphen at the end of a line."""
KNOWN = ("Title", "Author", "CreationDate")
LONGEST_KNOWN = 1000


@dataclass(frozen=True, slots=True)
class Style:
    """Hold how a text object is set: size in points, boldness, and the angle of its lines in quarters of a turn."""

    size: float
    bold: bool
    turn: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold characters of one text object without a space between them, by their places in the page's text."""

    text: str
    first: int
    last: int
    owner: int
    glued: bool


def main() -> None:
    """Read a PDF from standard input and write its words to standard output."""
    data = sys.stdin.buffer.read()
    _limit_memory(len(data))
    try:
        for value in _values(data):
            sys.stdout.write(json.dumps(value) + "\n")
    except MemoryError:
        sys.stdout.write('{"error": "memory"}\n')


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows; there the time limit of the caller is all
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY + MEMORY_A_BYTE * size,) * 2)


def _limit_seconds(pages: int) -> None:
    """Let the system end this process when so many pages have taken far longer than pages do."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(FIRST_SECONDS + SECONDS_A_PAGE * pages), hard))


def _values(data: bytes) -> Iterator[dict[str, Any]]:
    from pypdfium2 import PdfDocument, PdfiumError, raw

    _limit_seconds(0)
    try:
        pdf = PdfDocument(data)
    except PdfiumError:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD
        yield {"error": "password" if locked else "broken"}
        return
    count = len(pdf)
    known = {name: pdf.get_metadata_value(name)[:LONGEST_KNOWN] for name in KNOWN}
    yield {"count": count, **known}
    characters = 0
    for number in range(count if count <= MOST_PAGES else 0):
        _limit_seconds(number + 1)
        try:
            page = pdf[number]
            words = list(_words(page))
        except PdfiumError:
            yield {"height": 0, "words": [], "pictures": True}
            continue
        characters += sum(len(word[0]) for word in words)
        if characters > MOST_CHARACTERS:
            yield {"error": "characters"}
            return
        pictures = not words and any(True for _ in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        yield {"height": page.get_height(), "words": words, "pictures": pictures}
        page.close()


def _words(page: Any) -> Iterator[tuple[Any, ...]]:
    """Yield (text, left, right, baseline, size, bold, quarter turns, glued to the word before) in the file's order."""
    from pypdfium2 import raw

    text_page = page.get_textpage()
    styles: dict[int, Style] = {}
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    before: tuple[Any, ...] | None = None
    page_left, page_bottom, page_right, page_top = page.get_bbox()
    for piece in _pieces(text_page.raw, min(text_page.count_chars(), MOST_ON_A_PAGE)):
        if piece.owner not in styles:
            styles[piece.owner] = _style(text_page.raw, piece.first)
        style = styles[piece.owner]
        raw.FPDFText_GetCharOrigin(text_page.raw, piece.first, x, y)
        raw.FPDFText_GetLooseCharBox(text_page.raw, piece.first, box)
        edges = [box.left, box.bottom, box.right, box.top]
        raw.FPDFText_GetLooseCharBox(text_page.raw, piece.last, box)
        edges = [*map(min, edges[:2], (box.left, box.bottom)), *map(max, edges[2:], (box.right, box.top))]
        if edges[0] > page_right or edges[2] < page_left or edges[1] > page_top or edges[3] < page_bottom:
            continue  # cut off when the page is shown
        left, right, base = _upright(edges, x.value, y.value, style.turn)
        glued = piece.glued and before is not None and abs(left - before[2]) <= SAME_WORD * style.size
        before = (
            piece.text,
            *(round(one, 2) for one in (left, right, base, style.size)),
            style.bold,
            style.turn,
            glued,
        )
        yield before
    text_page.close()


def _pieces(handle: Any, count: int) -> Iterator[Piece]:
    """Yield the words of a page's text; where a word goes on in another text object the next piece is glued."""
    from pypdfium2 import raw

    letters: list[str] = []
    first = owner = 0
    glued = False
    for index in range(count):
        letter = chr(raw.FPDFText_GetUnicode(handle, index))
        blank = letter.isspace() or letter == "\0"
        pointer = None if blank else raw.FPDFText_GetTextObject(handle, index)
        mine = ctypes.addressof(pointer.contents) if pointer else owner
        if letters and (blank or mine != owner):
            yield Piece("".join(letters), first, index - 1, owner, glued)
            letters, glued = [], not blank
        if blank:
            glued = False
            continue
        if not letters:
            first, owner = index, mine
        letters.append("-" if letter in LINE_HYPHEN else letter)
    if letters:
        yield Piece("".join(letters), first, count - 1, owner, glued)


def _style(handle: Any, index: int) -> Style:
    from pypdfium2 import raw

    matrix, name, flags = raw.FS_MATRIX(), ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    raw.FPDFText_GetFontInfo(handle, index, name, 200, flags)
    scale = math.hypot(matrix.c, matrix.d)
    bold = bool(flags.value > 0 and flags.value & FORCE_BOLD) or bool(
        BOLD.search(name.value.decode("utf-8", "replace"))
    )
    size = raw.FPDFText_GetFontSize(handle, index) * (scale if math.isfinite(scale) else 1)
    return Style(min(max(size, 0.1), 1000.0), bold, round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4)


def _upright(edges: list[float], x: float, y: float, turn: int) -> tuple[float, float, float]:
    """Return left, right and baseline of a piece as they are when its lines run from left to right."""
    left, bottom, right, top = edges
    if turn == 1:
        return bottom, top, -x
    if turn == 2:
        return -right, -left, -y
    if turn == 3:
        return -top, -bottom, x
    return left, right, y


if __name__ == "__main__":
    main()
