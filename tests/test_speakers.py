"""Who said what: each style of attribution, and what is no statement at all."""

import pytest
from fictional import make_article

from briefing.speakers import speaker_names, statements


def speakers(*texts: str) -> list[str | None]:
    """Return the speaker of each direct quotation, in order."""
    return [one.speaker for one in statements(make_article(*texts)) if one.direct]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We close it now,” said Ines Holt.", "Ines Holt"),
        ("“We close it now,” Ines Holt said.", "Ines Holt"),
        ("Ines Holt said: “We close it now.”", "Ines Holt"),
        ("Ines Holt, the county mayor, said “we will close it now”.", "Ines Holt"),
        ("“We close it now,” said the county mayor, Ines Holt.", "Ines Holt"),
        ("“We close it now,” said county mayor Ines Holt, who lives in Tarn.", "Ines Holt"),
        ("“We close it now,” Ms Holt told reporters on Monday.", "Ms Holt"),
        ("“We close it now,” Dr Ines Holt wrote.", "Ines Holt"),
        ("On Monday Ines Holt said “we will close it now”.", "Ines Holt"),
        ("In Morrow, Ines Holt warned that “we will close it now or never”.", "Ines Holt"),
        ("Speaking in Tarn, Maria van der Berg said: “We close it now.”", "Maria van der Berg"),
        ("“We close it now,” said Sean O’Neill.", "Sean O’Neill"),
        ("“We close it now,” said Omar al-Sayed on Monday.", "Omar al-Sayed"),
        ("“We close it now,” said Jean-Luc Brandt, the chairman.", "Jean-Luc Brandt"),
        ('"We close it now," said Ines Holt.', "Ines Holt"),
        ("‘We close it now,’ said Ines Holt.", "Ines Holt"),
        ("“It’s the ferry’s fault,” Tom Reyes added.", "Tom Reyes"),
        ("“We close it now,” Aldine Lines said in a statement.", "Aldine Lines"),
        ("“We close it now,” police said.", "police"),
        ("“We close it now,” a spokesman for the port said.", "a spokesman for the port"),
        ("“We close it now,” said a spokeswoman.", "a spokeswoman"),
        ("Officials said “we will close it for now”.", "Officials"),
        ("Ines Holt admitted on Sunday that the county had “looked away for far too long”.", "Ines Holt"),
        ("Tom Reyes, head of the hauliers’ union, called the plan “a bitter pill to swallow”.", "Tom Reyes"),
        ("“We close it now,” insisted Ines Holt. Tom Reyes left.", "Ines Holt"),
        ('“We close it now. Who would not?" Ines Holt said.', "Ines Holt"),
        ('"We close it now,” said Ines Holt.', "Ines Holt"),
        ("The offer came a day after President Ines Holt said “we close it now”.", "Ines Holt"),
        ("It was an hour later Ines Holt said “we close it now”.", "Ines Holt"),
        ("“We close it now,” said Ines Holt of Aldine Lines.", "Ines Holt"),
        ("U.S. Harbours Secretary Ines Holt said “we close it now”.", "U.S. Harbours Secretary Ines Holt"),
        ("Even Ines Holt said “we close it now”.", "Ines Holt"),
        ("The answer came with council leader Ines Holt saying that it was “closed for now”.", "Ines Holt"),
    ],
)
def test_one_quotation(text: str, speaker: str) -> None:
    assert speakers(text)[0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("The governor, Tomas Reinholt, said “we are nearer to the door”.", "Tomas Reinholt", "governor"),
        (
            "“We are nearer to the door,” the governor, Tomas Reinholt, said in Port Amsel.",
            "Tomas Reinholt",
            "governor",
        ),
        ("The inquiry’s chairwoman, Judge Hanne Orrin, said “we hear them”.", "Hanne Orrin", "inquiry’s chairwoman"),
        ("Tarn’s mayor, Ines Holt, warned: “We close it now.”", "Ines Holt", "Tarn’s mayor"),
        ("Commander Elin Sorrel of the coastguard said “the sea is clean today”.", "Elin Sorrel", "Commander"),
        ("“The hull is tight,” Commander Sorrel said.", "Sorrel", "Commander"),
        (
            "The captain of the Aldine Star told them: “It was dark for minutes.”",
            "The captain of the Aldine Star",
            None,
        ),
        ("The dam was full, and the environment ministry said “it is safe for now”.", "the environment ministry", None),
        ("“It is not for sale,” the harbour master said.", "the harbour master", None),
        ("The savers’ league called it “a quiet tax on patience”.", "The savers’ league", None),
        ("“We close it now,” said union secretary Tomas Vell.", "Tomas Vell", "union secretary"),
        (
            "“We close it now,” Ines Holt, who leads Tarn, told a crowd outside the hall in Port Amsel.",
            "Ines Holt",
            None,
        ),
        ("“We close it now,” said Dr. Amon Keel, a nurse from Osk who saw it.", "Amon Keel", "a nurse from Osk"),
        (
            "Oda Brink, chief executive of the line, said: “We will find it soon.”",
            "Oda Brink",
            "chief executive of the line",
        ),
        ("The Tarn Board of Higher Education confirmed it “is a new school”.", "Tarn Board of Higher Education", None),
    ],
)
def test_a_speaker_and_his_role(text: str, speaker: str, role: str | None) -> None:
    (one, *_) = [one for one in statements(make_article(text)) if one.direct]
    assert (one.speaker, one.role) == (speaker, role)


