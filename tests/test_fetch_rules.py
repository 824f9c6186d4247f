"""Be a polite guest: robots.txt, pauses between requests, hosts in trouble."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from webhost import answer, serving

from index.errors import SourceError
from index.fetch import Fetcher, Limits


def test_what_has_not_changed_is_not_sent_again() -> None:
    def page(request: Any) -> None:
        known = request.headers.get("If-None-Match") == '"1"' and request.headers.get("If-Modified-Since") == "Mon"
        answer(request, status=304) if known else answer(request, b"<p>Late</p>")

    with serving({"/a": page}) as host, host.fetcher() as web:
        assert not web.get(host.url("/a")).not_modified
        found = web.get(host.url("/a"), etag='"1"', last_modified="Mon")
        assert found.not_modified and found.body == b""


def test_robots_are_obeyed() -> None:
    rules = "User-agent: *\nDisallow: /private\nCrawl-delay: 3"
    slept: list[float] = []
    with serving({"/robots.txt": ("text/plain", rules.encode()), "/a": "a", "/private/b": "b"}) as host:
        limits = Limits(allowed_hosts=(host.address,))
        with Fetcher(limits, clock=lambda: 100.0, sleep=slept.append) as web:
            web.get(host.url("/a"))
            web.get(host.url("/a"))
            with pytest.raises(SourceError, match=r"robots\.txt"):
                web.get(host.url("/private/b"))
        assert slept == [3.0]
        assert "/private/b" not in host.asked
        with host.fetcher(robots=False) as web:
            assert web.get(host.url("/private/b")).body == b"b"


def test_a_host_is_asked_no_more_often_than_it_likes() -> None:
    slept: list[float] = []

    def busy(request: Any) -> None:
        first = host.asked.count("/busy") == 1
        answer(request, b"ok", status=503 if first else 200, Retry_After="2")

    def later(request: Any) -> None:
        answer(request, status=429, Retry_After="600")

    with serving({"/a": "a", "/b": "b", "/busy": busy, "/later": later}) as host:
        limits = Limits(allowed_hosts=(host.address,), robots=False, seconds_between=1.0)
        with Fetcher(limits, clock=lambda: 50.0, sleep=slept.append) as web:
            web.get(host.url("/a"))
            web.get(host.url("/b"))
            assert slept == [1.0]
            assert web.get(host.url("/busy")).body == b"ok"
            assert 2.0 in slept
            with pytest.raises(SourceError, match="too often"):
                web.get(host.url("/later"))


def robots_of(rules: Any) -> Any:
    return serving({"/robots.txt": rules, "/a": "a", "/private/b": "b"})


@pytest.mark.parametrize(
    ("rules", "read"),
    [
        ("User-agent: BriefingDesk\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: BriefingDesk\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: BriefingDeskette\nDisallow: /", True),
        ("\ufeffuser agent *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /a\n" + "# long\n" * 100_000, False),
        ("".join(f"User-agent: u{number}\n" for number in range(15_000)) + "Disallow: /a\n" * 15_000, True),
    ],
    ids=["ours", "ours allows", "another", "loosely written", "too long", "made to hurt"],
)
def test_the_rules_for_this_program_count(rules: str, read: bool) -> None:
    with robots_of(("text/plain", rules.encode())) as host, host.fetcher() as web:
        if read:
            assert web.get(host.url("/a")).body == b"a"
        else:
            with pytest.raises(SourceError, match=r"robots\.txt"):
                web.get(host.url("/a"))


def test_rules_are_followed_where_they_moved() -> None:
    with robots_of(lambda request: answer(request, status=301, Location="/rules")) as host, host.fetcher() as web:
        host.pages["/rules"] = ("text/plain", b"User-agent: *\nDisallow: /private")
        assert web.get(host.url("/a")).body == b"a"
        with pytest.raises(SourceError, match=r"robots\.txt"):
            web.get(host.url("/private/b"))


def test_a_host_in_trouble_is_left_alone_for_a_minute_and_rules_hold_a_day() -> None:
    now = [0.0]
    with robots_of(lambda request: answer(request, status=500)) as host:
        limits = Limits(allowed_hosts=(host.address,), seconds_between=0)
        with Fetcher(limits, clock=lambda: now[0]) as web:
            for _ in range(2):
                with pytest.raises(SourceError, match="in trouble"):
                    web.get(host.url("/a"))
            assert host.asked == ["/robots.txt"]
            host.pages["/robots.txt"] = None
            for later in (61, 80_000, 90_000):
                now[0] = later
                web.get(host.url("/a"))
            assert host.asked == ["/robots.txt"] * 2 + ["/a", "/a", "/robots.txt", "/a"]


def test_a_polite_pause_is_not_counted_as_the_host_being_slow() -> None:
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    with serving({"/a": "a"}) as host:
        limits = Limits(allowed_hosts=(host.address,), robots=False, seconds=1.0, seconds_between=5.0)
        with Fetcher(limits, clock=lambda: now[0], sleep=sleep) as web:
            assert [web.get(host.url("/a")).body for _ in range(2)] == [b"a", b"a"]
    assert now == [5.0]


def test_threads_take_turns() -> None:
    slept: list[float] = []
    with serving({"/a": "a"}) as host:
        limits = Limits(allowed_hosts=(host.address,), robots=False, seconds_between=1.0)
        with Fetcher(limits, clock=lambda: 10.0, sleep=slept.append) as web:
            threads = [threading.Thread(target=web.get, args=(host.url("/a"),)) for _ in range(4)]
            for one in threads:
                one.start()
            for one in threads:
                one.join()
    assert sorted(slept) == [1.0, 2.0, 3.0] and host.asked == ["/a"] * 4
