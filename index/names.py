"""Know how the names of people, places, jobs and outlets are written in the lines that sign a text."""

from __future__ import annotations

import re

UPPER = r"[^\W\d_a-zß-öø-ÿ]"
PERSON = (
    rf"{UPPER}[\w’'.-]{{1,30}}(?: (?:van|von|de|der|al|bin|da|di|la|le|{UPPER}[\w’'.-]{{0,30}})){{0,2}} "
    rf"{UPPER}[\w’'-]{{1,30}}"
)
PEOPLE = rf"{PERSON}(?:(?:, | and | & |, and ){PERSON}){{0,4}}"
PLACE = rf"{UPPER}[\w’'.-]{{1,30}}(?: {UPPER}[\w’'.-]{{1,30}}){{0,2}}"
JOB = r"(?i:correspondent|editor|reporter|journalist|columnist|writer|bureau|producer|critic|commentator)"
OUTLET = rf"(?:[Tt]he )?{UPPER}[\w&’'.-]{{0,30}}(?: (?:{UPPER}[\w&’'.-]{{0,30}}|&|of|and|the)){{0,4}}"
JOB_ONLY = re.compile(rf"(?:[\w’'&-]{{1,30}} ){{0,5}}{JOB}(?:,? (?:in|at|for|of) {PLACE}|, {PLACE})?")


def people(text: str) -> list[str]:
    """Return the names of a list of people, a name in capitals in its usual letters.

    >>> people("ADA LUND, Tom Reyes and Ines Holt")
    ['Ada Lund', 'Tom Reyes', 'Ines Holt']
    """
    names = [name.strip() for name in re.split(r", and |, | and | & ", text)]
    return [name.title() if name.isupper() and " " in name else name for name in names if name]
