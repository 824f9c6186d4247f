"""What stands beside the sentence that answers: who else holds the office, what was counted, what came out later."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.assistant import Assistant
from briefing.candidates import Candidate, candidate
from briefing.holders import holders
from briefing.itemised import itemised
from briefing.later import later
from briefing.question import parse
from briefing.types import Evidence
from index.types import Article
from tests.fictional import make_article

FRIDAY = date(2026, 3, 6)


def evidence_of(*articles: Article) -> list[Evidence]:
    return [Evidence(one, paragraph) for one in articles for paragraph in one.paragraphs]


def whole(question: str, n: int, evidence: list[Evidence]) -> Candidate:
    return candidate(parse(question), n, evidence[n - 1], 0, len(evidence[n - 1].paragraph.text))


@pytest.mark.parametrize(
    ("asked", "name"),
    [("Who is the governor?", "Tomas Reinholt"), ("Who’s the director?", "Liv Aronsen")],
)
def test_who_holds_an_office_that_one_holds(desk: Assistant, asked: str, name: str) -> None:
    answer = desk.ask(asked, today=FRIDAY)
    assert answer.outcome == "answered" and name in answer.sentences[0].text and answer.note is None


def test_who_holds_an_office_that_several_hold_is_each_named(desk: Assistant) -> None:
    answer = desk.ask("Who is the minister?", today=FRIDAY)
    told = " ".join(one.text for one in answer.sentences)
    names = ("Piet Calloway", "Helena Strand", "Bertil Aske", "Marit Solberg Hansen", "Sigrun Dahl")
    assert answer.outcome == "answered" and all(name in told for name in names)
    assert answer.note is not None and answer.note.startswith("The articles name several: ")
    assert "Sigrun Dahl (environment minister)" in answer.note
    assert all(one.citations for one in answer.sentences)


@pytest.mark.parametrize("asked", ["Who is the president?", "Who is the mayor?", "Who is the thief?"])
def test_whom_no_article_introduces_is_not_named(desk: Assistant, asked: str) -> None:
    assert desk.ask(asked, today=FRIDAY).outcome != "answered"


def test_an_aide_of_a_mayor_is_no_mayor_and_a_named_office_is_left_to_the_search() -> None:
    evidence = evidence_of(
        make_article(
            "“It stays shut,” said Tom Reyes, the mayor’s aide.", "“It opens,” said Ines Holt, the mayor of Tarn."
        )
    )
    told, several = holders(parse("Who is the mayor?"), [], evidence)
    assert [one.text for one in told] == ["“It opens,” said Ines Holt, the mayor of Tarn."] and several is None
    assert holders(parse("Who is the mayor of Osk?"), [], evidence) == ([], None)


def test_what_one_report_counts_another_lists(desk: Assistant) -> None:
    for asked in ("What was stolen from the museum?", "What did the thieves take?"):
        told = [one.text for one in desk.ask(asked, today=FRIDAY).sentences]
        assert "took 11 historic ship’s instruments" in told[0]
        assert "two chronometers, four compasses and a sextant" in told[1]


def test_a_list_of_other_things_or_of_nothing_new_is_not_shown() -> None:
    asked = "What did the flood destroy?"
    evidence = evidence_of(
        make_article("The flood destroyed 14 boats in Tarn."),
        make_article("Fourteen boats are gone, among them two pilot cutters and the old ferry.", title="Boats lost"),
        make_article("Fourteen children were there, among them two sisters and a boy from Osk.", title="Children"),
    )
    best = whole(asked, 1, evidence)
    found = itemised(parse(asked), best, evidence)
    assert found is not None and "pilot cutters" in found.text
    assert itemised(parse(asked), best, [evidence[0], evidence[2]]) is None
    assert itemised(parse("When was the flood?"), best, evidence) is None


def test_what_was_not_known_comes_with_a_later_report(desk: Assistant) -> None:
    answer = desk.ask("Why did the ferry leave its channel?", today=FRIDAY)
    told = [one.text for one in answer.sentences]
    assert "It was not clear why the ship left the channel." in told[0] and "Navigation failed four minutes" in told[1]


def test_only_a_later_report_of_the_same_tells_more() -> None:
    asked = "Why did the mill in Tarn burn?"
    first = make_article("It was not clear why the mill in Tarn burned.", published=date(2026, 3, 3))
    second = make_article("Sparks from a saw set the mill in Tarn on fire.", title="Saw", published=date(2026, 3, 5))
    other = make_article("The bakery in Osk was sold.", title="Bakery sold", published=date(2026, 3, 5))
    evidence = evidence_of(first, second, other)
    unclear, told, sold = (whole(asked, n, evidence) for n in (1, 2, 3))
    assert later(parse(asked), [unclear, told], evidence) == told
    assert later(parse(asked), [unclear, sold], evidence) is None
    assert later(parse(asked), [told, unclear], evidence) is None
