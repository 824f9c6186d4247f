"""Answers on the sample newsroom with the real models: found, judged, written in the source's words, proved."""

import json
from pathlib import Path

import pytest
from fictional import bridge

from briefing.assistant import Assistant
from briefing.candidates import Candidate
from briefing.confidence import judge
from briefing.ground import is_verbatim, quotations
from briefing.question import parse
from briefing.remember import remember
from briefing.types import Answer, Evidence, Sentence, Support, Turn
from index.errors import InputError, NotFoundError
from index.types import Filters

pytestmark = pytest.mark.integration
QUESTIONS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]


def cited(answer: Answer) -> set[str]:
    return {citation.title for one in answer.sentences for citation in one.citations}


def test_every_question_of_the_file_has_its_answer_in_the_samples(desk: Assistant) -> None:
    articles = {article.title: article for article in desk.articles()}
    for one in QUESTIONS:
        if one["answer"]:
            assert any(one["answer"] in paragraph.text for paragraph in articles[one["article"]].paragraphs), one


def test_a_question_is_answered_in_the_words_of_its_paragraph(desk: Assistant) -> None:
    answer = desk.ask("How long was the ferry stuck on the sandbank?")
    assert answer.outcome == "answered"
    assert "53 hours" in answer.sentences[0].text
    start, end = answer.sentences[0].answer_span or (0, 0)
    assert answer.sentences[0].text[start:end] == "53 hours"


def test_how_things_are_now_is_told_by_the_newest_report(desk: Assistant) -> None:
    first = desk.ask("Where is the Aldine Star now?").sentences[0].text
    assert "pulled off the sandbank" in first


def test_whom_a_question_calls_people_a_report_may_call_passengers(desk: Assistant) -> None:
    answer = desk.ask("How many people were on board?")
    assert answer.outcome == "answered" and "212 passengers and 18 crew" in answer.sentences[0].text


def test_what_an_article_has_corrected_is_no_answer(desk: Assistant) -> None:
    answer = desk.ask("How many homes were evacuated?")
    assert answer.outcome == "answered" and "1,020 homes" in answer.sentences[0].text
    assert not any("1,200" in one.text for one in answer.sentences)


def test_what_only_leads_to_a_list_is_not_shown_without_it(desk: Assistant) -> None:
    answer = desk.ask("Has the union accepted the offer?")
    assert answer.sentences and not any(one.text.endswith(":") for one in answer.sentences)


def test_a_briefing_says_where_outlets_count_the_hurt_otherwise(desk: Assistant) -> None:
    told = [conflict for story in desk.brief().stories for conflict in story.conflicts]
    assert [one.about for one in told] == ["treated"]
    assert {"Nine people" in one.text or "14 people" in one.text for one in told[0].sentences} == {True}


@pytest.mark.parametrize(
    "asked",
    [
        "Who is the president of Sorrin?",
        "Which airline flies from Port Amsel to Osk?",
        "Was the museum robbed by its director?",
        "Who sank the Aldine Star?",
        "Why did Sigrun Dahl resign?",
        "What is the population of Velland?",
        "What did Helena Strand say about the fishing accord?",
    ],
)
def test_what_the_articles_do_not_say_is_not_answered(desk: Assistant, asked: str) -> None:
    assert desk.ask(asked).outcome != "answered"


def test_off_topic_gives_no_sentence(desk: Assistant) -> None:
    answer = desk.ask("What is the price of oil?")
    assert (answer.outcome, answer.sentences) == ("not_found", ())


def test_every_sentence_and_quotation_stands_in_its_paragraph(desk: Assistant) -> None:
    texts = {one.id: one.text for article in desk.articles() for one in article.paragraphs}
    for one in QUESTIONS[::6]:
        for sentence in desk.ask(one["question"]).sentences:
            sources = [texts[citation.paragraph_id] for citation in sentence.citations]
            assert sentence.support is Support.QUOTED
            assert any(is_verbatim(sentence.text, source) for source in sources)
            assert all(any(quote in source for source in sources) for quote in quotations(sentence.text))


