"""Rendering: three forms of one briefing, and nothing of an article's text becomes markup."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from fictional import make_article
from markdown_it import MarkdownIt
from pydantic import TypeAdapter
from theatre_fire import ALL, COURT, FIRE_POST, FIRE_RADIO, NOW, STRIKE

from briefing.brief import make
from briefing.render import FORMATS, escape_markdown, paragraphs_of, render, sources, web_link
from briefing.types import Briefing, Check, Support
from index.errors import InputError
from index.types import Article

EVIL = (
    '<script>alert(1)</script> ![x](https://evil.example/p.png) [go](javascript:alert(1)) <img src="//evil.example">',
    "http://evil.example www.evil.example a@evil.example",
    "| a | b | `code` $x$ ~~no~~ *bold* _it_ # head\n> quote\n- item\n1. one\n[1]: http://evil.example",
    "{{ 7 * 7 }} {% raw %} ${7*7} <!-- --> ]]> &lt;b&gt; \\[x\\](http://evil.example)",
)


def briefing(*articles: Article) -> Briefing:
    return make(articles or ALL, now=NOW)


def page(made: Briefing, *articles: Article) -> str:
    by_id = {one.id: one for one in articles or ALL}
    return render(made, "html", paragraphs_of(made, lambda article_id, revision: by_id[article_id]))


class Parsed(HTMLParser):
    """Collect the tags, ids, links and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marked: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        self.ids += [values["id"]] if values.get("id") else []
        self.links += [value for name in ("href", "src", "action", "data") if (value := values.get(name))]
        assert not any(name.startswith("on") or name == "style" for name in values)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "mark":
            self.marked.append(data)


def hostile() -> tuple[Article, ...]:
    """Return articles whose every field tries to become markup."""
    made = []
    for number, text in enumerate(EVIL):
        article = make_article(
            f"{text} and the harbour of Velm number {number} stayed open all day, the harbour master said.",
            f"“{text}” said the mayor, Ines Holt, when the harbour of Velm number {number} closed.",
            title=f"{text} harbour {number}",
            source=text,
            url="javascript:alert(1)" if number % 2 else "https://a.example/x\"onload='y' <b>",
        )
        made.append(replace(article, paragraphs=tuple(replace(one) for one in article.paragraphs)))
    return tuple(made)


def test_json_gives_the_briefing_back() -> None:
    made = briefing()
    assert TypeAdapter(Briefing).validate_json(FORMATS["json"](made)) == made


def test_every_form_can_be_called_with_the_briefing_alone() -> None:
    made = briefing()
    assert set(FORMATS) == {"md", "html", "json"}
    for write in FORMATS.values():
        assert made.title in write(made)


def test_another_form_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"'pdf'.*html, json, md"):
        render(briefing(), "pdf")


def test_the_page_is_whole_in_itself() -> None:
    parsed = Parsed(page(briefing()))
    assert not {"script", "img", "iframe", "link", "object", "form", "svg"} & set(parsed.tags)
    assert len(parsed.ids) == len(set(parsed.ids))
    for link in parsed.links:
        assert link.startswith("#") and link[1:] in parsed.ids


def test_why_a_sentence_is_marked_stands_in_the_page_without_a_pointer() -> None:
    made = briefing()
    doubt = Check("numbers", False, "not in the paragraph: <b>41</b> cracks")
    first, *rest = made.stories[0].sentences
    marked = replace(first, support=Support.PARTLY, checks=(doubt,))
    shown = page(replace(made, stories=(replace(made.stories[0], sentences=(marked, *rest)), *made.stories[1:])))
    assert shown.count('class="caveat"') == shown.count('class="why"') == 1
    assert '<span class="why">not in the paragraph: &lt;b&gt;41&lt;/b&gt; cracks</span>' in shown
    assert ' tabindex="0"' in shown and 'class="why"' not in page(made)


