"""Failures at the outermost edge: carried out of a thread, told in a sentence, logged when nobody foresaw them."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from briefing.web.faults import BROKEN, beside, sentence_of
from index.errors import InputError


def test_steps_come_in_order_and_silence_is_told() -> None:
    go_on = threading.Event()

    def work(tell: Callable[[str], None]) -> None:
        tell("first")
        go_on.wait(30)
        tell("second")

    steps = beside(work, 0.01)
    assert (next(steps), next(steps)) == ("first", None)
    go_on.set()
    assert [one for one in steps if one is not None] == ["second"]


class Panic(BaseException):
    """What the bindings of a package in Rust raise when it fails."""


@pytest.mark.parametrize(
    ("raised", "met", "words"),
    [(InputError("No date."), InputError, "No date."), (Panic("index out of bounds"), RuntimeError, "out of bounds")],
)
def test_what_fails_in_the_thread_is_met_by_who_listens(
    raised: BaseException, met: type[Exception], words: str
) -> None:
    def work(tell: Callable[[str], None]) -> None:
        tell("begun")
        raise raised

    steps = beside(work)
    assert next(steps) == "begun"
    with pytest.raises(met, match=words):
        next(steps)


def test_only_what_nobody_foresaw_is_logged_and_told_in_general_words(caplog: pytest.LogCaptureFixture) -> None:
    assert sentence_of(InputError("No date."), "an import") == "No date."
    assert not caplog.records
    assert sentence_of(KeyError("paragraphs"), "an import") == BROKEN
    (record,) = caplog.records
    assert record.getMessage() == "an import failed" and record.exc_info is not None
