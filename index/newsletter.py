"""Read the HTML of mails and newsletters: blocks in reading order out of nested tables, with what their styles say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from index.footers import is_action, is_read_on
from index.hidden import hidden_names, is_hidden
from index.markup import ILLEGAL, UNSEEN
from index.noise import BULLET, ENDS
from index.split import plain
from index.styles import Look, is_block, look_of
from index.tables import SIGHTLESS, data_rows, text_of
from index.types import ParagraphKind

MOST_TAGS, MOST_CHARACTERS = 100_000, 5_000_000
"""A long newsletter has 10,000 tags; ten times as many take three seconds, and 20 MB."""
LONGEST_HEADING, LONGEST_BOLD = 25, 15
"""Words of a heading that is set large, and of one that is only bold."""
LARGER = 1.2
"""Times the size of the letter's text that a heading has."""
LONGEST_BUTTON, MENU_WORDS, MENU_LINKS = 6, 3, 3
"""Words of a button; words of a menu's link; links in a row that make a menu."""
LINK = "link to read on"
PADDING = re.compile("(?:[\u034f\u180e\u200b-\u200f\u2007\u2060\u00ad\ufeff]\\s{0,4}){5}")
"""Characters without ink in a row: they push the text out of the line that the list of mails shows."""
LINE_OF_ITS_OWN = re.compile(
    r">|[-_=]{4,}|(?:from|sent|date|to|cc|subject|von|gesendet|datum|an|kopie|betreff|de|expéditeur|envoyé|objet|à|"
    r"fecha|enviado(?: el)?|para|asunto)\s{0,2}:(?:\s|$)",
    re.I,
)
"""Lines of a forwarded mail's head, and quoted ones, stay apart though only a line break parts them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold one block of a mail.

    `size` is that of its letters in pixels, `linked` says that all of it is a link, `quoted` that it comes from an
    earlier mail; `path` numbers the mail's part and the elements that it stands in, the outermost first.
    """

    text: str
    kind: ParagraphKind = "text"
    reason: str | None = None
    size: float = 0.0
    linked: bool = False
    quoted: bool = False
    path: tuple[int, ...] = ()


Run = tuple[str, Look]


@dataclass(slots=True)
class Opened:
    """Collect the runs of text until the block that they stand in ends."""

    pieces: list[Piece] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def close(self, path: Sequence[int]) -> None:
        """Make pieces of what was collected."""
        if self.runs:
            self.pieces += _pieces_of_runs(self.runs, tuple(path))
            self.runs.clear()


def tree_of(html: str) -> Any:
    """Return the root of a mail's HTML, None when there is nothing in it; what is above the limits is cut off."""
    from lxml import etree

    html = ILLEGAL.sub("", html[:MOST_CHARACTERS])
    if html.count("<") > MOST_TAGS:
        html = "<".join(html.split("<", MOST_TAGS)[:MOST_TAGS])
    # The parser's own limit of 256 levels is too low: an element that is never closed takes a level each time.
    options: dict[str, Any] = {"no_network": True, "remove_comments": True, "remove_pis": True, "encoding": "utf-8"}
    try:
        return etree.fromstring(html.encode(), etree.HTMLParser(huge_tree=True, **options))
    except etree.XMLSyntaxError:
        return None


def pieces_of(tree: Any) -> list[Piece]:
    """Return the blocks of a mail's HTML in reading order; what is not shown, buttons and menus have their reason.

    A block ends at its element's end, at an empty line, and where bold or large type does. Nothing is fetched.
    """
    from lxml import etree

    names = hidden_names(tree)
    opened = Opened()
    looks, path = [Look()], [0]
    walker = etree.iterwalk(tree, events=("start", "end"))
    for number, (event, element) in enumerate(walker):
        tag = element.tag if isinstance(element.tag, str) else ""
        block = is_block(element, tag)
        if event == "end":
            looks.pop()
            if block:
                opened.close(path)
                path.pop()
            opened.runs.append(("\n" if tag == "br" else "", looks[-1]))
            opened.runs.append((_spaced(element.tail, looks[-1]), looks[-1]))
            continue
        looks.append(look_of(element, tag, looks[-1]))
        if block:
            opened.close(path)
            path.append(number)
        unseen = tag in UNSEEN and tag != "form"
        hidden = not unseen and is_hidden(element, names)
        if hidden and (text := text_of(element)):
            opened.close(path)
            opened.pieces.append(Piece(text, reason="hidden text", quoted=looks[-1].quoted, path=tuple(path)))
        rows = data_rows(element) if tag == "table" and not hidden else []
        opened.pieces += [Piece(" | ".join(row), "list", quoted=looks[-1].quoted, path=tuple(path)) for row in rows]
        if unseen or hidden or rows:
            walker.skip_subtree()
        else:
            opened.runs.append((_spaced(element.text, looks[-1]), looks[-1]))
    opened.close(path)
    return _without_menus(_with_headings(_with_plain_links(opened.pieces)))


def _spaced(text: str | None, look: Look) -> str:
    """Make one space of white space, but in preformatted text."""
    return (text or "") if look.preformatted else re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _pieces_of_runs(runs: Sequence[Run], path: tuple[int, ...]) -> Iterator[Piece]:
    """Yield the pieces of a block: at empty lines, at lines that stand for themselves, and where the type changes."""
    lines: list[list[Run]] = [[]]
    for text, look in runs:
        parts = text.split("\n")
        lines[-1].append((parts[0], look))
        lines += [[(part, look)] for part in parts[1:]]
    group: list[list[Run]] = []
    for line in [*lines, []]:
        if any(plain(text) for text, _ in line):
            group.append(line)
        elif group:
            yield from _pieces_of_lines(group, path)
            group = []


