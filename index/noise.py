"""Know the lines that web pages leave in pasted text: a table of named patterns, each with the reason people read."""

from __future__ import annotations

import re

LONGEST_NOISE = 12
"""Words; a longer line about cookies or subscriptions is a sentence of the article."""
LONGEST_LINK = 25
"""Words of a link that is known by its label."""
LONGEST_FOOTER = 40
"""Words; a longer paragraph that speaks of unsubscribing reports on it."""
LONGEST_LINE = 1000
"""Characters; no pattern looks at a longer line, so that all stay fast on hostile ones."""
PLATFORM = r"(?:x|twitter|facebook|instagram|threads|bluesky|tiktok|linkedin|whatsapp|youtube)"
STOP_LINES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(rf"(?:{pattern})\W*", re.I))
    for reason, pattern in (
        (
            "link to read on",
            r"(?:continue reading|read(?: (?:more|next|on|also|the full (?:story|article)))?)(?: ?[:>»].{0,80})?",
        ),
        (
            "related link",
            r"(?:related(?: (?:stories|articles|topics|content|coverage|links))?|more (?:on|from|in) .{0,40}|"
            r"see also|also (?:in the news|read|on .{0,30})|you may also like|more stories|what to read next)",
        ),
        ("advertisement", r"advertisements?|ad|sponsored(?: content)?|paid (?:content|post)|promoted"),
        (
            "sharing button",
            rf"share(?: (?:this(?: (?:article|story|page))?|on .{{0,20}}|full article))?|copy link|link copied|e-?mail|"
            rf"{PLATFORM}|reddit|messenger|print|save|gift this article|bookmark",
        ),
        (
            "reading or listening time",
            r"(?:listen(?: to (?:this )?(?:article|story))?(?: ?[|·(-]? ?\d+ ?min.{0,12})?|"
            r"\d{1,3} ?-?min(?:ute)?s?\.?(?: (?:read|listen))?|reading time.{0,15})",
        ),
        (
            "comments link",
            r"(?:\d{1,6} )?comments?(?: ?\(\d+\))?|(?:join|view|show|leave) (?:the |all )?(?:conversation|"
            r"comments?)(?: ?\(\d+\))?",
        ),
        (
            "sign-up prompt",
            r"(?:sign up|subscribe|already a subscriber|become a (?:member|subscriber)).{0,70}|sign in|"
            r"register(?: (?:now|here|free|for (?:free|our).{0,40}|to (?:read|continue).{0,40}))?|newsletters?|"
            r"log ?in(?: (?:to|or|with) .{0,50})?|join now|join (?:us|our) (?:on|for|newsletter|community).{0,50}|"
            r"get (?:our|the|unlimited) .{0,40}(?:newsletter|app|access|inbox).{0,30}|"
            r"start your (?:free|trial|subscription|day).{0,60}",
        ),
        ("follow prompt", rf"follow (?:us|@\w{{1,30}}|.{{1,60}} on {PLATFORM}|live (?:updates|coverage))\b.{{0,60}}"),
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
        (
            "copyright line",
            r"copyright(?: ?(?:©|\(c\)|\d{4}|notice).{0,80})?|©.{0,90}|\(c\) ?\d{4}.{0,90}|all rights reserved.{0,60}",
        ),
        (
            "age of the page",
            r"(?:(?:published|posted|(?:last )?updated):? )?(?:\d{1,3}|an?) (?:minute|hour|day|week|month|year)s? ago|"
            r"this article is more than .{0,30} old",
        ),
        ("most-read list", r"prefer .{2,30} on google|add .{2,30} on google"),
        ("standards note", r"our standards: .{0,80}|purchase licensing rights.{0,40}"),
    )
)
EDGE_LINES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.I))
    for reason, pattern in (
        (
            "section label",
            r"(?:world|uk|us|europe|asia|africa|americas|australia|middle east|local|national|international|politics|"
            r"business|economy|markets|money|sports?|football|tech(?:nology)?|science|health|climate|environment|"
            r"education|culture|arts|entertainment|lifestyle|travel|opinion|analysis|explainer|features?|news|latest|"
            r"live|breaking|exclusive)(?: news)?",
        ),
        (
            "reporting credit",
            r"contribut(?:ing|ors?)(?: reporting)?(?: by)? ?: ?.{2,150}|"
            r".{2,150} contributed (?:reporting )?to this (?:report|story|article)\.?",
        ),
        (
            "note on where this appeared",
            r"this (?:article|story|piece|column) (?:was )?(?:originally|first) (?:appeared|published|ran) .{2,200}",
        ),
    )
)
"""Lines that are noise at the top or the foot of a text alone."""
NEW_WINDOW = re.compile(r"\(?opens? in (?:an? )?(?:new|external) (?:window|tab|browser)[\s\])]*$", re.I)
"""Glued to the link's text when a page is copied, hence no space or word edge in front."""
LABELLED_LINK = re.compile(
    r"(?:(?i:(?:more|related(?: (?:story|article))?|read(?: more| also| next| on)?|see also|listen|keep reading|"
    r"dig deeper|go deeper) ?: ?)|[A-Z][\w ’',-]{1,40}:(?=[A-Z]))\S.{2,200}"
)
"""A link with its label; a colon with no space behind it is what copying leaves of a label in bold."""
FOOTER = re.compile(
    r"\bview (?:this (?:e-?mail |newsletter )?)?(?:in|on) (?:your |a )?(?:web )?browser\b|"
    r"\b(?:manage|update|change) (?:your )?(?:e-?mail )?preferences\b|"
    r"\byou(?:’|')?(?:re| are) receiving this (?:e-?mail|newsletter|message)\b|"
    r"^\W*unsubscribe\b|\bunsubscribe(?: here| now| instantly)?\W*$|\b(?:click (?:here )?)?to unsubscribe\b",
    re.I,
)
ENDS = re.compile(r"[.!?…][”\"’')\]]*$|[”\"]$")
"""A body line ends like this."""
STATES = re.compile(r"[.!…][”\"’')\]]*$")
"""A line that ends like this states something; a question may be the text of a link."""
BULLET = re.compile(r"^(?:[•·▪◦‣*–-]|\d{1,2}[.)])\s+(?=\S)")


