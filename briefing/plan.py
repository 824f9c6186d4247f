"""Plan a briefing: rank the stories, cut what the words have no room for, and share the words out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import log2

from briefing.compose import Draft, draft, following, length, overview_fact
from briefing.facts import Clash, Fact, Line, independent
from briefing.genre import genre
from briefing.remarks import Remark, remarks, timeline
from briefing.stories import Embed, story_id
from briefing.timeline import Dated
from briefing.types import Briefing, Sentence, Story
from index.text import fold, moment, stamp
from index.types import Article

STORY_WORDS = 65
"""Words a story needs at least; their number in a briefing follows from it."""
SENTENCES, FEW_SENTENCES = 4, 7
"""Most sentences of a story; a briefing of one or two stories has room for more."""
OVERVIEW = 3
"""Stories of the overview, which a briefing of one or two does not need."""
EXTRAS = 0.25
"""Share of the words that disagreements may take, and that quotations and dates may take."""
OUTLET_ARTICLES = 10
"""Articles that tell how much a matter is covered: two an outlet where many outlets are read, all where it is one."""
COVERAGE, IDLE = 15.0, 0.5
"""Most that coverage is worth, and what it gets of the points that too few outlets cannot win for their number."""
HALF_LIFE = 18.0, 48.0
"""Hours in which the news of one day, and of a week or more, loses half of its worth."""
OF_PERIOD = 0.25
"""Share of the time that a briefing reaches over, in which news of it loses half of its worth."""
LESS: dict[str, float] = {"report": 0.0, "service": 4.0, "opinion": 8.0}
"""What a story is worth less that no report tells."""
FLOOR = 25.0
"""A story that scores less is left out when there are others, so that a slow day gives a short briefing."""
STALE = 0.15
"""With a smaller share of new facts, a story of the briefing before counts half."""


@dataclass(slots=True)
class Plan:
    """Hold what is chosen for one story while the words of the briefing are shared out; `told` is what was `before`."""

    draft: Draft
    score: dict[str, float]
    before: Story | None
    told: tuple[Sentence, ...] = ()
    facts: list[Fact] = field(default_factory=list)
    overview: Fact | None = None
    clashes: list[Clash] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    dated: list[Dated] = field(default_factory=list)


def rank(
    stories: Sequence[Sequence[Article]],
    language: str,
    embed: Embed | None,
    previous: Briefing | None,
    as_of: date | datetime | None,
) -> list[Plan]:
    """Return the stories as plans, the most important first."""
    plans = []
    every = [one for articles in stories for one in articles]
    outlets, half_life = len({fold(one.source or "") for one in every}), half_life_of(every)
    for articles in stories:
        before = _before(articles, previous)
        told = _told(before, previous) if before and previous else ()
        made = draft(articles, language, embed, [sentence.text for sentence in told])
        worth = score(articles, as_of, made.novelty, seen=before is not None, outlets=outlets, half_life=half_life)
        plans.append(Plan(made, worth, before, told))
    return sorted(
        plans,
        key=lambda plan: (
            -sum(plan.score.values()),
            -max(stamp(one.published) for one in plan.draft.articles),
            story_id(plan.draft.articles),
        ),
    )


def half_life_of(articles: Sequence[Article]) -> float:
    """Return the hours in which news of these articles loses half of its worth: more where they reach over a week."""
    stamps = [stamp(one.published) for one in articles if one.published]
    hours = (max(stamps) - min(stamps)) / 3600 if stamps else 0.0
    return min(max(HALF_LIFE[0], OF_PERIOD * hours), HALF_LIFE[1])


def score(
    articles: Sequence[Article],
    as_of: date | datetime | None,
    novelty: float = 1.0,
    *,
    seen: bool = False,
    outlets: int = 5,
    half_life: float = HALF_LIFE[0],
) -> dict[str, float]:
    """Return what a story is worth in named parts, 0..85 together; each part has a bound.

    sources: independent outlets, up to five, 30 · coverage: articles, two an outlet or more where few `outlets` are
    read, 15 to 27 · recency: halved every `half_life` hours before the newest article of the briefing, 20 · novelty:
    share of its facts that the briefing before had not, 20 · seen: minus half of all when that share is small · genre:
    less for what is opinion or service throughout.
    """
    own = [one for one in articles if one.duplicate_of is None]
    named = [fold(one.source or one.id) for one in own]
    each = max(2, OUTLET_ARTICLES // max(1, outlets))
    counted = sum(min(each, named.count(outlet)) for outlet in set(named))
    most = COVERAGE + IDLE * (30.0 - 6.0 * min(outlets, 5))
    newest = max((moment(one.published) for one in articles if one.published), default=None)
    age = (moment(as_of) - newest).total_seconds() / 3600 if as_of and newest else None
    parts = {
        "sources": 6.0 * min(independent(articles), 5),
        "coverage": most * min(1.0, log2(1 + max(1, counted)) / log2(21)),
        "recency": 20.0 * 2 ** (-max(0.0, age) / half_life) if age is not None else 0.0,
        "novelty": 20.0 * novelty,
    }
    if lost := min((LESS[genre(one)] for one in own), default=0.0):
        parts["genre"] = -lost
    if seen and novelty < STALE:
        parts["seen"] = -0.5 * sum(parts.values())
    return {name: round(value, 1) for name, value in parts.items()}


def _before(articles: Sequence[Article], previous: Briefing | None) -> Story | None:
    """Return the story of the briefing before that shares the most articles, or the story's id."""
    here = {one.id for one in articles}
    options = previous.stories if previous else ()
    best = max(options, key=lambda one: (one.id == story_id(articles), len(here & set(one.article_ids))), default=None)
    return best if best and (best.id == story_id(articles) or here & set(best.article_ids)) else None


