"""Mount the chat page and wire what happens on it; only the `chat_*` files know Gradio."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from typing import Any

import gradio as gr
from fastapi import FastAPI

from briefing.assistant import Assistant
from briefing.settings import Settings
from briefing.types import Briefing
from briefing.web import chat_check, chat_desk, chat_import, chat_talk, conversations
from briefing.web.chat_layout import NO_BRIEFING, SAMPLES, lay_out
from briefing.web.chat_markdown import briefing_markdown, escape, file_name
from briefing.web.chat_parts import QUIET, theme
from briefing.web.faults import sentence_of
from briefing.web.file_names import file_names
from briefing.web.pages import static_version

ASKING_AT_ONCE = 8
THREADS = 64
"""Gradio runs at most this many events at once, whatever each event's own limit says (its default is 40)."""
FRAME_SECONDS = 0.03
"""Between two blocks of a briefing: it is written as a whole, and appears fast enough to read along."""
PROBLEM = '<div class="problem">'
FIND_CONVERSATION = (
    "async () => { while (!window.desk || !window.desk.ready) await new Promise((done) => setTimeout(done, 20)); "
    "return window.desk.conversation(); }"
)
"""Gradio puts the head's script into the page while its components start, so either may be first."""
LET_GO = f"(shown) => (shown || '').includes('{PROBLEM}') ? {json.dumps(NO_BRIEFING)} : shown"
"""What went wrong with a briefing is told until the tab is left or another one is set."""


def mount_chat(app: FastAPI, assistant: Assistant, settings: Settings) -> None:
    """Mount the chat page at `/`, behind the routes that `app` has already."""
    version = static_version()
    names = ("fonts.css", "desk.css", "gradio.css", "proof.css")
    head = '<link rel="icon" href="desk/icon.svg"><meta name="color-scheme" content="light dark">'
    head += "".join(f'<link rel="stylesheet" href="desk/{name}?v={version}">' for name in names)
    head += f'<script src="desk/page.js?v={version}"></script>'

    async def mount() -> None:
        _mount(app, assistant, settings, head)

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        # Gradio makes its locks while it builds; without a running loop it leaves one of its own unclosed for each.
        asyncio.run(mount())
    else:
        _mount(app, assistant, settings, head)


def _mount(app: FastAPI, assistant: Assistant, settings: Settings, head: str) -> None:
    gr.mount_gradio_app(
        app,
        build(assistant),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        enable_monitoring=False,
        max_file_size=settings.max_source_mb * 1024 * 1024,
        theme=theme(),
        head=head,
        favicon_path=None,
    )


def build(assistant: Assistant) -> Any:
    """Return the page as Gradio blocks."""
    with gr.Blocks(title="Briefing Desk", fill_width=True, fill_height=True, analytics_enabled=False) as blocks:
        page = lay_out(assistant)
        _wire_talk(page, assistant)
        _wire_briefing(page, assistant)
        chat_check.wire(page, assistant)
        _wire_library(page, assistant)
        _wire_load(blocks, page, assistant)
    blocks.max_threads = THREADS
    blocks.queue(default_concurrency_limit=16, max_size=500)
    return blocks


