from __future__ import annotations

import pytest

from readingroom.cleaning.furniture import (
    breadcrumb,
    caption,
    caption_above,
    controls,
    folio,
    followed_account,
    inline_furniture,
    known_furniture,
    menu_column,
    pager,
    repeated_line,
    section_numbers,
    site_banner,
    time_stamps,
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
        ("打开微信“扫一扫”即可将网页分享至朋友圈", "navigation"),
        ("分享让更多人看到", "navigation"),
        ("第2页 / 共3页", "page-furniture"),
        ("抄送：县人大常委会、县政协办公室。", "metadata"),
        ("政策解读：《某某措施》解读", "related-links"),
        ("-----原始邮件-----", "page-furniture"),
        ("▼", "page-furniture"),
        ("321 人赞同了该文章", "page-furniture"),
        ("前一篇:老厂房要拆了", "navigation"),
        ("（写于2019年8月）", "metadata"),
        ("（下转第12版）", "metadata"),
        ("会议交流材料之六", "metadata"),
        ("大会发言材料（3）", "metadata"),
        ("报：区委组织部", "metadata"),
        ("返回第二辑目录", "navigation"),
        ("【我要点评】【分享案例】【返回征文首页】", "navigation"),
        ("机关党建园地 欢迎您！今天是", "page-furniture"),
        ("清河县人民政府门户网站", "page-furniture"),
        ("========== 广告 ==========", "advertisement"),
        ("设为星标★ 不错过每一次推送", "metadata"),
        ("本文系口述资料，未经允许不得转载、摘编", "disclaimer"),
        ("相关热词搜索：新村民 书记", "related-links"),
        ("听全文 约6分钟", "page-furniture"),
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
        "政策解读：把好事办好",
        "抄送一份给邻居，是老支书立下的规矩。",
        "打开微信，老支书头一件事是看群里有没有人找他。",
        "返回家乡的列车上，他把目录看了一遍",
        "欢迎你来我们村",
        "01｜山里的字",
        "【背景】",
        "【勤俭】【廉洁】【实干】",
        "老河口欢迎你",
        "办好县人民政府门户网站",
        "会议材料1",
        "会议材料由办公室准备",
        "广告要真实",
        "下转一期再说",
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


@pytest.mark.parametrize(
    "text",
    [
        "【字体：大 中 小】 打印",
        "【打印】【关闭】",
        "3上一版  下一版4",
        "分享到：微信 微博 QQ空间",
        "上一期 2021-07-01 下一期",
        "更多",
        "(12)",
        "繁体 | 无障碍",
    ],
)
def test_what_can_be_pressed_and_nothing_else_is_a_control(text: str) -> None:
    evidence = controls(block(text)) or known_furniture(block(text))

    assert evidence is not None
    assert evidence.reason in ("navigation", "page-furniture")


@pytest.mark.parametrize(
    "text", ["文化", "教育", "理论", "打印机坏了", "分享到每一个人", "大事小事", "2021-07-01", "更多的人来了", "一二三"]
)
def test_headings_and_words_that_begin_as_controls_do_are_none(text: str) -> None:
    assert controls(block(text)) is None


def test_a_list_of_issues_may_be_long_and_a_text_may_not() -> None:
    issues = "上一期 下一期 " * 12

    assert controls(block(issues)) is not None
    assert controls(block(issues * 3)) is None


def test_the_date_between_controls_is_the_pages_and_the_one_beside_a_neighbour_is_not() -> None:
    own, neighbours = controls(block("2021-07-01 【打印】")), controls(block("上一篇 2021-07-01"))

    assert own is not None
    assert neighbours is not None
    assert [(found.value, found.sure) for found in own.found] == [("2021-07-01", True)]
    assert neighbours.found == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("点击蓝字关注我们", "account"),
        ("长按识别二维码关注", "account"),
        ("清河党建公众号：qinghe", "account"),
        ("收录于合集 #干部成长 37个", "account"),
        ("您现在的位置：首页>清河党建网", "location"),
        ("当前位置：清河党建", "location"),
        ("我要评论 （网友评论仅供其表达个人看法）", "comments"),
        ("沙发 张三 发表于 2021-7-1", "comments"),
        ("第一章 总则……………………1", "contents"),
        ("( T2 ]' w/ f7 @; M, j& X$ k A% C4 i- v", "garbage"),
        ("12 | 某刊 · 基层治理", "running_head"),
        ("主办：清河县委组织部", "site_foot"),
        ("（作者系清河县委党校讲师）", "affiliation"),
        ("（清河县委党校 某教研部，清河 330000）", "affiliation"),
        ("马上注册，结交更多好友，享用更多功能。", "register"),
        ("声明：本文为原创。", "inline_notice"),
        ("附件：报名表.doc", "inline_related"),
        ("——·——", "marks_only"),
    ],
)
def test_what_stands_around_articles_is_known(text: str, rule: str) -> None:
    evidence = known_furniture(block(text))

    assert evidence is not None
    assert evidence.rule == rule


