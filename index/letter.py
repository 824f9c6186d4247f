"""Tell a letter's own text from what mail programs add: forwarded heads, earlier mails, signatures and footers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from index.footers import FOOTER, foot_reason, is_contact, is_postal
from index.newsletter import LINE_OF_ITS_OWN, Piece
from index.split import lines_of, split

FEWEST_WORDS = 60
"""Words above a forwarded mail that make an article of their own; fewer are a note to whom it was sent."""
MOST_FORWARDS = 5
"""Mails that were forwarded one in the other."""
PASTED_HEAD = 4000
"""Characters at the start of a pasted mail that hold its head; the addressees may be many."""
LONGEST_LABEL = 400
"""Characters of a line that mail programs write."""
SIGNATURE_PIECES, SIGNATURE_WORDS = 12, 80
FOOT_SHARE, FOOT_WORDS = 0.25, 60
"""What stands below a footer's first line is footer up to this share of the letter's words, or up to so many."""
NOTE, HEAD = "note by who forwarded it", "head of a forwarded mail"
EARLIER, SIGNATURE = "quotation of an earlier mail", "signature"
LINK_ADDRESS = re.compile(
    r" ?[<(\[]\s?(?:https?://|mailto:)[^\s<>()\[\]]{1,2000}\s?[>)\]]|\[(?:image|cid|logo)\b[^\]]{0,200}\]"
)
BARE_ADDRESS = re.compile(r"\W*(?:https?://|www\.)\S{1,2000}")
QUOTE_SIGN = re.compile(r"\A(?:>[ \t]?)+(?!From )")
BREAKS_OFF = re.compile(r"(?:On|Am|Le|El) .{5,200}[^.:]")
WROTE = r"(?:wrote|writes|schrieb|a écrit|écrivait|escribió|ha scritto|schreef|escreveu|skrev|написал|пишет)"
GOES_ON = re.compile(rf"(?:[^\s:]{{1,80}} ){{0,5}}?{WROTE}\s?:")
INTRODUCES = re.compile(
    rf"(?:-{{2,5}} ?)?(?:On|Am|Le|El|Il|Op|Em|Den|Il giorno) .{{5,300}}?{WROTE}\b.{{0,120}}:|"
    rf"[^@]{{3,200}}@[^\s@]{{1,100}} {WROTE}\b.{{0,120}}:|\d.{{5,200}}{WROTE}\s?:"
)
STATES_WHEN = re.compile(r"@|\d[:.h]\d\d|\d{4}|\d/\d")
MARKER = re.compile(
    r"-{2,} ?(?:forwarded (?:message|by .{1,80})|weitergeleitete (?:nachricht|e-mail)|message (?:transféré|réexpédié)|"
    r"mensaje reenviado|messaggio inoltrato|doorgestuurd bericht) ?-{2,}|"
    r"begin forwarded message:|anfang der weitergeleiteten (?:nachricht|e-?mail):|début du message (?:réexpédié|"
    r"transféré) ?:|inicio del mensaje reenviado:|inizio messaggio inoltrato:",
    re.I,
)
ORIGINAL = re.compile(
    r"-{2,} ?(?:original (?:message|appointment)|ursprüngliche nachricht|original-?nachricht|message (?:d[’']origine|"
    r"original)|mensaje original|messaggio originale|oorspronkelijk bericht) ?-{2,}",
    re.I,
)
LABELS = {
    "sender": "from|von|de|expéditeur|da|van",
    "date": "date|sent|datum|gesendet|envoyé|envoyé le|fecha|enviado|enviado el|data|inviato|verzonden",
    "subject": "subject|betreff|objet|asunto|oggetto|onderwerp",
    "": "to|an|à|a|para|cc|bcc|kopie|cci|reply-to|antwort an|répondre à|responder a|aan|importance|wichtigkeit|"
    "attachments",
}
FIELD = re.compile(
    r"\*?(?:"
    + "|".join(f"(?P<{name or 'other'}>{words})" for name, words in LABELS.items())
    + r")\*?\s?:\*?[\s|]*(?P<value>.*)",
    re.I | re.S,
)
DEVICE = re.compile(
    r"(?:sent (?:from|with|via)|get outlook for|von meinem .{2,40} gesendet|gesendet (?:von|mit)|envoyé (?:de|depuis)|"
    r"enviado desde) .{2,60}",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Head:
    """Hold what the head of a forwarded mail says, as it stands there."""

    sender: str = ""
    date: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """Hold the pieces of one letter, with the head that stood above it in the mail that forwards it."""

    pieces: tuple[Piece, ...]
    head: Head | None = None


def begins_as_mail(text: str) -> bool:
    """Tell whether a text begins with the head of a mail, as programs show and copy it.

    >>> begins_as_mail("From: Town of Osk\\nSent: 2 March 2026 09:14\\nSubject: Reef closed\\n\\nThe reef is closed.")
    True
    >>> begins_as_mail("From: Osk to Tarn by boat\\n\\nThe ferry was late.")
    False
    """
    first = [line.strip() for line in lines_of(text[:PASTED_HEAD]) if line.strip()]
    return _is_head([Piece(line) for line in takewhile(FIELD.match, first)])


def pieces_of_text(text: str, *, flowed: bool = False, joined: bool = False) -> list[Piece]:
    """Return the paragraphs of a plain text; addresses of links go, quoted lines lose their signs.

    `flowed` reads it as RFC 3676 has it, `joined` says that the space in front of a soft line break goes (DelSp).
    """
    lines = _unflowed(lines_of(text), joined=joined) if flowed else lines_of(text)
    marked = [(bool(QUOTE_SIGN.match(line)), QUOTE_SIGN.sub("", line, count=1)) for line in _with_whole_intros(lines)]
    pieces = []
    for quoted, section in groupby(marked, key=lambda pair: pair[0]):
        for block in split("\n".join(_spread(line) for _, line in section)):
            heading = block.text.startswith("** ")
            shown = block.text[3:] if heading else block.text
            reason = "address of a link" if BARE_ADDRESS.fullmatch(shown) else None
            pieces.append(Piece(shown, "heading" if heading else "text", reason, quoted=quoted))
    return pieces


def _spread(line: str) -> str:
    """Put empty lines around a line that is no part of a paragraph, and leave out the addresses of links."""
    line = LINK_ADDRESS.sub("", line).rstrip()
    bare = line.strip()
    return f"\n{line}\n" if bare == "--" or LINE_OF_ITS_OWN.match(bare) or MARKER.match(bare) else line


def _unflowed(lines: Sequence[str], *, joined: bool) -> list[str]:
    """Join the lines that end in a space with the next of the same depth of quotation (RFC 3676)."""
    result: list[list[str]] = []
    last, soft = -1, False
    for line in lines:
        depth = len(line) - len(line.lstrip(">"))
        text = line[depth:].removeprefix(" ")
        signature = text in ("-- ", "--")
        if soft and depth == last and not signature:
            result[-1].append(text)
        else:
            result.append([">" * depth + (" " if depth else ""), text])
        soft = text.endswith(" ") and not signature
        if soft and joined:
            result[-1][-1] = text[:-1]
        last = depth
    return ["".join(parts) for parts in result]


def _with_whole_intros(lines: Sequence[str]) -> list[str]:
    """Join the line that introduces a quotation where it was broken: "On … Ada Lund", "wrote:"."""
    result: list[str] = []
    for line in lines:
        if result and GOES_ON.fullmatch(line.strip()) and BREAKS_OFF.fullmatch(result[-1].strip()):
            result[-1] = f"{result[-1].strip()} {line.strip()}"
        else:
            result.append(line)
    return result


def letters_of(pieces: Sequence[Piece], *, reply: bool = False, deepest: int = MOST_FORWARDS) -> list[Letter]:
    """Return the letters in a mail: itself, or the one that it forwards, a long text above that as one of its own.

    `reply` says that the mail answers another: what stands below "Original Message" is then a quotation.
    """
    start, end, sure = _forward(pieces)
    above, below = pieces[:start], pieces[end:]
    if start == len(pieces) or not deepest or not count_words(below):
        return [Letter(tuple(_own_text(pieces)))]
    few = count_words(above) < FEWEST_WORDS
    if _is_answered(above) or not (
        sure or not count_words(above) or (not reply and few and count_words(below) > count_words(above))
    ):
        return [Letter(tuple(_own_text([*above, *(replace(one, reason=EARLIER) for one in pieces[start:])])))]
    head = _head(pieces[start:end])
    inner = [replace(one, quoted=False) for one in below] if all(one.quoted for one in below) else below
    first, *others = letters_of(inner, reply=is_reply(head.subject), deepest=deepest - 1)
    first = replace(first, head=first.head or head)
    marks = tuple(replace(one, reason=HEAD) for one in pieces[start:end])
    if not few:
        return [Letter(tuple(_own_text(above))), replace(first, pieces=marks + first.pieces), *others]
    notes = tuple(replace(one, reason=one.reason or NOTE) for one in above)
    return [replace(first, pieces=notes + marks + first.pieces), *others]


def is_reply(subject: str) -> bool:
    """Tell whether a subject says that the mail answers another.

    >>> is_reply("AW: Ferry"), is_reply("Reef closed")
    (True, False)
    """
    return bool(re.match(r"(?:re|aw|antw|sv|rif|rép|resp)(?:\[\d+\])?\s?:", subject.strip(), re.I))


def _forward(pieces: Sequence[Piece]) -> tuple[int, int, bool]:
    """Return where a forwarded mail's head begins and ends, and whether it is said to be one; (n, n, False) if none."""
    end = 0
    for i, piece in enumerate(pieces):
        if i < end:
            continue
        text = piece.text[:LONGEST_LABEL]
        sure = bool(MARKER.fullmatch(text))
        marked = sure or bool(ORIGINAL.fullmatch(text))
        if not marked and not FIELD.match(text):
            continue
        end = i + marked
        while end < len(pieces) and (FIELD.match(pieces[end].text[:LONGEST_LABEL]) or _goes_on(pieces, end, i)):
            end += 1
        if marked or _is_head(pieces[i:end]):
            return i, end, sure
    return len(pieces), len(pieces), False


