"""Know who wrote an article and for whom: bylines, notes about the author, datelines and credits at its ends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from index.dates import date_line, is_day
from index.names import JOB, JOB_ONLY, OUTLET, PEOPLE, PERSON, PLACE, UPPER, people
from index.noise import QUOTED, edge_reason, stop_reason
from index.signature import Signature, is_outlet, signature
from index.split import Block

EDGE = 6
"""Blocks at either end of a text where bylines and date lines stand."""
PLACES = 40
"""Blocks at the top that are asked whether a name is a place's."""
CREDITED = ("author line", "date line")
LAST = 4
"""Blocks at the end among which a note about a known author stands."""
ABOUT = re.compile(
    r",? (?:is|was|has|covers?|writes?|reports?|joined|works|contributed)\b|’s\b|'s\b|, (?:an?|the|our) "
)
WROTE = re.compile(r" (?:is|was) (?:also )?the (?:co-)?author of\b")
"""The title of a book may stand in quotation marks; else who is quoted is whom the article is about."""
SHORT = re.compile(r"([^\W\d_]{3,20}) ")
LONGEST_BYLINE, LONGEST_NOTE = 200, 400
LONGEST_ABOUT = 700
"""Characters."""
NO_PERSON = "The "
"""What stands behind the author in "By Ada Lund, The Coast Ledger" is the outlet."""
SUBJECT = 2
"""A person whom so many other paragraphs name is whom the article is about, not who wrote it."""
CONTACT = (
    r"(?:(?:[Rr]each|[Cc]ontact|[Ff]ollow|[Ee]-?mail|[Ff]ind|[Tt]weet) "
    r"(?:him|her|them|me|the (?:author|writer|reporter))\b|You can |(?:He|She|They) can be |[Ee]-?mail:)"
)
NOTE = re.compile(
    rf"({PERSON}) (?:is|was) (?:an? |the )?([^.]{{0,80}}?\b{JOB}\b[^.,]{{0,60}}?)(?:,? (?:for|of|at|with) ({OUTLET}))?"
    rf"(?:,? (?:based )?in {PLACE})?\.?(?: {CONTACT}.{{0,200}})?"
)
"""A note about the author: name, job, and most often the outlet."""
COVERS = re.compile(
    rf"({PERSON}) (?:covers|writes|reports) ([^.]{{2,120}}?) (?:for|at) ({OUTLET})\.?(?: {CONTACT}.{{0,200}})?"
)
CONTACT_LINE = re.compile(rf"{CONTACT}.{{2,200}}|(?i:contact|follow|e-?mail) .{{2,80}} (?:at|on) .{{0,80}}@.{{2,80}}")
BYLINE = re.compile(
    rf"(?i:by|words(?: by)?:?|story by|text:?|from|written by|report by)\s+({PEOPLE})"
    rf"(?:,? (?:in|at|for|–|-|,|\|) ?(?:.{{2,60}}))?"
)
NAME_PLACE = re.compile(rf"({PERSON}) in {PLACE}(?:(?:,| and|, and) ({PERSON}) in {PLACE}){{0,2}}")
NAME_JOB = re.compile(
    rf"({PERSON})(?! (?:is|was|has|had|will)\b),? (?:the )?[\w’'& -]{{0,50}}\b{JOB}"
    rf"(?:,? (?:in|at|for|of) {PLACE}|, {PLACE})?"
)
NAME_ONLY = re.compile(rf"({PEOPLE})")
BY = re.compile(rf"(?:Von|Par|Por|Di|Door|Av) (?={PERSON})")
"""What "by" is in other languages. In some it is a first name: a full name must follow, and a date stand beside it."""
AGENCY_TAIL = re.compile(
    rf"\(?(?i:(?:additional )?reporting(?: and writing)?|writing|editing|compiled|produced) by {UPPER}[^.]{{2,200}}"
    rf"(?:[.;] ?(?i:(?:additional )?reporting|writing|editing) by {UPPER}[^.;]{{2,120}}){{0,3}}\)?\.?"
)
REPORTERS = re.compile(rf"\(?(?:Reporting|Writing|Reporting and writing) by ({PEOPLE})")
DATELINE = re.compile(
    rf"{UPPER}[\w .,’'/-]{{1,50}}?(?:, [A-Z][a-z]{{2,8}}\.? \d{{1,2}})? ?"
    r"\((Reuters|AP|AFP|PA|dpa|Bloomberg|UPI|EFE|ANSA)\) ?[-–—]"
)
"""Place, perhaps day, agency; it stays in its paragraph."""
APPEARED = re.compile(rf"This (?:article|story) originally appeared (?:on|in) ({OUTLET})")


