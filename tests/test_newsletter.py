"""Newsletters: read out of their tables, several articles in one issue, what is not shown."""

from __future__ import annotations

import pytest
from made_mails import (
    FERRY,
    ID,
    REEF,
    TUG,
    gone,
    mail,
    only,
    page,
    paragraphs,
    read,
    texts,
)


def test_a_newsletter_is_read_out_of_its_tables() -> None:
    html = page(
        '<a href="https://gazette.example/letters/ferry-late">View in browser</a>',
        '<a href="#a">World</a> | <a href="#b">Business</a> | <a href="#c">Sport</a>',
        '<h1><a href="https://click.gazette.example/1">Ferry late again</a></h1>',
        f"<p>{FERRY[0]}</p><p>{FERRY[1]}</p>",
        f"{FERRY[2]}<br><br>{REEF[0]}<br>&nbsp;<br>{REEF[1]} <a href='https://click.gazette.example/2'>Read more »</a>",
        "<ul><li>Boats</li><li>Engines that <b>work</b></li></ul><blockquote>Wait for me.</blockquote>",
        '<a href="https://click.gazette.example/3" style="background:#003;padding:9px 12px">Take our poll</a>',
        '<img src="https://t.example/open.gif" width="1" height="1">',
    )
    found = only(mail("See the page.", html))
    assert found.title == "Ferry late again"
    assert found.paragraphs == (
        *(("text", text) for text in (*FERRY, *REEF)),
        ("list", "Boats"),
        ("list", "Engines that work"),
        ("quote", "Wait for me."),
    )
    reasons = gone(found)
    assert reasons["Ferry late again"] == "repeats the headline"
    assert reasons["View in browser"] == "link to the page"
    assert reasons["World | Business | Sport"] == "navigation link"
    assert reasons["Read more »"] == "link to read on"
    assert reasons["Take our poll"] == "button"
    assert reasons["Harbour Gazette, 12 Quay Street, Osk 1203"] == "newsletter footer"
    assert reasons["© 2026 Harbour Gazette"] == "newsletter footer"
    assert reasons["Unsubscribe"] == "newsletter footer"
    assert next(one.reason for one in found.removed) == "hidden text"
    assert found.url == "https://gazette.example/letters/ferry-late"


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">Secret</div>',
        '<span style="font-size:0">Secret</span>',
        '<div style="font-size:1px;color:#fff">Secret</div>',
        '<div style="max-height:0; overflow:hidden">Secret</div>',
        '<div style="VISIBILITY:HIDDEN">Secret</div>',
        '<div style="opacity:0">Secret</div>',
        '<div class="x preheader">Secret</div>',
        '<div id="teaser">Secret</div>',
        "<div hidden>Secret</div>",
        "<div>Secret&#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;&#847;</div>",
    ],
)
def test_what_is_not_shown_is_left_out(hidden: str) -> None:
    sheet = (
        "<style>.preheader, #teaser {display: none !important} @media (max-width:600px) {.phone {display:none}}</style>"
    )
    body = f'<div class="phone">{FERRY[0]}</div><p>{FERRY[1]}</p>'
    found = only(mail(html=f"<html><head>{sheet}</head><body>{hidden}{body}</body></html>"))
    assert texts(found) == FERRY[:2]
    assert gone(found) == {"Secret": "hidden text"}


def test_type_of_no_size_around_is_not_hidden_when_the_text_has_its_own() -> None:
    html = (
        f'<table><tr><td style="font-size:0px"><div style="font-size:15px">{FERRY[0]}</div>{FERRY[1]}</td></tr></table>'
    )
    assert texts(only(mail(html=html))) == FERRY[:1]


def test_a_data_table_keeps_its_rows_and_a_layout_gives_its_cells() -> None:
    table = "<table><tr><th>Port</th><th>Time</th></tr><tr><td>Osk</td><td>08:00</td></tr><tr><td>Sorrin</td><td>09:30</td></tr></table>"
    found = only(mail(html=paragraphs(*FERRY) + table))
    assert found.paragraphs[3:] == (("list", "Port | Time"), ("list", "Osk | 08:00"), ("list", "Sorrin | 09:30"))
    columns = (
        f"<table><tr><td>{FERRY[0]}</td><td>{FERRY[1]}</td></tr><tr><td>{REEF[0]}</td><td>{REEF[1]}</td></tr></table>"
    )
    assert texts(only(mail(html=columns))) == [*FERRY[:2], *REEF]


def test_headings_are_also_what_only_looks_like_one() -> None:
    html = f"<b>At the quay</b><br>{FERRY[0]}<div style='font-size:26px'>Off the reef</div><div>{REEF[0]}</div>"
    found = only(mail(html=html))
    assert found.paragraphs == (
        ("heading", "At the quay"),
        ("text", FERRY[0]),
        ("heading", "Off the reef"),
        ("text", REEF[0]),
    )


