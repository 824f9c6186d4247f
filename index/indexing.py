"""Bring passages into the vector index, keep it equal to the SQLite truth, and keep groups of copies in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from sqlite3 import Connection
from types import TracebackType
from typing import TYPE_CHECKING

from index import passages, search, store
from index.database import Database
from index.embed import Embedder
from index.passages import Waiting, Words
from index.types import Article
from index.vectors import Vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 64
"""Passages embedded in one go: a second of work, all that a kill costs, and enough to sort by length."""
AHEAD = 4
"""Batches that may wait while articles are read, so that memory stays small."""
REFILL = 1000
"""Passages sent to the vector index in one go when their vectors are cached."""
LIKELY = 8
"""Articles with the most common fingerprints that are compared in full."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Say how far a long work is: `done` of `total` (None when nobody knows), and `what` is being done."""

    done: int
    total: int | None
    what: str


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Hold the keys of passages, lowest first, their articles' keys and their vectors, as they were at a version."""

    version: int
    keys: NDArray[np.int64]
    articles: NDArray[np.int64]
    rows: NDArray[np.float32]


class Index:
    """Hold the vector index beside the truth it is made from; `version` changes with its contents."""

    def __init__(self, database: Database, vectors: Vectors | None, embedder: Embedder | None) -> None:
        self.database = database
        self.vectors = vectors
        self.embedder = embedder
        self.version = 0
        self._matrix: Matrix | None = None

    def open(self, progress: OnProgress | None) -> None:
        """Finish what was left: drop what was removed, fill in what is missing, embed what is pending.

        A change of model makes every passage pending; vectors that the cache has of the new model are not made again.
        """
        if self.embedder is None or self.vectors is None:
            return
        database = self.database
        if database.get_fact("model") != self.embedder.digest:
            if database.get_fact("model") is not None:
                self.vectors.clear()
            passages.unsettle(database)
            database.put_fact("dimension", str(self.embedder.dimension))
            database.put_fact("model", self.embedder.digest)
        self.forget()
        with database.read() as db:
            held, pending = passages.counts(db)
        if self.vectors.count() != held - pending and held:
            self.repair()
        self.finish(progress)

    def forget(self) -> None:
        """Drop the vectors of removed passages."""
        self.version += 1
        while self.vectors and (ids := passages.forgotten(self.database, REFILL)):
            self.vectors.delete(ids)
            passages.drop_forgotten(self.database, ids)

    def repair(self) -> None:
        """Make the vector index hold exactly what the truth says it does; nothing is embedded that the cache has."""
        if self.vectors is None or self.embedder is None:
            return
        there = self.vectors.ids()
        wanted = passages.indexed(self.database)
        self.vectors.delete(sorted(there - {one.id for one in wanted}))
        missing = [one for one in wanted if one.id not in there]
        for start in range(0, len(missing), REFILL):
            self.store(missing[start : start + REFILL], self.vectors_for(missing[start : start + REFILL]))

    def rebuild(self, progress: OnProgress | None) -> None:
        """Empty the vector index and fill it from the cache."""
        if self.vectors is None or self.embedder is None:
            return
        self.vectors.clear()
        passages.unsettle(self.database)
        self.finish(progress)

    def finish(self, progress: OnProgress | None) -> None:
        """Bring every pending passage into the vector index."""
        if self.vectors is None or self.embedder is None:
            return
        with self.database.read() as db:
            total = passages.counts(db)[1]
        done = 0
        while some := passages.waiting(self.database, BATCH):
            self.store(some, self.vectors_for(some))
            done += len(some)
            if progress:
                progress(Progress(done, max(total, done), "indexing passages"))

    def matrix(self) -> Matrix:
        """Return the vectors of all passages that may be found; after a change only the new ones are read."""
        import numpy as np

        assert self.embedder is not None
        held, version = self._matrix, self.version
        if held is not None and held.version == version:
            return held
        keys, articles = passages.searchable(self.database)
        rows = np.empty((len(keys), self.embedder.dimension), dtype=np.float32)
        # A key is never used twice, and a passage that changes gets another: the vector of a known key stays true.
        known = np.isin(keys, held.keys, assume_unique=True) if held else np.zeros(len(keys), dtype=np.bool_)
        if held:
            rows[known] = held.rows[np.searchsorted(held.keys, keys[known])]
        rows[~known] = passages.vectors_of(self.database, self.embedder.digest, keys[~known], self.embedder.dimension)
        self._matrix = Matrix(version, keys, articles, rows)
        return self._matrix

    def vectors_for(self, some: Sequence[Waiting]) -> NDArray[np.float32]:
        """Return the vectors of passages, from the cache where it has them."""
        import numpy as np

        assert self.embedder is not None
        known = passages.known(self.database, self.embedder.digest, [one.hash for one in some])
        fresh = {one.hash: one.text for one in some if one.hash not in known}
        if fresh:
            known |= dict(zip(fresh, self.embedder.embed_passages(list(fresh.values())), strict=True))
        return np.stack([known[one.hash] for one in some])

    def store(self, some: Sequence[Waiting], rows: NDArray[np.float32]) -> None:
        """Cache vectors, put them into the vector index, and only then mark their passages as indexed."""
        assert self.embedder is not None and self.vectors is not None
        passages.remember(
            self.database, self.embedder.digest, {one.hash: row for one, row in zip(some, rows, strict=True)}
        )
        self.vectors.upsert([one.id for one in some], rows)
        passages.settle(self.database, some)
        self.version += 1


