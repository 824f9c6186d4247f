"""Set PDFs for tests as newspapers, reports and papers are."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from index.clean import Cleaned
from index.pdf import clean_pdf

NOW = datetime(2026, 11, 1, tzinfo=UTC)
SOFT = "\u00ad"
TITLE = "Old pier to close before the winter storms"
STORY = (
    "The har­bour board voted on Mon­day to close the old pier be­fore the win­ter storms ar­rive, and to move "
    "the is­land ferry to the north quay un­til a new pier is built.",
    "“We have no choice,” said har­bour mas­ter Ines Du­arte, who has run the port for nine years. “The piles are "
    "eat­en away, and no­body knows how long they will hold in heavy weath­er.”",
    "The pier was built in 1911 and has burned twice since. It car­ries 212,000 pas­sen­gers a year, most of them "
    "be­tween May and Sep­tem­ber, and the only wa­ter main to the light­house.",
    "Fish­er­men said that they had warned the board for years. “We wrote let­ters, we went to meet­ings, we showed "
    "them pic­tures,” said Tomas Vell, who speaks for the forty boats that still sell their catch on the pier.",
    "The well-known café at its end will have to move as well. Its own­er, Orla Brandt, said that she had not been "
    "told where to, and that a well-known place could not be put into a con­tain­er on a park­ing lot.",
    "The board will de­cide in spring what the new pier may cost. Es­ti­mates range from 38 mil­lion to 61 mil­lion "
    "crowns, of which the re­gion would pay half if work be­gins be­fore the end of next year.",
)
PLAIN = tuple(text.replace(SOFT, "") for text in STORY)


def pieces(word: str) -> list[tuple[str, str]]:
    """Return the ways to part a word at its soft hyphens, the longest first part first."""
    parts = word.split(SOFT)
    return [("".join(parts[:i]) + "-", SOFT.join(parts[i:])) for i in range(len(parts) - 1, 0, -1)]


def wrapped(text: str, width: float, font: str, size: float, indent: float = 0.0) -> list[str]:
    """Break a text into lines of a width, words at their soft hyphens."""
    lines: list[str] = []
    line, room = "", width - indent
    queue = text.split()
    while queue:
        word = queue.pop(0)
        longer = f"{line} {word}".strip()
        if stringWidth(longer.replace(SOFT, ""), font, size) <= room:
            line = longer
            continue
        for first, rest in pieces(word):
            if stringWidth(f"{line} {first}".replace(SOFT, "").strip(), font, size) <= room:
                line, word = f"{line} {first}".strip(), rest
                break
        lines.append(line.replace(SOFT, ""))
        line, room = "", width
        queue.insert(0, word)
    return [*lines, line.replace(SOFT, "")] if line else lines


class Setter:
    """Set lines on pages, each paragraph with its first line set in, the columns one after the other."""

    def __init__(self, **options: Any) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, **options)

    def line(self, text: str, x: float, y: float, size: float = 10, font: str = "Times-Roman") -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def lines(self, texts: Sequence[str], x: float, y: float, size: float = 10, font: str = "Times-Roman") -> float:
        for text in texts:
            self.line(text, x, y, size, font)
            y -= 1.2 * size
        return y

    def columns(
        self, texts: Sequence[str], lefts: Sequence[float], width: float, top: float, depth: int, size: float = 10
    ) -> None:
        """Set paragraphs justified in columns of `depth` lines; a page is ended when its columns are full."""
        rows: list[tuple[str, float, bool]] = []
        for text in texts:
            found = wrapped(text, width, "Times-Roman", size, indent=size)
            rows += [(line, size if not i else 0.0, i == len(found) - 1) for i, line in enumerate(found)]
        for start in range(0, len(rows), depth):
            column = (start // depth) % len(lefts)
            if start and not column:
                self.canvas.showPage()
            y = top
            for line, indent, last in rows[start : start + depth]:
                self.justified(line, lefts[column] + indent, y, width - indent, size, last=last)
                y -= 1.2 * size

    def justified(self, line: str, x: float, y: float, width: float, size: float, *, last: bool) -> None:
        text = self.canvas.beginText(x, y)
        text.setFont("Times-Roman", size)
        gaps = line.count(" ")
        if gaps and not last:
            text.setWordSpace((width - stringWidth(line, "Times-Roman", size)) / gaps)
        text.textOut(line)
        self.canvas.drawText(text)

    def pdf(self) -> bytes:
        self.canvas.save()
        return self.out.getvalue()

    def read(self) -> Cleaned:
        return clean_pdf(self.pdf(), now=NOW)


def texts(cleaned: Cleaned, kind: str = "text") -> list[str]:
    return [text for one, text in cleaned.paragraphs if one == kind]


def reasons(cleaned: Cleaned) -> list[tuple[str, str]]:
    return [(one.text, one.reason) for one in cleaned.removed]
