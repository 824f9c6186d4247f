"""Name what the tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Briefing = Callable[..., Any]
"""Runs one `briefing` command in this process, and gives what it printed and how it ended."""