def test_they_is_no_one_person() -> None:
    text = "“We close it now,” said Ines Holt. One lorry, they said, had turned over."
    assert [one.speaker for one in statements(make_article(text)) if not one.direct] == []


def test_reported_speech_may_name_its_speaker_last() -> None:
    text = "Nine people were treated on the quay at Tarrow, and all were ashore by noon, said Commander Elin Sorrel."
    (one,) = statements(make_article(text))
    assert (one.speaker, one.role, one.direct) == ("Elin Sorrel", "Commander", False)


def test_she_is_the_person_the_sentence_before_opens_with_and_no_ministry() -> None:
    said = "Engineers opened a gate, and the ministry said families may return."
    text = "Sigrun Dahl, the environment minister, rejected a call to resign. “I will answer questions,” she told reporters."
    (one,) = [one for one in statements(make_article(said, text)) if one.direct]
    assert (one.speaker, one.role) == ("Sigrun Dahl", "environment minister")
    assert speakers(said, "“I will answer every question,” she told reporters.") == [None]


def test_he_is_the_one_person_named_before_and_no_group() -> None:
    led = "Opponents, led by the mayor of Osk, Tom Reyes, had argued against it. “It leaks,” he said."
    assert speakers(led)[-1] == "Tom Reyes"
    cast = "The last vote was cast by Ada Lind of the Tarn List, who broke with it. “My mother is old,” she said."
    assert speakers(cast) == ["Ada Lind"]
    assert speakers("Ada Lind met Tom Reyes. “It leaks,” he said.") == [None]


def test_a_quotation_interrupted_by_its_speaker() -> None:
    assert speakers("“We close it now,” Ines Holt said, “and we say sorry later.”") == ["Ines Holt", "Ines Holt"]


def test_a_quotation_that_goes_on_behind_its_speaker() -> None:
    assert speakers("“We close it now,” said Ines Holt. “Nobody will drive over a crack.”") == [
        "Ines Holt",
        "Ines Holt",
    ]


def test_two_speakers_in_one_paragraph() -> None:
    text = "“We close it now,” said Ines Holt. “That will cost us dearly,” replied Tom Reyes."
    assert speakers(text) == ["Ines Holt", "Tom Reyes"]


def test_a_paragraph_of_quotation_carries_on_the_speaker_before() -> None:
    assert speakers("Ines Holt said the bridge was closed.", "“Nobody will drive over a crack. Not on my watch.”") == [
        "Ines Holt"
    ]


def test_a_pronoun_is_the_last_speaker() -> None:
    assert speakers("Ines Holt said the bridge was closed.", "“We say sorry later, not now,” she added.") == [
        "Ines Holt"
    ]


def test_a_short_name_is_the_full_name_of_the_article() -> None:
    assert speakers("Ines Holt closed the bridge on Monday.", "“We say sorry later,” Ms Holt said.") == ["Ines Holt"]


