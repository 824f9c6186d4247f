from __future__ import annotations

from briefing.judge import judge
from briefing.types import Support

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