@dataclass(frozen=True, slots=True)
class Credits:
    """Hold what a text says of itself: authors, outlet, publication date; `reasons` maps such blocks to why they go.

    `dated` says that a line speaks of a date, also when it is ambiguous, has no year or lies ahead.
    """

    authors: tuple[str, ...] = ()
    source: str | None = None
    published: date | None = None
    dated: bool = False
    reasons: Mapping[int, str] = field(default_factory=dict)


def credits_of(blocks: Sequence[Block], now: datetime) -> Credits:
    """Return the credits that stand at either end of a text; `now` bounds the date."""
    edges = [i for i in range(len(blocks)) if i < EDGE or i >= len(blocks) - EDGE]
    reasons: dict[int, str] = {}
    signed = _signatures(blocks, reasons, now)
    dates = [(one.rank, one.published) for one in signed if one.published]
    for i in edges:
        if i not in reasons and (found := date_line(blocks[i].text, now)):
            reasons[i] = "date line"
            dates += [(found.rank, found.found)] if found.found else []
    authors, source = _notes(blocks, edges, reasons)
    authors = [name for one in signed for name in one.authors] + authors + _bylines(blocks, edges, reasons)
    source = next((one.source for one in signed if one.source), None) or source
    source = source or _bare_outlet(blocks, reasons)
    authors += _bare_names(blocks, edges, reasons, frozenset(authors))
    source = source or next((name for name in authors if name.startswith(NO_PERSON)), None)
    authors = [name for name in authors if not name.startswith(NO_PERSON)]
    for i in edges:
        text = blocks[i].text
        if len(text) <= LONGEST_NOTE and CONTACT_LINE.fullmatch(text):
            reasons.setdefault(i, "note about the author")
        if not source and (named := APPEARED.match(text) or DATELINE.match(text[:100])):
            source = _outlet_name(named[1])
    return Credits(
        authors=tuple(dict.fromkeys(authors)),
        source=source,
        published=min(dates, key=lambda pair: pair[0])[1] if dates else None,
        dated="date line" in reasons.values() or any(one.dated for one in signed),
        reasons=reasons,
    )


def _signatures(blocks: Sequence[Block], reasons: dict[int, str], now: datetime) -> list[Signature]:
    """Find the lines at the top that name the outlet, or the day, beside the author, or the outlet beside the day."""
    text = "\n".join(block.text for block in blocks[:PLACES])
    found = []
    for i, block in enumerate(blocks[:EDGE]):
        if signed := signature(block.text, now, text):
            reasons[i] = "author line" if signed.authors else "date line"
            found.append(signed)
    return found


def _bare_outlet(blocks: Sequence[Block], reasons: dict[int, str]) -> str | None:
    """Find the outlet on a line of its own, below the author or beside the day, and a day without its year there."""
    first = _first(blocks, reasons)
    for i in range(first + 1, min(EDGE, len(blocks))):
        text = blocks[i].text
        above, below = reasons.get(i - 1), reasons.get(i + 1)
        below_is_day = i + 1 < len(blocks) and is_day(blocks[i + 1].text)
        if i in reasons or not is_outlet(text):
            continue
        if above in CREDITED or below == "date line" or below_is_day:
            reasons[i] = "outlet line"
            if below_is_day:
                reasons[i + 1] = "date line"
            return text
    return None


def _first(blocks: Sequence[Block], reasons: Mapping[int, str]) -> int:
    """Return the first line at the top that may be a headline."""
    edges = (i for i in range(min(EDGE, len(blocks))) if i not in reasons)
    return next((i for i in edges if not stop_reason(blocks[i].text) and not edge_reason(blocks[i].text)), 0)


def is_about(text: str, authors: Sequence[str]) -> bool:
    """Tell whether a line at the end of a text is about one of its authors.

    >>> is_about("Ada Lund is the harbour writer. She lives in Osk.", ["Ada Lund"])
    True
    """
    if len(text) > LONGEST_ABOUT:
        return False
    ends = [len(name) if text.startswith(name) else _short_form(text, name) for name in authors]
    after = text[max(ends, default=0) :]
    if after == text or not ABOUT.match(after):
        return False
    return bool(WROTE.match(after)) or not QUOTED.search(text)


