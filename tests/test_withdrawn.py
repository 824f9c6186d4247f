"""What an article said before it was corrected is nobody's word any more; that somebody else was wrong is news."""

from __future__ import annotations

import pytest

from briefing.checks.withdrawn import is_withdrawn, standing
from briefing.ground import check
from briefing.types import HOLDS, Support


@pytest.mark.parametrize(
    ("sentence", "question", "expected"),
    [
        ("An earlier version of this article said that 90 boats had sunk.", "How many boats sank?", True),
        ("The previous version wrongly gave his age as 40; he is 44.", "How old is he?", True),
        ("An earlier version said that 90 boats had sunk.", "What did the earlier version say?", False),
        ("An earlier version of the law gave the council a veto.", "Who had a veto?", False),
        ("“An earlier version said 90,” the editor told the court.", "How many boats sank?", False),
        ("The ministry had said earlier that 90 boats had sunk.", "How many boats sank?", False),
        ("This article wrongly stated that 90 boats had sunk.", "How many boats sank?", True),
        ("Police wrongly named Otto Lind as the thief.", "Who was the thief?", False),
    ],
)
def test_what_an_article_no_longer_says(sentence: str, question: str, expected: bool) -> None:
    assert is_withdrawn(sentence, question) == expected


def test_what_was_said_before_a_correction_carries_nothing() -> None:
    paragraph = "About 1,020 homes were evacuated. An earlier version said that 1,200 homes had been evacuated."
    assert standing(paragraph) == "About 1,020 homes were evacuated."
    assert check("About 1,200 homes were evacuated.", [paragraph])[0] not in HOLDS
    assert check("Some 1,020 homes were evacuated.", [paragraph])[0] in HOLDS


def test_a_part_of_a_withdrawn_sentence_is_no_quotation_but_the_whole_is() -> None:
    withdrawn = "An earlier version of this article said that 90 boats had sunk off Osk."
    paragraph = f"Nine boats sank. {withdrawn}"
    assert check("90 boats had sunk off Osk.", [paragraph])[0] not in HOLDS
    assert check(withdrawn, [paragraph])[0] is Support.QUOTED
