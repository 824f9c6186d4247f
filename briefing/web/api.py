"""Serve the desk over REST under `/api/v1`: the same types as `--json`, errors as one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException
from starlette.status import HTTP_201_CREATED, HTTP_500_INTERNAL_SERVER_ERROR

from briefing import __version__
from briefing.assistant import Assistant
from briefing.render import FORMATS
from briefing.statuses import status_of
from briefing.types import Answer, Briefing, Sentence, Story
from briefing.web.api_proof import proof_routes
from briefing.web.api_sources import EVENTS, error_event, event, source_routes, streamed
from briefing.web.auth import path_of, wants_page
from briefing.web.bodies import AskBody, BriefBody, Narrow, NewArticles, SearchQuery, SummaryBody
from briefing.web.faults import BROKEN
from briefing.web.narrowed import narrowed
from briefing.web.pages import error_page
from briefing.wording import refusal
from index.errors import BriefingError, InputError
from index.library import Added
from index.read import Given, read_json, read_text
from index.types import Article, Hit

REFUSED = {
    400: "The body of the request cannot be read; send what its Content-Type says, as /api/openapi.json describes it.",
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
}
"""What is said where Starlette refuses in its own words."""
MEDIA = {"md": "text/markdown; charset=utf-8", "html": "text/html; charset=utf-8", "json": "application/json"}


def api_router(assistant: Assistant) -> APIRouter:
    """Return the routes under `/api/v1`."""
    router = APIRouter(prefix="/api/v1")
    _article_routes(router, assistant)
    _answer_routes(router, assistant)
    _briefing_routes(router, assistant)
    source_routes(router, assistant)
    proof_routes(router, assistant)

    @router.api_route("/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    def nowhere(rest: str) -> None:
        # The chat is mounted at `/` behind these routes and would answer in its own words.
        raise HTTPException(404)

    return router


def _article_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.get("/articles")
    def articles(narrow: Annotated[Narrow, Query()]) -> list[Article]:
        """List the articles, newest first."""
        return assistant.articles(narrowed(assistant, narrow))

    @router.post("/articles", status_code=HTTP_201_CREATED)
    def add(body: NewArticles) -> list[Added]:
        """Add pasted text or articles; each answer says whether it was new and what was cleaned away."""
        return assistant.add(_articles_of(body))

    @router.post("/articles/stream", response_class=StreamingResponse)
    def add_stream(body: NewArticles) -> StreamingResponse:
        """Add text or articles with progress as server-sent events, and an `added` event for each article."""
        articles = _articles_of(body)
        return streamed("added", lambda told: assistant.adding(articles, progress=told))

    @router.get("/articles/{article_id}")
    def article(article_id: str, rev: str | None = None) -> Article:
        """Return one article, or an earlier revision of it."""
        return assistant.article(article_id, rev)

    @router.delete("/articles/{article_id}")
    def remove(article_id: str) -> Article:
        """Remove an article with everything made from it."""
        return assistant.remove(article_id)

    @router.get("/search")
    def search(query: Annotated[SearchQuery, Query()]) -> list[Hit]:
        """Return the passages that match, best first."""
        return assistant.search(query.q, limit=query.limit, filters=narrowed(assistant, query))


def _articles_of(body: NewArticles) -> list[Article]:
    if not body.articles and not (body.text and body.text.strip()):
        raise InputError("There is nothing to add: send `text`, or `articles` as JSON Lines objects.")
    given = Given(
        source=body.source,
        published=body.published,
        collections=(body.collection,) if body.collection else (),
        url=body.url,
        title=body.title,
    )
    texts = [body.text] if body.text and body.text.strip() else []
    stated = given if len(body.articles) + len(texts) == 1 else replace(given, url=None, title=None)
    read = [read_json(one, stated) for one in body.articles]
    for text in texts:
        read += read_text(text, given=stated)
    return read


def _answer_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.post("/ask")
    def ask(body: AskBody) -> Answer:
        """Answer a question from the articles, every sentence cited and checked."""
        return assistant.ask(body.question, **body.how(narrowed(assistant, body.filters)))

    @router.post("/ask/stream", response_class=StreamingResponse)
    def ask_stream(body: AskBody) -> StreamingResponse:
        """Answer as server-sent events: `sentence` for each sentence, then `answer`; `error` instead on failure."""
        pieces = assistant.stream(body.question, **body.how(narrowed(assistant, body.filters)))
        return StreamingResponse(_events(pieces), media_type="text/event-stream", headers=EVENTS)

    @router.post("/summarize")
    def summarize(body: SummaryBody) -> Answer:
        """Summarise one article, or several as one, in at most `words` words."""
        if body.article_id:
            return assistant.summarize(body.article_id, words=body.words)
        if body.about.strip() or body.filters:
            filters = narrowed(assistant, body.filters or Narrow())
            return assistant.summarize_set(filters, about=body.about, words=body.words)
        if not (body.text and body.text.strip()):
            raise InputError("There is nothing to summarise: send `article_id`, `text`, `about` or `filters`.")
        return assistant.summarize_text(read_text(body.text, given=Given())[0], words=body.words)


def _briefing_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.post("/brief", status_code=HTTP_201_CREATED)
    def brief(body: BriefBody) -> Briefing:
        """Write a briefing and keep it."""
        return assistant.brief(
            since=body.since, until=body.until, filters=narrowed(assistant, body.filters), words=body.words
        )

    @router.get("/briefings")
    def briefings() -> list[Briefing]:
        """List the briefings written so far, newest first."""
        return assistant.briefings()

    @router.get("/briefings/{briefing_id}", response_model=Briefing)
    def briefing(briefing_id: str, format: Literal["json", "md", "html"] = "json") -> Briefing | Response:
        """Return one briefing as JSON, Markdown or a self-contained page."""
        found = assistant.briefing(briefing_id)
        return found if format == "json" else PlainTextResponse(FORMATS[format](found), media_type=MEDIA[format])

    @router.get("/stories")
    def stories(narrow: Annotated[Narrow, Query()]) -> list[Story]:
        """Return the articles grouped into stories, most important first."""
        return assistant.stories(narrowed(assistant, narrow))


def add_health(app: FastAPI) -> None:
    """Add the check that load balancers call; it needs no key and tells nothing about the library."""

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        """Say that the server is up."""
        return {"status": "ok", "version": __version__}


def add_error_handlers(app: FastAPI) -> None:
    """Answer every failure with one sentence: JSON for programs, a page for people."""

    @app.exception_handler(BriefingError)
    def known(request: Request, error: BriefingError) -> Response:
        return _failure(request, status_of(error), str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        return _failure(request, 400, _fault(error.errors()[0]))

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        return _failure(request, error.status_code, REFUSED.get(error.status_code, str(error.detail)))

    @app.exception_handler(Exception)
    def unknown(request: Request, error: Exception) -> Response:
        # Starlette raises the error again behind this answer, so the server's log gets its traceback.
        return _failure(request, HTTP_500_INTERNAL_SERVER_ERROR, BROKEN)


def _failure(request: Request, status: int, sentence: str) -> Response:
    path = path_of(request.scope)
    if wants_page(request.method, path, request.headers.get("accept", "")):
        return error_page(sentence, status, depth=path.count("/") - 1)
    return JSONResponse({"error": sentence}, status)


def _fault(fault: dict[str, Any]) -> str:
    place = [str(part) for part in fault["loc"] if part not in ("body", "query", "path", "date", "datetime")]
    name = ".".join(place) or "the request"
    if {"date", "datetime"} & set(fault["loc"]):
        return f"{name}: this is not a date; write it like 2026-03-01 or 2026-03-01T09:00Z."
    if fault["type"] == "json_invalid":
        return "The request is not valid JSON; send an object in double-quoted JSON."
    if fault["type"] == "extra_forbidden":
        return f"{name}: there is no such field; /api/openapi.json lists them."
    return f"{refusal(name, fault['msg'])}."


def _events(pieces: Iterator[Sentence | Answer]) -> Iterator[bytes]:
    try:
        for piece in pieces:
            yield event("answer" if isinstance(piece, Answer) else "sentence", piece)
    except Exception as error:  # the outermost edge: the status was sent long ago, so any failure is told as an event
        yield error_event(error)
