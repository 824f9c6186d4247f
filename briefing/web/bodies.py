"""Hold what callers of the REST API send; unknown names are refused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from briefing.types import Turn
from index.split import SURROGATE
from index.types import Filters

Moment = date | datetime


class Body(BaseModel):
    """Refuse unknown names, so that a typing error is not silently ignored; half a character pair is U+FFFD."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _encodable(cls, sent: Any) -> Any:
        # JSON may hold "\\ud800" alone, which neither SQLite nor a tokenizer takes.
        return _whole(sent)


def _whole(sent: Any) -> Any:
    if isinstance(sent, str):
        return SURROGATE.sub("\ufffd", sent)
    if isinstance(sent, list):
        return [_whole(one) for one in sent]
    return {_whole(name): _whole(one) for name, one in sent.items()} if isinstance(sent, dict) else sent


class Narrow(Body):
    """Narrow what is read, as `index.types.Filters`; lists repeat their name in a query.

    An outlet (`sources`) or collection that no article has is refused with the nearest that one has.
    """

    since: Moment | None = None
    until: Moment | None = None
    sources: list[str] = []
    authors: list[str] = []
    article_ids: list[str] = []
    collections: list[str] = []
    language: str | None = None

    def filters(self) -> Filters:
        """Return the filters as the core knows them."""
        return Filters(
            self.since,
            self.until,
            tuple(self.sources),
            tuple(self.authors),
            tuple(self.article_ids),
            tuple(self.collections),
            self.language,
        )


class SearchQuery(Narrow):
    """Ask for passages."""

    q: str
    limit: int = 10


class QuotesQuery(Narrow):
    """Ask who said what: by a surname, a full name or a role, and about what."""

    speaker: str | None = None
    about: str | None = None


class NewArticles(Body):
    """Add pasted text, or articles as JSON Lines objects; the rest is what the caller knows about them."""

    text: str | None = None
    title: str | None = None
    articles: list[dict[str, Any]] = []
    source: str | None = None
    published: Moment | None = None
    url: str | None = None
    collection: str | None = None


class AskBody(Body):
    """Ask a question; `history` are the earlier turns, oldest first.

    "Last week" is counted from `today`, the server's day unless it is given; `as_typed` reads the question as it is.
    """

    question: str
    history: list[Turn] = []
    filters: Narrow = Narrow()
    today: date | None = None
    as_typed: bool = False

    def how(self, filters: Filters) -> dict[str, Any]:
        """Return all but the question, by the names that the core has for it."""
        return {
            "history": self.history,
            "filters": filters,
            "today": self.today,
            "as_typed": self.as_typed,
        }


class CheckBody(Body):
    """Check a draft by the library, or only by the articles with these ids and these objects of JSON Lines."""

    text: str
    against: list[str] = []
    articles: list[dict[str, Any]] = []
    filters: Narrow = Narrow()


class JudgeBody(Body):
    """Judge a claim by these paragraphs alone."""

    claim: str
    paragraphs: list[str]


class SummaryBody(Body):
    """Summarise an article of the library, a text that stays out of it, or the articles of filters or a topic."""

    article_id: str | None = None
    text: str | None = None
    about: str = ""
    filters: Narrow | None = None
    words: int = 120


class BriefBody(Body):
    """Write the briefing of a window; without one it covers the whole library."""

    since: Moment | None = None
    until: Moment | None = None
    filters: Narrow = Narrow()
    words: int = 500
