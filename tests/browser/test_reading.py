"""What readers set, copy, print and have read to them, without a script where that can be and with one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.running_room import Room

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARTICLE = "/articles/1/"

CHINESE_VOICE = {"name": "Huihui", "lang": "zh-CN", "localService": True}
VOICES_OF_OTHERS = [
    {"name": "elsewhere", "lang": "zh-CN", "localService": False},
    {"name": "David", "lang": "en-US", "localService": True},
]
SPEECH = """
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
Object.defineProperty(window, "speechSynthesis", { value: new (class extends EventTarget {
  constructor() { super(); this.voices = []; this.said = []; this.speaking = null; }
  getVoices() { return this.voices; }
  bring(voices) { this.voices = voices; this.dispatchEvent(new Event("voiceschanged")); }
  speak(utterance) { this.speaking = utterance; this.said.push(utterance.text); }
  cancel() { this.end("error"); }
  end(how) {
    const ended = this.speaking;
    this.speaking = null;
    if (ended) ended.dispatchEvent(new Event(how));
  }
})() });
"""
"""Speech that says nothing, and ends when it is told to."""


@pytest.fixture
def chooser(browser: Browser, room: Room) -> Iterator[BrowserContext]:
    """Somebody whose browser runs no scripts and may keep what was chosen."""
    with browser.new_context(base_url=room.address, locale="zh-CN", java_script_enabled=False) as context:
        yield context
        assert {cookie["name"] for cookie in context.cookies()} <= {"reading"}


@pytest.fixture
def chooser_with_scripts(browser: Browser, room: Room) -> Iterator[Page]:
    with browser.new_context(base_url=room.address, locale="zh-CN") as context:
        page = context.new_page()
        page.goto(ARTICLE)
        yield page
        assert {cookie["name"] for cookie in context.cookies()} <= {"reading"}


@pytest.fixture
def page(reader_with_scripts: BrowserContext) -> Page:
    return reader_with_scripts.new_page()


def choose(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def letters(page: Page) -> float:
    """The size of the text, in CSS pixels."""
    size = page.locator(".paragraph .text").first.evaluate("text => getComputedStyle(text).fontSize")
    return float(size.removesuffix("px"))


def top(button: Locator) -> float:
    box = button.bounding_box()
    assert box
    return box["y"]


def cookie(context: BrowserContext) -> str:
    return "".join(str(cookie["value"]) for cookie in context.cookies())


# -------------------------------------------------------------------------- choosing


def test_without_a_script_a_choice_holds_on_every_page_until_all_is_restored(chooser: BrowserContext) -> None:
    page = chooser.new_page()
    page.goto(f"{ARTICLE}?theme=organization")
    before, address = letters(page), page.url

    choose(page, "超大")
    assert page.url == address
    assert letters(page) > before
    choose(page, "长辈版")
    page.goto("/search/?q=党建&type=paragraph")
    expect(page.locator("html")).to_have_attribute("data-size", "huge")
    expect(page.locator("html")).to_have_attribute("data-elder", "")
    choose(page, "夜间")
    expect(page.locator("html")).to_have_attribute("data-look", "dark")
    expect(page.locator("output[data-hits]")).to_have_attribute("data-hits", re.compile(r"[1-9]"))
    assert cookie(chooser) == "huge.dark.elder"

    page.goto("/preferences/")
    choose(page, "全部恢复")

    assert cookie(chooser) == ""
    page.goto(ARTICLE)
    assert letters(page) == before


def test_a_choice_can_be_made_on_a_page_that_is_not_there(chooser: BrowserContext) -> None:
    page = chooser.new_page()
    page.goto("/nowhere/")

    choose(page, "高对比")

    expect(page).to_have_url(re.compile("/nowhere/$"))
    expect(page.locator("html")).to_have_attribute("data-look", "contrast")


def test_with_a_script_a_choice_holds_at_once_on_the_page_as_it_stands(chooser_with_scripts: Page) -> None:
    page = chooser_with_scripts
    before = letters(page)
    page.evaluate("window.hasStayed = true")

    choose(page, "大")

    assert letters(page) > before
    expect(page.get_by_role("button", name="大", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="中", exact=True)).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("button", name="大", exact=True)).to_be_focused()
    expect(page.locator("form.preferences output")).to_have_text("字号：大")
    assert page.evaluate("window.hasStayed")


def test_what_was_pressed_stays_under_the_readers_hand_while_the_text_above_it_grows(
    chooser_with_scripts: Page,
) -> None:
    page = chooser_with_scripts
    page.set_viewport_size({"width": 360, "height": 400})
    page.goto("/preferences/")
    button = page.get_by_role("button", name="长辈版")
    button.scroll_into_view_if_needed()
    place = top(button)
    scrolled = page.evaluate("scrollY")

    button.click()

    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("scrollY") > scrolled
    assert abs(top(button) - place) <= 1


def test_what_a_script_showed_is_kept_however_fast_one_presses(chooser_with_scripts: Page) -> None:
    page = chooser_with_scripts
    with page.expect_response(re.compile("/preferences/.*elder=off")):
        page.evaluate(
            "['大', '夜间', '长辈版', '超大', '长辈版'].forEach((name) =>"
            " [...document.querySelectorAll('.preferences button')].find((one) => one.textContent === name).click())"
        )

    expect(page.locator("form.preferences output")).to_have_text("长辈版：关")
    assert cookie(page.context) == "huge.dark"
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-size", "huge")
    expect(page.locator("html")).not_to_have_attribute("data-elder", "")


def test_a_page_that_comes_back_as_it_was_left_shows_the_latest_choice(chooser_with_scripts: Page) -> None:
    page = chooser_with_scripts
    choose(page, "超大")
    come_back_as_left(page)
    expect(page.locator("html")).to_have_attribute("data-size", "huge")

    page.goto("/preferences/")
    choose(page, "全部恢复")
    come_back_as_left(page)
    expect(page.locator("html")).to_have_attribute("data-size", "medium")


def come_back_as_left(page: Page) -> None:
    """As 后退 does with pages that browsers keep whole, here with a size that was chosen before."""
    page.evaluate(
        "document.documentElement.dataset.size = 'small';"
        "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
    )


def test_going_back_shows_the_latest_choice(chooser_with_scripts: Page) -> None:
    page = chooser_with_scripts
    page.goto("/about/")
    with page.expect_response(re.compile("/preferences/")):
        choose(page, "超大")

    page.go_back()

    expect(page.locator("html")).to_have_attribute("data-size", "huge")


# --------------------------------------------------------------------------- copying


def copied(page: Page) -> str:
    """What is pasted elsewhere; the room's own pages may not read what others copied."""
    other = page.context.new_page()
    other.set_content("<textarea></textarea>")
    other.locator("textarea").press("ControlOrMeta+v")
    text = other.locator("textarea").input_value()
    other.close()
    return text


