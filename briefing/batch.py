"""Run many searches, questions, summaries or checks in one process: one JSON object a line in, one a line out.

Names that a command does not know are left alone, so that lines of a data set can be used as they are.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import IO, TYPE_CHECKING, Any

from index.errors import BriefingError, InputError
from index.types import Filters

if TYPE_CHECKING:
    from briefing.assistant import Assistant
    from briefing.client import Client
    from briefing.types import Order, Vote

    Desk = Assistant | Client

NARROWING = ("since", "until", "sources", "authors", "collections", "article_ids", "language")
LISTS = ("sources", "authors", "collections", "article_ids")
LONGEST_LINE = 20_000_000
"""Bytes of one line, as much as the largest source that is read by default."""


def search(desk: Desk, given: dict[str, Any]) -> dict[str, Any]:
    """Return the hits of `query` (with `limit`, and filters)."""
    from pydantic import TypeAdapter

    from index.types import Hit

    filters = narrowed(given)
    query, limit = text_of(given, "query"), number_of(given, "limit", 10)
    hits = desk.search(query, limit=limit, filters=filters)
    return {"query": query, "hits": TypeAdapter(list[Hit]).dump_python(hits, mode="json")}


def ask(desk: Desk, given: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to `question` (with `history`, `today`, `as_typed`, and filters)."""
    from pydantic import TypeAdapter, ValidationError

    from briefing.types import Turn

    filters = narrowed(given)
    question, earlier = text_of(given, "question"), given.pop("history", [])
    try:
        history = TypeAdapter(list[Turn]).validate_python(earlier)
    except ValidationError:
        raise InputError("`history` is a list of earlier turns, each with its `question`.") from None
    today, as_typed = day_of(given, "today"), given.pop("as_typed", False) is True
    return answer_object(desk.ask(question, history=history, filters=filters, today=today, as_typed=as_typed))


def summarize(desk: Desk, given: dict[str, Any]) -> dict[str, Any]:
    """Return the summary, in at most `words` words, of `article` (an id), or of `text` (with `title`).

    Without either, of the articles that are `about` a topic, or pass the filters, as one.
    """
    from briefing.assistant import Assistant
    from index.read import Given, read_text

    words = number_of(given, "words", 120)
    if "article" in given:
        article = text_of(given, "article")
        return answer_object(desk.summarize(article, words=words))
    if "text" not in given:
        topic = given.pop("about", "")
        filters = narrowed(given)
        if not isinstance(topic, str) or not (topic.strip() or filters != Filters()):
            raise InputError("The object needs `article`, `text`, `about` or filters.")
        return answer_object(desk.summarize_set(filters, about=topic, words=words))
    text = text_of(given, "text")
    if not isinstance(desk, Assistant):
        raise InputError("Another process serves this library and summarises only articles of it; give `article`.")
    title = given.get("title")
    stated = Given(title=title if isinstance(title, str) else None)
    return answer_object(desk.summarize_text(read_text(text, given=stated)[0], words=words))


def check(
    desk: Callable[[], Desk], models: Callable[[], tuple[Vote | None, Order | None]], given: dict[str, Any]
) -> dict[str, Any]:
    """Return what `paragraphs` say of `claim`, or without them what the library says (with filters)."""
    from dataclasses import asdict

    from briefing.judge import judge

    claim = text_of(given, "claim")
    if "paragraphs" not in given:
        return _proved(desk(), claim, given)
    paragraphs = given.pop("paragraphs")
    if not isinstance(paragraphs, list) or not all(isinstance(one, str) for one in paragraphs):
        raise InputError("`paragraphs` is a list of texts.")
    vote, order = models()
    return asdict(judge(claim, paragraphs, vote=vote, order=order))


