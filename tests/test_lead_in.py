"""What stands above a sentence is read with it: the words that an interview answers."""

from __future__ import annotations

from fictional import make_article

from briefing.lead_in import asked_above, in_full
from briefing.repair import stand_alone
from briefing.types import Evidence

TALK = make_article(
    "How was the winter?",
    "Long. We lost two boats.",
    "You are short of nets.",
    "Forty short, yes.",
    "Will you go on?",
    "I will.",
    title="Ada Lind on the winter",
    kinds={0: "heading", 2: "heading", 4: "heading"},
)
REPORT = make_article(
    "The winter", "It was long.", "Why it was long.", "It snowed.", kinds={0: "heading", 2: "heading"}
)


def test_an_answer_is_read_and_shown_behind_what_was_asked() -> None:
    answer = TALK.paragraphs[3]
    assert in_full(Evidence(TALK, answer), answer.text, len(answer.text)) == "You are short of nets. Forty short, yes."
    assert stand_alone(TALK, answer, 0, len(answer.text)) == "[You are short of nets.] Forty short, yes."


def test_only_the_first_sentence_answers_and_only_in_an_interview() -> None:
    assert asked_above(TALK, TALK.paragraphs[1], 0) == "How was the winter?"
    assert asked_above(TALK, TALK.paragraphs[1], 6) == ""
    assert asked_above(REPORT, REPORT.paragraphs[3], 0) == ""
