"""The room is used with the keyboard alone, by somebody who presses Tab until what is wanted has the focus."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.page_kinds import KINDS, FurnishedRoom

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 60
"""Presses of Tab from the top of a page to what is wanted; nobody has more."""

FOCUSED = """() => {
  const { activeElement: element } = document;
  return (element.getAttribute("aria-label") || element.innerText || element.name || "").trim();
}"""
STOPS = """[...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
  .filter((each) => each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true }))"""
"""Where Tab stops, in the order of the text."""


@pytest.fixture
def page(browser: Browser, furnished: FurnishedRoom) -> Iterator[Page]:
    """Without scripts: what they add is tried for itself."""
    with browser.new_context(base_url=furnished.whole.address, java_script_enabled=False) as context:
        yield context.new_page()


@pytest.fixture
def chooser(browser: Browser, furnished: FurnishedRoom) -> Iterator[Page]:
    """Somebody with scripts, who may keep what was chosen."""
    with browser.new_context(base_url=furnished.whole.address, locale="zh-CN") as context:
        yield context.new_page()


def test_from_the_first_page_to_the_source_of_a_quotation(page: Page) -> None:
    page.goto("/")
    tab_to(page, "q")
    page.keyboard.type("“最后一公里”")
    enter(page)

    follow(page, "段落")
    title = page.locator("li[data-paragraph] a").first.inner_text()
    follow(page, title)
    expect(page).to_have_url(re.compile("#p-"))
    follow(page, "引用", patience=5)  # of the paragraph that was found, where the focus goes on

    expect(page).to_have_url(re.compile("/p/[a-z2-7]{10}/cite/$"))
    expect(page.get_by_role("main")).to_contain_text(title)
    expect(page.get_by_role("main").locator(".citation").first).to_contain_text(re.compile(r"\[[A-Z/]+\]"))
    follow(page, "回到文章里的这一段")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_the_first_press_leads_past_what_stands_on_every_page(page: Page) -> None:
    page.goto("/articles/1/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_letters_are_made_larger_and_the_focus_stays(chooser: Page) -> None:
    chooser.goto("/articles/1/")

    press(chooser, "大")

    expect(chooser.locator("html")).to_have_attribute("data-size", "large")
    assert chooser.evaluate(FOCUSED) == "大"
    chooser.goto("/")
    expect(chooser.locator("html")).to_have_attribute("data-size", "large")


def test_an_article_is_printed(chooser: Page) -> None:
    chooser.add_init_script("window.print = () => { document.body.dataset.printed = 'yes'; };")
    chooser.goto("/articles/1/")

    press(chooser, "打印")

    expect(chooser.locator("body")).to_have_attribute("data-printed", "yes")


@pytest.mark.parametrize("name", ["index", "article-corrected", "search-narrowed", "preferences", "server-error"])
def test_tab_goes_through_everything_in_the_order_of_the_text_and_out_again(
    chooser: Page, furnished: FurnishedRoom, name: str
) -> None:
    chooser.goto(furnished.url(next(kind for kind in KINDS if kind.name == name)))
    number = chooser.evaluate(f"{STOPS}.length")

    places = []
    for _ in range(number + 1):
        chooser.keyboard.press("Tab")
        places.append(chooser.evaluate(f"{STOPS}.indexOf(document.activeElement)"))

    assert places[:number] == list(range(number))
    assert places[number] in (-1, 0)


def test_nothing_moves_for_who_wants_no_motion(browser: Browser, furnished: FurnishedRoom) -> None:
    with browser.new_context(base_url=furnished.whole.address, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto("/articles/1/")

        moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((each) => {
          const { scrollBehavior, transitionDuration, animationName } = getComputedStyle(each);
          return scrollBehavior === "smooth" || transitionDuration !== "0s" || animationName !== "none";
        }).length""")

    assert moving == 0


def follow(page: Page, words: str, *, patience: int = PATIENCE) -> None:
    """A link to another page."""
    tab_to(page, words, patience=patience)
    enter(page)


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press(page: Page, words: str) -> None:
    """What does something on the page that is open."""
    tab_to(page, words)
    page.keyboard.press("Enter")


def tab_to(page: Page, words: str, *, patience: int = PATIENCE) -> None:
    seen = []
    for _ in range(patience):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUSED))
        if seen[-1] == words:
            return
    raise AssertionError(f"“{words}” is not among {seen}")
