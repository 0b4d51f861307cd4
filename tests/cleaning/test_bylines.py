from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from readingroom.records import CleanArticle
from tests.cleaning.making import reading

TEXT = "社区把老年食堂办在家门口，党员轮流送餐上门，八十岁以上的老人不出门也能吃上热饭，大家都说好。"


def page(line: str, title: str = "办好社区食堂的几点做法") -> CleanArticle:
    return clean(reading("\n".join([title, line, TEXT, TEXT.replace("老年", "居民")])))


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("桐叶　2018-08-25　枕河书讯", "桐叶"),
        ("晨昏 2018年8月25日", "晨昏"),
        ("枕河社区服务中心 步云 2018-8-25", "步云"),
    ],
)
def test_who_stands_beside_the_day_may_be_the_author_and_is_asked_about(line: str, author: str) -> None:
    article = page(line)

    assert article.fields["date"] == "2018-08-25"
    assert article.fields["author"] == author
    assert article.fields["title"] == "办好社区食堂的几点做法"
    assert any("作者" in reason for reason in article.review)


@pytest.mark.parametrize(
    "line",
    [
        "开工 2018年8月",
        "2018年8月25日，食堂开张",
        "食堂开张了 街坊们都来了 2018年8月25日 阴",
        "那一天",
    ],
)
def test_lines_with_marks_with_many_words_or_without_a_day_are_left_alone(line: str) -> None:
    assert "dated_byline" not in {entry.rule for entry in page(line).ledger}
