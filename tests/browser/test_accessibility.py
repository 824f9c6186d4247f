"""axe finds nothing on any tab, in light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from browsing import CHIPS, OpenPage, ask, ready, tab, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 1280), (False, 390)])
def test_no_violation(open_page: OpenPage, slow_desk: str, dark: bool, width: int) -> None:
    page = ready(open_page(slow_desk, dark=dark, width=width))
    page.wait_for_selector("#desk-chat .example")
    found = violations(page, "empty")
    ask(page, "How many cracks were found in the bridge?")
    page.click("#desk-chat details.sources summary")
    found += violations(page, "answer")
    page.locator(CHIPS).nth(1).click()
    page.wait_for_selector(".paragraph.on")
    found += violations(page, "reader")
    if width < 800:
        page.click(".reader-bar .close")
    tab(page, "Briefing")
    found += violations(page, "no briefing")
    page.click("text=Write briefing")
    page.wait_for_selector(".actions .action")
    found += violations(page, "briefing")
    tab(page, "Library")
    page.locator("#desk-add-text").click()
    page.wait_for_selector(".receipt .problem")
    page.locator("#desk-add button[role=tab]", has_text="Address").last.click()
    page.get_by_label("Address of a page").fill("https://post.example/feed")
    page.click("#desk-take")
    page.wait_for_selector(".feeds .shelf-item")
    page.locator(".shelf-item:has(.open) .remove").first.click()
    found += violations(page, "library")
    assert found == []


@pytest.mark.parametrize("dark", [False, True])
def test_no_violation_on_the_article_page(open_page: OpenPage, slow_desk: str, dark: bool) -> None:
    page = ready(open_page(slow_desk))
    ask(page, "How many cracks were found in the bridge?")
    page.wait_for_selector(".paragraph.on")
    address = page.locator(".reader-bar .permanent").get_attribute("href") or ""
    assert violations(open_page(address, dark=dark), "article") == []
