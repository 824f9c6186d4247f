"""Know the lines that web pages leave in pasted text: a table of named patterns, each with the reason people read."""

from __future__ import annotations

import re

LONGEST_NOISE = 12
"""Words; a longer line about cookies or subscriptions is a sentence of the article."""
STOP_LINES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(rf"(?:{pattern})\W*", re.I))
    for reason, pattern in (
        (
            "link to read on",
            r"(?:continue )?read(?:ing)?(?: (?:more|next|on|the full (?:story|article)|also))?(?: ?[:>»].{0,80})?",
        ),
        (
            "related link",
            r"(?:related(?: (?:stories|articles|topics|content|coverage|links))?|more (?:on|from|in) .{0,40}|"
            r"see also|also (?:in the news|read|on .{0,30})|you may also like|more stories|what to read next)",
        ),
        ("advertisement", r"advertisements?|ad|sponsored(?: content)?|paid (?:content|post)|promoted"),
        (
            "sharing button",
            r"share(?: (?:this(?: (?:article|story|page))?|on .{0,20}|full article))?|copy link|link copied|e-?mail|"
            r"(?:facebook|twitter|x|whatsapp|linkedin|reddit|messenger|bluesky|print|save|gift this article|bookmark)",
        ),
        (
            "reading or listening time",
            r"(?:listen(?: to (?:this )?(?:article|story))?(?: ?[|·(-]? ?\d+ ?min.{0,12})?|"
            r"\d+ ?-?min(?:ute)?s?\.?(?: (?:read|listen))?|reading time.{0,15})",
        ),
        (
            "comments link",
            r"(?:\d+ )?comments?(?: ?\(\d+\))?|(?:join|view|show|leave) (?:the |all )?(?:conversation|"
            r"comments?)(?: ?\(\d+\))?",
        ),
        (
            "sign-up prompt",
            r"(?:sign up|subscribe|register|log ?in|sign in|join (?:us|now|our)|get (?:our|the|unlimited)|become a "
            r"(?:member|subscriber)|start your|already a subscriber|newsletters?).{0,70}",
        ),
        ("follow prompt", r"follow (?:us|@|\w+ on|live|the).{0,50}"),
        ("topic label", r"(?:topics?|tags?|filed under|sections?)(?: ?:.{0,80})?"),
        (
            "most-read list",
            r"(?:most|top) (?:read|viewed|popular|shared|commented)(?: .{0,30})?|popular now|trending(?: now)?|"
            r"recommended(?: (?:for you|stories|reading))?|editor[’']?s picks?|don[’']t miss",
        ),
        (
            "video or gallery label",
            r"watch(?: (?:live|now|video))?(?: ?:.{0,80})?|(?:play )?video(?: ?[:|].{0,60})?|"
            r"(?:photo )?gallery|slideshow|(?:view|open) (?:image|gallery)(?: in fullscreen)?|image \d+ of \d+|"
            r"enlarge(?: image)?",
        ),
        (
            "navigation link",
            r"(?:skip|jump) (?:to|past) .{0,40}|back to top|home(?:page)?|menu|search|close|next(?: article| story)?|"
            r"previous(?: article| story)?|show (?:more|less|all)|load more|view more|see more|expand|toggle .{0,20}",
        ),
        (
            "cookie notice",
            r"(?:accept|reject|manage) (?:all )?(?:cookies|preferences).{0,30}|we use cookies.{0,80}|"
            r"cookie (?:settings|policy|notice).{0,30}",
        ),
        ("copyright line", r"(?:copyright|©|\(c\) ?\d{4}|all rights reserved).{0,90}"),
        ("notice of the page's age", r"this article is more than .{0,30} old"),
        ("picture placeholder", r"image(?: source| credit)? ?[:,]?|image caption|getty images|media caption"),
    )
)
NEW_WINDOW = re.compile(r"\(?opens? in (?:an? )?(?:new|external) (?:window|tab|browser)[\s\])]*$", re.I)
"""Glued to the link's text when a page is copied, hence no space or word edge in front."""
SOURCE_LINE = re.compile(r"^(?:image|media|photo|picture) (?:source|credit)s?\s*[,:]\s*(.{1,80})$", re.I)
CAPTION_LINE = re.compile(r"^(?:image|media|photo|video) caption\s*[,:]\s*(.{8,400})$", re.I)
CREDIT = re.compile(
    r"(?:(?:file )?(?:photograph|photo|picture|image|illustration|graphic|composite)s?(?: credit| by)?\s*[:/]|"
    r"credits?\s*:|"
    r"\bgetty images\b|\bEPA(?:-EFE)?\b(?=[/\s.]*$)|\bAP Photo\b|\bPA Wire\b|\b(?:AFP|PA|AP) via\b|"
    r"\bReuters\s*$|\bAFP\s*$)",
    re.I,
)
"""A picture credit; only in the last words of a line, so that "The bigger picture: rates" stays."""
CREDIT_WORDS = 12
LONGEST_CAPTION = 1000
"""Characters; longer is a paragraph, and the patterns stay fast on hostile lines."""
CREDIT_TAIL = re.compile(
    r"(?:(?<=[.!?”\"’])\s+|\s*[\[(|]\s*|^)(?:(?:file )?(?:photograph|photo|picture|image|illustration|graphic|"
    r"composite)s?"
    r"(?: credit| by)?\s*[:/]|credits?\s*:)[^.]{1,100}(?:\.\s?[^.]{1,60}){0,2}[\])]?\.?$|"
    r"(?:(?<=[.!?”\"’])\s+|\s*[\[(|]\s*)[^.()\[\]]{0,60}\b(?:getty images|EPA(?:-EFE)?|AP Photo|PA Wire|AFP|Reuters)\b"
    r"[^.()\[\]]{0,40}[\])]?\.?$",
    re.I,
)
PERSON = r"[A-Z](?:[\w’'.-])+(?: (?:van|von|de|der|al|bin|da|di|la|le|[A-Z][\w’'.-]*)){0,2} [A-Z][\w’'-]+"
JOB = r"(?i:correspondent|editor|reporter|journalist|columnist|writer|bureau|producer|critic|commentator)"
BIO = re.compile(
    rf"^({PERSON}) (?:is|was) (?:an? |the )?(.{{0,80}}?\b{JOB}\b.{{0,60}}?)(?:,? (?:for|of|at|with|"
    rf"based) (.{{2,80}}?))?\.?$"
)
OUTLET = re.compile(r"\b(?:for|of|at|with) ((?:[Tt]he )?[A-Z][\w&’'.-]+(?: (?:[A-Z&][\w&’'.-]*|of|and|the)){0,4})")
BYLINE = re.compile(
    rf"^(?i:by|words(?: by)?:?|story by|text:?|from|written by|reporting by|report by)\s+"
    rf"({PERSON}(?:(?:, | and | & ){PERSON}){{0,4}})(?:,? (?:in|at|for|–|-|,|\|) ?(.{{2,60}}))?$"
)
NAME_LINE = re.compile(rf"^({PERSON})(?:,\s*(.{{2,60}}))?$")
AGENCY_TAIL = re.compile(
    r"^\(?(?:(?:additional )?reporting|writing|editing|compiled|additional reporting and writing) by [^.]{3,200}"
    r"(?:[.;] ?(?:(?:additional )?reporting|writing|editing) by [^.;]{3,120}){0,3}\)?\.?$",
    re.I,
)
AGENCY = re.compile(
    r"^[A-Z][A-Z .,’'/-]{2,40}(?:, [A-Z][a-z]+\.? \d{1,2})? ?\((Reuters|AP|AFP|PA|dpa|Bloomberg)\) ?[-–—]"
)
FOOTER = re.compile(
    r"\b(?:unsubscribe|view (?:this (?:e-?mail )?)?in (?:your )?browser|manage (?:your )?preferences|"
    r"update your preferences|"
    r"you(?:’|')?(?:re| are) receiving this)\b",
    re.I,
)
ENDS = re.compile(r"[.!?…][”\"’')\]]*$|[”\"]$")
"""A body line ends like this."""
BULLET = re.compile(r"^(?:[•·▪◦‣*–-]|\d{1,2}[.)])\s+(?=\S)")


