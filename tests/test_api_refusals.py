"""What the REST API refuses: with which status, and in one sentence."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import FakeAssistant
from starlette.testclient import TestClient

from index.errors import LibraryLockedError, ModelError


@pytest.mark.parametrize("path", ["/api/v1/check", "/api/v1/check/stream"])
def test_a_draft_that_says_nothing_or_an_unknown_article_is_one_sentence(rest: TestClient, path: str) -> None:
    for body, words in (
        ({"text": "Dear all,"}, "no sentence to check"),
        ({"text": "It rained.", "against": ["x"]}, "x"),
    ):
        answer = rest.post(path, json=body)
        assert words in answer.text and ("event: error" in answer.text or answer.status_code in (400, 404))


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "words"),
    [
        ("POST", "/ask", {"question": "x" * 2000}, 400, "1,000 characters"),
        ("POST", "/ask", {"question": " "}, 400, "no question"),
        ("POST", "/ask", {}, 400, "question"),
        ("POST", "/ask", {"question": 3}, 400, "question"),
        ("POST", "/ask", {"question": "x", "filter": {}}, 400, "no such field"),
        ("POST", "/ask", {"question": "x", "filters": {"source": "y"}}, 400, "filters.source"),
        ("POST", "/ask", {"question": "x", "filters": {"since": "last week"}}, 400, "not a date"),
        ("POST", "/brief", {"since": "2026-13-45"}, 400, "not a date"),
        ("POST", "/articles", {}, 400, "nothing to add"),
        ("POST", "/articles", {"text": "  "}, 400, "nothing to add"),
        ("POST", "/summarize", {}, 400, "nothing to summarise"),
        ("GET", "/articles?since=soon", None, 400, "not a date"),
        ("GET", "/articles?sorted=yes", None, 400, "no such field"),
        ("GET", "/search", None, 400, "q"),
        ("GET", "/articles/nowhere", None, 404, "nowhere"),
        ("DELETE", "/articles/nowhere", None, 404, "nowhere"),
        ("GET", "/briefings/nowhere", None, 404, "nowhere"),
        ("GET", "/nowhere", None, 404, "nothing at this address"),
        ("PUT", "/ask", {}, 404, "nothing at this address"),
    ],
)
def test_every_failure_is_one_sentence(
    rest: TestClient, method: str, path: str, body: Any, status: int, words: str
) -> None:
    answer = rest.request(method, f"/api/v1{path}", json=body)
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]
    assert words in answer.json()["error"] and "\n" not in answer.json()["error"]


NARROWED = [
    ("POST", "/ask", {"question": "How many cracks?", "filters": {"sources": ["The Tarn Pots"]}}),
    ("POST", "/ask/stream", {"question": "How many cracks?", "filters": {"sources": ["The Tarn Pots"]}}),
    ("GET", "/search?q=cracks&sources=The+Tarn+Pots", None),
    ("GET", "/articles?sources=The+Tarn+Pots", None),
    ("GET", "/quotes?sources=The+Tarn+Pots", None),
    ("GET", "/stories?sources=The+Tarn+Post&sources=The+Tarn+Pots", None),
    ("POST", "/brief", {"filters": {"sources": ["The Tarn Pots"]}}),
    ("POST", "/summarize", {"about": "cracks", "filters": {"sources": ["The Tarn Pots"]}}),
    ("POST", "/check", {"text": "The bridge has cracks.", "filters": {"sources": ["The Tarn Pots"]}}),
]


@pytest.mark.parametrize(("method", "path", "body"), NARROWED)
def test_an_outlet_that_the_library_has_not_is_refused_as_at_the_terminal(
    rest: TestClient, method: str, path: str, body: Any
) -> None:
    answer = rest.request(method, f"/api/v1{path}", json=body)
    told = "The library has no outlet “The Tarn Pots”; did you mean “The Tarn Post”?"
    assert (answer.status_code, answer.json()) == (400, {"error": told})


def test_a_collection_that_the_library_has_not_is_refused(rest: TestClient) -> None:
    answer = rest.post("/api/v1/ask", json={"question": "How many cracks?", "filters": {"collections": ["dams"]}})
    told = "The library has no collection “dams”, and no other; leave it out."
    assert (answer.status_code, answer.json()) == (400, {"error": told})


def test_broken_json_is_explained(rest: TestClient) -> None:
    answer = rest.post("/api/v1/ask", content=b"{question: why}", headers={"Content-Type": "application/json"})
    assert answer.status_code == 400 and "JSON" in answer.json()["error"]


@pytest.mark.parametrize(
    ("error", "status"),
    [(LibraryLockedError("Locked by 42."), 423), (ModelError("No model."), 503), (RuntimeError("secret path"), 500)],
)
def test_failures_below_keep_their_status(
    rest: TestClient, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def fail(*given: Any, **named: Any) -> Any:
        raise error

    monkeypatch.setattr(fake, "articles", fail)
    answer = rest.get("/api/v1/articles")
    assert answer.status_code == status
    assert "secret" not in answer.text and "Traceback" not in answer.text


def test_half_a_pair_of_characters_is_replaced_before_anything_reads_it(rest: TestClient, fake: FakeAssistant) -> None:
    body = b'{"claim": "The bridge \\ud800 closes.", "paragraphs": ["The bridge closes. \\udfff"]}'
    answer = rest.post("/api/v1/judge", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 200, answer.text


def test_a_body_that_cannot_be_read_is_told_the_next_step(rest: TestClient) -> None:
    answer = rest.post("/sign-in", content=b"x", headers={"Content-Type": "multipart/form-data"})
    assert answer.status_code == 400 and "/api/openapi.json" in answer.json()["error"]
