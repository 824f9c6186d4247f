"""Passages cover every citable paragraph, once, and never two articles."""

from __future__ import annotations

from fictional import BRIDGE, make_article
from hypothesis import given
from hypothesis import strategies as st

from index.chunk import LONGEST, SHORTEST, WINDOW, chunk, header, parts, spoken
from index.types import CITABLE_KINDS

KINDS = st.sampled_from(["text", "heading", "standfirst", "caption", "list", "quote"])
SENTENCE = st.lists(st.text(alphabet="abc-é的“", min_size=1, max_size=30), min_size=1, max_size=40).map(
    lambda words: " ".join(words).capitalize() + "."
)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=8).map(" ".join)


@given(st.lists(st.tuples(PARAGRAPH, KINDS), min_size=1, max_size=6))
def test_every_citable_paragraph_is_covered_in_order(drawn: list[tuple[str, str]]) -> None:
    article = make_article(*(text for text, _ in drawn), kinds={i: kind for i, (_, kind) in enumerate(drawn)})
    passages = chunk(article)
    assert passages == chunk(article)
    assert len({one.id for one in passages}) == len(passages)
    assert {one.article_id for one in passages} <= {article.id}
    citable = [paragraph for paragraph in article.paragraphs if paragraph.kind in CITABLE_KINDS]
    groups = list(dict.fromkeys(one.paragraph_ids for one in passages))
    assert [one for group in groups for one in group] == [paragraph.id for paragraph in citable]
    text = {paragraph.id: paragraph.text for paragraph in citable}
    for group in groups:
        bodies = [one.text.removeprefix(header(article)) for one in passages if one.paragraph_ids == group]
        assert "".join("".join(bodies).split()) == "".join("".join(text[one] for one in group).split())
        assert all(len(body.split()) <= LONGEST for body in bodies)


def test_short_neighbours_are_one_passage_up_to_a_heading_a_caption_and_the_length_of_a_window() -> None:
    texts = [
        "One two three four five.",
        "Six seven.",
        "A heading",
        "Eight nine.",
        "A ferry at dusk.",
        ("Ten. " * 60).strip(),
        ("End. " * 41).strip(),
    ]
    passages = chunk(make_article(*texts, kinds={2: "heading", 4: "caption"}))
    bodies = [one.text.split("). ", 1)[1] for one in passages]
    assert bodies == [
        "One two three four five.\nSix seven.",
        "Eight nine.",
        texts[4],
        texts[5],
        texts[6],
    ]
    assert WINDOW < 60 + 41
    assert [len(one.paragraph_ids) for one in passages] == [2, 1, 1, 1, 1]
    assert [one.id for one in passages] == [one.paragraph_ids[0] for one in passages]


def test_a_passage_starts_with_where_it_comes_from_and_says_who_speaks() -> None:
    article = make_article(*BRIDGE)
    speaker = {article.paragraphs[3].id: "Tom Reyes"}
    passage = next(one for one in chunk(article, speaker) if article.paragraphs[3].id in one.paragraph_ids)
    assert passage.text.startswith("Tarn bridge closed after cracks are found (The Tarn Post, 2026-03-03). ")
    assert f"\nTom Reyes: {BRIDGE[3]}" in passage.text
    assert header(make_article("A.", title="", source=None, published=None)) == ""
    assert header(make_article("A.", title="Will it rain?", source=None, published=None)) == "Will it rain? "
    assert len(header(make_article("A.", title="word " * 500, source="S" * 500))) < 260
    assert len(spoken("A.", "N" * 500)) < 70


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    text = " ".join(f"Sentence {number} has just these seven words." for number in range(40))
    spans = parts(text)
    sizes = [len(text[start:end].split()) for start, end in spans]
    assert all(SHORTEST <= size <= LONGEST for size in sizes)
    assert all(text[start:end].startswith("Sentence") and text[start:end].endswith("words.") for start, end in spans)
    article = make_article(text)
    assert [one.id for one in chunk(article)] == [f"{article.paragraphs[0].id}/{n}" for n in range(1, len(spans) + 1)]


def test_a_paragraph_without_spaces_is_cut_too() -> None:
    text = "字" * 5000
    spans = parts(text, "zh")
    assert "".join(text[start:end] for start, end in spans) == text
    assert len(spans) > 1