def test_an_issue_of_several_articles_is_read_as_several() -> None:
    html = page(
        "<p>Good morning.</p>",
        '<h2><a href="https://click.gazette.example/1">Ferry late for the ninth time</a></h2>',
        *(f"<p>{text}</p>" for text in ["By Ada Lund", *FERRY]),
        '<a href="https://click.gazette.example/1">Read the full story</a>',
        '<h2><a href="https://click.gazette.example/2">Reef closed after a poor count</a></h2>',
        *(f"<p>{text}</p>" for text in REEF),
        "<h2>Tides</h2><p>High water is at noon.</p>",
    )
    ferry, reef = read(mail("See the page.", html, Subject="Morning Briefing"))
    assert (ferry.title, texts(ferry), ferry.authors) == ("Ferry late for the ninth time", FERRY, ("Ada Lund",))
    assert (reef.title, reef.authors) == ("Reef closed after a poor count", ())
    assert texts(reef)[:2] == REEF
    assert (ferry.identity, reef.identity) == (ID, f"{ID}#2")
    assert ferry.published == reef.published
    assert ferry.note is not None and "2 articles" in ferry.note
    assert gone(ferry)["Good morning."] == "short item of the newsletter"
    assert (ferry.url, reef.url) == (None, None)


def test_columns_with_their_own_headlines_are_two_articles() -> None:
    html = f"<table><tr><td><h3>Ferry late</h3>{paragraphs(*FERRY)}</td><td><h3>Reef closed</h3>{paragraphs(*REEF)}</td></tr></table>"
    found = read(mail(html=html, Subject="Morning Briefing"))
    assert [(one.title, texts(one)) for one in found] == [("Ferry late", FERRY), ("Reef closed", REEF)]


def test_what_is_left_of_an_issue_is_an_article_when_it_is_long() -> None:
    linked = '<h2><a href="https://click.gazette.example/{}">{}</a></h2>{}'
    intro = paragraphs(*TUG)
    html = (
        intro + linked.format(1, "Ferry late", paragraphs(*FERRY)) + linked.format(2, "Reef closed", paragraphs(*REEF))
    )
    found = read(mail(html=html, Subject="Morning Briefing"))
    assert [one.title for one in found] == ["Ferry late", "Reef closed", "Morning Briefing"]


def test_an_article_with_subheadings_is_one_and_its_author_may_be_the_sender() -> None:
    html = (
        "<h1>On ferries</h1><h3>What a late boat says about an island</h3><table><tr><td>Ada Lund</td></tr><tr><td>Mar 2</td></tr>"
        f"</table>{paragraphs(*FERRY)}<h2>The reef</h2>{paragraphs(*REEF)}<h2>What comes next</h2>{paragraphs(*TUG)}"
    )
    found = only(mail(html=html, Subject="On ferries", From="Ada Lund from The Tide <tide@letters.example>"))
    assert [text for kind, text in found.paragraphs if kind == "heading"] == ["The reef", "What comes next"]
    assert found.standfirst == "What a late boat says about an island"
    assert (found.authors, found.source) == (("Ada Lund",), "The Tide")
    assert gone(found)["Mar 2"] == "date line"


def test_a_subject_that_names_a_headline_has_several_articles_below_it() -> None:
    heads = ("Ferry late for the ninth time", "Reef closed", "Tugs stand by")
    html = "<h1>The Tide</h1><p>Good morning.</p>" + "".join(
        f"<h2>{head}</h2>{paragraphs(*text)}" for head, text in zip(heads, (FERRY, REEF, TUG), strict=True)
    )
    foot = "<p>You receive this newsletter because you signed up.</p><p>Unsubscribe</p>"
    found = read(mail(html=html + foot, Subject="The Tide: Ferry late for the ninth time – and two more"))
    assert [one.title for one in found] == list(heads)
    assert [texts(one) for one in found] == [FERRY, REEF, TUG]
    assert gone(found[-1])["You receive this newsletter because you signed up."] == "newsletter footer"
    essay = f"<h1>On ferries and what comes next</h1>{html}<h2>What comes next</h2>{paragraphs(*TUG)}"
    assert len(read(mail(html=essay, Subject="On ferries and what comes next"))) == 1


def test_teasers_below_their_headlines_are_one_letter() -> None:
    html = "".join(
        f'<h2><a href="#{i}">Headline number {i} of the day</a></h2><p>{text}</p>' for i, text in enumerate(FERRY)
    )
    found = only(mail(html=html, Subject="Morning Briefing"))
    assert [kind for kind, _ in found.paragraphs] == ["heading", "text"] * 3


def test_a_line_that_signs_an_article_of_an_issue_tells_its_outlet_and_day() -> None:
    html = page(
        f"<h2>Ferry late for the ninth time</h2><p>By Ada Lund | Osk Weekly | 27 February 2026</p>{paragraphs(*FERRY)}",
        f"<h2>Reef closed to boats</h2><p>By Tom Reyes, Port Amsel, 1 March 2026</p>{paragraphs(*REEF)}",
    )
    ferry, reef = read(mail(html=html, Subject="Morning Briefing"))
    assert (ferry.authors, ferry.source, str(ferry.published)) == (("Ada Lund",), "Osk Weekly", "2026-02-27")
    assert (reef.authors, reef.source, str(reef.published)) == (("Tom Reyes",), "Harbour Gazette", "2026-03-01")
    assert ferry.published_from == reef.published_from == "text"
    assert texts(ferry) == FERRY and texts(reef) == REEF


def test_a_letter_of_one_article_is_of_who_sent_it_and_when() -> None:
    found = only(mail(html=page(f"<p>By Ada Lund | Osk Weekly | 27 February 2026</p>{paragraphs(*FERRY)}")))
    assert (found.authors, found.source, str(found.published)[:10]) == (("Ada Lund",), "Harbour Gazette", "2026-03-02")
    assert texts(found) == FERRY and found.published_from == "mail"
