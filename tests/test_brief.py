"""Briefings: what enters, in which order, what is told of the rest, and that every sentence is its source's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from fictional import make_article
from theatre_fire import ALL, COPY, COURT, FIRE_POST, FIRE_RADIO, GERMAN, HOSTILE, NOW, STRIKE, UNDATED

from briefing.brief import cited, make
from briefing.ground import strip_added
from briefing.llm import End, Message, Model
from briefing.llm_answer import Writing
from briefing.plan import score
from briefing.types import Briefing, Sentence, Support
from briefing.window import within
from index.errors import InputError, ModelError, NotFoundError
from index.types import Article


def every_sentence(briefing: Briefing) -> list[Sentence]:
    found = list(briefing.overview)
    for story in briefing.stories:
        found += story.sentences
        found += [one for conflict in story.conflicts for one in conflict.sentences]
        found += [event.sentence for event in story.timeline]
    return found


def brief(articles: Sequence[Article] = ALL, **given: object) -> Briefing:
    return make(articles, now=NOW, **given)  # type: ignore[arg-type]


def test_every_sentence_is_its_sources_own_and_cited() -> None:
    briefing = brief()
    texts = {one.id: one.text for article in ALL for one in article.paragraphs}
    sentences = every_sentence(briefing)
    assert sentences
    for sentence in sentences:
        assert sentence.support is Support.QUOTED
        assert any(
            strip_added(sentence.text, texts[one.paragraph_id]) in texts[one.paragraph_id] for one in sentence.citations
        )
        for one in sentence.citations:
            assert texts[one.paragraph_id][one.start : one.end] == one.quote
    for story in briefing.stories:
        for quote in story.quotes:
            assert quote.text in texts[quote.citation.paragraph_id]


def test_citation_numbers_run_through_the_briefing_in_reading_order() -> None:
    briefing = brief()
    numbers = [one.n for one in cited(briefing.overview, briefing.stories)]
    assert list(dict.fromkeys(numbers)) == list(range(1, max(numbers) + 1))
    by_paragraph = {(one.paragraph_id, one.n) for one in cited(briefing.overview, briefing.stories)}
    assert len(by_paragraph) == max(numbers)


def test_the_event_with_two_outlets_leads_and_its_outlets_are_counted() -> None:
    briefing = brief()
    first = briefing.stories[0]
    assert {FIRE_POST.id, FIRE_RADIO.id, COPY.id} <= set(first.article_ids)
    assert first.independent_sources == 2
    assert set(first.sources) >= {"The Tarn Post", "Coast Radio", "The Velm Courier"}
    assert first.headline in (FIRE_POST.title, FIRE_RADIO.title)
    assert first.sentences[0].text.startswith(("Fire destroyed", "Fourteen people"))
    assert len(briefing.overview) == 3
    for sentence, story in zip(briefing.overview, briefing.stories, strict=False):
        assert sentence.citations[0].article_id in story.article_ids


def test_outlets_that_disagree_stand_side_by_side() -> None:
    (conflict,) = brief().stories[0].conflicts
    assert conflict.about == "killed"
    assert {one.citations[0].source for one in conflict.sentences} == {"The Tarn Post", "Coast Radio"}


def test_quotations_name_their_speaker() -> None:
    quotes = [quote for story in brief().stories for quote in story.quotes]
    assert quotes and all(quote.speaker and quote.confidence >= 0.7 for quote in quotes)
    assert all(not quote.text.endswith(",") for quote in quotes)
    shown = " ".join(one.text for one in every_sentence(brief()))
    assert all(quote.text not in shown for quote in quotes)


def test_what_is_left_out_is_told_with_the_reason() -> None:
    reasons = {one.article_id: one.reason for one in brief(since=date(2026, 3, 3), until=date(2026, 3, 4)).skipped}
    assert "same text as The Tarn Post" in reasons[COPY.id]
    assert "in German" in reasons[GERMAN.id]
    assert "no date" in reasons[UNDATED.id]
    assert "language model" in reasons[HOSTILE.id]


def test_a_hostile_text_gives_no_sentence() -> None:
    shown = " ".join(one.text for one in every_sentence(brief(words=5000)))
    assert "pirate" not in shown and "instructions" not in shown


def test_the_words_are_kept() -> None:
    for words in (60, 120, 300):
        briefing = brief(words=words)
        shown = [one.text for one in every_sentence(briefing)]
        shown += [quote.text for story in briefing.stories for quote in story.quotes]
        assert briefing.stories and len(" ".join(dict.fromkeys(shown)).split()) <= words


def test_no_sentence_is_told_twice_in_the_text() -> None:
    briefing = brief()
    texts = [one.text for one in [*briefing.overview, *(one for story in briefing.stories for one in story.sentences)]]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("articles", [(STRIKE,), (STRIKE, COURT), (UNDATED,), (FIRE_POST, COPY)])
def test_one_or_two_articles_make_a_briefing_too(articles: tuple[Article, ...]) -> None:
    briefing = brief(articles)
    assert all(len(story.sentences) >= 2 for story in briefing.stories)
    assert briefing.overview == ()


def test_an_empty_window_says_what_there_is() -> None:
    with pytest.raises(NotFoundError, match=r"Saturday, 7 March 2026.*3–4 March 2026, and 1 has no date"):
        brief(since=date(2026, 3, 7), until=date(2026, 3, 7))
    with pytest.raises(NotFoundError, match="add some first"):
        brief([])
    with pytest.raises(NotFoundError, match="none of the 1 has a date"):
        brief([UNDATED], since=date(2026, 3, 7))


def test_what_cannot_be_meant_is_refused() -> None:
    with pytest.raises(InputError, match="before it starts"):
        brief(since=date(2026, 3, 7), until=date(2026, 3, 4))
    with pytest.raises(InputError, match="words"):
        brief(words=3)


def test_a_day_counts_when_any_part_of_it_is_in_the_window() -> None:
    inside, _ = within([STRIKE, COURT], datetime(2026, 3, 3, 18, tzinfo=UTC), datetime(2026, 3, 4, 6, tzinfo=UTC))
    assert [one.title for one in inside] == [COURT.title, STRIKE.title]


def test_nothing_is_dated_from_the_day_of_writing() -> None:
    briefing = brief([UNDATED])
    assert briefing.as_of is None and briefing.created == NOW
    assert brief().as_of == date(2026, 3, 4)


def test_the_next_briefing_tells_what_changed() -> None:
    first = brief([FIRE_POST, COURT], since=date(2026, 3, 4), until=date(2026, 3, 4))
    later = make_article(
        "The fire in the old theatre of Velm killed 15 people, the fire brigade said on Thursday.",
        "A stagehand of the theatre was arrested in Velm on Thursday morning.",
        title="Death toll of Velm theatre fire rises",
        source="The Tarn Post",
        published=date(2026, 3, 5),
    )
    second = brief([FIRE_POST, COURT, later], previous=first)
    story = next(one for one in second.stories if FIRE_POST.id in one.article_ids)
    before = next(one for one in first.stories if FIRE_POST.id in one.article_ids)
    assert story.id == before.id and story.status == "updated"
    assert second.previous_id == first.id
    updated = [one for one in story.changes if one.kind == "updated"]
    assert any(
        "killed 15" in one.after.text and "killed 12" in one.before.text for one in updated if one.after and one.before
    )


def test_nothing_new_falls_below_what_is_new() -> None:
    first = brief([STRIKE])
    second = brief([STRIKE, COURT], previous=first)
    assert [story.headline for story in second.stories] == [COURT.title]
    assert [one.reason for one in second.skipped] == ["nothing in it is new since the briefing before"]


def test_five_copies_weigh_less_than_three_reports_and_every_part_is_bounded() -> None:
    copies = [FIRE_POST, *(replace(COPY, id=f"copy{place}", source=f"Outlet {place}") for place in range(4))]
    reports = [replace(COURT, id=f"own{place}", source=f"Outlet {place}") for place in range(3)]
    as_of = date(2026, 3, 4)
    assert sum(score(copies, as_of).values()) < sum(score(reports, as_of).values())
    many = [replace(COURT, id=f"many{place}", source=f"Outlet {place}") for place in range(200)]
    assert score(many, as_of) == {"sources": 30.0, "coverage": 15.0, "recency": 20.0, "novelty": 20.0}


def test_a_copy_is_cited_beside_what_it_repeats() -> None:
    briefing = brief([FIRE_POST, COPY])
    assert {one.source for one in briefing.stories[0].sentences[0].citations} == {"The Tarn Post", "The Velm Courier"}
    assert briefing.stories[0].independent_sources == 1


def test_a_model_may_write_the_stories_and_what_nobody_reports_vanishes() -> None:
    asked: list[str] = []

    def speak(messages: Sequence[Message]) -> Iterator[str | End]:
        asked.append(messages[-1][1])
        yield f"{STRIKE.paragraphs[0].text} [1]\nWizards cast moonlit enchantments.\n"
        yield End(input_tokens=90, output_tokens=30)

    briefing = brief([STRIKE], writing=Writing(Model("a model", speak)))
    assert "Write the story." in asked[0] and STRIKE.paragraphs[0].text in asked[0]
    assert briefing.writer == "a model" and briefing.usage and briefing.usage.input_tokens == 90
    assert [one.text for one in briefing.stories[0].sentences] == [STRIKE.paragraphs[0].text]
    assert briefing.note and "1 of 2 sentences of a model did not hold" in briefing.note


def test_a_model_that_cannot_be_had_is_asked_once_and_the_sources_tell_the_stories() -> None:
    asked: list[str] = []

    def speak(messages: Sequence[Message]) -> Iterator[str | End]:
        asked.append(messages[-1][1])
        raise ModelError("a model cannot be reached. Start its server.")
        yield End()

    briefing = brief(writing=Writing(Model("a model", speak)))
    plain = brief()
    assert len(plain.stories) > 1 and len(asked) == 1
    assert [one.sentences for one in briefing.stories] == [one.sentences for one in plain.stories]
    assert briefing.writer == "extractive" and briefing.note and "Start its server." in briefing.note


def test_the_same_articles_make_the_same_briefing() -> None:
    assert brief() == brief(ALL[::-1])


def test_the_opening_moves_to_the_overview_where_nothing_else_can_stand_for_the_story() -> None:
    second = "The council said the winter had cost the region forty jobs so far."
    reports = {
        "Osk bakery shut after roof gives way": "Inspectors shut the oldest bakery of Osk on Tuesday because its roof hung.",
        "Velm lifts ban on herring nets": "Fishing crews from Velm may cast herring nets again since Tuesday morning.",
        "Nurses in Tarn accept shorter shifts": "Hospital nurses at Tarn agreed to eight-hour shifts in a vote on Tuesday.",
    }
    articles = [
        make_article(opening, second, title=title, source=title[:4], url=f"https://{title[:3].lower()}.example/a")
        for title, opening in reports.items()
    ]
    made = make(articles)
    assert len(made.overview) == 3
    for sentence, story in zip(made.overview, made.stories, strict=True):
        assert sentence.text == reports[story.headline] and story.sentences
        assert sentence.text not in [one.text for one in story.sentences]
    again = make(articles, previous=made)
    assert all(not story.changes for story in again.stories), "what the overview told is not new the next time"