class Batches:
    """Embed in one thread while the caller reads and writes the next articles; leaving the context finishes.

    After an interruption from the keyboard nothing more is embedded: what waits stays pending until the next opening.
    """

    def __init__(self, index: Index, progress: OnProgress | None) -> None:
        self._index = index
        self._progress = progress
        self._gathered: list[Waiting] = []
        self._running: deque[tuple[list[Waiting], Future[NDArray[np.float32]]]] = deque()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="embed")

    def __enter__(self) -> Batches:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        stopped = kind is not None and not issubclass(kind, Exception)
        try:
            if not stopped:
                self._send()
                self._store(wait=True)
        finally:
            self._worker.shutdown(wait=True, cancel_futures=True)
        if not stopped:
            self._index.forget()
            self._index.finish(self._progress)

    def put(self, words: Iterable[Words]) -> None:
        """Take the passages of an article that was just saved."""
        if self._index.embedder is None:
            return
        self._gathered += [Waiting(one.passage.id, one.passage.text, one.hash) for one in words]
        if len(self._gathered) >= BATCH:
            self._send()
        self._store(wait=False)

    def _send(self) -> None:
        if self._gathered:
            self._running.append((self._gathered, self._worker.submit(self._index.vectors_for, self._gathered)))
            self._gathered = []

    def _store(self, *, wait: bool) -> None:
        while self._running and (wait or len(self._running) > AHEAD or self._running[0][1].done()):
            some, made = self._running.popleft()
            self._index.store(some, made.result())
            if self._progress and wait:
                left = sum(len(one) for one, _ in self._running)
                self._progress(Progress(len(some), len(some) + left, "indexing passages"))


def original(db: Connection, article: Article, marks: set[int]) -> str | None:
    """Return the id of the article whose text this one repeats, or None.

    Candidates share fingerprints that are no boilerplate; the full texts decide. A copy's copy must also repeat the
    original, so that copies do not chain.
    """
    spread = store.spread(db, marks)
    if not spread:
        return None
    boilerplate = search.common(spread, int(db.execute("SELECT count(*) FROM articles").fetchone()[0]))
    text = search.article_shingles(article, boilerplate)
    for other in store.sharing(db, marks - boilerplate, article.id, LIKELY):
        if not search.same_text(text, search.article_shingles(other.article, boilerplate)):
            continue
        if other.article.duplicate_of is None:
            return other.article.id
        root = store.find(db, other.article.duplicate_of)
        if root and root.article.id != article.id:
            theirs = search.article_shingles(root.article, boilerplate)
            if search.same_text(text, theirs, search.SAME_GROUP):
                return root.article.id
    return None


def regroup(db: Connection, root: store.Kept | None, copies: Sequence[store.Kept]) -> None:
    """Let copies follow `root` as far as they still repeat it; of the rest the oldest becomes their original."""
    rest = list(copies)
    while rest:
        followers = [one for one in rest if root is not None and _repeats(one.article, root.article)]
        for one in followers:
            store.set_original(db, one.article.id, root.article.id if root else None)
        rest = [one for one in rest if one not in followers]
        if rest:
            root = rest.pop(0)
            store.set_original(db, root.article.id, None)


def _repeats(one: Article, other: Article) -> bool:
    left, right = search.article_shingles(one), search.article_shingles(other)
    return search.same_text(left, right, search.SAME_GROUP)
