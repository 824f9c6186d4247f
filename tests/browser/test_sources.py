"""Addresses, feeds and left-out lines on the page."""

from __future__ import annotations

import pytest
from browsing import OpenPage, ready, tab
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.integration]

PASTE = """Skip to content
Menu
Sign in
Subscribe
Lighthouse at Cape Osprey relit after 31 years
By Dana Whitlock
The lighthouse at Cape Osprey shone again on Saturday, 31 years after it was switched off, the harbour board said.
READ MORE
“Ships have missed it, and so have we,” said the board's chair, Olga Prentiss. “The lamp cost £84,000.”
About 400 people watched from the beach as the lamp was lit, and a brass band played until midnight.
The board wants to light a second lamp next year if its sponsors agree, Olga Prentiss told the crowd.
Most read
Privacy policy
Terms of use
Contact us
"""


def test_an_address_is_read_and_its_feed_followed(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    tab(page, "Library")
    page.locator("#desk-add button[role=tab]", has_text="Address").last.click()
    page.click("#desk-take")
    expect(page.locator(".receipt .problem")).to_have_text("Enter the address first.")
    box = page.get_by_label("Address of a page")
    box.fill("post.example/gone")
    page.click("#desk-take")
    expect(page.locator(".receipt .problem")).to_contain_text("https://post.example/gone is not there (404)")
    box.fill("https://post.example/feed")
    box.press("Enter")
    expect(page.locator(".receipt .said")).to_have_text("The Tarn Post: 1 as before.")
    feed = page.locator(".feeds .shelf-item")
    expect(feed).to_contain_text("The Tarn Post")
    page.click(".feeds .again")
    expect(page.locator(".receipt .said")).to_have_text("The Tarn Post: 3 as before.")
    feed.locator(".remove").click()
    expect(feed).to_have_count(0)
    expect(page.locator(".receipt .said")).to_contain_text("is not followed any more")


def test_a_line_that_was_left_out_is_put_back(open_page: OpenPage, desk: str) -> None:
    page = ready(open_page(desk))
    tab(page, "Library")
    page.fill("#desk-add textarea", PASTE)
    page.click("#desk-add-text")
    receipt = page.locator(".receipt-row")
    expect(receipt).to_contain_text("Lighthouse at Cape Osprey relit", timeout=20_000)
    receipt.locator("summary").click()
    expect(receipt.locator("li .words").first).to_have_text("Skip to content")
    receipt.locator("li", has_text="READ MORE").locator(".undo").click()
    expect(page.locator(".receipt .said")).to_contain_text("Put back into “Lighthouse at Cape Osprey relit")
    page.locator(".shelf-item .open", has_text="Cape Osprey").click()
    expect(page.locator(".reader-body .paragraph .words").nth(1)).to_have_text("READ MORE")
    row = page.locator(".shelf-item", has_text="Cape Osprey")
    row.locator(".remove").click()
    row.locator(".remove.yes").click()
    expect(row).to_have_count(0)
