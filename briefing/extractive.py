"""Write answers with no model: the source's own sentences, ranked, made to stand alone, none said twice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from briefing.above import named_above
from briefing.answer_forms import CANNOT, FITS
from briefing.asks_for import asks_for_all
from briefing.checks.quantities import quantities
from briefing.checks.withdrawn import is_withdrawn
from briefing.cite import protect
from briefing.edition import ASTRAY, knows_edition, of_another_year
from briefing.facts import DAYS, DENIED, OPPOSITES
from briefing.fit import asks_at_present, asks_now, fit, stems
from briefing.ground import quotations
from briefing.groups import group_in
from briefing.lead_in import in_full
from briefing.leaning import dangles
from briefing.own_words import meets, telling_words
from briefing.premise import hedges_premise
from briefing.question import names_in
from briefing.reach import FORMS
from briefing.relevance import Score, behind_headline, behind_topic, by_itself, spoken
from briefing.repair import speaker_at, stand_alone
from briefing.signposts import asks, is_signpost
from briefing.suspicious import speaks_to_a_model
from briefing.telling import CLOSED, tells, told_from
from briefing.types import Evidence, Question, Task, Writer
from index.text import containment, fold, moment, sentence_spans, shingles
from index.types import Article

Embed = Callable[[Sequence[str]], NDArray[np.float32] | None]
"""Embeds texts as rows of length 1; None when there is no embedding model."""

FIT_WEIGHT = 4.0
"""Logits that a fitting type is worth against one that cannot answer."""
NEAR = 1.0
"""Weight of the logit of a sentence's passage beside its own: the passage knows whom "he" means. 121 fresh questions,
four paragraphs: the answer is in one of them for .74 without, with it for .79."""
TIMELY, TIMELY_NOW = 1.0, 4.0
"""Logits that the newest of the found articles is worth against one of years before: people ask about what is new, and
"this week" or "recently" says so. Of eleven such questions that an old report fitted best, none was answered by it."""
YEAR, PRESENT = 365.0, 1.0
"""Days in which a report is half as fresh, and where it is asked how things are now: yesterday's may be over."""
MARGIN = 6.0
"""A further sentence is shown when it scores within this many logits of the best one: of 121 fresh questions .793 have
their answer in a cited paragraph at 5, .802 at 6 and at 8, with 3.0, 3.2 and 3.6 sentences."""
LIKELY = 10
"""Sentences that are scored behind their headline as well: of 141 questions no further one is within `MARGIN`."""
REACHED, TOPICS = 3, 5
"""Sentences of reached paragraphs that are scored beyond those: alone they name nothing that is asked for. They, and so
many of the likeliest, are scored behind what is named above them as well."""
FLOOR = -4.0
"""Logit that a further sentence must have of its own."""
SAME, SAME_WORDS = 0.80, 0.6
"""Cosine, or share of three-word runs, from which two sentences may say the same: "killed 12" and "killed 19" are as
near as .85, so that `states` has a veto."""
LONGEST_PAIR = 60
"""Words of two sentences that are shown as one answer to a "why"."""
HEADING = 2.0
"""Logits that a line loses which does not end as a sentence does: a heading beside the sentence that says it."""
MOST_MARKS = 4
"""Citations of one sentence: more would hide the text."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold one source sentence that may answer: `n` is its evidence number, `logit` its relevance, `score` with fit.

    `headed` is the part that it has behind its headline; `astray`, that its article is of another year or edition.
    """

    n: int
    start: int
    end: int
    text: str
    speaker: str | None
    logit: float
    fit: float
    hedged: bool
    score: float
    headed: float = 0.0
    full: str = ""
    astray: bool = False

    @property
    def spoken(self) -> str:
        """The sentence as it is scored: with its speaker, and the list that it leads to."""
        return spoken(self.full or self.text, self.speaker)


