"""Offer the commands that keep feeds: read them again, list them, follow one no longer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing import console, receipts
from briefing.desk import open_desk, safe_to_stop, show_value
from briefing.exits import FAILED
from briefing.options import AsJson, LibraryFolder
from index.text import with_noun


def refresh(
    feeds: Annotated[list[str] | None, typer.Argument(metavar="[FEED...]", help="Address; all feeds without.")] = None,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Read the followed feeds again and add what is new; a broken one stops no other."""
    from index.follow import Report

    reports = []
    with open_desk(library) as desk, console.progress_bar() as progress, safe_to_stop(desk):
        for report in desk.refresh(feeds or (), progress=progress):
            reports.append(report)
            if not as_json:
                console.write(receipts.report_text(report))
    if as_json:
        console.write(console.as_json(list[Report], reports))
    elif not reports:
        console.write(receipts.feeds_text([]))
    if any(one.error for one in reports):
        raise typer.Exit(FAILED)


def feeds(
    remove: Annotated[str | None, typer.Option(metavar="FEED", help="Follow this feed no longer.")] = None,
    export: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the feeds as OPML.")] = None,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """List the followed feeds."""
    from index.follow import Followed
    from index.opml import Subscription, write_opml

    with open_desk(library) as desk:
        if remove:
            gone = desk.unfollow(remove)
            console.note(f"{gone.title or gone.url} is not followed any more; its articles stay.")
        found = desk.feeds()
    if export:
        addresses = [one.address or one.url for one in found]
        listed = (
            Subscription(address, one.title or address, "/".join(one.collections[:1]))
            for address, one in zip(addresses, found, strict=True)
        )
        export.write_text(write_opml(listed), encoding="utf-8")
        console.note(f"Wrote {with_noun(len(found), 'feed')} to {export}.")
    show_value(list[Followed], found, as_json, lambda: receipts.feeds_text(found))
