"""Type fit: a sentence that cannot hold the answer's kind of thing does not answer."""

import pytest

from briefing.answer_forms import CANNOT, FITS, MAYBE
from briefing.fit import fit
from briefing.mark import answer_span
from briefing.premise import hedges_premise
from briefing.question import parse


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Who pulled the ferry off?", "The ferry Anna Lund was pulled off the sand on Monday.", CANNOT),
        ("Who pulled the ferry off?", "The ferry was pulled off the sand by Otto Berg.", FITS),
        ("Who pulled the ferry off?", "Otto Berg pulled the ferry off the sand.", FITS),
        ("Who paid for the bridge?", "The bridge was paid for by the Tarn Fund.", FITS),
        ("Who owns the ferry?", "It belongs to the Aldine Line.", FITS),
        ("Who leads the ferry?", "It was seen by the Aldine Line.", MAYBE),
        ("Who is the CEO of Tarn Foods?", "Ada Lind became its chief executive in May.", FITS),
        ("Who is Lind’s deputy?", "Otto Berg, her deputy, resigned.", FITS),
        ("Who is Lind’s deputy?", "Otto Berg, her brother, resigned.", CANNOT),
        ("Who was Lind’s first husband?", "Lind married twice: Otto Berg, a cook, and Jon Quist, a pilot.", FITS),
        ("Who was elected Tarn’s mayor?", "Otto Berg won the vote.", FITS),
        ("When can I take the ferry?", "It sank on Monday.", CANNOT),
        ("When can I take the ferry?", "It will sail on Monday.", FITS),
        ("Was anyone hurt in the fire?", "A cook was badly burnt.", FITS),
        ("Was anyone hurt in the fire?", "A cook was killed.", MAYBE),
        ("When did the bridge close?", "It closed on Monday.", FITS),
        ("When did the bridge close?", "It closed for repairs.", CANNOT),
        ("When will the bridge reopen?", "It is expected to reopen in May.", FITS),
        ("When will the bridge reopen?", "It closed on Monday.", CANNOT),
        ("How long will the closure last?", "The 30-day closure began.", FITS),
        ("How long will the closure last?", "The closure began.", CANNOT),
        ("How much did the repairs cost?", "Repairs cost £2.4m.", FITS),
        ("How much did the repairs cost?", "Repairs took 14 workers.", CANNOT),
        ("How many people were hurt?", "The fall wounded nine others.", FITS),
        ("How many soldiers are in the valley?", "Troops pulled out of the valley.", CANNOT),
        ("How many soldiers are in the valley?", "A 30-day truce holds in the valley.", CANNOT),
        ("How many cracks did engineers find?", "Engineers found 14 cracks in 2019.", FITS),
        ("How many cracks did engineers find?", "Engineers found cracks in 2019.", CANNOT),
        ("Where did the ferry stop?", "The ferry stopped in Morrow.", FITS),
        ("Where did the ferry stop?", "The ferry stopped early.", CANNOT),
        ("Where did the ferry stop?", "The ferry stopped in January, on a Tuesday.", CANNOT),
        ("Where is the ferry now?", "The ferry had sunk off Osk.", CANNOT),
        ("Where was the ferry at noon?", "The ferry had sunk off Osk.", FITS),
        ("Why did it close?", "It closed because of cracks.", FITS),
        ("Why did it close?", "It closed. Nobody spoke.", CANNOT),
        ("Is the bridge open?", "The bridge is open.", MAYBE),
    ],
)
def test_fit(question: str, sentence: str, expected: float) -> None:
    assert fit(parse(question), sentence) == expected


def test_said_needs_the_speaker_asked_about() -> None:
    question = parse("What did Ines Holt say about the bridge?")
    assert fit(question, "“We close it now,” she said.", "Ines Holt") == FITS
    assert fit(question, "“We close it now,” he said.", "Tom Reyes") == CANNOT
    assert fit(question, "Ines Holt opened the bridge.", None) == CANNOT


def test_an_office_is_not_held_by_all_of_its_country() -> None:
    question = parse("What did the governor of the Bank of Osk say about a cut?")
    assert fit(question, "The governor said that it was early.", "The governor") == FITS
    assert fit(question, "“It is early,” the governor, Ada Lind, said.", "Ada Lind") == FITS
    assert fit(question, "The bank said that it was early.", "The Bank of Osk") == FITS
    assert fit(question, "The government of Osk said that it would read it.", "The government of Osk") == CANNOT


def test_a_premise_that_the_source_leaves_open_is_seen() -> None:
    question = parse("Why did Arvania accept the treaty?")
    assert hedges_premise(question, "Arvania asked for time before deciding whether to accept the treaty.")
    assert not hedges_premise(question, "Arvania accepted the treaty because it was tired, but would not say so.")


