"""Group articles into stories: one event, however many outlets tell it.

Average linkage over a mix of words, meaning and names, with a quorum. Single linkage makes blobs, and density methods
call the usual story of two articles noise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

import numpy as np
from numpy.typing import NDArray

from index.text import STOPWORDS, day, digest, moment, singular, words
from index.types import Article

Embed = Callable[[Sequence[str]], NDArray[np.float32] | None]
"""Embeds texts as rows of length 1; None when there is no embedding model."""
Matrix = NDArray[np.float64]

WORDS, MEANING, NAMES = 0.7, 0.2, 0.2
"""Weights of the three likenesses. Words lead: on 399 real articles meaning alone joins other events of the same
actors (B-cubed .97 against .98); it helps where a library is too small to tell a rare word from a common one."""
WORDS_ALONE = 0.9
SAME_WORLD = 0.5
"""Meaning that any two reports of one country's day share (.2 to .55): it tells nothing. Without this zero a day of
seven articles joins two of unrelated news (B-cubed .91 against .96 on single days), and large pools gain nothing."""
JOIN = 0.12
"""Two groups become one when their articles are on average this alike; B-cubed is flat from .11 to .13."""
JOIN_ALONE = 0.13
"""The same without vectors."""
CLOSE, QUORUM = 0.8, 0.3
"""… and when this share of the pairs reaches this part of `JOIN`, so that one bridge does not weld two stories."""
WINDOW = 7
"""Days: articles further apart lend each other nothing, for a saga is more than one story."""
LEAD_WORDS = 180
"""Words of an article that stand for its meaning: the model reads 256 word pieces."""
HEADLINE = 3
"""A word of the headline counts as often as this in the text."""
COMMON, FEW = 0.3, 20
"""Among at least `FEW` articles a word that more than this share of them holds says nothing about the event."""
BACKGROUND = 10
"""Articles imagined beside the real ones, so that in a library of two a shared word still counts as rare."""
SURE_NAMES = 3
"""With this many names on both sides and none in common, two articles tell of different events."""
ITEMS = 4
"""A round-up has at least this many paragraphs …"""
HELD_TOGETHER = 0.12
"""… and on average less than this share of their words stands in the headline or another paragraph: .08 to .13 in
paragraphs of four to eight reports put together, under .12 in 1 of 100 real reports even when each of their paragraphs
is cut to 22 words. Two words in common with any one paragraph, asked for before, is too much of a short report."""
UNRELATED = (
    "The bakery on the corner closes early on Mondays.",
    "A comet will be visible to the naked eye next spring.",
    "The goalkeeper saved two penalties in the final.",
    "Interest on savings is paid at the end of the quarter.",
    "The museum bought a portrait of an unknown woman.",
    "Engineers found cracks in the wall of the dam.",
)
"""Sentences of unrelated topics: how alike a model finds them is its zero, .1 for MiniLM and .5 for bge-small."""
NAME = re.compile(r"(?<=[a-z0-9,;’'] )([A-Z][\w’'-]*\w)")
NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mr mrs ms dr sir the".split()
)
ROUND_UP = re.compile(
    r"\b(?:(?:morning|evening|daily|weekly|noon|midday) (?:briefing|brief|digest|round-?up|news|bulletin)|"
    r"in brief|round-?up|week in review|the day in|today.s headlines|headlines of the)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Hold what an article is compared by: its words with their counts, its names, its day (None when undated)."""

    words: Mapping[str, float]
    names: frozenset[str]
    day: int | None
    title: tuple[str, ...]
    round_up: bool


def group(articles: Sequence[Article], embed: Embed | None = None) -> list[tuple[Article, ...]]:
    """Return the articles as stories, each oldest first, the story with the oldest article first.

    A copy (`duplicate_of`) stays with the article it repeats and adds no likeness; a round-up is a story of its own.
    Deterministic, and independent of the order of `articles`.
    """
    ordered = sorted({article.id: article for article in articles}.values(), key=_age)
    origin = _origins(ordered)
    roots = [article for article in ordered if origin[article.id] == article.id]
    members: dict[str, list[Article]] = {}
    for article in ordered:
        members.setdefault(origin[article.id], []).append(article)
    stories = [
        tuple(sorted((one for index in part for one in members[roots[index].id]), key=_age))
        for part in _link(*_likeness(roots, embed))
    ]
    return sorted(stories, key=lambda story: _age(story[0]))