def _proved(desk: Desk, claim: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return what the library says of a claim; of several sentences the one that holds least speaks for all."""
    from pydantic import TypeAdapter

    from briefing.types import Proof

    proof: dict[str, Any] = TypeAdapter(Proof).dump_python(desk.check(claim, filters=narrowed(given)), mode="json")
    weakest = min(proof["claims"], key=lambda one: one["score"])
    told = {name: weakest["sentence"][name] for name in ("support", "checks", "citations")}
    claims = {"claims": proof["claims"]} if len(proof["claims"]) > 1 else {}
    return {"verdict": weakest["verdict"], "score": weakest["score"], **told, **claims}


COMMANDS: dict[str, Callable[[Desk, dict[str, Any]], dict[str, Any]]] = {
    "search": search,
    "ask": ask,
    "summarize": summarize,
}


def run(
    answer: Callable[[dict[str, Any]], dict[str, Any]], lines: Iterator[bytes], write: Callable[[str], None]
) -> int:
    """Write one result for each line, `{"id", "error"}` for a line that cannot be used; return how many of those."""
    faults = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name: Any = None
        try:
            given = object_of(line, number)
            name = given.pop("id", None)
            result = answer(given)
        except BriefingError as error:
            faults += 1
            result = {"error": str(error)}
        write(json.dumps({"id": name, **result}, ensure_ascii=False))
    return faults


@contextmanager
def open_lines(source: str) -> Iterator[Iterator[bytes]]:
    """Give the lines of a file, or of standard input for `-`.

    Raises InputError when the file cannot be read.
    """
    if source == "-":
        yield lines_of(sys.stdin.buffer)
        return
    try:
        opened = open(source, "rb")  # noqa: SIM115 - closed by the `with` below, after what open() raises is told apart
    except OSError as error:
        raise InputError(
            f"The batch file {source} cannot be read: {error.strerror}. Name a file of JSON lines."
        ) from None
    with opened:
        yield lines_of(opened)


def lines_of(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a stream, the rest of one that is too long thrown away."""
    while line := stream.readline(LONGEST_LINE):
        yield line
        while line and not line.endswith(b"\n") and len(line) == LONGEST_LINE:
            line = stream.readline(LONGEST_LINE)


def object_of(line: bytes, number: int) -> dict[str, Any]:
    """Return the JSON object of a line.

    >>> object_of(b'{"id": 1, "query": "ferry"}', 1)
    {'id': 1, 'query': 'ferry'}
    """
    if len(line) >= LONGEST_LINE:
        raise InputError(f"Line {number} is longer than {LONGEST_LINE // 1_000_000} MB; send less text at once.")
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise InputError(f"Line {number} is not JSON in UTF-8; write one JSON object a line.") from None
    if not isinstance(given, dict):
        raise InputError(f'Line {number} is not a JSON object; write it like {{"id": 1, …}}.')
    return given


def narrowed(given: dict[str, Any]) -> Filters:
    """Take the filters out of an object, from its own names or from under `filters`.

    >>> narrowed({"sources": "The Harbour Post", "since": "2026-11-20"}).sources
    ('The Harbour Post',)
    """
    from pydantic import TypeAdapter, ValidationError

    nested = given.pop("filters", None) or {}
    if not isinstance(nested, dict) or (unknown := set(nested) - set(NARROWING)):
        raise InputError(f"`filters` is an object that may have {', '.join(NARROWING)}; correct {unknown or 'it'}.")
    named = nested | {name: given.pop(name) for name in NARROWING if name in given}
    for name in LISTS:
        if isinstance(named.get(name), str):
            named[name] = [named[name]]
    try:
        return TypeAdapter(Filters).validate_python({name: value for name, value in named.items() if value is not None})
    except ValidationError as error:
        fault = error.errors()[0]
        raise InputError(f"The filter {fault['loc'][0]!r} cannot be used: {fault['msg']}.") from None


def text_of(given: dict[str, Any], name: str) -> str:
    """Take a text out of an object; raise InputError when it is missing or empty."""
    value = given.pop(name, None)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"The object needs a text under {name!r}.")
    return value


def number_of(given: dict[str, Any], name: str, default: int) -> int:
    """Take a whole number out of an object; raise InputError when it is something else."""
    value = given.pop(name, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise InputError(f"{name!r} is a whole number, not {value!r}.")
    return value


def day_of(given: dict[str, Any], name: str) -> date | None:
    """Take a day out of an object; raise InputError when it is something else."""
    value = given.pop(name, None)
    try:
        return date.fromisoformat(value) if value is not None else None
    except (TypeError, ValueError):
        raise InputError(f"{name!r} is a day like 2026-11-20, not {value!r}.") from None


def answer_object(answer: Any) -> dict[str, Any]:
    """Return an answer as the object of its JSON."""
    from pydantic import TypeAdapter

    from briefing.types import Answer

    value: dict[str, Any] = TypeAdapter(Answer).dump_python(answer, mode="json")
    return value
