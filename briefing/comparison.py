"""Read a question that compares: its two sides by name, and the question that each is looked up with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefing.day_words import DAYS
from briefing.question_kind import SAY

LONGEST_SIDE = 12
"""Words of one side; more is a sentence that only sounds like a comparison."""
_SIDES = r"(?P<one>[^?,;]+?) (?:and|with|to|against|versus|vs\.?) (?P<other>[^?,;]+?)"
_AND = r"(?P<one>[^?,;]+?) and (?P<other>[^?,;]+?)"
_OR = r"(?P<one>[^?,;]+?),? or (?P<other>[^?,;]+?)"
_BE = r"(?P<be>is|are|was|were)"
_DO = r"(?P<do>do|does|did|has|have|had|will)"
_MORE = (
    r"(?P<more>(?:more|less) (?!than\b)[a-z]+|worse|"
    r"(?!(?:rath|oth|eith|ev|nev|aft|ov|und|howev|wheth|togeth)er\b)[a-z]+er)"
)
_COUNT = r"(?P<count>more|fewer|less)(?: (?P<what>[a-z]+(?: [a-z]+)?))?"
_SAID = rf"(?:{SAY}|says|saying)"
_END = r"[\s?.!]*$"
SAID = (
    rf"(?:compare|contrast) what {_AND} (?:has |have |had )?{_SAID}(?P<topic>\b.*?)",
    rf"(?:(?:what (?:is|are|was|were|’s|'s) )?(?:the )?)?differences? between what {_AND} (?:has |have |had )?{_SAID}"
    r"(?P<topic>\b.*?)",
    rf"what (?:did|do|does|have|has|had) {_AND} (?:{SAY})(?P<topic> (?:about|on|of|regarding) .+?)",
    rf"(?:do|does|did|how do|how did|where do) {_AND} (?:agree|disagree|differ)(?P<topic> (?:about|on|over) .+?)",
    rf"(?:do|does|did) {_AND} say the same(?: thing)?(?P<topic> (?:about|on|of) .+?)",
    rf"(?:compare|contrast|what are|how do) the (?:views?|positions?|stances?|statements?|reactions?|opinions?) of "
    rf"{_AND}(?: compare| differ)?(?P<topic> (?:about|on|over|to) .+?)",
)
"""Both sides speak of one topic."""
THINGS = (
    r"(?:what (?:is|are|was|were|’s|'s)|explain|tell me|show me) the (?:main |biggest |key )?"
    rf"(?:differences?|contrast|similarit(?:y|ies)) between {_SIDES}",
    rf"(?:compare|contrast) {_SIDES}",
    rf"how (?:does|do|did|is|are) {_SIDES} (?:compare|differ|different)",
    r"how (?:does|do|did) (?P<one>[^?,;]+?) (?:compare|differ) (?:with|to|from|against) (?P<other>[^?,;]+?)",
    r"how (?:is|are|was|were) (?P<one>[^?,;]+?) different from (?P<other>[^?,;]+?)",
)
"""Two things, each to be looked up for itself."""
CLAUSES = (
    r"(?:compare|contrast) what (?P<one>[^?,;]+?) (?:and|with|to|against|versus|vs\.?) what (?P<other>[^?,;]+?)",
    r"(?:what(?: is|’s|'s) the difference|how big is the gap) between what (?P<one>[^?,;]+?) "
    r"and what (?P<other>[^?,;]+?)",
)
"""What one does beside what another does: "compare what the union wants with what the ministry offers"."""
DEGREES = (
    rf"{_BE} (?P<one>[^?,;]+?) (?:(?:much|any|even|still|now|really|a lot|significantly) )?(?:a |an |the )?{_MORE}"
    r"(?: (?P<time>(?:on|in|at|during|this|last|today|yesterday|now)\b[^?,;]*?)| [a-z]+)? than "
    r"(?P<other>[^?,;]+?)(?: (?:is|are|was|were))?",
    rf"how much {_MORE} {_BE} (?P<one>[^?,;]+?) than (?P<other>[^?,;]+?)(?: (?:is|are|was|were))?",
    rf"(?:which|who|what)(?: [a-z]+){{0,2}} {_BE} (?:the )?{_MORE}(?: one)?[,:—–]? {_OR}",
)
"""Which of two is more so: "is the new ferry faster than the old one"."""
AMOUNTS = (
    r"how (?:much|many) (?P<count>more|less|fewer)(?: (?P<what>[a-z]+))? (?P<do>do|does|did|has|have|had|will) "
    r"(?P<one>[^?,;]+?) (?P<verb>[a-z]+) than (?P<other>[^?,;]+?)(?: (?:do|does|did|has|have|(?P<also>[a-z]+ed)))?",
    rf"{_DO} (?P<one>[^?,;]+?) (?P<verb>[a-z]+) {_COUNT} than (?P<other>[^?,;]+?)(?: (?:do|does|did|has|have))?",
    rf"(?:which|who)(?: (?!has\b|have\b|had\b)[a-z]+)?? (?P<verb>[a-z]+) {_COUNT}[,:—–]? {_OR}",
)
SAME = (
    rf"(?:do|does|did) {_AND} (?P<verb>give|name|report|state|quote|count|have) the same (?P<what>[a-z]+)"
    r"(?P<topic> .+?)"
)
"""Whether two have one figure: "did police and the union give the same number for the crowd"."""
POSSESSIVE = re.compile(r"(?P<owner>.+?(?:[’']s|s[’']))\s+(?P<thing>.+)")
THE_ONE = re.compile(r"\bones?\b(?= |$)", re.I)
THAT_OF = re.compile(r"^(?:that|those)(?= of| in| at| by| from| on)", re.I)
ITS = re.compile(r"^(?:its|their|his|her)\s+", re.I)
NOUNS = re.compile(
    r"^(?:the|a|an)?\s*(?P<nouns>[a-z][a-z-]*"
    r"(?:\s(?!(?:of|that|which|who|in|by|from|at|on|for|to|the|a|an|his|her|its|their|was|were|is|are)\b)[a-z-]+)*)"
)
"""The lower-case words a phrase begins with: what "the one" stands for."""
OF = re.compile(r"(?P<head>(?:[a-z-]+ )+)of (?P<whose>.+)")
BARE_NAME = re.compile(r"(?:the )?[A-Z]\S*(?: [A-Z]\S*)*|[a-z-]+")
ORDINAL = re.compile(
    r"the (?:first|second|third|last|old|new|former|latter|current|previous|earlier|later|original|revised|initial|"
    r"final)\b"
)
"""What needs the noun of the other side: "the first and the second figure"."""
BASES = {"better": "good", "worse": "bad", "further": "far", "farther": "far", "more": "much", "less": "much"}
UNMARKED = {
    "small": "big",
    "low": "high",
    "short": "long",
    "young": "old",
    "slow": "fast",
    "light": "heavy",
    "near": "far",
}
"""What is asked with "how": nobody asks how slow a train is to learn its speed."""
SILENT = frozenset(
    "large wide close late safe strange nice fine brave wise rare simple loose huge fierce pure pale".split()
)
"""Adjectives on -e, which their comparatives only lengthen by an r."""
COSTS = frozenset("expensive cheap costly dear pricey".split())
NOT_A_SIDE = re.compile(
    r"(?:the|a|an|he|she|her|him|them|they|it|that|this|its|we|you|expected|planned|thought|usual|ever|before)$|"
    r"(?:it|they|he|she|we|at first) |[\d$€£¥]|.*\b(?:what|who|whom|when|where|why|how|did|does)\b",
    re.I,
)
"""A figure, a pronoun, a clause: nothing that can be looked up beside the other side."""


@dataclass(frozen=True, slots=True)
class Side:
    """Hold one side: its name as a heading, and the question it is looked up with."""

    name: str
    question: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold two sides; `direct` tells that one sentence may answer for both ("faster than the old ferry")."""

    sides: tuple[Side, Side]
    direct: bool = False


