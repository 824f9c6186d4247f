"""Read the line that signs a text with its outlet: "By Ada Lund | Osk Weekly | 5 March 2026", "Osk Weekly, 5 March"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from index.dates import date_line, is_day
from index.names import JOB_ONLY, OUTLET, PEOPLE, PLACE, people
from index.noise import edge_reason, stop_reason

LONGEST = 200
"""Characters."""
MOST_PIECES = 10
DATE_PIECES = 3
"""Pieces between commas that one date has at most: "Thursday, March 5, 2026"."""
BY = re.compile(r"(?i:(?:words |story |written |report )?by:?)\s+")
DIGIT = re.compile(r"\d")
SIGNED = re.compile(rf"(?:{BY.pattern})?{PEOPLE}")
BARS = re.compile(r"\s*[|·•]\s*|\s+(?:/|–|—|-)\s+")
PARTED = re.compile(r", (?:(?:for|of|at) )?(?:the (?=[A-Z]))?| (?:for|of) (?:the )?(?=[A-Z])")
"""What parts a person from the outlet and an outlet from the day, besides bars."""
PRESS = (
    "advertiser|agency|argus|broadcasting|bulletin|chronicle|courier|daily|dispatch|echo|enquirer|examiner|express|"
    "gazette|herald|inquirer|journal|ledger|magazine|mail|mercury|messenger|monitor|network|news|newspaper|observer|"
    "online|post|press|radio|recorder|register|reporter|review|sentinel|standard|sun|telegraph|times|tribune|tv|weekly|"
    "wire|abendblatt|allgemeine|bote|rundschau|(?:[a-z]{3,20})?(?:anzeiger|blatt|kurier|nachrichten|presse|zeitung)|"
    "courrier|gazeta|gazzetta|giornale|corriere|messaggero|diario|gaceta|heraldo|noticias|periódico|prensa|courant|"
    "dagblad|krant|nieuws"
)
"""Nouns that end, or begin, the names of papers, agencies and stations; an outlet without one is known by its place."""
OUTLET_NAME = re.compile(
    rf"(?=.*\b(?i:{PRESS})$|(?i:(?:the |le |la |el |il |die |der |das )?(?:{PRESS})) (?:of|de|del|della|di) ){OUTLET}"
)
PLACED = r"\b(?:in|at|from|to|near|of|off) {0}\b|^{1}\b"
"""Of such a name the text says that it is a place, or it opens with it as a dateline."""
TOWN = re.compile(
    r"(?:Port|Cape|Mount|Fort|Lake|San|Santa|Los|Las|Saint|St|New|Old|North|South|East|West|Upper|Lower) \S.*|"
    r".*\S (?:Bay|Beach|Bridge|City|Falls|Harbou?r|Hills?|Island|Springs|Town|Valley|Village)|[\w’'-]+"
)
"""Names of towns by their parts, and a lone word, which is no person's whole name."""
IN_TOWN = re.compile(rf"({PEOPLE}) in {PLACE}")


@dataclass(frozen=True, slots=True)
class Signature:
    """Hold what a line says of who wrote a text, for whom and when.

    `published` is None for a date that is ambiguous, has no year or lies ahead; `dated` says that there is one.
    """

    authors: tuple[str, ...] = ()
    source: str | None = None
    published: date | None = None
    rank: int = 1
    dated: bool = False


def is_outlet(name: str) -> bool:
    """Tell whether a name says that it is an outlet's.

    >>> is_outlet("Velland Business Daily"), is_outlet("The Times of Osk"), is_outlet("Ada Lund"), is_outlet("daily")
    (True, True, False, False)
    """
    return bool(OUTLET_NAME.fullmatch(name))


def signature(line: str, now: datetime, text: str = "") -> Signature | None:
    """Return what a line says that signs a text with outlet and day, or with a person and one of them; None for others.

    A line without "By" needs an outlet that is known by its name and a day; `text` tells an outlet from a place.

    >>> now = datetime(2026, 4, 1)
    >>> signature("By Ada Lund | Harbour Lantern | 4 March 2026", now)
    Signature(authors=('Ada Lund',), source='Harbour Lantern', published=datetime.date(2026, 3, 4), rank=1, dated=True)
    >>> signature("Velland Business Daily, March 5, 2026", now).source, signature("Port Amsel, 5 March 2026", now)
    ('Velland Business Daily', None)
    """
    if len(line) > LONGEST or not (line[:1].isupper() or line[:1].isdigit()):
        return None
    by = BY.match(line)
    if not by and not DIGIT.search(line):
        return None  # most lines of a long text
    bars = BARS.split(line[by.end() :] if by else line)
    pieces = [piece for part in bars for piece in _pieces(part, now)]
    if not 2 <= len(pieces) <= MOST_PIECES:
        return None
    days = [piece for piece in pieces if _is_day(piece, now)]
    rest = [piece for piece in pieces if piece not in days and not _is_aside(piece)]
    if by and days and rest and (found := IN_TOWN.fullmatch(rest[0])):
        rest[0] = found[1]
    outlets = [piece for piece in rest if is_outlet(piece)]
    if by and not outlets and days and _is_between(rest, bars, line, text):
        outlets = rest[1:]
    towns = [piece for piece in rest[1:] if by and days and TOWN.fullmatch(piece)]
    named = [piece for piece in rest if piece not in (*outlets, *towns) and not _is_place(piece, text)]
    if len(outlets) > 1 or any(not SIGNED.fullmatch(piece) for piece in named):
        return None
    if by and (not named or not rest or rest[0] != named[0]):
        return None
    if not (outlets or (by and days)) or not (by or days):
        return None
    lines = (date_line(piece, now, spare=0) for piece in days)
    best = min((one for one in lines if one and one.found), key=lambda one: one.rank, default=None)
    return Signature(
        authors=tuple(dict.fromkeys(name for piece in named for name in people(BY.sub("", piece, count=1)))),
        source=outlets[0] if outlets else None,
        published=best.found if best else None,
        rank=best.rank if best else 1,
        dated=bool(days),
    )


def _pieces(part: str, now: datetime) -> Iterator[str]:
    """Yield what commas part, a date whole."""
    items = [item for item in PARTED.split(part) if item]
    place = 0
    while place < len(items):
        ends = range(min(len(items), place + DATE_PIECES), place + 1, -1)
        end = next((end for end in ends if _is_day(", ".join(items[place:end]), now)), place + 1)
        yield ", ".join(items[place:end])
        place = end


def _is_day(piece: str, now: datetime) -> bool:
    return date_line(piece, now, spare=0) is not None or is_day(piece)


def _is_aside(piece: str) -> bool:
    """Tell whether a piece names a section, a job or the time that reading takes."""
    return bool(stop_reason(piece) or edge_reason(piece) or JOB_ONLY.fullmatch(piece))


def _is_between(rest: list[str], bars: list[str], line: str, text: str) -> bool:
    """Tell whether a bare name stands between bars behind the author, where an outlet is: it must be no place."""
    if len(rest) != 2 or rest[1] not in bars or " / " in line or not re.fullmatch(OUTLET, rest[1]):
        return False
    if TOWN.fullmatch(rest[1]) and " " in rest[1]:
        return False
    return not _is_place(rest[1], text)


def _is_place(piece: str, text: str) -> bool:
    return bool(re.search(PLACED.format(re.escape(piece), re.escape(piece.upper())), text, re.M))
