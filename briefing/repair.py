"""Make a source sentence stand alone: name its pronoun, close its quotation, cut its dangling connective.

Sentences taken out of their place mislead: 15 % of extractive summaries hold a dangling reference and 11 % a dangling
connective (Zhang, Wan and Bansal 2023). All that is added stands in square brackets, so that the words without the
brackets are the source's own, letter for letter.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.lead_in import asked_above
from briefing.leaning import leans
from briefing.naming import NOT_PERSON, trimmed
from briefing.signposts import is_signpost
from briefing.speakers import statements
from index.text import QUOTATION, paired, sentence_spans, without_quotations
from index.types import Article, Paragraph

CONNECTIVE = re.compile(
    r"(?:But|However|Meanwhile|And|Also(?! known)|Instead(?! of)|Then(?!-)|Yet(?! another)|Still(?!-)|"
    r"So(?! (?:far|many|much|few|long)\b)|Nevertheless|Moreover|Besides(?=,)|In addition(?! to)|On the other hand|"
    r"For example|As a result(?! of)|Likewise|Similarly|Nor)\b(,?)\s+|"
    r"(?:Even so|Even then|That said|By contrast|In contrast|By comparison|In comparison|At the same time|In turn|"
    r"In response|For instance|Furthermore|Additionally|Thus|Therefore|Hence|Consequently|Otherwise|Nonetheless|"
    r"Of course|Indeed|In fact|After all|Either way|To that end|Afterwards?|Again),\s+"
)
PERSON_PRONOUN = re.compile(r"^(?:\[…\] )?(He|She|They|he|she|they)\b(?!\s*\[)")
"""Not behind a quotation mark: what stands in quotation marks is the source's own, byte for byte."""
LATE_PRONOUN = re.compile(
    r"^(?:\[…\] )?(?:In|On|At|By|During|Since|Until|From|Within|Last|Earlier|Later|This|That)\b[^,.;:“”\"]{0,60}, "
    r"(he|she)\b(?! ?\[)"
)
"""Behind a day or a place that opens the sentence: “In 2017, he signed five orders.”"""
SAID_PRONOUN = re.compile(
    r"\b([Hh]e|[Ss]he|[Tt]hey)\b(?=\s+(?:also\s+|later\s+|then\s+)?(?:said|says|added|told|wrote|warned|continued|insisted|"
    r"explained|claimed|argued|noted|replied|asked|vowed|stressed|tweeted|concluded)\b)"
)
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Prof|Professor|Senator|President|Minister)\.?\s+[A-Z][\w’'-]+")
FULL_NAME = re.compile(
    r"\b[A-Z][\w’'-]+(?:\s(?:van|von|de|der|den|al|bin|da|di|la|le|O’|Mc)){0,2}(?:\s[A-Z][\w’'-]+){1,4}\b"
)
POSSESSIVE = re.compile(r"[’']s\b")
"""Within a name it tells of two: "Today's Best Articles", "Osk’s Maritime Museum"."""
PLACING = re.compile(r"\b(?:in|from|at|near|across|outside|around|throughout|into|toward|towards|for)\s$")
LONGEST_CLOSURE = 60
"""Words a sentence may grow by to close its quotation; beyond that it cannot be shown."""
LONGEST_LED = 60
"""Words a sentence may have together with the one before it that tells what it points at."""


def repair(article: Article, paragraph: Paragraph, start: int, end: int, *, shown: str = "") -> str | None:
    """Return `paragraph.text[start:end]` made to stand alone, or None when that cannot be done.

    `shown` is the text the reader has just read: a person named in it needs no bracket.
    Only bracketed words are added, so the result without them is a substring of the paragraph.
    """
    text = paragraph.text
    closed = _close(text, start, end, article.language)
    if closed is None:
        return None
    start, end = closed
    sentence = text[start:end]
    if found := CONNECTIVE.match(sentence):
        sentence = "[…] " + sentence[found.end() :]
    if article.language != "en":
        return sentence
    return _name_person(article, paragraph, start, end, sentence, shown)


def stand_alone(article: Article, paragraph: Paragraph, start: int, end: int, *, shown: str = "") -> str | None:
    """Return the span repaired, with the sentence before it where only that tells what it points at.

    `shown` is what the reader has just read: what stands there already is not said again. None: it cannot be shown.
    """
    text = repair(article, paragraph, start, end, shown=shown)
    if text is not None and (asked := asked_above(article, paragraph, start)):
        return f"[{asked}] {text}"
    if text is not None and not _leans(article, text):
        return text
    found = led(article, paragraph, start, end, shown=shown)
    return found[1] if found else text


def led(article: Article, paragraph: Paragraph, start: int, end: int, *, shown: str = "") -> tuple[int, str] | None:
    """Return the span with the sentence before it, from where that begins; None when the two do not stand alone."""
    spans = sentence_spans(paragraph.text, article.language)
    before = next((span for span in reversed(spans) if span[1] <= start), None)
    if before is None or paragraph.text[slice(*before)] in shown:
        return None
    whole = (before[0], end)
    if any(_close(paragraph.text, *span, article.language) != span for span in (before, whole)):
        return None  # a quotation reaches over the cut
    lead = repair(article, paragraph, *before, shown=shown)
    if lead is None or _leans(article, lead) or len(paragraph.text[slice(*whole)].split()) > LONGEST_LED:
        return None
    return before[0], lead + paragraph.text[before[1] : end]


def _leans(article: Article, text: str) -> bool:
    return article.language == "en" and leans(text)


@lru_cache(maxsize=512)
def _statements(article: Article) -> tuple[tuple[str, str | None, float, int, int, bool], ...]:
    return tuple(
        (one.paragraph_id, one.speaker, one.confidence, one.start, one.end, one.direct) for one in statements(article)
    )


def speaker_at(article: Article, paragraph: Paragraph, start: int, end: int) -> str | None:
    """Return who speaks in `paragraph.text[start:end]`, or None when nobody does or it is not sure (below .7)."""
    for paragraph_id, speaker, confidence, left, right, _ in _statements(article):
        if paragraph_id == paragraph.id and speaker and confidence >= 0.7 and left < end and right > start:
            return speaker
    return None


def speakers_of(article: Article, paragraph: Paragraph) -> list[str]:
    """Return all who speak in a paragraph, in order, where it is sure who does."""
    found = [
        speaker
        for paragraph_id, speaker, confidence, _, _, _ in _statements(article)
        if paragraph_id == paragraph.id and speaker and confidence >= 0.7
    ]
    return list(dict.fromkeys(found))


def _close(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """Widen a span until the quotation it opens or closes is whole, sentence by sentence."""
    spans = sentence_spans(text, language)
    text = _opened_and_closed(text)
    opened = text.rfind("“", 0, start)
    if opened > text.rfind("”", 0, start):
        start = next((left for left, right in spans if left <= opened < right), opened)
    while text.count("“", start, end) > text.count("”", start, end):
        following = next((span for span in spans if span[1] > end), None)
        if following is None:
            break
        end = following[1]
    while text.count("”", start, end) > text.count("“", start, end):
        before = next((span for span in reversed(spans) if span[0] < start), None)
        if before is None:
            return None
        start = before[0]
    if len(text[start:end].split()) > LONGEST_CLOSURE * 2:
        return None
    return start, end


def _opened_and_closed(text: str) -> str:
    """Return a text with „German“ and mixed quotation marks as “English” ones, every place where it was."""
    return text.translate({ord("„"): "“", ord("“"): "”"}) if "„" in text else paired(text)


def _name_person(article: Article, paragraph: Paragraph, start: int, end: int, sentence: str, shown: str) -> str | None:
    speaker = speaker_at(article, paragraph, start, end)
    if found := SAID_PRONOUN.search(without_quotations(sentence)):
        if speaker is None or (found[1].casefold() != "they" and NOT_PERSON.search(speaker)):
            speaker = _last_person(article, paragraph, start)
        if speaker is None or (found[1].casefold() == "they" and _people(speaker)):
            return None  # several said it, and one person's name would put words into his mouth
        if speaker.split()[-1] in without_quotations(sentence)[: found.start()]:
            return sentence  # “Holt said the dam was safe and that she added …” names her itself
        return sentence[: found.end()] + f" [{speaker}]" + sentence[found.end() :]
    if found := PERSON_PRONOUN.match(sentence) or LATE_PRONOUN.match(sentence):
        person = _last_person(article, paragraph, start)
        if person is None or found[1].lower() == "they":
            return None
        if person.split()[-1] in shown[-200:]:
            return sentence
        return sentence[: found.end(1)] + f" [{person}]" + sentence[found.end(1) :]
    whole_quote = sentence[:1] in '“"' and not _outside_quotes(sentence)
    before = _opened_and_closed(paragraph.text[:start])
    if whole_quote or before.count("“") > before.count("”"):
        if speaker is None:
            return None
        return f"{sentence} [{speaker}]"
    return sentence


def _outside_quotes(sentence: str) -> str:
    return QUOTATION.sub("", paired(sentence)).strip(" .,;:!?…")


def _last_person(article: Article, paragraph: Paragraph, start: int) -> str | None:
    """Return the person the text before `start` last spoke of, when there is only one it can be."""
    position = article.paragraphs.index(paragraph)
    before = [paragraph.text[:start]] + [
        one.text for one in reversed(article.paragraphs[max(0, position - 2) : position])
    ]
    for text in before:
        for left, right in reversed(sentence_spans(text) if text.strip() else ()):
            if is_signpost(text[left:right]):
                continue
            people = _people(text[left:right], article)
            if people:
                return people[0] if len(people) == 1 else None
    return None


def _people(sentence: str, article: Article | None = None) -> list[str]:
    """Return the different people a sentence names, by their last word, in order.

    What stands where places do is one only when the `article` calls it by its last word alone, as it does people.
    """
    found: dict[str, str] = {}
    for pattern in (TITLED, FULL_NAME):
        for match in pattern.finditer(sentence):
            name = match[0].removesuffix("’s").removesuffix("'s")
            if pattern is FULL_NAME:
                name = trimmed(name)  # "Detective Inspector Saul Brandt" is Saul Brandt
            if pattern is FULL_NAME and " " not in name:
                continue
            if article and _is_placed(sentence, match) and not _goes_by(name.split()[-1], article):
                continue
            if pattern is TITLED or not (NOT_PERSON.search(name) or POSSESSIVE.search(name)):
                found.setdefault(name.split()[-1], name)
    return list(found.values())


def _is_placed(sentence: str, name: re.Match[str]) -> bool:
    """Tell whether a name stands where a place does: behind "from", or in a list of capitals."""
    before, behind = sentence[: name.start()], sentence[name.end() :]
    listed = re.search(r"[A-Z][\w’'-]+, $", before) and re.match(r",? (?:and )?[A-Z]", behind)
    return bool(PLACING.search(before) or listed)


@lru_cache(maxsize=512)
def _goes_by(last: str, article: Article) -> bool:
    """Tell whether an article ever calls somebody by this last name alone."""
    name = re.escape(last)
    does = rf"{name}(?:[’']s\b|,| (?:also |later )?(?:said|says|told|added|wrote|was|is|has|had|did|[a-z]+ed)\b)"
    behind = rf"(?:said|says|added|wrote|told|asked|Mr\.?|Ms\.?|Mrs\.?|Dr\.?) {name}\b"
    alone = re.compile(rf"(?:^|[.!?”\"] ){does}|{behind}")
    return any(alone.search(one.text) for one in article.paragraphs)
