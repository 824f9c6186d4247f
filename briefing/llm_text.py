"""Make plain cited sentences of what a language model streams, whatever it decorates them with.

Everything works on complete pieces of the stream (see `cite.pieces`), so that no split of it changes the result.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from briefing.cite import pieces
from index.text import words

THOUGHT = re.compile(r"<(/?)(?:think|thinking|thought|reasoning|scratchpad)>", re.I)
STOP = re.compile(r"<\|[a-z_]{1,20}\|>|</s>|\[/?INST\]")
"""What a server with the wrong chat template leaves in the text; behind it the model talks to itself."""
TAG_LETTERS = 24
"""Letters of the longest tag of either kind: a `<` or `[` is held back until it cannot begin one."""

IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)")
LINK = re.compile(r"\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)")
ADDRESS = re.compile(r"<?\b(?:https?://|www\.)[^\s<>\]]{1,2000}>?", re.I)
TAG = re.compile(r"</?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,300})?/?>", re.I)
BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
SKIPPED = re.compile(r"^\s*(?:#{1,6}\s|\||```|~~~|[-*_=]{3,}\s*$|passages?:\s*$|sources?:|references?:)", re.I)
"""Lines that state nothing: headings, rows of tables, fences, rules, a list of sources."""
STRONG = re.compile(r"(\*\*|__|`)(?=\S)([^*`\n]{1,500}?)(?<=\S)\1")
SLANTED = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*(?![\w*])")
ROLE = re.compile(r"^\s*(?:assistant|answer|response|summary)\s*:\s*", re.I)
ODD_MARK = re.compile(
    r"[\[【(](?:\^|(?:passages?|sources?|paragraphs?|refs?|p)\.?\s?)(\d{1,3}(?:\s?(?:,|;|and|&|[-–])\s?\d{1,3}){0,8})[\]】)]|"
    r"【(\d{1,3})(?:†[^】]{0,40})?】|\[(\d{1,3}\s?[-–]\s?\d{1,3}|\d{1,3}(?:\s?(?:,|;|and|&)\s?\d{1,3}){1,8})\]",
    re.I,
)
"""Ways to write a mark that models prefer to the one they were shown: [^2], [P2], (passage 2), 【2†source】, [1-3]."""
RANGE = re.compile(r"(\d{1,3})\s?[-–]\s?(\d{1,3})")
WIDEST = 5
"""Passages that one range of marks may name; more name nothing."""
JSON_START = re.compile(r"\s*(?:```(?:json)?\s*)?(?:\{|\[\s*[{\"])", re.I)
JSON_UNSURE = re.compile(r"\s*(?:`{0,2}|```(?:j|js|jso|json)?\s*(?:\[\s*)?|\[\s*)", re.I)
LOOP = 4
"""Times that three words may follow one another in one sentence; more is a model in a loop."""


def plain(texts: Iterable[str]) -> Iterator[str]:
    """Yield a model's text piece by piece, each a line of plain sentences with `[n]` marks.

    Thoughts, tables, headings, images, addresses and what is in JSON beside sentences are gone; links keep their words.
    """
    for piece in pieces(_unwrapped(spoken_text(texts))):
        text = _plain(piece)
        if text:
            yield text


def spoken_text(texts: Iterable[str]) -> Iterator[str]:
    """Yield a model's text without its thoughts, and end it where a chat template's mark stands."""
    held, inside = "", False
    for text in texts:
        held += text
        while (found := _first(held)) is not None:
            before, held = held[: found.start()], held[found.end() :]
            if before and not inside:
                yield before
            if found.re is THOUGHT:
                inside = not found[1]
            elif not inside:
                return
        keep = _may_begin_tag(held)
        if keep and not inside:
            yield held[:keep]
        held = held[keep:]
    if held and not inside:
        yield held


def _first(text: str) -> re.Match[str] | None:
    found = [one for one in (THOUGHT.search(text), STOP.search(text)) if one]
    return min(found, key=lambda one: one.start()) if found else None


def _may_begin_tag(text: str) -> int:
    """Return where a tag may begin that is not complete yet, the length of the text when none does."""
    for place in range(max(0, len(text) - TAG_LETTERS), len(text)):
        if text[place] == "<" and ">" not in text[place:]:
            return place
        if text[place] == "[" and ("[/INST]".startswith(text[place:]) or "[INST]".startswith(text[place:])):
            return place
    return len(text)


def _unwrapped(texts: Iterable[str]) -> Iterator[str]:
    """Yield the text as it comes, or, of a model that writes JSON in spite of all, the sentences in it."""
    head = ""
    stream = iter(texts)
    for text in stream:
        head += text
        if JSON_START.match(head):
            yield from from_json(head + "".join(stream))
            return
        if not JSON_UNSURE.fullmatch(head):
            yield head
            yield from stream
            return
    yield head


def from_json(text: str) -> list[str]:
    """Return the lines of sentences in a JSON text, with marks where it names passages; none when it is broken.

    >>> from_json('{"sentences": [{"text": "The bridge closed.", "ids": [2]}], "confidence": 0.9}')
    ['The bridge closed. [2]\\n']
    """
    body = text.strip().removeprefix("```json").removeprefix("```").rstrip("`\n ")
    try:
        return list(_lines(json.loads(body), 0))
    except (ValueError, RecursionError):
        return []


def _lines(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{value}\n"
    elif isinstance(value, list) and depth < 4:
        for one in value:
            yield from _lines(one, depth + 1)
    elif isinstance(value, dict) and depth < 4:
        text = next((value[name] for name in ("text", "sentence", "statement", "claim") if name in value), None)
        if isinstance(text, str):
            named = [value[name] for name in ("ids", "id", "citations", "sources", "passages") if name in value]
            marks = "".join(f"[{n}]" for n in re.findall(r"\d{1,3}", json.dumps(named)))
            yield f"{text} {marks}\n"
            return
        for name in ("sentences", "answer", "summary", "response", "story"):
            if name in value:
                yield from _lines(value[name], depth + 1)
                return


def _plain(piece: str) -> str:
    """Return one piece of the stream as plain text, empty when it states nothing."""
    if SKIPPED.match(piece):
        return ""
    text = ADDRESS.sub("", LINK.sub(r"\1", IMAGE.sub("", piece)))
    text = TAG.sub("", ROLE.sub("", BULLET.sub("", text)))
    text = SLANTED.sub(r"\1", STRONG.sub(r"\2", text))
    text = ODD_MARK.sub(_mark, text).replace("()", "").strip()
    return "" if loops(text) else text


def _mark(found: re.Match[str]) -> str:
    named = next(group for group in found.groups() if group)
    numbers: list[int] = []
    for first, last in RANGE.findall(named):
        if 0 <= int(last) - int(first) < WIDEST:
            numbers += range(int(first), int(last) + 1)
    numbers += [int(one) for one in re.findall(r"\d+", RANGE.sub("", named))]
    return "".join(f"[{n}]" for n in numbers)


def loops(text: str) -> bool:
    """Tell whether the text says the same three words over and over.

    >>> loops("the talks on the talks on the talks on the talks on the talks on the talks")
    True
    """
    said = words(text)
    counts = Counter(zip(said, said[1:], said[2:], strict=False))
    return bool(counts) and max(counts.values()) > LOOP
