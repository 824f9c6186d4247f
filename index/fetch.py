"""Get a page or a feed from the web, within what is safe: public addresses only, bounded in size and time, polite.

The address that is checked is the address that is connected to, so that a name cannot lead elsewhere in between.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from ipaddress import IPv4Address, IPv6Address, ip_address
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from index.errors import SourceError
from index.hosts import PORTS, is_public, matches, parts_of, shown

if TYPE_CHECKING:
    import httpx
    from protego import Protego

HELP = "Save the page as .html, or paste its text."
ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,*/*;q=0.5"
READABLE = ("text/", "application/xhtml", "application/xml", "application/json", "application/pdf", "message/rfc822")
READABLE_ENDS = ("+xml", "+json", "wordprocessingml.document", "/octet-stream")
MOST_REDIRECTS = 5
LONGEST_PAUSE = 10.0
"""Seconds: a host that asks for longer between two requests, or before the next try, is not waited for."""
ROBOTS_BYTES = 500_000
PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
HOSTS_KEPT = 1000
"""Hosts whose rules and last visit are remembered."""
REASONS = {
    401: "wants a log-in. Open it with your account, and paste its text.",
    402: "is for subscribers. Open it with your account, and paste its text.",
    403: f"refuses to be read by programs, or wants a log-in. {HELP}",
    404: "is not there (404). Check the address.",
    410: "is gone (410). Check the address.",
    429: "is read too often. Try again later.",
    451: f"may not be read from here for legal reasons. {HELP}",
}
Resolve = Callable[..., list[Any]]


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold what the owner allows: bytes of a body unpacked, seconds for a request with its redirects, private hosts.

    `allowed_hosts` may be in a private network and on any port: `wiki.corp`, `wiki.corp:8080`, `*.corp`.
    """

    max_bytes: int = 20_000_000
    seconds: float = 20.0
    allowed_hosts: tuple[str, ...] = ()
    user_agent: str = ""
    seconds_between: float = 1.0
    robots: bool = True


@dataclass(frozen=True, slots=True)
class Fetched:
    """Hold what stands at an address; `moved` is its new address when every redirect was permanent."""

    url: str
    body: bytes
    media_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    not_modified: bool = False
    moved: str | None = None


