"""Bundle what answers are made from: the library's functions, its models, and the model that writes, if any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.answer import Found, Search, look
from briefing.extractive import Embed
from briefing.llm_answer import Writing
from briefing.relevance import Score
from briefing.types import Question
from index.holdings import Holding
from index.library import Library
from index.types import Article, Filters

Holdings = Callable[..., Holding]
"""`Library.holding`: (filters, *, topic, newest, oldest) -> Holding."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold the functions that answers are made with; tests put their own in place of the library's."""

    search: Search
    score: Score
    embed: Embed
    holding: Holdings
    holds: Callable[[Filters], bool]
    get: Callable[[str], Article]
    respell: Callable[[str], str] = str
    writing: Writing | None = None

    def look(self, question: Question, filters: Filters) -> Found:
        """Return what the library has for a question."""
        return look(question, search=self.search, score=self.score, filters=filters)


def reading_of(library: Library, writing: Writing | None) -> Reading:
    """Return what a library answers with."""
    return Reading(
        search=library.search,
        score=library.rerank,
        embed=library.embed,
        holding=library.holding,
        holds=library.holds,
        get=library.get,
        respell=library.respell,
        writing=writing,
    )
