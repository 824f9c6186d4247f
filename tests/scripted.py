"""Ask a scripted model about a fictional bridge in tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fake_models import Chat

from briefing.cite import cite
from briefing.llm import open_model
from briefing.llm_answer import Told, Writing, write
from briefing.question import parse
from briefing.settings import Settings
from briefing.types import Evidence, Sentence, Task
from index.text import paragraph_ids
from index.types import Article, Paragraph

TEXTS = (
    "The bridge at Tarn closed on Monday after engineers found 14 cracks in its piers.",
    "“We close it now,” said the mayor, Ines Holt. US [officials] agreed.",
    "Repairs will cost 3 million crowns and take until spring, the council said.",
    "A study [12] in the journal had warned of cracks in 2019.",
)
GOOD = "The bridge at Tarn closed on Monday. [1] Repairs will cost 3 million crowns. [3]"
OWN = "Repairs will cost 3 million crowns and take until spring, the council said."


def article(*texts: str, **about: Any) -> Article:
    paragraphs = tuple(
        Paragraph(id, number, text)
        for number, (id, text) in enumerate(zip(paragraph_ids("tarn", texts), texts, strict=True), start=1)
    )
    return Article("tarn", "r1", "Tarn bridge closed", paragraphs, **{"source": "The Tarn Post", **about})


def evidence(*texts: str) -> list[Evidence]:
    one = article(*(texts or TEXTS))
    return [Evidence(one, paragraph) for paragraph in one.paragraphs]


TASK = Task("answer", parse("Why did the bridge at Tarn close?"))


def settings(chat: Chat, **given: Any) -> Settings:
    return Settings(model="openai:scripted", model_url=chat.url, embedding="none", reranker="none", **given)


def writing(chat: Chat, **given: Any) -> Writing:
    model = open_model(settings(chat, **given), sleep=lambda seconds: None)
    assert model
    return Writing(model)


def own() -> Iterator[Sentence]:
    return cite([f"{OWN} [3]\n"], evidence())


def answered(chat: Chat, **given: Any) -> tuple[list[Sentence], Told]:
    *sentences, told = write(writing(chat, **given), TASK, evidence(), own)
    assert isinstance(told, Told)
    return [one for one in sentences if isinstance(one, Sentence)], told


def texts(sentences: Sequence[Sentence]) -> list[str]:
    return [one.text for one in sentences]
