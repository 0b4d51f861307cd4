"""The walk that everything is for, in a real browser, against the commands that an office types."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.curators import log_in_first
from tests.running_room import PATIENCE, Room

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASTED = """首页 > 党建 > 正文

把议事亭搬到银杏树下

2024-03-05 09:30  来源:网络整理   浏览数:

柳河社区党支部在小区银杏树下搭起议事亭,每月两次请居民和物业一起坐下来,把停车、垃圾分类等事情当面说清楚。支部书记逐条记录,能办的当场答复,一时办不了的写明原因和时限,办结后再到亭子里公布结果。

议事亭的长凳是党员自己动手做的。党支部给每名党员划出联系的楼栋,谁联系的楼栋有事,谁就到亭子里回应,党支部的组织建设也从会议室走到了群众身边。

免责声明

1、凡本网注明出处的作品,均转载于自其它媒体,并不代表本网赞同其观点和对其真实性负责。
"""
TITLE = "把议事亭搬到银杏树下"


@pytest.fixture
def page(reader: BrowserContext) -> Page:
    return reader.new_page()


@pytest.fixture(scope="module")
def curator(browser: Browser, room: Room) -> Iterator[Page]:
    """Logged in for the first time: the one-time password leads nowhere but to a password of one's own."""
    with browser.new_context(base_url=room.address, locale="zh-CN") as context:
        page = context.new_page()
        log_in_first(page, room)
        page.goto("/desk/")
        expect(page.get_by_role("link", name="收稿")).to_be_visible()
        yield page


def test_a_reader_walks_from_the_first_page_by_theme_to_an_article(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="组织建设").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("组织建设")

    page.get_by_role("link", name="坚持大抓基层的鲜明导向").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("坚持大抓基层的鲜明导向")
    expect(page.get_by_text("共产党员都有强烈的宗旨意识")).to_be_visible()
    expect(page.get_by_text("此处隐藏")).to_have_count(0)


def test_a_paragraphs_permanent_link_leads_back_to_it(page: Page) -> None:
    page.goto("/themes/organization/?view=paragraphs")
    link = page.get_by_role("link", name="链接", exact=True).first
    address = link.get_attribute("href")
    assert address

    page.goto(address)

    expect(page).to_have_url(re.compile(r"/articles/\d+/.*#p-" + address.strip("/").removeprefix("p/")))


def test_a_reader_searches_narrows_and_reads_the_words_marked(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("最后一公里")
    page.get_by_role("button", name="搜索").click()
    expect_count(page, 3)

    page.get_by_role("link", name="段落").click()
    expect_count(page, 4)
    page.get_by_role("link", name="2022年", exact=True).click()
    expect_count(page, 3)
    page.get_by_role("link", name="年份：2022年").click()
    expect_count(page, 4)
    key = page.locator("li[data-paragraph]").first.get_attribute("data-paragraph")
    page.locator("li[data-paragraph] a").first.click()

    expect(page).to_have_url(re.compile(f"#p-{key}$"))
    expect(page.locator(f"#p-{key} mark").first).to_be_in_viewport()
    page.get_by_role("link", name="取消标记").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("mark")).to_have_count(0)


def test_a_question_without_an_answer_leads_on(page: Page) -> None:
    page.goto("/search/?q=党建 无人机&theme=service")
    expect(page.get_by_role("main")).to_contain_text("无人机：文库里没有")

    page.get_by_role("link", name="去掉无人机").click()

    expect_count(page, 5)


