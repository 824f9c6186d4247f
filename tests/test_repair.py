"""Repair: a sentence out of its place names its speaker, closes its quotation, and stays the source's own words."""

import pytest
from fictional import BRIDGE, bridge, make_article

from briefing.ground import strip_added
from briefing.leaning import dangles
from briefing.repair import repair, speaker_at, stand_alone
from index.text import sentence_spans

ARTICLE = bridge()


def repaired(paragraph: int, sentence: int, shown: str = "") -> str | None:
    one = ARTICLE.paragraphs[paragraph - 1]
    start, end = sentence_spans(one.text)[sentence - 1]
    return repair(ARTICLE, one, start, end, shown=shown)


def test_a_sentence_that_stands_alone_comes_back_unchanged() -> None:
    assert repaired(1, 1) == BRIDGE[0]


def test_a_speaking_pronoun_gets_its_name() -> None:
    assert repaired(4, 1) == "“It is a bitter pill, but a bridge that falls costs more,” he [Tom Reyes] added."


def test_a_dangling_connective_is_cut_and_the_cut_shown() -> None:
    assert repaired(5, 1) == "[…] the ferry company Aldine offered to double its crossings."


def test_a_quotation_with_no_attribution_gets_its_speaker() -> None:
    article = make_article(
        "“We close it now,” said the county mayor, Ines Holt.",
        "“Nobody will drive over a crack on my watch. Nobody at all.”",
    )
    paragraph = article.paragraphs[1]
    assert repair(article, paragraph, 0, len(paragraph.text)) == paragraph.text + " [Ines Holt]"


def test_nothing_is_added_between_quotation_marks() -> None:
    article = make_article(
        "The ferry was towed to Port Amsel on Friday.",
        "“She came off like a cork,” said Nils Arden, the salvage master.",
    )
    paragraph = article.paragraphs[1]
    assert repair(article, paragraph, 0, len(paragraph.text)) == paragraph.text


def test_a_split_quotation_is_made_whole() -> None:
    text = "He stood up. “Stop. Turn back. Now,” said Ines Holt."
    article = make_article(text)
    inner = text.index("Turn back")
    shown = repair(article, article.paragraphs[0], inner, inner + len("Turn back."))
    assert shown is not None
    assert shown.count("“") == shown.count("”") == 1


def test_no_name_goes_into_a_quotation() -> None:
    article = make_article("“As they said in Morrow, we will be told,” said the spokesman, Ivo Brandt.")
    assert repair(article, article.paragraphs[0], 0, len(article.paragraphs[0].text)) == article.paragraphs[0].text


def test_a_pronoun_with_two_possible_people_is_not_shown() -> None:
    article = make_article("Ines Holt met Tom Reyes in Morrow on Monday.", "He left early for the ferry.")
    assert repair(article, article.paragraphs[1], 0, len(article.paragraphs[1].text)) is None


def alone(text: str, sentence: str, shown: str = "") -> str | None:
    article = make_article(text)
    start = text.index(sentence)
    return stand_alone(article, article.paragraphs[0], start, start + len(sentence), shown=shown)


def test_a_line_that_sends_the_reader_elsewhere_names_nobody() -> None:
    article = make_article(
        "Anna Berg opened the harbour in 1931.",
        "Sign up for Tarn's Best Letters and hear from Otto Lind every morning.",
        "She gave the town its first lighthouse.",
    )
    paragraph = article.paragraphs[2]
    assert repair(article, paragraph, 0, len(paragraph.text)) == "She [Anna Berg] gave the town its first lighthouse."


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("“It stays shut,” said the Tarn House on Monday.", "It was cold, he noted."),
        ("Parliament was to choose who gets the Osk Prizes.", "He also asked that they be held in Osk."),
    ],
)
def test_he_is_no_institution(before: str, text: str) -> None:
    article = make_article(before, text)
    paragraph = article.paragraphs[1]
    assert repair(article, paragraph, 0, len(paragraph.text)) is None


@pytest.mark.parametrize(
    "text",
    ["In addition to the dam, two locks leak.", "Instead of a bridge, Osk buys a ferry.", "So many came that it sank."],
)
def test_half_a_preposition_is_not_cut(text: str) -> None:
    article = make_article(text)
    assert repair(article, article.paragraphs[0], 0, len(text)) == text