def candidates(
    question: Question,
    evidence: Sequence[Evidence],
    near: Mapping[str, float],
    score: Score,
    reached: Collection[str] = (),
) -> list[Candidate]:
    """Return the likeliest sentences of the nearest paragraphs, best first, each scored for the question.

    `near` has the relevance of their passages by paragraph id; of the others only the `reached` are looked at.
    """
    found = []
    for n, one in enumerate(evidence, start=1):
        if one.paragraph.id not in near and one.paragraph.id not in reached:
            continue
        for start, end in _spans(question, one):
            text = one.paragraph.text[start:end]
            if not speaks_to_a_model(text) and not is_signpost(text) and not (question.kind != "said" and asks(text)):
                found.append(candidate(question, n, one, start, end))
    fresh = freshness([one.article for one in evidence], PRESENT if asks_at_present(question.text) else YEAR)
    timely = TIMELY_NOW if asks_now(question.text) else TIMELY
    known = {one.article.id: knows_edition(question, one.article) for one in evidence}
    wanted = telling_words(question)

    def rated(one: Candidate, alone: float, headed: float, named: float | None = None) -> Candidate:
        source, surely, likely = evidence[one.n - 1], headed, headed
        if named is not None:
            likely = max(headed, named)
            if one.fit >= FITS and question.kind in FORMS and wanted and all(meets(w, stems(one.text)) for w in wanted):
                surely = max(headed, (headed + named) / 2)
        fits = FIT_WEIGHT * (one.fit - FITS) - dangles(one.text)
        fits -= ASTRAY * (not known[source.article.id] or of_another_year(question, one.text))
        fits -= HEADING * (source.paragraph.kind == "text" and not CLOSED.search(one.text))
        passage = near.get(source.paragraph.id, likely)
        passage = max(passage, likely) if named is not None and question.kind in FORMS else passage
        score = (alone + likely) / 2 + NEAR * passage + fits + timely * fresh[one.n - 1]
        return replace(one, logit=(alone + surely) / 2, headed=surely, score=score, astray=not known[source.article.id])

    alone = by_itself(question, [one.spoken for one in found], score)
    rest = _best_first(rated(one, logit, logit) for one, logit in zip(found, alone, strict=True))
    likely, rest = rest[:LIKELY], rest[LIKELY:]
    likely += [one for one in rest if evidence[one.n - 1].paragraph.id not in near][:REACHED]
    titles = [evidence[one.n - 1].article.title for one in likely]
    headed = behind_headline(question, [one.spoken for one in likely], titles, score)
    few = likely[:TOPICS] + likely[LIKELY:] if question.kind in FORMS else []
    topics = [named_above(question, evidence[one.n - 1], one.start, one.end) if one in few else "" for one in likely]
    named = behind_topic(question, [one.spoken for one in likely], topics, score)
    bare = [2 * one.logit - one.headed for one in likely]
    return _best_first(rated(*one) for one in zip(likely, bare, headed, named, strict=True))


def _best_first(rated: Iterable[Candidate]) -> list[Candidate]:
    return sorted(rated, key=lambda one: (-one.score, one.n, one.start))


def _spans(question: Question, source: Evidence) -> list[tuple[int, int]]:
    """Return the sentences of a paragraph, and for a "why" each two in a row: the reason often follows the fact."""
    spans = list(sentence_spans(source.paragraph.text, source.article.language))
    if question.kind != "why":
        return spans
    pairs = [(left[0], right[1]) for left, right in pairwise(spans)]
    return spans + [span for span in pairs if len(source.paragraph.text[slice(*span)].split()) <= LONGEST_PAIR]


def candidate(question: Question, n: int, source: Evidence, start: int, end: int) -> Candidate:
    """Return a sentence of the evidence with its speaker and its fit, not scored yet."""
    text = source.paragraph.text[start:end]
    speaker = speaker_at(source.article, source.paragraph, start, end) or group_in(question, text)
    full = in_full(source, text, end)
    fits = (
        CANNOT
        if is_withdrawn(text, question.text)
        else fit(question, full if question.kind == "how_many" else text, speaker)
    )
    return Candidate(n, start, end, text, speaker, 0.0, fits, hedges_premise(question, text), 0.0, full=full)


def freshness(articles: Sequence[Article], half: float = YEAR) -> list[float]:
    """Return how fresh each article is beside the newest: 1, half of it `half` days before, 0 without a date."""
    moments = [moment(one.published) if one.published else None for one in articles]
    newest = max((one for one in moments if one), default=None)
    return [0.5 ** ((newest - one) / timedelta(days=half)) if newest and one else 0.0 for one in moments]


def extractive_writer(ranked: Sequence[Candidate], embed: Embed, beside: Sequence[Candidate] = ()) -> Writer:
    """Return the writer that answers with these sentences of the evidence; see `Writer`.

    `beside` are those shown behind the best one whatever they score: they contradict or introduce it.
    """

    def write(task: Task, evidence: Sequence[Evidence]) -> Iterator[str]:
        chosen = choose(task, ranked, embed, evidence, beside)
        shown = ""
        for one, same in chosen:
            if one.text in shown:
                continue  # it came as the sentence that another one points at
            source = evidence[one.n - 1]
            placed = task.question is None or task.question.kind == "where"  # a place line may be the answer
            start = one.start + (0 if placed else told_from(one.text, reply=False))
            text = stand_alone(source.article, source.paragraph, start, one.end, shown=shown) or one.text
            marks = "".join(f"[{n}]" for n in (one.n, *same))
            shown = f"{shown} {text}"
            yield f"{protect(text)} {marks}\n"

    return write


