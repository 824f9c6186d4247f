"""What is said to have been done, to somebody's harm or by him, is told by the paragraphs as done, and of him."""

from __future__ import annotations

import pytest

from briefing.checks.deeds import check_deed
from briefing.ground import check
from briefing.types import HOLDS


@pytest.mark.parametrize(
    ("claim", "paragraph"),
    [
        ("Eva Dahl was killed.", "Eva Dahl, who leads the union, said no to the offer."),
        ("Eva Dahl resigned.", "Eva Dahl rejected a call from the opposition to resign."),
        ("Eva Dahl stole the sextant.", "Thieves took the sextant. The director of the museum is Eva Dahl."),
        ("Police arrested a man of 34.", "Police questioned a man of 34. There had been no arrest, they said."),
        ("Otto Lind was arrested.", "Police arrested a man of 34. Otto Lind teaches at the school."),
        ("Otto Lind was drunk.", "Captain Otto Lind said that the screens went dark."),
    ],
)
def test_a_deed_that_is_not_told(claim: str, paragraph: str) -> None:
    assert not check_deed(claim, [paragraph], "").passed
    assert check(claim, [paragraph])[0] not in HOLDS


@pytest.mark.parametrize(
    ("claim", "paragraph"),
    [
        ("Two people died in the fire.", "The fire in Osk killed two people."),
        ("Thieves stole 11 instruments.", "Thieves broke in and took 11 instruments."),
        ("Eva Dahl resigned.", "Eva Dahl spoke for ten minutes. She then announced that she had resigned."),
        ("The minister would resign.", "She faced a call to resign."),
        ("Eva Dahl did not resign.", "Eva Dahl rejected a call to resign."),
        ("Otto Lind was arrested.", "Lind, 40, was taken into custody on Monday."),
        ("Two missiles were fired at Osk.", "Two missiles were launched at Osk."),
    ],
)
def test_a_deed_that_is_told_in_these_or_other_words(claim: str, paragraph: str) -> None:
    assert check_deed(claim, [paragraph], "").passed


def test_a_claim_of_which_a_paragraph_has_the_name_alone_does_not_hold() -> None:
    support, checks = check("Eva Dahl married Otto Lind.", ["Eva Dahl met Otto Lind at the harbour on Monday."])
    assert support not in HOLDS
    assert "deed" in {one.name for one in checks if not one.passed}
