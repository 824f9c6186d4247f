"""Print for people at a terminal what was checked and who said what."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.console import date_text, place, wrap
from briefing.credit import WORDING, why
from briefing.types import Aside, Citation, Claim, Finding, Proof, Quote
from index.text import with_noun

INDENT = "    "


def piece_text(piece: Claim | Aside) -> str:
    """Return a piece of a draft with what the articles say of it, and why."""
    if isinstance(piece, Aside):
        return wrap(f"({piece.what}) {piece.text}", INDENT, "")
    lines = [wrap(f"{WORDING[piece.verdict].upper()}  {piece.sentence.text}", INDENT, "")]
    if reason := why(piece):
        lines.append(wrap(reason, INDENT))
    lines += [_paragraph(one, "") for one in piece.sentence.citations]
    lines += [_paragraph(one, "nearest: ") for one in piece.nearest]
    return "\n".join(lines)


def proof_text(proof: Proof) -> str:
    """Return how the sentences of a draft came out."""
    counts: dict[Finding, int] = {
        "supported": proof.supported,
        "partly": proof.partly,
        "contradicted": proof.contradicted,
        "not_found": proof.not_found,
    }
    told = ", ".join(f"{number} {WORDING[name]}" for name, number in counts.items() if number)
    dated = f" As of {date_text(proof.as_of)}." if proof.as_of else ""
    return f"\n{with_noun(len(proof.claims), 'sentence')}: {told}.{dated}"


def quotes_text(quotes: Sequence[Quote]) -> str:
    """Return who said what, each with its outlet, paragraph and date."""
    lines = []
    for one in quotes:
        who = one.speaker or "Speaker not named"
        role = f" ({one.role})" if one.role else ""
        said = f": “{one.text.rstrip(', ')}”" if one.direct else f", reported: {one.text}"
        lines.append(wrap(f"{who}{role}{said}", INDENT, ""))
        lines.append(wrap(_where(one.citation), INDENT))
    return "\n".join(lines)


def _paragraph(citation: Citation, how: str) -> str:
    head = wrap(f"{how}{_where(citation)}", INDENT * 2, f"{INDENT}[{citation.n}] ")
    return f"{head}\n{wrap(citation.quote, INDENT * 2)}"


def _where(citation: Citation) -> str:
    where = (citation.source, citation.title, place(citation.paragraph, citation.kind), date_text(citation.published))
    return " · ".join(part for part in where if part)
