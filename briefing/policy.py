"""Decide what becomes of a model's sentences: shown, marked, or replaced by what the articles say.

One that fails a hard check (a citation, quotation, number, name, speaker, denial, event or day) is replaced by the
nearest sentence of the articles, and says so. One that fails a soft one alone (a hedge, its wording, the vote of the
support model, a new word that it does not vouch for) stays, marked by its support, or is replaced too in strict mode. A
sentence is cited to the paragraph that carries it, or to none: no citation is forced. When more than half fail, the
articles' own sentences answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from briefing.cite import Numbers, prove
from briefing.fit import stem
from briefing.ground import check, probability
from briefing.repair import repair
from briefing.suspicious import suspicious
from briefing.types import HOLDS, Check, Evidence, Sentence, Support, Vote
from index.article import language_of
from index.text import STOPWORDS, containment, sentence_spans, shingles, singular, words

VOUCHED = 0.97
"""Vote from which a sentence may have a word that its paragraphs and their headline lack: models take them from the
question or the air ("9 people killed", "the president of Sorrin"), and the vote is less sure of those. Of 48 sentences
that a model of 135 million wrote on our samples, 12 false ones more are marked, and 5 of 18 true ones."""
NEAREST = 0.34
"""Share of a sentence's content words that a paragraph must have to carry it in part."""
INSTEAD = 0.5
"""Share of its content words, numbers and units aside, that a sentence of the articles must have to stand in its place:
one with less speaks of something else."""
COMMON = 2
"""Content words that it must share at least."""
COUNTING = frozenset("per cent percent percentage hundred thousand million billion trillion".split())
SAME = 0.7
"""Share of threes of words from which two sentences say the same."""
FEWEST_WORDS = 6
"""Words from which the language of a sentence can be told."""
HOPELESS = 3
"""Failed sentences, with none that held, after which a model is not read any further."""
RECITED = 4
"""Paragraphs that are tried for a sentence whose own do not carry it: those that share most words with it."""

Fate = Literal["held", "marked", "replaced", "dropped", "repeated"]


@dataclass(frozen=True, slots=True)
class Room:
    """Hold how much a text may hold: a model is told so, and few keep to it."""

    words: int
    sentences: int

    def takes(self, text: str, shown: Sequence[str]) -> bool:
        """Tell whether a sentence fits behind those shown; the first always does."""
        return not shown or (len(shown) < self.sentences and _length(shown) + len(text.split()) <= self.words)

    def is_full(self, shown: Sequence[str]) -> bool:
        """Tell whether no further sentence fits."""
        return len(shown) >= self.sentences or _length(shown) >= self.words


