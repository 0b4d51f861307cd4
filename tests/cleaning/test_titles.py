from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from readingroom.cleaning.fates import gather
from tests.cleaning.making import blocks, reading

BODY = "社区食堂办在家门口，党员轮流送餐上门，老人不出门也能吃上热饭。\n食堂的账目每月公开，居民代表参与监督，社区党委定期研究。"


@pytest.mark.parametrize(
    "page",
    [
        f"办好社区食堂的几点做法\n来源：某某日报\n{BODY}",
        f"首页 > 党建 > 正文\n办好社区食堂的几点做法\n2021-07-01\n{BODY}",
        f"来源：某某日报\n办好社区食堂的几点做法\n{BODY}",
        f"办好社区食堂的几点做法\n{BODY}",
        f"办好社区食堂的几点做法（办好社区食堂的做法和体会）\n来源：某某日报\n{BODY}",
        f"办好社区食堂的几点做法_东湖党建网\n来源：某某日报\n{BODY}",
    ],
)
def test_the_title_is_found_and_nothing_else_is_in_it(page: str) -> None:
    article = clean(reading(page))

    assert article.fields["title"] == "办好社区食堂的几点做法"
    assert not any("题名" in reason for reason in article.review)


def test_a_bracket_with_something_else_in_it_is_part_of_the_title() -> None:
    article = clean(reading(f"办好社区食堂的几点做法（人民至上）\n来源：某某日报\n{BODY}"))

    assert article.fields["title"] == "办好社区食堂的几点做法（人民至上）"


def test_no_title_is_made_up() -> None:
    article = clean(reading(f"来源：某某日报\n{BODY}"))

    assert article.fields["title"] is None
    assert "原件没有印出题名" in article.notes


def test_two_lines_that_may_be_the_title_are_said() -> None:
    article = clean(reading(f"社区食堂办在家门口\n党员轮流送餐上门\n{BODY}"))

    assert any("题名不能确定" in reason for reason in article.review)


def test_a_name_before_a_colon_is_noted_and_not_made_an_author() -> None:
    article = clean(reading(f"甲某某：办好社区食堂的几点做法\n来源：某某日报\n{BODY}"))

    assert article.fields["author"] is None
    assert any("甲某某" in note for note in article.notes)


def test_a_subtitle_is_part_of_the_title() -> None:
    article = clean(reading(f"办好社区食堂\n——东湖社区的几点做法\n来源：某某日报\n{BODY}"))

    assert article.fields["title"] == "办好社区食堂——东湖社区的几点做法"


def test_of_two_lines_the_one_beside_the_source_is_the_title() -> None:
    article = clean(reading(f"社区食堂老人热饭\n党员轮流送餐上门的做法\n来源：某某日报\n{BODY}"))

    assert article.fields["title"] == "党员轮流送餐上门的做法"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["在全县基层党建工作", "会议上的讲话"], "在全县基层党建工作会议上的讲话"),
        (["关于办好社区食堂的", "几点做法和体会"], "关于办好社区食堂的几点做法和体会"),
        (["社区食堂办得好的", "三条路子"], "社区食堂办得好的三条路子"),
        (["办 好 社 区 食 堂", "老 人 的 好 去 处"], "办好社区食堂老人的好去处"),
        (["办好社区食堂", "与服务老人的做法"], "办好社区食堂与服务老人的做法"),
        (["中共清河县委组织部", "关于办好社区食堂的通知"], "中共清河县委组织部关于办好社区食堂的通知"),
        (["办好社区食堂", "——东湖社区的几点做法"], "办好社区食堂——东湖社区的几点做法"),
        (["关于办好社区食堂的", "几点做法", "——东湖社区调查"], "关于办好社区食堂的几点做法——东湖社区调查"),
    ],
)
def test_a_title_that_was_broken_into_lines_is_one(lines: list[str], title: str) -> None:
    article = clean(reading("\n".join([*lines, "来源：某某日报", BODY])))

    assert article.fields["title"] == title


