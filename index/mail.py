"""Read mails and mailboxes: every letter, forwarded mail and article of a newsletter as one of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from index.bylines import EDGE
from index.clean import TOO_MUCH, Cleaned, check_size, mark, removed_of
from index.dates import date_line, is_day
from index.decode import too_large
from index.errors import SourceError
from index.heads import (
    is_personal,
    language_of_mail,
    moment_of_head,
    moment_of_mail,
    name_and_address,
    page_address,
    person_of,
    source_of_sender,
    title_of,
)
from index.issues import FEWEST_WORDS, parts_of
from index.letter import NOTE, Head, Letter, count_words, is_reply, letters_of
from index.mime import Mail, field_of, open_mail
from index.newsletter import Piece
from index.signature import signature
from index.split import Block
from index.text import day, key

MESSAGE_ID = re.compile(r"<[^<>\s]{1,500}>")
LONGEST_LINE = 1_000_000
"""Bytes of a mailbox's line that are read at once."""
SHORTEST_STANDFIRST, LONGEST_STANDFIRST, LONGEST_LABEL = 5, 45, 4
"""Words."""
SAME_ISSUE = timedelta(days=3)
"""A newsletter may name the day for which it was written."""
BULK = ("list-id", "list-unsubscribe", "list-post", "feedback-id")
"""Fields of what is sent to many."""
NO_TEXT = "The mail holds no text to read, perhaps only pictures. Open it in a browser and paste what it says."
SEVERAL = "The mail was read as {} articles, for each has a headline with its own text below it."


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what a mail's head states of all that is in it; `signs` is who may have signed it in the text.

    Of several articles in an issue, the line that signs one tells its outlet and day better than the mail does.
    """

    title: str
    source: str | None
    author: str | None
    signs: str
    published: date | datetime | None
    language: str | None
    url: str | None
    issue: bool = False


def read_mail(data: bytes, *, now: datetime | None = None) -> list[Cleaned]:
    """Return the articles of a mail, those of the mails in it included; `now` bounds their dates.

    Nothing is fetched. Raises SourceError for a mail that is empty, damaged, or holds no text.
    """
    now = now or datetime.now(UTC)
    mail = open_mail(data)
    articles = _numbered(_articles_of_mail(mail, now), _identity(mail.message))
    if not articles:
        raise SourceError(NO_TEXT)
    return articles


def _numbered(articles: Sequence[Cleaned], identity: str | None) -> list[Cleaned]:
    """Name those that have no identity of their own, or another's, by the mail that holds them and their number."""
    result: list[Cleaned] = []
    known: set[str] = set()
    for number, one in enumerate(articles, start=1):
        if identity and (one.identity is None or one.identity in known):
            one = replace(one, identity=f"{identity}#{number}" if number > 1 else identity)
        known.add(one.identity or "")
        result.append(one)
    return result


def _articles_of_mail(mail: Mail, now: datetime) -> list[Cleaned]:
    """Return the articles of a mail and of those that it holds; a short text above those is a note."""
    inner = [article for one in mail.inner for article in _articles_of_mail(one, now)]
    subject = field_of(mail.message, "subject")
    letters = letters_of(mail.pieces, reply=is_reply(subject)) if mail.pieces else []
    if inner and (mail.digest or sum(count_words(one.pieces) for one in letters) < FEWEST_WORDS):
        notes = [replace(one, reason=one.reason or NOTE) for letter in letters for one in letter.pieces]
        blocks = _blocks(notes)
        first = replace(inner[0], removed=(*removed_of(blocks, blocks), *inner[0].removed))
        return [first, *inner[1:]]
    own = [article for letter in letters for article in _articles_of_letter(letter, mail, now)]
    return _identified(own, _identity(mail.message)) + inner


def _identified(articles: Sequence[Cleaned], identity: str | None) -> list[Cleaned]:
    """Give each article the mail's identity, from the second on with its number, and say that they are several."""
    if len(articles) == 1:
        return [replace(articles[0], identity=identity)]
    note = SEVERAL.format(len(articles))
    return [
        replace(one, identity=identity and (identity if number == 1 else f"{identity}#{number}"), note=one.note or note)
        for number, one in enumerate(articles, start=1)
    ]


def _identity(message: EmailMessage) -> str | None:
    found = MESSAGE_ID.search(field_of(message, "message-id"))
    return found[0] if found else None


def _articles_of_letter(letter: Letter, mail: Mail, now: datetime) -> list[Cleaned]:
    facts = _facts(mail, letter.head, now)
    parts = parts_of(letter.pieces, facts.title, now)
    url = facts.url if len(parts) == 1 else None  # it is the page of the whole letter
    facts = replace(facts, url=url, issue=len(parts) > 1)
    found = [_cleaned(part.pieces, replace(facts, title=part.title or facts.title), now) for part in parts]
    return [one for one in found if one is not None]


def _facts(mail: Mail, head: Head | None, now: datetime) -> Facts:
    """Return what the head of the mail states, or that of the mail that it forwards."""
    message = mail.message
    language = language_of_mail(field_of(message, "content-language"))
    subject = mail.title or title_of(field_of(message, "subject"))
    if head is not None:
        source, published = source_of_sender(head.sender), moment_of_head(head.date, now)
        return Facts(
            title_of(head.subject) or subject, source, None, person_of(head.sender), published, language, mail.url
        )
    sender = field_of(message, "from") or field_of(message, "sender")
    name, address = name_and_address(sender)
    bulk = any(one in message for one in BULK) or field_of(message, "precedence").lower() in ("bulk", "list", "junk")
    return Facts(
        title=subject,
        source=source_of_sender(sender, field_of(message, "list-id")),
        author=name if is_personal(name, address) and not bulk else None,
        signs=person_of(sender),
        published=moment_of_mail(field_of(message, "date"), now),
        language=language,
        url=mail.url or page_address(field_of(message, "archived-at").strip(" <>")),
    )


