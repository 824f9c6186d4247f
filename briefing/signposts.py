"""Know lines that send the reader elsewhere, speak of their own page or hold names alone: in the text, telling nothing.

They stay citable and are searched; no answer, summary or briefing is made of them.
"""

from __future__ import annotations

import re

from briefing.suspicious import QUOTED
from index.text import WORD

LONGEST = 60
"""Words; a longer sentence tells something besides."""
SMALL = 2
"""Small words that a line of four words or more has when it states something; a byline or a time of day has not."""
_ELSEWHERE = (
    r"(?:videos?|clips?|gallery|slideshow|podcasts?|crosswords?|puzzles?|quiz|newsletters?|app|"
    r"live (?:coverage|blog|updates)|(?:full|whole|original) (?:story|article|report|list|interview)|"
    r"(?:our|more|latest|other|all(?: of)?(?: the| our)?) (?:[\w’'-]+ ){0,3}?(?:coverage|news|headlines|stories|"
    r"articles|guides?|updates|reporting|reviews)|here|below)"
)
SIGNPOSTS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?:related|more|watch|read|read more|listen|photos?|video|contributing|see also)\s*:.*",
        r"(?:please )?(?:click|tap|scroll|swipe|sign up|subscribe|stay (?:with us|tuned)|listen to this|"
        r"follow (?:us|along|live)|watch (?:live|the video)|read more|more (?:on this|from|coverage))\b.*",
        r"(?:please )?(?:play|watch|listen|see|view|read|check out|browse|join|download) "
        rf"(?:the|our|this|these|more|all|an?|your|to|out)\b.*\b{_ELSEWHERE}\b.*",
        r"for (?:more|the latest|all the latest|the full)\b.{0,100}\b(?:read|click|visit|see|follow|go to|check|watch|"
        r"sign up|subscribe)\b.*",
        r"this (?:is a (?:developing|breaking)|story|article|report|page|post|live ?blog)\b.*\b(?:updated|corrected|"
        r"amended|published|excerpted|developing|breaking|contains|part of)\b.*",
        r"(?:the .{3,40} contributed to this|(?:additional )?reporting by|(?:edited|compiled|updated) by|"
        r"(?:editor|publisher|author)[’']?s?[’']? note)\b.*",
        r"corrections?(?: (?:\\?&|and) clarifications?)?(?:,? [^:]{0,30})?\s*:.*",
        r"here[’']s (?:what|how|who|why|when|where|everything|a look)\b.*",
        r"here(?: is| are|[’']re)(?: \w+)? (?:what to know|what we know|what you need|everything|a look|a list|"
        r"(?:some|the|a few|\w+) (?:things|key|highlights|takeaways|facts|tips))\b.*",
        r"(?:good (?:morning|evening)|happy \w+day|hello|welcome (?:to|back)|want (?:more|to)|"
        r"have (?:a|any) (?:tip|question))\b.*",
        r"(?:.{0,30}\b)?(?:updated|published|posted)\b:?\s.{0,30}\b(?:[ap]\.?m\b\.?|\d\d:\d\d|gmt|utc)"
        r"(?: ?[a-z]{2,4})?",
    )
)


def is_signpost(sentence: str) -> bool:
    """Tell whether a sentence sends the reader elsewhere, speaks of its own page, or holds only names.

    >>> is_signpost("For the latest from the trial, read our live coverage."), is_signpost("Play the Daily Crossword.")
    (True, True)
    >>> is_signpost("Play resumed after the video review."), is_signpost("The report was published in 1924.")
    (False, False)
    >>> is_signpost("Ada Lind, Otto Berg and Eva Holt"), is_signpost("He lives in Osk.")
    (True, False)
    >>> is_signpost("Corrections & clarifications: This story was updated to give the right day.")
    True
    """
    text = sentence.strip()
    if len(text.split()) > LONGEST or QUOTED.search(text):
        return False
    return _names_alone(text) or any(pattern.fullmatch(text) for pattern in SIGNPOSTS)


def _names_alone(text: str) -> bool:
    words = WORD.findall(text)
    small = sum(len(word) > 1 and not word[0].isupper() and not word[0].isdigit() for word in words)
    return len(words) >= 2 * SMALL and small < SMALL


def asks(text: str) -> bool:
    """Tell whether a sentence is itself a question, as explainers have in front of the answer; a quoted one is news.

    >>> asks("How did she buy it?"), asks("“How did she buy it?”"), asks("“Did she?” he asked.")
    (True, False, False)
    """
    return QUOTED.sub("", text).rstrip().endswith("?")
