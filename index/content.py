"""Make articles of the bytes of one source: a table of kinds, known by content, media type and ending.

Each reader takes the bytes, the name for its errors and what the caller states, and yields articles and, in the place
of each that cannot be read, the error, so that one bad part never stops the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from index.article import Given, canonical, make_article
from index.clean import Cleaned, clean
from index.decode import decode
from index.errors import SourceError
from index.feed import Feed, Item, clean_item, is_feed, read_feed
from index.html import clean_html
from index.letter import begins_as_mail
from index.markdown import clean_markdown
from index.opml import is_opml
from index.parts import parts
from index.stored import clean_below, read_json, read_objects
from index.types import Article

Content = Callable[[bytes, str, Given], Iterator[Article | SourceError]]
SEVERAL = "The text was read as {} articles, for each has a headline with an author or a date below it."
FORWARDED = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\nSubject: Fwd:\n\n"
"""A mail that was pasted is read as one that somebody forwards."""
OTHER_SITE = "The feed names a page of another site, {}, which was not read; the text is the feed's."
HEADLINE_ONLY = "The feed gave no more than the headline."
OWN_NAME = re.compile(r"https?://|tag:|urn:", re.I)
"""An item's id that is one in all feeds of a host; "1" is one in its own alone."""
MOST_FAULTS = 1000
"""A packed megabyte can hold a hundred million lines that are no articles, each with an error of its own."""
MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "message/rfc822": "mail",
    "application/json": "json",
    "application/ld+json": "json",
    **dict.fromkeys(("application/jsonl", "application/x-jsonl", "application/jsonlines"), "jsonl"),
    **dict.fromkeys(("application/ndjson", "application/x-ndjson", "application/json-lines"), "jsonl"),
}
PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")
ZIP, PDF = b"PK\x03\x04", b"%PDF-"


def articles_of(data: bytes, name: str, given: Given, kind: str) -> Iterator[Article | SourceError]:
    """Yield the articles that the bytes hold, and an error that names the source for each that cannot be read."""
    try:
        for found in CONTENTS[kind](data, name, given):
            yield _named(found, name) if isinstance(found, SourceError) else found
    except SourceError as error:
        yield _named(error, name)


def articles_of_text(text: str, given: Given) -> list[Article]:
    """Return the articles of a text; of several each says so, and what is stated of one is not said of all."""
    if given.title:
        return [make_article(clean_below(given.title, text), given)]
    if begins_as_mail(text):
        from index.mail import read_mail

        return [make_article(one, given) for one in read_mail(FORWARDED + text.encode(errors="replace"))]
    found = [text] if given.whole or given.url else parts(text)
    if len(found) == 1:
        return [make_article(clean(text), given)]
    return [make_article(replace(clean(part), note=SEVERAL.format(len(found))), given) for part in found]


def article_of_item(item: Item, feed: Feed, given: Given) -> Article:
    """Return an item of a feed as an article, from what the feed holds of it.

    Raises SourceError for an item without a word.
    """
    cleaned = clean_item(item, feed)
    other = item.url if not is_of_site(item, feed) else None
    name = cleaned.identity or other
    cleaned = replace(cleaned, identity=_identity(name, feed) if name else None, url=None if other else cleaned.url)
    if not cleaned.paragraphs and cleaned.title:
        cleaned = replace(cleaned, paragraphs=(("text", cleaned.title),), note=HEADLINE_ONLY)
    if other:
        cleaned = replace(cleaned, note=" ".join(filter(None, (cleaned.note, OTHER_SITE.format(other)))))
    return make_article(cleaned, replace(given, url=None, title=None), least=1)


def is_of_site(item: Item, feed: Feed) -> bool:
    """Tell whether the page that an item names is of the site where the feed was found; a file's feed is believed."""
    return not item.url or not feed.address or same_site(item.url, feed.address)


def same_site(url: str, other: str) -> bool:
    """Tell whether two addresses are of one site: their hosts are equal, or one is below the other.

    >>> same_site("https://www.post.example/a", "https://feeds.post.example/rss")
    True
    >>> same_site("https://post.co.example/a", "https://mail.co.example/rss")
    False
    """
    short, long = sorted((_host(one).removeprefix("www.") for one in (url, other)), key=len)
    return bool(short) and (short == long or long.endswith(f".{short}"))


def _identity(name: str, feed: Feed) -> str:
    """Return an item's id as one that no feed of another host can have, and where it is a mere number no other feed."""
    if not OWN_NAME.match(name):
        return f"{canonical(feed.address) or feed.url or feed.title} {name}"
    return f"{_host(feed.address)} {name}" if feed.address else name


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def kind_of(data: bytes, media_type: str = "", ending: str | None = None) -> str:
    """Return the kind of a source by its content, then its media type, then the kind that its ending names.

    >>> kind_of(b"%PDF-1.7"), kind_of(b"<html>"), kind_of(b"Storm"), kind_of(b"<rss version='2.0'/>", "text/html")
    ('pdf', 'html', 'text', 'feed')
    """
    if data.startswith(PDF):
        return "pdf"
    if data.startswith(ZIP):
        return "docx"
    if is_opml(data):
        return "opml"
    if is_feed(data, media_type):
        return "feed"
    if (lines := _json_kind(data)) is not None:
        return lines
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith(PAGE_STARTS):
        return "html"
    return MEDIA.get(media_type) or ending or ("html" if b"<html" in start else "text")