def test_on_a_phone_the_ways_to_narrow_a_search_fold_away(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/search/?q=党建")
    narrower = page.locator(".facets a", has_text="服务能力")
    expect(narrower).to_be_hidden()

    page.get_by_text("缩小范围").click()
    narrower.click()

    expect(page.get_by_text("缩小范围（已选1项）")).to_be_visible()
    expect_count(page, 2)


@pytest.fixture
def typist(reader_with_scripts: BrowserContext) -> Page:
    """Somebody at the first page, the focus in the box, where one key leads to it."""
    page = reader_with_scripts.new_page()
    page.goto("/")
    await_suggestions(page)
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    expect(page.get_by_role("combobox")).to_have_value("")
    return page


def test_pinyin_is_completed_and_the_arrow_keys_choose(typist: Page) -> None:
    suggest(typist, "dangj")
    expect(typist.get_by_role("option").first).to_have_text("党建")

    typist.keyboard.press("ArrowDown")
    expect(typist.get_by_role("option", selected=True)).to_have_text("党建")
    typist.keyboard.press("Enter")

    expect(typist).to_have_url(re.compile(r"/search/\?q=%E5%85%9A%E5%BB%BA$"))
    expect_count(typist, 5)


def test_a_suggested_title_leads_to_its_article(typist: Page) -> None:
    suggest(typist, "大抓基层")

    typist.get_by_role("option", name="坚持大抓基层的鲜明导向").click()

    expect(typist.get_by_role("heading", level=1)).to_have_text("坚持大抓基层的鲜明导向")


def test_escape_closes_the_suggestions_and_enter_asks_what_was_typed(typist: Page) -> None:
    suggest(typist, "dangj")
    typist.keyboard.press("ArrowUp")
    expect(typist.get_by_role("option", selected=True)).to_have_text(re.compile("."))

    typist.keyboard.press("Escape")
    expect(typist.get_by_role("listbox")).to_be_hidden()
    expect(typist.get_by_role("combobox")).to_have_value("dangj")
    typist.keyboard.press("Enter")

    expect(typist).to_have_url(re.compile(r"/search/\?q=dangj$"))


def test_while_an_input_method_composes_nothing_is_asked_for(typist: Page) -> None:
    asked: list[str] = []
    typist.on("request", lambda request: asked.append(request.url))
    keyboard = typist.context.new_cdp_session(typist)
    keyboard.send("Input.imeSetComposition", {"text": "dangj", "selectionStart": 5, "selectionEnd": 5})
    typist.wait_for_timeout(500)
    assert asked == []

    keyboard.send("Input.insertText", {"text": "党建"})

    expect(typist.get_by_role("listbox")).to_be_visible()
    assert asked == [f"{typist.url}api/suggest?q=%E5%85%9A%E5%BB%BA"]


def test_the_suggestions_that_show_are_for_what_was_typed_last(typist: Page) -> None:
    """The answer to the first question is kept waiting until that to the second has come."""
    waiting: list[Route] = []
    typist.route(re.compile(r"suggest\?q=dangj$"), lambda route: waiting.append(route))
    with typist.expect_request(re.compile("suggest")):
        typist.keyboard.type("dangj")
    suggest(typist, "人民日")

    for route in waiting:
        route.continue_()
    typist.wait_for_timeout(300)

    expect(typist.get_by_role("option").first).to_contain_text("人民日报")


def test_a_stroke_typed_into_a_field_stays_there(typist: Page) -> None:
    typist.keyboard.type("2022/07")

    expect(typist.get_by_role("combobox")).to_have_value("2022/07")


@pytest.mark.parametrize("address", ["/nowhere/", "/articles/999/", "/themes/nowhere/"])
def test_what_is_not_there_is_said_in_chinese(page: Page, address: str) -> None:
    answer = page.goto(address)

    assert answer
    assert answer.status == 404
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.get_by_role("main")).to_contain_text("没有")


def test_a_curator_brings_in_a_text_publishes_it_finds_it_and_withdraws_it(curator: Page, page: Page) -> None:
    curator.get_by_role("link", name="收稿").click()
    curator.get_by_label("或粘贴文字").fill(PASTED)
    curator.get_by_role("button", name="收入").click()
    curator.get_by_role("link", name=TITLE).click()

    # What was made of it: the text, mended; the ledger, with a reason for what was removed.
    expect(curator.locator(".desk-text").filter(has_text="把停车、垃圾分类等事情当面说清楚")).to_be_visible()
    expect(curator.locator(".desk-text").filter(has_text="免责声明")).to_have_count(0)
    expect(curator.locator(".desk-ledger tr").filter(has_text="首页 > 党建 > 正文")).to_contain_text("移除")
    number = re.search(r"/articles/article/(\d+)/", curator.url)
    assert number
    public = f"/articles/{number[1]}/"
    assert status(page, public) == 404

    curator.get_by_role("button", name="发布").click()
    confirm(curator)

    assert status(page, public) == 200
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text("议事亭的长凳是党员自己动手做的")).to_be_visible()
    expect_found(page, "银杏树下", 1)

    curator.get_by_role("button", name="撤下").click()
    confirm(curator)

    assert status(page, public) == 410
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text("议事亭的长凳是党员自己动手做的")).to_have_count(0)
    expect_found(page, "银杏树下", 0)


def status(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer
    return answer.status


def confirm(page: Page) -> None:
    """Some acts ask once more."""
    question = page.get_by_role("button", name="确定")
    if question.count():
        question.click()


def expect_count(page: Page, hits: int) -> None:
    expect(page.locator("output[data-hits]")).to_have_attribute("data-hits", str(hits))


def await_suggestions(page: Page) -> None:
    """The room makes its list of words a moment after its index."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if page.request.get("/api/suggest", params={"q": "党建"}).json()["suggestions"]:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the room has no list of words")


def suggest(page: Page, typed: str) -> None:
    page.get_by_role("combobox").fill("")
    page.keyboard.type(typed)
    expect(page.get_by_role("option").first).to_be_visible()


def expect_found(page: Page, words: str, hits: int) -> None:
    """The index may be a moment behind what was published; what was withdrawn is gone at once."""
    page.goto(f"/search/?q={words}")
    end = time.monotonic() + (PATIENCE if hits else 0)
    while page.locator("output[data-hits]").get_attribute("data-hits") != str(hits) and time.monotonic() < end:
        page.wait_for_timeout(100)
        page.reload()
    expect_count(page, hits)
