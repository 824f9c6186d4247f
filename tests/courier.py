"""Make the pages and feeds of a fictional paper for tests, and serve them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fictional import BREAD, FERRY
from webhost import Host, serving

STORM = [
    "A storm took the roof off the theatre in Brinmere on Tuesday night, while a comedy about rain was being played.",
    "Nobody was hurt. The audience went on laughing for a minute, because they thought that it was part of the piece.",
    "“It is the best scene we ever had,” said Mara Lind, who leads the house, and wants to play it again on Friday.",
    "Carpenters from three towns have offered to build a new roof until summer, and the county may pay half of it.",
]


def page(title: str, paragraphs: list[str], head: str = "") -> str:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def feed(host: Host, *items: tuple[str, str, str]) -> tuple[str, bytes]:
    rows = "".join(
        f"<item><title>{title}</title><link>{host.url(path)}</link><guid>{path}</guid>"
        f"<pubDate>Wed, 04 Mar 2026 08:00:00 +0100</pubDate><description>{text}</description></item>"
        for path, title, text in items
    )
    head = f"<title>The Amsel Courier</title><link>{host.url('/')}</link>"
    return "application/rss+xml", f'<rss version="2.0"><channel>{head}{rows}</channel></rss>'.encode()


@contextmanager
def published() -> Iterator[Host]:
    """Give the running host of the paper: two pages, and a feed with a teaser of one and nothing of the other."""
    with serving({"/ferry": page("Ferry to Osk late again", FERRY), "/bread": page("Bread on Sundays", BREAD)}) as host:
        host.pages["/feed"] = feed(host, ("/ferry", "Ferry late", FERRY[0][:60] + "…"), ("/bread", "Bread", ""))
        yield host
