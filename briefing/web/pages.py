"""Make the pages that need no script: an article with its permanent paragraph links, the sign-in, an error."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from briefing.assistant import Assistant
from briefing.settings import Settings
from briefing.suspicious import suspicious
from briefing.web.auth import key_matches, session_cookie
from briefing.web.chat_markdown import readable
from briefing.web.file_names import file_names, origin
from index.text import with_noun
from index.types import Article, Paragraph, Removed

STATIC = Path(__file__).parent / "static"
BACK = re.compile(r"(?:articles|briefings)/[\w.-]{1,64}")
"""Where a sign-in may lead back to: our own pages and nothing else."""
GUESS_SECONDS = 1.0
"""A wrong key waits this long, one behind the other, so that keys cannot be tried here by the thousand."""
SCRIPTS = ("desk.js", "reader.js", "proof.js", "parts.js")
TAGS = {"heading": "h2", "quote": "blockquote"}

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="{up}desk/icon.svg">
<link rel="stylesheet" href="{up}desk/fonts.css?v={version}">
<link rel="stylesheet" href="{up}desk/page.css?v={version}">
</head>
<body>
<header><a class="mark" href="{up}"><i aria-hidden="true">B</i>Briefing Desk</a></header>
<main>{body}</main>
</body>
</html>"""


@cache
def static_version() -> str:
    """Return a digest of the style sheets and scripts: part of their addresses, so that browsers may keep them."""
    files = sorted(path for path in STATIC.iterdir() if path.suffix in (".css", ".js"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:10]


def page_router(assistant: Assistant, settings: Settings) -> APIRouter:
    """Return the routes of the pages."""
    router = APIRouter(include_in_schema=False)
    guessing = asyncio.Lock()

    @router.get("/articles/{article_id}")
    def article(article_id: str, rev: str | None = None) -> HTMLResponse:
        """Show one article, or an earlier revision of it; `#p-…` marks a paragraph."""
        found = assistant.article(article_id, rev)
        newest = found if rev is None else assistant.article(found.id)
        return article_page(found, newest=newest, names=file_names(assistant))

    @router.get("/desk/page.js")
    def scripts() -> Response:
        """Return our scripts as one file: Gradio adds each of the head's scripts without waiting for the one before."""
        return Response(b"\n".join((STATIC / name).read_bytes() for name in SCRIPTS), media_type="text/javascript")

    @router.get("/sign-in")
    def sign_in_form(next: str = "") -> Response:
        """Ask for the key."""
        return sign_in_page(next)

    @router.post("/sign-in")
    async def sign_in(request: Request, key: str = Form(""), next: str = Form("")) -> Response:
        """Trade the key for a session cookie."""
        if not key_matches(settings, key.strip()):
            async with guessing:
                await asyncio.sleep(GUESS_SECONDS)
            return sign_in_page(next, "This key is not the right one; ask whoever runs this server for it.", 401)
        framed = request.headers.get("sec-fetch-dest") == "iframe" and bool(settings.allowed_origins)
        cookie = session_cookie(settings, framed=framed, secure=request.url.scheme == "https")
        where = next if BACK.fullmatch(next) else "./"
        return RedirectResponse(where, 303, headers={"set-cookie": cookie})

    return router


def article_page(article: Article, *, newest: Article, names: Mapping[str, str]) -> HTMLResponse:
    """Return the permanent page of an article; the browser marks the paragraph that the address names."""
    body_size = sum(1 for one in article.paragraphs if one.number)
    facts = [
        f"By {', '.join(article.authors)}" if article.authors else "",
        readable(article.published) or "no date given",
        with_noun(body_size, "paragraph"),
    ]
    parts = [
        f'<p class="source">{escape(origin(article, names))}</p>',
        f"<h1>{escape(article.label)}</h1>",
        f'<p class="facts">{escape(" · ".join(filter(None, facts)))}{_original(article)}</p>',
    ]
    if article.revision != newest.revision:
        link = f'<a href="{escape(newest.id)}">the current version</a>'
        parts.insert(0, f'<p class="notice">This is an earlier version of the article; see {link}.</p>')
    if article.note:
        parts.append(f'<p class="notice">{escape(article.note)}</p>')
    parts += [_paragraph(one) for one in article.paragraphs]
    parts.append(_removed(article.removed))
    return _page(f"{article.label} · Briefing Desk", "\n".join(parts), language=article.language)


def sign_in_page(next: str = "", error: str = "", status: int = 200) -> HTMLResponse:
    """Return the form that asks for the key."""
    problem = f'<p class="error" role="alert">{escape(error)}</p>' if error else ""
    back = escape(next) if BACK.fullmatch(next) else ""
    body = (
        '<form class="card" method="post" action="sign-in"><h1>Sign in</h1>'
        "<p>This desk is private. Enter its access key.</p>"
        f'{problem}<label for="key">Access key</label>'
        '<input id="key" name="key" type="password" autocomplete="current-password" required autofocus>'
        f'<input type="hidden" name="next" value="{back}"><button type="submit">Sign in</button></form>'
    )
    return _page("Sign in · Briefing Desk", body, status=status, depth=0)


def error_page(sentence: str, status: int, depth: int = 1) -> HTMLResponse:
    """Return a page with one sentence, at an address `depth` folders below the desk's own."""
    home = "../" * depth or "./"
    body = f'<div class="card"><h1>Not here</h1><p>{escape(sentence)}</p><p><a href="{home}">To the desk</a></p></div>'
    return _page("Briefing Desk", body, status=status, depth=depth)


def _page(title: str, body: str, *, language: str = "en", status: int = 200, depth: int = 1) -> HTMLResponse:
    page = PAGE.format(
        title=escape(title), body=body, language=escape(language), up="../" * depth or "./", version=static_version()
    )
    return HTMLResponse(page, status)


def _paragraph(paragraph: Paragraph) -> str:
    tag = TAGS.get(paragraph.kind, "p")
    anchor = "p-" + escape(paragraph.id.rpartition(".")[2])
    name = f"Paragraph {paragraph.number}" if paragraph.number else paragraph.kind.capitalize()
    number = f'<a class="number" href="#{anchor}" aria-label="Link to {name}">{paragraph.number or "¶"}</a>'
    page = f' <span class="page">page {paragraph.page}</span>' if paragraph.page else ""
    why = suspicious(paragraph.text)
    badge = f' <span class="badge">Suspicious: {escape(why)}; no answer uses it</span>' if why else ""
    kind = f"{paragraph.kind} suspicious" if why else paragraph.kind
    return f'<{tag} id="{anchor}" class="paragraph {kind}">{number}{escape(paragraph.text)}{page}{badge}</{tag}>'


def _original(article: Article) -> str:
    if not article.url or not article.url.startswith(("https://", "http://")):
        return ""
    return f' · <a href="{escape(article.url)}" rel="noreferrer nofollow">Original</a>'


def _removed(removed: tuple[Removed, ...]) -> str:
    if not removed:
        return ""
    rows = "".join(f"<li>{escape(one.text)} <em>{escape(one.reason)}</em></li>" for one in removed)
    left_out = f"{with_noun(len(removed), 'line')} left out"
    return f'<details class="removed"><summary>{left_out}</summary><ul>{rows}</ul></details>'
