"""Read mails: newsletters, letters, forwarded ones, mailboxes, in every charset and shape, whole, damaged and hostile."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Given, make_article
from index.clean import Cleaned
from index.errors import SourceError
from index.footers import foot_reason
from index.heads import moment_of_head, name_and_address, page_address, source_of_sender, title_of
from index.letter import pieces_of_text
from index.mail import messages, read_mail
from index.newsletter import pieces_of, tree_of

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
MAILS = Path(__file__).parents[1].parent / "shared" / "eval" / "mails"
ID = "<k7.2026@gazette.example>"
FERRY = [
    "The ferry to Osk was late on Monday for the ninth time this month, the harbour master said at noon.",
    "“We will not run a boat that is not safe. People can wait an hour,” said Ines Holt, the line’s director, on the quay.",
    "The Aldine Line expects to run every crossing again from Friday, when the second engine is back from Sorrin.",
]
REEF = [
    "Divers counted four hundred coral heads off the north reef in spring, a third fewer than two years ago.",
    "The council closed the reef to boats on Tuesday and will count again in June, its biologist Tom Reyes said.",
]
TUG = [
    "Two tugs from Sorrin have stood by since February to take the ferry’s passengers when her engine stops at sea.",
    "They have done so four times, the coast guard’s log shows, and each time the people were ashore within the hour.",
    "Nobody was hurt, but the council wants to know who pays for the tugs, and has asked the line to say so in writing.",
]
PREHEADER = (
    '<div style="display:none;max-height:0px;overflow:hidden">Ferry late again &#847;&zwnj;&nbsp;&#847;&zwnj;</div>'
)
FOOTER = (
    '<tr><td><a href="https://f.example"><img src="f.png" alt="Facebook"></a></td></tr>'
    "<tr><td>You are receiving this email because you signed up at gazette.example.</td></tr>"
    '<tr><td><a href="https://u.example">Unsubscribe</a></td></tr><tr><td>Or manage your preferences.</td></tr>'
    "<tr><td>Harbour Gazette, 12 Quay Street, Osk 1203</td></tr><tr><td>© 2026 Harbour Gazette</td></tr>"
)


def mail(text: str | None = None, html: str | None = None, **fields: str) -> EmailMessage:
    """Return a mail of the Harbour Gazette with these versions of its text."""
    message = EmailMessage()
    fields = {
        "From": "Harbour Gazette Newsletters <news@gazette.example>",
        "Subject": "Ferry late again",
        "Date": "Mon, 02 Mar 2026 06:30:00 +0100",
        "Message_ID": ID,
        **fields,
    }
    if text is not None:
        message.set_content(text)
    if html is not None and text is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    for name, value in fields.items():
        if value:
            message[name.replace("_", "-")] = value
    return message


def raw(head: str, body: bytes = b"") -> bytes:
    """Return a mail as its bytes, for what the library would not write."""
    return head.strip().replace("\n", "\r\n").encode() + b"\r\n\r\n" + body


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def rows(*cells: str) -> str:
    """Return a row for each cell, in a table of its own inside it, as editors of newsletters make them."""
    inner = '<tr><td style="padding:9px"><table role="presentation" width="100%"><tr><td>{}</td></tr></table></td></tr>'
    return "".join(inner.format(cell) for cell in cells)


def page(*cells: str) -> str:
    return f'<html><body>{PREHEADER}<table role="presentation">{rows(*cells)}{FOOTER}</table></body></html>'


def read(message: EmailMessage | bytes) -> list[Cleaned]:
    return read_mail(message if isinstance(message, bytes) else message.as_bytes(), now=NOW)


def only(message: EmailMessage | bytes) -> Cleaned:
    (found,) = read(message)
    return found


def texts(found: Cleaned) -> list[str]:
    return [text for _, text in found.paragraphs]


def gone(found: Cleaned) -> dict[str, str]:
    return {one.text: one.reason for one in found.removed}


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


def test_teasers_below_their_headlines_are_one_letter() -> None:
    html = "".join(
        f'<h2><a href="#{i}">Headline number {i} of the day</a></h2><p>{text}</p>' for i, text in enumerate(FERRY)
    )
    found = only(mail(html=html, Subject="Morning Briefing"))
    assert [kind for kind, _ in found.paragraphs] == ["heading", "text"] * 3


FORWARDS = {
    "en": (
        "---------- Forwarded message ---------",
        "From: Island Post <news@islandpost.example>\nDate: Sun, Mar 1, 2026 at 6:26 PM\nSubject: Reef closed\nTo: Ada <a@osk.example>",
    ),
    "apple": (
        "Begin forwarded message:",
        "From: Island Post <news@islandpost.example>\nSubject: Reef closed\nDate: 1 March 2026 at 18:26:00 CET\nTo: a@osk.example",
    ),
    "outlook": (
        "-----Original Message-----",
        "From: Island Post [mailto:news@islandpost.example]\nSent: Sunday, March 1, 2026 6:26 PM\nTo: Ada\nSubject: Reef closed",
    ),
    "bare": (
        "________________________________",
        "From: Island Post <news@islandpost.example>\nSent: Sunday, March 1, 2026 6:26 PM\nTo: Ada\nSubject: Reef closed",
    ),
    "de": (
        "-------- Weitergeleitete Nachricht --------",
        "Betreff: Reef closed\nDatum: Sonntag, 1. März 2026 18:26\nVon: Island Post <news@islandpost.example>\nAn: a@osk.example",
    ),
    "fr": (
        "Début du message transféré :",
        "De : Island Post <news@islandpost.example>\nObjet : Rép : Reef closed\nDate : 1 mars 2026 à 18:26\nÀ : a@osk.example",
    ),
    "es": (
        "---------- Mensaje reenviado ---------",
        "De: Island Post <news@islandpost.example>\nFecha: dom, 1 de marzo de 2026 18:26\nAsunto: Reef closed\nPara: a@osk.example",
    ),
}


@pytest.mark.parametrize("form", FORWARDS)
@pytest.mark.parametrize("rich", [False, True])
def test_a_forwarded_mail_is_the_article(form: str, rich: bool) -> None:
    marker, head = FORWARDS[form]
    text = "\n\n".join(["Worth reading!", f"{marker}\n{head}", *REEF])
    html = f"<div>Worth reading!</div><div>{marker}<br>{head.replace('<', '&lt;').replace(chr(10), '<br>')}<br><br>{paragraphs(*REEF)}</div>"
    message = mail(
        None if rich else text, html if rich else None, Subject="Fwd: Reef", From="Ada Lund <ada@osk.example>"
    )
    found = only(message)
    assert (found.title, found.source, found.published) == ("Reef closed", "Island Post", date(2026, 3, 1))
    assert texts(found) == REEF
    assert found.authors == ()
    assert gone(found)["Worth reading!"] == "note by who forwarded it"
    assert found.identity == ID


def test_a_forward_of_a_forward_gives_the_innermost() -> None:
    heads = [f"{marker}\n{head}" for marker, head in (FORWARDS["de"], FORWARDS["en"])]
    heads[0] = heads[0].replace("Island Post", "Tom Reyes")
    found = only(mail("\n\n".join(["See below.", heads[0], "Me too.", heads[1], *REEF]), Subject="Fwd: WG: Reef"))
    assert (found.source, texts(found)) == ("Island Post", REEF)


def test_a_long_text_above_a_forwarded_mail_is_an_article_too() -> None:
    marker, head = FORWARDS["en"]
    own = [*FERRY, *TUG]
    mine, theirs = read(mail("\n\n".join([*own, f"{marker}\n{head}", *REEF]), Subject="Fwd: Reef closed"))
    assert (mine.source, texts(mine), mine.identity) == ("Harbour Gazette", own, ID)
    assert (theirs.source, texts(theirs), theirs.identity) == ("Island Post", REEF, f"{ID}#2")


@pytest.mark.parametrize(
    "intro",
    [
        "On Mon, Mar 2, 2026 at 6:26 PM, Ada Lund <ada@osk.example> wrote:",
        "On Mon, Mar 2, 2026 at 6:26 PM, Ada Lund <ada@osk.example>\nwrote:",
        "Am 02.03.2026 um 18:26 schrieb Ada Lund:",
        "Le lun. 2 mars 2026 à 18:26, Ada Lund <ada@osk.example> a écrit :",
        "El lun, 2 mar 2026 a las 18:26, Ada Lund (<ada@osk.example>) escribió:",
    ],
)
def test_what_an_answer_quotes_is_left_out(intro: str) -> None:
    text = f"{FERRY[0]}\n\n{intro}\n\n> {REEF[0]}\n>> {REEF[1]}\n\n{FERRY[1]}\n"
    found = only(mail(text, Subject="Re: Reef"))
    assert texts(found) == FERRY[:2]
    reasons = gone(found)
    assert reasons.pop(" ".join(intro.split())) == "quotation of an earlier mail"
    assert set(reasons.values()) == {"quotation of an earlier mail"} and len(reasons) == 2


def test_an_answer_above_an_original_message_is_the_article() -> None:
    marker, head = FORWARDS["outlook"]
    found = only(mail("\n\n".join([FERRY[0], f"{marker}\n{head}", *REEF]), Subject="RE: Reef closed"))
    assert (found.title, texts(found), found.source) == ("Reef closed", FERRY[:1], "Harbour Gazette")


def test_quotations_in_html_are_known_by_what_programs_call_them() -> None:
    html = (
        f"<div>{FERRY[0]}</div><div class='gmail_quote'>On Mon, Mar 2, 2026, Ada wrote:<br><blockquote>{REEF[0]}</blockquote></div>"
        f"<blockquote type='cite'>{REEF[1]}</blockquote><blockquote>{FERRY[1]}</blockquote>"
    )
    found = only(mail(html=html, Subject="Re: Reef"))
    assert found.paragraphs == (("text", FERRY[0]), ("quote", FERRY[1]))


def test_a_mail_that_only_quotes_keeps_what_it_quotes() -> None:
    assert texts(only(mail("\n>\n".join(f"> {text}" for text in REEF)))) == REEF


def test_signatures_are_left_out() -> None:
    found = only(mail("\n\n".join(FERRY) + "\n\n-- \nAda Lund\nHarbour Gazette\n+44 20 555 0101\n"))
    assert texts(found) == FERRY
    assert gone(found) == dict.fromkeys(("--", "Ada Lund", "Harbour Gazette", "+44 20 555 0101"), "signature")
    assert texts(only(mail("\n\n".join([*FERRY, "Sent from my iPhone"])))) == FERRY
    html = f"{paragraphs(*FERRY)}<div class='gmail_signature'>Ada Lund<br>Osk</div>"
    assert texts(only(mail(html=html))) == FERRY


@pytest.mark.parametrize(
    "line",
    [
        "Wenn Sie den Newsletter nicht mehr erhalten möchten, können Sie ihn hier abbestellen.",
        "Sie erhalten diesen Newsletter, weil Sie sich angemeldet haben.",
        "Si vous ne souhaitez plus recevoir nos messages, cliquez ici.",
        "Vous recevez cette lettre car vous êtes inscrit.",
        "Para darse de baja, haga clic aquí.",
        "Si no desea recibir más correos, avise aquí.",
        "This email was sent to ada@osk.example",
        "Copyright © 2026 Harbour Gazette, All rights reserved.",
    ],
)
def test_footers_are_known_in_four_languages(line: str) -> None:
    found = only(mail("\n\n".join([*FERRY, line, "Harbour Gazette, Quay 12"])))
    assert texts(found) == FERRY
    assert set(gone(found).values()) == {"newsletter footer"}


def test_sentences_about_leaving_a_list_stay() -> None:
    told = (
        "Readers who wanted to unsubscribe from the ferry’s alerts had to write a letter, the council said on Monday."
    )
    assert texts(only(mail("\n\n".join([told, *FERRY, *REEF])))) == [told, *FERRY, *REEF]
    assert foot_reason("The road was closed.", linked=False, late=True) is None


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


def test_attached_mails_are_articles_and_the_note_above_is_kept_as_left_out() -> None:
    outer = mail("Worth reading!", Subject="Fwd: two letters", Message_ID="<outer@osk.example>")
    outer.add_attachment(mail("\n\n".join(FERRY)))
    outer.add_attachment(
        mail("\n\n".join(REEF), Subject="Reef closed", From="Island Post <p@post.example>", Message_ID="")
    )
    outer.add_attachment("not to be read, a note of sums", filename="sums.txt")
    outer.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    ferry, reef = read(outer)
    assert (ferry.title, ferry.identity, texts(ferry)) == ("Ferry late again", ID, FERRY)
    assert (reef.title, reef.source, reef.identity) == ("Reef closed", "Island Post", "<outer@osk.example>#2")
    assert gone(ferry) == {"Worth reading!": "note by who forwarded it"}


def test_a_digest_gives_each_mail_and_not_its_table_of_contents() -> None:
    inner = [
        raw(f"From: a@osk.example\nSubject: [osk] Mail {i}", f"{REEF[0]} It is mail {i}.".encode()) for i in (1, 2)
    ]
    contents = b"Today's topics, and how to leave this list of ours. " * 20
    body = b"--o\r\n\r\n" + contents + b"\r\n--o\r\nContent-Type: multipart/digest; boundary=i\r\n\r\n"
    body += b"".join(b"--i\r\n\r\n" + one + b"\r\n" for one in inner) + b"--i--\r\n--o--\r\n"
    found = read(raw("From: list@osk.example\nSubject: Osk digest\nContent-Type: multipart/mixed; boundary=o", body))
    assert [one.title for one in found] == ["Mail 1", "Mail 2"]
    assert texts(found[1]) == [f"{REEF[0]} It is mail 2."]


def test_parts_in_parts_are_read_in_order() -> None:
    message = mail("\n\n".join(FERRY), page(paragraphs(*FERRY)))
    rich = message.get_payload()[1]
    assert isinstance(rich, EmailMessage)
    rich.add_related(b"GIF89a", maintype="image", subtype="gif", cid="<logo@gazette.example>")
    message.make_mixed()
    message.attach(mail(html=paragraphs(*REEF), Subject="", From="", Date="", Message_ID=""))
    assert texts(only(message)) == [*FERRY, *REEF]


def test_an_attached_page_is_an_article_of_its_own() -> None:
    message = mail("The page is attached.")
    attached = f"<html><head><title>Reef closed</title></head><body>{paragraphs(*REEF)}</body></html>"
    message.add_attachment(attached, subtype="html", filename="reef.html")
    found = only(message)
    assert (found.title, found.source, texts(found)) == ("Reef closed", "Harbour Gazette", REEF)
    assert gone(found) == {"The page is attached.": "note by who forwarded it"}


def test_a_boundary_that_is_wrongly_stated_is_found() -> None:
    body = b"--real\r\nContent-Type: text/html\r\n\r\n" + paragraphs(*REEF).encode() + b"\r\n--real--\r\n"
    assert texts(only(raw("Subject: Reef\nContent-Type: multipart/alternative; boundary=other", body))) == REEF


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


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\r\n \x00", "empty"),
        (b"Only a text, and no mail at all.", "no mail"),
        (raw("From: a@osk.example\nSubject: Osk"), "no text"),
        (raw("Subject: Osk\nContent-Type: text/html", b"<img src='https://t.example/a.gif'>"), "no text"),
        (raw("Subject: Osk\nContent-Type: image/png", b"\x89PNG"), "no text"),
    ],
)
def test_a_mail_without_text_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        read(data)


def test_hostile_mails_are_refused_or_read_in_bounds() -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(400))
    with pytest.raises(SourceError):
        read(b"Subject: deep\n" + deep + b"\nx" * 100_000)
    with pytest.raises(SourceError):
        read(b"Subject: many\nContent-Type: multipart/mixed; boundary=bb\n\n" + b"--bb\n\nx\n" * 100_000)
    with pytest.raises(SourceError):
        read(b"Subject: nested\n" + b"Content-Type: message/rfc822\n\n" * 3000 + b"Subject: x\n\nText.")
    wide = b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\nFrom: " + b"a <b@c>, " * 50_000 + b"\n\nThe reef is closed."
    assert texts(only(wide)) == ["The reef is closed."]
    tags = "<div><b><table><tr><td>x" * 100_000
    assert len(read(mail(html=f"{paragraphs(*FERRY)}{tags}"))) == 1
    assert texts(only(mail(html="<div><font>" * 300 + FERRY[0]))) == [FERRY[0]]


def test_of_many_parts_the_first_are_read() -> None:
    part = b"--bb\r\nContent-Type: text/plain\r\n\r\nReef number %d is closed.\r\n"
    body = b"".join(part % i for i in range(300)) + b"--bb--\r\n"
    found = only(raw("Subject: Reefs\nContent-Type: multipart/mixed; boundary=bb", body))
    assert 150 < len(found.paragraphs) < 200


def test_a_mailbox_gives_its_mails_one_by_one(tmp_path: Path) -> None:
    first, second = (
        mail("\n\n".join(FERRY)),
        mail(f"{REEF[0]}\n\nFrom here on it is closed.\n\n{REEF[1]}", Subject="Reef"),
    )
    box = tmp_path / "box.mbox"
    quoted = second.as_bytes().replace(b"\nFrom here", b"\n>From here")
    box.write_bytes(b"From a Mon Mar  2\n" + first.as_bytes() + b"\nFrom b Mon Mar  2\n" + quoted + b"\n")
    found = list(messages(box, 100_000))
    assert found[0].rstrip() == first.as_bytes().rstrip()
    assert [only(one).title for one in found] == ["Ferry late again", "Reef"]
    assert texts(only(found[1])) == [REEF[0], "From here on it is closed.", REEF[1]]


def test_a_line_that_begins_with_from_inside_a_paragraph_parts_no_mail(tmp_path: Path) -> None:
    box = tmp_path / "box.mbox"
    box.write_bytes(b"From a\r\nSubject: Reef\r\n\r\nThe reef is closed.\r\nFrom noon on.\r\n\r\n>>From quoted\r\n")
    (found,) = messages(box, 1000)
    assert found.endswith(b"closed.\r\nFrom noon on.\r\n\r\n>From quoted\r\n")


def test_a_mail_that_is_too_large_stops_the_mailbox_with_a_sentence(tmp_path: Path) -> None:
    box = tmp_path / "box.mbox"
    box.write_bytes(b"From a\nSubject: Reef\n\nClosed.\n\nFrom b\nSubject: Reef\n\n" + b"x" * 3_000_000)
    found = messages(box, 1000)
    assert next(found).startswith(b"Subject: Reef")
    with pytest.raises(SourceError, match=r"Mail 2 of .*box\.mbox"):
        next(found)


def test_heads_are_read_in_the_forms_that_programs_write() -> None:
    assert moment_of_head("Sun, 1 Mar 2026 18:26:00 +0100", NOW) == datetime(2026, 3, 1, 17, 26, tzinfo=UTC)
    for text in (
        "dimanche 1 mars 2026 18:26",
        "1 de marzo de 2026",
        "01.03.2026 18:26",
        "1. März 2026",
        "March 1, 2026 6:26 PM",
    ):
        assert moment_of_head(text, NOW) == date(2026, 3, 1)
    assert moment_of_head("1 mars 2030", NOW) is None
    assert moment_of_head("03/04/2025", NOW) is None
    assert title_of("Re: ") == "Re:"


@given(st.binary(max_size=600))
def test_any_bytes_give_articles_or_a_sentence(data: bytes) -> None:
    for one in (data, b"Subject: x\n\n" + data, b"Subject: x\nContent-Type: text/html\n\n" + data):
        try:
            found = read_mail(one, now=NOW)
        except SourceError as error:
            assert str(error).endswith(".")
        else:
            assert found and all(isinstance(article, Cleaned) and article.paragraphs for article in found)


FRAGMENTS = st.sampled_from(
    "Subject: Re: x\n|From: Ada <a@b.example>\n|Date: Mon, 02 Mar 2026 06:30:00 +0100\n|\n|\n\n|--b\n|--b--\n|> quoted\n|-- \n|"
    'Content-Type: multipart/mixed; boundary="b"\n|Content-Type: multipart/alternative; boundary=b\n|Content-Type: text/html\n|'
    "Content-Type: message/rfc822\n|Content-Transfer-Encoding: base64\n|<table><tr><td>|</td></tr></table>|<p>The reef is closed.</p>|"
    "<h2>Reef closed</h2>|---------- Forwarded message ---------\n|On Mon at 6:26, Ada wrote:\n|Unsubscribe|The ferry is late.\n|=?utf-8?q?=ff?=|"
    "Content-Type: text/plain; charset=punycode; format=flowed; delsp=yes\n|<div style='font-size:0'>|\x00|\udcff".split(
        "|"
    )
)


@settings(max_examples=200)
@given(st.lists(FRAGMENTS, max_size=30))
def test_any_pieces_of_mails_give_articles_or_a_sentence(parts: list[str]) -> None:
    data = "".join(parts).encode("utf-8", "surrogateescape")
    for one in (data, b"Subject: x\n" + data):
        try:
            found = read_mail(one, now=NOW)
        except SourceError as error:
            assert str(error).endswith(".")
        else:
            identities = [article.identity for article in found if article.identity]
            assert len(identities) == len(set(identities))


@given(st.text(max_size=300))
def test_any_html_and_text_loses_no_letter(text: str) -> None:
    shown = "".join(filter(str.isalnum, "".join(one.text for one in pieces_of_text(text))))
    assert set(shown) <= set("".join(filter(str.isalnum, text)) + shown.casefold())
    tree = tree_of(text)
    assert tree is None or isinstance(pieces_of(tree), list)


def test_every_public_mail_is_read_or_refused_in_a_sentence() -> None:
    if not MAILS.is_dir():
        pytest.skip("the public mails are not on this machine")
    listed = [json.loads(line) for line in (MAILS / "index.jsonl").read_text("utf-8").splitlines()]
    words, refused = {}, []
    for one in listed:
        try:
            found = read_mail((MAILS / one["file"]).read_bytes(), now=NOW)
        except SourceError as error:
            assert str(error).endswith(".")
            refused.append(one["file"])
        else:
            words[one["file"]] = sum(len(text.split()) for article in found for text in texts(article))
            assert all(
                "unsubscribe" not in " ".join(texts(article)).lower()
                for article in found
                if "mailparser" in one["file"]
            )
    assert len(refused) <= 0.2 * len(listed)
    letters = {name: count for name, count in words.items() if name.startswith("mailparser")}
    assert len(letters) == 4 and sum(count > 100 for count in letters.values()) == 3


def test_the_library_writes_what_we_read() -> None:
    message = mail("\n\n".join(FERRY), page(paragraphs(*FERRY)))
    assert texts(only(message.as_bytes(policy=policy.SMTP))) == FERRY