def _json_kind(data: bytes) -> str | None:
    """Return the kind of a text whose first line is an object: JSON when it stands alone, else JSON Lines."""
    begun = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    line, _, rest = begun.partition(b"\n")
    if not begun.startswith(b"{") or not is_object(line):
        return None
    rest = rest.lstrip()
    return "json" if not rest else "jsonl" if rest.startswith(b"{") else None


def is_object(line: bytes) -> bool:
    """Tell whether a line is a JSON object."""
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


def _named(error: SourceError, name: str) -> SourceError:
    return error if name in str(error) else SourceError(f"{name}: {error}")


def _text(data: bytes, name: str, given: Given) -> Iterator[Article | SourceError]:
    yield from articles_of_text(decode(data, name), given)


def _markdown(data: bytes, name: str, given: Given) -> Iterator[Article | SourceError]:
    yield make_article(clean_markdown(decode(data, name)), given)


def _html(data: bytes, name: str, given: Given) -> Iterator[Article | SourceError]:
    yield make_article(clean_html(decode(data, name, page=True), url=given.url), given)


def _pdf(data: bytes, name: str, given: Given) -> Iterator[Article | SourceError]:
    from index.pdf import clean_pdf

    yield make_article(clean_pdf(data), given)


def _docx(data: bytes, name: str, given: Given) -> Iterator[Article | SourceError]:
    from index.docx import clean_docx

    yield make_article(clean_docx(data), given)


def _mail(data: bytes, name: str, given: Given) -> Iterator[Article | SourceError]:
    from index.mail import read_mail

    found: list[Cleaned] = read_mail(data)
    one = len(found) == 1
    for number, cleaned in enumerate(found, start=1):
        try:
            yield make_article(cleaned, given if one else replace(given, url=None, title=None))
        except SourceError as error:
            yield error if one else SourceError(f"{name}: part {number}: {error}")


def _feed(data: bytes, name: str, given: Given) -> Iterator[Article | SourceError]:
    feed = read_feed(data, url=given.url)
    for item in feed.items:
        try:
            yield article_of_item(item, feed, given)
        except SourceError as error:
            yield SourceError(f"{name}: {item.title or item.url or 'an item'}: {error}")


def _opml(data: bytes, name: str, given: Given) -> Iterator[Article | SourceError]:
    yield SourceError(f"{name} is a list of feeds and holds no article. Follow its feeds with `briefing add`.")


def _json(data: bytes, name: str, given: Given) -> Iterator[Article | SourceError]:
    try:
        found = json.loads(decode(data, name))
    except (ValueError, RecursionError):
        yield SourceError(f"{name} is not JSON. Write an article as an object, or several as a list or one a line.")
        return
    yield from while_hopeful(read_objects(found if isinstance(found, list) else [found], given), name)


def _json_lines(data: bytes, name: str, given: Given) -> Iterator[Article | SourceError]:
    yield from read_json_lines(decode(data, name).encode().split(b"\n"), given, name)


def read_json_lines(lines: Iterable[bytes], given: Given, name: str) -> Iterator[Article | SourceError]:
    """Yield the article of each line, and in place of one that holds none an error that names the line.

    An address and a headline are those of one article: what the caller states of them is not said of lines.
    """
    given = replace(given, url=None, title=None)
    filled = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    first = next(filled, None)
    if first is None:
        yield SourceError(f"{name} is empty. Add the text of an article.")
        return
    found = (_json_line(line, given, f"{name}: line {number}") for number, line in chain([first], filled))
    yield from while_hopeful(found, name)


def while_hopeful(found: Iterable[Article | SourceError], name: str) -> Iterator[Article | SourceError]:
    """Yield what was found until so much of it in a row cannot be read that the file is no list of articles."""
    faults = 0
    for one in found:
        yield one
        faults = faults + 1 if isinstance(one, SourceError) else 0
        if faults == MOST_FAULTS:
            yield SourceError(
                f"{name}: {MOST_FAULTS:,} parts in a row could not be read, and the rest was left. Check its format."
            )
            return


def _json_line(line: bytes, given: Given, where: str) -> Article | SourceError:
    try:
        found: Any = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return SourceError(f'{where} is not JSON. Write one object a line, such as {{"title": …, "text": …}}.')
    try:
        return read_json(found, given)
    except SourceError as error:
        return SourceError(f"{where}: {error}")


CONTENTS: dict[str, Content] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "mail": _mail,
    "feed": _feed,
    "opml": _opml,
    "json": _json,
    "jsonl": _json_lines,
}
