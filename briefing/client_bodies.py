"""Turn calls of the desk into what its REST API takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from briefing.asking import How
from index.read import to_json
from index.types import Article, Filters


def question_body(question: str, how: How) -> dict[str, Any]:
    """Return the body of a question."""
    # The day of who asks, not of the server: they may be a time zone apart.
    today = how.get("today") or date.today()
    history = [asdict(turn) for turn in how.get("history", ())]
    asked = {"question": question, "history": history, "filters": narrowing(how.get("filters"))}
    return asked | {"today": today.isoformat(), "as_typed": how.get("as_typed", False)}


def draft_body(text: str, against: Sequence[str | Article], filters: Filters | None) -> dict[str, Any]:
    """Return the body of a draft and what it is checked against: ids of the library, or whole articles."""
    return {
        "text": text,
        "against": [one for one in against if isinstance(one, str)],
        "articles": [to_json(one) for one in against if isinstance(one, Article)],
        "filters": narrowing(filters),
    }


def narrowing(filters: Filters | None) -> dict[str, Any]:
    """Return the filters that narrow, ready for a query or a JSON body."""
    given = asdict(filters) if filters else {}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in given.items()
        if value not in (None, ())
    }
