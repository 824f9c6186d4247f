"""Keep the patterns of reported speech: quotation marks, reporting verbs, names, groups and titles."""

from __future__ import annotations

import re

QUOTED = re.compile(r"“([^“”]*)(?:”|$)|\"([^\"]*)(?:\"|$)|(?<![\w’'])‘((?:[^‘’]|’(?=\w))*)(?:’(?!\w)|$)")
MASK = "\x00"
VERB = re.compile(
    r"\b(?:said|says|say|told|tells|added|adds|claimed|claims|warned|warns|insisted|insists|noted|notes|stated|argued|"
    r"argues|announced|vowed|reiterated|explained|acknowledged|denied|confirmed|replied|asked|continued|wrote|writes|"
    r"called|described|expected|expects|posted|admitted|promised|pledged|urged|stressed|suggested|declared|recalled|"
    r"joked|concluded|predicted|accused|praised|criticised|criticized|believes|thinks|testified|reported|estimated|"
    r"complained|responded|remarked|observed|maintained|conceded|hinted|stated)\b"
)
WEAK_VERBS = frozenset(
    "called described expected expects asked accused praised noted reported continued say posted".split()
)
"""Verbs that report speech only beside a quotation or a "that"."""
CAPITAL = r"(?:[A-Z]\.|[A-Z](?:[\w-]|[’'](?=[A-Za-z]))*)"
PARTICLE = r"(?:van|von|de|der|den|del|al|bin|da|di|la|le|el|ibn|ten|ter|zu|dos|du)"
NAME = rf"(?:{PARTICLE}[\s-])?(?:al-)?{CAPITAL}(?:\s(?:{PARTICLE}\s){{0,2}}(?:al-)?{CAPITAL}){{0,5}}"
ADVERB = r"(?:(?:also|then|later|has|had|have|again|once|still|repeatedly|reportedly|\w{2,12}ly)\s){0,2}"
PRONOUN_BEFORE = re.compile(rf"\b([Hh]e|[Ss]he|[Tt]hey)\s{ADVERB}$")
NAME_BEFORE = re.compile(rf"({NAME})(?:(?:,[^,\x00]{{2,90}}){{1,2}},|\s\([^)\x00]{{1,30}}\))?\s{ADVERB}$")
GROUP = (
    "officials?|police|sources?|ministers?|spokes(?:man|woman|person|people)|union|government|company|council|court|"
    "analysts?|experts?|historians?|researchers?|scientists?|residents?|witnesses|doctors?|lawyers?|prosecutors?|"
    "leaders?|ministry|department|agency|army|military|organi[sz]ers|campaigners|investigators|authorit(?:y|ies)|"
    "diplomats?|economists?|firefighters|engineers?|statement|report|coastguard|commission|committee|board|operator|"
    "mayor|president|director|chairman|chairwoman|chief|captain|teacher|farmer|owner|manager|judge|professor|editor|"
    "driver|fisherman|critics?|supporters?|opponents?|families|relatives|people|neighbours?|staff|workers"
)
GROUP_BEFORE = re.compile(
    r"(?:^|[\s,;])((?:(?:the|an?|one|some|several|many|two|three|most|other|its|his|her|their)\s)?"
    rf"(?:[\w’'-]+\s){{0,3}}?(?:{GROUP})"
    r"(?:\s(?:for|of|at|from|in)\s(?:the\s)?[\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})?)"
    rf"(?:,[^,\x00]{{2,60}},)?\s{ADVERB}$",
    re.I,
)
ACCORDING = re.compile(rf"\b[Aa]ccording to\s((?:[\w’'-]+\s){{0,4}}?)({NAME})")
ENDS = re.compile(
    r"[,.;:\x00!?]|\s(?:in|at|on|after|before|during|who|when|while|as|from|to|for|told|outside|following)\s"
)
NOT_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September "
    "October November December The A An In On At But And Yet So He She They It We I You This That These Those "
    "Then When "
    "While After Before As For From With Meanwhile However Earlier Later Last Next Also One Two Three Several "
    "Some Many Most "
    "His Her Their Its Our Speaking Asked Both Each Another Such If Although Though Since Until Not No Yes "
    "Still Mr Mrs Ms "
    "Dr Sir Dame Lord Lady Prof Professor Sen Rep Gov Gen Col Capt Sgt Rev President Minister Senator Captain "
    "Mayor Judge "
    "Chancellor King Queen Prince Princess General Colonel Governor Secretary Councillor Detective Inspector "
    "Prime Chief "
    "Justice Commissioner Chairman Director Father Sister Brother Saint".split()
)
TITLES = re.compile(r"^(?:(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|Lord|Lady|Prof|Sen|Rep|Gov|Gen|Col|Capt|Sgt|Rev)\.?\s)+")
RELATIVE = re.compile(r",\s(?:which|who|whom|whose|where)\b")
