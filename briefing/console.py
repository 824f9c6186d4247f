"""Print articles, answers and briefings for people at a terminal, and JSON for programs; the one place that writes out.

Article text comes from strangers, so control characters, which a terminal would obey, are taken out of all of it.
"""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from briefing.credit import caveat, credit
from briefing.suspicious import suspicious
from index.text import with_noun
from index.types import Article, Hit, Paragraph

if TYPE_CHECKING:
    from briefing.types import Answer, Citation, Sentence, Story
    from index.library import Progress

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
NARROWEST, WIDEST, UNWRAPPED = 40, 100, 100_000
"""Columns: text wider than a hundred reads badly; into a pipe lines are not wrapped, so that grep finds them whole."""
OUTCOMES = {
    "closest": "The articles do not answer this directly. The nearest they come:",
    "not_found": "The articles do not say.",
}


def plain(text: str) -> str:
    """Return `text` without the characters that a terminal would obey or that hide what is written.

    >>> plain("a\\x1b[31mb\\u202ec")
    'a[31mbc'
    """
    return CONTROL.sub("", text)


class NobodyReads(Exception):
    """Say that the program behind the pipe has ended; there is nobody to tell."""


def write(text: str) -> None:
    """Write text to standard output; raise NobodyReads when the program behind a pipe has ended."""
    try:
        sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
        sys.stdout.flush()
    except OSError as error:
        if error.errno in (errno.EPIPE, errno.EINVAL):  # the second on Windows
            raise NobodyReads from None
        raise


def note(text: str) -> None:
    """Write one line to standard error."""
    print(" ".join(plain(text).split()), file=sys.stderr, flush=True)


def warn(text: str) -> None:
    """Write one line about something that went wrong to standard error."""
    note(f"briefing: {text}")


def as_json(kind: Any, value: Any, *, indent: int | None = 2) -> str:
    """Return `value` as JSON by the types of `kind`, such as `list[Hit]`."""
    from pydantic import TypeAdapter

    text: str = TypeAdapter(kind).dump_json(value, indent=indent).decode()
    return text


def columns() -> int:
    """Return how many columns text may have."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return UNWRAPPED
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def wrap(text: str, indent: str = "", first: str | None = None) -> str:
    """Return `text` as lines that fit, each behind `indent`, the first behind `first` when it is given."""
    return textwrap.fill(
        plain(text),
        width=columns(),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose last column takes the room that is left."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for number, heading in enumerate(headings):
        last = number == len(headings) - 1
        made.add_column(heading, no_wrap=not last, overflow="fold" if last else "ellipsis")
    for row in rows:
        made.add_row(*(Text(plain(cell)) for cell in row))
    out = io.StringIO()
    Console(file=out, width=columns(), force_terminal=sys.stdout.isatty(), legacy_windows=False).print(made)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None] | None]:
    """Give a function that shows progress on standard error, or None when no terminal shows it."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    parts = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*parts, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def show(step: Progress) -> None:
            if step.what not in tasks:
                tasks[step.what] = bar.add_task(plain(step.what), total=step.total)
            bar.update(tasks[step.what], completed=step.done, total=step.total)

        yield show


def date_text(value: date | datetime | None) -> str:
    """Return a date for people; `no date` for None.

    >>> date_text(date(2026, 11, 3)), date_text(None)
    ('3 Nov 2026', 'no date')
    """
    if value is None:
        return "no date"
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{value.day} {months[value.month - 1]} {value.year}"


def place(paragraph: int, kind: str) -> str:
    """Return where in an article something stands: `¶3`, or `caption`, `standfirst`."""
    return f"¶{paragraph}" if paragraph else kind


def articles_text(articles: Sequence[Article]) -> str:
    """Return articles as a table, one a line."""
    rows = [
        (one.id, date_text(one.published), one.source or "–", one.label + (" (copy)" if one.duplicate_of else ""))
        for one in articles
    ]
    if not rows:
        return (
            "0 articles: none is in the library, or none of these days and outlets; add some with `briefing add FILE`."
        )
    return table(("ARTICLE", "PUBLISHED", "OUTLET", "HEADLINE"), rows) + f"\n{with_noun(len(rows), 'article')}."


def article_text(article: Article) -> str:
    """Return one article: its headline, what is known of it, numbered paragraphs, and what the cleaner left out."""
    known = [article.source or "outlet unknown", ", ".join(article.authors), date_text(article.published)]
    if article.published_from:
        known[-1] += f" ({article.published_from})"
    if article.modified:
        known.append(f"changed {date_text(article.modified)}")
    lines = [wrap(article.label), wrap(" · ".join(part for part in known if part))]
    lines.append(f"{article.id} · revision {article.revision} · {plain(article.language)}")
    if article.collections:
        lines.append(wrap("in " + ", ".join(article.collections)))
    if article.duplicate_of:
        lines.append(f"The same text as {article.duplicate_of}.")
    if article.url:
        lines.append(plain(article.url))
    lines += [_paragraph(one) for one in article.paragraphs]
    if article.note:
        lines.append("\n" + wrap(article.note))
    if article.removed:
        lines.append("\n" + with_noun(len(article.removed), "line") + " left out:")
        lines += [wrap(f"line {one.line} ({one.reason}): {one.text}", "    ", "  ") for one in article.removed]
    return "\n".join(lines)