WITHOUT_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"


@pytest.mark.parametrize("obstacle", ["", WITHOUT_CLIPBOARD], ids=["clipboard", "plain http"])
def test_a_paragraph_is_copied_with_its_source_and_its_whole_address(page: Page, room: Room, obstacle: str) -> None:
    page.add_init_script(obstacle)
    page.goto(ARTICLE)
    paragraph = page.locator(".paragraph:not(.heading)").nth(1)
    key = (paragraph.get_attribute("id") or "").removeprefix("p-")

    paragraph.get_by_role("link", name="引用").click()

    expect(page.get_by_role("status").filter(has_text="已复制")).to_be_visible()
    expect(paragraph.get_by_role("link", name="引用")).to_be_focused()
    text, source, address = copied(page).split("\n")
    assert text == paragraph.locator(".text").inner_text()
    assert source == f"——{page.locator('[data-citation]').inner_text()}"
    assert address == f"{room.address.rstrip('/')}/p/{key}/"


def test_a_paragraphs_address_is_copied_whole(page: Page, room: Room) -> None:
    page.goto("/themes/organization/?view=paragraphs")
    link = page.get_by_role("link", name="链接", exact=True).first

    link.press("Enter")

    expect(page.get_by_role("status").filter(has_text="已复制本段链接")).to_be_visible()
    assert copied(page) == f"{room.address.rstrip('/')}{link.get_attribute('href')}"


def test_the_citation_of_an_article_is_copied_with_its_address(page: Page, room: Room) -> None:
    page.goto(f"{ARTICLE}?theme=organization")

    page.get_by_role("link", name="复制引用").click()

    expect(page.get_by_role("status").filter(has_text="已复制")).to_be_visible()
    citation = page.locator("[data-citation]").inner_text()
    assert copied(page) == f"{citation}\n{room.address.rstrip('/')}{ARTICLE}"


def test_what_is_ready_to_be_cited_is_copied_by_a_button(page: Page) -> None:
    page.goto(ARTICLE)
    page.goto(page.get_by_role("link", name="引用", exact=True).first.get_attribute("href") or "")

    page.get_by_role("button", name="复制", exact=True).click()

    expect(page.get_by_role("status").filter(has_text="已复制")).to_be_visible()
    assert copied(page) == page.get_by_role("textbox", name="文字和出处").input_value()


def test_where_nothing_can_be_copied_the_link_is_followed(page: Page) -> None:
    page.add_init_script(f"{WITHOUT_CLIPBOARD} document.execCommand = () => false;")
    page.goto("/themes/organization/?view=paragraphs")

    page.get_by_role("link", name="链接", exact=True).first.click()

    expect(page).to_have_url(re.compile(r"/articles/\d+/#p-\w+$"))


# -------------------------------------------------------------------------- printing


