"""Tell whether a sentence needs the one before it: "Three tugs needed half an hour" (for what?), "It was too late".

A sentence that leans is no use to whoever has not read what stood before it. There is no parser here: word classes are
read from forms, so a doubtful pronoun counts as explained when anything ahead of it in the sentence could explain it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.checks.irregular import IRREGULAR
from briefing.naming import NOT_PERSON
from index.text import STOPWORDS, singular, without_quotations, words

DANGLING = re.compile(
    r"^(?:It|Its|His|Her|Their|This|That|These|Those|Such|Both|Neither|Another|"
    r"The (?:move|decision|plan|incident|two|three|pair|latter|former|other|others|same|comments|remarks|"
    r"statement|announcement|figure|group|deal|agreement))\b",
    re.IGNORECASE,  # a text may be without capitals, as some wires are
)
"""Openings that point back at something the reader has not seen; they cost a rank, not a veto."""
TAKEN_UP = re.compile(
    r"^(?:Now|Today|Then|Later|Soon|So far|By now|Even now),? "
    r"(?:it|this|these|those|they|its|their|that (?:is|was|has|had|will|would|could|may|might|means?|seems?))"
    r"\b(?! \[| (?:year|week|month|morning|afternoon|evening|spring|summer|autumn|fall|winter|season)\b)|"
    r"^(?:Some|Many|Most|One|None|All|Each|Several|Two|Three|Four|Few|Half|Part|Much|Any|Either|Neither|Both) of "
    r"(?:it|this|these|its|their|his|her)\b|"
    r"^The \d+-year-old(?=,| (?:is|was|has|had|will|would|said|told|[a-z]+ed)\b)|"
    r"\b(?:of|like) (?:this|that) (?:kind|type|sort|design|nature|scale|size|magnitude)\b|"
    r"\b(?:a|the) (?:similar|same|opposite) [a-z]+(?=[.,;]|$)|"
    r"^At the time(?! (?:of|when|that)\b)|"
    r"^(?:Like|Unlike) (?:previous|earlier|other|others|the others)\b",
    re.I,
)
"""“Now that is taking its toll”, “Most of its members”, “a flag of this design”."""
OPENS_KNOWN = re.compile(
    r"^The (?!(?:government|president|police|weather|sun|moon|world|country|nation|economy|public|military|army|pope|"
    r"king|queen|church|internet|dollar|euro|state|city|people|first|last|next|latest|best|worst)\b)"
    r"(?P<noun>[a-z][a-z-]+)(?:[’']s\b|,| (?:is|are|was|were|has|have|had|will|would|could|can|may|might|must|should|"
    r"did|does|do|came|comes|said|says|began|took|made|went|set|fell|rose|[a-z]+ed|[a-z]+s)\b)"
)
"""A thing spoken of as if the reader knew which: “The tariff is higher than announced”."""
SPOKEN_OPENING = re.compile(
    r"^[“\"‘'](?:It|Its|He|She|They|His|Her|Their|This|That|These|Those|Neither|Both|So (?:did|does|was|is|were|are))\b"
)
SPOKEN_OF = re.compile(
    r"^[“\"‘'](?:The|A|An|I|We|You|Nobody|Everybody)\b[^”\"A-Z]*\b"
    r"(?:her|him)(?= (?:no|any|a|the|to|that|as|in|on|at|for|from|with)\b|[.,;!?])"
)
"""Of whom a quotation speaks that names nobody: “The sand did her no harm.”"""
NOT_POINTING = re.compile(
    r"^[“\"‘']?(?:It (?:is|was|’s|'s|remains|remained|seems|seemed|appears|appeared|became|will be|would be)"
    r"(?: (?:not|still|also|now|yet|too|so|far))* (?:un|im)?"
    r"(?:clear|likely|possible|known|certain|understood|thought|believed|expected|hoped|feared|agreed|reported|"
    r"important|easy|hard|difficult|early|late|time|the (?:first|second|third|last|worst|biggest|only))\b|"
    r"(?:This|That) (?:year|week|month|season|morning|afternoon|evening|spring|summer|autumn|winter)\b)",
    re.I,
)
"""“It was not clear why …” tells what it means itself."""
NUMBER = (
    r"(?:\d(?:[\d,.]*\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|dozens|some|"
    r"many|most|several|few|a few|others?|half|all|each|none|neither|either)"
)
FINITE = (
    r"(?:is|are|was|were|had|has|have|did|do|does|said|say|told|died|went|left|came|wanted|want|lived|live|remain(?:ed)?|"
    r"will|would|could|can|may|might|should|expect(?:ed)?|voted|complained|feared?)"
)
BARE_NUMBER = re.compile(
    rf"^(?:(?:at least|about|nearly|only|more than|almost) )?{NUMBER}"
    rf"(?:,(?= )| {FINITE}\b| of (?:them|those|these|whom)\b(?! [a-z]+s\b)| of the {NUMBER}\b(?! [a-z]+s\b))",
    re.I,
)
"""Of whom or what there are so many stands in the sentence before: “Two were kept overnight.”"""
LONG_ENOUGH = re.compile(
    r"\bneed(?:s|ed)? (?:[\w’'-]+ ){0,4}?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)(?=[.,;]|$)", re.I
)
"""Needed for what?"""
ASKS_WHOLE = re.compile(
    r"\ba (?:replacement|substitute|spare) (?:is|was|has|had|will|would|arrived|could|can)\b|"
    r"\b(?:spoke|talked|spoken) of (?:about |nearly )?\d[\d,.]*$|"
    r"\bsuch an? [a-z]+\b(?! [a-z]+ as\b| as\b)|"
    r"\b(?:is|are|was|were|had|has|have|will) then\b|^then\b|"
    r"^the (?:level|total|number|toll|sum|amount) (?:is|was|had|has|rose|fell|will)\b|"
    r"\b(?:has|have|had|did) not (?:yet )?(?:repl(?:y|ied)|answer(?:ed)?|respond(?:ed)?)(?=[,;]|$)|"
    r"\b(?:reasons|conditions|points|demands|things|options|steps|questions|measures|examples|ways):$",
    re.I,
)
"""A part without its whole, a second without a first."""
ITS_DIRECTOR = re.compile(r"^(?!The |An? )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,3}, (?:its|their) ")
SPEAKER_ADDED = re.compile(r"\s*\[[^\[\]]*\]$")
SAID_BEFORE = (
    r"figure|matter|move|claim|allegation|idea|suggestion|remark|answer|request|proposal|question|comment|"
    r"accusation|criticism|report|demand|difference"
)
THE_SAID = re.compile(
    rf"\bthe (?P<noun>{SAID_BEFORE})s?(?=[.,;:]|$| (?:is|are|was|were|had|has|would|could|and|but)\b)", re.I
)
"""What was said or done is taken up with its article alone: “Neither would confirm the figure.”"""
THAT_TIME = re.compile(
    r"\b(?:that (?:day|night|evening|morning|week|month|year)|the (?:next|following|previous) "
    r"(?:day|night|evening|morning|week|month|year)|the (?:day|week|month|year) (?:before|after)(?=[.,;]|$)|by then|"
    r"at th(?:at|e) time\b(?! (?:of|when|that)\b))\b",
    re.I,
)
A_TIME = re.compile(
    r"\b(?:[A-Z][a-z]+day|\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}|(?:19|20)\d\d|when|after|before|"
    r"(?:this|last|next) (?:year|week|month|quarter))\b"
)
THERE = re.compile(r"(?<!\bout )(?<!\bover )\bthere(?=[.,;”]|$)")
A_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Tt]o|[Oo]f|[Oo]n) (?:the |a |an )?[\w’'-]+")
POINTING = re.compile(
    r"\b(?P<it>it|them)\b(?![’'])|"
    r"\b(?:of|for|to|with|about|by|from|like|do|did|does|deny|denied|confirm) (?P<this>this|that)(?=[.,;]|$)",
    re.I,
)
EXPLAINED_BEHIND = re.compile(
    r"it (?:(?:is|was|were|will be|would be|may be|might be|could be|had been|has been|becomes|became)"
    r"(?: [a-z]+){1,4}? (?:to|that|whether|if|for|who|why|how|when)\b|"
    r"(?:takes?|took|rain|snow|seem|appear|turned out))|"
    r"it (?:[a-z]+ )?[a-z]+ (?:to|for|that|when|if|why|how|whether)\b",
    re.I,
)
"""“made it impossible to land”, “it was clear that …”: what it means follows."""
SUBJECT_LEADS = frozenset(
    "that whether what when if because as why how and but said says while after before until since which where though "
    "although than once unless so told added where".split()
)
REPORTS = re.compile(r"\s*(?:,[^,]*,\s*)?(?:said|says|told|added|announced|warned|believes?|thinks?|hopes?)\b")
NOUN_PHRASE = re.compile(
    r"\b(?P<article>[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y|[Yy]our|[Nn]o|[Aa]ny|[Ee]very|[Ee]ach|[Oo]ne|[Tt]his|[Tt]hat|"
    r"(?<![\d,.])\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten)\s+(?P<words>(?:[\w’'-]+\s+){0,3}?[\w’'-]+)|"
    r"(?P<name>[A-Z][\w’'&-]*(?:\s+(?:of\s+)?[A-Z][\w’'&-]*)*)"
)
JOINS = re.compile(r"[,;:–—]|\b(?:and|or|but|then|before|after|to|while|when|who|which|that)\b")
DOES = re.compile(
    r"it(?:[’']s)? (?:now |also |still |then )?(?:will|would|is|was|has|had|can|could|may|might|must|does|did)\b", re.I
)
MANY = re.compile(
    r"(?<!\bwho )(?<!\bwhich )(?<!\bthat )(?<!he )\b(?:[a-z]+[^su\W]s|people|children|men|women|police|staff|and)\b"
)


@dataclass(frozen=True, slots=True)
class Thing:
    """Hold what a sentence has named by a place: whether it is one thing, and where its words end."""

    end: int
    single: bool


def dangles(sentence: str) -> bool:
    """Tell whether the sentence opens by pointing at something said before.

    >>> dangles("The move surprised investors."), dangles("The bank moved.")
    (True, False)
    """
    text = _bare(sentence)
    return bool(DANGLING.match(text) or TAKEN_UP.search(without_quotations(text)))


def opens_known(sentence: str, headline: str = "") -> bool:
    """Tell whether the sentence opens with a thing that a reader of the headline cannot know.

    >>> opens_known("The tariff is higher."), opens_known("The tariff is higher.", "Osk doubles its tariff")
    (True, False)
    >>> opens_known("The tariff on cars is higher.")
    False
    """
    found = OPENS_KNOWN.match(_bare(sentence))
    return found is not None and singular(found["noun"]) not in {singular(word) for word in words(headline)}


def leans(sentence: str) -> bool:
    """Tell whether the sentence cannot be understood without the one before it.

    >>> leans("Three tugs needed less than half an hour."), leans("Three tugs pulled the ship off in half an hour.")
    (True, False)
    >>> leans("The owner said a strike had made it impossible."), leans("A strike made it impossible to land.")
    (True, False)
    """
    text = _bare(sentence)
    if (dangles(text) or SPOKEN_OPENING.match(text)) and not NOT_POINTING.match(text):
        return True
    if SPOKEN_OF.match(text):
        return True
    said = SPEAKER_ADDED.sub("", text)
    # Of a quotation alone it is its own words that must be understood.
    plain = without_quotations(said).rstrip(" .!…") or said.strip("“”\"‘’' .!…")
    if any(pattern.search(plain) for pattern in (BARE_NUMBER, LONG_ENOUGH, ASKS_WHOLE, ITS_DIRECTOR)):
        return True
    return _takes_up(plain) or any(_points_out(plain, found) for found in POINTING.finditer(plain))


def _bare(sentence: str) -> str:
    return sentence.removeprefix("[…] ")


def _takes_up(text: str) -> bool:
    """Tell whether the sentence takes up what another one said, a time or a place that it does not name itself."""
    for found in THE_SAID.finditer(text):
        before = text[: found.start()]
        if not re.search(rf"\b(?:an?|its|his|her|their|this|of) (?:[\w’'-]+ ){{0,3}}?{found['noun']}", before, re.I):
            return True
    time, place = THAT_TIME.search(text), THERE.search(text)
    if time and not A_TIME.search(text[: time.start()]):
        return True
    return place is not None and not A_PLACE.search(text[: place.start()])


def _points_out(text: str, found: re.Match[str]) -> bool:
    """Tell whether nothing ahead of a pronoun, in its sentence, can be what it means."""
    at = found.start("it") if found["it"] else found.start("this")
    if EXPLAINED_BEHIND.match(text, at):
        return False
    things = list(_things(text[:at]))
    if found["it"] and found["it"].lower() == "them":
        return not things and not MANY.search(text[:at])
    things = [one for one in things if one.single or not found["it"]]
    if not DOES.match(text, at) and text[:at].split()[-1:] and text[:at].split()[-1].lower() not in SUBJECT_LEADS:
        # What does something to "it" is not it, nor is it who tells of that.
        things = [one for one in things if not REPORTS.match(text, one.end)]
        if things and not JOINS.search(text[things[-1].end : at]):
            things.pop()
    return not things


def _things(text: str) -> Iterator[Thing]:
    """Yield what a text names, in order, persons aside who tell something."""
    for found in NOUN_PHRASE.finditer(text):
        if found["name"]:
            person = " " in found["name"] and not NOT_PERSON.search(found["name"]) and REPORTS.match(text, found.end())
            if found["name"].lower() not in STOPWORDS and not person:
                yield Thing(found.end(), single=True)
            continue
        kept: list[str] = []
        at = found.start("words")
        for word in re.finditer(r"[\w’'-]+", text[at : found.end()]):
            if word[0].lower() in STOPWORDS or (kept and _is_verb(word[0])):
                break
            kept.append(word[0])
            end = at + word.end()
        if kept:
            plural = kept[-1].endswith("s") and not kept[-1].endswith(("ss", "us", "is", "’s", "'s"))
            yield Thing(end, single=not plural and not found["article"][0].isdigit())


def _is_verb(word: str) -> bool:
    return word in IRREGULAR or word.endswith("ed")