def test_each_citation_jumps_to_its_paragraph_with_the_cited_words_marked() -> None:
    made = briefing()
    text = page(made)
    texts = {one.id: one.text for article in ALL for one in article.paragraphs}
    listed = sources(made, texts)
    assert [one.citation.n for one in listed] == list(range(1, len(listed) + 1))
    for source in listed:
        assert "".join(piece for piece, _ in source.pieces) == texts[source.citation.paragraph_id]
        assert source.citation.quote in "".join(piece for piece, cited in source.pieces if cited)
        assert f'id="source-{source.citation.n}"' in text
    assert Parsed(text).marked


def test_without_paragraphs_the_cited_words_stand_alone() -> None:
    made = briefing()
    for source in sources(made, {}):
        assert all(cited for piece, cited in source.pieces if piece != " … ")


def test_a_changed_paragraph_is_not_marked_in_the_wrong_place() -> None:
    made = briefing(COURT)
    wrong = {one.id: f"Changed since. {one.text}" for one in COURT.paragraphs}
    assert all("Changed" not in piece for source in sources(made, wrong) for piece, _ in source.pieces)


def test_nothing_of_an_article_becomes_markup_in_the_page() -> None:
    articles = hostile()
    text = page(briefing(*articles), *articles)
    parsed = Parsed(text)
    assert not {"script", "img", "iframe", "svg"} & set(parsed.tags)
    assert "{{ 7 * 7 }}" in text and "${7*7}" in text
    for link in parsed.links:
        assert link.startswith(("#", "https://a.example/"))


def test_nothing_of_an_article_becomes_markup_in_markdown() -> None:
    articles = hostile()
    text = render(briefing(*articles), "md")
    for dialect in ("commonmark", "gfm-like"):
        parser = MarkdownIt(dialect, {"linkify": False, "html": True})
        tokens = [inner for token in parser.parse(text) for inner in [token, *(token.children or ())]]
        kinds = {token.type for token in tokens}
        assert not kinds & {
            "html_block",
            "html_inline",
            "image",
            "code_inline",
            "code_block",
            "fence",
            "table_open",
            "s_open",
        }
        links = [token.attrGet("href") for token in tokens if token.type == "link_open"]
        assert all(str(link).startswith("https://a.example/") for link in links)


def test_markdown_shows_the_text_as_it_is() -> None:
    parser = MarkdownIt("commonmark")
    for text in (*EVIL, "5. May was dry.", "- not a list", "Prices rose 3 % & fell", "a_b_c *d*", "10) ten"):
        (_, inline, _) = parser.parse(escape_markdown(text))
        shown = "".join(token.content for token in inline.children or ())
        assert shown == " ".join(text.split())


def test_only_addresses_of_the_web_become_links() -> None:
    assert web_link("https://a.example/b?c=d&e=f#g") == "https://a.example/b?c=d&e=f#g"
    assert web_link('https://a.example/)<b> "x"') == "https://a.example/%29%3Cb%3E%20%22x%22"
    for bad in (
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "file:///etc/passwd",
        "http://[bad",
    ):
        assert web_link(bad) is None


def test_added_words_are_told_from_the_source() -> None:
    article = make_article(
        "The harbour master of Velm, Ines Holt, closed the harbour on Monday because of ice at the gates.",
        "She said the harbour [in Velm] would open again once the gates could be moved by hand.",
    )
    text = page(briefing(article), article)
    assert "[in Velm]" in text and '<span class="added">[in Velm]' not in text


@pytest.mark.parametrize("articles", [(STRIKE,), (FIRE_POST, FIRE_RADIO), ALL])
def test_small_and_large_briefings_have_headline_text_and_sources(articles: tuple[Article, ...]) -> None:
    text = render(make(articles, now=NOW), "md")
    assert text.startswith("# Briefing on ") and "\n## Sources\n" in text
    assert "\n\n\n" not in text and "None" not in text
    assert ("## In short" in text) is (len(articles) > 2)
