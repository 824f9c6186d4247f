"""Judge whether the best sentence answers the question: answered, only close to it, or not in the articles.

A cross-encoder measures the topic, not the answer, so its logit is one signal of several, and vetoes stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import inf

from briefing.another import is_of_another, knows_name
from briefing.answer_forms import CANNOT, FITS, MAYBE
from briefing.asks_for import asks_for_all
from briefing.candidates import Candidate, freshness
from briefing.edition import YEAR
from briefing.fit import asks_now, deed, quoted_words, stem, stems
from briefing.own_words import EMPTY, meets, own_words, telling_words
from briefing.question import parse
from briefing.types import Evidence, Outcome, Question
from index.text import fold

ANSWERED = 2.4
"""Confidence from which a sentence counts as an answer: the fifth percentile of the confidences of 121 answerable news
questions, so that one in twenty is refused wrongly. Ten-fold cross-validated, beside the 20 that the pool cannot
answer: balanced accuracy .947, .056 refused wrongly. From 2.33 to 2.46 the same questions are answered."""
HEADED = 0.75
"""Weight of the logit behind the headline; the rest is that of the sentence alone. Balanced .947, .896 without."""
PASSAGE, TYPE, KNOWN = 0.15, 5.0, 6.0
"""Weight of the logit of the sentence's passage, of the fit of its type, and of the question's words, names aside,
that the sentence and its headline have beyond `USUAL`. Without the last the AUC on half of our sample questions, whose
near-misses are of the same stories, is .983 instead of .994; with 4 for the type it is balanced .936 on the others."""
USUAL = 0.7
UNTOLD = 3.0
"""Logits that an untold deed is worth: of the sample questions that rules are made with, two near-misses of 25 more are
refused and none of 51 answers; the 121 + 20 stay as they are, at 2 as at 3."""
UNKNOWN = 5.0
"""Logits that it is worth when paragraph and headline have none of the question's words, names aside: one near-miss of
25 more is refused from 4.5 on; at 5.5 one of the 121 more is refused wrongly."""
OCCASION = re.compile(r"(?<=\w) (?:when|after|before|while|during)\b", re.I)
STATED = 0.5
"""Logit from which "what did X say" is answered: the speaker's match has already told a near-miss apart."""
NONE_OF_IT = -1.0
"""Logit from which "no oil had been lost" answers whether any was spilled: the cross-encoder knows little of "no"."""
PLAIN = 2.5
"""Logit from which a statement of the person asked about answers, though it names the topic in other words."""
SURE = 4.5
"""Logit from which a name the article spells otherwise ("Baltic states") does not keep an answer back."""
STALE = 0.5
"""Freshness below which an article does not answer what is asked about "this year": it is a year older than others."""
RELATED, CLOSE = -4.0, 3
"""Logit below which a sentence is not even close to the question, and the first sentences that it is asked of."""
ENOUGH = 6
"""Words of a question that are enough: who tells much before he asks is not to be refused for it."""


def settle(
    question: Question, ranked: Sequence[Candidate], evidence: Sequence[Evidence], near: Mapping[str, float]
) -> tuple[Outcome, list[Candidate]]:
    """Return whether the articles answer, and the sentences with the one that does in front.

    When the best sentence lacks what the type asks for (a "how many" without a number), or is old where the question is
    of "this week", or of another year than the one asked for, the best that has it may answer in its place.
    """
    outcome = judge(question, ranked, evidence, near)
    stale = _stale(question, evidence)
    if outcome != "closest" or (ranked[0].fit > CANNOT and not ranked[0].astray and ranked[0].n not in stale):
        return outcome, list(ranked)
    fitting = next((one for one in ranked if one.fit >= FITS and not one.astray and one.n not in stale), None)
    if fitting is None or judge(question, [fitting], evidence, near) != "answered":
        return outcome, list(ranked)
    return "answered", [fitting, *(one for one in ranked if one is not fitting)]


def judge(
    question: Question, ranked: Sequence[Candidate], evidence: Sequence[Evidence], near: Mapping[str, float]
) -> Outcome:
    """Return whether the articles answer the question, only come close to it, or do not speak of it."""
    if not ranked or max(one.logit for one in ranked[:CLOSE]) < RELATED:
        return "not_found"
    return "answered" if certainty(question, ranked, evidence, near) >= ANSWERED else "closest"


