"""Judge a claim against any number of paragraphs: whether they say it, how surely, and which of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.bearing import EVIDENCE, Bearing, bearing, likelihood, ranked
from briefing.ground import check, probability
from briefing.types import HOLDS, Check, Judgement, Order, Support, Vote
from index.errors import InputError
from index.text import content_words, words

ALONE, JOINTLY = 3, 3
"""Paragraphs that are tried one by one, and together when none carries a claim alone."""
CLOSE = 0.15
"""Share of a claim by which a paragraph may hold less of it than the best and still be asked whether it carries it:
one that only touches on the matter must not outvote the one that denies it."""
ABOUT_THE_SAME = 0.6
"""Share of a claim's weight of words from which a paragraph speaks of the same thing."""
ABSENT = frozenset({"names", "numbers", "wording", "quotation", "vote", "deed", "verb"})
"""Checks that fail for what is absent, which another paragraph may bring; any other fails for what is said."""
SPEAKS = frozenset({"numbers", "names", "speaker", "negation", "event", "dates", "hedge"})
"""Checks whose failure, in a paragraph about the same thing, is a contradiction."""
AGREES, AGREES_IN_WORDS = 0.33, 0.62
"""Mean of the share of a sentence's content words and the vote, and the share alone where nobody votes, below which no
check failed only because a paragraph happens to share words.

Of 96 sentences of the samples, held against articles on other matters, 11 passed every check: with .01 to .32, sharing
0 to .60. The true sentences of the tune half of our own pairs have .35 and .67 at least.
"""
SHARES_WORDS = "source"
"""The check that such a claim fails."""
PASSED, NEARLY = 0.1, 0.49
"""What such a claim scores beside its words for passing every other check, and the most it can. Of WiCE's development
claims 40 are such, 18 of them supported: balanced accuracy is .72 without it, .77 with any from .1 to .5."""
ASKED = 12
"""Paragraphs that are ranked with the help of the vote."""
VOTED, ORDERED = 0.15, 0.02
"""What the vote and each unit of the order's logit count beside the share of words."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Hold the checks of a claim against some paragraphs."""

    support: Support
    checks: tuple[Check, ...]
    rows: tuple[int, ...]

    @property
    def failed(self) -> set[str]:
        """Return the names of the failed checks."""
        return {one.name for one in self.checks if not one.passed}


def judge(
    claim: str,
    paragraphs: Sequence[str],
    *,
    contexts: Sequence[str] = (),
    vote: Vote | None = None,
    order: Order | None = None,
) -> Judgement:
    """Return whether the paragraphs say the claim, and rank them as its evidence.

    `contexts` holds for each paragraph what else may lend a name to it, such as its article's headline. `vote` is asked
    about the paragraphs that share most with the claim; without one the checks alone decide. `order` has a say in the
    ranking alone, such as a reranker's. The score is above a half when the claim holds, and 1 for a quotation.
    """
    if not words(claim):
        raise InputError("The claim is empty: there is nothing to judge. Send one sentence as `claim`.")
    if not paragraphs:
        support, checks = check(claim, [])
        return Judgement(support, 0.0, checks, ())
    asked = _remembered(vote) if vote else None
    found = bearing(claim, paragraphs, contexts)
    evidence = _ranked(claim, paragraphs, found, asked, order)
    trial = _agreed(claim, paragraphs, _tried(claim, paragraphs, contexts, found, evidence, asked), asked)
    holds = trial.support in HOLDS
    about = found.shares[trial.rows[0]] >= ABOUT_THE_SAME
    contradicts = not holds and about and bool(trial.failed & SPEAKS)
    if contradicts or (holds and len(trial.rows) == 1):
        # The paragraph that the checks tell of is shown first.
        evidence = [*trial.rows, *(row for row in evidence if row not in trial.rows)]
    return Judgement(trial.support, _score(trial, likelihood(found)), trial.checks, tuple(evidence), contradicts)


