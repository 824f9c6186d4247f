"""Find the sentence that lists what the best one only counts: "11 instruments", "among them four compasses"."""

from __future__ import annotations

import re

from briefing.candidates import Candidate, candidate
from briefing.checks.quantities import quantities
from briefing.fit import stem, stems
from briefing.suspicious import speaks_to_a_model
from briefing.types import Evidence, Question
from index.text import STOPWORDS, sentence_spans

ASKS_THINGS = re.compile(r"(?:what|which|list|name)\b", re.I)
ITEMISES = re.compile(
    r"\b(?:among (?:them|those|these)|including|such as|namely|consisting of)\b[^.;]*(?:,| and )", re.I
)
FEWEST_NEW = 2
"""Words that the items must have beyond those of the best sentence."""


def itemised(question: Question, best: Candidate, evidence: list[Evidence]) -> Candidate | None:
    """Return the sentence of another paragraph that counts the same things as the best one, and names some of them."""
    if question.kind not in ("list", "open") or not ASKS_THINGS.match(question.text):
        return None
    known = stems(best.text)
    numbers = {value for value, _ in quantities(best.text)}
    for n, source in enumerate(evidence, start=1):
        if n == best.n or speaks_to_a_model(source.paragraph.text):
            continue
        for start, end in sentence_spans(source.paragraph.text, source.article.language):
            text = source.paragraph.text[start:end]
            if not ITEMISES.search(text) or text in best.text:
                continue
            same = any(value in numbers and unit and stem(unit) in known for value, unit in quantities(text))
            if same and len(stems(text) - known - STOPWORDS) >= FEWEST_NEW:
                return candidate(question, n, source, start, end)
    return None