def comparison_in(text: str) -> Comparison | None:
    """Return what a question compares, None when it compares nothing.

    >>> [one.question for one in comparison_in("Is the new ferry faster than the old one?").sides]
    ['How fast is the new ferry?', 'How fast is the old ferry?']
    >>> [one.name for one in comparison_in("How does the council’s offer differ from the union’s demand?").sides]
    ['The council’s offer', 'The union’s demand']
    """
    for patterns, asking in (
        (SAID, _said),
        (CLAUSES, _clauses),
        (THINGS, _things),
        ((SAME,), _same),
        (AMOUNTS, _amounts),
        (DEGREES, _degrees),
    ):
        for pattern in patterns:
            found = re.match(pattern + _END, text.strip(), re.I)
            if found and (sides := asking(found)) and all(map(_can_be_looked_up, sides)):
                one, other = (replace(side, name=side.name[0].upper() + side.name[1:]) for side in sides)
                return Comparison((one, other), direct=asking in (_amounts, _degrees))
    return None


def _can_be_looked_up(side: Side) -> bool:
    return len(side.name.split()) <= LONGEST_SIDE and not NOT_A_SIDE.match(side.name)


def _said(found: re.Match[str]) -> tuple[Side, Side]:
    topic = re.sub(r"^ (?:on|over|to|of|regarding) ", " about ", found["topic"])
    one, other = found["one"], found["other"]
    return Side(one, f"What did {one} say{topic}?"), Side(other, f"What did {other} say{topic}?")


