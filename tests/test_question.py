"""Questions: the type, the names, the speaker, and follow-ups that stand alone."""

import pytest

from briefing.follow_up import complete, stands_alone, understand
from briefing.question import names_in, parse
from briefing.types import Turn
from index.errors import InputError


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who is the harbour master?", "who"),
        ("Who is Ines Holt?", "who_is"),
        ("Who closed the bridge?", "who"),
        ("When did the bridge close?", "when"),
        ("What year was it built?", "when"),
        ("How long will the repairs take?", "how_long"),
        ("How many people were hurt?", "how_many"),
        ("What percentage of voters took part?", "how_many"),
        ("How much will the repairs cost?", "how_much"),
        ("What is the price of a ticket?", "how_much"),
        ("Where did the ferry run aground?", "where"),
        ("Which town was flooded?", "where"),
        ("Why did the mayor resign?", "why"),
        ("What caused the fire?", "why"),
        ("What did Ines Holt say about the cracks?", "said"),
        ("How did the union respond?", "said"),
        ("Which countries signed the treaty?", "list"),
        ("Did the bridge reopen?", "yes_no"),
        ("Summarise the article", "summary"),
        ("What's new?", "summary"),
        ("What will the council never accept?", "open"),
        ("What is the latest toll?", "how_many"),
        ("What was the official death toll?", "how_many"),
        ("What is the H-1B visa fee?", "how_much"),
        ("What is the name of the share index?", "open"),
        ("What's the latest on the bridge?", "summary"),
        ("What is the story about?", "summary"),
        ("Brief me on the flood", "summary"),
        ("Recap the flood", "summary"),
        ("By whom was the bridge closed?", "who"),
        ("Which minister resigned?", "who"),
        ("Who were Ines Holt and Tom Reyes?", "who"),
        ("On which day did the bridge close?", "when"),
        ("Since when has the bridge been closed?", "when"),
        ("For how long was the ferry stuck?", "how_long"),
        ("How far is the island?", "how_many"),
        ("How old is the bridge?", "how_many"),
        ("What was the budget?", "how_much"),
        ("In which town was the meeting held?", "where"),
        ("How come the bridge closed?", "why"),
        ("What was the reason for the strike?", "why"),
        ("What has the union demanded?", "open"),
        ("How did Tom Reyes describe the detour?", "said"),
        ("Name the countries that signed", "list"),
        ("Who did not sign the treaty?", "who"),
        ("Hasn’t the bridge been closed?", "yes_no"),
        ("Has the bridge reopened?", "yes_no"),
        ("Wie viele Menschen waren an Bord?", "how_many"),
        ("Wann wurde die Brücke gesperrt?", "when"),
        ("Pourquoi le pont est-il fermé ?", "why"),
        ("¿Dónde está el puente?", "where"),
        ("Chi ha chiuso il ponte?", "who"),
        ("Hoe lang blijft de brug dicht?", "how_long"),
    ],
)
def test_the_type_of_a_question(text: str, kind: str) -> None:
    assert parse(text).kind == kind


def test_the_speaker_asked_about() -> None:
    assert parse("What did Maria van der Berg say about the dam?").speaker == "Maria van der Berg"
    assert parse("what did holt call the plan?").speaker == "holt"
    assert parse("What did the union say?").speaker == "union"


def test_names_leave_out_the_question_word() -> None:
    assert names_in("Did Ines Holt meet the EU in New Tarn?") == ("Ines Holt", "EU", "New Tarn")


def test_politeness_is_not_part_of_the_question() -> None:
    assert understand("Please, can you tell me who closed the bridge?").text == "Who closed the bridge?"


@pytest.mark.parametrize("text", ["", "   ", "?!", "\u200b"])
def test_an_empty_question_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="empty"):
        understand(text)


def test_a_text_for_a_question_is_refused_with_its_length() -> None:
    with pytest.raises(InputError, match="at most 1,500"):
        understand("why?" * 2501)


def test_of_a_long_question_what_asks_is_read_with_what_stands_around_it() -> None:
    told = " ".join(f"On day {number} the ferry was late again and nobody said why." for number in range(21))
    question = understand(f"{told} How many passengers were on board? Thank you for reading all of this.")
    assert len(told) > 1000 and len(question.text) <= 1000
    assert question.kind == "how_many" and "on board?" in question.text and "On day 20" in question.text
    with pytest.raises(InputError, match="at most 1,500"):
        understand("x" * 2000)


CHAIN = [Turn("What did Ines Holt say?")]


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("Where?", "Where did Ines Holt say it?"),
        ("And why?", "Why did Ines Holt say it?"),
        ("And Tom Reyes?", "What did Tom Reyes say?"),
        ("What about the union?", "What did the union say?"),
        ("Why did she say that?", "Why did Ines Holt say that?"),
        ("What is her plan?", "What is Ines Holt’s plan?"),
        ("How many cracks did the engineers find?", "How many cracks did the engineers find?"),
        ("Who is Tom Reyes?", "Who is Tom Reyes?"),
    ],
)
def test_follow_ups_are_completed_and_new_questions_left_alone(asked: str, read: str) -> None:
    assert complete(asked, CHAIN) == read


