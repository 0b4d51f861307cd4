from __future__ import annotations

import pytest

from readingroom.desk.doubts import doubts, near_ties, place_of
from tests.library import clean_article


@pytest.mark.parametrize(
    ("reason", "place"),
    [
        ("第 12 行“下一页”不能确定是不是正文，暂未收入", "L12"),
        ("题名不能确定：第 3 行和第 5 行都像题名", "L3"),
        ("第 2 项（原第 7 行）只有 5 字，可能不是正文", "P2"),
        ("“作者”不能确定，请核对", "F-author"),
        ("日期 1921-07-01 早于 1949 年，请核对", "F-date"),
        ("与第 7 号文章“议事亭”有大段文字相同，像是转载或摘编，请比对。", "resemblances"),
        ("正文只占全页汉字的 12%，可能漏了", ""),
        ("这里说到第 三 行", ""),
        ("第 3 行“第2项 议程”不能确定是不是正文，暂未收入", "L3"),
        ("有一处人工决定在原文中找不到位置了：“第2段的话", ""),
        ("第 12 到 15 行像是表格，一行一段，各格连在了一起，请核对", "L12"),
        ("段首没有缩进，第 4、9 行排满，没有分段，请核对", "L4"),
    ],
)
def test_a_reason_names_its_place(reason, place):
    assert place_of(reason) == place


def test_a_doubt_about_an_item_is_found_in_the_part_where_its_first_line_is():
    clean = clean_article(
        ["第一段。", "第二段。"], review=["第 2 项（原第 2 行）只有 4 字", "第 9 项（原第 9 行）没有了"]
    )

    assert [(one.number, one.place, one.line) for one in doubts(clean)] == [(1, "P2", 2), (2, "P9", 0)]


def test_items_with_one_theme_are_no_near_ties():
    assert near_ties(clean_article()) == []
