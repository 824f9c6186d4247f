"""Write with a language model: the passages and one task in, plain sentences with `[n]` marks out."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from typing import Literal

from briefing.cite import ENDS, MARK, MARKS
from briefing.llm import End, Message, Model, Size
from briefing.llm_pack import Packed, pack, tokens
from briefing.llm_text import plain
from briefing.types import Evidence, Task, Usage
from index.errors import ModelError
from index.text import fold, sentences, shingles
from prompts import Prompt, fill, load

NOT_IN_ARTICLES = re.compile(r"\W*NOT[_ ]IN[_ ]ARTICLES?\b")
REFUSAL = re.compile(
    r"(?:i['’]?m sorry|i am sorry|sorry,|i apologi[sz]e|as an ai\b|i (?:cannot|can['’]t|can not)\b|"
    r"i am (?:unable|not able)\b|unfortunately, i\b)",
    re.I,
)
ABOUT_IT = re.compile(r"the answer(?: to (?:this|the|your) question)? (?:is|would be)\b", re.I)
"""A sentence that states nothing without the question: "The answer is: 2."."""
MARKED = re.compile(rf"{MARK.pattern}\s*\Z")
REPEATS = 3
"""Repeated sentences after which a model is taken to go in circles and is not read any further."""
LEAKED = 6
"""Words in a row from the instructions that no sentence has by chance."""
FENCE_BYTES = 6
"""Of a word drawn for each request, with which the passages begin and end: no article can know it."""
OUTPUT_TOKENS, SMALL_OUTPUT_TOKENS = 800, 240
"""Room that is left for what the model writes."""

ModelWriter = Callable[[Task, Sequence[Evidence]], Generator[str]]
"""A `Writer` that may be closed before its end."""
Ending = Literal["finished", "not_in_articles", "refused", "empty", "cut", "failed"]


@dataclass(frozen=True, slots=True)
class Written:
    """Hold how a model's text ended: `lines` are what it gave, `reason` is a sentence when it failed."""

    ending: Ending
    lines: tuple[str, ...] = ()
    reason: str = ""
    usage: Usage | None = None


def prompt_for(task: Task, folder: Path | None, size: Size = "large") -> Prompt:
    """Return the prompt of a task. Raises InputError when the user's own cannot be used."""
    if size == "tiny":
        return load("answer-tiny" if task.kind == "answer" else "retell-tiny", folder)
    return load(task.kind, folder)


def model_writer(model: Model, tell: Callable[[Written], None], *, prompts: Path | None = None) -> ModelWriter:
    """Return the writer that lets a model write, see `Writer`; it never raises ModelError.

    `tell` is called once for each text, when it is over, with how it ended. Marks that name no passage vanish.
    """

    def write(task: Task, evidence: Sequence[Evidence]) -> Generator[str]:
        prompt = prompt_for(task, prompts)
        fence = token_hex(FENCE_BYTES)
        messages, packed = ask(model, prompt, task, evidence, fence)
        if not packed.positions:
            tell(Written("empty", reason="No passage may be shown to it, or none fits."))
            return
        reading = Reading(model, messages, fence)
        lines: list[str] = []
        try:
            for line in reading.lines():
                lines.append(MARK.sub(lambda found: _translate(found, packed), line))
                yield lines[-1]
        finally:  # who reads may have had enough
            tell(replace(reading.result(), lines=tuple(lines)))

    return write


def ask(
    model: Model, prompt: Prompt, task: Task, evidence: Sequence[Evidence], fence: str
) -> tuple[list[Message], Packed]:
    """Return the messages for a model, and the passages as they are numbered in them, inside the fence."""
    small = model.size != "large"
    examples: list[Message] = []
    for asked, answered in prompt.examples if small else ():
        examples += [("user", asked), ("assistant", answered)]
    fixed = prompt.system + prompt.user + (task.question.text if task.question else "") + str(examples)
    room = model.window - tokens(fixed) - (SMALL_OUTPUT_TOKENS if small else OUTPUT_TOKENS)
    in_order = task.kind != "answer"
    packed = pack(evidence, room, window=model.window, small=small, in_order=in_order)
    values = {
        "fence": fence,
        "passages": packed.text,
        "question": task.question.text if task.question else "",
        "sentences": str(task.sentences),
        "words": str(task.words),
    }
    return [("system", fill(prompt.system, values)), *examples, ("user", fill(prompt.user, values))], packed


