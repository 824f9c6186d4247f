"""A real language model writes: SmolLM2-135M behind an OpenAI-compatible server, reached as any other through LangChain.

It is small enough to invent freely, so this shows both: that the way to a model works, and that the proof holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import FERRY, MILL

from benchmarks import NotMeasured
from benchmarks.smollm import NAME, serving
from briefing.answer_cache import KIND
from briefing.assistant import Assistant, open_assistant
from briefing.doctor import examine
from briefing.settings import Settings
from briefing.types import Answer, Sentence, Support
from index.read import Given, read_text

pytestmark = pytest.mark.integration

QUESTIONS = (
    "What pay rise did the ferry crews accept?",
    "When did the first boat leave Port Aldra?",
    "How many flats will the paper mill become?",
)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    try:
        with serving() as address:
            yield address
    except NotMeasured as reason:
        pytest.skip(str(reason))


@pytest.fixture
def desk(url: str, tmp_path: Path) -> Iterator[Assistant]:
    settings = Settings(
        library=tmp_path / "library", embedding="none", reranker="none", model=NAME, model_url=url, model_seconds=300
    )
    with open_assistant(settings) as made:
        for text, day in ((FERRY, date(2026, 11, 18)), (MILL, date(2026, 11, 20))):
            made.add(read_text(text, given=Given(source="The Aldra Courier", published=day)))
        yield made


def is_sound(sentence: Sentence) -> bool:
    return bool(sentence.citations) and sentence.support is not Support.UNSUPPORTED


def test_a_real_model_answers_and_what_it_invents_is_not_shown_as_true(desk: Assistant) -> None:
    answers = [desk.ask(question) for question in QUESTIONS]
    assert all(answer.sentences and all(map(is_sound, answer.sentences)) for answer in answers)
    assert all(answer.writer == NAME or answer.note for answer in answers)
    assert any(answer.writer == NAME for answer in answers)
    assert len(desk.library.records(KIND)) == len(QUESTIONS)


def test_a_real_model_streams_and_retells(desk: Assistant) -> None:
    *sentences, last = desk.stream(QUESTIONS[0])
    assert isinstance(last, Answer) and tuple(sentences) == last.sentences
    summary, briefing = desk.summarize(desk.articles()[0].id), desk.brief()
    assert summary.sentences and all(map(is_sound, summary.sentences))
    assert all(is_sound(one) for story in briefing.stories for one in story.sentences)


def test_the_doctor_hears_a_real_model(desk: Assistant, url: str) -> None:
    (found,) = (
        one for one in examine(desk.settings.model_copy(update={"library": Path("none")})) if one.name == "model"
    )
    assert found.problem is None and url in found.value
