"""Write answers with no model: the source's own sentences, ranked, made to stand alone, none said twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from briefing.answer_forms import CANNOT
from briefing.asks_for import asks_for_all
from briefing.candidates import Candidate
from briefing.checks.quantities import quantities
from briefing.cite import protect
from briefing.facts import DAYS, DENIED, OPPOSITES
from briefing.ground import quotations
from briefing.question import names_in
from briefing.repair import stand_alone
from briefing.telling import tells, told_from
from briefing.types import Evidence, Task, Writer
from index.text import containment, fold, shingles

Embed = Callable[[Sequence[str]], NDArray[np.float32] | None]
"""Embeds texts as rows of length 1; None when there is no embedding model."""

MARGIN = 6.0
"""A further sentence is shown when it scores within this many logits of the best one: of 121 fresh questions .793 have
their answer in a cited paragraph at 5, .802 at 6 and at 8, with 3.0, 3.2 and 3.6 sentences."""
FLOOR = -4.0
"""Logit that a further sentence must have of its own."""
SAME, SAME_WORDS = 0.80, 0.6
"""Cosine, or share of three-word runs, from which two sentences may say the same: "killed 12" and "killed 19" are as
near as .85, so that `states` has a veto."""
MOST_MARKS = 4
"""Citations of one sentence: more would hide the text."""


def extractive_writer(ranked: Sequence[Candidate], embed: Embed, beside: Sequence[Candidate] = ()) -> Writer:
    """Return the writer that answers with these sentences of the evidence; see `Writer`.

    `beside` are those shown behind the best one whatever they score: they contradict or introduce it.
    """

    def write(task: Task, evidence: Sequence[Evidence]) -> Iterator[str]:
        chosen = choose(task, ranked, embed, evidence, beside)
        shown = ""
        for one, same in chosen:
            if one.text in shown:
                continue  # it came as the sentence that another one points at
            source = evidence[one.n - 1]
            placed = task.question is None or task.question.kind == "where"  # a place line may be the answer
            start = one.start + (0 if placed else told_from(one.text, reply=False))
            text = stand_alone(source.article, source.paragraph, start, one.end, shown=shown) or one.text
            marks = "".join(f"[{n}]" for n in (one.n, *same))
            shown = f"{shown} {text}"
            yield f"{protect(text)} {marks}\n"

    return write


def choose(
    task: Task,
    ranked: Sequence[Candidate],
    embed: Embed,
    evidence: Sequence[Evidence],
    beside: Sequence[Candidate] = (),
) -> list[tuple[Candidate, tuple[int, ...]]]:
    """Return the sentences to show, in order, each with the numbers of other paragraphs that say the same."""
    if not ranked:
        return []
    best = ranked[0]
    near = [best] + [
        one
        for one in ranked[1:]
        if one.score >= best.score - MARGIN and one.logit >= FLOOR and (one.fit > CANNOT or best.fit == CANNOT)
    ]
    near = [best, *(one for one in near[1:] if _goes_along(one, evidence[one.n - 1], task))]
    whole = task.question is None or task.question.kind in ("said", "list")
    if not whole:  # one sentence a paragraph leaves room for other paragraphs
        near = list({one.n: one for one in reversed(near)}.values())
        near.sort(key=lambda one: (-one.score, one.n, one.start))
    beside = [one for one in beside if one != best]
    near = [best, *beside, *(one for one in near if one != best and one not in beside)][: 3 * task.sentences]
    vectors = embed([one.text for one in near])
    chosen: list[tuple[int, list[int]]] = []
    used = 0
    for position, one in enumerate(near):
        alike = [kept for kept in chosen if _alike(near, vectors, kept[0], position)]
        twin = next((kept for kept in alike if states(near[kept[0]], one, evidence[one.n - 1])), None)
        if twin is not None:
            if one.n not in (near[twin[0]].n, *twin[1]) and len(twin[1]) < MOST_MARKS - 1:
                twin[1].append(one.n)
            continue
        if one not in beside and any(_adds_nothing(near[kept[0]], one) for kept in alike):
            continue
        length = len(one.text.split())
        if len(chosen) >= task.sentences or (chosen and used + length > task.words and one not in beside):
            continue
        chosen.append((position, []))
        used += length
    shown = [(near[position], tuple(same)) for position, same in chosen]
    return _in_order(shown, evidence) if task.question and asks_for_all(task.question) else shown


def _goes_along(one: Candidate, source: Evidence, task: Task) -> bool:
    """Tell whether a sentence may stand behind the best one: no heading or label that the page lost its marks of."""
    listed = source.paragraph.kind == "list" or task.question is None or task.question.kind == "list"
    return listed or tells(one.text)


def _in_order(
    shown: list[tuple[Candidate, tuple[int, ...]]], evidence: Sequence[Evidence]
) -> list[tuple[Candidate, tuple[int, ...]]]:
    """Put sentences of the best one's article in article order, so that a statement reads as it was made."""
    article = evidence[shown[0][0].n - 1].article
    place = {paragraph.id: index for index, paragraph in enumerate(article.paragraphs)}
    own = [one for one in shown if evidence[one[0].n - 1].article.id == article.id]
    rest = [one for one in shown if evidence[one[0].n - 1].article.id != article.id]
    own.sort(key=lambda one: (place[evidence[one[0].n - 1].paragraph.id], one[0].start))
    return own + rest


def _alike(near: Sequence[Candidate], vectors: NDArray[np.float32] | None, left: int, right: int) -> bool:
    """Tell whether two sentences are much the same in words or in meaning, which alone does not make them one."""
    if containment(shingles(near[left].text), shingles(near[right].text)) >= SAME_WORDS:
        return True
    return vectors is not None and float(vectors[left] @ vectors[right]) >= SAME


def _adds_nothing(kept: Candidate, other: Candidate) -> bool:
    values = {value for value, _ in quantities(kept.text)}
    if {value for value, _ in quantities(other.text)} - values:
        return False
    known = kept.text.casefold()
    return all(any(part.casefold() in known for part in name.split()) for name in names_in(other.text)[1:])


def states(kept: Candidate, other: Candidate, source: Evidence) -> bool:
    """Tell whether an alike sentence states all that `kept` does, so that its paragraph may be cited for it as well.

    It must have its quotations, numbers and days, its names or its paragraph must, and deny nothing `kept` says.
    """
    left, right = kept.text, other.text
    if set(quotations(left)) - set(quotations(right)) or kept.speaker != other.speaker:
        return False
    if {value for value, _ in quantities(left)} - {value for value, _ in quantities(right)}:
        return False
    if {day.casefold() for day in DAYS.findall(left)} - {day.casefold() for day in DAYS.findall(right)}:
        return False
    if bool(DENIED.search(left)) != bool(DENIED.search(right)):
        return False
    if any(bool(up.search(left)) != bool(up.search(right)) and down.search(right) for up, down in OPPOSITES):
        return False
    known = fold(f"{source.article.title} {source.paragraph.text}")
    return all(fold(name.split()[-1]) in known for name in names_in(left))
