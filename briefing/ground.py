"""Prove sentences: hold each one against the paragraphs it cites, by code, with named checks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from briefing.checks.alignment import Alignment, carriers, is_verb, meets
from briefing.checks.clock import dates_of
from briefing.checks.days import check_days
from briefing.checks.deeds import check_deed
from briefing.checks.events import check_event, substituted
from briefing.checks.hedges import check_hedge
from briefing.checks.names import check_names
from briefing.checks.numbers import check_numbers
from briefing.checks.opposites import check_negation
from briefing.checks.reading import Reading, read, sentences_of
from briefing.checks.speech import check_speaker
from briefing.checks.stems import OPPOSITE_STEMS, REFUSAL_STEMS
from briefing.checks.titled import as_titled
from briefing.checks.withdrawn import standing
from briefing.reporting import VERB
from briefing.types import Check, Support, Vote
from index.text import content_words, fold, paired, sentence_spans

ADDED = re.compile(r"\s*\[[^\[\]]*\]")
QUOTATION = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]")
EDITED = re.compile(r"\s?\([^()]*\)")
COVERAGE_FLOOR = 0.5
"""A paraphrase shares at least half of its content words with its paragraph (a soft check)."""
PRAISE = frozenset("praised accused criticised criticized".split())
"""Verbs of speech that say more than that somebody spoke."""
FEW_TELLING = 2
"""Words that tell, up to which a verb that the paragraph lacks is most of what is said."""
SOFT = frozenset({"hedge", "wording", "verb", "vote"})
"""Checks whose failure leaves a sentence partly supported; that of any other makes it unsupported."""
VOTE_FLOOR, VOTE_SURE = 0.5, 0.8
"""Probability from which the vote is for the sentence, and from which it lets other words than the source's pass."""
VOTE_SURE_OF_VERB = 0.96
"""The same for another verb in a short sentence: "the ferry sank" has .95 beside "the ferry ran aground"."""


def strip_added(text: str, source: str) -> str:
    """Return `text` without the bracketed words that `source` does not have.

    >>> strip_added("he [Marco Rubio] told US [officials]", "he told US [officials]")
    'he told US [officials]'
    """
    return ADDED.sub(lambda found: found[0] if found[0].strip() in source else "", text).strip()


def is_verbatim(text: str, source: str) -> bool:
    """Tell whether `text`, without what was added in brackets, stands letter for letter in `source`."""
    stripped = strip_added(text, source)
    return bool(stripped) and stripped in source


def locate(text: str, source: str) -> tuple[int, int]:
    """Return the (start, end) of the narrowest part of `source` that carries `text`.

    A verbatim sentence gives its own span; any other the source sentence that shares the most content words.
    """
    stripped = strip_added(text, source)
    start = source.find(stripped) if stripped else -1
    if start >= 0:
        return start, start + len(stripped)
    wanted = content_words(text)
    spans = sentence_spans(source) or ((0, len(source)),)
    return max(spans, key=lambda span: (len(wanted & content_words(source[span[0] : span[1]])), -span[0]))


def check(
    text: str,
    paragraphs: Sequence[str],
    *,
    context: str = "",
    vote: Vote | None = None,
    published: date | None = None,
) -> tuple[Support, tuple[Check, ...]]:
    """Hold one sentence against the paragraphs it cites.

    `context` is what else may lend a name to it: the article's headline and the speaker behind a bracket. `vote` is
    asked when no check that is above it has failed. With the day of publication a weekday of the paragraphs may be a
    date of the sentence. Returns QUOTED when the words stand in one paragraph, SUPPORTED
    when every check passes, PARTLY when only a soft one fails (see SOFT), UNSUPPORTED otherwise.
    """
    if not paragraphs:
        return Support.UNSUPPORTED, (Check("citation", False, "the sentence cites no paragraph"),)
    checks = [Check("citation", True), _quotations(text, paragraphs)]
    for paragraph in paragraphs:
        if is_verbatim(text, paragraph) and (is_verbatim(text, standing(paragraph)) or standing(text) != text):
            checks += _verbatim(text, paragraph, " ".join([*paragraphs, context]))
            return (Support.QUOTED if all(one.passed for one in checks) else _result(checks)), tuple(checks)
    paragraphs = [standing(one) for one in paragraphs]
    checks += _paraphrase(text, paragraphs, context, published)
    if vote is not None and all(one.passed or one.name in SOFT for one in checks):
        checks = _voted(as_titled(text, " ".join(paragraphs), context), paragraphs, checks, vote)
    return _result(checks), tuple(checks)


def _verbatim(text: str, paragraph: str, known: str) -> list[Check]:
    """Check what was added in brackets, and that a part of a sentence does not leave out what turns its sense."""
    added = " ".join(found.strip(" []") for found in ADDED.findall(text))
    checks = [check_names(f"- {added}", [known])] if added else [Check("names", True)]
    start, end = locate(text, paragraph)
    spans = sentence_spans(paragraph)
    if not any(left == start for left, _ in spans) or not any(right == end for _, right in spans):
        whole = [read(paragraph[left:right]) for left, right in spans if left < end and right > start]
        alignments = carriers(read(strip_added(text, paragraph)), whole)
        checks += [check_negation(alignments), check_hedge(alignments)]
    return checks


def _paraphrase(text: str, paragraphs: Sequence[str], context: str, published: date | None) -> list[Check]:
    source = " ".join(paragraphs)
    bare = as_titled(strip_added(text, source), source, context)
    claim = read(bare)
    sources = [one for paragraph in paragraphs for one in sentences_of(paragraph)]
    alignments = carriers(claim, sources)
    dated = dates_of(source, published) if published else ""
    return [
        check_numbers(bare, [*paragraphs, dated] if dated else paragraphs),
        check_names(text, paragraphs, f"{context} {dated}"),
        check_speaker(bare, paragraphs, alignments[0].source.text if alignments else ""),
        check_negation(alignments),
        check_event(alignments),
        _deed(bare, claim, sources, paragraphs, context),
        check_days(alignments, sources, published),
        check_hedge(alignments, sources),
        _verb(claim, sources),
        _wording(claim, sources, alignments),
    ]


