"""Answer a question or summarise an article: find, judge whether the articles say it, write, cite, prove."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from math import inf

from briefing import dispute, foreign
from briefing.answer_forms import FITS
from briefing.asks_for import asks_for_many
from briefing.candidates import Candidate, candidates
from briefing.cite import cite
from briefing.confidence import settle
from briefing.dispute import Dispute, disputes
from briefing.extractive import Embed, extractive_writer
from briefing.fit import said_by
from briefing.holders import holders
from briefing.introduce import introduction
from briefing.itemised import itemised
from briefing.later import later
from briefing.listed import listed
from briefing.llm_answer import Told, Writing, write
from briefing.mark import answer_span
from briefing.reach import further
from briefing.relevance import Score, spoken
from briefing.repair import speaker_at, speakers_of
from briefing.rising import newest_first
from briefing.summary import summary_writer
from briefing.tolls import counted
from briefing.types import OWN, Answer, Evidence, Outcome, Question, Sentence, Task
from briefing.unsaid import unsaid
from index.text import fold, moment
from index.types import CITABLE_KINDS, Article, Filters, Hit

Search = Callable[..., list[Hit]]
"""`Library.search`: (query, *, limit, filters) -> hits, best first."""

PASSAGES, READ = 12, 5
"""Hits that are considered, and those of them whose sentences are: the first, and as many that fit best, where the
first ones make room for other articles. Of 121 questions .041 are refused wrongly so, .050 with the first alone."""
LIST = 180, 6
"""Words and sentences of an answer that lists."""
SPEAKER_PARAGRAPHS = 8
"""Statements of the person asked about that join the evidence of a "what did X say" question."""


@dataclass(frozen=True, slots=True)
class Found:
    """Hold what was found for a question, and whether it answers it: decided before a word is written.

    `introducing` are the sentences that stand beside the best one: the items it leads to, and those that name what it
    leaves unnamed, list what it counts, or tell later what it leaves open. `note` is what the desk says of them.
    """

    question: Question
    outcome: Outcome
    evidence: Sequence[Evidence] = ()
    ranked: Sequence[Candidate] = ()
    near: Mapping[str, float] = field(default_factory=dict)
    introducing: Sequence[Candidate] = ()
    note: str | None = None


def look(question: Question, *, search: Search, score: Score, filters: Filters) -> Found:
    """Return what the library has for a question."""
    hits = search(question.text, limit=PASSAGES, filters=filters)
    evidence, near = gather(question, hits, score)
    reached = {one.paragraph.id: one for one in further(question, hits, near)}
    evidence += [one for key, one in reached.items() if key not in {known.paragraph.id for known in evidence}]
    ranked = candidates(question, evidence, near, score, reached)
    outcome, ranked = settle(question, ranked, evidence, near)
    held, several = holders(question, ranked, evidence)
    if held:
        others = [one for one in ranked if one.text not in {told.text for told in held}]
        return Found(question, "answered", evidence, [held[0], *others], near, held[1:], several)
    if outcome != "answered":
        # What only leads to a list is no sentence to show without it.
        ranked = [one for one in ranked if not one.text.endswith(":")]
        since = later(question, ranked, evidence) if ranked else None
        return Found(question, outcome if ranked else "not_found", evidence, ranked, near, [since] if since else [])
    evidence, first = introduction(question, ranked[0], evidence, score)
    evidence, items = listed(question, ranked[0], evidence)
    more = (first, itemised(question, ranked[0], evidence), later(question, ranked, evidence))
    return Found(question, outcome, evidence, ranked, near, (*items, *(one for one in more if one)))


def tell(found: Found, embed: Embed, writing: Writing | None = None) -> Iterator[Sentence | Answer]:
    """Yield each checked sentence as soon as it is complete, then the whole Answer.

    `not_found` yields no sentence, `closest` the nearest ones. With `writing` a language model writes, and is asked
    nothing when the articles do not speak of it.
    """
    question, outcome, evidence = found.question, found.outcome, found.evidence
    if outcome == "not_found":
        yield from finish(question, outcome, (), evidence)
        return
    if outcome == "answered":
        task = Task("answer", question, *(LIST if asks_for_many(question) or found.note else ()))
    else:
        task = Task("answer", question, words=120, sentences=3)
    disputed = disputes(question, found.ranked, evidence)
    ranked: Sequence[Candidate] = found.ranked
    if not disputed:
        evidence, ranked, disputed = counted(question, ranked, list(evidence), embed)
    before = found.note
    if not disputed and not before:
        ranked, before = newest_first(question, ranked, evidence)

    def own() -> Iterator[Sentence]:
        beside = [*(one.best for one in disputed[:1]), *(one.rival for one in disputed), *found.introducing]
        return cite(extractive_writer(ranked, embed, beside)(task, evidence), evidence)

    sentences = (
        write(writing, task, _nearest_first(ranked, evidence), own, answered=outcome == "answered")
        if writing
        else own()
    )
    yield from finish(question, outcome, sentences, evidence, disputed, before)


def summarize(
    articles: Article | Sequence[Article], embed: Embed, *, words: int = 120, writing: Writing | None = None
) -> Answer:
    """Return a summary of one article, or of several as one text, in at most `words` words, every sentence cited."""
    several = [articles] if isinstance(articles, Article) else list(articles)
    *_, last = tell_summary(titled(several), several, embed, words=words, writing=writing)
    assert isinstance(last, Answer)
    return last


def titled(articles: Sequence[Article]) -> Question:
    """Return the request that a summary of these articles fulfils."""
    what = f"“{articles[0].label}”" if len(articles) == 1 else f"{len(articles):,} articles"
    return Question(text=f"Summarise {what}", asked=f"Summarise {what}", kind="summary")


def tell_summary(
    question: Question,
    articles: Sequence[Article],
    embed: Embed,
    *,
    words: int = 120,
    sentences: int = 12,
    writing: Writing | None = None,
) -> Iterator[Sentence | Answer]:
    """Yield the sentences of a summary of the articles, then the whole Answer; `not_found` when there is none."""
    evidence = [
        Evidence(article, paragraph)
        for article in articles
        for paragraph in article.paragraphs
        if paragraph.kind in CITABLE_KINDS
    ]
    task = Task("summary", words=words, sentences=sentences)

    def own() -> Iterator[Sentence]:
        return cite(summary_writer(embed)(task, evidence), evidence)

    for piece in finish(question, "answered", write(writing, task, evidence, own) if writing else own(), ()):
        if isinstance(piece, Answer) and not piece.sentences:
            piece = replace(piece, outcome="not_found")
        yield piece


def gather(question: Question, hits: Sequence[Hit], score: Score) -> tuple[list[Evidence], dict[str, float]]:
    """Return the paragraphs of the hits, best first, each once, and the relevance of the nearest by paragraph id.

    For "what did X say" the statements of X in the hits' articles join them and come first.
    """
    found: dict[str, Evidence] = {}
    near: dict[str, float] = {}
    judged = sorted((hit.relevance for hit in hits if hit.relevance is not None), reverse=True)
    least = judged[READ - 1] if len(judged) >= READ else inf
    for rank, hit in enumerate(hits):
        by_id = {paragraph.id: paragraph for paragraph in hit.article.paragraphs}
        for paragraph_id in hit.passage.paragraph_ids:
            if paragraph_id in by_id and by_id[paragraph_id].kind in CITABLE_KINDS:
                found.setdefault(paragraph_id, Evidence(hit.article, by_id[paragraph_id]))
                if rank < READ or (hit.relevance is not None and hit.relevance >= least):
                    near.setdefault(paragraph_id, hit.relevance or 0.0)
    if question.kind != "said" or not question.speaker:
        return list(found.values()), near
    stated = _statements_of(question.speaker, [hit.article for hit in hits])
    logits = score(question.text, [spoken(one.paragraph.text, _speaker(one)) for one in stated]) or [0.0] * len(stated)
    pairs = sorted(zip(logits, stated, strict=True), key=lambda pair: -pair[0])[:SPEAKER_PARAGRAPHS]
    first = {one.paragraph.id: one for _, one in pairs}
    return list({**first, **found}.values()), {one.paragraph.id: logit for logit, one in pairs} | near


def as_of(articles: Sequence[Article]) -> date | datetime | None:
    """Return the newest publication date among the articles, None when none has one."""
    dates = [article.published for article in articles if article.published is not None]
    return max(dates, key=moment) if dates else None


def finish(
    question: Question,
    outcome: Outcome,
    sentences: Iterable[Sentence | Told],
    evidence: Sequence[Evidence],
    disputed: Sequence[Dispute] = (),
    before: str | None = None,
) -> Iterator[Sentence | Answer]:
    """Yield the sentences with their answer spans, then the Answer that they make; `before` is part of its note."""
    written = []
    cited: dict[str, date | datetime] = {}
    told = Told(OWN)
    for sentence in sentences:
        if isinstance(sentence, Told):
            told = sentence
            continue
        if outcome == "answered" and (span := answer_span(question, sentence.text)):
            sentence = replace(sentence, answer_span=span)
        written.append(sentence)
        cited |= {one.article_id: one.published for one in sentence.citations if one.published}
        yield sentence
    outcome = told.outcome or outcome
    other = foreign.note(question.text, _shown(written, evidence)) if outcome != "answered" else None
    cited_paragraphs = {one.paragraph_id for sentence in written for one in sentence.citations}
    behind = [one for one in evidence if one.paragraph.id in cited_paragraphs]
    missing = unsaid(question, behind) if behind else None
    yield Answer(
        question=question.asked,
        read_as=question.text if fold(question.text).rstrip("?") != fold(question.asked).rstrip("?") else None,
        outcome=outcome,
        sentences=tuple(written),
        evidence=tuple(evidence),
        as_of=max(cited.values(), key=moment) if cited else None,
        writer=told.writer,
        note=" ".join(filter(None, (other, told.note, before, missing, dispute.note(disputed, evidence)))) or None,
        usage=told.usage,
        conflicts=dispute.conflict(disputed, evidence, written),
    )


def _shown(written: Sequence[Sentence], evidence: Sequence[Evidence]) -> list[Article]:
    """Return the articles that the sentences cite, or those found when there are no sentences."""
    cited = {citation.article_id for one in written for citation in one.citations}
    return [one.article for one in evidence if not cited or one.article.id in cited]


def _nearest_first(ranked: Sequence[Candidate], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence with the paragraphs of the best sentences first: a small model is shown only the first."""
    found = {one.n: evidence[one.n - 1] for one in ranked}
    return [*found.values(), *(one for n, one in enumerate(evidence, start=1) if n not in found)]


def _statements_of(speaker: str, articles: Sequence[Article]) -> list[Evidence]:
    unique = {article.id: article for article in articles}
    return [
        one
        for article in unique.values()
        for one in (Evidence(article, paragraph) for paragraph in article.paragraphs if paragraph.kind in CITABLE_KINDS)
        if any(said_by(speaker, one.paragraph.text, name) == FITS for name in speakers_of(one.article, one.paragraph))
    ]


def _speaker(evidence: Evidence) -> str | None:
    return speaker_at(evidence.article, evidence.paragraph, 0, len(evidence.paragraph.text))
