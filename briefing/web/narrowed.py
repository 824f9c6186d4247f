"""Narrow what a caller of the REST API asks for, by names that the library has."""

from __future__ import annotations

from briefing.assistant import Assistant
from briefing.unknown_names import refuse_unknown_names
from briefing.web.bodies import Narrow
from index.types import Filters


def narrowed(assistant: Assistant, narrow: Narrow) -> Filters:
    """Return the filters as the core knows them. Raises InputError for an outlet or collection that no article has."""
    filters = narrow.filters()
    refuse_unknown_names(filters, holds=assistant.library.holds, articles=assistant.articles)
    return filters
