"""Get pages safely: real HTTP on this machine, hostile names, redirects, bodies and rules."""

from __future__ import annotations

import datetime
import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
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
        "http://compatible.example/",
        "http://site.example/",
        "http://translated.example/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    known = names(
        mixed_example=[PUBLIC, "10.0.0.7"],
        compatible_example=["::127.0.0.1"],
        site_example=["fec0::1"],
        translated_example=["64:ff9b:1::a00:7"],
    )
    with Fetcher(resolve=known) as web, pytest.raises(SourceError) as refused:
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


@pytest.mark.parametrize("allowed", ["wiki.corp:PORT", "*.corp:PORT", "WIKI.corp:PORT"])
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


def test_an_allowed_host_is_read_on_its_usual_ports_and_those_that_are_named() -> None:
    def nowhere(host: str, port: int, **rest: Any) -> list[Any]:
        raise socket.gaierror

    with Fetcher(Limits(allowed_hosts=("wiki.corp", "*.corp:3000")), resolve=nowhere) as web:
        for port, said in (
            (443, "no server"),
            (8000, "no server"),
            (8999, "no server"),
            (9200, "names port"),
            (22, "port"),
        ):
            with pytest.raises(SourceError, match=said):
                web.get(f"http://wiki.corp:{port}/")
        with pytest.raises(SourceError, match="no server"):
            web.get("http://wiki.corp:3000/")


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


def test_no_cookie_is_kept() -> None:
    pages = {"/a": lambda request: answer(request, status=302, Location="/b", Set_Cookie="who=ada"), "/b": "b"}
    with serving(pages) as host, host.fetcher(robots=False) as web:
        web.get(host.url("/a"))
        assert len(host.headers) == 2 and not any("cookie" in one for one in host.headers)


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


def test_five_redirects_are_followed_and_no_sixth() -> None:
    pages: dict[str, Any] = {
        f"/{number}": lambda request, to=number - 1: answer(request, status=302, Location=f"/{to}")
        for number in range(1, 7)
    }
    with serving({**pages, "/0": "a"}) as host, host.fetcher(robots=False) as web:
        assert web.get(host.url("/5")).url == host.url("/0")
        with pytest.raises(SourceError, match="without end"):
            web.get(host.url("/6"))


def test_the_next_address_of_a_name_is_tried() -> None:
    with serving({"/a": "a"}) as host:
        port = host.address.rpartition(":")[2]
        # Nothing listens on this machine's other addresses at that port.
        resolve = names(wiki_corp=["127.0.0.2", "127.0.0.1"])
        with Fetcher(Limits(allowed_hosts=(f"wiki.corp:{port}",), robots=False), resolve=resolve) as web:
            assert web.get(f"http://wiki.corp:{port}/a").body == b"a"


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


def test_proxies_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"/a": "a"}) as host, serving({}) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://{proxy.address}")
        with host.fetcher(robots=False) as web:
            assert web.get(host.url("/a")).body == b"a"
        assert proxy.asked == []


def certificate_for(name: str, folder: Path) -> tuple[Path, ssl.SSLContext]:
    """Write a certificate for a name; return its file, and what a server needs."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, today = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(private)
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return folder / "certificate.pem", server


def test_a_certificate_counts_for_its_own_name_alone(tmp_path: Path) -> None:
    trusted, context = certificate_for("one.corp", tmp_path)

    class Page(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer(self, b"a")

        def log_message(self, format: str, *args: Any) -> None:
            pass

    class Secure(HTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            pass

    server = Secure(("127.0.0.1", 0), Page)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    port = server.server_port
    known = names(one_corp=["127.0.0.1"], two_corp=["127.0.0.1"])
    limits = Limits(allowed_hosts=(f"*.corp:{port}",), robots=False, seconds_between=0)
    try:
        with Fetcher(limits, resolve=known) as web:
            with pytest.raises(SourceError, match="certificate"):
                web.get(f"https://one.corp:{port}/")
            assert web._tls
            web._tls.load_verify_locations(trusted)
            assert web.get(f"https://one.corp:{port}/").body == b"a"
            # The same address: a connection that was proven for one name must not answer for another.
            with pytest.raises(SourceError, match="certificate"):
                web.get(f"https://two.corp:{port}/")
    finally:
        server.shutdown()
        server.server_close()


def test_a_name_that_is_looked_up_for_long_is_not_waited_for() -> None:
    found = threading.Event()

    def resolve(host: str, port: int, **rest: Any) -> list[Any]:
        found.wait(20)
        return [(0, 0, 0, "", ("10.0.0.7", port))]

    try:
        limits = Limits(seconds=1, robots=False)
        with (
            Fetcher(limits, resolve=resolve) as web,
            pytest.raises(SourceError, match=r"its name was not found within 1 seconds\. Check your connection"),
        ):
            web.get("http://news.example/a")
    finally:
        found.set()
