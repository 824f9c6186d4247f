"""Clean pasted text into headline, standfirst, captions and paragraphs; every line left out is kept with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from index.dates import date_line
from index.noise import (
    AGENCY,
    AGENCY_TAIL,
    BIO,
    BULLET,
    BYLINE,
    CAPTION_LINE,
    ENDS,
    FOOTER,
    JOB,
    NAME_LINE,
    OUTLET,
    SOURCE_LINE,
    is_caption,
    stop_reason,
    without_credit,
)
from index.text import key, normalise
from index.types import ParagraphKind, Removed

LONGEST_TITLE, LONGEST_STANDFIRST, LONGEST_HEADING = 25, 45, 20
"""Words."""
EDGE = 6
"""Blocks at either end of a text where bylines and date lines stand."""
MOST_REMOVED = 0.4
"""When the rules would take more of the words than this, they have misread the text, and everything is kept."""
LINK_RUN = 3
"""So many short unpunctuated lines in a row between paragraphs are a list of links."""
BODY_WORDS = 12
"""A repeated line of fewer words may be a refrain; of this many it is a repeated paragraph."""


@dataclass(frozen=True, slots=True)
class Block:
    """Hold one paragraph of the source: its first line, counted from 1, its text and what it was found to be."""

    line: int
    text: str
    kind: ParagraphKind = "text"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Hold what a text holds: `paragraphs` are (kind, text) in order, standfirst included."""

    title: str
    paragraphs: tuple[tuple[ParagraphKind, str], ...]
    authors: tuple[str, ...] = ()
    source: str | None = None
    published: date | datetime | None = None
    removed: tuple[Removed, ...] = ()


def clean(text: str, *, now: datetime | None = None) -> Cleaned:
    """Return the cleaned text; `now` bounds the publication date and is the present unless given."""
    now = now or datetime.now(UTC)
    blocks = split(text)
    marked = _mark(blocks, now)
    kept = [block for block in marked if block.reason is None]
    lost = sum(len(block.text.split()) for block in marked if block.reason)
    total = sum(len(block.text.split()) for block in marked)
    authors, source, published = _credits(blocks, now)
    if lost > MOST_REMOVED * total or not any(block.kind in ("text", "list") for block in kept):
        marked = [replace(block, reason=None, kind="text") for block in blocks]
        kept = marked
    title, rest = _head(kept)
    return Cleaned(
        title=title,
        paragraphs=tuple((block.kind, block.text) for block in rest),
        authors=authors,
        source=source,
        published=published,
        removed=tuple(
            Removed(block.line, block.text, found.reason)
            for block, found in zip(blocks, marked, strict=True)
            if found.reason
        ),
    )


def split(text: str) -> list[Block]:
    """Return the paragraphs of a text: at blank lines, at every line, or with hard-wrapped lines joined."""
    groups: list[list[tuple[int, str]]] = [[]]
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        line = normalise(raw)
        if line:
            groups[-1].append((number, line))
        elif groups[-1]:
            groups.append([])
    blocks = []
    for group in groups:
        if is_wrapped([line for _, line in group]):
            blocks.append(Block(group[0][0], normalise(" ".join(line for _, line in group))))
        else:
            blocks += [Block(number, line) for number, line in group]
    return blocks


def is_wrapped(lines: Sequence[str]) -> bool:
    """Tell whether the lines are one paragraph broken at a fixed width: of like length, few ending a sentence."""
    if len(lines) < 2:
        return False
    width = max(len(line) for line in lines)
    full = lines[:-1]
    if not 45 <= width <= 110 or len(set(lines)) < len(lines) or any(BULLET.match(line) for line in lines):
        return False
    even = sum(len(line) >= 0.75 * width for line in full) >= 0.8 * len(full)
    return even and sum(bool(ENDS.search(line)) for line in full) <= 0.5 * len(full)


def _mark(blocks: Sequence[Block], now: datetime) -> list[Block]:
    """Give each block its kind, and a reason when it does not belong to the article."""
    names = _names(blocks)
    marked = [_by_itself(block, index, len(blocks), names, now) for index, block in enumerate(blocks)]
    marked = _without_repeats(marked)
    marked = _without_footer(marked)
    return _without_links(marked)


def _by_itself(block: Block, index: int, count: int, names: frozenset[str], now: datetime) -> Block:
    text = block.text
    edge = index < EDGE or index >= count - EDGE
    if reason := stop_reason(text):
        return replace(block, reason=reason)
    if SOURCE_LINE.match(text):
        return replace(block, reason="picture credit")
    if found := CAPTION_LINE.match(text):
        return replace(block, text=found[1], kind="caption")
    if is_caption(text):
        caption = without_credit(text)
        return replace(block, text=caption, kind="caption") if caption else replace(block, reason="picture credit")
    if AGENCY_TAIL.match(text[:600]):
        return replace(block, reason="reporting credit")
    if edge and _is_bio(text, names):
        return replace(block, reason="note about the author")
    if text in names or (edge and len(text) < 200 and BYLINE.match(text)) or (edge and _is_name_with_job(text)):
        return replace(block, reason="author line")
    if edge and index and date_line(text, now):
        return replace(block, reason="date line")
    if BULLET.match(text) and len(text.split()) > 1:
        return replace(block, text=BULLET.sub("", text), kind="list")
    return block


