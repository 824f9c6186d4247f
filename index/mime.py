"""Open a mail: its parts, the better of two versions, their charsets; what is hostile is bounded before it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from email.errors import MessageError
from email.message import EmailMessage
from typing import Any

from index.decode import decode
from index.errors import SourceError
from index.footers import foot_reason
from index.heads import page_address
from index.letter import letters_of, pieces_of_text
from index.newsletter import Piece, pieces_of, tree_of
from index.noise import ENDS
from index.split import plain

MOST_BYTES = 50_000_000
MOST_PARTS, DEEPEST = 200, 30
"""Parts that are read of a mail, and levels of mails and parts in one another."""
MOST_BOUNDARIES, MOST_WORK = 500, 30_000_000
"""The parser compares every line with every boundary around it: 30 million take eight seconds."""
MOST_TEXT = 5_000_000
"""Bytes of one part's text."""
MOST_PIECES, MOST_LINES = 20_000, 200_000
"""Paragraphs of a mail, and lines of one part; the longest newsletters have some hundreds."""
TOO_LONG = "The mail has more paragraphs than one has. Paste the part of its text that matters."
LONGEST_FIELD = 2000
"""Characters of a field: the parser takes the square of the time for a longer one."""
MUCH_MORE = 1.25
"""A text part is taken when it holds so many times the words in sentences that the HTML has, which has paragraphs."""
FEWEST_RIGHT = 5
"""Characters beyond ASCII that UTF-8 has for each that is wrong."""
BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What the parser of the standard library raises on mails that are broken on purpose."""
BOUNDARY = re.compile(rb"boundary\s{0,4}=\s{0,4}(?:\"([^\"\r\n]{1,200})|([^\s;\"]{1,200}))", re.I)
DELIMITER = re.compile(rb"(?<![^\r\n])--([^\r\n]{1,202})")
FIRST_LINE = re.compile(r"^--(\S[^\r\n]{0,199}?)[ \t]*\r?\n[\w-]{1,40}:", re.A | re.M)
WIDE = tuple("utf-16 utf_16 utf-32 utf-7 iso-2022 iso2022 hz gb big5 shift sjis euc cp93 cp94 ks_".split())
"""Charsets whose bytes may happen to be UTF-8: what they are said to be is believed first."""
NOT_TEXT = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "unicode-escape", "undefined"})
FIELDS = (
    "from",
    "subject",
    "date",
    "message-id",
    "received",
    "content-type",
    "mime-version",
    "to",
    "sender",
    "return-path",
)
QUOTED_WORD = re.compile(r"\"(=\?[^\"]{1,500}\?=)\"")
"""What is encoded is read outside of quotation marks alone, and often stands in them."""
HERE = re.compile(r"\W*(?:click )?(?:here|hier|ici|aqu[íi]|qui)\W*", re.I)
AROUND = 300
"""Characters around a link that says "here"."""


@dataclass(slots=True)
class Mail:
    """Hold a mail: its head, its pieces in reading order, the page that shows it, and the mails that it holds.

    `digest` says that it is made of those, and its own text only lists them. `title` is that of
    an attached page, which has the head of the mail that it is attached to.
    """

    message: EmailMessage
    pieces: list[Piece] = field(default_factory=list)
    url: str | None = None
    inner: list[Mail] = field(default_factory=list)
    digest: bool = False
    title: str = ""


@dataclass(slots=True)
class Reading:
    """Count what was read of a mail."""

    parts: int = 0


def open_mail(data: bytes) -> Mail:
    """Return a mail with its pieces. Raises SourceError for what is empty, no mail, or made to hurt."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not data.strip(b"\x00 \t\r\n"):
        raise SourceError("The mail is empty. Save it again, or paste its text.")
    if len(data) > MOST_BYTES:
        raise SourceError(f"The mail has more than {MOST_BYTES // 1_000_000} MB. Paste its text instead.")
    message = _parsed(data)
    if not any(name in message for name in FIELDS):
        raise SourceError("This is no mail: it has neither sender, subject nor date. Save the mail as .eml.")
    mail = Mail(message)
    try:
        _read(message, mail, Reading(), 0)
    except BROKEN as error:
        raise SourceError(f"The mail is damaged ({type(error).__name__}). Paste its text instead.") from None
    return mail


