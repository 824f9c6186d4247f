"""Describe the REST API as it is: how a caller signs in, and with which status and sentence it refuses."""

from __future__ import annotations

import re
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

FAULT = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string", "description": "One sentence: what, which, and the next step."}},
}
KEYS = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "The key that BRIEFING_API_KEY names."},
    "header": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same key."},
}
REFUSALS = {
    "400": "What was sent cannot be used: a field is missing, unknown or of another kind, or a filter names an "
    "outlet or a collection that the library has not.",
    "401": "The key is missing or wrong.",
    "default": "It is not there (404), is too large (413), cannot be read (422), or a model failed (503).",
}
UNUSED = ("HTTPValidationError", "ValidationError")
"""FastAPI's own words for a 422, which is never sent so."""


def describe(app: FastAPI, *, needs_key: bool) -> None:
    """Let `/api/openapi.json` say what the server does; without a key in the settings, none is needed."""

    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app, needs_key)
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign]


def _described(app: FastAPI, needs_key: bool) -> dict[str, Any]:
    made = get_openapi(title=app.title, version=app.version, routes=app.routes)
    parts = made.setdefault("components", {})
    parts["securitySchemes"] = KEYS
    parts["schemas"] = {name: one for name, one in parts.get("schemas", {}).items() if name not in UNUSED}
    parts["schemas"]["Fault"] = FAULT
    made["security"] = [{name: []} for name in KEYS] if needs_key else [{}, *({name: []} for name in KEYS)]
    for path, methods in made["paths"].items():
        for one in methods.values():
            one["summary"] = summary_of(one.get("description", ""))
            one["responses"].pop("422", None)
            if path.startswith("/api/"):
                one["responses"] |= {status: _refusal(words) for status, words in REFUSALS.items()}
            else:
                one["security"] = []
    return made


def _refusal(words: str) -> dict[str, Any]:
    return {
        "description": words,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}},
    }


def summary_of(description: str) -> str:
    """Return the first clause of a description.

    >>> summary_of("Write a briefing and keep it; it has an id.")
    'Write a briefing and keep it'
    """
    return re.split(r"[;:.](?:\s|$)", description, maxsplit=1)[0]