def _short_form(text: str, name: str) -> int:
    """Return where the name at the start of a text ends when it is a short form of `name`, or the outlet stands first.

    >>> _short_form("Steph Lund is a writer.", "Stephanie Lund"), _short_form("The Gazette’s Ada Lund is", "Ada Lund")
    (10, 22)
    """
    given, _, surname = name.rpartition(" ")
    first = SHORT.match(text)
    if first and surname and text.startswith(f"{surname} ", first.end()) and given.startswith(first[1]):
        return first.end() + len(surname)
    owner = re.match(rf"{OUTLET}[’']s ", text)
    return owner.end() + len(name) if owner and text.startswith(name, owner.end()) else 0


def _notes(blocks: Sequence[Block], edges: Sequence[int], reasons: dict[int, str]) -> tuple[list[str], str | None]:
    """Find "NAME is JOB for OUTLET": it needs the outlet, or the name alone on another line."""
    authors: list[str] = []
    source = None
    for i in edges:
        text = blocks[i].text
        if len(text) > LONGEST_NOTE or not (found := NOTE.fullmatch(text) or COVERS.fullmatch(text)):
            continue
        signed = any(blocks[other].text == found[1] for other in edges)
        if signed or (found[3] and not _is_subject(found[1], i, blocks)):
            reasons[i] = "note about the author"
            authors.append(found[1])
            source = source or (found[3] and _outlet_name(found[3]))
    return authors, source


def _outlet_name(found: str) -> str:
    """Return an outlet's name without the full stop of its sentence, and an article that is no part of it.

    >>> _outlet_name("the Gazette."), _outlet_name("The Osk Times"), _outlet_name("the U.S. Mail")
    ('Gazette', 'The Osk Times', 'U.S. Mail')
    """
    return (found if "." in found[:-1] else found.rstrip(".")).removeprefix("the ")


def _is_subject(name: str, position: int, blocks: Sequence[Block]) -> bool:
    surname = name.rpartition(" ")[2]
    named = (i for i, block in enumerate(blocks) if i != position and surname in block.text)
    return len(list(islice(named, SUBJECT))) == SUBJECT


def _bylines(blocks: Sequence[Block], edges: Sequence[int], reasons: dict[int, str]) -> list[str]:
    """Find bylines that say so: with "By", a place, a job, or as an agency's credit."""
    authors = []
    for i in edges:
        text = blocks[i].text
        if i in reasons or len(text) > LONGEST_NOTE:
            continue
        if AGENCY_TAIL.fullmatch(text):
            reasons[i] = "reporting credit"
            authors += people(found[1]) if (found := REPORTERS.match(text)) else []
        elif len(text) <= LONGEST_BYLINE and (found := BYLINE.fullmatch(text)):
            reasons[i] = "author line"
            authors += people(found[1])
        elif i and len(text) <= LONGEST_BYLINE and (found := NAME_PLACE.fullmatch(text) or NAME_JOB.fullmatch(text)):
            reasons[i] = "author line"
            authors += [name for name in found.groups() if name]
    return authors


def _bare_names(
    blocks: Sequence[Block], edges: Sequence[int], reasons: dict[int, str], known: frozenset[str]
) -> list[str]:
    """Find a name alone on its line: an author known from elsewhere, or one beside a date line or above a job."""
    first = next((i for i in edges if i not in reasons and not stop_reason(blocks[i].text)), 0)
    authors = []
    for i in edges:
        text = blocks[i].text
        if i in reasons or len(text) > LONGEST_BYLINE or not NAME_ONLY.fullmatch(text):
            continue
        below = blocks[i + 1].text if i + 1 < len(blocks) else ""
        job = i + 1 not in reasons and len(below) <= LONGEST_BYLINE and bool(JOB_ONLY.fullmatch(below))
        beside = first < i < EDGE and (job or "date line" in (reasons.get(i - 1), reasons.get(i + 1)))
        if text in known or beside:
            reasons[i] = "author line"
            authors += people(BY.sub("", text, count=1))
            if job:
                reasons[i + 1] = "author line"
    return authors
