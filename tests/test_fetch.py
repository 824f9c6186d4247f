"""Get pages safely: real HTTP on this machine, private addresses, redirects, certificates."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
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


def test_no_cookie_is_kept() -> None:
    pages = {"/a": lambda request: answer(request, status=302, Location="/b", Set_Cookie="who=ada"), "/b": "b"}
    with serving(pages) as host, host.fetcher(robots=False) as web:
        web.get(host.url("/a"))
        assert len(host.headers) == 2 and not any("cookie" in one for one in host.headers)


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