def story_id(story: Sequence[Article]) -> str:
    """Return the id of a story: it comes from its oldest article, so that later reports do not change it."""
    return digest("story", min(story, key=_age).id)


def lead(article: Article) -> str:
    """Return the headline and the first words of the text: what stands for the article's meaning."""
    text = " ".join(paragraph.text for paragraph in article.paragraphs if paragraph.kind not in ("caption", "heading"))
    return f"{article.title}. {' '.join(text.split()[:LEAD_WORDS])}".strip(". ")


def is_round_up(article: Article) -> bool:
    """Tell whether the article is a list of unrelated items, by its headline or by how little holds it together."""
    if ROUND_UP.search(article.title):
        return True
    texts = [one.text for one in article.paragraphs if one.kind in ("text", "list") and len(one.text.split()) >= 15]
    if len(texts) < ITEMS:
        return False
    bags = [{_stem(word) for word in words(text) if word not in STOPWORDS} for text in texts]
    headline = {_stem(word) for word in words(article.title)}
    holders = Counter(word for bag in bags for word in bag)
    shares = [sum(word in headline or holders[word] > 1 for word in bag) / max(1, len(bag)) for bag in bags]
    return sum(shares) < HELD_TOGETHER * len(shares)


def _age(article: Article) -> tuple[bool, float, str]:
    """Order by publication, what has no date last."""
    if article.published is None:
        return True, 0.0, article.id
    return False, moment(article.published).timestamp(), article.id


def _origins(ordered: Sequence[Article]) -> dict[str, str]:
    """Return for each article the id of the one here whose text it is, itself when it is no copy."""
    by_id = {article.id: article for article in ordered}
    origin: dict[str, str] = {}
    for article in ordered:
        root, seen = article, {article.id}
        while root.duplicate_of in by_id and root.duplicate_of not in seen:
            root = by_id[root.duplicate_of]
            seen.add(root.id)
        # Copies of one absent article are copies of each other: the oldest here stands for them.
        name = root.duplicate_of or root.id
        origin[article.id] = root.id if name == root.id or name in seen else origin.setdefault(name, root.id)
    return {article.id: origin[article.id] for article in ordered}


def _profile(article: Article) -> Profile:
    body = " ".join(paragraph.text for paragraph in article.paragraphs)
    counts = Counter(_stem(word) for word in words(body) if word not in STOPWORDS)
    for word in words(article.title):
        if word not in STOPWORDS:
            counts[_stem(word)] += HEADLINE
    names = frozenset(_stem(found.casefold()) for found in NAME.findall(body)) - NOT_NAMES
    weights = {word: 1 + log(count) for word, count in counts.items()}
    published = day(article.published).toordinal() if article.published else None
    return Profile(weights, names, published, tuple(article.title.split()), is_round_up(article))


def _stem(word: str) -> str:
    return singular(word.replace("’", "'").removesuffix("'s").strip("'"))


def _likeness(articles: Sequence[Article], embed: Embed | None) -> tuple[Matrix, float]:
    """Return how alike each two articles are, and from where on they are one story."""
    profiles = [_profile(article) for article in articles]
    shared, weight = _overlap([one.words for one in profiles], square=True)
    cosine = shared / np.sqrt(np.maximum(np.outer(weight, weight), 1e-12))
    common, total = _overlap([dict.fromkeys(one.names, 1.0) for one in profiles], square=False)
    union = total[:, None] + total[None, :] - common
    jaccard = common / np.maximum(union, 1e-12)
    meaning = alike([lead(article) for article in articles], embed)
    if meaning is None:
        likeness, join = WORDS_ALONE * cosine + NAMES * jaccard, JOIN_ALONE
    else:
        news = np.clip((meaning - SAME_WORLD) / (1 - SAME_WORLD), 0.0, 1.0)
        likeness, join = WORDS * cosine + MEANING * news + NAMES * jaccard, JOIN
    for left, right in combinations(range(len(profiles)), 2):
        if _apart(profiles[left], profiles[right]):
            likeness[left, right] = likeness[right, left] = 0.0
    return likeness, join


