"""Test the command line: what it prints, the JSON it gives, its exit codes and its one-line errors."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest
from commands import Briefing
from hypothesis import given
from hypothesis import strategies as some
from pydantic import TypeAdapter

from briefing import console, exits
from briefing.cli_articles import with_total
from briefing.options import filters_of, moment_of, window_of
from briefing.types import Answer
from index.errors import BriefingError, InputError
from index.indexing import Progress
from index.types import Article, Hit


def test_add_tells_what_was_added_and_left_out(briefing: Briefing, ferry: Path, keywords_only: None) -> None:
    ran = briefing("add", ferry)
    assert ran.code == 0 and ran.err == ""
    assert "Ferry crews accept pay offer" in ran.out and "left out" in ran.out
    assert "1 added." in ran.out and "without a date" in ran.out
    assert "unchanged" in briefing("add", ferry).out


def test_articles_are_listed_newest_first_and_narrowed(briefing: Briefing, filled: list[Article]) -> None:
    assert [one.published for one in filled] == [date(2026, 11, 20), date(2026, 11, 18)]
    ran = briefing("articles", "--source", "the aldra courier")
    assert ran.code == 0 and "Ferry crews" in ran.out and "mill" not in ran.out
    assert "mill" in briefing("articles", "--collection", "housing").out
    assert briefing("articles", "--since", "2026-11-19", "--json").out.count('"revision"') == 1


def test_show_numbers_paragraphs_and_lists_what_was_left_out(briefing: Briefing, filled: list[Article]) -> None:
    ferry = next(one for one in filled if "Ferry" in one.title)
    ran = briefing("show", ferry.id[:8])
    assert ran.code == 0
    assert "¶1" in ran.out and "READ MORE" in ran.out and "18 Nov 2026 (given)" in ran.out
    assert TypeAdapter(Article).validate_json(briefing("show", ferry.id, "--json").out) == ferry
    assert briefing("show", ferry.id, "--rev", ferry.revision).code == 0


def test_read_adds_nothing(briefing: Briefing, ferry: Path, tmp_path: Path, keywords_only: None) -> None:
    ran = briefing("read", ferry)
    assert ran.code == 0 and "READ MORE" in ran.out and "Orla Brandt" in ran.out
    (article,) = TypeAdapter(list[Article]).validate_json(briefing("read", ferry, "--json").out)
    assert article.title.startswith("Ferry crews")
    assert not (tmp_path / "library").exists()


def test_remove_leaves_nothing_behind(briefing: Briefing, filled: list[Article]) -> None:
    assert briefing("remove", filled[0].id).code == 0
    assert briefing("show", filled[0].id).code == 1
    assert briefing("search", "paper mill flats").code == 1


class Terminal(io.StringIO):
    """Answers questions as a person at a terminal does."""

    def isatty(self) -> bool:
        return True


def test_a_short_start_of_an_id_is_asked_about(
    briefing: Briefing, filled: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = filled
    short = first.id[:4]
    refused = briefing("remove", short)
    assert refused.code == 2 and refused.err.count("\n") == 1
    assert first.title in refused.err and first.id in refused.err and "--yes" in refused.err
    monkeypatch.setattr("sys.stdin", Terminal("n\ny\n"))
    declined = briefing("remove", short)
    assert declined.code == 1 and f"Remove “{first.title}”" in declined.err and "stays" in declined.err
    assert briefing("show", first.id).code == 0
    assert briefing("remove", short).code == 0
    assert briefing("show", first.id).code == 1
    assert briefing("remove", second.id[:4], "--yes").code == 0


def test_search_prints_where_it_stands(briefing: Briefing, filled: list[Article]) -> None:
    ran = briefing("search", "paper mill flats", "--limit", "3")
    assert ran.code == 0 and "¶1" in ran.out and "140 flats" in ran.out
    hits = TypeAdapter(list[Hit]).validate_json(briefing("search", "mill", "--json").out)
    assert hits[0].article.title == "Old paper mill to become 140 flats"
    assert briefing("search", "mill", "--article", filled[1].id).code == 1


@pytest.mark.integration
def test_ask_cites_and_numbers_its_sources(briefing: Briefing, newsroom: Path) -> None:
    ran = briefing("ask", "Who won the Six Nations in 1871?", "--json")
    assert ran.code == 1
    assert TypeAdapter(Answer).validate_json(ran.out).outcome in ("closest", "not_found")


@pytest.mark.integration
def test_ask_answers_from_a_new_library(briefing: Briefing, ferry: Path) -> None:
    assert briefing("add", ferry).code == 0
    ran = briefing("ask", "How many passengers were on the first boat?")
    assert ran.code == 0, ran
    assert "212 passengers" in ran.out and "[1]" in ran.out and "¶3" in ran.out
    answer = TypeAdapter(Answer).validate_json(briefing("ask", "Who is the union secretary?", "--json").out)
    assert answer.outcome == "answered" and "Tomas Vell" in answer.sentences[0].text


@pytest.mark.integration
def test_summary_quotes_stories_and_briefing_of_the_samples(briefing: Briefing, newsroom: Path, tmp_path: Path) -> None:
    articles = TypeAdapter(list[Article]).validate_json(briefing("articles", "--json").out)
    assert "[1]" in briefing("summarize", articles[0].id, "--words", "60").out
    assert json.loads(briefing("quotes", "--json").out)
    assert json.loads(briefing("stories", "--json").out)
    page = tmp_path / "today.html"
    assert briefing("brief", "--out", page).code == 0 and page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads(briefing("brief", "--json").out)["stories"]
    assert briefing("brief", "--date", "1999-01-01").code == 1


def test_export_is_read_back_as_the_same_articles(briefing: Briefing, filled: list[Article], tmp_path: Path) -> None:
    packed = tmp_path / "all.jsonl.gz"
    assert briefing("export", "--out", packed).code == 0
    assert len(gzip.decompress(packed.read_bytes()).splitlines()) == 2
    other = tmp_path / "other"
    assert briefing("add", packed, "--library", other).code == 0
    again = TypeAdapter(list[Article]).validate_json(briefing("articles", "--json", "--library", other).out)
    assert [(one.id, one.revision) for one in again] == [(one.id, one.revision) for one in filled]


BAD_COMMANDS = [
    ((), 0),
    (("frobnicate",), 2),
    (("ask",), 2),
    (("ask", "x", "--batch", "-"), 2),
    (("ask", "When?", "--since", "next week"), 2),
    (("articles", "--since", "2026-11-20", "--until", "2026-11-01"), 2),
    (("brief", "--date", "today", "--since", "2026-11-01"), 2),
    (("brief", "--format", "docx"), 2),
    (("search", "x", "--limit", "0"), 2),
    (("show", "0123456789ab"), 1),
    (("remove", "0123456789ab"), 1),
    (("summarize", "0123456789ab"), 1),
    (("add", "/nowhere/at/all.txt"), 2),
    (("read", "/nowhere/at/all.txt"), 2),
    (("add", ""), 2),
    (("add", "ftp://files.example/a.txt"), 2),
    (("search", " "), 2),
    (("eval", "/nowhere/at/all.jsonl"), 2),
    (("ask", "?"), 2),
    (("ask", "why " * 3000), 2),
]


@pytest.mark.parametrize(("arguments", "code"), BAD_COMMANDS)
def test_every_error_is_one_line(
    briefing: Briefing, filled: list[Article], arguments: tuple[str, ...], code: int
) -> None:
    ran = briefing(*arguments)
    assert ran.code == code
    if code:
        assert ran.out == "" and ran.err.startswith("briefing: ") and ran.err.count("\n") == 1, ran
        assert len(ran.err) > 25


@pytest.mark.parametrize("command", [("ask", "When?"), ("search", "ferry"), ("brief",), ("quotes",), ("stories",)])
def test_an_empty_library_says_how_to_fill_it(
    briefing: Briefing, keywords_only: None, command: tuple[str, ...]
) -> None:
    ran = briefing(*command)
    assert ran.code == 2 and ran.out == "" and "briefing demo" in ran.err and ran.err.count("\n") == 1
    assert json.loads(briefing("articles", "--json").out) == []


def test_bad_files_stop_no_good_ones(briefing: Briefing, ferry: Path, tmp_path: Path, keywords_only: None) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "feeds.opml").write_text("<html>no list</html>", encoding="utf-8")
    names = ("empty.txt", "binary.txt", "gone.txt", "feeds.opml")
    ran = briefing("add", *(tmp_path / name for name in names), ferry)
    assert ran.code == 2 and "1 added." in ran.out
    assert ran.err.count("\n") == len(names)
    for name in names:
        assert name in ran.err


def test_unreadable_library_folder_is_a_sentence(
    briefing: Briefing, ferry: Path, tmp_path: Path, keywords_only: None
) -> None:
    ran = briefing("articles", "--library", ferry)
    assert ran.code in (1, 2) and ran.out == "" and ran.err.count("\n") == 1


def test_rebuild_and_doctor(briefing: Briefing, filled: list[Article]) -> None:
    assert briefing("rebuild").code == 0
    ran = briefing("doctor")
    assert ran.code == 0 and "2 articles" in ran.out and "All is well." in ran.out


@pytest.mark.integration
def test_doctor_names_the_models(briefing: Briefing) -> None:
    found = {one["name"]: one["value"] for one in json.loads(briefing("doctor", "--json").out)}
    assert "bge-small-en-v1.5" in found["embedding"] and "ms-marco-MiniLM-L-12-v2" in found["reranker"]


def test_version(briefing: Briefing) -> None:
    assert briefing("--version").out.startswith("briefing-desk ")


def test_terminal_commands_in_article_text_are_not_obeyed(
    briefing: Briefing, tmp_path: Path, keywords_only: None, ferry: Path
) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(
        ferry.read_text(encoding="utf-8").replace("Port Aldra", "Port \x1b]0;owned\x07\x1b[31mAldra\u202e"),
        encoding="utf-8",
    )
    for command in (("read", path), ("add", path), ("articles",), ("search", "first boat")):
        ran = briefing(*command)
        assert not set("\x1b\x07\u202e") & set(ran.out + ran.err), command


@given(some.text())
def test_plain_text_has_no_control_characters(text: str) -> None:
    assert not any((ord(one) < 32 and one not in "\t\n") or 127 <= ord(one) < 160 for one in console.plain(text))


def test_dates_and_windows() -> None:
    assert moment_of("2026-11-20") == date(2026, 11, 20)
    assert moment_of("2026-11-20T08:30:00Z") is not None
    assert moment_of("today", today=date(2026, 1, 1)) == date(2026, 1, 1)
    assert window_of("2026-11-20", None, None) == (date(2026, 11, 20), date(2026, 11, 20))
    assert filters_of("2026-11-20", "2026-11-20").until == date(2026, 11, 20)
    for text in ("", "20.11.2026", "2026-13-01", "tomorrow"):
        with pytest.raises(InputError):
            moment_of(text)


def test_every_error_has_an_exit_code() -> None:
    for kind in BriefingError.__subclasses__():
        assert any(one in exits.EXIT_CODES for one in kind.__mro__)


def test_progress_knows_how_many_files_there_are(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Ferry", encoding="utf-8")
    shown: list[Progress] = []
    show = with_total(shown.append, [str(tmp_path)])
    for step in (Progress(1, None, "adding"), Progress(3, None, "adding"), Progress(5, 64, "indexing")):
        show(step)
    assert [(one.done, one.total) for one in shown] == [(1, 2), (3, 3), (5, 64)]
    with_total(shown.append, ["-"])(Progress(1, None, "adding"))
    assert shown[-1].total is None
