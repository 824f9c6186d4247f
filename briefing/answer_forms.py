"""Know the forms in which a sentence gives what is asked for: a time, a duration, a sum, a place, a cause, a person."""

from __future__ import annotations

import re

from briefing.checks.irregular import IRREGULAR

FITS, MAYBE, CANNOT = 1.0, 0.5, 0.0
"""How a sentence's form meets what is asked for."""
PAST = "[a-z]+ed|" + "|".join(sorted(form for form, base in IRREGULAR.items() if form != base and len(form) > 2))
"""A verb's past forms: "pulled", "fell"."""
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
TIME = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:{MONTHS})|(?:{MONTHS})(?:\s\d{{1,2}}\b|\s(?:19|20)\d\d)|(?:in|since|"
    rf"by|until|from|"
    rf"last|this|next|late|early|mid|of)[\s-](?:{MONTHS})|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:1[89]|20)\d\d|"
    r"yesterday|today|tonight|tomorrow|overnight|last (?:week|month|year|night|spring|summer|autumn|fall|winter)|"
    r"(?:next|this|coming|following) (?:week|month|year|morning|afternoon|evening|weekend|spring|summer|autumn|"
    r"fall|winter)|"
    r"(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:minute|hour|day|week|month|year|decade)s? "
    r"(?:ago|earlier|later|before|after)|\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)|\d{1,2}:\d\d|noon|"
    r"midnight|dawn|"
    r"when\b|after\b|before\b|until\b)",
)
DURATION = re.compile(
    r"\b(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|few|couple of|half an?)"
    r"[\s-](?:and a half[\s-])?(?:second|minute|hour|day|night|week|fortnight|month|year|decade|season)s?\b|"
    r"(?<![\w,.])\d[\d,.]*[\s-](?:metres?|meters?|kilomet(?:re|er)s?|km|miles?|feet|foot|cm|inch(?:es)?)\b|"
    r"\b(?:since|until) (?:\d|[A-Z])|\b(?:days|weeks|months|years|decades|indefinitely|permanently)\b",
    re.I,
)
MONEY = re.compile(
    r"[$€£¥]\s?\d|(?<![\w,.])\d[\d,.]*\s?(?:million|billion|trillion|bn|m)?\s?(?:dollars?|euros?|pounds?|crowns?|yen|marks?|"
    r"francs?|cents?|pence|kroner|pesos?|rupees?|yuan)\b|\b(?:USD|EUR|GBP)\b|\d\s?(?:%|per ?cent\b)",
    re.I,
)
PLACE = re.compile(
    r"\b(?:in|at|from|near|to|of|off|outside|across|into|around|between|inside|through|towards?|on|over|via|"
    r"above|beside|along|under|behind)\s(?:the\s)?(?:\w+\s){0,2}?([A-Z][\w’'-]+)|\b(?:capital|city|town|village|"
    r"port|island|"
    r"region|street|harbour|bridge|hospital|station)\b"
)
CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|in order to|so that|so as to|hop(?:ed|es|ing) to|aim(?:ed|s|"
    r"ing)? (?:to|at)|"
    r"intend(?:ed|s|ing)? to|prompted by|caused by|triggered by|driven by|led to|result(?:ed|s|ing)? (?:in|from|of)|in "
    r"response to|in protest|blam(?:ed|es|ing)|cit(?:ed|es|ing)|over fears?|amid fears?|reason|on the grounds|"
    r"attributed to|in a bid to|in an effort to|to prevent|to avoid|to protect|to ensure|to make|to allow|"
    r"made (?:it|this|that|them) (?:im)?possible|forced|concern(?:s|ed)? "
    r"(?:over|about|that)|fear(?:s|ed|ing)? (?:of|that|over)|out of|therefore|given|too [a-z]+ (?:for|to))\b",
    re.I,
)
WEAK_CAUSE = re.compile(r"\b(?:after|amid|as|since|for|to [a-z]{3,}|following|over|with|wants?|demand(?:s|ed|ing)?)\b")
PEOPLE = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Dr|Sir|Captain|Judge|Professor)\.?\s[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)*|"
    r"[A-Z][\w’-]+(?:\s(?:van|von|de|der|al|bin))?(?:\s[A-Z][\w’-]+)+)"
)
"""Names of two words or with a title; a lone capitalised word is more often a place or a day."""
