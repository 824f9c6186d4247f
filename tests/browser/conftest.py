"""Start real servers and a headless Chromium for the browser tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
STARTING_SECONDS = 60.0
OpenPage = Callable[..., Page]


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[str]:
    """Run a server until the block ends; yield its address once it answers."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("BRIEFING_")}
    process = subprocess.Popen(command, cwd=ROOT, env={**surroundings, **environment})
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + STARTING_SECONDS
        while True:
            try:
                httpx.get(f"{address}/healthz", timeout=1, trust_env=False).raise_for_status()
                break
            except httpx.HTTPError:
                assert process.poll() is None, f"the server ended with {process.returncode}"
                assert time.monotonic() < deadline, "the server did not start"
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real server over an empty library; the first test opens the sample newsroom, as a new user does."""
    port = free_port()
    library = tmp_path_factory.mktemp("desk") / "library"
    settings = {"BRIEFING_LIBRARY": str(library), "BRIEFING_PORT": str(port)}
    with running([sys.executable, "app.py"], port, **settings) as address:
        yield address


@pytest.fixture(scope="session")
def slow_desk() -> Iterator[str]:
    """The page over the stand-in assistant, half a second for each sentence."""
    port = free_port()
    with running([sys.executable, "tests/browser/slow_desk.py", str(port), "0.5", "", ""], port) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium here; `apt-get install chromium` gets one")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open pages that fail the test when a script fails or anything is asked of another host."""
    contexts: list[BrowserContext] = []
    strangers: list[str] = []
    faults: list[str] = []

    def opened(address: str, *, width: int = 1280, height: int = 800, dark: bool = False, **more: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            **more,
        )
        contexts.append(context)
        page = context.new_page()

        def seen(request: Request) -> None:
            host = urlsplit(request.url).hostname or ""
            if request.url.startswith("http") and host != "127.0.0.1" and not host.endswith(".localhost"):
                strangers.append(request.url)

        page.on("request", seen)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert strangers == [], "something was asked of another host"
    assert faults == [], "a script failed"


def ready(page: Page) -> Page:
    """Wait until the page can be used."""
    page.wait_for_selector("#desk-question textarea")
    page.wait_for_function("document.querySelector('.bar .scope').textContent !== ''")
    return page


def ask(page: Page, question: str, *, wait: bool = True) -> None:
    """Ask as a person does; wait until the answer is complete."""
    before = page.locator("#desk-chat .user-row").count()
    page.fill("#desk-question textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_function(f"document.querySelectorAll('#desk-chat .user-row').length === {before + 1}")
    if wait:
        page.wait_for_selector("#desk-question .submit-button", timeout=20_000)
        page.wait_for_timeout(150)


def tab(page: Page, name: str) -> None:
    """Open one of the three tabs."""
    page.click(f"#desk-tabs > .tab-wrapper .tab-container:not(.visually-hidden) button[role=tab]:has-text('{name}')")


CHIPS = "#desk-chat .bot-row .md :is(p, ul > li) > a[href^='#src:']"