@pytest.mark.parametrize("above", ["清河日报", "社区天地", "老年食堂故事多"])
def test_a_line_above_the_title_that_is_whole_by_itself_is_none_of_it(above: str) -> None:
    article = clean(reading(f"{above}\n办好社区食堂的几点做法\n来源：某某日报\n{BODY}"))

    assert article.fields["title"] == "办好社区食堂的几点做法"


@pytest.mark.parametrize(
    "line",
    [
        "办好社区食堂的几点做法*",
        "办好社区食堂的几点做法①",
        "办好社区食堂的几点做法 ||",
        "办好社区食堂的几点做法（完整文档）",
        "办好社区食堂的几点做法[PDF全文]",
        "■ 办好社区食堂的几点做法",
        "【转载】办好社区食堂的几点做法",
        "办好社区食堂的几点做法-党建频道-东湖党建网",
        "办好社区食堂的几点做法 | 东湖日报",
    ],
)
def test_what_sites_hang_on_a_title_is_cut_off(line: str) -> None:
    article = clean(reading(f"{line}\n来源：某某日报\n{BODY}"))

    assert article.fields["title"] == "办好社区食堂的几点做法"


@pytest.mark.parametrize(
    "title",
    [
        "办好社区食堂的几点做法（试行）",
        "办好社区食堂的几点做法（社区里的故事）",
        "办好社区食堂的几点做法（一）",
        "织密社区食堂一张网",
        "【案例】办好社区食堂的几点做法",
        "办好社区食堂-东湖社区的做法",
        "“食堂”办好了",
        "社区食堂*办好了",
    ],
)
def test_what_belongs_to_a_title_stays(title: str) -> None:
    assert clean(reading(f"{title}\n来源：某某日报\n{BODY}")).fields["title"] == title


def test_a_star_between_title_and_subtitle_goes() -> None:
    article = clean(reading(f"办好社区食堂的几点做法* ——东湖社区调查\n来源：某某日报\n{BODY}"))

    assert article.fields["title"] == "办好社区食堂的几点做法——东湖社区调查"


def rules(text: str) -> list[str | None]:
    page = blocks(text)
    return [next((one.rule for one in said if one.rule == "title_copy"), None) for said in gather(page)]


def test_of_a_title_that_stands_twice_the_one_beside_the_credits_stays() -> None:
    page = f"办好社区食堂的几点做法\n首页 > 党建 > 正文\n办好社区食堂的几点做法\n来源：某某日报\n{BODY * 2}"

    assert rules(page)[:3] == ["title_copy", None, None]


def test_the_title_in_the_head_with_its_site_is_a_copy() -> None:
    page = f"办好社区食堂的几点做法-党建频道-东湖党建网\n办好社区食堂的几点做法\n来源：某某日报\n{BODY * 2}"

    assert rules(page)[:2] == ["title_copy", None]


def test_the_title_below_the_text_is_a_copy() -> None:
    page = f"办好社区食堂的几点做法\n来源：某某日报\n{BODY * 2}\n办好社区食堂的几点做法"

    assert rules(page)[-1] == "title_copy"


@pytest.mark.parametrize(
    "page",
    [
        f"办好社区食堂的几点做法\n来源：某某日报\n{BODY * 2}\n立足需求\n{BODY * 2}\n立足需求\n{BODY * 2}",
        f"办好社区食堂的几点做法\n来源：某某日报\n{BODY * 2}\n社区食堂的几点\n{BODY * 2}",
        f"办好社区食堂的几点做法\n办好\n来源：某某日报\n{BODY * 2}",
        f"食堂办好了。\n来源：某某日报\n食堂办好了。\n{BODY * 2}",
    ],
)
def test_headings_and_sentences_that_repeat_are_no_copies_of_a_title(page: str) -> None:
    assert set(rules(page)) == {None}


