"""Know which web addresses may be read: http and https, public hosts, and private ones that the owner names."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from socket import SOCK_STREAM
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from index.errors import SourceError

Resolve = Callable[..., list[Any]]
PORTS = frozenset({80, 443})
UNICAST, NAT64 = IPv6Network("2000::/3"), IPv6Network("64:ff9b::/96")
"""Where public IPv6 hosts are; outside lie older ways to write a private address, such as ::127.0.0.1 and fec0::1."""
LONGEST_ADDRESS, SHOWN = 2000, 200
"""Characters of an address, and of one in a message."""


def parts_of(url: str) -> tuple[str, int, str]:
    """Return host, port and scheme of a web address; raise SourceError for what is none.

    >>> parts_of("https://News.example/a")
    ('news.example', 443, 'https')
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise SourceError(f"{shown(url)} is not a web address. Write it like https://news.example/article.") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > LONGEST_ADDRESS:
        raise SourceError(f"{shown(url)} is not a web address. Write it like https://news.example/article.")
    if "@" in parts.netloc:
        raise SourceError(f"{shown(url)} holds a name or a password; addresses with one are not read. Leave it out.")
    return parts.hostname.rstrip("."), port or (443 if parts.scheme == "https" else 80), parts.scheme


def addresses_of(resolve: Resolve, host: str, port: int, seconds: float) -> tuple[IPv4Address | IPv6Address, ...]:
    """Return the addresses of a host, each once; raise TimeoutError when its name is not found in time.

    Raises OSError or ValueError for a name that nobody has. The system's resolver has no limit of its own that could be
    set: a lookup that takes longer goes on in its thread, and is not waited for.
    """
    told: SimpleQueue[list[Any] | Exception] = SimpleQueue()

    def look_up() -> None:
        try:
            told.put(resolve(host, port, type=SOCK_STREAM))
        except (OSError, ValueError) as error:
            told.put(error)

    Thread(target=look_up, name="look-up", daemon=True).start()
    try:
        found = told.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if isinstance(found, Exception):
        raise found
    return tuple(dict.fromkeys(ip_address(one[4][0].partition("%")[0]) for one in found))


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is on the public internet, also when it is written inside another.

    >>> from ipaddress import ip_address
    >>> is_public(ip_address("93.184.215.14")), is_public(ip_address("::ffff:127.0.0.1"))
    (True, False)
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None and address not in NAT64 and address not in UNICAST:
            return False
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address.packed[:12] == bytes.fromhex("0064ff9b0000000000000000"):
            inner = IPv4Address(address.packed[12:])
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def matches(pattern: str, host: str, port: int) -> bool:
    """Tell whether an allowed host, `wiki.corp`, `wiki.corp:8080` or `*.corp`, names a host and its port."""
    name, _, wanted = (
        pattern.lower().rpartition(":") if pattern.rpartition(":")[2].isdigit() else (pattern.lower(), "", "")
    )
    if wanted and int(wanted) != port:
        return False
    return host == name or (name.startswith("*.") and host.endswith(name[1:]))


def shown(url: str) -> str:
    """Return an address for people: without user, password and query, and not too long."""
    try:
        parts = urlsplit(url.strip())
        shown = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}" if parts.scheme else url
    except ValueError:
        shown = url
    shown = "".join(one if one.isprintable() else "\ufffd" for one in shown)
    return shown if len(shown) <= SHOWN else shown[:SHOWN] + "…"
