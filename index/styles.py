"""Know from the styles of a mail's HTML how large a text is shown, and what is a link, a quotation or a button."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from index.hidden import LENGTH, LONGEST_STYLE, style_of
from index.markup import BLOCKS, KINDS
from index.types import ParagraphKind

PLAIN_SIZE = 16.0
"""Pixels of a letter where nothing is said."""
SIZES = {"h1": 32.0, "h2": 24.0, "h3": 19.0, "h4": 16.0, "h5": 14.0, "h6": 12.0, "small": 13.0, "big": 19.0}
WORDS = {"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0}
WORDS |= {"xx-large": 32.0, "smaller": 13.0, "larger": 19.0}
FONT_SIZES = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 0.0, "rem": PLAIN_SIZE, "%": 0.0, "": 1.0}
"""Pixels of each unit; 0 for those that are a share of the size around."""
LARGEST_SIZE = 400.0
SHOWN_AS_BLOCK = frozenset({"block", "table", "flex", "grid", "list-item", "table-row", "table-cell"})
LAID_OUT = BLOCKS | {"td", "th", "caption", "fieldset", "tr"}
CELL_KINDS: dict[str, ParagraphKind] = {tag: kind for tag, kind in KINDS.items() if tag not in ("tr", "figure")}
"""A row of a mail's table is a piece of layout and no item of a list."""
BUTTON = re.compile(r"(?:^|[\s_-])(?:button|btn|cta)|button(?:$|[\s_-])|Button", re.A)
QUOTED = re.compile(r"(?:^|\s)(?:gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra|hs_reply)")
SIGNATURE = re.compile(r"(?:^|\s)(?:gmail_signature|moz-signature|elementToProof-signature|Signature)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Look:
    """Hold how text is shown where it stands; `size` is in pixels, `reason` says why it is not the letter's."""

    kind: ParagraphKind = "text"
    size: float = PLAIN_SIZE
    bold: bool = False
    linked: bool = False
    button: bool = False
    quoted: bool = False
    preformatted: bool = False
    reason: str | None = None


def look_of(element: Any, tag: str, around: Look) -> Look:
    """Return how the text of an element is shown, given how that around it is."""
    style = style_of(element)
    named = f"{element.get('class', '')} {element.get('id', '')}"[:LONGEST_STYLE]
    cited = tag == "blockquote" and element.get("type") == "cite"
    weight = style.get("font-weight", "")
    kind = "caption" if "caption" in named.lower() and around.kind == "text" else CELL_KINDS.get(tag, around.kind)
    bold = around.bold or tag in ("b", "strong", "th")
    if weight:
        bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
    linked = around.linked or (tag == "a" and bool(element.get("href")))
    return replace(
        around,
        kind="text" if cited else kind,
        size=_size(element, tag, style, around.size),
        bold=bold,
        linked=linked,
        button=around.button or bool(BUTTON.search(named)) or (tag == "a" and _is_painted(style)),
        quoted=around.quoted or cited or bool(QUOTED.search(named)),
        preformatted=around.preformatted or tag == "pre",
        reason=around.reason or ("signature" if SIGNATURE.search(named) else None),
    )


def _is_painted(style: dict[str, str]) -> bool:
    """Tell whether a link has a ground or a frame and room around its words."""
    ground = style.get("background-color", style.get("background", "")).split()
    framed = bool(ground and ground[0] not in ("transparent", "none", "#fff", "#ffffff", "inherit", "initial"))
    return (framed or "border" in style) and any(name.startswith("padding") for name in style)


def _size(element: Any, tag: str, style: dict[str, str], around: float) -> float:
    stated = style.get("font-size", "")
    if stated in WORDS:
        return WORDS[stated]
    if found := LENGTH.match(stated):
        unit = PIXELS[found[2]]
        share = around / (100 if found[2] == "%" else 1)
        return min(LARGEST_SIZE, float(found[1]) * (unit or share))
    if tag == "font":
        return FONT_SIZES.get(element.get("size", ""), around)
    return SIZES.get(tag, around)


def is_block(element: Any, tag: str) -> bool:
    """Tell whether an element stands on lines of its own."""
    if tag in LAID_OUT:
        return True
    return "display" in element.get("style", "")[:LONGEST_STYLE].lower() and (
        style_of(element).get("display", "") in SHOWN_AS_BLOCK
    )
