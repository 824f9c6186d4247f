"""Measure reading of whole pages that were selected and pasted: what a browser gives as the page's text."""

from __future__ import annotations

import gzip
import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks import EVALUATION, Figure, NotMeasured
from benchmarks.extraction import paragraph_f1, same_title
from index.clean import clean
from index.errors import SourceError

CHROMIUM = os.environ.get("BRIEFING_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
BODY = ("text", "list", "quote")


def measure() -> list[Figure]:
    """Paste the `fundus` pages as Chromium copies them, and compare paragraphs and headline."""
    pages = EVALUATION / "fundus" / "pages.jsonl"
    if not pages.is_file():
        raise NotMeasured(f"There is no evaluation data at {EVALUATION}.")
    if not Path(CHROMIUM).exists() or find_spec("playwright") is None:
        raise NotMeasured("Chromium or playwright is missing; .ci/chromium installs it.")
    rows: list[dict[str, Any]] = [json.loads(line) for line in pages.read_text(encoding="utf-8").splitlines()]
    texts = copied([gzip.decompress((pages.parent / row["html"]).read_bytes()) for row in rows])
    scores, lines, titles = [], [], []
    for row, text in zip(rows, texts, strict=True):
        title, paragraphs = _read(text)
        wanted = [one.strip().removeprefix("[").removesuffix("]") for one in row["paragraphs"]]
        scores.append(paragraph_f1(wanted, paragraphs))
        lines.append(paragraph_f1(wanted, [line for line in text.split("\n") if line.strip()]))
        titles.append(same_title(_headline(row), title))
    worst = sorted((score, row["id"]) for score, row in zip(scores, rows, strict=True))[:5]
    named = ", ".join(f"{name} {score:.2f}" for score, name in worst)
    return [
        Figure("ours: paragraphs F1", sum(scores) / len(scores), "", named),
        Figure("every line a paragraph", sum(lines) / len(lines), "", "the same pages"),
        Figure("ours: title", sum(titles) / len(titles), "share", f"of {len(titles)}"),
    ]


def copied(pages: list[bytes]) -> list[str]:
    """Return the text of pages as a browser copies them, with nothing fetched and no script run."""
    from playwright.sync_api import sync_playwright

    texts = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
        context.route("**/*", lambda route: route.abort())
        for page in pages:
            tab = context.new_page()
            tab.set_content(page.decode("utf-8", errors="replace"), wait_until="domcontentloaded")
            texts.append(str(tab.evaluate("document.body.innerText")))
            tab.close()
        browser.close()
    return texts


def _read(text: str) -> tuple[str, list[str]]:
    try:
        cleaned = clean(text)
    except SourceError:
        return "", []
    return cleaned.title, [text for kind, text in cleaned.paragraphs if kind in BODY]


def _headline(row: dict[str, Any]) -> str:
    """Return the page's own headline: the data set names none."""
    from index.html import clean_html

    page = gzip.decompress((EVALUATION / "fundus" / row["html"]).read_bytes())
    return clean_html(page, url=row["url"]).title
