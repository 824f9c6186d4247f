"""Let a tiny model reword what the desk has found, one paragraph at a time.

A model of a hundred million parameters can neither choose among passages, nor cite, nor tell that there is no answer:
given five passages and examples it copies an example or declines every question. Given one paragraph and one short
request it writes a fluent sentence, often a true one; the desk knows the paragraph and sets the mark.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

from briefing.cite import MARKS
from briefing.llm import End, Message, Model, Speak
from briefing.llm_pack import tokens
from briefing.llm_writer import FENCE_BYTES, ModelWriter, Reading, Written, prompt_for, summed
from briefing.repair import speaker_at
from briefing.suspicious import suspicious
from briefing.types import Evidence, Sentence, Task
from index.text import fold, normalise, sentences
from prompts import Prompt, fill

ROOM = 100
"""Tokens that are left for the sentence, beside the passage and the request."""


def places(own: Iterable[Sentence], evidence: Sequence[Evidence]) -> tuple[int, ...]:
    """Return the positions, from 1, of the paragraphs that the articles' own sentences come from, in their order."""
    at = {one.paragraph.id: place for place, one in enumerate(evidence, start=1)}
    first = (sentence.citations[0].paragraph_id for sentence in own if sentence.citations)
    return tuple(dict.fromkeys(at[one] for one in first if one in at))


def tiny_writer(
    model: Model, positions: Sequence[int], tell: Callable[[Written], None], *, prompts: Path | None = None
) -> ModelWriter:
    """Return the writer that has a model reword the paragraphs at these positions of the evidence, one request each.

    It never raises ModelError; `tell` is called once, when the text is over. The first failure ends the text.
    """
    brief = replace(model, speak=_one_sentence(model.speak))

    def write(task: Task, evidence: Sequence[Evidence]) -> Generator[str]:
        prompt = prompt_for(task, prompts, "tiny")
        lines: list[str] = []
        ended: list[Written] = []
        try:
            for position in positions[: task.sentences]:
                messages = _ask(model, prompt, task, evidence[position - 1])
                if not messages:
                    continue
                reading = Reading(brief, messages, token_hex(FENCE_BYTES))
                for line in reading.lines():
                    lines.append(f"{MARKS.sub('', line).strip()} [{position}]\n")
                    yield lines[-1]
                ended.append(reading.result())
                if ended[-1].ending == "failed":
                    break
        finally:  # who reads may have had enough
            tell(_together(lines, ended))

    return write


def _ask(model: Model, prompt: Prompt, task: Task, evidence: Evidence) -> list[Message]:
    """Return the messages about one paragraph; none when it may not be shown, or is too long."""
    text = normalise(evidence.paragraph.text)
    speaker = speaker_at(evidence.article, evidence.paragraph, 0, len(evidence.paragraph.text))
    if speaker and not suspicious(speaker) and fold(speaker.split()[-1]) not in fold(text):
        text = f"{speaker}: {text}"
    question = task.question.text if task.question else ""
    if suspicious(text) or tokens(prompt.system + prompt.user + question + text) + ROOM > model.window:
        return []
    values = {"passage": text, "question": question}
    return [("system", fill(prompt.system, values)), ("user", fill(prompt.user, values))]


def _one_sentence(speak: Speak) -> Speak:
    """Return the stream of a model that is not listened to beyond its first sentence: what follows is made up."""

    def first(messages: Sequence[Message]) -> Iterator[str | End]:
        said = ""
        for piece in speak(messages):
            if isinstance(piece, End):
                yield said
                yield piece
                return
            said += piece
            if len(found := sentences(said.strip())) > 1:
                yield found[0]
                yield End()
                return
        yield said

    return first


def _together(lines: Sequence[str], ended: Sequence[Written]) -> Written:
    """Return how the whole text ended, and what it took if that is known of each request."""
    last = ended[-1] if ended else Written("empty", reason="No passage may be shown to it, or none fits.")
    spent = [one.usage for one in ended if one.usage]
    usage = summed(spent) if len(spent) == len(ended) else None
    ending = "finished" if lines and last.ending != "failed" else last.ending
    return Written(ending, tuple(lines), last.reason, usage)
