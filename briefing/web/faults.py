"""Meet failures at the outermost edge: work in a thread of its own, and the sentence a person gets for any fault."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

from index.errors import BriefingError

BROKEN = "Something went wrong in the server; its log says what. Please try again."

Step = TypeVar("Step")
log = logging.getLogger(__name__)


def sentence_of(error: Exception, work: str, broken: str = BROKEN) -> str:
    """Return what a person is told of a failure: its own sentence, or `broken` for one that nobody foresaw.

    The log gets the traceback of the latter, and what `work` it was.
    """
    if isinstance(error, BriefingError):
        return str(error)
    log.error("%s failed", work, exc_info=error)
    return broken


def beside(work: Callable[[Callable[[Step], None]], None], silence: float | None = None) -> Iterator[Step | None]:
    """Yield what `work` tells from a thread of its own, None for every `silence` seconds of nothing; raise its failure.

    The work goes on when nobody listens any more, and the process may end without waiting for it, as no executor's may.
    """
    told: SimpleQueue[Step | Future[None]] = SimpleQueue()
    ended: Future[None] = Future()

    def run() -> None:
        try:
            work(told.put)
            ended.set_result(None)
        except BaseException as error:  # as an executor does: a panic of Chroma or a tokenizer is no Exception
            ended.set_exception(error)
        told.put(ended)

    Thread(target=run, name="beside", daemon=True).start()
    while True:
        try:
            step = told.get(timeout=silence)
        except Empty:
            yield None
            continue
        if isinstance(step, Future):
            break
        yield step
    if (error := ended.exception()) is not None:
        raise error if isinstance(error, Exception) else RuntimeError(repr(error)) from error
