"""Hold a language model against the articles' own sentences: the same questions and briefing, the same measures.

The model is scripted (see `liar`) and reached over HTTP as any other: two of its four sentences are lies, and it is
known which. A reader must be shown none of them unmarked, and be no worse off than without a model.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks import Figure
from benchmarks.liar import Liar
from benchmarks.proof import faulty_quotations, paragraphs_of
from benchmarks.samples import Asked, open_samples, questions
from briefing.cite import MARKS
from briefing.evaluate import holds
from briefing.llm import LONGEST_TEXT
from briefing.llm_text import plain
from briefing.types import HOLDS, Answer, Briefing, Sentence, Support
from index.text import fold
from tests.fake_models import chatting

NAME = "openai:scripted"
EVERY = 3
"""Of the questions that rules were made with, one in three: 25, in two minutes."""
LETTERS = 4
"""Of a token, on average."""


def measure() -> list[Figure]:
    """Return the figures of the liar's answers and stories, each beside those of the articles' own sentences."""
    asked = [one for one in questions() if one.split == "tune"][::EVERY]
    liar = Liar()
    with chatting(liar.reply) as chat:
        model, briefing = _written(asked, model=NAME, model_url=chat.url)
        lenient, lenient_briefing = _written(asked, model=NAME, model_url=chat.url, model_strict=False)
    with open_samples() as assistant:
        own, own_briefing = [assistant.ask(one.question) for one in asked], assistant.brief()
        paragraphs = paragraphs_of(assistant.articles())
    shown = [*said(model), *told(briefing), *said(lenient), *told(lenient_briefing)]
    return [
        *beside("answers", of_samples(model, asked, paragraphs), of_samples(own, asked, paragraphs)),
        *beside("marking", of_samples(lenient, asked, paragraphs), of_samples(own, asked, paragraphs)),
        *beside("briefing", shares(told(briefing), paragraphs), shares(told(own_briefing), paragraphs)),
        *beside("marking briefing", shares(told(lenient_briefing), paragraphs), shares(told(own_briefing), paragraphs)),
        *lies(liar, shown),
        *parsing(paragraphs),
    ]


def _written(asked: Sequence[Asked], **given: Any) -> tuple[list[Answer], Briefing]:
    with open_samples(**given) as assistant:
        return [assistant.ask(one.question) for one in asked], assistant.brief()


def of_samples(answers: Sequence[Answer], asked: Sequence[Asked], paragraphs: Mapping[str, str]) -> dict[str, float]:
    """Return the measures of answers to questions about the samples."""
    pairs = [(one.answer, answer) for one, answer in zip(asked, answers, strict=True)]
    cited = [cites(answer, words, paragraphs) for words, answer in pairs if words is not None]
    right = [holds([words], answer) for words, answer in pairs if words is not None]
    confident = [answer.outcome == "answered" for words, answer in pairs if words is None]
    return compared(answers, cited, right, confident, paragraphs)


def compared(
    answers: Sequence[Answer],
    cited: Sequence[bool],
    right: Sequence[bool],
    confident: Sequence[bool],
    paragraphs: Mapping[str, str],
) -> dict[str, float]:
    """Return the measures of answers, whoever wrote them; 1 is best but for the length."""
    return {
        "gold cited": sum(cited) / max(1, len(cited)),
        "right": sum(right) / max(1, len(right)),
        "refused": 1 - sum(confident) / max(1, len(confident)),
        **shares(said(answers), paragraphs),
    }


def shares(sentences: Sequence[Sentence], paragraphs: Mapping[str, str]) -> dict[str, float]:
    """Return the measures of sentences: how many are supported, how many quotations are exact, words a sentence."""
    held = [one for one in sentences if one.support in HOLDS]
    unmarked = [one for one in sentences if one.support is Support.UNSUPPORTED and not one.replaces]
    quotations, faults = faulty_quotations(sentences, paragraphs)
    return {
        "sentences supported": len(held) / max(1, len(sentences)),
        "not supported, unmarked": len(unmarked) / max(1, len(sentences)),
        "quotations exact": 1 - len(faults) / max(1, quotations),
        "words a sentence": sum(len(one.text.split()) for one in sentences) / max(1, len(sentences)),
    }


def beside(what: str, model: Mapping[str, float], own: Mapping[str, float]) -> list[Figure]:
    """Return one figure a measure, the model's value with that of the articles' own sentences beside it."""
    return [
        Figure(f"{what}: {name}", model[name], "", f"the articles' own sentences: {own[name]:.3f}") for name in model
    ]


def lies(liar: Liar, shown: Sequence[Sentence]) -> list[Figure]:
    """Return how many of the lies are shown, unmarked or marked, and how many truths are."""
    texts = {one.text: one for one in shown}
    false = {lie: kind for lie, kind in liar.lies.items() if lie in texts}
    unmarked = {lie: kind for lie, kind in false.items() if texts[lie].support in HOLDS}
    kinds = ", ".join(f"{kind} {count}" for kind, count in Counter(unmarked.values()).items())
    some = " | ".join(list(unmarked)[:3])
    return [
        Figure("lies shown unmarked", len(unmarked), f"of {len(liar.lies)}", f"{kinds}: {some}" if unmarked else ""),
        Figure("lies shown marked", len(false) - len(unmarked), f"of {len(liar.lies)}"),
        Figure("truths shown", sum(one in texts for one in liar.truths), f"of {len(liar.truths)}"),
    ]


def parsing(paragraphs: Mapping[str, str]) -> list[Figure]:
    """Return the milliseconds that making plain lines of a stream takes a token: of an answer, and of one long line."""
    cited = " ".join(f"{text} [{n % 9 + 1}]" for n, text in enumerate(paragraphs.values(), start=1))
    figures = []
    for name, text in (("an answer", cited), ("one line without an end", MARKS.sub("", cited).replace(".", ","))):
        tokens = [text[place : place + LETTERS] for place in range(0, min(len(text), LONGEST_TEXT), LETTERS)]
        start = time.perf_counter()
        lines = sum(1 for _ in plain(tokens))
        took = (time.perf_counter() - start) * 1000 / len(tokens)
        figures.append(Figure(f"parser: {name}", took, "ms a token", f"{len(tokens):,} tokens, {lines} lines"))
    return figures


def cites(answer: Answer, words: str, paragraphs: Mapping[str, str]) -> bool:
    """Tell whether a cited paragraph has the words of the answer."""
    cited = {one.paragraph_id for sentence in answer.sentences for one in sentence.citations}
    return any(fold(words) in fold(paragraphs[one]) for one in cited)


def said(answers: Sequence[Answer]) -> list[Sentence]:
    """Return the sentences of all answers."""
    return [one for answer in answers for one in answer.sentences]


def told(briefing: Briefing) -> list[Sentence]:
    """Return the sentences of a briefing's stories, which a model writes."""
    return [one for story in briefing.stories for one in story.sentences]
