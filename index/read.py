"""Read a source into articles: a file of any kind that newsrooms have, a folder, standard input, an address.

Each reader takes a path and what the caller states, and yields articles and, in their place, the errors of those that
cannot be read, so that one bad file or line never stops the others.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import Given
from index.content import articles_of, articles_of_text, is_object, kind_of, read_json_lines, while_hopeful
from index.decode import bounded_lines, read_bytes, read_lines, too_large
from index.errors import SourceError
from index.stored import read_json, to_json
from index.types import Article

if TYPE_CHECKING:
    from index.address import Get

__all__ = ["READERS", "Given", "SkippedError", "is_address", "read", "read_json", "read_text", "to_json", "walk"]

MAX_BYTES = 20_000_000
OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
"""Largest text that is read unless the caller allows more: a long book, fifty times a long article."""
PAGE_FILES = ("_files", "_fichiers", "_dateien", ".assets")
"""Endings of the folder in which a browser keeps the pictures of a saved page."""
OF_MANY = frozenset({"mbox", "jsonl", "json", "feed"})
MOST_COUNTED = 200_000
"""Files that are counted before they are read: a second of work."""
Reader = Callable[[Path, Given, int], Iterator[Article | SourceError]]


class SkippedError(SourceError):
    """Say which files of a folder were passed over because their kind is not read; the others were read."""


def read(
    source: str | Path, *, given: Given | None = None, max_bytes: int = MAX_BYTES, web: Get | None = None
) -> list[Article]:
    """Return the articles of a file, a folder, an address or standard input (`-`).

    Raises SourceError for the first part that cannot be read; `walk` goes on past it.
    """
    articles = []
    for one in walk(source, given=given, max_bytes=max_bytes, web=web):
        if isinstance(one, Article):
            articles.append(one)
        elif not isinstance(one, SkippedError):
            raise one
    return articles


def walk(
    source: str | Path, *, given: Given | None = None, max_bytes: int = MAX_BYTES, web: Get | None = None
) -> Iterator[Article | SourceError]:
    """Yield the articles of a source one by one, and an error in place of each that cannot be read.

    `web` gets what stands at an address; without it addresses are read as `index.fetch.Fetcher` does by default.
    """
    given = given or Given()
    name = str(source)
    if not name.strip():
        yield SourceError("A source is empty. Give a file, a folder, an address, or - for standard input.")
        return
    if name == "-":
        yield from READERS["stdin"](Path(name), given, max_bytes)
        return
    if is_address(name):
        yield from _address(name, given, max_bytes, web)
        return
    if OTHER_SCHEME.match(name):
        yield SourceError(f"{name[:200]} cannot be read: addresses begin with http:// or https://.")
        return
    path = Path(source)
    kind = _kind(path)
    if isinstance(kind, SourceError):
        yield kind
        return
    yield from READERS[kind](path, given, max_bytes)


def read_text(text: str, *, given: Given | None = None, max_bytes: int = MAX_BYTES) -> list[Article]:
    """Return the articles of a pasted text: most often one, each of several that were pasted together.

    Raises SourceError when there is nothing to read in it or it is too large.
    """
    if len(text) > max_bytes:
        raise SourceError(too_large("The text", len(text), max_bytes))
    return articles_of_text(text, given or Given())


def how_many(sources: Sequence[str]) -> int | None:
    """Return how many files will be read, None when nobody knows how many articles they hold.

    A folder of texts holds about as many articles as files; boxes of mails, lists and feeds any number.
    """
    found: Iterator[Path] = chain.from_iterable(
        _files(Path(one), lambda fault: None) if Path(one).is_dir() else [Path(one)] for one in sources
    )
    files = 0
    for path in islice(found, MOST_COUNTED + 1):
        kind = _ending(path)
        if kind in OF_MANY or files == MOST_COUNTED:
            return None
        files += kind is not None
    return files or None


def is_address(source: str) -> bool:
    """Tell whether a source is a web address and no file."""
    return source.lower().startswith(("http://", "https://"))


def _address(url: str, given: Given, max_bytes: int, web: Get | None) -> Iterator[Article | SourceError]:
    from index.address import read_address
    from index.fetch import Fetcher, Limits

    if web is not None:
        yield from read_address(url, given, web)
        return
    with Fetcher(Limits(max_bytes=max_bytes)) as fetcher:
        yield from read_address(url, given, fetcher)


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
    found = _ending(path)
    if found is None:
        known = ", ".join(sorted(ENDINGS))
        return SourceError(
            f"{path} has an ending that is not read. Paste its text, or give a file that ends in {known}."
        )
    return found if found in READERS else "file"


def _ending(path: Path) -> str | None:
    """Return the kind that a file's ending names."""
    name = path.name.lower().removesuffix(".gz")
    return next((kind for ending, kind in ENDINGS.items() if name.endswith(ending)), None)


