from __future__ import annotations

import pytest

from readingroom.cleaning.fates import gather, weigh
from readingroom.cleaning.head import is_text
from tests.cleaning.making import block, blocks

TEXT = "社区把老年食堂办在家门口，党员轮流送餐上门，八十岁以上的老人不出门也能吃上热饭，大家都说好。"
TITLE = "办好社区食堂的几点做法"


def verdicts(*lines: str) -> list[str | None]:
    """The rule that decides about each line."""
    page = blocks("\n".join(lines))
    said = [weigh(one, evidence) for one, evidence in zip(page, gather(page), strict=True)]
    return [one.rule if one else None for one in said]


def values(*lines: str) -> dict[str, str]:
    page = blocks("\n".join(lines))
    return {found.field: found.value for said in gather(page) for one in said for found in one.found}


@pytest.mark.parametrize("title", ["晒场上的账", "慎用“全覆盖”"])
def test_a_name_between_a_short_title_and_the_text_is_the_authors(title: str) -> None:
    assert verdicts(title, "陆一石", TEXT)[1] == "name_line"


@pytest.mark.parametrize(
    "lines", [("账本", "陆一石", TEXT), ("晒场上的账", "陆一石", "王家院子", TEXT), ("晒场上的账", "往日", TEXT)]
)
def test_a_name_below_less_or_above_more_may_be_anything(lines: tuple[str, ...]) -> None:
    assert verdicts(*lines)[1] is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("张三", "张三"),
        ("张三 李四", "张三 李四"),
        ("（王某某）", "王某某"),
        ("张三 清河县委组织部", "张三"),
        ("清河县委党校 李四", "李四"),
        ("欧阳某某", "欧阳某某"),
        ("王某某李某某", "王某某 李某某"),
    ],
)
@pytest.mark.parametrize("below", ["来源：清河日报", "【摘要】本文介绍做法。", TEXT])
def test_names_below_the_title_are_the_authors(line: str, author: str, below: str) -> None:
    assert verdicts(TITLE, line, below, TEXT)[1] == "name_line"
    assert values(TITLE, line, below, TEXT)["author"] == author


@pytest.mark.parametrize(
    "line",
    [
        "高兴",
        "石头",
        "马上就办",
        "常来常往",
        "海上升明月",
        "全心全意",
        "王书记",
        "向前冲",
        "——张三",
        "张三来了。",
        "张三的食堂",
        "张三 食堂",
        "张三：",
    ],
)
def test_headings_below_the_source_are_no_bylines(line: str) -> None:
    assert verdicts(TITLE, "来源：清河日报", line, TEXT)[2] is None
    assert "author" not in values(TITLE, "来源：清河日报", line, TEXT)


def test_a_name_right_below_the_text_is_the_author() -> None:
    assert verdicts(TITLE, TEXT, TEXT, "（张三）")[3] == "name_line"


@pytest.mark.parametrize("above", [TEXT.removesuffix("。"), "一、食堂的人"])
def test_a_name_below_an_unfinished_line_is_none(above: str) -> None:
    assert verdicts(TITLE, TEXT, TEXT, above, "张三")[4] is None


def test_a_name_far_below_the_text_is_none() -> None:
    lines = [TITLE, TEXT, *(f"第{number}组的名单" for number in range(45)), "来源：清河日报", "张三"]

    assert verdicts(*lines)[-1] is None


def test_a_name_between_paragraphs_is_left_alone() -> None:
    assert verdicts(TITLE, "来源：清河日报", TEXT, "张三", TEXT)[3] is None


def test_a_name_above_a_menu_is_none() -> None:
    assert verdicts("首页 > 党建 > 正文", "时政 | 社会 | 党建 | 图片", "张三", "网站公告", TITLE, TEXT)[2] is None


@pytest.mark.parametrize("line", ["清河县委组织部", "中共清河县委党校", "东湖社区党委书记"])
def test_an_office_beside_a_name_is_where_the_author_works(line: str) -> None:
    assert verdicts(TITLE, "张三", line, TEXT)[2] == "affiliation"


@pytest.mark.parametrize("line", ["激励年轻干部", "在一线识别干部", "社区党委：", "东湖社区的故事", "村里来了工作队员"])
def test_headings_and_salutations_are_no_office(line: str) -> None:
    assert verdicts(TITLE, "来源：清河日报", line, TEXT)[2] != "affiliation"


def test_an_office_is_none_where_it_may_be_the_title() -> None:
    assert verdicts("东湖街道办事处", "来源：清河日报", TEXT)[0] is None


