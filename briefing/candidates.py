"""Rank the source sentences that may answer a question, each with its speaker, its relevance and its fit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from briefing.above import named_above
from briefing.answer_forms import CANNOT, FITS
from briefing.checks.withdrawn import is_withdrawn
from briefing.edition import ASTRAY, knows_edition, of_another_year
from briefing.fit import asks_at_present, asks_now, fit, stems
from briefing.groups import group_in
from briefing.lead_in import in_full
from briefing.leaning import dangles
from briefing.own_words import meets, telling_words
from briefing.premise import hedges_premise
from briefing.reach import FORMS
from briefing.relevance import Score, behind_headline, behind_topic, by_itself, spoken
from briefing.repair import speaker_at
from briefing.signposts import asks, is_signpost
from briefing.suspicious import speaks_to_a_model
from briefing.telling import CLOSED
from briefing.types import Evidence, Question
from index.text import moment, sentence_spans
from index.types import Article

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
LIKELY = 10
"""Sentences that are scored behind their headline as well: of 141 questions no further one is within `MARGIN`."""
REACHED, TOPICS = 3, 5
"""Sentences of reached paragraphs that are scored beyond those: alone they name nothing that is asked for. They, and so
many of the likeliest, are scored behind what is named above them as well."""
LONGEST_PAIR = 60
"""Words of two sentences that are shown as one answer to a "why"."""
HEADING = 2.0
"""Logits that a line loses which does not end as a sentence does: a heading beside the sentence that says it."""


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


Rater = Callable[[Candidate, float, float, "float | None"], Candidate]
"""Scores a sentence by its logits alone, behind its headline, and behind what is named above it."""


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
    looked_at = near.keys() | set(reached)
    found = [
        one
        for n, source in enumerate(evidence, start=1)
        if source.paragraph.id in looked_at
        for one in _sentences(question, n, source)
    ]
    rated = _rater(question, evidence, near)
    alone = by_itself(question, [one.spoken for one in found], score)
    every = _best_first(rated(one, logit, logit, None) for one, logit in zip(found, alone, strict=True))
    beyond = [one for one in every[LIKELY:] if evidence[one.n - 1].paragraph.id not in near][:REACHED]
    likely = every[:LIKELY] + beyond
    spoken = [one.spoken for one in likely]
    headed = behind_headline(question, spoken, [evidence[one.n - 1].article.title for one in likely], score)
    about = every[:TOPICS] + beyond if question.kind in FORMS else []
    topics = [named_above(question, evidence[one.n - 1], one.start, one.end) if one in about else "" for one in likely]
    named = behind_topic(question, spoken, topics, score)
    bare = [2 * one.logit - one.headed for one in likely]
    return _best_first(rated(*one) for one in zip(likely, bare, headed, named, strict=True))


def _sentences(question: Question, n: int, source: Evidence) -> Iterator[Candidate]:
    """Yield the sentences of a paragraph that may answer: not to a machine, no signpost, no question of its own."""
    for start, end in _spans(question, source):
        text = source.paragraph.text[start:end]
        if not speaks_to_a_model(text) and not is_signpost(text) and (question.kind == "said" or not asks(text)):
            yield candidate(question, n, source, start, end)


def _rater(question: Question, evidence: Sequence[Evidence], near: Mapping[str, float]) -> Rater:
    """Return what scores a sentence by its logits: alone, behind its headline, and behind what is named above it.

    The last counts in full for its place among the others; for the confidence by half, and only of a sentence that has
    the form and all the words asked for: with the whole of it there more near-misses were answered.
    """
    fresh = freshness([one.article for one in evidence], PRESENT if asks_at_present(question.text) else YEAR)
    timely = TIMELY_NOW if asks_now(question.text) else TIMELY
    known = {one.article.id: knows_edition(question, one.article) for one in evidence}
    wanted = telling_words(question)

    def rated(one: Candidate, alone: float, headed: float, named: float | None) -> Candidate:
        source = evidence[one.n - 1]
        likely = sure = headed
        passage = near.get(source.paragraph.id, headed)
        if named is not None:
            likely = max(headed, named)
            passage = max(near.get(source.paragraph.id, likely), likely)
            if one.fit >= FITS and wanted and all(meets(word, stems(one.text)) for word in wanted):
                sure = max(headed, (headed + named) / 2)
        weighed = NEAR * passage + FIT_WEIGHT * (one.fit - FITS) + timely * fresh[one.n - 1] - dangles(one.text)
        weighed -= ASTRAY * (not known[source.article.id] or of_another_year(question, one.text))
        weighed -= HEADING * (source.paragraph.kind == "text" and not CLOSED.search(one.text))
        return replace(
            one,
            logit=(alone + sure) / 2,
            headed=sure,
            score=(alone + likely) / 2 + weighed,
            astray=not known[source.article.id],
        )

    return rated


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
