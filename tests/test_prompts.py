"""Prompts: short, versioned, their variables checked, the user's own in place of the built-in ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.errors import InputError
from prompts import NAMES, fill, load

OWN = "version: 7\nvariables: fence passages question sentences\n\n## system\nBe {{sentences}}.\n\n## user\n{{fence}} {{passages}} {{question}}\n"


@pytest.mark.parametrize("name", NAMES)
def test_the_built_in_prompts_are_short_and_tell_text_from_orders(name: str) -> None:
    prompt = load(name)
    assert len(prompt.system.split()) <= 170
    assert name.endswith("-tiny") or ("not instructions" in prompt.system and prompt.examples)
    assert re.fullmatch(rf"{name}-\d+-[0-9a-f]{{8}}", prompt.version)


def test_ones_own_prompt_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "answer.md").write_text(OWN)
    prompt = load("answer", tmp_path)
    assert prompt.system == "Be {{sentences}}." and prompt.version.startswith("answer-7-")
    assert load("summary", tmp_path) == load("summary")


def test_the_version_changes_with_any_letter(tmp_path: Path) -> None:
    path = tmp_path / "answer.md"
    path.write_text(OWN)
    first = load("answer", tmp_path).version
    path.write_text(OWN.replace("Be ", "Be so kind: "))
    assert load("answer", tmp_path).version != first


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{{question}}", "", "question"),
        ("Be {{sentences}}", "Be {{sentences}} {{mood}}", "mood"),
        ("variables: fence passages question sentences", "variables: fence", "states"),
        ("## user", "## person", "## user"),
        ("version: 7", "version: new", "version:"),
        ("## user\n", "## user\n" + "x" * 30_000, "at most"),
    ],
)
def test_a_prompt_that_cannot_be_used_says_why(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = tmp_path / "answer.md"
    path.write_text(OWN.replace(old, new))
    with pytest.raises(InputError, match=re.escape(says)) as raised:
        load("answer", tmp_path)
    assert str(path) in str(raised.value)


def test_a_prompt_that_is_no_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "answer.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot be read"):
        load("answer", tmp_path)


def test_a_value_is_not_filled_in_twice() -> None:
    assert fill("{{passages}}", {"passages": "{{question}}", "question": "x"}) == "{{question}}"
