"""Find passages: ask both arms, fuse them, let the reranker judge the best, and make hits of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

from index import keywords, passages, search, store, vocabulary
from index.common_words import common_words
from index.database import Database
from index.indexing import Index, Matrix
from index.rerank import Reranker
from index.search import Candidate
from index.store import Scope
from index.text import STOPWORDS, WORD, fold
from index.types import Filters, Hit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from threadpoolctl import ThreadpoolController

DEPTH = 50
"""Passages each arm gives at least."""
ARTICLES = 300
"""Articles whose whole text is weighed; those beyond are about something else."""
HALF_LIFE = 365.0
"""Days in which news loses half of its freshness: 180 and 730 find as well."""
SPREAD = 40
"""Passages that differ from each other, at least, among which articles take turns."""
RERANKED = 12
"""Passages the cross-encoder scores, 16 ms of the processor each: most of what a search takes.

On 121 fresh questions 8 find as well as 16, and 12 a little better (mean reciprocal rank .852, .850, .859). It reads
the passages, with a speaker where they do not name him, and no header: with the title fewer of 50 fresh questions
found their paragraph first (26 instead of 30), and fusing with the arms' order was no better."""
PAST_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
"""A question about a year that is over does not want what is new."""
YEAR = 31_556_952
"""Seconds."""
EXACT = 150_000
"""Passages up to which the cached vectors are compared one by one: 1.5 kB and about 0.2 µs each, exact, under any
filter, without importing chromadb (0.65 s). Above it Chroma serves from its own index, which holds them all as well."""
DOUBLED = re.compile(r"(.)\1")
SHORTEST_NAME = 5
"""Letters from which a word without a match may be a misspelt one: four letters differ too easily."""


def find(
    database: Database, index: Index, reranker: Reranker | None, query: str, limit: int, filters: Filters
) -> list[Hit]:
    """Return at most `limit` hits for a query, best first; none when it holds no word."""
    query = respelled(database, query)
    words = keywords.wanted(query)
    scope = store.scope(database, filters)
    if not words or (scope and not scope.keys):
        return []
    depth = max(DEPTH, 2 * limit)
    with ThreadPoolExecutor(1) as beside:  # the model and the comparison of vectors leave the other core to the words
        near = beside.submit(by_meaning, database, index, query, scope, depth)
        arms = {"keyword": keywords.by_words(database, words, scope, depth)}
        about = keywords.about(database, words, scope, ARTICLES)
    fused = search.fuse(arms | ({"vector": near.result()} if index.embedder is not None else {}))
    found = passages.fetch(database, fused)
    fresh = freshness(database, query, {one.article for one in found.values()})
    ranked = search.order(
        Candidate(
            key=key,
            id=one.passage.id,
            article_id=one.passage.article_id,
            group=one.original or one.passage.article_id,
            body=one.body,
            score=fused[key][0],
            about=about.get(one.article, 0.0),
            fresh=fresh.get(one.article, 0.0),
            found_by=fused[key][1],
        )
        for key, one in found.items()
    )
    candidates = search.fold_repeats(ranked, max(SPREAD, 2 * limit))
    if reranker is not None:
        texts = [one.body for one in candidates[:RERANKED]]
        candidates = search.judge(candidates, reranker.score(query, texts))
    chosen = search.diversify(candidates, limit)
    articles = store.load(database, [found[one.key].article for one in chosen])
    return [
        Hit(found[one.key].passage, articles[found[one.key].article], one.score, one.found_by, one.relevance)
        for one in chosen
        if found[one.key].article in articles
    ]


def by_meaning(database: Database, index: Index, query: str, scope: Scope | None, depth: int) -> list[int]:
    """Return the keys of the passages in scope whose vectors are nearest to the query's, nearest first.

    Never one of an article that is only half indexed; none without an embedding model.
    """
    if index.embedder is None:
        return []
    with database.read() as db:
        held = passages.counts(db)[0]
    if held > EXACT:
        return _served(database, index, index.embedder.embed_query(query), scope, depth)
    every = index.matrix()
    return _compared(every, index.embedder.embed_query(query), scope, depth)


def _compared(every: Matrix, vector: NDArray[np.float32], scope: Scope | None, depth: int) -> list[int]:
    import numpy as np

    keys, rows, allowed = every.keys, every.rows, None
    if scope is not None:
        allowed = np.isin(every.articles, np.fromiter(scope.keys, np.int64, len(scope.keys)))
        if not scope.wide:  # the rows of a few articles are sooner copied than all are compared
            keys, rows, allowed = keys[allowed], rows[allowed], None
    with _blas().limit(limits=1, user_api="blas"):
        similar = rows @ vector
    return [int(one) for one in keys[search.closest(similar, depth, allowed)]]