def _told(before: Story, previous: Briefing) -> tuple[Sentence, ...]:
    """Return what the briefing before told of a story, in its text and in the overview."""
    place = previous.stories.index(before)
    return (*before.sentences, *previous.overview[place : place + 1])


def cut(plans: Sequence[Plan], words: int) -> tuple[list[Plan], list[Plan]]:
    """Return the stories that the words have room for, and the others."""
    told = [plan for plan in plans if plan.draft.facts]
    worth = [plan for plan in told if sum(plan.score.values()) >= FLOOR] or told[:1]
    chosen = worth[: max(1, words // STORY_WORDS)]
    return chosen, [plan for plan in plans if plan not in chosen]


def fill(plans: Sequence[Plan], words: int, language: str) -> None:
    """Share the words out: openings, overview, disagreements, second sentences, extras, what is left."""
    most = SENTENCES if len(plans) >= OVERVIEW else FEW_SENTENCES
    words -= sum(len(plan.draft.headline.split()) for plan in plans) if len(plans) > 1 else 0
    left = words
    left -= _round(plans, left)
    if len(plans) >= OVERVIEW:
        for plan in plans[:OVERVIEW]:
            fact = overview_fact(plan.draft, plan.facts) or next(iter(plan.facts), None)
            if fact is None or length(fact.lines[0]) > left:
                break  # so that sentence n of the overview is always on story n
            plan.overview = fact
            left -= length(fact.lines[0])
            rest = following(plan.draft, plan.facts, left) if fact in plan.facts else None
            if rest:  # the opening moves to the overview, and the story goes on from there: nothing is said twice
                plan.facts = [rest]
                left += length(fact.lines[0]) - length(rest.lines[0])
    left -= _disagreements(plans, min(left, int(EXTRAS * words)), few=len(plans) < OVERVIEW)
    left -= _round(plans, left)
    left -= _extras(plans, min(left, int(EXTRAS * words)), language, few=len(plans) < OVERVIEW)
    for _ in range(most - 2):
        left -= _round(plans, left)
    if plans and not plans[0].facts:
        plans[0].facts.append(min(plans[0].draft.facts, key=lambda fact: length(fact.lines[0])))


def _round(plans: Sequence[Plan], left: int) -> int:
    """Give each story one more sentence while the words last, and return the words taken."""
    taken = 0
    for plan in plans:
        shown = [line.text for other in plans if other is not plan for line in _shown(other)]
        shown += [remark.text for remark in plan.remarks]
        chosen = [*plan.facts, *([plan.overview] if plan.overview else [])]
        fact = following(plan.draft, chosen, left - taken, shown)
        if fact:
            plan.facts.append(fact)
            taken += length(fact.lines[0])
    return taken


def _disagreements(plans: Sequence[Plan], budget: int, *, few: bool) -> int:
    """Choose where outlets disagree while the words last, and return the words taken."""
    taken = 0
    for plan in plans:
        for clash in plan.draft.clashes[: 3 if few else 1]:
            cost = sum(length(line) for line in clash.lines if line not in _shown(plan))
            if taken + cost <= budget:
                plan.clashes.append(clash)
                taken += cost
    return taken


def _extras(plans: Sequence[Plan], budget: int, language: str, *, few: bool) -> int:
    """Choose quotations, then dates, while the words last, and return the words taken."""
    taken = 0
    for turn in range(3 if few else 2):
        for plan in plans:
            options = remarks(plan.draft, plan.facts, language)
            if turn < len(options) and taken + len(options[turn].text.split()) <= budget:
                plan.remarks.append(options[turn])
                taken += len(options[turn].text.split())
    for plan in plans:
        dated = timeline(plan.draft, _shown(plan))
        cost = sum(length(one.line) for one in dated)
        if dated and taken + cost <= budget:
            plan.dated = dated
            taken += cost
    return taken


def _shown(plan: Plan) -> list[Line]:
    return [fact.lines[0] for fact in [*plan.facts, *([plan.overview] if plan.overview else [])]]
