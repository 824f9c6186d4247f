"""Serve over REST what proves a text, and who said what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from briefing.assistant import Assistant
from briefing.judge import judge
from briefing.types import Judgement, Proof, Quote
from briefing.web.api_sources import streamed
from briefing.web.bodies import CheckBody, JudgeBody, QuotesQuery
from briefing.web.narrowed import narrowed
from index.read import Given, read_json
from index.types import Article


def proof_routes(router: APIRouter, assistant: Assistant) -> None:
    """Add the routes of proof to `router`."""

    @router.post("/check")
    def check(body: CheckBody) -> Proof:
        """Check a draft sentence by sentence: the paragraphs that say each, that say otherwise, or none."""
        return assistant.check(body.text, against=_against(body), filters=narrowed(assistant, body.filters))

    @router.post("/check/stream", response_class=StreamingResponse)
    def check_stream(body: CheckBody) -> StreamingResponse:
        """Check as server-sent events: `claim` or `aside` for each piece, `progress`, then `proof`; or `error`."""
        against, filters = _against(body), narrowed(assistant, body.filters)
        return streamed(
            None, lambda told: assistant.checking(body.text, against=against, filters=filters, progress=told)
        )

    @router.post("/judge")
    def judged(body: JudgeBody) -> Judgement:
        """Judge a claim by given paragraphs alone; the library is left out of it."""
        return judge(body.claim, body.paragraphs, vote=assistant.vote, order=assistant.library.rerank)

    @router.get("/quotes")
    def quotes(query: Annotated[QuotesQuery, Query()]) -> list[Quote]:
        """Return who said what, newest article first."""
        return assistant.quotes(speaker=query.speaker, about=query.about, filters=narrowed(assistant, query))


def _against(body: CheckBody) -> list[str | Article]:
    return [*body.against, *(read_json(one, Given()) for one in body.articles)]
