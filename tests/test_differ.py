"""What articles disagree on is said: the words that differ are found, and nothing is taken for a difference."""

import json
from datetime import date
from pathlib import Path

import pytest
from fictional import make_article

from briefing.candidates import Candidate
from briefing.differ import difference
from briefing.dispute import conflict, disputes, note
from briefing.extractive import choose, states
from briefing.question import parse
from briefing.types import Evidence, Task

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "conflicts.jsonl").read_text(encoding="utf-8").splitlines()
]
ASKED = parse("How many people were hurt when the tram left its rails in Osk?")
TWELVE = "The tram left its rails in Osk on Monday and 12 people were hurt, the fire brigade said."
NINETEEN = "The tram left its rails in Osk on Monday and 19 people were hurt, the hospital said."
AGAIN = "Twelve people were hurt on Monday when the tram left its rails in Osk, the council said."


def evidence(*texts: str, published: tuple[date | None, ...] = ()) -> list[Evidence]:
    days = published or (date(2026, 3, 3),) * len(texts)
    articles = [
        make_article(text, title=f"Tram {n}", source=f"Paper {n}", published=day)
        for n, (text, day) in enumerate(zip(texts, days, strict=True), start=1)
    ]
    return [Evidence(article, article.paragraphs[0]) for article in articles]


def ranked(found: list[Evidence]) -> list[Candidate]:
    return [
        Candidate(n, 0, len(one.paragraph.text), one.paragraph.text, None, 9.0 - n, 1.0, False, 9.0 - n)
        for n, one in enumerate(found, start=1)
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_pairs(row: dict[str, str]) -> None:
    question = parse(row["question"])
    assert bool(difference(question, row["left"], row["right"])) is bool(row["values"])
    assert bool(difference(question, row["right"], row["left"])) is bool(row["values"])


def test_both_sides_are_shown_and_said() -> None:
    found = evidence(TWELVE, AGAIN, NINETEEN)
    candidates = ranked(found)
    disputed = disputes(ASKED, candidates, found)
    assert [(one.mine, one.yours) for one in disputed] == [("12 people", "19 people")]
    shown = choose(Task("answer", ASKED), candidates, lambda texts: None, found, [one.rival for one in disputed])
    assert [one.text for one, _ in shown][:2] == [TWELVE, NINETEEN]
    assert note(disputed, found) == "The articles differ on this: “12 people” (Paper 1), “19 people” (Paper 3)."
    (side_by_side,) = conflict(disputed, found, ())
    assert [one.citations[0].source for one in side_by_side.sentences] == ["Paper 1", "Paper 3"]


def test_reports_of_other_days_are_shown_with_their_days() -> None:
    found = evidence(TWELVE, NINETEEN, published=(date(2026, 3, 3), date(2026, 3, 5)))
    said = note(disputes(ASKED, ranked(found), found), found)
    assert (
        said == "The articles differ on this: “12 people” (Paper 1, 3 March 2026), “19 people” (Paper 2, 5 March 2026)."
    )


def test_another_year_and_a_copy_contradict_nothing() -> None:
    long_ago = evidence(TWELVE, NINETEEN, published=(date(2026, 3, 3), date(2025, 3, 3)))
    assert disputes(ASKED, ranked(long_ago), long_ago) == []
    assert note([], long_ago) is None and conflict([], long_ago, ()) == ()


def test_only_what_states_the_same_is_cited_with_it() -> None:
    found = evidence(TWELVE, AGAIN, NINETEEN)
    first, again, other = ranked(found)
    assert states(first, again, found[1])
    assert not states(first, other, found[2])
    denied = Candidate(
        1, 0, 1, "The tram never left its rails in Osk on Monday; 12 people fell.", None, 1, 1.0, False, 1
    )
    assert not states(first, denied, found[0])
