"""Answer a question that compares: each side from its own paragraphs, and their figures beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from briefing.checks.quantities import Mention, mentions
from briefing.cite import Numbers, prove
from briefing.comparison import Comparison, Side
from briefing.fit import stem, stems
from briefing.joined import joined, numbered
from briefing.question import parse
from briefing.types import Answer, Evidence, Outcome, Part, Question, Sentence, Support
from index.text import STOPWORDS, words

Ask = Callable[[Question], Iterator[Sentence | Answer]]
"""Answers one question: its sentences, then the whole Answer."""

BESIDE = "Beside each other"
"""Heading of the figures."""
BARE = ("count", "")
"""The kind of a number with no unit: it is set beside another of the same paragraph only."""
YEARS = 1800, 2100
NOT_FIGURES = frozenset({"date", "clock", "age"})
"""Kinds of number that measure neither side."""


def compare(question: Question, comparison: Comparison, ask: Ask) -> Iterator[Sentence | Answer]:
    """Yield the sentences of one side, of the other, and the one with their figures; then the whole Answer.

    A side that no sentence found speaks of is said not to be there. Without either there is nothing to compare, and
    only the Answer comes, `not_found`.
    """
    numbers = Numbers()
    sentences: list[Sentence] = []
    parts: list[Part] = []
    answers: list[Answer] = []
    own = _own(comparison)
    for side, mine, theirs in zip(comparison.sides, own, reversed(own), strict=True):
        first = len(sentences)
        for piece in ask(parse(side.question)):
            if isinstance(piece, Answer):
                answers.append(piece)
            elif _speaks_of(mine, theirs, piece):
                sentences.append(numbered(_unsaid(piece, sentences), numbers))
                yield sentences[-1]
        told = len(sentences) > first
        outcome: Outcome = answers[-1].outcome if told else "not_found"
        parts.append(Part(side.name, outcome, first, len(sentences)))
    _contrasted(parts, sentences, own)
    if figures := _figures(
        comparison.sides, [sentences[one.first : one.last] for one in parts], parts, answers, numbers
    ):
        sentences.append(figures)
        yield figures
        parts.append(Part(BESIDE, "answered", len(sentences) - 1, len(sentences)))
    answers = [replace(one, outcome=part.outcome) for one, part in zip(answers, parts, strict=False)]
    yield joined(question, " ".join(one.question for one in comparison.sides), answers, parts, sentences, numbers)


def _unsaid(piece: Sentence, told: Sequence[Sentence]) -> Sentence:
    """Return a sentence without the one that leads to it, where that is what the reader has just read."""
    lead = f"{told[-1].text} " if told else ""
    if (
        not lead
        or not piece.text.startswith(lead)
        or piece.citations[0].paragraph_id != told[-1].citations[0].paragraph_id
    ):
        return piece
    span = piece.answer_span
    moved = (span[0] - len(lead), span[1] - len(lead)) if span and span[0] >= len(lead) else None
    return replace(piece, text=piece.text.removeprefix(lead), answer_span=moved)


def speaks_of_both(comparison: Comparison, text: str) -> bool:
    """Tell whether one sentence names both sides, so that it may answer alone."""
    have = stems(text)
    return all(own & have for own in _own(comparison))


def _own(comparison: Comparison) -> tuple[set[str], set[str]]:
    """Return the stems that only the one side has, and those that only the other has."""
    one, other = (
        {stem(word.removesuffix("'s")) for word in words(side.name) if word not in STOPWORDS}
        for side in comparison.sides
    )
    return one - other or one, other - one or other


def _speaks_of(own: set[str], others: set[str], sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of the side, or its headline does and the sentence names not the other side."""
    have = stems(sentence.text)
    if own & have or others & have:
        return bool(own & have)
    return bool(own & stems(" ".join(f"{one.title} {one.quote}" for one in sentence.citations)))


