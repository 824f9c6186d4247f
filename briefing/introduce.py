"""Find the sentence that introduces what the best one leaves unnamed: "Brody broke the record" needs Adrien Brody.

News names people and things in full once, in its headline and near its top. A sentence taken from further down says
"James", "the chain" or "the drink", and does not stand alone, though it answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.candidates import Candidate, candidate
from briefing.relevance import Score, behind_headline, by_itself
from briefing.reporting import RANKS
from briefing.types import Evidence, Question
from index.text import STOPWORDS, fold, sentence_spans, words
from index.types import CITABLE_KINDS, Article, Paragraph

NAMED = frozenset({"who", "where", "list", "open"})
"""Types of question that a name may answer."""
TRIED = 3
"""Introducing sentences that are scored; news introduces what it is about near its top."""
FAR = 8.0
"""Logits that an introduction may be worse than the best sentence: it need not answer, but must speak of the same."""
FAR_WHO = 16.0
"""The same where the name is the answer: "Captain Hale" needs the sentence with his first name, whatever it says."""
HELD = RANKS | frozenset("Mr Mrs Ms Mx Dr Sir Dame Lord Lady Prof".split())
"""What stands before a last name without making it a full one."""
CAPITAL = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*\w")
QUOTED = re.compile(r"[“\"‘']([^“”\"‘’']{3,40})[”\"’']")


def introduction(
    question: Question, best: Candidate, evidence: list[Evidence], score: Score
) -> tuple[list[Evidence], Candidate | None]:
    """Return the evidence, with the paragraph added that introduces what the best sentence leaves unnamed.

    And the sentence of it, None when nothing is to be introduced.
    """
    if question.kind not in NAMED:
        return evidence, None
    article = evidence[best.n - 1].article
    places = {one.paragraph.id: n for n, one in enumerate(evidence, start=1)}
    spans = list(_introducing(question, best, article))[:TRIED]
    grown, found = list(evidence), []
    for paragraph, start, end in spans:
        if paragraph.id not in places:
            grown.append(Evidence(article, paragraph))
            places[paragraph.id] = len(grown)
        found.append(candidate(question, places[paragraph.id], grown[places[paragraph.id] - 1], start, end))
    texts, titles = [one.spoken for one in found], [article.title] * len(found)
    alone, headed = by_itself(question, texts, score), behind_headline(question, texts, titles, score)
    rates = [(one + other) / 2 for one, other in zip(alone, headed, strict=True)]
    far = FAR_WHO if question.kind == "who" else FAR
    likely = [(rate, one) for rate, one in zip(rates, found, strict=True) if rate >= best.logit - far]
    return (grown, max(likely, key=lambda pair: pair[0])[1]) if likely else (evidence, None)


def _introducing(question: Question, best: Candidate, article: Article) -> Iterator[tuple[Paragraph, int, int]]:
    """Yield the sentences of the article that hold a name which the best one lacks, first things first."""
    told = fold(f"{question.text} {best.text}")
    headline = list(_headline_names(fold(question.text), article))
    if any(fold(name) in told for name in headline):
        headline = []  # the best sentence names what the article is about
    full = list(_full_names(question, best, article))
    missing = full if full and question.kind == "who" else [*full, *headline]
    for name in dict.fromkeys(missing):
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.I)
        for paragraph in article.paragraphs:
            if paragraph.kind not in CITABLE_KINDS:
                continue
            spans = sentence_spans(paragraph.text, article.language)
            span = next((span for span in spans if pattern.search(paragraph.text[slice(*span)])), None)
            if span and paragraph.text[slice(*span)] != best.text:
                yield paragraph, *span
                break


def _full_names(question: Question, best: Candidate, article: Article) -> Iterator[str]:
    """Yield the full names, as the article has them, of those whom the sentence names by the last word alone."""
    asked = set(words(question.text))
    text = " ".join(paragraph.text for paragraph in article.paragraphs)
    for found in CAPITAL.finditer(best.text):
        last = found[0].removesuffix("’s").removesuffix("'s")
        before = best.text[: found.start()].rstrip()[-12:].split(" ")[-1]
        if fold(last) in asked | STOPWORDS or (CAPITAL.search(before) and before.rstrip(".") not in HELD):
            continue
        full = re.search(rf"(?<=[\w,;:”’)] )((?:[A-Z][\w’'-]+ ){{1,2}}){re.escape(last)}\b", text)
        if full and not {fold(word) for word in full[1].split()} & STOPWORDS and full[0] not in best.text:
            yield full[0]


def _headline_names(told: str, article: Article) -> Iterator[str]:
    """Yield what the headline names or quotes and neither the question nor the best sentence does."""
    body = " ".join(paragraph.text for paragraph in article.paragraphs)
    for quoted in QUOTED.findall(article.title):
        if fold(quoted) not in told and fold(quoted) in fold(body):
            yield quoted
    plain = set(re.findall(r"(?<![\w’'-])[a-z][\w’'-]*", body))
    for found in CAPITAL.finditer(article.title):
        name = found[0].removesuffix("’s").removesuffix("'s")
        if fold(name) not in told and name.lower() not in plain and fold(name) not in STOPWORDS and name in body:
            yield name
