"""Article text stays text: whatever it holds, it is shown letter for letter and starts no markup."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from fictional import make_article
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.cite import make_citation
from briefing.types import (
    Answer,
    Briefing,
    Change,
    Check,
    Evidence,
    Part,
    Period,
    Quote,
    Sentence,
    Skipped,
    Story,
    Support,
)
from briefing.web.chat_markdown import (
    address,
    answer_markdown,
    briefing_markdown,
    chip,
    escape,
    file_name,
    readable,
    sentence_markdown,
    sources_markdown,
    where,
)
from index.text import normalise

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/?q=1)",
    "[click](javascript:alert(1))",
    "[x](#src:a:b)",
    "</details><h1>fake</h1>",
    '" onmouseover="alert(1)',
    "${alert(1)}",
    "`code` and ```fence```",
    "# heading",
    "1. list",
    "- list",
    "| a | b |\n|---|---|",
    "http://evil.example www.evil.example mail@evil.example",
    "a\n\n<b>b</b>",
    "    indented",
    "$$x$$ \\(y\\)",
    "&lt;script&gt; &#60;",
    "~~gone~~ **bold** _soft_ :smile:",
    "=====",
    "*[HTML]: x",
    "[^1]: note",
]
MARKDOWN = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])


def sentence(text: str, *, title: str = "Tarn bridge closed", source: str | None = "The Tarn Post") -> Sentence:
    article = make_article(text, title=title, source=source)
    citation = make_citation(1, Evidence(article, article.paragraphs[0]), 0, len(text))
    return Sentence(text, (citation,), Support.QUOTED)


def visible(markdown: str) -> str:
    """Return what a browser shows of the Markdown, tags taken off."""
    html = MARKDOWN.render(markdown)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def attributes(html: str) -> set[str]:
    """Return the names of all attributes, as a browser would read them."""
    names: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            names.update(name for name, _ in attrs)

    Reader().feed(html)
    return names


def tags(markdown: str) -> set[str]:
    return set(re.findall(r"<(\w+)", MARKDOWN.render(markdown)))


@pytest.mark.parametrize("text", HOSTILE)
def test_escape_shows_the_letters_and_makes_no_markup(text: str) -> None:
    assert visible(escape(text)) == normalise(text)
    assert tags(escape(text)) == {"p"}


@given(st.text(max_size=200))
def test_escape_is_exact_for_any_text(text: str) -> None:
    shown = escape(text)
    assert unescape(shown) == normalise(text)
    assert not re.search(r"[<>\[\]*_`|~$\"'\\!()]", shown)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_article_cannot_leave_its_sentence(text: str) -> None:
    answer = Answer("Q?", text, "answered", (sentence(text, title=text, source=text),), as_of=date(2026, 3, 3))
    html = MARKDOWN.render(answer_markdown(answer, 3))
    assert tags(answer_markdown(answer, 3)) <= {"p", "a", "div", "details", "summary", "ol", "li", "span"}
    for link in re.findall(r'href="([^"]*)"', html):
        assert re.fullmatch(r"#src:[\w-]+:[\w-]+:[\w-]+:\d+-\d+", link)
    assert attributes(html) <= {"href", "title", "class"}


def test_chip_names_its_paragraph_and_quotes_it() -> None:
    citation = sentence("The bridge was closed.").citations[0]
    assert where(citation) == "The Tarn Post · paragraph 1"
    assert chip(citation).startswith(f"\u202f[1]({address(citation)} ")
    assert "The bridge was closed." in unescape(chip(citation))


def test_the_list_of_sources_names_headline_and_day_of_each() -> None:
    cited = sentence("The bridge was closed.", title="Bridge closed")
    listed = sources_markdown([cited], None)
    day = readable(cited.citations[0].published)
    assert day and f'<span class="of">Bridge closed · {day}</span>' in listed


def test_caption_is_named_as_such() -> None:
    article = make_article("A ferry on the Tarn.", kinds={0: "caption"})
    citation = make_citation(1, Evidence(article, article.paragraphs[0]), 0, 5)
    assert where(citation) == "The Tarn Post · caption"


def test_chip_stands_before_the_full_stop_and_behind_a_quotation() -> None:
    assert re.search(r"closed\u202f\[1\]\(.*\)&#46;$", sentence_markdown(sentence("It was closed.")))
    assert sentence_markdown(sentence("“It is closed.”")).endswith(")")


def test_answer_part_is_marked() -> None:
    marked = replace(sentence("It found 14 cracks in it."), answer_span=(9, 18))
    assert visible(sentence_markdown(marked)).startswith("It found 14 cracks in it")
    assert "<strong>14 cracks</strong> in" in sentence_markdown(marked)


def test_partly_supported_sentence_says_so() -> None:
    weak = replace(
        sentence("It was closed."), support=Support.PARTLY, checks=(Check("number", False, "60 is not in it"),)
    )
    assert "partly supported" in sentence_markdown(weak)
    assert "60 is not in it" in sentence_markdown(weak)


def test_outcomes_say_what_they_are() -> None:
    found = (sentence("It was closed."),)
    assert "closest passages" in answer_markdown(Answer("Q?", None, "closest", found), 3)
    assert "1 paragraph from 1 article" in answer_markdown(Answer("Q?", None, "answered", found), 3)
    assert "As of 3 March 2026" in answer_markdown(Answer("Q?", None, "answered", found, as_of=date(2026, 3, 3)), 3)
    assert "Read as: Where was it&#63;" in answer_markdown(Answer("Where?", "Where was it?", "answered", found), 3)
    missing = answer_markdown(Answer("Q?", None, "not_found", ()), 24)
    assert "could not find that in your library" in missing and "24 articles" in missing and "will not guess" in missing
    assert "library was empty" in answer_markdown(Answer("Q?", None, "not_found", ()), 0)


def test_a_quotation_keeps_its_marks_and_its_speaker() -> None:
    said = sentence("“We close it now,” said Ines Holt.").citations[0]
    story = Story(
        "s", "Bridge", "new", (), quotes=(Quote("Ines Holt", "mayor", "said", "We close it now,", True, said),)
    )
    made = Briefing("b", "Briefing", None, None, None, (), (story,), (), ())
    assert "**Ines Holt, mayor:** “We close it now&#44;”" in "\n".join(briefing_markdown(made))


def test_a_story_is_new_to_whom_a_briefing_was_written_before_and_unknown_outlets_are_not_counted() -> None:
    made = Briefing("b", "Briefing", None, None, date(2026, 3, 3), (), (Story("s", "Bridge", "new", ()),), (), ())
    first, later = ("\n".join(briefing_markdown(replace(made, previous_id=one))) for one in (None, "a"))
    assert "status" not in first and '<span class="status new">new</span>' in later
    assert "outlet" not in first and "As of 3 March 2026 · 0 articles · 1-minute read" in first
    assert file_name(made) == "briefing-2026-03-03" and file_name(replace(made, as_of=None)) == "briefing"


def test_briefing_cites_every_sentence_and_escapes_its_headlines() -> None:
    story = Story(
        "s", "# <b>Bridge</b>", "new", (sentence("It was closed."),), sources=("The *Post*",), article_ids=("a",)
    )
    made = Briefing(
        "b",
        "Briefing",
        None,
        None,
        date(2026, 3, 3),
        (),
        (story,),
        ("x",),
        ("x",),
        (Skipped("a", "<i>Old</i>", "too old"),),
    )
    text = "\n\n".join(briefing_markdown(made))
    assert text.count("#src:") == 1
    assert tags(text) <= {"h2", "h3", "p", "a", "div", "span", "details", "summary", "ul", "li"}
    assert "As of 3 March 2026 · 1 article · 1 outlet · 1-minute read" in text


def test_how_a_question_was_read_can_be_taken_back_once() -> None:
    period = Period("last week", date(2026, 3, 2), date(2026, 3, 8), True, "“last week”: 2–8 March 2026.")
    answer = Answer("Where?", "Where was it?", "answered", (sentence("It was closed."),), period=period)
    shown = answer_markdown(answer, 3, undo=True)
    assert "Where was it&#63;<br>“last week”" in shown and '<a href="#as-typed"' in shown
    assert "#as-typed" not in answer_markdown(answer, 3)
    assert "#as-typed" not in answer_markdown(replace(answer, read_as=None, period=None), 3, undo=True)


def test_each_of_several_questions_has_its_own_outcome() -> None:
    found = (sentence("It was closed."), sentence("It was blue."))
    parts = (
        Part("What was closed?", "answered", 0, 1),
        Part("Which <b>colour</b>?", "closest", 1, 2),
        Part("Who sang?", "not_found", 2, 2),
    )
    shown = answer_markdown(Answer("Q?", None, "closest", found, parts=parts), 3)
    first, second, third = (shown.index(one) for one in ("What was closed", "Which &#60;b", "Who sang"))
    assert first < shown.index("It was closed") < second < shown.index("It was blue") < third
    assert shown.count("could not find a direct answer") == 1 and "The articles do not say." in shown[third:]


def test_a_list_of_articles_names_each_with_its_outlet_and_day() -> None:
    answer = Answer("What's new?", None, "answered", (sentence("It was closed."),), opening="1 article of *all*:")
    shown = answer_markdown(answer, 3)
    assert shown.startswith("1 article of &#42;all&#42;&#58;")
    assert "- **Tarn bridge closed** (The Tarn Post · 3 March 2026) – It was closed" in shown


def test_what_is_new_is_not_told_twice_and_what_changed_shows_both() -> None:
    told, more, was = (Sentence(text, (), Support.QUOTED) for text in ("Twelve came.", "It rained.", "Ten came."))
    changes = (Change("new", None, told), Change("new", None, more), Change("updated", was, told))
    story = Story("s", "Fair", "updated", (told,), changes=changes)
    made = Briefing("b", "Briefing", None, None, None, (), (story,), (), ())
    lines = unescape("\n".join(briefing_markdown(made))).partition("What changed")[2].strip("*\n ").splitlines()
    assert lines == ["- **new** It rained.", "- **updated** Before: Ten came. Now: Twelve came."]
