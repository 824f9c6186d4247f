"""Tell sentences that report something from lines that only stand in the text: headings, labels, lists, advice.

A page loses its marks on the way into a library: headings, list items and place lines then stand among its paragraphs.
They stay citable and are searched; a summary or briefing takes none of them while it has a sentence.
"""

from __future__ import annotations

import re
from itertools import pairwise

from briefing.checks.irregular import IRREGULAR, UNCHANGING
from index.text import without_quotations

DASH = r"[—–‒―−-]+"
DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.’' /-]{2,30}(?:, [A-Z][\w.]+){0,3}(?: \([A-Z][\w/ ]{1,20}\))?|[A-Z][\w.’' ,]{2,40} "
    rf"\((?:Reuters|AP|AFP|PA|dpa)\)|(?:[A-Z][\w’'-]+ ){{0,2}}[A-Z][\w’'-]+, [A-Z][\w.]+) ?{DASH} (?=[A-Z“\"])|"
    r"^[A-Z]{4,20}(?: [A-Z]{2,20})? ?[—–−](?=[A-Z][a-z])"
)
GLUED = re.compile(
    r"^(?:(?:AI|A\.I\.|Artificial[- ]intelligence)[- ](?:assisted|generated|created|written)[- ](?:summary|overview)|"
    r"(?:Story|Article) (?:summary|highlights)|Key (?:points|takeaways))[:.]? +(?=[A-Z\d“\"])"
)
"""A box's heading that lost its line: “AI-assisted summary The county …”."""
REPLY = re.compile(r"^(?:Yes|No|Nope|Yep|Well|Not exactly|Not necessarily|Not quite|Short answer)[,.:!—–-]+ +(?=[A-Z])")
BULLET = re.compile(r"^[•∎▪■●◦◾◼‣·*►▶–—-]+ +(?=\S)")
CLOSED = re.compile(r"[.!…。！][”\"’')\]]*$")
QUOTED_END = re.compile(r"[”\"]$")
SAYS = re.compile(
    r"\b(?:said|says?|told|asked|wrote|writes|added|adds|called|calls|tweeted|posted|read|reads|warned|announced|"
    r"replied|argued|claimed|explained|noted|described|dubbed|named|titled|known|labell?ed)\b"
)
LABEL = re.compile(r"^(?P<label>[A-Z0-9][\w’'&/.-]*(?: [\w’'&/.-]+){0,4}):(?=\s|[A-Z])")
"""“Where: the old mill”, “WINNER: Ines Holt”: a row of a list."""
CLAUSE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|be|added|continued|concluded|went|put|made|came|got|gave|remains?|thing|fact|"
    r"point|question|problem|this|that|it|he|she|they|we)\b",
    re.I,
)
ADVICE = re.compile(
    r"^(?:but |so |and )?(?:please |just |simply |always |never |also |do not |don[’']t |be sure to |"
    r"make sure (?:to|you) |then )?"
    r"(?:add|apply|arrive|ask|avoid|book|bring|browse|buy|call|check|choose|click|come|compare|consider|create|"
    r"discover|donate|download|drop|eat|email|enjoy|enter|explore|fill|find|follow|get|give|go|grab|head|imagine|join|"
    r"keep|learn|leave|let|listen|look|make|meet|pick|play|prepare|put|read|remember|save|scan|see|select|send|share|"
    r"shop|sign|sit|skip|stay|stir|submit|subscribe|take|tell|think|try|tune|use|visit|vote|wait|watch|wear|write) "
    r"(?-i:the|that|an?|your|our|us|for|out|up|in|if|how|what|who|this|these|those|any|all|into|on|to|at|it|them|more|about|"
    r"of|over|through|him|her|me|no|one|some|with)\b|"
    r"^(?:please |also |then )?(?:enjoy|browse|explore|discover|celebrate|imagine|sample|bring|avoid|listen|prepare) "
    r"(?:your|the|an?|[a-z]+(?! (?:is|are|was|were|has|have|had)\b)) ",
    re.I,
)
ADVISED = re.compile(r"\b(?:said|says|told|asked|wrote|advised|urged)\b[^,]{0,200}$")
"""What somebody is quoted to say without quotation marks: “Read the law first, the judge told them.”"""
HOUSE = re.compile(
    r"^(?:here(?:[’']s|[’']re)?(?: (?:is|are|were))? (?:\w+ ){0,2}(?:key|main|top|best|some|our|your|five|ten|\d+|the "
    r"(?:latest|key|main|highlights|full|list))\b|"
    r"here(?: are|[’']re) (?:the|some|all|our|a few|\d+|five|ten)\b|"
    r"here(?:[’']s| is) an? (?:[a-z]+ )?(?:timeline|recap|list|look|breakdown|rundown|round-?up|guide|summary)\b|"
    r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){1,3} (?:covers|writes about|reports on) .{3,60} (?:for|at) |"
    r".{0,80}: (?:sign up|subscribe|read|watch|see|click|listen|join|follow) |"
    r"(?:looking for|need|want|ready|got|curious|wondering|hungry)\b.*\?|"
    r"(?:reach|contact|e-?mail|follow) (?:him|her|me|us|them|the (?:reporter|author|writer))\b|"
    r".{3,80}\b(?:(?:can|may) be (?:reached|contacted|followed) (?:at|on|by e-?mail|by phone|via)|have a tip)\b|"
    r".{3,60} (?:is|are) an? (?:[\w-]+ ){0,5}(?:reporter|editor|columnist|correspondent|journalist|staff writer)s? "
    r"(?:for|at|with|covering|who covers|based)\b)|"
    r"\b(?:becom(?:e|ing) a (?:subscriber|member)|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.\w{2,}|"
    r"contributed (?:reporting )?to this (?:story|article|report)|\d+ words or (?:less|fewer)\b|"
    r"(?:lists?|tables?|maps?|charts?|videos?|photos?|schedules?) (?:is |are )?(?:below|above)\b)",
    re.I,
)
"""How a page speaks of itself and of who wrote it."""
NAMED_WORK = re.compile(r"^(?:[A-Z][^“”\".!?]{2,60}[ ,])?[“\"][^“”\"]{2,60}(?<![.!?…])[”\"]$")
"""A list's row: Ines Holt, “The Lock Keeper”."""
LONGEST_ROW = 12
"""Words."""
NOUN_FIRST = re.compile(
    r"^(?:[A-Z][a-z]+ed (?:as|by|in|for|to|on|at|with|from)|At least|Perhaps|Maybe|Only|An?|No|Not|Just|Another|The|"
    r"What an?|More|Less|All)\b"
)
LONGEST_VERBLESS = 12
"""Words; what is longer and has no verb that is seen has one that is not."""
VERBS = UNCHANGING | frozenset("can could may might must shall should will would cannot".split())
BEFORE_NOUN = frozenset(
    "a an the of for in on at by with to from as and or its his her their our my your this that these those two three "
    "four five six seven eight nine ten many few several some most all no between among over under about against "
    "into than".split()
)


