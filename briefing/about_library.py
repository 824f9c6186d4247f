"""Answer questions about the library itself: how much, of which days, from whom; each listed article is cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.answer import finish
from briefing.cite import Numbers, prove
from briefing.fit import stems
from briefing.leaning import dangles, opens_known
from briefing.library_request import Request
from briefing.reading import Reading
from briefing.repair import repair
from briefing.signposts import is_signpost
from briefing.suspicious import speaks_to_a_model
from briefing.telling import tells, told_from
from briefing.top_stories import GROUPED, one_a_story
from briefing.topic import is_about, speaks_of
from briefing.types import Answer, Evidence, Outcome, Question, Sentence
from briefing.window import span
from index.holdings import Holding
from index.text import sentence_spans, with_noun
from index.types import Article, Filters, Paragraph

LISTED = 8
"""Articles of a list; more is a page of the library, not an answer."""
FEW = 3
"""Articles that go with a number, so that it can be checked."""
SHORTEST_LINE, LONGEST_LINE = 5, 60
"""Words of a first sentence; a shorter one tells little, a longer one is a paragraph that lost its full stops."""
EARLY = 6
"""Sentences at the top of an article of which the one that tells the headline's news is shown."""
LOOKED_AT = 100
"""Articles with the words of a topic among which those about it are looked for."""
NEAR = 0.0
"""Logit from which a passage is about a topic whose words its article does not have."""


def tell_library(
    request: Request, question: Question, reading: Reading, filters: Filters, when: str = ""
) -> Iterator[Sentence | Answer]:
    """Yield a line for each listed article, its own first sentence, then the Answer with the desk's opening.

    `when` names the days that the filters narrow to, as in "since 3 March 2026".
    """
    shown = 1 if request.kind in ("newest", "oldest") else FEW if request.kind == "count" else LISTED
    shown = min(request.most or shown, LISTED)
    by_story = request.kind == "new" and not request.terms
    looked_at = LOOKED_AT if request.terms else GROUPED if by_story else shown
    held = reading.holding(filters, topic=request.terms, newest=looked_at, oldest=request.kind == "oldest")
    of_it = [one for one in held.newest if is_about(one, request.terms)] if request.terms else []
    articles = (of_it + [one for one in held.newest if one not in of_it and speaks_of(one, request.terms)])[:shown]
    articles = articles or list(held.newest[:shown])
    if by_story and held.texts > shown:
        articles = one_a_story(held.newest, biggest_first=bool(when))[:shown]
    if request.kind == "outlets":
        each = [replace(filters, sources=(name,)) for name, _ in held.outlets[:LISTED]]
        articles = [one for narrow in each for one in reading.holding(narrow, topic=request.terms, newest=1).newest]
    if not held.articles and request.terms:
        yield from _nearest(request, question, reading, filters)
        return
    lines = _lines(articles, request.terms, Numbers())
    said = opening(request, held, len(lines), when, about=len(of_it)) if held.articles else None
    yield from _told(question, lines, said, answered=bool(held.articles))


def opening(request: Request, held: Holding, shown: int, when: str, *, about: int = 0) -> str:
    """Return what the desk says of the library: counted by code, so it needs no citation.

    `about` articles are about the topic, and listed before those that only mention it.
    """
    count = with_noun(held.articles, "article")
    dated = f", {when}" if when else f", {span(held.first, held.last)}" if held.first and held.last else ""
    on = f" {'mentions' if held.articles == 1 else 'mention'} “{request.topic}”" if request.topic else ""
    if request.kind == "outlets":
        names = "; ".join(f"{name} ({number:,})" for name, number in held.outlets) or "no article names its outlet"
        count = with_noun(len(held.outlets), "outlet")
        return f"{count}, with the number of articles{on and ' that' + on}: {names}."
    if request.kind in ("newest", "oldest"):
        return f"The {request.kind} article{on and (' about' if about else ' that mentions') + f' “{request.topic}”'}:"
    same = f" ({held.texts:,} without repeats)" if held.texts < held.articles else ""
    first = f"those about it first, {shown} in all" if about < shown else f"the newest {shown} about it"
    first = first if on and about else f"the newest {shown}"
    if request.kind == "new" and not on:
        first = _stories(shown, counted=bool(when), grouped=held.texts > GROUPED)
    rest = f"{same}; {first}:" if shown < held.texts else f"{same}:"
    if on:
        return f"{count}{on}{dated}{rest}"
    outlets = f" from {with_noun(len(held.outlets), 'outlet')}" if held.outlets else ""
    undated = f" ({held.undated:,} without a date)" if held.undated and not when else ""
    return f"{count}{outlets}{dated}{undated}{rest}"


def _stories(shown: int, *, counted: bool, grouped: bool) -> str:
    """Return how the stories of a list were chosen."""
    if not counted:
        return f"the newest {with_noun(shown, 'story')}, one article each"
    within = f" among the newest {GROUPED}" if grouped else ""
    return f"the {with_noun(shown, 'story')} with the most articles{within}, one each"


def _nearest(request: Request, question: Question, reading: Reading, filters: Filters) -> Iterator[Sentence | Answer]:
    """List what comes nearest to a topic whose words no article has: it may go by another name."""
    hits = [
        hit for hit in reading.search(request.topic, limit=LISTED, filters=filters) if (hit.relevance or -1.0) > NEAR
    ]
    articles = list({hit.article.id: hit.article for hit in hits}.values())
    lines = _lines(articles, "", Numbers())
    said = f"No article has the words “{request.topic}”. What comes nearest:" if lines else None
    yield from _told(question, lines, said, answered=False)


def _told(
    question: Question, lines: Sequence[Sentence], said: str | None, *, answered: bool
) -> Iterator[Sentence | Answer]:
    outcome: Outcome = "answered" if answered else "closest" if lines else "not_found"
    for piece in finish(replace(question, kind="summary"), outcome, lines, ()):
        yield replace(piece, opening=said) if isinstance(piece, Answer) else piece


def _lines(articles: Sequence[Article], topic: str, numbers: Numbers) -> list[Sentence]:
    return [line for article in articles if (line := _line(article, topic, numbers))]


def _line(article: Article, topic: str, numbers: Numbers) -> Sentence | None:
    """Return the first sentence of an article that has a word of the topic, cited; without one its first.

    Of its standfirst when it has no body.
    """
    body = [one for one in article.paragraphs if one.kind in ("text", "list", "quote")]
    body += [one for one in article.paragraphs if one.kind in ("standfirst", "caption")]
    wanted = stems(topic)
    every: list[tuple[int, Paragraph, str]] = []
    for paragraph in body:
        for start, end in sentence_spans(paragraph.text, article.language):
            start += told_from(paragraph.text[start:end])
            text = repair(article, paragraph, start, end) or paragraph.text[start:end]
            if len(text.split()) <= LONGEST_LINE and not is_signpost(text) and not speaks_to_a_model(paragraph.text):
                every.append((-len(wanted & stems(text)), paragraph, text))
    # Sentences before headings and bylines, those with most of the topic first, and else in their order.
    every.sort(key=lambda one: (len(one[2].split()) < SHORTEST_LINE or not tells(one[2]), one[0]))
    if not topic and every and tells(every[0][2]):
        every = sorted(every[:EARLY], key=lambda one: -_of_headline(article, one[2]))
    return prove(every[0][2], [Evidence(article, every[0][1])], numbers) if every else None


def _of_headline(article: Article, text: str) -> int:
    """Return how many of the headline's words a sentence has that needs no other one; of others 0."""
    alone = tells(text) and not opens_known(text) and not dangles(text)
    return len(stems(article.title) & stems(text)) if alone else 0
