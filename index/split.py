"""Split pasted text into blocks: one paragraph or one line each, with the number of its first line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.noise import BULLET, ENDS
from index.text import normalise
from index.types import ParagraphKind

WIDTHS = range(45, 111)
"""Characters of the longest line of hard-wrapped text: mails break at 72, old wires at 65, editors at 80 or 100."""
NEARLY_FULL = 0.75
"""A wrapped line that is shorter than this share of the width ends its paragraph."""
CONTINUED = 0.3
"""Share of lines that go on in small letters: prose has far more, a list of headlines hardly any."""
INITIAL_WORDS = 8
"""Words of a line that a single letter above it may begin."""
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
SURROGATE = re.compile("[\ud800-\udfff]")
BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Block:
    """Hold one paragraph of the source: its first line, counted from 1, its text and what it was found to be.

    `group` counts runs of lines without a blank one between them; `reason` says why the block is left out.
    """

    line: int
    text: str
    kind: ParagraphKind = "text"
    reason: str | None = None
    group: int = 0


def plain(text: str) -> str:
    """Return `text` normalised, control characters as spaces and halves of character pairs as U+FFFD.

    >>> plain("a\\x00b\\u00a0 c\\ud800")
    'a b c\\ufffd'
    """
    return normalise(SURROGATE.sub("\ufffd", CONTROL.sub(" ", text)))


def lines_of(text: str) -> list[str]:
    """Return the raw lines of a text, whatever ends them."""
    return BREAKS.sub("\n", text).split("\n")


def split(text: str) -> list[Block]:
    """Return the blocks of a text: at blank lines, at every line, or with hard-wrapped lines joined."""
    groups: list[list[tuple[int, str, bool]]] = [[]]
    for number, raw in enumerate(lines_of(text), start=1):
        line = plain(raw)
        if line:
            groups[-1].append((number, line, raw.startswith(("  ", "\t", "\u3000"))))
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    often = sum(_is_wrapped([line for _, line, _ in group]) for group in groups) >= 3
    blocks = []
    for count, group in enumerate(groups):
        if _is_wrapped([line for _, line, _ in group], often=often):
            blocks += [Block(number, line, group=count) for number, line in _joined(group)]
        else:
            blocks += [Block(number, line, group=count) for number, line, _ in group]
    return _with_initials(blocks)


def _with_initials(blocks: Sequence[Block]) -> list[Block]:
    """Join a large initial, which is copied as a line of its own, to the paragraph that it begins."""
    joined: list[Block] = []
    for block in blocks:
        above = joined[-1] if joined else None
        if above and len(above.text) == 1 and above.text.isupper() and len(block.text.split()) >= INITIAL_WORDS:
            word = above.text in "AIO" and block.text[0].isupper()
            if word or block.text[0].islower():
                joined[-1] = replace(above, text=above.text + (" " if word else "") + block.text)
                continue
        joined.append(block)
    return joined


def _is_wrapped(lines: Sequence[str], *, often: bool = False) -> bool:
    """Tell whether the lines are prose broken at a fixed width: of like length, going on in the middle of sentences.

    `often` says that other lines of the text are, which makes up for few small letters.
    """
    if len(lines) < 2:
        return False
    width = max(len(line) for line in lines)
    if width not in WIDTHS or any(BULLET.match(line) for line in lines):
        return False
    broken = [line for line in lines[:-1] if not ENDS.search(line)]
    if len(broken) < 0.5 * (len(lines) - 1):
        return False
    if sum(len(line) >= NEARLY_FULL * width for line in broken) < 0.8 * len(broken):
        return False
    return often or sum(line[0].islower() for line in lines[1:]) >= CONTINUED * (len(lines) - 1)


def _joined(group: Sequence[tuple[int, str, bool]]) -> list[tuple[int, str]]:
    """Join wrapped lines; a short line that ends a sentence, or an indented line below it, parts two paragraphs."""
    width = max(len(line) for _, line, _ in group)
    indents = sum(indented for _, _, indented in group) < 0.5 * len(group)
    parts: list[tuple[int, list[str]]] = []
    ended = True
    for number, line, indented in group:
        if ended or (indented and indents):
            parts.append((number, []))
        parts[-1][1].append(line)
        ended = len(line) < NEARLY_FULL * width and bool(ENDS.search(line))
    return [(number, " ".join(lines)) for number, lines in parts]
