"""Read JSON Lines: what was exported, what others write, and what is no article."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from small_files import BODY, LINES, TEXT, TITLE, write
from webhost import serving

from index.errors import SourceError
from index.read import Given, read, read_json, read_text, to_json, walk
from index.types import Article


def test_json_lines_go_on_after_a_bad_line(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {"title": TITLE, "paragraphs": [BODY[0], {"text": BODY[1], "kind": "quote"}], "collection": "harbour"}
        ),
        "{broken",
        json.dumps({"title": TITLE}),
        "",
        json.dumps({"text": TEXT, "published": "2026-03-04T08:00:00+00:00", "authors": "Ada Lund"}),
        json.dumps([1]),
        json.dumps({"text": TEXT, "published": "tomorrow"}),
    ]
    found = list(walk(write(tmp_path / "a.jsonl.gz", gzip.compress("\n".join(lines).encode()))))
    articles = [one for one in found if isinstance(one, Article)]
    faults = [str(one) for one in found if isinstance(one, SourceError)]
    assert [one.kind for one in articles[0].paragraphs] == ["text", "quote"]
    assert articles[0].collections == ("harbour",)
    assert articles[1].published == datetime(2026, 3, 4, 8, tzinfo=UTC) and articles[1].authors == ("Ada Lund",)
    assert [message.split(": ")[1].split(" is")[0] for message in faults] == ["line 2", "line 3", "line 6", "line 7"]


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ("application/x-ndjson", LINES.encode()),
        ("application/jsonl; charset=utf-8", LINES.encode()),
        ("text/plain", b"\xef\xbb\xbf\n" + LINES.encode()),
        ("application/octet-stream", LINES.encode()),
        ("application/json", LINES.encode()),
        ("text/plain; charset=cp1252", LINES.replace("\\u2019", "’").encode("cp1252")),
        ("application/x-ndjson", LINES.encode() + b"\n{broken\n"),
    ],
)
def test_json_lines_at_an_address_are_read_as_what_they_are(media: str, body: bytes) -> None:
    with serving({"/all": (media, body)}) as host, host.fetcher() as web:
        found = list(walk(host.url("/all"), web=web, given=Given(title="Of one article")))
        articles = [one for one in found if isinstance(one, Article)]
        assert [one.title for one in articles] == ["One", "Two"]
        assert [one.url for one in articles] == [None, None] and articles[0].id != articles[1].id
        assert [str(one) for one in found[2:]] == (
            [f'{host.url("/all")}: line 3 is not JSON. Write one object a line, such as {{"title": …, "text": …}}.']
            if b"broken" in body
            else []
        )


def test_one_object_at_an_address_has_that_address() -> None:
    pages = {"/one": ("text/plain", json.dumps({"title": TITLE, "text": BODY[0]}).encode() + b"\n")}
    with serving(pages) as host, host.fetcher() as web:
        (article,) = read(host.url("/one"), web=web)
        assert (article.title, article.url) == (TITLE, host.url("/one"))


def test_export_reads_back_the_same() -> None:
    pasted = "\n\n".join(
        [TITLE, "Crews wait for a part from Sorrin", *BODY, BODY[1], "READ MORE", "Ada Lund", "By Ada Lund"]
    )
    for options in (Given(), Given(url="https://courier.example/ferry?utm_medium=x", published=date(2026, 3, 4))):
        (article,) = read_text(pasted, given=options)
        assert article.removed
        again = read_json(json.loads(json.dumps(to_json(article))))
        assert again == article


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "text",
        {"text": 5},
        {"paragraphs": "text"},
        {"paragraphs": [5]},
        {"paragraphs": [{"text": "x", "kind": "poem"}]},
        {"text": TEXT, "authors": 5},
        {"text": TEXT, "collections": "a"},
        {"text": TEXT, "published": "2999-01-01"},
        {"text": TEXT, "url": []},
        {"paragraphs": [TEXT], "removed": [{"line": 10**40}]},
    ],
)
def test_bad_objects_are_sentences(bad: object) -> None:
    with pytest.raises(SourceError, match=r"\.$"):
        read_json(bad)


def test_halves_of_characters_and_controls_do_no_harm() -> None:
    article = read_json(
        {"title": "a\ud800", "text": "One\x00two \udfff three four five six.", "url": "http://a.example/\ud800"}
    )
    assert article.paragraphs[-1].text == "One two \ufffd three four five six."
    (pasted,) = read_text("One \ud800 two three four five six.")
    pasted.paragraphs[0].text.encode()


def test_an_address_is_that_of_one_object_alone(tmp_path: Path) -> None:
    address = "https://courier.example/all.json"
    stated = Given(url=address, title="The headline that the caller states")
    several = [{"text": f"{TITLE}, day {day}\n\n{BODY[0]}"} for day in (1, 2)]
    found = read(write(tmp_path / "a.json", json.dumps(several)), given=stated)
    assert [(one.url, one.title) for one in found] == [(None, f"{TITLE}, day 1"), (None, f"{TITLE}, day 2")]
    assert found[0].id != found[1].id
    (alone,) = read(write(tmp_path / "b.json", json.dumps(several[:1])), given=stated)
    assert (alone.url, alone.title) == (address, stated.title)
    own = {"title": TITLE, "url": "https://courier.example/ferry", "text": BODY[0]}
    (named,) = read(write(tmp_path / "c.json", json.dumps(own)), given=stated)
    assert (named.url, named.title) == (own["url"], TITLE)
