"""Get a page or a feed from the web, within what is safe: public addresses only, bounded in size and time, polite.

The address that is checked is the address that is connected to, so that a name cannot lead elsewhere in between. Each
request has its own connection, since one that a certificate proved for one name must not serve another name at the same
address. No cookie is kept.
"""

from __future__ import annotations

import socket
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import urljoin

from index.errors import SourceError
from index.hosts import PORTS, Resolve, addresses_of, is_public, matches, parts_of, shown
from index.replies import headers_of, media_of, pause_of, rules_for, sendable, user_agent
from index.turns import HOSTS_KEPT, Turns
from index.wire import Deadline, Wire, unpacked

if TYPE_CHECKING:
    from ssl import SSLContext

    import httpcore
    from protego import Protego

HELP = "Save the page as .html, or paste its text."
ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,*/*;q=0.5"
READABLE = ("text/", "application/xhtml", "application/xml", "application/json", "application/pdf", "application/mbox")
READABLE_ENDS = ("+xml", "json", "jsonl", "lines", "wordprocessingml.document", "/octet-stream", "/rfc822")
ALLOWED_PORTS = range(8000, 9000)
"""Ports of the owner's hosts beside 80 and 443; any other has to be named with the host."""
MOST_REDIRECTS = 5
ROBOTS_BYTES = 500_000
"""Bytes of robots.txt that count (RFC 9309, 2.5)."""
RULES_KEPT, REFUSAL_KEPT = 86_400.0, 60.0
"""Seconds: rules hold for a day (RFC 9309, 2.4); a host in trouble is asked for them again after a minute."""
PERMANENT, REDIRECTS, BUSY = frozenset({301, 308}), frozenset({301, 302, 303, 307, 308}), frozenset({429, 503})
REASONS = {
    401: "wants a log-in. Open it with your account, and paste its text.",
    402: "is for subscribers. Open it with your account, and paste its text.",
    403: f"refuses to be read by programs, or wants a log-in. {HELP}",
    404: "is not there (404). Check the address.",
    410: "is gone (410). Check the address.",
    429: "is read too often. Try again later.",
    451: f"may not be read from here for legal reasons. {HELP}",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold what the owner allows: bytes of a body unpacked, seconds for a request with its redirects, private hosts.

    `allowed_hosts` may be in a private network: `wiki.corp` or `*.corp` on ports 80, 443 and 8000 to 8999,
    `wiki.corp:3000` on a port of its own. Polite pauses are not counted in `seconds`.
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


class _Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes = b""


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
        self.limits = limits or Limits()
        self._clock, self._sleep, self._resolve = clock, sleep, resolve
        self._turns = Turns(clock, sleep)
        self._agent = self.limits.user_agent or user_agent()
        self._name = self._agent.partition("/")[0].strip().lower()
        self._tls: SSLContext | None = None
        self._lock = threading.Lock()
        self._robots: dict[str, tuple[float, Protego | str | None]] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget the hosts; no connection outlives its request."""
        self._turns.forget()
        with self._lock:
            self._robots = {}

    def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, accept: str = ACCEPT
    ) -> Fetched:
        """Return what stands at an address, following redirects; raise SourceError when it cannot be read."""
        known = {"If-None-Match": sendable(etag), "If-Modified-Since": sendable(last_modified)}
        headers = {"Accept": accept, **{name: value for name, value in known.items() if value}}
        (status, found, body), here, permanent = self._follow(url.strip(), headers)
        if status >= 300 and (status != 304 or len(headers) == 1):
            reason = REASONS.get(status, f"answers with an error ({status}). Try again later, or paste its text.")
            raise SourceError(f"{shown(here)} {reason}")
        return Fetched(
            here,
            body,
            *media_of(found),
            etag=sendable(found.get("etag")),
            last_modified=sendable(found.get("last-modified")),
            not_modified=status == 304,
            moved=here if permanent and here != url.strip() else None,
        )

    def _follow(self, url: str, headers: dict[str, str], end: Deadline | None = None) -> tuple[_Reply, str, bool]:
        """Return the last answer, its address, and whether all that led there is permanent; `end` is robots.txt's."""
        here, permanent, redirects, tried = url, True, 0, False
        deadline = end or Deadline(self._clock, self._clock() + self.limits.seconds)
        while redirects <= MOST_REDIRECTS:
            if not end:
                deadline.end += self._wait(here, self._ask_robots(here, deadline))
            reply = self._reply(here, headers, deadline, rules=bool(end))
            pause = pause_of(reply.headers.get("retry-after", ""))
            if reply.status in REDIRECTS and "location" in reply.headers:
                here, redirects = joined(here, reply.headers["location"]), redirects + 1
                permanent = permanent and reply.status in PERMANENT
            elif reply.status in BUSY and pause is not None and not tried:
                self._sleep(pause)
                deadline.end, tried = deadline.end + pause, True
            else:
                return reply, here, permanent
        raise SourceError(f"{shown(url)} leads from one address to the next without end. Check the address.")

    def _reply(self, url: str, headers: dict[str, str], deadline: Deadline, *, rules: bool) -> _Reply:
        """Return the answer to one request, made to the very addresses that were checked."""
        import httpcore

        try:
            target, wire = self._checked(url, deadline)
            sent = {"User-Agent": self._agent, "Accept-Encoding": "gzip, deflate", "Connection": "close", **headers}
            encoded = [(name.encode(), value.encode("ascii", "replace")) for name, value in sent.items()]
            with (
                httpcore.ConnectionPool(
                    self._trust(target), network_backend=cast("httpcore.NetworkBackend", wire)
                ) as pool,
                pool.stream("GET", target, headers=encoded) as response,
            ):
                found = headers_of(response.headers)
                read = 200 <= response.status < 300
                return _Reply(
                    response.status, found, self._body(response, found, url, deadline, rules) if read else b""
                )
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            if "certificate" in str(error).lower() or "ssl" in str(error).lower():
                raise SourceError(f"{shown(url)} has a certificate that does not hold. {HELP}") from None
            raise SourceError(f"{shown(url)} does not answer. Check the address, or try again later.") from None
        except (httpcore.TimeoutException, TimeoutError):
            raise SourceError(f"{shown(url)} takes more than {self.limits.seconds:.0f} seconds. {HELP}") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, zlib.error) as error:
            what = "packed wrongly" if isinstance(error, zlib.error) else type(error).__name__
            raise SourceError(f"{shown(url)} answers in a broken way ({what}). {HELP}") from None

    def _trust(self, target: httpcore.URL) -> SSLContext | None:
        """Return the authorities that prove a name, read once and for https only: that takes 50 ms."""
        import httpx

        with self._lock:
            if self._tls is None and target.scheme == b"https":
                self._tls = httpx.create_ssl_context(trust_env=False)
            return self._tls

    def _body(
        self, response: httpcore.Response, found: dict[str, str], url: str, deadline: Deadline, rules: bool
    ) -> bytes:
        """Return the body unpacked, of robots.txt no more than counts; stop at the limit and when time is up."""
        media = media_of(found)[0]
        if not rules and media and not media.startswith(READABLE) and not media.endswith(READABLE_ENDS):
            raise SourceError(f"{shown(url)} is {media[:60]} and no text. Give the address of a page, a PDF or a feed.")
        most, body = ROBOTS_BYTES if rules else self.limits.max_bytes, bytearray()
        for part in unpacked(response.iter_stream(), found.get("content-encoding", "").strip().lower()):
            body += part
            deadline.left()
            if len(body) > most and rules:
                break
            if len(body) > most:
                said = f"{shown(url)} has more than {most / 1_000_000:.1f} MB."
                raise SourceError(f"{said} Raise BRIEFING_MAX_SOURCE_MB, or paste its text.")
        return bytes(body[:most])

    def _checked(self, url: str, deadline: Deadline) -> tuple[httpcore.URL, Wire]:
        """Return what to ask and the way to addresses that may be read; raise SourceError when one may not."""
        import httpcore
        import httpx

        host, port, scheme = parts_of(url)
        allowed = [one for one in self.limits.allowed_hosts if matches(one, host, port)]
        if port not in PORTS and not any(port in ALLOWED_PORTS or one.endswith(f":{port}") for one in allowed):
            raise SourceError(
                f"{shown(url)} names port {port}; if that is meant, add {host}:{port} to BRIEFING_ALLOWED_HOSTS."
            )
        try:
            name = host if host.isascii() else httpx.URL(scheme=scheme, host=host).raw_host.decode()
            addresses = addresses_of(self._resolve, name, port, deadline.left())
        except TimeoutError:
            said = f"{shown(url)}: its name was not found within {self.limits.seconds:.0f} seconds."
            raise SourceError(f"{said} Check your connection, or try again later.") from None
        except (OSError, ValueError, httpx.InvalidURL):
            addresses = ()
        if not addresses:
            raise SourceError(f"{shown(url)}: no server has the name {host[:100]}. Check the address.")
        if not allowed and not all(map(is_public, addresses)):
            raise SourceError(
                f"{shown(url)} points into a private network; if that is meant, add {host} to BRIEFING_ALLOWED_HOSTS."
            )
        try:
            path = httpx.URL(url.partition("#")[0]).raw_path
        except (httpx.InvalidURL, ValueError):
            raise SourceError(f"{shown(url)} is not a web address. Copy it from the browser once more.") from None
        return httpcore.URL(scheme=scheme, host=name, port=port, target=path), Wire(deadline.left, addresses)

    def _ask_robots(self, url: str, deadline: Deadline) -> Protego | None:
        """Return the host's robots.txt; raise SourceError when it keeps programs away from the address."""
        parts_of(url)
        if not self.limits.robots:
            return None
        place = urljoin(url, "/robots.txt")
        with self._lock:
            until, rules = self._robots.get(place, (None, None))
        if until is None or until <= self._clock():
            rules = self._rules(place, deadline)
            with self._lock:
                if len(self._robots) >= HOSTS_KEPT:
                    self._robots.clear()
                self._robots[place] = (self._clock() + (REFUSAL_KEPT if isinstance(rules, str) else RULES_KEPT), rules)
        if isinstance(rules, str):
            raise SourceError(rules.replace(shown(place), shown(url)))
        if rules is not None and not rules.can_fetch(url, self._name):
            raise SourceError(f"{shown(url)} asks programs not to read it (robots.txt). Open it, and paste its text.")
        return rules

    def _rules(self, place: str, deadline: Deadline) -> Protego | str | None:
        """Return a host's rules, None when it has none, and why not when it is in trouble."""
        from protego import Protego

        try:
            reply, _, _ = self._follow(place, {"Accept": "text/plain"}, deadline)
        except SourceError as error:
            return str(error)
        if reply.status >= 500:
            return f"{shown(place)} cannot be read: its host is in trouble. Try again later."
        return Protego.parse(rules_for(reply.body, self._name)) if reply.status < 300 else None

    def _wait(self, url: str, rules: Protego | None) -> float:
        """Sleep until the host may be asked again, and return for how long."""
        host, port, _ = parts_of(url)
        stated = rules.crawl_delay(self._name) if rules else None
        return self._turns.wait(host, port, max(self.limits.seconds_between, float(stated or 0)))


def joined(url: str, location: str) -> str:
    """Return where a redirect leads; raise SourceError when that cannot be read."""
    try:
        return urljoin(url, location.strip())
    except ValueError:
        raise SourceError(f"{shown(url)} leads to an address that cannot be read. {HELP}") from None
