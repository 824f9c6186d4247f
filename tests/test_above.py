"""What a sentence further down is about, and the paragraphs that no search finds because they name nothing asked for."""

from __future__ import annotations

from fictional import make_article

from briefing.above import named_above
from briefing.question import parse
from briefing.reach import further
from briefing.types import Evidence
from index.types import Article, Hit, Passage

FLOOD = make_article(
    "The river Ose burst its banks at Lower Quill on Monday, and all 90 people of the village had to leave.",
    "The union of farmers, the Farmers’ Union, said that its members had lost 300 sheep.",
    "Villagers were taken to a barn in Hale. Ada Lind, the mayor, brought soup.",
    "A baker opened his shop at night.",
    title="River floods a village",
)


def above(question: str, paragraph: int) -> str:
    source = Evidence(FLOOD, FLOOD.paragraphs[paragraph])
    return named_above(parse(question), source, 0, len(source.paragraph.text.split(". ")[0]))


def test_a_name_that_only_stands_above_is_what_the_sentence_is_about() -> None:
    assert above("Where were the people of Lower Quill taken?", 2) == "Lower Quill"
    assert above("where were people of lower quill taken?", 2) == "lower quill"


def test_a_sentence_is_about_no_name_that_it_has_or_that_stands_nowhere_above() -> None:
    assert above("When did the Ose flood Lower Quill?", 0) == ""
    assert above("Where were the people of Upper Brook taken?", 2) == ""


def test_a_word_that_is_part_of_one_name_is_none_where_it_is_also_a_plain_one() -> None:
    assert above("Where did the union take villagers?", 2) == ""


def test_a_sentence_with_a_name_of_its_own_in_front_is_about_that() -> None:
    article = make_article(
        "Osk has two ports.", "Port Amsel was shut on Monday.", "It was shut on Monday.", title="Ports"
    )
    asked = parse("When was Osk shut?")
    texts = [Evidence(article, one) for one in article.paragraphs]
    assert [named_above(asked, one, 0, len(one.paragraph.text)) for one in texts] == ["", "", "Osk"]


def hit(article: Article) -> Hit:
    first = article.paragraphs[0].id
    return Hit(Passage(first, article.id, (first,), article.paragraphs[0].text), article, 1.0, ("keyword",), 3.0)


def test_a_paragraph_with_the_form_and_the_words_is_reached() -> None:
    known = {FLOOD.paragraphs[0].id}
    reached = further(parse("Where were the people of Lower Quill taken?"), [hit(FLOOD)], known)
    assert [one.paragraph.text[:9] for one in reached] == ["Villagers"]


def test_nothing_is_reached_without_the_form_the_words_or_a_form_to_know_it_by() -> None:
    known = {FLOOD.paragraphs[0].id}
    for question in ("How long were people taken?", "Where were people of Lower Quill fed?", "Was anyone taken away?"):
        assert further(parse(question), [hit(FLOOD)], known) == []
