"""Prove a draft: find for each of its sentences the paragraphs that say it or say otherwise, and judge by them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from briefing.cite import Numbers, make_citation
from briefing.draft import Draft, Piece, as_spoken
from briefing.ground import locate
from briefing.judge import SPEAKS, judge, shared_words
from briefing.speakers import speaker_names
from briefing.suspicious import suspicious
from briefing.types import (
    HOLDS,
    Aside,
    Check,
    Citation,
    Claim,
    Evidence,
    Finding,
    Judgement,
    Proof,
    Sentence,
    Support,
    Vote,
)
from index.indexing import OnProgress, Progress
from index.text import date_of, moment, words
from index.types import CITABLE_KINDS, Article, Filters, Hit

HITS, HITS_OF_BOTH = 12, 8
"""Passages that are looked for by a sentence, and by it together with the one before, which says who `she` is."""
BESIDE = 1
"""Paragraphs on each side of a found one that are judged too: a name or a quotation may go on there."""
JOINTLY = 3
"""Paragraphs that may be cited for one sentence."""
TOGETHER = 0.8
"""Share of a sentence's content words that several paragraphs must have: a name of one and a day of another are no
event."""
NEAREST = 0.2
"""Share of a sentence's content words from which a paragraph is shown as the nearest."""
FEWEST_SHARED = 2
"""Content words that a paragraph shares with a sentence it contradicts."""
SAYS_OTHERWISE = SPEAKS - {"names"}
"""Checks that fail for what a paragraph says; a name that it lacks may be another's."""
SAME_MATTER, SAME_MATTER_COUNTED = 0.7, 0.6
"""Share of a sentence's content words from which a paragraph tells of the same thing; the same where nothing but the
number of one unit differs, as in "the ferry carried 240 passengers" beside "the ferry … with 212 passengers"."""
NEAREST_FEW = 3
"""Nearest paragraphs that are asked for another number."""
NUMBER = re.compile(r"(?<!\S)\S*\d\S*")
DAY_OR_NUMBER = re.compile(
    r"(?<!\S)\S*\d\S*|\bper cent\b|\bpercent\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
)
LEANING = frozenset("he she it they his her its their this that these those him them".split())
"""Words that lean on the sentence before."""

