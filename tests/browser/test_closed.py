"""Every kind of page stays in the office: it asks nobody else, leaves nothing behind and brings nothing along."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.page_kinds import EVERY_KIND, FurnishedRoom, PageKind
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Of somebody who was never here before, for all tests of this module: each finds that nothing was left behind."""
    with browser.new_context(locale="zh-CN") as visitor:
        yield visitor.new_page()


@EVERY_KIND
def test_a_page_asks_nobody_else_keeps_nothing_and_brings_no_script_or_style_in_its_html(
    page: Page, furnished: FurnishedRoom, kind: PageKind
) -> None:
    """The policy would forbid what it brings; without it, an old browser or a saved page would follow that."""
    watch = Watch(page.context, *furnished.addresses)

    answer = page.goto(furnished.url(kind))

    assert answer
    assert BroughtAlong.with_page(answer.text()) == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []
    assert watch.asked_outside == []
    assert watch.complaints == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p style='color: red'>", "style"),
        ("<style>p { color: red }</style>", "<style>"),
        ("<script>alert()</script>", "<script>"),
        ("<a onclick='alert()' href='/'>", "onclick"),
        ("<a href='javascript:alert()'>", "javascript:alert()"),
        ("<img src='https://example.com/a.png'>", "https://example.com/a.png"),
        ("<link href='//example.com/a.css'>", "//example.com/a.css"),
        ("<iframe>", "<iframe>"),
    ],
)
def test_what_is_brought_along_is_found(html: str, found: str) -> None:
    assert BroughtAlong.with_page(html) == [found]


def test_links_that_lead_out_of_the_room_are_let_be() -> None:
    html = """<a href='https://example.com/'>来源</a> <link rel='canonical' href='http://localhost/'> <script src='/a.js'></script>"""

    assert BroughtAlong.with_page(html) == []


class BroughtAlong(HTMLParser):
    """Inline scripts and styles, frames, and what would be fetched from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @classmethod
    def with_page(cls, html: str) -> list[str]:
        parser = cls()
        parser.feed(html)
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        is_fetched = tag != "a" and names.get("rel") != "canonical"
        if tag in ("style", "iframe", "object", "embed", "base") or (tag == "script" and "src" not in names):
            self.found.append(f"<{tag}>")
        for name, value in names.items():
            if name == "style" or name.startswith("on"):
                self.found.append(name)
            elif (value or "").startswith("javascript:") or (is_fetched and is_elsewhere(name, value or "")):
                self.found.append(value or "")


def is_elsewhere(name: str, value: str) -> bool:
    return name in ("src", "srcset", "href", "action", "poster", "data") and value.startswith(("http:", "https:", "//"))
