"""Mails that nobody should have to read: damaged, deep, hostile; each gives articles or a sentence."""

from __future__ import annotations

import json
from email import policy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_mails import (
    FERRY,
    NOW,
    mail,
    only,
    page,
    paragraphs,
    raw,
    read,
    texts,
)

from index.clean import Cleaned
from index.errors import SourceError
from index.letter import pieces_of_text
from index.mail import read_mail
from index.newsletter import pieces_of, tree_of

MAILS = Path(__file__).parents[1].parent / "shared" / "eval" / "mails"


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
