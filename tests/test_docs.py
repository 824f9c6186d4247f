"""Test the documents against the thing itself: the tour's commands print what it shows, links lead somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.settings import Settings

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\(([^)\s]+)\)")
ANY_LINES = "…"
"""A line of the tour that stands for any number of lines."""


def steps(document: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a document's console blocks with the lines it is said to print."""
    for block in CONSOLE.findall(document.read_text(encoding="utf-8")):
        command, shown = "", []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, shown
                command, shown = line[2:], []
            else:
                shown.append(line)
        yield command, shown


def pattern(shown: list[str]) -> re.Pattern[str]:
    """Return a pattern for printed lines, `…` alone on a line for any number of them."""
    parts = [r"(?:.*\n)*?" if line.strip() == ANY_LINES else re.escape(line.rstrip()) + r"\n" for line in shown]
    return re.compile("".join(parts))


@pytest.mark.integration
def test_the_tour_prints_what_it_shows(
    briefing: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = 0
    for command, shown in steps(ROOT / "README.md"):
        program, *arguments = shlex.split(command)
        assert program == "briefing", command
        ran = briefing(*arguments)
        printed = "".join(f"{line.rstrip()}\n" for line in (ran.out + ran.err).rstrip("\n").splitlines())
        assert pattern("\n".join(shown).rstrip("\n").splitlines()).fullmatch(printed), f"$ {command}\n{printed}"
        done += 1
    assert done >= 4


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        if link.startswith(("http://", "https://")):
            continue
        path, _, _ = link.partition("#")
        assert (document.parent / path).exists(), f"{document.name} links to {link}"


def test_every_setting_is_documented() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        row = next((line for line in text.splitlines() if line.startswith(f"| `BRIEFING_{name.upper()}` |")), None)
        assert row is not None, name
        if isinstance(field.default, str | int) and not isinstance(field.default, bool):
            assert f"`{field.default}`" in row, row


def test_every_package_is_listed_for_the_wheel() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for name in ("briefing", "index", "prompts")
        for path in (ROOT / name).rglob("__init__.py")
    }
    assert found == set(project["tool"]["setuptools"]["packages"])