@pytest.mark.parametrize(
    "text",
    [
        "扫描门口的二维码就能点餐，老人也学会了。",
        "点击“我要报修”，半小时就有人上门。",
        "关注公众号“清河党建”，每天都能看到菜单。",
        "街道办起了公众号：每天一条，居民爱看。",
        "立即注册，马上上岗，志愿者当天就到了。",
        "网友评论：这才是为人民服务。",
        "3楼的王大妈发表于群里的话，大家都看到了。",
        "上一条，是抓好班子；下一条，是带好队伍。",
        "干部的位置在哪里：在田间，在地头。",
        "主办：社区党委出题，居民答题，大家一起办。",
        "附件：食堂的账目在附件里写得清清楚楚。",
        "Serve the people, learn from them.",
        "阅读原文是一种好习惯，要坚持下去",
    ],
)
def test_sentences_that_look_like_furniture_are_left_alone(text: str) -> None:
    assert known_furniture(block(text)) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('<p class="a">', "block_markup"),
        ("</strong>", "markup"),
        ("【更多总结请关注某某网】", "inline_advert"),
        ("【点击下载】", "inline_advert"),
        ("（本文来自某某网）", "inline_advert"),
        ("||||||", "table_remains"),
    ],
)
def test_pieces_that_were_cut_out_of_lines_are_furniture(text: str, rule: str) -> None:
    evidence = inline_furniture(block(text))

    assert evidence is not None
    assert evidence.rule == rule
    assert evidence.overrides_length


@pytest.mark.parametrize("text", ["（图书室）", "【推荐理由】", "【关注民生】", "<食堂>", "||", "（本文来自调研）"])
def test_other_brackets_are_left_alone(text: str) -> None:
    assert inline_furniture(block(text)) is None


@pytest.mark.parametrize("line", ["张三 摄", "（记者 张三 摄）", "本报记者 王某某 摄影", "摄影：张三", "李四 供图"])
def test_the_sentence_above_a_photographer_is_the_caption(line: str) -> None:
    page = blocks(f"社区食堂办好了。\n老人在食堂里吃饭。\n{line}")

    assert [index for index, _ in caption_above(page)] == [1]


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("老人在食堂里吃饭。", "这是老党员张三拍摄"),
        ("老人在食堂里吃饭。", "全体党员 摄影"),
        ("老人在食堂里吃饭。", "张三爱好摄影"),
        ("老人在食堂里吃饭。大家都说好。", "张三 摄"),
        (
            "社区把老年食堂办在家门口，党员轮流送餐上门，八十岁以上的老人不出门也能吃上热饭，街坊邻里都说这件事办到了心坎上。",
            "张三 摄",
        ),
    ],
)
def test_other_sentences_above_other_lines_are_none(above: str, line: str) -> None:
    assert list(caption_above(blocks(f"社区食堂办好了。\n{above}\n{line}"))) == []


def test_a_number_of_five_digits_is_no_row_of_pages() -> None:
    assert pager(block("12345")) is None


