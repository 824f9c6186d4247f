"""The way of a new user on the real server: open the samples, ask, click, brief, paste, upload, remove."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from browsing import CHIPS, OpenPage, ask, ready, tab
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.integration]

LIGHTHOUSE = """Lighthouse at Cape Merrow relit after 31 years

By Dana Whitlock

The lighthouse at Cape Merrow shone again on Saturday, 31 years after it was switched off, the harbour board said.

READ MORE

“Ships have missed it, and so have we,” said the board's chair, Olga Prentiss. “The lamp cost £84,000.”

Share this article

About 400 people watched from the beach as the lamp was lit, and a brass band played until midnight.
"""


def articles(desk: str) -> int:
    """Return how many articles the desk has."""
    return len(httpx.get(f"{desk}/api/v1/articles", trust_env=False).json())


def mark_matches_chip(page: Page, chip_number: int, chips: str) -> None:
    """Click a chip; exactly its paragraph is marked, and its quoted words stand in it."""
    chip = page.locator(chips).nth(chip_number)
    found = re.fullmatch(r"#src:([\w-]+):([\w-]+):([\w-]*):(\d+)-(\d+)", chip.get_attribute("href") or "")
    assert found
    chip.click()
    expect(page.locator(".paragraph.on")).to_have_count(1)
    expect(page.locator(".paragraph.on")).to_have_attribute("data-hash", found[2])
    quote = (chip.get_attribute("aria-label") or "").partition(" — ")[2].rstrip("…")
    shown = " ".join((page.locator(".paragraph.on .words").text_content() or "").split())
    assert quote and " ".join(quote.split()) in shown
    assert page.locator(".paragraph.on").evaluate(
        "part => { const a = part.getBoundingClientRect(), b = part.parentElement.getBoundingClientRect();"
        " return a.top >= b.top - 1 && a.top < b.bottom; }"
    ), "the marked paragraph is in view"


def test_a_new_user_opens_the_samples_asks_and_sees_the_paragraph(open_page: OpenPage, desk: str) -> None:
    impatient = ready(open_page(desk))
    ask(impatient, "What happened?")
    expect(impatient.locator("#desk-chat .bot-row")).to_contain_text("Your library was empty when you asked this")
    page = ready(open_page(desk))
    page.get_by_role("button", name="Open the sample newsroom").first.click()
    page.wait_for_selector("#desk-chat .example", timeout=90_000)
    assert articles(desk) >= 20
    page.locator("#desk-chat .example").first.click()
    page.wait_for_selector("#desk-chat details.sources", timeout=30_000)
    assert page.locator(CHIPS).count() >= 1
    for number in range(page.locator(CHIPS).count()):
        mark_matches_chip(page, number, CHIPS)
    tab(page, "Library")
    expect(page.locator("#desk-receipt .said")).to_contain_text(f"{articles(desk)} articles added, 1 updated.")


def test_a_briefing_cites_every_sentence_and_can_be_taken_away(open_page: OpenPage, desk: str) -> None:
    page = ready(open_page(desk))
    tab(page, "Briefing")
    page.click("text=Write briefing")
    page.wait_for_selector(".actions .action", timeout=60_000)
    chips = "#desk-briefing :is(p, li) > a[href^='#src:']"
    assert page.locator(chips).count() >= 3
    for number in (0, 1, page.locator(chips).count() - 1):
        mark_matches_chip(page, number, chips)
    assert page.locator("#desk-briefing h3").count() >= 1
    for name, kind in (("Download .md", "text/markdown"), ("Download .html", "text/html")):
        with page.expect_download() as download:
            page.click(f"text={name}")
        assert Path(download.value.path()).stat().st_size > 500
        assert re.fullmatch(r"briefing-2026-03-0\d(-to-2026-03-05)?\.(md|html)", download.value.suggested_filename)
        link = page.locator(".actions a", has_text=name).get_attribute("href") or ""
        assert httpx.get(link, trust_env=False).headers["content-type"].startswith(kind)


def test_a_briefing_is_printed_with_its_sources(open_page: OpenPage, desk: str) -> None:
    page = open_page(desk)
    page.add_init_script("window.print = () => { top.printed = document.body.innerText; };")
    page.reload()
    ready(page)
    tab(page, "Briefing")
    page.click("text=Write briefing")
    page.wait_for_selector(".actions .action", timeout=60_000)
    page.get_by_role("button", name="Print").click()
    page.wait_for_function("window.printed !== undefined")
    printed = page.evaluate("window.printed")
    assert "Sources" in printed and page.locator("#desk-briefing h3").first.inner_text() in printed
    page.emulate_media(media="print")
    expect(page.locator("#desk-briefing")).to_be_visible()
    expect(page.locator("#desk-ask")).to_be_hidden()


def test_paste_see_what_was_left_out_ask_and_remove(open_page: OpenPage, desk: str) -> None:
    page = ready(open_page(desk))
    before = articles(desk)
    tab(page, "Library")
    page.fill("#desk-add textarea", LIGHTHOUSE)
    page.click("#desk-known .label-wrap")
    page.get_by_label("Outlet").fill("Merrow Gazette")
    page.get_by_label("Published").fill("last week")
    page.click("#desk-add-text")
    expect(page.locator(".receipt .problem")).to_contain_text("is not a date")
    page.get_by_label("Published").fill("2026-03-07")
    page.click("#desk-add-text")
    receipt = page.locator(".receipt-row")
    expect(receipt).to_contain_text("Lighthouse at Cape Merrow relit", timeout=20_000)
    expect(receipt.locator("summary")).to_contain_text("Left out 3 lines: author line")
    receipt.locator("summary").click()
    expect(receipt.locator("li .words")).to_have_text(["By Dana Whitlock", "READ MORE", "Share this article"])
    row = page.locator(".shelf-item", has_text="Lighthouse at Cape Merrow")
    expect(row).to_contain_text("Merrow Gazette · 7 March 2026")
    tab(page, "Ask")
    ask(page, "How much did the lamp of the lighthouse cost?")
    expect(page.locator(".paragraph.on .words")).to_contain_text("£84,000")
    tab(page, "Library")
    row.locator(".remove").click()
    row.locator(".remove.yes").click()
    expect(row).to_have_count(0)
    assert articles(desk) == before


def test_upload_files_with_a_bad_one_among_them(open_page: OpenPage, desk: str, tmp_path: Path) -> None:
    page = ready(open_page(desk))
    good, bad = tmp_path / "merrow.txt", tmp_path / "noise.txt"
    good.write_text(LIGHTHOUSE.replace("Merrow", "Tallow"))
    bad.write_bytes(bytes(range(256)) * 40)
    tab(page, "Library")
    page.locator("#desk-add button[role=tab]", has_text="File").last.click()
    page.set_input_files("#desk-add input[type=file]", [good, bad])
    expect(page.locator(".receipt-row")).to_contain_text("Lighthouse at Cape Tallow", timeout=20_000)
    expect(page.locator(".receipt .problem")).to_contain_text("noise.txt")
    assert "/" not in (page.locator(".receipt .problem").text_content() or "").partition("noise.txt")[0]
    page.locator(".receipt").get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator(".shelf-item", has_text="Tallow")).to_have_count(0)
