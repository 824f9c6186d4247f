"""Rank: fuse the arms, fold what repeats, spread over articles, find copies and misspelt names. All of it pure."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from index.text import containment, shingles, words
from index.types import CITABLE_KINDS, Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FUSION = 20
"""k of reciprocal rank fusion (Cormack 2009): 20 and 60 differ by less than noise; 20 trusts first places more."""
ABOUT, TOPICAL = 1.0, 2.0
"""Weight of what the whole article is about: beside the fused arms (the first place in each is 1), and beside the
cross-encoder's logit. On 121 fresh questions over 5,000 articles the mean reciprocal rank of the article is .859 with
both, .846 without; benchmarks/NOTES.md has this and the measurement of every other weight."""
FRESH, TIMELY = 0.3, 3.0
"""The same weights for how new it is: people ask about the news of the day, and last year's says much the same. Without
them the mean reciprocal rank is .788, with both .859, and the answer is in the first five passages for .893 instead of
.868; a second weight of 2: .840 and .876, 4: .866 and .893. Both halves of the questions agree."""
SAME_TEXT = 0.40
"""Three-word-shingle containment from which two articles are one text: 44,850 pairs have none between .30 and .50."""
SAME_GROUP = 0.30
"""Containment that a copy of a copy must reach with the original, so that copies do not chain."""
LEAST_SHINGLES = 40
"""Shingles the shorter of two articles needs before it can be called a copy: less is a shared sentence."""
SAME_PARAGRAPH = 0.80
"""Containment from which two found paragraphs say the same in the same words, and one of them is shown."""
COPIED = 0.50
"""The same between copies of one text, whose passages may begin at other paragraphs."""
EDITED = 8
"""Words that the one of two versions of a paragraph may have and the other not; versions with a different number or
name in them are both worth finding. Of 100 questions with true and falsified snippets, both values come into the
answer of .36 without this."""
SPECIFIC = re.compile(r"\d+(?:[.,]\d+)*|(?<=[\w,;:] )[A-Z][\w’'-]+")
SAMPLE = 4
"""One shingle in four is kept as a fingerprint (those whose hash 4 divides): two copies of 40 shingles that share 16
miss each other in 1 of 100 cases, and 50,000 articles need 5 million rows instead of 20."""
COMMON_SHARE, COMMON_ARTICLES = 0.01, 20
"""A fingerprint in more than 1 % of the articles and in at least 20 is boilerplate ("About us …")."""
CAP = 3
"""Passages one article may have among the best before other articles follow."""
FEW_ARTICLES = 3
"""Found articles up to which there is no cap: with so few, a question is about them."""
SPELLING = 88.0
"""Likeness of two spellings of one name: Zelensky/Zelenskiy 94, Zelenskyy 89; Rubin/Rubio 80 are two names."""
LIKELY_STEM = 80.0
"""Likeness of two stems that is worth comparing the words themselves."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold a passage on its way to a hit: `key` orders nothing but names it, `id` breaks ties.

    `about` says how much its whole article is about the query, `fresh` how new it is, both 0..1.
    """

    key: int
    id: str
    article_id: str
    group: str
    body: str
    score: float
    found_by: tuple[str, ...]
    about: float = 0.0
    fresh: float = 0.0
    relevance: float | None = None


def fuse(arms: Mapping[str, Sequence[int]]) -> dict[int, tuple[float, tuple[str, ...]]]:
    """Return the fused score of everything any arm found, and the arms that found it.

    Reciprocal rank fusion, scaled so that a first place in every arm is 1.

    >>> fuse({"keyword": [7, 8], "vector": [8]})[8][1]
    ('keyword', 'vector')
    """
    scores: dict[int, float] = {}
    by: dict[int, tuple[str, ...]] = {}
    best = len(arms) / (FUSION + 1)
    for name, keys in arms.items():
        for rank, key in enumerate(keys, 1):
            scores[key] = scores.get(key, 0.0) + 1 / (FUSION + rank) / best
            by[key] = (*by.get(key, ()), name)
    return {key: (scores[key], by[key]) for key in scores}


def order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates best first: those with a relevance before the rest, then by score and topic, ties by id."""
    return sorted(
        candidates,
        key=lambda one: (
            one.relevance is None,
            -_judged(one, one.relevance or 0.0) if one.relevance is not None else 0.0,
            -one.score - ABOUT * one.about - FRESH * one.fresh,
            one.id,
        ),
    )


