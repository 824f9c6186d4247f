"""Ask no host too often: remember when each may be asked again, and wait until then."""

from __future__ import annotations

import threading
from collections.abc import Callable

from index.replies import LONGEST_PAUSE

HOSTS_KEPT = 1000
"""Hosts of which something is remembered, such as the last visit and the rules."""


class Turns:
    """Give each host its next turn. Any thread may ask."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._next: dict[tuple[str, int], float] = {}

    def wait(self, host: str, port: int, between: float) -> float:
        """Sleep until the host may be asked again, and return for how long; the turn after is `between` seconds on."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get((host, port), 0.0))
            if len(self._next) >= HOSTS_KEPT:
                self._next = {name: at for name, at in self._next.items() if at > now}
            self._next[host, port] = turn + min(LONGEST_PAUSE, between)
        if turn > now:
            self._sleep(turn - now)
        return turn - now

    def forget(self) -> None:
        """Forget every visit."""
        with self._lock:
            self._next = {}
