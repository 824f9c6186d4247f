"""Measure the desk on one real pasted article: cleaning, 15 questions, 8 that it cannot answer, 9 speakers, the proof.

The article is not ours and lies in ../shared/seed; the expected answers are a few words of each.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import SHARED, Figure, NotMeasured
from benchmarks.proof import paragraphs_of, proof_figures
from briefing.assistant import Assistant, open_assistant
from briefing.settings import load_settings
from briefing.speakers import statements
from briefing.types import Answer
from index.types import Article

SEED = SHARED / "seed" / "000_d73ce5716235ed3a.txt"
NOISE = {6, 16, 26, 42, 44, 46, 48}
"""Lines of the file that are not the article: the doubled caption, links, bylines, a biography."""

QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("Who is the Kremlin spokesman?", "Dmitry Peskov", "3"),
    ("How long is the ceasefire proposed by the US?", "30-day", "1"),
    ("When did US military aid to Ukraine resume?", "Wednesday", "2 15"),
    ("Where did Marco Rubio speak on his way back to Washington?", "Shannon", "10"),
    ("What did Rubio say it would mean if Russia refuses?", "true intentions", "11"),
    ("What did Konstantin Kosachev say about the terms of the Jeddah agreement?", "are American, not Ukrainian", "6"),
    ("Which town were Ukrainian troops said to be leaving?", "Sudzha", "8"),
    ("Why did Kyiv want to hold territory in Kursk?", "bargaining chip", "8"),
    ("What will Ukraine never recognise?", "rule over occupied", "1 12 standfirst"),
    ("Which countries did the Kremlin occupy in 1940?", "Estonia, Latvia and Lithuania", "14"),
    ("When did the Baltic states regain independence?", "1991", "14"),
    ("How many people were hurt in the missile attack on Kryvyi Rih?", "nine", "caption"),
    ("Who halted US military aid to Ukraine last week?", "Mr Trump", "15"),
    ("What did Maria Zakharova say about where Russia's positions are formed?", "not formed abroad", "5"),
    ("What did Zelensky call Ukraine's red lines?", "fundamental red lines", "13"),
)
"""A question, words of its answer, and the paragraphs any of which must be cited."""

UNANSWERABLE = (
    "How many Ukrainian soldiers are in the Kursk region?",
    "What did Vladimir Putin say about the ceasefire plan?",
    "When will the next US–Russia talks take place?",
    "How much is the US military aid worth?",
    "Why did Russia accept the ceasefire?",
    "Who said the ball is in Russia's court?",
    "What was the dizzying turnaround?",
    "Who won the Six Nations?",
)
SPEAKERS = {
    3: "Peskov",
    5: "Zakharova",
    6: "Kosachev",
    7: "Kosachev",
    9: "Zelenskiy",
    10: "Rubio",
    11: "Rubio",
    12: "Zelenskiy",
    13: "Zelenskiy",
}
SCARE_QUOTES = 8
"""Paragraph whose quotation marks nobody speaks."""


def measure() -> list[Figure]:
    """Return the figures; raise NotMeasured when the article is not there."""
    if not SEED.exists():
        raise NotMeasured(f"{SEED} is not there.")
    with open_seed() as (assistant, article):
        answers = [assistant.ask(question) for question, _, _ in QUESTIONS]
        refusals = [assistant.ask(question) for question in UNANSWERABLE]
        summary, briefing = assistant.summarize(article.id), assistant.brief()
    wrong = [
        f"{question} ({answer.outcome})"
        for (question, words, places), answer in zip(QUESTIONS, answers, strict=True)
        if not right(answer, words, places)
    ]
    unsure = [answer.question for answer in answers if answer.outcome != "answered"]
    confident = [answer.question for answer in refusals if answer.outcome == "answered"]
    sentences = [one for answer in (*answers, *refusals, summary) for one in answer.sentences]
    sentences += [*briefing.overview, *(one for story in briefing.stories for one in story.sentences)]
    return [
        *cleaning(article),
        Figure("gold cited and answered", len(QUESTIONS) - len(wrong), f"of {len(QUESTIONS)}", "; ".join(wrong)),
        Figure("answered with confidence", len(QUESTIONS) - len(unsure), f"of {len(QUESTIONS)}", "; ".join(unsure)),
        Figure("refused", len(UNANSWERABLE) - len(confident), f"of {len(UNANSWERABLE)}", "; ".join(confident)),
        *speaking(article),
        *proof_figures(sentences, paragraphs_of([article])),
    ]


@contextmanager
def open_seed(**given: Any) -> Iterator[tuple[Assistant, Article]]:
    """Give an assistant, with these settings, over a new library that holds the seed article alone, and the article."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_assistant(load_settings(library=Path(folder), **given)) as assistant,
    ):
        (added,) = assistant.add(assistant.read(SEED))
        yield assistant, added.article


def right(answer: Answer, words: str, places: str) -> bool:
    """Tell whether one of the gold paragraphs is cited and the answer holds the words."""
    cited = {str(one.paragraph or one.kind) for sentence in answer.sentences for one in sentence.citations}
    return bool(cited & set(places.split())) and words in " ".join(one.text for one in answer.sentences)


def cleaning(article: Article) -> list[Figure]:
    """Return how the cleaner did: the noise lines, the caption, and what is known of the article."""
    removed = {one.line for one in article.removed}
    captions = sum(one.kind == "caption" for one in article.paragraphs)
    known = (article.authors == ("Daniel McLaughlin",), article.source in ("The Irish Times", "Irish Times"))
    return [
        Figure("noise lines exact", float(removed == NOISE), "yes/no", f"{sorted(removed ^ NOISE) or ''}"),
        Figure("caption kept once", float(captions == 1), "yes/no"),
        Figure("author and outlet found", float(all(known)), "yes/no", f"{article.authors}, {article.source}"),
        Figure("date left empty", float(article.published is None), "yes/no"),
        Figure("body paragraphs", max(one.number for one in article.paragraphs), "of 15"),
    ]


def speaking(article: Article) -> list[Figure]:
    """Return in how many of the nine quoting paragraphs the speaker is right, and whether a scare quote has none."""
    numbers = {one.id: one.number for one in article.paragraphs}
    named: dict[int, set[str]] = {}
    said = statements(article)
    scare = any(numbers[one.paragraph_id] == SCARE_QUOTES and one.direct and one.speaker for one in said)
    for one in said:
        if one.speaker:
            named.setdefault(numbers[one.paragraph_id], set()).add(re.split(r"\s", one.speaker)[-1])
    wrong = [number for number, name in SPEAKERS.items() if named.get(number) != {name}]
    return [
        Figure("speakers", len(SPEAKERS) - len(wrong), f"of {len(SPEAKERS)}", f"not ¶ {wrong}" if wrong else ""),
        Figure("scare quote has no speaker", float(not scare), "yes/no"),
    ]
