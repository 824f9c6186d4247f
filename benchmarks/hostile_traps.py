"""Make hostile files: pieces of text that hold up careless patterns, repeated in every kind of file that is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import product

from benchmarks.hostile_case import Case, escaped, mail_of, pdf_of, word_of

SHORT, LONG = 60, 900
"""Characters of a line: such as mails break it, and the longest that the patterns of noise look at."""
PER_PAGE, PER_LINE = 50, 100
"""Lines of a page of a PDF, and characters of one of its lines."""
UNITS = (
    " |\t|.|-|_|—|'|\"|“|”|«|(|[|]|{|<|>|/|\\|&|@|#|*|`|~|=|+|:|;|,|%|$|©|•|0|1|a|A|É|İ|ﬀ|字|😀|\u00a0|\u00ad|\u200b|"
    '\u0301|\u0323\u0301|. |, |- |" |“a” |a |A |aa |Aa |Aa. |a. |A. |a.b.|a,|a-|a_|a’|1 |1. |1,|1.000,|1/|1:|12 |2026 |'
    "2026-|(a|(a |[a](|![|[a]|[1] |](|* |- a |# |> |>|| a |&amp;|&#|&a|<a|</|<a |<!--|<![CDATA[|<?|http://|http://a.b/|"
    "www.|a@b.|a@b.c |@a |#a |by |By A |Mr A |By A and |A, B and |said |March |1 March |Mon |Mon, 1 March 2026 |"
    "Photo: |"
    "Photo |Reuters |Read more |subscribe |sign up |follow |more on |Updated |Copyright |© 2026 |is a reporter for |"
    "Opens in new window |unsubscribe |join our |get our |for more |? |! |… |On a wrote: |From: a |Subject: |A: |a: |"
    "A:B|"
    "\n\n|\na\n|a\n\n|\r|\x0c|\u2028|-\n|a-\n|* a\n|1. a\n|# a\n|> a\n>> |```\n|---\n|a\n---\n"
)
TRAPS = (*dict.fromkeys(one for one in UNITS.split("|") if one), "|", "|a", "|-|\n")
"""Pieces of text that, repeated, make careless patterns try every way to divide a line."""


def trap_cases(*, every: bool = False) -> Iterator[Case]:
    """Yield files of repeated pieces of text: each piece in one shape and kind of file, with `every` in all of them."""
    ways = [*product(SHAPES, CARRIERS)]
    for number, unit in enumerate(TRAPS):
        for place, (shape, carrier) in enumerate(ways):
            if every or place == 7 * number % len(ways):
                yield _trap(unit, shape, carrier)


def _trap(unit: str, shape: str, carrier: str) -> Case:
    ending, carry = CARRIERS[carrier]
    return Case(f"{carrier} of {unit!r} {shape}", ending, lambda size: carry(SHAPES[shape](unit, size)))


def _one_line(unit: str, size: int) -> str:
    return unit * max(1, size // len(unit.encode()))


def _lines(unit: str, size: int, length: int) -> str:
    line = "The ferry " + unit * max(1, length // len(unit))
    return "\n".join([line] * max(1, size // (len(line.encode()) + 1)))


SHAPES: dict[str, Callable[[str, int], str]] = {
    "in a line": _one_line,
    "in long lines": lambda unit, size: _lines(unit, size, LONG),
    "in short lines": lambda unit, size: _lines(unit, size, SHORT),
}


def _allowed(text: str) -> str:
    return "".join(" " if one < " " and one not in "\t\n\r" else one for one in text)


def _page(text: str) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in escaped(text).split("\n"))
    return f"<html><head><title>Ferry</title></head><body><article>{body}</article></body></html>".encode()


def _feed(text: str) -> bytes:
    item = f"<item><title>Ferry</title><description>{escaped(escaped(_allowed(text)))}</description></item>"
    return f"<rss version='2.0'><channel><title>Post</title>{item}</channel></rss>".encode()


def _word(text: str) -> bytes:
    lines = escaped(_allowed(text)).split("\n")
    return word_of("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines).encode())


def _shown(text: str) -> bytes:
    """Return a PDF that shows a text in one column, lines cut where the paper ends."""
    lines = [line[at : at + PER_LINE] for line in text.split("\n") for at in range(0, len(line), PER_LINE)]
    streams = []
    for at in range(0, len(lines), PER_PAGE):
        quoted = (
            one.encode("latin-1", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            for one in lines[at : at + PER_PAGE]
        )
        streams.append(b"BT /F 9 Tf 40 780 Td 14 TL " + b" ".join(b"(%s) Tj T*" % one for one in quoted) + b" ET")
    return pdf_of(streams or [b""])


CARRIERS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "text": (".txt", str.encode),
    "Markdown": (".md", str.encode),
    "page": (".html", _page),
    "bare page": (".html", lambda text: f"<html><body><p>{text}</p></body></html>".encode()),
    "mail": (".eml", mail_of),
    "mail in HTML": (".eml", lambda text: mail_of("<p>" + escaped(text).replace("\n", "</p><p>"), "html")),
    "feed": (".rss", _feed),
    "object": (".jsonl", lambda text: json.dumps({"title": "Ferry", "text": text}).encode()),
    "Word file": (".docx", _word),
    "PDF": (".pdf", _shown),
}
"""How a text is put into each kind of file."""