def test_without_a_script_a_page_can_be_had_ready_to_print(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto(ARTICLE)

    page.get_by_role("link", name="大字打印").click()

    expect(page.locator("html")).to_have_attribute("data-print", "large")
    expect(page.get_by_role("main")).to_contain_text("请按 Ctrl+P 打印")


def test_with_a_script_the_paper_is_set_as_asked_and_the_page_left_as_it_was(page: Page) -> None:
    page.add_init_script(
        "window.print = () => {"
        " window.paper = document.documentElement.dataset.print; dispatchEvent(new Event('afterprint')); }"
    )
    page.goto(ARTICLE)

    page.get_by_role("link", name="大字打印").click()

    assert page.evaluate("window.paper") == "large"
    expect(page.locator("html")).not_to_have_attribute("data-print", re.compile(""))
    expect(page).to_have_url(re.compile(f"{ARTICLE}$"))


# ---------------------------------------------------------------------- reading aloud


@pytest.fixture
def listener(page: Page) -> Page:
    """A browser that has no voice yet."""
    page.add_init_script(SPEECH)
    page.goto(ARTICLE)
    return page


def bring(page: Page, voices: list[dict[str, Any]]) -> None:
    page.evaluate("voices => speechSynthesis.bring(voices)", voices)


def said(page: Page) -> list[str]:
    heard: list[str] = page.evaluate("speechSynthesis.said")
    return heard


def go_on(page: Page) -> None:
    page.evaluate("speechSynthesis.end('end')")


def test_reading_aloud_is_offered_once_there_is_a_chinese_voice_of_this_computer(listener: Page) -> None:
    button = listener.get_by_role("button", name="朗读")
    expect(listener.get_by_role("link", name="大字打印")).to_be_visible()
    expect(button).to_be_hidden()

    bring(listener, VOICES_OF_OTHERS)
    expect(button).to_be_hidden()
    bring(listener, [*VOICES_OF_OTHERS, CHINESE_VOICE])

    expect(button).to_be_visible()


def test_title_and_text_are_read_in_order_and_in_pieces_a_voice_can_say(listener: Page) -> None:
    bring(listener, [*VOICES_OF_OTHERS, CHINESE_VOICE])

    listener.get_by_role("button", name="朗读").click()
    assert listener.evaluate("speechSynthesis.speaking.voice.name") == "Huihui"
    while listener.evaluate("Boolean(speechSynthesis.speaking)"):
        go_on(listener)

    written = [listener.get_by_role("heading", level=1).inner_text()]
    written += listener.locator(".paragraph .text, .paragraph > h2, .paragraph > h3").all_inner_texts()
    assert "".join(said(listener)) == "".join(written)
    assert all(len(piece) <= 60 or not re.search("[。，；：！？].", piece) for piece in said(listener))
    expect(listener.get_by_role("button", name="朗读")).to_be_visible()
    expect(listener.get_by_role("button", name="停止")).to_be_hidden()
    expect(listener.locator(".being-read")).to_have_count(0)


def test_reading_pauses_goes_on_where_it_was_and_stops(listener: Page) -> None:
    bring(listener, [CHINESE_VOICE])
    listener.get_by_role("button", name="朗读").click()
    go_on(listener)
    expect(listener.locator(".paragraph.being-read")).to_be_in_viewport()

    listener.get_by_role("button", name="暂停").click()
    assert not listener.evaluate("Boolean(speechSynthesis.speaking)")
    listener.get_by_role("button", name="继续").click()
    assert said(listener)[1] == said(listener)[2]
    assert len(said(listener)) == 3

    listener.get_by_role("button", name="停止").click()
    expect(listener.get_by_role("button", name="朗读")).to_be_focused()
    expect(listener.locator(".being-read")).to_have_count(0)
    listener.get_by_role("button", name="朗读").click()
    assert said(listener)[3] == said(listener)[0]


def test_a_long_paragraph_moves_up_as_it_is_read(listener: Page) -> None:
    listener.emulate_media(reduced_motion="reduce")  # so that it moves at once
    listener.set_viewport_size({"width": 360, "height": 300})
    bring(listener, [CHINESE_VOICE])
    listener.get_by_role("button", name="朗读").click()
    go_on(listener)
    marked, place = listener.locator(".being-read").get_attribute("id"), listener.evaluate("scrollY")

    for _ in range(3):
        go_on(listener)

    expect(listener.locator(".being-read")).to_have_attribute("id", marked or "")
    assert listener.evaluate("scrollY") > place


def test_whoever_turned_to_another_place_while_listening_is_left_there(listener: Page) -> None:
    listener.emulate_media(reduced_motion="reduce")
    bring(listener, [CHINESE_VOICE])
    listener.get_by_role("button", name="朗读").click()
    listener.evaluate("scrollTo(0, document.body.scrollHeight)")
    place = listener.evaluate("scrollY")

    go_on(listener)
    listener.get_by_role("button", name="暂停").dispatch_event("click")

    assert listener.evaluate("scrollY") == place > 0


def test_reading_stops_when_the_reader_leaves(listener: Page) -> None:
    bring(listener, [CHINESE_VOICE])
    listener.get_by_role("button", name="朗读").click()

    listener.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

    assert not listener.evaluate("Boolean(speechSynthesis.speaking)")