def _wire_talk(page: dict[str, Any], assistant: Assistant) -> None:
    chat, question, conversation = page["chat"], page["question"], page["conversation"]
    shown = [chat, question, conversation]

    def ui_ask(
        text: str | None, identity: str | None, again: bool = False, as_typed: bool = False
    ) -> Iterator[tuple[Any, Any, Any]]:
        text, identity = (text or "").strip(), chat_talk.identify(identity)
        if not text and not again:
            yield gr.skip(), gr.skip(), gr.skip()
            return
        box: Any = gr.Textbox(value="", submit_btn=False, stop_btn=True)
        latest: list[conversations.Exchange] = []
        for exchanges in chat_talk.ask(assistant, text, identity, again=again, as_typed=as_typed):
            latest = list(exchanges)
            # An empty library shows a welcome instead of the chat; whoever asks all the same is answered.
            yield gr.Chatbot(value=chat_talk.messages(latest), visible=True), box, identity
            box = gr.skip()
        suggestions = chat_talk.follow_ups(assistant, latest[-1])
        yield chat_talk.messages(latest, suggestions), gr.Textbox(submit_btn=True, stop_btn=False), identity

    def ui_choose(identity: str | None, choice: gr.SelectData) -> Iterator[tuple[Any, Any, Any]]:
        chosen = choice.value
        text = chosen.get("text") or chosen.get("value") if isinstance(chosen, dict) else chosen
        yield from ui_ask(str(text), identity)

    def ui_retry(identity: str | None) -> Iterator[tuple[Any, Any, Any]]:
        yield from ui_ask("", identity, again=True)

    def ui_as_typed(identity: str | None) -> Iterator[tuple[Any, Any, Any]]:
        yield from ui_ask("", identity, again=True, as_typed=True)

    def ui_stopped(identity: str | None) -> tuple[Any, Any]:
        exchanges = chat_talk.stop(assistant, identity or "")
        return chat_talk.messages(exchanges), gr.Textbox(submit_btn=True, stop_btn=False)

    def ui_fresh() -> tuple[Any, Any, str]:
        return [], gr.Textbox(value="", submit_btn=True, stop_btn=False), ""

    def ui_wipe(identity: str | None) -> tuple[Any, Any, str]:
        conversations.forget(assistant, identity or "")
        return ui_fresh()

    asking: dict[str, Any] = {"concurrency_limit": ASKING_AT_ONCE, "concurrency_id": "asking", **QUIET}
    running = [
        question.submit(ui_ask, [question, conversation], shown, **asking),
        chat.example_select(ui_choose, [conversation], shown, **asking),
        chat.option_select(ui_choose, [conversation], shown, **asking),
        chat.retry(ui_retry, [conversation], shown, **asking),
        page["bar"].literal(ui_as_typed, [conversation], shown, **asking),
    ]
    # Cancelling and changing the chat in one listener races (measured: 7 of 16 times the old answer came back).
    halted = question.stop(None, None, None, cancels=running, **QUIET)
    halted.then(ui_stopped, [conversation], [chat, question], **QUIET)
    page["bar"].fresh(None, None, None, cancels=running, **QUIET).then(ui_fresh, None, shown, **QUIET)
    page["bar"].wipe(None, None, None, cancels=running, **QUIET).then(ui_wipe, [conversation], shown, **QUIET)
    _wire_rating(chat, conversation, assistant)
    conversation.change(None, [conversation], None, js="(id) => { window.desk.remember(id); }", **QUIET)


def _wire_rating(chat: Any, conversation: Any, assistant: Assistant) -> None:
    def ui_rate(identity: str | None, rating: gr.LikeData) -> None:
        position = rating.index[0] if isinstance(rating.index, (list, tuple)) else rating.index
        chat_talk.rate(assistant, identity or "", int(position), str(rating.liked))

    chat.like(ui_rate, [conversation], None, **QUIET)


def _wire_briefing(page: dict[str, Any], assistant: Assistant) -> None:
    def ui_write(days: int, topics: list[str] | None, minutes: float) -> Iterator[tuple[str, Any]]:
        yield '<div class="empty"><b>Writing…</b>Grouping the articles into stories.</div>', {}
        try:
            made: Briefing = chat_desk.write(assistant, int(days), topics or [], float(minutes))
        except Exception as error:  # the page's outermost edge: the person gets a sentence, whatever it was
            yield f"{PROBLEM}{escape(sentence_of(error, 'writing a briefing'))}</div>", {}
            return
        blocks = briefing_markdown(made)
        for number in range(1, len(blocks)):
            yield "\n\n".join(blocks[:number]), {}
            time.sleep(FRAME_SECONDS)
        yield "\n\n".join(blocks), {"id": made.id, "name": file_name(made)}

    page["write"].click(
        ui_write,
        [page["period"], page["topics"], page["minutes"]],
        [page["briefing"], page["actions"]],
        concurrency_limit=4,
        **QUIET,
    )
    settings = [page[name].input for name in ("period", "topics", "minutes")]
    gr.on([page["tabs"].select, *settings], None, [page["briefing"]], [page["briefing"]], js=LET_GO, **QUIET)


def _room(page: dict[str, Any]) -> list[Any]:
    """Return the components that change with the library, in the order `_room_values` fills them."""
    names = ("bar", "feeds", "shelf", "reader", "chat", "welcome", "samples", "period", "topics", "against")
    return [page[name] for name in names]


def _room_values(assistant: Assistant, **chat: Any) -> list[Any]:
    articles = assistant.articles()
    examples = [{"text": one} for one in chat_talk.examples(assistant, articles)]
    choices = chat_desk.periods(articles)
    topics = chat_desk.collections(articles)
    shelf = chat_desk.shelf(articles, file_names(assistant))
    return [
        {"scope": chat_desk.scope(articles), **chat_desk.engine(assistant)},
        chat_import.feeds(assistant),
        shelf,
        {"home": shelf["articles"][:12]},
        gr.Chatbot(examples=examples, visible=bool(articles) or bool(chat.get("value")), **chat),
        gr.Column(visible=not articles),
        gr.Button(visible=not articles),
        gr.Dropdown(choices=choices, value=choices[-1][1]),
        gr.Dropdown(choices=topics, value=[], visible=bool(topics)),
        gr.Dropdown(choices=chat_check.choices(articles), value=[]),
    ]


