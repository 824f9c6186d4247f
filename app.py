"""Serve Briefing Desk: `python app.py`, or any ASGI server on `app:app` (one process: a library has one owner)."""

from __future__ import annotations

import sys
from typing import Any

from briefing.settings import load_settings
from briefing.web import make_app, serve
from index.errors import BriefingError, InputError


def __getattr__(name: str) -> Any:
    """Open the library when an ASGI server asks for `app`, not when this module is only imported."""
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import atexit

    from briefing.assistant import open_assistant

    settings = load_settings()
    assistant = open_assistant(settings)
    atexit.register(assistant.close)
    globals()["app"] = make_app(assistant, settings)
    return globals()["app"]


def main() -> int:
    """Serve until interrupted; return 0, 1 or, for input that cannot be used, 2."""
    try:
        serve(load_settings())
    except BriefingError as error:
        print(f"app.py: {error}", file=sys.stderr)
        return 2 if isinstance(error, InputError) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
