"""Each named check of a sentence: what it catches, what it lets pass, and what it tells a reader."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from briefing.checks.clock import dates_of
from briefing.ground import check
from briefing.types import Support

DAM = (
    "Engineers opened two of the four gates of the Lorn dam on Monday, and the ministry said the water could fall by a "
    "metre before Friday. Nine people were hurt when a wall of 47 metres broke last week; a 34-year-old fitter was "
    "killed. The minister, Asta Rehn, rejected a call to resign. “Nobody will be left alone,” said Captain Odd Vik."
)
TALKS = (
    "Norvia asked Keld on Tuesday for more time before deciding on the treaty. Prices fell by 3 per cent after the "
    "bank cut its rate from 4 to 3.5 per cent. Residents claimed that the factory had never closed its filters, and "
    "Keld appeared to be withdrawing its boats from the strait."
)


def faults(text: str, paragraph: str) -> dict[str, str]:
    return {one.name: one.detail for one in check(text, [paragraph])[1] if not one.passed}


@pytest.mark.parametrize(
    ("name", "text", "paragraph", "told"),
    [
        ("numbers", "Engineers opened four gates of the Lorn dam on Monday.", DAM, "2 of 4 gate"),
        (
            "numbers",
            "Nine people were killed when a wall broke last week.",
            DAM,
            "9 killed; the paragraph says 9 injured",
        ),
        ("numbers", "A wall of 74 metres broke last week.", DAM, "47"),
        ("numbers", "The wall that broke killed 34 people.", DAM, "34"),
        ("numbers", "The bank cut its rate from 3.5 to 4 per cent.", TALKS, "from 4"),
        ("names", "The minister, Asta Vik, rejected a call to resign.", DAM, "Asta and Vik"),
        ("names", "Engineers opened gates of the Brunn dam on Monday.", DAM, "Brunn"),
        ("speaker", "“Nobody will be left alone,” said Asta Rehn.", DAM, "Odd Vik"),
        ("negation", "The minister, Asta Rehn, accepted a call to resign.", DAM, "rejected"),
        ("negation", "Prices rose by 3 per cent after the bank cut its rate.", TALKS, "fell"),
        ("negation", "Residents claimed that the factory had closed its filters.", TALKS, "never"),
        ("negation", "The minister did not reject a call to resign.", DAM, "deny"),
        (
            "event",
            "Keld asked Norvia on Tuesday for more time before deciding on the treaty.",
            TALKS,
            "Norvia asked Keld",
        ),
        ("dates", "Engineers opened two of the four gates of the Lorn dam on Friday.", DAM, "Monday"),
        ("dates", "The ministry said the water could fall by a metre before Monday.", DAM, "Friday"),
        ("hedge", "Keld withdrew its boats from the strait.", TALKS, "appeared to be withdrawing"),
        ("hedge", "The ministry said the water will fall by a metre before Friday.", DAM, "could fall"),
    ],
)
def test_a_forged_sentence_fails_the_check_and_hears_what_the_paragraph_says(
    name: str, text: str, paragraph: str, told: str
) -> None:
    found = faults(text, paragraph)
    assert name in found, found
    assert told in found[name]


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        ("Two of the four gates of the Lorn dam were opened on Monday.", DAM),
        ("The water could fall by one metre before Friday, the ministry said.", DAM),
        ("Last week 9 people were hurt when a wall of 47 metres broke.", DAM),
        ("Asta Rehn refused to resign.", DAM),
        ("A fitter, 34 years old, was killed.", DAM),
        ("Captain Odd Vik said “Nobody will be left alone.”", DAM),
        ("Keld seemed to withdraw its boats from the strait.", TALKS),
        ("The bank’s rate was cut to 3.5 per cent, and prices fell.", TALKS),
        ("Before it decides on the treaty, Norvia asked Keld for more time.", TALKS),
    ],
)
def test_a_true_paraphrase_fails_none(text: str, paragraph: str) -> None:
    assert faults(text, paragraph) == {}


def test_a_part_of_a_sentence_may_not_lose_what_denies_it() -> None:
    source = "No deaths have been reported from the flood so far."
    assert check("deaths have been reported from the flood so far.", [source])[0] is Support.UNSUPPORTED
    assert check(source, [source])[0] is Support.QUOTED


def test_with_the_day_of_publication_a_weekday_may_be_a_date() -> None:
    told = "The bridge was closed on Tuesday and will open on Friday. “It rained yesterday,” the mayor said."
    wednesday = date(2026, 3, 4)

    def support(text: str, published: date | None = wednesday) -> Support:
        return check(text, [told], published=published)[0]

    assert support("The bridge was closed on 3 March and will open on Friday.") is Support.SUPPORTED
    assert support("The bridge will open on 6 March.") is Support.SUPPORTED
    assert support("The bridge was closed on 2 March and will open on Friday.") is Support.UNSUPPORTED
    assert support("The bridge was closed on 3 March and will open on Friday.", None) is Support.UNSUPPORTED
    assert "3 March" in dates_of(told, wednesday) and dates_of("“It rained yesterday,” he said.", wednesday) == ""


def test_a_hedge_alone_leaves_a_sentence_partly_supported() -> None:
    assert check("Keld withdrew its boats from the strait.", [TALKS])[0] is Support.PARTLY


def test_what_an_editor_put_into_a_quotation_may_be_left_out_and_nothing_else() -> None:
    source = "“We had not (yet) been told of the plan,” she said."
    assert "quotation" not in faults("“We had not been told of the plan,” she said.", source)
    assert "quotation" in faults("“We had been told of the plan,” she said.", source)


def test_the_vote_rejects_an_edit_and_no_paraphrase_and_never_saves_a_failed_number() -> None:
    edit = "Engineers opened two of the four gates of the Lorn dam on Monday and the water fell."
    no, yes = (lambda _, passages: [0.0] * len(passages)), (lambda _, passages: [1.0] * len(passages))
    assert check("“Nobody will be left alone,” said Captain Odd Vik.", [DAM], vote=no)[0] is Support.QUOTED
    assert check(edit, [DAM], vote=no)[0] is not Support.SUPPORTED
    assert check("Some nine people got hurt in last week’s break.", [DAM], vote=no)[0] is Support.SUPPORTED
    assert check("A wall of 74 metres broke last week.", [DAM], vote=yes)[0] is Support.UNSUPPORTED


def test_our_claims_have_eight_kinds_in_two_halves_that_share_no_claim() -> None:
    path = Path(__file__).parent / "data" / "proof.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    halves = {half: [row for row in rows if row["half"] == half] for half in ("tune", "report")}
    assert all(len({row["kind"] for row in half}) == 8 for half in halves.values())
    assert all(
        sum(row["true"] for row in half) == sum(not row["true"] for row in half) == 32 for half in halves.values()
    )
    assert not {row["claim"] for row in halves["tune"]} & {row["claim"] for row in halves["report"]}


def test_a_full_name_is_the_titled_one_of_the_paragraph_when_the_article_knows_it() -> None:
    known = "Dam is opened. Odd Vik"
    assert check("“Nobody will be left alone,” Odd Vik said.", [DAM], context=known)[0] is Support.SUPPORTED
    other, checks = check("“Nobody will be left alone,” Per Vik said.", [DAM], context=known)
    assert other is Support.UNSUPPORTED and {one.name for one in checks if not one.passed} & {"names", "speaker"}
