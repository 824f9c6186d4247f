"""Many searches, questions and summaries in one command: one object a line in, one a line out."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from commands import Briefing
from hypothesis import given
from hypothesis import strategies as some

from briefing import batch
from index.errors import InputError
from index.types import Article


def test_batch_goes_on_after_a_bad_line(briefing: Briefing, filled: list[Article], tmp_path: Path) -> None:
    lines = [
        '{"id": "a", "query": "paper mill"}',
        "not json",
        '{"id": "c"}',
        '{"id": "d", "query": "ferry", "sources": "The Aldra Courier", "limit": 1, "gold": "not ours"}',
        '{"id": "e", "query": "ferry", "since": "soon"}',
        '{"id": "f", "query": "ferry", "filters": {"until": "2026-11-19"}}',
    ]
    path = tmp_path / "batch.jsonl"
    path.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    ran = briefing("search", "--batch", path)
    results = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 2
    assert [one["id"] for one in results] == ["a", None, "c", "d", "e", "f"]
    assert [list(one)[1] for one in results] == ["query", "error", "error", "query", "error", "query"]
    assert len(results[3]["hits"]) == 1 and "2" in results[1]["error"]


def test_batch_asks_and_summarises(briefing: Briefing, filled: list[Article], tmp_path: Path, ferry: Path) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_text('{"id": 1, "question": "What will the old mill become?"}\n', encoding="utf-8")
    assert json.loads(briefing("ask", "--batch", path).out)["outcome"] in ("answered", "closest", "not_found")
    path.write_text(
        json.dumps({"id": 1, "article": filled[0].id})
        + "\n"
        + json.dumps({"id": 2, "text": ferry.read_text(encoding="utf-8"), "words": 40})
        + "\n",
        encoding="utf-8",
    )
    ran = briefing("summarize", "--batch", path)
    assert ran.code == 0 and [json.loads(line)["id"] for line in ran.out.splitlines()] == [1, 2]
    assert briefing("summarize", "--batch", tmp_path / "none.jsonl").code == 2


@given(some.binary(max_size=40))
def test_any_line_of_a_batch_is_an_object_or_an_error(line: bytes) -> None:
    with suppress(InputError):
        assert isinstance(batch.object_of(line, 1), dict)
