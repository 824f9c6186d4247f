"""Compose the text of a story: read its articles, choose its sentences, quotations, disagreements and dates.

Lead sentences are nearly unbeatable, and methods differ little; what is won is in leaving out repeats, in sentences
that stand alone, and in showing where outlets disagree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.extractive import MOST_MARKS
from briefing.facts import Clash, Fact, Line, change, clashes, lines, merge
from briefing.genre import genre
from briefing.headlines import best_headline
from briefing.outdated import outdated
from briefing.stories import Embed, alike, is_round_up
from briefing.suspicious import speaks_to_a_model
from briefing.telling import tells
from briefing.timeline import Dated, events
from briefing.types import Evidence
from briefing.weigh import loss, weigh
from index.text import containment, fold, shingles, stamp, words
from index.types import Article

Matrix = NDArray[np.float64]

READ = 6
"""Articles of a story that are read: one an outlet first, the newest first; the seventh rarely adds a fact."""
LINES = 14
"""Sentences read of each: news puts what matters first."""
LEADING = 3
"""A story opens with one of an article's first sentences."""
LEAD = 0.5
"""What an article's first sentence is worth more for the opening: the news stands in it."""
BALANCE = 0.7
"""Relevance against redundancy in the greedy choice (maximal marginal relevance, Carbonell and Goldstein 1998)."""
REPEAT, REPEAT_WORDS = 0.62, 0.5
"""At or above either, likeness or shared three-word runs, a sentence repeats one that is shown."""
SHORTEST_OVERVIEW, LONGEST_OVERVIEW = 6, 40
"""Words of the sentence that stands for a story in the overview."""
CALLS_BACK = re.compile(r"^(?:(?:the|its|their) \w+ (?:said|added)\b|the \w+, wh(?:ich|o) )", re.I)
"""Opens with somebody or something that only the sentence before introduces."""
WORTH_TELLING, MANY_FACTS = -0.5, 10
"""Weight below which a sentence is left out although there is room, of a story with so many: their mean is about 0."""
POORLY_TOLD = 0.4
"""Loss (see `weigh.loss`) from which a sentence cannot stand for a story."""
RELATED = 0.3
"""Likeness from which another article's first sentence tells the same event."""
OUTDATED = 3.0
"""What a sentence weighs less whose count of people a later report has raised: it is shown when nothing else is."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold one story as it was read; `near` tells how alike each two lines are, `weights` rank the facts.

    `known` are the rows of facts that the briefing before had already; `novelty` is the share of the ten best that it
    had not.
    """

    articles: tuple[Article, ...]
    headline: str
    facts: tuple[Fact, ...]
    weights: tuple[float, ...]
    near: Matrix
    clashes: tuple[Clash, ...]
    dated: tuple[Dated, ...]
    novelty: float = 1.0


def draft(articles: Sequence[Article], language: str, embed: Embed | None, before: Sequence[str] = ()) -> Draft:
    """Read the articles of one story; `before` are the sentences that the briefing before had on it.

    Only articles in `language` give sentences; the others are linked.
    """
    read = to_read([one for one in articles if one.language == language])
    found = [line for article in read for line in lines(article, most=LINES)]
    tellers = read or articles
    titles = [article.label for article in tellers]
    texts = [*(line.text for line in found), *titles, *before]
    near = likeness(texts, embed)
    count, heads = len(found), len(found) + len(titles)
    told = [*((line.text, line.article) for line in found), *zip(titles, tellers, strict=True)]
    old = outdated(told, near)
    headline = ""
    if titles:
        lines_of = [line.article.id for line in found]
        headline = titles[best_headline(titles, tellers, lines_of, near[count:heads, :count], old[count:])]
    facts = merge(found, near)
    weights = weigh(facts, near, count + titles.index(headline), headline, read)
    weights = [one - OUTDATED * old[fact.rows[0]] for one, fact in zip(weights, facts, strict=True)]
    order = sorted(range(len(facts)), key=lambda row: (-weights[row], facts[row].rows))
    top = [facts[row] for row in order[:10]]
    fresh = [change(fact.lines[0].text, before, list(near[fact.rows[0], heads:])) for fact in top] if before else top
    return Draft(
        articles=tuple(articles),
        headline=headline,
        facts=tuple(facts[row] for row in order),
        weights=tuple(weights[row] for row in order),
        near=near[:count, :count],
        clashes=tuple(clashes(found, near)),
        dated=tuple(events([fact.lines[0] for fact in facts])),
        novelty=sum(one is not None for one in fresh) / len(fresh) if fresh else 0.0,
    )


def following(drafted: Draft, chosen: Sequence[Fact], budget: int, shown: Sequence[str] = ()) -> Fact | None:
    """Return the next fact to show: the best that fits the words left and repeats nothing; None when there is none.

    The first is one of an article's leading sentences, when one of them fits. `shown` are sentences of other stories.
    """
    options = [
        row
        for row, fact in enumerate(drafted.facts)
        if fact not in chosen and length(fact.lines[0]) <= budget and not _repeats(drafted, fact, chosen, shown)
    ]
    if not chosen:
        opening = [row for row in options if min(line.place for line in drafted.facts[row].lines) < LEADING]
        options = opening or options
    if not options:
        return None

    def marginal(row: int) -> float:
        fact = drafted.facts[row]
        nearest = max((float(drafted.near[fact.rows[0], one.rows[0]]) for one in chosen), default=0.0)
        outlets = [one.lines[0].article.source for one in chosen]
        again = 0.15 * outlets.count(fact.lines[0].article.source)
        return BALANCE * drafted.weights[row] - (1 - BALANCE) * 3 * nearest - again

    def opens(row: int) -> float:
        line = drafted.facts[row].lines[0]
        return LEAD * (not chosen and line.place == 0 and loss(line, drafted.headline) < POORLY_TOLD)

    best = max(options, key=lambda row: (marginal(row) + opens(row), -row))
    poor = len(drafted.facts) >= MANY_FACTS and drafted.weights[best] < WORTH_TELLING
    return None if chosen and poor else drafted.facts[best]


