"""Render a briefing as Markdown, as one self-contained page, or as JSON.

Everything that comes from an article is escaped once, by the template that places it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from math import ceil
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import TypeAdapter

from briefing.brief import cited
from briefing.credit import caveat, credit, reason
from briefing.types import Briefing, Citation, Conflict, Sentence, Story
from index.errors import InputError
from index.text import date_of
from index.types import Article

ADAPTER: TypeAdapter[Briefing] = TypeAdapter(Briefing)
WORDS_A_MINUTE = 220
OUTLETS_NAMED = 4
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
"""Characters that could make markup of article text in any dialect of Markdown."""
ADDRESS = re.compile(r"(?<![A-Za-z])(https?|ftp|mailto)(?=:)|\bwww(?=\.)|@", re.I)
"""Bare addresses that many dialects turn into links by themselves."""
LINE_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))", re.M)
ADDED = re.compile(r"\[[^\[\]]*\]")
HARM_LABELS = {
    "killed": "how many were killed",
    "injured": "how many were injured",
    "treated": "how many were treated",
    "missing": "how many are missing",
    "arrested": "how many were arrested",
    "moved to safety": "how many were moved to safety",
}

Paragraphs = Mapping[str, str]
"""Text of paragraphs by their id."""


class Ready(str):
    """Hold Markdown that is written already, so that it is not escaped again."""


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one cited paragraph for the list of sources: its pieces, each with whether it is cited."""

    citation: Citation
    pieces: tuple[tuple[str, bool], ...]


def render(briefing: Briefing, form: str, paragraphs: Paragraphs | None = None) -> str:
    """Return the briefing in a form of `FORMATS`.

    With `paragraphs` (see `paragraphs_of`) the page holds the cited paragraphs whole; without, the cited words alone.
    Raises InputError for another form.
    """
    if form not in FORMATS:
        raise InputError(f"A briefing cannot be written as {form!r}; choose one of {', '.join(sorted(FORMATS))}.")
    return FORMATS[form](briefing, paragraphs or {})


def paragraphs_of(briefing: Briefing, get: Callable[[str, str], Article]) -> dict[str, str]:
    """Return the text of the paragraphs a briefing cites; `get` returns an article by its id and revision."""
    wanted = {(one.article_id, one.revision) for one in cited(briefing.overview, briefing.stories)}
    articles = [get(article_id, revision) for article_id, revision in sorted(wanted)]
    return {paragraph.id: paragraph.text for article in articles for paragraph in article.paragraphs}


def markdown(briefing: Briefing, paragraphs: Paragraphs | None = None) -> str:
    """Return the briefing as Markdown with `[1]` marks and a list of sources."""
    del paragraphs
    text = _environment("md").get_template("briefing.md").render(**_values(briefing, {}))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def html(briefing: Briefing, paragraphs: Paragraphs | None = None) -> str:
    """Return the briefing as one page with its style and its sources in it: no script, nothing fetched."""
    return _environment("html").get_template("briefing.html").render(**_values(briefing, paragraphs or {}))


def json(briefing: Briefing, paragraphs: Paragraphs | None = None) -> str:
    """Return the briefing as JSON; `TypeAdapter(Briefing)` reads it back."""
    del paragraphs
    return ADAPTER.dump_json(briefing, indent=2).decode() + "\n"


FORMATS: dict[str, Callable[..., str]] = {"md": markdown, "html": html, "json": json}
"""Writes a briefing by form: called with the Briefing, or with it and the paragraphs it cites."""


def escape_markdown(text: str) -> str:
    """Return `text` so that Markdown shows it as it is: no link, image, HTML, list or emphasis comes of it.

    >>> escape_markdown("![x](http://a.example) <b>*1*</b>")
    '\\\\!\\\\[x\\\\](http\\\\://a.example) \\\\<b\\\\>\\\\*1\\\\*\\\\</b\\\\>'
    """
    plain = MARKUP.sub(r"\\\1", " ".join(text.split()))
    plain = ADDRESS.sub(lambda found: "\\@" if found[0] == "@" else found[0] + "\\", plain)
    return LINE_START.sub(_escape_start, plain)


def _escape_start(found: re.Match[str]) -> str:
    """Escape what would start a list or underline a heading."""
    return f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}"


