"""Find the list that a sentence leads to: "The union has promised three things:" says nothing without them."""

from __future__ import annotations

from briefing.candidates import Candidate, candidate
from briefing.lead_in import items_of
from briefing.types import Evidence, Question


def listed(question: Question, best: Candidate, evidence: list[Evidence]) -> tuple[list[Evidence], list[Candidate]]:
    """Return the evidence with the items that a best sentence on a colon leads to, and the items as sentences."""
    source = evidence[best.n - 1]
    grown, items = list(evidence), []
    for one in items_of(source, best.text, best.end):
        place = next((n for n, held in enumerate(grown, start=1) if held.paragraph.id == one.id), None)
        if place is None:
            grown.append(Evidence(source.article, one))
            place = len(grown)
        items.append(candidate(question, place, grown[place - 1], 0, len(one.text)))
    return grown, items
