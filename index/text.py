"""Work on plain text: normalise, digest, split into sentences and words, shingle, compare moments."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache

SPACE = re.compile(r"\s+")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
QUOTE_FOLD = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"})
DASH_FOLD = str.maketrans({"–": "-", "—": "-", "‑": "-", "−": "-"})
LONGEST_PARAGRAPH = 20_000
"""Characters; sentencex takes 11 s for 100,000 opening quotation marks, so longer text is cut at full stops alone."""
PLAIN_END = re.compile(r"(?<=[.!?]\s)")
ABBREVIATION_END = re.compile(
    r"(?:^|[\s(“\"–-])(?:Mr|Mrs|Ms|Mme|Dr|Prof|Rev|Gen|Col|Lt|Sgt|Capt|Cllr|Det|Sen|Rep|Gov|Govt|Hosp|Rd|St|No|vs|"
    r"U\.[SK]|[A-Z])\.\s*$"
)
"""A "sentence" that ends like this is not over: sentencex splits `Ms.` and `U.K. Govt.`"""
NUMBERED_END = re.compile(r"(?:^|[\s(“\"])(?:Prop|Art|Sec|Fig|Vol|Ch|Nos|approx|ca)\.\s*$")
"""Nor is one that ends like this before a number: `Prop. 50`."""
HOUR_END = re.compile(r"\d ?[ap]\.m\.\s*$")
ZONE = re.compile(
    r"(?:[ECMP][SD]?T|AK[SD]T|HS?T|GMT|UTC|BST|CES?T|[WE]ES?T|IST|JST|A[EWC][SD]T|NZ[SD]T|Eastern|Central|Mountain|Pacific|Greenwich|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
"""Nor is an hour before its zone or its day: `8 p.m. ET on Sunday`."""

QUOTATION = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
"""A quotation in double marks, up to the end of the text where nothing closes it."""

STOPWORDS = frozenset(
    "a about after again all also an and any are as at be because been before being both but by can could did do does "
    "doing down during each few for from further had has have having he her here hers him his how i if in into is it "
    "its just me more most my no nor not now of off on once only or other our out over own said same say says she so "
    "some such than that the their them then there these they this those through to too under until up very was we "
    "were what when where which while who whom whose why will with would you your".split()
)
"""Words that carry no content of their own in English; `say` is one because nearly every news sentence has it."""


def normalise(text: str) -> str:
    """Return `text` in NFC with invisible characters gone and every run of white space as one space.

    >>> normalise("a\\u00a0 b\\u200b\\n c")
    'a b c'
    """
    return SPACE.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def fold(text: str) -> str:
    """Return `text` normalised, case-folded, with straight quotation marks and hyphens: for comparing, not for showing.

    >>> fold("“Don’t” –  he said")
    '"don\\'t" - he said'
    """
    return normalise(text).translate(QUOTE_FOLD).translate(DASH_FOLD).casefold()


def key(text: str) -> str:
    """Return the letters and digits of `text` alone, case-folded: equal for lines that differ in punctuation only."""
    return "".join(character for character in fold(text) if character.isalnum())


def digest(*parts: str, length: int = 12) -> str:
    """Return the first `length` hex digits of the SHA-256 of `parts`, joined so that no two tuples collide.

    >>> digest("a", "b") == digest("ab")
    False
    """
    joined = "\x1f".join(parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:length]


def paragraph_ids(article_id: str, texts: Sequence[str]) -> list[str]:
    """Return one id per paragraph text: `<article>.<6 hex>`, `-2`, `-3` … for a repeated text."""
    seen: dict[str, int] = {}
    ids = []
    for text in texts:
        stem = f"{article_id}.{digest(fold(text), length=6)}"
        seen[stem] = seen.get(stem, 0) + 1
        ids.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return ids


@lru_cache(maxsize=8192)
def sentence_spans(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Return the (start, end) character spans of the sentences of `text`, white space at the edges left out.

    Splits with sentencex, which keeps a quotation with its "said X"; pieces that end in an abbreviation are joined.
    """
    from sentencex import segment

    pieces = segment(language, text) if len(text) <= LONGEST_PARAGRAPH else PLAIN_END.split(text)
    spans: list[tuple[int, int]] = []
    start = 0
    for piece in pieces:
        end = start + len(piece)
        before = text[max(spans[-1][0], spans[-1][1] - 16) : spans[-1][1]] if spans else ""
        numbered = NUMBERED_END.search(before) and piece.lstrip()[:1].isdigit()
        timed = HOUR_END.search(before) and ZONE.match(piece.lstrip())
        if ABBREVIATION_END.search(before) or numbered or timed:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        start = end
    trimmed = []
    for left, right in spans:
        body = text[left:right]
        if body.strip():
            trimmed.append((left + len(body) - len(body.lstrip()), left + len(body.rstrip())))
    return tuple(trimmed)


