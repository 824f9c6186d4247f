"""Define the page's own components: fixed markup, filled by our scripts through `textContent` alone.

Gradio evaluates a template that holds a value as a JavaScript template literal, so that a headline such as
`${alert(1)}` would run (measured). Ours never hold one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""How the page's own events are wired: of no program's concern, and without Gradio's veil."""
ICONS = {
    "new": '<path d="M12 20h9M16.5 3.5a2.1 2.1 0 0 1 3 3L8 18l-4 1 1-4z"/>',
    "clear": '<path d="M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3"/>',
    "theme": '<path d="M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z"/>',
}


def _icon(name: str, label: str) -> str:
    return (
        f'<button type="button" class="icon" data-do="{name}" aria-label="{label}" title="{label}">'
        f'<svg viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg></button>'
    )


BAR = (
    '<header class="bar"><h1 class="mark"><i aria-hidden="true">B</i>Briefing Desk</h1><span class="scope"></span>'
    f'<span class="gap"></span>{_icon("clear", "Delete this conversation")}{_icon("new", "New conversation")}'
    '<span class="pill" title="Answers are quoted from your articles; no text leaves this server">'
    f'<span class="engine">Built-in engine</span></span>{_icon("theme", "Switch light and dark theme (t)")}</header>'
)
READER = (
    '<div class="reader"><div class="reader-bar"><span class="place">Sources</span>'
    '<a class="permanent" hidden target="_blank" rel="noopener" aria-label="Open the article as its own page" '
    'title="Open the article as its own page">↗</a>'
    '<button type="button" class="previous" aria-label="Previous citation">↑ Prev</button>'
    '<button type="button" class="next" aria-label="Next citation">↓ Next</button>'
    '<button type="button" class="close" aria-label="Close source panel">Close</button></div>'
    '<div class="reader-body" tabindex="0" role="region" aria-label="Source article"></div></div>'
)
FEEDS = (
    '<div class="shelf feeds" hidden><div class="shelf-bar"><h2>Followed feeds</h2>'
    '<button type="button" class="again">Read again</button></div><div class="shelf-list"></div></div>'
)
SHELF = (
    '<div class="shelf"><div class="shelf-bar"><h2>In your library</h2>'
    '<input type="search" class="shelf-filter" placeholder="Filter the list" title="By title, outlet or collection" '
    'aria-label="Filter the articles" hidden></div><div class="shelf-list"></div></div>'
)


PROOF = (
    '<div class="proof"><div class="proof-head" hidden><div class="proof-said" role="status"></div>'
    '<progress class="proof-bar" max="1" value="0" aria-label="Sentences checked"></progress>'
    '<div class="proof-pills" role="group" aria-label="Show which sentences"></div></div>'
    '<div class="proof-list"></div></div>'
)


PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "bar": (BAR, ("fresh", "wipe", "literal")),
    "reader": (READER, ()),
    "receipt": ('<div class="receipt" role="status"></div>', ("undo", "restore")),
    "feeds": (FEEDS, ("again", "unfollow")),
    "shelf": (SHELF, ("discard",)),
    "proof": (PROOF, ()),
    "actions": ('<div class="actions" hidden></div>', ()),
}
"""The name of each part, which is also that of its function in our scripts: its markup, and the events it sends."""


def part(name: str, server_functions: list[Callable[..., Any]] | None = None) -> Any:
    """Return the component of that name; `window.desk.<name>` fills it from its value.

    Not a subclass, because Gradio writes a type stub beside every module that has one.
    """
    markup, events = PARTS[name]
    # Gradio finds the names of custom events by looking for them in the script, in quotation marks.
    script = (
        f"/* {', '.join(repr(event) for event in events)} */ "
        f"const start = () => window.desk.{name}(element, props, watch, trigger, "
        "typeof server === 'undefined' ? null : server); "
        "if (window.desk && window.desk.ready) start(); else addEventListener('desk:ready', start, {once: true});"
    )
    return gr.HTML(
        {},
        elem_id=f"desk-{name}",
        html_template=markup,
        js_on_load=script,
        apply_default_css=False,
        server_functions=server_functions,
    )


def theme() -> Any:
    """Return our colours and fonts as a Gradio theme."""
    accent = "#eef5f8 #d9e9f0 #b4d3e1 #86b7cd #4d92b0 #1f7092 #0b4f6c #0a4560 #093a50 #082f41 #051f2b".split()
    return gr.themes.Base(
        primary_hue=gr.themes.Color(*accent),
        neutral_hue="stone",
        radius_size="md",
        font=[gr.themes.Font("Desk Sans"), "system-ui", "sans-serif"],
        font_mono=[gr.themes.Font("ui-monospace"), "monospace"],
    ).set(
        body_background_fill="#fbfaf7",
        body_background_fill_dark="#131517",
        body_text_color="#1c1b19",
        body_text_color_dark="#ece9e2",
        background_fill_primary="#ffffff",
        background_fill_primary_dark="#1b1e21",
        block_background_fill="#ffffff",
        block_background_fill_dark="#1b1e21",
        border_color_primary="#e6e2d9",
        border_color_primary_dark="#2d3135",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_300",
        button_primary_background_fill_hover_dark="*primary_200",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#0d1b22",
    )