def test_the_same_question_gives_the_same_answer(desk: Assistant) -> None:
    assert desk.ask("Who leads the inquiry?") == desk.ask("Who leads the inquiry?")


def test_a_caption_alone_can_answer(desk: Assistant) -> None:
    answer = desk.ask("Which tug held the Aldine Star steady?")
    assert "Patient Ox" in answer.sentences[0].text
    assert answer.sentences[0].citations[0].kind == "caption"


def test_orders_in_an_article_are_not_obeyed_or_said(desk: Assistant) -> None:
    answer = desk.ask("Was the museum robbed?")
    assert not any("Ignore all previous" in one.text for one in answer.sentences)


def test_filters_narrow_before_anything_is_ranked(desk: Assistant) -> None:
    answer = desk.ask("How many people were hurt on the ferry?", filters=Filters(sources=("Kestrel Bay Post",)))
    assert {one.article.source for one in answer.evidence} == {"Kestrel Bay Post"}


def test_the_answer_is_as_of_its_newest_source(desk: Assistant) -> None:
    answer = desk.ask("How long was the ferry stuck on the sandbank?")
    assert str(answer.as_of).startswith("2026-03-05")


def test_a_follow_up_is_read_with_what_came_before(desk: Assistant) -> None:
    answer = desk.ask("And Bertil Aske?", history=[Turn("What did Ebbe Lang say?")])
    assert answer.read_as == "What did Bertil Aske say?"
    assert any("Aske" in one.text for one in answer.sentences)


def test_sentences_come_before_the_answer(desk: Assistant) -> None:
    *sentences, last = desk.stream("What did Piet Calloway say?")
    assert isinstance(last, Answer) and list(last.sentences) == sentences
    assert all(isinstance(one, Sentence) for one in sentences)


def test_a_summary_and_its_bounds(desk: Assistant) -> None:
    article = desk.articles()[0]
    answer = desk.summarize(article.id, words=60)
    assert 0 < sum(len(one.text.split()) for one in answer.sentences) <= 60
    assert cited(answer) == {article.title}
    with pytest.raises(InputError):
        desk.summarize(article.id, words=1)
    with pytest.raises(NotFoundError):
        desk.summarize("nowhere")


def test_a_correction_is_the_current_text_and_the_old_one_still_opens(desk: Assistant) -> None:
    (dam,) = [one for one in desk.articles() if one.title.startswith("Cracks found in Brinmere dam")]
    assert "1,020 homes" in dam.paragraphs[0].text
    answer = desk.ask("How many homes were evacuated below the Brinmere dam?")
    assert not any("About 1,200" in one.text for one in answer.sentences)


def test_quotes_by_speaker(desk: Assistant) -> None:
    found = desk.quotes(speaker="Agnes Rowe")
    assert found and all(one.speaker == "Agnes Rowe" for one in found)


def test_a_premise_left_open_is_not_answered() -> None:
    article = bridge()
    evidence = [Evidence(article, paragraph) for paragraph in article.paragraphs]
    best = Candidate(
        6, 0, 10, "The county has not decided whether to replace or to repair the bridge.", None, 9.0, 1.0, True, 9.0
    )
    assert judge(parse("Why did the county replace the bridge?"), [best], evidence, {}) == "closest"


def test_no_pair_is_scored_twice() -> None:
    seen: list[str] = []

    def score(query: str, texts: object) -> list[float]:
        seen.extend(texts)  # type: ignore[arg-type]
        return [float(len(text)) for text in texts]  # type: ignore[attr-defined]

    again = remember(score)
    assert again("q", ["a", "bb", "a"]) == [1.0, 2.0, 1.0]
    assert again("q", ["bb", "ccc"]) == [2.0, 3.0]
    assert seen == ["a", "bb", "ccc"]


def test_the_occasion_alone_answers_no_yes_or_no(desk: Assistant) -> None:
    assert desk.ask("Did anybody drown when the Aldine Star ran aground?").outcome != "answered"
