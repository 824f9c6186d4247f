"""Join the answers to several questions into one, their paragraphs numbered through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.cite import Numbers
from briefing.llm_writer import summed
from briefing.types import Answer, Outcome, Part, Question, Sentence
from index.text import moment


def joined(
    question: Question,
    read_as: str,
    answers: Sequence[Answer],
    parts: Sequence[Part],
    sentences: Sequence[Sentence],
    numbers: Numbers,
) -> Answer:
    """Return one answer of several: answered when all are, not found when none is."""
    outcomes = {one.outcome for one in answers}
    outcome: Outcome = answers[0].outcome if len(outcomes) == 1 else "closest"
    dates = [one.as_of for one in answers if one.as_of]
    return Answer(
        question=question.asked,
        read_as=read_as,
        outcome=outcome,
        sentences=tuple(sentences),
        evidence=tuple({one.paragraph.id: one for answer in answers for one in answer.evidence}.values()),
        as_of=max(dates, key=moment) if dates else None,
        writer=next((one.writer for one in answers if one.usage), answers[0].writer),
        note=" ".join(dict.fromkeys(one.note for one in answers if one.note)) or None,
        usage=summed([one.usage for one in answers if one.usage]),
        period=next((one.period for one in answers if one.period), None),
        parts=tuple(parts),
        conflicts=tuple(
            replace(one, sentences=tuple(numbered(sentence, numbers) for sentence in one.sentences))
            for answer in answers
            for one in answer.conflicts
        ),
    )


def numbered(sentence: Sentence, numbers: Numbers) -> Sentence:
    """Return the sentence with its citations numbered as in the whole answer."""
    cited = tuple(replace(one, n=numbers.of(one.paragraph_id)) for one in sentence.citations)
    return replace(sentence, citations=cited)
