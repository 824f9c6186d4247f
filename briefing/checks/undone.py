"""Find what a claim tells as done and its paragraphs only as wanted, missed or denied: "a call for a cut", "no cut"."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.checks.alignment import LOOSE, is_content
from briefing.checks.irregular import IRREGULAR, UNCHANGING
from briefing.checks.lexicon import NEGATORS
from briefing.checks.reading import Reading, stem
from briefing.checks.stems import DOUBT_STEMS, OPENING_STEMS, PASSING_STEMS, PLAN_STEMS, REFUSAL_STEMS
from briefing.reporting import VERB

WISHES = frozenset("demand seek".split())
"""What keeps a deed undone that is its object: "demanded an apology". With "want", one more of 32 true claims fails."""
DIRECTLY = PASSING_STEMS - WISHES - frozenset("to can if want".split())
"""What does so with "to" or "for" between: "called for a strike", but not "called the strike a mistake"."""
OPENING = (DOUBT_STEMS | PLAN_STEMS | REFUSAL_STEMS | OPENING_STEMS) - PASSING_STEMS
"""What does so with one word of content between at most: "needs the council's approval"."""
PARTICLES = {"off": frozenset({"put", "call", "hold"}), "out": frozenset({"rule"}), "short": frozenset({"fall"})}
"""Little words that do, behind these verbs: "put off the approval"."""
REACH = 6
"""Words in front of a deed among which stands what keeps it undone."""
BARE = frozenset("be being".split())
"""Behind these a form of the past tells nothing as done: "too shallow to be dredged"."""
NOUN_ENDINGS = frozenset(["", *"al ur ment ion ation ing s".split()])
"""What a verb's stem has more as the noun of its deed; "inspector" is none."""
NO_VERBS = frozenset("men women children people feet".split())
DETERMINERS = frozenset("a an the its his her their our this that no any".split())
BEFORE_NO_PAST = DETERMINERS | frozenset("of in for to by not will would may might can could should must".split())
"""Words behind which a form that never changes is no verb in the past."""


def undone(claim: Reading, sources: Sequence[Reading]) -> str:
    """Return what is wrong with a claim that tells a deed as done which the sources tell, and only as undone.

    A claim that denies is left to the checks that compare how it does.

    >>> from briefing.checks.reading import read
    >>> undone(read("The bank cut its rate."), [read("It was too early for a cut, the bank said.")])
    'tells “cut” as done; the paragraph says “early for a cut”'
    >>> undone(read("The bank cut its rate."), [read("The bank announced a cut.")])
    ''
    """
    if claim.negators:
        return ""
    for place, word in enumerate(claim.words):
        if not _is_done(claim, place) or VERB.fullmatch(word) or _is_ahead(claim, place):
            continue
        found = [
            (source, there)
            for source in sources
            for there, other in enumerate(source.stems)
            if _is_deed(claim.stems[place], other)
        ]
        if found and all(_is_open(source, there) for source, there in found):
            source, there = found[0]
            return f"tells “{word}” as done; the paragraph says “{source.phrase(there - 3, there + 1)}”"
    return ""


def is_past(word: str) -> bool:
    """Tell whether a folded word is a verb in the past by its form alone: "needed" is, "need" is not."""
    return (word.endswith("ed") and stem(word) != word) or (IRREGULAR.get(word, word) != word and word not in NO_VERBS)


def _is_done(reading: Reading, place: int) -> bool:
    word = reading.words[place]
    before = reading.words[place - 1] if place else ""
    if not is_content(word) or before in BARE:
        return False
    return is_past(word) or (word in UNCHANGING and bool(before) and before not in BEFORE_NO_PAST)


def _is_deed(verb: str, other: str) -> bool:
    """Tell whether a stem is the verb's own, or that of the noun of its deed.

    >>> _is_deed("agre", "agreement"), _is_deed("apologis", "apology"), _is_deed("inspect", "inspector")
    (True, True, False)
    """
    if other.startswith(verb):
        return other[len(verb) :].removeprefix("e") in NOUN_ENDINGS
    return len(other) > LOOSE and other.endswith("y") and verb.startswith(other[:-1])


def _is_open(source: Reading, deed: int) -> bool:
    """Tell whether a deed is still to be done, or never was, by what stands in front of it in its clause."""
    if "until" in source.words[deed:] or _is_done(source, deed):
        return False  # what did not happen until Friday did then
    between = 0
    for place in range(deed - 1, max(-1, deed - 1 - REACH), -1):
        word, found = source.words[place], source.stems[place]
        if source.clauses[place] != source.clauses[deed]:
            return False
        directly = found in WISHES or (found in DIRECTLY and {"to", "for"} & set(source.words[place + 1 : deed]))
        if word in NEGATORS or found in OPENING or (directly and not between):
            return True
        if word in PARTICLES and place and source.stems[place - 1] in PARTICLES[word]:
            return True
        between += is_content(word)
        if between > 1 and "too" not in source.words[:place]:  # "too dear for the museum to buy"
            return False
    return False


def _is_ahead(claim: Reading, deed: int) -> bool:
    """Tell whether the claim itself only wants, plans or doubts a deed: "wants nine men released"."""
    return any(
        claim.clauses[place] == claim.clauses[deed]
        and claim.stems[place] in OPENING | WISHES | DIRECTLY
        and not (place and claim.words[place - 1] in DETERMINERS)
        for place in range(deed)
    )
