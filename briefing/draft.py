"""Read a draft: its sentences, each a claim to check, and apart from them the headings, greetings and the like.

The draft may be plain text or Markdown, such as a briefing or an answer that was copied, with its `[n]` marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.cite import MARKS
from index.errors import InputError
from index.markdown import blocks_of, is_parsable
from index.noise import BULLET, ENDS
from index.split import Block, split
from index.text import STOPWORDS, sentence_spans, words
from index.types import Article, Paragraph

LONGEST_DRAFT = 300_000
"""Characters: a report of a hundred pages."""
MOST_CLAIMS = 1500
"""Sentences of one draft; at five a second that is five minutes."""
MARKDOWN = re.compile(r"^ {0,3}(?:#{1,6} |[-*+] +\S|> |\d{1,3}[.)] )|\*\*\S|\]\(\S", re.M)
LINKED_MARK = re.compile(r"\[(\d{1,3})\]\([^()\s]{0,500}(?:\s\"[^\"\n]{0,1000}\")?\)")
"""A citation as a link, the way the page and exports write it."""
LABEL = "\ue000"
"""Stands behind a label in bold type (`**Ferries:** …`), so that it is parted from the claim; no text has it."""
LABELLED = re.compile(r"^((?:[-*+] +)?\*\*[^*\n]{1,150}:\*\*)[ \t]+", re.M)
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DATED = re.compile(
    rf"(?:(?:[A-Z][a-z]+day,?\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}(?:,?\s\d{{4}})?|{MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?|"
    r"\d{4}-\d\d-\d\d)|[A-Z][a-z]+day)\s?[:–—]\s+(?=\S)"
)
"""The day in front of an event in a list; what follows is the claim."""
ATTRIBUTED = re.compile(r"([“\"].{2,}[”\"])\s*[—–-]{1,2}\s*([^—–,;“”\"]{2,80})(?:,[^—“”\"]{2,120})?")
"""A quotation with its speaker, and perhaps his role, behind a dash."""
GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|greetings|to whom it may concern|hallo|"
    r"guten (?:tag|morgen)|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|chère?s?|hola|estimad[oa]s?)\b"
    r"[^.!?;“\"]{0,60}[,!:.]?",
    re.I,
)
CLOSING = re.compile(
    r"(?:(?:best|kind|warm|with (?:best|kind)|many) )?(?:regards|wishes|thanks|thank you)\b[^.!?]{0,40}[,!.]?|"
    r"(?:yours (?:sincerely|faithfully|truly)|sincerely|cheers|best|mit freundlichen grüßen|viele grüße|"
    r"cordialement)[,!.]?",
    re.I,
)
FIELD = re.compile(
    r"(?:subject|from|to|cc|bcc|date|re|contact|press contact|tel|phone|e-?mail|embargo(?:ed)?(?: until)?|"
    r"for immediate release|notes? (?:to|for) editors?|ends)\s*(?::.{0,200}|\W{0,5})",
    re.I,
)
COURTESY = re.compile(
    r"(?:please|kindly|let me know|let us know|feel free|do not hesitate|don[’']t hesitate|thank you|thanks|"
    r"i hope (?:you|this)|we hope (?:you|this)|i am (?:writing|pleased to (?:send|share))|find (?:attached|below)|"
    r"(?:here|below|attached|enclosed) (?:is|are)\b|as (?:promised|discussed|requested))\b",
    re.I,
)
LISTS = re.compile(
    r"(?:sources?|references|notes|footnotes|left out|further reading|links|quellen|références)\W{0,2}", re.I
)
"""Headings of lists that follow a text and say nothing themselves."""
SOURCE = re.compile(r"(?:[-*•] )?\[\d{1,3}\]:?\s+\S")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,255}\.\w+", re.I)
LONGEST_HEADING, LONGEST_SIGNATURE, LONGEST_COURTESY = 15, 6, 30
SHORT_GREETING, LONGEST_GREETING = 4, 8
"""Words."""
LEAD_IN = 3
"""Content words up to which a line that ends in a colon only leads to what follows: `What we know so far:`."""
FEWEST = 2
"""Content words of a claim, where it has no more words than that; "More soon." is none, "It is closed." is one."""
SHORTEST_LINE = 45
"""Characters from which a line may have been broken at its width."""
GOES_ON = frozenset('0123456789£$€(“"')
"""What a line may go on with besides small letters."""
ENDED = re.compile(r"[.!?][”\"’)]?\s")
"""A line in which a sentence ended is running text, and no headline."""
QUOTE_MARKS = '“”"«»„'


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold one sentence or line of a draft, `Draft.text[start:end]`; `aside` says what it is when it is no claim.

    `before` is the sentence ahead of it, for what a pronoun means.
    """

    text: str
    start: int
    end: int
    aside: str | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold a draft as it was read: its text without marks, and its pieces in order."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def claims(self) -> int:
        """Return how many sentences there are to check."""
        return sum(one.aside is None for one in self.pieces)


def read_draft(text: str) -> Draft:
    """Return the sentences of a draft in plain text or Markdown.

    Raises InputError when there is nothing to check in it, or too much.

    >>> [(one.text, one.aside) for one in read_draft("Dear all,\\n\\nThe bridge closed on Monday [1].").pieces]
    [('Dear all,', 'greeting'), ('The bridge closed on Monday.', None)]
    """
    if len(text) > LONGEST_DRAFT:
        raise InputError(
            f"A draft has at most {LONGEST_DRAFT:,} characters, this one {len(text):,}; check it in parts."
        )
    body, pieces, last = "", [], ""
    for block_text, whole in _lines(_blocks(text)):
        start = len(body) + 2 if body else 0
        body = f"{body}\n\n{block_text}" if body else block_text
        for left, right, aside in [(0, len(block_text), whole)] if whole else _sentences(block_text):
            said = block_text[left:right]
            pieces.append(Piece(said, start + left, start + right, aside, last))
            last = last if aside else said
    draft = Draft(body, tuple(pieces))
    if not draft.claims:
        raise InputError("There is no sentence to check in this text; give a draft with statements.")
    if draft.claims > MOST_CLAIMS:
        raise InputError(
            f"A draft has at most {MOST_CLAIMS:,} sentences, this one {draft.claims:,}; check it in parts."
        )
    return draft


