from __future__ import annotations

import time

import pytest
from fictional import make_article

from briefing.answer_forms import DURATION, MONEY
from briefing.draft import ADDRESS, read_draft
from briefing.judge import judge
from briefing.leaning import NOUN_PHRASE
from briefing.proof import DAY_OR_NUMBER, NUMBER, in_articles, prove_draft, verdict_of
from briefing.types import Proof, Support
from index.errors import InputError

TOWN = "Veldan is a town of 40,000 people on the river Osk."
BRIDGE = "The bridge over the Osk will close for 30 days from Monday, the city council of Veldan said."
FERRY = "A ferry will carry passengers across the river until the bridge opens again."


def test_the_paragraph_that_says_it_comes_first() -> None:
    found = judge("The bridge over the Osk closes for 30 days.", [TOWN, FERRY, BRIDGE])
    assert found.support is Support.SUPPORTED
    assert found.evidence[0] == 2
    assert sorted(found.evidence) == [0, 1, 2]


def test_a_sentence_of_a_paragraph_is_quoted_with_full_score() -> None:
    found = judge(FERRY, [TOWN, BRIDGE, FERRY])
    assert (found.support, found.score, found.evidence[0]) == (Support.QUOTED, 1.0, 2)


def test_another_number_contradicts_and_the_check_says_which() -> None:
    found = judge("The bridge over the Osk will close for 60 days.", [TOWN, BRIDGE])
    assert found.support is Support.UNSUPPORTED
    assert found.contradicts
    assert any(not one.passed and "60" in one.detail for one in found.checks)


def test_what_no_paragraph_speaks_of_is_not_contradicted() -> None:
    found = judge("The national bank raised its rate to 12 per cent.", [TOWN, BRIDGE, FERRY])
    assert found.support is Support.UNSUPPORTED
    assert not found.contradicts


def test_without_a_paragraph_nothing_is_supported() -> None:
    found = judge("The bridge closes.", [])
    assert (found.support, found.score, found.evidence) == (Support.UNSUPPORTED, 0.0, ())


def test_a_vote_moves_the_score_and_not_a_failed_number() -> None:
    claim = "The bridge over the Osk will close for 60 days."
    found = judge(claim, [BRIDGE], vote=lambda _, passages: [1.0] * len(passages))
    assert found.support is Support.UNSUPPORTED
    true = "The bridge over the Osk closes for 30 days."
    yes = judge(true, [BRIDGE], vote=lambda _, passages: [1.0] * len(passages))
    no = judge(true, [BRIDGE], vote=lambda _, passages: [0.0] * len(passages))
    assert yes.score > no.score


def test_the_headline_lends_a_name() -> None:
    text = "The ministry of Orlena closed the bridge over the Osk for 30 days."
    paragraph = "The ministry closed the bridge over the Osk for 30 days."
    assert judge(text, [paragraph]).support is Support.UNSUPPORTED
    assert judge(text, [paragraph], contexts=["Orlena closes a bridge"]).support is Support.SUPPORTED


def test_a_paragraph_that_only_touches_the_matter_does_not_outvote_the_one_that_denies_it() -> None:
    denial = "The minister said that Orlena would never hand the bridge over the Osk to Keld."
    beside = "Orlena said it might hand a ferry to Keld, and the bridge was inspected by engineers."
    found = judge("Orlena will hand the bridge over the Osk to Keld.", [beside, denial])
    assert found.support is not Support.SUPPORTED
    assert found.evidence[0] == 1 and found.contradicts
    assert any(one.name == "negation" and not one.passed for one in found.checks)


def test_evidence_adds_to_what_comes_before_it() -> None:
    names = "Asta Rehn of Veldan leads the council."
    closing = "The council of Veldan closes the bridge over the Osk."
    again = "The bridge over the Osk closes, the council of Veldan said."
    found = judge("Asta Rehn’s council of Veldan closes the bridge over the Osk.", [closing, again, names])
    assert set(found.evidence[:2]) == {0, 2} or found.evidence[1] == 2


def test_the_order_has_a_say_in_what_comes_first_and_none_in_the_score() -> None:
    twins = ["The bridge over the Osk is closed now.", "The bridge over the Osk was closed."]
    claim = "The bridge over the Osk closes."
    plain = judge(claim, twins)
    turned = judge(claim, twins, order=lambda _, passages: [0.0 if one == twins[0] else 9.0 for one in passages])
    assert turned.score == plain.score
    assert judge(claim, twins, order=lambda *_: None).evidence == plain.evidence


def test_what_holds_scores_above_a_half_and_what_does_not_below() -> None:
    holds = judge("The bridge over the Osk closes for 30 days.", [TOWN, FERRY, BRIDGE])
    fails = judge("The bridge over the Osk closes for 60 days.", [TOWN, FERRY, BRIDGE])
    assert holds.score > 0.5 > fails.score > 0


FLED = "They fled by boat."
ACCORD = "Sorrin proposed an accord under which its boats would take no more herring a year."


def test_words_that_a_paragraph_only_happens_to_share_support_nothing_by_any_way() -> None:
    alone = judge(FLED, [ACCORD])
    voted = judge(FLED, [ACCORD], vote=lambda claim, passages: [0.02] * len(passages))
    for found in (alone, voted):
        assert found.support is Support.UNSUPPORTED and found.score < 0.5 and not found.contradicts
        assert "does not say it" in found.checks[-1].detail
    article = make_article(ACCORD, title="Accord")
    *_, proof = prove_draft(read_draft(FLED), in_articles([article]))
    assert isinstance(proof, Proof)
    (claim,) = proof.claims
    assert (claim.verdict, claim.sentence.support) == (verdict_of(alone), alone.support)
    sure = judge(FLED, [ACCORD], vote=lambda claim, passages: [0.97] * len(passages))
    assert sure.support is Support.SUPPORTED and sure.score > 0.5


@pytest.mark.parametrize("claim", ["", " \n", "…"])
def test_an_empty_claim_is_refused_and_held_by_nothing(claim: str) -> None:
    with pytest.raises(InputError, match="claim is empty"):
        judge(claim, [TOWN])


@pytest.mark.parametrize("text", ["a" * 40_000, "1,234" * 4_000, "“" * 20_000])
def test_a_long_line_without_a_space_is_read_at_once(text: str) -> None:
    began = time.perf_counter()
    for pattern in (NUMBER, DAY_OR_NUMBER, MONEY, DURATION, NOUN_PHRASE, ADDRESS):
        pattern.sub("", text)
    assert time.perf_counter() - began < 1, "a pattern that starts anew at every character takes ten and more"
