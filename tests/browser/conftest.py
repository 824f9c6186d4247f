"""Start real servers and a headless Chromium for the browser tests."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from browsing import OpenPage, free_port, running
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

CHROMIUM = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


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
