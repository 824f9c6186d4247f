"""Check that what a claim says was done, to somebody's harm or discredit, is told by its paragraphs as done.

Deaths, arrests, thefts, resignations: who is falsely said to have suffered or done one is wronged, so no other word
and no vote stands in for a word of the deed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.types import Check
from index.text import fold, sentence_spans

NAME = "deed"
DEEDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(rf"\b(?:{said})\b", re.I), re.compile(rf"\b(?:{said}|{told})\b", re.I))
    for said, told in (
        (
            r"killed|died|murdered|assassinated|slain|drowned",
            r"kill(?:s|ing|ings)?|dead|dies?|dying|deaths?|deadly|murder\w*|assassin\w*|execut\w*|drown\w*|suicide|"
            r"fatal\w*|bod(?:y|ies)|perish\w*|victims?|lives|life|toll|survived by|late",
        ),
        (
            r"arrested|detained|jailed|imprisoned|caught|captured",
            r"arrests?|detain\w*|detention|custody|jail\w*|prison\w*|imprison\w*|behind bars|captur\w*|catch\w*|"
            r"held (?:by|in|on|for)|land(?:s|ed|ing)",
        ),
        (
            r"convicted|sentenced|found guilty|pleaded guilty",
            r"convict\w*|sentenc\w*|guilty|jail\w*|prison\w*|verdict|ordered to (?:pay|serve)",
        ),
        (
            r"charged with|indicted|prosecuted",
            r"charg\w*|indict\w*|prosecut\w*|accus\w*|counts? of|on trial",
        ),
        (
            r"stole|stolen|robbed|looted|burgled|embezzled",
            r"steal\w*|theft\w*|thie\w+|rob\w*|loot\w*|burgl\w*|took|taken|broke into|embezzl\w*|pocket\w*",
        ),
        (
            r"bribed|laundered|defrauded",
            r"brib\w*|corrupt\w*|kickbacks?|embezzl\w*|launder\w*|fraud\w*|defraud\w*|paid off",
        ),
        (
            r"raped|assaulted|abused|stabbed|harassed",
            r"rap(?:e|es|ist|ists|ing)|assault\w*|abus\w*|stab\w*|knife\w*|beat\w*|attack\w*|harass\w*|violen\w*|"
            r"wound\w*",
        ),
        (r"drunk|drugged|intoxicated", r"drink\w*|drank|alcohol\w*|drug\w*|intoxicat\w*|sober"),
        (
            r"resigned|quit|sacked|fired|dismissed|ousted|stepped down|expelled|suspended",
            r"resign\w*|suspen[ds]\w*|quit\w*|sack\w*|fir(?:e|ing)|dismiss\w*|oust\w*|stood down|"
            r"step\w* (?:down|aside|back)|expel\w*|expulsion|laid off|removed|"
            r"los\w+ (?:his|her|their|its|the) (?:job|post|seat|office)s?|"
            r"left (?:his|her|their|the) (?:job|post|office|company|party)|departure|replaced|forced out|exit|stop\w*|"
            r"launch\w*|shots?|rockets?|missiles?",
        ),
        (r"lied|cheated", r"lie|lies|lying|liars?|cheat\w*|perjur\w*|false\w*|untrue|misled|mislead\w*|deceiv\w*"),
        (r"sued", r"su(?:e|es|ing)|lawsuits?|suit|court|legal action|complaint|claim"),
        (r"bankrupt|insolvent", r"bankrupt\w*|insolven\w*|administration|creditors|collaps\w*|chapter 11"),
    )
)
"""What a claim says was done, and by which words a paragraph may tell of it."""
PERSON = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|Sir|Captain|Judge|Professor|President|Minister|Detective|Inspector)\.? )*"
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+"
)
"""Whom a claim begins with: the sentences of the deed must speak of him."""
HE = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.I)
OPEN = re.compile(
    r"\b(?:to|would|could|should|might|may|must|will|can|shall|not|never|no|nobody|no one|none|without|denie[sd]|"
    r"denying|refus\w+)(?: (?:be|has|had|have|been|was|were|him|her|them|ever|also|immediately|soon))*\W+$",
    re.I,
)
"""Before a word it tells that nothing was done yet: "a call to resign"."""


def check_deed(claim: str, paragraphs: Sequence[str], context: str) -> Check:
    """Return the check that each deed of the claim is told, of whom it is said, and as done where it says so.

    >>> check_deed("Eva Dahl resigned.", ["Dahl rejected a call to resign."], "").passed
    False
    >>> check_deed("Eva Dahl resigned.", ["Dahl’s resignation came at noon."], "").passed
    True
    """
    pairs = [pair for one in [*paragraphs, context] for pair in _with_the_one_before(one)]
    person = PERSON.match(claim)
    names = set(fold(person[0]).split()) if person else set()
    for said, told in DEEDS:
        for found in said.finditer(claim):
            telling = [one for _, one in pairs if told.search(one)]
            if not telling:
                return Check(NAME, False, f"says “{found[0]}”; nothing in the paragraph does")
            of_him = (names & _words(f"{before} {one}" if HE.search(one) else one) for before, one in pairs)
            if names and not any(his and told.search(one) for his, (_, one) in zip(of_him, pairs, strict=True)):
                return Check(NAME, False, f"says “{found[0]}” of somebody of whom the paragraph does not")
            if not _is_open(claim, found) and all(_is_open(one, it) for one in telling for it in told.finditer(one)):
                return Check(NAME, False, f"says “{found[0]}” as done; the paragraph does not")
    return Check(NAME, True)


def _with_the_one_before(text: str) -> list[tuple[str, str]]:
    """Return each sentence with the one before it, which says whom "he" means."""
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    return list(zip(["", *sentences], sentences, strict=False))


def _words(text: str) -> set[str]:
    return {word.strip('.,;:!?()"“”').removesuffix("'s") for word in fold(text).split()}


def _is_open(text: str, found: re.Match[str]) -> bool:
    """Tell whether a deed is only spoken of: asked for, denied, or still to come."""
    return OPEN.search(text[max(0, found.start() - 40) : found.start()]) is not None