def _goes_on(pieces: Sequence[Piece], place: int, start: int) -> bool:
    """Tell whether a line goes on with the addressees of the field above."""
    text = pieces[place].text
    return place > start and "@" in text and len(text) <= LONGEST_LABEL and bool(re.search(r"[;>],?$|^[<(]", text))


def _is_head(pieces: Sequence[Piece]) -> bool:
    head = _head(pieces)
    return len(pieces) >= 3 and bool(head.sender and head.date and head.subject)


def _head(pieces: Sequence[Piece]) -> Head:
    values: dict[str, str] = {}
    for piece in pieces:
        found = FIELD.match(piece.text[: 4 * LONGEST_LABEL])
        name = next((name for name in ("sender", "date", "subject") if found and found[name]), None)
        if found and name:
            values.setdefault(name, found["value"].strip(" *|"))
    return Head(**values)


def _is_answered(above: Sequence[Piece]) -> bool:
    return any(INTRODUCES.fullmatch(one.text[:LONGEST_LABEL]) for one in above if not one.quoted)


def _own_text(pieces: Sequence[Piece]) -> list[Piece]:
    """Mark earlier mails, signatures and the footer; a mail that only quotes keeps what it quotes."""
    marked = _without_earlier(pieces)
    if not count_words(marked):
        marked = [replace(one, quoted=False) for one in pieces]
    parts = groupby(_without_signature(marked), key=lambda one: one.path[:1])
    return [one for _, part in parts for one in _without_footer(list(part))]


