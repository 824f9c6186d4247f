"""Read what feeds write in many ways: dates with odd zones, people with addresses, names of feeds, teasers."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate
from html import unescape
from urllib.parse import urlsplit

from index.dates import parse_moment
from index.markup import TAG, one_line
from index.names import PEOPLE, people
from index.split import plain
from index.text import key

ZONES = {
    name: timedelta(hours=hours)
    for hours, names in {
        -10: "HST",
        -9: "AKST",
        -8: "AKDT PST",
        -7: "MST PDT",
        -6: "CST MDT",
        -5: "EST CDT",
        -4: "EDT",
        0: "GMT UT UTC WET Z",
        1: "BST CET WEST",
        2: "CEST EET SAST",
        3: "EEST MSK",
        5: "PKT",
        7: "WIB",
        8: "AWST HKT SGT",
        9: "JST KST",
        10: "AEST",
        11: "AEDT",
        12: "NZST",
        13: "NZDT",
    }.items()
    for name in names.split()
}
"""The zones of RFC 822 and those that newspapers name besides; what two continents use (IST, AST) is not among them."""
NAMED_ZONE = re.compile(r"\b(Z|[A-Z]{2,4})$")
OFFSET_ZONE = re.compile(r"\s*(?:GMT|UTC?)?\s*([+-])(\d{1,2}):?(\d\d)?(?:\s*\([\w ]{1,40}\))?$")
"""`GMT+2`, `UTC-0330`, `+01:00`: what is written for the `+0200` of RFC 822."""
CLOCK = re.compile(r"\d:\d\d")
ISO_START = re.compile(r"\d{4}-\d\d")
FIRST_YEAR = 1900
"""Earlier years and the first moment of 1970 are what programs write for a date that was never set."""
LONGEST_DATE = 100
MAIL_AND_NAME = re.compile(r"[^\s@()<>]{1,100}@[^\s@()<>]{1,200}\s*\(([^()]{0,200})\)")
NAME_AND_MAIL = re.compile(r"([^<>@]{1,200}?)\s*[<(][^\s@<>]{1,100}@[^\s<>]{1,200}[>)]")
NOBODY = frozenset("admin administrator editor noreply unknown user webmaster".split())
LONGEST_NAME = 200
TITLE_PARTS = re.compile(r"\s+[-–—|·•»>/]\s+|\s*[|»]\s*|\s+::\s+|:\s+")
KIND_OF_FEED = re.compile(
    r"[\s(\[]*\b(?:(?:full|main|official|public|latest)\s+)*"
    r"(?:rss(?:\s?\d(?:\.\d\d?)?)?(?:\s+(?:news\s?)?feeds?)?|(?:(?:atom|json)\s+)?feeds?)[)\]]?$",
    re.I,
)
FROM = re.compile(
    r"^(?:(?:all|breaking|latest|the|top)\s+)*(?:articles|headlines|news|posts|stories)\s+(?:by|from)\s+", re.I
)
SECTION = re.compile(
    r"(?:(?:latest|top|breaking|all|more|full|main|local|national|international|world|global|regional) ?)*"
    r"(?:world|uk|us|europe|asia|africa|americas|international|politics|business|economy|markets|money|sports?|"
    r"football|tech(?:nology)?|science|health|climate|environment|education|culture|arts|entertainment|lifestyle|"
    r"travel|opinion|comment|analysis|features?|news|headlines|stories|articles|posts|home(?: ?page)?|front page|"
    r"latest|blog)?(?: news| headlines| stories)?",
    re.I,
)
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:['’][^\W\d_]+)*")
"""A word; two Chinese or Japanese signs count as one."""
MOST_WORDS_TEASER = 120
MOST_WORDS_CUT = 300
"""A text that says it goes on elsewhere is a teaser up to this length; a longer one has its own end in view."""
READ_ON = re.compile(
    r"(?<![\s(\[])[\s(\[]*\b(?:(?:continue|keep) reading|"
    r"(?:read|see|view) (?:more|on|the (?:full|whole|rest)[^.]{0,60}))"
    r"[^\w.!?]*$",
    re.I,
)
"""The words of a link to the rest, behind the last sentence."""
CUT = re.compile(r"(?:…|\.\.\.|\(more\))[\])]?$", re.I)
APPEARED = re.compile(r"The post .{1,300} (?:first appeared|appeared first) on .{1,100}", re.I)


def moment_of(text: str, now: datetime) -> date | datetime | None:
    """Return the date that a feed states as RFC 822, ISO 8601 or in words, with its zone; None when it is none.

    A date that is in the future, or was clearly never set, is None.

    >>> from datetime import UTC
    >>> moment_of("Mon, 02 Mar 2026 08:00:00 GMT+2", datetime(2026, 4, 1, tzinfo=UTC)).isoformat()
    '2026-03-02T08:00:00+02:00'
    """
    text = plain(text[:LONGEST_DATE])
    found = None if ISO_START.match(text) else _moment_of_mail(text)
    if found is None:
        found = parse_moment(re.sub(r"(:\d\d(?:\.\d+)?) +(?=[+-]\d|Z$)", r"\1", text), now)
    elif isinstance(found, datetime) or found:
        found = parse_moment(found.isoformat(), now)
    if found is None or found.year < FIRST_YEAR:
        return None
    return None if found.isoformat().startswith("1970-01-01") else found


def _moment_of_mail(text: str) -> date | datetime | None:
    """Read RFC 822 dates, whose zone may also be a name or `GMT+2`; an unknown zone is none."""
    clock = bool(CLOCK.search(text))
    zone = None
    if clock and (offset := OFFSET_ZONE.search(text)):
        zone = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0)) * (-1 if offset[1] == "-" else 1)
        text = text[: offset.start()]
    elif clock and (named := NAMED_ZONE.search(text)):
        zone, text = ZONES.get(named[1]), text[: named.start()]
    try:
        fields = parsedate(text)
        if fields is None or not clock:
            return date(*fields[:3]) if fields else None
        return datetime(*fields[:6], tzinfo=None if zone is None else timezone(zone))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def names_of(text: str) -> list[str]:
    """Return the people that a feed names in one field, without addresses, "By" and placeholders.

    >>> names_of("ada@gazette.example (Ada Lund)"), names_of("By ADA LUND and Tom Reyes"), names_of("admin")
    (['Ada Lund'], ['Ada Lund', 'Tom Reyes'], [])
    """
    names = []
    for part in re.split(r"[;|]", one_line(text[: 10 * LONGEST_NAME])):
        name = part.strip()[:LONGEST_NAME]
        if found := MAIL_AND_NAME.fullmatch(name) or NAME_AND_MAIL.fullmatch(name):
            name = found[1].strip()
        name = re.sub(r",(?=\S)", ", ", re.sub(r"^(?:by|via) (?=\S)", "", name, flags=re.I)).strip(" ,")
        if not name or name.casefold() in NOBODY or ("@" in name and " " not in name):
            continue
        names += people(name) if re.fullmatch(PEOPLE, name) else [name.title() if name.isupper() else name]
    return names


def source_of(title: str, url: str | None) -> str | None:
    """Return the outlet that a feed's title names: the part that is its host, else the first that is no section.

    >>> source_of("Harbour Gazette - World RSS feed", None)
    'Harbour Gazette'
    >>> source_of("Science – The Tide", "https://www.thetide.example/rss"), source_of("World", "https://tide.example/")
    ('The Tide', 'tide.example')
    """
    parts = [FROM.sub("", KIND_OF_FEED.sub("", part)).strip(" ,") for part in TITLE_PARTS.split(plain(title)[:400])]
    parts = [part for part in parts if part]
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    own = [part for part in parts if len(key(part)) > 2 and key(part) in key(host)]
    told = [part for part in parts if not SECTION.fullmatch(part)]
    return next(iter([*own, *told, *([host] if host else []), *parts]), None)


def language_code(text: str) -> str | None:
    """Return the ISO 639 code that begins a language tag.

    >>> language_code("en-GB"), language_code("x-none")
    ('en', None)
    """
    found = re.fullmatch(r"([a-z]{2,3})(?:[-_].{0,40})?", plain(text[:60]).lower())
    return found[1] if found else None


def count_words(text: str) -> int:
    """Return the number of words; two Chinese or Japanese signs count as one."""
    return sum(1 for _ in WORD.finditer(text))


def is_teaser(html: str, *, summary: bool, linked: bool) -> bool:
    """Tell whether the content is no more than a teaser; `summary` says that the feed calls it one."""
    text = APPEARED.sub("", plain(unescape(TAG.sub(" ", html)))).strip()
    words = count_words(text)
    if CUT.search(text[-100:]) or READ_ON.search(text[-100:]):
        return words <= MOST_WORDS_CUT
    return words == 0 or (summary and linked and words < MOST_WORDS_TEASER)