def _paragraph(paragraph: Paragraph) -> str:
    mark = place(paragraph.number, paragraph.kind)
    page = f" (page {paragraph.page})" if paragraph.page else ""
    return "\n" + wrap(
        paragraph.text + page + _badge(paragraph), "     ", f"{mark:<4} " if paragraph.number else f"     ({mark}) "
    )


def _badge(paragraph: Paragraph) -> str:
    """Return, in words, why a paragraph is in no answer and is not shown to a language model."""
    why = suspicious(paragraph.text)
    return f" (suspicious: {why})" if why else ""


def marked(sentence: Sentence) -> str:
    """Return a sentence with the numbers of its citations behind it, and in words what it is marked with."""
    numbers = "".join(f" [{n}]" for n in dict.fromkeys(one.n for one in sentence.citations))
    words = caveat(sentence)
    return sentence.text + numbers + (f" ({words})" if words else "")


def answer_text(answer: Answer) -> str:
    """Return an answer with `[n]` marks, and the numbered paragraphs behind them."""
    read = [f"Read as: {answer.read_as}"] if answer.read_as and answer.read_as != answer.question else []
    read += [answer.period.told] if answer.period else []
    lines = [wrap(one) for one in read] + [""] * bool(read)
    if answer.opening:
        lines += [wrap(answer.opening), *(_listed(one) for one in answer.sentences)]
    elif answer.parts:
        for part in answer.parts:
            lines += [wrap(part.question), *_told(part.outcome, answer.sentences[part.first : part.last]), ""]
        lines.pop()
    else:
        lines += _told(answer.outcome, answer.sentences)
    cited: dict[int, list[Citation]] = {}
    for one in (one for sentence in answer.sentences for one in sentence.citations):
        cited.setdefault(one.n, []).append(one)
    if cited:
        lines += ["", *(_source(cited[n]) for n in sorted(cited))]
    if answer.as_of:
        lines.append(f"\nAs of {date_text(answer.as_of)}.")
    if told := credit(answer):
        lines.append(("" if answer.as_of else "\n") + wrap(told))
    return "\n".join(lines)


def _told(outcome: str, sentences: Sequence[Sentence]) -> list[str]:
    said = [OUTCOMES[outcome]] if outcome in OUTCOMES else []
    return said + ([wrap(" ".join(marked(one) for one in sentences))] if sentences else [])


def _listed(sentence: Sentence) -> str:
    first = sentence.citations[0]
    return wrap(f"{first.title} – {marked(sentence)}", "  ", "- ")


def _source(cited: Sequence[Citation]) -> str:
    """Return where a numbered paragraph stands, and each part of it that is cited."""
    first = cited[0]
    page = f"page {first.page}" if first.page else ""
    where = [first.source, first.title, place(first.paragraph, first.kind), page, date_text(first.published)]
    head = wrap(" · ".join(part for part in where if part), "    ", f"[{first.n}] ")
    quotes = dict.fromkeys(one.quote for one in sorted(cited, key=lambda one: one.start))
    return "\n".join([head, *(wrap(quote, "    ") for quote in quotes)])


def hits_text(hits: Sequence[Hit]) -> str:
    """Return found passages, best first, with where they stand."""
    lines = []
    for number, hit in enumerate(hits, 1):
        found = [one for one in hit.article.paragraphs if one.id in hit.passage.paragraph_ids]
        where = ", ".join(place(one.number, one.kind) for one in found)
        head = [hit.article.source or "", hit.article.label, where, date_text(hit.article.published)]
        lines.append(wrap(" · ".join(part for part in head if part), "    ", f"{number:>2}. "))
        lines += [wrap(one.text + _badge(one), "    ") for one in found]
    return "\n".join(lines)


def stories_text(stories: Sequence[Story]) -> str:
    """Return stories, most important first, with their outlets."""
    lines = []
    for number, one in enumerate(stories, 1):
        lines.append(wrap(one.headline, "    ", f"{number:>2}. "))
        count = with_noun(len(one.article_ids), "article")
        lines.append(
            wrap(
                f"{count} · {with_noun(one.independent_sources, 'independent source')} · {', '.join(one.sources)}",
                "    ",
            )
        )
    return "\n".join(lines)
