"""Let a language model write, hold it to the articles, and say in words how that went."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from briefing import answer_cache
from briefing.answer_cache import Records
from briefing.cite import Numbers, cite
from briefing.llm import Model, open_model
from briefing.llm_tiny import places, tiny_writer
from briefing.llm_writer import Written, model_writer, prompt_for, summed
from briefing.policy import Room, Verdict, enforce
from briefing.settings import Settings
from briefing.support import open_vote
from briefing.types import OWN, Evidence, Outcome, Sentence, Task, Usage, Vote

NOTHING = Verdict()


@dataclass(frozen=True, slots=True)
class Writing:
    """Hold a model, the folder of the user's prompts, how strict the policy is, where texts are kept, what votes."""

    model: Model
    prompts: Path | None = None
    strict: bool = False
    records: Records | None = None
    vote: Vote | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what is to be said of a text beside its sentences.

    `outcome` is given when the model found no answer in the passages; `writer` is who wrote what is shown; `failed`
    tells that the model could not be had, or broke off.
    """

    writer: str
    note: str | None = None
    usage: Usage | None = None
    outcome: Outcome | None = None
    verdict: Verdict = NOTHING
    failed: bool = False


def open_writing(settings: Settings, records: Records | None = None) -> Writing | None:
    """Return the model that the settings name, ready to write; None when they name none.

    Raises ModelError when it cannot be opened, InputError when a prompt of the user's cannot be used.
    """
    model = open_model(settings)
    if model is None:
        return None
    for kind in ("answer", "summary", "story"):
        prompt_for(Task(kind), settings.prompts, model.size)  # a prompt that cannot be used is told at the start
    return Writing(model, settings.prompts, settings.model_strict, records, open_vote(settings.support))


def write(
    writing: Writing,
    task: Task,
    evidence: Sequence[Evidence],
    instead: Callable[[], Iterable[Sentence]],
    *,
    numbers: Numbers | None = None,
    answered: bool = True,
) -> Iterator[Sentence | Told]:
    """Yield each sentence of the model as soon as it is checked, or the articles' own where it fails, then a Told.

    `instead` gives the articles' own sentences: they are shown when the model cannot be had, or mostly fails. A failure
    of the model is never an error. A tiny model rewords their paragraphs; where they only come close to the question
    (`answered` is false) it is not asked, since it cannot tell that a passage does not answer.
    """
    if writing.model.size == "tiny" and not answered:
        yield from instead()
        yield Told(OWN)
        return
    written: list[Written] = []
    verdicts: list[Verdict] = []
    prompt = prompt_for(task, writing.prompts, writing.model.size)
    chosen = places(instead(), evidence) if writing.model.size == "tiny" else range(1, len(evidence) + 1)
    key = answer_cache.key_of(writing.model, prompt, task, [evidence[place - 1] for place in chosen])
    kept = answer_cache.recall(writing.records, key) if writing.records else None
    if writing.model.size == "tiny":
        model = tiny_writer(writing.model, chosen, written.append, prompts=writing.prompts)
    else:
        model = model_writer(writing.model, written.append, prompts=writing.prompts)
    with closing(_lines(kept) if kept else model(task, evidence)) as texts:
        draft = cite(texts, evidence, vote=writing.vote)
        yield from enforce(
            draft,
            evidence,
            instead=instead,
            tell=verdicts.append,
            numbers=numbers,
            vote=writing.vote,
            # What is in doubt of a tiny model's text is false more often than not: it is not shown, not even marked.
            strict=writing.strict or writing.model.size == "tiny",
            literal=writing.model.size == "tiny",
            room=Room(task.words, task.sentences),
            complete=answered and task.kind == "answer",
        )
    ended = kept or written[-1]
    if writing.records and not kept:
        answer_cache.keep(writing.records, key, ended, time.time())
    yield tell(writing.model, task, ended, verdicts[-1])


def _lines(kept: Written) -> Generator[str]:
    yield from kept.lines


def tell(model: Model, task: Task, written: Written, verdict: Verdict) -> Told:
    """Return what is to be said of a text: who wrote it, how it went, what it took."""
    declined = written.ending == "not_in_articles" and task.kind == "answer" and model.size == "large"
    return Told(
        writer=OWN if verdict.overruled and not verdict.held else model.name,
        note=" ".join(filter(None, [_note(model.name, written, verdict), _added(model.name, verdict)])) or None,
        usage=written.usage,
        outcome="closest" if declined else None,
        verdict=verdict,
        failed=written.ending == "failed",
    )


def together(told: Sequence[Told], name: str) -> Told:
    """Return what is to be said of several texts of one model as of one: the stories of a briefing.

    The sentences that failed are counted over all of them; what happened to single texts is said once.
    """
    verdict = Verdict(
        *(sum(getattr(one.verdict, part) for one in told) for part in ("held", "marked", "replaced", "dropped"))
    )
    wrote = [one for one in told if one.writer != OWN]
    spent = [one.usage for one in told if one.usage]
    counts = _counts(name, verdict)
    notes = [f"{name} wrote {len(wrote)} of {len(told)} stories."] if len(wrote) < len(told) else []
    notes += [one.note for one in told if one.note and (one.failed or one.writer == OWN)][:1]
    return Told(
        writer=name if wrote else OWN,
        note=" ".join([*notes, *([counts] if counts and wrote else [])]) or None,
        usage=summed(spent),
        verdict=verdict,
        failed=any(one.failed for one in told),
    )


def _counts(name: str, verdict: Verdict) -> str | None:
    if not verdict.failed:
        return None
    of = f"{verdict.failed} of {verdict.total} sentences of {name}"
    return f"{of} did not hold; the articles' own stand in their place or they are left out."


def _added(name: str, verdict: Verdict) -> str | None:
    if not verdict.completed:
        return None
    return f"Nothing that {name} wrote is from the paragraph that answers best; its sentence stands last."


def _note(name: str, written: Written, verdict: Verdict) -> str | None:
    """Return the sentence for people, None when the model wrote and everything held."""
    own = "these are the articles' own sentences"
    shown = "what it had finished is shown"
    if written.ending == "failed":
        return f"{written.reason} {(own if verdict.overruled else shown).capitalize()}."
    if written.ending == "not_in_articles":
        return f"{name} found no answer in the articles; {own}."
    if written.ending == "refused":
        return f"{name} declined to answer; {own}."
    if written.ending == "empty":
        return f"{name} wrote nothing that can be used; {own}."
    if verdict.overruled:
        rest = "the articles' own sentences stand in its place" if verdict.held or verdict.marked else own
        return f"Most of what {name} wrote did not pass the checks; {rest}."
    if written.ending == "cut":
        return f"{name} was cut off before its end; {shown}."
    return _counts(name, verdict)
