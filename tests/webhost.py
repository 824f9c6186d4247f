"""Serve fictional pages and feeds over real HTTP on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from fake_models import listening

from index.fetch import Fetcher, Limits


@dataclass
class Host:
    """Hold what a small web server answers: a body, or a function of the request; `asked` are the paths in order."""

    pages: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    address: str = ""

    def url(self, path: str) -> str:
        return f"http://{self.address}{path}"

    def fetcher(self, **limits: Any) -> Fetcher:
        """Return a fetcher that may read this host and waits for nobody."""
        limits = {"seconds_between": 0.0, "allowed_hosts": (self.address,), **limits}
        return Fetcher(Limits(**limits), sleep=lambda seconds: None)


Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def serving(pages: dict[str, Any]) -> Iterator[Host]:
    """Give a running host with these pages: text (HTML), (media type, bytes), or a function that answers."""
    host = Host(pages)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.asked.append(self.path)
            host.headers.append({name.lower(): value for name, value in self.headers.items()})
            page = host.pages.get(self.path)
            if callable(page):
                page(self)
            elif page is None:
                self.send_error(404)
            else:
                media, body = page if isinstance(page, tuple) else ("text/html; charset=utf-8", page.encode())
                answer(self, body, media=media)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with listening(Handler) as host.address:
        yield host


def answer(
    request: BaseHTTPRequestHandler, body: bytes = b"", *, status: int = 200, media: str = "text/html", **headers: str
) -> None:
    """Answer a request."""
    request.send_response(status)
    for name, value in {"Content-Type": media, "Content-Length": str(len(body)), **headers}.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(body)
