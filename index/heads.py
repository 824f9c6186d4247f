"""Read what the head of a mail states: its subject, its sender and its date, also as mail programs write them out."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz
from urllib.parse import parse_qsl, urlsplit

from index.dates import DAY_MONTH, MONTH_DAY, MONTHS, parse_moment
from index.names import PERSON
from index.split import plain
from index.text import key
from index.text import words as key_words

LONGEST = 1000
"""Characters of a field that are looked at."""
FIRST_YEAR = 1971
"""The year of the first mail."""
LONGEST_DATE = 100
LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][\w-]{1,20})?", re.A)
PREFIX = re.compile(
    r"(?:(?:re|fwd?|fw|aw|wg|antw|tr|rv|rif|sv|vb|rép|resp|reenv|inoltra)\s?(?:\[\d{1,3}\])?\s?:|\[[^\[\]]{1,60}\])\s*(?=\S)",
    re.I,
)
NAMED = re.compile(
    r"\s*[\"']?(.{0,300}?)[\"']?\s*[<\[(]\s*(?:mailto:)?([^\s<>()\[\]]{1,200}@[^\s<>()\[\]]{1,200})\s*[>\])]"
)
BEHIND = re.compile(r"\s*([^\s<>()]{1,200}@[^\s<>()]{1,200})\s*(?:\((.{1,200})\))?")
LETTER_WORDS = (
    r"(?:newsletters?|e-?mails?|mail|alerts?|digests?|briefings?|bulletins?|mailing ?list|updates?|headlines|"
    r"news ?flash|no-?reply|team|redaktion)"
)
LETTER = re.compile(
    r"[\s,:|–—-]*\b(?:(?:the|daily|weekly|morning|evening|afternoon|weekend|breaking|news|e-?mail) )*"
    rf"{LETTER_WORDS}\s*$",
    re.I,
)
"""The end of a sender's name that says what is sent and not by whom."""
ARTICLE = re.compile(r"the\s+", re.I)
SHORTEST_NAME = 6
"""Letters of a name that is an outlet's because its domain holds them all."""
PARTS = re.compile(r"\s+[-–—|·•»>/]\s+|\s*[|»]\s*|:\s+")
FROM = re.compile(r"(.{2,80}?),? (from|at|via|@|by|von|bei|de|du) (?:the (?=[a-z]))?(.{2,80})")
PLACED = frozenset({"from", "at", "via", "@"})
"""What stands between a person and an outlet; "de" and "von" are part of names."""
GENERIC = re.compile(
    r"(?:no-?reply|do-?not-?reply|info|news|mail|admin|contact|hello|support|service|members?|subscriptions?|"
    r"the team|editors?|unknown)",
    re.I,
)
SENDING_HOST = re.compile(
    r"(?:www|e?-?mail\d*|mailer|mg|em\d*|e|news|newsletters?|info|lists?|send|smtp|reply|bounces?|updates?|post)\."
)
OPAQUE = re.compile(r"[0-9a-f]{12}|\d{5}", re.I)
DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
HALF_DAY = re.compile(r"\d\s?[ap]\.?m\b", re.I)
PERSON_NAME = re.compile(rf"(?!(?i:the|a|daily|morning|weekly)\b){PERSON}")
ZONE = re.compile(r"[+-]\d{4}\b|\b(?:GMT|UTC)\b|\dZ$")
TRACKS = re.compile(
    r"^(?:click|clicks|link|links|lnk|track|tracking|trk|t|r|ct|go|url|redirect|email|e|em|mg|mailer|open|u\d+)\d*\.|"
    r"/(?:track|click|clicks|redirect|redir|ls|wf|cl0|c|r|e|t|ct|x|v2|unsubscribe|profile)(?:/|$)",
    re.I,
)
TOKEN = re.compile(r"(?=[^/]*\d)(?=[^/]*[A-Za-z])(?:[\w=.~%+]{16,}|[0-9a-f]{8,})|\d{9,}|[^/]{120,}")
"""A part of a path that no person would read out: it tells one reader from another."""


def title_of(subject: str) -> str:
    """Return a subject without what mail programs and lists put in front of it.

    >>> title_of("Fwd: Re: [harbour-watch] Reef closed"), title_of("AW: WG: Fähre"), title_of("[osk]")
    ('Reef closed', 'Fähre', '[osk]')
    """
    title = plain(subject[:LONGEST])
    while found := PREFIX.match(title):
        title = title[found.end() :]
    return title


def name_and_address(sender: str) -> tuple[str, str]:
    """Return the name and the address of a sender, "" for what is not there.

    >>> name_and_address('"Lund, Ada" <ada@osk.example>'), name_and_address("ada@osk.example (Ada Lund)")
    (('Lund, Ada', 'ada@osk.example'), ('Ada Lund', 'ada@osk.example'))
    """
    sender = plain(sender[:LONGEST].replace("<>", ""))
    if found := NAMED.match(sender):
        name, address = found[1], found[2]
    elif found := BEHIND.match(sender):
        name, address = found[2] or "", found[1]
    else:
        name, address = sender, ""
    name = plain(name.replace('\\"', '"')).strip("\"' ")
    return ("" if "@" in name or key(name) == key(address) else name), address.lower()


