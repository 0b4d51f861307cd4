from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from tests.cleaning.making import reading

SENTENCE = "社区食堂办在家门口，党员轮流送餐上门，老人不出门也能吃上热饭，街坊邻里都说这件事办到了心坎上。"
HEAD = "办好社区食堂\n来源：某某日报 2021-07-01\n"
WHOLE = HEAD + "\n".join([SENTENCE] * 5)


def review(text: str) -> str:
    return "；".join(clean(reading(text)).review)


def test_a_page_without_doubts_has_none() -> None:
    assert review(WHOLE) == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HEAD + SENTENCE, "正文只有"),
        (WHOLE + "\n学习专栏", "不能确定是不是正文"),
        (WHOLE.replace("都说这件事", "都说“这件事"), "不成对"),
        (HEAD + SENTENCE.replace("。", "，") * 30 + "好。", "可能缺了分段"),
        (WHOLE + "\n好。\n" + SENTENCE, "可能不是正文"),
        (WHOLE.replace("2021-07-01", "1935-07-01"), "早于 1949"),
        ("天气预报员\n" + "\n".join([SENTENCE] * 5), "没有共同的词语"),
    ],
)
def test_what_may_be_wrong_is_said(text: str, reason: str) -> None:
    assert reason in review(text)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (WHOLE.replace(" 2021-07-01", ""), "没有印出日期"),
        (WHOLE.replace("2021-07-01", "2021-07"), "只印到月"),
        (WHOLE.replace("某某日报", "网络整理"), "不是出版单位"),
        (WHOLE.rstrip("。") + "，而且，还要把食堂办到每一个", "断开"),
        (WHOLE.replace("党员", "GCD员", 1), "已还原"),
    ],
)
def test_what_is_true_of_the_page_is_noted_and_blocks_nothing(text: str, note: str) -> None:
    article = clean(reading(text))

    assert any(note in one for one in article.notes)
    assert article.review == ()


@pytest.mark.parametrize(
    "line",
    ["王伟 李强 张敏 刘洋", "阅读：在书香里学党史", "2012年11月8日", "主办单位：某某社区", "案例 | 12"],
)
def test_words_taken_out_of_the_midst_of_a_body_are_said(line: str) -> None:
    lines = WHOLE.split("\n")

    assert "夹在正文中间" in review("\n".join([*lines[:4], line, *lines[4:]]))


@pytest.mark.parametrize("line", ["---此处隐藏120字，下载后查看---", "— 12 —", "(3)", "1 2 3 4 5"])
def test_teasers_and_numbers_in_the_midst_of_a_body_are_not(line: str) -> None:
    lines = WHOLE.split("\n")

    assert review("\n".join([*lines[:4], line, *lines[4:]])) == ""


def test_a_removed_line_that_may_have_been_the_title_is_said() -> None:
    page = WHOLE.replace("办好社区食堂\n", "社区食堂 老人 热饭 街坊\n")

    assert "可能是题名" in review(page)


@pytest.mark.parametrize("odd", ["\ufffd", "\ue5d2", "\x07", "한", "Ж"])
def test_characters_that_no_such_text_has_are_said(odd: str) -> None:
    assert "不常见的字符" in review(WHOLE.replace("街坊", f"街{odd}坊", 1))


@pytest.mark.parametrize("code", ["function(", "var x =", "&#1;", "&copy;"])
def test_code_of_a_web_page_in_the_text_is_said(code: str) -> None:
    assert "网页代码" in review(WHOLE.replace("街坊", f"街坊{code}", 1))


@pytest.mark.parametrize(
    "sign", ["①", "Ⅲ", "℃", "※", "……", "——", "·", "“”", "《》", "％", "㎡", "α", "é", "→", "■", "₂", "⁴", "¥", "€"]
)
def test_signs_that_such_texts_have_are_left_alone(sign: str) -> None:
    assert "不常见" not in review(WHOLE.replace("街坊", f"街{sign}坊", 1))


@pytest.mark.parametrize("sign", ["锟斤拷", "銆€", "锛", "Ã©", "20213月", "35日", "第?（一", "××", "xx"])
def test_signs_of_wrong_decoding_and_of_lost_characters_are_said(sign: str) -> None:
    assert "像是乱码或缺字" in review(WHOLE.replace("街坊", f"街{sign}坊", 1))


