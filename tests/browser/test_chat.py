"""The page's behaviour over the stand-in assistant: citations, keys, stop, retry, reload, themes, phones, attacks."""

from __future__ import annotations

import re

import pytest
from browsing import CHIPS, OpenPage, ask, ready, tab, violations
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

QUESTION = "How many cracks were found in the bridge?"


def test_a_citation_opens_its_paragraph(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    ask(page, QUESTION)
    # The first source opens by itself, without taking the focus from the question.
    expect(page.locator(".paragraph.on .words")).to_contain_text("engineers found 14 cracks")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.locator(CHIPS).nth(1).click()
    expect(page.locator(".paragraph.on")).to_have_count(1)
    expect(page.locator(".paragraph.on .words")).to_contain_text("bitter pill")
    expect(page.locator(".reader-bar .place")).to_have_text("Paragraph 4 of 6")
    expect(page.locator(".paragraph.cited")).to_have_count(3)
    assert "#src" not in page.url


def test_the_hover_card_names_the_place_and_quotes_it(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    ask(page, QUESTION)
    page.locator(CHIPS).first.hover()
    expect(page.locator("#desk-card.show b")).to_have_text("The Tarn Post · paragraph 1")
    expect(page.locator("#desk-card.show span")).to_contain_text("engineers found 14 cracks")
    label = page.locator(CHIPS).first.get_attribute("aria-label") or ""
    assert label.startswith("Source 1: The Tarn Post · paragraph 1 — The Tarn bridge")


def test_keys_step_through_citations_and_close(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    ask(page, QUESTION)
    page.keyboard.type("]")
    expect(page.locator("#desk-question textarea")).to_have_value("]")
    page.fill("#desk-question textarea", "")
    page.locator(".reader-body").focus()
    page.keyboard.press("]")
    expect(page.locator(".reader-bar .place")).to_have_text("Paragraph 4 of 6")
    page.keyboard.press("[")
    expect(page.locator(".reader-bar .place")).to_have_text("Paragraph 1 of 6")
    page.click(".reader-bar .next")
    expect(page.locator(".reader-bar .place")).to_have_text("Paragraph 4 of 6")
    page.click(".reader-bar .previous")
    expect(page.locator(".reader-bar .place")).to_have_text("Paragraph 1 of 6")
    page.locator(".reader-body").focus()
    page.keyboard.press("/")
    expect(page.locator("#desk-question textarea")).to_be_focused()
    page.locator(CHIPS).nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".reader-bar .place")).to_have_text("Paragraph 6 of 6")


def test_a_caption_is_called_one(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    ask(page, "What is seen in March?")
    expect(page.locator(".reader-bar .place")).to_have_text("Caption")


def test_outcomes_are_told_apart(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    ask(page, "Why were there cracks?")
    expect(page.locator("#desk-chat .bot-row").last).to_contain_text("I could not find a direct answer")
    ask(page, "Bitcoin?")
    expect(page.locator("#desk-chat .bot-row").last).to_contain_text("I could not find that in your library")
    ask(page, "x" * 2000)
    expect(page.locator("#desk-chat .problem")).to_contain_text("at most 1,000 characters")
    ask(page, "cracks again")
    expect(page.locator("#desk-chat .read-as").last).to_have_text("Read as: cracks again (about the Tarn bridge) Undo")
    expect(page.locator("#desk-chat .as-of").last).to_have_text("As of 3 March 2026")


def test_how_a_question_was_read_can_be_undone(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    ask(page, QUESTION)
    ask(page, "cracks again")
    expect(page.locator("#desk-chat .read-as a")).to_have_count(1)
    page.locator("#desk-chat .read-as a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#desk-chat .read-as")).to_have_count(0)
    expect(page.locator("#desk-chat .bot-row").last).to_contain_text("engineers found 14 cracks")
    expect(page.locator("#desk-chat .user-row")).to_have_count(2)
    page.reload()
    expect(page.locator("#desk-chat .user-row")).to_have_count(2)
    expect(page.locator("#desk-chat .read-as")).to_have_count(0)
    assert "#as-typed" not in page.url


def test_stop_keeps_what_was_written_and_retry_completes_it(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    ask(page, QUESTION, wait=False)
    page.wait_for_selector(CHIPS)
    page.click("#desk-question .stop-button")
    expect(page.locator("#desk-chat .note")).to_contain_text("Stopped")
    written = page.locator(CHIPS).count()
    assert written in (1, 2), "a sentence may come between the click and the stop"
    page.wait_for_timeout(1500)
    expect(page.locator(CHIPS)).to_have_count(written)
    page.locator("#desk-chat button[aria-label='Retry'], #desk-chat button[title='Retry']").last.click()
    expect(page.locator(CHIPS)).to_have_count(3, timeout=10_000)
    expect(page.locator("#desk-chat .user-row")).to_have_count(1)


def test_a_new_conversation_while_streaming_stays_empty(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    for _ in range(4):
        ask(page, QUESTION, wait=False)
        page.wait_for_selector(CHIPS)
        page.click("[data-do=new]")
        expect(page.locator("#desk-chat .user-row")).to_have_count(0)
        page.wait_for_timeout(1200)
        expect(page.locator("#desk-chat .user-row")).to_have_count(0)
        assert "c=" not in page.url


def test_a_reload_brings_the_conversation_back_and_delete_ends_it(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    ask(page, QUESTION)
    assert re.search(r"[?&]c=[\w-]{20,}", page.url)
    page.reload()
    ready(page)
    expect(page.locator(CHIPS)).to_have_count(3)
    expect(page.locator("#desk-chat .user-row")).to_contain_text(QUESTION)
    ask(page, "What about the ferry?")
    expect(page.locator("#desk-chat .read-as")).to_contain_text("about the Tarn bridge")
    address = page.url
    page.click("[data-do=clear]")
    page.click(".bar .sure button:text-is('Delete')")
    expect(page.locator("#desk-chat .user-row")).to_have_count(0)
    page.goto(address)
    ready(page)
    page.wait_for_timeout(500)
    expect(page.locator("#desk-chat .user-row")).to_have_count(0)


def test_suggestions_and_examples_ask(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    page.locator("#desk-chat .example", has_text="What did Ines Holt say?").click()
    expect(page.locator(CHIPS).first).to_be_visible(timeout=10_000)
    page.locator("#desk-chat .option").first.click()
    expect(page.locator("#desk-chat .user-row")).to_have_count(2)


def test_copying_an_answer_gives_text_and_sources(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk, permissions=["clipboard-read", "clipboard-write"]))
    ask(page, QUESTION)
    page.locator("#desk-chat .bot-row button[title*='opy'], #desk-chat .bot-row button[aria-label*='opy']").last.click()
    page.wait_for_timeout(200)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("The Tarn bridge was closed to all traffic on Monday")
    assert "the county said [1]." in copied and "#src" not in copied and "&#" not in copied
    assert "Sources\n[1] The Tarn Post · paragraph 1 — The Tarn bridge" in copied


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False)])
def test_why_a_sentence_is_marked_can_be_read_by_mouse_finger_and_key(
    open_page: OpenPage, slow_desk: str, width: int, dark: bool
) -> None:
    phone = width < 800
    page = ready(open_page(slow_desk, width=width, dark=dark, has_touch=phone, is_mobile=phone))
    ask(page, "Doubt the cracks in the bridge?")
    mark, why = page.locator("#desk-chat .caveat").nth(1), page.locator("#desk-chat .why")
    expect(mark).to_have_text("partly supported")
    expect(why).to_have_count(0)
    if phone:
        mark.tap()
    else:
        mark.click()
    expect(why).to_have_text("not in the paragraph: <b>41</b> cracks; the paragraph says 14 cracks")
    expect(why).to_be_in_viewport()
    expect(mark).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing stands outside the page"
    assert violations(page, "a reason") == []
    mark.press("Enter")
    expect(why).to_have_count(0)
    mark.press(" ")
    expect(why).to_have_count(1)
    assert "he added [2]. (partly supported)" in page.evaluate(
        "desk.plain(document.querySelector('#desk-chat .bot-row'))"
    )


def test_what_went_wrong_with_a_briefing_goes_with_the_next_step(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    problem = page.locator("#desk-briefing .problem")

    def minutes(choice: str) -> None:
        page.get_by_label("Reading time").click()
        page.get_by_role("option", name=choice).click()

    tab(page, "Briefing")
    minutes("5 minutes")
    page.click("text=Write briefing")
    expect(problem).to_contain_text("too few articles")
    tab(page, "Ask")
    tab(page, "Briefing")
    expect(problem).to_have_count(0)
    expect(page.locator("#desk-briefing")).to_contain_text("No briefing yet")
    page.click("text=Write briefing")
    expect(problem).to_have_count(1)
    minutes("2 minutes")
    expect(problem).to_have_count(0)
    page.click("text=Write briefing")
    page.wait_for_selector(".actions .action")
    minutes("30 seconds")
    tab(page, "Ask")
    tab(page, "Briefing")
    expect(page.locator("#desk-briefing h2")).to_have_text("Briefing of 3 March 2026")


@pytest.mark.parametrize("dark", [False, True])
def test_theme_follows_the_system_and_the_button_and_is_kept(open_page: OpenPage, slow_desk: str, dark: bool) -> None:
    page = ready(open_page(slow_desk, dark=dark))
    assert page.evaluate("document.body.classList.contains('dark')") is dark
    page.click("[data-do=theme]")
    assert page.evaluate("document.body.classList.contains('dark')") is not dark
    page.reload()
    ready(page)
    page.wait_for_function(f"document.body.classList.contains('dark') === {str(not dark).lower()}")


def test_on_a_phone_the_reader_is_a_sheet_and_nothing_overflows(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk, width=390, height=844))
    overflow = "document.documentElement.scrollWidth - innerWidth"
    ask(page, QUESTION)
    assert page.evaluate(overflow) <= 0
    expect(page.locator("#desk-side")).not_to_be_visible()
    page.locator(CHIPS).nth(1).click()
    expect(page.locator("#desk-side")).to_be_visible()
    expect(page.locator(".paragraph.on .words")).to_contain_text("bitter pill")
    height = page.evaluate("document.querySelector('#desk-side').getBoundingClientRect().height / innerHeight")
    assert 0.70 < height < 0.74
    page.click(".reader-bar .close")
    expect(page.locator("#desk-side")).not_to_be_visible()
    assert page.evaluate("document.activeElement.matches(\"a[href^='#src:']\")")
    for name in ("Briefing", "Library"):
        tab(page, name)
        assert page.evaluate(overflow) <= 0


def test_articles_cannot_run_scripts_load_images_or_cover_the_page(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    ask(page, "quarry")
    page.wait_for_selector(CHIPS)
    for chip in page.locator(CHIPS).all():
        chip.click()
        page.wait_for_selector(".paragraph.on")
    tab(page, "Briefing")
    page.click("text=Write briefing")
    page.wait_for_selector(".actions .action")
    tab(page, "Library")
    page.locator(".shelf .open", has_text="Quarry").click()
    expect(page.locator(".reader-body h2")).to_have_text("Quarry ${window.hacked = 5} <b>fire</b>")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert page.locator("#desk-chat img, #desk-briefing img, .reader img, .shelf img").count() == 0
    links = page.evaluate("[...document.querySelectorAll('.prose a')].map(a => a.getAttribute('href'))")
    assert all(link.startswith("#src:") for link in links)
    assert page.locator(".prose [style*=fixed]").count() == 0


def test_the_policy_stops_an_inline_script(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.hacked = 6'; document.body.append(s);"
        "document.body.insertAdjacentHTML('beforeend', '<img src=x: onerror=\"window.hacked = 7\">')"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked") is None


def test_the_article_page_marks_the_paragraph_without_scripts(open_page: OpenPage, slow_desk: str) -> None:
    page = ready(open_page(slow_desk))
    ask(page, QUESTION)
    expect(page.locator(".paragraph.on")).to_have_count(1)
    address = page.locator(".reader-bar .permanent").get_attribute("href") or ""
    plain = open_page(address, java_script_enabled=False)
    marked = plain.locator(".paragraph:target")
    expect(marked).to_contain_text("engineers found 14 cracks")
    expect(marked).to_have_css("background-color", "rgb(255, 241, 184)")
