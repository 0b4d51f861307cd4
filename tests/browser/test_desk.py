"""A morning at the desk: files are brought in, put right by keyboard, looked at and published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.articles.page import PAGE
from tests.browser.axe import run_axe
from tests.browser.curators import WORKED_OFF, log_in_first
from tests.browser.watching import Watch
from tests.running_room import Room

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAYLOAD = "<img src=x onerror=\"document.title='x'\"><script>document.title='x'</script>"
TITLE = "青松翠柏伴我行"
"""Has no word of the text: a doubt about a field, beside the one about a line."""
FIRST = (
    PAGE.replace("党建引领小区治理的三个办法", TITLE)
    + f"党员{PAYLOAD}把议事亭搬到银杏树下，每月两次请居民和物业一起坐下来，把停车的事情当面说清楚。\n"
)
SECOND = """\
把议事亭搬到银杏树下
来源:柳河晚报 2024-03-05 作者:周岚
柳河社区党支部在小区银杏树下搭起议事亭,每月两次请居民和物业一起坐下来,把停车、垃圾分类等事情当面说清楚。
支部书记逐条记录,能办的当场答复,一时办不了的写明原因和时限,办结后再到亭子里公布结果,请居民打分。
议事亭的长凳是党员自己动手做的,谁联系的楼栋有事,谁就到亭子里回应,组织建设也从会议室走到了群众身边。
免责声明:本文仅代表作者个人观点,与本网无关,请读者仅作参考。
"""


@pytest.fixture(scope="module")
def curator(browser: Browser, room: Room) -> Iterator[BrowserContext]:
    """Logged in for the first time, with a password of one's own; the browser may complain of nothing."""
    with browser.new_context(base_url=room.address, locale="zh-CN") as context:
        watch = Watch(context, room.address)
        page = context.new_page()
        log_in_first(page, room)
        yield context
    assert watch.asked_outside == []
    assert watch.complaints == []


@pytest.fixture(scope="module")
def articles(curator: BrowserContext) -> dict[str, str]:
    """Two files brought in at one time; the addresses of what was made of them."""
    page = curator.new_page()
    page.goto("/desk/articles/article/add/")
    files = {"first.txt": FIRST, "second.txt": SECOND}
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": text.encode("gb18030")} for name, text in files.items()]
    )
    page.get_by_role("button", name="收入").click()
    expect(page.get_by_text("2 个文件都处理完了")).to_be_visible(timeout=WORKED_OFF)
    links = {name: page.locator("tr", has_text=name).locator("a[href*='/article/']").first for name in files}
    return {name: link.get_attribute("href") or "" for name, link in links.items()}


def test_an_article_is_put_right_and_published_by_keyboard_alone(
    curator: BrowserContext, articles: dict[str, str]
) -> None:
    page = curator.new_page()
    page.goto(articles["first.txt"])
    items = page.locator("#clean .desk-text")
    lines = page.locator(".desk-ledger tr")
    expect(lines.filter(has_text="<script>document.title")).to_have_count(1)
    press = page.keyboard.press

    stand_on(page, lines.filter(has_text="首页 > 党建园地"))
    done(page, "r")
    expect(items.first).to_have_text("首页>党建园地>基层动态")
    expect(here(page)).to_contain_text("人工决定")
    press("ArrowRight")
    expect(here(page)).to_contain_text("首页>党建园地")
    done(page, "x")
    expect(items.filter(has_text="党建园地")).to_have_count(0)

    stand_on(page, page.locator(".desk-item", has_text="网格党小组每周走访"))
    done(page, "m")
    expect(items.filter(has_text="统一培训。网格党小组每周走访")).to_be_visible()
    done(page, "u")
    expect(items.filter(has_text=re.compile("^网格党小组每周走访"))).to_be_visible()

    stand_on(page, page.locator(".desk-item", has_text="去年一年"))
    done(page, "h")
    expect(here(page)).to_contain_text("小标题")
    done(page, "d")
    done(page, "3")
    expect(here(page)).to_contain_text("干部队伍 编辑定")

    press("e")
    wording = page.get_by_label("文字（换行的地方另起一段）")
    expect(wording).to_be_focused()
    wording.fill(wording.input_value().replace("三百多件", "三百二十一件"))
    done(page, "Control+Enter")
    expect(here(page).locator("ins")).to_have_text("二十一")
    expect(here(page).locator("del")).to_have_text("多")

    press("J")  # with Caps Lock on, and without Shift
    expect(here(page)).not_to_contain_text("去年一年")
    press("K")
    expect(here(page)).to_contain_text("去年一年")

    press("e")
    expect(wording).to_be_focused()
    without_fault(page)
    press("Escape")
    expect(wording).to_have_count(0)

    stand_on(page, lines.filter(has_text="免责声明"))
    press("e")
    expect(page.get_by_role("textbox", name="文字")).to_be_focused()
    press("Enter")
    press("Escape")
    done(page, "p")
    expect(page.get_by_role("button", name="确定发布")).to_be_focused()
    without_fault(page)
    page.go_back()
    expect(page.locator(".desk-title")).to_have_text(TITLE)

    while page.locator("#doubts").count():
        press("n")
        done(page, "a")
    expect(page.get_by_text("疑问都已核对")).to_be_visible()

    with page.expect_navigation():
        press("v")
    without_fault(page)
    expect(page.locator(".preview")).to_contain_text("还没有发布")
    expect(page.get_by_text("三百二十一件")).to_be_visible()
    page.go_back()

    done(page, "p")
    expect(page.get_by_text("已发布，读者现在就能看到。")).to_be_visible()
    page.get_by_role("link", name="看公开页面").click()
    expect(page.get_by_text("三百二十一件")).to_be_visible()
    assert page.title() != "x"


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_waits_can_be_read_and_pressed_by_everybody(
    curator: BrowserContext, scheme: Literal["light", "dark"]
) -> None:
    page = curator.new_page()
    page.emulate_media(color_scheme=scheme)

    page.goto("/desk/")

    expect(page.locator(".desk-entry").first).to_be_visible()
    without_fault(page)


