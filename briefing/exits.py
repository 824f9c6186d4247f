"""Run a command line and turn every failure that a person can meet into one line and an exit code.

0 ok, 1 what was asked for was not found or was refused, 2 bad input, 3 a model or the network failed, 130 stopped.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence

import typer

from briefing.console import NobodyReads, warn
from briefing.desk import Interrupted
from briefing.wording import refusal
from index.errors import (
    BriefingError,
    DeliveryError,
    InputError,
    LibraryLockedError,
    ModelError,
    NotFoundError,
    SourceError,
)

OK, NOT_FOUND, BAD_INPUT, FAILED, STOPPED = 0, 1, 2, 3, 130
EXIT_CODES: dict[type[BriefingError], int] = {
    NotFoundError: NOT_FOUND,
    LibraryLockedError: NOT_FOUND,
    InputError: BAD_INPUT,
    SourceError: BAD_INPUT,
    ModelError: FAILED,
    DeliveryError: FAILED,
    Interrupted: STOPPED,
    BriefingError: FAILED,
}
USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
"""The parent of all that Typer raises for a command line that cannot be read; it has no public name."""


def run(app: typer.Typer, arguments: Sequence[str]) -> int:
    """Run one command of `app` and return its exit code; never let a traceback through for what a person did."""
    try:
        code = typer.main.get_command(app).main(args=list(arguments), prog_name="briefing", standalone_mode=False)
        if code == STOPPED:  # Typer's answer to Ctrl+C
            warn("Stopped.")
        return code if isinstance(code, int) else OK
    except BriefingError as error:
        warn(str(error))
        return next(EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES)
    except USAGE_ERROR as error:
        warn(_usage(error))
        return BAD_INPUT
    except NobodyReads:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - what Python flushes at its end must go somewhere
        return OK
    except OSError as error:
        what = error.strerror or str(error)
        warn(f"{error.filename or 'The system'}: {what}. Check the path, your rights to it and the room on the disk.")
        return BAD_INPUT


def _usage(error: Exception) -> str:
    """Return what is wrong with a command line, and where to look."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "briefing"
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    if wrong := re.fullmatch(r"Invalid value for '(.+?)': (.*)", message):
        message = refusal(wrong[1], wrong[2])
    elif missing := re.fullmatch(r"Missing argument '(\w+).*'\.?", message):
        message = f"{missing[1]} is missing"
    elif option := re.fullmatch(r"No such option: (\S+) \(Possible options: (.+)\)\.?", message):
        message = f"There is no option {option[1]}; did you mean {option[2]}?"
    if not message:
        message = "Name a command"
    return f"{message.rstrip('.')}{'' if message.rstrip('.').endswith('?') else '.'} See: {path} --help"
