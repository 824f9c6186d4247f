"""Kill the process that adds: nothing acknowledged is lost, nothing half-indexed answers, nothing is there twice."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from fake_models import WordEmbedder

from index.database import FILE
from index.library import Library

TESTS = Path(__file__).parents[1]
ADD = """
import sys
from pathlib import Path
sys.path[:0] = [sys.argv[2], str(Path(sys.argv[2]).parent)]
from fake_models import WordEmbedder
from fictional import make_article
from index.library import Library

def articles():
    for number in range(100_000):
        texts = [f"Report {number}, part {part}: the pump of station {number * 7 + part} ran dry." for part in range(4)]
        yield make_article(*texts, title=f"Pump report {number}", url=f"pump/{number}", kinds={1: "caption", 3: "caption"})
        print(number, flush=True)  # asked for the next one: this one is safe

with Library(Path(sys.argv[1]), embedder=WordEmbedder()) as library:
    library.add(articles())
"""


@pytest.mark.integration
@pytest.mark.parametrize("after", [3, 40, 150])
def test_what_was_acknowledged_survives_a_kill(tmp_path: Path, after: int) -> None:
    child = subprocess.Popen([sys.executable, "-c", ADD, str(tmp_path), str(TESTS)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    acknowledged = [child.stdout.readline() for _ in range(after)]
    child.send_signal(signal.SIGKILL)
    acknowledged += child.stdout.readlines()
    child.stdout.close()
    child.wait()
    last = int([line for line in acknowledged if line.strip()][-1])

    with Library(tmp_path) as library:  # without an embedder nothing is finished: the words alone find what is there
        assert library.counts().articles in (last + 1, last + 2)
        assert library.search(f"Pump report {last}")[0].article.title == f"Pump report {last}"
    with Library(tmp_path, embedder=WordEmbedder()) as library:
        counts = library.counts()
        assert counts.articles in (last + 1, last + 2)
        assert counts.passages == counts.vectors == 4 * counts.articles and counts.pending == 0
        titles = [one.title for one in library.articles()]
        assert len(titles) == len(set(titles)) and {f"Pump report {n}" for n in range(last + 1)} <= set(titles)
        for number in (0, last // 2, last):
            best = library.search(f"report {number} station pump", limit=10)
            assert f"Pump report {number}" in {one.article.title for one in best}
    with sqlite3.connect(tmp_path / FILE) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        db.execute("INSERT INTO passage_words (passage_words, rank) VALUES ('integrity-check', 1)")
    db.close()


@pytest.mark.integration
def test_a_kill_while_removing_is_finished_at_the_next_opening(tmp_path: Path) -> None:
    from fictional import bridge, make_article

    with Library(tmp_path, embedder=WordEmbedder()) as library:
        library.add([bridge(), make_article("The pump ran dry.", title="Pump")])
        kept = library._vectors
        library._index.vectors = None  # the process dies before it reaches the vector index
        library.remove(bridge().id)
        assert kept.count() == 3
    with Library(tmp_path, embedder=WordEmbedder()) as library:
        assert library.counts().vectors == library.counts().passages == 1
