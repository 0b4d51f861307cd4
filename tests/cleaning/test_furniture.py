from __future__ import annotations

import pytest

from readingroom.cleaning.furniture import (
    breadcrumb,
    caption,
    folio,
    known_furniture,
    pager,
    repeated_line,
    site_banner,
    word_row,
)
from tests.cleaning.making import block, blocks


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("上一篇：关于召开会议的通知", "navigation"),
        ("下一篇 2023年9月23日 上午9:10", "navigation"),
        ("（12）", "page-furniture"),
        ("P. 17", "page-furniture"),
        ("Page 3 - 某刊02期 印刷版 PDF", "page-furniture"),
        ("---此处隐藏1204字，下载后查看---", "placeholder"),
        ("展开全文", "placeholder"),
        ("Copyright © 某某网 版权所有", "disclaimer"),
    ],
)
def test_lines_that_are_furniture_and_nothing_else_are_known(text: str, reason: str) -> None:
    evidence = known_furniture(block(text))

    assert evidence is not None
    assert evidence.reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "上一篇文章讲了怎样建好党支部，这一篇接着讲怎样用好党支部。",
        "打印机坏了三天没人修，居民把这件事写进了意见簿。",
        "首页上登出了先进党员的名单",
        "隐藏在胡同里的党群服务站",
        "页岩气",
    ],
)
def test_sentences_with_the_same_words_are_left_alone(text: str) -> None:
    assert known_furniture(block(text)) is None


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("首页 > 党建 > 正文", "党建"),
        ("当前位置：首页 >> 基层党建 >> 支部风采", "支部风采"),
        ("您的位置: 首页 » 时政 » 理论 » 正文", "理论"),
    ],
)
def test_the_last_real_word_of_a_breadcrumb_is_the_channel(text: str, channel: str) -> None:
    evidence = breadcrumb(block(text))

    assert evidence is not None
    assert [found.value for found in evidence.found] == [channel]


@pytest.mark.parametrize("text", ["办事流程：申请 > 受理", "5 > 3，所以 3 < 5。", "党建 - 引领", "一个目标"])
def test_other_lines_with_arrows_are_no_breadcrumb(text: str) -> None:
    assert breadcrumb(block(text)) is None


@pytest.mark.parametrize("text", ["12 13 14 15 16", "   1   2   3   4", "首页 上一页 1 2 3 下一页 末页"])
def test_rows_of_page_numbers_are_pagers(text: str) -> None:
    assert pager(block(text.strip())) is not None


@pytest.mark.parametrize("text", ["2021 2022 党员人数", "1 2 3", "三三两两"])
def test_few_numbers_or_numbers_with_words_are_no_pager(text: str) -> None:
    assert pager(block(text)) is None


@pytest.mark.parametrize(("text", "number"), [("15", "15"), ("— 15 —", "15"), ("第15页", "15"), ("·8·", "8")])
def test_a_number_alone_in_its_line_is_a_folio(text: str, number: str) -> None:
    evidence = folio(block(text))

    assert evidence is not None
    assert evidence.found[0].value == number


@pytest.mark.parametrize("text", ["15人", "2022年", "第15届", "20225"])
def test_a_number_with_a_word_is_no_folio(text: str) -> None:
    assert folio(block(text)) is None


@pytest.mark.parametrize(
    ("text", "site"),
    [("• 某某新闻网，某某门户网！", "某某新闻网"), ("东湖党建网", "东湖党建网"), ("西城在线 - 首页", "西城在线")],
)
def test_a_line_of_site_names_names_the_site(text: str, site: str) -> None:
    evidence = site_banner(block(text))

    assert evidence is not None
    assert evidence.found[0].value == site


@pytest.mark.parametrize(
    "text", ["织密基层治理一张网，兜住民生底线", "我们建起了党建网，大家都说好。", "把网格建成一家人"]
)
def test_sentences_about_nets_and_sites_are_no_banner(text: str) -> None:
    assert site_banner(block(text)) is None


def test_a_short_line_that_stands_three_times_is_furniture() -> None:
    page = blocks("某某资讯 2024年1月1日\n一段话。\n某某资讯 2024年2月9日\n另一段话。\n某某资讯 2023年3月7日")

    assert [index for index, _ in repeated_line(page)] == [0, 2, 4]


def test_a_refrain_that_ends_as_a_sentence_may_repeat() -> None:
    assert list(repeated_line(blocks("人民至上。\n人民至上。\n人民至上。"))) == []


def test_a_row_of_short_words_is_a_menu() -> None:
    assert word_row(block("时政 | 社会 | 党建 | 图片")) is not None


@pytest.mark.parametrize(
    "text", ["抓班子 带队伍", "敢想 敢干 敢闯 敢试，一样都不能少。", "把党的声音 传到每家 每户 每个人 的心坎里去"]
)
def test_other_words_between_blanks_are_no_menu(text: str) -> None:
    assert word_row(block(text)) is None


@pytest.mark.parametrize("text", ["图为居民在讨论停车方案。 甲某某 摄", "（资料图片）", "党员在帮老人修灯/乙某 摄影"])
def test_what_stands_below_a_lost_picture_is_a_caption(text: str) -> None:
    assert caption(block(text)) is not None


@pytest.mark.parametrize(
    "text", ["图为谋，事为上，群众说了算，这是老支书的口头禅。" * 4, "老照片里的支部", "摄影爱好者协会成立党支部"]
)
def test_text_on_pictures_is_none(text: str) -> None:
    assert caption(block(text)) is None


@pytest.mark.parametrize("text", ["建强组织网、织密服务网", "群众点单→支部派单→党员接单"])
def test_headings_with_nets_and_arrows_are_text(text: str) -> None:
    assert site_banner(block(text)) is None
    assert breadcrumb(block(text)) is None
