"""Do the work of the Check tab: a draft, sentence by sentence, as plain values for the page; and wire it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from secrets import token_hex
from typing import Any

import gradio as gr

from briefing.assistant import Assistant
from briefing.credit import WORDING, why
from briefing.draft_file import read_source
from briefing.suspicious import suspicious
from briefing.types import Aside, Check, Citation, Claim, Proof
from briefing.web.chat_desk import Value
from briefing.web.chat_markdown import address, readable, where
from briefing.web.chat_parts import QUIET
from briefing.web.faults import sentence_of
from index.errors import BriefingError
from index.types import Article

FRAME_SECONDS = 0.25
"""Between two states of a growing list: the whole of it is sent each time."""
CHOICES = 500
"""Articles that can be chosen to check against; more would make the list slow."""
CHECKING_AT_ONCE = 4
NAMES = {
    "citation": "",
    "source": "Source",
    "quotation": "Quotations",
    "numbers": "Numbers",
    "names": "Names",
    "speaker": "Who said it",
    "negation": "Yes or no",
    "event": "Who did what",
    "deed": "What was done",
    "verb": "What is said",
    "dates": "Days",
    "hedge": "Certainty",
    "wording": "Wording",
    "vote": "Small model",
}
"""What the checks are called on the page; one without a word is not shown, any other by its own name."""


def choices(articles: Sequence[Article]) -> list[tuple[str, str]]:
    """Return the articles that a draft may be checked against, each with its outlet and date."""
    shown = articles[:CHOICES]
    return [(" · ".join(filter(None, (one.label, one.source, readable(one.published)))), one.id) for one in shown]


def check(assistant: Assistant, text: str, against: Sequence[str]) -> Iterator[Value]:
    """Yield the list of checked sentences as it grows."""
    value: Value = {"run": token_hex(4), "working": True, "done": 0, "total": 0, "pieces": [], "counts": {}}
    yield value
    try:
        yield from _growing(assistant, text, against, value)
    except Exception as error:  # the page's outermost edge: the person gets a sentence, whatever it was
        yield {**value, "working": False, "problem": sentence_of(error, "checking a draft")}


def _growing(assistant: Assistant, text: str, against: Sequence[str], value: Value) -> Iterator[Value]:
    pieces: list[Value] = []
    counts: Counter[str] = Counter()
    steps: list[Value] = [{}]

    def told(progress: Any) -> None:
        steps[0] = {"done": progress.done, "total": progress.total}

    shown = time.monotonic()
    for piece in assistant.checking(text, against=list(against), progress=told):
        if isinstance(piece, Proof):
            dated = readable(piece.as_of)
            yield {**value, **steps[0], "working": False, "pieces": pieces, "counts": dict(counts), "dated": dated}
            return
        pieces.append(_piece(piece))
        if isinstance(piece, Claim):
            counts[piece.verdict] += 1
        if time.monotonic() - shown >= FRAME_SECONDS:
            shown = time.monotonic()
            yield {**value, **steps[0], "pieces": list(pieces), "counts": dict(counts)}


def _piece(piece: Claim | Aside) -> Value:
    if isinstance(piece, Aside):
        return {"what": piece.what, "text": piece.text}
    cited = [(one, "") for one in piece.sentence.citations] + [(one, "Nearest") for one in piece.nearest]
    return {
        "verdict": piece.verdict,
        "words": WORDING[piece.verdict],
        "text": piece.sentence.text,
        "why": why(piece),
        "checks": [one for one in map(_check, piece.sentence.checks) if one["name"]],
        "paragraphs": [_paragraph(one, how) for one, how in cited],
    }


def _check(one: Check) -> Value:
    return {"name": NAMES.get(one.name, one.name.capitalize()), "passed": one.passed, "detail": one.detail}


def _paragraph(citation: Citation, how: str) -> Value:
    return {
        "n": citation.n,
        "href": address(citation),
        "where": where(citation),
        "title": citation.title,
        "dated": readable(citation.published),
        "quote": citation.quote,
        "how": how,
        "suspicious": suspicious(citation.quote) or "",
    }


def lay_out(page: dict[str, Any], part: Any, file_types: list[str], longest: int) -> None:
    """Build the components of the tab inside the open blocks."""
    with gr.Column(elem_id="desk-check-form"):
        page["draft"] = gr.Textbox(
            label="Your draft",
            lines=6,
            max_lines=14,
            placeholder="Paste a draft, a press line or a briefing. Every sentence is looked up in your articles.",
            max_length=longest,
            elem_id="desk-draft",
        )
        with gr.Row(elem_id="desk-check-bar"):
            page["against"] = gr.Dropdown(
                [], value=[], multiselect=True, label="Check against", min_width=200, elem_id="desk-against"
            )
            page["draft_file"] = gr.UploadButton(
                "Open a file", file_types=file_types, scale=0, min_width=110, elem_id="desk-draft-file"
            )
            page["check"] = gr.Button("Check", variant="primary", scale=0, min_width=110, elem_id="desk-check")
            page["check_stop"] = gr.Button("Stop", visible=False, scale=0, min_width=110, elem_id="desk-check-stop")
    page["proof"] = part("proof")


def wire(page: dict[str, Any], assistant: Assistant) -> None:
    """Say what happens on the tab."""
    outputs = [page["proof"], page["check"], page["check_stop"]]

    def ui_check(text: str | None, against: list[str] | None) -> Iterator[tuple[Any, Any, Any]]:
        if not (text or "").strip():
            yield {"problem": "Paste a draft first, or open a file."}, gr.skip(), gr.skip()
            return
        buttons: tuple[Any, Any] = (gr.Button(visible=False), gr.Button(visible=True))
        for value in check(assistant, text or "", against or ()):
            if not value["working"]:
                buttons = (gr.Button(visible=True), gr.Button(visible=False))
            yield value, *buttons
            buttons = (gr.skip(), gr.skip())

    def ui_stopped(value: dict[str, Any] | None) -> tuple[Any, Any, Any]:
        return {**(value or {}), "working": False, "stopped": True}, gr.Button(visible=True), gr.Button(visible=False)

    def ui_file(path: str | None) -> tuple[Any, Any]:
        try:
            return read_source(path or "", max_bytes=assistant.settings.max_source_bytes), gr.skip()
        except BriefingError as error:
            return gr.skip(), {"problem": str(error).replace(f"{Path(path or '').parent}/", "")}

    running = page["check"].click(
        ui_check,
        [page["draft"], page["against"]],
        outputs,
        concurrency_limit=CHECKING_AT_ONCE,
        concurrency_id="checking",
        **QUIET,
    )
    halted = page["check_stop"].click(None, None, None, cancels=[running], **QUIET)
    halted.then(ui_stopped, [page["proof"]], outputs, **QUIET)
    page["draft_file"].upload(ui_file, [page["draft_file"]], [page["draft"], page["proof"]], **QUIET)
