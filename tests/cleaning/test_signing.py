from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from readingroom.records import CleanArticle
from tests.cleaning.making import reading

BODY = "\n".join(
    [
        "社区把老年食堂办在家门口，党员轮流送餐上门，老人不出门也能吃上热饭，街坊都说这件事办到了心坎上。",
        "食堂的账目每月公开，居民代表参与监督，社区党委定期研究，哪一笔钱花在哪里，墙上写得清清楚楚。",
    ]
)


def signed(*below: str, body: str = BODY) -> CleanArticle:
    return clean(reading("\n".join(["办好社区食堂的几点做法", "来源：清河日报", body, *below])))


def texts(article: CleanArticle) -> str:
    return "".join(item.text for item in article.items)


@pytest.mark.parametrize("office", ["机关第三党支部", "青石街道离退休工作办公室"])
def test_an_office_between_the_text_and_the_date_signs_and_is_not_asked_about(office: str) -> None:
    article = signed(office, "2022年12月20日")

    assert office not in texts(article)
    assert article.review == ()


def test_an_office_without_a_date_below_is_asked_about() -> None:
    assert any("机关第三党支部" in reason for reason in signed("机关第三党支部").review)


@pytest.mark.parametrize("line", ["（青石街道党支部推荐）", "（选自《清河文学》2019年第3期）", "（录音整理：安丁丁）"])
def test_a_line_in_brackets_below_the_last_sentence_says_whence_the_text_came(line: str) -> None:
    article = signed(line)

    assert line[1:6] not in texts(article)
    assert article.review == ()


@pytest.mark.parametrize("line", ["（大家推荐老王发言）", "（关系要理顺）", "（全场鼓掌欢呼）"])
def test_other_words_in_brackets_below_the_last_sentence_are_asked_about(line: str) -> None:
    article = signed(line, "责任编辑：刘栋", "上一篇：田头的会")

    assert any(line[1:5] in reason for reason in article.review)


def test_a_name_in_such_brackets_is_the_authors_and_is_asked_about() -> None:
    article = signed("（清河 张三）")

    assert article.fields["author"] == "张三"
    assert any("作者" in reason for reason in article.review)


def test_brackets_between_sentences_are_left_alone() -> None:
    first, second = BODY.split("\n")

    assert "closing_note" not in {line.rule for line in signed(body=f"{first}\n（全场鼓掌欢呼）\n{second}").ledger}
