"""Fixtures that all tests share: a clean environment, settings, an assistant, the sample newsroom, the command line."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from pydantic import TypeAdapter

from briefing.settings import Settings
from index.types import Article

if TYPE_CHECKING:
    from fakes import FakeAssistant
    from starlette.testclient import TestClient
    from webhost import Host

    from briefing.assistant import Assistant
    from index.library import Library

hypothesis.settings.register_profile("desk", deadline=None, derandomize=True)
hypothesis.settings.load_profile("desk")
# A time limit for one example would fail on a busy machine, and the same examples every time make a failure everybody's.

SEED = Path(__file__).parents[2] / "shared" / "seed" / "000_d73ce5716235ed3a.txt"
"""A real article that is not ours: the tests that read it are skipped where it is missing."""


FERRY = """Ferry crews accept pay offer after nine-day strike

By Orla Brandt

Crews on the island ferries voted on Tuesday to accept a pay rise of 6.5 per cent, ending a strike of nine days.

“We are going back to work with our heads high,” said union secretary Tomas Vell.

READ MORE

The first boat left Port Aldra at 5am on Wednesday with 212 passengers on board, the harbour master said.
"""
MILL = """Old paper mill to become 140 flats

The council in Harrowgate Sound approved a plan on Monday to turn the disused paper mill into 140 flats.

Planning officer Ines Duarte said work would begin in spring and cost 38 million crowns.
"""


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep a developer's own settings and library out of the tests, and the tests off the network."""
    for name in [name for name in os.environ if name.startswith("BRIEFING_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BRIEFING_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("GRADIO_ANALYTICS_ENABLED", "False")
    monkeypatch.setenv("COLUMNS", "88")


@pytest.fixture
def seed() -> Path:
    """Give the path of the real article."""
    if not SEED.exists():
        pytest.skip(f"{SEED} is not there: the article is not ours to ship")
    return SEED


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give settings with an empty library and no models, which open in an instant."""
    return Settings(library=tmp_path / "library", embedding="none", reranker="none")


@pytest.fixture
def assistant(settings: Settings) -> Iterator[Assistant]:
    """Give an assistant over an empty library, without models."""
    from briefing.assistant import open_assistant

    with open_assistant(settings) as opened:
        yield opened


@pytest.fixture(scope="session")
def stand_in() -> Iterator[tuple[FakeAssistant, TestClient]]:
    """Give the stand-in of the desk, and its application, made once: building the chat page takes half a second."""
    from fakes import FakeAssistant
    from starlette.testclient import TestClient

    from briefing.web import make_app

    assistant = FakeAssistant()
    app = make_app(assistant, Settings())  # type: ignore[arg-type]
    with TestClient(app, base_url="http://127.0.0.1:7860", raise_server_exceptions=False) as made:
        yield assistant, made


@pytest.fixture
def fake(stand_in: tuple[FakeAssistant, TestClient]) -> FakeAssistant:
    """Give the stand-in of the desk with one article."""
    from fictional import bridge

    stand_in[0].__init__([bridge()])  # type: ignore[misc]
    return stand_in[0]


@pytest.fixture
def rest(stand_in: tuple[FakeAssistant, TestClient], fake: FakeAssistant) -> TestClient:
    """Give the REST API over the stand-in with one article."""
    return stand_in[1]


@pytest.fixture
def host() -> Iterator[Host]:
    """Give the running host of a fictional paper, with two pages and a feed."""
    from courier import published

    with published() as found:
        yield found


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Give an empty library with quick models."""
    from fake_models import WordEmbedder, WordReranker

    from index.library import Library

    with Library(tmp_path, embedder=WordEmbedder(), reranker=WordReranker()) as opened:
        yield opened


@pytest.fixture
def every_paragraph_a_passage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave short paragraphs apart, so that there is something to count and to order."""
    from index import chunk

    monkeypatch.setattr(chunk, "WINDOW", 0)


@pytest.fixture(scope="session")
def newsroom_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the library of the samples once, with the real models; use `newsroom`, a copy of it."""
    from briefing.assistant import open_assistant

    folder = tmp_path_factory.mktemp("newsroom") / "library"
    with open_assistant(Settings(library=folder)) as opened:
        opened.demo()
    return folder


@pytest.fixture
def newsroom(newsroom_built: Path, tmp_path: Path) -> Path:
    """Give the folder of a closed library of the samples, with vectors; each test may change its own."""
    return Path(shutil.copytree(newsroom_built, tmp_path / "library", dirs_exist_ok=True))


@pytest.fixture(scope="module")
def desk(newsroom_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Give an assistant over the samples with the real models, one for the tests of a module."""
    from briefing.assistant import open_assistant

    folder = tmp_path_factory.mktemp("desk") / "library"
    shutil.copytree(newsroom_built, folder)
    with open_assistant(Settings(library=folder)) as opened:
        yield opened


@dataclass(frozen=True)
class Ran:
    """Hold what a command printed and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def briefing(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Give a function that runs one `briefing` command in this process."""
    from briefing.cli import app
    from briefing.exits import run

    def command(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = run(app, [str(one) for one in arguments])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return command


@pytest.fixture
def keywords_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch the models off: commands then open in an instant."""
    monkeypatch.setenv("BRIEFING_EMBEDDING", "none")
    monkeypatch.setenv("BRIEFING_RERANKER", "none")


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """Give a file with an article."""
    path = tmp_path / "ferry.txt"
    path.write_text(FERRY, encoding="utf-8")
    return path


@pytest.fixture
def filled(briefing: Callable[..., Ran], ferry: Path, tmp_path: Path, keywords_only: None) -> list[Article]:
    """Give the articles of a library that holds two."""
    (tmp_path / "mill.txt").write_text(MILL, encoding="utf-8")
    given = ("--source", "The Aldra Courier", "--published", "2026-11-18")
    assert briefing("add", ferry, *given).code == 0
    assert briefing("add", tmp_path / "mill.txt", "--published", "2026-11-20", "--collection", "housing").code == 0
    return TypeAdapter(list[Article]).validate_json(briefing("articles", "--json").out)
