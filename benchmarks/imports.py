"""Measure a long import as a newsroom meets it: `briefing add FOLDER` of pages and texts, in a process of its own.

How fast it goes and how many cores it has work for, whether memory grows with the folder, and what is left when the
process is killed or stopped in the middle. Others who use the machine take cores away, so threads that run or could run
are counted, not only the time they got. BRIEFING_BENCH_FILES changes the size of the larger folder.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from benchmarks import ROOT, Figure
from briefing import samples
from index.database import FILE
from index.read import read

FILES = int(os.environ.get("BRIEFING_BENCH_FILES") or 2000)
FEW = 4
"""How many times smaller the other folder is, whose memory the larger one's is held against."""
PARAGRAPHS, WORDS = range(5, 12), range(25, 60)
"""Paragraphs of an article and words of a paragraph: newspapers' articles have some 350 words."""
GIVEN_UP, LOOK = 900.0, 0.02
"""Seconds within which half of the smaller folder is there, and between two looks at what the threads do."""
MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Run:
    """Hold what one import took: seconds of the clock and of the processors, megabytes at its largest, its last line.

    `at_work` is how many cores it had work for, on the average.
    """

    code: int
    clock: float
    processors: float
    megabytes: float
    at_work: float
    said: str


def measure() -> list[Figure]:
    """Import two folders, and stop two imports of the smaller one in the middle."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, many = FILES // FEW, FILES
        for count in (few, many):
            write_folder(folder / str(count), count)
        small = whole(folder / str(few), folder / "small")
        large = whole(folder / str(many), folder / "large")
        held, indexed, pending = state(folder / "large")
        busy = f"{large.processors / large.clock:.2f} were had beside other work"
        return [
            Figure("files added", many / large.clock, "a second", f"{many:,} in {large.clock:.0f} s"),
            Figure("cores it had work for", large.at_work, f"of {os.cpu_count()}", busy),
            Figure("articles there", held, f"of {many}", f"{indexed:,} vectors, {pending} pending"),
            Figure("memory, fewer files", small.megabytes, "MB", f"{few:,} files"),
            Figure("memory, all files", large.megabytes, "MB", f"{many:,} files"),
            *stopped(folder, few, signal.SIGKILL, "killed"),
            *stopped(folder, few, signal.SIGINT, "Ctrl-C"),
        ]


def write_folder(folder: Path, count: int) -> None:
    """Write pages and texts of the words of the samples, in an order drawn by a fixed seed."""
    folder.mkdir()
    sources = [article for source in samples.sources() for article in read(source)]
    known = [word for one in sources for part in one.paragraphs for word in part.text.split() if word.isalpha()]
    names = [author for one in sources for author in one.authors]
    for number in range(count):
        draw = random.Random(number)
        title = " ".join(draw.choices(known, k=draw.randrange(5, 11))).capitalize()
        length = draw.choice(PARAGRAPHS)
        texts = [" ".join(draw.choices(known, k=draw.choice(WORDS))).capitalize() + "." for _ in range(length)]
        day = f"{draw.randrange(1, 29)} {draw.choice(MONTHS)} {draw.randrange(2024, 2026)}"
        made = draw.choice((plain, page, page, page_in_sections))(title, draw.choice(names), day, texts)
        path = folder / f"{number:05}.{'html' if made.startswith('<') else 'txt'}"
        path.write_text(made, encoding="utf-8")


def plain(title: str, author: str, day: str, texts: Sequence[str]) -> str:
    """Return an article as a text."""
    return "\n\n".join([title, f"By {author}", day, *texts]) + "\n"


def page(title: str, author: str, day: str, texts: Sequence[str]) -> str:
    """Return an article as a page between a menu and a footer, what it says of itself in structured data."""
    links = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in title.split())
    data = json.dumps({"@type": "NewsArticle", "headline": title, "author": {"name": author}})
    body = "".join(f"<p>{text}</p>" for text in texts)
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{title} | The Post</title><script type='application/ld+json'>{data}"
        f"</script></head><body><nav><ul>{links}</ul></nav><main><article><h1>{title}</h1><p class=byline>By {author}"
        f"</p><time>{day}</time>{body}</article></main><footer><p>© The Post</p><ul>{links}</ul></footer></body></html>"
    )


def page_in_sections(title: str, author: str, day: str, texts: Sequence[str]) -> str:
    """Return an article as a page of nested boxes with cross-headings, a picture and a list of other articles."""
    body = "".join(
        f"<div class=box><div>{f'<h2>{text.split()[0]}</h2>' if place % 3 == 2 else ''}<p>{text}</p></div></div>"
        for place, text in enumerate(texts)
    )
    more = "".join(f"<div class=teaser><a href='/{word}'><h3>{word} {title}</h3></a></div>" for word in title.split())
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{title}</title><meta name=author content='{author}'>"
        "<meta property='og:site_name' content='The Gazette'></head>"
        f"<body><div class=top><div class=menu>{more}</div></div><div class=content><h1>{title}</h1>"
        f"<div class=meta><span>{author}</span> <span>{day}</span></div>"
        f"<figure><img src=a.jpg><figcaption>{title}, in a picture</figcaption></figure>{body}</div>"
        f"<aside>{more}</aside></body></html>"
    )


def whole(source: Path, library: Path) -> Run:
    """Import a folder to its end."""
    return finish(start(source, library))


def start(source: Path, library: Path) -> subprocess.Popen[bytes]:
    """Start `briefing add`; Ctrl-C reaches it even when this process was started without."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "briefing.cli", "add", str(source), "--library", str(library)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    finally:
        signal.signal(signal.SIGINT, before)


