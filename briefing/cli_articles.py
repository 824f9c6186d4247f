"""Offer the commands that fill, list and export the library."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing import console, receipts
from briefing.desk import addresses_of, open_desk, read_all, safe_to_stop, settings_of, show_value, take_all
from briefing.exits import BAD_INPUT, NOT_FOUND
from briefing.options import (
    AsJson,
    AsOne,
    Collections,
    GivenCollections,
    GivenPublished,
    GivenSource,
    LibraryFolder,
    Since,
    Sources,
    SourcesToRead,
    Until,
    filters_of,
    given_of,
)
from index.errors import InputError, SourceError
from index.text import with_noun
from index.types import Article, Revision

if TYPE_CHECKING:
    from index.article import Given
    from index.indexing import OnProgress, Progress

SURE_LETTERS = 8
"""Letters of an id that nobody types by chance: a slip in a short start removes another article."""
GivenTitle = Annotated[
    str | None, typer.Option("--title", metavar="HEADLINE", help="Headline, when the text names none; of one article.")
]


def read(
    sources: SourcesToRead,
    source: GivenSource = None,
    title: GivenTitle = None,
    published: GivenPublished = None,
    collection: GivenCollections = None,
    one: AsOne = False,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Show what a source would add; add nothing.

    Prints each article with numbered paragraphs and every line that the cleaner leaves out, and why.
    """
    faults: list[SourceError] = []
    given = titled(given_of(source, published, collection, one), title, sources)
    articles = list(read_all(sources, settings_of(library), given, faults))
    tell_title(title, [one.title for one in articles])
    if articles or as_json:
        show_value(list[Article], articles, as_json, lambda: "\n\n".join(map(console.article_text, articles)))
    if faults:
        raise typer.Exit(BAD_INPUT)


