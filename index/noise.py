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
PIECE = r"(?:articles?|story|stories|report|piece|column|essay|analysis|review)"
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
            r"(?:free )?(?:daily |weekly |monthly )?newsletters?|(?:after )?newsletter promotion|"
            r"register(?: (?:now|here|free|for (?:free|our).{0,40}|to (?:read|continue).{0,40}))?|"
            r"log ?in(?: (?:to|or|with) .{0,50})?|join now|join (?:us|our) (?:on|for|newsletter|community).{0,50}|"
            r"get (?:our|the|unlimited) .{0,40}(?:newsletter|app|access|inbox).{0,30}|"
            r"start your (?:free|trial|subscription|day).{0,60}|(?:enter )?your e-?mail(?: address)?|"
            r"by (?:signing up|subscribing|registering),? you (?:agree|consent|accept) .{0,120}",
        ),
        ("follow prompt", rf"follow (?:us|@\w{{1,30}}|.{{1,60}} on {PLATFORM}|live (?:updates|coverage))\b.{{0,60}}"),
        ("press release label", r"[-–— ]*(?:(?:press|media|news) (?:release|information)|for immediate release|ends)"),
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
            rf"this {PIECE} (?:was )?(?:originally|first) (?:appeared|published|ran) .{{2,200}}",
        ),
        (
            "note on how this was made",
            rf"(?:the )?.{{2,60}} (?:created|produced|generated|compiled) this {PIECE} (?:using|with|from) .{{2,200}}|"
            rf"this {PIECE} (?:was|is) (?:(?:created|produced|generated|compiled|translated) (?:using|with|by) |"
            rf"(?:created|produced) in partnership |based on (?:original )?reporting (?:by|from) ).{{2,200}}",
        ),
        (
            "note on how this was made",
            rf"this (?:{PIECE} )?is part of .{{2,240}}[.:] (?:learn|read|see|find) .{{2,160}}|"
            rf"this {PIECE} is part of .{{2,80}}\b(?:series|collaboration|partnership|project)\b.{{0,240}}",
        ),
        (
            "note on whose opinion this is",
            rf"(?:editor[’']?s[’']? note: )?(?:this is an? (?:opinion|guest|commentary) {PIECE}\b.{{0,160}}|"
            rf"(?:the )?(?:views?|opinions?)(?: and (?:views|opinions))? expressed (?:(?:in|by) (?:this|the) "
            rf"(?:{PIECE}|authors?|writers?)|here|are)\b.{{5,240}}|this {PIECE} (?:solely )?(?:reflects|represents) "
            r"the (?:views?|opinions?) of .{2,160})",
        ),
        (
            "note on who pays",
            r".{2,140}\b(?:coverage|reporting|journalism|content)\b[^.]{0,40} (?:receives?|is|are) (?:financial )?"
            r"(?:support(?:ed)?|funded|made possible)\b.{2,80}\b(?:foundations?|grants?|donors?|donations|readers|"
            r"philanthrop\w+)\b.{0,240}",
        ),
        (
            "link to read on",
            r"(?:(?:follow|find|read|see|get|more) (?:[^\s.?!:]{1,40} ){1,9}|(?:[^\s.?!:]{1,40} ){0,5}[^\s.?!]{1,40}: )"
            r"https?://\S{4,200}",
        ),
    )
)
"""Lines that are noise at the top or the foot of a text alone."""
HOUSE_NOTES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.I))
    for reason, pattern in (
        (
            "sign-up prompt",
            r"(?:want to|would you like to|enjoy(?:ed|ing)?|like what you)\b[^?]{2,120}\? .{0,80}"
            r"\b(?:subscri|sign up|join|register|download|follow|newsletter).{0,160}",
        ),
        (
            "sign-up prompt",
            r"join (?:our|the|in the|thought-provoking) .{0,60}\b(?:forum|conversations?|discussions?|debate|community)"
            r"\b.{0,120}",
        ),
        (
            "sign-up prompt",
            r"to (?:view|read|see|continue|access|unlock) .{0,80}\b(?:subscribe|sign (?:up|in)|log ?in|register)\b"
            r".{0,160}",
        ),
        (
            "sign-up prompt",
            r"if you(?:[’']re| are) (?:seeing this|already a|a) .{0,60}\b(?:subscriber|member|message)\b.{0,240}",
        ),
        (
            "sign-up prompt",
            r"(?:sign up|subscribe|register)\b.{0,60}\b(?:newsletters?|inbox|to (?:get|receive|read)|for free|alerts?|"
            r"e-?mails?)\b.{0,200}",
        ),
        (
            "sign-up prompt",
            r"(?:get|receive|never miss|don[’']t miss|stay (?:up to date|informed|on top))\b.{0,120}\b(?:newsletters?|"
            r"inbox|by signing up|subscrib\w+|our app|alerts)\b.{0,160}",
        ),
        (
            "sign-up prompt",
            r"for (?:the latest|more|breaking|all the latest) .{0,100}\b(?:download|follow|visit|sign up|subscribe|"
            r"click|like) .{0,160}",
        ),
        ("follow prompt", rf"(?:follow|like|find) .{{2,60}} on {PLATFORM}\b.{{0,240}}"),
        (
            "sign-up prompt",
            r"[^.?!]{5,160}[.?!] (?:sign up|subscribe)\b.{0,200}|privacy notice: .{0,400}|"
            r"i would like to (?:be e-?mailed|receive) .{0,200}",
        ),
        (
            "copyright line",
            r"this (?:article|story|material|content|work) (?:is|may not be) .{0,60}\b(?:copyright(?:ed)?|republished|"
            r"reproduced|redistributed|broadcast)\b.{0,160}|(?:prior )?(?:written )?permission must be .{0,160}|"
            r"no part of this .{0,100}\bmay be .{0,160}",
        ),
        (
            "appeal to readers",
            r"(?:(?:we want to|we[’']d love to|let us know|tell us|have your say|do you have|got|have) .{0,120}"
            r"(?:e-?mail|comments?|letters?|form|contact)\b|(?:submit|send us) (?:a|your) (?:letter|story|tip|comment|"
            r"news)\b).{0,200}",
        ),
    )
)
"""What the outlet says to its readers in whole sentences: each begins as a request and names what it wants."""
LONGEST_HOUSE_NOTE = 50
"""Words."""
NEW_WINDOW = re.compile(r"\(?opens? in (?:an? )?(?:new|external) (?:window|tab|browser)[\s\])]*$", re.I)
"""Glued to the link's text when a page is copied, hence no space or word edge in front."""
LABELLED_LINK = re.compile(
    r"(?:(?i:(?:more|related(?: (?:story|article|video))?|read(?: more| also| next| on)?|see also|listen|keep reading|"
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
QUOTED = re.compile(r"[“”\"]|\bsa(?:id|ys)\b")
"""A line that quotes or reports somebody is the article's."""
BULLET = re.compile(r"^(?:[•·▪◦‣*–-]|\d{1,2}[.)])\s+(?=\S)")
SIGN = re.compile(r"^[•·▪◦‣*–-]\s+(?=\S)")
"""What goes from a list item: a sign says nothing, a number may be what a text refers to."""


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
    if len(line) > LONGEST_LINE or (words := len(line.split())) > LONGEST_HOUSE_NOTE:
        return None
    if words > LONGEST_NOISE and not QUOTED.search(line):
        reason = next((reason for reason, pattern in HOUSE_NOTES if pattern.fullmatch(line)), None)
        if reason:
            return reason
    if words > LONGEST_LINK:
        return None
    if words > 1 and LABELLED_LINK.fullmatch(line) and not STATES.search(line):
        return "related link"
    if words > LONGEST_NOISE:
        return None
    return next((reason for reason, pattern in (*STOP_LINES, *HOUSE_NOTES) if pattern.fullmatch(line)), None)


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
