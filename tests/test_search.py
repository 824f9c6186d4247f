"""Ranking is pure, deterministic and fair to every article."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from fictional import BRIDGE, make_article

from index.search import (
    Candidate,
    article_shingles,
    closest,
    common,
    diversify,
    fold_repeats,
    fuse,
    judge,
    nearest,
    order,
    same_text,
    sample,
)


def candidate(number: int, article: str = "a", body: str = "", score: float = 0.5) -> Candidate:
    return Candidate(
        number, f"{article}.{number}", article, article, body or f"text {number} of {article}", score, ("keyword",)
    )


def test_both_arms_beat_one_and_a_first_place_in_both_is_one() -> None:
    fused = fuse({"keyword": [1, 2, 3], "vector": [1, 3]})
    assert fused[1] == (1.0, ("keyword", "vector"))
    assert fused[3][0] > fused[2][0]
    assert fuse({"keyword": [5]})[5] == (1.0, ("keyword",))


def test_equal_scores_are_ordered_by_id() -> None:
    assert [one.id for one in order([candidate(2), candidate(1), candidate(3, score=0.9)])] == ["a.3", "a.1", "a.2"]


def test_what_was_judged_comes_first() -> None:
    judged = judge([candidate(1), candidate(2), candidate(3, score=0.9)], [-5.0, 2.0])
    assert [(one.key, one.relevance) for one in judged] == [(2, 2.0), (1, -5.0), (3, None)]


def test_a_paragraph_of_a_copy_is_folded_and_a_repeat_within_an_article_is_not() -> None:
    same = candidate(1, body=BRIDGE[0]), candidate(2, "b", BRIDGE[0] + " It said so."), candidate(3, body=BRIDGE[0])
    assert [one.key for one in fold_repeats(same)] == [1, 3]
    assert len(fold_repeats([candidate(1, body="12 people died."), candidate(2, "b", "19 people died.")])) == 2


def test_the_original_stands_for_its_copies() -> None:
    copy = replace(candidate(1, "b", BRIDGE[0], 0.9), group="a")
    assert [(one.key, one.score) for one in fold_repeats([copy, candidate(2, "a", BRIDGE[0])])] == [(2, 0.9)]


def test_no_article_crowds_out_the_others() -> None:
    many = [candidate(n) for n in range(6)] + [candidate(10 + n, name) for n, name in enumerate("bcd")]
    assert [one.key for one in diversify(many, 8)] == [0, 1, 2, 10, 11, 12, 3, 4]
    assert [one.key for one in diversify(many[:7], 3)] == [0, 1, 2]
    assert [one.key for one in diversify(many[:7], 7)] == [0, 1, 2, 3, 4, 5, 10]


def test_the_closest_rows_come_first() -> None:
    similar = np.array([0.1, 0.9, 0.3, 0.9], dtype=np.float32)
    assert closest(similar, 3).tolist() == [1, 3, 2] and closest(similar, 9).tolist() == [1, 3, 2, 0]
    assert closest(similar, 3, np.array([True, False, False, True])).tolist() == [3, 0]
    assert closest(np.zeros(0, np.float32), 2).tolist() == []


def test_an_abridged_reordered_text_is_the_same_and_a_shared_quotation_is_not() -> None:
    whole = article_shingles(make_article(*BRIDGE))
    assert same_text(whole, article_shingles(make_article(*BRIDGE[4::-2])))
    other = make_article(
        BRIDGE[1], "Fishermen on the Tarn said that they had seen nothing at all of any crack in it. " * 3
    )
    assert not same_text(whole, article_shingles(other))
    assert not same_text(whole, article_shingles(make_article(BRIDGE[3])))


def test_boilerplate_is_left_out() -> None:
    about = "The Tarn Post has brought the news of the valley to its readers every morning since 1871, rain or shine."
    article = make_article(BRIDGE[0], about)
    marks = sample(article_shingles(make_article(about)))
    boilerplate = common(dict.fromkeys(marks, 30), 400)
    assert boilerplate == marks and common(dict.fromkeys(marks, 30), 10_000) == frozenset()
    assert article_shingles(article, boilerplate) == article_shingles(make_article(BRIDGE[0]))


def test_a_misspelt_name_finds_its_spelling_and_another_name_does_not() -> None:
    vocabulary = [("zelenskiy", 3), ("rubio", 9), ("zeal", 1)]
    assert nearest("zelensky", vocabulary) == nearest("zelenskyy", vocabulary) == ["zelenskiy"]
    assert nearest("rubin", vocabulary) == nearest("selenskiy", vocabulary) == []
