"""Turn the bytes of a file into text, or say in a sentence why they are none; sizes are bounded before reading."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from index.errors import SourceError

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
"""Byte order marks; the longer one first."""
WESTERN = frozenset("àâäáãåæçèéêëìíîïñòóôöõøœùúûüÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜ‘’‚“”„«»‹›–—…•·€£©®™°§½¼¾¡¿ªº\xa0\xad")
"""What western newspapers write beyond ASCII; other code pages read as this one show `þ`, `ð`, `ý`, `³` and `¹`."""
MOST_ACCENTS = 0.25
"""Share of a western text's letters beyond ASCII; Cyrillic or Greek read as western has nearly all."""
MOST_CONTROL = 0.02
"""Share of control characters in text; anything above is binary."""
UNMARKED, LEAST_HALF = ("utf-16-le", "utf-16-be"), 0.8
"""How editors save "Unicode" without a mark, and the share of letters whose upper byte is then zero."""
LOOKED_AT = 32_000
"""Bytes that are guessed from, and characters that are checked."""
DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,30})|^<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,30})", re.I
)
LABELS = {"x-sjis": "cp932", "x-euc-jp": "euc_jp", "x-gbk": "gb18030", "x-cp1251": "cp1251", "windows-874": "cp874"}
"""Names on the web that Python does not know."""
READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""What pages mean that state an older code page: the larger one that holds it (WHATWG Encoding, 4.2)."""
CODE_PAGES = frozenset(
    "utf-8 utf-16 utf-16-le utf-16-be utf-32 cp866 cp874 cp932 cp949 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 "
    "cp1257 cp1258 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 "
    "iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic gb18030 big5hkscs euc_jp iso2022_jp".split()
)
"""What may be stated; Python has others that are no code pages, such as punycode, which takes hours for a long page."""
FEWEST_RIGHT = 1000
"""Characters for each one that cannot be read; a text with more of these is in another code page than stated."""
SURELY = 6
"""Characters beyond ASCII that make bytes without an error in UTF-8 surely UTF-8, whatever is stated of them; in other
code pages they would have to follow each other by chance as UTF-8 demands."""
MOST_UNPACKED = 200
"""Times its size that a packed file may unpack to: articles pack about tenfold, a bomb a thousandfold."""
SMALL = 50_000_000
"""Bytes that any packed file may unpack to, whatever its size."""


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """Return what a file holds, unpacked, and never more than the limit in memory.

    Raises SourceError for a file that is too large or badly packed, OSError when it cannot be opened.
    """
    size = path.stat().st_size
    if size > max_bytes:
        raise SourceError(too_large(str(path), size, max_bytes))
    if path.suffix.lower() != ".gz":
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    else:
        try:
            with gzip.open(path) as packed:
                data = packed.read(max_bytes + 1)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise SourceError(f"{path} cannot be unpacked: {error}. Pack it again, or give it unpacked.") from None
    if len(data) > max_bytes:
        raise SourceError(too_large(str(path), len(data), max_bytes, more=True))
    return data


def read_lines(path: Path, max_line: int) -> Iterator[bytes]:
    """Yield the lines of a file, packed or not, one in memory at a time.

    Raises SourceError at a line above `max_line` bytes, in a file that is badly packed or unpacks to far more than it
    holds; OSError when it cannot be opened.
    """
    if path.suffix.lower() != ".gz":
        with path.open("rb") as file:
            yield from bounded_lines(file, str(path), max_line)
        return
    allowed = max(SMALL, max_line, MOST_UNPACKED * path.stat().st_size)
    unpacked = 0
    try:
        with gzip.open(path, "rb") as packed:
            for line in bounded_lines(packed, str(path), max_line):
                unpacked += len(line)
                if unpacked > allowed:
                    raise SourceError(f"{path} unpacks to more than {MOST_UNPACKED} times its size. Give it unpacked.")
                yield line
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise SourceError(f"{path} cannot be unpacked further: {error}. Pack it again, or give it unpacked.") from None


def bounded_lines(file: BinaryIO | gzip.GzipFile, name: str, max_line: int) -> Iterator[bytes]:
    """Yield the lines of an open file; raise SourceError at one that is longer than `max_line` bytes."""
    number = 0
    while line := file.readline(max_line + 1):
        number += 1
        if len(line) > max_line:
            size = f"{max_line / 1_000_000:.0f} MB" if max_line >= 1_000_000 else f"{max_line:,} bytes"
            raise SourceError(f"{name}: line {number} is longer than {size}, and nothing after it is read. Split it.")
        yield line


def decode(data: bytes, name: str, *, page: bool = False, charset: str | None = None) -> str:
    """Return the text of bytes: by their mark, as UTF-8 when they can be nothing else, by the character set that their
    host states, by what a page declares, as UTF-8, or as the likeliest code page.

    It is the order of the HTML standard (13.2.3.2) but for the second: pages are saved as UTF-8 that declare another.

    Raises SourceError for what is empty or not text.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise SourceError(f"{name} is empty. Add the text of an article.")
    binary = SourceError(f"{name} is not text. Give text, Markdown, a saved web page or JSON Lines.")
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            break
    else:
        wide = (charset or "").lower().startswith(("utf-16", "utf-32"))
        if b"\x00" in data[:LOOKED_AT] and not wide:
            charset = _unmarked(data[:LOOKED_AT])
            if charset is None:
                raise binary
        utf8 = None if charset in UNMARKED else _as_utf8(data)
        sure = utf8 if utf8 and sum(character > "\x7f" for character in utf8[:LOOKED_AT]) >= SURELY else None
        stated = sure or _stated(data, charset) or (_declared(data) if page else None)
        found = stated or utf8 or _as_western(data) or _guessed(data)
        if found is None:
            raise binary
        text = found
    head = text[:LOOKED_AT]
    control = sum(character < " " and character not in "\t\r\n\f\v\x1b" for character in head)
    if control > MOST_CONTROL * len(head) or head.count("\ufffd") > MOST_CONTROL * len(head) + 1:
        raise binary
    return text


