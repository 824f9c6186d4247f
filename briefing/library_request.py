"""Tell whether a question asks about the library itself - what is new, what there is on a topic - and not its news."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from briefing.checks.quantities import NUMBER_WORDS
from index.text import STOPWORDS, words

RequestKind = Literal["new", "about", "count", "outlets", "everything", "newest", "oldest"]
_ON = r"(?:on|about|regarding|concerning|around|covering|dealing with|related to|mentioning|that (?:mention|cover)|for)"
_ARTICLES = r"(?:articles?|stories|reports|pieces|texts|items|coverage|reporting|news)"
_ONE = r"(?:articles?|story|stories|reports?|pieces?)"
_PAPERS = r"(?:news )?(?:outlets|sources|newspapers|papers|publishers|publications)"
_LIBRARY = r"(?:(?:the|my|your|our|this)(?: \w+)? (?:library|collection|archive|desk))"
_THERE = (
    r"(?: (?:do you (?:have|hold|know)|have you(?: got)?|are there|is there|there are|you have|"
    r"are(?= (?:in|here|stored)\b)|(?:that )?you(?:’ve| have) (?:got|read)))?"
)
_HERE = rf"{_THERE}(?: (?:here|stored|(?:in|from) {_LIBRARY}|in total|altogether|now|so far))?"
_TOPIC = rf"(?: {_ON} (?P<topic>.+?))?"
_ASK = (
    r"(?:(?:please )?(?:list|show|find|get|give|name|tell)(?: me)?|(?:which|what)(?: are)?|is there|are there|"
    r"do you have|have you(?: got)?|i(?:’d| would) like(?: to see)?|can i (?:see|have))"
)
_ALL = r"(?:all |every |any |some |different )?(?:of )?(?:the |your |my )?"
_WHATS = r"what(?:’s|'s| is| has(?: been)?|’s been|'s been)?"
_WHICH = rf"(?:(?:(?:what|which)(?:’s|'s| is| are)|{_ASK}) )?(?:the |your )?"
_HOW_MANY = r"(?:[1-9]\d?|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
_LATEST = (
    rf"(?:{_HOW_MANY} )?(?:latest|newest|recent|top|main|most important|biggest|leading|"
    r"key|major|today[’']s|yesterday[’']s|current|this week[’']s|last week[’']s|new) "
    rf"(?:{_HOW_MANY} )?(?:news|headlines|stories|articles|events|developments)"
)
_ANY = rf"(?:anything|something|any {_ARTICLES}|{_ARTICLES})"
_NEWS = (
    r"what (?:was|were) (?:in the (?:news|papers|headlines)|the news)|what made (?:the )?(?:news|headlines)",
    rf"{_WHATS} (?:new|happening|going on|happened|in the (?:news|papers|headlines)|on the news|the news)",
    rf"{_WHATS} the latest(?=[\s?.!]*$)",
    r"(?:is there )?(?:(?:anything|something) new|any (?:fresh |recent )?news)",
    r"what (?:did i|have i|i) miss(?:ed)?|catch me up|bring me up to (?:date|speed)|news|headlines|what happened",
    rf"(?:(?:what (?:is|are|were|was)|what[’']s|give me|show me|tell me|list) )?(?:me )?(?:the )?{_LATEST}",
    r"(?:give me|show me|tell me|what (?:is|are)) the (?:news|headlines)",
)
_HOLD = (
    r"what (?:do|have) you (?:have|got|know|hold)(?: got| here| there)?",
    rf"what(?:’s|'s| is) (?:there|in {_LIBRARY})",
    rf"do you (?:have|know|hold)(?: {_ANY})?|have you (?:got )?{_ANY}|is there {_ANY}|are there (?:any )?{_ARTICLES}",
    rf"(?:{_ASK} )?(?:me )?{_ALL}{_ARTICLES}{_HERE}|anything|everything",
)
PHRASES: dict[RequestKind, tuple[str, ...]] = {
    "count": (
        rf"how (?:many|much) {_ARTICLES}{_HERE} (?:mention|cover|are about|deal with) (?P<topic>.+?){_HERE}",
        rf"how (?:many|much) {_ARTICLES}{_HERE}{_TOPIC}{_HERE}",
        rf"how (?:big|large) is {_LIBRARY}",
    ),
    "outlets": (
        rf"(?:{_ASK} )?{_ALL}{_PAPERS}{_HERE} (?:have )?(?:report|wr[oi]t|cover)(?:ed|e|ten)?(?: {_ON})? (?P<topic>.+)",
        rf"(?:{_ASK} )?{_ALL}{_PAPERS}{_HERE}{_TOPIC}{_HERE}",
        rf"how many {_PAPERS}{_HERE}{_TOPIC}",
        r"where do (?:the|your|these) articles come from",
    ),
    "new": (
        rf"(?:(?:so|and|ok|well),? )?(?:{'|'.join(_NEWS)})(?: in (?:the|my|your) (?:library|archive|news|papers))?"
        rf"(?: (?:{_ON}|with) (?P<topic>.+?))?",
    ),
    "newest": (rf"{_WHICH}(?:newest|latest|most recent|last) {_ONE}{_HERE}{_TOPIC}",),
    "oldest": (rf"{_WHICH}(?:oldest|earliest|first) {_ONE}{_HERE}{_TOPIC}",),
    "about": (
        rf"(?:{'|'.join(_HOLD)}){_HERE} (?:{_ON}|mention(?:s|ing)?|covers?|deals? with|(?:is|are) about) "
        rf"(?P<topic>.+?){_HERE}",
    ),
    "everything": (
        r"what (?:do|have) you (?:have|got|know|hold|read)(?: got)?(?: about)?",
        rf"what(?:’s|'s| is) (?:there )?in (?:here|{_LIBRARY})",
        r"what can (?:i|you) (?:ask|answer|tell me)(?: you)?(?: about)?",
        rf"(?:{_ASK} )?(?:me )?{_ALL}articles(?: are(?: there)?)?{_HERE}",
    ),
}
REQUESTS = tuple(
    (kind, re.compile(rf"^(?:{phrase})[\s?.!]*$", re.I)) for kind, phrases in PHRASES.items() for phrase in phrases
)
"""The first that fits names the request; what it lacks - days, an outlet - is read elsewhere."""
FROM = re.compile(r"\s+(?:from|by|in|of)\s+(?:the\s+)?(?P<outlet>(?:[A-Z][\w’'&.-]*\s?)+)(?=[\s?.!]*$)")
WROTE = re.compile(
    r"^[Ww]hat (?:did|does|do|has|have|is|was) (?:the )?(?P<outlet>(?:[A-Z][\w’'&.-]*\s)+)(?:just )?"
    r"(?:report|write|written|wrote|publish|cover|carry|run)(?:ed|ing)?(?: (?:on|about) (?P<topic>.+?))?[\s?.!]*$"
)
"""What an outlet has had; what it "said" is a question for the articles."""
WISHED = re.compile(rf"\b({_HOW_MANY}) (?:[a-z]+ ){{0,2}}(?:news|headlines|stories|articles|events)\b", re.I)
NOT_A_TOPIC = frozenset("it this that them these those me us you anything everything".split())


@dataclass(frozen=True, slots=True)
class Request:
    """Hold what is asked of the library: the kind, the topic as typed, "" without one, how many are wished, 0: any."""

    kind: RequestKind
    topic: str = ""
    most: int = 0

    @property
    def terms(self) -> str:
        """Return the words of the topic that an article must hold."""
        return " ".join(word for word in words(self.topic) if word not in STOPWORDS)


def request_in(text: str) -> Request | None:
    """Return what a question asks of the library, None when it asks what the articles say.

    >>> request_in("What do you have on the ferry strike?"), request_in("What's new?")
    (Request(kind='about', topic='the ferry strike', most=0), Request(kind='new', topic='', most=0))
    >>> request_in("What happened to the ferry?") is None
    True
    """
    for kind, pattern in REQUESTS:
        if found := pattern.match(text.strip()):
            topic = (found.groupdict().get("topic") or "").strip(" “”\"'?.!")
            if topic.lower() in NOT_A_TOPIC:
                return None
            return Request(kind, topic, _wished(text) if kind == "new" else 0)
    return None


def _wished(text: str) -> int:
    """Return how many stories are asked for, 0 when that is not said."""
    found = WISHED.search(text)
    return int(NUMBER_WORDS.get(found[1].lower(), found[1])) if found else 0


def request_from(text: str, outlets: Callable[[], Iterable[str]]) -> tuple[Request, str] | None:
    """Return what a question asks of the library that names one of its outlets, at its end or as who wrote.

    `outlets` is called only when all but the outlet is such a question.

    >>> request_from("List the articles from the Tarn Post", lambda: ["The Tarn Post"])
    (Request(kind='everything', topic='', most=0), 'The Tarn Post')
    """
    if found := WROTE.match(text):
        topic = (found["topic"] or "").strip(" “”\"'?.!")
        request: Request | None = Request("about", topic) if topic else Request("everything")
    elif found := FROM.search(text):
        request = request_in(text[: found.start()] + text[found.end() :])
    if found is None or request is None:
        return None
    asked = _bare(found["outlet"])
    return next(((request, outlet) for outlet in outlets() if _bare(outlet) == asked), None)


def _bare(outlet: str) -> str:
    return " ".join(words(outlet)).removeprefix("the ")
