"""Putting a look on a page that is open is the same as choosing it and loading the page, so tests may do the former."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looks import LOOKS, Look
from tests.browser.page_kinds import KINDS, FurnishedRoom, PageKind

pytestmark = [pytest.mark.browser, pytest.mark.slow]

APPEARANCE = """() => [...document.querySelectorAll("*")]
  .filter((each) => !each.closest(".preferences"))  // which says what was chosen
  .map((each) => {
    const style = getComputedStyle(each);
    return [each.localName, style.color, style.backgroundColor, style.borderTopColor, style.fontFamily, style.fontSize,
            style.lineHeight, style.display, style.minHeight, style.marginTop, style.paddingTop, style.maxWidth].join(" ");
  })"""


@pytest.mark.parametrize("name", ["article-corrected", "search"])
def test_put_on_is_as_good_as_chosen(browser: Browser, furnished: FurnishedRoom, name: str) -> None:
    kind = next(kind for kind in KINDS if kind.name == name)
    with browser.new_context(locale="zh-CN") as chooser, browser.new_context(locale="zh-CN") as other:
        chosen, put_on = chooser.new_page(), other.new_page()
        put_on.goto(furnished.url(kind))
        plain = put_on.evaluate(APPEARANCE)
        for look in LOOKS:
            load_chosen(chosen, furnished, kind, look)
            look.put_on(put_on)

            assert put_on.evaluate(APPEARANCE) == chosen.evaluate(APPEARANCE), look
            assert look == LOOKS[0] or put_on.evaluate(APPEARANCE) != plain, look


def load_chosen(page: Page, room: FurnishedRoom, kind: PageKind, look: Look) -> None:
    page.context.clear_cookies()
    if look.cookie:
        page.context.add_cookies([{"name": "reading", "value": look.cookie, "url": room.whole.address}])
    page.emulate_media(forced_colors=look.forced_colors)
    page.goto(room.url(kind))
