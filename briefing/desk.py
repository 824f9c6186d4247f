"""Open the library that a command names, or turn to the process that serves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing import console
from briefing.unknown_names import refuse_unknown_names
from index.errors import BriefingError, InputError, LibraryLockedError, NotFoundError, SourceError
from index.types import Filters

if TYPE_CHECKING:
    from briefing.assistant import Assistant
    from briefing.client import Client
    from briefing.settings import Settings
    from briefing.types import Answer
    from index.follow import Report
    from index.indexing import OnProgress
    from index.read import Given
    from index.types import Article

    Desk = Assistant | Client


class Interrupted(BriefingError):
    """Say what is safe when a person stops a command."""


def settings_of(library: Path | None, **given: Any) -> Settings:
    """Return the settings with what the command line says on top."""
    from briefing.settings import load_settings

    return load_settings(library=library, **given)


@contextmanager
def open_desk(library: Path | None) -> Iterator[Desk]:
    """Give the library's assistant, or the same methods over REST when another process serves it.

    Raises LibraryLockedError when another process owns the library and does not serve it.
    """
    from briefing.assistant import open_assistant

    settings = settings_of(library)
    try:
        desk: Desk = open_assistant(settings)
    except LibraryLockedError as error:
        if error.address is None:
            raise
        from briefing.client import Client

        desk = Client(error.address, settings.api_key)
    with desk:
        yield desk


def owned(desk: Desk) -> Assistant:
    """Return the desk when this process owns its library; raise LibraryLockedError when another serves it."""
    from briefing.assistant import Assistant

    if isinstance(desk, Assistant):
        return desk
    raise LibraryLockedError(
        f"The desk at {desk.address} serves this library and keeps it open; stop it first.", address=desk.address
    )


@contextmanager
def something_in(desk: Desk, filters: Filters | None = None) -> Iterator[None]:
    """Say that the library is empty, or has none of the names of the filters, where that is why nothing was found."""
    try:
        yield
    except NotFoundError:
        refuse_empty(desk)
        refuse_unknown(desk, filters or Filters())
        raise


def refuse_unknown(desk: Desk, filters: Filters) -> None:
    """Raise InputError where filters name what no article has; called where nothing was found, for then it is why."""
    refuse_unknown_names(filters, holds=lambda narrow: bool(desk.articles(narrow)), articles=desk.articles)


def whole_ids(desk: Desk, filters: Filters) -> Filters:
    """Return the filters with each article's whole id for a start of it. Raises NotFoundError."""
    return replace(filters, article_ids=tuple(desk.article(one).id for one in filters.article_ids))


def refuse_empty(desk: Desk) -> None:
    """Raise InputError when the library holds no article."""
    from briefing.assistant import Assistant

    if desk.counts().articles == 0 if isinstance(desk, Assistant) else not desk.articles():
        raise InputError(
            "The library is empty: add articles with `briefing add FILE`, or the samples with `briefing demo`."
        )


@contextmanager
def safe_to_stop(desk: Desk) -> Iterator[None]:
    """Turn an interruption from the keyboard into a sentence that says what the library holds."""
    try:
        yield
    except KeyboardInterrupt:
        held = len(desk.articles())
        raise Interrupted(f"Stopped. {held:,} article{' is' if held == 1 else 's are'} in the library.") from None


def read_all(sources: Sequence[str], settings: Settings, given: Given, faults: list[SourceError]) -> Iterator[Article]:
    """Yield the articles of all sources; one that cannot be read gets its line, goes to `faults` and stops no other."""
    from briefing.fetching import fetcher_of
    from index.read import SkippedError, walk

    with fetcher_of(settings) as web:
        for source in sources:
            for found in walk(source, given=given, max_bytes=settings.max_source_bytes, web=web):
                if isinstance(found, SourceError):
                    # What a folder passed over by its kind is told, and is no fault.
                    faults += [] if isinstance(found, SkippedError) else [found]
                    console.warn(str(found))
                else:
                    yield found


def addresses_of(
    sources: Sequence[str], given: Given, faults: list[SourceError]
) -> tuple[list[tuple[str, Given]], list[str]]:
    """Return the addresses among sources, those in lists of feeds included, and the sources that are files.

    A list of feeds that cannot be read gets its line, goes to `faults` and stops no other source.
    """
    from index.read import is_address

    addresses: list[tuple[str, Given]] = []
    files = []
    for source in sources:
        if is_address(source):
            addresses.append((source, given))
        elif source.lower().endswith(".opml") and Path(source).is_file():
            try:
                addresses += _listed(Path(source), given)
            except (SourceError, OSError) as error:
                reason = error.strerror or error if isinstance(error, OSError) else error
                faults.append(SourceError(f"{source}: {reason}"))
                console.warn(str(faults[-1]))
        else:
            files.append(source)
    return addresses, files


def _listed(path: Path, given: Given) -> list[tuple[str, Given]]:
    """Return the feeds of a list, each to be put into the collection that its folder names."""
    from dataclasses import replace

    from index.decode import read_bytes
    from index.markup import MOST_BYTES
    from index.opml import read_opml

    listed = read_opml(read_bytes(path, MOST_BYTES))
    folders = [(one.url, (one.folder,) if one.folder else ()) for one in listed]
    return [(url, replace(given, collections=(*given.collections, *folder))) for url, folder in folders]


def take_all(
    desk: Desk, addresses: Sequence[tuple[str, Given]], faults: list[SourceError], progress: OnProgress | None
) -> Iterator[Report]:
    """Yield a report on each address; one that cannot be read gets its line, goes to `faults` and stops no other."""
    for url, given in addresses:
        try:
            report = desk.take(url, given=given, progress=progress)
        except SourceError as error:
            faults.append(error)
            console.warn(str(error))
            continue
        for reason in report.skipped:
            console.warn(reason)
        yield report


def summarize_outside(source: str, settings: Settings, words: int) -> Answer:
    """Return the summary of a file's first article, or of standard input for `-`; no library is opened for it.

    Raises SourceError when there is none.
    """
    from briefing.answer import summarize
    from briefing.fetching import fetcher_of
    from briefing.llm_answer import open_writing
    from index.embed import open_embedder
    from index.read import walk
    from index.types import Article

    article, fault = None, SourceError(f"{source} holds no article. Name a file with one.")
    with fetcher_of(settings) as web:
        for number, found in enumerate(walk(source, max_bytes=settings.max_source_bytes, web=web)):
            if isinstance(found, Article):
                article = found
                break
            fault = fault if number else found
    if article is None:
        raise fault
    embedder = open_embedder(settings.embedding)
    embed = embedder.embed_passages if embedder else lambda texts: None
    return summarize(article, embed, words=words, writing=open_writing(settings))


def show_value(kind: Any, value: Any, as_json: bool, text: Callable[[], str]) -> None:
    """Print a value: as JSON by the types of `kind`, or as the text for people."""
    console.write(console.as_json(kind, value) if as_json else text())
