"""Say in words who wrote a text, how that went, and which of its sentences a reader should look at twice."""

from __future__ import annotations

from briefing.types import OWN, Answer, Briefing, Claim, Finding, Sentence, Support, Usage

WORDING: dict[Finding, str] = {
    "supported": "supported",
    "partly": "partly supported",
    "contradicted": "contradicted",
    "not_found": "not found",
}
"""What each finding is called."""


def credit(text: Answer | Briefing) -> str:
    """Return the line under a text that a language model wrote or was to write, empty for any other.

    >>> credit(Answer("Why?", None, "answered", (), writer="ollama:gemma", usage=Usage(900, 40, 2.13, 0.00131)))
    'Written by ollama:gemma, checked by code. 900 tokens read, 40 written, 2.1 s, $0.0013.'
    """
    written = f"Written by {text.writer}, checked by code." if text.writer != OWN else ""
    return " ".join(part for part in (written, text.note, _spent(text.usage)) if part)


def caveat(sentence: Sentence) -> str:
    """Return the words that mark a sentence, empty for one that its paragraphs carry.

    >>> caveat(Sentence("It closed.", (), Support.PARTLY))
    'partly supported'
    """
    if sentence.support is Support.UNSUPPORTED:
        return "not supported"
    if sentence.support is Support.PARTLY:
        return "partly supported"
    return "article’s own words" if sentence.replaces else ""


def reason(sentence: Sentence) -> str:
    """Return why a sentence is marked: the checks that failed, or those of the one in whose place it stands."""
    failed = "; ".join(one.detail or one.name for one in sentence.checks if not one.passed)
    if not sentence.replaces:
        return failed
    why = next((one.detail for one in sentence.checks if one.name == "replaced" and one.detail), "it did not hold")
    return f"In place of “{sentence.replaces}”: {why}"


def why(claim: Claim) -> str:
    """Return in words why a claim came out as it did: what failed, or what was found to agree.

    >>> from briefing.types import Check
    >>> failed = Check("numbers", False, "not in the paragraph: 1786")
    >>> why(Claim(Sentence("Made in 1786.", (), Support.UNSUPPORTED, (failed,)), "contradicted", 0.2, 0, 13))
    'not in the paragraph: 1786'
    """
    failed = [one.detail or f"{one.name} failed" for one in claim.sentence.checks if not one.passed]
    if claim.verdict != "supported":
        return "; ".join(failed)
    if claim.sentence.support is Support.QUOTED:
        return "word for word in the article"
    return ""


def _spent(usage: Usage | None) -> str:
    if usage is None:
        return ""
    cost = f", ${usage.dollars:.4f}" if usage.dollars is not None else ""
    return f"{usage.input_tokens:,} tokens read, {usage.output_tokens:,} written, {usage.seconds:.1f} s{cost}."