def choose(
    task: Task,
    ranked: Sequence[Candidate],
    embed: Embed,
    evidence: Sequence[Evidence],
    beside: Sequence[Candidate] = (),
) -> list[tuple[Candidate, tuple[int, ...]]]:
    """Return the sentences to show, in order, each with the numbers of other paragraphs that say the same."""
    if not ranked:
        return []
    best = ranked[0]
    near = [best] + [
        one
        for one in ranked[1:]
        if one.score >= best.score - MARGIN and one.logit >= FLOOR and (one.fit > CANNOT or best.fit == CANNOT)
    ]
    near = [best, *(one for one in near[1:] if _goes_along(one, evidence[one.n - 1], task))]
    whole = task.question is None or task.question.kind in ("said", "list")
    if not whole:  # one sentence a paragraph leaves room for other paragraphs
        near = list({one.n: one for one in reversed(near)}.values())
        near.sort(key=lambda one: (-one.score, one.n, one.start))
    beside = [one for one in beside if one != best]
    near = [best, *beside, *(one for one in near if one != best and one not in beside)][: 3 * task.sentences]
    vectors = embed([one.text for one in near])
    chosen: list[tuple[int, list[int]]] = []
    used = 0
    for position, one in enumerate(near):
        alike = [kept for kept in chosen if _alike(near, vectors, kept[0], position)]
        twin = next((kept for kept in alike if states(near[kept[0]], one, evidence[one.n - 1])), None)
        if twin is not None:
            if one.n not in (near[twin[0]].n, *twin[1]) and len(twin[1]) < MOST_MARKS - 1:
                twin[1].append(one.n)
            continue
        if one not in beside and any(_adds_nothing(near[kept[0]], one) for kept in alike):
            continue
        length = len(one.text.split())
        if len(chosen) >= task.sentences or (chosen and used + length > task.words and one not in beside):
            continue
        chosen.append((position, []))
        used += length
    shown = [(near[position], tuple(same)) for position, same in chosen]
    return _in_order(shown, evidence) if task.question and asks_for_all(task.question) else shown


def _goes_along(one: Candidate, source: Evidence, task: Task) -> bool:
    """Tell whether a sentence may stand behind the best one: no heading or label that the page lost its marks of."""
    listed = source.paragraph.kind == "list" or task.question is None or task.question.kind == "list"
    return listed or tells(one.text)


def _in_order(
    shown: list[tuple[Candidate, tuple[int, ...]]], evidence: Sequence[Evidence]
) -> list[tuple[Candidate, tuple[int, ...]]]:
    """Put sentences of the best one's article in article order, so that a statement reads as it was made."""
    article = evidence[shown[0][0].n - 1].article
    place = {paragraph.id: index for index, paragraph in enumerate(article.paragraphs)}
    own = [one for one in shown if evidence[one[0].n - 1].article.id == article.id]
    rest = [one for one in shown if evidence[one[0].n - 1].article.id != article.id]
    own.sort(key=lambda one: (place[evidence[one[0].n - 1].paragraph.id], one[0].start))
    return own + rest


def _alike(near: Sequence[Candidate], vectors: NDArray[np.float32] | None, left: int, right: int) -> bool:
    """Tell whether two sentences are much the same in words or in meaning, which alone does not make them one."""
    if containment(shingles(near[left].text), shingles(near[right].text)) >= SAME_WORDS:
        return True
    return vectors is not None and float(vectors[left] @ vectors[right]) >= SAME


def _adds_nothing(kept: Candidate, other: Candidate) -> bool:
    values = {value for value, _ in quantities(kept.text)}
    if {value for value, _ in quantities(other.text)} - values:
        return False
    known = kept.text.casefold()
    return all(any(part.casefold() in known for part in name.split()) for name in names_in(other.text)[1:])


def states(kept: Candidate, other: Candidate, source: Evidence) -> bool:
    """Tell whether an alike sentence states all that `kept` does, so that its paragraph may be cited for it as well.

    It must have its quotations, numbers and days, its names or its paragraph must, and deny nothing `kept` says.
    """
    left, right = kept.text, other.text
    if set(quotations(left)) - set(quotations(right)) or kept.speaker != other.speaker:
        return False
    if {value for value, _ in quantities(left)} - {value for value, _ in quantities(right)}:
        return False
    if {day.casefold() for day in DAYS.findall(left)} - {day.casefold() for day in DAYS.findall(right)}:
        return False
    if bool(DENIED.search(left)) != bool(DENIED.search(right)):
        return False
    if any(bool(up.search(left)) != bool(up.search(right)) and down.search(right) for up, down in OPPOSITES):
        return False
    known = fold(f"{source.article.title} {source.paragraph.text}")
    return all(fold(name.split()[-1]) in known for name in names_in(left))