def web_link(url: str | None) -> str | None:
    """Return the address when it is one of the web, made safe to stand in a link; None for any other.

    >>> web_link("https://a.example/x y"), web_link("javascript:alert(1)")
    ('https://a.example/x%20y', None)
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    return quote(url.strip(), safe=":/?#@!$&'*+,;=%~[]-._")


def sources(briefing: Briefing, paragraphs: Paragraphs) -> list[Source]:
    """Return the cited paragraphs by number, each with the spans that are cited."""
    by_number: dict[int, list[Citation]] = {}
    for citation in cited(briefing.overview, briefing.stories):
        by_number.setdefault(citation.n, []).append(citation)
    return [
        Source(citations[0], tuple(_pieces(citations, paragraphs.get(citations[0].paragraph_id))))
        for _, citations in sorted(by_number.items())
    ]


def _pieces(citations: list[Citation], text: str | None) -> Iterator[tuple[str, bool]]:
    """Cut the paragraph into cited and other parts; without its text only the cited words are known."""
    if text is None or any(text[one.start : one.end] != one.quote for one in citations):
        for place, words in enumerate(dict.fromkeys(one.quote for one in citations)):
            if place:
                yield " … ", False
            yield words, True
        return
    at = 0
    for start, end in sorted({(one.start, one.end) for one in citations}):
        if start > at:
            yield text[at:start], False
        if end > at:
            yield text[max(start, at) : end], True
            at = end
    if at < len(text):
        yield text[at:], False


def _values(briefing: Briefing, paragraphs: Paragraphs) -> dict[str, object]:
    sentences = [*briefing.overview, *(one for story in briefing.stories for one in story.sentences)]
    said = [quote.text for story in briefing.stories for quote in story.quotes]
    words = sum(len(text.split()) for text in [*(one.text for one in sentences), *said])
    return {
        "briefing": briefing,
        "count": articles_read(briefing),
        "minutes": max(1, ceil(words / WORDS_A_MINUTE)),
        "sources": sources(briefing, paragraphs),
        "fresh": {
            story.id: {one.after.text for one in story.changes if one.after and one.kind == "new"}
            for story in briefing.stories
        },
        "outlets": _outlets(briefing.sources_read),
        "credit": credit(briefing),
        "leads": list(zip(briefing.overview, briefing.stories, strict=False)),
    }


def articles_read(briefing: Briefing) -> int:
    """Return how many articles were read for a briefing, those included that it leaves out."""
    told = {one for story in briefing.stories for one in story.article_ids}
    return len(told | {one.article_id for one in briefing.skipped})


def _outlets(names: tuple[str, ...]) -> str:
    """Name the outlets, or count them when they are many."""
    return "" if not names else f"{len(names)} outlets" if len(names) > OUTLETS_NAMED else ", ".join(names)


def _place(citation: Citation) -> str:
    """Name the paragraph for people."""
    return f"paragraph {citation.paragraph}" if citation.paragraph else citation.kind


def _day(value: date | datetime | None) -> str:
    return date_of(value) if value else "no date"


def _about(conflict: Conflict) -> str:
    return HARM_LABELS.get(conflict.about, conflict.about)


def _origins(story: Story) -> str:
    """Say how many of the outlets report for themselves."""
    named = ", ".join(story.sources) or "Outlet unknown"
    if len(story.sources) <= story.independent_sources or len(story.sources) < 2:
        return named
    return f"{named} ({story.independent_sources} independent)"


def _marks(sentence: Sentence) -> Ready:
    words = caveat(sentence)
    return Ready("".join(f"[{one.n}]" for one in sentence.citations) + (f" *({words})*" if words else ""))


def _added(sentence: Sentence) -> list[tuple[str, bool]]:
    """Cut a sentence into its source's words and what was added in brackets."""
    pieces, at = [], 0
    for found in ADDED.finditer(sentence.text):
        if not any(found[0] in one.quote for one in sentence.citations):
            pieces += [(sentence.text[at : found.start()], False), (found[0], True)]
            at = found.end()
    return [piece for piece in [*pieces, (sentence.text[at:], False)] if piece[0]]


def _quoted(text: str) -> str:
    """Put quotation marks around a quotation that brings none."""
    return text if text[:1] in "“\"‘'«„" else f"“{text}”"


@cache
def _environment(form: str) -> Environment:
    made = Environment(
        loader=PackageLoader("briefing"),
        autoescape=form == "html",
        finalize=_finalize if form == "md" else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters.update(
        place=_place,
        day=_day,
        about=_about,
        origins=_origins,
        marks=_marks,
        added=_added,
        web=web_link,
        ready=Ready,
        quoted=_quoted,
        caveat=caveat,
        reason=reason,
    )
    return made


def _finalize(value: object) -> object:
    """Escape what a Markdown template places, once."""
    return value if isinstance(value, Ready) or not isinstance(value, str) else escape_markdown(value)
