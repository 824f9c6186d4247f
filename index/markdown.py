"""Read Markdown: front matter as metadata, blocks as paragraphs, marks gone."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from index.clean import Cleaned
from index.dates import parse_moment
from index.noise import is_caption, stop_reason, without_credit
from index.text import normalise
from index.types import ParagraphKind, Removed

FRONT = re.compile(r"\A---\s*\n(.{0,4000}?)\n---\s*(?:\n|\Z)", re.S)
FIELD = re.compile(r"^(\w[\w-]{0,30}):\s*(.{0,500}?)\s*$", re.M)


def clean_markdown(text: str, *, now: datetime | None = None) -> tuple[Cleaned, str | None]:
    """Return the article of a Markdown text, and the `url` its front matter names."""
    now = now or datetime.now(UTC)
    text = text.replace("\r\n", "\n")
    front = FRONT.match(text)
    fields = {name.lower(): value.strip("\"'") for name, value in FIELD.findall(front[1])} if front else {}
    blocks = _blocks(text[front.end() :] if front else text)
    title = normalise(fields.get("title", ""))
    if not title and blocks and blocks[0][1] == "heading":
        title = blocks.pop(0)[2]
    kept: list[tuple[ParagraphKind, str]] = []
    removed: list[Removed] = []
    for line, kind, body in blocks:
        if body == title:
            continue
        if reason := stop_reason(body):
            removed.append(Removed(line, body, reason))
        elif kind == "text" and is_caption(body):
            kept.append(("caption", without_credit(body) or body))
        else:
            kept.append((kind, body))
    authors = fields.get("authors") or fields.get("author") or ""
    cleaned = Cleaned(
        title=title,
        paragraphs=tuple(kept),
        authors=tuple(name for part in re.split(r"[,;]| and ", authors.strip("[]")) if (name := part.strip(" \"'"))),
        source=fields.get("source") or fields.get("outlet") or None,
        published=parse_moment(fields.get("published") or fields.get("date") or "", now),
        removed=tuple(removed),
    )
    return cleaned, fields.get("url")


def _blocks(text: str) -> list[tuple[int, ParagraphKind, str]]:
    """Return the blocks as (line, kind, plain text); links keep their words, images their description."""
    from markdown_it import MarkdownIt

    blocks: list[tuple[int, ParagraphKind, str]] = []
    kind: ParagraphKind = "text"
    depth: list[ParagraphKind] = []
    for token in MarkdownIt("commonmark", {"maxNesting": 20}).parse(text):
        if token.type in ("list_item_open", "blockquote_open"):
            depth.append("list" if token.type == "list_item_open" else "quote")
        elif token.type in ("list_item_close", "blockquote_close"):
            depth.pop()
        elif token.type == "heading_open":
            kind = "heading"
        elif token.type == "inline":
            plain = normalise("".join(_plain(child.type, child.content) for child in token.children or ()))
            line = token.map[0] + 1 if token.map else 0
            if plain:
                blocks.append((line, kind if kind == "heading" else (depth[-1] if depth else "text"), plain))
            kind = "text"
    return blocks


def _plain(kind: str, content: str) -> str:
    if kind in ("softbreak", "hardbreak"):
        return " "
    return content if kind in ("text", "code_inline", "image", "text_special") else ""
