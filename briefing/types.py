"""Hold the values of answers and briefings: frozen, slotted, made of tuples; `pydantic.TypeAdapter` gives JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from briefing.asking import Outcome as Outcome
from briefing.asking import Part as Part
from briefing.asking import Period as Period
from briefing.asking import Question as Question
from briefing.asking import QuestionKind as QuestionKind
from briefing.asking import Turn as Turn
from briefing.evidence import Citation as Citation
from briefing.evidence import Evidence as Evidence

TaskKind = Literal["answer", "summary", "story"]
OWN = "extractive"
"""The writer of texts that are the articles' own sentences."""
Finding = Literal["supported", "partly", "contradicted", "not_found"]


@dataclass(frozen=True, slots=True)
class Task:
    """Hold what a writer is to write: its kind, the question if there is one, and a budget in words and sentences."""

    kind: TaskKind
    question: Question | None = None
    words: int = 130
    sentences: int = 4


Writer = Callable[[Task, Sequence[Evidence]], Iterator[str]]
"""Yields text with `[n]` marks behind what paragraph n says. The built-in engine and a chat model both are one."""


class Support(StrEnum):
    """Say how well the cited paragraphs carry a sentence."""

    QUOTED = "quoted"
    SUPPORTED = "supported"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"


HOLDS = (Support.QUOTED, Support.SUPPORTED)
"""What says that a sentence stands."""


@dataclass(frozen=True, slots=True)
class Check:
    """Hold one named check of a sentence and, in words, why it passed or failed."""

    name: str
    passed: bool
    detail: str = ""


Vote = Callable[[str, Sequence[str]], Sequence[float]]
"""Takes a claim and passages; gives for each passage how probably it says the claim, 0..1."""


Order = Callable[[str, Sequence[str]], Sequence[float] | None]
"""Takes a claim and passages; gives for each passage how near it is to the claim, as a logit; None for no opinion."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold what paragraphs say of a claim.

    `score` is how well they carry it, 0..1. `evidence` are the positions of the paragraphs, the one that carries the
    claim best first; all of them, in that order. `contradicts` tells that the first speaks of the same thing and says
    otherwise: the check that failed says what.
    """

    support: Support
    score: float
    checks: tuple[Check, ...]
    evidence: tuple[int, ...]
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold one checked sentence; `text` has no marks.

    Text in square brackets that the source does not have was added to make it stand alone. `answer_span` is the
    (start, end) of the part of `text` that answers the question, when one is known. `replaces` is the sentence of a
    language model in whose place this one of the source stands, because a check of it failed.
    """

    text: str
    citations: tuple[Citation, ...]
    support: Support
    checks: tuple[Check, ...] = ()
    answer_span: tuple[int, int] | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Hold what a language model took: tokens as its server counted them, seconds, and US dollars where known."""

    input_tokens: int
    output_tokens: int
    seconds: float
    dollars: float | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Hold statements of different outlets that do not agree, side by side; `about` names what they count or claim."""

    about: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold an answer or a summary.

    `read_as` is the question as it was understood, when that differs from what was typed. With outcome `"closest"`
    the sentences are the nearest the articles come to it; with `"not_found"` there are none. `as_of` is the newest
    publication date among the cited articles. `writer` names who wrote: `"extractive"` or a model. `note` is a sentence
    for people on how it was written or on what the articles differ in, when there is something to say. `usage` is
    what a model took for it; None when none was asked, or its server does not count. `period` is what the question's
    own words narrow it to. With several questions at once `parts` has the outcome of each, and `outcome` is "answered"
    when all are. `opening` is what the desk itself says of the library, counted by code; the sentences are then a list,
    one an article. `conflicts` are statements that cannot all be right, side by side.
    """

    question: str
    read_as: str | None
    outcome: Outcome
    sentences: tuple[Sentence, ...]
    evidence: tuple[Evidence, ...] = ()
    as_of: date | datetime | None = None
    writer: str = OWN
    note: str | None = None
    usage: Usage | None = None
    period: Period | None = None
    parts: tuple[Part, ...] = ()
    opening: str | None = None
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold one sentence of a draft and what the articles say of it; `start` and `end` span it in the draft's text.

    `sentence.citations` are the paragraphs that say it or say a part of it, with `"contradicted"` the one that says
    otherwise, with `"not_found"` none. `nearest` is then what comes nearest, or a suspicious paragraph that says it and
    counts for nothing. The failed of `sentence.checks` tell why; `score` is how well it is carried, 0..1.
    """

    sentence: Sentence
    verdict: Finding
    score: float
    start: int
    end: int
    nearest: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """Hold a part of a draft that is no claim, and in a word what it is: a heading, a greeting, a question."""

    text: str
    what: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proof:
    """Hold a draft that was checked sentence by sentence.

    `text` is the draft as it was read, without marks; claims and asides are spans of it. The counts say how many claims
    came out how. `as_of` is the newest publication date among the cited articles.
    """

    text: str
    claims: tuple[Claim, ...]
    asides: tuple[Aside, ...] = ()
    supported: int = 0
    partly: int = 0
    contradicted: int = 0
    not_found: int = 0
    as_of: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Hold one statement: who said it, in which role, with which verb, its words, and where.

    `direct` tells a quotation from reported speech; `confidence` is 0..1, and below .7 the speaker is not shown.
    """

    speaker: str | None
    role: str | None
    verb: str | None
    text: str
    direct: bool
    citation: Citation
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Event:
    """Hold one dated event: `found_as` is the words the date was read from."""

    when: date
    found_as: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Change:
    """Hold what changed in a story since the briefing before."""

    kind: Literal["new", "updated", "contradicted", "withdrawn"]
    before: Sentence | None
    after: Sentence | None


@dataclass(frozen=True, slots=True)
class Story:
    """Hold one story of a briefing; `score` has named parts that add up to its rank."""

    id: str
    headline: str
    status: Literal["new", "updated", "unchanged"]
    sentences: tuple[Sentence, ...]
    changes: tuple[Change, ...] = ()
    quotes: tuple[Quote, ...] = ()
    timeline: tuple[Event, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    sources: tuple[str, ...] = ()
    independent_sources: int = 0
    score: dict[str, float] = field(default_factory=dict)
    article_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Hold one article that the briefing read and left out, and why."""

    article_id: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """Hold one dated briefing; `as_of` is the newest publication date it read; `note` and `usage` as of an Answer."""

    id: str
    title: str
    since: date | datetime | None
    until: date | datetime | None
    as_of: date | datetime | None
    overview: tuple[Sentence, ...]
    stories: tuple[Story, ...]
    sources_read: tuple[str, ...]
    sources_used: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()
    previous_id: str | None = None
    writer: str = OWN
    created: datetime | None = None
    note: str | None = None
    usage: Usage | None = None