def stop_reason(line: str) -> str | None:
    """Return why a line of the page is not the article's, or None.

    >>> stop_reason("READ MORE")
    'link to read on'
    >>> stop_reason("Cookies were sold at the fair, and we use cookies ourselves, said the baker.")
    """
    if NEW_WINDOW.search(line[-80:]):
        return "related link"
    if len(line) > LONGEST_CAPTION or len(line.split()) > LONGEST_NOISE:
        return None
    return next((reason for reason, pattern in STOP_LINES if pattern.fullmatch(line)), None)


def is_caption(line: str) -> bool:
    """Tell whether the line ends in a picture credit.

    >>> is_caption("The harbour at dawn. Photograph: Ada Lund/Harbour Gazette")
    True
    >>> is_caption("The bigger picture: rates rise")
    False
    """
    words = line.split()
    if len(line) > LONGEST_CAPTION:
        return False
    last = " ".join(words[-CREDIT_WORDS:])
    found = CREDIT.search(last)
    if not found:
        return False
    return bool(CREDIT_TAIL.search(line)) or (len(words) <= CREDIT_WORDS and not found[0].lower().startswith("picture"))


def without_credit(line: str) -> str:
    """Return a caption without its picture credit; "" when nothing else was in it.

    >>> without_credit("The harbour at dawn. Photograph: Ada Lund/Harbour Gazette")
    'The harbour at dawn.'
    """
    return CREDIT_TAIL.sub("", line).strip()
