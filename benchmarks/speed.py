"""Measure time and memory as a user meets them: whole processes from start to exit, a served desk, adding articles.

Shared machines are noisy, so every figure is the middle of several runs, and `python -c pass`, timed in between, stands
beside them: when it is slow, so is everything.
"""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import httpx

from benchmarks import ROOT, Figure
from benchmarks.samples import questions
from briefing import samples
from briefing.assistant import open_assistant
from briefing.settings import load_settings
from index.read import read

RUNS = 5
WARM = 8
"""Questions asked of the served desk."""
ARTICLES, PARAGRAPHS, WORDS = 60, 12, 45
"""What is added: articles as long as those of newspapers, so many that loading the models does not count."""
STARTING = 60.0
"""Seconds after which a server that does not answer counts as failed."""
NO_MODELS = {"BRIEFING_EMBEDDING": "none", "BRIEFING_RERANKER": "none"}


def measure() -> list[Figure]:
    """Return the figures over a library of the samples."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = adding(folder)
        with open_assistant(load_settings(library=folder / "library")) as assistant:
            assistant.demo()
        environment = os.environ | {"BRIEFING_LIBRARY": str(folder / "library")}
        command = [sys.executable, "-m", "briefing.cli", "ask", asked_when_warm()[0]]
        nothing, _ = seconds([sys.executable, "-c", "pass"], environment)
        imported, _ = seconds([sys.executable, "-c", "import briefing"], environment)
        shown, _ = seconds([sys.executable, "-m", "briefing.cli", "--help"], environment)
        keywords, _ = seconds(command, environment | NO_MODELS)
        asked, worked = seconds(command, environment)
        compared = f"{worked:.2f} s of processor time; {keywords:.2f} s without the two models"
        return [
            Figure("python -c pass", nothing, "s", "what the machine is worth just now"),
            Figure("import briefing", imported - nothing, "s", "more than python -c pass"),
            Figure("briefing --help", shown, "s"),
            Figure("ask, start to exit", asked, "s", compared),
            *figures,
            *serving(environment),
        ]


def seconds(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return how long a command takes from start to exit, and its processor time, which other work disturbs less.

    Both are the middle of several runs, after one that warms the disk.
    """
    times, worked = [], []
    for _ in range(RUNS + 1):
        before, start = os.times(), time.perf_counter()
        subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, stdin=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
        after = os.times()
        worked.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return median(times[1:]), median(worked[1:])


def adding(folder: Path) -> list[Figure]:
    """Return how many paragraphs a second are added from files: read, cleaned, embedded and on disk.

    The articles have the words of the samples in an order drawn by a fixed seed, so that none repeats another.
    """
    draw = random.Random(1)
    texts = " ".join(one.text for source in samples.sources() for article in read(source) for one in article.paragraphs)
    known = [word for word in texts.split() if word.isalpha()]
    source = folder / "articles"
    source.mkdir()
    for number in range(ARTICLES):
        lines = [
            f"Report {number} of the day",
            *(" ".join(draw.choices(known, k=WORDS)) + "." for _ in range(PARAGRAPHS)),
        ]
        (source / f"{number:03}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    with open_assistant(load_settings(library=folder / "added")) as assistant:
        assistant.search("warm up")
        start = time.perf_counter()
        added = assistant.add(read(source))
        took = time.perf_counter() - start
    count = sum(len(one.article.paragraphs) for one in added)
    return [Figure("paragraphs added", count / took, "a second", f"{count} of {WORDS} words in {took:.1f} s")]


def asked_when_warm() -> list[str]:
    """Return some questions that the samples answer."""
    return [one.question for one in questions() if one.answer is not None][:WARM]


def serving(environment: dict[str, str]) -> list[Figure]:
    """Return how soon a server is usable, how soon a first sentence comes, and the memory it holds after that."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    start = time.perf_counter()
    with (
        server(environment | {"BRIEFING_PORT": str(port)}) as process,
        httpx.Client(trust_env=False, timeout=60) as http,
    ):
        usable = until_usable(http, address, process) - start
        warming, *others = asked_when_warm()
        first_sentence(http, address, warming)
        first = median(first_sentence(http, address, question) for question in others)
        memory = resident(process.pid)
    figures = [
        Figure("server usable", usable, "s", "after python app.py"),
        Figure("first sentence", first * 1000, "ms", "after the question, warm"),
    ]
    return figures + ([Figure("server memory", memory, "MB", f"resident, after {WARM} questions")] if memory else [])


@contextmanager
def server(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Give a running `python app.py`."""
    process = subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def until_usable(http: httpx.Client, address: str, process: subprocess.Popen[bytes]) -> float:
    """Return the moment at which the page is there."""
    deadline = time.perf_counter() + STARTING
    while time.perf_counter() < deadline and process.poll() is None:
        try:
            if http.get(address).is_success:
                return time.perf_counter()
        except httpx.TransportError:
            time.sleep(0.05)
    raise RuntimeError(f"The server did not answer on {address} within {STARTING:.0f} s.")


def first_sentence(http: httpx.Client, address: str, question: str) -> float:
    """Return the seconds from the question to the first event of the stream."""
    start = time.perf_counter()
    with http.stream("POST", f"{address}/api/v1/ask/stream", json={"question": question}) as response:
        response.raise_for_status()
        next(line for line in response.iter_lines() if line.startswith("event:"))
        return time.perf_counter() - start


def resident(pid: int) -> float:
    """Return the resident memory of a process in MB, 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmRSS"))
