"""What an item of a feed states: titles, dates, people, and whether its text is a teaser."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from made_feeds import BODY, HTML, NOW, atom, only, rss

from index.feed import read_feed
from index.feed_fields import moment_of


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("AT&amp;amp;T buys", "AT&T buys"),
        ("AT&amp;amp;amp;T buys", "AT&T buys"),
        ("Q&A at R&D", "Q&A at R&D"),
        ("<![CDATA[Tea &amp; “cake”]]>", "Tea & “cake”"),
        ("&lt;b&gt;Bold&lt;/b&gt; news", "Bold news"),
        ("<b>Bold</b> news", "Bold news"),
        ("&amp;lt;i&amp;gt;Aldine&amp;lt;/i&amp;gt; sails", "Aldine sails"),
        ("&amp;#8216;Late&amp;#8217; ferry&nbsp;sails", "‘Late’ ferry sails"),
        ("5 &lt; 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("Line&#11;break\x0b", "Linebreak"),
        ("&lol; rises", "&lol; rises"),
    ],
)
def test_titles_are_shown_as_they_are_meant(title: str, shown: str) -> None:
    assert only(rss(f"<title>{title}</title>")).title == shown


def test_atom_says_whether_a_title_is_html() -> None:
    titles = (
        ("text", "What &lt;b> does"),
        ("html", "What &lt;b>it&lt;/b> does"),
        ("xhtml", "<div>What <b>it</b> does</div>"),
    )
    data = atom(*(f'<entry><title type="{kind}">{title}</title></entry>' for kind, title in titles))
    assert [one.title for one in read_feed(data).items] == ["What <b> does", "What it does", "What it does"]


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("Mon, 02 Mar 2026 08:00:00 EST", "2026-03-02T08:00:00-05:00"),
        ("Mon, 02 Mar 2026 08:00:00 GMT+2", "2026-03-02T08:00:00+02:00"),
        ("Mon, 02 Mar 2026 08:00 UTC-03:30", "2026-03-02T08:00:00-03:30"),
        ("Mon, 02 Mar 2026 08:00:00 Z", "2026-03-02T08:00:00+00:00"),
        ("Mon, 02 Mar 2026 08:00:00 CEST", "2026-03-02T08:00:00+02:00"),
        ("Mon, 02 Mar 2026 08:00:00 +0100 (CET)", "2026-03-02T08:00:00+01:00"),
        ("2 March 26 08:00:00 -0000", "2026-03-02T08:00:00+00:00"),
        ("2026-03-02T08:00:00.123+05:30", "2026-03-02T08:00:00.123000+05:30"),
        ("2026-03-02 08:00:00 +0100", "2026-03-02T08:00:00+01:00"),
        ("Mon, 02 Mar 2026 08:00:00", "2026-03-02T08:00:00"),
        ("Mon, 02 Mar 2026", "2026-03-02"),
        ("March 2, 2026 at 8 am", "2026-03-02"),
        ("Mon, 09 Mar 2026 08:00:00 GMT", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0001-01-01T00:00:00Z", None),
        ("Mon, 02 Mar 2026 25:61:00 +9999", "2026-03-02"),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_keep_their_zone(stated: str, moment: str | None) -> None:
    found = moment_of(stated, NOW)
    assert (found.isoformat() if found else None) == moment
    assert only(rss(f"<title>A</title><pubDate>{stated}</pubDate>")).published == found


def test_a_feed_that_names_no_date_gives_none() -> None:
    item = only(
        rss("<title>A</title><link>https://a.example/1</link>", head="<lastBuildDate>2026-03-01</lastBuildDate>")
    )
    assert item.published is None and item.modified is None
    changed = only(atom("<entry><title>A</title><updated>2026-03-02T08:00:00Z</updated></entry>"))
    assert (changed.published, changed.modified) == (None, datetime(2026, 3, 2, 8, tzinfo=UTC))


def test_people_are_named_without_addresses() -> None:
    names = (
        "ada@g.example (Ada Lund)",
        "Tom Reyes &lt;tom@g.example&gt;",
        "By Ines Holt,Ada Lund",
        "noreply@g.example",
        "admin",
    )
    feed = read_feed(rss(*(f"<title>A</title><author>{name}</author>" for name in names)))
    assert [one.authors for one in feed.items] == [("Ada Lund",), ("Tom Reyes",), ("Ines Holt", "Ada Lund"), (), ()]
    data = atom("<entry><title>A</title></entry>", head="<author><name>Ada Lund</name><uri>x</uri></author>")
    assert only(data).authors == ("Ada Lund",)


@pytest.mark.parametrize(
    ("inner", "teaser"),
    [
        (f"<link>https://a.example/1</link><description>{BODY[0]}</description>", True),
        (f"<description>{BODY[0]}</description>", False),
        (f"<link>https://a.example/1</link><description>{' '.join(BODY * 3)}</description>", False),
        (f"<link>https://a.example/1</link><description>{' '.join(BODY * 3)} [&amp;#8230;]</description>", True),
        (f"<content:encoded><![CDATA[{HTML}]]></content:encoded><link>https://a.example/1</link>", False),
        (f"<content:encoded><![CDATA[{HTML}<a href='/1'>Read more &raquo;</a>]]></content:encoded>", True),
        (f"<content:encoded><![CDATA[{HTML * 6}...]]></content:encoded>", False),
        ("<link>https://a.example/1</link>", True),
    ],
)
def test_teasers_are_known(inner: str, teaser: bool) -> None:
    assert only(rss(f"<title>A</title>{inner}")).teaser is teaser
