"""Make hostile mails, packed files, Word files, PDFs and objects: endless, nested, packed, or not what they say."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial

from benchmarks.hostile_case import (
    WORD,
    Case,
    Row,
    filled,
    framed,
    mail_of,
    pdf_of,
    repeated,
    word_body,
    word_of,
    zip_of,
)

HEAD = b"Subject: Ferry\nFrom: a@b.example\nMIME-Version: 1.0\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
PART = b"--b\nContent-Type: text/plain\n\nThe ferry was late.\n"
ENCODED = b"Content-Transfer-Encoding: "
MAILS: tuple[tuple[str, bytes, bytes], ...] = (
    ("parts", MIXED, PART),
    ("empty parts", MIXED, b"--b\n\n"),
    ("nested mails", HEAD, b"Content-Type: message/rfc822\n\n"),
    ("the same boundary nested", HEAD, b"Content-Type: multipart/mixed; boundary=b\n\n--b\n"),
    ("boundaries that are never used", MIXED, b"--a\n"),
    ("a boundary that is nowhere", HEAD + b"Content-Type: multipart/mixed\n\n", PART),
    ("many fields", HEAD, b"X-A: b\n"),
    ("one field again and again", HEAD, b"From: a@b.example\n"),
    ("base64", HEAD + ENCODED + b"base64\n\n", b"YQ==\n"),
    ("quoted-printable", HEAD + ENCODED + b"quoted-printable\n\n", b"=61=\n"),
    ("uuencoded", HEAD + ENCODED + b"x-uuencode\n\nbegin 644 a\n", b"#86)C\n"),
    ("styles", mail_of("<p style='", "html"), b"a:b;"),
    ("many styled lines", mail_of("", "html"), b"<p style='font-size:0'>a</p>"),
    (
        "many articles",
        mail_of("", "html"),
        b"<table><tr><td><h2>Ferry</h2><p>The ferry was late on Monday.</p></table>",
    ),
)
FIELDS = ("Subject", "From", "Date", "Content-Type", "Message-ID", "List-Id", "Received", "Content-Language", "X")
IN_FIELDS = ("a ", "=?utf-8?q?a?= ", "<a@b>, ", "(", '"', "\\", ";a=b", "a\n ", "=?utf-8?b?YQ==?=", "1 ")
CHARSETS = ("punycode", "idna", "utf-7", "unicode_escape", "zlib", "rot13", "utf-16", "hz", "iso-2022-jp")
QUOTED = (
    ">",
    "> ",
    "> a\n",
    ">>> a\n",
    "On Mon, Ada wrote:\n> a\n",
    "-- \n",
    "From: a\nSubject: b\n\n",
    "From a\n",
    "---------- Forwarded message ---------\nFrom: a\n\n",
    "-----Original Message-----\n",
    "http://a.example/ ",
    "\n* a",
    "[a] <http://b.example>\n",
    "Le lundi, Ada a écrit :\n",
    "Unsubscribe\n",
)
BOXES: tuple[tuple[str, bytes, bytes], ...] = (
    ("an empty box", b"", b"From a\n\n"),
    ("a box of mails", b"", b"From a\nSubject: b\n\nThe ferry was late.\n\n"),
    ("a box of first lines", b"", b"From a@b.example Mon Mar  2 08:00:00 2026\n"),
    ("a box of one line", b"From a\nSubject: b\n\n", b"a"),
)
RUN, END = b"<w:p><w:r><w:t>", b"</w:t></w:r></w:p>"
NO_END = b"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
BOX = b"<w:p><w:r><w:txbxContent>" + RUN + b"a" + END + b"</w:txbxContent></w:r></w:p>"
WORDS: tuple[tuple[str, bytes, bytes, bytes, int], ...] = (
    ("a long text", RUN, b"a", END, 50),
    ("blanks", b"", b" ", b"", 50),
    ("empty paragraphs", b"", b"<w:p/>", b"", 50),
    ("paragraphs", b"", RUN + b"Ferry" + END, b"", 1),
    ("paragraphs without an end", b"", NO_END, b"", 1),
    ("nested tables", b"", b"<w:tbl><w:tr><w:tc>", b"", 1),
    ("shallow tables", b"<w:tbl><w:tr><w:tc>" * 80, RUN + b"a" + END, b"</w:tc></w:tr></w:tbl>" * 80, 1),
    ("a wide table", b"<w:tbl><w:tr>", b"<w:tc>" + RUN + b"a" + END + b"</w:tc>", b"</w:tr></w:tbl>", 1),
    ("a long table", b"<w:tbl>", b"<w:tr><w:tc>" + RUN + b"a" + END + b"</w:tc></w:tr>", b"</w:tbl>", 1),
    ("runs", b"<w:p>", b"<w:r><w:t>a</w:t></w:r>", b"</w:p>", 1),
    ("fields", b"<w:p>", b"<w:r><w:fldChar/></w:r>", b"</w:p>", 1),
    ("changes", b"<w:p>", b"<w:ins><w:r><w:t>a</w:t></w:r></w:ins>", b"</w:p>", 1),
    ("text boxes", RUN + END, BOX, b"", 1),
    ("references", RUN, b"&amp;", END, 1),
)  # fmt: skip
"""Name, beginning, what is repeated, end, and how many times the size it unpacks to."""
PACKINGS = (("deflated", zipfile.ZIP_DEFLATED), ("bzip2", zipfile.ZIP_BZIP2), ("LZMA", zipfile.ZIP_LZMA))
SHOWN = b"BT /F 9 Tf 40 700 Td (The ferry was late) Tj ET "
CATALOG, TRAILER = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n", b"\ntrailer<</Root 1 0 R>>\n%%EOF"
FORM = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length 12>>stream\n"
    b"/X Do /X Do  \nendstream"
)
FONTS, PICTURES = b"/Font<</F 3 0 R>>", b"/XObject<</X 6 0 R>>"
OBJECTS: tuple[Row, ...] = (
    ("nested lists", b"", b"[", b""),
    ("nested objects", b"", b'{"a":', b""),
    ("a long number", b'{"text":', b"9", b"}"),
    ("a long fraction", b'{"text": "a", "published": 1.', b"9", b"}"),
    ("paragraphs", b'{"title":"a","text":"a","paragraphs":[', b'"a",', b'"a"]}'),
    ("authors", b'{"text":"The ferry was late.","authors":[', b'"a",', b'"a"]}'),
    ("a title", b'{"text":"The ferry was late.","title":"', b"a ", b'"}'),
    ("a date", b'{"text":"The ferry was late.","published":"', b"1", b'"}'),
    ("an address", b'{"text":"The ferry was late.","url":"http://', b"a/", b'"}'),
    ("a language", b'{"text":"The ferry was late.","language":"', b"a-", b'"}'),
    ("equal names", b"{", b'"text":"a",', b'"text":"a"}'),
    ("escapes", b'{"text":"', b"\\u0301\\ud800", b'"}'),
    ("a JSON feed", b'{"version":"https://jsonfeed.org/version/1.1","title":"P","items":[', b'{"id":"1"},', b"{}]}"),
    ("lines of nothing", b"", b"{}\n", b""),
    ("lines of articles", b"", b'{"text": "The ferry was late again."}\n', b""),
)


BYTES = (
    ("NULs", b"\0"),
    ("bytes of 255", b"\xff"),
    ("halves of letters", b"The ferry \xed\xa0\x80\xed\xb0\x80 was late. "),
    ("turned text", "The \u202eferry\u202c \u2066was\u2069 late. ".encode()),
    ("turns", "\u202e".encode()),
    ("marks of encodings", b"\xff\xfe"),
    ("line feeds", b"\n"),
    ("carriage returns", b"\r"),
)
ENDINGS = ".txt .md .html .eml .mbox .rss .opml .json .jsonl .docx .pdf".split()
STARTS = {".html": "<html><body><p>", ".eml": "Subject: Ferry\n\n", ".rss": "<rss><channel><item><title>"}


def mail_cases() -> Iterator[Case]:
    """Yield mails and boxes of mails."""
    for name, before, unit in MAILS:
        yield filled(f"mail: {name}", ".eml", before, unit, b"\n\nThe ferry was late.\n")
    nested = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
    yield Case("nested parts", ".eml", lambda size: HEAD + b"".join(nested % (i, i) for i in range(size // 50)))
    for name in FIELDS:
        for piece in IN_FIELDS:
            start = f"MIME-Version: 1.0\n{name}: ".encode()
            yield filled(
                f"{name} of {piece!r}", ".eml", start, piece.encode(), b"\nSubject: Ferry\n\nThe ferry was late.\n"
            )
    for charset in CHARSETS:
        start = HEAD + f"Content-Type: text/plain; charset={charset}\n\n".encode()
        yield filled(f"mail in {charset}", ".eml", start, b"The ferry. ", b"")
    for piece in QUOTED:
        flowed = HEAD + b"Content-Type: text/plain; format=flowed\n\n"
        yield filled(f"mail of {piece!r}", ".eml", HEAD + b"\n", piece.encode(), b"")
        yield filled(f"flowed mail of {piece!r}", ".eml", flowed, piece.encode(), b"")
    for name, before, unit in BOXES:
        yield filled(name, ".mbox", before, unit, b"")


def packed_cases() -> Iterator[Case]:
    """Yield packed files that unpack to hundreds of times their size, and Word files."""
    ferry = b"The ferry was late again. "
    yield Case("packed text", ".txt.gz", lambda size: _packed(ferry, 300 * size, 31))
    yield Case("packed lines", ".jsonl.gz", lambda size: _packed(b"{}\n", 100 * size, 31))
    yield Case("packed twice", ".txt.gz", lambda size: gzip.compress(_packed(ferry, 300 * size, 31)))
    yield filled("many packed files", ".txt.gz", b"", gzip.compress(b"a\n", mtime=0), b"")
    yield Case("badly packed", ".txt.gz", lambda size: _packed(ferry, 300 * size, 31)[: -size // 100])
    for one in WORDS:
        yield _word_case(*one)
    for name, packing in PACKINGS:
        yield Case(f"Word: a size that is not true, {name}", ".docx", partial(_untrue, packing))
    styles = {"word/document.xml": word_body(RUN + b"Ferry" + END)}
    yield Case("Word: styles", ".docx", lambda size: zip_of(styles | {"word/styles.xml": _styles(5 * size)}))
    yield Case("Word: parts", ".docx", lambda size: zip_of({f"word/{i}.xml": b"" for i in range(size // 120)}))
    yield Case(
        "Word: a zip in a zip", ".docx", lambda size: zip_of({"word/document.xml": word_of(ferry * (size // 26))})
    )


def _untrue(packing: int, size: int) -> bytes:
    """Return a Word file that says it holds a thousand letters, and holds a thousand times as many bytes as asked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(size // 1000):
            part.write(b"a" * 1_000_000)
    data = bytearray(buffer.getvalue())
    stated = data.rindex(b"PK\x01\x02") + 24
    data[stated : stated + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def _styles(size: int) -> bytes:
    """Return styles of which each is based on the next."""
    one = b"<w:style w:styleId='a%d'><w:basedOn w:val='a%d'/></w:style>"
    return b"<w:styles xmlns:w='%s'>%s</w:styles>" % (
        WORD.encode(),
        b"".join(one % (number, number + 1) for number in range(size // len(one))),
    )


def _word_case(name: str, before: bytes, unit: bytes, after: bytes, times: int) -> Case:
    return Case(f"Word: {name}", ".docx", lambda size: word_of(before + repeated(unit, times * size) + after))


def _packed(unit: bytes, size: int, bits: int) -> bytes:
    """Return so many bytes of a piece packed, with no more than a little in memory; 31 bits make a gzip file."""
    packer = zlib.compressobj(9, zlib.DEFLATED, bits)
    block = unit * 10_000
    parts = [packer.compress(block) for _ in range(max(1, size // len(block)))]
    return b"".join([*parts, packer.flush()])


def pdf_cases() -> Iterator[Case]:
    """Yield PDFs."""
    yield Case("PDF: empty pages", ".pdf", lambda size: pdf_of([b""] * (size // 170)))
    for name, before, unit, after in (
        ("one page of much text", b"", SHOWN, b""),
        ("letters on one spot", b"BT /F 9 Tf 40 700 Td ", b"(a) Tj ", b"ET"),
        ("saved states", b"", b"q ", b""),
        ("lines", b"", b"0 0 m 9 9 l S ", b""),
        ("nested lists", b"", b"[", b""),
    ):
        yield _stream_case(name, before, unit, after)
    yield Case("PDF: letters all over", ".pdf", _letters_all_over)
    yield Case("PDF: nested dictionaries", ".pdf", lambda size: pdf_of([SHOWN], objects=(b"<</A" * (size // 4),)))
    yield Case("PDF: many objects", ".pdf", lambda size: pdf_of([SHOWN], objects=(b"null",) * (size // 20)))
    yield Case("PDF: packed text", ".pdf", lambda size: pdf_of([_packed(SHOWN, 300 * size, 15)], packed=True))
    yield Case("PDF: packed blanks", ".pdf", lambda size: pdf_of([_packed(b" ", 900 * size, 15)], packed=True))
    for name, old, new in (
        ("huge paper", b"600 800", b"1e9 1e9"),
        ("tiny paper", b"600 800", b"0 1e-9"),
        ("a count of pages that is not true", b"/Count 1", b"/Count 2147483647"),
    ):
        yield _changed_case(name, old, new)
    ring = b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>endobj"
    yield Case("PDF: pages in a ring", ".pdf", lambda size: CATALOG + ring + TRAILER)
    yield Case("PDF: a tree of pages", ".pdf", _tree_of_pages)
    looped = pdf_of([b"/X Do"], objects=(FORM % 6,)).replace(FONTS, PICTURES)
    tower = pdf_of([b"/X Do"], objects=tuple(FORM % (7 + i) for i in range(60))).replace(FONTS, PICTURES)
    yield Case("PDF: a picture in itself", ".pdf", lambda size: looped)
    yield Case("PDF: pictures in pictures", ".pdf", lambda size: tower)
    yield filled("PDF: no end", ".pdf", b"%PDF-1.7\n", b"1 0 obj <<", b"")
    yield filled("PDF: tables of places", ".pdf", b"%PDF-1.7\n", b"xref\n0 99999999\n", b"startxref 9")


def _stream_case(name: str, before: bytes, unit: bytes, after: bytes) -> Case:
    return Case(f"PDF: {name}", ".pdf", lambda size: pdf_of([before + repeated(unit, size) + after]))


def _changed_case(name: str, old: bytes, new: bytes) -> Case:
    return Case(f"PDF: {name}", ".pdf", lambda size: pdf_of([SHOWN]).replace(old, new))


def _tree_of_pages(size: int) -> bytes:
    node = b"%d 0 obj<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 9>>endobj\n"
    return CATALOG + b"".join(node % (i, i + 1, i + 1) for i in range(2, size // 60)) + TRAILER


def _letters_all_over(size: int) -> bytes:
    places = ((i * 7 % 600, i * 13 % 800) for i in range(size // 30))
    return pdf_of([b"BT /F 9 Tf " + b"".join(b"%d %d Td (a) Tj %d %d Td " % (x, y, -x, -y) for x, y in places) + b"ET"])


def object_cases() -> Iterator[Case]:
    """Yield JSON, as one object and as lines."""
    for ending in (".json", ".jsonl"):
        yield from framed("JSON", ending, OBJECTS)
    closed = b'{"text":' + b'{"a":' * 900 + b"1" + b"}" * 901
    yield Case("JSON: closed nested objects", ".json", lambda size: closed)
    yield Case("JSON: names", ".json", lambda size: b"{" + b",".join(b'"a%d":1' % i for i in range(size // 12)) + b"}")


def byte_cases() -> Iterator[Case]:
    """Yield what is no text, and text in encodings that nothing names, under every ending."""
    ferry = "The ferry was late again on Monday.\n\n"
    for ending in ENDINGS:
        for name, unit in BYTES:
            yield filled(f"{name} as {ending}", ending, b"", unit, b"")
        for encoding in ("utf-16-le", "utf-16-be", "utf-32-le"):
            yield filled(f"{encoding} as {ending}", ending, b"", (STARTS.get(ending, "") + ferry).encode(encoding), b"")
        yield Case(f"random bytes as {ending}", ending, random.Random(1).randbytes)
