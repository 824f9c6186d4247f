"""Use a desk that another process serves: the same methods as `Assistant`, over its REST API.

The command line turns to it by itself when `briefing serve` owns the library.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Literal, TypeVar, Unpack

import httpx
from pydantic import SecretStr, TypeAdapter

from briefing import samples
from briefing.asking import How
from briefing.client_bodies import draft_body, narrowing, question_body
from briefing.statuses import ERRORS
from briefing.types import Answer, Aside, Briefing, Claim, Proof, Quote, Sentence, Story
from index.errors import BriefingError, ModelError
from index.follow import Followed, Report
from index.indexing import OnProgress
from index.library import Added, Progress
from index.read import Given, to_json
from index.types import Article, Filters, Hit, Revision

Kind = TypeVar("Kind")
PATIENCE = 120.0
"""Seconds to wait for one answer, or the next word of a stream; a briefing over thousands of articles takes longest."""
AT_ONCE, MOST_LETTERS = 20, 2_000_000
"""Articles sent in one request, and letters after which no other is: well below the server's limit for a body."""
NEEDS_KEY = 401
ASKS_FOR_KEY = (
    "asks for its key: set BRIEFING_API_KEY, or `api_key` in briefing.toml, to the key that it was started with."
)
KINDS = {one.__name__: one for one in (*ERRORS.values(), BriefingError)}
"""What an error is called in a stream, whose status was sent before it happened."""


