"""Offer the command that scores the desk on a user's own questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing import console
from briefing.desk import open_desk, refuse_empty, show_value
from briefing.options import AsJson, LibraryFolder

if TYPE_CHECKING:
    from briefing.evaluate import Evaluation

NAMED = 20
"""Questions that went wrong and are named at a terminal; --json has all."""

LONGEST = 160
"""Letters of an answer that are shown."""


def eval_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help='JSON Lines: {"question": …, "answer": … or null, "article": …}.')
    ],
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Score finding, answering and refusing on questions whose answers you know."""
    from briefing.evaluate import Evaluation, evaluate, read_questions, shares

    asked = read_questions(file)
    with open_desk(library) as desk, console.progress_bar() as progress:
        refuse_empty(desk)
        judged = tuple(evaluate(desk, asked, progress=progress))
    made = Evaluation(shares(judged), judged)
    show_value(Evaluation, made, as_json, lambda: _shown(made))


def _shown(made: Evaluation) -> str:
    rows = [
        (one.name, f"{one.count} of {one.of}", f"{one.value:.0%}", f"{one.low:.0%} to {one.high:.0%}")
        for one in made.shares
    ]
    lines = [console.table(("MEASURE", "COUNT", "SHARE", "95 % INTERVAL"), rows)]
    faults = [one for one in made.judged if one.verdict not in ("right", "refused") or one.note]
    lines += [""] if faults else []
    for one in faults[:NAMED]:
        lines.append(console.wrap(f"{one.verdict}: {console.plain(one.question)}"))
        lines += [console.wrap(" or ".join(one.expected), "    ", "  expected: ")] if one.expected else []
        lines += [console.wrap(_short(one.answered), "    ", "  answered: ")] if one.answered else []
        lines += [console.wrap(one.note, "    ", "  ")] if one.note else []
    if len(faults) > NAMED:
        lines.append(f"and {len(faults) - NAMED} more; --json names them all.")
    return "\n".join(lines)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…"
