"""Conversations live in the library: they grow, stop, come back, and never believe the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from fakes import FakeAssistant
from fictional import bridge, make_article

from briefing.types import Turn
from briefing.web import chat_desk, chat_import, chat_talk, conversations
from index.errors import NotFoundError
from index.types import Filters

QUESTION = "How many cracks were found in the bridge?"


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant([bridge()])


def talk(assistant: FakeAssistant, question: str, conversation: str, *, again: bool = False) -> Sequence[object]:
    *_, last = chat_talk.ask(assistant, question, conversation, again=again)  # type: ignore[arg-type]
    return last


def test_a_conversation_grows_and_comes_back(assistant: FakeAssistant) -> None:
    conversation = conversations.new_id()
    steps = list(chat_talk.ask(assistant, QUESTION, conversation))  # type: ignore[arg-type]
    assert [one[-1].state for one in steps] == ["asking"] * 4 + ["done"]
    assert [len(one[-1].answer.sentences) if one[-1].answer else 0 for one in steps] == [0, 1, 2, 3, 3]
    kept = conversations.load(assistant, conversation)  # type: ignore[arg-type]
    assert kept == steps[-1]
    roles = [(one["role"], one.get("metadata", {}).get("status")) for one in chat_talk.messages(kept)]
    assert roles == [("user", None), ("assistant", "done"), ("assistant", None)]


def test_a_follow_up_sees_the_answered_turns(assistant: FakeAssistant) -> None:
    conversation = conversations.new_id()
    talk(assistant, QUESTION, conversation)
    talk(assistant, "x" * 2000, conversation)
    talk(assistant, "And the ferry?", conversation)
    _, history, _ = assistant.asked[-1]
    assert [turn.question for turn in history] == [QUESTION]
    assert isinstance(history[0], Turn) and history[0].article_ids == (bridge().id,)


def test_a_failure_is_a_sentence_in_the_chat(assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = conversations.new_id()
    talk(assistant, "x" * 2000, conversation)
    shown = chat_talk.messages(conversations.load(assistant, conversation))  # type: ignore[arg-type]
    assert "1&#44;000 characters" in shown[-1]["content"]

    def broken(*given: object, **named: object) -> object:
        raise RuntimeError("secret path")

    monkeypatch.setattr(assistant, "stream", broken)
    talk(assistant, QUESTION, conversation)
    shown = chat_talk.messages(conversations.load(assistant, conversation))  # type: ignore[arg-type]
    assert "Something went wrong" in shown[-1]["content"] and "secret" not in str(shown)


def test_stop_keeps_what_there_is_and_retry_replaces_it(assistant: FakeAssistant) -> None:
    conversation = conversations.new_id()
    running = chat_talk.ask(assistant, QUESTION, conversation)  # type: ignore[arg-type]
    next(running), next(running)
    stopped = chat_talk.stop(assistant, conversation)  # type: ignore[arg-type]
    assert stopped[-1].state == "stopped" and stopped[-1].answer and len(stopped[-1].answer.sentences) == 1
    assert "Stopped" in chat_talk.messages(stopped)[-1]["content"]
    running.close()
    talk(assistant, "", conversation, again=True)
    kept = conversations.load(assistant, conversation)  # type: ignore[arg-type]
    assert [(one.question, one.state) for one in kept] == [(QUESTION, "done")]


@pytest.mark.parametrize(
    "conversation", ["", "x", "../../etc/passwd", "a" * 41, "' OR 1=1 --aaaaaaaaaaaaaa", "a b" * 8]
)
def test_a_made_up_id_is_an_empty_conversation(assistant: FakeAssistant, conversation: str) -> None:
    assistant.library.put_record("conversation", conversation, "[]")
    assert conversations.load(assistant, conversation) == ()  # type: ignore[arg-type]


def test_an_unreadable_record_is_an_empty_conversation(assistant: FakeAssistant) -> None:
    conversation = conversations.new_id()
    assistant.library.put_record("conversation", conversation, '[{"query": 1}]')
    assert conversations.load(assistant, conversation) == ()  # type: ignore[arg-type]


def test_forget_deletes(assistant: FakeAssistant) -> None:
    conversation = conversations.new_id()
    talk(assistant, QUESTION, conversation)
    conversations.forget(assistant, conversation)  # type: ignore[arg-type]
    assert not assistant.library.kept


def test_a_rating_finds_its_answer(assistant: FakeAssistant) -> None:
    conversation = conversations.new_id()
    talk(assistant, QUESTION, conversation)
    talk(assistant, "ferry?", conversation)
    chat_talk.rate(assistant, conversation, 5, "Like")  # type: ignore[arg-type]
    chat_talk.rate(assistant, conversation, 99, "Like")  # type: ignore[arg-type]
    kept = conversations.load(assistant, conversation)  # type: ignore[arg-type]
    assert [one.feedback for one in kept] == [None, "Like"]


def test_suggestions_name_speakers_the_question_did_not(assistant: FakeAssistant) -> None:
    assert chat_talk.examples(assistant, [bridge()])[:2] == ["What did Ines Holt say?", "What did Tom Reyes say?"]  # type: ignore[arg-type]
    assert chat_talk.examples(FakeAssistant(), []) == []  # type: ignore[arg-type]
    last = talk(assistant, "What did Ines Holt say about a crack?", conversations.new_id())[-1]
    assert "What did Ines Holt say?" not in chat_talk.follow_ups(assistant, last)  # type: ignore[arg-type]


def test_periods_count_back_from_the_newest_article() -> None:
    old = make_article("An older text about the quarry.", published=date(2026, 2, 25))
    assert chat_desk.periods([bridge(), old]) == [
        ("Latest day (3 March)", 1),
        ("Latest 3 days", 3),
        ("All articles", 0),
    ]
    assert chat_desk.periods([make_article("No date at all here.", published=None)]) == [("All articles", 0)]


def test_a_period_becomes_a_window(assistant: FakeAssistant) -> None:
    assert chat_desk.write(assistant, 3, [], 2.0).since == date(2026, 3, 1)  # type: ignore[arg-type]
    assert chat_desk.write(assistant, 0, [], 2.0).since is None  # type: ignore[arg-type]
    undated = FakeAssistant([make_article("No date at all here.", published=None)])
    with pytest.raises(NotFoundError, match="All articles"):
        chat_desk.write(undated, 1, [], 2.0)  # type: ignore[arg-type]


def test_the_reader_gets_text_and_a_sentence_for_what_is_gone(assistant: FakeAssistant) -> None:
    shown = chat_desk.read_article(assistant, bridge().id, bridge().revision)  # type: ignore[arg-type]
    assert (shown["current"], shown["body"], shown["blocks"][0]["number"]) == (True, 6, 1)
    assert "no article" in chat_desk.read_article(assistant, "gone", "")["error"]  # type: ignore[arg-type]
    assert assistant.articles(Filters()) == [bridge()]


def test_a_bad_date_is_explained_before_anything_is_added(assistant: FakeAssistant) -> None:
    fields = {"source": "", "published": "yesterday-ish", "collection": ""}
    *_, last = chat_import.add_text(assistant, "A text about the quarry.", "", fields)  # type: ignore[arg-type]
    assert "is not a date" in last["problems"][0]
    assert len(assistant.kept) == 1


def test_an_undone_reading_is_asked_again_as_it_was_typed(assistant: FakeAssistant) -> None:
    conversation = conversations.new_id()
    talk(assistant, QUESTION, conversation)
    talk(assistant, "cracks again", conversation)
    kept = conversations.load(assistant, conversation)  # type: ignore[arg-type]
    assert "#as-typed" in chat_talk.messages(kept)[-1]["content"]
    list(chat_talk.ask(assistant, "", conversation, again=True, as_typed=True))  # type: ignore[arg-type]
    kept = conversations.load(assistant, conversation)  # type: ignore[arg-type]
    assert len(kept) == 2 and kept[-1].as_typed and kept[-1].answer is not None and kept[-1].answer.read_as is None
    assert "#as-typed" not in chat_talk.messages(kept)[-1]["content"]
    talk(assistant, "cracks once more", conversation)
    kept = conversations.load(assistant, conversation)  # type: ignore[arg-type]
    shown = [one["content"] for one in chat_talk.messages(kept)]
    assert sum("#as-typed" in one for one in shown) == 1, "only the last reading can be undone"