@pytest.mark.parametrize("line", ["一、办好社区食堂的做法", "食堂的账目每月公开。", "引言", "前言：社区食堂的由来"])
def test_a_numbered_heading_or_a_sentence_is_no_title(line: str) -> None:
    assert clean(reading(f"来源：某某日报\n{line}\n{BODY}")).fields["title"] is None


def test_a_rival_line_far_above_makes_nothing_doubtful() -> None:
    article = clean(reading(f"社区食堂办在家门口\n【打印】\n党员轮流送餐上门\n来源：某某日报\n{BODY}"))

    assert article.evidence["title"].sure


def test_a_title_alone_is_sure_where_the_text_uses_its_words() -> None:
    used, unused = (clean(reading(f"{title}\n{BODY}")) for title in ("社区食堂办在家门口", "社区的春天来了又走了"))

    assert used.evidence["title"].sure
    assert not unused.evidence["title"].sure


def test_of_two_lines_the_one_that_the_page_prints_twice_is_the_title() -> None:
    page = f"党员送餐上门记\n首页\n社区食堂老人热饭\n党员送餐上门记\n{BODY * 2}"

    assert clean(reading(page)).fields["title"] == "党员送餐上门记"


def test_a_whole_title_above_another_is_not_its_first_half() -> None:
    article = clean(reading(f"关于办好社区食堂的通知\n社区食堂工作总结\n来源：某某日报\n{BODY}"))

    assert article.fields["title"] == "社区食堂工作总结"


def test_a_line_that_is_a_small_part_of_another_is_no_copy_of_it() -> None:
    page = f"老年食堂故事\n讲好社区里的老年食堂故事传递党的温暖关怀\n来源：某某日报\n{BODY * 2}"

    assert rules(page)[:2] == [None, None]


def test_of_two_lines_the_one_that_may_be_an_office_is_not_the_title() -> None:
    article = clean(reading(f"东湖社区食堂党支部\n社区老人吃上热饭\n{BODY}"))

    assert article.fields["title"] == "社区老人吃上热饭"


def test_a_time_with_names_glued_to_it_is_no_title() -> None:
    page = f"志愿服务的主要议题\n?\n2023-03-12 05:19:33陶甲甲姜乙乙南岭城市大学志愿服务研究\n某某学报 2023年1期\n{BODY}"

    assert clean(reading(page)).fields["title"] == "志愿服务的主要议题"


@pytest.mark.parametrize("added", ["(投稿)", "（来稿）", ""])
def test_of_a_title_and_its_copy_with_something_added_one_stays_and_the_name_below_is_the_author(added: str) -> None:
    article = clean(reading(f"三张卡管好流动党员{added}\n三张卡管好流动党员\n邢小舟\n{BODY}"))

    assert (article.fields["title"], article.fields["author"]) == ("三张卡管好流动党员", "邢小舟")


def test_names_before_a_bar_are_the_authors_of_the_title_behind_it() -> None:
    article = clean(reading(f"查看原文\n向甲 古乙乙 丨社区书记与经理有怎样的默契？\n基层学人 2021-11-03\n{BODY}"))

    assert (article.fields["title"], article.fields["author"]) == ("社区书记与经理有怎样的默契？", "向甲 古乙乙")


LAMP = "县里的史料馆收着一盏马灯，玻璃罩裂了一道缝，是用桐油石灰一点一点糊起来的，讲解员每次都要多说几句。"


@pytest.mark.parametrize(
    ("head", "title", "author"),
    [
        ("柴单\n作者：邓某某", "柴单", "邓某某"),
        ("雨伞\n作者：邓某某", "雨伞", "邓某某"),
        ("马灯\n田某某", "马灯", "田某某"),
        ("红土文艺 > 散文\n马灯\n田某某", "马灯", "田某某"),
    ],
)
def test_a_title_of_two_characters_stands_right_above_its_author(head: str, title: str, author: str) -> None:
    article = clean(reading(f"{head}\n{LAMP}\n{BODY}"))

    assert (article.fields["title"], article.fields["author"]) == (title, author)