def certainty(
    question: Question, ranked: Sequence[Candidate], evidence: Sequence[Evidence], near: Mapping[str, float]
) -> float:
    """Return the confidence that the first sentence answers, minus infinity where something forbids it.

    It must fit the type, be said by the person asked about, not deny or leave open what the question takes for granted,
    and know its names and numbers. Infinity: the speaker's match has told all there is to tell.
    """
    best = ranked[0]
    source = evidence[best.n - 1]
    sure = confidence(question, best, source, near)
    if best.astray or best.n in _stale(question, evidence) or is_of_another(question, best.text, source):
        return -inf
    if question.kind == "said" and question.speaker is not None:
        if best.fit == FITS and (best.logit >= PLAIN or asks_for_all(question)):
            return inf
        sure = inf if best.fit == FITS and best.logit >= STATED else sure
    if question.kind == "yes_no" and best.fit == FITS and best.logit >= NONE_OF_IT and _covers(question, best, source):
        return inf
    if best.fit == FITS and quoted_words(question):
        return inf  # the very words, and who said them
    if best.fit == CANNOT or best.hedged:
        return -inf
    if question.kind == "why" and best.fit == MAYBE and best.logit < SURE:
        return -inf
    return sure if best.logit >= SURE or _covers(question, best, source) else -inf


def _stale(question: Question, evidence: Sequence[Evidence]) -> set[int]:
    """Return the numbers of the evidence that is too old for a question about what is new."""
    if not asks_now(question.text):
        return set()
    return {n for n, fresh in enumerate(freshness([one.article for one in evidence]), start=1) if fresh < STALE}


def confidence(question: Question, best: Candidate, source: Evidence, near: Mapping[str, float]) -> float:
    """Return how sure it is that the sentence answers, in logits of the cross-encoder."""
    bare = 2 * best.logit - best.headed
    return (
        HEADED * best.headed
        + (1 - HEADED) * bare
        + PASSAGE * near.get(source.paragraph.id, 0.0)
        + TYPE * (best.fit - MAYBE)
        + KNOWN * (_known(question, best, source) - USUAL)
        - (UNTOLD if _deed_is_untold(question, best, source) else 0.0)
        - (UNKNOWN if question.kind != "open" and not _knows_any(question, best, source) else 0.0)
        - (UNTOLD if _only_the_occasion(question, source) else 0.0)
    )


def _deed_is_untold(question: Question, best: Candidate, source: Evidence) -> bool:
    """Tell whether what was done ("who stole …", "was … robbed") is told in neither the paragraph nor the headline."""
    told = deed(question)
    return told is not None and not meets(told, stems(source.article.title, source.paragraph.text))


def _only_the_occasion(question: Question, source: Evidence) -> bool:
    """Tell whether a yes or no is asked of which a paragraph knows the occasion alone: the ship ran aground."""
    found = OCCASION.search(question.text)
    if question.kind != "yes_no" or not found:
        return False
    wanted = own_words(parse(question.text[: found.start()])) - EMPTY
    have = stems(source.article.title, source.paragraph.text)
    return bool(wanted) and not any(meets(one, have) for one in wanted)


def _knows_any(question: Question, best: Candidate, source: Evidence) -> bool:
    """Tell whether paragraph or headline have one of the question's words, names aside, when it has more than one.

    A crossing between two ports is no airline that flies between them, however near it is.
    """
    wanted = own_words(question)
    have = stems(source.article.title, best.speaker or "", source.paragraph.text)
    return len(wanted) < 2 or any(meets(one, have) for one in wanted)


def _known(question: Question, best: Candidate, source: Evidence) -> float:
    """Return the share of the question's words that sentence and headline have: its names aside, its years not."""
    asked = telling_words(question) if question.kind == "how_many" else own_words(question)
    wanted = asked | set(YEAR.findall(question.text))
    have = stems(source.article.title, best.speaker or "", best.text)
    if source.article.published:
        have.add(str(source.article.published.year))
    return sum(meets(one, have) for one in wanted) / len(wanted) if wanted else 1.0


def _covers(question: Question, best: Candidate, source: Evidence) -> bool:
    """Tell whether the best sentence's paragraph and headline know what the question names, counts and is about."""
    near = fold(" ".join([source.article.title, best.speaker or "", source.paragraph.text]))
    article = fold(" ".join(paragraph.text for paragraph in source.article.paragraphs))
    if any(number not in near and number not in article for number in question.numbers):
        return False
    if any(not knows_name(name, near) and not knows_name(name, article) for name in question.names):
        return False
    have = stems(near)
    if found := re.search(r"\babout (.+?)\??$", question.text):
        topic = {stem(term) for term in parse(found[1]).terms}
        return not topic or bool(topic & have)
    wanted = {stem(term) for term in question.terms}
    return question.kind != "open" or not wanted or len(wanted & have) > 0.5 * min(ENOUGH, len(wanted))
