"""Take a question apart, narrow it to the days it names, and answer each part from the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Unpack

from briefing.about_library import tell_library
from briefing.aged import with_age
from briefing.answer import finish, tell, tell_summary
from briefing.asked_dates import Asked
from briefing.asking import How
from briefing.beside import compare, speaks_of_both
from briefing.cite import Numbers
from briefing.comparison import Comparison, comparison_in
from briefing.follow_up import stands_alone, understand
from briefing.joined import joined, numbered
from briefing.library_request import Request, request_from, request_in
from briefing.narrow import bare_of, days_in, narrowed, of_year_held, within
from briefing.question import parse, tidy, whose_name
from briefing.reading import Reading
from briefing.several import Asking, questions_in
from briefing.to_summarise import asked_length, happened, to_summarise
from briefing.types import Answer, Outcome, Part, Question, Sentence, Turn
from index.errors import InputError
from index.types import Filters

YEARS = 1000, 9000
"""Years of a day that days are counted from: a calendar goes from 1 to 9999, and "a decade ago" must be in it, too."""
NEARER: tuple[Outcome, ...] = ("not_found", "closest", "answered")
"""What becomes of a question, the better last."""


def stream(asked: str, reading: Reading, **how: Unpack[How]) -> Iterator[Sentence | Answer]:
    """Yield each checked sentence as soon as it is complete, then the whole Answer; see `How`."""
    today, history = how.get("today") or date.today(), how.get("history", ())
    filters = how.get("filters") or Filters()
    if not YEARS[0] <= today.year <= YEARS[1]:
        raise InputError(f"No days can be counted from {today}; give a day of the years {YEARS[0]} to {YEARS[1]}.")
    if how.get("as_typed"):
        yield from _as_typed(parse(tidy(asked), asked=tidy(asked)), reading, filters)
        return
    alone = _request(tidy(asked), today, reading, filters)
    question = understand(asked, () if alone and not alone[0].topic else history)
    question = completed_or_alone(question, whose_name(tidy(asked)), reading, filters)
    if (respelt := reading.respell(question.text)) != question.text:
        question = parse(respelt, asked=question.asked)
    if comparison := comparison_in(question.text):
        yield from _compared(question, comparison, reading, today, filters)
        return
    parts = questions_in(question.text)
    if len(parts) == 1:
        yield from _one(question, reading, today, filters, history)
        return
    yield from _several(question, parts, lambda part: _one(part, reading, today, filters, ()))


def _as_typed(question: Question, reading: Reading, filters: Filters) -> Iterator[Sentence | Answer]:
    """Answer a question as it stands; of several in it each is answered."""
    parts = questions_in(question.text)
    if len(parts) == 1:
        yield from _look(question, reading, filters)
        return
    for piece in _several(question, parts, lambda part: _look(part, reading, filters)):
        yield replace(piece, read_as=None) if isinstance(piece, Answer) else piece


def completed_or_alone(question: Question, alone: str, reading: Reading, filters: Filters) -> Question:
    """Return a follow-up as it was completed, or as it stands where the articles say more to that.

    "Who is the governor?" may go on with the ferry just spoken of, and may not; what points back always does.
    """
    if question.text == alone or not stands_alone(alone):
        return question
    found = reading.look(question, filters).outcome
    if found == "answered":
        return question
    typed = parse(alone, asked=question.asked)
    return typed if NEARER.index(reading.look(typed, filters).outcome) > NEARER.index(found) else question


def _several(
    question: Question, askings: Sequence[Asking], answered: Callable[[Question], Iterator[Sentence | Answer]]
) -> Iterator[Sentence | Answer]:
    """Answer questions one after another, their paragraphs numbered through; "he" is whom the first answer named."""
    numbers, ends = Numbers(), [0]
    sentences: list[Sentence] = []
    answers: list[Answer] = []
    turns: list[Turn] = []
    for asking in askings:
        alone = parse(asking.completed(turns))
        for piece in answered(alone):
            if isinstance(piece, Sentence):
                sentences.append(numbered(piece, numbers))
                yield sentences[-1]
            else:
                answers.append(piece)
                turns.append(Turn(alone.text, answer=" ".join(one.text for one in piece.sentences)))
        ends.append(len(sentences))
    parts = [
        Part(turn.question, one.outcome, first, last)
        for turn, one, (first, last) in zip(turns, answers, pairwise(ends), strict=True)
    ]
    yield joined(question, " ".join(turn.question for turn in turns), answers, parts, sentences, numbers)


def _compared(
    question: Question, comparison: Comparison, reading: Reading, today: date, filters: Filters
) -> Iterator[Sentence | Answer]:
    """Answer both sides, or the question as it stands where one sentence speaks of both or none is found for either."""

    def whole() -> Iterator[Sentence | Answer]:
        return _one(question, reading, today, filters, ())

    if comparison.direct:
        found = reading.look(question, filters)
        if found.outcome == "answered" and speaks_of_both(comparison, found.ranked[0].text):
            yield from whole()
            return
    held = False
    for piece in compare(question, comparison, lambda side: _one(side, reading, today, filters, ())):
        if isinstance(piece, Answer) and not held:
            yield from whole()
            return
        held = True
        yield piece


def _one(
    question: Question, reading: Reading, today: date, filters: Filters, history: Sequence[Turn]
) -> Iterator[Sentence | Answer]:
    days = of_year_held(days_in(question.text, today, filters), reading, filters)
    found = _request(question.text, today, reading, filters)
    if found and not _of_the_past(found[0], days, reading):
        window, when, period = narrowed(found[1], days, reading)
        pieces = tell_library(found[0], question, reading, window, when)
    elif question.kind == "summary":
        window, _, period = narrowed(filters, days, reading)
        wished, length = asked_length(bare_of(question.text, today))
        chosen = to_summarise(wished, reading, window, history)
        pieces = (
            tell_summary(question, chosen, reading.embed, writing=reading.writing, **length)
            if chosen
            else finish(question, "not_found", (), ())
        )
    elif days:
        answer, period = within(question, days, reading, filters)
        pieces = tell(answer, reading.embed, reading.writing)
    else:

        def newest() -> date | None:
            return reading.holding(filters).last

        look = reading.look(question, filters)
        events = happened(question.text, reading, filters) if look.outcome != "answered" else []
        if events:
            yield from tell_summary(question, events, reading.embed, writing=reading.writing)
        else:
            for piece in tell(look, reading.embed, reading.writing):
                yield with_age(piece, today, newest) if isinstance(piece, Answer) else piece
        return
    for piece in pieces:
        yield replace(piece, period=period) if isinstance(piece, Answer) else piece


def _look(question: Question, reading: Reading, filters: Filters) -> Iterator[Sentence | Answer]:
    yield from tell(reading.look(question, filters), reading.embed, reading.writing)


def _request(text: str, today: date, reading: Reading, filters: Filters) -> tuple[Request, Filters] | None:
    """Return what a question asks of the library, and the filters with the outlet that it names."""
    bare = bare_of(text, today)
    if named := request_from(bare, lambda: [name for name, _ in reading.holding(filters).outlets]):
        return named[0], replace(filters, sources=(named[1],))
    request = request_in(bare)
    return (request, filters) if request else None


def _of_the_past(request: Request, days: Asked | None, reading: Reading) -> bool:
    """Tell whether "what happened" is about days that no article is of, such as 1940: the articles may tell of them."""
    if days is None or days.kind != "event" or request.kind != "new":
        return False
    return not reading.holding(Filters(since=days.since, until=days.published_until)).articles