class Fetcher:
    """Get pages within limits; close it. Any thread may call it."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        resolve: Resolve = socket.getaddrinfo,
    ) -> None:
        import httpx

        self.limits = limits or Limits()
        self._clock, self._sleep, self._resolve = clock, sleep, resolve
        self._agent = self.limits.user_agent or user_agent()
        self._http = httpx.Client(trust_env=False, follow_redirects=False, headers={"User-Agent": self._agent})
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._robots: dict[str, Protego | None] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, accept: str = ACCEPT
    ) -> Fetched:
        """Return what stands at an address, following redirects; raise SourceError when it cannot be read."""
        headers = {"Accept": accept, "Accept-Encoding": "gzip, deflate"}
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": last_modified} if last_modified else {}
        end = self._clock() + self.limits.seconds
        here, permanent, tried = url, True, False
        for _ in range(MOST_REDIRECTS + 2):
            parts_of(here)
            self._ask_robots(here, end)
            self._wait(here)
            with self._request(here, headers, end) as response:
                status = response.status_code
                if status in REDIRECTS and "location" in response.headers:
                    permanent = permanent and status in PERMANENT
                    here = urljoin(here, response.headers["location"])
                    continue
                pause = _seconds(response.headers.get("retry-after", ""))
                if status in (429, 503) and not tried and pause is not None:
                    tried, end = True, end + pause
                    self._sleep(pause)
                    continue
                return self._fetched(response, here, end, moved=here if permanent and here != url else None)
        raise SourceError(f"{shown(url)} leads from one address to the next without end. Check the address.")

    def _fetched(self, response: httpx.Response, url: str, end: float, *, moved: str | None) -> Fetched:
        status = response.status_code
        found = Fetched(
            url,
            b"",
            etag=response.headers.get("etag"),
            last_modified=response.headers.get("last-modified"),
            moved=moved,
        )
        if status == 304:
            return replace(found, not_modified=True)
        if status >= 400:
            reason = REASONS.get(status, f"answers with an error ({status}). Try again later, or paste its text.")
            raise SourceError(f"{shown(url)} {reason}")
        media, _, rest = response.headers.get("content-type", "").partition(";")
        media = media.strip().lower()
        if media and not media.startswith(READABLE) and not media.endswith(READABLE_ENDS):
            raise SourceError(f"{shown(url)} is {media[:60]} and no text. Give the address of a page, a PDF or a feed.")
        charset = rest.partition("charset=")[2].strip(" \"';").lower() or None
        return replace(found, body=self._body(response, url, end), media_type=media, charset=charset)

    def _body(self, response: httpx.Response, url: str, end: float, most: int = 0) -> bytes:
        """Return the body unpacked; stop at the limit, and when time is up, however slowly it comes."""
        most = most or self.limits.max_bytes
        parts, size = [], 0
        for part in response.iter_bytes():
            size += len(part)
            if size > most:
                raise SourceError(
                    f"{shown(url)} has more than {most / 1_000_000:.1f} MB. Raise BRIEFING_MAX_SOURCE_MB, or paste "
                    "its text."
                )
            if self._clock() > end:
                raise SourceError(f"{shown(url)} takes more than {self.limits.seconds:.0f} seconds. {HELP}")
            parts.append(part)
        return b"".join(parts)

    @contextmanager
    def _request(self, url: str, headers: dict[str, str], end: float) -> Iterator[httpx.Response]:
        """Give the answer to one request, made to the very address that was checked."""
        import httpx

        host, port, scheme, address = self._checked(url)
        left = max(0.1, end - self._clock())
        target = httpx.URL(url.partition("#")[0]).copy_with(host=str(address), port=port, userinfo=b"")
        named = f"[{host}]" if ":" in host else host
        headers = {**headers, "Host": named if port in PORTS else f"{named}:{port}"}
        extensions = {"sni_hostname": host} if scheme == "https" else {}
        timeout = httpx.Timeout(left, connect=min(left, 10.0))
        try:
            with self._http.stream("GET", target, headers=headers, extensions=extensions, timeout=timeout) as response:
                yield response
        except httpx.TimeoutException:
            raise SourceError(f"{shown(url)} takes more than {self.limits.seconds:.0f} seconds. {HELP}") from None
        except httpx.ConnectError as error:
            said = str(error).lower()
            if "certificate" in said or "ssl" in said:
                raise SourceError(f"{shown(url)} has a certificate that does not hold. {HELP}") from None
            raise SourceError(f"{shown(url)} does not answer. Check the address, or try again later.") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SourceError(f"{shown(url)} answers in a broken way ({type(error).__name__}). {HELP}") from None

    def _checked(self, url: str) -> tuple[str, int, str, IPv4Address | IPv6Address]:
        """Return host, port, scheme and the address to connect to; raise SourceError for what must not be read."""
        host, port, scheme = parts_of(url)
        allowed = any(matches(one, host, port) for one in self.limits.allowed_hosts)
        if port not in PORTS and not allowed:
            raise SourceError(f"{shown(url)} names port {port}; read are 80 and 443, others of allowed hosts only.")
        try:
            found = self._resolve(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise SourceError(f"{shown(url)}: no server has the name {host[:100]}. Check the address.") from None
        addresses = [ip_address(one[4][0].partition("%")[0]) for one in found]
        if not addresses:
            raise SourceError(f"{shown(url)}: no server has the name {host[:100]}. Check the address.")
        if not allowed and not all(map(is_public, addresses)):
            raise SourceError(
                f"{shown(url)} points into a private network; name the host in BRIEFING_ALLOWED_HOSTS if that is meant."
            )
        return host, port, scheme, addresses[0]

    def _ask_robots(self, url: str, end: float) -> None:
        """Raise SourceError when the host's robots.txt keeps programs away from the address."""
        if not self.limits.robots:
            return
        place = urljoin(url, "/robots.txt")
        if place not in self._robots:
            try:
                rules = self._rules(place, end)
            except SourceError as error:
                raise SourceError(str(error).replace(shown(place), shown(url))) from None
            with self._lock:
                if len(self._robots) >= HOSTS_KEPT:
                    self._robots.clear()
                self._robots[place] = rules
        rules = self._robots.get(place)
        if rules is not None and not rules.can_fetch(url, self._agent):
            raise SourceError(f"{shown(url)} asks programs not to read it (robots.txt). Open it, and paste its text.")

    def _rules(self, place: str, end: float) -> Protego | None:
        from protego import Protego

        with self._request(place, {"Accept": "text/plain"}, end) as response:
            if response.status_code >= 500:
                raise SourceError(f"{shown(place)} cannot be read: its host is in trouble. Try again later.")
            if response.status_code >= 300:
                return None
            return Protego.parse(self._body(response, place, end, ROBOTS_BYTES).decode("utf-8", errors="replace"))

    def _wait(self, url: str) -> None:
        """Sleep until the host may be asked again."""
        host = urlsplit(url).netloc.lower()
        rules = self._robots.get(urljoin(url, "/robots.txt"))
        stated = rules.crawl_delay(self._agent) if rules else None
        between = min(LONGEST_PAUSE, max(self.limits.seconds_between, float(stated or 0)))
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get(host, 0.0))
            if len(self._next) >= HOSTS_KEPT:
                self._next = {name: at for name, at in self._next.items() if at > now}
            self._next[host] = turn + between
        if turn > now:
            self._sleep(turn - now)


def user_agent() -> str:
    """Return how the desk introduces itself to the hosts that it reads."""
    try:
        number = version("briefing-desk")
    except PackageNotFoundError:
        number = "0"
    return f"BriefingDesk/{number} (+https://github.com/briefing-desk/briefing-desk)"


def _seconds(stated: str) -> float | None:
    """Return the seconds that a host asks to wait, None when it is too long or no number."""
    return float(stated) if stated.isdigit() and float(stated) <= LONGEST_PAUSE else None
