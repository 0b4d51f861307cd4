"""A curator drops files of several kinds, closes the browser at once, comes back, and has lost nothing."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from tests.articles.page import PAGE
from tests.browser.axe import run_axe
from tests.browser.curators import WORKED_OFF, log_in_first
from tests.browser.watching import Watch
from tests.intake.word_files import docx
from tests.running_room import Room

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BODY = "".join(f"<p>{line}</p>" for line in PAGE.splitlines()[3:-1])
WEB_PAGE = f"<!DOCTYPE html><html><head><title>在楼下办事</title></head><body><h1>在楼下办事</h1>{BODY}</body></html>"

WORDS = PAGE.replace("网格", "楼栋").replace("窗口", "柜台")

DROP = """files => {
  const data = new DataTransfer();
  for (const [name, content] of files) {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    data.items.add(new File([bytes], name));
  }
  for (const type of ["dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture(scope="module")
def login(browser: Browser, room: Room) -> Any:
    """What the browser keeps of a curator who has logged in."""
    with browser.new_context(base_url=room.address, locale="zh-CN") as context:
        log_in_first(context.new_page(), room)
        return context.storage_state()


@pytest.fixture
def curator(browser: Browser, room: Room, login: Any) -> Iterator[BrowserContext]:
    with browser.new_context(base_url=room.address, locale="zh-CN", storage_state=login) as context:
        watch = Watch(context, room.address)
        yield context
        assert watch.asked_outside == []
        assert watch.complaints == []


def print_pdf(browser: Browser) -> bytes:
    page = browser.new_page()
    page.set_content(WEB_PAGE.replace("在楼下办事", "在院里议事").replace("居民", "住户"))
    printed = page.pdf()
    page.close()
    return printed


def mixed_files(browser: Browser) -> dict[str, bytes]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("内/摘编.txt", PAGE.replace("小区", "院子"))
    return {
        "甲.txt": PAGE.encode(),
        "乙.txt": PAGE.replace("党小组", "议事小组").replace("志愿者", "帮办员").encode("gb18030"),
        "丙.html": WEB_PAGE.encode(),
        "戊.docx": docx("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in WORDS.splitlines()[1:-1])),
        "丁.pdf": print_pdf(browser),
        "月报.zip": packed.getvalue(),
        "照片.png": b"\x89PNG\r\n\x1a\n" + bytes(200),
    }


def test_what_was_received_is_worked_off_though_the_browser_is_closed(
    browser: Browser, room: Room, curator: BrowserContext, login: Any
) -> None:
    page = curator.new_page()
    page.goto("/desk/")
    page.get_by_role("link", name="收稿").first.click()
    files = mixed_files(browser)
    chosen = page.locator("#receiving-chosen li")
    dropped = [[name, base64.b64encode(files[name]).decode()] for name in list(files)[:4]]

    page.evaluate(DROP, dropped)
    expect(chosen).to_have_count(4)
    page.locator("input[type=file]").set_input_files(
        [FilePayload(name=name, mimeType="", buffer=files[name]) for name in [*list(files)[3:], "甲.txt"]]
    )
    expect(chosen).to_have_count(9)
    page.get_by_role("button", name="去掉 戊.docx").last.click()
    page.get_by_role("button", name="去掉 甲.txt").last.click()
    expect(chosen).to_have_count(7)
    assert run_axe(page).violations == ()
    page.get_by_role("button", name="收入").click()
    page.wait_for_url(re.compile(r"/batch/\d+/"))
    number = re.findall(r"\d+", page.url)[-1]
    page.close()

    with browser.new_context(base_url=room.address, locale="zh-CN", storage_state=login) as later:
        page = later.new_page()
        page.goto("/desk/articles/batch/")
        page.get_by_role("link", name=f"第 {number} 批").click()
        expect(page.get_by_text("8 个文件都处理完了。")).to_be_visible(timeout=WORKED_OFF)

        for name in ("甲.txt", "乙.txt", "丁.pdf", "戊.docx", "内/摘编.txt"):
            expect(row(page, name)).to_contain_text("收为新文章")
        expect(row(page, "丙.html")).to_contain_text("文字与已有的文章相同")
        expect(row(page, "照片.png")).to_contain_text("未收")
        assert run_axe(page).violations == ()
        row(page, "照片.png").get_by_role("button", name="不要了").click()
        expect(row(page, "照片.png")).to_contain_text("admin 不要了")
        row(page, "丙.html").get_by_role("button", name="收为转载").click()
        # Its script puts in what became of it.
        expect(row(page, "丙.html")).to_contain_text("收为这篇文章的另一次刊登", timeout=WORKED_OFF)
        page.get_by_role("link", name=re.compile("看有疑问的")).click()
        expect(page).to_have_url(re.compile(r"/desk/articles/article/\d+/change/"))


def test_without_script_the_form_does_it_in_one_step_and_the_page_is_loaded_anew(
    browser: Browser, room: Room, login: Any
) -> None:
    with browser.new_context(base_url=room.address, storage_state=login, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/desk/articles/article/add/")
        page.locator("input[type=file]").set_input_files(
            [FilePayload(name=f"{name}.txt", mimeType="", buffer=b"") for name in ("空", "也空")]
        )
        page.get_by_label("或粘贴文字").fill(PAGE.replace("小区", "河湾"))
        page.get_by_role("button", name="收入").click()

        expect(page.get_by_text("已收到，关掉浏览器也不会丢。")).to_be_visible()
        while page.get_by_role("link", name="刷新").count():
            page.wait_for_timeout(200)
            page.get_by_role("link", name="刷新").click()
        expect(page.get_by_text("3 个文件都处理完了。")).to_be_visible()
        expect(row(page, "粘贴")).to_contain_text("收为新文章")


def row(page: Page, name: str) -> Any:
    return page.locator(".batch-files tbody tr").filter(has_text=name)
