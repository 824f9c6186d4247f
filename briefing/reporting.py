"""Keep the patterns of reported speech: quotation marks, reporting verbs, names, groups and titles."""

from __future__ import annotations

import re

QUOTED = re.compile(r"“([^“”]*)(?:”|$)|\"([^\"]*)(?:\"|$)|(?<![\w’'])‘((?:[^‘’]|’(?=\w))*)(?:’(?!\w)|$)")
MASK = "\x00"
VERB = re.compile(
    r"\b(?:said|says|saying|say|told|tells|added|adds|claimed|claims|warned|warns|insisted|insists|noted|notes|stated|argued|"
    r"argues|announced|vowed|reiterated|explained|acknowledged|denied|confirmed|replied|asked|continued|wrote|writes|"
    r"called|described|expected|expects|posted|admitted|promised|pledged|urged|stressed|suggested|declared|recalled|"
    r"joked|concluded|predicted|accused|praised|criticised|criticized|believes|thinks|testified|reported|estimated|"
    r"complained|responded|remarked|observed|maintained|conceded|hinted|stated)\b"
)
WEAK_VERBS = frozenset(
    "called described expected expects asked accused praised noted reported continued say posted maintained observed "
    "recalled responded".split()
)
"""Verbs that report speech only beside a quotation or a "that"."""
CAPITAL = r"(?:(?:[A-Z]\.){1,4}|[A-Z](?:[\w-]|[’'](?=[A-Za-z]))*)"
PARTICLE = r"(?:van|von|de|der|den|del|al|bin|da|di|la|le|el|ibn|ten|ter|zu|dos|du)"
NAME = rf"(?<!\w)(?:{PARTICLE}[\s-])?(?:al-)?{CAPITAL}(?:\s(?:{PARTICLE}\s){{0,2}}(?:al-)?{CAPITAL}){{0,5}}"
ADVERB = r"(?:(?:also|then|later|has|had|have|again|once|still|repeatedly|reportedly|\w{2,12}ly)\s){0,2}"
PRONOUN_BEFORE = re.compile(rf"\b([Hh]e|[Ss]he|[Tt]hey)\s{ADVERB}$")
NAME_BEFORE = re.compile(
    rf"({NAME})(?:,\s(?P<role>[^,\x00]{{1,90}})(?:,[^,\x00]{{2,90}})?,|\s\([^)\x00]{{1,30}}\))?\s{ADVERB}$"
)
GROUP = (
    "officials?|police|sources?|ministers?|spokes(?:man|woman|person|people)|union|government|company|council|court|"
    "analysts?|experts?|historians?|researchers?|scientists?|residents?|witnesses|doctors?|lawyers?|prosecutors?|"
    "leaders?|ministr(?:y|ies)|departments?|agenc(?:y|ies)|companies|governments|unions|authors?|students|parents|army|military|organi[sz]ers|campaigners|investigators|authorit(?:y|ies)|"
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
SAID_LAST = re.compile(
    rf"(?<=said|says|rote)\s(?:(?!(?:that|in|on|at|to|of|by|from|as|about|for|it|they|he|she|outside|after|before|during)\s)"
    rf"[\w’'-]+\s){{0,4}}?{NAME}\s*(?:[,.;!?]|$)"
)
"""Follows the verb in `The passengers were ashore by noon, said Commander Elin Sorrel.`"""
APPOSED = re.compile(r",\s([^,.;\x00]{3,80}?)(?=[,.;]|\s(?:who|and|in|on|after|during)\s|$)")
HELD = re.compile(rf"(?:the|an?|its|{CAPITAL}(?:\s{CAPITAL}){{0,3}}[’'](?:s\b)?)\s[a-z]")
WHO = re.compile(r"\s(?:who|which|that|where)\s")
NOT_HELD = re.compile(
    r"(?:who|which|whose|where|when|from|in|at|on|for|with|speaking|after|before|as|and|but|or|including|\d|"
    r"the\s(?:day|week|month|year|same|first|second|next|other)|an?\s(?:day|week|month|year|few|lot))\b"
)
"""What stands between commas behind a name, and is no role."""
LEADING = re.compile(
    r"^(?:and|but|while|as|after|when|because|although|though|that|so|yet|where|whereas|since|until|before|what|how)\s",
    re.I,
)
"""What may stand before a group in the same clause and is no part of it."""
ARTICLE = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ne|[Aa]nother)"
CLAUSE = r"(?:^|[,;:\x00–—]\s*|\s(?:and|but|that|while|as|where)\s)"
ROLE_THEN_NAME_BEFORE = re.compile(
    rf"{CLAUSE}((?:{ARTICLE}|{CAPITAL}(?:\s{CAPITAL}){{0,3}}[’'](?:s\b)?)\s(?:[\w’'-]+\s){{0,7}}?[\w’'-]+),\s"
    rf"({NAME}),\s{ADVERB}$"
)
"""The governor, Tomas Reinholt, said: the name is the speaker, what stands before it the role."""
NAME_OF_BEFORE = re.compile(rf"({NAME})\s((?:of|from|at|for|with)\sthe\s(?:[a-z][\w’'-]*\s){{1,3}}){ADVERB}$")
"""Elin Sorrel of the coastguard said."""
BODY_OF = re.compile(
    r"((?:[A-Z][\w’'-]*\s){0,4}(?:Department|Ministry|Office|Board|Institute|University|Bank|Council|Bureau|Centers?|Centre|"
    r"Association|Federation|Church|Academy|Chamber|College|Commission|Court|House|School|Union)\s(?:of|for)\s(?:the\s)?)$"
)
"""Stands before the rest of the name in `the Board of Higher Education said`."""
OFFICE_OF = re.compile(
    r"((?:(?:[A-Z][\w’'-]*|former)\s){0,3}(?:[Ss]ecretary|[Mm]inister|[Aa]mbassador|[Dd]irector|[Cc]ommissioner|[Ee]nvoy)\s"
    r"(?:of|for|to)\s(?:the\s)?)$"
)
"""Stands before the office and the name in `Secretary of Education Linda Hall said`."""
ROLE_OF = re.compile(
    rf"{CLAUSE}?({ARTICLE}\s(?:[\w’'-]+\s){{0,2}}?[a-z][\w’'-]*\s(?:of|for|at|from|aboard)\s(?:the\s)?)$"
)
"""Stands before the name in `The captain of the Aldine Star said`, where that is nobody's."""
SOMEBODY_BEFORE = re.compile(
    rf"{CLAUSE}({ARTICLE}\s(?:(?!(?:is|are|was|were|be|been|being|not|to|who|which|that|what|it|he|she|they)\s)"
    rf"[a-z][\w’'-]*\s){{1,4}}){ADVERB}$"
)
"""The governor said: a noun of any kind, where the clause begins with it."""
OPENING = re.compile(rf"(?P<name>{NAME})(?:,\s(?P<role>(?:who\s|an?\s|the\s|its\s|\d)[^,\x00]{{1,90}}),)?\s")
BODIES = re.compile(
    r"\b(?:ministr(?:y|ies)|governments?|compan(?:y|ies)|councils?|courts?|departments?|agenc(?:y|ies)|army|military|"
    r"unions?|police|committees?|boards?|commissions?|authorit(?:y|ies)|coastguard|statements?|reports?|organi[sz]ations?|"
    r"officials|sources|experts|analysts|researchers|scientists|residents|witnesses|critics|families|people|"
    r"opponents|supporters|campaigners|organi[sz]ers|neighbours|relatives|parents|workers|doctors|lawyers|engineers)\b",
    re.I,
)
"""Whom `he` and `she` cannot mean."""
ACCORDING = re.compile(rf"\b[Aa]ccording to\s((?:[\w’'-]+\s){{0,4}}?)({NAME})")
ENDS = re.compile(
    r"(?<!\bDr)(?<!\bM[rs])(?<!\bMrs)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bSt)(?<!\b[A-Z])\.|[,;:\x00!?]|\s(?:in|at|on|after|before|during|who|when|while|as|from|to|for|told|outside|following)\s"
)
NOT_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Four Five Six Seven Eight "
    "Nine Ten Have Has Had Is Are Was Were Do Does Did Can Could Would Should Even Like Unlike Despite Because Why "
    "How What Who Where Which The A An In On At But And Yet So He She They It We I You This That These Those Then "
    "When While After Before As For From With Meanwhile However Earlier Later Last Next Also One Two Three Several "
    "Some Many Most His Her Their Its Our Speaking Asked Both Each Another Such If Although Though Since Until Not No "
    "Yes Still Mr Mrs Ms Dr Sir Dame Lord Lady Prof Professor Sen Rep Gov Gen Col Capt Sgt Rev President Minister "
    "Senator Captain Mayor Judge Chancellor King Queen Prince Princess General Colonel Governor Secretary Councillor "
    "Detective Inspector Prime Chief Justice Commissioner Chairman Director Father Sister Brother Saint".split()
)
RANKS = frozenset(
    "President Minister Senator Captain Mayor Judge Chancellor King Queen Prince Princess General Colonel Governor "
    "Secretary Councillor Detective Inspector Prime Chief Justice Commissioner Chairman Director Commander Admiral "
    "Lieutenant Major Sergeant Superintendent Constable Ambassador Archbishop Bishop Rabbi Imam Brigadier Marshal "
    "Coach Professor".split()
)
"""Titles of office, which go from a name and are its role."""
TITLES = re.compile(r"^(?:(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|Lord|Lady|Prof|Sen|Rep|Gov|Gen|Col|Capt|Sgt|Rev)\.?\s)+")
RELATIVE = re.compile(r",\s(?:which|who|whom|whose|where)\b")
ARTICLE_ALONE = re.compile(r"^(?:the|an?)$", re.I)
"""What stands before a name and is no role: “wrote the Velm Mill account”."""
