"""Say what became of articles and feeds: what was added, changed, skipped; revisions and what they changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.console import date_text, table, wrap
from index.text import with_noun

if TYPE_CHECKING:
    from index.follow import Followed, Report
    from index.library import Added
    from index.types import Revision

LISTED = 30
"""Articles named one by one when some are added; more are only counted."""
EDITED = 40
"""Paragraphs of a change that are shown."""


class Tally:
    """Count what became of articles as they come, and keep the first few to name."""

    def __init__(self) -> None:
        self.named: list[Added] = []
        self.kinds: Counter[str] = Counter()
        self.undated = 0

    def take(self, added: Added) -> None:
        """Count one article."""
        if len(self.named) < LISTED:
            self.named.append(added)
        self.kinds[added.status] += 1
        self.undated += added.article.published is None and added.status != "unchanged"

    def text(self) -> str:
        """Return what became of each article, and how many there are of each kind."""
        lines = [_added(one) for one in self.named]
        if (total := self.kinds.total()) > LISTED:
            lines.append(f"… and {total - LISTED:,} more; `briefing articles` lists them.")
        lines.append(summary(self.kinds) + ".")
        if self.undated:
            lines.append(f"{with_noun(self.undated, 'article')} without a date; give it with --published.")
        return "\n".join(lines)


def summary(kinds: Counter[str]) -> str:
    """Return the numbers of articles by what became of them.

    >>> summary(Counter(added=2, copy=1)), summary(Counter())
    ('2 added, 1 copy of another', 'nothing added')
    """
    total = ", ".join(f"{kinds[kind]:,} {kind}" for kind in ("added", "updated", "unchanged") if kinds[kind])
    if kinds["copy"]:
        total += (", " if total else "") + f"{kinds['copy']:,} cop{'y' if kinds['copy'] == 1 else 'ies'} of another"
    return total or "nothing added"


def added_text(added: Sequence[Added]) -> str:
    """Return what became of articles."""
    tally = Tally()
    for one in added:
        tally.take(one)
    return tally.text()


def _added(one: Added) -> str:
    article = one.article
    note = f" (the same text as {article.duplicate_of})" if article.duplicate_of else ""
    left_out = f" [{with_noun(len(article.removed), 'line')} left out]" if article.removed else ""
    outlet = f"{article.source}: " if article.source else ""
    line = wrap(f"{article.id}  {outlet}{article.label}{note}{left_out}", " " * 11, f"{one.status:<9}  ")
    return line + ("\n" + wrap(article.note, " " * 11) if article.note and one.status != "unchanged" else "")


def report_text(report: Report) -> str:
    """Return what became of one source, on a line and one for each new article."""
    if report.error:
        return wrap(f"{report.title or report.url}: not read. {report.error}")
    new = [one for one in report.added if one.status != "unchanged"]
    kinds: Counter[str] = Counter(one.status for one in report.added)
    kinds["unchanged"] += report.unchanged
    parts = [summary(kinds)] + ([f"{len(report.skipped):,} skipped"] if report.skipped else [])
    lines = [wrap(f"{report.title or report.url}: {', '.join(parts)}.")]
    lines += [_added(one) for one in new[:LISTED]]
    if len(new) > LISTED:
        lines.append(f"… and {len(new) - LISTED:,} more; `briefing articles` lists them.")
    return "\n".join([*lines, wrap(report.note)] if report.note else lines)


def feeds_text(feeds: Sequence[Followed]) -> str:
    """Return the followed feeds as a table."""
    if not feeds:
        return "No feed is followed; `briefing add ADDRESS` follows one."
    rows = [
        (
            one.title or "–",
            date_text(one.read) if one.read else "never",
            f"{len({*one.items, *one.waiting}):,}",
            one.error or one.address or one.url,
        )
        for one in feeds
    ]
    return table(("FEED", "READ", "ITEMS", "ADDRESS, OR WHAT WENT WRONG"), rows) + f"\n{with_noun(len(rows), 'feed')}."


def revisions_text(revisions: Sequence[Revision]) -> str:
    """Return the revisions of an article, newest first, each with the paragraphs it changed."""
    lines = []
    for one in reversed(revisions):
        when = one.added.strftime(" · added %Y-%m-%d %H:%M UTC") if one.added else ""
        count = with_noun(len(one.edits), "paragraph") + " changed" if one.edits else "first text"
        lines.append(f"revision {one.revision}{when} · {count}")
        for edit in one.edits[:EDITED]:
            lines += [wrap(edit.before, "    ", "  - ")] if edit.before else []
            lines += [wrap(edit.after, "    ", "  + ")] if edit.after else []
        if len(one.edits) > EDITED:
            lines.append(f"  … and {len(one.edits) - EDITED:,} more.")
    return "\n".join(lines)