def _parsed(data: bytes) -> EmailMessage:
    from email import message_from_bytes
    from email.headerregistry import HeaderRegistry, UnstructuredHeader
    from email.policy import default

    boundaries = {found[1] or found[2] for found in BOUNDARY.finditer(data)}
    lines = data.count(b"\n") + data.count(b"\r")
    if len(boundaries) > MOST_BOUNDARIES or len(boundaries) * lines > MOST_WORK:
        raise SourceError("The mail has more parts than one has. Paste its text instead.")
    named = (found[1].rstrip() for found in DELIMITER.finditer(data))
    if sum(one in boundaries or one.removesuffix(b"--") in boundaries for one in named) > 2 * MOST_BOUNDARIES:
        raise SourceError("The mail has more parts than one has. Paste its text instead.")
    registry: Any = HeaderRegistry()
    for name in ("message-id", "from", "sender"):  # the parsers of these lose comments, and fail on what is wrong
        registry.map_to_type(name, UnstructuredHeader)

    def bounded(name: str, value: str) -> Any:
        return registry(name, QUOTED_WORD.sub(r"\1", _whole(value[:LONGEST_FIELD])))

    policy: Any = default.clone(header_factory=bounded)
    try:
        return message_from_bytes(data, EmailMessage, policy=policy)
    except BROKEN as error:
        raise SourceError(f"The mail is damaged ({type(error).__name__}). Paste its text instead.") from None


def _whole(value: str) -> str:
    """Return a field with the bytes beyond ASCII as they are read as UTF-8, else as western letters."""
    raw = value.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def field_of(message: EmailMessage, name: str) -> str:
    """Return a field of a mail's head, "" when it is missing or cannot be read."""
    try:
        return str(message.get(name, ""))
    except BROKEN:
        return ""


def _kind(part: EmailMessage) -> str:
    try:
        return part.get_content_type()
    except BROKEN:
        return "text/plain"


def _read(part: EmailMessage, mail: Mail, reading: Reading, depth: int) -> None:
    """Add what a part holds to its mail."""
    reading.parts += 1
    if reading.parts > MOST_PARTS or depth > DEEPEST:
        return
    kind = _kind(part)
    children = [one for one in part.get_payload() if isinstance(one, EmailMessage)] if part.is_multipart() else []
    if kind == "message/rfc822":
        for one in children:
            mail.inner.append(Mail(one))
            _read(one, mail.inner[-1], reading, depth + 1)
    elif kind == "multipart/alternative" and children:
        _read_best(children, mail, reading, depth)
    elif children:
        mail.digest = mail.digest or kind == "multipart/digest"
        shown = children[:1] if kind in ("multipart/report", "multipart/signed") else children
        for one in [one for one in shown if kind != "multipart/related" or _is_text(one)]:
            _read(one, mail, reading, depth + 1)
    elif kind.startswith("multipart/"):
        _read_unparted(part, mail, reading, depth)
    elif kind in ("text/plain", "text/html"):
        _read_text(part, kind, mail, reading.parts)
        if len(mail.pieces) > MOST_PIECES:
            raise SourceError(TOO_LONG)


def _is_text(part: EmailMessage) -> bool:
    return part.is_multipart() or _kind(part) in ("text/html", "text/plain")


def _read_best(children: Sequence[EmailMessage], mail: Mail, reading: Reading, depth: int) -> None:
    """Take the version that holds most sentences, HTML unless it has far fewer.

    HTML says where paragraphs, headings and lists begin, which in plain text is guessed from its line breaks; but
    some mails have a word in HTML and the letter in plain text, or pictures in the place of words.
    """
    found: list[tuple[float, Mail]] = []
    for one in children:
        version = Mail(mail.message)
        _read(one, version, reading, depth + 1)
        rich = any(part.get_content_type() == "text/html" for part in one.walk())
        found.append((_sentences(version) * (MUCH_MORE if rich else 1.0) + rich, version))
    best = max(found, key=lambda pair: pair[0])[1]
    mail.pieces += best.pieces
    mail.inner += best.inner
    mail.url = mail.url or next((one.url for _, one in found if one.url), None)


