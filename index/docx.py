"""Read a Word file: its paragraphs with their styles, tables as rows, notes at the end, changes as if accepted.

The XML is read as it is, for what the common libraries give leaves out text that was inserted while changes were
tracked, content controls and text boxes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from index.clean import Cleaned, check_size, mark, removed_of
from index.docx_parts import Style, is_on, name_of, parts_of, properties_of, styles_of, value_of
from index.errors import SourceError
from index.footnotes import FIGURES, ends_sentence, raised
from index.properties import dated, note_on_date, stated_authors, stated_title
from index.signature import signature
from index.split import Block, plain
from index.text import key

MOST_PARAGRAPHS = 200_000
"""Empty ones included: twenty times a long book, read in two seconds."""
LONGEST_CELL = 400
"""Characters; a table with a longer cell lays out a page and holds no data."""
LONGEST_HEADING, LONGEST_TITLE, SHORTEST_STANDFIRST, LONGEST_STANDFIRST = 20, 30, 5, 60
"""Words."""
SKIPPED = frozenset("del moveFrom delText instrText pPr rPr rt Fallback".split())
"""Elements whose text is not shown: deleted, moved away, codes of fields, readings, doubles for old programs."""
INLINE = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
AROUND = frozenset("body sdt sdtContent customXml ins moveTo smartTag".split())
"""Elements that hold paragraphs and tables."""


@dataclass(frozen=True, slots=True)
class Written:
    """Hold a paragraph of the file; `open` says that its end was deleted, so that the next one goes on in it."""

    text: str
    style: Style
    bold: bool = False
    open: bool = False


@dataclass(slots=True)
class Parts:
    """Hold the styles by their id, and the notes in the order in which the text refers to them."""

    styles: dict[str, Style]
    texts: dict[tuple[str, str], str]
    notes: list[str] = field(default_factory=list)


def clean_docx(data: bytes, *, now: datetime | None = None) -> Cleaned:
    """Return the article of a Word file.

    Raises SourceError for a file that is no Word file, is damaged, locked or far too large.
    """
    now = now or datetime.now(UTC)
    found = parts_of(data)
    parts = Parts(styles_of(found.get("styles")), _texts_of_notes(found))
    body = next((one for one in found["document"] if name_of(one) == "body"), None)
    if body is not None and sum(1 for _ in islice(body.iter("{*}p"), MOST_PARAGRAPHS + 1)) > MOST_PARAGRAPHS:
        raise SourceError(f"The Word file has more than {MOST_PARAGRAPHS:,} paragraphs, empty ones included. Split it.")
    written = list(_merged(_blocks(body, parts))) if body is not None else []
    written += [Written(note, Style()) for note in parts.notes]
    core = properties_of(found.get("core"))
    title, rest = _titled([one for one in written if one.text], stated_title(core.get("title", "")), now)
    blocks = [_block(number, one) for number, one in enumerate(rest, start=1)]
    check_size(blocks)
    credits, marked = mark([Block(1, title, "heading"), *blocks] if title else blocks, now=now)
    marked = marked[1:] if title else marked
    published, published_from = dated(credits, core.get("created", ""), now)
    return Cleaned(
        title=title,
        paragraphs=tuple((block.kind, block.text) for block in marked if block.reason is None),
        authors=credits.authors or stated_authors(core.get("creator", "")),
        source=credits.source,
        published=published,
        published_from=published_from,
        removed=removed_of(blocks, marked),
        note=note_on_date(published, published_from),
    )


def _texts_of_notes(found: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Return the texts of foot- and endnotes by their kind and id."""
    texts = {}
    for part in ("footnotes", "endnotes"):
        for note in found.get(part, ()):
            attributes = {name.rpartition("}")[2]: value for name, value in note.attrib.items()}
            text = plain(" ".join(_text(one, None, []) for one in note.iter() if name_of(one) == "p"))
            if text and "type" not in attributes:
                texts[part[:-1], attributes.get("id", "")] = text
    return texts


def _blocks(element: Any, parts: Parts) -> Iterator[Written]:
    """Yield the paragraphs below an element in order."""
    for child in element:
        name = name_of(child)
        if name == "p":
            yield from _paragraph(child, parts)
        elif name == "tbl":
            yield from _table(child, parts)
        elif name in AROUND:
            yield from _blocks(child, parts)


def _paragraph(element: Any, parts: Parts) -> Iterator[Written]:
    """Yield a paragraph, a part for each run of empty lines in it, then what stands in its text boxes."""
    boxes: list[Any] = []
    text = _text(element, parts, boxes)
    style = parts.styles.get(value_of(element, "pPr", "pStyle") or "", Style())
    number = value_of(element, "pPr", "numPr", "numId")
    if style.kind is None and is_on(number):
        style = replace(style, kind="list")
    if (value_of(element, "pPr", "outlineLvl") or "9") in "012345678":
        style = replace(style, kind="heading")
    pieces = [plain(piece) for piece in text.split("\n\n")]
    deleted = value_of(element, "pPr", "rPr", "del") is not None
    bold = _is_bold(element)
    for place, piece in enumerate(pieces):
        yield Written(piece, style, bold, open=deleted and place == len(pieces) - 1)
    for box in boxes:
        yield from _blocks(box, parts)