def _names(blocks: Sequence[Block]) -> frozenset[str]:
    """Return the author's names that an author's note or a byline gives."""
    found = set()
    for block in (*blocks[:EDGE], *blocks[-EDGE:]):
        line = block.text[:300]
        match = BIO.match(line)
        if match and (OUTLET.search(line) or any(other.text == match[1] for other in blocks)):
            found.add(match[1])
        if match := BYLINE.match(line):
            found.update(re.split(r", | and | & ", match[1]))
    return frozenset(found)


def _is_bio(text: str, names: frozenset[str]) -> bool:
    match = BIO.match(text[:300]) if len(text) <= 300 else None
    return bool(match and match[1] in names)


def _is_name_with_job(text: str) -> bool:
    match = NAME_LINE.match(text) if len(text) < 100 else None
    return bool(match and match[2] and re.search(rf"\b{JOB}\b", match[2]))


def _without_repeats(blocks: Sequence[Block]) -> list[Block]:
    """Mark what stands twice: a line beside its twin, a caption, or a whole paragraph; a refrain stays."""
    seen: dict[str, tuple[int, Block]] = {}
    result = []
    for index, block in enumerate(blocks):
        name = key(block.text)
        before = seen.get(name)
        if block.reason is None and len(block.text.split()) >= 2 and before:
            if block.kind == "caption" or before[1].kind == "caption":
                block = replace(block, reason="repeats the caption")
            elif len(block.text.split()) >= BODY_WORDS or index - before[0] == 1:
                block = replace(block, reason="repeats a line above")
        if block.reason is None:
            seen.setdefault(name, (index, block))
        result.append(block)
    return result


def _without_footer(blocks: Sequence[Block]) -> list[Block]:
    """Mark the end of a newsletter from the first line that speaks of unsubscribing, when it lies in the last third."""
    start = next(
        (i for i, block in enumerate(blocks) if i >= 0.7 * len(blocks) and FOOTER.search(block.text[:300])), len(blocks)
    )
    return [
        replace(block, reason="newsletter footer") if i >= start and block.reason is None else block
        for i, block in enumerate(blocks)
    ]


def _without_links(blocks: Sequence[Block]) -> list[Block]:
    """Make a short unpunctuated line between paragraphs a heading, and mark a run of them as a list of links."""
    short = [
        index > 1
        and block.reason is None
        and block.kind == "text"
        and len(block.text.split()) <= LONGEST_HEADING
        and not ENDS.search(block.text)
        and not block.text.endswith((",", ";", ":"))
        for index, block in enumerate(blocks)
    ]
    result = list(blocks)
    index = 0
    while index < len(blocks):
        end = index
        while end < len(blocks) and (short[end] or (end > index and blocks[end].reason is not None)):
            end += 1
        run = [i for i in range(index, end) if short[i]]
        after = any(block.reason is None and block.kind == "text" for block in blocks[end:])
        for i in run:
            if len(run) >= LINK_RUN or (not after and len(blocks[i].text.split()) > 3):
                result[i] = replace(
                    blocks[i], reason="list of links" if len(run) >= LINK_RUN else "line after the article"
                )
            elif i > 1:
                result[i] = replace(blocks[i], kind="heading")
        index = max(end, index + 1)
    return result


def _head(kept: Sequence[Block]) -> tuple[str, list[Block]]:
    """Take the headline, and mark the standfirst, when the first lines look like them."""
    rest = list(kept)
    first = next((block for block in rest if block.kind == "text"), None)
    if (
        first is None
        or rest.index(first) > 2
        or len(first.text.split()) > LONGEST_TITLE
        or first.text.endswith((".", ":"))
    ):
        return "", rest
    if len([block for block in rest if block.kind != "caption"]) < 2:
        return "", rest
    position = rest.index(first)
    rest.pop(position)
    if position < len(rest):
        second = rest[position]
        if (
            second.kind in ("text", "heading")
            and 5 <= len(second.text.split()) <= LONGEST_STANDFIRST
            and not second.text.endswith((".", ":", "”", '"'))
            and len(rest) > position + 1
        ):
            rest[position] = replace(second, kind="standfirst")
    return first.text, rest


def _credits(blocks: Sequence[Block], now: datetime) -> tuple[tuple[str, ...], str | None, date | datetime | None]:
    """Return authors, outlet and publication date that the text itself states at its ends."""
    authors: list[str] = []
    source = None
    published = None
    for index, block in enumerate(blocks):
        if EDGE <= index < len(blocks) - EDGE:
            continue
        line = block.text[:400]
        if (match := BIO.match(line)) and (outlet := OUTLET.search(line)):
            source = source or outlet[1].rstrip(".")
            authors.append(match[1])
        if match := BYLINE.match(line):
            authors += re.split(r", | and | & ", match[1])
        if match := AGENCY.match(line):
            source = source or match[1]
        if index and published is None:
            published = date_line(line, now)
    return tuple(dict.fromkeys(name.title() if name.isupper() else name for name in authors)), source, published