def _blocks(pieces: Sequence[Piece]) -> list[Block]:
    return [Block(i, one.text, one.kind, one.reason, group=i) for i, one in enumerate(pieces, start=1)]


def _cleaned(pieces: Sequence[Piece], facts: Facts, now: datetime) -> Cleaned | None:
    """Return an article of pieces, None when they hold no text."""
    blocks = _blocks(pieces)
    check_size(blocks)
    own = [i for i, block in enumerate(blocks) if block.reason is None]
    title = facts.title or next((blocks[i].text for i in own[:3] if blocks[i].kind == "heading"), "")
    below = [i for i in own if key(blocks[i].text) != key(title) or not title]
    credits, found = mark([blocks[i] for i in below], now=now)
    found = _with_other_dates(found, facts.published, now)
    signed = [i for i in range(min(EDGE, len(found))) if facts.signs and found[i].text == facts.signs]
    found, note = _without_ends(_without_signs(found, signed), headed=len(below) < len(own)), None
    if not any(_says_something(one) for one in found):
        found, note = [blocks[i] for i in below], TOO_MUCH
    if not any(_says_something(one) for one in found):
        return None
    marked = [replace(one, reason=one.reason or "repeats the headline") for one in blocks]
    for i, block in zip(below, found, strict=True):
        marked[i] = block
    own_day = credits.published if facts.issue and _is_earlier(credits.published, facts.published) else None
    published = own_day or facts.published or credits.published
    return Cleaned(
        title=title,
        paragraphs=tuple((one.kind, one.text) for one in marked if one.reason is None),
        authors=credits.authors or ((facts.signs,) if signed else (facts.author,) if facts.author else ()),
        source=(facts.issue and credits.source) or facts.source or credits.source,
        published=published,
        published_from="mail" if facts.published and not own_day else "text" if published else None,
        language=facts.language,
        url=facts.url,
        removed=removed_of(blocks, marked),
        note=note,
    )


def _is_earlier(own: date | None, mailed: date | datetime | None) -> bool:
    return own is not None and mailed is not None and own < day(mailed)


def _with_other_dates(blocks: Sequence[Block], published: date | datetime | None, now: datetime) -> list[Block]:
    """Keep a line that is a date when it is not about the mail's own: it says when something takes place."""
    result = list(blocks)
    for i, block in enumerate(blocks):
        if block.reason != "date line" or published is None or signature(block.text, now):
            continue
        if line := date_line(block.text, now):
            near = line.found is not None and abs(day(line.found) - day(published)) <= SAME_ISSUE
            result[i] = replace(block, reason=block.reason if near else None)
    return result


def _without_signs(blocks: Sequence[Block], signed: Sequence[int]) -> list[Block]:
    """Mark the sender's name alone on a line above the text, and the day without its year that stands there."""
    result = list(blocks)
    for i, block in enumerate(blocks[:EDGE]):
        reason = "author line" if i in signed else "date line" if is_day(block.text) else None
        result[i] = replace(block, reason=block.reason or reason)
    return result


def _says_something(block: Block) -> bool:
    return block.reason is None and block.kind != "heading" and any(map(str.isalnum, block.text))


def _without_ends(blocks: Sequence[Block], *, headed: bool) -> list[Block]:
    """Make a standfirst of a heading between the headline and the text, and leave out headings with nothing below."""
    result = list(blocks)
    kept = [i for i, block in enumerate(blocks) if block.reason is None]
    if headed and len(kept) > 1 and blocks[kept[0]].kind == "heading" and blocks[kept[1]].kind == "text":
        words = len(blocks[kept[0]].text.split())
        if SHORTEST_STANDFIRST <= words <= LONGEST_STANDFIRST:
            result[kept[0]] = replace(blocks[kept[0]], kind="standfirst")
    for i in reversed(kept):
        label = result[i].text.endswith(":") and len(result[i].text.split()) <= LONGEST_LABEL
        if result[i].kind != "heading" and not label:
            break
        result[i] = replace(result[i], reason="heading with nothing below")
    return result


def messages(path: Path, max_bytes: int) -> Iterator[bytes]:
    """Yield the mails of a mailbox, one in memory at a time; `>From ` at a line's start is `From ` again.

    Raises SourceError at a mail of more than `max_bytes`, OSError when the file cannot be opened.
    """
    lines: list[bytes] = []
    size, blank, count = 0, True, 0
    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE):
            if blank and line.startswith(b"From "):
                if any(one.strip() for one in lines):
                    yield b"".join(lines)
                lines, size, count = [], 0, count + 1
            else:
                size += len(line)
                if size > max_bytes:
                    raise SourceError(too_large(f"Mail {count or 1} of {path}", size, max_bytes, more=True))
                lines.append(re.sub(rb"\A>(>*From )", rb"\1", line))
            blank = not line.strip(b"\r\n")
    if any(one.strip() for one in lines):
        yield b"".join(lines)