def _text(element: Any, parts: Parts | None, boxes: list[Any]) -> str:
    """Return the text that is shown, without that of deleted and hidden runs; text boxes are put into `boxes`."""
    pieces = []
    for child in element:
        name = name_of(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name in INLINE:
            pieces.append(INLINE[name])
        elif name in ("footnoteReference", "endnoteReference"):
            pieces.append(_reference(child, name.removesuffix("Reference"), parts))
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in SKIPPED and not (name == "r" and is_on(value_of(child, "rPr", "vanish"))):
            pieces.append(_text(child, parts, boxes))
    return "".join(pieces)


def _reference(element: Any, kind: str, parts: Parts | None) -> str:
    """Return the raised number of a note, and put the note behind the text."""
    number = next((value for name, value in element.attrib.items() if name.rpartition("}")[2] == "id"), "")
    if parts is None or (kind, number) not in parts.texts:
        return ""
    sign = raised(str(len(parts.notes) + 1))
    parts.notes.append(f"{sign} {parts.texts[kind, number]}")
    return sign


def _is_bold(element: Any) -> bool:
    runs = [run for run in element.iter() if name_of(run) == "r" and any(name_of(one) == "t" for one in run)]
    return bool(runs) and all(is_on(value_of(run, "rPr", "b")) for run in runs)


def _table(element: Any, parts: Parts) -> Iterator[Written]:
    """Yield the rows of a table; what stands in one that lays out the page comes as paragraphs."""
    rows = []
    for row in _inside(element, "tr"):
        if value_of(row, "trPr", "del") is None:
            rows.append([[one for one in _blocks(cell, parts) if one.text] for cell in _inside(row, "tc")])
    filled = [[cell for cell in row if cell] for row in rows]
    texts = [" ".join(one.text for one in cell) for row in filled for cell in row]
    if max(map(len, filled), default=0) <= 1 or any(len(text) > LONGEST_CELL for text in texts):
        yield from (one for row in filled for cell in row for one in cell)
        return
    for row in rows:
        cells = [" ".join(one.text for one in cell) for cell in row]
        if any(cells):
            yield Written(" | ".join(cells).strip(" |"), Style("text"))


def _inside(element: Any, name: str) -> Iterator[Any]:
    for child in element:
        if name_of(child) == name:
            yield child
        elif name_of(child) in AROUND:
            yield from _inside(child, name)


def _merged(written: Iterator[Written]) -> Iterator[Written]:
    """Join a paragraph whose end was deleted with the next."""
    open_parts: list[Written] = []
    for one in written:
        open_parts.append(one)
        if not one.open:
            yield _joined(open_parts)
            open_parts = []
    if open_parts:
        yield _joined(open_parts)


def _joined(parts: list[Written]) -> Written:
    """Return what was one paragraph before its parts' ends were deleted, in the style of the first that has text."""
    if len(parts) == 1:
        return parts[0]
    styled = next((one for one in parts if one.text), parts[-1])
    return replace(parts[-1], text=plain(" ".join(one.text for one in parts)), style=styled.style)


def _titled(written: list[Written], stated: str, now: datetime) -> tuple[str, list[Written]]:
    """Return the title and the rest: what has its style, a heading at the top, what the file states, a bold line."""
    place = next((i for i, one in enumerate(written) if one.style.title), None)
    top = 1 if len(written) > 1 and signature(written[0].text, now) else 0
    if place is None and written and (written[top].style.kind == "heading" or key(written[top].text) == key(stated)):
        place = top
    if place is None and not stated and len(written) > top + 2 and _is_line(written[top], LONGEST_TITLE):
        place = top
    if place is None:
        return stated, written
    rest = [*written[:place], *written[place + 1 :]]
    return written[place].text, _with_standfirst(rest, place)


def _with_standfirst(rest: list[Written], place: int) -> list[Written]:
    """Mark the bold sentence below the headline, which says in short what the text says."""
    if place < len(rest) - 1 and rest[place].style == Style() and rest[place].bold:
        words = len(rest[place].text.split())
        if SHORTEST_STANDFIRST <= words <= LONGEST_STANDFIRST:
            rest[place] = replace(rest[place], style=Style("standfirst"))
    return rest


def _is_line(one: Written, longest: int) -> bool:
    plain_text = one.style.kind is None and not one.style.contents
    return (
        plain_text and len(one.text.split()) <= longest and not one.text.rstrip(FIGURES).endswith((".", ",", ":", ";"))
    )


def _block(number: int, one: Written) -> Block:
    if one.style.contents:
        return Block(number, one.text, reason="table of contents", group=number)
    kind = one.style.kind or "text"
    if one.bold and _is_line(one, LONGEST_HEADING) and not ends_sentence(one.text):
        kind = "heading"
    return Block(number, one.text, kind, group=number)
