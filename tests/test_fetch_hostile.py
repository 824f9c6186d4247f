"""Hosts that mean harm: bodies without end, drips, broken answers, headers nobody should send."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from webhost import answer, serving

from index.errors import SourceError


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
        with suppress(OSError):  # it drips until the reader has gone
            while True:
                request.wfile.write(b"a")
                request.wfile.flush()
                time.sleep(0.05)

    with (
        serving({"/a": drip}) as host,
        host.fetcher(seconds=0.3, robots=False) as web,
        pytest.raises(SourceError, match="takes more than"),
    ):
        web.get(host.url("/a"))


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


def sent(raw: bytes, *more: bytes) -> Callable[[Any], None]:
    """Return what answers with these bytes as they are, and goes on with the others a moment apart."""

    def send(request: Any) -> None:
        request.close_connection = True
        try:
            for part in (raw, *more):
                request.wfile.write(part)
                request.wfile.flush()
                if more:
                    time.sleep(0.05)
        except OSError:
            pass

    return send


EMPTY_BLOCK = b"\x00\x00\x00\xff\xff"
"""Deflate for nothing at all."""


@pytest.mark.parametrize(
    "page",
    [
        sent(b"HTTP/1.1 200 OK\r\nX-Long: ", *[b"a"] * 60),
        sent(b"", *[b"HTTP/1.1 102 Processing\r\n\r\n"] * 60),
        sent(
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10],
            *[EMPTY_BLOCK] * 60,
        ),
    ],
    ids=["headers", "please wait", "packed nothing"],
)
def test_no_part_of_an_answer_may_drip(page: Any) -> None:
    late = pytest.raises(SourceError, match="takes more than")
    with serving({"/a": page}) as host, host.fetcher(seconds=0.2, robots=False) as web, late:
        web.get(host.url("/a"))


def test_only_what_was_asked_for_is_unpacked() -> None:
    text = b"<p>Late</p>" * 20_000
    bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = {
        "gzip": gzip.compress(text),
        "deflate": zlib.compress(text),
        "Deflate": bare.compress(text) + bare.flush(),
        "gzip, gzip": gzip.compress(gzip.compress(text)),
        "br": b"\x0b\x05\x80Late\x03",
    }
    pages = {
        f"/{number}": lambda request, coding=coding, body=body: answer(request, body, Content_Encoding=coding)
        for number, (coding, body) in enumerate(packed.items())
    }
    pages["/cut"] = lambda request: answer(request, packed["gzip"][:-20], Content_Encoding="gzip")
    with serving(pages) as host, host.fetcher(robots=False) as web:
        assert [web.get(host.url(f"/{number}")).body for number in range(3)] == [text] * 3
        for path in ("/3", "/4", "/cut"):
            with pytest.raises(SourceError, match="broken way"):
                web.get(host.url(path))


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (302, {"Location": "http://[oops"}, "leads to an address"),
        (302, {"Location": "/a\x01b"}, "not a web address"),
        (302, {}, "error"),
        (304, {}, "error"),
        (503, {"Retry_After": "\xb2"}, "error"),
    ],
)
def test_hostile_headers_are_sentences(status: int, headers: dict[str, str], said: str) -> None:
    pages = {"/a": lambda request: answer(request, status=status, **headers)}
    with serving(pages) as host, host.fetcher(robots=False) as web, pytest.raises(SourceError, match=said):
        web.get(host.url("/a"))


def test_hostile_addresses_are_sentences() -> None:
    with serving({}) as host, host.fetcher(robots=False) as web:
        for path in ("/a\x01b", "/\ud800"):
            with pytest.raises(SourceError, match="not a web address"):
                web.get(host.url(path))
        with pytest.raises(SourceError) as missing:
            web.get(host.url("/a" * 300 + "?key=secret"))
        assert "secret" not in str(missing.value) and len(str(missing.value)) < 300


def test_a_mark_that_cannot_be_sent_back_is_left_out() -> None:
    pages = {"/a": lambda request: answer(request, b"a", media="text/html; Charset=UTF-8; x=y", ETag='"\xe9"')}
    with serving(pages) as host, host.fetcher(robots=False) as web:
        found = web.get(f" {host.url('/a')}\n", etag='"\u20ac"', last_modified="Mon\r\nX-Other: 1")
        assert (found.url, found.etag, found.charset) == (host.url("/a"), None, "utf-8")
        assert not {"if-none-match", "if-modified-since", "x-other"} & host.headers[0].keys()
