"""Start servers for the browser tests, and use the page as a person does."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
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
    """Open one of the tabs."""
    page.click(f"#desk-tabs > .tab-wrapper .tab-container:not(.visually-hidden) button[role=tab]:has-text('{name}')")


CHIPS = "#desk-chat .bot-row .md :is(p, ul > li) > a[href^='#src:']"

AXE = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def violations(page: Page, where: str) -> list[str]:
    """Return what axe finds, one line each."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(350)
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{where}: {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
