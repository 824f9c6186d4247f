"""Read files, folders, standard input and JSON Lines; every fault is one sentence."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from webhost import serving

from index.article import canonical, language_of
from index.content import CONTENTS, kind_of
from index.errors import SourceError
from index.markdown import blocks_of
from index.read import ENDINGS, READERS, Given, SkippedError, how_many, read, read_json, read_text, to_json, walk
from index.split import plain
from index.types import Article

TITLE = "Ferry to Osk late again"
BODY = (
    "The ferry to Osk was late on Monday for the ninth time this month, the harbour master said.",
    "“We will not run a boat that is not safe,” said Ines Holt, the line’s director.",
)
TEXT = "\n\n".join([TITLE, *BODY])


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def only(path: Path, **given: object) -> Article:
    (article,) = read(path, given=Given(**given))  # type: ignore[arg-type]
    return article


def fault(source: Path | str, **options: int) -> str:
    with pytest.raises(SourceError) as found:
        read(source, **options)
    message = str(found.value)
    assert "\n" not in message and message.endswith("."), message
    return message


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


LINES = "\n".join(json.dumps({"title": title, "text": f"{BODY[0]} {title}."}) for title in ("One", "Two"))


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


def test_folder(tmp_path: Path) -> None:
    write(tmp_path / "b" / "two.txt", TEXT.replace("ninth", "tenth"))
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "bad.txt", b"")
    write(tmp_path / "c.xlsx", b"PK")
    write(tmp_path / ".hidden.txt", TEXT)
    write(tmp_path / ".git" / "x.txt", TEXT)
    write(tmp_path / "page_files" / "x.html", TEXT)
    found = list(walk(tmp_path))
    assert [type(one) for one in found] == [Article, SourceError, Article, SkippedError]
    assert "1 .xlsx" in str(found[-1])
    (tmp_path / "bad.txt").unlink()
    assert len(read(tmp_path)) == 2


def test_folder_is_read_one_file_at_a_time(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.txt", b"")
    found = walk(tmp_path)
    assert isinstance(next(found), Article)
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert isinstance(next(found), Article)


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "is empty"),
        ("zip.txt", b"PK\x03\x04" + bytes(range(256)) * 20, "is not text"),
        ("noise.txt", bytes((i * 167 + 13) % 255 + 1 for i in range(9000)), "is not text"),
        ("few.txt", b"Two words", "nothing to read"),
        ("bad.txt.gz", b"not packed", "cannot be unpacked"),
        ("cut.jsonl.gz", gzip.compress(json.dumps({"text": TEXT}).encode())[:-20], "cannot be unpacked"),
        ("torn.txt.gz", gzip.compress(TEXT.encode())[:20] + b"\xff" * 40, "cannot be unpacked"),
        ("x.docx", b"x", "not a Word file"),
        ("x.pdf", b"x", "not a PDF"),
        ("x.xlsx", b"x", "is not read"),
        ("x.xml", b"<a>no feed</a>", "not a feed"),
        ("x.opml", b"<opml><body/></opml>", "list of feeds"),
        ("x.json", b"{", "not JSON"),
        ("x.eml", b"", "empty"),
        ("empty.jsonl", b"\n", "is empty"),
        ("empty.html", b"<html><body></body></html>", "No article"),
    ],
)
def test_bad_files_are_sentences(tmp_path: Path, name: str, content: bytes, part: str) -> None:
    message = fault(write(tmp_path / name, content))
    assert part in message and name in message


def test_bad_paths_are_sentences(tmp_path: Path) -> None:
    assert "does not exist" in fault(tmp_path / "none.txt")
    assert "holds no file" in fault(tmp_path)
    assert "no server has the name courier.example" in fault("https://courier.example/ferry")
    fault("a\x00b.txt")
    fault("a" * 5000 + ".txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert "is not a file" in fault(tmp_path / "pipe.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_files_are_sentences(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    path.chmod(0)
    assert "permissions" in fault(path)


def test_large_files_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(10**12)  # with no bytes on the disk: read, it would fill the memory
    assert "at most 20.0 MB" in fault(path)
    assert "at most" in fault(write(tmp_path / "b.txt", TEXT), max_bytes=100)
    with pytest.raises(SourceError, match="at most"):
        read_text(TEXT, max_bytes=100)


def test_packed_bombs_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.decode.SMALL", 100_000)
    assert "more than" in fault(write(tmp_path / "a.txt.gz", gzip.compress(b"a" * 30_000_000)))
    assert "unpacks to more" in fault(
        write(tmp_path / "a.jsonl.gz", gzip.compress(b"\n" * 3_000_000)), max_bytes=50_000
    )
    assert "longer than" in fault(write(tmp_path / "b.jsonl.gz", gzip.compress(b"a" * 3_000_000)), max_bytes=500_000)


FRENCH = "Le ministre a déclaré à l’Assemblée que « la réforme sera votée à l’été ». Élus et maires s’y opposent."
POUNDS = "The café owner said “we won’t close” – a naïve hope, perhaps, at £5 a coffee in Osk."
RUSSIAN = "Мэр города заявил, что мост будет закрыт из-за трещин, обнаруженных инженерами в понедельник утром."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (POUNDS, "cp1252"),
        ("Die Brücke über den Fluß sei wegen größerer Schäden gesperrt, sagte die Bürgermeisterin.", "latin-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (RUSSIAN, "utf-16"),
        (FRENCH, "utf-32"),
    ],
)
def test_encodings(tmp_path: Path, text: str, encoding: str) -> None:
    assert only(write(tmp_path / "a.txt", text.encode(encoding))).paragraphs[-1].text.endswith(text[-30:])


def test_a_file_cut_in_a_character_is_text(tmp_path: Path) -> None:
    assert only(write(tmp_path / "a.txt", (TEXT + " “And then").encode() + "”".encode()[:2])).title == TITLE


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (TEXT, TITLE),
        ("\n" + json.dumps({"title": "One", "text": TEXT}) + "\n" + json.dumps({"title": "Two", "text": TEXT}), "One"),
        ("<!doctype html><title>A page</title><p>" + " ".join(BODY), "A page"),
        ("{curly} was the headline\n\n" + TEXT, "{curly} was the headline"),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str, title: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    articles = read("-")
    assert articles[0].title == title
    assert len(articles) == (2 if '"Two"' in content else 1)


def test_bad_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (b"", b"\x00\x01\x02" * 99, b"Two words"):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
        assert "Standard input" in fault("-")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode() * 9)))
    assert "at most" in fault("-", max_bytes=100)


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


def test_files_are_counted_before_they_are_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "c.txt.gz", "d.bin", ".hidden.txt", "deep/e.md"):
        write(tmp_path / name, "Ferry")
    assert how_many([str(tmp_path)]) == 4
    assert how_many([str(tmp_path), str(tmp_path / "a.txt")]) == 5
    assert how_many(["-"]) is how_many([]) is None
    write(tmp_path / "deep" / "f.mbox", "")
    assert how_many([str(tmp_path)]) is None
