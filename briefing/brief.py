"""Make a briefing: the articles of a window as ranked stories, every sentence cited and checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from briefing.cite import Numbers, cite, make_citation, protect
from briefing.compose import evidence_of, in_order, length, likeness
from briefing.facts import Fact, Line, change, independent
from briefing.llm_answer import Told, Writing, together, write
from briefing.plan import Plan, cut, fill, rank
from briefing.stories import Embed, group, story_id
from briefing.suspicious import speaks_to_a_model
from briefing.types import (
    OWN,
    Briefing,
    Change,
    Citation,
    Conflict,
    Event,
    Evidence,
    Quote,
    Sentence,
    Skipped,
    Story,
    Task,
)
from briefing.window import title, within
from index.errors import InputError
from index.text import digest, moment
from index.types import Article

SHORTEST, LONGEST = 40, 5000
"""Words a briefing may be asked for."""
ARTICLES = 1000
"""Newest articles of a window that are grouped: each is compared with each."""
LANGUAGES = {
    "ar": "Arabic", "da": "Danish", "de": "German", "en": "English", "es": "Spanish", "fi": "Finnish", "fr": "French",
    "ga": "Irish", "it": "Italian", "ja": "Japanese", "nl": "Dutch", "no": "Norwegian", "nb": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "zh": "Chinese",
}  # fmt: skip


def make(
    articles: Sequence[Article],
    *,
    since: date | datetime | None = None,
    until: date | datetime | None = None,
    embed: Embed | None = None,
    previous: Briefing | None = None,
    now: datetime | None = None,
    words: int = 500,
    writing: Writing | None = None,
) -> Briefing:
    """Return the briefing of those `articles` that were published from `since` to `until`, both included.

    Pass all articles that may enter it: the window is applied here, so that what it leaves out is told. `previous` is
    the briefing to compare with. `words` bounds all headlines, sentences and quotations. With `writing` a language
    model writes the stories' text from the chosen paragraphs; without, and where it fails, it is the sources' own.
    Sentence n of the overview is on story n; a briefing of one or two stories has no overview.
    Raises NotFoundError when the window holds nothing, InputError when it or `words` cannot be used.
    """
    if not SHORTEST <= words <= LONGEST:
        raise InputError(f"A briefing has {SHORTEST} to {LONGEST:,} words, not {words}.")
    inside, skipped = within(articles, since, until)
    skipped += _copies(inside)
    skipped += [_skip(one, f"the period holds more than {ARTICLES:,} articles") for one in inside[ARTICLES:]]
    read = inside[:ARTICLES]
    as_of = max((one.published for one in read if one.published), key=moment, default=None)
    language = _language(read)
    chosen, below = cut(rank(group(read, embed), language, embed, previous, as_of), words)
    fill(chosen, words, language)
    skipped += _left_out(below, chosen, language, words)
    numbers = Numbers()
    overview = tuple(
        sentence for plan in chosen if plan.overview for sentence in _written([plan.overview], plan, numbers)
    )
    told: list[Told] = []
    stories = tuple(_story(plan, numbers, embed, writing, told) for plan in chosen)
    summed = together(told, writing.model.name) if writing and told else Told(OWN)
    created = now or datetime.now(UTC)
    revisions = sorted(f"{one.id}.{one.revision}" for one in read)
    return Briefing(
        id=digest("briefing", str(since), str(until), str(words), created.isoformat(), *revisions),
        title=title(since, until, len(inside)),
        since=since,
        until=until,
        as_of=as_of,
        overview=overview,
        stories=stories,
        sources_read=_outlets(inside),
        sources_used=tuple(dict.fromkeys(one.source for one in cited(overview, stories) if one.source)),
        skipped=tuple({one.article_id: one for one in reversed(skipped)}.values())[::-1],
        previous_id=previous.id if previous else None,
        writer=summed.writer,
        created=created,
        note=summed.note,
        usage=summed.usage,
    )


def cited(overview: Sequence[Sentence], stories: Sequence[Story]) -> list[Citation]:
    """Return every citation of a briefing in reading order, repeats included."""
    found = [citation for sentence in overview for citation in sentence.citations]
    for story in stories:
        sentences = [
            *story.sentences,
            *(one for conflict in story.conflicts for one in conflict.sentences),
            *(event.sentence for event in story.timeline),
            *(one for item in story.changes for one in (item.before, item.after) if one),
        ]
        found += [citation for sentence in sentences for citation in sentence.citations]
        found += [quote.citation for quote in story.quotes]
    return found


def _copies(articles: Sequence[Article]) -> list[Skipped]:
    by_id = {one.id: one for one in articles}
    return [
        _skip(one, f"{one.source or 'it'} has the same text as {origin.source or f'“{origin.label}”'}")
        for one in articles
        if one.duplicate_of and (origin := by_id.get(one.duplicate_of))
    ]


def _story(plan: Plan, numbers: Numbers, embed: Embed | None, writing: Writing | None, told: list[Told]) -> Story:
    """Return the story, its paragraphs numbered in the order they are read; `told` gets how its text was written."""
    articles = plan.draft.articles
    facts = in_order(plan.facts)
    sentences = _by_model(writing, facts, plan, numbers, told) if writing else _written(facts, plan, numbers)
    changes = _changes(sentences, plan.told, numbers, embed)
    conflicts = tuple(
        Conflict(clash.about, tuple(one for line in clash.lines for one in _of_line(line, numbers)))
        for clash in plan.clashes
    )
    quotes = tuple(
        Quote(
            one.speaker, one.role, one.verb, one.text, True,
            make_citation(numbers.of(one.evidence.paragraph.id), one.evidence, one.start, one.end), one.confidence,
        )
        for one in plan.remarks
    )  # fmt: skip
    dated = tuple(
        Event(one.when, one.found_as, sentence) for one in plan.dated for sentence in _of_line(one.line, numbers)
    )
    return Story(
        id=plan.before.id if plan.before else story_id(articles),
        headline=plan.draft.headline,
        status="new" if plan.before is None else "updated" if changes else "unchanged",
        sentences=sentences,
        changes=changes,
        quotes=quotes,
        timeline=dated,
        conflicts=conflicts,
        sources=_outlets(articles),
        independent_sources=independent(articles),
        score=plan.score,
        article_ids=tuple(one.id for one in articles),
    )


def _written(facts: Sequence[Fact], plan: Plan, numbers: Numbers) -> tuple[Sentence, ...]:
    """Return the facts as the sources' own sentences, the first also cited to copies of its article."""
    found: list[Sentence] = []
    for place, fact in enumerate(facts):
        evidence = evidence_of(fact, plan.draft.articles, copies=place == 0)
        marks = "".join(f"[{n}]" for n in range(1, len(evidence) + 1))
        found += cite([f"{protect(fact.lines[0].shown)} {marks}\n"], evidence, numbers=numbers)
    return tuple(found)