def told_from(sentence: str, *, reply: bool = True) -> int:
    """Return where a sentence begins behind its place line, the mark of a list and the heading that is glued to it.

    With `reply` also behind the "No," to a question in a heading, which nobody asked who reads it elsewhere.

    >>> told_from("OSK, Tarn − The dam broke.") , told_from("AI-assisted summary The dam broke.")
    (12, 20)
    >>> told_from("No, Osk does not sell its dam."), told_from("No, Osk does not sell its dam.", reply=False)
    (4, 0)
    >>> told_from("The dam - a hundred years old - broke.")
    0
    """
    at = 0
    for pattern in (BULLET, GLUED, DATELINE, *([REPLY] if reply else [])):
        if found := pattern.match(sentence[at:]):
            at += found.end()
    return at


def tells(sentence: str, *, whole: bool = True) -> bool:
    """Tell whether a sentence reports something: no heading, no question, no row of a list, no advice.

    With `whole` it must end as a sentence does; the items of a list need not.

    >>> tells("The dam broke."), tells("Dam breaks in Osk"), tells("Where: the old mill."), tells("Vote for your dam.")
    (True, False, False, False)
    >>> tells("Holt called it “a bitter pill”"), tells("Ines Holt, “The Lock Keeper”"), tells("Will the dam hold?")
    (True, False, False)
    """
    text = sentence.strip()
    outside = without_quotations(text)
    if whole and not CLOSED.search(text) and not (QUOTED_END.search(text) and SAYS.search(outside)):
        return False
    if text.rstrip("”\"’')").endswith("?") and not SAYS.search(outside):
        return False
    if NAMED_WORK.match(text) and len(text.split()) <= LONGEST_ROW and not SAYS.search(outside):
        return False
    if (label := LABEL.match(outside)) and not CLAUSE.search(label["label"]) and not SAYS.search(label["label"]):
        return False
    if HOUSE.search(text) or _is_verbless(outside):
        return False
    return not (ADVICE.match(text) and not ADVISED.search(outside))


def _is_verbless(text: str) -> bool:
    """Tell whether a short sentence names a thing and says nothing of it.

    >>> _is_verbless("A centuries-old camp for girls."), _is_verbless("A bridge falls in Osk.")
    (True, False)
    """
    tokens = [word.strip(".,;:!?…()").lower() for word in text.split()]
    if not NOUN_FIRST.match(text) or len(tokens) > LONGEST_VERBLESS:
        return False
    for before, word in pairwise(tokens):
        if word in VERBS or word in IRREGULAR or ("-" not in word and word.endswith(("ed", "n’t", "n't"))):
            return False
        small = word in BEFORE_NOUN or before in BEFORE_NOUN
        if word.endswith("s") and not word.endswith(("ss", "us", "is", "’s", "'s")) and not small:
            if "-" in before:
                continue  # “flu-related shortages”
            return False
    return True
