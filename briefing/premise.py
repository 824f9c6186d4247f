"""Tell whether a sentence leaves open, denies or withholds what a question takes for granted or asks for."""

from __future__ import annotations

import re

from briefing.fit import stem
from briefing.types import Question
from index.text import words

HEDGED = re.compile(
    r"\b(?:whether|if|unless|refus\w+|reject\w*|den(?:y|ied|ies)|not|never|could|might|may|would|should|"
    r"fail(?:s|ed)? to|before deciding|yet to|rule[ds]? out|called? (?:on|for|to)|calls? (?:on|for|to))\b|n[’']t\b"
)
WITHHELD = re.compile(
    r"\b(?:(?:did|does|do|would|could|has|have|had) not (?:yet )?"
    r"(?:say|said|confirm\w*|comment\w*|disclose\w*|specif\w+)|"
    r"(?:declined|refused) to (?:say|comment|confirm|disclose)|not (?:yet )?(?:clear|known)|unclear|unknown)\b",
    re.I,
)
"""What is not told."""
CHANGED = re.compile(
    r"\b(?:rais\w+|increas\w+|lift\w*|rises?|rose|risen|cut|cuts|cutting|lower\w*|reduc\w+|drop\w*|falls?|fell|fallen|"
    r"doubl\w+|halv\w+|slash\w*|hik\w+|chang\w+)\b",
    re.I,
)
STAYED = re.compile(
    r"\b(?:left|leaves?|leaving|kept|keeps?|held|holds?|maintain\w+)\b[^.;]{0,40}\b(?:at|unchanged|steady|where)\b|"
    r"\bunchanged\b|\bno change\b",
    re.I,
)


def hedges_premise(question: Question, sentence: str) -> bool:
    """Tell whether the sentence speaks of what the question takes for granted only as denied, open or conditional.

    "Why did X accept the plan?" takes it for granted that X accepted; "deciding whether to accept" does not say so, and
    a rate that was "left at 4 per cent" was not raised.
    """
    if question.kind == "yes_no":  # "no" is an answer to it, "he would not say whether" is none
        return _withholds(question, sentence)
    stayed = STAYED.search(sentence) if CHANGED.search(question.text) else None
    if stayed and not CHANGED.search(sentence[: stayed.end()]):
        return True
    if question.kind not in ("why", "when") or HEDGED.search(question.text):
        return False
    if not re.search(r"\b(?:did|has|have|had|was|were)\b", question.text):
        return False
    found = HEDGED.search(sentence)
    if not found:
        return False
    names = {word for name in question.names for word in words(name)}
    deeds = {stem(term) for term in question.terms if term not in names and not term.isdigit()}
    before = {stem(word) for word in words(sentence[: found.start()])}
    after = {stem(word) for word in words(sentence[found.end() :])}
    return not (deeds & before) and bool(deeds & after)


def _withholds(question: Question, sentence: str) -> bool:
    """Tell whether what is asked stands behind a "did not say" or a "not clear", and nothing of it before."""
    found = WITHHELD.search(sentence)
    if not found:
        return False
    names = {word for name in question.names for word in words(name)}
    asked = {stem(term) for term in question.terms if term not in names}
    before, after = (
        {stem(word) for word in words(part)} for part in (sentence[: found.start()], sentence[found.end() :])
    )
    return bool(asked & after) and not asked & before
