"""Tell headings, list items and lists of links apart among the short lines of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.noise import ENDS
from index.region import SENTENCE_WORDS
from index.split import Block
from index.types import ParagraphKind

LONGEST_HEADING = 20
"""Words."""
LINK_RUN = 3
"""So many short lines without a full stop in a row are a list: of links when they read like headlines."""
HEADLINE_WORDS, MENU_WORDS = 5, 3
"""The middle line of a list of links has at least this many words, that of a page's menu at most."""
CLOSING = "”’»\"')]"
"""What may stand behind the full stop of a sentence."""
STANDFIRST_WORDS = 7
"""Words from which the line below a headline is no label."""
LINK_LABELS = frozenset({"related link", "link to read on", "most-read list"})
"""Reasons of a line below which links stand."""


def lists_and_headings(blocks: Sequence[Block], *, headline: int | None = None) -> list[Block]:
    """Give each short line without a full stop its kind: heading, list item, or part of a list of links.

    With `headline`, the place of a headline that is known, short lines between it and the text are the page's.
    """
    blocks = _without_links(blocks)
    last = max((i for i, block in enumerate(blocks) if _is_body(block)), default=-1)
    result = list(blocks)
    index, colon, body = 0, False, False
    if headline is not None:
        result = _below_headline(result, headline)
        blocks, index, body = result, headline + 1, True
    while index < len(blocks):
        end = index
        while end < len(blocks) and (_is_short(blocks[end]) or (end > index and blocks[end].reason)):
            end += 1
        run = [i for i in range(index, end) if _is_short(blocks[i])]
        if not run:
            block = blocks[index]
            if block.reason is None and (block.text.endswith(":") or _is_sentence(block.text)):
                colon = block.text.endswith(":")
            body = body or _is_body(block)
            index += 1
            continue
        for i, kind, reason in _judged(blocks, run, colon=colon, body=body, after=last < run[0]):
            result[i] = replace(blocks[i], kind=kind, reason=reason)
        index = end
    return result


def _is_sentence(text: str) -> bool:
    """Tell whether a line ends a list that a colon announced: items have few words, also those with a full stop."""
    return len(text.split()) >= SENTENCE_WORDS and text.rstrip(CLOSING).endswith((".", "!", "?", "…"))


def _is_body(block: Block) -> bool:
    return block.reason is None and block.kind in ("text", "list", "quote") and bool(ENDS.search(block.text))


def _is_short(block: Block) -> bool:
    return (
        block.reason is None
        and block.kind == "text"
        and len(block.text) <= 400
        and len(block.text.split()) <= LONGEST_HEADING
        and not ENDS.search(block.text)
        and not block.text.endswith((",", ";", ":", "–", "—"))
    )


def _judged(
    blocks: Sequence[Block], run: Sequence[int], *, colon: bool, body: bool, after: bool
) -> list[tuple[int, ParagraphKind, str | None]]:
    """Judge a run of short lines by where it stands: under a colon, above the first paragraph, between, at the end."""
    counts = sorted(len(blocks[i].text.split()) for i in run)
    middle = counts[len(counts) // 2]
    if not body and not after:
        return _above_the_body(blocks, run)
    if len(run) < LINK_RUN:
        return [(i, "heading", None) for i in run]
    stanza = {blocks[i].group for i in run}
    if any(
        block.group in stanza and block.text.endswith((",", ";", "–", "—"))
        for block in blocks[run[0] - 1 : run[-1] + 2]
    ):
        return [(i, "text", None) for i in run]
    labelled = sum(":" in blocks[i].text for i in run) > 0.5 * len(run)
    if colon or labelled:
        return [(i, "list", None) for i in run]
    if middle >= HEADLINE_WORDS or (after and middle <= MENU_WORDS - 1):
        return [(i, "text", "list of links") for i in run]
    return [(i, "list", None) for i in run]


def _above_the_body(blocks: Sequence[Block], run: Sequence[int]) -> list[tuple[int, ParagraphKind, str | None]]:
    """Leave the headline and standfirst as text; very short lines above a longer one are the page's menu."""
    longer = next((i for i in run if len(blocks[i].text.split()) > MENU_WORDS), None)
    menu = [i for i in run if longer is not None and i < longer]
    menu = menu if len(menu) >= LINK_RUN else []
    rest = [i for i in run if i not in menu]
    found: list[tuple[int, ParagraphKind, str | None]] = [(i, "text", "page menu") for i in menu]
    found += [(i, "text", None) for i in rest[:2]]
    kind: ParagraphKind = "list" if len(rest) > 2 + LINK_RUN else "heading"
    return found + [(i, kind, None) for i in rest[2:]]


def _without_links(blocks: Sequence[Block]) -> list[Block]:
    """Mark the headlines below "Read more" and the like as links."""
    result: list[Block] = []
    for block in blocks:
        above = result[-1].reason if result else None
        listed = above in LINK_LABELS or above == "list of links"
        if listed and _is_short(block) and len(block.text.split()) >= HEADLINE_WORDS:
            block = replace(block, reason="list of links")
        result.append(block)
    return result


def _below_headline(blocks: Sequence[Block], headline: int) -> list[Block]:
    """Mark the headline, and the short lines between the line below it and the first paragraph as the page's."""
    first = next((i for i, block in enumerate(blocks) if i > headline and _is_body(block)), len(blocks))
    result = list(blocks)
    result[headline] = replace(blocks[headline], kind="heading", reason=None)
    under = next((i for i in range(headline + 1, first) if blocks[i].reason is None), first)
    for i in range(headline + 1, first):
        block = blocks[i]
        standfirst = i == under and len(block.text.split()) >= STANDFIRST_WORDS
        if block.reason is None and block.kind == "text" and not standfirst:
            result[i] = replace(block, reason="page around the article")
    return result
