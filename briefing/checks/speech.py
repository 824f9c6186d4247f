"""Check who says it: a claim that names a speaker must name the one whom the source lets speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from briefing.checks.reading import FUNCTION, stem
from briefing.reporting import VERB
from briefing.speakers import Statement, said_in
from briefing.types import Check
from index.text import fold, sentence_spans, words

NAME = "speaker"
ANYBODY = frozenset(
    "official source spokesman spokeswoman spokesperson statement report people witness one other".split()
)
"""Speakers so general that a paraphrase may put them for nearly anybody."""
SUBJECT = re.compile(r"(?:The|An?|Some|Many|Most)\s((?:[a-z][\w’'-]*\s){1,4}?)(said|says?|told|added)\b")
TITLES = frozenset("mr mrs ms dr sir dame lord lady prof the president minister captain general judge former".split())


def check_speaker(claim: str, paragraphs: Sequence[str], carrying: str) -> Check:
    """Return the check that what the claim lets somebody say, that one says in the source.

    `carrying` is the source sentence that carries the claim.
    """
    if not VERB.search(claim) and "ccording to" not in claim:
        return Check(NAME, True)
    named = [one for one in _spoken(claim) or _plain(claim) if one[0].speaker and _heads(one[0].speaker)]
    theirs = [one for paragraph in paragraphs for one in _spoken(paragraph)] if named else []
    for own in named:
        match = _matching(own[0], theirs, carrying)
        if match is None or match[0].speaker is None:
            continue
        if not _heads(own[0].speaker or "") & _heads(match[1]):
            return Check(
                NAME, False, f"says it is {own[0].speaker}’s word; the paragraph gives it to {match[0].speaker}"
            )
    return Check(NAME, True)


def _plain(claim: str) -> list[tuple[Statement, str]]:
    """Return who a claim begins with as its speaker, when the rules of speech know nobody: "The cooks said"."""
    match = SUBJECT.match(claim)
    if not match:
        return []
    told = claim[match.end() :]
    return [(Statement("", match[1], None, match[2], told, False, 1.0, match.end(), len(claim)), match[1])]


@lru_cache(maxsize=2048)
def _spoken(text: str) -> tuple[tuple[Statement, str], ...]:
    """Return each statement of a text with the words around its verb that tell who speaks."""
    if not VERB.search(text) and "ccording to" not in text:
        return ()
    spans = sentence_spans(text)
    found = []
    for one in said_in(text):
        start, end = next(((left, right) for left, right in spans if left <= one.start < right), (0, len(text)))
        sentence = text[start:end]
        around = sentence.replace(one.text, " ") if one.direct else _subject(sentence, one)
        found.append((one, f"{one.speaker or ''} {one.role or ''} {around}"))
    return tuple(found)


def _subject(sentence: str, one: Statement) -> str:
    """Return the side of the verb on which the speaker stands."""
    verb = one.verb or ""
    before, _, after = sentence.partition(verb) if verb else ("", "", "")
    last = (one.speaker or "").split()[-1:] or [""]
    return before if last[0] and last[0] in before else after


def _matching(own: Statement, theirs: Sequence[tuple[Statement, str]], carrying: str) -> tuple[Statement, str] | None:
    """Return the source's statement that the claim repeats: by its quotation, else the one of the carrying sentence."""
    if own.direct:
        quoted = fold(own.text).strip(" .,!?")
        for one in theirs:
            if one[0].direct and (quoted in fold(one[0].text) or fold(one[0].text).strip(" .,!?") in quoted):
                return one
        return None
    inside = [one for one in theirs if one[0].text in carrying or carrying in one[0].text]
    wanted = _heads(own.text)
    return max(inside, key=lambda one: len(wanted & _heads(one[0].text)), default=None)


def _heads(text: str) -> set[str]:
    found = {stem(word.removesuffix("'s")) for word in words(text) if word not in FUNCTION and word not in TITLES}
    return found - ANYBODY