def finish(process: subprocess.Popen[bytes]) -> Run:
    """Wait for a process, and return what it took from now on."""
    assert process.stdout is not None
    begun, at_work = time.perf_counter(), list[int]()
    with ThreadPoolExecutor(1) as reader:
        said = reader.submit(process.stdout.read)
        while not said.done():
            at_work.append(min(threads_at_work(process.pid), os.cpu_count() or 1))
            time.sleep(LOOK)
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(
        process.returncode,
        time.perf_counter() - begun,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / 1024,
        mean(at_work or [0]),
        said.result().decode().strip().rpartition("\n")[2],
    )


def stopped(folder: Path, count: int, by: signal.Signals, name: str) -> list[Figure]:
    """Stop an import when half of it is there, let another one finish it, and return what was kept and done again."""
    source, library = folder / str(count), folder / name
    process = start(source, library)
    deadline = time.perf_counter() + GIVEN_UP
    while state(library)[0] < count // 2 and process.poll() is None and time.perf_counter() < deadline:
        time.sleep(0.02)
    process.send_signal(by)
    ended = finish(process)
    kept = state(library)[0]
    again = whole(source, library)
    held, indexed, pending = state(library)
    detail = f"exit code {ended.code} after {ended.clock:.1f} s; {ended.said}"
    return [
        Figure(f"{name}: kept", kept, f"of {count}", detail),
        Figure(f"{name}: there after another run", held, f"of {count}", f"{indexed:,} vectors, {pending} pending"),
        Figure(f"{name}: the other run", again.clock, "s", again.said),
    ]


def state(library: Path) -> tuple[int, int, int]:
    """Return how many articles, passages with a vector and passages without one stand in a library's database."""
    path = library / FILE
    if not path.exists():
        return 0, 0, 0
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        try:
            held = db.execute("SELECT count(*) FROM articles").fetchone()[0]
            indexed, pending = db.execute("SELECT sum(pending = 0), sum(pending = 1) FROM passages").fetchone()
        except sqlite3.OperationalError:  # it is being made
            return 0, 0, 0
    return held, indexed or 0, pending or 0


def threads_at_work(process: int) -> int:
    """Return how many threads of a process run or wait for a core alone; 0 where the system does not tell."""
    count = 0
    for thread in Path(f"/proc/{process}/task").glob("*/stat"):
        with suppress(OSError):
            count += thread.read_text().rpartition(")")[2].split()[0] == "R"
    return count
