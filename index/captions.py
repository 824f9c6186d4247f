"""Know a picture's caption by its credit, and leave the credit out of what is shown."""

from __future__ import annotations

import re

from index.names import UPPER
from index.noise import LONGEST_LINE

LABEL = (
    r"(?:(?:[Ff]ile|FILE|[Hh]andout) )?(?:[Pp]hotograph|[Pp]hoto|PHOTO|[Pp]icture|[Ii]mage|[Ii]llustration|[Gg]raphic|"
    r"[Cc]omposite)s?(?: [Cc]redit| by)?"
)
NAMES = rf"(?:{UPPER}[\w’'.&-]{{0,30}}(?: |, |/| / |\|){{1,3}}){{0,8}}"
AGENCIES = (
    r"(?:Getty(?: Images)?|EPA(?:-EFE)?|AP Photo|PA(?: Wire| Media| Images)?|AFP|AP|AAP|Reuters|REUTERS|Alamy|"
    r"Shutterstock|Rex Features|EFE|ANSA|Afp|Bloomberg)"
)
LABELLED = rf"(?:{LABEL}\s*[:/]|[Cc]redits?\s*:)\s*[^.]{{1,100}}(?:\.\s?[^.]{{1,60}}){{0,2}}"
AGENCY = rf"{NAMES}{AGENCIES}(?:(?:/| / | via | for |, | – | - )(?:{UPPER}[\w’'.&-]{{0,30}}[ /]?){{1,5}})?"
CREDIT = re.compile(
    rf"(?:^|(?<=[.!?”\"’')])\s+|\s*[\[(|]\s*)(?:{LABELLED}|{AGENCY})[\])]?\.?$|"
    rf"\s(?:Photograph|Photo|Image|Illustration)s?(?: credit| by)?:\s*(?:{UPPER}[\w’'.&-]{{0,30}}[ /,]{{0,2}}){{1,8}}$"
)
"""A credit is a sentence of its own, or stands in brackets: "The bigger picture: rates" and "told Reuters." do not."""
BARE_CREDIT = re.compile(
    rf"(?i:(?:image|media|photo|picture|video) (?:source|credit)s?)(?:\s*[,:]\s*(?:.{{1,80}})?)?|"
    rf"{LABEL} by {UPPER}.{{1,60}}|{AGENCY}"
)
CAPTION_LABEL = re.compile(r"(?:image|media|photo|video) caption\s*[,:]?\s*(.{0,600})", re.I)


def without_credit(line: str) -> str:
    """Return a caption without its picture credit; "" when nothing else was in it.

    >>> without_credit("The harbour at dawn. Photograph: Ada Lund/Harbour Gazette")
    'The harbour at dawn.'
    """
    return CREDIT.sub("", line).strip() if len(line) <= LONGEST_LINE else line


def is_caption(line: str) -> bool:
    """Tell whether the line ends in a picture credit.

    >>> is_caption("The harbour at dawn. Photograph: Ada Lund/Harbour Gazette")
    True
    >>> is_caption("The bigger picture: rates rise"), is_caption("It rained. The rule was set by the EPA.")
    (False, False)
    """
    return len(line) <= LONGEST_LINE and bool(CREDIT.search(line))


def caption_label(line: str) -> str | None:
    """Return what follows "Image caption" in a line that begins so ("" when nothing does); None for other lines.

    >>> caption_label("Image caption, The ferry at Osk"), caption_label("Image caption"), caption_label("The ferry")
    ('The ferry at Osk', '', None)
    """
    found = CAPTION_LABEL.fullmatch(line)
    return found[1] if found else None


def is_bare_credit(line: str) -> bool:
    """Tell whether the line is nothing but a picture's credit.

    >>> is_bare_credit("Image source, Getty Images"), is_bare_credit("Reuters said so")
    (True, False)
    """
    return len(line) <= 120 and bool(BARE_CREDIT.fullmatch(line))
