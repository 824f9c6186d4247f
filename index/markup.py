"""Parse hostile markup: XML that is damaged or made to harm, and fragments of HTML as blocks of text."""

from __future__ import annotations

import re
from copy import deepcopy
from html import unescape
from html.entities import html5
from typing import Any

from index.decode import decode
from index.errors import SourceError
from index.split import Block, plain
from index.types import ParagraphKind

MOST_BYTES = 20_000_000
MOST_TAGS, MOST_REFERENCES = 1_000_000, 2_000_000
"""A feed of 20 MB has some 600,000 tags, or quotes them with two references each; a tag takes up to 200 bytes."""
FEWEST_RIGHT = 5
"""Characters beyond ASCII that UTF-8 has for each that is wrong; in other encodings hardly any is right."""
LOOKED_AT = 64_000
"""Bytes in which the first element must begin."""
PROLOG = re.compile(r"(?:\s++|\ufeff|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?>)*+", re.S | re.I)
"""All in front of the first element. It goes before parsing, and with it every entity that a text declares itself."""
ELEMENT = re.compile(r"<[A-Za-z_][^<>]{0,4000}>")
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML 1.0 does not allow."""
REFERENCE = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]\w{1,30};)|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[\da-f]));",
    re.I,
)
BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)", re.I)
HOLDERS = re.compile(r"<(/?)((?:\w{1,20}:)?(?:description|summary|content|encoded|title))(?=[\s>])[^<>]{0,500}>")
"""Elements that hold HTML, which must be quoted and often is not."""
KINDS: dict[str, ParagraphKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd", "dt", "tr"), "list"),
    "blockquote": "quote",
    "figure": "caption",
    "figcaption": "caption",
}
BLOCKS = frozenset(
    "address article aside body center details div dl footer header hr main ol p pre section summary table tbody thead "
    "ul".split()
) | frozenset(KINDS)
UNSEEN = frozenset(
    "audio button canvas form head iframe math nav noscript object script select style svg template textarea title "
    "video".split()
)
SHORTEST_CAPTION = 12
"""Characters."""
TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
PAIRED = re.compile(r"<(b|i|em|strong|span|sub|sup|u)(?: [^<>]{0,200})?>([^<>]{0,400})</\1>", re.I)
"""Tags that were quoted twice; a single one may be what a headline is about."""
PARAGRAPH = re.compile(r"\n\s*\n")


def root_tag(data: bytes) -> str:
    """Return the opening tag of the first element, "" when the bytes do not begin with markup.

    >>> root_tag(b'<?xml version="1.0"?><!-- new --><rss version="2.0"><channel>')
    '<rss version="2.0">'
    """
    head = data[:LOOKED_AT].replace(b"\x00", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe")
    found = ELEMENT.match(head, _prolog(head))
    return found[0] if found else ""


def parse_xml(data: bytes, name: str, charset: str | None = None) -> tuple[Any, str | None]:
    """Return the root element, and what is wrong when the XML is damaged and was read as far as it goes.

    `charset` is the character set that the host states; how much it counts, `index.decode` says.

    No entity but those of HTML is known, nothing is fetched, and depth is bounded by the parser.
    Raises SourceError when nothing can be read.
    """
    from lxml import etree

    if len(data) > MOST_BYTES:
        raise SourceError(f"{name} has more than {MOST_BYTES // 1_000_000} MB, which is no feed. Give a shorter one.")
    text = _text(data.lstrip(), name, charset)
    if text.count("<") > MOST_TAGS or text.count("&") > MOST_REFERENCES:
        raise SourceError(f"{name} has more than {MOST_TAGS:,} tags, or twice as many references. Give a shorter one.")
    begin = _prolog(text)
    text = _with_known_references(ILLEGAL.sub("", "\n" * text.count("\n", 0, begin) + text[begin:]))
    options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False, "remove_pis": True}
    options |= {"remove_comments": True, "encoding": "utf-8"}
    try:
        return etree.fromstring(text.encode(), etree.XMLParser(**options)), None
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
    try:
        root = etree.fromstring(_quoted(text).encode(), etree.XMLParser(recover=True, **options))
    except etree.XMLSyntaxError:
        root = None
    if root is None or not isinstance(root.tag, str):
        raise SourceError(f"{name} is not XML that can be read (line {line}). Check what the address gives.")
    return root, f"damaged in line {line}"


def _text(data: bytes, name: str, charset: str | None) -> str:
    """Decode bytes; UTF-8 with a few wrong ones among many right ones is UTF-8 still."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    if 0 < wrong * FEWEST_RIGHT <= sum(character > "\x7f" for character in text) and b"\x00" not in data:
        return text.removeprefix("\ufeff")
    return decode(data, name, page=True, charset=charset)


def inner_html(element: Any) -> str:
    """Return what an element holds as HTML: its text, which quotes HTML, or the markup that it holds itself."""
    from lxml import etree

    if not len(element):
        return element.text or ""
    lead = (element.text or "").replace("&", "&amp;").replace("<", "&lt;")
    children = deepcopy(list(element))  # a copy has no longer the spaces that the feed declares
    for child in children:
        for one in child.iter(etree.Element):
            one.tag = re.sub(r"^\{[^}]*\}|^\w+:", "", one.tag)
        etree.cleanup_namespaces(child)
    return lead + "".join(etree.tostring(child, encoding="unicode", method="html") for child in children)


