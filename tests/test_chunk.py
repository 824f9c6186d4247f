"""Passages cover every citable paragraph, once, and never two articles."""

from __future__ import annotations

from fictional import BRIDGE, make_article
from hypothesis import given
from hypothesis import strategies as st

from index.chunk import LONGEST, SHORTEST, body, chunk, header, parts
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
    assert list(dict.fromkeys(one.paragraph_ids for one in passages)) == [(paragraph.id,) for paragraph in citable]
    for paragraph in citable:
        bodies = [body(one, article) for one in passages if one.paragraph_ids == (paragraph.id,)]
        assert "".join("".join(bodies).split()) == "".join(paragraph.text.split())
        assert all(one.text.endswith(body(one, article)) for one in passages)
        assert all(len(text.split()) <= LONGEST for text in bodies)


def test_a_passage_starts_with_where_it_comes_from_and_who_speaks() -> None:
    article = make_article(*BRIDGE)
    speaker = {article.paragraphs[3].id: "Tom Reyes"}
    assert chunk(article, speaker)[3].text == (
        "Tarn bridge closed after cracks are found (The Tarn Post, 2026-03-03). Tom Reyes: " + BRIDGE[3]
    )
    assert header(make_article("A.", title="", source=None, published=None)) == ""
    assert header(make_article("A.", title="Will it rain?", source=None, published=None)) == "Will it rain? "
    assert len(header(make_article("A.", title="word " * 500, source="S" * 500), "N" * 500)) < 320


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
