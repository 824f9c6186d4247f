"""Read text and Markdown: what an article is of, its address, headline and language; every fault is one sentence."""

from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from small_files import BODY, FRENCH, LINES, TEXT, TITLE, only, write

from index.article import canonical, language_of
from index.content import CONTENTS, kind_of
from index.errors import SourceError
from index.markdown import blocks_of
from index.read import ENDINGS, READERS, Given, read, read_json, read_text, to_json
from index.split import plain


def test_readers_are_known_by_kind() -> None:
    assert list(READERS) == ["file", "jsonl", "mbox", "folder", "stdin"]
    assert set(ENDINGS.values()) == set(CONTENTS) | {"jsonl", "mbox"}


def test_text_file(tmp_path: Path) -> None:
    article = only(write(tmp_path / "a.txt", TEXT))
    assert article.title == TITLE
    assert [(one.number, one.kind, one.text) for one in article.paragraphs] == [
        (1, "text", BODY[0]),
        (2, "text", BODY[1]),
    ]
    assert all(one.id.startswith(article.id + ".") for one in article.paragraphs)
    assert (article.published, article.published_from, article.added) == (None, None, None)
    assert article.language == "en"
    assert read_text(TEXT) == [article]
    assert only(write(tmp_path / "b.txt.gz", gzip.compress(TEXT.encode()))) == article


def test_what_is_given_wins(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "\n\n".join([TITLE, "Published 4 March 2026", *BODY]))
    assert only(path).published == date(2026, 3, 4)
    article = only(path, source="The Amsel Courier", published=date(2026, 3, 5), collections=("harbour",))
    assert (article.source, article.published, article.published_from) == (
        "The Amsel Courier",
        date(2026, 3, 5),
        "given",
    )
    assert article.collections == ("harbour",)


def test_identity_is_the_address_or_headline_and_first_paragraph() -> None:
    (first,), (edited,) = read_text(TEXT), read_text(TEXT + "\n\nOne more sentence was added later.")
    assert first.id == edited.id and first.revision != edited.revision
    assert [one.id for one in edited.paragraphs[:2]] == [one.id for one in first.paragraphs]
    (other,) = read_text(TEXT.replace(TITLE, "Ferry to Osk on time"))
    assert other.id != first.id
    address = "https://courier.example/ferry"
    (here,) = read_text(TEXT, given=Given(url=address + "?utm_source=mail#top"))
    (there,) = read_text(
        "Other headline\n\n" + BODY[1] + "\n\n" + BODY[0], given=Given(url="HTTPS://Courier.example/ferry")
    )
    assert here.id == there.id and here.url == address


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://User:pass@News.Example:443/a b/é?b=2&fbclid=x&a=1#f", "https://news.example/a%20b/%C3%A9?b=2&a=1"),
        ("https://news.example", "https://news.example/"),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("http://[::1", None),
        ("http://a<b>/", None),
        ("https://news.example/" + "a" * 3000, None),
        (None, None),
    ],
)
def test_canonical_addresses(address: str | None, expected: str | None) -> None:
    assert canonical(address) == expected


def test_markdown_file(tmp_path: Path) -> None:
    front = '---\ntitle: "Ferry: late"\ndate: 2026-03-04\nauthors:\n  - Ada Lund\n  - Tom Reyes\nsource: The Amsel Courier\n'
    text = (
        front + "url: https://courier.example/ferry\n---\n# Ferry: late\n\nThe **ferry** to [Osk](http://osk.example) "
        "was late\non Monday, for the ninth time.\n\n## What next\n\n> “We wait,” said *Ines Holt*.\n\n- Tea is free\n"
        "- Soup is not\n\n![The ferry on Monday. Photo: Tom Reyes](a.png)\n\nREAD MORE\n\n    An indented paragraph stays.\n"
    )
    article = only(write(tmp_path / "a.md", text))
    assert article.title == "Ferry: late"
    assert [(one.kind, one.text) for one in article.paragraphs] == [
        ("text", "The ferry to Osk was late on Monday, for the ninth time."),
        ("heading", "What next"),
        ("quote", "“We wait,” said Ines Holt."),
        ("list", "Tea is free"),
        ("list", "Soup is not"),
        ("caption", "The ferry on Monday."),
        ("text", "An indented paragraph stays."),
    ]
    assert [one.number for one in article.paragraphs] == [1, 0, 2, 3, 4, 0, 5]
    assert (article.authors, article.source) == (("Ada Lund", "Tom Reyes"), "The Amsel Courier")
    assert (article.published, article.published_from) == (date(2026, 3, 4), "meta")
    assert article.url == "https://courier.example/ferry"
    (removed,) = article.removed
    assert (text.splitlines()[removed.line - 1], removed.reason) == ("READ MORE", "link to read on")


