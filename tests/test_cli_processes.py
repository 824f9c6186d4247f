"""Test the command line as processes: what it imports, a closed pipe, Ctrl+C, a library that another process has."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import Briefing
from pydantic import TypeAdapter

from index.types import Article


def python(*code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own."""
    return subprocess.run(
        [sys.executable, *code], capture_output=True, text=True, env=os.environ | environment, check=False, timeout=60
    )


HEAVY = {"chromadb", "torch", "gradio", "langchain", "langchain_core", "transformers", "sentence_transformers", "numpy"}


@pytest.mark.parametrize(
    "code", ["import briefing", "import briefing.cli as c\ntry: c.main()\nexcept SystemExit: pass"]
)
def test_help_and_import_are_light(code: str) -> None:
    ran = python("-c", f"import sys\nsys.argv[1:] = ['--help']\n{code}\nprint('MODULES', *sys.modules)")
    loaded = set(ran.stdout.rpartition("MODULES ")[2].split())
    assert "briefing" in loaded and not loaded & HEAVY, loaded & HEAVY


COMMANDS = (
    "read add articles show remove search ask summarize check quotes stories brief export demo serve rebuild doctor"
)


def test_help_lists_every_command(briefing: Briefing) -> None:
    printed = briefing("--help").out
    for name in COMMANDS.split():
        assert f"\n  {name} " in printed
        assert briefing(name, "--help").code == 0


def test_a_closed_pipe_is_quiet(filled: list[Article]) -> None:
    first = subprocess.Popen(
        [sys.executable, "-m", "briefing.cli", "export"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert first.stdout is not None and first.stderr is not None
    first.stdout.close()
    assert first.stderr.read() == b""
    first.stderr.close()
    assert first.wait(30) == 0


@pytest.mark.integration
def test_stopping_add_says_what_is_safe(tmp_path: Path, ferry: Path) -> None:
    folder, draw = tmp_path / "many", random.Random(1)
    folder.mkdir()
    known = ferry.read_text(encoding="utf-8").split()
    for number in range(3000):  # so many that they are not added before the signal comes
        words = " ".join(draw.choices(known, k=30))
        (folder / f"{number:04}.txt").write_text(f"Report {number}\n\nReport {number}: {words}.\n", encoding="utf-8")
    # What runs in the background is started with this signal ignored, and its children inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    adding = subprocess.Popen(
        [sys.executable, "-m", "briefing.cli", "add", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    signal.signal(signal.SIGINT, before)
    deadline = time.monotonic() + 60
    while not (tmp_path / "library" / "chroma").exists() and time.monotonic() < deadline:
        time.sleep(0.05)  # the first vectors are stored: it is in the middle of its work
    adding.send_signal(signal.SIGINT)
    out, err = adding.communicate(timeout=60)
    assert adding.returncode == 130 and out == "", (out, err)
    assert err.startswith("briefing: Stopped. ") and err.count("\n") == 1
    listed = python("-m", "briefing.cli", "articles", "--json", BRIEFING_EMBEDDING="none")
    assert f"{len(json.loads(listed.stdout)):,} article" in err


@pytest.mark.integration
def test_commands_turn_to_the_process_that_serves_the_library(briefing: Briefing, filled: list[Article]) -> None:
    serving = subprocess.Popen(
        [sys.executable, "-m", "briefing.cli", "serve", "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    assert serving.stdout is not None
    try:
        assert "http://127.0.0.1:" in serving.stdout.readline()
        assert TypeAdapter(list[Article]).validate_json(briefing("articles", "--json").out) == filled
        assert briefing("search", "paper mill").code == 0
        ran = briefing("rebuild")
        assert ran.code == 1 and "http://127.0.0.1:" in ran.err and ran.err.count("\n") == 1
    finally:
        serving.terminate()
        serving.wait(20)
        serving.stdout.close()


def test_second_process_gets_a_clear_error(briefing: Briefing, filled: list[Article], tmp_path: Path) -> None:
    code = f"""if True:
        import time
        from pathlib import Path
        from index.library import Library
        with Library(Path({str(tmp_path / "library")!r})):
            print("open", flush=True)
            time.sleep(30)
    """
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert owner.stdout is not None
    try:
        assert owner.stdout.readline().strip() == b"open"
        ran = briefing("articles")
        assert ran.code == 1 and str(owner.pid) in ran.err and ran.err.count("\n") == 1
        found = {one["name"]: one["value"] for one in json.loads(briefing("doctor", "--json").out)}
        assert str(owner.pid) in found["owner"]
    finally:
        owner.kill()
        owner.wait()
        owner.stdout.close()
    assert briefing("articles").code == 0