def _contrasted(parts: list[Part], sentences: Sequence[Sentence], own: Sequence[set[str]]) -> None:
    """Take a side for answered whose nearest sentence stands in the paragraph that answers for the other.

    It must name the side itself and have a figure of the same kind: "Police put the crowd at 4,000. The union spoke of
    9,000."
    """
    for place, (part, other) in enumerate(zip(parts, reversed(parts), strict=True)):
        if (part.outcome, other.outcome) != ("closest", "answered"):
            continue
        nearest, best = sentences[part.first], sentences[other.first]
        one_place = nearest.citations[0].paragraph_id == best.citations[0].paragraph_id
        named = own[place] & stems(nearest.text)
        if one_place and named and nearest.text != best.text and _measures(nearest.text).keys() & _measures(best.text):
            parts[place] = replace(part, outcome="answered")
            return


def _figures(
    sides: Sequence[Side],
    told: Sequence[Sequence[Sentence]],
    parts: Sequence[Part],
    answers: Sequence[Answer],
    numbers: Numbers,
) -> Sentence | None:
    """Return one sentence with a figure of the same kind of each side, cited to both and checked against both.

    None when no sentence of a side holds just one figure of the kind, or when the check does not carry it.
    """
    if any(part.outcome != "answered" for part in parts):
        return None
    evidence = {one.paragraph.id: one for answer in answers for one in answer.evidence}
    for one, other in sorted(product(*(range(len(side)) for side in told)), key=sum):
        left, right = told[0][one], told[1][other]
        mine, yours = _measures(left.text), _measures(right.text)
        one_place = left.citations[0].paragraph_id == right.citations[0].paragraph_id
        kind = next((kind for kind in mine if kind in yours and (kind != BARE or one_place)), None)
        if kind is None:
            continue
        body = f"{sides[0].name}: {mine[kind]}; {_inside(sides[1].name)}: {yours[kind]}."
        cited: dict[str, Evidence] = {
            one.paragraph_id: evidence[one.paragraph_id]
            for one in (left.citations[0], right.citations[0])
            if one.paragraph_id in evidence
        }
        sentence = prove(body, list(cited.values()), numbers)
        if sentence.support in (Support.QUOTED, Support.SUPPORTED):
            return sentence
    return None


def _inside(name: str) -> str:
    return name[0].lower() + name[1:] if name.startswith(("The ", "A ", "An ")) else name


def _measures(text: str) -> dict[tuple[str, str], str]:
    """Return what a sentence measures by kind, as it is written; a kind of which there are several is left out.

    >>> _measures("It carries 140 passengers."), _measures("They lowered it from 6 to 5 per cent.")
    ({('count', 'passenger'): '140 passengers'}, {('share', ''): '5 per cent'})
    >>> _measures("It hit two cars and three cars.")
    {}
    """
    found: dict[tuple[str, str], list[str]] = {}
    every = mentions(text)
    for place, one in enumerate(every):
        after = every[place + 1] if place + 1 < len(every) else None
        if after and one.kind == after.kind and one.behind.strip() == "to":
            continue  # what it was before
        if one.kind not in NOT_FIGURES and (kind := _kind(one)):
            found.setdefault(kind, []).append(_written(one))
    return {kind: values[0] for kind, values in found.items() if len(values) == 1}


def _kind(one: Mention) -> tuple[str, str] | None:
    if one.kind == "share":
        return "share", ""
    if one.kind == "money":
        return "money", one.text[0]
    bare_year = not one.unit and YEARS[0] <= one.value <= YEARS[1]
    return None if bare_year else (one.kind, one.unit)


def _written(one: Mention) -> str:
    """Return a figure with its unit as the sentence has them."""
    unit = one.behind.split(maxsplit=1)[0].strip(',.;:!?)”’"') if one.unit and one.behind.strip() else ""
    joint = "" if one.behind[:1] == "-" else " "
    return f"{one.text}{joint}{unit}" if unit else one.text
