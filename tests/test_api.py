"""The REST routes: the core's own types, one sentence for every failure, pages that need no script."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from fakes import FakeAssistant
from fictional import bridge, make_article
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from briefing.types import Answer, Briefing, Judgement, Proof, Quote, Sentence, Story, Turn
from briefing.web.faults import BROKEN
from index.follow import Followed, Report
from index.read import to_json
from index.types import Article, Filters, Hit, Removed, Revision


def read(kind: Any, answer: Any) -> Any:
    """Return the answer as the core's own type: the JSON is that type's, both ways."""
    assert answer.status_code in (200, 201), answer.text
    return TypeAdapter(kind).validate_json(answer.content)


def test_articles_are_listed_shown_and_removed(rest: TestClient) -> None:
    assert read(list[Article], rest.get("/api/v1/articles")) == [bridge()]
    assert read(Article, rest.get(f"/api/v1/articles/{bridge().id}?rev={bridge().revision}")) == bridge()
    assert read(Article, rest.delete(f"/api/v1/articles/{bridge().id}")) == bridge()
    assert rest.get(f"/api/v1/articles/{bridge().id}").status_code == 404


def test_pasted_text_is_added(rest: TestClient) -> None:
    text = (
        "Ferry doubles its crossings\n\nThe ferry company Aldine will run every 20 minutes from Friday, its owner said."
    )
    body = {"text": text, "source": "Harbour Daily", "published": "2026-03-04", "collection": "transport"}
    added = rest.post("/api/v1/articles", json=body)
    assert added.status_code == 201
    assert added.json()[0]["status"] == "added"
    assert added.json()[0]["article"]["source"] == "Harbour Daily"
    assert added.json()[0]["article"]["published"] == "2026-03-04"
    (titled,) = rest.post("/api/v1/articles", json={**body, "text": text[29:], "title": "Every 20 minutes."}).json()
    assert titled["article"]["title"] == "Every 20 minutes."
    assert [one["text"] for one in titled["article"]["paragraphs"]] == [text[29:]]


def test_ask_answers_with_citations(rest: TestClient) -> None:
    answer = read(Answer, rest.post("/api/v1/ask", json={"question": "How many cracks?"}))
    assert answer.outcome == "answered"
    assert answer.sentences[0].citations[0].link.startswith(f"/articles/{bridge().id}?rev=")


def test_history_and_filters_reach_the_core(rest: TestClient, fake: FakeAssistant) -> None:
    turn = {"question": "Who closed it?", "read_as": None, "article_ids": ["a"], "answer": "The county."}
    body = {"question": "cracks", "history": [turn], "filters": {"since": "2026-03-01", "sources": ["The Tarn Post"]}}
    read(Answer, rest.post("/api/v1/ask", json=body))
    question, history, filters = fake.asked[-1]
    assert (question, list(history)) == ("cracks", [Turn("Who closed it?", None, ("a",), "The county.")])
    assert isinstance(filters, Filters) and filters.sources == ("The Tarn Post",)
    assert str(filters.since) == "2026-03-01"


def test_ask_streams_sentences_and_then_the_answer(rest: TestClient) -> None:
    answer = rest.post("/api/v1/ask/stream", json={"question": "How many cracks?"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [dict(line.split(": ", 1) for line in block.split("\n")) for block in answer.text.strip().split("\n\n")]
    assert [one["event"] for one in events] == ["sentence", "answer"]
    sentence = TypeAdapter(Sentence).validate_json(events[0]["data"])
    assert TypeAdapter(Answer).validate_json(events[-1]["data"]).sentences == (sentence,)


def test_a_stream_that_fails_says_so_in_an_event(rest: TestClient) -> None:
    answer = rest.post("/api/v1/ask/stream", json={"question": "x" * 2000})
    event, data = answer.text.strip().split("\n")
    assert event == "event: error" and "1,000 characters" in json.loads(data.removeprefix("data: "))["error"]


def test_a_fault_of_ours_in_a_stream_is_an_event_with_a_sentence(
    rest: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(FakeAssistant, "_evidence", lambda *_: {}["no such key"])
    answer = rest.post("/api/v1/ask/stream", json={"question": "How many cracks?"})
    event, data = answer.text.strip().split("\n")
    assert event == "event: error" and json.loads(data.removeprefix("data: "))["error"] == BROKEN
    assert any(one.exc_info for one in caplog.records)


def test_search_quotes_stories_and_summaries(rest: TestClient) -> None:
    assert read(list[Hit], rest.get("/api/v1/search", params={"q": "ferry", "limit": 1}))[0].article == bridge()
    assert read(list[Quote], rest.get("/api/v1/quotes", params={"speaker": "Holt"}))[0].speaker == "Ines Holt"
    assert read(list[Story], rest.get("/api/v1/stories"))[0].headline == bridge().title
    assert read(Answer, rest.post("/api/v1/summarize", json={"article_id": bridge().id})).outcome == "answered"
    text = "A headline\n\nThe ferry company Aldine will run every 20 minutes from Friday, its owner Mara Quill said."
    assert read(Answer, rest.post("/api/v1/summarize", json={"text": text})).sentences


def test_a_draft_is_checked_at_once_and_as_a_stream(rest: TestClient) -> None:
    body = {
        "text": "Dear all,\n\nRepairs are expected to take nine months. A circus bought the opera house of Quarlow."
    }
    proof = read(Proof, rest.post("/api/v1/check", json=body))
    assert [one.verdict for one in proof.claims] == ["supported", "not_found"]
    assert read(Proof, rest.post("/api/v1/check", json=body | {"against": [bridge().id]})) == proof
    outside = to_json(make_article("The opera house of Quarlow was bought by a circus.", title="Sold"))
    other = read(Proof, rest.post("/api/v1/check", json=body | {"articles": [outside]}))
    assert [one.verdict for one in other.claims] == ["not_found", "supported"]
    answer = rest.post("/api/v1/check/stream", json=body)
    events = [dict(line.split(": ", 1) for line in block.split("\n")) for block in answer.text.strip().split("\n\n")]
    assert [one["event"] for one in events] == ["aside", "progress", "claim", "progress", "claim", "proof"]
    assert TypeAdapter(Proof).validate_json(events[-1]["data"]) == proof


def test_a_claim_is_judged_by_its_paragraphs_alone(rest: TestClient) -> None:
    body = {
        "claim": "The bridge has 14 cracks.",
        "paragraphs": ["It rained in Osk.", "Engineers say the bridge has 14 cracks."],
    }
    found = read(Judgement, rest.post("/api/v1/judge", json=body))
    assert found.evidence == (1, 0) and found.support in ("quoted", "supported")
    assert rest.post("/api/v1/judge", json={"claim": "x", "paragraphs": "y"}).status_code == 400


def test_a_briefing_is_written_listed_and_rendered(rest: TestClient) -> None:
    made = read(Briefing, rest.post("/api/v1/brief", json={"since": "2026-03-01", "words": 200}))
    assert read(list[Briefing], rest.get("/api/v1/briefings")) == [made]
    assert read(Briefing, rest.get(f"/api/v1/briefings/{made.id}")) == made
    markdown = rest.get(f"/api/v1/briefings/{made.id}?format=md")
    assert markdown.headers["content-type"].startswith("text/markdown") and "Briefing" in markdown.text
    page = rest.get(f"/api/v1/briefings/{made.id}?format=html")
    assert page.headers["content-type"].startswith("text/html")


def test_an_empty_library_answers_kindly(rest: TestClient, fake: FakeAssistant) -> None:
    fake.kept.clear()
    assert read(Answer, rest.post("/api/v1/ask", json={"question": "Who?"})).outcome == "not_found"
    assert rest.post("/api/v1/brief", json={}).status_code == 404
    assert read(list[Article], rest.get("/api/v1/articles")) == []


@pytest.mark.parametrize(("path", "up"), [("/nowhere", './"'), ("/no/where/at/all", '../../../"')])
def test_a_person_who_is_lost_gets_a_page_and_a_program_one_sentence(rest: TestClient, path: str, up: str) -> None:
    page = rest.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 404 and "<h1>" in page.text and f'href="{up}' in page.text
    assert rest.get(path).json() == {"error": "There is nothing at this address."}
    assert rest.get("/api/v1/nowhere", headers={"Accept": "text/html"}).json()["error"]
    assert "briefing articles" not in rest.get("/api/v1/articles/nowhere").json()["error"]


def test_an_article_has_a_permanent_page(fake: FakeAssistant, rest: TestClient) -> None:
    hostile = make_article(
        "First <script>alert(1)</script> paragraph.",
        "A ferry on the Tarn.",
        title='A "title" <img src=x onerror=alert(1)>',
        source="<b>Post</b>",
        kinds={1: "caption"},
        url="javascript:alert(1)",
    )
    hostile = replace(hostile, removed=(Removed(3, "<i>READ MORE</i>", "promotion"),), language='en"><script>')
    fake.add([hostile])
    page = rest.get(f"/articles/{hostile.id}?rev={hostile.revision}", headers={"Accept": "text/html"})
    anchor = hostile.paragraphs[0].id.rpartition(".")[2]
    assert page.status_code == 200 and f'id="p-{anchor}"' in page.text
    assert "<script" not in page.text and "<img" not in page.text and "<b>Post" not in page.text
    assert "javascript:" not in page.text
    assert "1 line left out" in page.text
    assert "'unsafe-eval'" not in page.headers["content-security-policy"]


def test_a_missing_article_is_a_page_for_people_and_json_for_programs(rest: TestClient) -> None:
    page = rest.get("/articles/nowhere", headers={"Accept": "text/html"})
    assert page.status_code == 404 and "<h1>" in page.text and "nowhere" in page.text
    assert rest.get("/articles/nowhere", headers={"Accept": "*/*"}).json()["error"]


def test_addresses_feeds_and_left_out_lines_over_rest(rest: TestClient, fake: FakeAssistant) -> None:
    feed = "https://post.example/feed"
    report = read(Report, rest.post("/api/v1/sources", json={"url": feed, "collections": ["Harbour"]}))
    assert (report.title, report.count("unchanged")) == ("The Tarn Post", 1)
    assert [one.url for one in read(list[Followed], rest.get("/api/v1/feeds"))] == [feed]
    assert read(list[Report], rest.post("/api/v1/refresh", json={}))[0].unchanged == 3
    assert read(Followed, rest.delete("/api/v1/feeds", params={"url": feed})).url == feed
    assert rest.delete("/api/v1/feeds", params={"url": feed}).status_code == 404
    gone = rest.post("/api/v1/sources", json={"url": "https://post.example/gone"})
    assert gone.status_code == 422 and "not there" in gone.json()["error"]
    fake.add([replace(bridge(), removed=(Removed(3, "READ MORE", "link", 1),))])
    address = f"/api/v1/articles/{bridge().id}"
    restored = read(Article, rest.post(f"{address}/restore", json={"line": 3}))
    assert restored.paragraphs[1].text == "READ MORE"
    assert rest.post(f"{address}/restore", json={"line": 3}).status_code == 404
    assert read(list[Revision], rest.get(f"{address}/revisions"))[0].revision == restored.revision


def test_the_address_of_a_request_is_that_of_one_article(rest: TestClient) -> None:
    texts = [
        f"The ferry company Aldine will run {count} times a day from Friday, its owner said." for count in (20, 30)
    ]
    body = {"articles": [{"title": "Ferry", "text": one} for one in texts], "url": "https://post.example/ferry"}
    several = rest.post("/api/v1/articles", json=body).json()
    assert [one["article"]["url"] for one in several] == [None, None]
    (alone,) = rest.post("/api/v1/articles", json={**body, "articles": body["articles"][:1]}).json()
    assert alone["article"]["url"] == body["url"]
