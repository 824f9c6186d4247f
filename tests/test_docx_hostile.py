"""Word files that nobody should have to read: damaged, bombs, deeper than they should be."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from made_docx import FIRST, NOW, SECOND, W, changed, line, read, with_body, written

from index.docx import clean_docx
from index.errors import SourceError


def test_empty_file_has_no_paragraphs() -> None:
    cleaned = read(lambda file: None)
    assert (cleaned.title, cleaned.paragraphs) == ("", ())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a Word file"),
        (b"{\\rtf1 text}", "not a Word file"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Word"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        clean_docx(data, now=NOW)


def test_zip_that_is_no_word_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("notes.txt", FIRST)
    with pytest.raises(SourceError, match="not a Word file"):
        clean_docx(out.getvalue())


def test_cut_off_file_is_damaged() -> None:
    data = written(lambda file: file.add_paragraph(FIRST))
    with pytest.raises(SourceError, match="damaged"):
        clean_docx(data[: len(data) // 2])


def test_broken_xml_is_damaged() -> None:
    with pytest.raises(SourceError, match="damaged"):
        with_body("<w:p><w:r>")


def test_file_that_unpacks_to_far_too_much_is_refused() -> None:
    data = changed(written(lambda file: None), {"word/media/image1.bmp": bytes(201_000_000)})
    assert len(data) < 1_000_000
    with pytest.raises(SourceError, match="200 MB"):
        clean_docx(data)


def test_entities_are_not_read(tmp_path: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the key of the safe")
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    for entities, name in ((f'<!ENTITY e0 "boom">{levels}', "e9"), (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', "x")):
        root = f"<!DOCTYPE d [{entities}]><w:document {W}><w:body>{line(f'&{name};')}</w:body></w:document>"
        with pytest.raises(SourceError, match="damaged"):
            clean_docx(changed(written(lambda file: None), {"word/document.xml": root}))


def test_deep_nesting_is_damaged_and_nothing_worse() -> None:
    with pytest.raises(SourceError, match="damaged"):
        with_body("<w:sdt>" * 5000 + line(FIRST) + "</w:sdt>" * 5000)


def test_styles_based_on_each_other_in_a_ring() -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>{FIRST}</w:t></w:r></w:p>{line(SECOND)}'
    root = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    data = changed(written(lambda file: None), {"word/document.xml": root, "word/styles.xml": styles})
    assert [text for _, text in clean_docx(data).paragraphs] == [FIRST, SECOND]
