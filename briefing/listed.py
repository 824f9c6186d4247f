"""Find the list that a sentence leads to: "The union has promised three things:" says nothing without them."""

from __future__ import annotations

from briefing.extractive import Candidate, candidate
from briefing.suspicious import speaks_to_a_model
from briefing.types import Evidence, Question

MOST = 5
"""Items that are shown behind the sentence that leads to them."""


def listed(question: Question, best: Candidate, evidence: list[Evidence]) -> tuple[list[Evidence], list[Candidate]]:
    """Return the evidence with the items that a best sentence on a colon leads to, and the items as sentences."""
    source = evidence[best.n - 1]
    if not best.text.endswith(":") or best.end < len(source.paragraph.text.rstrip()):
        return evidence, []
    grown, items = list(evidence), []
    paragraphs = source.article.paragraphs
    for one in paragraphs[paragraphs.index(source.paragraph) + 1 :][:MOST]:
        if one.kind != "list":
            break
        if speaks_to_a_model(one.text):
            continue
        place = next((n for n, held in enumerate(grown, start=1) if held.paragraph.id == one.id), None)
        if place is None:
            grown.append(Evidence(source.article, one))
            place = len(grown)
        items.append(candidate(question, place, grown[place - 1], 0, len(one.text)))
    return grown, items
