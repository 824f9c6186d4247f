"""Read mails: what the head states, and the text of a letter in every charset and shape."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from made_mails import (
    FERRY,
    ID,
    REEF,
    gone,
    mail,
    only,
    page,
    paragraphs,
    raw,
    texts,
)

from index.article import Given, make_article
from index.heads import name_and_address, page_address, source_of_sender


def test_a_letter_states_all_that_its_head_does() -> None:
    found = only(mail("\n\n".join(FERRY), Content_Language="en-GB"))
    assert found.title == "Ferry late again"
    assert found.source == "Harbour Gazette"
    assert found.published == datetime(2026, 3, 2, 6, 30, tzinfo=timezone(timedelta(hours=1)))
    assert found.published is not None and found.published.isoformat() == "2026-03-02T06:30:00+01:00"
    assert (found.published_from, found.identity, found.language) == ("mail", ID, "en")
    assert texts(found) == FERRY
    assert (found.authors, found.url, found.removed, found.note) == ((), None, (), None)
    assert make_article(found, Given()).identity == ID


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?utf-8?B?RsOkaHJlIG5hY2ggT3NrIHZlcnNww6R0ZXQ=?=", "Fähre nach Osk verspätet"),
        ("=?iso-8859-1?Q?R=E9cif_ferm=E9?=", "Récif fermé"),
        ("Fwd: RE: [harbour-watch] Reef closed", "Reef closed"),
        ("WG: AW: Riff gesperrt", "Riff gesperrt"),
        ("TR : Récif", "Récif"),
        ("Rewrite: the harbour plan", "Rewrite: the harbour plan"),
        ("[osk]", "[osk]"),
    ],
)
def test_the_title_is_the_subject_without_what_programs_put_in_front(subject: str, title: str) -> None:
    assert only(raw(f"From: a@osk.example\nSubject: {subject}", b"The reef is closed.")).title == title


def test_a_subject_in_bare_bytes_is_read() -> None:
    for charset in ("utf-8", "cp1252"):
        data = "Subject: Récif fermé – déjà\r\n\r\nThe reef is closed.".encode(charset)
        assert only(data).title == "Récif fermé – déjà"


@pytest.mark.parametrize(
    ("sender", "source"),
    [
        ("Harbour Gazette Newsletters <news@gazette.example>", "Harbour Gazette"),
        ("Harbour Gazette Morning Briefing <news@gazette.example>", "Harbour Gazette"),
        ('"Morning Briefing | The Tide" <a@mail.thetide.example>', "The Tide"),
        ("Ada Lund at The Tide <a@thetide.example>", "The Tide"),
        ("=?utf-8?Q?K=C3=BCstenbote?= <post@kuestenbote.example>", "Küstenbote"),
        ("noreply@email.gazette.example", "gazette.example"),
        ("news@gazette.example (Harbour Gazette)", "Harbour Gazette"),
        ("El Punto de Osk <a@punto.example>", "El Punto de Osk"),
    ],
)
def test_the_source_is_who_sent_it(sender: str, source: str) -> None:
    assert only(raw(f"From: {sender}\nSubject: Reef", b"The reef is closed.")).source == source


def test_a_list_names_the_source_when_the_sender_does_not() -> None:
    assert source_of_sender("noreply@osk.example", "Harbour Watch <watch.osk.example>") == "Harbour Watch"
    assert source_of_sender("noreply@osk.example", "3f21937f0f636c8cec mc list <x.example>") == "osk.example"
    assert name_and_address('"Lund, Ada" <ADA@osk.example>') == ("Lund, Ada", "ada@osk.example")


def test_the_author_is_the_byline_or_who_wrote_a_personal_mail() -> None:
    body = "\n\n".join(["By Ada Lund", *FERRY])
    assert only(mail(body)).authors == ("Ada Lund",)
    personal = {"From": "Tom Reyes <tom.reyes@osk.example>"}
    assert only(mail("\n\n".join(FERRY), **personal)).authors == ("Tom Reyes",)
    assert only(mail("\n\n".join(FERRY), **personal, List_Unsubscribe="<mailto:u@osk.example>")).authors == ()
    assert only(mail("\n\n".join(FERRY))).authors == ()


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("Mon, 02 Mar 2026 06:30:00 -0500 (EST)", "2026-03-02T06:30:00-05:00"),
        ("Mon, 2 Mar 2026 06:30 GMT", "2026-03-02T06:30:00+00:00"),
        ("Mon, 2 Mar 2026 06:30:00 -0000", "2026-03-02T06:30:00+00:00"),
        ("Fri, 06 Mar 2026 12:30:00 +0000", "2026-03-06T12:30:00+00:00"),
        ("Fri, 06 Mar 2026 14:30:00 +0000", None),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("Mon, 02 Mar 1926 06:30:00 +0000", None),
        ("tomorrow", None),
        ("", None),
    ],
)
def test_the_date_is_the_mails_with_its_zone(stated: str, published: str | None) -> None:
    found = only(raw(f"From: a@osk.example\nSubject: Reef\nDate: {stated}", b"The reef is closed."))
    assert (found.published.isoformat() if found.published else None) == published
    assert found.published_from == ("mail" if published else None)


def test_html_is_taken_for_its_paragraphs_and_text_when_html_is_a_stub() -> None:
    rich = only(mail("Read this online.", page(paragraphs(*FERRY))))
    assert texts(rich) == FERRY
    alike = only(mail("\n".join(FERRY), "<h2>At the quay</h2>" + paragraphs(*FERRY)))
    assert alike.paragraphs[0] == ("heading", "At the quay")
    bare = only(mail("\n\n".join(FERRY), "<p>Your program cannot show this.</p>"))
    assert texts(bare) == FERRY


def test_plain_text_keeps_words_and_drops_addresses_of_links() -> None:
    text = f"{FERRY[0]} <https://click.gazette.example/x/1>\n\n{FERRY[1][:40]} (https://click.gazette.example/2){FERRY[1][40:]}\n\nhttps://click.gazette.example/3\n"
    found = only(mail(text))
    assert texts(found) == FERRY[:2]
    assert gone(found) == {"https://click.gazette.example/3": "address of a link"}


def test_hard_wrapped_text_is_joined() -> None:
    body = "The ferry to Osk was late on Monday for the ninth time this month, the\nharbour master said at noon, and most of the people who were waiting on\nthe quay went home before it came."
    assert texts(only(mail(f"{body}\n\n{REEF[0]}"))) == [" ".join(body.split()), REEF[0]]


def test_flowed_text_is_joined() -> None:
    head = "From: a@osk.example\nSubject: Ferry\nContent-Type: text/plain; charset=utf-8; format=flowed"
    body = b"The ferry to Osk was \r\nlate on Monday.\r\nIt came at noon.\r\n> An old \r\n> line\r\n From here on it is new.\r\n-- \r\nAda\r\n"
    found = only(raw(head, body))
    assert texts(found) == ["The ferry to Osk was late on Monday.", "It came at noon.", "From here on it is new."]
    joined = only(raw(head + "; delsp=yes", b"The fer \r\nry was la \r\nte on Monday.\r\n"))
    assert texts(joined) == ["The ferry was late on Monday."]


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("us-ascii", "utf-8"),
        ("us-ascii", "cp1252"),
        ("utf-8", "cp1252"),
        ("x-unknown-9", "utf-8"),
        ("x-unknown-9", "cp1252"),
        ("", "utf-8"),
        ("windows-1252", "cp1252"),
        ("iso-8859-15", "iso-8859-15"),
        ("utf-16", "utf-16"),
    ],
)
@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable"])
def test_text_is_read_in_its_charset_and_in_the_right_one_when_that_is_wrong(
    declared: str, actual: str, encoding: str
) -> None:
    from base64 import encodebytes
    from quopri import encodestring

    text = "Die Fähre nach Osk fährt später, die Gäste müssen „warten“, sagt der Kapitän."
    text = text if actual != "iso-8859-15" else text.replace("„", "").replace("“", "")
    data = text.encode(actual)
    body = {"8bit": data, "base64": encodebytes(data), "quoted-printable": encodestring(data)}[encoding]
    if encoding == "8bit" and actual == "utf-16":
        pytest.skip("mails cannot carry it so")
    charset = f"; charset={declared}" if declared else ""
    head = (
        f"From: a@osk.example\nSubject: Osk\nContent-Type: text/plain{charset}\nContent-Transfer-Encoding: {encoding}"
    )
    assert texts(only(raw(head, body))) == [text]


def test_cyrillic_and_japanese_are_read_as_declared() -> None:
    for text, charset in (
        ("Паром в Оск опоздал в девятый раз за месяц.", "koi8-r"),
        ("オスク行きのフェリーは今月九回遅れた。", "iso-2022-jp"),
    ):
        head = f"From: a@osk.example\nSubject: Osk\nContent-Type: text/plain; charset={charset}"
        assert texts(only(raw(head, text.encode(charset)))) == [text]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://gazette.example/letters/reef?utm_source=mail&utm_id=1", "https://gazette.example/letters/reef"),
        ("https://gazette.example/2026/03/02/reef-closed.html", "https://gazette.example/2026/03/02/reef-closed.html"),
        ("https://click.gazette.example/letters/reef", None),
        ("https://gazette.example/letters/reef?e=042ea43672", None),
        ("https://gazette.example/track/click/12", None),
        ("https://gazette.example/v/3f21937f0f636c8c", None),
        ("https://gazette.example/", None),
        ("mailto:a@gazette.example", None),
        ("https://[bad/x", None),
    ],
)
def test_only_a_plain_address_is_taken_for_the_page(address: str, expected: str | None) -> None:
    assert page_address(address) == expected
    html = f'<p>Trouble reading this? Click <a href="{address}">here</a>.</p>' + paragraphs(*FERRY)
    assert only(mail(html=html)).url == expected


def test_a_day_that_is_not_the_mails_own_stays() -> None:
    text = "\n\n".join(["Monday 2 March 2026", *FERRY[:2], "Thursday 19 March 2026, 2pm", FERRY[2]])
    assert texts(only(mail(text))) == [*FERRY[:2], "Thursday 19 March 2026, 2pm", FERRY[2]]
