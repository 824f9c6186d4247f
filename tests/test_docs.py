"""Test the documents against the thing itself: the tour's commands print what it shows, links lead somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_models import Reply, chatting

from briefing.llm import open_model
from briefing.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\(([^)\s]+)\)")
ANY_LINES = "…"
"""A line of the tour that stands for any number of lines."""


def steps(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a text's console blocks with the lines it is said to print."""
    for block in CONSOLE.findall(text):
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


def follow(text: str, briefing: Callable[..., Any], told: Callable[[str], str] = str) -> int:
    """Run each command of a text and compare what it prints, passed through `told`; return how many there were."""
    done = 0
    for command, shown in steps(text):
        program, *arguments = shlex.split(command)
        assert program == "briefing", command
        ran = briefing(*arguments)
        printed = "".join(f"{line.rstrip()}\n" for line in told(ran.out + ran.err).rstrip("\n").splitlines())
        assert pattern("\n".join(shown).rstrip("\n").splitlines()).fullmatch(printed), f"$ {command}\n{printed}"
        done += 1
    return done


@pytest.mark.integration
def test_the_tour_prints_what_it_shows(
    briefing: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert follow(README.replace(with_a_model(), ""), briefing) >= 4


def with_a_model() -> str:
    start = README.index("## With a language model")
    return README[start : README.index("\n## ", start)]


@pytest.mark.integration
def test_what_the_readme_shows_of_a_language_model_is_so(
    briefing: Callable[..., Any], newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def says(asked: dict[str, Any]) -> Reply:
        passages = asked["messages"][-1]["content"]
        marks = [re.findall(rf"^\[(\d+)\].*{words}", passages, re.M) for words in ("left its interest", "Prices rose")]
        rate, prices = (found[0] if found else "1" for found in marks)
        true = f"The Bank of Velland left its rate at 4.25 per cent on Wednesday. [{rate}]"
        return Reply(f"{true} Prices rose by 5.4 per cent in the year to January. [{prices}]", usage=(612, 34))

    with chatting(says) as chat:
        monkeypatch.setenv("BRIEFING_MODEL", "openai:local")
        monkeypatch.setenv("BRIEFING_MODEL_URL", chat.url)

        def told(printed: str) -> str:
            printed = printed.replace(chat.url, "http://localhost:8080/v1")
            return re.sub(r"\d+\.\d s\b", "0.8 s", printed)

        assert follow(with_a_model(), briefing, told) == 2


def test_the_settings_that_the_readme_names_for_each_provider_open_it(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row for row in with_a_model().splitlines() if "`BRIEFING_MODEL=" in row]
    assert len(rows) == 6
    for row in rows:
        given = dict(one.split("=", 1) for one in re.findall(r"`(\w+=[^`]+)`", row) if "HOST" not in one)
        for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in given.items():
            monkeypatch.setenv(name, value.replace("…", "key"))
        model = open_model(Settings())
        assert model and model.name == given["BRIEFING_MODEL"]
        for name in given:
            monkeypatch.delenv(name)


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
