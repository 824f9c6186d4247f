"""Find who holds an office that a question names without saying whose: "Who is the governor?", "Who is the minister?"

A cross-encoder knows little of a sentence's role words; the reader of quotations knows who was introduced as what.
Where several hold such an office, each is named, for only who asks knows which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.candidates import Candidate, candidate
from briefing.naming import holds_office
from briefing.speakers import statements
from briefing.types import Evidence, Question
from index.names import PERSON
from index.text import sentence_spans, words

BARE = re.compile(
    r"who(?:[’']s| is| are| was| were) (?:the|your|our) (?P<role>(?:[a-z-]+ ){0,2}[a-z-]+?)s?[\s?]*$", re.I
)
APPOSED = re.compile(rf"\b[Tt]he (?P<role>(?:[a-z-]+ ){{0,2}}(?P<office>[a-z-]+)), (?P<name>{PERSON}),")
WHOSE = re.compile(r" (?:of|at|for|from|in) ")
MOST = 6
"""Holders that are shown."""


def holders(
    question: Question, ranked: Sequence[Candidate], evidence: Sequence[Evidence]
) -> tuple[list[Candidate], str | None]:
    """Return a sentence for each who holds the office asked for, best article first, and a note when they are several.

    Nothing for a question that says whose office it is, or for what is no office.
    """
    asked = BARE.match(question.text)
    if not asked or not holds_office(asked["role"]):
        return [], None
    wanted = words(asked["role"])
    found: dict[str, tuple[Candidate, str]] = {}
    for n, source in enumerate(evidence, start=1):
        for name, role in _introductions(source, wanted[-1]):
            last = name.split()[-1]
            if last not in found and _is(wanted, role) and (one := _introduced(question, n, source, last, wanted)):
                found[last] = one, f"{name} ({role})"
    score = ranked[0].score if ranked else 0.0
    shown = [*found.values()][:MOST]
    several = f"The articles name several: {'; '.join(name for _, name in shown)}." if len(shown) > 1 else None
    return [replace(one, score=score) for one, _ in shown], several


def _introductions(source: Evidence, office: str) -> Iterator[tuple[str, str]]:
    """Yield whom a paragraph introduces, and as what: who speaks in it, and "the prime minister, Helena Strand,"."""
    for one in statements(source.article):
        if one.paragraph_id == source.paragraph.id and one.speaker and one.role:
            yield one.speaker, one.role
    for found in APPOSED.finditer(source.paragraph.text):
        if found["office"] == office:
            yield found["name"], found["role"]


def _is(wanted: Sequence[str], role: str) -> bool:
    """Tell whether a role is the office asked for: "Velland's foreign minister" is a minister, no "minister's aide"."""
    held = words(WHOSE.split(role)[0])
    return bool(held) and held[-1] == wanted[-1] and set(wanted) <= set(held)


def _introduced(question: Question, n: int, source: Evidence, name: str, wanted: Sequence[str]) -> Candidate | None:
    """Return the sentence of a paragraph that has both the name and the office."""
    for start, end in sentence_spans(source.paragraph.text, source.article.language):
        text = source.paragraph.text[start:end]
        if name in text and set(wanted) <= set(words(text)):
            return candidate(question, n, source, start, end)
    return None
