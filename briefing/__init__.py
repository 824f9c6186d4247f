"""Briefing Desk: answers and briefings from news articles, every sentence with its paragraph.

>>> from briefing import open_assistant
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.assistant import Assistant, open_assistant

__version__ = "0.1.0"
__all__ = ["Assistant", "__version__", "open_assistant"]


def __getattr__(name: str) -> Any:
    """Import the assistant on first use, so that `import briefing` stays light."""
    if name in ("Assistant", "open_assistant"):
        from briefing import assistant

        return getattr(assistant, name)
    raise AttributeError(f"module 'briefing' has no attribute {name!r}")
