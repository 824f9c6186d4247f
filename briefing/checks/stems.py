"""Keep the closed classes as stems, the form in which readings are compared."""

from __future__ import annotations

from briefing.checks.lexicon import DOUBTS, FIRM, OPENING, OPPOSITES, PASSING, PLANS, REFUSALS
from briefing.checks.reading import stem

DOUBT_STEMS = frozenset(map(stem, DOUBTS))
PLAN_STEMS = frozenset(map(stem, PLANS))
FIRM_STEMS = frozenset(map(stem, FIRM))
PASSING_STEMS = frozenset(map(stem, PASSING))
OPENING_STEMS = frozenset(map(stem, OPENING))
REFUSAL_STEMS = frozenset(map(stem, REFUSALS))
OPPOSITE_STEMS = {stem(word): frozenset(map(stem, others)) for word, others in OPPOSITES.items()}
