"""What a paragraph only wants, puts off, misses or denies is no claim's to tell as done."""

from __future__ import annotations

import pytest

from briefing.checks.reading import read
from briefing.checks.undone import undone
from briefing.ground import check
from briefing.types import HOLDS


@pytest.mark.parametrize(
    ("claim", "paragraph"),
    [
        ("The bank cut its rate.", "The bank said that prices were rising too fast for a cut in its rate."),
        ("The council approved the plan.", "The plan still needs the council’s approval."),
        ("The council approved the plan.", "The council put off the approval of the plan."),
        ("The union agreed to the offer.", "The union left the talks without an agreement on the offer."),
        ("The minister apologised to the families.", "The families demanded an apology from the minister."),
        ("The museum bought the painting.", "The painting was too dear for the museum to buy."),
        ("The museum bought the painting.", "The museum hoped to buy the painting."),
        ("The harbour was dredged.", "The harbour is too shallow to be dredged."),
        ("Inspectors closed the bridge.", "Inspectors said there was no need for the closure of the bridge."),
        ("Engineers tested the pump.", "Engineers ruled out a test of the pump."),
        ("Tarn won the match against Osk.", "Tarn came close to a win in the match against Osk."),
    ],
)
def test_a_deed_that_a_paragraph_has_only_as_undone(claim: str, paragraph: str) -> None:
    assert undone(read(claim), [read(paragraph)])
    assert check(claim, [paragraph])[0] not in HOLDS


@pytest.mark.parametrize(
    ("claim", "paragraph"),
    [
        ("The council approved the plan.", "The plan won the council’s approval."),
        ("The bank cut its rate.", "The bank announced a cut in its rate."),
        ("The crew abandoned the ship.", "The captain ordered the crew to abandon the ship, and all did."),
        ("The union accepted the offer.", "The union decided to accept the offer after two days."),
        ("Rescuers reached the village on Friday.", "Rescuers could not reach the village until Friday."),
        ("The author wrote three novels.", "The author needed nine years to write three novels."),
        ("The inspection was put off.", "An inspection planned for November was put off."),
        ("The minister visited the dam.", "The minister cancelled a dinner for a visit to the dam."),
        ("The union attacked the plan.", "A spokesman called the attack on the plan a mistake."),
        ("The ministry asked for the boats to be moved.", "The ministry demanded to move the boats."),
    ],
)
def test_a_deed_that_a_paragraph_tells_or_that_the_claim_does_not(claim: str, paragraph: str) -> None:
    assert undone(read(claim), [read(paragraph)]) == ""


@pytest.mark.parametrize(
    ("claim", "paragraph"),
    [
        ("90 boats had sunk off Osk.", "Officials denied that 90 boats had sunk off Osk."),
        ("90 boats had sunk off Osk.", "It is not true that 90 boats had sunk off Osk."),
        ("the ferry was full", "It was never clear whether the ferry was full."),
        ("The company found the report.", "The company had no record of the report."),
    ],
)
def test_a_denial_reaches_what_that_and_of_link_to_it(claim: str, paragraph: str) -> None:
    assert "negation" in {one.name for one in check(claim, [paragraph])[1] if not one.passed}


@pytest.mark.parametrize(
    ("claim", "paragraph"),
    [
        ("The boat was found on Monday off Osk.", "The missing boat was found on Monday off Osk."),
        ("The roof of the school fell on Monday.", "Nobody was hurt when the roof of the school fell on Monday."),
        ("The crew of the ship was saved.", "No fewer than nine of the crew of the ship were saved."),
        ("The mayor spoke of a flood in Osk.", "The mayor, who has no love of speeches, spoke of a flood in Osk."),
    ],
)
def test_a_denial_reaches_no_further(claim: str, paragraph: str) -> None:
    assert "negation" not in {one.name for one in check(claim, [paragraph])[1] if not one.passed}
