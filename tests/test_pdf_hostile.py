"""PDFs that nobody should have to read: scanned, locked, damaged, without end."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from made_pdfs import NOW, PLAIN, STORY, TITLE, Setter, texts, wrapped
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from index.errors import SourceError
from index.pdf import clean_pdf

PDFS = Path(__file__).parents[1].parent / "shared" / "eval" / "pdfs"


def picture() -> ImageReader:
    return ImageReader(Image.new("L", (200, 280), 128))


def test_scanned_pages_are_said_to_be_pictures() -> None:
    page = Setter()
    page.canvas.drawImage(picture(), 0, 0, *A4)
    with pytest.raises(SourceError, match="pictures of text"):
        page.read()


def test_one_scanned_page_among_others_is_noted() -> None:
    page = Setter()
    page.lines(wrapped(STORY[0], 475, "Times-Roman", 11), 60, 760, 11)
    page.canvas.showPage()
    page.canvas.drawImage(picture(), 0, 0, *A4)
    page.canvas.showPage()
    cleaned = page.read()
    assert texts(cleaned) == [PLAIN[0]]
    assert cleaned.note and cleaned.note.startswith("1 of 2 pages hold pictures")


def test_blank_pages_have_no_text() -> None:
    page = Setter()
    page.canvas.showPage()
    page.canvas.showPage()
    with pytest.raises(SourceError, match="no text in this PDF"):
        page.read()


def test_password_is_asked_for_by_name() -> None:
    page = Setter(encrypt=StandardEncryption("secret", ownerPassword="owner"))
    page.line(TITLE, 60, 700)
    with pytest.raises(SourceError, match="locked with a password"):
        page.read()


def test_file_that_may_only_not_be_printed_is_read() -> None:
    page = Setter(encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
    page.lines(wrapped(STORY[0], 475, "Times-Roman", 11), 60, 760, 11)
    assert texts(page.read()) == [PLAIN[0]]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a PDF"),
        (b"<html>an error page</html>", "not a PDF"),
        (b"%PDF-1.7", "broken"),
        (b"%PDF-1.7\n" + b"\xff\x00garbage" * 500, "broken"),
    ],
)
def test_what_is_no_pdf_is_said(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        clean_pdf(data, now=NOW)


def test_cut_off_file_is_read_or_said_to_be_broken() -> None:
    page = Setter()
    page.lines(wrapped(STORY[0], 475, "Times-Roman", 11), 60, 760, 11)
    data = page.pdf()
    for share in (0.2, 0.5, 0.9):
        try:
            found = texts(clean_pdf(data[: int(share * len(data))], now=NOW))
        except SourceError as error:
            assert "PDF" in str(error)
        else:
            assert found == [PLAIN[0]]


def test_too_many_pages() -> None:
    page = Setter()
    for _ in range(2001):
        page.canvas.showPage()
    with pytest.raises(SourceError, match="2,001 pages; at most 2,000"):
        page.read()


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of these objects, the first of which is its catalogue."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R /Size %d >>\n%%%%EOF" % (len(objects) + 1)


def stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def test_pictures_within_pictures_without_end_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty drawings, each of which shows the next ten times, are ten to the twentieth lines."""
    monkeypatch.setattr("index.pdf.MOST_SECONDS", 3)
    forms = [
        stream(
            b"/F Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F %d 0 R >> >>" % n,
        )
        for n in range(6, 25)
    ]
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>"
    )
    last = stream(b"0 0 m 9 9 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    data = raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream(b"/F Do"), *forms, last])
    with pytest.raises(SourceError, match=r"far longer|no text"):
        clean_pdf(data, now=NOW)


def test_page_of_far_too_many_letters_is_cut() -> None:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
    )
    content = b"BT /F 10 Tf 60 700 Td " + b"(The pier is closed. ) Tj 0 -1 Td " * 8000 + b"ET"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    data = raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream(content), font])
    cleaned = clean_pdf(data, now=NOW)
    assert 0 < sum(len(text) for _, text in cleaned.paragraphs) <= 110_000


@pytest.mark.skipif(not PDFS.is_dir(), reason="the public PDFs are not here")
def test_public_pdfs_read_as_sensible_text() -> None:
    for path in sorted(PDFS.glob("*.pdf")):
        cleaned = clean_pdf(path.read_bytes(), now=NOW)
        assert len(cleaned.pages) == len(cleaned.paragraphs)
        assert all(page and page > 0 for page in cleaned.pages), path
        assert list(cleaned.pages) == sorted(cleaned.pages) or "cltl" not in path.name
        words = " ".join([cleaned.title, *(text for _, text in cleaned.paragraphs)]).split()
        assert len(words) >= 3, path
        assert not any(letter in word for word in words for letter in "\u00ad\ufffe\x02\ufb01\ufb02"), path
        parted = sum(word.endswith("-") and len(word) > 2 for word in words)
        assert parted <= 0.002 * len(words) + 1, path
