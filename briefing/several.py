"""Take several questions in one apart; what is answered first completes those that go on from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.comparison import comparison_in
from briefing.follow_up import complete
from briefing.question_kind import SENTENCE_END
from briefing.types import Turn

MOST = 6
"""Questions answered at once; more are a conversation."""
_WORD = r"(?:who|whom|whose|what|when|where|why|how)"
_AUXILIARY = (
    r"(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|isn[’']t|aren[’']t|wasn[’']t|didn[’']t)"
)
_PLACED = r"(?:(?:in|at|on|by|for|to|from|since|until) )?"
ASKS = re.compile(rf"^{_PLACED}(?:{_WORD}|which|{_AUXILIARY})\b", re.I)
AND = re.compile(
    rf",?\s+(?:and|but|or)\s+(?:also\s+)?(?={_PLACED}(?:{_WORD}|which \w+)\s+{_AUXILIARY}\b|"
    r"which (?!he\b|she\b|it\b|they\b|we\b|the\b)\w+ [a-z]+|"
    r"how (?:many|much|long|old|far|big|large|high|often|late)\s|"
    r"who(?:se)? (?!and\b)(?!else\b)\w+\s+\w)",
    re.I,
)
"""Where a second question begins: words that ask, and a verb. "And what it costs" goes on with the first."""
AND_WHETHER = re.compile(rf",?\s+and\s+(?={_AUXILIARY}\s+(?:the|it|he|she|they|there|[A-Z])\S*\s)")
TWO_WORDS = re.compile(
    rf"^(?P<one>{_WORD})(?P<more>(?:,? (?:and|or) {_WORD}|, {_WORD})+)\s+(?P<rest>{_AUXILIARY}\b.+)$", re.I
)
"""One clause that asks twice: "when and where did it happen"."""
TAILS = re.compile(r"^(?P<main>.+?\w)(?P<tails>(?:(?:,|,? and|,? or) (?:when|where|why|how|by whom))+)\s*\?$", re.I)
"""A clause with bare words behind it that ask: "who closed the bridge, when and why"."""
YES_NO = re.compile(rf"^{_AUXILIARY}\b", re.I)


@dataclass(frozen=True, slots=True)
class Asking:
    """Hold one of several questions: `told` is what stands before it, `text` may need the part before to stand alone.

    `of` is the index of the part it goes on from; None when it stands alone.
    """

    text: str
    told: str = ""
    of: int | None = None

    def completed(self, turns: Sequence[Turn]) -> str:
        """Return the question so that it stands alone, `turns` being the parts before it."""
        alone = complete(self.text, [turns[self.of]]) if self.of is not None else self.text
        return f"{self.told} {alone}" if self.told else alone


def questions_in(text: str) -> list[Asking]:
    """Return the questions of a text; one when there is but one, or more than can be answered at once.

    >>> [one.text for one in questions_in("Who is Ines Holt and when did she close the bridge?")]
    ['Who is Ines Holt?', 'When did she close the bridge?']
    >>> [one.text for one in questions_in("When and where did the ferry stop?")]
    ['When did the ferry stop?', 'Where did the ferry stop?']
    """
    found: list[Asking] = []
    for clause, told in _clauses(text):
        first: int | None = None
        for one in _within(clause):
            before = first if first is not None else len(found) - 1 if found and not told else None
            first = len(found) if first is None else first
            found.append(Asking(one, told, before))
    return found if 1 < len(found) <= MOST else [Asking(text)]


def _clauses(text: str) -> list[tuple[str, str]]:
    """Return the sentences that ask, each with the statements that stand before it."""
    clauses: list[tuple[str, str]] = []
    told: list[str] = []
    for sentence in SENTENCE_END.split(text):
        if sentence.rstrip().endswith("?"):
            clauses.append((sentence.strip(), " ".join(told) if not clauses or told else clauses[-1][1]))
            told = []
        else:
            told.append(sentence.strip())
    if not clauses:
        return [(text, "")]
    return clauses


def _within(clause: str) -> list[str]:
    if compared := comparison_in(clause):
        return [side.question for side in compared.sides]
    if not ASKS.match(clause):
        return [clause]
    if found := TWO_WORDS.match(clause):
        words = re.findall(_WORD, found["one"] + found["more"], re.I)
        return [_capital(f"{word.lower()} {found['rest']}") for word in words]
    if (found := TAILS.match(clause)) and len(found["main"].split()) > 1:
        tails = re.findall(r"when|where|why|how|by whom", found["tails"], re.I)
        return [f"{found['main'].rstrip(' ,')}?", *(f"{_capital(tail)}?" for tail in tails)]
    joint = AND_WHETHER if YES_NO.match(clause) else AND
    pieces = [piece.strip(" ,?") for piece in joint.split(clause)]
    if len(pieces) == 1 or any(len(piece.split()) < 3 for piece in pieces[:1]):
        return [clause]
    return [_capital(piece) + "?" for piece in pieces]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
