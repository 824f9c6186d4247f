"""Let one process own a library folder."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import InputError, LibraryLockedError

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK, OWNER = "lock", "owner.json"
"""The lock itself, which the system lets go of however the process ends; and who holds it, for the message."""


def take(folder: Path, address: str | None) -> BaseFileLock:
    """Take the lock of a folder and say who holds it; make the folder when there is none.

    Raises LibraryLockedError at once when another process has it, InputError when the folder cannot be used.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK, timeout=0, thread_local=False)
        lock.acquire()
    except Timeout:
        raise _locked(folder) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            f"The library folder {folder} cannot be used: {reason}. "
            "Check its path and your rights, or name another folder."
        ) from error
    announce(folder, address)
    return lock


def announce(folder: Path, address: str | None) -> None:
    """Say which process holds the lock, and where it serves."""
    (folder / OWNER).write_text(json.dumps({"pid": os.getpid(), "address": address}), "utf-8")


def release(folder: Path, lock: BaseFileLock) -> None:
    """Give the lock back."""
    (folder / OWNER).unlink(missing_ok=True)
    lock.release()


def _locked(folder: Path) -> LibraryLockedError:
    pid, address = None, None
    try:
        owner = json.loads((folder / OWNER).read_text("utf-8"))
        pid, address = int(owner["pid"]), owner["address"]
    except (OSError, ValueError, KeyError, TypeError):
        pass  # the owner is just starting, and has not said who it is
    who = f"process {pid}" if pid else "another process"
    step = f"use it at {address}, or stop it" if address else "wait until it is done, or stop it"
    return LibraryLockedError(f"The library {folder} is in use by {who}: {step}.", pid=pid, address=address)
