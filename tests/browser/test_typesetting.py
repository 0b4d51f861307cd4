"""Texts are set as a Chinese book is set, whatever size of letters their reader chose, and whatever words are in them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looks import Look
from tests.browser.page_kinds import KINDS, FurnishedRoom

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZES = tuple(Look(size, {"size": size}) for size in ("small", "medium", "large", "huge"))
ELDERS = tuple(Look(f"elder {look.name}", {**look.chosen, "elder": ""}) for look in SIZES)

PARAGRAPHS = """() => [...document.querySelectorAll(".paragraph:not(.heading)")].map((paragraph) => {
  const text = paragraph.querySelector(".text");
  const style = getComputedStyle(text), size = parseFloat(style.fontSize), line = parseFloat(style.lineHeight);
  const { paddingLeft, paddingRight } = getComputedStyle(paragraph);
  const room = paragraph.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  const lines = new Range();
  lines.selectNodeContents(text);
  const tops = new Set([...lines.getClientRects()].map((box) => Math.round(box.top)));
  return {
    size, leading: line / size, measure: room / size, indent: parseFloat(style.textIndent) / size,
    gap: paragraph.getBoundingClientRect().height - tops.size * line,
  };
})"""

LONG_WORD = "https://www.yunling.example/dangjian/2023/11/02/content_" + "0123456789" * 12
FILL = """(word) => document.querySelectorAll(
  "h1, h2, .room-name a, .paragraph .text, .entry-title, .entry-said span, .source-line span, .ways a, .facets a, .snippet"
).forEach((each) => (each.textContent = word))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(locale="zh-CN") as reader:
        yield reader.new_page()


def test_paragraphs_are_set_as_in_a_book(page: Page, furnished: FurnishedRoom) -> None:
    """Front matter too, which is set smaller: 38 of its own characters are a shorter line."""
    open_kind(page, furnished, "article-latin", 1366)

    for look in SIZES + ELDERS:
        look.put_on(page)
        for paragraph in page.evaluate(PARAGRAPHS):
            assert paragraph["indent"] == pytest.approx(2), look
            assert 1.8 <= round(paragraph["leading"], 2) <= 2, look
            assert paragraph["measure"] <= 38.01, look


def test_what_stands_beside_paragraphs_puts_no_gap_between_them(page: Page, furnished: FurnishedRoom) -> None:
    open_kind(page, furnished, "article-latin", 1366)

    for look in SIZES[:2]:
        look.put_on(page)
        assert [each["gap"] for each in page.evaluate(PARAGRAPHS)] == pytest.approx([0] * 6, abs=0.5), look


@pytest.mark.parametrize("looks", [SIZES, ELDERS], ids=["plain", "elder"])
@pytest.mark.parametrize("width", [360, 1366])
def test_every_size_differs_from_the_next(
    page: Page, furnished: FurnishedRoom, looks: tuple[Look, ...], width: int
) -> None:
    open_kind(page, furnished, "article-corrected", width)

    sizes = []
    for look in looks:
        look.put_on(page)
        sizes.append(page.evaluate(PARAGRAPHS)[0]["size"])

    assert all(larger / smaller > 1.1 for smaller, larger in pairwise(sizes)), sizes


@pytest.mark.parametrize("name", ["index", "article", "theme", "source", "search"])
def test_a_word_too_long_for_the_window_is_broken(page: Page, furnished: FurnishedRoom, name: str) -> None:
    for width in (320, 1366):
        open_kind(page, furnished, name, width)
        page.evaluate(FILL, LONG_WORD)

        assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_paper_is_light_and_close_set_whatever_the_screen_is(page: Page, furnished: FurnishedRoom) -> None:
    """A dark colour scheme paints the margins of the sheet and greys its number; rows for fingers tear lines apart."""
    open_kind(page, furnished, "article-corrected", 1366)
    Look("elder dark", {"elder": "", "look": "dark"}).put_on(page)

    page.emulate_media(media="print")

    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.evaluate("getComputedStyle(document.querySelector('.source-line a')).minHeight") == "0px"


def open_kind(page: Page, room: FurnishedRoom, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(room.url(next(kind for kind in KINDS if kind.name == name)))
