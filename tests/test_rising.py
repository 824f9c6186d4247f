"""Who asks how many died is told the newest count first where it has risen, and what was counted before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefing.candidates import Candidate, candidate
from briefing.question import parse
from briefing.rising import newest_first
from briefing.types import Evidence
from tests.fictional import make_article

ASKED = "How many people were killed in the Velm flood?"
FIRST = "At least 81 people were killed in the Velm flood, the governor said."
SECOND = "The Velm flood has killed at least 100 people, officials said."
THIRD = "At least 120 people have been found dead since the Velm flood."


def ranked(*told: tuple[str, date | None], question: str = ASKED) -> tuple[list[Candidate], list[Evidence]]:
    asked = parse(question)
    articles = [make_article(text, title="Flood in Velm", published=day) for text, day in told]
    evidence = [Evidence(one, one.paragraphs[0]) for one in articles]
    found = [candidate(asked, n, one, 0, len(one.paragraph.text)) for n, one in enumerate(evidence, start=1)]
    return [replace(one, score=-float(place)) for place, one in enumerate(found)], evidence


def told(*reports: tuple[str, date | None], question: str = ASKED) -> tuple[list[str], str | None]:
    found, note = newest_first(parse(question), *ranked(*reports, question=question))
    return [one.text for one in found], note


def test_the_newest_of_the_risen_counts_comes_first() -> None:
    order, note = told((FIRST, date(2026, 3, 2)), (SECOND, date(2026, 3, 3)), (THIRD, date(2026, 3, 6)))
    assert order == [THIRD, FIRST, SECOND]
    assert note == "Earlier reports counted at least 81 people (2 March 2026) and at least 100 people (3 March 2026)."


def test_where_the_newest_leads_already_the_earlier_ones_are_named() -> None:
    order, note = told((THIRD, date(2026, 3, 6)), (SECOND, date(2026, 3, 3)))
    assert order == [THIRD, SECOND] and note == "Earlier reports counted at least 100 people (3 March 2026)."


@pytest.mark.parametrize(
    "later",
    [
        ("Of the dead, 96 were killed in the Velm flood’s first hour.", date(2026, 3, 6)),  # fewer: a part
        (THIRD, date(2026, 3, 2)),  # of the same day
        (THIRD, None),
        (THIRD.replace("Velm", "Osk"), date(2026, 3, 6)),
        ("The Velm flood injured 300 people.", date(2026, 3, 6)),
        ("About 120 people fled before the Velm flood.", date(2026, 3, 6)),
    ],
)
def test_what_counts_no_more_of_the_same_on_a_later_day_changes_nothing(later: tuple[str, date | None]) -> None:
    first = ("At least 100 people were killed in the Velm flood.", date(2026, 3, 2))
    found, evidence = ranked(first, later)
    title = replace(evidence[1].article, title="Flood in Osk") if "Osk" in later[0] else evidence[1].article
    evidence[1] = replace(evidence[1], article=title)
    assert newest_first(parse(ASKED), found, evidence) == (found, None)


def test_a_small_count_of_before_is_not_named_for_it_may_be_of_a_part() -> None:
    order, note = told(("The Velm flood killed 11 people in Tarn.", date(2026, 3, 2)), (THIRD, date(2026, 3, 6)))
    assert order[0] == THIRD and note is None


def test_only_who_asks_for_a_toll_is_told_the_newest() -> None:
    question = "How many ships were in Velm?"
    reports = (("There were 80 ships in Velm.", date(2026, 3, 2)), ("There were 90 ships in Velm.", date(2026, 3, 6)))
    order, note = told(*reports, question=question)
    assert order == [text for text, _ in reports] and note is None