def draft_text(articles: Iterable[Article]) -> str:
    """Return what was read from a file as the text of a draft: headings as in Markdown, all else as it stands."""
    blocks = []
    for article in articles:
        blocks += [f"# {article.title}"] if article.title else []
        blocks += [_written(one) for one in article.paragraphs]
    return "\n\n".join(blocks)


def _written(paragraph: Paragraph) -> str:
    return {"heading": "## ", "list": "- ", "quote": "> "}.get(paragraph.kind, "") + paragraph.text


def as_spoken(text: str) -> str:
    """Return a quotation with its speaker behind a dash as a sentence says it; any other text as it stands.

    >>> as_spoken("“We close it now.” — Ines Holt, mayor")
    '“We close it now.” said Ines Holt.'
    """
    found = ATTRIBUTED.fullmatch(text)
    return f"{found[1]} said {found[2].strip().rstrip('.')}." if found else text


def _blocks(text: str) -> list[Block]:
    if MARKDOWN.search(text) and is_parsable(text):
        marked = LABELLED.sub(rf"\1{LABEL}", LINKED_MARK.sub(r"[\1]", text.replace("\r\n", "\n")))
        return blocks_of(marked, first=0)
    joined: list[Block] = []
    for block in split(text):
        if joined and _goes_on(joined[-1], block):
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {block.text}")
        else:
            joined.append(block)
    return joined


def _goes_on(above: Block, below: Block) -> bool:
    """Tell whether a line goes on with the sentence of the line above, however wide the text is."""
    if above.group != below.group or ENDS.search(above.text) or BULLET.match(below.text) or FIELD.fullmatch(above.text):
        return False
    last = above.text.split()[-1].casefold()
    if last.endswith((",", ":")) and len(above.text) < SHORTEST_LINE:
        return False
    if below.text[0].islower() or last in STOPWORDS:
        return True
    return len(above.text) >= SHORTEST_LINE and (below.text[0] in GOES_ON or bool(ENDED.search(above.text)))


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[str, str | None]]:
    """Yield each block's text without marks, and what it is when it is no claim as a whole."""
    listing = signed = False
    for block, after in pairwise([*blocks, None]):
        assert block is not None
        label, _, rest = block.text.rpartition(LABEL)
        what = _what(block, after)
        if LISTS.fullmatch(block.text):
            listing, what = True, "heading"
        elif what == "heading":
            listing = False
        elif listing or SOURCE.match(block.text):
            what = "source"
        elif signed and what is None and len(block.text.split()) <= LONGEST_SIGNATURE and not ENDS.search(block.text):
            what = "signature"
        signed = signed or what == "closing"
        body = BULLET.sub("", MARKS.sub("", rest) if what != "source" else rest).strip()
        if not what and (dated := DATED.match(body)):
            label, body = f"{label} {dated[0]}", body[dated.end() :]
        if label:
            yield MARKS.sub("", label).strip(), "label"
        if body:
            yield body, what


def _what(block: Block, after: Block | None) -> str | None:
    """Return what a block is when it is no claim as a whole, None for one to be read sentence by sentence."""
    text = block.text
    if block.kind == "heading":
        return "heading"
    if _greets(text):
        return "greeting"
    if CLOSING.fullmatch(text):
        return "closing"
    if FIELD.fullmatch(text):
        return "note"
    if not ADDRESS.sub("", text).strip(" .,;:|"):
        return "address"
    ends = bool(ENDS.search(MARKS.sub("", text)))
    if not ends and " · " in text:
        return "note"
    listed = block.kind == "list" or BULLET.match(text)
    if ends or listed or after is None or MARKS.search(text) or len(text.split()) > LONGEST_HEADING:
        return None
    below = MARKS.sub("", after.text)
    return "heading" if ENDS.search(below) and len(below.split()) > len(text.split()) else None


def _sentences(text: str) -> list[tuple[int, int, str | None]]:
    """Return the spans of the sentences of a block, and what each is when it is no claim."""
    spans: list[tuple[int, int]] = []
    for left, right in sentence_spans(text):
        # A quotation may be split from the name behind it: “So did his father.” — Liv Aronsen
        if spans and text[left] in "—–-":
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
    return [(left, right, _aside(text[left:right])) for left, right in spans]


def _aside(sentence: str) -> str | None:
    content = [word for word in words(sentence) if word not in STOPWORDS]
    if _greets(sentence):
        return "greeting"
    if COURTESY.match(sentence) and len(sentence.split()) <= LONGEST_COURTESY:
        return "courtesy"
    if sentence.endswith("?") and not any(mark in sentence for mark in QUOTE_MARKS):
        return "question"
    numbers = any(word[0].isdigit() for word in content)
    if sentence.endswith(":") and len(content) <= LEAD_IN and not numbers:
        return "lead-in"
    return "too short" if len(content) < FEWEST and len(sentence.split()) <= FEWEST and not numbers else None


def _greets(text: str) -> bool:
    """Tell whether a line greets; one that ends in a full stop only when it is short."""
    return bool(GREETING.fullmatch(text)) and len(text.split()) <= (
        SHORT_GREETING if text.endswith(".") else LONGEST_GREETING
    )
