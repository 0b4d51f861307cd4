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
    "我要提问 课件下载",
    "☆ 收藏 0 条批注",
    "帮厨班子：后厨三组",
    "https://www.canteen.example/12.html",
    "@青石发布 @青石城管",
]


@pytest.mark.parametrize("line", PAGES)
def test_a_short_line_set_as_pages_set_theirs_is_noted_and_asks_nothing(line: str) -> None:
    article = page(line)

    assert article.review == ()
    assert any(line[:8] in note for note in article.notes)


@pytest.mark.parametrize("line", ["思考：", "要让", "学习专栏", "一、账目怎样公开", "——一个社区的记录"])
def test_a_short_line_of_words_alone_is_asked_about(line: str) -> None:
    assert any(line in reason for reason in page(line).review) or line in {item.text for item in page(line).items}


def test_halves_of_verse_below_each_other_are_asked_about() -> None:
    article = page("字不多 书常翻", "党章在 手边安", "月月学 理更宽")

    assert len(article.review) >= 3


def test_nothing_is_certain_below_a_text_that_breaks_off() -> None:
    broken = clean(reading(f"{TITLE}\n来源：清河日报\n{BODY.rstrip('。')}，而且还要把食堂\n我要提问 课件下载"))

    assert broken.review or "课件下载" in broken.items[-1].text


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("时长 | 11:24", False),
        ("状态：已回复 满意度：高", False),
        ("支部搭台 老人唱戏", True),
        ("一盏灯 守一条街", True),
    ],
)
def test_between_title_and_text_a_blank_says_nothing(line: str, is_asked: bool) -> None:
    assert any(line in reason for reason in page(above=line).review) == is_asked