def _by_model(
    writing: Writing, facts: Sequence[Fact], plan: Plan, numbers: Numbers, told: list[Told]
) -> tuple[Sentence, ...]:
    """Return the model's text on the paragraphs of the facts; when it failed once, the sources' own sentences."""
    if any(one.failed for one in told):
        told.append(Told(OWN))
        return _written(facts, plan, numbers)
    evidence = list(
        {
            one.paragraph.id: one for fact in facts for one in evidence_of(fact, plan.draft.articles, copies=False)
        }.values()
    )
    budget = sum(length(fact.lines[0]) for fact in facts)
    task = Task("story", words=budget, sentences=max(2, len(facts)))
    found: list[Sentence] = []
    for one in write(writing, task, evidence, lambda: _written(facts, plan, Numbers()), numbers=numbers):
        if isinstance(one, Told):
            told.append(one)
        else:
            found.append(one)
    return tuple(found)


def _of_line(line: Line, numbers: Numbers) -> list[Sentence]:
    return list(cite([f"{protect(line.shown)} [1]\n"], [Evidence(line.article, line.paragraph)], numbers=numbers))


def _changes(
    sentences: Sequence[Sentence], before: Sequence[Sentence], numbers: Numbers, embed: Embed | None
) -> tuple[Change, ...]:
    """Return what the sentences bring that the story of the briefing before did not have."""
    if not before or not sentences:
        return ()
    told = [one.text for one in before]
    near = likeness([*(one.text for one in sentences), *told], embed)
    found = []
    for row, sentence in enumerate(sentences):
        changed = change(sentence.text, told, list(near[row, len(sentences) :]))
        if changed is None:
            continue
        kind, place = changed
        earlier = before[place] if place is not None else None
        if earlier:
            renumbered = tuple(replace(one, n=numbers.of(one.paragraph_id)) for one in earlier.citations)
            earlier = replace(earlier, citations=renumbered)
        found.append(Change(kind, earlier, sentence))
    return tuple(found)


def _left_out(below: Sequence[Plan], chosen: Sequence[Plan], language: str, words: int) -> list[Skipped]:
    """Return the articles that gave no sentence, each with the reason."""
    found = []
    for plan in below:
        for article in plan.draft.articles:
            if article.language != language:
                reason = _foreign(article, language)
            elif not plan.draft.facts:
                reason = "no sentence of it can stand alone"
                if any(speaks_to_a_model(one.text) for one in article.paragraphs):
                    reason = "it speaks to a language model instead of a reader"
            elif "seen" in plan.score:
                reason = "nothing in it is new since the briefing before"
            else:
                reason = f"below the cut: {words:,} words hold {len(chosen)} stories"
            found.append(_skip(article, reason))
    for plan in chosen:
        found += [_skip(one, _foreign(one, language)) for one in plan.draft.articles if one.language != language]
    return found


def _foreign(article: Article, language: str) -> str:
    theirs, ours = LANGUAGES.get(article.language, article.language), LANGUAGES.get(language, language)
    return f"it is in {theirs}, and its sentences are not mixed into a briefing in {ours}"


def _language(articles: Sequence[Article]) -> str:
    """Return the language of most articles, English of two that are level."""
    counts = Counter(one.language for one in articles)
    return max(counts, key=lambda one: (counts[one], one == "en", one))


def _outlets(articles: Sequence[Article]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.source for one in articles if one.source))


def _skip(article: Article, reason: str) -> Skipped:
    return Skipped(article.id, article.label, reason)