def test_markdown_of_brackets_never_meets_the_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    monkeypatch.setattr(
        "index.markdown.blocks_of", lambda text, **first: parsed.append(text) or blocks_of(text, **first)
    )
    assert only(write(tmp_path / "a.md", "# " + TEXT + "\n\n" + "[ " * 100_000)).title == TITLE
    assert parsed == []
    assert only(write(tmp_path / "b.md", "# " + TEXT)).title == TITLE
    assert len(parsed) == 1


def test_what_begins_with_a_brace_and_goes_on_in_words_is_text() -> None:
    assert kind_of(b'{"a": 1}\n\nThe object above is what the harbour sends.') == "text"
    assert kind_of(b'{"a": 1}\n{"a": 2}', ending="json") == "jsonl"
    assert kind_of(b'{\n"a": 1}', ending="json") == "json"


def test_a_headline_and_an_address_are_those_of_one_article(tmp_path: Path) -> None:
    stated = Given(title="Of one article", url="https://courier.example/ferry")
    mail = b"From x\nFrom: a@b.example\nSubject: Storm %d\n\n" + BODY[0].encode() + b"\n\n"
    write(tmp_path / "a" / "all.mbox", mail % 1 + mail % 2)
    write(tmp_path / "a" / "two.jsonl", LINES)
    write(tmp_path / "a" / "one.txt", BODY[0])
    found = [(one.title, one.url) for one in read(tmp_path / "a", given=stated)]
    assert found == [("Storm 1", None), ("Storm 2", None), ("", None), ("One", None), ("Two", None)]
    assert [one.url for name in ("all.mbox", "two.jsonl") for one in read(tmp_path / "a" / name, given=stated)] == (
        [None] * 4
    )


def test_language() -> None:
    assert language_of(FRENCH) == "fr"
    assert language_of(TEXT) == "en"
    assert language_of("Quatre mots sans suite") == "en"


def test_reading_is_imported_without_heavy_packages() -> None:
    code = (
        "import sys, index.read; print([m for m in ('trafilatura', 'py3langid', 'lxml', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@given(some.text(max_size=400))
def test_any_text_is_an_article_or_a_sentence(text: str) -> None:
    try:
        (article,) = read_text(text)
    except SourceError:
        return
    whole = plain(text.replace("\x0b", " ").replace("\x0c", " "))
    assert all(one.text in whole for one in article.paragraphs)
    assert article.title in whole
    assert len({one.id for one in article.paragraphs}) == len(article.paragraphs)
    assert read_json(to_json(article)).paragraphs == article.paragraphs


@given(some.binary(max_size=300))
def test_any_bytes_are_an_article_or_a_sentence(data: bytes) -> None:
    from index.decode import decode

    try:
        decode(data, "a.txt").encode()
        decode(data, "a.html", page=True)
    except SourceError as error:
        assert "a.txt" in str(error) or "a.html" in str(error)


@pytest.mark.parametrize("title", ["The 9.15 to Osk is late, says Ada M.", "Storm " * 40, TITLE.upper()])
def test_a_stated_headline_is_no_line_of_the_text(title: str) -> None:
    text = f"By Ada Lund\n\n{BODY[0]}\n\nREAD MORE\n\n{BODY[1]}"
    title = title.strip()
    for article in (
        *read_text(text, given=Given(title=title)),
        read_json({"title": title, "text": text}),
        read_json({"text": text}, Given(title=title)),
    ):
        assert (article.title, [one.text for one in article.paragraphs]) == (title, list(BODY))
        assert [(one.line, one.text, one.place) for one in article.removed] == [
            (1, "By Ada Lund", 0),
            (5, "READ MORE", 1),
        ]


def test_a_first_line_stays_below_a_headline_that_is_stated() -> None:
    for line, kind in (("Crews wait for a part from Sorrin", "standfirst"), ("Hurrah!", "text")):
        text = f"{line}\n\n{BODY[0]}\n\nREAD MORE\n\n{BODY[1]}"
        (article,) = read_text(text, given=Given(title=TITLE))
        assert article == read_json({"text": text}, Given(title=TITLE)) == read_json({"text": text, "title": TITLE})
        assert [(one.kind, one.text) for one in article.paragraphs] == [
            (kind, line),
            ("text", BODY[0]),
            ("text", BODY[1]),
        ]
        assert [one.place for one in article.removed] == [2]
    (article,) = read_text(TEXT, given=Given(title=TITLE.upper()))
    assert (article.title, [one.text for one in article.paragraphs]) == (TITLE.upper(), list(BODY))
