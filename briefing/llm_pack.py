"""Lay out the passages for a language model: fenced, numbered 1..n, within what it reads at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.cite import protect
from briefing.repair import speaker_at
from briefing.suspicious import suspicious
from briefing.types import Evidence
from index.text import containment, day, normalise, shingles

BYTES_A_TOKEN = 3.3
"""Bytes of UTF-8 a token, on the safe side: English has 4.3, Russian and Chinese near 3.5."""
SMALL_UNITS = 5
UNITS = ((6000, 8), (16_000, 16))
"""Passages for a window below so many tokens; more of them do not make answers better, and distractors cost."""
MOST_UNITS = 30
SAME = 0.8
"""Share of a paragraph's threes of words in another one from which it adds nothing."""
LABEL = 60
"""Characters of an outlet's or a speaker's name that are shown."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Hold the text of the passages; the model's passage k is the evidence at `positions[k - 1]`, from 1."""

    text: str
    positions: tuple[int, ...]


def tokens(text: str) -> int:
    """Return how many tokens a text takes at most, roughly."""
    return int(len(text.encode()) / BYTES_A_TOKEN) + 1


def pack(evidence: Sequence[Evidence], room: int, *, window: int, small: bool, in_order: bool = False) -> Packed:
    """Return the first of the evidence that fits into `room` tokens, without repeats and suspicious passages.

    Passages of one article stand together in its order, the best article's last, nearest the question. With
    `in_order`, for summaries, they stay as they come and only `room` bounds them.
    """
    most = SMALL_UNITS if small else next((units for size, units in UNITS if window < size), MOST_UNITS)
    chosen: list[tuple[int, str]] = []
    seen: list[frozenset[tuple[str, ...]]] = []
    used = 0
    for position, one in enumerate(evidence, start=1):
        grams = shingles(one.paragraph.text)
        if suspicious(one.paragraph.text) or any(containment(grams, other) >= SAME for other in seen if other):
            continue
        line = passage(one)
        size = tokens(line) + 4
        if used + size > room or (len(chosen) >= most and not in_order):
            continue
        chosen.append((position, line))
        seen.append(grams)
        used += size
    if not in_order:
        chosen = _grouped(chosen, evidence)
    text = "\n".join(f"[{number}] {line}" for number, (_, line) in enumerate(chosen, start=1))
    return Packed(text, tuple(position for position, _ in chosen))


def passage(evidence: Evidence) -> str:
    """Return one passage as a model reads it, with outlet, day and speaker in front.

    A `[12]` of its own cannot be taken for a mark, and a name that speaks to a model is left out.
    """
    article, paragraph = evidence.article, evidence.paragraph
    speaker = speaker_at(article, paragraph, 0, len(paragraph.text))
    about = [_label(article.source), day(article.published).isoformat() if article.published else "", _label(speaker)]
    head = ", ".join(one for one in about if one)
    body = protect(normalise(paragraph.text))
    return f"({head}) {body}" if head else body


def _label(name: str | None) -> str:
    text = normalise(name or "")[:LABEL]
    return "" if suspicious(text) else text.replace("[", "(").replace("]", ")")


def _grouped(chosen: Sequence[tuple[int, str]], evidence: Sequence[Evidence]) -> list[tuple[int, str]]:
    ranks: dict[str, int] = {}
    for position, _ in chosen:
        ranks.setdefault(evidence[position - 1].article.id, len(ranks))

    def place(one: tuple[int, str]) -> tuple[int, int]:
        source = evidence[one[0] - 1]
        ids = [paragraph.id for paragraph in source.article.paragraphs]
        return -ranks[source.article.id], ids.index(source.paragraph.id) if source.paragraph.id in ids else 0

    return sorted(chosen, key=place)