def source_of_sender(sender: str, list_id: str = "") -> str | None:
    """Return the outlet that sent a mail: the sender's name without "Newsletter", the list's, or the domain.

    >>> source_of_sender("Harbour Gazette Newsletters <news@gazette.example>")
    'Harbour Gazette'
    >>> source_of_sender("Osk Mail <news@email.oskmail.example>")
    'Osk Mail'
    >>> source_of_sender("Ada Lund from The Tide <a@mail.thetide.example>"), source_of_sender("noreply@e.osk.example")
    ('The Tide', 'osk.example')
    """
    name, address = name_and_address(sender)
    domain = address.rpartition("@")[2]
    if (found := _outlet(name, domain)) and not GENERIC.fullmatch(found):
        return found
    listed = list_id[:LONGEST].partition("<")[0].strip("\"' ")
    if listed and not OPAQUE.search(listed) and "@" not in listed:
        return _outlet(plain(listed), "") or plain(listed)
    while domain.count(".") > 1 and (sending := SENDING_HOST.match(domain)):
        domain = domain[sending.end() :]
    return domain or found or None


def _outlet(name: str, domain: str) -> str:
    found = FROM.fullmatch(name)
    if found and (
        LETTER.search(found[1]) or key(found[3]) in key(domain) or (found[2] in PLACED and is_person(found[1]))
    ):
        name = found[3]
    whole = [part for part in PARTS.split(name) if _is_of_domain(part, domain)]  # "Osk Mail", of oskmail.example
    parts = [*whole, *(LETTER.sub("", part).strip(" ,-–—:") for part in PARTS.split(name))]
    parts = [part for part in parts if part]
    own = [part for part in parts if len(key(part)) > 2 and key(part) in key(domain)]
    return next(iter([*own, *parts]), "")


def _is_of_domain(part: str, domain: str) -> bool:
    name = key(ARTICLE.sub("", part))
    return len(name) >= SHORTEST_NAME and name in key(domain)


def is_person(name: str) -> bool:
    """Tell whether a sender's name may be a person's: two words or three with capitals.

    >>> is_person("Ada Lund"), is_person("The Harbour Gazette"), is_person("Harbour Gazette News Alerts")
    (True, False, False)
    """
    return bool(PERSON_NAME.fullmatch(name)) and not LETTER.search(name)


def person_of(sender: str) -> str:
    """Return the person whom a sender's name puts in front of an outlet, or whose mail it is; "" for none.

    >>> person_of("Ada Lund from The Tide <tide@news.example>"), person_of("Ada Lund <a.lund@osk.example>")
    ('Ada Lund', 'Ada Lund')
    """
    name, address = name_and_address(sender)
    found = FROM.fullmatch(name)
    if found and found[2] in PLACED:
        return found[1] if is_person(found[1]) else ""
    return name if is_personal(name, address) else ""


def is_personal(name: str, address: str) -> bool:
    """Tell whether a name is that of the person whose address this is: it is in front of the sign and not behind.

    >>> is_personal("Ada Lund", "a.lund@osk.example"), is_personal("Harbour Gazette", "news@gazette.example")
    (True, False)
    """
    words = [word for word in key_words(name) if len(word) > 2]
    local, _, domain = address.partition("@")
    return is_person(name) and any(one in local for one in words) and not any(one in domain for one in words)


def moment_of_mail(text: str, now: datetime) -> date | datetime | None:
    """Return the moment of a Date field with its zone, in UTC when it names none; None when it cannot be right.

    >>> moment_of_mail("Mon, 2 Mar 2026 08:00:00 +0200", datetime(2026, 4, 1, tzinfo=UTC)).isoformat()
    '2026-03-02T08:00:00+02:00'
    """
    stated = plain(text[:LONGEST_DATE])
    try:
        fields = parsedate_tz(stated)
        zone = timezone(timedelta(seconds=fields[9] or 0)) if fields else UTC
        found = parse_moment(datetime(*fields[:6], tzinfo=zone).isoformat() if fields else stated, now)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if isinstance(found, datetime) and found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    return found if found and found.year >= FIRST_YEAR else None


def language_of_mail(text: str) -> str | None:
    """Return the code of the one language that a Content-Language field names, None for several.

    >>> language_of_mail("de-AT"), language_of_mail("en, fr")
    ('de', None)
    """
    found = LANGUAGE.fullmatch(text.strip())
    return found[1].lower() if found else None


def moment_of_head(text: str, now: datetime) -> date | datetime | None:
    """Return the date that a forwarded mail's head states in English, German, French or Spanish.

    It is a moment only where a zone stands beside it.

    >>> moment_of_head("Montag, 2. März 2026 um 08:00", datetime(2026, 4, 1, tzinfo=UTC))
    datetime.date(2026, 3, 2)
    """
    text = plain(text[:LONGEST])
    if ZONE.search(text) and not HALF_DAY.search(text) and (found := moment_of_mail(text, now)):
        return found
    if written := DAY_MONTH.search(text) or MONTH_DAY.search(text):
        day, month, year = int(written["day"]), MONTHS[written["month"].lower()], int(written["year"])
    elif written := DOTTED.search(text):
        day, month, year = int(written[1]), int(written[2]), int(written[3])
    else:
        return parse_moment(text, now)
    return parse_moment(f"{year:04}-{month:02}-{day:02}", now)


def page_address(url: str) -> str | None:
    """Return the address of a page that is open to all; None for one that passes through a counter or names a reader.

    >>> page_address("https://gazette.example/issues/reef-closed?utm_source=mail")
    'https://gazette.example/issues/reef-closed'
    >>> page_address("https://click.gazette.example/x/1"), page_address("https://gazette.example/a?u=3f21937f0f")
    (None, None)
    """
    try:
        parts = urlsplit(plain(url[:LONGEST]))
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "." not in host or len(parts.path) < 2 or "@" in url:
        return None
    queries = parse_qsl(parts.query, keep_blank_values=True)
    if any(not name.lower().startswith("utm_") for name, _ in queries):
        return None
    opaque = any(TOKEN.fullmatch(part) for part in parts.path.split("/"))
    return None if opaque or TRACKS.search(f"{host}{parts.path}") else f"{parts.scheme}://{parts.netloc}{parts.path}"
