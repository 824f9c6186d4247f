"""Say who said what: quotations and reported speech with their speaker, by rules, for English.

Quotations are masked, reporting verbs found in what is left, and the verb's subject taken as the speaker: a name, a
role, a group or a pronoun. A paragraph that is one quotation carries on the speaker before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.naming import apposed, full_names, is_of, is_role, linked, only_person, opening, rank, trimmed
from briefing.reporting import (
    ACCORDING,
    APPOSED,
    ARTICLE_ALONE,
    BODIES,
    BODY_OF,
    ENDS,
    GROUP,
    GROUP_BEFORE,
    LEADING,
    MASK,
    NAME,
    NAME_BEFORE,
    NAME_OF_BEFORE,
    OFFICE_OF,
    PRONOUN_BEFORE,
    QUOTED,
    RELATIVE,
    ROLE_OF,
    ROLE_THEN_NAME_BEFORE,
    SAID_LAST,
    SOMEBODY_BEFORE,
    TITLES,
    VERB,
    WEAK_VERBS,
)
from index.text import LONGEST_PARAGRAPH, paired, sentence_spans
from index.types import CITABLE_KINDS, Article, Paragraph

NAMED, GENERIC, PRONOUN, CARRIED = 0.95, 0.9, 0.8, 0.7
"""Confidence by how the speaker was found; below .7 nobody is named."""
SCARE_WORDS = 3
"""A quotation of at most so many words may be a phrase held at arm's length and not speech."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold one statement: `text` is `paragraph.text[start:end]`, inside the quotation marks or the whole sentence."""

    paragraph_id: str
    speaker: str | None
    role: str | None
    verb: str | None
    text: str
    direct: bool
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Hold one reporting verb with its subject; `start` and `end` span the verb in the paragraph."""

    speaker: str | None
    role: str | None
    verb: str
    confidence: float
    start: int
    end: int


def statements(article: Article) -> list[Statement]:
    """Return what is said in the article, in order; a language other than English gives none."""
    if not article.language.startswith("en"):
        return []
    people = full_names(article)
    found: list[Statement] = []
    last: Attribution | None = None
    for paragraph in article.paragraphs:
        if paragraph.kind not in CITABLE_KINDS or len(paragraph.text) > LONGEST_PARAGRAPH:
            last = None
            continue
        made, last = _in_paragraph(paragraph, people, last)
        found += made
    return found


def speaker_names(article: Article) -> dict[str, str]:
    """Return the main speaker of each paragraph that quotes somebody, by paragraph id."""
    names: dict[str, str] = {}
    for one in sorted(statements(article), key=lambda one: -len(one.text)):
        if one.direct and one.speaker and one.confidence >= CARRIED:
            names.setdefault(one.paragraph_id, one.speaker)
    return names


def said_in(text: str) -> list[Statement]:
    """Return what is said in one paragraph by itself, in order: a pronoun without a name before it names nobody."""
    return _in_paragraph(Paragraph("", 0, text), {}, None)[0]


def _in_paragraph(
    paragraph: Paragraph, people: Mapping[str, str], last: Attribution | None
) -> tuple[list[Statement], Attribution | None]:
    text = paired(paragraph.text)
    quotes = [next((m.start(g), m.end(g)) for g in (1, 2, 3) if m[g] is not None) for m in QUOTED.finditer(text)]
    masked = QUOTED.sub(lambda match: MASK * len(match[0]), text)
    spans = sentence_spans(text)
    attributions = list(_attributions(masked, spans, people, last))
    made: list[Statement] = []
    current = None
    for start, end in quotes:
        sentence = next(((left, right) for left, right in spans if left <= start < right), (0, len(text)))
        own = _nearest(attributions, start, end, sentence, masked)
        by = own or _continuing(text, start, current, last, masked, attributions)
        if len(text[start:end].split()) <= SCARE_WORDS and (own is None or _is_scare(masked, own, start)):
            by = None
        elif by is not None:
            current = by
        made.append(_statement(paragraph, by, start, end, direct=True))
    for one in attributions:
        start, end = next(((left, right) for left, right in spans if left <= one.start < right), (0, len(text)))
        if not any(
            start <= quote[0] < end and len(text[quote[0] : quote[1]].split()) > SCARE_WORDS for quote in quotes
        ):
            made.append(_statement(paragraph, one, start, end, direct=False))
    spoke = current or next((one for one in reversed(attributions) if one.confidence >= PRONOUN), None)
    only_quotes = not masked.replace(MASK, "").strip(" .,;:!?…")
    carries = spoke is None and only_quotes and last is not None
    return sorted(made, key=lambda one: (one.start, one.end)), last if carries else spoke


def _statement(paragraph: Paragraph, by: Attribution | None, start: int, end: int, *, direct: bool) -> Statement:
    return Statement(
        paragraph_id=paragraph.id,
        speaker=by.speaker if by else None,
        role=by.role if by else None,
        verb=by.verb if by else None,
        text=paragraph.text[start:end],
        direct=direct,
        confidence=by.confidence if by else 0.0,
        start=start,
        end=end,
    )


def _attributions(
    masked: str, spans: tuple[tuple[int, int], ...], people: Mapping[str, str], last: Attribution | None
) -> Iterator[Attribution]:
    """Yield each reporting verb outside the quotations with its subject; a pronoun stands for the speaker before."""
    for left, right in spans:
        sentence = masked[left:right]
        spoken = False
        for verb in VERB.finditer(sentence):
            if verb[0] in WEAK_VERBS and MASK not in sentence and not sentence[verb.end() :].startswith(" that "):
                continue
            found = _subject(sentence, verb, people, last, masked[:left])
            if found is None:
                continue
            speaker, role, confidence = found
            last = Attribution(speaker, role, verb[0], confidence, left + verb.start(), left + verb.end())
            spoken = True
            yield last
        if not spoken and (first := opening(sentence, people)):
            last = Attribution(*first, "", PRONOUN, left, left)
        for match in ACCORDING.finditer(sentence):
            name, before = linked(trimmed(match[2]), people), match[1]
            if of := BODY_OF.search(sentence[: match.start(2)]):
                name, before = trimmed(of[1] + match[2]), ""
            role = re.sub(r"^(?:the|an?)\b\s*", "", before).strip() or rank(match[2])
            if name:
                yield Attribution(name, role, "according to", NAMED, left + match.start(), left + match.end())


def _subject(
    sentence: str, verb: re.Match[str], people: Mapping[str, str], last: Attribution | None, above: str
) -> tuple[str | None, str | None, float] | None:
    before, after = sentence[: verb.start()][-160:], sentence[verb.end() :][:160]
    inverted = re.search(r"\x00[\s,]*$|^\s*$", before) or (
        before.endswith(", ") and SAID_LAST.match(sentence, verb.end())
    )
    if inverted and (found := _subject_after(after, people)):
        return found
    if match := PRONOUN_BEFORE.search(before):
        earlier = _name_in(before[: match.start()], people) if match[1][0].islower() else None
        if earlier is None and not (last and last.speaker and _can_mean(match[1].lower(), last)):
            earlier = only_person(above) if match[1].lower() != "they" else None
            return (earlier, None, PRONOUN) if earlier else None
        speaker = earlier or (last.speaker if last else None)
        return (speaker, last.role if last and not earlier else None, PRONOUN) if speaker else None
    if (match := ROLE_THEN_NAME_BEFORE.search(before)) and (name := trimmed(match[2])):
        return linked(name, people), re.sub(r"^[Tt]he\s", "", match[1]), NAMED
    if (match := NAME_BEFORE.search(before)) and (name := trimmed(match[1])):
        if (of := OFFICE_OF.search(before[: match.start()])) and len(parts := name.split()) > 2:
            return " ".join(parts[-2:]), (of[1] + " ".join(parts[:-2])).strip().removeprefix("The "), NAMED
        if of := BODY_OF.search(before[: match.start()]):
            return trimmed(of[1] + match[1]), None, NAMED
        if of := ROLE_OF.search(before[: match.start()]):
            return of[1] + match[1], None, GENERIC
        role = re.search(r"(?<![\w’'-])((?:[A-Z][a-z]+\s)?(?:[a-z][\w’-]*\s){1,4})$", before[: match.start()])
        held = role[1].strip() if role and is_role(role[1]) else apposed(match["role"]) or rank(match[1])
        return linked(name, people), held, NAMED
    if (match := NAME_OF_BEFORE.search(before)) and len(trimmed(match[1]).split()) > 1:
        return linked(trimmed(match[1]), people), rank(match[1]), NAMED
    if match := GROUP_BEFORE.search(before):
        return LEADING.sub("", match[1].strip()), None, GENERIC
    if match := SOMEBODY_BEFORE.search(before):
        return match[1].strip(), None, GENERIC
    return None


def _subject_after(after: str, people: Mapping[str, str]) -> tuple[str | None, str | None, float] | None:
    """Return the subject of an inverted clause: “…,” said Kremlin spokesman Dmitry Peskov."""
    phrase = after.strip()
    cut = ENDS.search(phrase)
    phrase = phrase[: cut.start()] if cut else phrase
    if re.match(r"(?:he|she|they)\b", phrase):
        return None
    names = [match for match in re.finditer(NAME, phrase) if trimmed(match[0])]
    if names and is_of(names[0], phrase):
        return linked(trimmed(names[0][0]), people), rank(names[0][0]), NAMED
    if names:
        name = trimmed(names[-1][0])
        behind = APPOSED.match(after.strip()[len(phrase) :])
        role = (
            ARTICLE_ALONE.sub("", TITLES.sub("", phrase[: names[-1].start()]).strip())
            or rank(names[-1][0])
            or apposed(behind[1] if behind else None)
        )
        return linked(name, people), role, NAMED
    named = re.match(rf",\s({NAME})(?=[,.;\s]|$)", after.strip()[len(phrase) :])
    if named and (name := trimmed(named[1])) and phrase:
        return linked(name, people), phrase.removeprefix("the "), NAMED
    if re.search(rf"\b(?:{GROUP})\b", phrase) or phrase.startswith(("a ", "an ", "the ", "one ")):
        return phrase or None, None, GENERIC
    return None


def _nearest(
    attributions: list[Attribution], start: int, end: int, sentence: tuple[int, int], masked: str
) -> Attribution | None:
    """Return the attribution of a quotation: the closest one in its sentence, those directly behind it first."""
    inside = [one for one in attributions if sentence[0] <= one.start < sentence[1]]
    behind = [one for one in inside if one.start >= end and not masked[end + 1 : one.start].strip(" ,.\x00").count(".")]
    ahead = [one for one in inside if one.end <= start]
    if behind and (not ahead or (behind[0].start - end <= 60 and masked[ahead[-1].end : start].strip(" :,\x00") != "")):
        return behind[0]
    return ahead[-1] if ahead else (inside[0] if inside else None)


def _continuing(
    text: str, start: int, current: Attribution | None, last: Attribution | None, masked: str, own: list[Attribution]
) -> Attribution | None:
    """Return who goes on speaking: the one quoted before in this paragraph, else in the paragraph before."""
    if current is not None:
        return _carried(current)
    if own:
        before = [one for one in own if one.end <= start]
        return before[-1] if before else own[0]
    if last is not None and not masked.replace(MASK, "").strip(" .,;:!?…"):
        return _carried(last)
    return None


def _carried(by: Attribution) -> Attribution:
    return Attribution(by.speaker, by.role, by.verb, min(by.confidence, CARRIED), by.start, by.end)


def _is_scare(masked: str, by: Attribution, start: int) -> bool:
    """Tell whether a short quotation sits in a clause of its own behind the verb, or far from any verb."""
    between = masked[min(by.end, start) : max(by.start, start)]
    return bool(RELATIVE.search(between)) or len(between.split()) > 12


def _name_in(text: str, people: Mapping[str, str]) -> str | None:
    """Return the person named in the clause before a pronoun: "Mr Hall said he expected …"."""
    found = [trimmed(match[0]) for match in re.finditer(NAME, text)]
    known = [linked(name, people) for name in found if name and (name.split()[-1] in people)]
    return known[-1] if known and VERB.search(text) else None


def _can_mean(pronoun: str, last: Attribution) -> bool:
    """Tell whether the speaker before can be meant: `she` is no ministry, `they` is no one person."""
    body = bool(BODIES.search(last.speaker or ""))
    return body or last.confidence == GENERIC if pronoun == "they" else not body