def _file(path: Path, given: Given, max_bytes: int) -> Iterator[Article | SourceError]:
    """Read a file that holds one article, or what its kind packs several into."""
    try:
        data = read_bytes(path, max_bytes)
    except SourceError as error:
        yield error if str(path) in str(error) else SourceError(f"{path}: {error}")
    except OSError as error:
        yield SourceError(_unreadable(path, error))
    else:
        ending = _ending(path)
        kind = ending if ending in ("text", "markdown", "html") else kind_of(data, ending=ending)
        yield from articles_of(data, str(path), given, kind)


def _mailbox(path: Path, given: Given, max_bytes: int) -> Iterator[Article | SourceError]:
    """Read the mails of an mbox, one in memory at a time."""
    from index.mail import messages

    given = replace(given, url=None, title=None)
    mails = enumerate(messages(path, max_bytes), start=1)
    found = (one for number, data in mails for one in articles_of(data, f"{path}: mail {number}", given, "mail"))
    try:
        yield from while_hopeful(found, str(path))
    except SourceError as error:
        yield error if str(path) in str(error) else SourceError(f"{path}: {error}")
    except OSError as error:
        yield SourceError(_unreadable(path, error))


def _json_lines(path: Path, given: Given, max_bytes: int) -> Iterator[Article | SourceError]:
    """Read one article a line, the file as long as it likes, each line within the limit."""
    try:
        yield from read_json_lines(read_lines(path, max_bytes), given, str(path))
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(_unreadable(path, error))


def _folder(path: Path, given: Given, max_bytes: int) -> Iterator[Article | SourceError]:
    """Read every file of a known kind below the folder, sorted; hidden ones and other kinds are passed over."""
    skipped: Counter[str] = Counter()
    faults: list[OSError] = []
    seen = False
    given = replace(given, url=None, title=None)
    for inner in _files(path, faults.append):
        kind = _kind(inner)
        if isinstance(kind, SourceError):
            skipped[inner.suffix.lower() or inner.name] += 1
            continue
        seen = True
        yield from READERS[kind](inner, given, max_bytes)
    yield from (SourceError(_unreadable(fault.filename or path, fault)) for fault in faults)
    known = ", ".join(sorted(ENDINGS))
    if not seen and not faults:
        yield SourceError(f"{path} holds no file that can be read. Give a folder with files that end in {known}.")
    elif skipped:
        kinds = ", ".join(f"{count} {name}" for name, count in skipped.most_common(5))
        yield SkippedError(f"{path}: passed over {kinds}: files are read that end in {known}.")


def _files(path: Path, fault: Callable[[OSError], None]) -> Iterator[Path]:
    """Yield the files below a folder in order, but for hidden ones and the pictures kept with a saved page."""
    for folder, folders, files in os.walk(path, onerror=fault):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(PAGE_FILES))
        yield from (Path(folder) / name for name in sorted(files) if not name.startswith("."))


def _standard_input(path: Path, given: Given, max_bytes: int) -> Iterator[Article | SourceError]:
    """Read what is piped in: JSON Lines when its first line is an object, a page when it is HTML, else text."""
    name = "Standard input"
    try:
        stream = sys.stdin.buffer
        first = b""
        while not first.strip() and (line := stream.readline(max_bytes + 1)):
            first = line
        if is_object(first):
            yield from read_json_lines(chain([first], bounded_lines(stream, name, max_bytes)), given, name)
            return
        data = first + stream.read(max(0, max_bytes + 1 - len(first)))
        if len(data) > max_bytes:
            raise SourceError(too_large(name, len(data), max_bytes, more=True))
        yield from articles_of(data, name, given, kind_of(data))
    except SourceError as error:
        yield error if name in str(error) else SourceError(f"{name}: {error}")


def _unreadable(path: Path | str, error: OSError) -> str:
    return f"{path} cannot be read: {error.strerror or error}. Check the file and its permissions."


READERS: dict[str, Reader] = {
    "file": _file,
    "jsonl": _json_lines,
    "mbox": _mailbox,
    "folder": _folder,
    "stdin": _standard_input,
}
"""The readers by what holds the articles; the kinds of content are a table of `index.content`."""
ENDINGS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "mail",
    ".mbox": "mbox",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".opml": "opml",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