def stop_reason(line: str) -> str | None:
    """Return why a line of the page is not the article's, or None.

    >>> stop_reason("READ MORE")
    'link to read on'
    >>> stop_reason("Cookies were sold at the fair, and we use cookies ourselves, said the baker.")
    """
    if NEW_WINDOW.search(line[-80:]):
        return "related link"
    if not any(map(str.isalnum, line)):
        return "line of signs"
    if len(line) > LONGEST_LINE or (words := len(line.split())) > LONGEST_LINK:
        return None
    if words > 1 and LABELLED_LINK.fullmatch(line) and not STATES.search(line):
        return "related link"
    if words > LONGEST_NOISE:
        return None
    return next((reason for reason, pattern in STOP_LINES if pattern.fullmatch(line)), None)


def edge_reason(line: str) -> str | None:
    """Return why a line at the top or the foot of a text is not the article's, or None.

    >>> edge_reason("World news"), edge_reason("Contributing: Ada Lund, Harbour Gazette")
    ('section label', 'reporting credit')
    """
    if len(line) > LONGEST_LINE:
        return None
    return next((reason for reason, pattern in EDGE_LINES if pattern.fullmatch(line)), None)


def is_footer(line: str) -> bool:
    """Tell whether the line begins the footer of a newsletter.

    >>> is_footer("Click here to unsubscribe"), is_footer("Readers may unsubscribe at any time, the paper said.")
    (True, False)
    """
    return len(line) <= LONGEST_LINE and len(line.split()) <= LONGEST_FOOTER and bool(FOOTER.search(line))
