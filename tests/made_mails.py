"""Make mails for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

from index.clean import Cleaned
from index.mail import read_mail

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
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
