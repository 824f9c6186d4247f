"""Offer the commands that search, answer and brief."""

from __future__ import annotations

from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing import console
from briefing.cli_articles import GivenTitle, tell_title, titled
from briefing.desk import (
    open_desk,
    read_all,
    refuse_empty,
    refuse_unknown,
    settings_of,
    show_value,
    something_in,
    summarize_outside,
    whole_ids,
)
from briefing.exits import BAD_INPUT, NOT_FOUND
from briefing.options import (
    About,
    ArticleIds,
    AsJson,
    AsTyped,
    Batch,
    Collections,
    LibraryFolder,
    Since,
    Sources,
    Today,
    Topics,
    Until,
    Words,
    day_of,
    filters_of,
    window_of,
)
from briefing.types import Answer, Briefing, Story
from index.errors import InputError
from index.types import Filters, Hit

if TYPE_CHECKING:
    from briefing.desk import Desk
    from briefing.settings import Settings

ENDINGS = {"htm": "html", "markdown": "md", "txt": "md"}
ONE_OR_MANY = "Give `briefing {}` one thing in its own words, or many with --batch FILE."


def search(
    query: Annotated[str | None, typer.Argument(metavar="QUERY", help="Words or a question.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Passages to print.")] = 10,
    since: Since = None,
    until: Until = None,
    source: Sources = None,
    collection: Collections = None,
    article: ArticleIds = None,
    batch: Batch = None,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Find passages by words and meaning, best first."""
    filters = filters_of(since, until, source, collection, article)
    with open_desk(library) as desk:
        filters = whole_ids(desk, filters)
        wanted = one_or_batch("search", desk, query, batch)
        hits = desk.search(wanted, limit=limit, filters=filters)
        if not hits:
            refuse_empty(desk)
            refuse_unknown(desk, filters)
    show_value(list[Hit], hits, as_json, lambda: console.hits_text(hits) or "Nothing was found.")
    if not hits:
        raise typer.Exit(NOT_FOUND)


def ask(
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", help="A question in plain words.")] = None,
    since: Since = None,
    until: Until = None,
    source: Sources = None,
    collection: Collections = None,
    article: ArticleIds = None,
    today: Today = None,
    as_typed: AsTyped = False,
    batch: Batch = None,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Answer a question, every sentence with its paragraph.

    Words like “last week” narrow it to articles of those days. Exit code 1 tells that the articles do not answer it;
    the nearest they come is printed all the same.
    """
    filters = filters_of(since, until, source, collection, article)
    with open_desk(library) as desk:
        filters = whole_ids(desk, filters)
        wanted = one_or_batch("ask", desk, question, batch)
        answer = desk.ask(wanted, filters=filters, today=day_of(today), as_typed=as_typed)
        if answer.outcome == "not_found":
            refuse_empty(desk)
            refuse_unknown(desk, filters)
    show_value(Answer, answer, as_json, lambda: console.answer_text(answer))
    if answer.outcome != "answered":
        raise typer.Exit(NOT_FOUND)


def summarize(
    article: Annotated[
        list[str] | None, typer.Argument(metavar="ARTICLE|SOURCE...", help="Id, file, address, or `-`; several ids.")
    ] = None,
    words: Words = 120,
    about: About = None,
    since: Since = None,
    until: Until = None,
    source: Sources = None,
    collection: Collections = None,
    title: GivenTitle = None,
    batch: Batch = None,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Summarise an article, or what stands in a file or at an address and stays out of the library.

    Several articles, a topic, an outlet, a collection or a window are summarised as one text.
    """
    from index.read import is_address

    only = article[0] if article and len(article) == 1 else None
    filters = filters_of(since, until, source, collection, article if article and not only else None)
    if about is not None or filters != Filters():
        if only is not None or batch is not None or title is not None:
            raise InputError("Give either one article, or several of the library with their filters or a topic.")
        with open_desk(library) as desk, something_in(desk, filters):
            filters = whole_ids(desk, filters)
            answer = desk.summarize_set(filters, about=about or "", words=words)
    elif only is not None and (only == "-" or is_address(only) or Path(only).is_file()):
        if batch is not None:
            raise InputError(ONE_OR_MANY.format("summarize"))
        settings = settings_of(library)
        outside = summarize_outside if title is None else partial(summary_under, title)
        answer = outside(only, settings, words)
    elif title is not None:
        raise InputError(
            f"--title goes with a file, an address or `-`, and {str(only)[:100]!r} is none; an article of the "
            "library has its headline."
        )
    else:
        with open_desk(library) as desk, something_in(desk):
            answer = desk.summarize(one_or_batch("summarize", desk, only, batch), words=words)
    show_value(Answer, answer, as_json, lambda: console.answer_text(answer))
    if not answer.sentences:
        raise typer.Exit(NOT_FOUND)


def summary_under(title: str, source: str, settings: Settings, words: int) -> Answer:
    """Return the summary of the first article of a file, an address or standard input, under the headline given."""
    from briefing.answer import summarize
    from briefing.llm_answer import open_writing
    from index.article import Given
    from index.embed import open_embedder

    found = list(islice(read_all([source], settings, titled(Given(), title, [source]), []), 2))
    if not found:
        raise typer.Exit(BAD_INPUT)  # why, was told when it was read
    tell_title(title, [one.title for one in found])
    embedder = open_embedder(settings.embedding)
    embed = embedder.embed_passages if embedder else lambda texts: None
    return summarize(found[0], embed, words=words, writing=open_writing(settings))


def stories(
    since: Since = None,
    until: Until = None,
    source: Sources = None,
    collection: Collections = None,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Group the articles into stories, most important first."""
    filters = filters_of(since, until, source, collection)
    with open_desk(library) as desk, something_in(desk, filters):
        found = desk.stories(filters)
    show_value(list[Story], found, as_json, lambda: console.stories_text(found) or "There is no story.")


def brief(
    date: Annotated[str | None, typer.Option(metavar="DATE", help="One day: 2026-11-20, today, yesterday.")] = None,
    since: Since = None,
    until: Until = None,
    source: Sources = None,
    topic: Topics = None,
    words: Words = 500,
    form: Annotated[str | None, typer.Option("--format", metavar="md|html|json", help="[default: md]")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file; its ending names the format.")
    ] = None,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Write the briefing of a day or a window.

    Without either it covers the whole library.
    """
    from briefing.render import FORMATS

    chosen = "json" if as_json else form_of(form, out)
    first, last = window_of(date, since, until)
    filters = filters_of(sources=source, collections=topic)
    with open_desk(library) as desk, something_in(desk, filters):
        made = desk.brief(since=first, until=last, filters=filters, words=words)
    text = FORMATS[chosen](made) if chosen != "json" else console.as_json(Briefing, made)
    if out:
        out.write_text(text, encoding="utf-8")
        console.note(f"Wrote {made.title} to {out}.")
    else:
        console.write(text)


def form_of(form: str | None, out: Path | None) -> str:
    """Return the format that was named, or that the ending of the file names; Markdown for neither.

    Raises InputError for one that no briefing has.
    """
    from briefing.render import FORMATS

    ending = out.suffix[1:].lower() if out and form is None else ""
    chosen = form or ENDINGS.get(ending, ending) or "md"
    if chosen in FORMATS:
        return chosen
    known = ", ".join(FORMATS)
    if form is None:
        raise InputError(
            f"{out}: no briefing is written as .{ending}; end the name in one of {known}, or add --format."
        )
    raise InputError(f"There is no format {chosen!r}; choose one of {known}.")


def one_or_batch(command: str, desk: Desk, typed: str | None, source: str | None) -> str:
    """Return what was typed; with `--batch` instead, run the batch and end the command."""
    from briefing import batch

    if (typed is None) == (source is None):
        raise InputError(ONE_OR_MANY.format(command))
    if typed is not None:
        return typed
    assert source is not None
    if command != "summarize":
        refuse_empty(desk)
    with batch.open_lines(source) as lines:
        faults = batch.run(partial(batch.COMMANDS[command], desk), lines, console.write)
    raise typer.Exit(BAD_INPUT if faults else 0)
