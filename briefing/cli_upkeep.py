"""Offer the commands that serve, rebuild and examine."""

from __future__ import annotations

from typing import Annotated

import typer

from briefing import console
from briefing.desk import open_desk, owned, safe_to_stop, settings_of, show_value
from briefing.exits import FAILED
from briefing.options import AsJson, LibraryFolder
from index.text import with_noun


def serve(
    host: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Any but this machine's own needs a key.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="[default: 7860]")] = None,
    library: LibraryFolder = None,
) -> None:
    """Serve the chat and the REST API until stopped."""
    from briefing.web import serve as run_server

    run_server(settings_of(library, host=host, port=port))


def rebuild(as_json: AsJson = False, library: LibraryFolder = None) -> None:
    """Build the vector index anew; nothing is embedded again."""
    from index.library import Counts

    with open_desk(library) as desk, console.progress_bar() as progress, safe_to_stop(desk):
        owned(desk).rebuild(progress=progress)
        counts = owned(desk).counts()
    made = f"Rebuilt: {with_noun(counts.vectors, 'vector')} for {with_noun(counts.passages, 'passage')}."
    show_value(Counts, counts, as_json, lambda: made)


def doctor(as_json: AsJson = False, library: LibraryFolder = None) -> None:
    """Say what is installed and what the library holds."""
    from briefing.doctor import Finding, examine

    findings = examine(settings_of(library))
    problems = [one for one in findings if one.problem]
    lines = [console.table(("PART", "FOUND"), [(one.name, one.value) for one in findings])]
    lines += [console.wrap(f"{one.name}: {one.problem}") for one in problems] or ["All is well."]
    show_value(list[Finding], findings, as_json, lambda: "\n".join(lines))
    if problems:
        raise typer.Exit(FAILED)