def _clauses(found: re.Match[str]) -> tuple[Side, Side]:
    one, other = found["one"], found["other"]
    return Side(one, _asked(one)), Side(other, _asked(other))


def _asked(clause: str) -> str:
    """Return the question that a clause answers: "What does the union want?"."""
    who, _, verb = clause.rpartition(" ")
    if (helper := who.rpartition(" "))[2] in ("has", "have", "had", "is", "are", "was", "were", "will", "would"):
        return f"What {helper[2]} {helper[0]} {verb}?"
    present = who and verb.endswith("s") and not verb.endswith("ss")
    return f"What does {who} {_infinitive(verb)}?" if present else f"What is it that {clause}?"


def _things(found: re.Match[str]) -> tuple[Side, Side]:
    one, other = aligned(found["one"], found["other"])
    return Side(one, f"What {_be('is', one)} {one}?"), Side(other, f"What {_be('is', other)} {other}?")


def _same(found: re.Match[str]) -> tuple[Side, Side]:
    one, other = found["one"], found["other"]
    rest = f"{found['verb']}{found['topic']}?"
    return Side(one, f"What {found['what']} did {one} {rest}"), Side(other, f"What {found['what']} did {other} {rest}")


def _degrees(found: re.Match[str]) -> tuple[Side, Side]:
    more = found["more"].lower()
    degree = more.split()[-1] if " " in more else UNMARKED.get(_base(more), _base(more))
    one, other, be = found["one"], found["other"], found["be"].lower()
    ours, theirs = _be(be, one), _be(be, other)
    time = found.groupdict().get("time")
    if _is_time(other) and degree in COSTS:
        now = f"How much {_do(one)} {one} cost {time}?" if time else f"How much {_do(one)} {one} cost?"
        return Side(f"{one} {time}" if time else one, now), Side(f"{one} {other}", f"How much did {one} cost {other}?")
    if _is_time(other):
        one, other, theirs = f"{one} {time}" if time else one, f"{one} {other}", _be("was", one)
    else:
        one, other = aligned(one, other)
    if degree in COSTS:
        return Side(one, f"How much {_do(one)} {one} cost?"), Side(other, f"How much {_do(other)} {other} cost?")
    return Side(one, f"How {degree} {ours} {one}?"), Side(other, f"How {degree} {theirs} {other}?")