def test_he_is_no_continent() -> None:
    article = make_article(
        "Ivo Brandt was a member of the board for Latin America. In America, prices rose.", "He was named abbot in May."
    )
    paragraph = article.paragraphs[1]
    assert repair(article, paragraph, 0, len(paragraph.text)) == "He [Ivo Brandt] was named abbot in May."


def test_he_is_no_country_of_two_words() -> None:
    article = make_article(
        "Governor Tom Reyes met envoys in Osk on Monday. The duty is laid on wool from Libya, Sri Lanka, Iraq and Peru.",
        "He put another duty on grain.",
    )
    paragraph = article.paragraphs[1]
    assert repair(article, paragraph, 0, len(paragraph.text)) == "He [Tom Reyes] put another duty on grain."


def test_who_goes_by_his_last_name_is_a_person_behind_any_word() -> None:
    article = make_article(
        "A letter from Ines Holt was read on Monday. Holt was not there.", "A letter came from Ines Holt. She is ill."
    )
    paragraph = article.paragraphs[1]
    start = paragraph.text.index("She")
    assert repair(article, paragraph, start, len(paragraph.text)) == "She [Ines Holt] is ill."


def test_what_several_people_said_is_put_in_nobodys_mouth() -> None:
    text = "“It was loud,” said Ines Holt. Several drivers praised the crew. One deckhand, they said, had carried them."
    said = "One deckhand, they said, had carried them."
    assert "[Ines Holt]" not in (alone(text, said) or "")
    assert alone(text, said) == f"Several drivers praised the crew. {said}"


def test_a_pointing_sentence_comes_with_the_one_it_points_at() -> None:
    text = "The council shut the bridge on Monday. The move angered hauliers. They want a ferry."
    first, second = "The council shut the bridge on Monday.", "The move angered hauliers."
    assert alone(text, second) == f"{first} {second}"
    assert alone(text, second, shown=first) == second
    assert alone(text, first) == first


@pytest.mark.parametrize("paragraph", range(1, len(BRIDGE) + 1))
def test_without_the_brackets_it_is_the_source(paragraph: int) -> None:
    text = BRIDGE[paragraph - 1]
    for sentence in range(1, len(sentence_spans(text)) + 1):
        shown = repaired(paragraph, sentence)
        assert shown is None or strip_added(shown, text) in text


def test_pointing_openings_are_known() -> None:
    assert dangles("The move angered hauliers.")
    assert dangles("It will run every 20 minutes.")
    assert not dangles("The ferry runs.")


def test_who_speaks_where() -> None:
    one = ARTICLE.paragraphs[3]
    assert speaker_at(ARTICLE, one, 0, len(one.text)) == "Tom Reyes"
    assert speaker_at(ARTICLE, ARTICLE.paragraphs[0], 0, 10) == "the county"
    assert speaker_at(ARTICLE, ARTICLE.paragraphs[4], 0, 10) is None


def test_german_quotation_marks_open_and_close() -> None:
    text = "„Wir bieten ein Jahr an“, sagte Bertil Aske. Die Regierung erklärte, sie werde den Text prüfen."
    article = make_article(text, language="de")
    end = text.index(" Die")
    assert repair(article, article.paragraphs[0], 0, end) == text[:end]


def test_a_rank_in_front_of_a_name_leaves_none_of_it_out() -> None:
    article = make_article("Detective Inspector Saul Brandt had a list. He would not show it.")
    start = article.paragraphs[0].text.index("He")
    text = repair(article, article.paragraphs[0], start, len(article.paragraphs[0].text))
    assert text == "He [Saul Brandt] would not show it."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In 2017, he signed five orders.", "In 2017, he [Tom Reyes] signed five orders."),
        ("On Monday in Osk, he signed five orders.", "On Monday in Osk, he [Tom Reyes] signed five orders."),
        ("After Holt resigned, she left Osk.", "After Holt resigned, she left Osk."),
    ],
)
def test_a_pronoun_behind_a_day_gets_its_name(sentence: str, expected: str) -> None:
    article = make_article("Governor Tom Reyes opened the lock. He cut a ribbon.", sentence)
    paragraph = article.paragraphs[1]
    assert repair(article, paragraph, 0, len(paragraph.text)) == expected
