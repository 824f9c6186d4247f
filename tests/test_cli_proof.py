"""`briefing check` and `briefing quotes` at the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commands import Briefing
from pydantic import TypeAdapter

from briefing.types import Proof, Quote
from index.types import Article

DRAFT = """# Lines

Crews on the island ferries voted on Tuesday to accept a pay rise of 6.5 per cent [1]. The first boat left Port Aldra with
612 passengers on board. A circus has bought the opera house of Quarlow.
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """Give a file with a true sentence, a false number and a sentence that no article has."""
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_a_file_is_checked_by_the_library(briefing: Briefing, filled: list[Article], draft: Path) -> None:
    ran = briefing("check", draft)
    assert ran.code == 1
    lines = [line for line in ran.out.splitlines() if line and not line.startswith(" ")]
    assert [line.split("  ")[0] for line in lines] == [
        "(heading) Lines",
        "SUPPORTED",
        "CONTRADICTED",
        "NOT FOUND",
        "3 sentences: 1 supported, 1 contradicted, 1 not found. As of 18 Nov 2026.",
    ]
    assert "The Aldra Courier · Ferry crews accept pay offer after nine-day strike · ¶3" in " ".join(ran.out.split())
    assert "612" in ran.out.split("CONTRADICTED")[1].split("[")[0]


def test_json_is_the_proof_and_the_exit_code_tells_whether_all_holds(
    briefing: Briefing, filled: list[Article], draft: Path
) -> None:
    proof = TypeAdapter(Proof).validate_json(briefing("check", draft, "--json").out)
    assert [one.verdict for one in proof.claims] == ["supported", "contradicted", "not_found"]
    assert briefing("check", proof.claims[0].sentence.text).code == 0
    assert briefing("check", proof.claims[0].sentence.text, "--collection", "housing").code == 1


def test_only_the_named_articles_count(briefing: Briefing, filled: list[Article], draft: Path, ferry: Path) -> None:
    by_title = {one.title: one.id for one in filled}
    mill = by_title["Old paper mill to become 140 flats"]
    assert json.loads(briefing("check", draft, "--against", mill, "--json").out)["supported"] == 0
    both = briefing("check", draft, "--against", mill, "--against", ferry, "--json")
    assert json.loads(both.out)["supported"] == 1
    assert briefing("check", draft, "--against", "0123456789ab").code == 1


def test_against_files_alone_no_library_is_opened(briefing: Briefing, draft: Path, ferry: Path, tmp_path: Path) -> None:
    ran = briefing("check", draft, "--against", ferry, "--json", "--library", tmp_path / "none")
    assert json.loads(ran.out)["supported"] == 1 and not (tmp_path / "none").exists()
    assert briefing("check", draft, "--against", tmp_path / "missing.txt").code == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "one text or file"),
        (("It rained.", "--batch", "-"), 2, "one text or file"),
        (("missing.docx",), 2, "missing.docx is not a file"),
        (("Dear all,",), 2, "no sentence to check"),
        (("It rained in Osk.", "--since", "soon"), 2, "not a date"),
    ],
)
def test_a_fault_is_one_line(
    briefing: Briefing, filled: list[Article], arguments: tuple[str, ...], code: int, said: str
) -> None:
    ran = briefing("check", *arguments)
    assert (ran.code, ran.err.count("\n")) == (code, 1) and said in ran.err


def test_an_empty_library_says_so(briefing: Briefing, keywords_only: None) -> None:
    ran = briefing("check", "It rained in Osk.")
    assert ran.code == 2 and "library is empty" in ran.err


def test_a_batch_judges_by_its_paragraphs_without_a_library(briefing: Briefing, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    lines: list[dict[str, Any]] = [
        {
            "id": "a",
            "claim": "The bridge has 14 cracks.",
            "paragraphs": ["It rained.", "The bridge has 14 cracks, he said."],
        },
        {
            "id": "b",
            "claim": "The bridge has 12 cracks.",
            "paragraphs": ["It rained.", "The bridge has 14 cracks, he said."],
        },
        {"id": "c", "claim": "A circus bought the opera house.", "paragraphs": ["It rained in Osk on Monday."]},
        {"id": "d", "claim": "The bridge is closed.", "paragraphs": []},
        {"id": "e", "claim": "The bridge is closed.", "paragraphs": "The bridge is closed."},
        {"claim": "The bridge is closed.", "paragraphs": ["The bridge is closed."], "label": "not ours"},
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    ran = briefing("check", "--batch", path, "--library", tmp_path / "none")
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 2 and not (tmp_path / "none").exists()
    assert [one["id"] for one in found] == ["a", "b", "c", "d", "e", None]
    assert found[0]["evidence"] == [1, 0] and found[0]["support"] in ("quoted", "supported")
    assert found[1]["support"] not in ("quoted", "supported")
    assert 0 <= found[2]["score"] < found[0]["score"] <= 1 and found[1]["score"] < found[0]["score"]
    assert found[3]["support"] == "unsupported" and found[3]["evidence"] == []
    assert "list of texts" in found[4]["error"]
    assert found[5]["support"] == "quoted" and {"score", "checks"} <= set(found[5])


def test_a_batch_asks_the_library_where_there_are_no_paragraphs(
    briefing: Briefing, filled: list[Article], tmp_path: Path
) -> None:
    path = tmp_path / "claims.jsonl"
    lines: list[dict[str, Any]] = [
        {"id": 1, "claim": "The first boat left Port Aldra at 5am on Wednesday with 212 passengers on board."},
        {"id": 2, "claim": "The first boat left Port Aldra with 212 passengers.", "collections": "housing"},
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    ran = briefing("check", "--batch", path)
    first, second = (json.loads(line) for line in ran.out.splitlines())
    assert ran.code == 0 and (first["verdict"], second["verdict"]) == ("supported", "not_found")
    assert first["citations"][0]["paragraph"] == 3 and second["citations"] == []


def test_who_said_what_by_speaker_article_and_topic(briefing: Briefing, filled: list[Article]) -> None:
    def found(*arguments: str) -> list[Quote]:
        return TypeAdapter(list[Quote]).validate_json(briefing("quotes", *arguments, "--json").out or "[]")

    everybody = {one.speaker for one in found()}
    assert everybody == {"Tomas Vell", "Ines Duarte", "the harbour master"}
    (vell,) = found("--speaker", "Vell")
    assert (vell.role, vell.verb, vell.direct) == ("union secretary", "said", True)
    assert [one.speaker for one in found("--speaker", "union secretary")] == ["Tomas Vell"]
    assert [one.speaker for one in found("--about", "paper mill costs")] == ["Ines Duarte"]
    assert {one.speaker for one in found(filled[0].id)} == {"Ines Duarte"}
    ran = briefing("quotes", "--speaker", "Nobody")
    assert ran.code == 1 and "Nobody is quoted" in ran.out