def _overlap(bags: Sequence[Mapping[str, float]], *, square: bool) -> tuple[Matrix, Matrix]:
    """Return what each two bags share and what each holds, every item weighed by how few bags have it."""
    postings: dict[str, list[tuple[int, float]]] = {}
    for index, bag in enumerate(bags):
        for item, weight in bag.items():
            postings.setdefault(item, []).append((index, weight))
    count = len(bags)
    shared, held = np.zeros((count, count)), np.zeros(count)
    for holders in postings.values():
        if count >= FEW and len(holders) > COMMON * count:
            continue
        rarity = log((count + BACKGROUND + 1) / (len(holders) + 0.5))
        rows = np.array([index for index, _ in holders])
        weights = np.array([weight for _, weight in holders])
        weights = weights * rarity if square else np.sqrt(weights * rarity)
        held[rows] += weights**2
        shared[np.ix_(rows, rows)] += np.outer(weights, weights)
    return shared, held


def alike(texts: Sequence[str], embed: Embed | None) -> Matrix | None:
    """Return the cosines of the texts' vectors, 0 for what the model finds unrelated, 1 for the same.

    None when there is no embedding model. The scale makes one threshold serve every model.
    """
    vectors = embed([*texts, *UNRELATED]) if embed is not None and texts else None
    if vectors is None:
        return None
    near = np.asarray(vectors @ vectors.T, dtype=np.float64)
    count = len(texts)
    apart = near[count:, count:][np.triu_indices(len(UNRELATED), 1)]
    zero = float(np.clip(np.mean(apart), 0.0, 0.9))
    return np.clip((near[:count, :count] - zero) / (1 - zero), 0.0, 1.0)


def _apart(left: Profile, right: Profile) -> bool:
    """Tell whether two articles cannot be one story, however alike their words are."""
    if left.round_up or right.round_up:
        return True
    if left.day is not None and right.day is not None and abs(left.day - right.day) > WINDOW:
        return True
    if min(len(left.names), len(right.names)) >= SURE_NAMES and not left.names & right.names:
        return True
    return _same_form(left.title, right.title)


def _same_form(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether two headlines are one form filled in twice: "Day 2 …" and "Day 21 …", "wins Ohio", "wins Iowa".

    >>> _same_form("Ardel wins Ohrid vote".split(), "Ardel wins Ilmen vote".split())
    True
    >>> _same_form("Ardel wins Ohrid vote".split(), "Ardel wins Ohrid poll".split())
    False
    """
    if len(left) != len(right) or len(left) < 3:
        return False
    differing = [pair for pair in zip(left, right, strict=True) if pair[0].casefold() != pair[1].casefold()]
    if len(differing) != 1 or left[0] == differing[0][0]:
        return False
    numbers = all(word[:1].isdigit() for word in differing[0])
    names = all(word[:1].isupper() for word in differing[0]) and not all(word[:1].isupper() for word in left)
    return numbers or names


def _link(likeness: Matrix, join: float) -> list[list[int]]:
    """Return the rows as groups: average linkage down to `join`, each union with its quorum (see `QUORUM`)."""
    count = len(likeness)
    mean, quorum = likeness.copy(), (likeness >= CLOSE * join).astype(np.float64)
    size, alive, members = np.ones(count), np.ones(count, dtype=bool), [[index] for index in range(count)]
    rated = np.where(quorum >= QUORUM, mean, -1.0)
    np.fill_diagonal(rated, -1.0)
    best = rated.max(axis=1) if count > 1 else np.full(count, -1.0)
    while count > 1:
        first = int(best.argmax())
        if best[first] < join:
            break
        second = int(rated[first].argmax())
        first, second = min(first, second), max(first, second)
        for matrix in (mean, quorum):
            row = (size[first] * matrix[first] + size[second] * matrix[second]) / (size[first] + size[second])
            matrix[first], matrix[:, first] = row, row
        size[first] += size[second]
        members[first] += members[second]
        alive[second] = False
        rated[second], rated[:, second] = -1.0, -1.0
        row = np.where((quorum[first] >= QUORUM) & alive, mean[first], -1.0)
        row[first] = -1.0
        rated[first], rated[:, first] = row, row
        best = rated.max(axis=1)
    return [sorted(members[index]) for index in range(count) if alive[index]]
