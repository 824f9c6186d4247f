"""Make Word files for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from docx import Document

from index.clean import Cleaned
from index.docx import clean_docx

NOW = datetime(2026, 11, 1, tzinfo=UTC)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FIRST = "The harbour board voted on Monday to close the old pier before the winter storms arrive."
SECOND = "“We have no choice,” said harbour master Ines Duarte, who has run the port for nine years."


def written(build: Callable[[Any], None]) -> bytes:
    file = Document()
    build(file)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def read(build: Callable[[Any], None]) -> Cleaned:
    return clean_docx(written(build), now=NOW)


def changed(data: bytes, parts: dict[str, str | bytes]) -> bytes:
    """Return a Word file with parts put in the place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def with_body(xml: str) -> Cleaned:
    """Read a file whose body is this XML below a title."""
    root = f'<?xml version="1.0"?><w:document {W}><w:body>{xml}</w:body></w:document>'
    return clean_docx(changed(written(lambda file: None), {"word/document.xml": root}), now=NOW)


def line(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