def test_a_matter_of_its_own_behind_what_about_is_a_new_topic() -> None:
    assert complete("What about the flu wave in Tarn?", CHAIN) == "Tell me about the flu wave in Tarn"
    assert parse("Tell me about the flu wave in Tarn").kind == parse("About the dam in Osk").kind == "summary"
    assert parse("About how many boats were lost?").kind == "how_many"


def test_it_is_the_whole_thing_that_ended_and_a_group_speaks_of_what_was_asked() -> None:
    strike = Turn("When did the lock strike end?", answer="It ended in May.")
    assert complete("How long did it last?", [strike]) == "How long did it last (the lock strike)?"
    assert complete("What do critics say?", [Turn("Tell me about the Tarn Fund")]) == "What do critics say (Tarn Fund)?"
    assert not stands_alone("What do critics say?") and stands_alone("What do critics say about the dam?")


def test_a_possessive_is_no_part_of_a_name() -> None:
    turn = Turn("Who is the new abbot?", answer="Ivo Brandt's path led him to Osk.")
    assert complete("Where is he from?", [turn]) == "Where is Ivo Brandt from?"
    turn = Turn("Who won the regatta?", answer="If Brandt wins, he will be the sixth to do so.")
    assert complete("How old is he?", [turn]) == "How old is Brandt?"


def test_a_new_name_replaces_the_one_before_it_in_a_chain() -> None:
    chain = [*CHAIN, Turn("Where?", "Where did Ines Holt say it?"), Turn("And Tom Reyes?", "What did Tom Reyes say?")]
    assert complete("And the union?", chain) == "What did the union say?"
    assert complete("When?", chain) == "When did Tom Reyes say it?"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ferry ran aground on Tuesday. How many people were on board?", "how_many"),
        ("Sorrin proposed an accord to the government of which country?", "where"),
        ("He left the union after being accused of which offence?", "list"),
        ("Ms Dahl has led the ministry since when?", "when"),
        ("Is it known who stole the sextant?", "yes_no"),
        ("“Nobody asked them.” Who said so?", "who"),
        ("The mayor is writing a book. What is it about?", "open"),
    ],
)
def test_the_words_that_ask_may_stand_late(text: str, kind: str) -> None:
    assert parse(text).kind == kind


def test_they_are_the_things_asked_about_and_it_is_the_whole_of_one() -> None:
    stolen = Turn("Who stole the instruments?", answer="The Osk Maritime Museum has offered a reward.")
    assert complete("What are they worth?", [stolen]) == "What are the instruments worth?"
    assert complete("Why was it put off?", [Turn("When was the dam inspection?")]).endswith("(the dam inspection)?")
    assert complete("And the company?", [Turn("What did the captain say?")]) == "What did the company say?"


def test_a_whole_question_behind_an_and_is_no_name_to_ask_the_same_of() -> None:
    turns = [Turn("How much will the dam repairs cost?")]
    assert complete("And who pays for them?", turns) == "Who pays for the dam repairs?"
    assert complete("And the union?", [Turn("What did the captain say?")]) == "What did the union say?"


def test_what_points_back_is_said_where_somebody_else_is_named() -> None:
    history = [Turn("Who was charged?", read_as="Who was charged (Osk Museum)?", answer="Otto Lind was charged.")]
    assert complete("What did Brandt say about it?", history) == "What did Brandt say about it (Osk Museum)?"
    assert complete("What did Brandt say about him?", history) == "What did Brandt say about Otto Lind?"
    assert complete("What did Brandt say he would do?", history) == "What did Brandt say he would do?"
    assert complete("What did Lind say about him?", history) == "What did Lind say about him?"


def test_a_day_that_an_answer_begins_with_is_nobody() -> None:
    history = [Turn("Who broke in?", answer="On Sunday the police of Osk said that Otto Lind had broken in.")]
    assert complete("Is he in prison?", history) == "Is Otto Lind in prison?"


@pytest.mark.parametrize(
    ("asked", "last", "answer", "read"),
    [
        ("Where was the tram taken and who moved it?", "When was the dam shut?", "", None),
        ("Who moved it?", "Where was the tram towed?", "", "Who moved it (the tram)?"),
        ("Is it open?", "What happened on Tuesday 3 March?", "", None),
        ("Why?", "How many drivers walked out?", "", "Why have drivers walked out?"),
        ("Why?", "How many flats were cleared?", "", "Why were flats cleared?"),
        ("Why?", "How many cracks did they find?", "", "Why did they find cracks?"),
        ("What else did she say?", "What did the mayor say?", "", "What else did the mayor say?"),
        (
            "What else did she say?",
            "What did the mayor say?",
            "Ada Lind, the mayor of Velm, said it was late.",
            "What else did Ada Lind say?",
        ),
        (
            "And for how long has he worked there?",
            "Who is the pilot of the Osk?",
            "Otto Berg is.",
            "For how long has Otto Berg worked there?",
        ),
    ],
)
def test_what_a_follow_up_takes_from_the_question_before_it(
    asked: str, last: str, answer: str, read: str | None
) -> None:
    assert complete(asked, [Turn(last, answer=answer)]) == (read or asked)


def test_whose_name_is_asked_is_who_it_is() -> None:
    assert understand("What is the governor’s name?").text == "Who is the governor?"
    assert understand("What is the tram’s name?").text == "What is the tram’s name?"