@pytest.mark.parametrize("sign", ["2021年3月", "31日", "300日报", "什么？！", "×", "30×20", "20日"])
def test_numbers_and_marks_that_texts_have_are_left_alone(sign: str) -> None:
    assert "乱码" not in review(WHOLE.replace("街坊", f"街{sign}坊", 1))


def test_traditional_and_simplified_characters_in_one_article_are_said() -> None:
    assert "混用" in review(WHOLE.replace("党员", "黨員").replace("老人", "長輩", 1).replace("办在", "辦在"))


@pytest.mark.parametrize("text", [WHOLE.replace("党员", "黨員", 1), WHOLE])
def test_one_name_in_the_other_script_is_left_alone(text: str) -> None:
    assert "混用" not in review(text)


def with_headings(*headings: str) -> str:
    lines = WHOLE.split("\n")
    return "\n".join([*lines[:3], *(line for heading in headings for line in (heading, SENTENCE)), *lines[3:]])


@pytest.mark.parametrize(
    "headings",
    [
        ("一、春茶采摘", "二、秋粮归仓"),
        ("一、春茶采摘", "（二）全县三百个村都办起了粮仓"),
        ("食堂办在家门口",),
        ("春茶采摘忙", "秋粮归仓早"),
        ("送餐上门",),
        ("食堂春茶采摘",),
    ],
)
def test_headings_that_are_numbered_or_share_words_or_are_alike_are_plain(headings: tuple[str, ...]) -> None:
    assert review(with_headings(*headings)) == ""


@pytest.mark.parametrize(
    "headings", [("春茶采摘忙",), ("春茶采摘忙", "全县三百个村的粮食都已经收完了"), ("VR看党史", "AI办实事")]
)
def test_a_heading_unlike_all_others_is_said(headings: tuple[str, ...]) -> None:
    assert "像小标题" in review(with_headings(*headings))


@pytest.mark.parametrize("line", ["2021-07-01", "1949.10.1"])
def test_a_date_taken_out_of_the_midst_of_a_body_is_said(line: str) -> None:
    lines = WHOLE.split("\n")

    assert "夹在正文中间" in review("\n".join([*lines[:4], line, *lines[4:]]))


NOTICE = "本站转载此文，版权归原作者所有。"


@pytest.mark.parametrize(
    "page", [f"{WHOLE}\n{NOTICE}", WHOLE.replace(HEAD, f"{HEAD}{NOTICE}\n"), f"{WHOLE}\n老人在吃饭。 张三 摄"]
)
def test_a_sentence_removed_from_the_edge_of_the_body_is_said(page: str) -> None:
    assert "紧挨正文" in review(page)


@pytest.mark.parametrize(
    "page",
    [
        f"{WHOLE}\n版权声明：{NOTICE}",
        f"{WHOLE}\n责任编辑：张三\n{NOTICE}",
        f"{WHOLE}\n免责声明\n{NOTICE}",
        WHOLE.replace(HEAD, f"{HEAD}免责声明\n{NOTICE}\n"),
        f"{WHOLE}\n王经理 139 0000 0000",
    ],
)
def test_what_says_itself_what_it_is_or_stands_farther_off_is_not(page: str) -> None:
    assert "紧挨正文" not in review(page)


@pytest.mark.parametrize("line", ["01", "12"])
def test_a_bare_number_in_the_midst_of_a_body_is_said(line: str) -> None:
    lines = WHOLE.split("\n")

    assert "夹在正文中间" in review("\n".join([*lines[:4], line, *lines[4:]]))


@pytest.mark.parametrize("page", [f"{WHOLE}\n12", f"12\n{WHOLE}"])
def test_a_bare_number_above_or_below_the_body_is_not(page: str) -> None:
    assert review(page) == ""


def test_a_sentence_removed_for_its_place_alone_is_said() -> None:
    page = (
        f"{WHOLE}\n免责声明\n{NOTICE}\n全区的党员干部要把学习教育摆在更加突出的位置，一件一件抓好落实。\n分享到：微信"
    )

    assert "是完整的句子" in review(page)


def test_words_removed_for_their_place_alone_are_not() -> None:
    assert "是完整的句子" not in review(f"{WHOLE}\n免责声明\n{NOTICE}\n建设单位说明\n分享到：微信")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("网格化作为一种工作机制①张三：《网格里的支部》，《某某学刊》，2015年第4期。", "夹在正文里的脚注"),
        ("网格化作为一种工作机制①，落到实处要靠人。", ""),
        ("居民们说，心里踏实了。相关专题：学习教育进行时", "可能不是正文"),
        ("居民们说，心里踏实了。支部书记说：大家一起干", ""),
    ],
)
def test_a_note_and_a_link_within_the_last_paragraph_are_said(sentence: str, said: str) -> None:
    found = review(f"{WHOLE}\n{sentence}")

    assert said in found if said else "脚注" not in found and "末尾" not in found


