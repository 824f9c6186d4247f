"""Script a language model that tells the truth and lies in turn, so that it is known of every sentence which it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from index.text import sentences, words
from tests.fake_models import Reply

PASSAGE = re.compile(r"^\[(\d+)\] (?:\([^()]*\) )?(.+)$", re.M)
NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?![\w.,])")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?: [A-Z][a-z]+)*")
QUOTATION = re.compile(r"“([^“”]{12,})”")
VERB = re.compile(r"\b(was|were|had|has|is|are|will|would|could|may)\b")
INVENTED = (
    "The minister called it the worst week in living memory",
    "Experts expect a parliamentary inquiry before the summer",
    "Neighbours described scenes of panic and confusion",
    "A second incident was reported later the same evening",
)
"""Sentences of the kind that models add; no sample says any of them."""


@dataclass
class Liar:
    """Write two truths and two lies a text; `lies` holds each lie with its kind, `truths` what is word for word."""

    lies: dict[str, str] = field(default_factory=dict)
    truths: set[str] = field(default_factory=set)
    kinds: cycle[str] = field(default_factory=lambda: cycle(FORGERIES))

    def reply(self, asked: dict[str, Any]) -> Reply:
        """Return the text for one request, from the passages in it."""
        content = asked["messages"][-1]["content"]
        wanted = set(words(content.rpartition("Question:")[2]))
        passages = [(int(n), sentences(text)) for n, text in PASSAGE.findall(content)]
        passages.sort(key=lambda one: -len(wanted & set(words(" ".join(one[1])))))
        lines: list[str] = []
        for turn in range(4):
            n, said = passages[turn % len(passages)]
            true = said[turn // len(passages) % len(said)]
            if turn % 2:
                lines.append(f"{self._lie(true, [text for _, texts in passages for text in texts])} [{n}]")
            else:
                self.truths.add(true)
                lines.append(f"{true} [{n}]")
        return Reply(" ".join(lines), usage=(len(str(asked)) // 4, len(" ".join(lines)) // 4))

    def _lie(self, true: str, others: Sequence[str]) -> str:
        for _ in FORGERIES:
            kind = next(self.kinds)
            lie = FORGERIES[kind](true, others)
            if lie and lie != true:
                self.lies[lie] = kind
                return lie
        raise AssertionError("an invention can always be made")


def _number(true: str, others: Sequence[str]) -> str | None:
    found = NUMBER.search(true)
    return true[: found.start()] + str(int(found[0]) + 3) + true[found.end() :] if found else None


def _name(true: str, others: Sequence[str]) -> str | None:
    found = NAME.search(true)
    names = (one[0] for other in others for one in NAME.finditer(other) if one[0] not in true)
    return true.replace(found[0], other, 1) if found and (other := next(names, None)) else None


def _quotation(true: str, others: Sequence[str]) -> str | None:
    found = QUOTATION.search(true)
    return f"{true[: found.start(1)]}Frankly, {found[1][0].lower()}{true[found.start(1) + 1 :]}" if found else None


def _negated(true: str, others: Sequence[str]) -> str | None:
    found = VERB.search(QUOTATION.sub("", true))
    return VERB.sub(r"\1 not", true, count=1) if found and not QUOTATION.search(true) else None


def _invented(true: str, others: Sequence[str]) -> str:
    return f"{INVENTED[len(true) % len(INVENTED)]}, {(NAME.findall(true) or ['officials'])[0]} said."


FORGERIES: dict[str, Callable[[str, Sequence[str]], str | None]] = {
    "number": _number,
    "name": _name,
    "quotation": _quotation,
    "negation": _negated,
    "invention": _invented,
}
"""What is made of a true sentence; None when it has nothing to forge."""
