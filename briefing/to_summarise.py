"""Choose the articles that a "summarise …" request is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypedDict

from briefing.checks.quantities import NUMBER_WORDS
from briefing.genre import genre
from briefing.question import names_in
from briefing.reading import Reading
from briefing.topic import is_about
from briefing.types import Turn
from index.errors import InputError
from index.text import STOPWORDS, day, fold, moment, singular, stamp, words
from index.types import CITABLE_KINDS, Article, Filters, Hit

_ARTICLES = r"articles?|news|stories|story|reports?|piece|coverage|headlines|developments|events|happened"
SUMMARY = re.compile(
    r"^(?:(?:please )?(?:summari[sz]e|sum up|recap)|(?:(?:give|write|make|show)(?: me)? )?(?:a|an|the) (?:\w+ )?"
    r"(?:summary|overview|recap|digest|timeline|chronology|rundown)(?: (?:of|on|about))?|brief me(?: on)?|tl;?dr:?|"
    r"(?:tell me )?(?:(?:more|everything|all) )?about(?= )|"
    r"(?:(?:any|the) )?(?:latest|newest|recent)(?: (?:news|developments|updates?))? "
    r"(?:on|about|with|from|in)(?= )|what(?:’s|'s| is| was) (?:the )?"
    r"(?:(?:story|article|it|this) about|(?:latest|news?|going on|happening) (?:on|about|with|in|from)))"
    r"\s*(?P<what>.*?)[\s?.!]*$",
    re.I,
)
LENGTH = re.compile(
    r",?\s+in (?:(?:about|around|at most|no more than|under|less than|just|only) )?(?P<number>\d+|[a-z]+) "
    r"(?P<unit>sentence|word)s?[\s.?!]*$",
    re.I,
)
"""How long a summary is wished, at the end of the request."""
SIZED = re.compile(
    r"(?:(?:give|write|send|show|draft)(?: me)? )?(?:an? )?(?P<number>\d{1,4}|[a-z]+)[- ](?P<unit>sentence|word|line)s?"
    r"(?: (?:summary|overview|recap|brief|digest))? (?:on|about|of) (?P<what>.+?)(?:,? please)?[\s.?!]*$",
    re.I,
)
"""The same at its beginning: “Three sentences on the strike”."""
SENTENCE_WORDS = 40
"""Words that a sentence of a summary is given room for."""
HAPPENED = re.compile(
    r"^what(?:(?:’s|'s| is| has been| was) (?:happening|going on)|(?: has| had)? happene?d?) "
    r"(?:to|at|in|on|with|during|after|off|near) (?P<what>.+?)[\s?.!]*$|"
    r"^(?:what (?:should|must|do|can) (?:i|we|you|people) know|what(?: is|’s|'s) (?:known|there to know)) "
    r"(?:about|of) (?P<known>.+?)[\s?.!]*$|"
    r"^(?:what(?: is|’s|'s)|where is) the (?:state|status) of (?P<state>.+?)[\s?.!]*$|"
    r"^(?:where|how) do (?P<stand>.+?) stand[\s?.!]*$",
    re.I,
)
"""What asks how a matter stands."""
SUM = re.compile(
    r"\b\d[\d,.]*\s?(?:m|bn|million|billion)?\s(?:dollars|euros|pounds|crowns|yen|francs|yuan|rupees)\b", re.I
)
"""A sum of money is not about its currency."""
LATEST = re.compile(
    r"(?:(?:what(?:’s|'s| is| are)|give me|tell me|show me|any) )?(?:the )?(?:latest|newest|most recent)\b", re.I
)
CURRENT = re.compile(
    r"what(?:’s|'s|s| is| are) (?:the )?(?:latest|newest|new|news|going on|happening)\b|"
    r"(?:(?:any|the) )?(?:latest|newest|recent|most recent) (?:news|developments|on|about|in)\b",
    re.I,
)
"""What asks how things stand now: reports of long ago are none."""
RECENT = timedelta(days=14)
"""How far before the newest report of a topic those that tell how it stands were published."""
LOOKED_AT = 60
"""Newest articles with the words of a topic among which one about it is looked for."""
OF_ONE_TIME, FEW = timedelta(days=365), 2
"""Reports of a topic that are older than its newest by this are of another time, when as many newer ones are there."""
LAST_DAY = 24 * 60 * 60
"""Seconds."""
SAME_ONE = re.compile(
    r"^(?:it|this|that|these|those|them|(?:the|this|that|these|those) (?:articles?|story|stories|news|text))?$", re.I
)
"""What points at the article just spoken of, or at the newest."""
MANY = re.compile(
    r"\b(?:these|those|them|articles|news|stories|reports|coverage|headlines|everything|all|developments|events)\b",
    re.I,
)
ONE = re.compile(r"^(?:the |an? )?(?:article|story|report|piece)\b|[“\"]", re.I)
TOPIC = re.compile(
    rf"^(?:(?:(?:all|everything|the|latest|recent|newest|new|my|your|what)\s+)*(?:{_ARTICLES})?\s*"
    r"(?:about|on|of|in|with|from|to|that mention|mentioning|around)\s+)?(?:the )?",
    re.I,
)
UNRELATED = -4.0
"""Logit below which a passage has nothing to do with what is to be summarised."""
ABOUT, WITHIN = -2.3, 6.0
"""Logit from which each of several articles is about it, and how far below the best: of seven topics of our samples all
reports of the topic are taken, and none of another."""
LEAD = 3
"""Paragraphs that say what an article is about."""
LONG_WORD = 6
"""Letters from which the end of a name may differ: Ukraine, Ukrainian."""
MOST_ARTICLES = 8
"""Articles of one summary on a topic; a briefing is for more."""
MOST_OF_SET = 40
"""Articles of one summary that filters name: their best eighty sentences compete, whatever their number."""

SHORTEST, LONGEST = 10, 2000
"""Words a summary may be asked for."""


class Length(TypedDict, total=False):
    """Name the length of a summary as `tell_summary` takes it."""

    words: int
    sentences: int


def check_length(words: int) -> None:
    """Raise InputError when a summary of so many words cannot be asked for."""
    if not SHORTEST <= words <= LONGEST:
        raise InputError(f"A summary has {SHORTEST} to {LONGEST:,} words, not {words}.")


def asked_length(text: str) -> tuple[str, Length]:
    """Return a request without the length it wishes, and that in words and sentences.

    >>> asked_length("Summarise the strike in three sentences")
    ('Summarise the strike', {'words': 120, 'sentences': 3})
    >>> asked_length("Sum up the talks in 60 words."), asked_length("Summarise the talks in Osk")
    (('Sum up the talks', {'words': 60}), ('Summarise the talks in Osk', {}))
    >>> asked_length("Write a 50-word summary of the talks")
    ('Summarise the talks', {'words': 50})
    """
    if sized := SIZED.match(text):
        unit = "words" if sized["unit"].lower() == "word" else "sentences"
        text = f"Summarise {sized['what']} in {sized['number']} {unit}"
    found = LENGTH.search(text)
    number = found["number"].lower() if found else ""
    digits = NUMBER_WORDS.get(number, number)
    if not found or not digits.isdigit() or digits == "0":
        return text, {}
    rest, wished = text[: found.start()], int(digits)
    if found["unit"].lower() == "word":
        return rest, {"words": min(max(wished, SHORTEST), LONGEST)}
    return rest, {"words": min(SENTENCE_WORDS * wished, LONGEST), "sentences": wished}


def articles_for(reading: Reading, filters: Filters, topic: str) -> list[Article]:
    """Return the articles of one summary: those about a topic, oldest first, or without one the newest."""
    if topic.strip():
        return about(topic, reading, filters, several=True)
    return list(reading.holding(filters, newest=MOST_OF_SET).newest)


def nothing_for(topic: str) -> str:
    """Return the sentence for a summary of nothing."""
    what = f"is about {topic!r} and " if topic.strip() else ""
    return f"There is no article that {what}passes these filters; the list of articles shows what there is."


def to_summarise(text: str, reading: Reading, filters: Filters, history: Sequence[Turn] = ()) -> list[Article]:
    """Return the articles a request is about.

    A headline or "the article about" names one, a topic all that are about it, nothing at all the ones just spoken of
    or else the newest.
    """
    found = SUMMARY.match(text)
    what = found["what"].strip() if found else text
    if SAME_ONE.match(what):
        before = [one for turn in reversed(history) for one in turn.article_ids]
        if before:
            return [reading.get(one) for one in (before if MANY.search(what) else before[:1])]
        return list(reading.holding(filters, newest=MOST_ARTICLES if MANY.search(what) else 1).newest)
    topic = what if ONE.search(what) else TOPIC.sub("", what, count=1).strip()
    if not topic or MANY.fullmatch(topic):
        return list(reading.holding(filters, newest=MOST_ARTICLES).newest)
    if LATEST.match(text) or CURRENT.match(text):
        current = _current(topic, reading, filters)
        if current:
            return _newest(current) if LATEST.match(text) else current
    found_for = about(topic, reading, filters, one=ONE.search(what) is not None)
    return _newest(found_for) if LATEST.match(text) else found_for


def _current(topic: str, reading: Reading, filters: Filters) -> list[Article]:
    """Return the articles on a topic of the days before its newest report, oldest first; none when none is about it."""
    terms = " ".join(word for word in words(topic) if word not in STOPWORDS)
    held = reading.holding(filters, topic=terms, newest=LOOKED_AT).newest if terms else ()
    newest = next((one for one in held if one.published and is_about(one, terms)), None)
    if newest is None or newest.published is None:
        return []
    since = day(newest.published) - RECENT
    if filters.since is not None and moment(filters.since) > moment(since):
        return []
    return about(topic, reading, replace(filters, since=since), several=True)


def _newest(articles: list[Article]) -> list[Article]:
    """Return the articles of the last day, the newest first: the latest on a matter is not how it began."""
    last = max((stamp(one.published) for one in articles), default=0.0)
    return [one for one in reversed(articles) if last - stamp(one.published) <= LAST_DAY]


def happened(text: str, reading: Reading, filters: Filters) -> list[Article]:
    """Return the articles whose headline or opening names all that a "what happened to …" asks about."""
    found = HAPPENED.match(text)
    if not found:
        return []
    topic = next(filter(None, found.groups()))
    wanted = {singular(word) for word in words(topic) if word not in STOPWORDS}
    articles = about(topic, reading, filters, several=True)
    # The whole articles: of one that only comes to speak of it, `about` gives what does.
    return [one for one in articles if wanted and wanted <= _opening(reading.get(one.id))]


def _opening(article: Article) -> set[str]:
    first = [one.text for one in article.paragraphs if one.kind == "text"][:1]
    return {singular(word.removesuffix("'s")) for text in (article.title, *first) for word in words(SUM.sub("", text))}


def about(topic: str, reading: Reading, filters: Filters, *, one: bool = False, several: bool = False) -> list[Article]:
    """Return the articles on a topic, oldest first, of those with the same text only one.

    One when the topic is the headline of one, unless `several` are wanted, and with `one` but one.
    """
    hits = reading.search(topic, limit=3 * MOST_ARTICLES, filters=filters)
    if not hits or (hits[0].relevance or 0.0) <= UNRELATED:
        return []
    titled = [hit.article for hit in hits if hit.article.title and fold(hit.article.title) in fold(topic)]
    if one or (titled and not several):
        return titled[:1] or [hits[0].article]
    # Without a cross-encoder every hit has relevance None, and the order alone tells.
    best = hits[0].relevance or 0.0
    far = max(ABOUT, best - WITHIN)
    near = [hit for hit in hits if hit.relevance is not None and hit.relevance >= far] or [hits[0]]
    near = [hit for hit in near if all(_knows(hit.article, name) for name in names_in(topic))]
    near = _of_one_time(near) if filters.since is None and filters.until is None else near
    reports = [hit for hit in near if genre(hit.article) != "opinion"]
    near = reports or near
    unlike = {hit.article.duplicate_of or hit.article.id: hit.article for hit in reversed(near)}
    # As it came about: what was reported first stands first, and nobody knows when what has no date was.
    chosen = list(unlike.values())[-MOST_ARTICLES:]
    chosen.sort(key=lambda one: (one.published is None, stamp(one.published), one.id))
    return [_about_it(article, near) for article in chosen]


def _of_one_time(near: list[Hit]) -> list[Hit]:
    """Return the hits without those of long before the newest, unless these are nearly all there is."""
    newest = max((day(hit.article.published) for hit in near if hit.article.published), default=None)
    if newest is None:
        return near
    late = [hit for hit in near if not hit.article.published or newest - day(hit.article.published) <= OF_ONE_TIME]
    return late if len({hit.article.id for hit in late}) >= FEW else near


def _about_it(article: Article, near: Sequence[Hit]) -> Article:
    """Return an article, or of one that only comes to speak of the topic further down the paragraphs that do."""
    held = {name for hit in near if hit.article.id == article.id for name in hit.passage.paragraph_ids}
    lead = [one.id for one in article.paragraphs if one.kind in CITABLE_KINDS][:LEAD]
    if held & set(lead):
        return article
    return replace(article, paragraphs=tuple(one for one in article.paragraphs if one.id in held))


def _knows(article: Article, name: str) -> bool:
    """Tell whether an article has a name of the topic, or the beginning of the article has all words of it.

    A shooting elsewhere is not the one at Brown University; "President Trump" may be Donald Trump there.
    """
    body = [one.text for one in article.paragraphs if one.kind in CITABLE_KINDS]
    whole = fold(name)
    stump = whole[:-2] if len(whole.split()[-1]) >= LONG_WORD else whole
    if re.search(rf"\b{re.escape(stump)}", fold(" ".join([article.title, *body]))):
        return True
    return set(words(name)) <= set(words(" ".join([article.title, *body[:LEAD]])))