def _ranked(claim: str, paragraphs: Sequence[str], found: Bearing, vote: Vote | None, order: Order | None) -> list[int]:
    """Return all positions, best first: the first by its words, the vote and the order, the others without the order.

    A reranker knows which passage answers best, and less of what a second one adds (measured on WiCE).
    """
    scores = list(found.scores)
    best = sorted(range(len(scores)), key=lambda row: (-scores[row], row))[:ASKED]
    passages = [paragraphs[row] for row in best]
    if vote and len(paragraphs) > 1:
        for row, likely in zip(best, vote(claim, passages), strict=True):
            scores[row] += VOTED * likely
    near = order(claim, passages) if order and len(paragraphs) > 1 else None
    if near is None:
        return ranked(found, scores)
    first = max(zip(best, near, strict=True), key=lambda one: scores[one[0]] + ORDERED * one[1])[0]
    return ranked(found, scores, first)


def _tried(
    claim: str,
    paragraphs: Sequence[str],
    contexts: Sequence[str],
    found: Bearing,
    evidence: Sequence[int],
    vote: Vote | None,
) -> Trial:
    """Check the claim against the best paragraph, then those close to it, then the best ones together."""

    def trial(rows: Sequence[int]) -> Trial:
        lent = " ".join(contexts[row] for row in rows if row < len(contexts))
        return Trial(*check(claim, [paragraphs[row] for row in rows], context=lent, vote=vote), tuple(rows))

    order = sorted(evidence[:EVIDENCE], key=lambda row: -found.shares[row])[:ALONE]
    first = trial(order[:1])
    best = first
    for row in order[1:] if first.support not in HOLDS else ():
        if found.shares[row] < found.shares[order[0]] - CLOSE:
            break
        best = min(best, trial([row]), key=_rank)
    if best.support not in HOLDS and len(evidence) > 1 and first.failed <= ABSENT:
        best = min(best, trial(evidence[:JOINTLY]), key=_rank)
    return best


def _agreed(claim: str, paragraphs: Sequence[str], trial: Trial, vote: Vote | None) -> Trial:
    """Return the trial, without support where the paragraphs do no more than share words with the claim."""
    cited = [paragraphs[row] for row in trial.rows]
    in_doubt = trial.support is Support.SUPPORTED or trial.failed <= {"wording", "verb"}
    if not in_doubt or _agree(claim, cited, vote):
        return trial
    apart = Check(SHARES_WORDS, False, "the nearest paragraph shares words with it and does not say it")
    return replace(trial, support=Support.UNSUPPORTED, checks=(*trial.checks, apart))


def _agree(claim: str, paragraphs: Sequence[str], vote: Vote | None) -> bool:
    shared, wanted = shared_words(claim, " ".join(paragraphs))
    share = shared / wanted if wanted else 1.0
    if vote is None:
        return share >= AGREES_IN_WORDS
    return (share + probability(claim, paragraphs, vote)) / 2 >= AGREES


def shared_words(claim: str, text: str) -> tuple[int, int]:
    """Return how many content words of a claim a text has, and how many there are.

    >>> shared_words("The ferry was late.", "Late ferries are no news.")
    (2, 2)
    """
    wanted = content_words(claim)
    return len(wanted & content_words(text)), len(wanted)


def _score(trial: Trial, likely: float) -> float:
    """Return how well a claim is carried: from a half up where it holds, below a half where it does not."""
    if trial.support is Support.QUOTED:
        return 1.0
    if trial.support in HOLDS:
        return 0.5 + 0.5 * likely
    return min(NEARLY, 0.5 * likely + PASSED) if trial.failed == {SHARES_WORDS} else 0.5 * likely


def _rank(trial: Trial) -> int:
    return list(Support).index(trial.support)


def _remembered(vote: Vote) -> Vote:
    """Return the vote asked once for each passage."""
    known: dict[tuple[str, str], float] = {}

    def asked(claim: str, passages: Sequence[str]) -> list[float]:
        new = [one for one in dict.fromkeys(passages) if (claim, one) not in known]
        for passage, likely in zip(new, vote(claim, new) if new else [], strict=True):
            known[claim, passage] = likely
        return [known[claim, one] for one in passages]

    return asked
