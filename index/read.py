"""Read a source into articles: pasted text, text, Markdown, saved pages, JSON Lines, a folder, standard input.

Each reader takes a path and what the caller states, and yields articles and, in their place, the errors of those that
cannot be read, so that one bad file or line never stops the others.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from index.article import Given, make_article
from index.clean import clean
from index.errors import SourceError
from index.html import clean_html
from index.markdown import clean_markdown
from index.stored import read_json, to_json
from index.types import Article

__all__ = ["READERS", "Given", "read", "read_json", "read_text", "to_json", "walk"]

MAX_BYTES = 20_000_000
"""Largest text that is read unless the caller allows more: a long book, fifty times a long article."""
Reader = Callable[[Path, Given, int], Iterator[Article | SourceError]]


def read(source: str | Path, *, given: Given | None = None, max_bytes: int = MAX_BYTES) -> list[Article]:
    """Return the articles of a file, a folder or standard input (`-`).

    Raises SourceError for the first part that cannot be read; `walk` goes on past it.
    """
    articles = []
    for one in walk(source, given=given, max_bytes=max_bytes):
        if isinstance(one, SourceError):
            raise one
        articles.append(one)
    return articles


def walk(
    source: str | Path, *, given: Given | None = None, max_bytes: int = MAX_BYTES
) -> Iterator[Article | SourceError]:
    """Yield the articles of a source one by one, and an error in place of each that cannot be read."""
    given = given or Given()
    name = str(source)
    if name == "-":
        yield from _standard_input(given, max_bytes)
        return
    if name.startswith(("http://", "https://")):
        yield SourceError(f"{name}: web addresses are not read yet. Save the page as .html, or paste its text.")
        return
    path = Path(source)
    kind = _kind(path)
    if isinstance(kind, SourceError):
        yield kind
        return
    yield from READERS[kind](path, given, max_bytes)


def read_text(text: str, *, given: Given | None = None, max_bytes: int = MAX_BYTES) -> list[Article]:
    """Return the article of a pasted text.

    Raises SourceError when there is nothing to read in it or it is too large.
    """
    if len(text) > max_bytes:
        raise SourceError(_too_large("The text", len(text), max_bytes))
    return [make_article(clean(text), given or Given())]


def _kind(path: Path) -> str | SourceError:
    try:
        if path.is_dir():
            return "folder"
        if not path.is_file():
            there = path.exists()
            reason = "is not a file" if there else "does not exist"
            return SourceError(f"{path} {reason}. Give a file, a folder, or - for standard input.")
    except (OSError, ValueError) as error:
        return SourceError(f"{str(path)[:200]} cannot be opened ({error}). Give a file or a folder.")
    name = path.name.lower().removesuffix(".gz")
    found = next((kind for ending, kind in ENDINGS.items() if name.endswith(ending)), None)
    if found is None:
        known = ", ".join(sorted(ENDINGS))
        return SourceError(f"{path} has an ending that is not read. Read are {known}; paste its text instead.")
    return found


def _read_file(
    path: Path, given: Given, max_bytes: int, make: Callable[[str, Given], Article]
) -> Iterator[Article | SourceError]:
    try:
        yield make(_decoded(_bytes(path, max_bytes), str(path)), given)
    except SourceError as error:
        yield error if str(path) in str(error) else SourceError(f"{path}: {error}")
    except OSError as error:
        yield SourceError(f"{path} cannot be read: {error.strerror or error}. Check the file and its permissions.")


def _text(path: Path, given: Given, max_bytes: int) -> Iterator[Article | SourceError]:
    yield from _read_file(path, given, max_bytes, lambda text, given: make_article(clean(text), given))


def _markdown(path: Path, given: Given, max_bytes: int) -> Iterator[Article | SourceError]:
    def make(text: str, given: Given) -> Article:
        cleaned, url = clean_markdown(text)
        return make_article(cleaned, given, url=url, published_from="meta")

    yield from _read_file(path, given, max_bytes, make)


def _html(path: Path, given: Given, max_bytes: int) -> Iterator[Article | SourceError]:
    def make(text: str, given: Given) -> Article:
        cleaned, url = clean_html(text, url=given.url)
        return make_article(cleaned, given, url=url, published_from="meta")

    yield from _read_file(path, given, max_bytes, make)


def _json_lines(path: Path, given: Given, max_bytes: int) -> Iterator[Article | SourceError]:
    """Read one article a line, the file as long as it likes, each line within the limit."""
    number = 0
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
            while line := lines.readline(max_bytes + 1):
                number += 1
                if len(line) > max_bytes:
                    yield SourceError(
                        f"{path}: line {number} is longer than {max_bytes // 1_000_000} MB; nothing after it is read."
                    )
                    return
                if line.strip():
                    yield _json_line(line, given, f"{path}: line {number}")
    except (OSError, EOFError, gzip.BadGzipFile) as error:
        yield SourceError(f"{path} cannot be read past line {number}: {error}. Check the file.")
    if number == 0:
        yield SourceError(f"{path} is empty. Add the text of an article.")


def _json_line(line: bytes, given: Given, where: str) -> Article | SourceError:
    try:
        found: Any = json.loads(line)
    except (ValueError, RecursionError):
        return SourceError(f'{where} is not JSON. Write one object a line, such as {{"title": …, "text": …}}.')
    try:
        return read_json(found, given)
    except SourceError as error:
        return SourceError(f"{where}: {error}")


def _folder(path: Path, given: Given, max_bytes: int) -> Iterator[Article | SourceError]:
    """Read every file of a known kind below the folder, sorted; hidden ones and other kinds are passed over."""
    seen = False
    for folder, file in sorted(_files(path)):
        inner = Path(folder) / file
        kind = _kind(inner)
        if isinstance(kind, str) and kind != "folder":
            seen = True
            yield from READERS[kind](inner, given, max_bytes)
    if not seen:
        yield SourceError(f"{path} holds no file that can be read. Read are {', '.join(sorted(ENDINGS))}.")


def _files(path: Path) -> Iterator[tuple[str, str]]:
    import os

    for folder, folders, files in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from ((folder, name) for name in files if not name.startswith("."))


def _standard_input(given: Given, max_bytes: int) -> Iterator[Article | SourceError]:
    """Read what is piped in: JSON Lines when its first line is an object, a page when it is HTML, else text."""
    data = sys.stdin.buffer.read(max_bytes + 1)
    if len(data) > max_bytes:
        yield SourceError(_too_large("Standard input", len(data), max_bytes, more=True))
        return
    try:
        text = _decoded(data, "Standard input")
        start = text.lstrip()[:200].lower()
        if start.startswith("{"):
            lines = data.splitlines()
            yield from (
                _json_line(line, given, f"Standard input: line {number}")
                for number, line in enumerate(lines, start=1)
                if line.strip()
            )
        elif start.startswith(("<!doctype html", "<html")):
            cleaned, url = clean_html(text, url=given.url)
            yield make_article(cleaned, given, url=url, published_from="meta")
        else:
            yield make_article(clean(text), given)
    except SourceError as error:
        yield error


def _bytes(path: Path, max_bytes: int) -> bytes:
    """Return what a file holds, unpacked, and never more than the limit in memory."""
    size = path.stat().st_size
    if size > max_bytes:
        raise SourceError(_too_large(str(path), size, max_bytes))
    if path.suffix != ".gz":
        return path.read_bytes()
    try:
        with gzip.open(path) as packed:
            data = packed.read(max_bytes + 1)
    except (gzip.BadGzipFile, EOFError) as error:
        raise SourceError(f"{path} cannot be unpacked: {error}. Check the file.") from None
    if len(data) > max_bytes:
        raise SourceError(_too_large(str(path), len(data), max_bytes, more=True))
    return data


def _decoded(data: bytes, name: str) -> str:
    """Return the text of bytes: UTF-8 or what charset-normalizer is sure of; binary data is refused."""
    if not data.strip(b"\x00 \t\r\n"):
        raise SourceError(f"{name} is empty. Add the text of an article.")
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    binary = SourceError(f"{name} is not text. Read are text, Markdown, saved web pages and JSON Lines.")
    if b"\x00" in data[:4096]:
        raise binary
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:100_000]).best()
        if best is None:
            raise binary from None
        text = data.decode(best.encoding, errors="replace")
    control = sum(character < " " and character not in "\t\r\n\f\x1b" for character in text[:4096])
    if control > 0.02 * min(len(text), 4096):
        raise binary
    return text


def _too_large(name: str, size: int, max_bytes: int, *, more: bool = False) -> str:
    over = "more than " if more else ""
    return (
        f"{name} has {over}{size / 1_000_000:.1f} MB; at most {max_bytes / 1_000_000:.0f} MB are read at once. "
        "Split it, or raise BRIEFING_MAX_SOURCE_MB."
    )


READERS: dict[str, Reader] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "jsonl": _json_lines,
    "folder": _folder,
}
"""The readers by kind of source; a new kind is a new line here and its endings below."""
ENDINGS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
