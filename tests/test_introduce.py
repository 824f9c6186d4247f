"""An answer names in full whom its best sentence names by half, or not at all."""

from collections.abc import Sequence

from fictional import make_article

from briefing.candidates import candidate
from briefing.introduce import introduction
from briefing.question import parse
from briefing.types import Evidence

LEAD = "The skier Mira Solveig won her third gold medal in Osk on Sunday, an hour after a fall in training."
REPORT = "Solveig broke the record for the longest run of the season, though only barely."
OTHER = "Fans sang until midnight."


def score(question: str, texts: Sequence[str]) -> list[float]:
    return [2.0] * len(texts)


def introduced(title: str, asked: str, *texts: str, best: int = 1) -> str | None:
    article = make_article(*texts, title=title)
    paragraph = article.paragraphs[best]
    evidence = [Evidence(article, paragraph)]
    question = parse(asked)
    first = candidate(question, 1, evidence[0], 0, len(paragraph.text))
    grown, found = introduction(question, first, evidence, score)
    assert grown[0] is evidence[0]
    assert len(grown) == (2 if found else 1)
    return grown[found.n - 1].paragraph.text[found.start : found.end] if found else None


def test_a_surname_is_introduced_by_the_full_name() -> None:
    asked = "Which skier broke the record for the longest run of the season?"
    assert introduced("A record in Osk", asked, LEAD, REPORT, OTHER) == LEAD


def test_whom_the_question_or_the_sentence_names_is_not_introduced() -> None:
    assert introduced("A record is broken", "Who is faster than Mira Solveig?", LEAD, REPORT) is None
    assert introduced("A record is broken", "Who won the medal?", REPORT, LEAD) is None


def test_what_the_headline_names_is_shown_where_the_text_names_it() -> None:
    chain = "The chain added 50 crowns to every dish with eggs, it said on Monday."
    named = "Nørre Grill has raised the price of its omelettes for the second time this winter."
    asked = "Which restaurant chain added a surcharge to dishes with eggs?"
    assert introduced("Eggs cost more at Nørre Grill", asked, chain, named, best=0) == named


def test_a_number_needs_no_introduction() -> None:
    assert introduced("A record in Osk", "How many medals did the skier win?", LEAD, REPORT) is None
