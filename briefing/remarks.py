"""Choose what stands beside a story's text: quotations with their speakers, and the days of its events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.compose import REPEAT, REPEAT_WORDS, Draft, to_read
from briefing.facts import Fact, Line
from briefing.leaning import leans
from briefing.speakers import statements
from briefing.suspicious import speaks_to_a_model
from briefing.timeline import Dated
from briefing.types import Evidence
from index.text import containment, fold, shingles

SURE_SPEAKER = 0.7
SHORTEST_QUOTE, LONGEST_QUOTE = 8, 45
"""Words of a quotation worth a place of its own; one of a person with a name goes before one of "the mayor"."""
MOST_EVENTS = 5
PICTURE = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]")
"""An emoji: a post, and no quotation."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Hold one quotation worth showing: who said it, and the span that holds it."""

    speaker: str
    role: str | None
    verb: str | None
    text: str
    evidence: Evidence
    start: int
    end: int
    confidence: float


def remarks(drafted: Draft, chosen: Sequence[Fact], language: str) -> list[Remark]:
    """Return quotations worth showing, best first, one a speaker, none that the chosen sentences hold already."""
    shown = fold(" ".join(line.text for fact in chosen for line in fact.lines[:1]))
    known = f"{drafted.headline} {' '.join(line.text for fact in chosen for line in fact.lines[:1])}"
    best: dict[str, tuple[float, Remark]] = {}
    for article in to_read([one for one in drafted.articles if one.language == language]):
        by_id = {paragraph.id: (place, paragraph) for place, paragraph in enumerate(article.paragraphs)}
        for one in statements(article):
            place, paragraph = by_id[one.paragraph_id]
            text = one.text.rstrip(",; ")
            size = len(text.split())
            if one.speaker and _is_half_named(one.speaker, known):
                continue
            if not one.direct or not one.speaker or one.confidence < SURE_SPEAKER or speaks_to_a_model(paragraph.text):
                continue
            start = paragraph.text.find(text, one.start)
            if not SHORTEST_QUOTE <= size <= LONGEST_QUOTE or fold(text) in shown or start < 0:
                continue
            if language == "en" and (leans(f"“{text}”") or text[0].islower() or PICTURE.search(text)):
                continue  # of a sentence that begins outside the quotation, the rest says nothing alone
            worth = one.confidence - 0.03 * place - 0.01 * abs(size - 22) - 0.4 * one.speaker[0].islower()
            evidence, end = Evidence(article, paragraph), start + len(text)
            remark = Remark(one.speaker, one.role, one.verb, text, evidence, start, end, one.confidence)
            name = fold(one.speaker).split()[-1]
            if name not in best or worth > best[name][0]:
                best[name] = (worth, remark)
    return [remark for _, remark in sorted(best.values(), key=lambda pair: (-pair[0], pair[1].evidence.paragraph.id))]


def _is_half_named(speaker: str, known: str) -> bool:
    """Tell whether a speaker is a last name alone that nothing shown has: “— Mason” is nobody to a reader."""
    return speaker.isalpha() and speaker[0].isupper() and not speaker.isupper() and speaker not in known


def timeline(drafted: Draft, shown: Sequence[Line]) -> list[Dated]:
    """Return at most `MOST_EVENTS` events on different days, earliest first; none when all are of one day.

    What is `shown` already is not told again with its day.
    """
    told = [(fact.rows[0], shingles(fact.lines[0].text)) for fact in drafted.facts if fact.lines[0] in shown]
    rank = {fact.lines[0]: row for row, fact in enumerate(drafted.facts)}
    best: dict[object, Dated] = {}
    for one in drafted.dated:
        row, grams = drafted.facts[rank[one.line]].rows[0], shingles(one.line.text)
        if any(drafted.near[row, other] > REPEAT or containment(grams, said) > REPEAT_WORDS for other, said in told):
            continue
        kept = best.get(one.when)
        if kept is None or rank[one.line] < rank[kept.line]:
            best[one.when] = one
    kept_best = sorted(best.values(), key=lambda one: rank[one.line])[:MOST_EVENTS]
    return sorted(kept_best, key=lambda one: one.when) if len(kept_best) > 1 else []
