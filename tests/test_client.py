"""A desk that another process serves: the same values and failures as the desk itself, over REST."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from threading import Thread
from typing import Any

import httpx
import pytest
import uvicorn
from fakes import FakeAssistant
from fictional import make_article
from starlette.testclient import TestClient

from briefing.client import Client
from briefing.desk import take_all
from briefing.types import Aside, Claim, Proof
from briefing.web import address_of, listen
from index.errors import BriefingError, InputError, ModelError, NotFoundError, SourceError
from index.follow import Report
from index.library import Progress
from index.read import Given


@pytest.fixture
def client(stand_in: tuple[FakeAssistant, TestClient], fake: FakeAssistant) -> Iterator[Client]:
    """Give a client of the desk, served over real HTTP."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(stand_in[1].app, log_level="error", lifespan="off"))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        with Client(address_of(listener)) as made:
            yield made
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def test_a_bad_source_stops_no_other_through_a_served_desk(client: Client) -> None:
    faults: list[SourceError] = []
    addresses = [(f"https://post.example/{name}", Given()) for name in ("gone", "feed")]
    (report,) = take_all(client, addresses, faults, None)
    assert (report.url, [type(one) for one in faults]) == (addresses[1][0], [SourceError])
    assert "not there" in str(faults[0])
    with pytest.raises(NotFoundError):
        client.unfollow("https://post.example/other")
    with pytest.raises(InputError, match="1,000 characters"):
        list(client.stream("x" * 2000))


def test_a_draft_is_checked_through_a_served_desk(client: Client) -> None:
    text = "Dear all,\n\nRepairs are expected to take nine months."
    told: list[Progress] = []
    seen = list(client.checking(text, progress=told.append))
    assert [type(one) for one in seen] == [Aside, Claim, Proof] and [one.done for one in told] == [1]
    assert client.check(text) == seen[-1]
    other = make_article("The opera house of Quarlow was bought by a circus.", title="Sold")
    assert client.check(text, against=[other]).not_found == 1
    with pytest.raises(InputError, match="no sentence to check"):
        client.check("Dear all,")


def test_long_work_of_a_served_desk_shows_that_it_goes_on(
    client: Client, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client gives up on a silent desk after a second here, and the work takes two."""
    monkeypatch.setattr("briefing.web.api_sources.SILENCE", 0.02)
    client._http.timeout = httpx.Timeout(1.0)
    reports = [Report(f"https://post.example/{name}", name) for name in "ab"]

    def refresh(urls: Sequence[str] = (), *, progress: Any = None) -> Iterator[Report]:
        for number, report in enumerate(reports, start=1):
            time.sleep(2.0 if number == 1 else 0.0)
            progress(Progress(number, 2, "reading feeds"))
            yield report
        raise ModelError("The model is missing.")

    monkeypatch.setattr(fake, "refresh", refresh)
    seen: list[Progress] = []
    found = client.refresh(progress=seen.append)
    assert [next(found), next(found)] == reports
    with pytest.raises(ModelError, match="model is missing"):
        next(found)
    assert seen == [Progress(1, 2, "reading feeds"), Progress(2, 2, "reading feeds")]


def test_a_fault_in_long_work_tells_nothing_of_the_server(
    client: Client, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def take(url: str, **given: Any) -> Report:
        raise RuntimeError("secret path")

    monkeypatch.setattr(fake, "take", take)
    with pytest.raises(BriefingError, match="Something went wrong"):
        client.take("https://post.example/feed")
    assert "secret path" in caplog.text


def test_articles_are_sent_some_at_a_time_and_told_one_by_one(client: Client, fake: FakeAssistant) -> None:
    long = "The ferry company Aldine will run every 20 minutes from Friday, its owner Mara Quill said. " * 12_000
    texts = [f"Ferry {number} ran on Friday." for number in range(25)] + [long, long + "So it did.", long + "It was."]
    articles = [make_article(text, url=f"https://post.example/{n}") for n, text in enumerate(texts)]
    seen: list[Progress] = []
    added = client.add(articles, progress=seen.append)
    assert [one.article.url for one in added] == [one.url for one in articles]
    assert [one.done for one in seen] == list(range(1, 29)) and len(fake.kept) == 29
