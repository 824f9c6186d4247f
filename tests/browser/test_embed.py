"""A portal's page may frame the desk when its origin is allowed, and no other page may."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from browsing import CHIPS, OpenPage, ask, free_port, ready, running
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

KEY = "a-long-random-key"
QUESTION = "How many cracks were found in the bridge?"


@dataclass(frozen=True)
class Portals:
    """Hold the addresses: the desk, and a page that frames it under an allowed and under another name."""

    desk: str
    allowed: str
    stranger: str


@pytest.fixture(scope="module")
def portals() -> Iterator[Portals]:
    port, portal_port = free_port(), free_port()
    desk = f"http://desk.localhost:{port}"
    page = f'<!doctype html><title>Portal</title><iframe src="{desk}/" width="900" height="700"></iframe>'.encode()

    class Portal(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *given: object) -> None:
            pass

    allowed = f"http://portal.localhost:{portal_port}"
    server = ThreadingHTTPServer(("127.0.0.1", portal_port), Portal)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    command = [sys.executable, "tests/browser/slow_desk.py", str(port), "0", allowed, KEY]
    with running(command, port):
        yield Portals(desk, allowed, f"http://stranger.localhost:{portal_port}")
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_allowed_portal_frames_the_desk_and_signs_in(open_page: OpenPage, portals: Portals) -> None:
    page = open_page(portals.allowed)
    frame = page.frame_locator("iframe")
    frame.locator("#key").fill("wrong")
    frame.locator("button").click()
    expect(frame.locator(".error")).to_contain_text("not the right one")
    frame.locator("#key").fill(KEY)
    frame.locator("button").click()
    frame.locator("#desk-question textarea").fill(QUESTION)
    frame.locator("#desk-question textarea").press("Enter")
    frame.locator(CHIPS).nth(1).click(timeout=20_000)
    expect(frame.locator(".paragraph.on .words")).to_contain_text("bitter pill")
    cookie = next(one for one in page.context.cookies() if one["name"] == "briefing_desk")
    assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (True, True, "None")


def test_another_page_cannot_frame_it(open_page: OpenPage, portals: Portals) -> None:
    page = open_page(portals.stranger)
    page.wait_for_timeout(800)
    assert all("desk.localhost" not in frame.url for frame in page.frames)


def test_signing_in_directly(open_page: OpenPage, portals: Portals) -> None:
    page = open_page(portals.desk)
    page.fill("#key", KEY)
    page.click("button")
    ready(page)
    ask(page, QUESTION)
    expect(page.locator(CHIPS)).to_have_count(3)
    cookie = next(one for one in page.context.cookies() if one["name"] == "briefing_desk")
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
