"""Do the work of the Briefing and Library tabs: import, list, remove, write a briefing; plain values for the page."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from briefing.assistant import Assistant
from briefing.types import Briefing
from briefing.web.chat_markdown import READING_WORDS_A_MINUTE, count, readable
from index.errors import BriefingError, InputError, NotFoundError
from index.text import day
from index.types import Article, Filters

if TYPE_CHECKING:
    from index.library import Added, Progress
    from index.read import Given

log = logging.getLogger(__name__)

Value = dict[str, Any]
SHELF_SIZE = 500
"""Articles listed at once; more would make the page slow, and the filter box searches what is listed."""
PERIODS = (("Latest day", 1), ("Latest 3 days", 3), ("Latest 7 days", 7))
READING_MINUTES = (("30 seconds", 0.5), ("2 minutes", 2.0), ("5 minutes", 5.0))
ALL = 0
BROKEN = "Something went wrong in the server; its log says what. Please try again."


def shelf(articles: Sequence[Article]) -> Value:
    """Return the list of articles for the page."""
    return {"articles": [_row(one) for one in articles[:SHELF_SIZE]], "total": len(articles)}


def scope(articles: Sequence[Article]) -> str:
    """Return what is searched, for the head of the page."""
    outlets = {one.source for one in articles if one.source}
    if not articles:
        return "No articles yet"
    return count(len(articles), "article") + (f" · {count(len(outlets), 'outlet')}" if outlets else "")


def periods(articles: Sequence[Article]) -> list[tuple[str, int]]:
    """Return the periods a briefing may cover, counted back from the newest article and not from today."""
    dates = [day(one.published) for one in articles if one.published]
    if not dates:
        return [("All articles", ALL)]
    newest = max(dates)
    span = (newest - min(dates)).days + 1
    wider = [(label, days) for label, days in PERIODS if days == 1 or days < span]
    return [(f"{label} ({readable(newest)})" if days == 1 else label, days) for label, days in wider] + [
        ("All articles", ALL)
    ]


def collections(articles: Sequence[Article]) -> list[str]:
    """Return the collections that articles are in."""
    return sorted({name for one in articles for name in one.collections})


def write(assistant: Assistant, days: int, chosen: Sequence[str], minutes: float) -> Briefing:
    """Write the briefing of the days up to the newest article, of all articles for `ALL`."""
    filters = Filters(collections=tuple(chosen))
    since = None
    if days != ALL:
        dates = [day(one.published) for one in assistant.articles(filters) if one.published]
        if not dates:
            raise NotFoundError("No article in these topics has a date; choose the period “All articles”.")
        since = max(dates) - timedelta(days=days - 1)
    return assistant.brief(since=since, filters=filters, words=round(minutes * READING_WORDS_A_MINUTE))


def add_text(assistant: Assistant, text: str, title: str, given: Value) -> Iterator[Value]:
    """Yield the receipt of adding pasted text, as it grows."""
    from index.read import read_text

    body = f"{title.strip()}\n\n{text}" if title.strip() else text
    yield from _receipt(lambda: read_text(body, given=_given(given)), assistant)


def add_files(assistant: Assistant, paths: Sequence[str], given: Value) -> Iterator[Value]:
    """Yield the receipt of adding files, as it grows; a bad file does not keep the others out."""
    problems: list[str] = []

    def read_all() -> list[Article]:
        known = _given(given)
        found: list[Article] = []
        for path in paths:
            try:
                found += assistant.read(path, given=known)
            except BriefingError as error:
                problems.append(str(error).replace(str(Path(path).parent) + "/", ""))
        return found

    yield from _receipt(read_all, assistant, problems)


def add_samples(assistant: Assistant) -> Iterator[Value]:
    """Yield the receipt of opening the sample newsroom."""
    yield {"working": "Opening the sample newsroom…"}
    yield from _watched(lambda progress: assistant.demo(progress=progress), [])


def remove(assistant: Assistant, article_id: str) -> str:
    """Remove an article; return what to say."""
    try:
        return f"Removed “{assistant.remove(article_id).label}”."
    except NotFoundError:
        return "This article was removed already."


def read_article(assistant: Assistant, article_id: str, revision: str) -> Value:
    """Return one article for the reader, or the sentence that says why not."""
    try:
        newest = assistant.article(article_id)
        article = newest if revision in ("", newest.revision) else assistant.article(article_id, revision)
    except BriefingError as error:
        return {"error": str(error)}
    return {
        **_row(article),
        "revision": article.revision,
        "current": article.revision == newest.revision,
        "authors": ", ".join(article.authors),
        "body": sum(1 for one in article.paragraphs if one.number),
        "blocks": [
            {"hash": one.id.rpartition(".")[2], "number": one.number, "kind": one.kind, "text": one.text}
            for one in article.paragraphs
        ],
    }


def _row(article: Article) -> Value:
    return {
        "id": article.id,
        "title": article.label,
        "source": article.source or "Pasted text",
        "date": readable(article.published) or "no date",
        "paragraphs": count(sum(1 for one in article.paragraphs if one.number), "paragraph"),
        "collections": ", ".join(article.collections),
        "copy": article.duplicate_of is not None,
    }


def _given(fields: Value) -> Given:
    from index.read import Given

    collection = fields["collection"].strip()
    return Given(
        source=fields["source"].strip() or None,
        published=_date(fields["published"].strip()),
        collections=(collection,) if collection else (),
    )


def _date(text: str) -> date | datetime | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"“{text[:40]}” is not a date; write it like 2026-03-13, or leave it empty.") from None


def _receipt(
    read: Callable[[], list[Article]], assistant: Assistant, problems: list[str] | None = None
) -> Iterator[Value]:
    problems = [] if problems is None else problems
    yield {"working": "Reading and cleaning…"}
    try:
        articles = read()
    except BriefingError as error:
        yield {"problems": [str(error)]}
        return
    if not articles:
        yield {"problems": problems or ["There was no article in it."]}
        return
    yield from _watched(lambda progress: assistant.add(articles, progress=progress), problems)


def _watched(work: Callable[[Callable[[Progress], None]], list[Added]], problems: list[str]) -> Iterator[Value]:
    """Run `work` in a thread and yield its progress, then the receipt."""
    told: SimpleQueue[Progress | list[Added] | BaseException] = SimpleQueue()

    def run() -> None:
        try:
            told.put(work(told.put))
        except BaseException as error:
            told.put(error)

    Thread(target=run, name="import", daemon=True).start()
    while True:
        step = told.get()
        if isinstance(step, list):
            yield {"added": [_added(one) for one in step], "problems": problems}
            return
        if isinstance(step, BaseException):
            if not isinstance(step, BriefingError):
                log.error("import failed", exc_info=step)
            yield {"problems": [*problems, str(step) if isinstance(step, BriefingError) else BROKEN]}
            return
        total = f" of {step.total:,}" if step.total else ""
        yield {"working": f"{step.what.capitalize()}: {step.done:,}{total}…"}


def _added(added: Added) -> Value:
    return {
        **_row(added.article),
        "status": added.status,
        "removed": [{"text": one.text, "reason": one.reason} for one in added.article.removed],
    }
