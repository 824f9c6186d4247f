"""Summaries from the command line: of files, addresses and standard input, under a headline of one’s own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Briefing
from webhost import serving

from briefing.desk import summarize_outside
from briefing.settings import Settings
from index.errors import SourceError
from index.types import Article

FERRY = "The ferry to Osk was late on Monday for the ninth time this month, the harbour master said at noon. " * 9


def test_summarize_a_file_without_a_library(
    briefing: Briefing, ferry: Path, tmp_path: Path, keywords_only: None
) -> None:
    ran = briefing("summarize", ferry, "--words", "40")
    assert ran.code == 0 and "[1]" in ran.out
    assert not (tmp_path / "library").exists()


def test_a_summary_is_of_the_first_article_that_can_be_read(
    briefing: Briefing, ferry: Path, tmp_path: Path, keywords_only: None
) -> None:
    path = tmp_path / "list.json"
    path.write_text("[]", encoding="utf-8")
    ran = briefing("summarize", path)
    assert ran.code == 2 and "list.json holds no article" in ran.err and ran.err.count("\n") == 1
    good = {"title": "Ferry", "text": ferry.read_text(encoding="utf-8")}
    path.write_text(json.dumps([{"title": "No text"}, good]), encoding="utf-8")
    assert briefing("summarize", path).code == 0
    path.write_text(json.dumps([{"title": "No text"}]), encoding="utf-8")
    ran = briefing("summarize", path)
    assert ran.code == 2 and "list.json" in ran.err and "`text`" in ran.err


def test_what_is_summarised_comes_through_the_guard(tmp_path: Path) -> None:
    with serving({"/ferry": f"<html><body><article><p>{FERRY}</p></article></body></html>"}) as host:
        settings = Settings(library=tmp_path, embedding="none", allowed_hosts=(host.address,))
        assert summarize_outside(host.url("/ferry"), settings, 40).sentences
        with pytest.raises(SourceError, match="BRIEFING_ALLOWED_HOSTS"):
            summarize_outside(host.url("/ferry"), Settings(library=tmp_path, embedding="none"), 40)


def test_an_address_is_summarised_and_not_looked_for_in_the_library(
    briefing: Briefing, tmp_path: Path, keywords_only: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving({"/ferry": f"<html><body><article><p>{FERRY}</p></article></body></html>"}) as host:
        monkeypatch.setenv("BRIEFING_ALLOWED_HOSTS", host.address)
        ran = briefing("summarize", host.url("/ferry").replace("http", "HTTP"), "--words", "40")
        assert ran.code == 0 and "harbour master" in ran.out and "/ferry" in host.asked
        ran = briefing("summarize", host.url("/ferry"), "--title", "Late again")
        assert ran.code == 0 and "Late again" in ran.out
    assert not (tmp_path / "library").exists()
    ran = briefing("summarize", "http://127.0.0.1/ferry")
    assert ran.code == 2 and "private network" in ran.err and ran.err.count("\n") == 1


def test_a_headline_that_is_given_is_that_of_one_article(
    briefing: Briefing, ferry: Path, tmp_path: Path, keywords_only: None
) -> None:
    bare, several, own = tmp_path / "bare.txt", tmp_path / "several.jsonl", tmp_path / "own.json"
    bare.write_text(FERRY, encoding="utf-8")
    several.write_text("\n".join(json.dumps({"text": f"{FERRY} {day}."}) for day in (1, 2)), encoding="utf-8")
    own.write_text(json.dumps({"title": "The boat is late", "text": FERRY}), encoding="utf-8")
    for command in ("read", "add"):
        ran = briefing(command, bare, "--title", "  Ferry late\nagain ")
        assert (ran.code, ran.err) == (0, "") and "Ferry late again" in ran.out
        ran = briefing(command, bare, ferry, "--title", "Ferry late again")
        assert (ran.code, ran.out) == (2, "") and "2 sources" in ran.err and ran.err.count("\n") == 1
        ran = briefing(command, several, "--title", "Ferry late again")
        assert ran.code == 0 and "Ferry late again" not in ran.out
        assert "the source holds several" in ran.err and ran.err.count("\n") == 1
        ran = briefing(command, own, "--title", "Ferry late again")
        assert ran.code == 0 and "states the headline of its article itself" in ran.err
        assert briefing(command, bare, "--title", " ").code == 2
    titles = [one["title"] for one in json.loads(briefing("articles", "--json").out)]
    assert sorted(titles) == ["", "", "Ferry late again", "The boat is late"]


def test_a_summary_has_the_headline_that_is_given(
    briefing: Briefing, filled: list[Article], tmp_path: Path, ferry: Path
) -> None:
    bare = tmp_path / "bare.txt"
    bare.write_text(FERRY, encoding="utf-8")
    ran = briefing("summarize", bare, "--title", "Late again")
    assert (ran.code, ran.err) == (0, "") and "Late again" in ran.out
    ran = briefing("summarize", filled[0].id, "--title", "Late again")
    assert ran.code == 2 and "has its headline" in ran.err
    (tmp_path / "empty.txt").touch()
    ran = briefing("summarize", tmp_path / "empty.txt", "--title", "Late again")
    assert ran.code == 2 and "empty.txt is empty" in ran.err and ran.err.count("\n") == 1
    lines = tmp_path / "batch.jsonl"
    lines.write_text(json.dumps({"text": FERRY, "title": "Late again"}), encoding="utf-8")
    (result,) = map(json.loads, briefing("summarize", "--batch", lines).out.splitlines())
    assert {one["title"] for sentence in result["sentences"] for one in sentence["citations"]} == {"Late again"}
