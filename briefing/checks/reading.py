"""Read a sentence once for all checks: its words, their stems, where clauses end, what is content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.checks.irregular import IRREGULAR
from briefing.checks.lexicon import NEGATORS
from briefing.checks.quantities import NUMBER_WORDS
from index.text import DASH_FOLD, QUOTE_FOLD, STOPWORDS, sentence_spans

PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*\.?(?<![a-z]{3}\.)|[^\w\s]")
CLAUSE = frozenset(',;:()—.!?"') | frozenset(
    "but while because although though whereas which who whom whose where when after before unless until and or".split()
)
"""What a negation or a hedge does not reach beyond."""
DOUBLED = re.compile(r"..(?:bb|dd|gg|mm|nn|pp|rr|tt)$")
SILENT_E = re.compile(r"[^aeiou][aeiou][^aeiouwxy]")
"""What is left of "hoped" and "voting": without the e the consonant would be doubled, as in "stopped"."""
PAST_OF_EE = re.compile(r"(?:agr|\bfr|rant|decr|fer)eed$")
"""The past of "agree", "free", "guarantee"; other words on "-eed" are no past at all."""
FUNCTION = STOPWORDS | frozenset("us am shall may might could must via per upon among within onto".split())
BOUNDS = frozenset("fewer less more later".split())
KEPT = 4096
"""Readings kept: the paragraphs of a briefing are held against many sentences."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold one sentence read: words as written, folded, and as stems, their spans, and the clause each stands in.

    `content` are the stems that carry content; `negators` the places of words that deny.
    """

    text: str
    written: tuple[str, ...]
    words: tuple[str, ...]
    stems: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    clauses: tuple[int, ...]
    content: frozenset[str]
    negators: tuple[int, ...]

    def phrase(self, start: int, end: int) -> str:
        """Return the text from the word at `start` up to the word before `end`."""
        start, end = max(0, start), min(len(self.words), end)
        return self.text[self.spans[start][0] : self.spans[end - 1][1]] if start < end else ""


@lru_cache(maxsize=KEPT)
def read(text: str) -> Reading:
    """Return the sentence read.

    >>> read("The ministry hasn’t closed two bridges.").stems
    ('the', 'ministry', 'have', 'not', 'clos', '2', 'bridg')
    """
    written: list[str] = []
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    clauses: list[int] = []
    clause = 0
    for match in PIECE.finditer(text.translate(QUOTE_FOLD).translate(DASH_FOLD)):
        piece = match[0]
        word = piece.lower()
        if word in CLAUSE:
            clause += 1
        if not word[0].isalnum():
            continue
        if word[0].isdigit():
            parts: tuple[str, ...] = (word.replace(",", ""),)
        elif word.isalpha() and word != "cannot":
            parts = (word,)
        else:
            parts = _parts(word.removesuffix("'s").replace(".", ""))
        for part in parts:
            written.append(piece)
            words.append(part)
            spans.append(match.span())
            clauses.append(clause)
    stems = [stem(word) for word in words]
    return Reading(
        text,
        tuple(written),
        tuple(words),
        tuple(stems),
        tuple(spans),
        tuple(clauses),
        frozenset(one for one, word in zip(stems, words, strict=True) if word not in FUNCTION),
        tuple(place for place, word in enumerate(words) if word in NEGATORS and not _bounds(words[place:])),
    )


@lru_cache(maxsize=KEPT)
def sentences_of(paragraph: str) -> tuple[Reading, ...]:
    """Return the sentences of a paragraph, read."""
    return tuple(read(paragraph[start:end]) for start, end in sentence_spans(paragraph))


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """Return a word without its ending, so that its forms meet.

    >>> [stem(word) for word in ("closes", "closed", "closing", "withdrew", "countries", "stopped", "nine")]
    ['clos', 'clos', 'clos', 'withdraw', 'country', 'stop', '9']
    >>> [stem(word) for word in ("vote", "votes", "voted", "agree", "agreed", "succeed", "succeeded")]
    ['vote', 'vote', 'vote', 'agre', 'agre', 'succeed', 'succeed']
    """
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    if word in IRREGULAR:
        return IRREGULAR[word].removesuffix("e") if len(IRREGULAR[word]) > 4 else IRREGULAR[word]
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("eed"):
        return stem(word[:-1]) if PAST_OF_EE.search(word) else word
    for ending in ("ing", "ed"):
        if (
            word.endswith(ending)
            and len(word) > len(ending) + 2
            and any(vowel in word[: -len(ending)] for vowel in "aeiouy")
        ):
            rest = word[: -len(ending)]
            if SILENT_E.fullmatch(rest):
                return rest + "e"
            return rest[:-1] if DOUBLED.search(rest) else rest.removesuffix("e")
    if word.endswith("sses") or word.endswith(("ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _bounds(words: Sequence[str]) -> bool:
    """Tell whether what begins with a negator denies nothing: "no fewer than nine"."""
    return len(words) > 2 and words[0] == "no" and words[1] in BOUNDS and words[2] == "than"


def _parts(word: str) -> tuple[str, ...]:
    """Return a contraction in its parts: "hasn't" is "has" and "not"."""
    if word.endswith("n't"):
        return {"can't": "can", "won't": "will", "shan't": "shall"}.get(word, word[:-3]), "not"
    if word == "cannot":
        return "can", "not"
    return (word.partition("'")[0] or word,) if "'" in word else (word,)
