"""Read what the outlets of a story state: the same fact in other words, numbers that differ, what is new.

Nothing is merged by likeness alone: "killed 12" and "killed 19", "accepted" and "rejected the ceasefire" are nearly
alike to any embedding model, so numbers, names, days, denials and speakers each have a veto.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from briefing.checks.quantities import quantities
from briefing.checks.withdrawn import is_withdrawn
from briefing.counts import TOLLS, Count, compatible, counted
from briefing.ground import quotations
from briefing.leaning import leans
from briefing.repair import led, repair, speaker_at
from briefing.signposts import is_signpost
from briefing.suspicious import speaks_to_a_model
from briefing.telling import tells, told_from
from index.text import STOPWORDS, containment, fold, moment, sentence_spans, shingles, singular, stamp, words
from index.types import Article, Paragraph

Matrix = NDArray[np.float64]

SAME = 0.75
"""Likeness (see `stories.alike`) from which two sentences may state one fact, if nothing vetoes it."""
SAME_WORDS = 0.6
"""Share of three-word runs that serves as well."""
NEAR = 0.45
"""Likeness from which two sentences speak of the same thing, so that their numbers may be compared."""
SHORTEST, LONGEST = 5, 60
"""Words of a sentence worth reading as a fact."""
HOURS_APART = 36
"""Reports further apart than this do not contradict each other: the later one brings things up to date. A plain date
stands for its whole day, so that a day is too tight."""
FILLER = re.compile(
    r"^(?:here (?:are|is)|this (?:story|article|page)|i.m [A-Z])\b|"
    r"\b(?:newsletter|opens in (?:a )?new|live updates|this developing story|all rights reserved|daily briefing)\b",
    re.I,
)
"""Sentences that speak of the page, not of the news; a briefing has better ones."""
DAYS = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:yesterday|today|tomorrow)\b", re.I)
DENIED = re.compile(r"\b(?:no|not|never|none|neither|nor|without|fail(?:s|ed)? to|den(?:y|ies|ied))\b|n[’']t\b", re.I)
OPPOSITES = tuple(
    (re.compile(rf"\b(?:{left})", re.I), re.compile(rf"\b(?:{right})", re.I))
    for left, right in (
        (r"accept|agree[ds]?\b|back(?:s|ed)\b|approv", r"reject|refus|oppos|turn(?:s|ed) down"),
        (r"confirm", r"den(?:y|ies|ied)\b"),
        (r"rise|rose|risen|increas|climb|up\b", r"fall\b|falls|fell|fallen|decreas|drop|down\b"),
        (r"advanc", r"withdr[ae]w|retreat"),
        (r"open", r"clos(?:e|ed|es|ing|ure)\b|shut"),
        (r"win\b|wins\b|won\b", r"los(?:e|es|t)\b"),
        (r"start|begin|began|begun|resum", r"end(?:s|ed)?\b|stop|halt|suspend"),
    )
)
NAME = re.compile(r"(?<=[\w,;’'”] )[A-Z][\w’'-]*\w")
PAST = re.compile(
    r"\b(?:in|since|of|from) (?:1[89]|20)\d\d\b|\b(?:last year|years? ago|a decade ago|anniversary)\b", re.I
)
"""A sentence with another year in it counts another event."""


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one source sentence: where it stands, as it may be shown, and its place among the article's sentences."""

    article: Article
    paragraph: Paragraph
    start: int
    end: int
    text: str
    shown: str
    speaker: str | None
    place: int