def text_html(text: str) -> str:
    """Return plain text as HTML, a paragraph for each part between blank lines."""
    quoted = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"<p>{part.strip()}</p>" for part in PARAGRAPH.split(quoted) if part.strip())


def one_line(html: str, *, tags: bool = True) -> str:
    """Return a title or a name on one line, without tags and with every reference resolved, also a doubled one.

    >>> one_line("<b>AT&amp;amp;T</b> at 5 < 6"), one_line("What <b> does", tags=False)
    ('AT&T at 5 < 6', 'What <b> does')
    """
    text = unescape(TAG.sub("", html) if tags else html)
    return plain(unescape(PAIRED.sub(r"\2", text)))


def blocks_of(html: str) -> list[Block]:
    """Return the blocks of a fragment of HTML in reading order; `line` counts them from 1."""
    from lxml import etree

    if not TAG.search(html):
        html = "".join(f"<p>{part}</p>" for part in PARAGRAPH.split(html))
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = etree.fromstring(f"<div>{ILLEGAL.sub('', html)}</div>".encode(), parser)
    except etree.XMLSyntaxError:
        return []
    pieces = _pieces(tree) if tree is not None else []
    if not pieces and (text := one_line(html)):
        pieces = [("text", text)]  # nested deeper than the parser goes
    return [Block(line, text, kind, group=line) for line, (kind, text) in enumerate(pieces, start=1)]


def _pieces(tree: Any) -> list[tuple[ParagraphKind, str]]:
    """Walk the tree without recursion; text belongs to the nearest element that gives it a kind.

    What repeats the description of the picture above it is its caption.
    """
    from lxml import etree

    pieces: list[tuple[ParagraphKind, str]] = []
    kinds: list[ParagraphKind] = ["text"]
    open_parts: list[str] = []
    described: list[str] = []

    def close() -> None:
        joined = PARAGRAPH.split("".join(open_parts))
        for text in filter(None, map(plain, joined)):
            repeats = len(text) >= SHORTEST_CAPTION and any(text in one for one in described[-2:])
            pieces.append(("caption" if repeats else kinds[-1], text))
        open_parts.clear()

    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        kind = KINDS.get(tag) or ("caption" if tag in BLOCKS and "caption" in element.get("class", "") else None)
        if event == "start":
            if tag in BLOCKS:
                close()
            if kind:
                kinds.append(kind)
            if tag == "img" and len(alt := plain(element.get("alt", ""))) >= SHORTEST_CAPTION:
                described.append(alt)
            if tag in UNSEEN:
                walker.skip_subtree()
            else:
                open_parts.append(_spaced(element.text))
            continue
        if tag in BLOCKS:
            close()
        if kind:
            kinds.pop()
        open_parts.append("\n" if tag == "br" else " " if tag in ("td", "th") else "")
        open_parts.append(_spaced(element.tail))
    close()
    return pieces


def _spaced(text: str | None) -> str:
    """Make one space of white space, so that a line break is always one that the markup states."""
    return re.sub(r"\s+", " ", text or "")


def _prolog(text: str) -> int:
    found = PROLOG.match(text)
    return found.end() if found else 0


def _with_known_references(text: str) -> str:
    """Resolve HTML's named characters and quote stray ampersands, but in CDATA, which is closed when it was cut."""
    first, *others = text.split("<![CDATA[")
    parts = [_resolved(first)]
    for other in others:
        inside, end, after = other.partition("]]>")
        parts += ["<![CDATA[", inside, end, _resolved(after)]
    if others and "]]>" not in others[-1]:
        parts.append("]]>")
    return "".join(parts)


def _resolved(text: str) -> str:
    def named(match: re.Match[str]) -> str:
        known = html5.get(match[1] or "", "" if match[1] is None else None)
        if known is None:
            return f"&amp;{match[1]}"
        return known.replace("&", "&amp;").replace("<", "&lt;")

    return BARE.sub("&amp;", REFERENCE.sub(named, text)) if "&" in text else text


def _quoted(text: str) -> str:
    """Quote the HTML in elements that hold it bare: an unclosed `<br>` in one would swallow all that follows."""
    parts = []
    done = 0
    opened: re.Match[str] | None = None
    for tag in HOLDERS.finditer(text):
        if opened is None:
            opened = None if tag[1] or tag[0].endswith("/>") else tag
        elif tag[1] and tag[2] == opened[2]:
            inside = text[opened.end() : tag.start()]
            if "<" in inside and "<![CDATA[" not in inside:
                inside = inside.replace("&", "&amp;").replace("<", "&lt;")
            parts += [text[done : opened.end()], inside]
            done, opened = tag.start(), None
        elif not tag[1] and tag[2] == opened[2]:
            opened = tag
    return "".join([*parts, text[done:]])
