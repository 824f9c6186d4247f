"""Measure reading on real pages, beside trafilatura and newspaper4k on the same pages in the same run."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from benchmarks import EVALUATION, Figure, NotMeasured

SHINGLE = 4
"""Words of a shingle in recipe 1, as in article-extraction-benchmark."""
SAME_TITLE = 0.9
"""Token F1 from which two titles are the same."""
FAR_WORSE = 0.05
"""A page on which ours lies so far below trafilatura is listed by name."""
SETS = ("aeb", "fundus", "trafilatura_en", "readability", "newspaper4k")


@dataclass(frozen=True, slots=True)
class Read:
    """Hold what an extractor made of a page: body text, paragraphs, title, authors, day (ISO) and its error."""

    text: str = ""
    paragraphs: tuple[str, ...] = ()
    title: str = ""
    authors: str = ""
    day: str = ""
    error: str = ""


def ours(page: bytes, url: str | None) -> Read:
    """Read a page as the desk does; captions and standfirst are no body text, but are paragraphs."""
    from index.decode import decode
    from index.errors import SourceError
    from index.html import clean_html

    try:
        cleaned = clean_html(decode(page, "page", page=True), url=url)
    except SourceError as error:
        return Read(error=str(error))
    body = [text for kind, text in cleaned.paragraphs if kind != "caption"]
    return Read(
        "\n".join(body),
        tuple(text for kind, text in cleaned.paragraphs if kind not in ("caption", "heading", "standfirst")),
        cleaned.title,
        "; ".join(cleaned.authors),
        cleaned.published.isoformat()[:10] if cleaned.published else "",
    )


def trafilatura(page: bytes, url: str | None) -> Read:
    """Read a page with trafilatura as it comes, each line of its text a paragraph."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(page, url=url, with_metadata=True, include_comments=False)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        return Read(error=repr(error))
    if found is None:
        return Read(error="nothing")
    text = found.text or ""
    lines = tuple(line for line in text.split("\n") if line.strip())
    return Read(text, lines, found.title or "", found.author or "", (found.date or "")[:10])


def newspaper(page: bytes, url: str | None) -> Read:
    """Read a page with newspaper4k, each block of its text a paragraph."""
    from newspaper import Article

    article = Article(url or "https://news.example/a", fetch_images=False)
    try:
        article.download(input_html=page.decode("utf-8", errors="replace"))
        article.parse()
    except Exception as error:  # a baseline may fail on a page as it likes
        return Read(error=repr(error))
    day = article.publish_date.isoformat()[:10] if article.publish_date else ""
    blocks = tuple(block for block in article.text.split("\n\n") if block.strip())
    return Read(article.text, blocks, article.title or "", "; ".join(article.authors), day)


READERS: dict[str, Callable[[bytes, str | None], Read]] = {"ours": ours, "trafilatura": trafilatura}
if find_spec("newspaper"):
    READERS["newspaper4k"] = newspaper


def measure() -> list[Figure]:
    """Run recipes 1 to 3 of the evaluation data, and the two regression sets."""
    if not (EVALUATION / "aeb").is_dir():
        raise NotMeasured(f"There is no evaluation data at {EVALUATION}.")
    pages = {name: _pages(name) for name in SETS}
    jobs = [(reader, name, page) for name in SETS for page in pages[name] for reader in READERS]
    with ProcessPoolExecutor(2) as pool:
        made = dict(
            zip(((job[0], job[1], job[2]["id"]) for job in jobs), pool.map(_run, jobs, chunksize=8), strict=True)
        )
    figures: list[Figure] = []
    for reader in READERS:
        found = {name: [made[reader, name, page["id"]] for page in pages[name]] for name in SETS}
        figures += _figures(reader, pages, found)
    bodies = {name: [made[name, "aeb", page["id"]] for page in pages["aeb"]] for name in ("ours", "trafilatura")}
    worse = _worse(pages["aeb"], bodies["ours"], bodies["trafilatura"])
    figures.append(Figure("ours: aeb pages far below", len(worse), f"of {len(pages['aeb'])}", "; ".join(worse)))
    return figures


def _run(job: tuple[str, str, dict[str, Any]]) -> Read:
    reader, name, page = job
    data = gzip.decompress((EVALUATION / name / page["html"]).read_bytes())
    return READERS[reader](data, page.get("url"))


