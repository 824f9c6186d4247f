"""The proof: each forged sentence fails the check that names its fault, each true one passes."""

import pytest

from briefing.checks.quantities import quantities
from briefing.ground import check, is_verbatim, locate, quotations, strip_added
from briefing.types import Support

FERRY = (
    "The ferry Aldine ran aground off Cape Morrow on Tuesday with 212 passengers on board, the coastguard said. "
    "Nine people were treated for cold, and Captain Ruth Alder said “every passenger is ashore”."
)


def failed(text: str) -> set[str]:
    return {one.name for one in check(text, [FERRY])[1] if not one.passed}


def test_a_source_sentence_is_quoted() -> None:
    support, checks = check(
        "Nine people were treated for cold, and Captain Ruth Alder said “every passenger is ashore”.", [FERRY]
    )
    assert support is Support.QUOTED
    assert all(one.passed for one in checks)


@pytest.mark.parametrize(
    ("forged", "name"),
    [
        ("The ferry ran aground with 221 passengers on board.", "numbers"),
        ("The ferry Aldine ran aground with nine passengers on board.", "numbers"),
        ("Captain Ruth Alder said “each passenger is ashore”.", "quotation"),
        ("The ferry ran aground off Cape Wrath on Tuesday.", "names"),
        ("The ferry ran aground off Cape Morrow on Friday.", "names"),
    ],
)
def test_a_forged_sentence_fails_the_named_check(forged: str, name: str) -> None:
    assert check(forged, [FERRY])[0] is Support.UNSUPPORTED
    assert name in failed(forged)


def test_a_true_paraphrase_is_supported() -> None:
    assert (
        check("With 212 passengers on board, the Aldine ran aground off Cape Morrow.", [FERRY])[0] is Support.SUPPORTED
    )


def test_a_sentence_without_a_citation_is_unsupported() -> None:
    assert check("The ferry ran aground.", [])[0] is Support.UNSUPPORTED


def test_far_wording_is_only_partly_supported() -> None:
    assert check("Rescue workers praised the calm of the passengers.", [FERRY])[0] is Support.PARTLY
    assert check("Rescue workers praised calm seamanship throughout.", [FERRY])[0] is Support.UNSUPPORTED


def test_a_bracket_may_only_add_a_name_that_the_article_knows() -> None:
    source = "“We are ashore,” she said."
    assert check("“We are ashore,” she [Ruth Alder] said.", [source], context="Captain Ruth Alder")[0] is Support.QUOTED
    assert (
        check("“We are ashore,” she [Ivo Brandt] said.", [source], context="Captain Ruth Alder")[0]
        is Support.UNSUPPORTED
    )


def test_source_brackets_stay_and_added_ones_go() -> None:
    source = "“We expect US [officials] to call,” he said."
    assert strip_added("“We expect US [officials] to call,” he [Ivo Brandt] said.", source) == source
    assert is_verbatim("[…] he [Ivo Brandt] said.", "But he said.")


def test_locate_finds_the_sentence_that_carries_a_paraphrase() -> None:
    start, end = locate("The captain said that every passenger was ashore.", FERRY)
    assert FERRY[start:end].startswith("Nine people")


def test_numbers_keep_their_units() -> None:
    assert quantities("a 30-day truce, 12 per cent, £2.5m") == {("30", "day"), ("12", "%"), ("2.5", "£ million")}


def test_quotations_of_every_style_are_found() -> None:
    assert quotations('“one” "two" «three» „four“') == ["one", "two", "three", "four"]