def _known(source: str | None, published: str | None, collection: str | None) -> dict[str, str]:
    return {"source": source or "", "published": published or "", "collection": collection or ""}


def _wire_library(page: dict[str, Any], assistant: Assistant) -> None:
    room = _room(page)
    fields = [page["source"], page["published"], page["collection"]]
    unchanged = [gr.skip() for _ in room]

    def steps(receipts: Iterator[dict[str, Any]]) -> Iterator[list[Any]]:
        for receipt in receipts:
            done = "working" not in receipt and bool(receipt.get("added") or receipt.get("lines"))
            yield [receipt, *(_room_values(assistant) if done else unchanged)]

    def ui_add(text: str | None, title: str | None, *rest: str | None) -> Iterator[list[Any]]:
        if not (text or "").strip():
            yield [{"problems": ["Paste the article's text first."]}, "", *unchanged]
            return
        for receipt, *others in steps(chat_import.add_text(assistant, text or "", title or "", _known(*rest))):
            yield [receipt, "" if receipt.get("added") else gr.skip(), *others]

    def ui_files(paths: list[str] | None, *rest: str | None) -> Iterator[list[Any]]:
        for receipt, *others in steps(chat_import.add_files(assistant, paths or [], _known(*rest))):
            yield [receipt, None if "working" not in receipt else gr.skip(), *others]

    def ui_take(address: str | None, *rest: str | None) -> Iterator[list[Any]]:
        if not (address or "").strip():
            yield [{"problems": ["Enter the address first."]}, gr.skip(), *unchanged]
            return
        for receipt, *others in steps(chat_import.add_address(assistant, address or "", _known(*rest))):
            finished = "working" not in receipt and not receipt.get("problems")
            yield [receipt, "" if finished else gr.skip(), *others]

    def ui_again() -> Iterator[list[Any]]:
        for receipt in chat_import.refresh(assistant):
            yield [receipt, *(unchanged if "working" in receipt else _room_values(assistant))]

    def ui_unfollow(event: gr.EventData) -> list[Any]:
        said = chat_import.unfollow(assistant, str(getattr(event, "url", "")))
        return [{"said": said}, *_room_values(assistant)]

    def ui_restore(event: gr.EventData) -> list[Any]:
        line = int(getattr(event, "line", 0))
        said = chat_import.restore(assistant, str(getattr(event, "id", "")), line)
        return [{"said": said}, *_room_values(assistant)]

    def ui_samples() -> Iterator[list[Any]]:
        for receipt, *others in steps(chat_import.add_samples(assistant)):
            working = receipt.get("working")
            button = gr.Button(working or SAMPLES, interactive=not working)
            yield [{**receipt, "brief": True}, button, *others]

    receipt = page["receipt"]
    page["add"].click(ui_add, [page["text"], page["title"], *fields], [receipt, page["text"], *room], **QUIET)
    page["files"].upload(ui_files, [page["files"], *fields], [receipt, page["files"], *room], **QUIET)
    page["take"].click(ui_take, [page["address"], *fields], [receipt, page["address"], *room], **QUIET)
    page["address"].submit(ui_take, [page["address"], *fields], [receipt, page["address"], *room], **QUIET)
    page["feeds"].again(ui_again, None, [receipt, *room], **QUIET)
    page["feeds"].unfollow(ui_unfollow, None, [receipt, *room], **QUIET)
    receipt.restore(ui_restore, None, [receipt, *room], **QUIET)
    page["open_samples"].click(ui_samples, None, [receipt, page["open_samples"], *room], **QUIET)
    page["samples"].click(ui_samples, None, [receipt, page["samples"], *room], **QUIET)
    _wire_discard(page, assistant, [receipt, *room])


def _wire_discard(page: dict[str, Any], assistant: Assistant, shown: list[Any]) -> None:
    def ui_discard(event: gr.EventData) -> list[Any]:
        said = chat_desk.remove(assistant, str(getattr(event, "id", "")))
        return [{"said": said}, *_room_values(assistant)]

    page["shelf"].discard(ui_discard, None, shown, **QUIET)
    page["receipt"].undo(ui_discard, None, shown, **QUIET)


def _wire_load(blocks: Any, page: dict[str, Any], assistant: Assistant) -> None:
    def ui_load(identity: str | None) -> list[Any]:
        exchanges = chat_talk.stop(assistant, identity or "")
        suggestions = chat_talk.follow_ups(assistant, exchanges[-1]) if exchanges else []
        shown = chat_talk.messages(exchanges, suggestions)
        return [identity if exchanges else "", *_room_values(assistant, value=shown)]

    blocks.load(
        ui_load,
        [page["conversation"]],
        [page["conversation"], *_room(page)],
        js=FIND_CONVERSATION,
        **QUIET,
    )
