"""A sentence that needs the one before it is shown with that one, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.assistant import Assistant
from briefing.facts import lines
from briefing.leaning import leans, opens_known
from index.text import sentences
from tests.fictional import make_article


@pytest.mark.parametrize(
    "sentence",
    [
        "Four divers needed almost two hours.",
        "The council said frost had made it unusable.",
        "It was not clear whether the sailors knew who owned it.",
        "Two were taken home by boat.",
        "Three of the nine voted against.",
        "Most had left by noon.",
        "A replacement was on its way by train.",
        "The growers spoke of 900.",
        "Neither mayor would confirm the figure.",
        "The barge was then taken to Tarn.",
        "The chairman said he had no record of such a letter.",
        "The level was a metre lower at dusk.",
        "The police said they had been told of this.",
        "Its owner said the roof was sound.",
        "“That is more than we hoped for,” said Ines Holt.",
        "“They came through the cellar,” said Ines Holt.",
        "The next morning the mayor resigned.",
        "[…] The decision surprised the growers.",
        "Ms Holt named two reasons:",
        "Ines Holt, its director, said the roof was sound.",
        "“If there was one, we will publish it.”",
        "“The growers will know the difference.”",
        "The county has not yet replied, a clerk said.",
        "“The rocks did her no harm,” said Ines Holt.",
        "Ines Holt, who owns two of them, said it was a joke.",
        "Now that is making bread dearer.",
        "Most of its members voted for the strike.",
        "A flag of this design was first flown in Osk.",
        "The 53-year-old was taken home by boat.",
        "Like previous floods, the high water came at night.",
        "The bakers of Velm see a similar trend.",
    ],
)
def test_what_needs_the_sentence_before_it_leans(sentence: str) -> None:
    assert leans(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Four divers needed almost two hours to free the anchor.",
        "Frost had made it impossible to open the lock.",
        "It was not clear why the lock had failed.",
        "About 1,400 homes in the valley were cleared on Monday.",
        "Nearly 6,000 nurses stopped work in Tarn.",
        "Two fishermen were taken home by boat.",
        "Three of the nine members voted against the bridge.",
        "The bridge and the road that leads to it were closed.",
        "The bank said it would keep its rate.",
        "Tugs pulled the barge off the sand and towed it to Tarn.",
        "The growers said the frost had cost them half of the crop.",
        "Ines Holt, the mayor, rejected a claim that the dam leaked, saying the claim was false.",
        "The vote fell on Tuesday, and the next morning the mayor resigned.",
        "“We close the bridge now,” said Ines Holt.",
        "This year the harvest began in July.",
        "“Our loan stays where it is, and so do our prices.”",
        "The county has not replied to the growers.",
        "“Holt told me the rocks did her no harm,” said Tom Reyes.",
        "The guild has made three promises for the winter:",
        "Ines Holt said the growers had lost so many trees that some of them would give up.",
        "Velm said Monday it will close two schools.",
        "Boats from Tarn may land their catch in Osk, and many stay there.",
        "Now that the strike is over, the ferry runs again.",
        "The 53-year-old mayor of Velm was taken home by boat.",
        "Osk saw a trend similar to that in Velm.",
        "Most of the members voted for the strike.",
    ],
)
def test_what_tells_its_own_story_does_not_lean(sentence: str) -> None:
    assert not leans(sentence)


def test_what_only_the_headline_explains_opens_known() -> None:
    assert opens_known("The tariff is higher than announced.")
    assert opens_known("The league's tradition dates back to 1920.")
    assert not opens_known("The tariff is higher than announced.", "Osk doubles its tariffs")
    assert not opens_known("The government is to resign.") and not opens_known("The bridge over the Tarn is closed.")


def test_a_leaning_sentence_comes_with_the_one_that_it_needs() -> None:
    article = make_article(
        "Velm put off the sale of its lighthouse. The council said a lawsuit had made it impossible.",
        "Four divers needed almost two hours.",
        title="Lighthouse sale put off",
    )
    assert [line.shown for line in lines(article, most=9)] == [
        "Velm put off the sale of its lighthouse.",
        "Velm put off the sale of its lighthouse. The council said a lawsuit had made it impossible.",
    ]


def test_no_briefing_of_the_samples_has_a_sentence_that_leans_alone(desk: Assistant) -> None:
    alone = {
        "Three tugs needed less than half an hour.",
        "The ministry said a storm had made it impossible, and that it was now looking into the matter.",
        "Neither minister would confirm the figure.",
        "The union spoke of 9,000.",
        "A replacement is on its way from Port Amsel.",
    }
    days = [date(2026, 3, day) for day in (3, 4, 5)]
    told = []
    for since, until in [(since, until) for since in days for until in days if since <= until]:
        for words in (150, 500, 1000):
            made = desk.brief(since=since, until=until, words=words)
            told += [*made.overview, *(one for story in made.stories for one in story.sentences)]
    assert len(told) > 200
    assert not alone & {one.text for one in told}
    assert not [one.text for one in told if leans(sentences(one.text)[0])]
