"""Judge a claim against any number of paragraphs: whether they say it, how surely, and which of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from briefing.ground import check
from briefing.types import Check, Judgement, Support, Vote
from index.text import STOPWORDS, singular, words

JOINTLY = 3
"""Paragraphs that may carry a claim together when none carries it alone."""
ABOUT_THE_SAME = 0.6
"""Share of a claim's weight of words from which a paragraph speaks of the same thing."""
HARD = frozenset({"quotation", "numbers", "names"})
CAPS = {Support.QUOTED: 1.0, Support.SUPPORTED: 0.95, Support.PARTLY: 0.45, Support.UNSUPPORTED: 0.3}
"""Highest score of each result, so that the scores order claims as the results do."""


def judge(
    claim: str, paragraphs: Sequence[str], *, contexts: Sequence[str] = (), vote: Vote | None = None
) -> Judgement:
    """Return whether the paragraphs say the claim, and rank them as its evidence.

    `contexts` holds for each paragraph what else may lend a name to it, such as its article's headline. `vote` is asked
    for the paragraphs that share most with the claim; without one the checks alone decide.
    """
    if not paragraphs:
        support, checks = check(claim, [])
        return Judgement(support, 0.0, checks, ())
    shares = _shares(claim, paragraphs)
    ranked = sorted(range(len(paragraphs)), key=lambda row: (-shares[row], row))
    support, checks, used = _checked(claim, paragraphs, contexts, ranked)
    evidence = (*used, *(row for row in ranked if row not in used))
    share = max(shares[row] for row in used)
    if vote is not None:
        share = (share + max(vote(claim, [paragraphs[row] for row in used]))) / 2
    contradicts = shares[evidence[0]] >= ABOUT_THE_SAME and any(not one.passed and one.name in HARD for one in checks)
    score = 1.0 if support is Support.QUOTED else CAPS[support] * share
    return Judgement(support, score, checks, evidence, contradicts)


def _checked(
    claim: str, paragraphs: Sequence[str], contexts: Sequence[str], ranked: Sequence[int]
) -> tuple[Support, tuple[Check, ...], list[int]]:
    """Check the claim against the best paragraph alone, then the next ones, then the best together."""
    order = list(Support)
    tries = [[row] for row in ranked[:JOINTLY]] + ([list(ranked[:JOINTLY])] if len(ranked) > 1 else [])
    results = []
    for rows in tries:
        lent = " ".join(contexts[row] for row in rows if row < len(contexts))
        support, checks = check(claim, [paragraphs[row] for row in rows], context=lent)
        results.append((support, checks, rows))
    return min(results, key=lambda result: order.index(result[0]))


def _shares(claim: str, paragraphs: Sequence[str]) -> list[float]:
    """Return for each paragraph its share of the claim's content words, rare words weighing more."""
    wanted = _content(claim)
    contents = [_content(paragraph) for paragraph in paragraphs]
    seen = Counter(word for content in contents for word in content)
    weight = {word: math.log(1 + len(paragraphs) / (1 + seen[word])) + 0.1 for word in wanted}
    total = sum(weight.values())
    return [sum(weight[word] for word in wanted & content) / total if total else 0.0 for content in contents]


def _content(text: str) -> set[str]:
    return {singular(word) for word in words(text) if word not in STOPWORDS}
