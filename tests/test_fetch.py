"""Get pages safely: real HTTP on this machine, hostile names, redirects, bodies and rules."""

from __future__ import annotations

import gzip
import socket
import time
from typing import Any

import pytest
from webhost import answer, serving

from index.errors import SourceError
from index.fetch import Fetcher, Limits

PUBLIC = "93.184.215.14"


def names(**hosts: list[str]) -> Any:
    """Return a resolver that knows these names alone, and counts how often it was asked."""
    asked: list[str] = []

    def resolve(host: str, port: int, **rest: Any) -> list[Any]:
        asked.append(host)
        if host.replace(".", "_") in hosts:
            return [(0, 0, 0, "", (one, port)) for one in hosts[host.replace(".", "_")]]
        return socket.getaddrinfo(host, port, **rest)

    resolve.asked = asked  # type: ignore[attr-defined]
    return resolve


def test_a_page_is_read_with_what_its_host_says() -> None:
    def page(request: Any) -> None:
        answer(request, b"<p>Late</p>", media='Text/HTML; charset="UTF-8"', ETag='"1"', Last_Modified="Mon")

    with serving({"/a": page}) as host, host.fetcher() as web:
        found = web.get(host.url("/a?x=1#top".replace("?x=1", "")))
        assert (found.body, found.media_type, found.charset) == (b"<p>Late</p>", "text/html", "utf-8")
        assert (found.etag, found.last_modified, found.moved) == ('"1"', "Mon", None)
        assert host.asked == ["/robots.txt", "/a"]
        assert host.headers[1]["user-agent"].startswith("BriefingDesk/")
        assert host.headers[1]["host"] == host.address
        web.get(host.url("/a"))
        assert host.asked.count("/robots.txt") == 1


def test_what_has_not_changed_is_not_sent_again() -> None:
    def page(request: Any) -> None:
        known = request.headers.get("If-None-Match") == '"1"' and request.headers.get("If-Modified-Since") == "Mon"
        answer(request, status=304) if known else answer(request, b"<p>Late</p>")

    with serving({"/a": page}) as host, host.fetcher() as web:
        assert not web.get(host.url("/a")).not_modified
        found = web.get(host.url("/a"), etag='"1"', last_modified="Mon")
        assert found.not_modified and found.body == b""


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.7/",
        "http://[fd00::1]/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://mixed.example/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    with Fetcher(resolve=names(mixed_example=[PUBLIC, "10.0.0.7"])) as web, pytest.raises(SourceError) as refused:
        web.get(url)
    assert "private network" in str(refused.value) or "no server has the name" in str(refused.value)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///etc/passwd", "not a web address"),
        ("ftp://news.example/a", "not a web address"),
        ("http:///a", "not a web address"),
        ("http://[::1", "not a web address"),
        ("https://ada:secret@news.example/", "a name or a password"),
        ("http://news.example:8080/", "names port 8080"),
        ("http://news.example:99999/", "not a web address"),
    ],
)
def test_other_addresses_are_refused(url: str, said: str) -> None:
    with Fetcher(resolve=names(news_example=[PUBLIC])) as web, pytest.raises(SourceError, match=said) as refused:
        web.get(url)
    assert "secret" not in str(refused.value) and len(str(refused.value)) < 400


def test_the_checked_address_is_the_one_connected_to() -> None:
    # A name that leads to a public address when it is checked, and would lead home a moment later.
    answers = iter([["127.0.0.1"], [PUBLIC]])

    def resolve(host: str, port: int, **rest: Any) -> list[Any]:
        return [(0, 0, 0, "", (one, port)) for one in next(answers)]

    with serving({"/a": "<p>Late</p>"}) as host:
        port = host.address.rpartition(":")[2]
        limits = Limits(allowed_hosts=(f"wiki.corp:{port}",), robots=False, seconds_between=0)
        with Fetcher(limits, resolve=resolve) as web:
            assert web.get(f"http://wiki.corp:{port}/a").body == b"<p>Late</p>"
        assert host.headers[0]["host"] == f"wiki.corp:{port}"


@pytest.mark.parametrize("allowed", ["wiki.corp", "*.corp", "WIKI.corp:PORT"])
def test_named_private_hosts_may_be_read(allowed: str) -> None:
    with serving({"/a": "<p>Late</p>"}) as host:
        port = host.address.rpartition(":")[2]
        limits = Limits(allowed_hosts=(allowed.replace("PORT", port),), seconds_between=0)
        with Fetcher(limits, resolve=names(wiki_corp=["127.0.0.1"])) as web:
            assert web.get(f"http://wiki.corp:{port}/a").body
            with pytest.raises(SourceError, match="port"):
                web.get(f"http://wiki.example:{port}/a")


def test_redirects_are_followed_and_checked() -> None:
    def to(where: str, status: int = 302) -> Any:
        return lambda request: answer(request, status=status, Location=where)

    pages = {
        "/a": "<p>Late</p>",
        "/moved": to("/a", 301),
        "/twice": to("/moved", 308),
        "/for-now": to("/moved"),
        "/round": to("/round"),
        "/home": to("http://169.254.169.254/latest"),
        "/file": to("file:///etc/passwd"),
    }
    with serving(pages) as host, host.fetcher() as web:
        assert web.get(host.url("/twice")).moved == host.url("/a")
        found = web.get(host.url("/for-now"))
        assert (found.url, found.moved) == (host.url("/a"), None)
        for path, said in (("/round", "without end"), ("/home", "private network"), ("/file", "not a web address")):
            with pytest.raises(SourceError, match=said):
                web.get(host.url(path))


@pytest.mark.parametrize(("status", "said"), [(404, "not there"), (410, "gone"), (403, "refuses"), (500, "error")])
def test_refusals_are_sentences(status: int, said: str) -> None:
    pages = {"/a": lambda request: answer(request, status=status)}
    with serving(pages) as host, host.fetcher() as web, pytest.raises(SourceError, match=said):
        web.get(host.url("/a"))


def test_too_much_is_refused_before_it_is_in_memory() -> None:
    bomb = gzip.compress(b"a" * 20_000_000)

    def packed(request: Any) -> None:
        answer(request, bomb, Content_Encoding="gzip")

    pages = {"/bomb": packed, "/long": "a" * 200_000, "/picture": ("image/png", b"png")}
    with serving(pages) as host, host.fetcher(max_bytes=100_000) as web:
        for path, said in (("/bomb", "more than 0.1 MB"), ("/long", "more than 0.1 MB"), ("/picture", "no text")):
            with pytest.raises(SourceError, match=said):
                web.get(host.url(path))


def test_a_body_that_drips_is_given_up() -> None:
    def drip(request: Any) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        try:
            for _ in range(100):
                request.wfile.write(b"a")
                request.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    with serving({"/a": drip}) as host, host.fetcher(seconds=0.3, robots=False) as web:
        start = time.monotonic()
        with pytest.raises(SourceError, match="takes more than"):
            web.get(host.url("/a"))
        assert time.monotonic() - start < 3


def test_broken_answers_are_sentences() -> None:
    def garbage(request: Any) -> None:
        request.wfile.write(b"\x00\x01 what?\r\n\r\n")

    def short(request: Any) -> None:
        answer(request, b"", Content_Length="500")

    with serving({"/garbage": garbage, "/short": short}) as host, host.fetcher(robots=False) as web:
        for path in ("/garbage", "/short"):
            with pytest.raises(SourceError, match="broken way"):
                web.get(host.url(path))
    with host.fetcher(robots=False) as web, pytest.raises(SourceError, match="does not answer"):
        web.get(host.url("/gone"))


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