@pytest.mark.parametrize("head", ["张三", "张三\n作者：张三", "党建\n来源：某某日报"])
def test_a_name_or_a_column_is_no_title(head: str) -> None:
    assert clean(reading(f"{head}\n{LAMP}\n{BODY}")).fields["title"] is None


def test_of_two_names_without_a_title_neither_is_sure_to_be_the_author() -> None:
    article = clean(reading(f"张三\n李四\n{LAMP}\n{BODY}"))

    assert "“作者”不能确定，请核对" in article.review


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "关于在全市社区食堂中\n开展“党员示范岗”评选\n活动的通知",
            "关于在全市社区食堂中开展“党员示范岗”评选活动的通知",
        ),
        ("『乡村里弄』 [村务讨论] 社区食堂怎么办\n作者：张三\n访问：772 次\n社区食堂怎么办", "社区食堂怎么办"),
        ("[转帖] 社区食堂怎么办 [复制链接]\n发表于 2011-3-8 21:14:07", "社区食堂怎么办"),
        ("社区食堂怎么办 (2009-07-01 22:15:47)转载▼\n标签: 杂谈", "社区食堂怎么办"),
        ("头条\n社区食堂，到底能不能办下去？\n2023-02-26 11:27·乡土观察", "社区食堂，到底能不能办下去？"),
        (
            "首页\n关于我们\n新闻中心\n社会责任\n联系我们\n办好社区食堂的做法\n来源：某某公司 作者：张三",
            "办好社区食堂的做法",
        ),
    ],
)
def test_what_forums_blogs_and_menus_put_around_a_title_is_no_part_of_it(head: str, title: str) -> None:
    assert clean(reading(f"{head}\n{LAMP}\n{BODY}")).fields["title"] == title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("“敲门行动”党员志愿服务\n活动实施方案", "“敲门行动”党员志愿服务活动实施方案"),
        ("2019年度抓基层党建工作\n述 职 报 告", "2019年度抓基层党建工作述职报告"),
        ("党建园地\n述职报告", "述职报告"),
        ("关于办好食堂的报告\n实施方案", "实施方案"),
    ],
)
def test_the_kind_of_text_in_a_line_of_its_own_ends_the_title(lines: str, title: str) -> None:
    assert clean(reading(f"{lines}\n2021-07-01\n{BODY}")).fields["title"] == title


def test_the_name_a_page_gives_its_site_is_no_part_of_the_title() -> None:
    path = "公文易 > 心得体会 > 驻村工作"

    assert (
        clean(reading(f"{path}\n办好社区食堂的做法-公文易\n2021-07-01\n{BODY}")).fields["title"] == "办好社区食堂的做法"
    )
    assert clean(reading(f"{path}\n办好社区食堂-试行\n2021-07-01\n{BODY}")).fields["title"] == "办好社区食堂-试行"


@pytest.mark.parametrize("label", ["案 由：", "留言标题："])
def test_what_a_label_says_to_be_the_title_is_it_without_the_label(label: str) -> None:
    head = f"编 号：第0147号\n{label}关于办好社区食堂的建议\n提 案 人：甘乙\n办理状态：已办复\n提交日期：2021-02-24"

    article = clean(reading(f"{head}\n{BODY}"))

    assert article.fields["title"] == "关于办好社区食堂的建议"
    assert "办理状态" not in "".join(item.text for item in article.items)


@pytest.mark.parametrize(("below", "is_asked"), [("2021-07-01\n", False), ("", True)])
def test_a_lone_line_right_above_credits_is_the_title_though_it_shares_no_word(below: str, is_asked: bool) -> None:
    review = clean(reading(f"山重水复疑无路\n{below}{BODY}")).review

    assert any("没有共同的词语" in reason for reason in review) == is_asked
