"""Open a Word file, whatever is in it: its parts as XML, what its styles mean, what it states of itself."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from index.errors import SourceError
from index.types import ParagraphKind

MOST_BYTES = 200_000_000
"""Of all parts unpacked: a file of a few pages can unpack to terabytes."""
MOST_TEXT = 60_000_000
"""Bytes of one part that is read: the XML of a long book has 20 million."""
MOST_TAGS = 2_000_000
"""Tags of one part: a long book has half as many, and a tree takes up to 200 bytes for each."""
STYLE_DEPTH = 20
"""Styles that a style is based on, one after the other."""
OLD_FORMAT, LOCKED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
DAMAGED = "The Word file is damaged and cannot be read. Save it once more, or paste its text."
NO_FILE = "This is not a Word file (.docx). Save the text as .docx, or paste it."
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
"""What unpacking raises on damaged files; a locked part and an unknown packing are a RuntimeError."""
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How a Word file may be packed. Of the others `zipfile` unpacks all there is, whatever the file says its size is: a
kilobyte becomes a gigabyte."""


@dataclass(frozen=True, slots=True)
class Style:
    """Hold what a paragraph style means for us: its kind, None for plain text, and whether it is the title's."""

    kind: ParagraphKind | None = None
    title: bool = False
    contents: bool = False


def parts_of(data: bytes) -> dict[str, Any]:
    """Return the roots of the parts that are read: document, styles, footnotes, endnotes, core."""
    if data.startswith(OLD_FORMAT):
        if LOCKED in data:
            raise SourceError("The Word file is locked with a password. Save a copy without one, or paste its text.")
        raise SourceError("This is a file of an old Word (.doc). Open it and save it as .docx, or paste its text.")
    if not data.startswith(b"PK"):
        raise SourceError(NO_FILE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(one.file_size for one in archive.infolist())
            if size > MOST_BYTES:
                raise SourceError(f"The Word file unpacks to more than {MOST_BYTES // 1_000_000} MB. Paste its text.")
            names = set(archive.namelist())
            main = _main_part(archive, names)
            if main is None:
                raise SourceError(NO_FILE)
            folder = posixpath.dirname(main)
            places = {name: posixpath.join(folder, f"{name}.xml") for name in ("styles", "footnotes", "endnotes")}
            places |= {"document": main, "core": "docProps/core.xml"}
            return {name: _root(archive, place) for name, place in places.items() if place in names}
    except BROKEN:
        raise SourceError(DAMAGED) from None


def _main_part(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    """Return the place of the text, which the file's relations name."""
    if "_rels/.rels" in names:
        for relation in _root(archive, "_rels/.rels"):
            target = relation.get("Target", "").lstrip("/")
            if relation.get("Type", "").endswith("/officeDocument") and target in names:
                return target if "word" in target.lower() or "word/document.xml" not in names else "word/document.xml"
    return "word/document.xml" if "word/document.xml" in names else None


def _root(archive: zipfile.ZipFile, place: str) -> Any:
    """Return the root of a part; a document type, which Word never writes, may hold entities without end."""
    from lxml import etree

    known = archive.getinfo(place)
    if known.file_size > MOST_TEXT:
        raise SourceError(f"The text of the Word file has more than {MOST_TEXT // 1_000_000} MB. Split it.")
    if known.compress_type not in PACKINGS:
        raise SourceError(DAMAGED)
    with archive.open(known) as part:
        data = part.read(MOST_TEXT)  # with a number no more than that is unpacked, even when the size is not true
    if data.count(b"<") > MOST_TAGS:
        raise SourceError(f"The text of the Word file has more than {MOST_TAGS:,} tags. Split it.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise SourceError(DAMAGED) from None
    if root.getroottree().docinfo.doctype:
        raise SourceError(DAMAGED)
    return root


def styles_of(root: Any) -> dict[str, Style]:
    """Return the paragraph styles by id; a style that says nothing of itself is what it is based on."""
    elements = {}
    for one in root if root is not None else ():
        name = next((value for key, value in one.attrib.items() if key.endswith("}styleId")), None)
        if name_of(one) == "style" and name:
            elements[name] = one
    own = {name: _style(element) for name, element in elements.items()}
    based = {name: value_of(element, "basedOn") or "" for name, element in elements.items()}
    found = {}
    for name in elements:
        style, step, depth = Style(), name, 0
        while step in own and style == Style() and depth < STYLE_DEPTH:
            style, step, depth = own[step], based[step], depth + 1
        found[name] = style
    return found


def _style(element: Any) -> Style:
    """Return what a style's name says; Word keeps the English names in all languages."""
    name = (value_of(element, "name") or "").casefold()
    level = value_of(element, "pPr", "outlineLvl")
    if name == "title":
        return Style("heading", title=True)
    if name.startswith(("toc ", "table of figures")) or name == "contents heading":
        return Style(contents=True)
    if name.startswith("heading") or (level or "9") in "012345678":
        return Style("heading")
    kinds: dict[str, ParagraphKind] = {"subtitle": "standfirst", "caption": "caption", "quote": "quote"}
    kinds |= {"intense quote": "quote", "quotations": "quote", "block text": "quote"}
    if name in kinds:
        return Style(kinds[name])
    listed = name.startswith("list ") and name != "list paragraph"
    return Style("list" if listed or is_on(value_of(element, "pPr", "numPr", "numId")) else None)


def properties_of(root: Any) -> dict[str, str]:
    return {name_of(one): one.text or "" for one in root} if root is not None else {}


def name_of(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def value_of(element: Any, *path: str) -> str | None:
    """Return the `val` of a child found by its names, "" when it has none, None when there is no such child."""
    for name in path:
        element = next((child for child in element if name_of(child) == name), None)
        if element is None:
            return None
    return next((value for name, value in element.attrib.items() if name.rpartition("}")[2] == "val"), "")


def is_on(value: str | None) -> bool:
    return value is not None and value not in ("0", "false", "off", "none")
