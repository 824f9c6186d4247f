"""Do the work of the Briefing and Library tabs: import, list, remove, write a briefing; plain values for the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from briefing.assistant import Assistant
from briefing.ledger import said
from briefing.suspicious import suspicious
from briefing.types import Briefing, Quote
from briefing.web.chat_markdown import READING_WORDS_A_MINUTE, readable
from briefing.web.file_names import file_names, origin
from index.errors import BriefingError, NotFoundError
from index.text import day, fold, with_noun
from index.types import Article, Filters

Value = dict[str, Any]
SHELF_SIZE = 500
"""Articles listed at once; more would make the page slow. The filter box finds the others."""
LONGEST_FILTER = 200
"""Characters of a filter that are read."""
PERIODS = (("Latest day", 1), ("Latest 3 days", 3), ("Latest 7 days", 7))
READING_MINUTES = (("30 seconds", 0.5), ("2 minutes", 2.0), ("5 minutes", 5.0))
ALL = 0


def shelf(articles: Sequence[Article], names: Mapping[str, str]) -> Value:
    """Return the list of articles for the page; `names` are those of their files."""
    return {"articles": [row_of(one, names) for one in articles[:SHELF_SIZE]], "total": len(articles)}


def find(assistant: Assistant, words: str) -> Value:
    """Return the articles whose headline, outlet or collections have all of these words or parts of words."""
    names = file_names(assistant)
    wanted = fold(words[:LONGEST_FILTER]).split()
    found = []
    for one in assistant.articles():
        described = fold(" ".join((one.label, origin(one, names), *one.collections)))
        if all(word in described for word in wanted):
            found.append(one)
    return shelf(found, names)


def scope(articles: Sequence[Article]) -> str:
    """Return what is searched, for the head of the page."""
    outlets = {one.source for one in articles if one.source}
    if not articles:
        return "No articles yet"
    return with_noun(len(articles), "article") + (f" · {with_noun(len(outlets), 'outlet')}" if outlets else "")


def engine(assistant: Assistant) -> Value:
    """Return who writes, for the head of the page, and what that means for the reader's articles."""
    name = assistant.settings.model
    if name == "none":
        about = "Answers are quoted from your articles; no text leaves this server"
        return {"engine": "Built-in engine", "about": about, "model": False}
    place = assistant.settings.model_url or "its provider"
    about = f"{name} writes from passages of your articles, which are sent to {place}; code checks every sentence"
    return {"engine": name.partition(":")[2], "about": about, "model": True}


def periods(articles: Sequence[Article]) -> list[tuple[str, int]]:
    """Return the periods a briefing may cover, counted back from the newest article and not from today."""
    dates = [day(one.published) for one in articles if one.published]
    if not dates:
        return [("All articles", ALL)]
    newest = max(dates)
    span = (newest - min(dates)).days + 1
    wider = [(label, days) for label, days in PERIODS if days == 1 or days < span]
    return [(f"{label} ({newest.day} {newest:%B})" if days == 1 else label, days) for label, days in wider] + [
        ("All articles", ALL)
    ]


def collections(articles: Sequence[Article]) -> list[str]:
    """Return the collections that articles are in."""
    return sorted({name for one in articles for name in one.collections})


def write(assistant: Assistant, days: int, chosen: Sequence[str], minutes: float) -> Briefing:
    """Write the briefing of the days up to the newest article, of all articles for `ALL`."""
    filters = Filters(collections=tuple(chosen))
    since = until = None
    if days != ALL:
        dates = [day(one.published) for one in assistant.articles(filters) if one.published]
        if not dates:
            raise NotFoundError("No article in these topics has a date; choose the period “All articles”.")
        until = max(dates)
        since = until - timedelta(days=days - 1)
    return assistant.brief(since=since, until=until, filters=filters, words=round(minutes * READING_WORDS_A_MINUTE))


def remove(assistant: Assistant, article_id: str) -> str:
    """Remove an article; return what to say."""
    try:
        return f"Removed “{assistant.remove(article_id).label}”."
    except NotFoundError:
        return "This article was removed already."


def read_article(assistant: Assistant, article_id: str, revision: str) -> Value:
    """Return one article for the reader, or the sentence that says why not."""
    try:
        newest = assistant.article(article_id)
        article = newest if revision in ("", newest.revision) else assistant.article(article_id, revision)
    except BriefingError as error:
        return {"error": str(error)}
    return {
        **row_of(article, file_names(assistant)),
        "revision": article.revision,
        "current": article.revision == newest.revision,
        "authors": ", ".join(article.authors),
        "body": sum(1 for one in article.paragraphs if one.number),
        "blocks": [
            {
                "hash": one.id.rpartition(".")[2],
                "number": one.number,
                "kind": one.kind,
                "text": one.text,
                "page": one.page,
                "suspicious": suspicious(one.text) or "",
            }
            for one in article.paragraphs
        ],
        "note": article.note or "",
        "said": [_said(one) for one in said([article]) if one.speaker],
    }


def _said(quote: Quote) -> Value:
    """Return who said what as the reader lists it, with the place to open."""
    words = quote.text.rstrip(", ")
    cited = quote.citation
    return {
        "who": quote.speaker,
        "role": quote.role or "",
        "words": f"“{words}”" if quote.direct else words,
        "hash": cited.paragraph_id.rpartition(".")[2],
        "start": cited.start,
        "end": cited.end,
    }


def row_of(article: Article, names: Mapping[str, str]) -> Value:
    """Return an article as the page lists it."""
    return {
        "id": article.id,
        "title": article.label,
        "source": origin(article, names),
        "date": readable(article.published) or "no date",
        "paragraphs": with_noun(sum(1 for one in article.paragraphs if one.number), "paragraph"),
        "collections": ", ".join(article.collections),
        "copy": article.duplicate_of is not None,
    }
