"""Know the lines that mailing services put into letters: buttons, links to the page, notes on the sending."""

from __future__ import annotations

import re

from index.noise import QUOTED, is_footer

LONGEST_BUTTON, LONGEST_FOOT, LONGEST_ONLINE, LONGEST_CONTACT, LONGEST_POSTAL = 12, 120, 30, 30, 20
"""Words."""
LONGEST_LINE = 1000
"""Characters that a pattern looks at."""
FOOTER = "newsletter footer"
READ_ON = re.compile(
    r"[\W_]*(?:(?:read|see|view|learn|find out|discover) (?:more|on|all|the (?:full|whole|rest).{0,40})|"
    r"(?:continue|keep) reading|full story|"
    r"read (?:it|this)? ?(?:online|here|now|in full|(?:the )?(?:article|story|post))|"
    r"(?:hier )?(?:weiter|mehr) ?(?:lesen|erfahren)|weiterlesen|zum (?:artikel|beitrag)|(?:lire|voir) (?:la suite|plus|"
    r"l[’']article)|en savoir plus|(?:leer|ver|saber) (?:m[áa]s|el art[íi]culo)|(?:seguir|sigue|continuar) leyendo|"
    r"leggi (?:di pi[ùu]|tutto)|continua a leggere|lees (?:meer|verder)|leia mais|читать далее|подробнее)[\W_]*",
    re.I,
)
ACTION = re.compile(
    r"[\W_]*(?:(?:register|sign up|subscribe|log ?in|upgrade|donate|join)(?: (?:now|here|today|free|to .{0,30}))?|"
    r"(?:shop|buy|order|book|watch|listen|download|play|try)(?: (?:it |them |for )?(?:now|here|today|free))?|"
    r"click here|get (?:started|tickets|the app|in touch)|"
    r"(?:open|get|view|see|read) (?:it |this .{0,20})?in (?:the |our )?app|share|like|tweet|comment|restack|forward|"
    r"(?:share|forward|send) (?:this )?(?:.{0,20})?(?:with|to) (?:a )?friends?|leave a comment|jetzt .{2,30}|"
    r"hier klicken|cliquez ici|haga clic aqu[íi]|suscr[íi]bete|abonnieren|s[’']abonner)[\W_]*",
    re.I,
)
ONLINE = re.compile(
    r"\b(?:view|read|see|open)\b.{0,40}\b(?:in|on) (?:your |a |the )?(?:web ?)?(?:browser|website|page)\b|"
    r"\b(?:view|read) (?:it |this .{0,20})?online\b|\b(?:trouble|problems?|difficult\w+) (?:viewing|reading|seeing)\b|"
    r"\b(?:web|online)[ -]?version\b|\b(?:im browser|online) (?:ansehen|anzeigen|öffnen|lesen)\b|"
    r"nicht (?:richtig|korrekt) (?:dar|an)ge|\bs[’']affiche (?:pas|mal)\b|\bdans (?:le|votre) navigateur\b|"
    r"\bversion en ligne\b|\ben (?:el|tu|su) navegador\b|\bver (?:la )?versi[oó]n\b|\bver on-?line\b|\bnel browser\b|"
    r"\bno (?:puede|se) (?:ver|visualiza)|\bin (?:je|uw) browser\b",
    re.I,
)
LEAVES = re.compile(
    r"\bunsubscribe|\bopt[- ]out\b|\b(?:manage|update|change|edit) (?:your )?.{0,20}(?:preferences|settings|"
    r"subscriptions?)\b|\bno longer (?:wish|want) to receive\b|\babmelden\b|\babbestellen\b|\bnicht mehr erhalten\b|"
    r"\b(?:désinscri|désabonne)|\bne (?:plus|souhaitez plus|voulez plus|désirez plus) recevoir\b|"
    r"\bne plus recevoir\b|\bplus recevoir de (?:messages|mails)\b|\bdarse de baja\b|\bdar de baja\b|"
    r"\bcancelar (?:la |tu |su )?suscripci[oó]n|\bno (?:desea|quiere)s? (?:seguir )?recib|\bdisiscri|"
    r"\bcancella(?:ti| l[’']iscrizione)|\bafmelden\b|\buitschrijven\b|\bcancelar (?:a )?inscri|\bотписаться\b",
    re.I,
)
SENT_TO = re.compile(
    r"\byou(?:[’']re| are) (?:receiving|getting) this\b|"
    r"\byou (?:(?:have )?received|receive|get) this (?:e-?mail|message|(?:news)?letter)\b|"
    r"\bthis (?:e-?mail|message|newsletter) (?:was|has been) sent (?:to|by|from)\b|\bsent to \S{1,100}@|"
    r"\b(?:our|my) (?:mailing|postal) address\b|\badd us to your address book\b|"
    r"\bforward(?:ed)? (?:this e-?mail )?to a friend\b|"
    r"\bwas (?:this|it) (?:e-?mail |newsletter )?forwarded to you\b|"
    r"\ball rights reserved\b|^\W*(?:copyright )?(?:©|\(c\)) ?(?:\d{4}|[A-Z])|^\W*copyright\b.{0,6}\d{4}|"
    r"\bsie (?:erhalten|bekommen) diese[nrs]?\b.{0,20}(?:e-?mail|newsletter)|\balle rechte vorbehalten\b|"
    r"\bvous recevez ce(?:t|tte)?\b|\btous droits réservés\b|\b(?:ha recibido|recibes|recibe|has recibido) este\b|"
    r"\btodos los derechos reservados\b|\btutti i diritti riservati\b|\bricevi questa\b|\bвы получили это\b|"
    r"\bвсе права защищены\b",
    re.I,
)
REACHED = re.compile(
    r"\S@\S|\bwww\.\w|https?://|\+\d[\d ()-]{6,}|^\W*(?:privacy|terms|contact|impressum|datenschutz|imprint|"
    r"mentions légales|aviso legal|advertise|about us|follow us|connect with us|help)\b.{0,60}$",
    re.I,
)
POSTAL = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|suite|floor|box|square|quay|straße|strasse|str|platz|weg|rue|"
    r"chemin|place|calle|plaza|via|viale|piazza)\b\.?.{0,60}\b\d{3,6}\b|"
    r"\b\d{1,5} [A-Z].{0,40}\b(?:street|st|road|rd|avenue|"
    r"ave|lane|ln|drive|suite|floor|square|quay)\b|\bp\.? ?o\.? box \d|(?:straße|strasse|platz|weg) \d",
    re.I,
)


