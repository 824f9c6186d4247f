"""Build a hostile file: a piece of text repeated between a beginning and an end, bare or in the files of offices."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Row = tuple[str, bytes, bytes, bytes]
"""A name, what stands before, what is repeated, what stands behind."""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Case:
    """Hold a hostile file: what it does, its ending, which chooses the reader, and how so many bytes of it are made."""

    name: str
    ending: str
    make: Callable[[int], bytes]


def filled(name: str, ending: str, before: bytes, unit: bytes, after: bytes) -> Case:
    """Return a file of a piece that is repeated between a beginning and an end."""
    return Case(name, ending, lambda size: before + repeated(unit, size) + after)


def framed(kind: str, ending: str, rows: Iterable[Row], start: bytes = b"", end: bytes = b"") -> Iterator[Case]:
    """Yield a file of each row, in what every file of the kind begins and ends with."""
    for name, before, unit, after in rows:
        yield filled(f"{kind}: {name}", ending, start + before, unit, after + end)


def repeated(unit: bytes, size: int) -> bytes:
    """Return so many bytes of a piece, and at least one of it."""
    return unit * max(1, size // len(unit))


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mail_of(text: str, kind: str = "plain") -> bytes:
    return f"Subject: Ferry\nFrom: Ada <a@b.example>\nContent-Type: text/{kind}; charset=utf-8\n\n{text}".encode()


def word_of(body: bytes) -> bytes:
    """Return a Word file with this in its body."""
    return zip_of({"word/document.xml": word_body(body)})


def word_body(body: bytes) -> bytes:
    return b'<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (WORD.encode(), body)


def zip_of(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def pdf_of(streams: list[bytes], *, objects: tuple[bytes, ...] = (), packed: bool = False) -> bytes:
    """Return a PDF with a page for each stream; `objects` come behind those that every PDF has."""
    pages = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(streams)))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (pages, len(streams)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    filtered = b"/Filter/FlateDecode" if packed else b""
    for i, stream in enumerate(streams):
        parts.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (5 + 2 * i)
        )
        parts.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), filtered, stream))
    out = bytearray(b"%PDF-1.7\n")
    for number, part in enumerate([*parts, *objects], start=1):
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    return bytes(out + b"trailer<</Root 1 0 R>>\n%%EOF\n")
