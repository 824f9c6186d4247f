"""A real paste, where it is at hand: cleaning takes exactly its noise."""

from pathlib import Path

import pytest

from briefing.speakers import speaker_names
from index.read import read
from index.types import Article

SEED = Path(__file__).parents[2] / "shared" / "seed" / "000_d73ce5716235ed3a.txt"


@pytest.fixture(scope="module")
def seed() -> Article:
    if not SEED.is_file():
        pytest.skip("the real paste is not part of the project; it lies beside it where the project is developed")
    return read(SEED)[0]


def test_exactly_the_seven_noise_lines_go(seed: Article) -> None:
    assert [one.line for one in seed.removed] == [6, 16, 26, 42, 44, 46, 48]


def test_its_parts_are_found(seed: Article) -> None:
    kinds = [one.kind for one in seed.paragraphs]
    assert kinds == ["standfirst", "caption", *["text"] * 15]
    assert (seed.authors, seed.source, seed.published) == (("Daniel McLaughlin",), "The Irish Times", None)
    assert seed.title.startswith("Russia wary of US ceasefire plan")


def test_the_speaker_of_every_quotation(seed: Article) -> None:
    names = {one.id: one.number for one in seed.paragraphs}
    found = {names[paragraph]: name.split()[-1] for paragraph, name in speaker_names(seed).items()}
    said = {3: "Peskov", 5: "Zakharova", 6: "Kosachev", 7: "Kosachev", 9: "Zelenskiy", 10: "Rubio", 11: "Rubio"}
    assert found == said | {12: "Zelenskiy", 13: "Zelenskiy"}
