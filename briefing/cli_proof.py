"""Offer the commands that prove a text and say who said what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated

import typer

from briefing import console, console_proof
from briefing.desk import open_desk, read_all, refuse_empty, refuse_unknown, settings_of, show_value
from briefing.exits import BAD_INPUT, NOT_FOUND
from briefing.options import ArticleIds, AsJson, Batch, Collections, LibraryFolder, Since, Sources, Until, filters_of
from briefing.types import Aside, Claim, Proof, Quote
from index.errors import InputError, SourceError
from index.types import Article, Filters

if TYPE_CHECKING:
    from briefing.desk import Desk
    from briefing.settings import Settings
    from briefing.types import Order, Vote
    from index.indexing import OnProgress

Pieces = Iterator[Claim | Aside | Proof]


def check(
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT|SOURCE", help="The draft: its words, a file, an address, or `-`.")
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="ARTICLE|SOURCE", help="Only by this article or file, not the library; repeatable."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let no sentence pass that is said in part.")] = False,
    since: Since = None,
    until: Until = None,
    source: Sources = None,
    collection: Collections = None,
    batch: Batch = None,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Check a text sentence by sentence: which paragraph says it, which says otherwise, or that none does.

    Exit code 1 tells that a sentence was contradicted or not found. With --batch, each line has a `claim` and its
    `paragraphs`, or a `claim` alone for the library.
    """
    if (text is None) == (batch is None):
        raise InputError("Give `briefing check` one text or file, or many claims with --batch FILE.")
    settings = settings_of(library)
    if batch is not None:
        raise typer.Exit(check_batch(batch, settings))
    assert text is not None
    filters = filters_of(since, until, source, collection)
    with ExitStack() as stack:
        bar = stack.enter_context(console.progress_bar()) if as_json else None
        proof = None
        for piece in checked(stack, draft_of(text, settings), against or (), filters, settings, bar):
            if isinstance(piece, Proof):
                proof = piece
            elif not as_json:
                console.write(console_proof.piece_text(piece))
    assert proof is not None
    show_value(Proof, proof, as_json, lambda: console_proof.proof_text(proof))
    if proof.contradicted or proof.not_found or (strict and proof.partly):
        raise typer.Exit(NOT_FOUND)


def draft_of(typed: str, settings: Settings) -> str:
    """Return the text of the draft that was typed or named."""
    from briefing.draft_file import is_source, read_source
    from briefing.fetching import fetcher_of

    if not is_source(typed):
        return typed
    with fetcher_of(settings) as web:
        return read_source(typed, max_bytes=settings.max_source_bytes, web=web)


def checked(
    stack: ExitStack, text: str, against: Sequence[str], filters: Filters, settings: Settings, bar: OnProgress | None
) -> Pieces:
    """Return the pieces of the draft as they are judged; a library is opened only when one is needed."""
    from briefing.draft_file import is_source
    from index.read import Given

    outside = [one for one in against if is_source(one)]
    faults: list[SourceError] = []
    read: list[Article | str] = list(read_all(outside, settings, Given(), faults))
    if faults:
        raise typer.Exit(BAD_INPUT)  # why, was told when it was read
    if against and len(outside) == len(against):
        from briefing.draft import read_draft
        from briefing.proof import in_articles, prove_draft
        from briefing.support import open_vote

        articles = [one for one in read if isinstance(one, Article)]
        return prove_draft(read_draft(text), in_articles(articles), vote=open_vote(settings.support), progress=bar)
    desk = stack.enter_context(open_desk(settings.library))
    refuse_empty(desk)
    refuse_unknown(desk, filters)
    read += [one for one in against if one not in outside]
    return desk.checking(text, against=read, filters=filters, progress=bar)


def check_batch(source: str, settings: Settings) -> int:
    """Check one claim a line; the library is opened when the first line without paragraphs needs it."""
    from briefing import batch
    from briefing.support import open_vote
    from index.rerank import open_reranker

    with ExitStack() as stack, batch.open_lines(source) as lines:

        @cache
        def desk() -> Desk:
            opened: Desk = stack.enter_context(open_desk(settings.library))
            refuse_empty(opened)
            return opened

        @cache
        def models() -> tuple[Vote | None, Order | None]:
            reranker = open_reranker(settings.reranker)
            return open_vote(settings.support), reranker.score if reranker else None

        faults = batch.run(partial(batch.check, desk, models), lines, console.write)
    return BAD_INPUT if faults else 0


def quotes(
    articles: Annotated[list[str] | None, typer.Argument(metavar="ARTICLE...", help="Only these; all without.")] = None,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only this speaker: a surname, a full name, a role.")
    ] = None,
    about: Annotated[str | None, typer.Option(metavar="WORDS", help="Only what is said about this.")] = None,
    since: Since = None,
    until: Until = None,
    source: Sources = None,
    collection: Collections = None,
    article: ArticleIds = None,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """List who said what, newest article first."""
    with open_desk(library) as desk:
        named = [desk.article(one).id for one in (*(articles or ()), *(article or ()))]
        filters = filters_of(since, until, source, collection, named)
        found = desk.quotes(speaker=speaker, about=about, filters=filters)
        if not found:
            refuse_empty(desk)
            refuse_unknown(desk, filters)
    show_value(list[Quote], found, as_json, lambda: console_proof.quotes_text(found) or "Nobody is quoted.")
    if not found:
        raise typer.Exit(NOT_FOUND)
