"""Stand in for the desk in tests of its edges: a real shape, a small memory, no models."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from fictional import bridge

from briefing.assistant import Assistant
from briefing.cite import Numbers, make_citation
from briefing.draft import read_draft
from briefing.proof import in_articles, prove_draft
from briefing.settings import Settings
from briefing.types import Answer, Aside, Briefing, Check, Claim, Evidence, Proof, Quote, Sentence, Story, Support, Turn
from index.errors import InputError, NotFoundError, SourceError
from index.follow import Followed, Report
from index.library import Added, Counts
from index.revise import restore
from index.text import digest, words
from index.types import Article, Filters, Hit, Passage, Revision

SPEAKER = re.compile(r"said (?:the county mayor, )?([A-Z]\w+ [A-Z]\w+)|([A-Z]\w+ [A-Z]\w+), head of")
COMMON = frozenset("the a an of to in is was did what who when say how many and it on for".split())
DOUBT: dict[str, Any] = {
    "support": Support.PARTLY,
    "checks": (Check("numbers", False, "not in the paragraph: <b>41</b> cracks; the paragraph says 14 cracks"),),
}
"""How every sentence of an answer comes to a question that begins with `Doubt`."""
LONGEST_BRIEFING = 1000


class FakeLibrary:
    """Keep records in memory, and know which outlets and collections its articles are of."""

    def rerank(self, query: str, texts: Sequence[str]) -> list[float] | None:
        return None

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self.articles = articles
        self.kept: dict[tuple[str, str], str] = {}

    def holds(self, filters: Filters) -> bool:
        names = {*filters.sources, *filters.collections}
        return any(names <= {one.source, *one.collections} for one in self.articles.values())

    def put_record(self, kind: str, key: str, body: str, owner: str = "") -> None:
        self.kept[kind, key] = body

    def get_record(self, kind: str, key: str) -> str | None:
        return self.kept.get((kind, key))

    def records(self, kind: str) -> list[tuple[str, str]]:
        return [(key, body) for (one, key), body in self.kept.items() if one == kind]

    def remove_record(self, kind: str, key: str) -> None:
        self.kept.pop((kind, key), None)


class FakeAssistant:
    """Answer with the paragraphs that share a word with the question; `pause` seconds before each sentence."""

    def __init__(self, articles: Iterable[Article] = (), settings: Settings | None = None, pause: float = 0.0) -> None:
        self.settings = settings or Settings()
        self.kept = {one.id: one for one in articles}
        self.library = FakeLibrary(self.kept)
        self.made: dict[str, Briefing] = {}
        self.pause = pause
        self.followed: dict[str, Followed] = {}
        self.asked: list[tuple[str, Sequence[Turn], Filters | None]] = []

    def close(self) -> None:
        pass

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        today: date | None = None,
        as_typed: bool = False,
    ) -> Iterator[Sentence | Answer]:
        self.asked.append((question, history, filters))
        if not question.strip():
            raise InputError("There is no question; ask one in plain words.")
        if len(question) > 1000:
            raise InputError(
                "A question has at most 1,000 characters; this one is longer. Add it as an article instead."
            )
        numbers, found = Numbers(), []
        for evidence in self._evidence(question)[:3]:
            time.sleep(self.pause)
            sentence = self._sentence(evidence, numbers)
            found.append(replace(sentence, **DOUBT) if question.startswith("Doubt") else sentence)
            yield found[-1]
        outcome: Any = "closest" if question.startswith("Why") and found else "answered" if found else "not_found"
        dates = [one.citations[0].published for one in found if one.citations[0].published]
        read_as = f"{question} (about the Tarn bridge)" if history and not as_typed else None
        yield Answer(question, read_as, outcome, tuple(found), as_of=max(dates) if dates else None)

    ask = Assistant.ask

    def search(self, query: str, *, limit: int = 10, filters: Filters | None = None) -> list[Hit]:
        return [
            Hit(
                Passage(one.paragraph.id, one.article.id, (one.paragraph.id,), one.paragraph.text),
                one.article,
                1.0,
                ("keyword",),
            )
            for one in self._evidence(query)[:limit]
        ]

    def summarize(self, article_id: str, *, words: int = 120) -> Answer:
        return self.summarize_text(self.article(article_id), words=words)

    def summarize_text(self, article: Article, *, words: int = 120) -> Answer:
        sentences = tuple(self._sentence(Evidence(article, one), Numbers()) for one in article.paragraphs[:2])
        return Answer(f"Summarise “{article.label}”", None, "answered", sentences, as_of=article.published)

    vote = None
    check = Assistant.check

    def checking(
        self,
        text: str,
        *,
        against: Sequence[str | Article] = (),
        filters: Filters | None = None,
        progress: Callable[[Any], None] | None = None,
    ) -> Iterator[Claim | Aside | Proof]:
        given = [self.article(one) if isinstance(one, str) else one for one in against] or self.articles(filters)
        for piece in prove_draft(read_draft(text), in_articles(given), progress=progress):
            time.sleep(self.pause)
            yield piece

    def quotes(
        self, *, speaker: str | None = None, about: str | None = None, filters: Filters | None = None
    ) -> list[Quote]:
        found = []
        for article in self.articles(filters):
            for paragraph in article.paragraphs:
                named = SPEAKER.search(paragraph.text)
                name = (named[1] or named[2]) if named else None
                if name and (speaker is None or speaker.casefold() in name.casefold()):
                    citation = make_citation(1, Evidence(article, paragraph), 0, len(paragraph.text))
                    found.append(Quote(name, None, "said", paragraph.text, True, citation))
        return found

    def read(self, source: Any, *, given: Any = None) -> list[Article]:
        raise NotFoundError("The stand-in reads no files.")

    def add(self, articles: Iterable[Article], *, progress: Callable[[Any], None] | None = None) -> list[Added]:
        added = []
        for article in articles:
            added.append(Added(article, "unchanged" if article.id in self.kept else "added"))
            self.kept[article.id] = article
        return added

    def adding(self, articles: Iterable[Article], *, progress: Callable[[Any], None] | None = None) -> Iterator[Added]:
        yield from self.add(articles)

    def feeds(self) -> list[Followed]:
        return list(self.followed.values())

    def take(self, url: str, *, given: Any = None, progress: Callable[[Any], None] | None = None) -> Report:
        if "gone" in url:
            raise SourceError(f"{url} is not there (404). Check the address.")
        if url.endswith("/feed"):
            self.followed[url] = Followed(url, "The Tarn Post", items={"a": "1"})
        return Report(url, "The Tarn Post" if url.endswith("/feed") else "", tuple(self.add([bridge()])))

    def refresh(self, urls: Sequence[str] = (), *, progress: Callable[[Any], None] | None = None) -> Iterator[Report]:
        yield from (Report(one.url, one.title, unchanged=3) for one in self.feeds())

    def unfollow(self, url: str) -> Followed:
        if url not in self.followed:
            raise NotFoundError(f"{url} is not followed.")
        return self.followed.pop(url)

    def restore(self, article_id: str, line: int) -> Article:
        self.kept[article_id] = restore(self.article(article_id), line)
        return self.kept[article_id]

    def revisions(self, article_id: str) -> list[Revision]:
        article = self.article(article_id)
        return [Revision(article.revision, article.added, article.title)]

    def demo(self, *, progress: Callable[[Any], None] | None = None) -> list[Added]:
        return self.add([bridge()], progress=progress)

    def articles(self, filters: Filters | None = None) -> list[Article]:
        wanted = filters.article_ids if filters else ()
        return [one for one in self.kept.values() if not wanted or one.id in wanted]

    def article(self, article_id: str, revision: str | None = None) -> Article:
        if article_id not in self.kept or revision not in (None, self.kept[article_id].revision):
            raise NotFoundError(
                f"There is no article {article_id!r} in the library; the list of articles has their ids."
            )
        return self.kept[article_id]

    def remove(self, article_id: str) -> Article:
        return self.kept.pop(self.article(article_id).id)

    def counts(self) -> Counts:
        return Counts(len(self.kept), 0, 0, 0)

    def stories(self, filters: Filters | None = None) -> list[Story]:
        return [
            Story(
                id=one.id,
                headline=one.label,
                status="new",
                sentences=tuple(self._sentence(Evidence(one, part), Numbers()) for part in one.paragraphs[:2]),
                sources=(one.source or "",),
                independent_sources=1,
                article_ids=(one.id,),
            )
            for one in self.articles(filters)
        ]

    def brief(self, *, since: Any = None, until: Any = None, filters: Any = None, words: int = 500) -> Briefing:
        stories = tuple(self.stories(filters))
        if words > LONGEST_BRIEFING:
            raise NotFoundError(
                "The stand-in has too few articles for a briefing of that length; choose a shorter one."
            )
        if not stories:
            raise NotFoundError("There is no article in this period; add some, or choose a longer one.")
        made = Briefing(
            id=digest(str(since), str(words)),
            title="Briefing of 3 March 2026",
            since=since,
            until=until,
            as_of=datetime(2026, 3, 3, tzinfo=UTC),
            overview=(),
            stories=stories,
            sources_read=("The Tarn Post",),
            sources_used=("The Tarn Post",),
        )
        self.made[made.id] = made
        return made

    def briefing(self, briefing_id: str) -> Briefing:
        if briefing_id not in self.made:
            raise NotFoundError(f"There is no briefing {briefing_id!r}.")
        return self.made[briefing_id]

    def briefings(self) -> list[Briefing]:
        return list(self.made.values())

    def _evidence(self, question: str) -> list[Evidence]:
        wanted = set(words(question)) - COMMON
        return [
            Evidence(article, paragraph)
            for article in self.kept.values()
            for paragraph in article.paragraphs
            if wanted & set(words(paragraph.text))
        ]

    def _sentence(self, evidence: Evidence, numbers: Numbers) -> Sentence:
        text = evidence.paragraph.text
        citation = make_citation(numbers.of(evidence.paragraph.id), evidence, 0, len(text))
        return Sentence(text, (citation,), Support.QUOTED)


def with_removed(article: Article, *removed: Any) -> Article:
    """Return the article with what its cleaner left out."""
    return replace(article, removed=tuple(removed))
