"""Offer the commands that fill, list and export the library."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Annotated

import typer

from briefing import console, receipts
from briefing.desk import addresses_of, open_desk, read_all, safe_to_stop, settings_of, show_value, take_all
from briefing.exits import BAD_INPUT
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
from index.errors import SourceError
from index.types import Article, Revision


def read(
    sources: SourcesToRead,
    source: GivenSource = None,
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
    given = given_of(source, published, collection, one)
    articles = list(read_all(sources, settings_of(library), given, faults))
    if articles or as_json:
        show_value(list[Article], articles, as_json, lambda: "\n\n".join(map(console.article_text, articles)))
    if faults:
        raise typer.Exit(BAD_INPUT)


def add(
    sources: SourcesToRead,
    source: GivenSource = None,
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
    given = given_of(source, published, collection, one)
    addresses, files = addresses_of(sources, given, faults)
    tally, kept, reports = receipts.Tally(), list[Added](), list[Report]()
    with open_desk(library) as desk, console.progress_bar() as progress, safe_to_stop(desk):
        for added in desk.adding(read_all(files, settings_of(library), given, faults), progress=progress):
            tally.take(added)
            kept += [added] if as_json else []
        for report in take_all(desk, addresses, faults, progress):
            reports.append(report)
            kept += report.added if as_json else ()
    if as_json:
        console.write(console.as_json(list[Added], kept))
    else:
        shown = [tally.text()] if tally.kinds else []
        for text in (*shown, *map(receipts.report_text, reports)):
            console.write(text)
    if faults:
        raise typer.Exit(BAD_INPUT)


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
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Remove an article with everything made from it."""
    with open_desk(library) as desk:
        found = desk.remove(article)
    show_value(Article, found, as_json, lambda: console.wrap(f"Removed {found.id}: {found.label}"))


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
    console.note(f"Wrote {console.counted(len(found), 'article')} to {out}.")


def demo(as_json: AsJson = False, library: LibraryFolder = None) -> None:
    """Add the sample newsroom: invented articles to try the desk on."""
    from index.library import Added

    with open_desk(library) as desk, console.progress_bar() as progress, safe_to_stop(desk):
        added = desk.demo(progress=progress)
    show_value(list[Added], added, as_json, lambda: receipts.added_text(added))
