"""Clean pasted text into headline, standfirst, captions and paragraphs; every line left out is kept with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from index.bylines import EDGE, LAST, Credits, credits_of, is_about
from index.captions import caption_label, is_bare_credit, is_caption, without_credit
from index.errors import SourceError
from index.headings import lists_and_headings
from index.noise import BULLET, ENDS, QUOTED, SIGN, edge_reason, is_footer, stop_reason
from index.region import AROUND, find_region, lines_of_region
from index.split import Block, split
from index.text import key
from index.types import ParagraphKind, Removed

LONGEST_TITLE, LONGEST_STANDFIRST, SHORTEST_STANDFIRST = 25, 45, 5
"""Words."""
LONGEST_CAPTION = 50
"""Words of a line above a bare picture credit that is the picture's caption."""
MOST_REMOVED = 0.4
"""When the rules would take more of the words than this, they have misread the text, and everything is kept."""
REPEATED_WORDS = 12
"""A repeated line of fewer words may be a refrain; of this many it is a repeated paragraph."""
TWICE = 2
"""A paragraph that stands there more often is a form of the text's own."""
NEWSLETTER_END = 0.7
"""A newsletter's footer begins in the last third of its lines."""
MOST_BLOCKS = 100_000
"""Ten times a long book; a text of more is no article, and would hold up all others for minutes."""
TOO_MUCH = "Everything was kept: the rules would have left out more than 40 % of the words."


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Hold what a source holds of one article: `paragraphs` are (kind, text) in order, standfirst included.

    `published_from` says how the date was found (`"text"`, `"meta"`, …). `url` is the address the source names itself,
    `identity` what else tells it from all others (a Message-ID, a feed's guid). `pages` has the page of each paragraph
    of a printed source, and is empty for all others. `note` is a sentence for people when the source could be read in
    part, or the rules were not applied.
    """

    title: str
    paragraphs: tuple[tuple[ParagraphKind, str], ...]
    authors: tuple[str, ...] = ()
    source: str | None = None
    published: date | datetime | None = None
    published_from: str | None = None
    modified: date | datetime | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None
    identity: str | None = None
    pages: tuple[int | None, ...] = ()
    removed: tuple[Removed, ...] = ()
    note: str | None = None

    @property
    def standfirst(self) -> str | None:
        """Give the line below the headline, None when there is none."""
        return next((text for kind, text in self.paragraphs if kind == "standfirst"), None)


def clean(text: str, *, now: datetime | None = None) -> Cleaned:
    """Return the cleaned text; `now` bounds the publication date and is the present unless given.

    Raises SourceError for a text of more lines than an article or a book has.
    """
    blocks = split(text)
    check_size(blocks)
    region = find_region(blocks)
    inside = lines_of_region(blocks, region) if region else list(range(len(blocks)))
    mine = [blocks[i] for i in inside]
    credits, cleaned = mark(mine, now=now)
    cleaned = lists_and_headings(cleaned, headline=0 if region else None)
    note = None
    if _misread(cleaned):
        cleaned, note = mine, TOO_MUCH
    marked = [replace(one, reason=stop_reason(one.text) or edge_reason(one.text) or AROUND) for one in blocks]
    for i, block in zip(inside, cleaned, strict=True):
        marked[i] = block
    kept = [block for block in cleaned if block.reason is None]
    title, rest = (kept[0].text, _below(kept)) if region and kept and kept[0].kind == "heading" else _head(kept)
    removed = removed_of(blocks, marked)
    if len(rest) < len(kept):
        removed = _without_title(removed, [block.text for block in kept].index(title))
    return Cleaned(
        title=title,
        paragraphs=tuple((block.kind, block.text) for block in rest),
        authors=credits.authors,
        source=credits.source,
        published=credits.published,
        published_from="text" if credits.published else None,
        removed=removed,
        note=note,
    )


def check_size(blocks: Sequence[Block]) -> None:
    """Raise SourceError for more blocks than are read as one article."""
    if len(blocks) > MOST_BLOCKS:
        raise SourceError(
            f"The text has {len(blocks):,} paragraphs; at most {MOST_BLOCKS:,} are read at once. Split it."
        )


def mark(blocks: Sequence[Block], *, now: datetime | None = None) -> tuple[Credits, list[Block]]:
    """Return what the blocks say of themselves, and the blocks with a reason where they are not the article's.

    Blocks that already have a kind other than text keep it. Text and order stay, but for the credit of a caption and
    the mark of a list item.
    """
    credits = credits_of(blocks, now or datetime.now(UTC))
    marked: list[Block] = []
    captioned = False
    for index, block in enumerate(blocks):
        below = blocks[index + 1].text if index + 1 < len(blocks) else ""
        if reason := credits.reasons.get(index):
            block = replace(block, reason=reason)
        elif index >= len(blocks) - LAST and is_about(block.text, credits.authors):
            block = replace(block, reason="note about the author")
        elif is_bare_credit(below) and not is_bare_credit(block.text) and _is_picture_text(block.text):
            block = replace(block, kind="caption", text=caption_label(block.text) or block.text)
        elif captioned and not ENDS.search(blocks[index - 1].text):
            block = replace(block, kind="caption", text=without_credit(block.text) or block.text)
        else:
            edge = index < EDGE or index >= len(blocks) - EDGE
            block = _by_itself(block, first=index == 0, edge=edge)
        marked.append(block)
        captioned = caption_label(blocks[index].text) == ""
    return credits, _without_footer(_without_repeats(marked))


def _is_picture_text(text: str) -> bool:
    return len(text.split()) <= LONGEST_CAPTION and not QUOTED.search(text) and not stop_reason(text)


def removed_of(blocks: Sequence[Block], marked: Sequence[Block]) -> tuple[Removed, ...]:
    """Return the audit: every block that has a reason, with its text as it stood."""
    removed, kept = [], 0
    for block, found in zip(blocks, marked, strict=True):
        if found.reason:
            removed.append(Removed(block.line, block.text, found.reason, kept))
        kept += found.reason is None
    return tuple(removed)


def _without_title(removed: Sequence[Removed], place: int) -> tuple[Removed, ...]:
    """Return the audit of a text whose headline, at `place`, is no paragraph."""
    return tuple(replace(one, place=one.place - (one.place > place)) for one in removed)


def _by_itself(block: Block, *, first: bool, edge: bool) -> Block:
    """Judge a block without its neighbours; the first may be a headline such as "Watch: …", so labels spare it."""
    text = block.text
    if (reason := stop_reason(text)) and not (first and ":" in text):
        return replace(block, reason=reason)
    if edge and block.kind == "text" and (reason := edge_reason(text)):
        return replace(block, reason=reason)
    if is_bare_credit(text):
        return replace(block, reason="picture credit")
    if (caption := caption_label(text)) is not None:
        return replace(block, kind="caption", text=caption) if caption else replace(block, reason="picture label")
    if block.kind in ("text", "caption") and is_caption(text):
        caption = without_credit(text)
        return replace(block, text=caption, kind="caption") if caption else replace(block, reason="picture credit")
    if block.kind == "text" and BULLET.match(text) and len(text.split()) > 1:
        return replace(block, text=SIGN.sub("", text), kind="list")
    return block


def _without_repeats(blocks: Sequence[Block]) -> list[Block]:
    """Mark what stands twice: a caption, a whole paragraph, a line beside its twin; a refrain stays."""
    seen: dict[str, tuple[int, Block]] = {}
    times = Counter(key(block.text) for block in blocks)
    result = []
    for index, block in enumerate(blocks):
        name = key(block.text)
        words = len(block.text.split())
        if block.reason is None and words >= 2 and (before := seen.get(name)):
            if block.kind == "caption" or before[1].kind == "caption":
                block = replace(block, reason="repeats the caption")
            elif before[0] == 0 and index < EDGE:
                block = replace(block, reason="repeats the headline")
            elif (times[name] <= TWICE and _is_paragraph(block.text, words)) or (
                index - before[0] == 1 and block.group != before[1].group
            ):
                block = replace(block, reason="repeats a line above")
        if block.reason is None:
            seen[name] = (seen.get(name, (index,))[0] if words >= REPEATED_WORDS else index, block)
        result.append(block)
    return result


def _is_paragraph(text: str, words: int) -> bool:
    return words >= REPEATED_WORDS and bool(ENDS.search(text))


def _without_footer(blocks: Sequence[Block]) -> list[Block]:
    """Mark the end of a newsletter from the first line that speaks of unsubscribing, when it lies in the last third."""
    first = int(NEWSLETTER_END * len(blocks))
    start = next((i for i in range(first, len(blocks)) if is_footer(blocks[i].text)), len(blocks))
    return [
        replace(block, reason="newsletter footer") if i >= start and block.reason is None else block
        for i, block in enumerate(blocks)
    ]


def _misread(marked: Sequence[Block]) -> bool:
    """Tell whether so much would go that the rules cannot be right."""
    lost = total = 0
    for block in marked:
        words = len(block.text.split())
        total += words
        lost += words if block.reason else 0
    kept = any(block.reason is None and block.kind in ("text", "list", "quote", "caption") for block in marked)
    return lost > MOST_REMOVED * total or not kept


def _below(kept: Sequence[Block]) -> list[Block]:
    """Return what stands below a headline that is known, its standfirst marked."""
    return [_as_standfirst(kept[1]), *kept[2:]] if len(kept) > 1 else []


def _head(kept: Sequence[Block]) -> tuple[str, list[Block]]:
    """Take the headline, and mark the standfirst, when the first lines look like them."""
    rest = list(kept)
    position = next((i for i, block in enumerate(rest[:3]) if block.kind in ("text", "heading")), None)
    if position is None or len([block for block in rest if block.kind != "caption"]) < 2:
        return "", rest
    title = rest[position].text
    stated = title.endswith((".", ":")) and not title.endswith("...")
    if stated or len(title.split()) > LONGEST_TITLE:
        return "", rest
    rest.pop(position)
    if position < len(rest) - 1:
        rest[position] = _as_standfirst(rest[position])
    return title, rest


def _as_standfirst(block: Block) -> Block:
    words = len(block.text.split())
    stated = block.text.endswith((".", ":", ",", ";", "”", '"'))
    if block.kind in ("text", "heading") and SHORTEST_STANDFIRST <= words <= LONGEST_STANDFIRST and not stated:
        return replace(block, kind="standfirst")
    return block