def _amounts(found: re.Match[str]) -> tuple[Side, Side] | None:
    what, verb = found["what"], found["verb"]
    many = f"many {what}" if what and what.endswith("s") else f"much {what}" if what else "much"
    one, other = aligned(found["one"], found["other"])
    if also := found.groupdict().get("also"):
        return Side(one, f"How {many} {found['do']} {one} {verb}?"), Side(
            other, f"How {many} {_has(other)} {other} {also}?"
        )
    if do := (found.groupdict().get("do") or "").lower():
        return Side(one, f"How {many} {do} {one} {verb}?"), Side(other, f"How {many} {do} {other} {verb}?")
    if verb in ("is", "are", "was", "were"):
        return None
    do, verb = (_do, _infinitive(verb)) if verb.endswith("s") else (_has, verb)
    return Side(one, f"How {many} {do(one)} {one} {verb}?"), Side(other, f"How {many} {do(other)} {other} {verb}?")


def aligned(one: str, other: str) -> tuple[str, str]:
    """Return both sides so that each stands alone: what one of them leaves to the other is filled in.

    >>> aligned("the price of gas", "that of oil"), aligned("the hospital’s", "the coastguard’s figures")
    (('the price of gas', 'the price of oil'), ('the hospital’s figures', 'the coastguard’s figures'))
    >>> aligned("the number of passengers of the Aldine Star", "the Aldine Moon")[1]
    'the number of passengers of the Aldine Moon'
    """
    if one.endswith(("’s", "'s", "s’", "s'")) and (owned := POSSESSIVE.fullmatch(other)):
        return f"{one} {owned['thing']}", other
    if ORDINAL.fullmatch(one) and (rest := ORDINAL.match(other)) and rest.end() < len(other):
        return f"{one}{other[rest.end() :]}", other
    if other.endswith(("’s", "'s", "s’", "s'")) and (owned := POSSESSIVE.fullmatch(one)):
        return one, f"{other} {owned['thing']}"
    if (its := ITS.match(other)) and (owned := POSSESSIVE.fullmatch(one)):
        return one, f"{owned['owner']} {other[its.end() :]}"
    nouns = NOUNS.match(one)
    if THE_ONE.search(other) and nouns:
        left = nouns["nouns"].split()
        noun = left[-1] if not other.lower().startswith(("the one", "the ones")) else " ".join(left)
        return one, THE_ONE.sub(noun, other, count=1)
    headed = OF.fullmatch(one)
    if headed and THAT_OF.match(other):
        return one, THAT_OF.sub(headed["head"].strip(), other)
    if headed and BARE_NAME.fullmatch(other) and BARE_NAME.fullmatch(_last_of(one)):
        return one, one.removesuffix(_last_of(one)) + other
    return one, other


def _last_of(text: str) -> str:
    return text.rpartition(" of ")[2]


def _is_time(text: str) -> bool:
    bare = re.sub(r"^(?:in|on|at|during) ", "", text)
    return DAYS.fullmatch(bare) is not None or re.fullmatch(r"(?:19|20)\d\d", bare) is not None


def _be(be: str, side: str) -> str:
    """Return the form of a verb for a side: "is the talks" reads badly where the question is shown as it was read."""
    owned = POSSESSIVE.fullmatch(side)
    nouns = NOUNS.match(owned["thing"] if owned else side)
    head = (nouns["nouns"] if nouns else side).split()[-1].lower()
    many = head.endswith("s") and not head.endswith(("ss", "’s", "'s", "us", "is"))
    past = be.lower() in ("was", "were")
    return ("were" if past else "are") if many else "was" if past else "is"


def _do(side: str) -> str:
    return "do" if _be("is", side) == "are" else "does"


def _has(side: str) -> str:
    return "have" if _be("is", side) == "are" else "has"


def _base(word: str) -> str:
    """Return the adjective of a comparative: bigger, heavier, larger, faster.

    >>> [_base(word) for word in ("bigger", "heavier", "larger", "faster", "better")]
    ['big', 'heavy', 'large', 'fast', 'good']
    """
    if word in BASES:
        return BASES[word]
    root = word.removesuffix("er")
    if root.endswith("i"):
        return root[:-1] + "y"
    if root + "e" in SILENT:
        return root + "e"
    doubled = len(root) > 2 and root[-1] == root[-2] and root[-1] not in "lsf"
    return root[:-1] if doubled else root


def _infinitive(verb: str) -> str:
    if verb == "has":
        return "have"
    return verb[:-3] + "y" if verb.endswith("ies") else verb[:-1]
