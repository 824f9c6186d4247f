"""What a person sees of the page's small things: forms without stray scroll bars, a question before a deletion."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import OpenPage, ask, ready, tab, violations
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.integration]

UNION = "Who is the leader of the teachers' union and what does the union demand?"
FITS = "part => part.scrollWidth <= part.clientWidth"
PAST_EDGE = (
    "() => [...document.querySelectorAll('#desk-library *')].filter((part) => part.offsetParent"
    " && ['auto', 'scroll'].includes(getComputedStyle(part).overflowX) && part.scrollWidth > part.clientWidth).length"
)


def with_samples(page: Page) -> Page:
    """Return the page of a library that holds the samples."""
    if page.locator(".bar .scope").text_content() == "No articles yet":
        page.get_by_role("button", name="Open the sample newsroom").first.click()
        page.wait_for_selector("#desk-chat .example", timeout=90_000)
    return page


def test_a_conversation_is_deleted_only_after_a_second_word(open_page: OpenPage, desk: str) -> None:
    page = with_samples(ready(open_page(desk)))
    ask(page, UNION)
    page.click("[data-do=clear]")
    assert violations(page, "the question before deleting") == []
    page.keyboard.press("Escape")
    expect(page.locator(".bar .sure")).to_have_count(0)
    expect(page.locator("[data-do=clear]")).to_be_focused()
    page.click("[data-do=clear]")
    page.click(".bar .sure button:text-is('Keep')")
    expect(page.locator("#desk-chat .user-row")).to_have_count(1)
    page.click("[data-do=clear]")
    page.click(".bar .sure button:text-is('Delete')")
    expect(page.locator("#desk-chat .user-row")).to_have_count(0)


def test_a_source_shows_every_sentence_that_is_cited_from_it(open_page: OpenPage, desk: str) -> None:
    page = with_samples(ready(open_page(desk)))
    ask(page, UNION)
    page.click("#desk-chat details.sources summary")
    said = page.locator("#desk-chat details.sources li:has(a:text-is('1')) .quote")
    expect(said).to_have_count(2)
    expect(said.first).to_contain_text("Agnes Rowe")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False)])
def test_the_library_forms_fit_and_the_file_s_place_is_framed(
    open_page: OpenPage, desk: str, width: int, dark: bool, tmp_path: Path
) -> None:
    page = with_samples(ready(open_page(desk, width=width)))
    if dark:
        page.click("[data-do=theme]")
    assert page.evaluate("getComputedStyle(document.querySelector('.reader-body')).colorScheme") == (
        "dark" if dark else "light"
    )
    tab(page, "Library")
    for name in ("Paste text", "Address", "File"):
        page.locator("#desk-add-tabs button[role=tab]").filter(has_text=name, visible=True).click()
        page.wait_for_timeout(150)
        assert page.evaluate(PAST_EDGE) == 0, name
    frame, label = page.locator("#desk-files button.upload-container"), page.locator("#desk-files label").first
    assert frame.evaluate("part => getComputedStyle(part).borderTopStyle") == "dashed"
    above, below = label.bounding_box(), frame.bounding_box()
    assert above and below and above["y"] + above["height"] <= below["y"]
    path = tmp_path / "harbour-notes.md"
    path.write_text(
        f"# Harbour notes {width} {dark}\n\nThe harbour board met on Monday and chose a lamp.\n", encoding="utf-8"
    )
    page.set_input_files("#desk-files input[type=file]", path)
    expect(page.locator(".receipt-row .facts").first).to_contain_text("no date · harbour-notes.md · 1 paragraph")


def test_the_period_s_value_stands_clear_of_its_arrow(open_page: OpenPage, desk: str) -> None:
    page = with_samples(ready(open_page(desk)))
    tab(page, "Briefing")
    period = page.locator("#desk-briefing-bar input").first
    period.click()
    page.get_by_role("option", name="Latest day (5 March)").click()
    assert period.input_value() == "Latest day (5 March)" and period.evaluate(FITS)
    end = period.evaluate(
        "part => part.getBoundingClientRect().right - parseFloat(getComputedStyle(part).paddingRight)"
    )
    arrow = page.locator("#desk-briefing-bar .icon-wrap").first.bounding_box()
    assert arrow and end <= arrow["x"]
