"""Score the desk on known questions: files that are wrong are told, verdicts and intervals are right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefing.cli import app
from briefing.evaluate import Asked, Judged, read_questions, says, share, shares
from index.errors import InputError

QUESTIONS = [
    {"question": "How many passengers were on the Aldine Star?", "answer": ["212 passengers", "212 people"]},
    {"question": "Who won the football match in Port Amsel?", "answer": None},
    {"question": "How many crew did the stranded ferry have?", "answer": "99 crew", "article": "No such article"},
]


def write(folder: Path, lines: list[str]) -> Path:
    """Return a file of these lines."""
    file = folder / "questions.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_questions_are_read_with_one_wording_several_or_none(tmp_path: Path) -> None:
    file = write(tmp_path, ["", *map(json.dumps, QUESTIONS)])
    assert read_questions(file) == [
        Asked(QUESTIONS[0]["question"], ("212 passengers", "212 people")),  # type: ignore[arg-type]
        Asked("Who won the football match in Port Amsel?"),
        Asked("How many crew did the stranded ferry have?", ("99 crew",), "No such article"),
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Who won?", "Line 1 is not a question"),
        ('{"question": " "}', "Line 1 is not a question"),
        ('{"question": "Who won?", "answer": [{}]}', "Line 1: an answer is words"),
        ('{"question": "Who won?", "answer": ""}', "Line 1: an answer is words"),
        ("[" * 100_000, "Line 1 is not a question"),
        ("", "holds 0 questions"),
    ],
)
def test_a_file_that_is_wrong_is_told_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_questions(write(tmp_path, [line]))


def test_shares_count_the_two_kinds_of_questions_apart() -> None:
    judged = [Judged("a", "right", 1), Judged("b", "closest", 3), Judged("c", "refused"), Judged("d", "made up")]
    found = {one.name: (one.count, one.of) for one in shares(judged)}
    assert found == {
        "answer in the first passage": (1, 2),
        "answer in the first 5 passages": (2, 2),
        "answered right": (1, 2),
        "answered wrong": (0, 2),
        "refused rightly": (1, 2),
    }


def test_an_interval_holds_its_share_and_narrows_with_more_questions() -> None:
    few, many = share("few", [True, False] * 5), share("many", [True, False] * 500)
    assert few.low < 0.5 < few.high and many.high - many.low < (few.high - few.low) / 5
    assert share("all of three", [True] * 3).low < 0.5 and share("none of three", [False] * 3).high > 0.5


def test_a_number_within_a_longer_one_is_no_answer() -> None:
    assert says("It carried “12 people”, he said.", "12 people")
    assert not says("It carried 212 people.", "12 people") and not says("It carried 12 peoples.", "12 people")


@pytest.mark.integration
def test_the_desk_is_scored_on_a_file(newsroom_built: Path, tmp_path: Path) -> None:
    import shutil

    library = tmp_path / "library"
    shutil.copytree(newsroom_built, library)
    file = write(tmp_path, [json.dumps(one) for one in QUESTIONS])
    result = CliRunner().invoke(app, ["eval", str(file), "--json", "--library", str(library)])
    assert result.exit_code == 0, result.output
    made = json.loads(result.stdout)
    assert [one["verdict"] for one in made["judged"]] == ["right", "refused", "wrong"]
    assert [one["rank"] for one in made["judged"]] == [1, None, None]
    shown = CliRunner().invoke(app, ["eval", str(file), "--library", str(library)]).stdout
    assert "wrong: How many crew did the stranded ferry have?" in shown and "refused rightly" in shown
    assert "expected: 99 crew" in shown and "The library has no article 'No such article'" in shown