def test_a_paragraph_that_begins_with_the_title_is_said() -> None:
    title = HEAD.split("\n")[0]

    assert "以题名开头" in review(WHOLE.replace(SENTENCE, title + SENTENCE, 1))
    assert "以题名开头" not in review(WHOLE)


@pytest.mark.parametrize(
    ("headings", "is_said"),
    [
        ("社区食堂开张了\n老人的心坎上", True),
        ("一、社区食堂\n老人的心坎上", False),
        ("社区食堂\n" + SENTENCE, False),
    ],
)
def test_headings_without_numbers_in_a_row_are_said(headings: str, is_said: bool) -> None:
    lines = WHOLE.split("\n")

    assert ("紧接着又是小标题" in review("\n".join([*lines[:4], headings, *lines[4:]]))) == is_said


def test_a_date_that_stands_as_a_heading_is_said_though_the_text_tells_it_too() -> None:
    lines = WHOLE.split("\n")
    told = f"2020年12月7日至12月25日，{SENTENCE}"

    assert "像小标题" in review("\n".join([*lines[:4], "2020年12月7日至12月25日", told, *lines[4:]]))


@pytest.mark.parametrize(
    ("source", "is_said"),
    [
        ("百姓的信任", True),
        ("党课讲稿", True),
        ("某某日报", False),
        ("清河組織工作", False),
        ("某某经济", False),
        ("张小三", False),
    ],
)
def test_a_source_that_has_nothing_of_a_sources_name_is_said(source: str, is_said: bool) -> None:
    assert ("“来源”不能确定" in review(WHOLE.replace("来源：某某日报", f"来源：{source}"))) == is_said


def test_a_short_text_that_is_all_of_its_page_is_not_asked_about() -> None:
    assert review("办好社区食堂\n" + SENTENCE * 2) == ""


def test_the_captions_of_a_series_of_pictures_are_asked_about() -> None:
    pictures = "\n".join(f"{number}/3\n党员在食堂里给老人打饭。" for number in (1, 2, 3))

    assert "图片说明可能混在正文里" in review(f"{WHOLE}\n{pictures}\n{SENTENCE}")
    assert "图片说明" not in review(f"{WHOLE}\n1/3\n{SENTENCE}")


@pytest.mark.parametrize(
    ("page", "is_asked"),
    [
        (HEAD + SENTENCE * 2 + "\n责任编辑：张三\n打印 关闭\n版权所有 未经许可不得转载\n首页 > 党建 > 正文", False),
        (HEAD + SENTENCE * 2 + "\n食堂二十六个点位名单\n老人送餐上门的办法\n党员值班的排班表格", True),
        (HEAD + SENTENCE + "\n责任编辑：张三", True),
    ],
)
def test_a_short_text_is_asked_about_for_what_may_be_text_beside_it(page: str, is_asked: bool) -> None:
    assert ("正文只有" in review(page)) == is_asked


SPAM = "彩票app下载_真人娱乐城_注册送彩金_棋牌游戏"


def test_words_for_search_engines_above_a_sure_title_are_where_they_are_put() -> None:
    assert "像是混入" not in review(f"{SPAM}\n{WHOLE}")
    assert "像是混入" in review(f"{WHOLE}\n{SPAM}")


def test_marks_that_run_into_each_other_are_said() -> None:
    assert "连在一起" in review(WHOLE.replace("送餐上门，", "送餐上门。，", 1))
    assert "连在一起" not in review(WHOLE)


def test_a_row_of_buttons_in_the_midst_of_a_body_is_not_asked_about() -> None:
    lines = WHOLE.split("\n")

    assert review("\n".join([*lines[:4], "打开客户端 查看更多图片", *lines[4:]])) == ""


@pytest.mark.parametrize("sign", ["9 q# P", "？；？"])
def test_what_is_put_in_against_copying_and_marks_of_lost_words_are_said(sign: str) -> None:
    assert "像是乱码或缺字" in review(WHOLE.replace("街坊", f"街{sign}坊", 1))
