"""Mails in parts: attachments, digests, mailboxes."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

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
    read,
    texts,
)

from index.errors import SourceError
from index.mail import messages


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