def _pieces_of_lines(lines: Sequence[list[Run]], path: tuple[int, ...]) -> Iterator[Piece]:
    texts = [plain("".join(text for text, _ in line)) for line in lines]
    apart = any(LINE_OF_ITS_OWN.match(text) or BULLET.match(text) for text in texts)
    looks = [_look(line) for line in lines]
    joined: list[Run] = []
    for index, line in enumerate(lines):
        if index and (apart or (looks[index] != looks[index - 1] and _is_short(texts[index - 1]))):
            yield from _piece(joined, path)
            joined = []
        joined += [*line, (" ", line[-1][1])]
    yield from _piece(joined, path)


def _is_short(text: str) -> bool:
    return len(text.split()) <= LONGEST_HEADING and not text.endswith((",", ";"))


def _look(runs: Sequence[Run]) -> tuple[float, bool, bool]:
    """Return the size of most letters, and whether all are bold and all are linked."""
    sizes: Counter[float] = Counter()
    bold = linked = True
    for text, look in runs:
        if letters := sum(map(str.isalnum, text)):
            sizes[look.size] += letters
            bold, linked = bold and look.bold, linked and look.linked
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    return size, bold and bool(sizes), linked and bool(sizes)


def _piece(runs: Sequence[Run], path: tuple[int, ...]) -> Iterator[Piece]:
    """Yield the piece of a paragraph, and the link to read on behind its last sentence as one of its own."""
    raw = "".join(text for text, _ in runs)
    text = plain(SIGHTLESS.sub("", raw))
    if not text:
        return
    size, bold, linked = _look(runs)
    look = next(look for part, look in runs if part.strip())
    reason = look.reason
    if PADDING.search(raw) or (size < 3 and any(map(str.isalnum, text))):
        reason = "hidden text"
    elif linked and is_read_on(text):
        reason = LINK
    elif linked and (
        is_action(text) or (look.button and look.kind != "heading" and len(text.split()) <= LONGEST_BUTTON)
    ):
        reason = "button"
    quoted = look.quoted or text.startswith(">")
    text = text.lstrip("> ") or text
    one = Piece(text, look.kind, reason, size, linked, quoted, path)
    if look.kind == "text" and bold and len(text.split()) <= LONGEST_BOLD and not ENDS.search(text) and text[-1] != ":":
        one = replace(one, kind="heading")
    link = _last_link(runs)
    if reason is None and not linked and link and is_read_on(link) and text.endswith(link):
        yield replace(one, text=text[: -len(link)].rstrip(" [(|·-–—") or text)
        yield Piece(link, reason=LINK, linked=True, quoted=quoted, path=path)
    else:
        yield one


def _last_link(runs: Sequence[Run]) -> str:
    parts: list[str] = []
    for text, look in reversed(runs):
        if not look.linked and any(map(str.isalnum, text)):
            break
        parts.append(text)
    return plain("".join(reversed(parts)))


def _with_plain_links(pieces: Sequence[Piece]) -> list[Piece]:
    """Take links for text where most of the sentences are inside one: somebody made one link of the whole letter."""
    prose = [one for one in pieces if one.reason is None and len(one.text.split()) > LONGEST_HEADING]
    if 2 * sum(len(one.text) for one in prose if one.linked) <= sum(len(one.text) for one in prose):
        return list(pieces)
    return [replace(one, linked=False) for one in pieces]


def _with_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Make headings of what is set larger than the letter's text, and text of headings that are too long for one."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        if piece.kind == "text" and piece.reason is None:
            sizes[piece.size] += len(piece.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    result = []
    for piece in pieces:
        words = len(piece.text.split())
        if piece.kind == "heading" and (words > LONGEST_HEADING or (words > LONGEST_BOLD and piece.text[-1] == ".")):
            piece = replace(piece, kind="text")
        elif piece.kind == "text" and piece.size >= LARGER * body > 0 and words <= LONGEST_HEADING:
            piece = replace(piece, kind="text" if piece.text[-1] in ".,;:" else "heading")
        result.append(piece)
    return result


def _without_menus(pieces: Sequence[Piece]) -> list[Piece]:
    """Mark rows of short links, one a cell or several on a line."""
    menu = "navigation link"
    result = [replace(one, reason=menu) if one.linked and _is_menu_line(one.text) else one for one in pieces]
    start = 0
    for end in range(len(pieces) + 1):
        if end < len(pieces) and _is_menu_link(pieces[end]):
            continue
        if end - start >= MENU_LINKS:
            result[start:end] = [replace(one, reason=one.reason or menu) for one in result[start:end]]
        start = end + 1
    return result


def _is_menu_link(piece: Piece) -> bool:
    return piece.linked and piece.kind != "list" and len(piece.text.split()) <= MENU_WORDS


def _is_menu_line(text: str) -> bool:
    parts = re.split(r"\s[|•·/]\s|\s{2,}", text[:500])
    return len(parts) >= MENU_LINKS and all(len(part.split()) <= MENU_WORDS + 1 for part in parts)