Find = Callable[[Piece], Sequence[Evidence]]
"""Gives the paragraphs that may say a sentence of a draft, likeliest first."""
Search = Callable[..., list[Hit]]


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one paragraph to judge by, and what else lends a name to it: headline, outlet, date, speaker."""

    evidence: Evidence
    context: str
    doubt: str | None


def prove_draft(
    draft: Draft, find: Find, *, vote: Vote | None = None, progress: OnProgress | None = None
) -> Iterator[Claim | Aside | Proof]:
    """Yield each piece of the draft in order as soon as it is judged, then the whole."""
    numbers = Numbers()
    claims: list[Claim] = []
    asides: list[Aside] = []
    speakers = cache(speaker_names)
    for piece in draft.pieces:
        if piece.aside:
            asides.append(Aside(piece.text, piece.aside, piece.start, piece.end))
            yield asides[-1]
            continue
        sources = [_source(one, speakers(one.article)) for one in find(piece)]
        claims.append(_prove(piece, sources, numbers, vote))
        if progress:
            progress(Progress(len(claims), draft.claims, "checking sentences"))
        yield claims[-1]
    counts = Counter(one.verdict for one in claims)
    yield Proof(
        draft.text,
        tuple(claims),
        tuple(asides),
        supported=counts["supported"],
        partly=counts["partly"],
        contradicted=counts["contradicted"],
        not_found=counts["not_found"],
        as_of=_newest(one for claim in claims for one in claim.sentence.citations),
    )


def in_articles(articles: Iterable[Article]) -> Find:
    """Return what gives every paragraph of these articles."""
    given = [Evidence(article, one) for article in articles for one in article.paragraphs if one.kind in CITABLE_KINDS]
    return lambda piece: given


def in_library(search: Search, filters: Filters) -> Find:
    """Return what searches the library for a sentence, and gives what it finds with the paragraphs beside."""

    def find(piece: Piece) -> list[Evidence]:
        hits = search(piece.text, limit=HITS, filters=filters, judged=False)
        if piece.before and LEANING & set(words(piece.text)[:4]):
            hits += search(f"{piece.before} {piece.text}", limit=HITS_OF_BOTH, filters=filters, judged=False)
        found: dict[str, Evidence] = {}
        for reach in (0, BESIDE):
            for hit in hits:
                found |= {one.paragraph.id: one for one in _around(hit, reach) if one.paragraph.id not in found}
        return list(found.values())

    return find


def _around(hit: Hit, reach: int) -> list[Evidence]:
    """Return the paragraphs of a passage with so many on each side."""
    citable = [one for one in hit.article.paragraphs if one.kind in CITABLE_KINDS]
    places = [place for place, one in enumerate(citable) if one.id in hit.passage.paragraph_ids]
    if not places:
        return []
    first, last = max(0, places[0] - reach), places[-1] + reach + 1
    return [Evidence(hit.article, one) for one in citable[first:last]]


def _source(evidence: Evidence, speakers: Mapping[str, str]) -> Source:
    article = evidence.article
    # No weekday: that of the publication would lend itself to any event.
    dated = date_of(article.published) if article.published else ""
    lent = (article.title, article.source, dated, speakers.get(evidence.paragraph.id, ""))
    return Source(evidence, ". ".join(filter(None, lent)), suspicious(evidence.paragraph.text))


def _prove(piece: Piece, sources: Sequence[Source], numbers: Numbers, vote: Vote | None) -> Claim:
    trusted = [one for one in sources if one.doubt is None]
    found = _judge(piece.text, trusted, vote)
    ranked = [trusted[row] for row in found.evidence]
    verdict = verdict_of(found)
    cited = _carrying(piece.text, ranked, vote) if verdict == "supported" else ranked[:1]
    checks = found.checks
    if len(cited) > 1 and not _carry_together(piece.text, cited):
        verdict, cited = "not_found", ranked[:1]
        checks = (*checks, Check("source", False, "no one paragraph says it, and several only parts of it"))
    if verdict == "not_found" and (denied := _denied(piece.text, ranked[:NEAREST_FEW], vote)):
        verdict, cited, checks = "contradicted", [denied[0]], denied[1].checks
    if verdict in ("partly", "not_found") and (hostile := _doubted(piece.text, sources, vote)):
        verdict, cited = "not_found", [hostile]
        why = f"only a suspicious paragraph says it, which counts for nothing: {hostile.doubt}"
        checks = (Check("source", False, why),)
    elif verdict != "supported" and not (cited and _speaks_of_it(piece.text, cited[0], verdict)):
        verdict, cited = "not_found", ()
        checks = (Check("source", False, "no paragraph that was found speaks of it"),)
    citations = _citations(piece.text, cited, numbers)
    apart = verdict == "not_found"
    support = Support.UNSUPPORTED if apart else found.support
    sentence = Sentence(piece.text, () if apart else citations, support, checks)
    return Claim(sentence, verdict, round(found.score, 4), piece.start, piece.end, citations if apart else ())


def _doubted(text: str, sources: Sequence[Source], vote: Vote | None) -> Source | None:
    """Return the suspicious paragraph that says a sentence."""
    doubted = [one for one in sources if one.doubt]
    if not doubted:
        return None
    found = _judge(text, doubted, vote)
    nearest = doubted[found.evidence[0]] if found.evidence else None
    return nearest if nearest and found.support in HOLDS else None


def verdict_of(found: Judgement) -> Finding:
    """Return what a judgement means for a reader.

    >>> verdict_of(Judgement(Support.UNSUPPORTED, 0.2, (), (0,), contradicts=True))
    'contradicted'
    """
    if found.support in HOLDS:
        return "supported"
    if found.contradicts:
        return "contradicted"
    return "partly" if found.support is Support.PARTLY else "not_found"


def _judge(text: str, sources: Sequence[Source], vote: Vote | None) -> Judgement:
    paragraphs = [one.evidence.paragraph.text for one in sources]
    return judge(as_spoken(text), paragraphs, contexts=[one.context for one in sources], vote=vote)


def _carrying(text: str, ranked: Sequence[Source], vote: Vote | None) -> Sequence[Source]:
    """Return the fewest of the best paragraphs that carry a sentence."""
    for number in range(1, JOINTLY):
        if _judge(text, ranked[:number], vote).support in HOLDS:
            return ranked[:number]
    return ranked[:JOINTLY]


def _carry_together(text: str, cited: Sequence[Source]) -> bool:
    """Tell whether several paragraphs tell of one thing: all but numbers and days, each has some of it."""
    paragraphs = [one.evidence.paragraph.text for one in cited]
    shared, wanted = shared_words(text, " ".join(paragraphs))
    bare = DAY_OR_NUMBER.sub("", text)
    return shared >= TOGETHER * wanted and all(shared_words(bare, one)[0] >= FEWEST_SHARED for one in paragraphs)


def _citations(text: str, sources: Sequence[Source], numbers: Numbers) -> tuple[Citation, ...]:
    found = [one.evidence for one in sources]
    return tuple(make_citation(numbers.of(one.paragraph.id), one, *locate(text, one.paragraph.text)) for one in found)


def _newest(citations: Iterable[Citation]) -> date | datetime | None:
    return max((one.published for one in citations if one.published), key=moment, default=None)


def _denied(text: str, nearest: Sequence[Source], vote: Vote | None) -> tuple[Source, Judgement] | None:
    """Return the first of the nearest paragraphs that tells of the same thing otherwise, and its judgement.

    Its numbers count for nothing in that: the very one that differs would make it something else. Where only a number
    differs, of a unit that both have, fewer of the other words must be the same.
    """
    for place, source in enumerate(nearest):
        found = _judge(text, [source], vote)
        failed = {one.name: one.detail for one in found.checks if not one.passed}
        shared, wanted = shared_words(NUMBER.sub("", text), source.evidence.paragraph.text)
        counted = not failed.keys() & SAYS_OTHERWISE - {"numbers"} and "names" not in failed
        otherwise = counted and "the paragraph says" in failed.get("numbers", "")
        needed = SAME_MATTER_COUNTED if otherwise else SAME_MATTER
        if (otherwise or (place == 0 and failed.keys() & SAYS_OTHERWISE)) and shared >= max(
            FEWEST_SHARED, needed * wanted
        ):
            return source, found
    return None


def _speaks_of_it(text: str, source: Source, verdict: Finding) -> bool:
    """Tell whether a paragraph has enough of a sentence's content words; to contradict it, more than one."""
    shared, wanted = shared_words(text, source.evidence.paragraph.text)
    return shared >= max(NEAREST * wanted, FEWEST_SHARED if verdict == "contradicted" else 1)
