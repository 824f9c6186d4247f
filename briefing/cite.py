"""Turn a writer's stream of text with `[n]` marks into checked sentences with citations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from briefing.ground import check, is_verbatim, locate
from briefing.types import Citation, Evidence, Sentence, Vote
from index.text import day, sentences

MARK = re.compile(r"\[(\d{1,3}(?:[,;] ?\d{1,3})*)\]")
MARKS = re.compile(rf"(?:\s*{MARK.pattern})+")
SPACE = r"[^\S\n]"
"""White space but a line break: that always ends a sentence, so nothing may reach over it."""
BREAK = re.compile(
    rf"(?P<marks>(?:{SPACE}*{MARK.pattern})+)(?P<end>[.!?…]?[”\"’')]*)(?={SPACE}+(?P<next>\[(?=[^\d\s])|[^\s\[]))|\n"
)
"""A sentence may be over behind its marks when something else follows, and is at the end of a line."""
ENDS = re.compile(r"[.!?…][”\"’')\]]*\s*\Z")
OPEN = frozenset("0123456789,;[].!?…”\"’')")
"""Characters of which marks that are not complete yet may consist, with white space."""
GUARD = "\u2060"
"""Stands behind the bracket of a source's own `[12]`, so that it is not read as a mark; no cleaned text holds it."""
GUARDED = re.compile(r"\[(?=\d)")


class Numbers:
    """Give each cited paragraph one number, by first appearance; share it to number a whole briefing through."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def of(self, paragraph_id: str) -> int:
        """Return the number of the paragraph, a new one when it is cited for the first time."""
        return self._given.setdefault(paragraph_id, len(self._given) + 1)


def protect(text: str) -> str:
    """Return source text so guarded that its own `[12]` is not taken for a mark."""
    return GUARDED.sub("[" + GUARD, text)


def cite(
    texts: Iterable[str], evidence: Sequence[Evidence], *, numbers: Numbers | None = None, vote: Vote | None = None
) -> Iterator[Sentence]:
    """Yield each sentence as soon as it is complete, with its citations and its checks, and with a vote if given one.

    Marks that name no evidence vanish. A line break always ends a sentence; so do marks followed by other words.
    """
    numbers = numbers or Numbers()
    for piece in pieces(texts):
        yield from _sentences(piece, evidence, numbers, vote)


def pieces(texts: Iterable[str]) -> Iterator[str]:
    """Yield the stream cut behind each line and behind the marks of each sentence; any split of it gives the same.

    A mark in the middle of a sentence (`closed [1] and opened [2].`) cuts nothing.
    """
    buffer, start = "", 0
    for text in texts:
        buffer += text
        while (found := BREAK.search(buffer, start)) is not None:
            if found["marks"] and not _is_over(buffer[: found.start()], found):
                start = found.end()
                continue
            yield buffer[: found.end()]
            buffer, start = buffer[found.end() :], 0
        start = max(start, _unfinished(buffer))
    if buffer:
        yield buffer


def _is_over(before: str, found: re.Match[str]) -> bool:
    """Tell whether the marks stand at the end of a sentence, not in the middle of one."""
    return not found["next"].islower() or bool(ENDS.search(found["end"] or before))


def _unfinished(buffer: str) -> int:
    """Return where marks may begin that more text may complete: what stands before was searched in vain."""
    place = len(buffer)
    while place and (buffer[place - 1] in OPEN or buffer[place - 1].isspace()):
        place -= 1
    return place


def make_citation(number: int, evidence: Evidence, start: int, end: int) -> Citation:
    """Return the citation of `paragraph.text[start:end]`, with its permanent link."""
    article, paragraph = evidence.article, evidence.paragraph
    anchor = paragraph.id.rpartition(".")[2]
    return Citation(
        n=number,
        article_id=article.id,
        revision=article.revision,
        paragraph_id=paragraph.id,
        paragraph=paragraph.number,
        kind=paragraph.kind,
        start=start,
        end=end,
        quote=paragraph.text[start:end],
        title=article.label,
        source=article.source,
        published=article.published,
        url=article.url,
        link=f"/articles/{article.id}?rev={article.revision}#p-{anchor}",
        page=paragraph.page,
    )


def _sentences(text: str, evidence: Sequence[Evidence], numbers: Numbers, vote: Vote | None) -> Iterator[Sentence]:
    cited = _cited(text, evidence)
    body = MARKS.sub("", text).replace(GUARD, "").strip()
    if not body:
        return
    if any(is_verbatim(body, one.paragraph.text) for one in cited):
        yield prove(body, cited, numbers)
        return
    *uncited, last = sentences(body)
    for sentence in uncited:
        yield prove(sentence, [], numbers)
    yield prove(last, cited, numbers, vote)


def _cited(text: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    found: list[Evidence] = []
    for mark in MARK.finditer(text):
        for digits in re.findall(r"\d+", mark[1]):
            position = int(digits)
            if 1 <= position <= len(evidence) and evidence[position - 1] not in found:
                found.append(evidence[position - 1])
    return found


def prove(body: str, cited: Sequence[Evidence], numbers: Numbers, vote: Vote | None = None) -> Sentence:
    """Return a sentence without marks, cited to these paragraphs and checked against them."""
    names = " ".join(_lent(one) if "[" in body else one.article.title for one in cited)
    support, checks = check(
        body, [one.paragraph.text for one in cited], context=names, vote=vote, published=_published(cited)
    )
    citations = tuple(
        make_citation(numbers.of(one.paragraph.id), one, *locate(body, one.paragraph.text)) for one in cited
    )
    return Sentence(body, citations, support, checks)


def _published(cited: Sequence[Evidence]) -> date | None:
    """Return the day of publication that the cited paragraphs share; None when they have none, or several."""
    days = {day(one.article.published) if one.article.published else None for one in cited}
    return days.pop() if len(days) == 1 else None


def _lent(evidence: Evidence) -> str:
    """Return what may lend a name to a bracket: the whole article the sentence comes from."""
    return " ".join([evidence.article.title, *(paragraph.text for paragraph in evidence.article.paragraphs)])
