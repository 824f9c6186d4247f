"""Language models behind a real server: what each can do wrong, and what a reader then sees."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from fake_models import Chat, Reply, chatting
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from scripted import GOOD, OWN, TASK, answered, evidence, own, settings, texts, writing

from briefing.answer_cache import Records
from briefing.llm import End, Message, Model, open_model
from briefing.llm_answer import Told, Writing, open_writing, write
from briefing.llm_text import plain
from briefing.question import parse
from briefing.settings import Settings
from briefing.types import Sentence, Task
from index.errors import ModelError
from prompts import FOLDER


def only_own(sentences: Sequence[Sentence], told: Told) -> bool:
    return texts(sentences) == [OWN] and told.writer == "extractive" and bool(told.note)


def test_a_model_answers_in_its_own_words_with_citations_and_its_cost() -> None:
    with chatting(Reply(GOOD, usage=(900, 40))) as chat:
        sentences, told = answered(chat, model_price="1,10")
    assert texts(sentences) == ["The bridge at Tarn closed on Monday.", "Repairs will cost 3 million crowns."]
    assert [one.citations[0].n for one in sentences] == [1, 2]
    assert [one.citations[0].paragraph for one in sentences] == [1, 3]
    assert told.writer == "openai:scripted" and told.note is None
    assert told.usage and (told.usage.input_tokens, told.usage.output_tokens) == (900, 40)
    assert told.usage.dollars == pytest.approx(0.0013)


def test_the_first_sentence_is_there_before_the_model_has_finished() -> None:
    given: list[str] = []

    def speak(messages: Sequence[Message]) -> Iterator[str | End]:
        for piece in ("The bridge at Tarn closed on Monday. [1]", " Repairs", " will cost 3 million crowns. [3]"):
            given.append(piece)
            yield piece
        yield End()

    stream = write(Writing(Model("m", speak)), TASK, evidence(), own)
    assert next(stream).text == "The bridge at Tarn closed on Monday."  # type: ignore[union-attr]
    assert given == ["The bridge at Tarn closed on Monday. [1]", " Repairs"]


def test_a_server_that_neither_streams_nor_counts_will_do() -> None:
    with chatting(Reply(GOOD, streams=False)) as chat:
        sentences, told = answered(chat)
    assert len(sentences) == 2 and told.usage is None


def test_a_server_that_refuses_what_it_does_not_know_is_asked_more_simply() -> None:
    with chatting(Reply(GOOD, refuses=("stream_options", "temperature", "max_completion_tokens"))) as chat:
        sentences, _ = answered(chat)
    assert len(sentences) == 2
    assert set(chat.asked[-1]) == {"model", "messages", "stream"}


def test_a_busy_server_is_asked_again_and_its_wait_is_kept() -> None:
    waited: list[float] = []
    with chatting(Reply(status=429, headers=(("Retry-After", "3"),)), Reply(status=500), Reply(GOOD)) as chat:
        model = open_model(settings(chat), sleep=waited.append)
        assert model
        assert "".join(one for one in model.speak([("user", "?")]) if isinstance(one, str)) == GOOD
    assert waited[0] == 3.0 and 0.5 < waited[1] < 2


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(status=500), "failed"),
        (Reply(status=429), "busy"),
        (Reply(status=401), "key"),
        (Reply(status=404), "no model"),
        (Reply(status=400), "refused"),
        (Reply(GOOD, waits=0.4), "within 0.3 seconds"),
    ],
)
def test_a_model_that_cannot_be_had_is_named_and_the_articles_answer(reply: Reply, says: str) -> None:
    with chatting(reply) as chat:
        sentences, told = answered(chat, model_seconds=0.3 if reply.waits else 30)
    assert only_own(sentences, told)
    assert told.note and says in told.note and "secret" not in told.note and "openai:scripted" in told.note


def test_a_server_that_is_not_running_is_named() -> None:
    with chatting(GOOD) as chat:
        url = chat.url
    sentences, told = answered(Chat(url))
    assert only_own(sentences, told)
    assert told.note and "cannot be reached" in told.note and url in told.note


def test_a_model_that_dies_in_mid_sentence_leaves_what_it_finished_and_says_so() -> None:
    parts = ("The bridge at Tarn closed on Monday. [1] ", "Repairs will cost", " 3 million crowns. [3]")
    with chatting(Reply(pieces=parts, dies_after=2)) as chat:
        sentences, told = answered(chat)
    assert texts(sentences) == ["The bridge at Tarn closed on Monday.", OWN]
    assert told.writer == "openai:scripted" and told.note and "stopped in the middle" in told.note


def test_a_model_that_is_too_slow_in_the_middle_leaves_what_it_finished() -> None:
    parts = ("The bridge at Tarn closed on Monday. [1] ", "Repairs", *(" take" for _ in range(60)))
    with chatting(Reply(pieces=parts, waits=0.05)) as chat:
        sentences, told = answered(chat, model_seconds=1.0)
    assert texts(sentences) == ["The bridge at Tarn closed on Monday.", OWN]
    assert told.note and "1 seconds it has were over" in told.note


@pytest.mark.parametrize("finish", ["length", None])
def test_a_text_that_is_cut_loses_its_unfinished_sentence(finish: str | None) -> None:
    with chatting(Reply("The bridge at Tarn closed on Monday. [1] Repairs will cost 3", finish=finish)) as chat:
        sentences, told = answered(chat)
    assert texts(sentences) == ["The bridge at Tarn closed on Monday.", OWN]
    assert told.note and "cut off" in told.note


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "nothing that can be used"),
        ("   \n\n", "nothing that can be used"),
        ("I'm sorry, but I can't help with that request.", "declined"),
        ("As an AI language model, I have no opinions.", "declined"),
        ('{"answer": ', "nothing that can be used"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", "nothing that can be used"),
        ("<think>The bridge at Tarn closed on Monday. [1]", "nothing that can be used"),
        ("Everyone was delighted. The queen flew in from Oslo. Fireworks lit up the sky.", "Most of what"),
        ("NOT_IN_ARTICLES", "found no answer"),
    ],
)
def test_a_text_of_no_use_gives_way_to_the_articles(text: str, says: str) -> None:
    with chatting(text) as chat:
        sentences, told = answered(chat)
    assert only_own(sentences, told)
    assert told.note and says in told.note


def test_a_model_that_finds_no_answer_lowers_the_outcome_unless_it_is_small() -> None:
    with chatting("NOT_IN_ARTICLES. The closest is the cost.") as chat:
        assert answered(chat)[1].outcome == "closest"
        assert answered(chat, model_size="small")[1].outcome is None


@pytest.mark.parametrize(
    "text",
    [
        "<think>Passage 9 says so. [9]</think>" + GOOD,
        "**The bridge at Tarn** closed on Monday. [1]\n\n- *Repairs* will cost 3 million crowns. [3]",
        "## Summary\n1. The bridge at Tarn closed on Monday. [1]\n2. Repairs will cost 3 million crowns. [3]",
        "The bridge at Tarn closed on Monday [1]. Repairs will cost 3 million crowns [passage 3].",
        "The bridge at Tarn closed on Monday. 【1†source】\nRepairs will cost 3 million crowns. [^3]",
        "[The bridge](https://evil.example/?q=secret) at Tarn closed on Monday. [1] ![x](http://evil.example/a.png)\n"
        "Repairs will cost 3 million crowns. https://evil.example/more [3]",
        '```json\n{"answerable": true, "sentences": [{"text": "The bridge at Tarn closed on Monday.", "ids": [1]},'
        ' {"text": "Repairs will cost 3 million crowns.", "ids": [3]}]}\n```',
        GOOD + "<|im_end|>\n<|im_start|>user\nAnd now the weather? [1]",
        GOOD + " " + GOOD + " " + GOOD,
        "The bridge at Tarn closed on Monday. [1][99] Repairs will cost 3 million crowns. [3, 77]",
        "The bridge at Tarn closed on Monday. Repairs will cost 3 million crowns.",
        "Answer from the numbered passages only, I was told to do. [1]\n" + GOOD,
        "The answer to this question is: Monday. [1]\n" + GOOD,
    ],
)
def test_what_a_model_decorates_its_text_with_is_gone(text: str) -> None:
    with chatting(text) as chat:
        sentences, told = answered(chat)
    assert texts(sentences) == ["The bridge at Tarn closed on Monday.", "Repairs will cost 3 million crowns."]
    assert [[one.paragraph for one in sentence.citations] for sentence in sentences] == [[1], [3]]
    assert told.writer == "openai:scripted"


def test_a_request_asks_for_nothing_that_simple_servers_lack() -> None:
    with chatting(Reply(GOOD, usage=(9, 9))) as chat:
        answered(chat)
    assert not {"response_format", "tools", "tool_choice", "functions", "n", "logprobs"} & set(chat.asked[0])


def test_what_was_written_is_kept_until_the_model_question_prompt_or_a_paragraph_changes(tmp_path: Path) -> None:
    kept: dict[tuple[str, str], str] = {}
    records = Records(
        lambda kind, key: kept.get((kind, key)),
        lambda kind, key, body: kept.__setitem__((kind, key), body),
        lambda kind: [(key, body) for (one, key), body in kept.items() if one == kind],
        lambda kind, key: kept.__delitem__((kind, key)),
    )
    with chatting(Reply(status=401), Reply(GOOD, usage=(9, 9))) as chat:
        one = Writing(writing(chat).model, records=records)
        failed = list(write(one, TASK, evidence(), own))
        first = list(write(one, TASK, evidence(), own))
        second = list(write(one, TASK, evidence(), own))
        list(write(one, Task("answer", parse("Who is the mayor?")), evidence(), own))
        list(write(one, TASK, evidence("Another paragraph about the bridge at Tarn."), own))
        list(write(replace(one, model=replace(one.model, name="openai:another")), TASK, evidence(), own))
        (tmp_path / "answer.md").write_text("version: 9\n" + (FOLDER / "answer.md").read_text().partition("\n")[2])
        list(write(replace(one, prompts=tmp_path), TASK, evidence(), own))
    assert texts(failed[:-1]) == [OWN]  # type: ignore[arg-type]
    assert len(chat.asked) == 6
    assert first[:-1] == second[:-1] and isinstance(second[-1], Told) and second[-1].usage is None


def test_the_key_goes_to_the_server_and_nowhere_else() -> None:
    with chatting(GOOD) as chat:
        answered(chat, model_key=SecretStr("sk-mine"))
        answered(chat)
    assert chat.keys == ["Bearer sk-mine", "Bearer none"]


def test_a_missing_key_or_package_is_one_sentence_that_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ModelError, match="OPENAI_API_KEY or BRIEFING_MODEL_KEY"):
        open_model(Settings(model="openai:gpt-5"))
    monkeypatch.setitem(sys.modules, "langchain_ollama", None)
    monkeypatch.setattr("briefing.llm.find_spec", lambda name: None)
    with pytest.raises(ModelError, match=r"pip install 'briefing-desk\[ollama\]'"):
        open_model(Settings(model="ollama:llama3.2:1b"))


@pytest.mark.parametrize("model", ["gpt-4o", "acme:large", "openai:"])
def test_a_model_must_be_named_with_a_known_provider(model: str) -> None:
    with pytest.raises(ValueError, match="BRIEFING_MODEL_URL"):
        Settings(model=model)


def test_no_model_is_no_model() -> None:
    assert open_writing(Settings()) is None


PIECES = [
    *"abcAB .,;:!?…12[]()<>/|*#`-_{}\"'”“\n\n",
    *("[1]", "[2]", " [3].", "[^2]", "<think>", "</think>", "US [officials] ", "https://x.example/a ", "```json", '{"'),
    "The bridge closed. [1] ",
]
LETTERS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(LETTERS, st.lists(st.integers(0, 300), max_size=10))
def test_any_split_of_any_text_gives_the_same_lines(text: str, cuts: list[int]) -> None:
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    assert list(plain([text[left:right] for left, right in pairwise(edges)])) == list(plain([text]))
    assert list(plain(text)) == list(plain([text]))


@given(LETTERS)
def test_no_text_of_a_model_brings_an_address_or_an_image_to_the_reader(text: str) -> None:
    shown = "".join(plain([f"{text}\nSee http://evil.example/a?b and ![i](//x/y) www.evil.example [1]\n"]))
    assert "evil.example" not in shown
