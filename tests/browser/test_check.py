"""The Check tab: a draft, its verdicts, the paragraph behind each, in every theme and width."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import OpenPage, ready, tab, violations
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

DRAFT = """Dear all,

Bridge

Repairs are expected to take nine months. The detour through Morrow would cost the union £3.9m a month, Tom Reyes said.
A circus from Quarlow has bought the opera house.

Best regards,
Anna"""


def check(page: Page, text: str = DRAFT) -> None:
    """Check a draft as a person does; wait until all of it is checked."""
    tab(page, "Check")
    page.fill("#desk-draft textarea", text)
    page.click("#desk-check")
    expect(page.locator(".proof-said")).to_contain_text("hold", timeout=30_000)


def test_a_draft_has_three_verdicts_and_each_opens_its_paragraph(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    check(page)
    expect(page.locator(".proof-said")).to_have_text("1 of 3 sentences holds, as of 3 March 2026.")
    verdicts = page.locator(".proof .claim .verdict > :last-child")
    expect(verdicts).to_have_text(["supported", "contradicted", "not found"])
    expect(page.locator(".proof .aside small")).to_have_text(["greeting", "closing", "signature"])
    expect(page.locator(".claim.contradicted .why")).to_contain_text("3.9")
    expect(page.locator(".claim.not_found .found")).to_have_count(0)
    expect(page.locator(".paragraph.on .words")).to_contain_text("£2.4m")
    page.locator(".claim.supported .found").click()
    expect(page.locator(".paragraph.on")).to_have_count(1)
    expect(page.locator(".paragraph.on mark")).to_have_text("Repairs are expected to take nine months.")
    page.locator(".claim.contradicted .found > a").press("Enter")
    expect(page.locator(".paragraph.on .words")).to_contain_text("£2.4m")
    page.keyboard.press("[")
    expect(page.locator(".paragraph.on .words")).to_contain_text("nine months")


def test_counts_filter_the_sentences_and_strict_folds_what_holds(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    check(page)
    pills = page.locator(".proof-pills button")
    expect(pills).to_have_text(["All 3", "Supported 1", "Partly 0", "Contradicted 1", "Not found 1", "Strict"])
    expect(pills.nth(2)).to_be_disabled()
    pills.nth(3).click()
    expect(page.locator(".proof .claim:visible")).to_have_count(1)
    expect(pills.nth(3)).to_have_attribute("aria-pressed", "true")
    expect(pills.nth(3)).to_be_focused()
    pills.nth(0).click()
    expect(page.locator(".proof .claim:visible")).to_have_count(3)
    pills.nth(5).click()
    expect(page.locator(".claim.supported .found")).to_be_hidden()
    expect(page.locator(".claim.contradicted .found")).to_be_visible()


def test_only_the_chosen_article_counts(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    tab(page, "Check")
    page.locator("#desk-against input").click()
    page.locator("#desk-against [role=option]", has_text="Aldine ferry").click()
    page.keyboard.press("Escape")
    check(page)
    expect(page.locator(".proof-said")).to_have_text("0 of 3 sentences hold.")


def test_a_long_draft_appears_as_it_is_checked_and_can_be_stopped(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    tab(page, "Check")
    page.fill("#desk-draft textarea", "Repairs are expected to take nine months. " * 40)
    page.click("#desk-check")
    expect(page.locator(".proof-said")).to_contain_text("of 40…", timeout=10_000)
    expect(page.locator(".proof .claim").nth(1)).to_be_visible()
    assert page.locator(".proof .claim").count() < 40
    page.click("#desk-check-stop")
    expect(page.locator(".proof-said")).to_contain_text("stopped before the end", timeout=10_000)
    expect(page.locator("#desk-check")).to_be_visible()


def test_a_file_is_opened_into_the_box_and_faults_are_sentences(
    open_page: OpenPage, slow_desk: str, tmp_path: Path
) -> None:
    page = ready(open_page(slow_desk))
    tab(page, "Check")
    page.click("#desk-check")
    expect(page.locator(".proof .problem")).to_have_text("Paste a draft first, or open a file.")
    bad, good = tmp_path / "draft.pdf", tmp_path / "draft.md"
    bad.write_bytes(b"%PDF-1.7 broken")
    good.write_text("# Lines\n\nRepairs are expected to take **nine months** [1].", encoding="utf-8")
    page.set_input_files("#desk-check-bar input[type=file]", bad)
    expect(page.locator(".proof .problem")).to_contain_text(
        "draft.pdf", timeout=20_000
    )  # a process of its own reads it
    page.set_input_files("#desk-check-bar input[type=file]", good)
    expect(page.locator("#desk-draft textarea")).to_have_value(good.read_text(encoding="utf-8"))
    page.click("#desk-check")
    expect(page.locator(".claim.supported .sentence")).to_have_text("Repairs are expected to take nine months.")


def test_a_hostile_draft_stays_text(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    text = "<img src=x onerror=window.hacked=1> is the quarry ${window.hacked=2} of {{7*7}} said the mayor."
    check(page, text)
    expect(page.locator(".proof .sentence")).to_have_text(text)
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 1280), (False, 390)])
def test_no_violation_on_the_tab(open_page: OpenPage, slow_desk: str, dark: bool, width: int) -> None:
    page = ready(open_page(slow_desk, dark=dark, width=width))
    tab(page, "Check")
    found = violations(page, "empty")
    check(page)
    page.locator(".claim.contradicted summary").click()
    found += violations(page, "checked")
    page.locator(".claim.supported .found").click()
    page.wait_for_selector(".paragraph.on")
    found += violations(page, "reader")
    if width < 800:
        page.click(".reader-bar .close")
    page.locator(".proof-pills .strict").click()
    page.locator(".claim.not_found").scroll_into_view_if_needed()
    found += violations(page, "strict")
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_reader_lists_who_said_what_and_opens_the_place(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    page.locator(".home button", has_text="Tarn bridge").click()
    summary = page.locator(".ledger summary")
    expect(summary).to_have_text("Who said what: 3 speakers")
    summary.click()
    expect(page.locator(".ledger h3")).to_have_text(
        ["the county", "Ines Holt, county mayor", "Tom Reyes, head of the hauliers’ union"]
    )
    page.locator(".ledger button", has_text="Nobody will drive over a crack.").click()
    expect(page.locator(".paragraph.on mark")).to_have_text("Nobody will drive over a crack.")
    expect(page.locator(".ledger button").first).to_be_visible()
    assert violations(page, "ledger") == []