def in_order(chosen: Sequence[Fact]) -> list[Fact]:
    """Return the facts to read: the opening first, then by day and by place in their articles."""
    rest = sorted(chosen[1:], key=lambda fact: (stamp(fact.lines[0].article.published), fact.lines[0].place, fact.rows))
    return [*chosen[:1], *rest]


def overview_fact(drafted: Draft, chosen: Sequence[Fact]) -> Fact | None:
    """Return one more sentence that tells the story: a standfirst, or another article's opening.

    It says no sentence of `chosen` again word for word, and takes no side where outlets disagree. None when nothing
    but the opening itself can stand for the story: what comes second in a report is detail.
    """
    if not chosen:
        return None
    first = chosen[0].lines[0]
    disputed = {line for clash in drafted.clashes for line in clash.lines}
    standfirst = next((one for one in first.article.paragraphs if one.kind == "standfirst"), None)
    options = []
    if standfirst and tells(standfirst.text, whole=False) and not speaks_to_a_model(standfirst.text):
        text = standfirst.text
        options.append(Fact((Line(first.article, standfirst, 0, len(text), text, text, None, 0),), chosen[0].rows))
    for fact in drafted.facts:
        for line, row in zip(fact.lines, fact.rows, strict=True):
            near = float(drafted.near[row, chosen[0].rows[0]])
            opens = line.place == 0 and line.article.id != first.article.id
            if opens and line not in disputed and near >= RELATED and _is_news(line):
                options.append(Fact((line,), (row,)))
    told = [shingles(line.text) for fact in chosen for line in fact.lines[:1]]
    for option in options:
        grams = shingles(option.lines[0].text)
        fits = SHORTEST_OVERVIEW <= length(option.lines[0]) <= LONGEST_OVERVIEW
        if fits and all(containment(grams, one) < REPEAT_WORDS for one in told):
            return option
    return None


def _is_news(line: Line) -> bool:
    """Tell whether a line tells what is new to who has read nothing of it."""
    return not CALLS_BACK.search(line.text) and loss(line, "") < POORLY_TOLD


def evidence_of(fact: Fact, articles: Sequence[Article], *, copies: bool) -> list[Evidence]:
    """Return the paragraphs that state the fact, the shown one first, at most `MOST_MARKS`.

    With `copies` the articles that carry the same text are cited as well, last.
    """
    found = {line.paragraph.id: Evidence(line.article, line.paragraph) for line in fact.lines}
    first = fact.lines[0]
    for article in articles if copies else ():
        if article.duplicate_of in {line.article.id for line in fact.lines}:
            for paragraph in article.paragraphs:
                if first.text in paragraph.text:
                    found.setdefault(paragraph.id, Evidence(article, paragraph))
    return list(found.values())[:MOST_MARKS]


def likeness(texts: Sequence[str], embed: Embed | None) -> Matrix:
    """Return how alike each two texts are, 0..1, by their words where there is no embedding model."""
    near = alike(texts, embed)
    return near if near is not None else _word_likeness(texts)


def length(line: Line) -> int:
    """Return the words a line takes as it is shown."""
    return len(line.shown.split())


def to_read(articles: Sequence[Article]) -> list[Article]:
    """Return the articles to read: no copies of one another, one an outlet before a second, the newest first."""
    here = {article.id for article in articles}
    own = [one for one in articles if one.duplicate_of not in here] or list(articles)
    own.sort(key=lambda one: (-stamp(one.published), one.id))
    seen: list[str] = []
    turn: dict[str, int] = {}
    for article in own:
        outlet = fold(article.source or article.id)
        turn[article.id] = seen.count(outlet)
        seen.append(outlet)
    return sorted(
        own, key=lambda one: (is_round_up(one), genre(one) == "opinion", turn[one.id], -stamp(one.published), one.id)
    )[:READ]


def _repeats(drafted: Draft, fact: Fact, chosen: Sequence[Fact], shown: Sequence[str]) -> bool:
    grams = shingles(fact.lines[0].text)
    if any(containment(grams, shingles(one)) > REPEAT_WORDS for one in shown):
        return True
    return any(
        float(drafted.near[fact.rows[0], one.rows[0]]) > REPEAT
        or containment(grams, shingles(one.lines[0].text)) > REPEAT_WORDS
        for one in chosen
    )


def _word_likeness(texts: Sequence[str]) -> Matrix:
    """Return the cosines of the texts' words where there is no embedding model."""
    bags = [set(words(text)) for text in texts]
    column = {word: index for index, word in enumerate(sorted(set().union(*bags)))}
    rows = np.zeros((len(texts), max(1, len(column))))
    for row, bag in enumerate(bags):
        for word in bag:
            rows[row, column[word]] = 1.0 if len(word) > 3 else 0.3
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = rows / np.where(norms == 0, 1, norms)
    return np.asarray(rows @ rows.T, dtype=np.float64)
