"""Addresses over real HTTP: pages, the code pages their hosts state, and whose name an item may bear."""

from __future__ import annotations

import pytest
from courier import STORM, page
from fictional import BREAD, FERRY
from webhost import Host

from index import follow
from index.article import Given, canonical
from index.errors import SourceError
from index.library import Library
from index.read import read
from index.text import digest


def test_a_page_is_read_from_its_address(host: Host) -> None:
    with host.fetcher() as web:
        (article,) = read(host.url("/ferry?utm_source=mail".partition("?")[0]), web=web)
        assert [one.text for one in article.paragraphs] == FERRY
        assert article.url == host.url("/ferry") and article.title == "Ferry to Osk late again"
        with pytest.raises(SourceError, match="not there"):
            read(host.url("/gone"), web=web)


def test_a_page_without_an_article_names_its_feed(host: Host) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    host.pages["/"] = f"<html><head>{link}</head><body><p>Welcome</p></body></html>"
    with host.fetcher() as web, pytest.raises(SourceError, match=f"names a feed: {host.url('/feed')}"):
        read(host.url("/"), web=web)


POLISH = "Burza zamknęła port w Gdyni. Żadna łódź nie wypłynie przed środą, powiedział kapitan portu w piątek rano."
TURKISH = "Fırtına limanı kapattı. Şiddetli rüzgâr nedeniyle feribotlar iptal edildi, dedi yetkili, ığdır ve şile."
JAPANESE = "港は嵐のため閉鎖された。船長は月曜日にフェリーが遅れると述べた。 乗客 は 港 で 待った。"
QUOTED = "“We won’t sail,” said Ines Holt – the line’s director – and the café on the quay gave out tea for €2."
CYRILLIC = "Шторм закрыл порт. Ни одна лодка не выйдет в море до среды, сказал капитан порта в пятницу утром."
STATED = pytest.mark.parametrize(
    ("stated", "encoding", "declared", "text"),
    [
        ("iso-8859-2", "iso-8859-2", "", POLISH),
        ("windows-1254", "cp1254", "", TURKISH),
        ("windows-1251", "cp1251", "", CYRILLIC),
        ("Shift_JIS", "shift_jis", "", JAPANESE),
        ("iso-8859-1", "cp1252", "", QUOTED),
        ("windows-1254", "cp1254", "iso-8859-2", TURKISH),
        ("iso-8859-2", "iso-8859-2", "iso-8859-1", POLISH),
        ("iso-8859-2", "utf-8", "", POLISH),
        ("iso-8859-2", "utf-8-sig", "", POLISH),
        ("shift_jis", "utf-8", "shift_jis", JAPANESE),
        ("gb2312", "utf-8", "gb2312", JAPANESE),
        ("utf-16le", "utf-16-le", "", QUOTED),
        ("utf-8", "cp1252", "", QUOTED),
        ("punycode", "cp1252", "undefined", QUOTED),
        ("no-such-thing", "iso-8859-2", "iso-8859-2", POLISH),
    ],
    ids=lambda value: value[:12] if value.isascii() else "",
)
"""The code page that the host states, the true one, the one that the text declares, and a text."""


@STATED
def test_the_code_page_that_the_host_states_is_read(
    host: Host, stated: str, encoding: str, declared: str, text: str
) -> None:
    head = f'<meta charset="{declared}">' if declared else ""
    host.pages["/a"] = (
        f"text/html; charset={stated}",
        page("A storm", [text, text + " 2", text + " 3"], head).encode(encoding),
    )
    host.pages["/b"] = f"text/plain; charset={stated}", f"A storm\n\n{text}\n\n{text} 2".encode(encoding)
    with host.fetcher() as web:
        for path in ("/a", "/b") if not declared else ("/a",):
            assert text in [one.text for article in read(host.url(path), web=web) for one in article.paragraphs]


@STATED
def test_the_code_page_that_the_host_states_is_that_of_its_feed(
    host: Host, stated: str, encoding: str, declared: str, text: str
) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    item = f"<item><title>A storm</title><guid>1</guid><description>{text} {text}</description></item>"
    body = f'{head}<rss version="2.0"><channel><title>News</title>{item}</channel></rss>'.encode(encoding)
    host.pages["/storm"] = f"application/rss+xml; charset={stated}", body
    with host.fetcher() as web:
        (article,) = read(host.url("/storm"), web=web)
    assert [one.text for one in article.paragraphs] == [f"{text} {text}"]


def whole(link: str, guid: str, paragraphs: list[str], site: str = "https://courier.example/") -> tuple[str, bytes]:
    """Return a feed of one item with its whole text."""
    text = "".join(f"&lt;p&gt;{one}&lt;/p&gt;" for one in paragraphs)
    item = f"<item><title>Storm</title>{link}{guid}<description>{text}</description></item>"
    head = f"<title>The Courier</title><link>{site}</link>"
    return "application/rss+xml", f'<rss version="2.0"><channel>{head}{item}</channel></rss>'.encode()


def test_a_feed_may_not_put_its_text_under_the_address_of_another_site(library: Library, host: Host) -> None:
    elsewhere = host.address.replace("127.0.0.1", "localhost")
    address = f"http://{elsewhere}/bread"
    host.pages["/whole"] = whole(f"<link>{address}</link>", "<guid>7</guid>", [*STORM, *FERRY])
    with host.fetcher(allowed_hosts=(host.address, elsewhere)) as web:
        (bread,) = read(address, web=web)
        assert library.add([bread])[0].status == "added"
        (taken,) = follow.take(library, web, host.url("/whole"), Given()).added
        host.pages["/bread"] = page(
            "Bread on Sundays", [f"{one} It was so in {year}." for year in range(3) for one in BREAD]
        )
        (again,) = read(host.url("/whole"), web=web)
    assert taken.status == "added" and taken.article.id != bread.id
    assert [one.text for one in taken.article.paragraphs] == [*STORM, *FERRY]
    assert taken.article.url is None and address in (taken.article.note or "")
    assert [one.text for one in library.get(bread.id).paragraphs] == BREAD
    assert (again.id, again.url) == (bread.id, address), "a page that says more is the article itself"


@pytest.mark.parametrize("guid", ["https://{0}/bread", "tag:{0},2026:bread"])
def test_a_feed_may_not_take_the_id_of_another_sites_item(host: Host, guid: str) -> None:
    named = guid.format("bakers.example")
    host.pages["/whole"] = whole("", f'<guid isPermaLink="false">{named}</guid>', STORM)
    with host.fetcher() as web:
        (article,) = read(host.url("/whole"), web=web)
    assert article.id not in (digest(named), digest(canonical(named) or ""))


def test_items_with_the_same_number_in_two_feeds_of_a_site_are_two(library: Library, host: Host) -> None:
    host.pages["/storms"] = whole("", '<guid isPermaLink="false">1</guid>', STORM)
    host.pages["/loaves"] = whole("", '<guid isPermaLink="false">1</guid>', BREAD)
    with host.fetcher() as web:
        added = [follow.take(library, web, host.url(path), Given()).added[0] for path in ("/storms", "/loaves")]
        assert [one.status for one in added] == ["added", "added"]
        assert follow.take(library, web, host.url("/storms"), Given()).unchanged == 1
    assert len(library.articles()) == 2
