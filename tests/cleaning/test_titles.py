from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from tests.cleaning.making import reading

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
