"""Serve what fills the library over REST: addresses, feeds, restored lines, revisions."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.status import HTTP_201_CREATED

from briefing.assistant import Assistant
from briefing.web.bodies import Body, Moment
from index.follow import Followed, Report
from index.read import Given
from index.types import Article, Revision


class NewSource(Body):
    """Add what stands at an address; a feed is followed from then on."""

    url: str
    source: str | None = None
    published: Moment | None = None
    collections: tuple[str, ...] = ()


class RefreshBody(Body):
    """Read feeds again: those named, or all."""

    urls: tuple[str, ...] = ()


class RestoreBody(Body):
    """Name a line that the cleaner left out."""

    line: int


def source_routes(router: APIRouter, assistant: Assistant) -> None:
    """Add the routes of sources to `router`."""

    @router.post("/sources", status_code=HTTP_201_CREATED)
    def take(body: NewSource) -> Report:
        """Add what stands at an address: a page, a PDF, a feed; only public addresses and allowed hosts are read."""
        given = Given(source=body.source, published=body.published, collections=body.collections)
        return assistant.take(body.url, given=given)

    @router.get("/feeds")
    def feeds() -> list[Followed]:
        """List the followed feeds."""
        return assistant.feeds()

    @router.delete("/feeds")
    def unfollow(url: str) -> Followed:
        """Follow a feed no longer; its articles stay."""
        return assistant.unfollow(url)

    @router.post("/refresh")
    def refresh(body: RefreshBody) -> list[Report]:
        """Read the followed feeds again, and say of each what is new."""
        return list(assistant.refresh(body.urls))

    @router.post("/articles/{article_id}/restore")
    def restore(article_id: str, body: RestoreBody) -> Article:
        """Put a line that the cleaner left out back into an article."""
        return assistant.restore(article_id, body.line)

    @router.get("/articles/{article_id}/revisions")
    def revisions(article_id: str) -> list[Revision]:
        """Return the states of an article's text, oldest first, each with what it changed."""
        return assistant.revisions(article_id)
