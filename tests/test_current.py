"""How things stand is told by the newest reports, and what happened in some days by the stories told most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fictional import make_article

from briefing.assistant import Assistant, open_assistant
from briefing.settings import Settings
from briefing.top_stories import one_a_story
from briefing.web import chat_desk
from index.text import day
from index.types import Article

TODAY = date(2026, 3, 10)
OTHERS = {
    "Osk bakers sell bread on Sundays": "Bakers in Osk sold bread on a Sunday for the first time in a century.",
    "Velm lifts ban on herring nets": "Fishing crews from Velm may cast herring nets again since last week.",
    "Nurses in Tarn accept shorter shifts": "Hospital nurses at Tarn agreed to eight-hour shifts in a vote.",
    "Library of Morrow finds a lost map": "A clerk in Morrow found a map of the coast that was lost in a move.",
    "Comet seen over Cape Anders": "A comet stood over the cape on Friday night, and crowds came to look at it.",
    "Brinmere buys two snow ploughs": "The town of Brinmere bought two ploughs after a winter without any.",
    "Choir of Esben wins a prize": "Forty singers from Esben won the first prize at a contest abroad.",
    "Goats close the road to Frida": "A herd of goats lay down on the road and held up cars until noon.",
    "Glass works of Dagny close": "The last glass works in Dagny put out its fire after ninety years.",
}


def dam(title: str, text: str, published: date) -> Article:
    return make_article(text, title=title, published=published, url=f"https://post.example/{published}")


DAM = [
    dam("Dam of Ilmen leaks", "Engineers saw water come through the dam of Ilmen on Monday.", date(2026, 3, 2)),
    dam(
        "Ilmen dam: villages told to leave",
        "Four villages below the dam of Ilmen were told to leave.",
        date(2026, 3, 3),
    ),
    dam("Ilmen dam holds after repairs", "The dam of Ilmen holds after two nights of repairs.", date(2026, 3, 4)),
]
OLD = dam("Dam of Ilmen opened", "The dam of Ilmen was opened by the queen with a band.", date(2012, 6, 1))


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Assistant]:
    settings = Settings(library=tmp_path / "library", embedding="none", reranker="none")
    with open_assistant(settings) as opened:
        others = [
            make_article(text, title=title, published=date(2026, 3, 5), url=f"https://post.example/{place}")
            for place, (title, text) in enumerate(OTHERS.items())
        ]
        opened.add([*DAM, OLD, *others])
        yield opened


@pytest.mark.parametrize(
    "asked",
    [
        "What's happening in Ilmen?",
        "Latest on the dam of Ilmen",
        "What is the latest on the dam of Ilmen?",
    ],
)
def test_what_happens_now_is_not_told_by_what_is_years_old(full: Assistant, asked: str) -> None:
    answer = full.ask(asked, today=TODAY)
    days = {day(one.published) for sentence in answer.sentences for one in sentence.citations if one.published}
    assert answer.outcome == "answered" and days and min(days) > date(2026, 3, 1)


@pytest.mark.parametrize(
    "asked", ["What happened in March?", "What was in the news in March?", "What's new since 1 March?"]
)
def test_the_story_told_most_comes_first_and_each_once(full: Assistant, asked: str) -> None:
    answer = full.ask(asked, today=TODAY)
    titles = [one.citations[0].title for one in answer.sentences]
    assert titles[0] == "Ilmen dam holds after repairs" and len(titles) == 8
    assert sum("Ilmen" in title for title in titles) == 1
    assert answer.opening and "the 8 stories with the most articles, one each" in answer.opening


def test_as_many_stories_as_are_asked_for(full: Assistant) -> None:
    answer = full.ask("What are the three most important stories this month?", today=TODAY)
    assert len(answer.sentences) == 3 and "the 3 stories with the most articles" in str(answer.opening)


def test_a_summary_of_a_topic_is_made_of_reports(full: Assistant) -> None:
    opinion = dam("The dam of Ilmen must go | Opinion", "The dam of Ilmen must go, and at once.", date(2026, 3, 5))
    full.add([opinion])
    told = full.ask("Summarise the dam of Ilmen", today=TODAY).sentences
    assert told and all("must go" not in one.text for one in told)


def test_a_story_is_stood_for_by_a_report() -> None:
    opinion = dam("The dam of Ilmen must go | Opinion", "The dam of Ilmen must go, and at once.", date(2026, 3, 5))
    assert one_a_story([*DAM, opinion], biggest_first=True)[0] == DAM[-1]


def test_what_stands_for_an_article_is_a_sentence_and_no_byline(full: Assistant) -> None:
    full.add([make_article("Ivo Brandt", "OSK − The museum of Osk reopens its tower.", title="Tower opens")])
    (line,) = full.ask("What do you have on the tower?", today=TODAY).sentences
    assert line.text == "The museum of Osk reopens its tower."


def test_a_month_of_which_the_library_has_nothing_yet_is_the_one_before(full: Assistant) -> None:
    answer = full.ask("What happened in March?", today=date(2027, 11, 20))
    assert answer.sentences[0].citations[0].title == "Ilmen dam holds after repairs"
    assert answer.period and "March 2026" in answer.period.told
    assert full.ask("What happened in March 2027?", today=date(2027, 11, 20)).opening is None


def test_the_filter_finds_what_is_not_listed(full: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_desk, "SHELF_SIZE", 2)
    found = chat_desk.find(full, "ILMEN dam")
    assert found["total"] == 4 and [one["title"] for one in found["articles"]] == [DAM[2].title, DAM[1].title]
    assert chat_desk.find(full, "nowhere") == {"articles": [], "total": 0}


def test_a_briefing_of_the_last_days_is_named_by_them(full: Assistant) -> None:
    assert chat_desk.write(full, 7, [], 0.5).title == "Briefing for 27 February – 5 March 2026"
    assert chat_desk.write(full, 1, [], 0.5).title == "Briefing for Thursday, 5 March 2026"


def test_an_article_that_has_the_words_here_and_there_is_not_listed(full: Assistant) -> None:
    scattered = make_article(
        "A choir from Ilmen sang at the fair.",
        "Its songs were old and long.",
        "Nobody left before the end.",
        "Beavers built a dam near Osk.",
        title="Fair in Tarn",
        url="https://a.example",
    )
    full.add([scattered])
    listed = full.ask("What do you have on the dam of Ilmen?", today=TODAY).sentences
    assert len(listed) == 4 and all("dam" in one.text.lower() for one in listed)


@pytest.mark.parametrize(
    ("asked", "told"), [("What happened on 4 March?", "4 March 2026"), ("Who was hurt on Wednesday?", None)]
)
def test_a_day_of_a_month_is_looked_for_in_the_year_the_library_has_and_a_weekday_is_not(
    full: Assistant, asked: str, told: str | None
) -> None:
    period = full.ask(asked, today=date(2027, 11, 20)).period
    assert (told is None) == (period is None) and (told or "") in (period.told if period else "")