def add(
    sources: SourcesToRead,
    source: GivenSource = None,
    title: GivenTitle = None,
    published: GivenPublished = None,
    collection: GivenCollections = None,
    one: AsOne = False,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Add articles from files, folders, addresses or standard input; follow feeds.

    Reads text, Markdown, saved pages, PDF, Word, mails and mailboxes, JSON Lines, feeds and lists of feeds (OPML).
    `briefing refresh` reads the feeds again.
    """
    from index.follow import Report
    from index.library import Added

    faults: list[SourceError] = []
    given = titled(given_of(source, published, collection, one), title, sources)
    addresses, files = addresses_of(sources, given, faults)
    tally, kept, reports = receipts.Tally(), list[Added](), list[Report]()
    titles: list[str] = []
    with open_desk(library) as desk, console.progress_bar() as progress, safe_to_stop(desk):
        counting = progress and with_total(progress, files)
        for added in desk.adding(read_all(files, settings_of(library), given, faults), progress=counting):
            tally.take(added)
            titles += [added.article.title] if title else []
            kept += [added] if as_json else []
        for report in take_all(desk, addresses, faults, progress):
            reports.append(report)
            titles += [one.article.title for one in report.added] if title else []
            kept += report.added if as_json else ()
    tell_title(title, titles)
    if as_json:
        console.write(console.as_json(list[Added], kept))
    else:
        shown = [tally.text()] if tally.kinds else []
        for text in (*shown, *map(receipts.report_text, reports)):
            console.write(text)
    if faults:
        raise typer.Exit(BAD_INPUT)


def with_total(progress: OnProgress, files: Sequence[str]) -> OnProgress:
    """Let a progress bar know how many articles there will be, as far as the number of files tells."""
    from index.read import how_many

    total = how_many(files)

    def show(step: Progress) -> None:
        known = step.total is None and total is not None
        progress(replace(step, total=max(total or 0, step.done)) if known else step)

    return show


def titled(given: Given, title: str | None, sources: Sequence[str]) -> Given:
    """Return what is stated of the articles with the headline of one.

    Raises InputError for an empty headline, and for one that several sources are given for.
    """
    if title is None:
        return given
    if not title.strip():
        raise InputError("--title is empty; give the headline of the article, or leave it out.")
    if len(sources) > 1:
        raise InputError(
            f"--title is the headline of one article, and {len(sources)} sources are given; add one alone."
        )
    return replace(given, title=title)


def tell_title(title: str | None, found: Sequence[str]) -> None:
    """Say that the headline was left out, where the source holds several articles or states its own."""
    from index.split import plain

    if title is None or all(one == plain(title) for one in found):
        return
    if len(found) == 1:
        console.warn("--title was left out: the source states the headline of its article itself.")
    else:
        console.warn("--title was left out: it is the headline of one article, and the source holds several.")


def articles(
    since: Since = None,
    until: Until = None,
    source: Sources = None,
    collection: Collections = None,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """List the articles, newest first."""
    filters = filters_of(since, until, source, collection)
    with open_desk(library) as desk:
        found = desk.articles(filters)
    show_value(list[Article], found, as_json, lambda: console.articles_text(found))


def show(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Id, or the start of one.")],
    rev: Annotated[str | None, typer.Option(metavar="REVISION", help="An earlier revision.")] = None,
    revisions: Annotated[bool, typer.Option("--revisions", help="Show what each revision changed.")] = False,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Show an article and what the cleaner left out."""
    with open_desk(library) as desk:
        if revisions:
            states = desk.revisions(article)
            show_value(list[Revision], states, as_json, lambda: receipts.revisions_text(states))
            return
        found = desk.article(article, rev)
    show_value(Article, found, as_json, lambda: console.article_text(found))


def restore(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Id, or the start of one.")],
    line: Annotated[int, typer.Argument(metavar="LINE", help="Line that the cleaner left out, as `show` numbers it.")],
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Put a line that the cleaner left out back into an article."""
    with open_desk(library) as desk:
        found = desk.restore(article, line)
    show_value(Article, found, as_json, lambda: console.article_text(found))


def remove(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Id, or the start of one.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask about a short start of an id.")] = False,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Remove an article with everything made from it.

    A start of an id that a slip of the finger could make is asked about, and refused where nobody can answer.
    """
    with open_desk(library) as desk:
        found = desk.article(article)
        if len(article) < SURE_LETTERS and not yes:
            make_sure(article, found)
        desk.remove(found.id)
    show_value(Article, found, as_json, lambda: console.wrap(f"Removed {found.id}: {found.label}"))


def make_sure(short: str, found: Article) -> None:
    """Ask on a terminal whether the article is meant; stop when it is not, or nobody is there to say."""
    named = f"“{console.plain(found.label)}” ({found.id})"
    if not sys.stdin.isatty():
        raise InputError(f"{short!r} is a short start of an id; {named} has it. Give {SURE_LETTERS} letters, or --yes.")
    if not typer.confirm(f"Remove {named}?", err=True):
        console.note(f"Nothing was removed; {named} stays.")
        raise typer.Exit(NOT_FOUND)


def export(
    since: Since = None,
    until: Until = None,
    source: Sources = None,
    collection: Collections = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file; packed when it ends in .gz.")
    ] = None,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Print the articles as JSON Lines, for `briefing add`."""
    import json

    from index.read import to_json

    filters = filters_of(since, until, source, collection)
    with open_desk(library) as desk:
        found = desk.articles(filters)
    if as_json and out is None:
        console.write(console.as_json(list[Article], found))
        return
    lines = "".join(json.dumps(to_json(one), ensure_ascii=False) + "\n" for one in found)
    if out is None:
        console.write(lines)
        return
    data = lines.encode()
    out.write_bytes(gzip.compress(data) if out.suffix == ".gz" else data)
    console.note(f"Wrote {with_noun(len(found), 'article')} to {out}.")


def demo(as_json: AsJson = False, library: LibraryFolder = None) -> None:
    """Add the sample newsroom: invented articles to try the desk on."""
    from index.library import Added

    with open_desk(library) as desk, console.progress_bar() as progress, safe_to_stop(desk):
        added = desk.demo(progress=progress)
    show_value(list[Added], added, as_json, lambda: receipts.added_text(added))
