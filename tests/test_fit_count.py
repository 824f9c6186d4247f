"""How many, how old, how far: a number fits when it is one of what is asked for."""

import pytest

from briefing.answer_forms import CANNOT, FITS, MAYBE
from briefing.fit import fit
from briefing.question import parse


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("How many swimmers sank in the strait?", "Two boats turned back.", CANNOT),
        ("How many swimmers sank in the strait?", "Four women went under.", FITS),
        ("How many people took part?", "There were 40 sprains for every 1,000 people.", CANNOT),
        ("How many people took part?", "The team asked 611 people in nine towns.", FITS),
        ("How many homes lost their power?", "It brought the number of homes in the dark to about 900.", FITS),
        ("How many homes lost their power?", "Homes lost their power at 9.", MAYBE),
        ("How old is Ada Lind?", "Ada Lind, 51, left the stage.", FITS),
        ("How old is Ada Lind?", "Ada Lind left with 51 others.", CANNOT),
        ("How old was the painter?", "He died at the age of 77.", FITS),
        ("How heavy is the bell?", "It weighs 40 kilos.", FITS),
        ("How heavy is the bell?", "It has 40 cracks.", CANNOT),
        ("How high is the mast?", "The mast is 31 metres high.", FITS),
        ("How high is the mast?", "Its 31 sails were torn.", CANNOT),
        ("How fast does the tram go?", "It does 60 kilometres an hour.", FITS),
        ("How fast does the tram go?", "It has 60 seats.", CANNOT),
        ("What share of buses is late?", "One in four is late.", FITS),
        ("What share of buses is late?", "The 14 is late.", CANNOT),
    ],
)
def test_fit(question: str, sentence: str, expected: float) -> None:
    assert fit(parse(question), sentence) == expected


@pytest.mark.parametrize(
    ("asked", "sentence", "fits"),
    [
        ("How high is the death toll in Tarn?", "The death toll in Tarn has risen to 41.", 1.0),
        ("How high is the death toll in Tarn?", "In Tarn, 40 millimetres of rain fell in an hour.", 0.0),
        ("How high was the reward?", "The museum offered 100,000 crowns.", 1.0),
        ("How old is the mayor?", "The mayor is seventy-two.", 1.0),
        ("How heavy is the bell?", "The bell weighs twenty tonnes.", 1.0),
        ("How old is the mayor?", "The mayor wore a hat.", 0.0),
    ],
)
def test_what_is_high_or_heavy_is_known_by_a_number_in_words_too(asked: str, sentence: str, fits: float) -> None:
    assert fit(parse(asked), sentence) == fits