def test_the_answer_is_marked_where_its_form_is_known() -> None:
    text = "Engineers found 14 cracks on Monday."
    start, end = answer_span(parse("How many cracks were found?"), text) or (0, 0)
    assert text[start:end] == "14 cracks"
    start, end = answer_span(parse("When were cracks found?"), text) or (0, 0)
    assert text[start:end] == "Monday"
    assert answer_span(parse("Why were they found?"), text) is None


@pytest.mark.parametrize(
    ("asked", "text", "marked"),
    [
        (
            "Who led the rescue?",
            "All were ashore, said Commander Elin Sorrel, who led the rescue off Morrow.",
            "Commander Elin Sorrel",
        ),
        ("Where was it towed?", "The ferry, of the Aldine Line, was towed to Port Amsel on Friday.", "Port Amsel"),
        (
            "When did the accord run out?",
            "There has been none since the last accord ran out in October 2024.",
            "in October 2024",
        ),
        ("When is the next decision?", "The next decision is due on Wednesday 22 April.", "Wednesday 22 April"),
        ("How much did the hall cost?", "The hall cost £2.4m, as planned.", "£2.4m"),
        (
            "How long is the longest crack?",
            "The cracks, the longest of them 11 metres, were seen after a week of rain.",
            "11 metres",
        ),
    ],
)
def test_the_answer_nearest_to_the_words_of_the_question_is_marked(asked: str, text: str, marked: str) -> None:
    start, end = answer_span(parse(asked), text) or (0, 0)
    assert text[start:end] == marked


def test_the_injured_do_not_answer_for_the_dead() -> None:
    assert fit(parse("How many people died in the fire?"), "Nine people were treated for burns.") == CANNOT
    assert fit(parse("How many people were hurt in the fire?"), "Nine people were treated for burns.") == FITS


def test_no_part_of_a_time_is_marked_as_a_number() -> None:
    asked = parse("How many people were treated?")
    assert answer_span(asked, "All were ashore by 10.40am.") is None
    text = "All were ashore by 10.40am, and nine people were treated."
    assert text[slice(*(answer_span(asked, text) or (0, 0)))] == "nine people"


def test_who_only_speaks_of_a_deed_did_not_do_it() -> None:
    asked = parse("Who stole the sextant?")
    assert fit(asked, "The sextant had come through two wars, said Liv Aronsen.", "Liv Aronsen") == MAYBE
    assert fit(asked, "“I stole it,” said Liv Aronsen.", "Liv Aronsen") == FITS
    assert fit(asked, "Jarl Venn has the sextant, said Liv Aronsen.", "Liv Aronsen") == FITS
    assert fit(parse("Who leads the museum?"), "“It is gone,” said its director, Liv Aronsen.", "Liv Aronsen") == FITS


@pytest.mark.parametrize(
    ("asked", "sentence", "expected"),
    [
        ("Was any oil spilled?", "The sea was clean and no oil had been lost.", FITS),
        ("Is anyone missing?", "“The hull is tight and nobody is missing,” she said.", FITS),
        ("Were there any arrests?", "Police said there had been no arrest.", FITS),
        ("Did anyone see it?", "No children live in Osk.", MAYBE),
        ("Was the oil spilled?", "No oil had been lost.", MAYBE),
        ("What did the captain say?", "“I was wrong,” Captain Ruben Hale told the inquiry.", FITS),
        ("What did the mayor say?", "“I was wrong,” Captain Ruben Hale told the inquiry.", CANNOT),
    ],
)
def test_none_of_it_answers_any_and_a_role_is_its_holder(asked: str, sentence: str, expected: float) -> None:
    speaker = "Ruben Hale" if "Hale" in sentence else None
    assert fit(parse(asked), sentence, speaker) == expected


def test_a_rate_that_was_left_answers_whether_it_was_raised() -> None:
    sentence = "The bank left its rate at 4 per cent."
    assert not hedges_premise(parse("Did the bank raise its rate?"), sentence)
    assert hedges_premise(parse("How much did the bank raise its rate?"), sentence)


def test_what_nobody_would_say_is_no_answer_to_whether_it_is_so() -> None:
    sentence = "He would not say whether any of them was a suspect."
    assert hedges_premise(parse("Are there any suspects?"), sentence)
    assert not hedges_premise(parse("Is there a list?"), f"There is a list. {sentence}")


@pytest.mark.parametrize(
    ("asked", "sentence", "expected"),
    [
        ("Who said “The bridge is tired”?", "“The bridge is tired,” she said after the meeting.", FITS),
        ("Who said “The bridge is tired”?", "“The bridge is old,” she said after the meeting.", CANNOT),
        ("Who is Hale?", "Captain Hale, who has worked there for 22 years, was late.", FITS),
        ("Who is Liv Aronsen?", "Liv Aronsen, its director, said so.", FITS),
        ("Who is Liv Aronsen?", "It was late when Liv Aronsen left.", MAYBE),
    ],
)
def test_who_said_it_and_who_somebody_is(asked: str, sentence: str, expected: float) -> None:
    assert fit(parse(asked), sentence, "Ines Holt") == expected
