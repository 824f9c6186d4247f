"""What the command line says of what was added, of feeds, and of revisions."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from fictional import bridge, make_article

from briefing.assistant import Assistant
from briefing.receipts import Tally, added_text, feeds_text, report_text, revisions_text
from briefing.web import chat_import
from index.adding import Added
from index.follow import Followed, Report
from index.types import Edit, Removed, Revision


def test_a_tally_names_the_first_and_counts_all() -> None:
    tally = Tally()
    for number in range(40):
        tally.take(Added(make_article("A text.", title=f"Ferry {number}", published=None), "added"))
    tally.take(Added(bridge(), "unchanged"))
    text = tally.text()
    assert "Ferry 0" in text and "Ferry 39" not in text
    assert text.splitlines()[-3:] == [
        "… and 11 more; `briefing articles` lists them.",
        "40 added, 1 unchanged.",
        "40 articles without a date; give it with --published.",
    ]
    assert added_text([]) == "nothing added."


def test_a_report_says_what_is_new_and_why_not() -> None:
    article = replace(bridge(), removed=(Removed(1, "READ MORE", "link"),), note="Only the feed's teaser was read.")
    report = Report("https://post.example/feed", "Tarn Post", (Added(article, "added"),), 3, ("A: nothing to read.",))
    text = report_text(report)
    assert text.startswith("Tarn Post: 1 added, 3 unchanged, 1 skipped.")
    assert "line left out]" in text and "Only the feed's teaser was read." in text
    broken = Report("https://post.example/feed", "Tarn Post", error="It does not answer.")
    assert report_text(broken) == "Tarn Post: not read. It does not answer."


def test_feeds_are_a_table() -> None:
    assert "No feed is followed" in feeds_text([])
    feed = Followed("https://post.example/feed", "Tarn Post", read=datetime(2026, 3, 4, tzinfo=UTC), items={"a": "b"})
    text = feeds_text([feed, Followed("https://gone.example/feed", error="It does not answer.")])
    assert "4 Mar 2026" in text and "It does not answer." in text and text.endswith("2 feeds.")


def test_revisions_show_both_sides_of_a_change() -> None:
    edits = (Edit("changed", "It was late.", "It was early."), Edit("added", "", "Nobody came."))
    states = [Revision("a1", None, "Ferry"), Revision("b2", datetime(2026, 3, 4, 9, 30, tzinfo=UTC), "Ferry", edits)]
    assert revisions_text(states).splitlines() == [
        "revision b2 · added 2026-03-04 09:30 UTC · 2 paragraphs changed",
        "  - It was late.",
        "  + It was early.",
        "  + Nobody came.",
        "revision a1 · first text",
    ]


def test_an_uploaded_file_with_bad_parts_gives_its_good_ones(assistant: Assistant, tmp_path: Path) -> None:
    text = "The ferry to Osk was late by {} minutes on Monday, the harbour master said at noon."
    lines = [json.dumps({"title": f"Ferry {number}", "text": text.format(number)}) for number in range(4)]
    (tmp_path / "all.jsonl").write_text("\n".join([*lines[:2], "{broken", *lines[2:]]), encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    fields = {"source": "", "published": "", "collection": "Harbour"}
    paths = [str(tmp_path / name) for name in ("all.jsonl", "empty.txt")]
    *_, last = chat_import.add_files(assistant, paths, fields)
    assert [one["title"] for one in last["added"]] == [f"Ferry {number}" for number in range(4)]
    assert [one.split(" ")[0] for one in last["problems"]] == ["all.jsonl:", "empty.txt"]
    assert {one.collections for one in assistant.articles()} == {("Harbour",)}
    (tmp_path / "none.mbox").touch()
    *_, last = chat_import.add_files(assistant, [str(tmp_path / "none.mbox")], fields)
    assert last["added"] == [] and len(last["problems"]) == 1
