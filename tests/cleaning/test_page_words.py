from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from readingroom.records import CleanArticle
from tests.cleaning.making import reading

TITLE = "办好社区食堂的几点做法"
BODY = "\n".join(
    [
        "社区把老年食堂办在家门口，党员轮流送餐上门，老人不出门也能吃上热饭，街坊都说这件事办到了心坎上。",
        "食堂的账目每月公开，居民代表参与监督，社区党委定期研究，哪一笔钱花在哪里，墙上写得清清楚楚。",
    ]
)


def page(*below: str, above: str = "") -> CleanArticle:
    return clean(reading("\n".join([TITLE, "来源：清河日报", *filter(None, [above]), BODY, *below])))


PAGES = [
    "☆ 收藏 0 条批注",
    "阅读(213) 评论(4) 喜欢 举报台",
    "发表于 2021-4-25 | 只看该作者",
    "https://www.canteen.example/12.html",
    "@青石发布 @青石城管",
]


@pytest.mark.parametrize("line", PAGES)
def test_a_short_line_set_as_pages_set_theirs_is_noted_and_asks_nothing(line: str) -> None:
    article = page(line)

    assert article.review == ()
    assert any(line[:8] in note for note in article.notes)


FOOT = ("责任编辑：刘栋", "上一篇：田头的会怎么开")


@pytest.mark.parametrize(
    "line",
    [
        "思考：",
        "要让",
        "学习专栏",
        "一、账目怎样公开",
        "——一个社区的记录",
        "心往一处想 劲往一处使",
        "求真务实 担当作为",
        "牵头单位：镇纪委",
        "答复意见：已经排进下月的工期",
        "今日寄语：把小事当成大事",
        "我们的口号是：矛盾不出村",
        "网友：请问什么时候能公示",
        "满意 12人，基本满意 3人，不满意没有",
        "同意：21票 反对：0票",
        "全村现有低保户63户，帮扶干部2人",
        "会上还通报了12起典型案例 印发了文件",
        "自发文之日起执行（2023）12号文同时废止",
        "★ 先进集体 机关第二支部",
        "党员 21 人",
        "三年走访 1200 户",
        "合格 18 不合格 2",
        "微信群 @所有人 收到请回复",
        "（全场响起长时间的掌声）",
        "（幕布缓缓落下）",
        "老年食堂 | 党员轮流",
    ],
)
@pytest.mark.parametrize("foot", [(), FOOT], ids=["at the end of the page", "above its foot"])
def test_a_short_line_that_may_be_the_authors_is_kept_or_asked_about(line: str, foot: tuple[str, ...]) -> None:
    article = page(line, *foot)

    assert any(line[:8] in reason for reason in article.review) or line[-3:].strip() in article.items[-1].text


def test_lines_with_bars_below_each_other_may_be_a_table() -> None:
    assert len(page("环节 | 打分", "准备 | 八分", *FOOT).review) >= 2


def test_halves_of_verse_below_each_other_are_asked_about() -> None:
    article = page("字不多 书常翻", "党章在 手边安", "月月学 理更宽")

    assert len(article.review) >= 3


def test_nothing_is_certain_below_a_text_that_breaks_off() -> None:
    broken = clean(reading(f"{TITLE}\n来源：清河日报\n{BODY.rstrip('。')}，而且还要把食堂\n收藏 0 条批注"))

    assert broken.review or "批注" in broken.items[-1].text


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("时长 | 11:24", False),
        ("状态：已回复 满意度：高", False),
        ("主持人：各位好", True),
        ("支部搭台 老人唱戏", True),
        ("一盏灯 守一条街", True),
    ],
)
def test_between_title_and_text_a_blank_says_nothing(line: str, is_asked: bool) -> None:
    assert any(line in reason for reason in page(above=line).review) == is_asked