def is_read_on(text: str) -> bool:
    """Tell whether a link's words lead to the rest of a text.

    >>> is_read_on("Read more →"), is_read_on("Lire la suite"), is_read_on("More ferries for Osk")
    (True, True, False)
    """
    return len(text.split()) <= LONGEST_BUTTON and bool(READ_ON.fullmatch(text[:LONGEST_LINE]))


def is_action(text: str) -> bool:
    """Tell whether a link's words ask the reader to do something.

    >>> is_action("Subscribe now"), is_action("Subscribers leave the Gazette")
    (True, False)
    """
    return len(text.split()) <= LONGEST_BUTTON and bool(ACTION.fullmatch(text[:LONGEST_LINE]))


def foot_reason(text: str, *, linked: bool, late: bool) -> str | None:
    """Return why a paragraph is about the mail and not from it, None when it is the letter's.

    `linked` says that all of it is a link, `late` that it stands in the second half: words for leaving a list count
    only there.

    >>> foot_reason("You are receiving this newsletter because you signed up.", linked=False, late=True)
    'newsletter footer'
    """
    words = len(text.split())
    text = text[:LONGEST_LINE]
    if words > LONGEST_FOOT:
        return None
    if words <= LONGEST_ONLINE and (linked or words <= LONGEST_BUTTON or not late) and ONLINE.search(text):
        return "link to the page"
    if SENT_TO.search(text):
        return FOOTER
    leaves = (linked or late or words <= LONGEST_BUTTON) and not QUOTED.search(text)
    return FOOTER if leaves and (is_footer(text) or ((linked or late) and LEAVES.search(text))) else None


def is_contact(text: str) -> bool:
    """Tell whether a paragraph beside a footer says where the sender is to be reached."""
    short = len(text.split()) <= LONGEST_CONTACT and not QUOTED.search(text)
    return is_postal(text) or is_action(text) or (short and bool(REACHED.search(text[:LONGEST_LINE])))


def is_postal(text: str) -> bool:
    """Tell whether a line is a postal address.

    >>> is_postal("Harbour Gazette, 12 Quay Street, Osk 1203"), is_postal("The ferry was late.")
    (True, False)
    """
    stated = text.endswith((".", "!", "?")) or len(text.split()) > LONGEST_POSTAL
    return not stated and bool(POSTAL.search(text[:LONGEST_LINE]))