def _without_earlier(pieces: Sequence[Piece]) -> list[Piece]:
    result: list[Piece] = []
    rest = False
    for i, piece in enumerate(pieces):
        below = pieces[i + 1] if i + 1 < len(pieces) else None
        introduces = bool(INTRODUCES.fullmatch(piece.text[:LONGEST_LABEL]))
        if introduces and not piece.quoted and STATES_WHEN.search(piece.text) and below and not below.quoted:
            rest = rest or count_words(result) > 0
        introduced = introduces and (rest or (below is not None and below.quoted))
        if rest or piece.quoted or introduced:
            piece = replace(piece, reason=piece.reason or EARLIER)
        result.append(piece)
    return result


def _without_signature(pieces: Sequence[Piece]) -> list[Piece]:
    """Mark what follows a line of two hyphens, as far as the text goes on with an earlier mail, and "Sent from …"."""
    result = [replace(one, reason=one.reason or SIGNATURE) if DEVICE.fullmatch(one.text) else one for one in pieces]
    for start in (i for i, one in enumerate(result) if one.text == "--" and one.reason is None):
        end = next((i for i in range(start, len(result)) if result[i].reason == EARLIER), len(result))
        signed = result[start:end]
        if len(signed) <= SIGNATURE_PIECES and sum(len(one.text.split()) for one in signed) <= SIGNATURE_WORDS:
            result[start:end] = [replace(one, reason=one.reason or SIGNATURE) for one in signed]
    return result


def _without_footer(pieces: Sequence[Piece]) -> list[Piece]:
    """Mark what a mail says of its own sending, and all below it at a part's end: addresses, menus."""
    half = len(pieces) // 2
    result = [
        replace(one, reason=one.reason or foot_reason(one.text, linked=one.linked, late=i >= half))
        for i, one in enumerate(pieces)
    ]
    total, below = count_words(pieces), 0
    start = len(result)
    for i in range(len(result) - 1, -1, -1):
        if result[i].reason == FOOTER and below <= max(FOOT_WORDS, FOOT_SHARE * total):
            start = i
        below += len(result[i].text.split()) if result[i].reason is None else 0
    while start < len(result) and start and (result[start - 1].reason or is_contact(result[start - 1].text)):
        start -= 1
    for i in range(start, len(result)):
        result[i] = replace(result[i], reason=result[i].reason or FOOTER)
    for i in range(max(0, len(result) - 3), len(result)):
        if result[i].reason is None and is_postal(result[i].text):
            result[i] = replace(result[i], reason="postal address")
    return result


def count_words(pieces: Sequence[Piece]) -> int:
    """Return the words of what has no reason to go."""
    return sum(len(one.text.split()) for one in pieces if one.reason is None)
