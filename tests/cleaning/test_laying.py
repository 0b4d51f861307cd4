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
TITLE = "办好社区食堂的几点做法"


def fates(article: CleanArticle) -> dict[int, str]:
    return {line.number: line.rule for line in article.ledger}


def test_what_nothing_speaks_about_above_a_sure_title_is_the_sites() -> None:
    article = clean(reading(f"清河风采\n专题专栏集锦\n某某栏目\n{TITLE}\n来源：清河日报\n{BODY}"))

    assert article.fields["title"] == TITLE
    assert fates(article)[1] == "above_title"
    assert not any("不能确定" in reason for reason in article.review)


def test_a_line_right_above_the_title_that_speaks_of_the_same_is_said() -> None:
    article = clean(reading(f"食堂的账目写在墙上\n{TITLE}\n来源：清河日报\n{BODY}"))

    assert any("食堂的账目写在墙上" in reason for reason in article.review)


def test_above_a_title_that_is_not_sure_nothing_is_certain() -> None:
    article = clean(reading(f"清河风采\n天气预报员\n{BODY}"))

    assert "above_title" not in fates(article).values()
    assert article.review


@pytest.mark.parametrize("end", ["责任编辑：张三", "上一篇：关于开会的通知", "相关阅读：食堂"])
def test_what_stands_below_the_end_of_the_article_is_the_sites(end: str) -> None:
    article = clean(reading(f"{TITLE}\n来源：清河日报\n{BODY}\n{end}\n学习专栏"))

    assert fates(article)[6] == "below_end"
    assert not any("第 6 行" in reason for reason in article.review)


def test_a_line_right_below_the_text_is_said() -> None:
    article = clean(reading(f"{TITLE}\n来源：清河日报\n{BODY}\n学习专栏\n责任编辑：张三"))

    assert fates(article)[5] == "undecided"
    assert any("第 5 行" in reason for reason in article.review)


def test_front_matter_keeps_its_place_and_below_the_first_paragraph_becomes_one() -> None:
    before = clean(reading(f"{TITLE}\n来源：清河日报\n编者按：食堂办得好。\n{BODY}"))
    behind = clean(reading(f"{TITLE}\n来源：清河日报\n{BODY}\n同志们：\n{BODY}"))

    assert [item.kind for item in before.items] == ["front", "paragraph", "paragraph"]
    assert "front" not in {item.kind for item in behind.items}
    assert any(item.text == "同志们：" for item in behind.items)


def test_what_was_cut_off_a_title_is_removed_with_its_reason() -> None:
    article = clean(reading(f"{TITLE}*-东湖党建网\n来源：清河日报\n{BODY}"))

    assert [(segment.rule, segment.reason) for segment in article.ledger[0].segments][0] == ("title", None)
    assert {segment.reason for segment in article.ledger[0].segments[1:]} == {"page-furniture"}


@pytest.mark.parametrize("above", ["清明时节雨纷纷", "食堂天地", "食堂的账目写在墙上\n某某栏目"])
def test_other_words_a_short_name_or_a_line_farther_up_are_the_sites(above: str) -> None:
    assert fates(clean(reading(f"{above}\n{TITLE}\n来源：清河日报\n{BODY}")))[1] == "above_title"


def test_two_lines_right_below_the_text_are_both_said() -> None:
    article = clean(reading(f"{TITLE}\n来源：清河日报\n{BODY}\n学习专栏\n党员天地"))

    assert [fates(article)[line] for line in (5, 6)] == ["undecided", "undecided"]