def _result(checks: Sequence[Check]) -> Support:
    if all(one.passed for one in checks):
        return Support.SUPPORTED
    return Support.PARTLY if all(one.passed or one.name in SOFT for one in checks) else Support.UNSUPPORTED


def _voted(text: str, paragraphs: Sequence[str], checks: list[Check], vote: Vote) -> list[Check]:
    """Return the checks with the vote: it rejects edits of the source's own wording and lets a paraphrase pass.

    The packaged model knows edits well and real paraphrase badly (see its card), so its "no" counts only for the first.
    """
    likely = probability(text, paragraphs, vote)
    detail = f"the support model gives it {likely:.0%}"
    claim = read(strip_added(text, " ".join(paragraphs)))
    alignments = carriers(claim, [one for paragraph in paragraphs for one in sentences_of(paragraph)])
    near = bool(alignments) and alignments[0].is_near
    lets_pass = {"wording"} if likely >= VOTE_SURE else set()
    lets_pass |= {"verb"} if likely >= VOTE_SURE_OF_VERB else set()
    checks = [replace(one, passed=True) if one.name in lets_pass else one for one in checks]
    return [*checks, Check("vote", likely >= VOTE_FLOOR or not near, detail)]


def probability(text: str, paragraphs: Sequence[str], vote: Vote) -> float:
    """Return how probably the paragraphs say a sentence, by the vote on each and on all of them together."""
    return max(vote(text, [*paragraphs, " ".join(paragraphs)] if len(paragraphs) > 1 else list(paragraphs)))


def quotations(text: str) -> list[str]:
    """Return what stands between quotation marks in `text`.

    >>> quotations('He said “yes” and "no".')
    ['yes', 'no']
    """
    return [next(part for part in found.groups() if part) for found in QUOTATION.finditer(paired(text))]


def _quotations(text: str, paragraphs: Sequence[str]) -> Check:
    missing = [quote for quote in quotations(text) if not any(_is_quoted(quote, one) for one in paragraphs)]
    detail = f"not in the paragraph word for word: “{missing[0]}”" if missing else ""
    return Check("quotation", not missing, detail)


def _is_quoted(quote: str, paragraph: str) -> bool:
    """Tell whether a paragraph has the quotation, whatever its marks, its last stop, and an editor's brackets."""
    if quote in paragraph:
        return True
    wanted = fold(quote).rstrip(" .,!?…")
    return any(wanted in fold(text) for text in (paragraph, EDITED.sub("", paragraph)))


def _wording(claim: Reading, sources: Sequence[Reading], alignments: Sequence[Alignment]) -> Check:
    """Check that the content words are the source's; in the source's own wording, that none was put for another."""
    share = _share(claim.content, frozenset().union(*(one.content for one in sources)))
    swapped = substituted(alignments[0]) if alignments and alignments[0].is_near else []
    if swapped:
        return Check("wording", False, f"says “{swapped[0][0]}”; the paragraph says “{swapped[0][1]}”")
    return Check("wording", share >= COVERAGE_FLOOR, f"{share:.0%} of its words are in the paragraph")


def _verb(claim: Reading, sources: Sequence[Reading]) -> Check:
    """Check the verb of a claim that says little else: when no paragraph has it, it may be the very thing invented."""
    tells = _telling(claim, sources)
    known = frozenset().union(*(one.content for one in sources))
    unsaid = [
        claim.written[place]
        for place, stem in enumerate(claim.stems)
        if stem in tells
        and is_verb(claim.words[place])
        and not meets(stem, known)
        and not _judged_elsewhere(claim, place)
    ]
    if unsaid and len(tells) <= FEW_TELLING:
        return Check("verb", False, f"says “{unsaid[0]}”, which the paragraph does not")
    return Check("verb", True)


def _judged_elsewhere(claim: Reading, place: int) -> bool:
    """Tell whether another check looks after a verb: who says what, who refuses, what is the opposite."""
    says = VERB.fullmatch(claim.words[place]) and claim.words[place] not in PRAISE
    return bool(says) or claim.stems[place] in REFUSAL_STEMS or claim.stems[place] in OPPOSITE_STEMS


def _deed(text: str, claim: Reading, sources: Sequence[Reading], paragraphs: Sequence[str], context: str) -> Check:
    """Check what a sentence says was done; of what it tells, something must be in the paragraphs at all."""
    known = frozenset().union(read(context).content, *(one.content for one in sources))
    if _share(_telling(claim, sources), known) == 0:
        return Check("deed", False, "the paragraph has the names and nothing of what is said of them")
    return check_deed(text, paragraphs, context)


def _share(wanted: frozenset[str], known: frozenset[str]) -> float:
    return sum(meets(one, known) for one in wanted) / len(wanted) if wanted else 1.0


def _telling(claim: Reading, sources: Sequence[Reading]) -> frozenset[str]:
    """Return the content words of a claim that tell what is said of its names and numbers."""
    capitals = {
        stem for one in sources for place, stem in enumerate(one.stems) if place and one.written[place][0].isupper()
    }
    names = {
        stem
        for place, stem in enumerate(claim.stems)
        if claim.written[place][0].isupper()
        and (place or stem in capitals or (len(claim.written) > 1 and claim.written[1][0].isupper()))
    }
    return frozenset(one for one in claim.content if one not in names and not one[0].isdigit())
