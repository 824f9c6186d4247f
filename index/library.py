"""Hold a library: add, open, list, remove and search articles. One process owns the folder while it is open."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from index import adding, holdings, indexing, lock, passages, records, retrieval, revise, store
from index.adding import Added
from index.database import Database
from index.embed import Embedder
from index.errors import InputError
from index.holdings import Holding
from index.indexing import OnProgress, Progress
from index.rerank import Reranker
from index.text import SPACE
from index.types import Article, Filters, Hit, Revision
from index.vectors import Vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Added", "Counts", "Library", "Progress"]

MOST_HITS = 100
LONGEST_QUERY = 2000
"""Letters of a query that are read."""
TEXTS_KEPT = 4096
"""Vectors of other texts than passages kept in memory, 6 MB at 384 numbers each."""
NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Counts:
    """Count what a library holds; `pending` passages are found by their words, not yet by their vectors."""

    articles: int
    passages: int
    vectors: int
    pending: int


class Library:
    """Hold the articles of one folder; close it, or use it as a context manager. Any thread may call it.

    `speakers` says who speaks in which paragraph, by paragraph id. Without an embedder the keyword ranking works
    alone; without a reranker the fused order stands. `address` is told to others who find the folder locked.
    Opening finishes what an earlier process left, and embeds anew when the model changed; `progress` shows it.
    Raises LibraryLockedError when another process owns the folder.
    """

    def __init__(
        self,
        folder: Path,
        *,
        embedder: Embedder | None = None,
        reranker: Reranker | None = None,
        speakers: Callable[[Article], Mapping[str, str]] = lambda article: {},
        chroma_url: str | None = None,
        address: str | None = None,
        progress: OnProgress | None = None,
    ) -> None:
        self.folder = Path(folder)
        self._embedder, self._reranker, self._speakers = embedder, reranker, speakers
        self._texts: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        with ExitStack() as undo:
            held = lock.take(self.folder, address)
            undo.callback(lock.release, self.folder, held)
            self._database = Database(self.folder)
            undo.callback(self._database.close)
            self._vectors = self._open_vectors(chroma_url)
            if self._vectors is not None:
                undo.callback(self._vectors.close)
            self._index = indexing.Index(self._database, self._vectors, embedder)
            adding.cut_anew(self._database, speakers, progress)
            self._index.open(progress)
            self._undo = undo.pop_all()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files and give the folder back."""
        self._undo.close()

    def announce(self, address: str) -> None:
        """Say where this process serves the library, for others who find it locked."""
        lock.announce(self.folder, address)

    def add(self, articles: Iterable[Article], *, progress: OnProgress | None = None) -> list[Added]:
        """Add articles one by one; each is safe on the disk before the next is taken from the iterator.

        The same text again is `unchanged`, unless something about it is new (a date, a collection); another text of
        the same id is `updated`, and the old revision stays. A text that another article has is a `copy`.
        """
        return list(self.adding(articles, progress=progress))

    def adding(self, articles: Iterable[Article], *, progress: OnProgress | None = None) -> Iterator[Added]:
        """Add articles as `add` does, and yield what became of each, so that no more than a few are in memory."""
        total = len(articles) if isinstance(articles, Sequence) else None
        with indexing.Batches(self._index, progress) as batches:
            for number, article in enumerate(articles, start=1):
                yield self._add(article, batches)
                if progress:
                    progress(Progress(number, total, "adding articles"))

    def get(self, article_id: str, revision: str | None = None) -> Article:
        """Return an article by its id, or by the start of it that no other id has; `revision` opens an earlier one.

        Raises NotFoundError.
        """
        found = store.resolve(self._database, article_id)
        with self._database.read() as db:
            kept = store.find(db, found)
        if kept and revision in (None, kept.article.revision):
            return kept.article
        return store.earlier(self._database, found, revision or "")

    def revisions(self, article_id: str) -> list[Revision]:
        """Return the states of an article's text, oldest first, each with what it changed. Raises NotFoundError."""
        article = self.get(article_id)
        states = [*store.revisions(self._database, article.id), article]
        changes = [(), *(revise.edits(old, new) for old, new in pairwise(states))]
        return [Revision(one.revision, one.added, one.title, made) for one, made in zip(states, changes, strict=True)]

    def restore(self, article_id: str, line: int) -> Article:
        """Put a line that the cleaner left out back into an article, as a new revision; reading it again keeps it.

        Raises NotFoundError for an article or a line that is not there.
        """
        with indexing.Batches(self._index, None) as batches:
            return self._indexed(adding.restore(self._database, article_id, line, self._speakers), batches).article

    def articles(self, filters: Filters = NO_FILTERS) -> list[Article]:
        """Return the articles that pass the filters, newest first, those without a date last."""
        return store.listing(self._database, filters)

    def holds(self, filters: Filters) -> bool:
        """Tell whether any article passes the filters."""
        return holdings.holds(self._database, filters)

    def holding(
        self, filters: Filters = NO_FILTERS, *, topic: str = "", newest: int = 0, oldest: bool = False
    ) -> Holding:
        """Return how many articles pass the filters and hold every word of `topic`, and the newest (oldest) few."""
        return holdings.holding(self._database, filters, topic, newest, oldest=oldest)

    def remove(self, article_id: str) -> Article:
        """Delete an article with its revisions and all that was made from it, and return it.

        When it was the original of copies, its oldest copy takes its place. Raises NotFoundError.
        """
        article = self.get(article_id)
        with self._database.write() as db:
            kept = store.find(db, article.id)
            if kept:
                copies = store.copies_of(db, article.id)
                store.remove(db, kept.key)
                records.forget(db, adding.RESTORED, article.id)
                records.forget_bodies(db, adding.ALIAS, article.id)
                records.forget_owned(db, article.id)
                indexing.regroup(db, None, copies)
        self._texts.clear()
        passages.tidy(self._database)
        self._index.forget()
        return article

    def search(self, query: str, *, limit: int = 10, filters: Filters = NO_FILTERS, judged: bool = True) -> list[Hit]:
        """Return the passages that match, best first, at most `limit`; filters narrow before anything is ranked.

        Without `judged` the reranker is not asked: ten times as fast, for those who judge the passages themselves.
        Raises InputError when `limit` is not from 1 to 100.
        """
        if not 1 <= limit <= MOST_HITS:
            raise InputError(f"A search gives 1 to {MOST_HITS} hits, not {limit}.")
        query = SPACE.sub(" ", query[:LONGEST_QUERY]).strip()
        reranker = self._reranker if judged else None
        return retrieval.find(self._database, self._index, reranker, query, limit, filters)

    @property
    def unrelated(self) -> float:
        """Return the relevance up to which a hit that has no word of the query is about something else."""
        return self._reranker.unrelated if self._reranker else -inf

    def respell(self, query: str) -> str:
        """Return the query with misspelt names as the library writes them: Zelensky as Zelenskiy."""
        return retrieval.respelled(self._database, query[:LONGEST_QUERY])

    def rerank(self, query: str, texts: Sequence[str]) -> list[float] | None:
        """Return how well each text answers the query, as the reranker's logits; None without a reranker."""
        return self._reranker.score(query, texts) if self._reranker else None

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32] | None:
        """Return one normalised vector per text, shape (len(texts), dimension); None without an embedder.

        What passages hold is taken from the cache in the library, other texts from memory when they were seen lately.
        """
        if self._embedder is None:
            return None
        import numpy as np

        names = [passages.text_hash(text) for text in texts]
        known = {name: self._texts[name] for name in names if name in self._texts}
        rest = [name for name in dict.fromkeys(names) if name not in known]
        known |= passages.known(self._database, self._embedder.digest, rest) if rest else {}
        fresh = {name: text for name, text in zip(names, texts, strict=True) if name not in known}
        if fresh:
            made = dict(zip(fresh, self._embedder.embed_passages(list(fresh.values())), strict=True))
            known |= made
            self._texts.update(made)
            while len(self._texts) > TEXTS_KEPT:
                self._texts.popitem(last=False)
        return (
            np.stack([known[name] for name in names]) if names else np.zeros((0, self._embedder.dimension), np.float32)
        )

    def rebuild(self, progress: OnProgress | None = None) -> None:
        """Build the vector index anew from the cached vectors; only a text without one is embedded."""
        self._index.rebuild(progress)

    def counts(self) -> Counts:
        """Return how many articles, passages, vectors and pending passages there are."""
        with self._database.read() as db:
            held, pending = passages.counts(db)
        return Counts(store.count(self._database), held, self._vectors.count() if self._vectors else 0, pending)

    def put_record(self, kind: str, key: str, body: str, owner: str = "") -> None:
        """Keep a record of another room, over the one with the same kind and key; it goes with the article `owner`."""
        records.put(self._database, kind, key, body, owner)

    def get_record(self, kind: str, key: str) -> str | None:
        """Return a record's body, or None."""
        return records.get(self._database, kind, key)

    def records(self, kind: str) -> list[tuple[str, str]]:
        """Return (key, body) of every record of a kind, by key."""
        return records.every(self._database, kind)

    def remove_record(self, kind: str, key: str) -> None:
        """Delete a record, if it is there."""
        records.remove(self._database, kind, key)

    def change_records(
        self, kind: str, keys: Iterable[str], change: Callable[[Mapping[str, str]], Mapping[str, str]]
    ) -> None:
        """Put what `change` returns in the place of those of the records that are there, with no write in between."""
        with self._database.write() as db:
            bodies = ((key, records.get(self._database, kind, key)) for key in dict.fromkeys(keys))
            held = {key: body for key, body in bodies if body is not None}
            wanted = change(held)
            for key in held.keys() - wanted.keys():
                records.forget(db, kind, key)
            for key, body in wanted.items():
                records.save(db, kind, key, body)

    def _open_vectors(self, chroma_url: str | None) -> Vectors | None:
        """Return the vector index of the embedder, or without one that of the model that was used last."""
        database = self._database
        name = database.get_fact("library") or ""
        if self._embedder:
            return Vectors(self.folder, chroma_url, name, self._embedder.digest, self._embedder.dimension)
        model, dimension = database.get_fact("model"), database.get_fact("dimension")
        return Vectors(self.folder, chroma_url, name, model, int(dimension)) if model and dimension else None

    def _add(self, article: Article, batches: indexing.Batches) -> Added:
        return self._indexed(adding.save(self._database, article, self._speakers), batches)

    def _indexed(self, saved: tuple[Added, list[passages.Words]], batches: indexing.Batches) -> Added:
        added, words = saved
        if added.status != "unchanged":
            self._index.version += 1
            batches.put(words)
        return added
