"""Do the imports of the Library tab: texts, files, addresses, feeds; every step is a receipt for the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from briefing.assistant import Assistant
from briefing.web.chat_desk import Value, row_of
from briefing.web.chat_markdown import readable
from briefing.web.faults import beside, sentence_of
from briefing.web.file_names import remember
from index.errors import BriefingError, InputError, NotFoundError
from index.follow import Report
from index.library import Added, Progress
from index.read import Given, read_text
from index.text import with_noun
from index.types import Article

NO_NAMES: Mapping[str, str] = {}
NOTHING = "There was no article in it."


def add_text(assistant: Assistant, text: str, title: str, given: Value) -> Iterator[Value]:
    """Yield the receipt of adding pasted text, as it grows."""
    yield from _receipt(lambda: read_text(text, given=replace(_given(given), title=title.strip() or None)), assistant)


def add_files(assistant: Assistant, paths: Sequence[str], given: Value) -> Iterator[Value]:
    """Yield the receipt of adding files, as it grows; a bad file or part of one does not keep the others out."""
    yield {"working": "Reading and cleaning…"}
    try:
        known = _given(given)
    except BriefingError as error:
        yield {"problems": [str(error)]}
        return
    problems: list[str] = []
    came: dict[str, str] = {}

    def articles() -> Iterator[Article]:
        for path in paths:
            for found in assistant.walk(path, given=known):
                if isinstance(found, Article):
                    came[found.id] = path
                    yield found
                else:
                    problems.append(str(found).replace(f"{Path(path).parent}/", ""))

    def add(progress: Callable[[Progress], None]) -> Value:
        added = []
        for one in assistant.adding(articles(), progress=progress):
            if path := came.pop(one.article.id, ""):
                remember(assistant, one.article, path)
            added.append(_added(one, {one.article.id: Path(path).name} if path else {}))
        return {"added": added, "problems": problems if added or problems else [NOTHING]}

    yield from _watched(add, problems)


def add_address(assistant: Assistant, address: str, given: Value) -> Iterator[Value]:
    """Yield the receipt of adding what stands at an address, as it grows; a feed is followed from then on."""
    url = address.strip()
    if "://" not in url:
        url = f"https://{url}"
    yield {"working": f"Reading {url[:80]}…"}
    try:
        known = _given(given)
    except BriefingError as error:
        yield {"problems": [str(error)]}
        return
    yield from _watched(lambda progress: _reported([assistant.take(url, given=known, progress=progress)]), [])


def refresh(assistant: Assistant) -> Iterator[Value]:
    """Yield the receipt of reading the followed feeds again."""
    yield {"working": "Reading the feeds…"}
    yield from _watched(lambda progress: _reported(assistant.refresh(progress=progress)), [])


def unfollow(assistant: Assistant, url: str) -> str:
    """Follow a feed no longer; return what to say."""
    try:
        found = assistant.unfollow(url)
    except NotFoundError:
        return "This feed is not followed any more."
    return f"“{found.title or found.url}” is not followed any more; its articles stay."


def restore(assistant: Assistant, article_id: str, line: int) -> str:
    """Put a left-out line back into an article; return what to say."""
    try:
        article = assistant.restore(article_id, line)
    except BriefingError as error:
        return str(error)
    return f"Put back into “{article.label}”."


def feeds(assistant: Assistant) -> Value:
    """Return the followed feeds for the page."""
    return {
        "feeds": [
            {
                "url": one.url,
                "title": one.title or one.url,
                "facts": " · ".join(
                    part
                    for part in (
                        f"read {readable(one.read)}" if one.read else "not read yet",
                        with_noun(len({*one.items, *one.waiting}), "item"),
                        ", ".join(one.collections),
                    )
                    if part
                ),
                "error": one.error or "",
            }
            for one in assistant.feeds()
        ]
    }


def _reported(reports: Iterable[Report]) -> Value:
    """Return the receipt of what was read of addresses."""
    added: list[Value] = []
    lines: list[str] = []
    problems: list[str] = []
    for one in reports:
        if one.error:
            problems.append(f"{one.title or one.url}: {one.error}")
            continue
        added += [_added(each) for each in one.added if each.status != "unchanged" or not one.title]
        problems += one.skipped
        if one.title:
            new = sum(each.status in ("added", "copy") for each in one.added)
            updated = one.count("updated")
            known = one.unchanged + one.count("unchanged")
            parts = ((new, "new"), (updated, "updated"), (known, "as before"))
            said = ", ".join(f"{number:,} {what}" for number, what in parts if number) or "nothing in it"
            lines.append(f"{one.title}: {said}.")
    return {"added": added, "problems": problems, "lines": lines or ([] if added or problems else ["Nothing is new."])}


def add_samples(assistant: Assistant) -> Iterator[Value]:
    """Yield the receipt of opening the sample newsroom."""
    yield {"working": "Opening the sample newsroom…"}
    yield from _watched(lambda progress: assistant.demo(progress=progress), [])


def _given(fields: Value) -> Given:
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


def _receipt(read: Callable[[], list[Article]], assistant: Assistant) -> Iterator[Value]:
    yield {"working": "Reading and cleaning…"}
    try:
        articles = read()
    except BriefingError as error:
        yield {"problems": [str(error)]}
        return
    if not articles:
        yield {"problems": [NOTHING]}
        return
    yield from _watched(lambda progress: assistant.add(articles, progress=progress), [])


def _watched(work: Callable[[Callable[[Progress], None]], list[Added] | Value], problems: list[str]) -> Iterator[Value]:
    """Run `work` in a thread and yield its progress, then the receipt."""

    def told(tell: Callable[[Progress | list[Added] | Value], None]) -> None:
        tell(work(tell))

    try:
        for step in beside(told):
            if isinstance(step, list):
                yield {"added": [_added(one) for one in step], "problems": problems}
            elif isinstance(step, dict):
                yield step
            elif step:
                total = f" of {step.total:,}" if step.total else ""
                yield {"working": f"{step.what.capitalize()}: {step.done:,}{total}…"}
    except Exception as error:  # the page's outermost edge: the person gets a sentence, whatever it was
        yield {"problems": [*problems, sentence_of(error, "an import")]}


def _added(added: Added, names: Mapping[str, str] = NO_NAMES) -> Value:
    return {
        **row_of(added.article, names),
        "status": added.status,
        "removed": [{"line": one.line, "text": one.text, "reason": one.reason} for one in added.article.removed],
        "note": added.article.note or "",
    }
