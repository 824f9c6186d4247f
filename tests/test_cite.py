"""Citing: numbers by first appearance, marks that name nothing vanish, any split of the stream gives the same."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing.cite import Numbers, cite, protect
from briefing.types import Evidence, Sentence, Support
from index.text import paragraph_ids
from index.types import Article, Paragraph

TEXTS = (
    "The bridge at Tarn closed on Monday. Engineers found 14 cracks.",
    "“We close it now,” said the mayor, Ines Holt. US [officials] agreed.",
    "A study [12] in the journal had warned of cracks.",
)


def evidence() -> list[Evidence]:
    paragraphs = tuple(
        Paragraph(id, number, text)
        for number, (id, text) in enumerate(zip(paragraph_ids("tarn", TEXTS), TEXTS, strict=True), start=1)
    )
    article = Article("tarn", "r1", "Tarn bridge closed", paragraphs, source="The Tarn Post")
    return [Evidence(article, paragraph) for paragraph in paragraphs]


def sentences(*texts: str) -> list[Sentence]:
    return list(cite(texts, evidence()))


def test_citations_are_numbered_by_first_appearance() -> None:
    first, second, third = sentences(
        "US [officials] agreed. [2]\nEngineers found 14 cracks. [1]\nUS [officials] agreed. [2]\n"
    )
    assert [one.citations[0].n for one in (first, second, third)] == [1, 2, 1]
    assert first.text == "US [officials] agreed."


def test_one_count_runs_through_a_whole_briefing() -> None:
    numbers = Numbers()
    list(cite(["Engineers found 14 cracks. [1]\n"], evidence(), numbers=numbers))
    (second,) = cite(["US [officials] agreed. [2]\n"], evidence(), numbers=numbers)
    assert second.citations[0].n == 2


def test_a_citation_is_a_span_of_its_paragraph() -> None:
    (one,) = sentences("Engineers found 14 cracks. [1]")
    citation = one.citations[0]
    assert TEXTS[0][citation.start : citation.end] == citation.quote == "Engineers found 14 cracks."
    assert citation.link == f"/articles/tarn?rev=r1#p-{citation.paragraph_id.split('.')[1]}"
    assert citation.paragraph == 1


def test_marks_that_name_no_evidence_vanish() -> None:
    (one,) = sentences("Engineers found 14 cracks. [1][9]")
    assert one.text == "Engineers found 14 cracks."
    assert [citation.n for citation in one.citations] == [1]


def test_a_sentence_with_no_valid_mark_is_unsupported() -> None:
    (one,) = sentences("The bridge will never open again. [7]")
    assert one.support is Support.UNSUPPORTED


def test_a_source_number_in_brackets_is_not_a_mark() -> None:
    (one,) = sentences(protect(TEXTS[2]) + " [3]\n")
    assert one.text == TEXTS[2]
    assert one.support is Support.QUOTED


def test_marks_inside_a_sentence_and_before_its_full_stop() -> None:
    first, second = sentences("Engineers found 14 cracks [1]. US [officials] agreed [2].")
    assert first.text == "Engineers found 14 cracks."
    assert second.text == "US [officials] agreed."


def test_uncited_prose_before_a_cited_sentence_is_kept_apart() -> None:
    first, second = sentences("Everybody was delighted. Engineers found 14 cracks. [1]")
    assert first.support is Support.UNSUPPORTED
    assert second.support is Support.QUOTED


STREAM = (
    "Engineers found 14 cracks. [1] “We close it now,” said the mayor, Ines Holt. [2]\nUS [officials] agreed. [2][1]\n"
)


BRACKETS = "US [officials] agreed. [2]\nThe [2024 report is a book of Ines Holt. [2] Ways [of Tarn]\nIt [7, or so"


@given(st.lists(st.integers(0, len(BRACKETS)), max_size=12))
def test_brackets_that_are_no_marks_are_left_alone_wherever_the_stream_is_cut(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(BRACKETS)]
    shown = [one.text for one in sentences(*[BRACKETS[left:right] for left, right in pairwise(edges)])]
    assert shown == [
        "US [officials] agreed.",
        "The [2024 report is a book of Ines Holt.",
        "Ways [of Tarn]",
        "It [7, or so",
    ]


@given(st.lists(st.integers(0, len(STREAM)), max_size=12))
def test_any_split_of_the_stream_gives_the_same_sentences(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(STREAM)]
    pieces = [STREAM[left:right] for left, right in pairwise(edges)]
    assert sentences(*pieces) == sentences(STREAM)


@given(st.text(max_size=200))
def test_no_text_breaks_the_stream(text: str) -> None:
    for one in sentences(text):
        assert one.text
        assert all(1 <= citation.n <= len(TEXTS) for citation in one.citations)