@pytest.mark.parametrize("heading", ["{}年", "{}年3月", "{}年大事记"])
def test_the_years_of_a_chronicle_are_left_alone(heading: str) -> None:
    page = blocks("\n一段话。\n".join(heading.format(year) for year in (1953, 1958, 1961)))

    assert list(repeated_line(page)) == []


@pytest.mark.parametrize("text", ["3+5=8, (2*4)=8", "E=mc^2; F=ma", "y = (a+b)/2 - c"])
def test_formulas_are_left_alone(text: str) -> None:
    assert known_furniture(block(text)) is None


@pytest.mark.parametrize("text", ["====", "j& X$ k=A% C4 i- v @;"])
def test_other_signs_with_an_equals_sign_are_not(text: str) -> None:
    assert known_furniture(block(text)) is not None


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (["01", "谈心要谈透", "02", "问题要见人"], [0, 2]),
        (["PART.01", "谈心要谈透", "PART.02", "问题要见人", "PART.03", "整改"], [0, 2, 4]),
        (["01", "谈心要谈透"], []),
        (["1", "谈心要谈透", "2", "问题要见人"], []),
        (["02", "谈心要谈透", "03", "问题要见人"], []),
        (["01", "02", "谈心要谈透"], []),
        (["2021", "谈心要谈透", "2022", "问题要见人"], []),
    ],
)
def test_numbers_that_part_sections_count_from_one(lines: list[str], places: list[int]) -> None:
    assert [index for index, _ in section_numbers(blocks("\n".join(lines)))] == places


def test_words_of_a_menu_in_lines_of_their_own_are_one() -> None:
    menu = "首页\n关于我们\n新闻中心\n社会责任\n联系我们"

    assert [index for index, _ in menu_column(blocks(f"{menu}\n办好社区食堂的几点做法"))] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("lines", ["亮身份\n领任务\n比进度\n看实效", "首页\n张三\n李四\n王五", "首页\n联系我们"])
def test_other_short_lines_are_no_menu(lines: str) -> None:
    assert list(menu_column(blocks(lines))) == []


def test_a_path_of_two_is_a_breadcrumb_and_a_comparison_is_none() -> None:
    assert breadcrumb(block("红土地文艺 > 曲艺")) is not None
    assert breadcrumb(block("群众满意 > 领导满意，这个次序不能颠倒")) is None


def test_lines_that_end_with_a_time_of_day_stand_above_the_messages_of_a_live_report() -> None:
    lines = "[主持人] 09:02\n各位网友好。\n[某村党支部书记 张三] 09:10\n我讲一件事。\n[主持人] 09:47"

    assert [index for index, _ in time_stamps(blocks(lines))] == [0, 2, 4]


@pytest.mark.parametrize(
    "lines", ["09:00 开幕式\n09:30 作报告\n10:00 讨论", "[主持人] 09:02\n[张三] 09:10", "开会：9:00"]
)
def test_a_programme_and_a_few_times_are_left_alone(lines: str) -> None:
    assert [*time_stamps(blocks(lines))] == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("村里的会为什么有人来\n田埂上的笔记\n+ 关注", [1]),
        ("田埂上的笔记\n+ 关注", []),
        ("村里的会为什么有人来\n会开得好。\n关注", []),
        ("村里的会为什么有人来\n田埂上的笔记\n关注民生", []),
    ],
)
def test_the_name_above_the_button_to_follow_it_is_an_account(lines: str, found: list[int]) -> None:
    assert [index for index, _ in followed_account(blocks(lines))] == found


@pytest.mark.parametrize(
    ("text", "is_menu"),
    [
        ("我的书架 | 推荐 | 书签", True),
        ("书架 推荐 书签", False),
        ("东津新闻网 时政 社会 理论", True),
        ("老党员张三 时政 社会 理论", False),
    ],
)
def test_three_words_between_bars_and_words_behind_a_sites_name_are_menus(text: str, is_menu: bool) -> None:
    assert (word_row(block(text)) is not None) == is_menu
