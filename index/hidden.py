"""Know from its own style, and from the style sheets, which element of a page or mail is not shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

LENGTH = re.compile(r"\s*(\d{1,4}(?:\.\d{1,4})?|\.\d{1,4})\s*(px|pt|em|rem|%|)")
LONGEST_STYLE, LONGEST_SHEET = 2000, 200_000
"""Characters of an element's style, and of a style sheet."""
MOST_SHEETS, MOST_RULES = 20, 5000
SELECTOR = re.compile(r"\s*\w{0,20}[.#]([\w-]{1,100})\s*")
HIDES = re.compile(r"display\s*:\s*none")


def style_of(element: Any) -> dict[str, str]:
    """Return the declarations of an element's own style, in small letters."""
    declared = (part.partition(":") for part in element.get("style", "")[:LONGEST_STYLE].lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in declared}


def is_hidden(element: Any, names: frozenset[str] = frozenset()) -> bool:
    """Tell whether an element is not shown: by its own style, or by a class or id that the style sheet hides."""
    if element.get("hidden") is not None:
        return True
    if names and not names.isdisjoint([*element.get("class", "").split()[:20], element.get("id", "")]):
        return True
    style = style_of(element)
    if style.get("display") == "none" or style.get("visibility") == "hidden":
        return True
    if _is_zero(style.get("opacity", "")) or _is_zero(style.get("max-height", "")):
        return True
    return "hidden" in style.get("overflow", "") and any(_is_zero(style.get(one, "")) for one in ("height", "width"))


def _is_zero(value: str) -> bool:
    found = LENGTH.match(value)
    return bool(found and float(found[1]) == 0)


def hidden_names(tree: Any) -> frozenset[str]:
    """Return the classes and ids that the style sheets hide on every screen; what stands below `@media` does not."""
    names: set[str] = set()
    for sheet in islice(tree.iter("style"), MOST_SHEETS):
        text = re.sub(r"/\*.{0,2000}?\*/|<!--|-->", " ", (sheet.text or "")[:LONGEST_SHEET], flags=re.S)
        for selectors, rule in islice(_rules(text), MOST_RULES):
            if HIDES.search(rule.lower()):
                names.update(found[1] for one in selectors.split(",") if (found := SELECTOR.fullmatch(one)))
    return frozenset(names)


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield (selectors, declarations) of the rules that stand in no other."""
    depth, start, selectors = 0, 0, ""
    for mark in re.finditer(r"[{}]", text):
        if mark[0] == "{":
            if depth == 0:
                selectors, start = text[start : mark.start()], mark.end()
            depth += 1
            continue
        if depth == 1:
            if not selectors.lstrip().startswith("@"):
                yield selectors, text[start : mark.start()]
            start = mark.end()
        depth = max(0, depth - 1)
