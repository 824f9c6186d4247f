"""Keep conversations in the library's records: what was asked and answered, by an id nobody can guess.

The page sends its conversation's id and nothing else; the history it shows is never believed.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from briefing.assistant import Assistant
from briefing.types import Answer, Sentence, Turn

KIND = "conversation"
ID = re.compile(r"[\w-]{20,40}")
REMEMBERED = 6
"""Earlier turns that a follow-up may refer to."""
LONGEST_CONVERSATION = 200
"""Turns kept; the whole conversation is on the page, and a longer one would slow it down."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Hold one question and what became of it; `note` is the sentence shown when it failed.

    `as_typed` tells that the reader took back how it was read.
    """

    question: str
    answer: Answer | None = None
    state: Literal["asking", "done", "stopped", "failed"] = "asking"
    note: str = ""
    searched: int = 0
    seconds: float = 0.0
    feedback: str | None = None
    as_typed: bool = False


EXCHANGES: TypeAdapter[tuple[Exchange, ...]] = TypeAdapter(tuple[Exchange, ...])


def new_id() -> str:
    """Return a fresh conversation id of 128 random bits."""
    return secrets.token_urlsafe(16)


def load(assistant: Assistant, conversation: str) -> tuple[Exchange, ...]:
    """Return the exchanges of a conversation, none when there is no such conversation."""
    body = assistant.library.get_record(KIND, conversation) if ID.fullmatch(conversation) else None
    try:
        return EXCHANGES.validate_json(body) if body else ()
    except ValidationError:
        # Written by an older version whose answers had another shape: not worth a failure.
        return ()


def save(assistant: Assistant, conversation: str, exchanges: Sequence[Exchange]) -> None:
    """Keep the exchanges; the paragraphs behind an answer stay in the library and are not kept twice."""
    slim = tuple(
        replace(one, answer=replace(one.answer, evidence=()) if one.answer else None)
        for one in exchanges[-LONGEST_CONVERSATION:]
    )
    assistant.library.put_record(KIND, conversation, EXCHANGES.dump_json(slim).decode())


def forget(assistant: Assistant, conversation: str) -> None:
    """Delete a conversation."""
    if ID.fullmatch(conversation) and assistant.library.get_record(KIND, conversation) is not None:
        assistant.library.remove_record(KIND, conversation)


def turns(exchanges: Sequence[Exchange]) -> list[Turn]:
    """Return the earlier turns that a new question may refer to, oldest first."""
    answered = [(one.question, one.answer) for one in exchanges if one.answer and one.state == "done"]
    return [
        Turn(
            question=question,
            read_as=answer.read_as,
            article_ids=cited_articles(answer.sentences),
            answer=" ".join(one.text for one in answer.sentences),
        )
        for question, answer in answered[-REMEMBERED:]
    ]


def cited_articles(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Return the ids of the cited articles, each once, in order."""
    return tuple(dict.fromkeys(one.article_id for sentence in sentences for one in sentence.citations))


def partial(question: str, sentences: Sequence[Sentence]) -> Answer:
    """Return what there is of an answer that is not finished."""
    return Answer(question, None, "answered", tuple(sentences))