class Reading:
    """Read one text of a model line by line, leave out what is none of the answer, and know how it ended."""

    def __init__(self, model: Model, messages: Sequence[Message], fence: str):
        instructions = [line for _, text in messages[:-1] for line in text.splitlines()]
        self._instructions = frozenset().union(*(shingles(line, LEAKED) for line in instructions))
        self._model, self._messages, self._fence = model, messages, fence
        self._end = End()
        self._failure = ""
        self._given = 0
        self._refused = self._declined = self._dropped = False
        self._seconds = 0.0

    def lines(self) -> Iterator[str]:
        """Yield each line of sentences as soon as it is complete."""
        seen: set[str] = set()
        repeats = 0
        held = ""
        for line in plain(self._texts()):
            if NOT_IN_ARTICLES.match(line):
                self._declined = True
                return
            said = fold(MARKS.sub("", line))
            if not said or said in seen:
                repeats += bool(said)
                if repeats >= REPEATS:
                    return
                continue
            seen.add(said)
            if self._is_not_answer(line):
                continue
            if held:
                self._given += 1
                yield held
            # A line that looks unfinished waits: should the model end or fail here, it is dropped.
            held = "" if _is_whole(line) else f"{line}\n"
            if not held:
                self._given += 1
                yield f"{line}\n"
        if held and (whole := self._whole(held)):
            self._given += 1
            yield whole

    def _whole(self, line: str) -> str:
        """Return the last line without a sentence that the model did not come to finish."""
        if not (self._failure or self._end.cut):
            return line
        self._dropped = True
        *whole, _ = sentences(line.rstrip())
        return " ".join(whole) + "\n" if whole else ""

    def result(self) -> Written:
        """Return how the text ended, when all lines were read."""
        if self._failure:
            ending: Ending = "failed"
        elif self._declined and not self._given:
            ending = "not_in_articles"
        elif self._dropped:
            ending = "cut"
        elif not self._given:
            ending = "refused" if self._refused else "empty"
        else:
            ending = "finished"
        return Written(ending, reason=self._failure, usage=self._usage())

    def _texts(self) -> Iterator[str]:
        started = time.monotonic()
        try:
            for piece in self._model.speak(self._messages):
                if isinstance(piece, End):
                    self._end = piece
                else:
                    yield piece
        except ModelError as error:
            self._failure = str(error)
        finally:
            self._seconds = time.monotonic() - started

    def _is_not_answer(self, line: str) -> bool:
        if REFUSAL.match(line):
            self._refused = True
            return True
        if ABOUT_IT.match(line):
            return True
        return self._fence in line or bool(shingles(MARKS.sub("", line), LEAKED) & self._instructions)

    def _usage(self) -> Usage | None:
        given, taken = self._end.input_tokens, self._end.output_tokens
        if given is None or taken is None:
            return None
        price = self._model.price
        dollars = (given * price[0] + taken * price[1]) / 1e6 if price else None
        return Usage(given, taken, round(self._seconds, 3), dollars)


def summed(spent: Sequence[Usage]) -> Usage | None:
    """Return what several requests took together, None for none."""
    if not spent:
        return None
    dollars = [one.dollars for one in spent if one.dollars is not None]
    return Usage(
        sum(one.input_tokens for one in spent),
        sum(one.output_tokens for one in spent),
        round(sum(one.seconds for one in spent), 3),
        sum(dollars) if dollars else None,
    )


def _is_whole(line: str) -> bool:
    return bool(ENDS.search(line) or MARKED.search(line))


def _translate(found: re.Match[str], packed: Packed) -> str:
    numbers = [int(one) for one in re.findall(r"\d+", found[0])]
    return "".join(f"[{packed.positions[n - 1]}]" for n in numbers if 1 <= n <= len(packed.positions))
