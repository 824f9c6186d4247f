"""Open the desk: one object that reads, answers and briefs, and holds the library while it is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Unpack

from briefing import answer, archive, ask, brief, samples
from briefing.answer_cache import Records
from briefing.asking import How
from briefing.draft import read_draft
from briefing.fetching import fetcher_of
from briefing.ledger import said
from briefing.llm_answer import Writing, open_writing
from briefing.proof import in_articles, in_library, prove_draft
from briefing.reading import reading_of
from briefing.relevance import has_a_chance
from briefing.remember import remembering
from briefing.settings import Settings, load_settings
from briefing.speakers import speaker_names
from briefing.support import open_vote
from briefing.to_summarise import articles_for, check_length, nothing_for
from briefing.types import Answer, Aside, Briefing, Claim, Proof, Quote, Sentence, Story, Vote
from index import follow
from index.embed import open_embedder
from index.errors import InputError, NotFoundError, SourceError
from index.fetch import Fetcher
from index.follow import Followed, Report
from index.indexing import OnProgress
from index.library import MOST_HITS, Added, Counts, Library
from index.read import Given, read, walk
from index.rerank import open_reranker
from index.types import Article, Filters, Hit, Revision

LONGEST_BRIEFING = 2000
"""Words for a listing of stories: room for all that matter."""


def open_assistant(settings: Settings | None = None, *, progress: OnProgress | None = None) -> Assistant:
    """Open the library that the settings name, with their models; `progress` shows what an opening has to finish.

    Raises LibraryLockedError when another process owns it, ModelError when a named model cannot be loaded.
    """
    settings = settings or load_settings()
    with ThreadPoolExecutor(1) as beside:
        # Both models take a third of a second of reading files; side by side the first answer comes sooner.
        reranker = beside.submit(open_reranker, settings.reranker)
        embedder = open_embedder(settings.embedding)
    library = Library(
        Path(settings.library),
        embedder=embedder,
        reranker=remembering(reranker.result()),
        speakers=speaker_names,
        chroma_url=settings.chroma_url,
        progress=progress,
    )
    return Assistant(settings, library)


class Assistant:
    """Read, answer and brief from one library; close it, or use it as a context manager."""

    def __init__(self, settings: Settings, library: Library) -> None:
        self.settings = settings
        self.library = library
        self._web: Fetcher | None = None

    def __enter__(self) -> Assistant:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the library back."""
        if self._web:
            self._web.close()
        self.library.close()

    @property
    def web(self) -> Fetcher:
        """Get what stands at addresses, within what the settings allow."""
        if self._web is None:
            self._web = fetcher_of(self.settings)
        return self._web

    @cached_property
    def writing(self) -> Writing | None:
        """The language model that the settings name, ready to write; None when they name none.

        Raises ModelError when its package or key is missing, InputError for a prompt that cannot be used.
        """
        kept = self.library
        records = Records(kept.get_record, kept.put_record, kept.records, kept.remove_record)
        return open_writing(self.settings, records)

    @cached_property
    def vote(self) -> Vote | None:
        """What votes beside the checks on whether a paragraph says a sentence; None for none. Raises ModelError."""
        return open_vote(self.settings.support)

    def ask(self, question: str, **how: Unpack[How]) -> Answer:
        """Answer a question; `How` names what else may be said of it."""
        *_, last = self.stream(question, **how)
        assert isinstance(last, Answer)
        return last

    def stream(self, question: str, **how: Unpack[How]) -> Iterator[Sentence | Answer]:
        """Yield each sentence of the answer as soon as it is checked, then the Answer itself."""
        how["today"] = how.get("today") or datetime.now().astimezone().date()
        return ask.stream(question, reading_of(self.library, self.writing), **how)

    def search(self, query: str, *, limit: int = 10, filters: Filters | None = None) -> list[Hit]:
        """Return the passages that match, best first, at most `limit` (1 to 100).

        Where no passage has a word of the query and none is related, it returns none. Raises InputError when the query
        holds no word.
        """
        if not any(map(str.isalnum, query)):
            raise InputError("The search is empty. Give words or a question, such as “bridge repairs”.")
        hits = self.library.search(query, limit=limit, filters=filters or Filters())
        return hits if has_a_chance(hits, self.library.unrelated) else []

    def summarize(self, article_id: str, *, words: int = 120) -> Answer:
        """Return a summary of an article of the library, at most `words` words."""
        return self.summarize_text(self.library.get(article_id), words=words)

    def summarize_set(self, filters: Filters, *, about: str = "", words: int = 120) -> Answer:
        """Return one summary, at most `words` words, of the articles that pass the filters and are about a topic.

        Of more than fit into one summary it takes those nearest to the topic, or without one the newest.
        """
        check_length(words)
        chosen = articles_for(reading_of(self.library, None), filters, about)
        if not chosen:
            raise NotFoundError(nothing_for(about))
        return answer.summarize(chosen, self.library.embed, words=words, writing=self.writing)

    def summarize_text(self, article: Article, *, words: int = 120) -> Answer:
        """Return a summary of an article that need not be in the library, at most `words` words."""
        check_length(words)
        return answer.summarize(article, self.library.embed, words=words, writing=self.writing)

    def check(self, text: str, *, against: Sequence[str | Article] = (), filters: Filters | None = None) -> Proof:
        """Check a draft sentence by sentence against the library, or `against` these articles or ids of such alone."""
        *_, last = self.checking(text, against=against, filters=filters)
        assert isinstance(last, Proof)
        return last

    def checking(
        self,
        text: str,
        *,
        against: Sequence[str | Article] = (),
        filters: Filters | None = None,
        progress: OnProgress | None = None,
    ) -> Iterator[Claim | Aside | Proof]:
        """Yield each piece of a draft in order as soon as it is judged, then the Proof itself.

        Raises InputError for a draft without a statement, NotFoundError for an article that is not there.
        """
        draft = read_draft(text)
        given = [self.library.get(one) if isinstance(one, str) else one for one in against]
        find = in_articles(given) if given else in_library(self.library.search, filters or Filters())
        return prove_draft(draft, find, vote=self.vote, progress=progress)

    def quotes(
        self, *, speaker: str | None = None, about: str | None = None, filters: Filters | None = None
    ) -> list[Quote]:
        """Return who said what, newest article first; `speaker` by any of its spellings, `about` by search."""
        filters = filters or Filters()
        found = self.library.search(about, limit=MOST_HITS, filters=filters) if about else None
        return list(said(self.library.articles(filters), speaker=speaker, about=about, hits=found))

    def read(self, source: str | Path, *, given: Given | None = None) -> list[Article]:
        """Return what a source would add, with the cleaner's audit; the library stays as it is."""
        return read(source, given=given, max_bytes=self.settings.max_source_bytes, web=self.web)

    def walk(self, source: str | Path, *, given: Given | None = None) -> Iterator[Article | SourceError]:
        """Yield what a source would add one by one, and an error in place of each part that cannot be read."""
        return walk(source, given=given, max_bytes=self.settings.max_source_bytes, web=self.web)

    def add(self, articles: Iterable[Article], *, progress: OnProgress | None = None) -> list[Added]:
        """Add articles; each is safe on disk before the next is taken."""
        return self.library.add(articles, progress=progress)

    def adding(self, articles: Iterable[Article], *, progress: OnProgress | None = None) -> Iterator[Added]:
        """Add articles, and yield what became of each, so that no more than a few are in memory."""
        return self.library.adding(articles, progress=progress)

    def take(self, url: str, *, given: Given | None = None, progress: OnProgress | None = None) -> Report:
        """Add what stands at an address, and follow it when it is a feed. Raises SourceError."""
        return follow.take(self.library, self.web, url, given or Given(), progress=progress)

    def refresh(self, urls: Sequence[str] = (), *, progress: OnProgress | None = None) -> Iterator[Report]:
        """Read the followed feeds again, or those at `urls`, and yield a report on each."""
        return follow.refresh(self.library, self.web, urls, progress=progress)

    def feeds(self) -> list[Followed]:
        """Return the followed feeds."""
        return follow.feeds(self.library)

    def unfollow(self, url: str) -> Followed:
        """Follow a feed no longer; its articles stay."""
        return follow.unfollow(self.library, url)

    def restore(self, article_id: str, line: int) -> Article:
        """Put a line that the cleaner left out back into an article, as a new revision."""
        return self.library.restore(article_id, line)

    def revisions(self, article_id: str) -> list[Revision]:
        """Return the states of an article's text, oldest first, each with what it changed."""
        return self.library.revisions(article_id)

    def demo(self, *, progress: OnProgress | None = None) -> list[Added]:
        """Add the sample newsroom, a fictional one that comes with the desk."""
        return self.add(samples.articles(), progress=progress)

    def articles(self, filters: Filters | None = None) -> list[Article]:
        """Return the articles, newest first."""
        return self.library.articles(filters or Filters())

    def article(self, article_id: str, revision: str | None = None) -> Article:
        """Return one article, or an earlier revision of it."""
        return self.library.get(article_id, revision)

    def remove(self, article_id: str) -> Article:
        """Remove an article with everything made from it, and return it."""
        return self.library.remove(article_id)

    def rebuild(self, *, progress: OnProgress | None = None) -> None:
        """Build the vector index anew from the library; nothing is embedded that was before."""
        self.library.rebuild(progress)

    def counts(self) -> Counts:
        """Return how many articles, passages and vectors there are."""
        return self.library.counts()

    def stories(self, filters: Filters | None = None) -> list[Story]:
        """Return the articles grouped into stories, most important first."""
        filters = filters or Filters()
        return list(
            brief.make(
                self._undated(filters),
                since=filters.since,
                until=filters.until,
                embed=self.library.embed,
                words=LONGEST_BRIEFING,
            ).stories
        )

    def brief(
        self,
        *,
        since: date | datetime | None = None,
        until: date | datetime | None = None,
        filters: Filters | None = None,
        words: int = 500,
        now: datetime | None = None,
    ) -> Briefing:
        """Write the briefing of a window and keep it; without `since` and `until` it covers the whole library.

        What has changed is told against the newest briefing of another window. Raises NotFoundError when the window
        holds no article.
        """
        filters = filters or Filters()
        since, until = since or filters.since, until or filters.until
        previous = next((one for one in self.briefings() if (one.since, one.until) != (since, until)), None)
        made = brief.make(
            self._undated(filters),
            since=since,
            until=until,
            embed=self.library.embed,
            previous=previous,
            now=now,
            words=words,
            writing=self.writing,
        )
        archive.keep(self.library, made)
        return made

    def briefing(self, briefing_id: str) -> Briefing:
        """Return a briefing that was written before."""
        return archive.find(self.library, briefing_id)

    def briefings(self) -> list[Briefing]:
        """Return the briefings written so far, newest first."""
        return archive.every(self.library)

    def _undated(self, filters: Filters) -> list[Article]:
        """Return the articles that pass the filters but for their window, which a briefing applies itself."""
        return self.library.articles(replace(filters, since=None, until=None))