def _sentences(mail: Mail) -> int:
    """Return the words of the paragraphs that end as sentences do, of the letter and of the mails in it."""
    kept = [one for letter in letters_of(mail.pieces) for one in letter.pieces if one.reason is None]
    own = sum(len(one.text.split()) for one in kept if one.kind == "list" or ENDS.search(one.text))
    return own + sum(map(_sentences, mail.inner))


def _read_unparted(part: EmailMessage, mail: Mail, reading: Reading, depth: int) -> None:
    """Read a part whose boundary is not the one that it states, from the boundary that its first line shows."""
    payload = part.get_payload()
    if not isinstance(payload, str) or not payload.strip():
        return
    if (found := FIRST_LINE.search(payload)) and '"' not in found[1]:
        head = f'Content-Type: multipart/mixed; boundary="{found[1]}"\n\n'.encode("utf-8", "surrogateescape")
        again = _parsed(head + payload.encode("utf-8", "surrogateescape"))
        if again.is_multipart():
            _read(again, mail, reading, depth + 1)
            return
    mail.pieces += pieces_of_text(_decoded(payload.encode("utf-8", "surrogateescape"), "", page=False))


def _read_text(part: EmailMessage, kind: str, mail: Mail, number: int) -> None:
    if kind == "text/plain" and part.get_content_disposition() == "attachment":
        return
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return
    text = _decoded(payload[:MOST_TEXT], part.get_content_charset() or "", page=kind == "text/html")
    if text.count("\n") > MOST_LINES:
        raise SourceError(TOO_LONG)
    if kind == "text/html":
        tree = tree_of(text)
        if tree is not None and part.get_content_disposition() == "attachment":
            mail.inner.append(Mail(mail.message, pieces_of(tree), title=plain(tree.findtext(".//title") or "")))
        elif tree is not None:
            mail.pieces += [replace(one, path=(number, *one.path)) for one in pieces_of(tree)]
            mail.url = mail.url or next(filter(None, map(page_address, _pages(tree))), None)
        return
    options = {name: str(part.get_param(name, "")).lower() for name in ("format", "delsp")}
    pieces = pieces_of_text(text, flowed=options["format"] == "flowed", joined=options["delsp"] == "yes")
    mail.pieces += [replace(one, path=(number,)) for one in pieces]


def _pages(tree: Any) -> Iterator[str]:
    """Yield the addresses under which a mail says that it is to be seen: stated in its head, or as a link."""
    for link in tree.iter("link"):
        if "canonical" in link.get("rel", "").lower().split():
            yield link.get("href", "")
    for link in tree.iter("a"):
        text = " ".join(link.itertext())[:AROUND]
        if HERE.fullmatch(text) and link.getparent() is not None:
            text = " ".join(link.getparent().itertext())[:AROUND]
        if foot_reason(" ".join(text.split()), linked=True, late=False) == "link to the page":
            yield link.get("href", "")


def _decoded(data: bytes, charset: str, *, page: bool) -> str:
    """Return text from bytes: as stated when that can be right, else as UTF-8 or what it looks like."""
    stated = charset.lower().strip()
    if stated.startswith(WIDE) and (text := _strictly(data, stated)):
        return text
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    if wrong * FEWEST_RIGHT <= sum(character > "\x7f" for character in text):
        return text
    if stated in ("iso-8859-1", "latin-1", "latin1", "windows-1252"):
        return _strictly(data, "cp1252") or data.decode("latin-1")
    if stated not in ("", "utf-8", "utf8", "us-ascii", "ascii") and (text := _strictly(data, stated)):
        return text
    try:
        return decode(data, "The mail", page=page)
    except SourceError:
        return data.decode("utf-8", "replace")


def _strictly(data: bytes, charset: str) -> str:
    try:
        return "" if charset in NOT_TEXT else data.decode(charset)
    except (LookupError, ValueError):
        return ""
