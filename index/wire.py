"""Carry one request: to checked addresses alone, in the time that is left, its body unpacked a little at a time."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv6Address
from itertools import chain
from typing import Any, cast

LONGEST_CONNECT = 5.0
"""Seconds that one address of a host may take to answer; the next one is tried then."""
STEP = 65_536
"""Bytes that are unpacked at a time."""
Address = IPv4Address | IPv6Address


@dataclass(slots=True)
class Deadline:
    """Hold when a request must be over, on a clock."""

    clock: Callable[[], float]
    end: float

    def left(self) -> float:
        """Return the seconds that are left; raise TimeoutError when none are."""
        left = self.end - self.clock()
        if left <= 0:
            raise TimeoutError
        return left


@dataclass(frozen=True, slots=True)
class Wire:
    """Be httpcore's way to the network: to checked addresses alone, and no single read waits beyond the deadline.

    A limit for each read would not do: a host that sends a byte of its headers, or one more "please wait" (1xx), every
    few seconds never breaks it.
    """

    left: Callable[[], float]
    addresses: tuple[Address, ...]
    stream: Any = None

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> Wire:
        """Connect to the first address that answers; the name is not looked up again."""
        import httpcore

        failed: Exception = httpcore.ConnectError(host)
        for address in self.addresses:
            try:
                wait = min(LONGEST_CONNECT, self.left())
                return replace(self, stream=httpcore.SyncBackend().connect_tcp(str(address), port, wait))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> Wire:
        return replace(self, stream=self.stream.start_tls(ssl_context, server_hostname, self.left()))

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return cast(bytes, self.stream.read(max_bytes, self.left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.left())

    def close(self) -> None:
        self.stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def unpacked(parts: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """Yield a body unpacked, never more than STEP at once: 400 MB can be sent as 2 kB, packed twice or with Brotli."""
    if coding in ("", "identity"):
        yield from parts
        return
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise zlib.error("packed in a way that was not asked for")
    rest, head = iter(parts), b""
    while len(head) < 2 and (part := next(rest, b"")):
        head += part
    if not head:
        return
    # Some hosts send "deflate" without the wrapper (RFC 1950) that tells itself by its first two bytes.
    bare = coding == "deflate" and (head[0] & 15 != 8 or int.from_bytes(head[:2], "big") % 31 != 0)
    unpack = zlib.decompressobj(-zlib.MAX_WBITS if bare else 32 + zlib.MAX_WBITS)
    for part in chain([head], rest):
        while part and not unpack.eof:
            yield unpack.decompress(part, STEP)
            part = unpack.unconsumed_tail
    yield unpack.flush()
    if not unpack.eof:
        raise zlib.error("ends too early")