def sentences(text: str, language: str = "en") -> list[str]:
    """Return the sentences of `text`, each an exact substring of it.

    >>> sentences("It rained. “Stay in. Keep warm,” said Dr. Okafor.")
    ['It rained.', '“Stay in. Keep warm,” said Dr. Okafor.']
    >>> sentences("Tarn voted for Prop. 50. It holds from May.")
    ['Tarn voted for Prop. 50.', 'It holds from May.']
    >>> sentences("It closed at 8 p.m. ET on Sunday. It opens at 9 a.m. Bring a coat.")
    ['It closed at 8 p.m. ET on Sunday.', 'It opens at 9 a.m.', 'Bring a coat.']
    """
    return [text[start:end] for start, end in sentence_spans(text, language)]


def paired(text: str) -> str:
    """Return a text whose quotations open and close with marks of one kind, every letter where it was.

    Pages mix them: what “ opens a straight mark closes, and the other way about.

    >>> paired('“Come," he said. "Now.”')
    '“Come,” he said. “Now.”'
    """
    if '"' not in text or not ("“" in text or "”" in text):
        return text
    letters = list(text)
    opened: int | None = None
    for place, letter in enumerate(text):
        if letter == "“":
            opened = place
        elif letter == "”":
            if opened is not None and text[opened] == '"':
                letters[opened] = "“"
            opened = None
        elif letter == '"' and opened is None:
            opened = place
        elif letter == '"' and (text[opened or 0] == '"' or not text[place - 1].isspace()):
            if text[opened or 0] == "“":
                letters[place] = "”"
            opened = None
    return "".join(letters)


def without_quotations(text: str) -> str:
    """Return `text` with blanks for what is quoted, so that every place stays where it was.

    >>> without_quotations("He said “no”.")
    'He said     .'
    """
    return QUOTATION.sub(lambda found: " " * len(found[0]), paired(text))


def with_noun(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> with_noun(1, "article"), with_noun(1200, "article"), with_noun(2, "story")
    ('1 article', '1,200 articles', '2 stories')
    """
    plural = noun[:-1] + "ies" if re.search(r"[^aeiou]y$", noun) else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def words(text: str) -> list[str]:
    """Return the words of `text`, case-folded, apostrophes straight.

    >>> words("Kyiv’s 30-day plan")
    ["kyiv's", '30', 'day', 'plan']
    """
    return WORD.findall(text.translate(QUOTE_FOLD).casefold())


def content_words(text: str) -> set[str]:
    """Return the words of `text` that carry its content, each in the singular.

    >>> sorted(content_words("The ferries were late."))
    ['ferry', 'late']
    """
    return {singular(word) for word in words(text) if word not in STOPWORDS}


def singular(word: str) -> str:
    """Return `word` without a plural ending, so that `days` meets `day`.

    >>> singular("countries"), singular("days"), singular("loss")
    ('country', 'day', 'loss')
    """
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def shingles(text: str, size: int = 3) -> frozenset[tuple[str, ...]]:
    """Return the set of `size`-word runs of `text`; a shorter text gives one run of all its words."""
    tokens = words(text)
    if len(tokens) < size:
        return frozenset({tuple(tokens)}) if tokens else frozenset()
    return frozenset(zip(*(tokens[start:] for start in range(size)), strict=False))


def containment(left: frozenset[tuple[str, ...]], right: frozenset[tuple[str, ...]]) -> float:
    """Return the share of the smaller shingle set that the other holds, 0..1 (Broder 1997)."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


def moment(value: date | datetime, *, end: bool = False) -> datetime:
    """Return `value` as a moment in UTC: a plain date is its first instant, or its last with `end`; naive means UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime.combine(value, time.max if end else time.min, tzinfo=UTC)


def stamp(value: date | datetime | None) -> float:
    """Return `value` as seconds since 1970, 0 for none: undated comes before all that is dated."""
    return moment(value).timestamp() if value else 0.0


def day(value: date | datetime) -> date:
    """Return the calendar day of `value`, in its own time zone."""
    return value.date() if isinstance(value, datetime) else value


def date_of(value: date | datetime) -> str:
    """Return a day as people write it.

    >>> date_of(date(2026, 3, 4))
    '4 March 2026'
    """
    return f"{value.day} {value:%B} {value.year}"