NO_BOUND = Room(10**6, 10**6)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Count what became of a model's sentences.

    `overruled`: the articles' own sentences answered instead; `completed`: the one that answers best was added.
    """

    held: int = 0
    marked: int = 0
    replaced: int = 0
    dropped: int = 0
    overruled: bool = False
    completed: bool = False

    @property
    def failed(self) -> int:
        """Return how many sentences could not be shown."""
        return self.replaced + self.dropped

    @property
    def total(self) -> int:
        """Return how many sentences were judged."""
        return self.held + self.marked + self.failed

    @property
    def most_failed(self) -> bool:
        """Tell whether more than half of the sentences failed, or there was none."""
        return 2 * self.failed > self.total or self.total == 0

    def count(self, fate: Fate) -> Verdict:
        """Return the verdict with one more sentence in it; a repeated one does not count."""
        if fate == "repeated":
            return self
        counts = Counter(held=self.held, marked=self.marked, replaced=self.replaced, dropped=self.dropped)
        counts[fate] += 1
        return Verdict(counts["held"], counts["marked"], counts["replaced"], counts["dropped"])


def enforce(
    draft: Iterable[Sentence],
    evidence: Sequence[Evidence],
    *,
    instead: Callable[[], Iterable[Sentence]],
    tell: Callable[[Verdict], None],
    numbers: Numbers | None = None,
    strict: bool = False,
    room: Room = NO_BOUND,
    vote: Vote | None = None,
    literal: bool = False,
    complete: bool = False,
) -> Iterator[Sentence]:
    """Yield the sentences of a model that may be shown, numbered anew by first appearance.

    A sentence waits while more than half of those before it failed, so that what was shown never has to be taken back.
    `instead` gives the articles' own sentences for when more than half fail; `tell` gets the verdict at the end. What
    has no `room` any more is left out, and a model that goes on behind it is not read any further. A text that is to be
    `complete` ends with the first of the articles' own sentences when nothing in it cites the paragraph of that one.
    """
    numbers = numbers or Numbers()
    verdict = Verdict()
    held: list[Sentence] = []
    shown: list[str] = []
    cited: set[str] = set()
    for one in draft:
        kept = [*shown, *(other.text for other in held)]
        if room.is_full(kept):
            break
        sentence, fate = settle(one, evidence, strict=strict, shown=kept, vote=vote, literal=literal)
        if sentence and not room.takes(sentence.text, kept):
            continue
        verdict = verdict.count(fate)
        held += [sentence] if sentence else []
        if verdict.most_failed:
            if verdict.failed >= HOPELESS and verdict.failed == verdict.total:
                break
            continue
        for ready in held:
            shown.append(ready.text)
            cited |= _paragraphs(ready)
            yield _numbered(ready, numbers)
        held = []
    if verdict.most_failed:
        verdict = replace(verdict, overruled=True)
        for own in instead():
            if not _repeats(own.text, shown) and room.takes(own.text, shown):
                shown.append(own.text)
                yield _numbered(own, numbers)
    elif complete and (best := next(iter(instead()), None)) and not cited & _paragraphs(best):
        verdict = replace(verdict, completed=True)
        yield _numbered(best, numbers)
    tell(verdict)


def settle(
    sentence: Sentence,
    evidence: Sequence[Evidence],
    *,
    strict: bool = False,
    shown: Sequence[str] = (),
    vote: Vote | None = None,
    literal: bool = False,
) -> tuple[Sentence | None, Fate]:
    """Return what may be shown of one sentence of a model, None for nothing, and what became of it.

    A `literal` one is to have no word that the one sentence of the source, or its headline, lacks, whatever the vote.
    """
    if _repeats(sentence.text, shown):
        return None, "repeated"
    by_id = {one.paragraph.id: one for one in evidence}
    cited = [by_id[one.paragraph_id] for one in sentence.citations if one.paragraph_id in by_id]
    if sentence.support in HOLDS:
        proved = _needed(sentence, cited, vote)
    else:
        proved = _recited(sentence, cited, evidence, vote) or sentence
    proved = _vouched(proved, by_id, vote, literal=literal) if vote or literal else proved
    if proved.support in HOLDS:
        return proved, "held"
    foreign = _is_foreign(sentence.text, cited or evidence)
    told = cited and _share(sentence.text, " ".join(one.paragraph.text for one in cited)) >= NEAREST
    if proved.support is Support.PARTLY and told and not strict and not foreign:
        return proved, "marked"
    own = _own(sentence.text, cited, evidence)
    if own is None:
        return None, "dropped"
    if _repeats(own.text, shown):
        return None, "dropped"
    why = next((one.detail for one in proved.checks if not one.passed and one.detail), "its paragraphs do not say it")
    note = Check("replaced", True, "another language than the articles'" if foreign else why)
    return replace(own, replaces=sentence.text, checks=(*own.checks, note)), "replaced"


def _vouched(sentence: Sentence, by_id: Mapping[str, Evidence], vote: Vote | None, *, literal: bool) -> Sentence:
    """Return a sentence with a new word as supported in part, unless the support model vouches for it."""
    cited = [by_id[one.paragraph_id] for one in sentence.citations]
    texts = [one.paragraph.text for one in cited]
    said = [one.quote for one in sentence.citations] if literal else texts
    known = _stems(" ".join([*said, *(one.article.title for one in cited)]))
    new = sorted(word for word in _content(sentence.text) if stem(word) not in known)
    if sentence.support is not Support.SUPPORTED or not new:
        return sentence
    if vote and not literal and probability(sentence.text, texts, vote) >= VOUCHED:
        return sentence
    doubt = Check("new words", False, f"says “{'”, “'.join(new)}”, which its paragraph does not")
    return replace(sentence, support=Support.PARTLY, checks=(*sentence.checks, doubt))


def _needed(sentence: Sentence, cited: Sequence[Evidence], vote: Vote | None) -> Sentence:
    """Return the sentence without citations that carry nothing of it: the others suffice, and they alone would not."""
    kept = list(cited)
    for one in cited if len(cited) > 1 else ():
        others = [other for other in kept if other is not one]
        if others and prove(sentence.text, others, Numbers(), vote).support in HOLDS:
            alone = prove(sentence.text, [one], Numbers(), vote)
            kept = others if alone.support not in HOLDS else kept
    return sentence if len(kept) == len(cited) else prove(sentence.text, kept, Numbers(), vote)


def _recited(
    sentence: Sentence, cited: Sequence[Evidence], evidence: Sequence[Evidence], vote: Vote | None
) -> Sentence | None:
    """Return the sentence cited to the paragraph that does carry it, when there is one."""
    wanted = _content(sentence.text)
    others = [one for one in evidence if one not in cited and not suspicious(one.paragraph.text)]
    others.sort(key=lambda one: -len(wanted & _content(one.paragraph.text)))
    for one in others[:RECITED]:
        # The plain check first: it is cheaper than finding the span.
        support, _ = check(sentence.text, [one.paragraph.text], context=one.article.title, vote=vote)
        if support in HOLDS:
            return prove(sentence.text, [one], Numbers(), vote)
    return None


def _own(text: str, cited: Sequence[Evidence], evidence: Sequence[Evidence]) -> Sentence | None:
    """Return the sentence of the articles that is nearest to a failed one, from its own paragraphs if they have one."""
    for sources in (cited, evidence):
        best, found = INSTEAD, None
        for one in sources:
            for start, end in sentence_spans(one.paragraph.text, one.article.language):
                part = one.paragraph.text[start:end]
                share = _share(text, part) if len(_content(text) & _content(part)) >= COMMON else 0.0
                if share >= best and not suspicious(part):
                    best, found = share, (one, start, end)
        if found:
            one, start, end = found
            own = repair(one.article, one.paragraph, start, end) or one.paragraph.text[start:end]
            return prove(own, [one], Numbers())
    return None


def _is_foreign(text: str, evidence: Sequence[Evidence]) -> bool:
    """Tell whether a sentence is in none of the languages of the articles; a short one is taken to be."""
    known = {one.article.language for one in evidence}
    return len(text.split()) >= FEWEST_WORDS and language_of(text) not in known


def _paragraphs(sentence: Sentence) -> set[str]:
    return {one.paragraph_id for one in sentence.citations}


def _numbered(sentence: Sentence, numbers: Numbers) -> Sentence:
    return replace(
        sentence, citations=tuple(replace(one, n=numbers.of(one.paragraph_id)) for one in sentence.citations)
    )


def _length(texts: Sequence[str]) -> int:
    return sum(len(one.split()) for one in texts)


def _repeats(text: str, shown: Sequence[str]) -> bool:
    grams = shingles(text)
    return any(containment(grams, shingles(other)) >= SAME for other in shown)


def _share(text: str, source: str) -> float:
    """Return the share of the content words of a text that the source has too."""
    wanted = _content(text)
    return len(wanted & _content(source)) / len(wanted) if wanted else 0.0


def _content(text: str) -> set[str]:
    plain = (word.removesuffix("'").removesuffix("'s") for word in words(text))
    return {
        singular(word) for word in plain if word not in STOPWORDS and word not in COUNTING and not word[:1].isdigit()
    }


def _stems(text: str) -> set[str]:
    return {stem(word) for word in _content(text)}