def test_an_outlet_beside_credits_is_one_and_not_sure() -> None:
    page = blocks(f"{TITLE}\n清河日报\n2021-07-01\n{TEXT}")

    found = [found for said in gather(page) for one in said for found in one.found if found.field == "outlet"]

    assert verdicts(TITLE, "清河日报", "2021-07-01", TEXT)[1] == "outlet_line"
    assert [(one.value, one.sure) for one in found] == [("清河日报", False)]


def test_an_outlet_within_the_text_is_left_alone() -> None:
    assert verdicts(TITLE, "来源：清河日报", TEXT, "清河日报", TEXT)[3] is None


def test_the_line_of_an_electronic_papers_index_gives_paper_and_date() -> None:
    lines = (TITLE, TEXT, "清河日报 要闻 00004 办好食堂 2023-12-06 5120377")

    assert verdicts(*lines)[2] == "index_line"
    assert values(*lines) == {
        "source": "清河日报",
        "outlet": "清河日报",
        "date": "2023-12-06",
        "date_kind": "published",
    }


@pytest.mark.parametrize(
    "line",
    ["清河日报 2023-12-06 刊登 了 这件事。", "食堂 账目 00004 公开 2023-12-06 1", "清河日报 要闻 00004 办好食堂"],
)
def test_other_lines_below_the_text_are_no_index(line: str) -> None:
    assert "index_line" not in verdicts(TITLE, TEXT, line)


def test_a_line_in_lenticular_brackets_above_the_text_is_the_column() -> None:
    lines = ("【 奋斗百年路 】", TITLE, "来源：清河日报", TEXT)

    assert verdicts(*lines)[0] == "column_line"
    assert values(*lines)["column"] == "奋斗百年路"


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, TEXT, "【奋斗百年路】", TEXT),
        (TITLE, "【案例一】", TEXT, "【案例二】", TEXT),
        (TITLE, "【案例一】食堂", TEXT),
        (TITLE, "【案例：食堂】", TEXT),
    ],
)
def test_headings_in_such_brackets_are_left_alone(lines: tuple[str, ...]) -> None:
    assert "column_line" not in verdicts(*lines)


def test_many_labels_in_lines_above_the_text_are_its_properties() -> None:
    lines = ["创刊时间：1996", "主管部门：某某局", "刊号样式：甲", "语言种类：中文"]

    assert verdicts(*lines, TITLE, TEXT)[:4] == ["properties"] * 4


@pytest.mark.parametrize(
    "lines",
    [
        ["积分制：小账本里的大文章"],
        ["创刊时间：1996", "主管部门：某某局", "刊号样式：甲"],
        ["甲说：好", "食堂的账目写在墙上", "还有什么", "乙说：好", "食堂的人", "丙说：好", "食堂的饭", "丁说：好"],
    ],
)
def test_a_few_or_scattered_lines_with_a_colon_are_left_alone(lines: list[str]) -> None:
    assert "properties" not in verdicts(*lines, TEXT)


@pytest.mark.parametrize("text", [TEXT, TEXT[:40] + "，有账目，有人管，有饭吃"])
def test_a_long_sentence_is_text(text: str) -> None:
    assert is_text(block(text))


@pytest.mark.parametrize(
    "text",
    [
        "办好食堂。",
        "办好社区食堂，老人笑开颜，街坊都说好，账目也清楚，墙上写着呢。",
        "关于在全县各级党组织和广大党员中深入开展学习教育活动努力提高为人民服务本领的通知书全文如下所示",
    ],
)
def test_a_short_sentence_or_a_long_title_is_none(text: str) -> None:
    assert not is_text(block(text))


def test_a_name_may_be_the_first_line_of_the_page() -> None:
    assert verdicts("张三", TITLE, "来源：清河日报", TEXT)[0] == "name_line"


def test_a_name_below_a_short_word_is_a_byline_only_beside_credits() -> None:
    assert verdicts("食堂人", "张三", TEXT)[1] is None
    assert verdicts("食堂人", "张三", "(12)", "来源：清河日报", TEXT)[1] == "name_line"


def test_names_that_may_be_cut_otherwise_are_not_sure() -> None:
    page = blocks(f"{TITLE}\n王石安高平某\n来源：清河日报\n{TEXT}")

    assert [
        (one.value, one.sure) for said in gather(page) for two in said for one in two.found if one.field == "author"
    ] == [("王石安 高平某", False)]
