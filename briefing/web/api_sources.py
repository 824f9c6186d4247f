"""Serve what fills the library over REST: addresses, feeds, restored lines, revisions.

What may take minutes has a second route that streams: `progress` events, one event for each result, `error` on failure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import TypeAdapter
from starlette.status import HTTP_201_CREATED

from briefing.assistant import Assistant
from briefing.web.bodies import Body, Moment
from briefing.web.faults import beside, sentence_of
from index.errors import BriefingError
from index.follow import Followed, Report
from index.indexing import OnProgress
from index.read import Given
from index.types import Article, Revision

EVENTS = {"X-Accel-Buffering": "no"}
"""nginx holds a stream back without this."""
SILENCE = 15.0
"""Seconds after which a stream says that it still works: callers and proxies give up on one that is silent for long."""


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
        return assistant.take(body.url, given=_given(body))

    @router.post("/sources/stream", response_class=StreamingResponse)
    def take_stream(body: NewSource) -> StreamingResponse:
        """Add what stands at an address, with its progress as server-sent events, then its `report`."""
        return streamed("report", lambda told: [assistant.take(body.url, given=_given(body), progress=told)])

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

    @router.post("/refresh/stream", response_class=StreamingResponse)
    def refresh_stream(body: RefreshBody) -> StreamingResponse:
        """Read the followed feeds again, with progress as server-sent events, and a `report` on each feed."""
        return streamed("report", lambda told: assistant.refresh(body.urls, progress=told))

    @router.post("/articles/{article_id}/restore")
    def restore(article_id: str, body: RestoreBody) -> Article:
        """Put a line that the cleaner left out back into an article."""
        return assistant.restore(article_id, body.line)

    @router.get("/articles/{article_id}/revisions")
    def revisions(article_id: str) -> list[Revision]:
        """Return the states of an article's text, oldest first, each with what it changed."""
        return assistant.revisions(article_id)


def streamed(name: str | None, work: Callable[[OnProgress], Iterable[Any]]) -> StreamingResponse:
    """Answer with the progress of `work` and an event for each of its results, called `name` or as its type is."""
    return StreamingResponse(_events(name, work), media_type="text/event-stream", headers=EVENTS)


def event(name: str, value: Any) -> bytes:
    """Return a server-sent event with a value as JSON."""
    return b"event: %s\ndata: %s\n\n" % (name.encode(), TypeAdapter(type(value)).dump_json(value))


def error_event(error: Exception) -> bytes:
    """Return the event that ends a stream on a failure: its sentence, and which of our errors it is."""
    kind = type(error) if isinstance(error, BriefingError) else BriefingError
    return event("error", {"error": sentence_of(error, "a stream"), "kind": kind.__name__})


def _events(name: str | None, work: Callable[[OnProgress], Iterable[Any]]) -> Iterator[bytes]:
    """Yield the events of work that is done in a thread of its own, which goes on when nobody listens any more."""

    def told(tell: Callable[[bytes], None]) -> None:
        for one in work(lambda progress: tell(event("progress", progress))):
            tell(event(name or type(one).__name__.lower(), one))

    try:
        for step in beside(told, SILENCE):
            yield b": still at work\n\n" if step is None else step
    except Exception as error:  # the outermost edge: the status was sent long ago, so any failure is told as an event
        yield error_event(error)


def _given(body: NewSource) -> Given:
    return Given(source=body.source, published=body.published, collections=body.collections)
