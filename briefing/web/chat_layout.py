"""Lay out the chat page: the head, four tabs on the left, the reader on the right."""

from __future__ import annotations

from typing import Any

import gradio as gr

from briefing.assistant import Assistant
from briefing.draft import LONGEST_DRAFT
from briefing.web import chat_check, chat_desk
from briefing.web.chat_parts import part
from index.read import ENDINGS

LONGEST_INPUT = 5000
"""Characters the question box takes: more than a question may have, so that a long one is explained and not cut."""
LONGEST_PASTE = 2_000_000
PLACEHOLDER = (
    '<div class="empty"><b>What do you want to know?</b>'
    "Ask in your own words. Every sentence of the answer links to the paragraph it came from.</div>"
)
WELCOME = (
    '<div class="empty welcome"><b>Your library is empty</b>Paste or upload articles in the Library tab, or look '
    "around first: the sample newsroom is two dozen articles of four invented outlets.</div>"
)
NO_BRIEFING = (
    '<div class="empty"><b>No briefing yet</b>Choose a period and a reading time, then write one. '
    "It takes a few seconds, and every sentence shows its paragraph.</div>"
)
FILE_TYPES = [".gz", *ENDINGS]
SAMPLES = "Open the sample newsroom"
HINT = (
    "<kbd>Enter</kbd> send · <kbd>/</kbd> focus · <kbd>[</kbd> <kbd>]</kbd> step through citations · "
    "answers come only from your library"
)


def lay_out(assistant: Assistant) -> dict[str, Any]:
    """Build the components of the page inside the open blocks and return them by name."""
    page: dict[str, Any] = {}

    def read_article(wanted: Any) -> dict[str, Any]:
        given = wanted[0] if isinstance(wanted, list) and wanted else wanted
        given = given if isinstance(given, dict) else {}
        return chat_desk.read_article(assistant, str(given.get("id", "")), str(given.get("revision", "")))

    def find_articles(wanted: Any) -> dict[str, Any]:
        given = wanted[0] if isinstance(wanted, list) and wanted else wanted
        return chat_desk.find(assistant, str(given.get("words", "")) if isinstance(given, dict) else "")

    page["bar"] = part("bar")
    page["conversation"] = gr.Textbox(visible="hidden", elem_id="desk-conversation", max_length=64)
    with gr.Row(elem_id="desk-shell", equal_height=True):
        with (
            gr.Column(elem_id="desk-main", scale=7, min_width=0),
            gr.Tabs(elem_id="desk-tabs", selected="ask") as page["tabs"],
        ):
            with gr.Tab("Ask", id="ask"):
                _ask_tab(page)
            with gr.Tab("Briefing", id="briefing"):
                _briefing_tab(page)
            with gr.Tab("Check", id="check"), gr.Column(elem_id="desk-proving"):
                chat_check.lay_out(page, part, FILE_TYPES, LONGEST_DRAFT)
            with gr.Tab("Library", id="library"), gr.Column(elem_id="desk-library"):
                _library_tab(page)
                page["shelf"] = part("shelf", [find_articles])
        with gr.Column(elem_id="desk-side", scale=5, min_width=0):
            page["reader"] = part("reader", [read_article])
    return page


def _ask_tab(page: dict[str, Any]) -> None:
    with gr.Column(visible=False, elem_id="desk-welcome") as page["welcome"]:
        gr.HTML(WELCOME, js_on_load=None, apply_default_css=False)
        page["open_samples"] = gr.Button(SAMPLES, variant="primary", scale=0)
    page["chat"] = gr.Chatbot(
        elem_id="desk-chat",
        layout="panel",
        show_label=False,
        label="Conversation",
        height="100%",
        container=False,
        buttons=["copy"],
        allow_tags=False,
        latex_delimiters=[],
        allow_file_downloads=False,
        placeholder=PLACEHOLDER,
        feedback_options=("Like", "Dislike"),
    )
    with gr.Column(elem_id="desk-ask"):
        page["question"] = gr.Textbox(
            elem_id="desk-question",
            show_label=False,
            label="Your question",
            placeholder="Ask about your articles…",
            lines=1,
            max_lines=6,
            submit_btn=True,
            stop_btn=False,
            container=False,
            autofocus=True,
            max_length=LONGEST_INPUT,
        )
        gr.HTML(HINT, elem_id="desk-hint", js_on_load=None, apply_default_css=False)


def _briefing_tab(page: dict[str, Any]) -> None:
    with gr.Row(elem_id="desk-briefing-bar"):
        page["period"] = gr.Dropdown([("All articles", 0)], value=0, label="Period", min_width=200)
        page["topics"] = gr.Dropdown(
            [], value=[], multiselect=True, label="Topics", min_width=160, elem_id="desk-topics", visible=False
        )
        page["minutes"] = gr.Dropdown(list(chat_desk.READING_MINUTES), value=2.0, label="Reading time", min_width=120)
        page["write"] = gr.Button("Write briefing", variant="primary", min_width=120, scale=0)
    page["actions"] = part("actions")
    page["briefing"] = gr.Markdown(NO_BRIEFING, elem_id="desk-briefing", latex_delimiters=[], container=False)


def _library_tab(page: dict[str, Any]) -> None:
    with gr.Column(elem_id="desk-add"):
        with gr.Tabs(elem_id="desk-add-tabs"):
            with gr.Tab("Paste text"):
                page["text"] = gr.Textbox(
                    label="Article text",
                    lines=5,
                    max_lines=14,
                    placeholder="Paste the article as it is: captions, READ MORE and links are sorted out for you",
                    max_length=LONGEST_PASTE,
                )
                page["add"] = gr.Button("Add article", variant="primary", scale=0, elem_id="desk-add-text")
            with gr.Tab("Address"):
                page["address"] = gr.Textbox(
                    label="Address of a page, a PDF or a feed; a feed is followed from then on",
                    placeholder="https://…",
                    max_length=2000,
                    elem_id="desk-address",
                )
                page["take"] = gr.Button("Read address", variant="primary", scale=0, elem_id="desk-take")
            with gr.Tab("File"):
                page["files"] = gr.File(
                    label="Drop articles: text, web page, PDF, Word, mail, JSON Lines",
                    file_types=FILE_TYPES,
                    file_count="multiple",
                    height=150,
                    elem_id="desk-files",
                )
        with gr.Accordion("What you know about it (optional)", open=False, elem_id="desk-known"), gr.Row():
            page["title"] = gr.Textbox(label="Headline", max_length=300, min_width=140)
            page["source"] = gr.Textbox(label="Outlet", max_length=100, min_width=140)
            page["published"] = gr.Textbox(label="Published", placeholder="2026-03-13", max_length=40, min_width=140)
            page["collection"] = gr.Textbox(label="Topic", max_length=60, min_width=140)
    page["receipt"] = part("receipt")
    page["samples"] = gr.Button(SAMPLES, visible=False, scale=0, elem_id="desk-samples")
    page["feeds"] = part("feeds")
