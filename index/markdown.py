"""Read Markdown: front matter as metadata, blocks as paragraphs, marks gone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from index.clean import Cleaned, check_size, clean, mark, removed_of
from index.dates import parse_moment
from index.split import Block, plain
from index.types import ParagraphKind

FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.{0,8000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
FIELD = re.compile(r"(\w[\w-]{0,30}):[ \t]*(.{0,500})")
ITEM = re.compile(r"[ \t]*-[ \t]+(.{1,200})")
TAG = re.compile(r"<[^<>]{0,1000}>")
DEEPEST = 20
"""Levels of lists and quotations that are followed; deeper nesting is hostile."""
LONGEST_PARAGRAPH, MOST_MARKS, LETTERS_A_BRACKET = 10_000, 200, 40
"""The parser takes seconds over a paragraph of many brackets: text above these figures is read as plain text.

Characters of a paragraph; brackets, stars and the like in one; characters of the whole text for each bracket.
"""
MARKS = re.compile(r"[\[*_`<>]")
PARAGRAPH = re.compile(r"\n[ \t>]*\n")
HASHES = re.compile(r"^#{1,6}[ \t]+", re.M)
"""Marks of headings, which are no words of a text that is read as plain text."""


def clean_markdown(text: str, *, now: datetime | None = None) -> Cleaned:
    """Return the article of a Markdown text; its front matter may name title, url, date, source and authors."""
    now = now or datetime.now(UTC)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not is_parsable(text):
        return clean(HASHES.sub("", text), now=now)
    front = FRONT.match(text)
    fields = _fields(front[1]) if front else {}
    blocks = blocks_of(text[front.end() :] if front else text, first=text[: front.end()].count("\n") if front else 0)
    title = plain(_one(fields, "title"))
    if not title and blocks and blocks[0].kind == "heading":
        title = blocks.pop(0).text
    elif blocks and blocks[0].kind == "heading" and blocks[0].text == title:
        blocks.pop(0)
    check_size(blocks)
    credits, marked = mark(blocks, now=now)
    authors = [name for value in fields.get("authors") or fields.get("author") or [] for name in _names(value)]
    stated = parse_moment(_one(fields, "published") or _one(fields, "date"), now)
    return Cleaned(
        title=title,
        paragraphs=tuple((block.kind, block.text) for block in marked if block.reason is None),
        authors=tuple(dict.fromkeys(authors)) or credits.authors,
        source=plain(_one(fields, "source") or _one(fields, "outlet")) or credits.source,
        published=stated or credits.published,
        published_from="meta" if stated else "text" if credits.published else None,
        url=_one(fields, "url") or None,
        removed=removed_of(blocks, marked),
    )


def is_parsable(text: str) -> bool:
    """Tell whether the parser will be done with the text in good time."""
    return text.count("[") <= MOST_MARKS + len(text) / LETTERS_A_BRACKET and not any(
        len(one) > LONGEST_PARAGRAPH or len(MARKS.findall(one)) > MOST_MARKS for one in PARAGRAPH.split(text)
    )


def _fields(front: str) -> dict[str, list[str]]:
    """Return the fields of YAML front matter that are words or lists of words; the rest of YAML is not for articles."""
    fields: dict[str, list[str]] = {}
    values: list[str] = []
    for line in front.split("\n"):
        if item := ITEM.fullmatch(line):
            values.append(_bare(item[1]))
        elif field := FIELD.fullmatch(line):
            value = field[2].strip()
            listed = value.startswith("[") and value.endswith("]")
            values = [_bare(one) for one in (value[1:-1].split(",") if listed else [value])]
            values = [one for one in values if one]
            fields[field[1].lower()] = values
    return fields


def _bare(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _one(fields: dict[str, list[str]], name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _names(value: str) -> list[str]:
    return [plain(name) for name in re.split(r"[,;]| and ", value) if name.strip()]


def blocks_of(text: str, *, first: int) -> list[Block]:
    """Return the blocks with the line of the file they begin on; links keep their words, images their description."""
    from markdown_it import MarkdownIt

    blocks: list[Block] = []
    depth: list[ParagraphKind] = []
    heading = False
    for token in MarkdownIt("commonmark", {"maxNesting": DEEPEST}).parse(text):
        line = first + (token.map[0] if token.map else 0) + 1
        if token.type in ("list_item_open", "blockquote_open"):
            depth.append("list" if token.type == "list_item_open" else "quote")
        elif token.type in ("list_item_close", "blockquote_close"):
            depth.pop()
        elif token.type == "heading_open":
            heading = True
        elif token.type == "inline":
            kind: ParagraphKind = "heading" if heading else depth[-1] if depth else "text"
            blocks += _inline(token.children or (), line, kind)
            heading = False
        elif token.type in ("fence", "code_block", "html_block"):
            content = TAG.sub(" ", token.content) if token.type == "html_block" else token.content
            blocks += [
                Block(line + offset, plain(part)) for offset, part in enumerate(content.split("\n")) if plain(part)
            ]
    return [replace(block, group=count) for count, block in enumerate(blocks)]


def _inline(children: Sequence[Any], line: int, kind: ParagraphKind) -> list[Block]:
    """Return a paragraph's text; one that is a picture alone is its caption."""
    written = [child for child in children if child.type not in ("softbreak", "hardbreak") and child.content.strip()]
    if kind == "text" and written and all(child.type == "image" for child in written):
        kind = "caption"
    text = plain("".join(_words(child.type, child.content) for child in children))
    return [Block(line, text, kind)] if text else []


def _words(kind: str, content: str) -> str:
    if kind in ("softbreak", "hardbreak"):
        return " "
    if kind == "html_inline":
        return " " if content.lower().startswith(("<br", "<p", "</p")) else ""
    return content if kind in ("text", "code_inline", "image", "text_special") else ""
