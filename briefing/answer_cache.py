"""Keep what a language model wrote, so that the same question over the same paragraphs is not paid for twice.

The model's lines are kept, not the checked sentences: what is replayed is cited and checked anew, by today's checks.
An answer falls out by itself when the model, the prompt, or any paragraph it was shown changes: they are its key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.llm import Model
from briefing.llm_writer import Written
from briefing.types import Evidence, Task
from index.text import digest, fold
from prompts import Prompt

KIND = "written"
"""The kind of these records in the library."""
KEPT = 1000
"""Texts that are kept, the oldest go first: two megabytes."""


@dataclass(frozen=True, slots=True)
class Records:
    """Hold how to reach the records of a library: `Library.get_record`, `put_record`, `records`, `remove_record`."""

    get: Callable[[str, str], str | None]
    put: Callable[[str, str, str], None]
    every: Callable[[str], list[tuple[str, str]]]
    remove: Callable[[str, str], None]


def key_of(model: Model, prompt: Prompt, task: Task, evidence: Sequence[Evidence]) -> str:
    """Return the key of a text: model, its window, prompt, budget, paragraphs in order, and the question."""
    asked = fold(task.question.text).rstrip("?! .") if task.question else ""
    shown = [f"{one.paragraph.id}:{digest(one.article.source or '', one.paragraph.text)}" for one in evidence]
    budget = f"{model.window} {model.size} {task.kind} {task.words} {task.sentences}"
    return digest(model.name, budget, prompt.version, asked, *shown, length=24)


def recall(records: Records, key: str) -> Written | None:
    """Return the text that was kept under the key, None when there is none or it cannot be read."""
    body = records.get(KIND, key)
    if body is None:
        return None
    try:
        kept = json.loads(body)
        return Written("not_in_articles" if kept["declined"] else "finished", tuple(map(str, kept["lines"])))
    except (ValueError, KeyError, TypeError):
        return None


def keep(records: Records, key: str, written: Written, now: float) -> None:
    """Keep a text that was finished; one that failed or was cut is asked for again. `now` is in seconds."""
    if written.ending not in ("finished", "not_in_articles"):
        return
    kept = sorted((json.loads(body).get("at", 0.0), old) for old, body in records.every(KIND))
    for _, old in kept[: max(0, len(kept) - KEPT + 1)]:
        records.remove(KIND, old)
    body = {"at": now, "declined": written.ending == "not_in_articles", "lines": list(written.lines)}
    records.put(KIND, key, json.dumps(body, ensure_ascii=False))