def test_the_essentials_need_no_script(
    browser: Browser, room: Room, curator: BrowserContext, articles: dict[str, str]
) -> None:
    with browser.new_context(
        base_url=room.address, java_script_enabled=False, storage_state=curator.storage_state()
    ) as plain:
        page = plain.new_page()
        page.goto(articles["second.txt"])
        items = page.locator("#clean .desk-text")

        page.get_by_role("button", name="恢复第 1 行").or_(page.get_by_role("button", name="恢复第 6 行")).last.click()
        expect(items.last).to_contain_text("免责声明")

        page.locator("#L6").get_by_role("link", name="6", exact=True).click()
        page.get_by_label("第 6 行能怎么改").get_by_role("button", name="移除").click()
        expect(items.filter(has_text="免责声明")).to_have_count(0)
        page.locator("#L3").get_by_role("link", name="3", exact=True).click()
        panel = page.get_by_label("第 3 行能怎么改")
        panel.get_by_role("textbox", name="文字").fill("柳河社区党支部")
        panel.get_by_label("这一行留在正文里").check()
        panel.get_by_role("button", name="作者").click()
        expect(page.get_by_text("作者已记为“柳河社区党支部”。")).to_be_visible()
        expect(page.locator("#F-author")).to_contain_text("第 3 行")

        page.locator("#P2").get_by_role("link", name="2 改").click()
        page.get_by_label("文字（换行的地方另起一段）").fill("支部书记逐条记录。")
        page.get_by_role("button", name="保存文字").click()
        expect(items.nth(1)).to_contain_text("支部书记逐条记录")
        page.get_by_role("button", name="全部撤销").click()
        page.get_by_role("button", name="确定").click()
        expect(page.get_by_text("还没有人作过决定")).to_be_visible()


def test_who_comes_second_is_told_and_loses_no_word(curator: BrowserContext, articles: dict[str, str]) -> None:
    first, second = curator.new_page(), curator.new_page()
    for page in (first, second):
        page.goto(articles["second.txt"])
    stand_on(second, second.locator("#P1"))
    second.keyboard.press("e")
    wording = second.get_by_label("文字（换行的地方另起一段）")
    wording.fill(wording.input_value().replace("银杏树下", "槐树下"))

    stand_on(first, first.locator("#P2"))
    done(first, "2")
    done(second, "Control+Enter")

    expect(second.get_by_text("这篇文章刚才被别人改过")).to_be_visible()
    expect(second.locator(".messagelist")).to_contain_text("定段落主题")
    expect(second.locator("#P2")).to_contain_text("服务能力 编辑定")
    expect(wording).to_have_value(re.compile("槐树下"))
    expect(wording).to_be_focused()
    done(second, "Control+Enter")
    expect(second.locator("#P1 ins")).to_have_text("槐")


def without_fault(page: Page) -> None:
    found = run_axe(page)
    assert found.violations == (), "\n".join(found.violations)


def stand_on(page: Page, place: Locator) -> None:
    """By the keys that lead from one to the next, however many it takes; to the pane's first from the page's top."""
    wanted = place.get_attribute("id") or ""
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowLeft" if wanted.startswith("L") else "ArrowRight")
    for key in ("k", "j"):
        for _ in range(40):
            if here(page).get_attribute("id") == wanted:
                return
            page.keyboard.press(key)
    raise AssertionError(f"{wanted} was not reached")


def here(page: Page) -> Locator:
    return page.locator(".is-here")


def done(page: Page, key: str) -> None:
    """A key that sends something, until the page is there again."""
    with page.expect_navigation():
        page.keyboard.press(key)