class Client:
    """Read, answer and brief from the library of the process at `address`."""

    def __init__(
        self, address: str, api_key: SecretStr | None = None, transport: httpx.BaseTransport | None = None
    ) -> None:
        headers = {"Authorization": f"Bearer {api_key.get_secret_value()}"} if api_key else {}
        self.address = address
        self._http = httpx.Client(
            base_url=f"{address.rstrip('/')}/api/v1",
            headers=headers,
            timeout=PATIENCE,
            trust_env=False,
            transport=transport,
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; the desk itself goes on."""
        self._http.close()

    def ask(self, question: str, **how: Unpack[How]) -> Answer:
        """Answer a question; see `Assistant.ask`."""
        return self._post(Answer, "/ask", question_body(question, how))

    def stream(self, question: str, **how: Unpack[How]) -> Iterator[Sentence | Answer]:
        """Yield each sentence of the answer, then the Answer itself; see `Assistant.stream`."""
        kinds: dict[str, Any] = {"sentence": Sentence, "answer": Answer}
        yield from self._stream("/ask/stream", question_body(question, how), kinds)

    def search(self, query: str, *, limit: int = 10, filters: Filters | None = None) -> list[Hit]:
        """Return the passages that match; see `Assistant.search`."""
        return self._get(list[Hit], "/search", {"q": query, "limit": limit, **narrowing(filters)})

    def summarize(self, article_id: str, *, words: int = 120) -> Answer:
        """Return a summary of an article of the library."""
        return self._post(Answer, "/summarize", {"article_id": article_id, "words": words})

    def summarize_set(self, filters: Filters, *, about: str = "", words: int = 120) -> Answer:
        """Return one summary of several articles; see `Assistant.summarize_set`."""
        return self._post(Answer, "/summarize", {"filters": narrowing(filters), "about": about, "words": words})

    def check(self, text: str, *, against: Sequence[str | Article] = (), filters: Filters | None = None) -> Proof:
        """Check a draft sentence by sentence; see `Assistant.check`."""
        return self._post(Proof, "/check", draft_body(text, against, filters))

    def checking(
        self,
        text: str,
        *,
        against: Sequence[str | Article] = (),
        filters: Filters | None = None,
        progress: OnProgress | None = None,
    ) -> Iterator[Claim | Aside | Proof]:
        """Yield each piece of a draft as soon as it is judged, then the Proof; see `Assistant.checking`."""
        kinds: dict[str, Any] = {"claim": Claim, "aside": Aside, "proof": Proof}
        yield from self._stream("/check/stream", draft_body(text, against, filters), kinds, progress)

    def quotes(
        self, *, speaker: str | None = None, about: str | None = None, filters: Filters | None = None
    ) -> list[Quote]:
        """Return who said what; see `Assistant.quotes`."""
        wanted = {name: value for name, value in (("speaker", speaker), ("about", about)) if value}
        return self._get(list[Quote], "/quotes", {**wanted, **narrowing(filters)})

    def stories(self, filters: Filters | None = None) -> list[Story]:
        """Return the articles grouped into stories."""
        return self._get(list[Story], "/stories", narrowing(filters))

    def brief(
        self,
        *,
        since: date | datetime | None = None,
        until: date | datetime | None = None,
        filters: Filters | None = None,
        words: int = 500,
    ) -> Briefing:
        """Write the briefing of a window; see `Assistant.brief`."""
        window = {name: value.isoformat() for name, value in (("since", since), ("until", until)) if value}
        return self._post(Briefing, "/brief", {**window, "filters": narrowing(filters), "words": words})

    def add(self, articles: Iterable[Article], *, progress: Any = None) -> list[Added]:
        """Send articles to the library, some at a time; each answered request is safe on the server's disk."""
        return list(self.adding(articles, progress=progress))

    def adding(self, articles: Iterable[Article], *, progress: Any = None) -> Iterator[Added]:
        """Send articles to the library, some at a time, and yield what became of each."""
        sent = 0
        for some in _requests(articles):
            for added in self._stream("/articles/stream", {"articles": some}, {"added": Added}):
                sent += 1
                if progress:
                    progress(Progress(sent, None, "adding articles"))
                yield added

    def take(self, url: str, *, given: Given | None = None, progress: Any = None) -> Report:
        """Let the server add what stands at an address; see `Assistant.take`."""
        known = given or Given()
        published = known.published.isoformat() if known.published else None
        stated = {"source": known.source, "published": published, "collections": known.collections}
        reports = self._stream("/sources/stream", {"url": url, **stated}, {"report": Report}, progress)
        report: Report | None = next(reports, None)
        if report is None:
            raise ModelError(f"The desk at {self.address} stopped before it had read {url[:200]}. Add it again.")
        return report

    def refresh(self, urls: Sequence[str] = (), *, progress: Any = None) -> Iterator[Report]:
        """Let the server read the followed feeds again; see `Assistant.refresh`."""
        yield from self._stream("/refresh/stream", {"urls": list(urls)}, {"report": Report}, progress)

    def feeds(self) -> list[Followed]:
        """Return the followed feeds."""
        return self._get(list[Followed], "/feeds", {})

    def unfollow(self, url: str) -> Followed:
        """Follow a feed no longer; its articles stay."""
        return self._checked(Followed, self._send("DELETE", "/feeds", params={"url": url}))

    def restore(self, article_id: str, line: int) -> Article:
        """Put a line that the cleaner left out back into an article."""
        return self._post(Article, f"/articles/{article_id}/restore", {"line": line})

    def revisions(self, article_id: str) -> list[Revision]:
        """Return the states of an article's text, oldest first."""
        return self._get(list[Revision], f"/articles/{article_id}/revisions", {})

    def demo(self, *, progress: Any = None) -> list[Added]:
        """Add the sample newsroom."""
        return self.add(samples.articles(), progress=progress)

    def articles(self, filters: Filters | None = None) -> list[Article]:
        """Return the articles, newest first."""
        return self._get(list[Article], "/articles", narrowing(filters))

    def article(self, article_id: str, revision: str | None = None) -> Article:
        """Return one article, or an earlier revision of it."""
        return self._get(Article, f"/articles/{article_id}", {"rev": revision} if revision else {})

    def remove(self, article_id: str) -> Article:
        """Remove an article with everything made from it."""
        return self._checked(Article, self._send("DELETE", f"/articles/{article_id}"))

    def _get(self, kind: type[Kind], path: str, query: dict[str, Any]) -> Kind:
        return self._checked(kind, self._send("GET", path, params=query))

    def _post(self, kind: type[Kind], path: str, body: dict[str, Any]) -> Kind:
        return self._checked(kind, self._send("POST", path, json=body))

    def _send(self, method: Literal["GET", "POST", "DELETE"], path: str, **given: Any) -> httpx.Response:
        try:
            return self._http.request(method, path, **given)
        except httpx.TransportError as error:
            raise self._silent(error) from None

    def _stream(
        self, path: str, body: dict[str, Any], kinds: dict[str, Any], progress: OnProgress | None = None
    ) -> Iterator[Any]:
        """Yield the values of a stream of server-sent events, each of the type that `kinds` gives its event's name."""
        try:
            with self._http.stream("POST", path, json=body) as response:
                if response.is_error:
                    response.read()
                _refuse(response)
                for event, value in _events(response.iter_lines()):
                    if event == "error":
                        said = json.loads(value)
                        raise KINDS.get(said.get("kind"), ModelError)(said["error"])
                    if event in kinds:
                        yield TypeAdapter(kinds[event]).validate_json(value)
                    elif event == "progress" and progress:
                        progress(TypeAdapter(Progress).validate_json(value))
        except httpx.TransportError as error:
            raise self._silent(error) from None

    def _silent(self, error: httpx.TransportError) -> ModelError:
        return ModelError(
            f"The desk at {self.address} does not answer ({type(error).__name__}). Is `briefing serve` running?"
        )

    def _checked(self, kind: type[Kind], response: httpx.Response) -> Kind:
        _refuse(response)
        return TypeAdapter(kind).validate_json(response.content)


def _refuse(response: httpx.Response) -> None:
    """Raise the server's own sentence as the error it was there."""
    if not response.is_error:
        return
    try:
        sentence = response.json()["error"]
    except (ValueError, KeyError, TypeError):
        sentence = f"The desk answered with status {response.status_code}."
    if response.status_code == NEEDS_KEY:
        sentence = f"The desk at {response.url.copy_with(path='/', query=None)} {ASKS_FOR_KEY}"
    raise ERRORS.get(response.status_code, BriefingError)(sentence)


def _events(lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Yield the name and the data of each event; what begins with a colon only says that the server is at work."""
    name = ""
    for line in lines:
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, value


def _requests(articles: Iterable[Article]) -> Iterator[list[dict[str, Any]]]:
    """Yield the articles as JSON, as many at a time as one request takes."""
    some: list[dict[str, Any]] = []
    letters = 0
    for article in articles:
        some.append(to_json(article))
        letters += sum(len(one.text) for one in article.paragraphs) + sum(len(one.text) for one in article.removed)
        if len(some) >= AT_ONCE or letters >= MOST_LETTERS:
            yield some
            some, letters = [], 0
    if some:
        yield some
