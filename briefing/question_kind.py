"""Tell what a question asks for - a person, a time, a number, a reason - by the words that ask."""

from __future__ import annotations

import re

from briefing.types import QuestionKind

SAY = (
    r"say|said|think|tell|told|claim|call|called|warn|announce|argue|describe|promise|demand|insist|suggest|state|"
    r"comment|respond|react|reply|explain|expect|vow|deny|admit|ask|write|predict|criticise|criticize|propose"
)
WHICH = r"(?:(?!(?:of|in|for|to|on|at)\b)[\w’'-]+ ){0,3}?"
"""What stands before the thing asked for: "the latest official death toll"."""
KINDS: tuple[tuple[QuestionKind, re.Pattern[str]], ...] = (
    (
        "summary",
        re.compile(
            r"^(?:summari[sz]e|sum up|recap|brief me|tl;?dr|(?:give|write|make|show)(?: me)? (?:a|an|the) (?:\w+ )?"
            r"(?:summary|overview|briefing|recap|digest|timeline|chronology|rundown)|"
            r"(?:(?:any|the) )?(?:latest|newest|recent)(?: (?:news|developments|updates?))? (?:on|about|with|from|in) |"
            r"(?:tell me )?(?:(?:more|everything|all) )?about (?!how\b|what\b|when\b|which\b|who\b)|"
            r"(?:(?:give|write|send|show|draft)(?: me)? )?(?:an? )?(?:\d{1,4}|one|two|three|four|five|six|seven|eight|"
            r"nine|ten|twenty|thirty|forty|fifty|sixty)[- ](?:sentence|word|line)s?"
            r"(?: (?:summary|overview|recap|brief|digest))? (?:on|about|of)|"
            r"what(?:’s| is|'s) (?:new|going on|happening|the news|"
            r"the latest(?: (?:on|about|with|in|from)\b|\s*\??$)|(?:this|it|the (?:story|article))(?: about)?\s*\??$|"
            r"the (?:story|article) (?:about|on)\b)|what happened\??$)",
            re.I,
        ),
    ),
    ("who_is", re.compile(r"^[Ww]ho(?: is|’s|'s| was| are| were) (?:(?!the\b|a\b|an\b)[A-Z][\w’'.-]*\s?)+\??$")),
    (
        "said",
        re.compile(
            r"^(?:what|how(?! (?:many|much|long|old|far|big|often|high|large)))\b.*"
            rf"\b(?:did|does|do|has|have|had)\b.*\b(?:{SAY})\b",
            re.I,
        ),
    ),
    (
        "who",
        re.compile(
            r"^(?:who|whom|whose|by whom|which (?:person|man|woman|minister|politician|official)|"
            r"name the (?:person|man|woman))\b",
            re.I,
        ),
    ),
    (
        "when",
        re.compile(
            r"^(?:since |until |by )?(?:when\b|what (?:date|year|day|time|month)\b|"
            r"(?:on|in|at) (?:which|what) (?:day|date|year|month|time)\b|which (?:day|date|year|month)\b)",
            re.I,
        ),
    ),
    ("how_long", re.compile(r"^(?:for )?how long\b", re.I)),
    (
        "how_much",
        re.compile(
            rf"^(?:how much\b|what (?:is|was|are|were|will be) the {WHICH}"
            r"(?:price|cost|worth|value|budget|fee|fine|salary)\b|what does .* cost)",
            re.I,
        ),
    ),
    (
        "how_many",
        re.compile(
            r"^(?:how (?:many|old|far|big|large|high|tall|often|fast|deep|wide|heavy|late|early)\b|"
            r"what (?:number|percentage|share|proportion)\b|"
            rf"what (?:is|was) the {WHICH}(?:number|percentage|share|toll|size|age)\b)",
            re.I,
        ),
    ),
    (
        "where",
        re.compile(
            r"^(?:(?:to |from )?where\b|(?:in |at |from |to |near )?(?:which|what) (?:town|city|village|country|place|"
            r"region|area|street|port|state|district|building|venue|location|harbour|island)\b)",
            re.I,
        ),
    ),
    (
        "why",
        re.compile(
            r"^(?:why\b|how come\b|what (?:caused|prompted|led to|triggered)\b|"
            r"(?:for )?what (?:is|was|were) the (?:reason|cause|motive)|for what reason)",
            re.I,
        ),
    ),
    ("list", re.compile(r"^(?:which\b|list\b|name\b|what are the\b|what were the\b)", re.I)),
    (
        "yes_no",
        re.compile(
            r"^(?:is|are|was|were|did|does|do|has|have|had|will|won|would|can|could|should|may|might)(?:n?[’']t)?\b",
            re.I,
        ),
    ),
)
"""The first pattern that fits names the type; methods: question types by trigger words."""
_ASKING_ELSEWHERE: tuple[tuple[QuestionKind, str], ...] = (
    ("how_long", "wie lange|combien de temps|cuánto tiempo|quanto tempo|hoe lang"),
    ("how_many", "wie ?viele?|combien de|cuánt[oa]s|quant[ie]|quant[oa]s|hoeveel"),
    ("who", "wer|wen|wem|wessen|qui|quién(?:es)?|chi|quem|wie is"),
    ("when", "wann|seit wann|quand|cuándo|quando|wanneer"),
    ("where", "wo|wohin|woher|où|dónde|dove|onde|waar(?:heen)?"),
    ("why", "warum|weshalb|wieso|pourquoi|por qué|perché|por que|waarom"),
)
"""The words that ask in German, French, Spanish, Italian, Portuguese and Dutch, where they are no English ones."""
ELSEWHERE = tuple((kind, re.compile(rf"^¿?(?:{words})(?![\w’'])", re.I)) for kind, words in _ASKING_ELSEWHERE)
ASKS_LATER = re.compile(
    r"\b(?:which|whom?|whose|what|where|when|how (?:many|much|long|old|far|big|large|high|tall|often|fast|deep))\b.*$",
    re.I,
)
LATER_KINDS = frozenset({"who", "when", "how_long", "how_much", "how_many", "where", "list"})
"""What the words that ask may tell in the middle of a question: "was found guilty of which offence?"."""
SENTENCE_END = re.compile(
    r"(?<=[.!?…][”\"’]|.[.!?…])(?<!\b(?:St|Dr|Mr|Ms|No)\.)(?<!\b(?:Mrs|Gov|Sen|Gen|Rep|Rev)\.)(?<!\bProf\.)"
    r"(?:(?<!\b[A-Z]\.)\s+(?=[A-Z“\"])|\s+(?=(?:Who|Whom|Whose|What|When|Where|Why|How|Which|Is|Are|Was|Were|Did|Does|Do|"
    r"Has|Have|Will|Tell)\b))"
)
"""Between two sentences. An initial ends none before a name ("the U.S. Open"), but it does before what asks."""


def kind_of(text: str) -> QuestionKind:
    """Return the type of a question; of several sentences the last that asks counts, the others tell what it is about.

    >>> kind_of("A ferry was stopped off Osk. How many people were on board?"), kind_of("It will close which port?")
    ('how_many', 'where')
    """
    clause = asking_clause(text)
    kind = _first(clause)
    if kind == "summary" and clause != text:
        return "open"  # "He writes a book. What is it about?" asks of the book
    for found in ASKS_LATER.finditer(clause) if kind == "open" else ():
        if (later := _first(found[0])) in LATER_KINDS:
            return later
    return kind


def asking_clause(text: str) -> str:
    """Return the last sentence that asks, the whole text when none does.

    >>> asking_clause("A ferry was stopped off Osk. How many people were on board?")
    'How many people were on board?'
    """
    return next((one for one in reversed(SENTENCE_END.split(text)) if one.rstrip().endswith("?")), text)


def _first(clause: str) -> QuestionKind:
    return next((kind for kind, pattern in (*KINDS, *ELSEWHERE) if pattern.search(clause)), "open")