@dataclass(frozen=True, slots=True)
class Fact:
    """Hold what one or more outlets state; `lines[0]` is the version to show, `rows` are the lines' positions."""

    lines: tuple[Line, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Hold the lines of different outlets whose numbers for the same thing cannot both be right."""

    about: str
    lines: tuple[Line, ...]


def lines(article: Article, *, most: int) -> list[Line]:
    """Return the first `most` sentences of the article that state something and can stand alone.

    A paragraph that speaks to a model instead of a reader gives none; nor do captions, headings and the standfirst.
    """
    found: list[Line] = []
    place = 0
    for paragraph in article.paragraphs:
        if paragraph.kind not in ("text", "list", "quote") or speaks_to_a_model(paragraph.text):
            continue
        for start, end in sentence_spans(paragraph.text, article.language):
            if len(found) >= most:
                return found
            place += 1
            start += told_from(paragraph.text[start:end])
            text = paragraph.text[start:end]
            if not SHORTEST <= len(text.split()) <= LONGEST or not tells(text) or text.endswith("?"):
                continue
            if FILLER.search(text) or is_signpost(text) or is_withdrawn(text):
                continue
            shown = repair(article, paragraph, start, end)
            if shown is not None and article.language == "en" and leans(shown):
                # Only with the sentence that it needs, or not at all.
                start, shown = led(article, paragraph, start, end) or (start, None)
            text = paragraph.text[start:end]
            if shown is not None and len(text.split()) <= LONGEST:
                speaker = speaker_at(article, paragraph, start, end)
                found.append(Line(article, paragraph, start, end, text, shown, speaker, place - 1))
    return found


def independent(articles: Sequence[Article]) -> int:
    """Return how many outlets report for themselves: copies add nothing, articles of unknown outlets count as one.

    Two outlets that both carry one wire text, and nothing of their own, are one source.
    """
    here = {article.id for article in articles}
    outlets = {fold(article.source or "") for article in articles if article.duplicate_of is None}
    wires = {article.duplicate_of for article in articles if article.duplicate_of and article.duplicate_of not in here}
    return len(outlets) + len(wires)


def merge(found: Sequence[Line], near: Matrix) -> list[Fact]:
    """Return the lines as facts, in order of their first line; `near` is how alike each two lines are, 0..1."""
    groups: list[list[int]] = []
    for row, line in enumerate(found):
        for members in groups:
            if all(same(found[other], line, float(near[other, row])) for other in members):
                members.append(row)
                break
        else:
            groups.append([row])
    facts = []
    for members in groups:
        members.sort(key=lambda row: (-_specifics(found[row].text), found[row].place, row))
        facts.append(Fact(tuple(found[row] for row in members), tuple(members)))
    return facts


def same(left: Line, right: Line, likeness: float) -> bool:
    """Tell whether two lines state one fact: alike, and nothing in them says otherwise."""
    if likeness < SAME and containment(shingles(left.text), shingles(right.text)) < SAME_WORDS:
        return False
    return left.speaker == right.speaker and agree(left.text, right.text)


def agree(left: str, right: str) -> bool:
    """Tell whether nothing in two alike sentences contradicts: numbers, days, denial, opposites, quotations, names.

    >>> agree("The blast killed 12 people.", "The blast killed twelve people."), agree("It killed 12.", "It killed 19.")
    (True, False)
    >>> agree("Ardel accepted the plan.", "Ardel rejected the plan.")
    False
    """
    if {value for value, _ in quantities(left)} != {value for value, _ in quantities(right)}:
        return False
    if sorted(quotations(left)) != sorted(quotations(right)):
        return False
    if {day.casefold() for day in DAYS.findall(left)} != {day.casefold() for day in DAYS.findall(right)}:
        return False
    if bool(DENIED.search(left)) != bool(DENIED.search(right)):
        return False
    for up, down in OPPOSITES:
        if (up.search(left) and down.search(right)) or (down.search(left) and up.search(right)):
            return False
    mine, yours = _names(left), _names(right)
    return not (mine - yours and yours - mine)


def clashes(found: Sequence[Line], near: Matrix) -> list[Clash]:
    """Return where outlets give different numbers for the same thing, one line an outlet, in the order of `found`.

    Only the newest article of an outlet that counts the thing speaks for it. Two articles clash when no value one gives
    agrees with a value the other gives, hedges allowed for, and they were published at about the same time.
    """
    stated: dict[str, list[tuple[int, Count]]] = {}
    for row, line in enumerate(found):
        for count in counted(line.text) if not PAST.search(line.text) else ():
            stated.setdefault(count.about, []).append((row, count))
    result = []
    for about, every in stated.items():
        given = _newest(found, every)
        rows: dict[str, int] = {}
        for (left, _), (right, _) in combinations(given, 2):
            if _contradict(found, given, left, right) and _comparable(found, near, left, right, about):
                rows.setdefault(_outlet(found[left].article), left)
                rows.setdefault(_outlet(found[right].article), right)
        if rows:
            result.append(Clash(about, tuple(found[row] for row in sorted(rows.values()))))
    return result


def _newest(found: Sequence[Line], given: Sequence[tuple[int, Count]]) -> list[tuple[int, Count]]:
    """Return the counts of the newest article of each outlet: a later report without a count takes none back."""
    newest: dict[str, Article] = {}
    for row, _ in given:
        article = found[row].article
        kept = newest.setdefault(_outlet(article), article)
        if stamp(article.published) > stamp(kept.published):
            newest[_outlet(article)] = article
    return [(row, count) for row, count in given if newest[_outlet(found[row].article)] is found[row].article]


def change(
    text: str, before: Sequence[str], near: Sequence[float]
) -> tuple[Literal["new", "updated"], int | None] | None:
    """Return `("new", None)` or `("updated", row)` for a sentence against those of the briefing before; None: a repeat.

    `near` is how alike the sentence is to each of `before`, 0..1.
    """
    grams = shingles(text)
    shared = [containment(grams, shingles(one)) for one in before]
    if any((near[i] >= SAME or shared[i] >= SAME_WORDS) and agree(text, one) for i, one in enumerate(before)):
        return None
    mine = {count.about: count for count in counted(text)}
    for row in sorted(range(len(before)), key=lambda row: -max(near[row], shared[row])):
        for count in counted(before[row]):
            own = mine.get(count.about)
            if own and not compatible(own, count) and max(near[row], shared[row]) >= NEAR:
                return "updated", row
    return "new", None


def _contradict(found: Sequence[Line], given: Sequence[tuple[int, Count]], left: int, right: int) -> bool:
    """Tell whether the two lines' articles give no value for the same thing that agrees."""
    mine, yours = found[left].article, found[right].article
    if _outlet(mine) == _outlet(yours) or (mine.duplicate_of or mine.id) == (yours.duplicate_of or yours.id):
        return False
    if mine.published and yours.published:
        hours = abs((moment(mine.published) - moment(yours.published)).total_seconds()) / 3600
        if hours > HOURS_APART:
            return False
    ours = [count for row, count in given if found[row].article.id == mine.id]
    theirs = [count for row, count in given if found[row].article.id == yours.id]
    return not any(compatible(one, other) for one in ours for other in theirs)


def _comparable(found: Sequence[Line], near: Matrix, left: int, right: int, about: str) -> bool:
    """Tell whether two lines count the same thing: harm to people is one thing in a story, others must be alike."""
    if about in TOLLS:
        return True
    shared = _content(found[left].text) & _content(found[right].text)
    return near[left, right] >= NEAR and len(shared) >= 3


def _content(text: str) -> set[str]:
    return {singular(word) for word in words(text) if word not in STOPWORDS and not word[0].isdigit()}


def _specifics(text: str) -> int:
    return len(quantities(text)) + len(_names(text))


def _names(text: str) -> set[str]:
    return {found[0].removesuffix("’s").removesuffix("'s").casefold() for found in NAME.finditer(text)}


def _outlet(article: Article) -> str:
    return fold(article.source or article.id)