def _judged(one: Candidate, logit: float) -> float:
    return logit + TOPICAL * one.about + TIMELY * one.fresh


def judge(candidates: Sequence[Candidate], logits: Sequence[float]) -> list[Candidate]:
    """Give the first candidates their relevance, one logit each, and return all of them best first.

    The order of the logits replaces that of the arms: their score becomes 1 to 2, that of the others stays below 1.
    """
    judged = [
        replace(one, relevance=logit, score=1 + 1 / (1 + math.exp(-max(-60.0, _judged(one, logit)))))
        for one, logit in zip(candidates, logits, strict=False)
    ]
    return order([*judged, *candidates[len(judged) :]])


def closest(similar: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
    """Return the places of the `limit` highest cosines, highest first, ties in their order; only of those allowed."""
    import numpy as np

    if allowed is not None:
        similar = np.where(allowed, similar, -np.inf)
    best = np.argpartition(-similar, limit)[:limit] if len(similar) > limit else np.arange(len(similar))
    best = best[np.lexsort((best, -similar[best]))]
    return best[np.isfinite(similar[best])]


def fold_repeats(candidates: Sequence[Candidate], enough: int = 100) -> list[Candidate]:
    """Return the first `enough` candidates, in their order, that do not repeat an earlier one's text.

    Two articles' passages repeat each other from a containment of .80, copies' from .50. The original stands for its
    copies where it follows them with the same words. Passages of one article never repeat each other.
    """
    kept: list[tuple[Candidate, frozenset[int]]] = []
    places: dict[int, list[int]] = {}  # where each run of words was seen, so that few texts are compared
    for one in candidates:
        text = runs(one.body)
        for place in sorted({place for run in text for place in places.get(run, ())}):
            other, theirs = kept[place]
            if other.article_id == one.article_id:
                continue
            same = same_paragraph(text, theirs)
            if not same and not (one.group == other.group and _overlap(text, theirs) >= COPIED):
                continue
            if says_otherwise(one.body, other.body):
                continue
            if same and one.group == one.article_id == other.group:
                kept[place] = replace(one, score=other.score), text
            break
        else:
            if len(kept) == enough:
                break
            for run in text:
                places.setdefault(run, []).append(len(kept))
            kept.append((one, text))
    return [one for one, _ in kept]


def says_otherwise(left: str, right: str) -> bool:
    """Tell whether two texts of nearly the same words differ in a number or a name: then neither repeats the other.

    >>> says_otherwise("The fire in Osk hurt 12 people.", "The fire in Osk hurt 19 people.")
    True
    >>> says_otherwise("The fire in Osk hurt 12 people.", "The fire in Osk hurt 12 people, police said.")
    False
    """
    mine, yours = set(SPECIFIC.findall(left)), set(SPECIFIC.findall(right))
    if not (mine - yours and yours - mine):
        return False
    first, second = set(words(left)), set(words(right))
    return max(len(first - second), len(second - first)) <= EDITED


def runs(text: str) -> frozenset[int]:
    """Return the three-word runs of a text as numbers, which compare five times faster than words."""
    found = words(text)
    return frozenset(map(hash, zip(found, found[1:], found[2:], strict=False) if len(found) > 2 else [tuple(found)]))


def same_paragraph(left: frozenset[int], right: frozenset[int]) -> bool:
    """Tell whether two texts, as their runs, say the same in the same words and are about as long."""
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if len(short) < 0.6 * len(long) or short.isdisjoint(long):
        return False
    return len(short & long) >= SAME_PARAGRAPH * len(short)


def _overlap(left: frozenset[int], right: frozenset[int]) -> float:
    return len(left & right) / max(1, min(len(left), len(right)))


def diversify(candidates: Sequence[Candidate], limit: int) -> list[Candidate]:
    """Return at most `limit` candidates: no copy group gives more than `CAP` before every other group had its turn.

    With up to `FEW_ARTICLES` groups the order stands. One that has to wait takes the score of the one before it.
    """
    if len({one.group for one in candidates}) <= FEW_ARTICLES:
        return list(candidates[:limit])
    first: list[Candidate] = []
    later: list[Candidate] = []
    given: dict[str, int] = {}
    for one in candidates:
        given[one.group] = given.get(one.group, 0) + 1
        (first if given[one.group] <= CAP else later).append(one)
    chosen = [*first, *later][:limit]
    lowest = accumulate((one.score for one in chosen), min)
    return [replace(one, score=score) for one, score in zip(chosen, lowest, strict=True)]


def fingerprint(shingle: tuple[str, ...]) -> int:
    """Return a shingle as a signed 64-bit number, the same in every process.

    >>> fingerprint(("the", "tarn", "bridge")) == fingerprint(("the", "tarn", "bridge"))
    True
    """
    return int.from_bytes(hashlib.blake2b("\x1f".join(shingle).encode(), digest_size=8).digest(), "big", signed=True)


def sample(text: Iterable[tuple[str, ...]]) -> set[int]:
    """Return the fingerprints of a text that are kept to find its copies."""
    return {one for one in map(fingerprint, text) if one % SAMPLE == 0}


def article_shingles(article: Article, common: frozenset[int] = frozenset()) -> frozenset[tuple[str, ...]]:
    """Return the three-word shingles of an article's citable paragraphs, boilerplate paragraphs left out.

    A paragraph is boilerplate when at least half of its fingerprints are `common`.
    """
    found: set[tuple[str, ...]] = set()
    for paragraph in article.paragraphs:
        if paragraph.kind not in CITABLE_KINDS or len(words(paragraph.text)) < 3:
            continue
        text = shingles(paragraph.text)
        marks = sample(text) if common else set()
        if not marks or 2 * len(marks & common) < len(marks):
            found |= text
    return frozenset(found)


def common(spread: Mapping[int, int], articles: int) -> frozenset[int]:
    """Return the fingerprints that are boilerplate among so many articles; `spread` counts the articles of each."""
    least = max(COMMON_ARTICLES, COMMON_SHARE * articles + 1)
    return frozenset(one for one, number in spread.items() if number >= least)


def same_text(left: frozenset[tuple[str, ...]], right: frozenset[tuple[str, ...]], least: float = SAME_TEXT) -> bool:
    """Tell whether two articles are one text, edited: containment of shingles, which cutting and reordering survive."""
    return min(len(left), len(right)) >= LEAST_SHINGLES and containment(left, right) >= least


def nearest(word: str, vocabulary: Iterable[tuple[str, int]], least: float = SPELLING) -> list[str]:
    """Return the up to five words of a vocabulary that `word` most likely misspells, likeliest first.

    `vocabulary` has (word, frequency) pairs; of equally like ones the more frequent comes first. A name's first letter
    must be right.

    >>> nearest("zelensky", [("zelenskiy", 9), ("zeal", 2)])
    ['zelenskiy']
    """
    from rapidfuzz.fuzz import ratio

    likely = [
        (-ratio(word, other), -number, other)
        for other, number in vocabulary
        if other[:1] == word[:1] and abs(len(other) - len(word)) <= 3
    ]
    return [other for negative, _, other in sorted(likely)[:5] if -negative >= least]
