"""Every request passes one guard: key, host, origin, size, Gradio's side doors, headers."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from fakes import FakeAssistant
from fictional import bridge
from starlette.testclient import TestClient

from briefing.settings import Settings
from briefing.web import listen, make_app
from briefing.web.auth import COOKIE, session_cookie
from briefing.web.pages import GUESS_SECONDS
from index.errors import InputError

KEY = "correct-horse-battery"
PORTAL = "https://portal.example"
HERE = "http://127.0.0.1:7860"


def client(**given: Any) -> TestClient:
    settings = Settings(**given)
    return TestClient(make_app(FakeAssistant([bridge()], settings), settings), base_url=HERE, follow_redirects=False)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def open_desk() -> Iterator[TestClient]:
    with client() as made:
        yield made


@pytest.fixture(scope="module")
def locked_desk() -> Iterator[TestClient]:
    with client(api_key=KEY, allowed_origins=PORTAL) as made:
        yield made


@pytest.mark.parametrize(
    "path", ["/api/v1/articles", "/", "/config", "/gradio_api/info", "/articles/x", "/api/openapi.json"]
)
def test_nothing_opens_without_the_key(locked_desk: TestClient, path: str) -> None:
    answer = locked_desk.get(path)
    assert answer.status_code == 401
    assert "key is needed" in answer.json()["error"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {KEY}"},
        {"X-API-Key": "wrong"},
        {"Cookie": f"{COOKIE}=9999999999.abc"},
        {"Cookie": f"{COOKIE}="},
        {"Cookie": f"{COOKIE}=²³.x"},
        {"Authorization": "Bearer"},
    ],
)
def test_a_wrong_key_is_refused(locked_desk: TestClient, headers: dict[str, str]) -> None:
    raw = {name: value.encode() for name, value in headers.items()}
    assert locked_desk.get("/api/v1/articles", headers=raw).status_code == 401


@pytest.mark.parametrize(
    "headers", [{"Authorization": f"Bearer {KEY}"}, {"authorization": f"bearer {KEY}"}, {"X-API-Key": KEY}]
)
def test_the_key_opens(locked_desk: TestClient, headers: dict[str, str]) -> None:
    assert locked_desk.get("/api/v1/articles", headers=headers).status_code == 200


def test_the_description_of_the_api_asks_for_the_key(locked_desk: TestClient) -> None:
    described = locked_desk.get("/api/openapi.json", headers={"Authorization": f"Bearer {KEY}"}).json()
    assert {} not in described["security"] and {"bearer": []} in described["security"]
    assert described["paths"]["/healthz"]["get"]["security"] == []


def test_the_health_check_needs_no_key(locked_desk: TestClient) -> None:
    assert locked_desk.get("/healthz").json()["status"] == "ok"


def test_a_browser_is_sent_to_the_sign_in_and_back(locked_desk: TestClient) -> None:
    page = {"Accept": "text/html"}
    assert locked_desk.get("/", headers=page).headers["location"] == "sign-in"
    sent = locked_desk.get("/articles/abc", headers=page)
    assert (sent.status_code, sent.headers["location"]) == (303, "../sign-in?next=articles/abc")
    assert 'value="articles/abc"' in locked_desk.get("/sign-in?next=articles/abc").text
    assert "evil" not in locked_desk.get("/sign-in?next=//evil.example").text


def test_signing_in_trades_the_key_for_a_cookie(locked_desk: TestClient) -> None:
    answer = locked_desk.post("/sign-in", data={"key": KEY, "next": "https://evil.example"})
    cookie = answer.headers["set-cookie"]
    assert (answer.status_code, answer.headers["location"]) == (303, "./")
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and KEY not in cookie
    value = cookie.partition(";")[0]
    assert locked_desk.get("/api/v1/articles", headers={"Cookie": value}).status_code == 200
    locked_desk.cookies.clear()


def test_a_frame_of_another_site_gets_the_only_cookie_that_works_there(locked_desk: TestClient) -> None:
    answer = locked_desk.post("/sign-in", data={"key": KEY}, headers={"Sec-Fetch-Dest": "iframe"})
    assert "HttpOnly; Secure; SameSite=None; Partitioned" in answer.headers["set-cookie"]
    locked_desk.cookies.clear()


def test_a_wrong_key_stays_on_the_page_and_costs_time(locked_desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("briefing.web.pages.asyncio", SimpleNamespace(sleep=sleep))
    answer = locked_desk.post("/sign-in", data={"key": "wrong"})
    assert answer.status_code == 401 and "not the right one" in answer.text
    assert waited == [GUESS_SECONDS]


def test_a_session_ends_and_cannot_be_stretched(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(api_key=KEY)
    value = session_cookie(settings, framed=False, secure=False).partition(";")[0]
    stretched = re.sub(r"=(\d+)", lambda found: f"={int(found[1]) + 9999}", value)
    with client(api_key=KEY) as desk:
        assert desk.get("/api/v1/articles", headers={"Cookie": value}).status_code == 200
        assert desk.get("/api/v1/articles", headers={"Cookie": stretched}).status_code == 401
        now = time.time()
        monkeypatch.setattr("briefing.web.auth.time.time", lambda: now + 8 * 24 * 3600)
        assert desk.get("/api/v1/articles", headers={"Cookie": value}).status_code == 401


def test_another_key_ends_all_sessions() -> None:
    value = session_cookie(Settings(api_key="old"), framed=False, secure=True).partition(";")[0]
    with client(api_key=KEY) as desk:
        assert desk.get("/api/v1/articles", headers={"Cookie": value}).status_code == 401


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::"])
def test_no_listening_beyond_this_machine_without_a_key(host: str) -> None:
    with pytest.raises(InputError, match="BRIEFING_API_KEY"):
        client(host=host)
    with pytest.raises(InputError, match="BRIEFING_API_KEY"):
        client(host=host, api_key=" ")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:7860", 200),
        ("localhost:7860", 200),
        ("[::1]:7860", 200),
        ("briefing.localhost:7860", 200),
        ("evil.example", 421),
        ("evil.example:7860", 421),
        ("127.0.0.1.evil.example", 421),
        ("evil.example@127.0.0.1", 421),
        ("", 421),
    ],
)
def test_another_name_for_this_machine_is_refused(open_desk: TestClient, host: str, status: int) -> None:
    assert open_desk.get("/api/v1/articles", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": HERE}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:9999"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://behind-a-proxy.example"}, 200),
    ],
)
def test_another_sites_page_cannot_post(open_desk: TestClient, headers: dict[str, str], status: int) -> None:
    assert open_desk.post("/api/v1/ask", json={"question": "bridge"}, headers=headers).status_code == status


def test_an_allowed_origin_may_call_and_frame_and_no_other(locked_desk: TestClient) -> None:
    key = {"Authorization": f"Bearer {KEY}"}
    answer = locked_desk.post("/api/v1/ask", json={"question": "bridge"}, headers={**key, "Origin": PORTAL})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == PORTAL
    assert "access-control-allow-credentials" not in answer.headers
    assert f"frame-ancestors 'self' {PORTAL}" in answer.headers["content-security-policy"]
    stranger = locked_desk.get("/api/v1/articles", headers={**key, "Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in stranger.headers
    asked = {
        "Origin": PORTAL,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    assert locked_desk.options("/api/v1/ask", headers=asked).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=https://evil.example/x",
        "/gradio_api/file=http:/127.0.0.1/x",
        "/gradio_api/file=//evil.example/x",
        "/gradio_api/proxy=https://evil.example",
        "/gradio_api/deep_link",
        "/gradio_api/runs",
        "/gradio_api/vibe-code",
        "/gradio_api/mcp/sse",
        "/gradio_api/dev/reload",
        "/gradio_api/call/ui_ask",
        "/gradio_api/openapi.json",
        "/monitoring",
        "/docs",
        "/redoc",
        "/login",
        "/gradio_api/queue/status",
    ],
)
def test_gradios_side_doors_are_closed(open_desk: TestClient, path: str) -> None:
    assert open_desk.get(path).status_code == 404


def test_the_page_itself_is_served(open_desk: TestClient) -> None:
    page = open_desk.get("/")
    assert page.status_code == 200 and "Briefing Desk" in page.text
    assert open_desk.get("/config").json()["analytics_enabled"] is False


def test_headers(open_desk: TestClient) -> None:
    page = open_desk.get("/").headers
    assert "script-src 'self' 'unsafe-eval';" in page["content-security-policy"]
    assert "'unsafe-inline'" not in page["content-security-policy"].partition("style-src")[0]
    assert page["x-content-type-options"] == "nosniff"
    assert page["referrer-policy"] == "same-origin"
    assert "'unsafe-eval'" not in open_desk.get("/api/v1/articles").headers["content-security-policy"]
    assert open_desk.get("/api/v1/articles").headers["cache-control"] == "no-store"
    assert "immutable" in open_desk.get("/desk/desk.css?v=1").headers["cache-control"]
    assert open_desk.get("/desk/desk.css").headers["cache-control"] == "no-cache"


def test_a_large_body_is_refused_with_or_without_its_length() -> None:
    with client(max_source_mb=1) as desk:
        big = b'{"text": "' + b"x" * 3_000_000 + b'"}'
        kind = {"Content-Type": "application/json"}
        refused = desk.post("/api/v1/articles", content=big, headers=kind)
        assert refused.status_code == 413 and "1 MB" in refused.json()["error"]
        pieces = (big[at : at + 65536] for at in range(0, len(big), 65536))
        refused = desk.post("/api/v1/articles", content=pieces, headers=kind)
        assert refused.status_code == 413 and "1 MB" in refused.json()["error"]


def test_a_taken_port_is_named() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"127.0.0.1:{port}.*BRIEFING_PORT"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize("path", ["/healthz-and-more", "/sign-in/elsewhere"])
def test_what_only_begins_like_an_open_address_is_none(locked_desk: TestClient, path: str) -> None:
    assert locked_desk.get(path).json() == {"error": "There is nothing at this address."}
