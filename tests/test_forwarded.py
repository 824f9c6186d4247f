"""Forwarded mails and answers: whose text it is, what is quoted, signatures and footers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from made_mails import (
    FERRY,
    ID,
    NOW,
    REEF,
    TUG,
    gone,
    mail,
    only,
    paragraphs,
    read,
    texts,
)

from index.footers import foot_reason
from index.heads import moment_of_head, title_of

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