def _pages(name: str) -> list[dict[str, Any]]:
    path = EVALUATION / name / "pages.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _figures(reader: str, pages: dict[str, list[dict[str, Any]]], found: dict[str, list[Read]]) -> list[Figure]:
    aeb = body_f1([page["text"] for page in pages["aeb"]], [one.text for one in found["aeb"]])
    exact = [
        paragraph_f1(page["paragraphs"], one.paragraphs)
        for page, one in zip(pages["fundus"], found["fundus"], strict=True)
    ]
    either = [
        paragraph_f1(*without_optional(page["paragraphs"], one.paragraphs))
        for page, one in zip(pages["fundus"], found["fundus"], strict=True)
    ]
    traf, read = pages["trafilatura_en"], found["trafilatura_en"]
    segments = segment_f([(p["must_have"], p["must_not_have"]) for p in traf], [one.text for one in read])
    pairs = [*zip(traf, read, strict=True)]
    days = [one.day == page["date"] for page, one in pairs if page.get("date")]
    titles = [same_title(page["title"], one.title) for page, one in pairs if page.get("title")]
    authors = [last_names(_joined(page["author"]), one.authors) for page, one in pairs if page.get("author")]
    figures = [
        Figure(f"{reader}: aeb body F1", aeb, "", f"{sum(not one.text for one in found['aeb'])} empty"),
        Figure(f"{reader}: fundus paragraphs", _mean(exact), "", "optional ones are wrong either way, see NOTES.md"),
        Figure(f"{reader}: fundus, optional free", _mean(either), "", "with or without them"),
        Figure(f"{reader}: segments F", segments, "", ""),
        Figure(f"{reader}: date", _mean(days), "share", f"of {len(days)}"),
        Figure(f"{reader}: title", _mean(titles), "share", f"of {len(titles)}"),
        Figure(f"{reader}: author", _mean(authors), "share", f"of {len(authors)}"),
    ]
    for name in ("readability", "newspaper4k"):
        stated = [(title, one) for page, one in zip(pages[name], found[name], strict=True) if (title := _title(page))]
        right = [same_title(title, one.title) for title, one in stated]
        empty = sum(bool(one.error) for one in found[name])
        figures.append(Figure(f"{reader}: {name} title", _mean(right), "share", f"of {len(right)}; {empty} unread"))
    return figures


def _joined(stated: str | list[str]) -> str:
    return stated if isinstance(stated, str) else "; ".join(stated)


def _title(page: dict[str, Any]) -> str:
    return str(page.get("title") or (page.get("metadata") or {}).get("title") or "")


def body_f1(expected: Sequence[str], found: Sequence[str]) -> float:
    """Return recipe 1: F1 of the mean precision over pages with output and the mean recall over all pages."""
    precisions, recalls = [], []
    for gold, text in zip(expected, found, strict=True):
        right, precision, recall = _overlap(gold, text)
        if text.strip():
            precisions.append(precision)
        recalls.append(recall if right else 0.0)
    precision, recall = _mean(precisions), _mean(recalls)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _overlap(gold: str, text: str) -> tuple[int, float, float]:
    wanted, given = _shingles(gold), _shingles(text)
    right = sum((wanted & given).values())
    return right, right / max(1, sum(given.values())), right / max(1, sum(wanted.values()))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def paragraph_f1(expected: Iterable[str], found: Iterable[str]) -> float:
    """Return recipe 2 for one page: F1 of exactly equal paragraphs, white space folded.

    >>> paragraph_f1(["One.", "Two."], ["One.", " Two. ", "Three."])
    0.8
    """
    wanted = Counter(" ".join(one.split()) for one in expected)
    given = Counter(" ".join(one.split()) for one in found)
    right = sum((wanted & given).values())
    return 2 * right / max(1, wanted.total() + given.total())


def without_optional(expected: Iterable[str], found: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return both without the paragraphs that the data set sets in square brackets: an extractor may give them or not.

    >>> without_optional(["One.", "[Two.]"], ["One.", "Two."])
    (['One.'], ['One.'])
    """
    wanted = [" ".join(one.split()) for one in expected]
    optional = Counter(one[1:-1].strip() for one in wanted if one.startswith("[") and one.endswith("]"))
    required = [one for one in wanted if not (one.startswith("[") and one.endswith("]"))]
    given = [" ".join(one.split()) for one in found]
    left = list((Counter(given) - optional).elements())
    return required, left


def segment_f(expected: Sequence[tuple[Sequence[str], Sequence[str]]], found: Sequence[str]) -> float:
    """Return recipe 3: F over segments that must be in a page's text and those that must not."""
    true = missed = false = 0
    for (must, must_not), text in zip(expected, found, strict=True):
        folded = " ".join(text.split())
        have = sum(" ".join(one.split()) in folded for one in must)
        true, missed = true + have, missed + len(must) - have
        false += sum(" ".join(one.split()) in folded for one in must_not)
    return 2 * true / max(1, 2 * true + false + missed)


def same_title(expected: str, found: str) -> bool:
    """Tell whether two titles share their words.

    >>> same_title("Storm closes the bridge", "Storm closes the Bridge!"), same_title("Storm", "Sun")
    (True, False)
    """
    wanted, given = (Counter(re.findall(r"\w+", one.casefold())) for one in (expected, found))
    right = sum((wanted & given).values())
    return 2 * right >= SAME_TITLE * max(1, wanted.total() + given.total())


def last_names(expected: str, found: str) -> bool:
    """Tell whether the last name of every expected author is there."""
    names = [name.split()[-1].casefold() for name in re.split(r"[;,|]| and ", expected) if name.strip()]
    return all(name in found.casefold() for name in names)


def _worse(pages: Sequence[dict[str, Any]], mine: Sequence[Read], theirs: Sequence[Read]) -> list[str]:
    found = []
    for page, left, right in zip(pages, mine, theirs, strict=True):
        low, high = (body_f1([page["text"]], [one.text]) for one in (left, right))
        if low < high - FAR_WORSE:
            found.append(f"{page['id'][:8]} {low:.2f} < {high:.2f}")
    return found


def _mean(values: Sequence[float] | Sequence[bool]) -> float:
    return sum(values) / max(1, len(values))
