"""Stories: one event is one story, other events of the same actors are others, ids and order do not wander."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from fictional import make_article
from numpy.typing import NDArray

from briefing.samples import sources
from briefing.stories import alike, group, is_round_up, lead, story_id
from index.read import read
from index.text import digest, paragraph_ids, words
from index.types import Article, Paragraph

EVAL = Path(__file__).parents[2] / "shared" / "eval"

FERRY = (
    make_article(
        "The ferry Aldine Star sank off Morrow harbour on Monday night after hitting a rock in thick fog.",
        "The coastguard in Morrow said 41 passengers were taken off by two trawlers before the Aldine Star went down.",
        title="Ferry Aldine Star sinks off Morrow",
        source="The Tarn Post",
    ),
    make_article(
        "Forty-one passengers were rescued by trawlers when the ferry Aldine Star struck a rock near Morrow.",
        "Fog lay over Morrow harbour when the ferry of the Aldine company sank, the coastguard said.",
        title="Trawlers rescue 41 as ferry sinks in fog near Morrow",
        source="Coast Radio",
    ),
    make_article(
        "Divers have found the wreck of the Aldine Star at a depth of 60 metres, the coastguard in Morrow said.",
        "The ferry sank in fog on Monday; all 41 passengers were rescued by trawlers.",
        title="Divers find wreck of ferry Aldine Star",
        source="The Northern Herald",
        published=date(2026, 3, 4),
    ),
)
STRIKE = (
    make_article(
        "Tram drivers in Velm walked out on Tuesday over pay, and no line of the city ran before noon.",
        "The union Movement wants 6 per cent more for the drivers; the Velm transport board offers 3 per cent.",
        title="Tram drivers in Velm strike over pay",
        source="Coast Radio",
    ),
    make_article(
        "Velm stood still on Tuesday when its tram drivers went on strike for higher pay.",
        "The transport board in Velm called the demand of the union Movement for 6 per cent “out of reach”.",
        title="Velm stands still as tram drivers strike",
        source="The Tarn Post",
    ),
)
ALDINE_RESULTS = make_article(
    "The Aldine company made a profit of 12 million crowns last year, a third more than the year before.",
    "Shares of Aldine rose in Velm after the shipping company announced a dividend for its shareholders.",
    title="Aldine raises dividend after record profit",
    source="The Northern Herald",
)
ROUND_UP = make_article(
    "Voters in Ostrava chose a librarian as mayor after a recount that lasted until the early hours of the day.",
    "A glacier above Fenn lost nine metres of ice over one summer, geographers measured with lasers from a plane.",
    "Chess grandmaster Ilona Brandt retires at thirty-one and wants to grow apricots on her grandparents’ farm.",
    "Bakers warn that flour will cost more once the mill at Dunmore stops grinding rye for the southern market.",
    "An unknown sonata turned up inside a piano stool, and scholars at once began to quarrel over who wrote it.",
    title="Five things you may have missed",
    source="Coast Radio",
)


def hashed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Embed texts by their words: enough likeness for a test, no model."""
    rows = np.zeros((len(texts), 256), dtype=np.float32)
    for row, text in enumerate(texts):
        for word in words(text):
            rows[row, int(digest(word), 16) % 256] += 1.0
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def titles(stories: Sequence[Sequence[Article]]) -> set[frozenset[str]]:
    return {frozenset(one.title for one in story) for story in stories}


@pytest.mark.parametrize("embed", [None, hashed])
def test_one_event_is_one_story_and_the_same_company_in_other_news_is_another(embed: object) -> None:
    found = group([*FERRY, *STRIKE, ALDINE_RESULTS], embed)  # type: ignore[arg-type]
    assert titles(found) == {
        frozenset(one.title for one in FERRY),
        frozenset(one.title for one in STRIKE),
        frozenset({ALDINE_RESULTS.title}),
    }


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [*FERRY, *STRIKE, ALDINE_RESULTS, ROUND_UP]
    assert group(articles) == group(articles[::-1])


def test_a_story_keeps_its_id_when_later_reports_join() -> None:
    first, second = group(FERRY[:2]), group(FERRY)
    assert len(first) == len(second) == 1
    assert story_id(first[0]) == story_id(second[0])