def test_a_name_in_the_clause_is_who_he_is() -> None:
    text = "Tom Reyes said he expected “strong and swift steps” from the county."
    assert speakers("Ines Holt said no.", text) == ["Tom Reyes"]


@pytest.mark.parametrize(
    "text",
    [
        "The county, which hauliers had hoped to use as a “bargaining chip”, closed the bridge.",
        "The so-called “iron bridge” was closed on Monday.",
        "The band played “Rivers” at the opening.",
        "Ines Holt said the bridge, which locals call the “iron lady”, would stay closed.",
    ],
)
def test_a_phrase_at_arms_length_has_no_speaker(text: str) -> None:
    assert speakers(text) == [None]


def test_reported_speech_is_a_statement_too() -> None:
    (one,) = statements(make_article("Ines Holt said that the bridge would stay closed until May."))
    assert (one.speaker, one.verb, one.direct) == ("Ines Holt", "said", False)


def test_according_to() -> None:
    (one,) = statements(make_article("The bridge will open in May, according to Ines Holt."))
    assert (one.speaker, one.verb) == ("Ines Holt", "according to")


def test_an_article_is_no_role() -> None:
    (one,) = statements(make_article("“We see no way this could go wrong,” wrote the Velm Mill account."))
    assert (one.speaker, one.role) == ("Velm Mill", None)


def test_the_role_is_kept() -> None:
    (one,) = statements(make_article("“We close it now,” said county mayor Ines Holt."))
    assert (one.speaker, one.role) == ("Ines Holt", "county mayor")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Secretary of Harbours Ines Holt said “we close it now”.", "Secretary of Harbours"),
        ("The former ambassador to Velland Ines Holt said “we close it now”.", "former ambassador to Velland"),
    ],
)
def test_an_office_is_no_part_of_a_name(text: str, role: str) -> None:
    (one,) = [one for one in statements(make_article(text)) if one.direct]
    assert (one.speaker, one.role) == ("Ines Holt", role)


def test_a_place_before_a_name_is_no_part_of_it_where_the_name_stands_alone_as_well() -> None:
    article = make_article(
        "The envoy to Velland Ines Holt left.", "Ines Holt is well.", "“Too late,” Holt said, “much.”"
    )
    assert [one.speaker for one in statements(article) if one.direct] == ["Ines Holt", "Ines Holt"]


def test_a_shortened_pronoun_is_nobodys_name() -> None:
    assert all(one.speaker != "He’d" for one in statements(make_article("He’d said that it was closed for now.")))


def test_what_one_speaker_said_is_not_carried_on_to_a_paragraph_that_names_its_own() -> None:
    article = make_article("“I am ready,” said Tom Reyes.", '“What is the use of it? Nobody wants it," Ines Holt said.')
    assert [one.speaker for one in statements(article) if one.direct] == ["Tom Reyes", "Ines Holt"]


def test_a_heading_ends_a_speakers_turn() -> None:
    article = make_article(
        "Ines Holt said no.", "The cost", "“Nobody asked us about the detour at all.”", kinds={1: "heading"}
    )
    assert [one.speaker for one in statements(article) if one.direct] == [None]


def test_spans_are_the_words_between_the_marks() -> None:
    article = make_article("“We close it now,” said Ines Holt.")
    (one,) = [one for one in statements(article) if one.direct]
    assert article.paragraphs[0].text[one.start : one.end] == one.text == "We close it now,"


def test_another_language_gives_nothing() -> None:
    assert statements(make_article("„Wir schließen sie jetzt“, sagte Ines Holt.", language="de")) == []


def test_the_main_speaker_of_a_paragraph() -> None:
    article = make_article(
        "“No,” said Tom Reyes. “We close it now, and we say sorry later, to everybody,” said Ines Holt."
    )
    assert list(speaker_names(article).values()) == ["Ines Holt"]


@pytest.mark.parametrize(
    "text", ["“" * 100_000, "Ines " * 100_000, "a, " * 200_000, "said " * 100_000, "“a” said " * 20_000]
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    statements(make_article(text))