def _unmarked(head: bytes) -> str | None:
    """Return the kind of UTF-16 in which mostly western letters stand: every other byte is zero, and no others are."""
    for charset, high, low in ((UNMARKED[0], head[1::2], head[::2]), (UNMARKED[1], head[::2], head[1::2])):
        if high.count(0) >= LEAST_HALF * len(high) and not low.count(0):
            return charset
    return None


def _as_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A file cut in the middle of a character is UTF-8 still.
        return data.decode("utf-8", errors="ignore") if error.start >= len(data) - 3 > 0 else None


def _declared(data: bytes) -> str | None:
    """Read a page as it declares itself; UTF-16 cannot be declared in letters of one byte (HTML standard, 13.2.3.2)."""
    found = DECLARED.search(data[:4096])
    label = (found[1] or found[2]).decode("ascii") if found else None
    return None if label and label.lower().startswith(("utf-16", "utf-32")) else _stated(data, label)


def _stated(data: bytes, label: str | None) -> str | None:
    """Read the code page that is stated, None when there is none of that name or the bytes are plainly another."""
    label = (label or "").strip().lower()
    try:
        name = codecs.lookup(LABELS.get(label, label)).name
    except (LookupError, ValueError):
        return None
    name = READ_AS.get(name, name)
    if name not in CODE_PAGES:
        return None
    text = data.decode(name, errors="replace")
    return text if text.count("\ufffd") * FEWEST_RIGHT <= len(text) else None


def _as_western(data: bytes) -> str | None:
    """Read windows-1252, which holds latin-1, when nothing in the text speaks against it."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = [character for character in text if character > "\x7f"]
    letters = sum(character.isalpha() for character in text)
    accents = sum(character.isalpha() for character in beyond)
    return text if WESTERN.issuperset(beyond) and accents <= MOST_ACCENTS * letters else None


def _guessed(data: bytes) -> str | None:
    """Read the code page that charset-normalizer finds likeliest around the first bytes beyond ASCII."""
    from charset_normalizer import from_bytes

    first = next((i for i, byte in enumerate(data) if byte > 127), 0)
    best = from_bytes(data[max(0, first - 2000) : first + LOOKED_AT]).best()
    return data.decode(best.encoding, errors="replace") if best else None


def too_large(name: str, size: int, max_bytes: int, *, more: bool = False) -> str:
    """Return the sentence for a source above the limit; `more` says that `size` is only where reading stopped."""
    over = "more than " if more else ""
    size = max_bytes if more else size
    return (
        f"{name} has {over}{size / 1_000_000:.1f} MB; at most {max_bytes / 1_000_000:.1f} MB are read at once. "
        "Split it, or raise BRIEFING_MAX_SOURCE_MB."
    )
