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
