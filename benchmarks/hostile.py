"""Measure what hostile sources cost: every reader on a megabyte made to hold it up, in seconds and in memory.

Each of some 700 cases has a process of its own, and two processors that others use, too, take half an hour.
Nothing is compared: the figures are what a desk that reads strangers' files must bear.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks import Figure
from benchmarks.hostile_case import Case
from benchmarks.hostile_files import byte_cases, mail_cases, object_cases, packed_cases, pdf_cases
from benchmarks.hostile_pages import feed_cases, page_cases
from benchmarks.hostile_traps import trap_cases

SIZE = 1_000_000
"""Bytes of a case."""
SLOW, GIVEN_UP = 5.0, 300.0
"""Seconds of the processor from which a case is named, and of the clock of a busy machine after which it is ended."""
READERS = ("trafilatura", "index.read", "index.html", "index.mail", "index.feed", "index.docx", "index.pdf")
"""What is loaded before anything is measured."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Hold what a case cost: seconds of the processor until the next article or error, megabytes, and its fault.

    A box of 25,000 mails takes long and holds nobody up: what counts is the longest wait for the next of them.
    """

    case: str
    ending: str
    seconds: float
    megabytes: float
    fault: str | None = None


def measure() -> list[Figure]:
    """Read every hostile case at a megabyte, and name the slowest and the largest of each ending."""
    for name in READERS:
        import_module(name)
    costs = [cost(case) for case in (*structure_cases(), *trap_cases())]
    faults = [f"{one.ending} {one.case}: {one.fault}" for one in costs if one.fault]
    slow = [f"{one.ending} {one.case}: {one.seconds:.0f} s" for one in costs if one.seconds > SLOW]
    figures = [
        Figure("faults", len(faults), f"of {len(costs)}", "; ".join(faults)),
        Figure("slow", len(slow), f"above {SLOW:g} s", "; ".join(slow)),
    ]
    for ending in sorted({one.ending for one in costs}):
        mine = [one for one in costs if one.ending == ending]
        slowest, largest = max(mine, key=lambda one: one.seconds), max(mine, key=lambda one: one.megabytes)
        figures.append(Figure(f"{ending}: slowest", slowest.seconds, "s", slowest.case))
        figures.append(Figure(f"{ending}: largest", largest.megabytes, "MB", largest.case))
    return figures


def structure_cases() -> Iterator[Case]:
    """Yield the files whose build is made to hurt."""
    for cases in (page_cases, feed_cases, mail_cases, packed_cases, pdf_cases, object_cases, byte_cases):
        yield from cases()


def read_case(path: Path) -> float:
    """Read a hostile file as the desk does, and return the longest wait for the next article or error in seconds.

    Whatever is no SourceError comes out as it is.
    """
    from index.errors import SourceError
    from index.opml import is_opml, read_opml
    from index.read import walk

    longest, start = 0.0, time.process_time()
    for _ in walk(path):
        longest, start = max(longest, time.process_time() - start), time.process_time()
    data = path.read_bytes()
    if is_opml(data):
        with suppress(SourceError):
            read_opml(data)
    return max(longest, time.process_time() - start)


def cost(case: Case, size: int = SIZE) -> Cost:
    """Make a case, and read it in a process of its own, which is stopped when it takes too long."""
    context = get_context("fork")
    receive, send = context.Pipe(duplex=False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"hostile{case.ending}")
        path.write_bytes(case.make(size))
        process = context.Process(target=_measured, args=(case, path, send))
        process.start()
        send.close()
        try:
            found: Cost | None = receive.recv() if receive.poll(GIVEN_UP) else None
        except EOFError:
            found = Cost(case.name, case.ending, 0.0, 0.0, "the process died")
        finally:
            process.kill()
            process.join()
    return found or Cost(case.name, case.ending, GIVEN_UP, 0.0, f"stopped after {GIVEN_UP:g} s")


def _measured(case: Case, path: Path, send: Connection) -> None:
    import resource

    seconds, fault = 0.0, None
    try:
        seconds = read_case(path)
    except Exception as error:  # whatever escapes is what this looks for
        fault = f"{type(error).__name__}: {error}"[:200]
    own, below = (resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds += below.ru_utime + below.ru_stime
    send.send(Cost(case.name, case.ending, seconds, max(own.ru_maxrss, below.ru_maxrss) / 1024, fault))
