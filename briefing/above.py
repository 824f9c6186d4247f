"""Name what a sentence further down an article is about: "The boats were moored at Dorrow" says not whose boats.

News names a place or a thing once and then speaks of "the village", "the bike", "there". A cross-encoder that reads
such a sentence alone, or behind a headline that names it otherwise, does not know that it is about what is asked.
"""

from __future__ import annotations

import re
from itertools import groupby

from briefing.naming import trimmed
from briefing.types import Evidence, Question
from index.text import fold, words

OPENS = re.compile(
    r"(?:[“\"‘']|(?:The|A|An)\s)?(?P<name>[A-Z][\w’'-]*(?:\s(?:(?:of|the|van|von|de)\s)?[A-Z][\w’'-]+)+)"
)
"""A sentence that begins with a name of two words has a subject of its own."""
CAPITAL = re.compile(r"(?<=[\w,;:’”] )[A-Z][\w’'-]+")
WORD = re.compile(r"[^\W_][\w’'-]*")


def named_above(question: Question, source: Evidence, start: int, end: int) -> str:
    """Return the names in the question that the text before the sentence has and the sentence lacks; "" without one.

    A name of which the sentence has a word is in it: "Varga" may be another than Bence Varga.
    """
    sentence = source.paragraph.text[start:end]
    own = OPENS.match(sentence)
    if own and question.kind != "who" and " " in trimmed(own["name"]):
        return ""
    have, before = set(words(sentence)), _before(source, start)
    plain = {_bare(one) for one in WORD.findall(before) if one.islower()}  # "the union" is no name of one
    written = {_bare(one) for one in CAPITAL.findall(before)} - plain
    for name in question.names:
        parts = set(words(name))
        written = written - parts if parts & have else written | (parts & set(words(before)))
    tokens = [(_bare(word) in written - have, word) for word in WORD.findall(question.text)]
    runs = [" ".join(word for _, word in run) for named, run in groupby(tokens, key=lambda pair: pair[0]) if named]
    return ", ".join(re.sub(r"[’']s\b", "", one) for one in runs)


def _bare(word: str) -> str:
    return fold(word).removesuffix("'s")


def _before(source: Evidence, start: int) -> str:
    """Return the headline and what stands before the sentence."""
    paragraphs = source.article.paragraphs
    above = [one.text for one in paragraphs[: paragraphs.index(source.paragraph)]]
    return "\n".join([source.article.title, *above, source.paragraph.text[:start]])