@cache
def _blas() -> ThreadpoolController:
    """Return what keeps a comparison of vectors to one core: memory bounds it, and the words need the other.

    100,000 passages on two cores, 95 of 100: 39, 57 and 58 ms without a filter, for a month and for half the library;
    with a thread a core, which then spin, 43, 69 and 60.
    """
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _served(
    database: Database, index: Index, vector: NDArray[np.float32], scope: Scope | None, depth: int
) -> list[int]:
    assert index.embedder is not None and index.vectors is not None
    if scope is None or scope.wide:
        ids = index.vectors.nearest(vector, round(keywords.AHEAD * depth / scope.share) if scope else depth)
        by_id = passages.keys_of(database, ids, scope.keys if scope else None)
        return [by_id[one] for one in ids if one in by_id][:depth]
    keys, _ = passages.searchable(database, scope.keys)
    rows = passages.vectors_of(database, index.embedder.digest, keys, index.embedder.dimension)
    return [int(one) for one in keys[search.closest(rows @ vector, depth)]]


def freshness(database: Database, query: str, articles: Collection[int]) -> dict[int, float]:
    """Return how fresh articles are, by key: half as fresh each `HALF_LIFE` before the newest one of the library.

    None is fresher than another to a query that names a year which is over.
    """
    year = 1970 + (store.newest(database) or 0.0) // YEAR
    if any(int(one) < year for one in PAST_YEAR.findall(query)):
        return {}
    return store.freshness(database, articles, HALF_LIFE)


def respelled(database: Database, query: str) -> str:
    """Return the query with those of its words that the library does not have as the library writes them.

    Zelensky becomes Zelenskiy where every article writes him so. Stems are compared first, then whole words. A common
    word stays as it is: an article that has "struck" and no "stuck" does not make it a mistake; and so does a small one
    of a question that is not English: "dürfen" is no misspelt "dürften".
    """
    spellings = {}
    every = WORD.findall(query)[: keywords.MOST_WORDS]
    english = any(fold(word) in STOPWORDS for word in every)
    for word in dict.fromkeys(every):
        folded = fold(word)
        if len(word) < SHORTEST_NAME or not word.isalpha() or folded in STOPWORDS:
            continue
        if english and (owner := _owner(database, folded)):
            spellings[word] = owner
            continue
        if (word.islower() and word in common_words()) or vocabulary.has_word(database, folded):
            continue
        for likely in search.nearest(
            vocabulary.stem(folded), vocabulary.stems(database, folded[0]), search.LIKELY_STEM
        ):
            written = {fold(one): one for one in vocabulary.spellings(database, likely)}
            best = _as_written(folded, written)
            if best and (english or not (word.islower() and best.islower())):
                spellings[word] = best
                break
    return WORD.sub(lambda found: spellings.get(found[0], found[0]), query) if spellings else query


def _owner(database: Database, folded: str) -> str | None:
    """Return "Varga's" for "vargas" where the library has the name, and never with an s behind it."""
    if not folded.endswith("s") or folded[:-1] in common_words():
        return None
    written = {fold(one): one for one in vocabulary.spellings(database, vocabulary.stem(folded))}
    name = written.get(folded[:-1])
    return f"{name}'s" if name and not name.islower() and folded not in written else None


def _as_written(folded: str, written: Mapping[str, str]) -> str | None:
    """Return what a word most likely misspells, None when nothing is near; which letter is doubled counts for little.

    Sorell and Sorrel are 83 alike, no more than Rubin and Rubio, and one name without their double letters. So are
    captian and captain, which have the same letters.
    """
    if best := search.nearest(folded, [(one, 1) for one in written]):
        return written[best[0]]
    moved = [(one, 1) for one in written if sorted(one) == sorted(folded)]
    if best := search.nearest(folded, moved, search.LIKELY_STEM):
        return written[best[0]]
    single = {DOUBLED.sub(r"\1", one): one for one in written}
    for likely in search.nearest(DOUBLED.sub(r"\1", folded), [(one, 1) for one in single]):
        if len(single[likely]) == len(folded):  # a letter was moved, none was left out
            return written[single[likely]]
    return None
