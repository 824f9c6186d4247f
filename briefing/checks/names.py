"""Check the names of a claim: each must be known, and stand beside the names it stands beside in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from briefing.types import Check
from index.text import DASH_FOLD, QUOTE_FOLD, STOPWORDS

NAME = "names"
CAPITAL = re.compile(r"(?:[A-Z][\w'-]*[a-z][\w'-]*|[A-Z]{2,}\b|[A-Z](?=\.))")
WORD = re.compile(r"[\w']+")
TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady president minister senator captain mayor judge chancellor "
    "king queen prince princess general colonel governor secretary inspector detective chief prime justice "
    "commissioner chairman director sen rep gov gen col capt sgt rev commander the".split()
)
DERIVED = 4
"""Letters that a name and the word derived from it share: Russia and Russian, Velland and Vellanders."""
ENDING = 4
"""Letters that a derived word has more at most."""
APART = 3
"""Words that may stand between the parts of one name in the source: "judge Ottilie Crane" carries "Judge Crane"."""


def check_names(claim: str, sources: Sequence[str], context: str = "") -> Check:
    """Return the check that the names of the claim are in the sources or lent to them, side by side as there."""
    runs = list(_runs(claim))
    if not runs:
        return Check(NAME, True)
    known = [_known(source) for source in (*sources, *([context] if context else []))]
    folded = " ".join(known)
    vocabulary = frozenset(WORD.findall(folded))
    missing = sorted({name for run in runs for name, sure in run if not _is_known(name, vocabulary, folded, sure)})
    if missing:
        return Check(NAME, False, f"not in the paragraph: {', '.join(missing)}")
    for run in runs:
        for (left, _), (right, _) in pairwise(run):
            if not _beside(left, right, known):
                return Check(NAME, False, f"joins {left} and {right}; the paragraph does not")
    return Check(NAME, True)


def _runs(claim: str) -> Iterator[list[tuple[str, bool]]]:
    """Yield names that stand directly side by side, each with whether it is one and not just a first word."""
    text = claim.translate(QUOTE_FOLD).translate(DASH_FOLD)
    run: list[tuple[str, bool]] = []
    end = -1
    for match in CAPITAL.finditer(text):
        name = match[0].removesuffix("'s").removesuffix("'")
        first = not re.search(r"\w", text[: match.start()].replace("...", "")) or bool(
            re.search(r"(?:[.!?:]|(?<!\w)[\"'(\[])\s*$", text[: match.start()])
        )
        begins = end >= 0 and text[end : match.start()] in (" ", "-")
        sure = not first or bool(
            re.match(r"(?:'s)? [A-Z][a-z]+", text[match.end() :]) and name.lower() not in STOPWORDS
        )
        if not begins and run:
            yield run
            run = []
        end = match.end() if not match[0].endswith("'s") else -1
        if name.lower() not in TITLES and (not first or name.lower() not in STOPWORDS):
            run.append((name, sure and not (first and name.lower() in STOPWORDS)))
        elif run:
            yield run
            run = []
    if run:
        yield run


@lru_cache(maxsize=2048)
def _known(source: str) -> str:
    return source.translate(QUOTE_FOLD).translate(DASH_FOLD).lower()


def _is_known(name: str, vocabulary: frozenset[str], folded: str, sure: bool) -> bool:
    if not sure:
        return True
    low = name.lower()
    if low in vocabulary or low.rstrip("s") in vocabulary:
        return True
    parts = low.split("-")
    if len(parts) > 1 and all(part in vocabulary for part in parts if part):
        return True
    if low in folded and len(low) > 3:
        return True
    return len(low) > DERIVED and any(
        word[: max(DERIVED, min(len(low), len(word)) - 2)] == low[: max(DERIVED, min(len(low), len(word)) - 2)]
        and abs(len(word) - len(low)) <= ENDING
        for word in vocabulary
        if word[0] == low[0] and len(word) >= DERIVED
    )


def _beside(left: str, right: str, known: Sequence[str]) -> bool:
    """Tell whether the two names stand close to each other, in this order, anywhere in the sources."""
    one, other = left.lower(), right.lower()
    for text in known:
        start = text.find(one)
        while start >= 0:
            rest = text[start + len(one) : start + len(one) + 60]
            words = WORD.findall(rest)[: APART + 1]
            if any(word.startswith(other.split("-")[0].split("'")[0]) for word in words):
                return True
            start = text.find(one, start + 1)
    return not any(one in text and other in text for text in known)