def test_a_copy_stays_with_what_it_repeats_and_leaves_the_grouping_alone() -> None:
    copy = replace(FERRY[0], id="c0p7", source="The Velm Courier", duplicate_of=FERRY[0].id)
    assert len(group([FERRY[0], copy])) == 1
    stray = [replace(copy, id="c1", duplicate_of="gone"), replace(copy, id="c2", duplicate_of="gone")]
    assert [len(story) for story in group(stray)] == [2]


def test_a_round_up_joins_no_story() -> None:
    digest_of_ferry = replace(FERRY[0], id="d1gest", title="Morning briefing: ferry sinks off Morrow")
    assert is_round_up(ROUND_UP) and is_round_up(digest_of_ferry)
    assert not any(is_round_up(one) for one in (*FERRY, *STRIKE))
    assert len(group([FERRY[0], digest_of_ferry])) == 2


def test_a_short_report_is_no_round_up_and_joins_its_story() -> None:
    samples = [one for path in sources() for one in read(path)]
    assert [one.title for one in samples if is_round_up(one)] == []
    thefts = next(story for story in group(samples) if any("take eleven" in one.title for one in story))
    assert sum("Osk museum" in one.title for one in thefts) == 3


def test_the_same_form_with_another_place_or_number_is_another_story() -> None:
    wins = [
        make_article(
            f"Vera Lund won the vote in {place} on Tuesday with 52 per cent, the election office of the republic said.",
            "Her rival Tomas Reyes conceded before midnight and congratulated Vera Lund by telephone.",
            title=f"Lund wins {place} vote by four points",
            source=outlet,
        )
        for place, outlet in (("Ostrava", "Coast Radio"), ("Dunmore", "The Tarn Post"))
    ]
    assert len(group(wins)) == 2


def test_reports_weeks_apart_are_not_one_story() -> None:
    late = replace(FERRY[1], published=date(2026, 4, 20))
    assert len(group([FERRY[0], late])) == 2


def test_none_one_and_undated_articles_are_stories_too() -> None:
    assert group([]) == []
    assert group([FERRY[0]]) == [(FERRY[0],)]
    undated = [replace(one, published=None) for one in FERRY[:2]]
    assert len(group(undated)) == 1


def test_the_lead_is_headline_and_first_words_without_captions() -> None:
    article = make_article("The tide was high.", "Photo of a tide.", title="High tide", kinds={1: "caption"})
    assert lead(article) == "High tide. The tide was high"


def test_likeness_is_scaled_so_that_unrelated_is_nought() -> None:
    near = alike(["Fog lay over Morrow.", "Fog lay over Morrow."], hashed)
    assert near is not None and near[0, 1] == pytest.approx(1.0)
    assert alike(["a"], None) is None


def _load(path: Path) -> tuple[list[Article], dict[str, str]]:
    articles, gold = [], {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for one in row.get("articles", [row]):
            paragraphs = tuple(
                Paragraph(place, number, text)
                for number, (place, text) in enumerate(
                    zip(paragraph_ids(one["id"], one["paragraphs"]), one["paragraphs"], strict=True), start=1
                )
            )
            published = date.fromisoformat(one["published"][:10])
            articles.append(Article(one["id"], "", one["title"], paragraphs, one["source"], published=published))
            gold[one["id"]] = row["story"]
    return articles, gold


@pytest.mark.integration
@pytest.mark.parametrize(("name", "floor"), [("stories/stories.jsonl", 0.945), ("basil/articles.jsonl", 0.944)])
def test_real_stories_are_grouped_at_least_as_well_as_the_anchor(name: str, floor: float) -> None:
    if not (EVAL / name).exists():
        pytest.skip(f"{EVAL / name} is not there: the articles are not ours to ship")
    articles, gold = _load(EVAL / name)
    precision = recall = 0.0
    for story in group(articles):
        for one in story:
            hits = sum(gold[other.id] == gold[one.id] for other in story)
            precision += hits / len(story)
            recall += hits / sum(label == gold[one.id] for label in gold.values())
    precision, recall = precision / len(articles), recall / len(articles)
    assert 2 * precision * recall / (precision + recall) >= floor
