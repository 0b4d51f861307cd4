from __future__ import annotations

from itertools import pairwise

import pytest

from readingroom.cleaning import clean
from readingroom.cleaning.blocks import Span, join_rows
from tests.cleaning.making import reading

FIRST = (
    "社区食堂办在家门口，党员轮流送餐上门，老人不出门也能吃上热饭，账目每月公开，居民代表参与监督，" * 4
    + "大家都说好。"
)
SECOND = (
    "街道党工委把每周三定为接待日，书记带头坐班，听取居民意见，当场能办的当场办，不能办的说明原因，" * 4 + "限期答复。"
)


def wrap(text: str, width: int, indent: str) -> str:
    text = indent + text
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


@pytest.mark.parametrize("width", [24, 30, 35, 38, 44])
@pytest.mark.parametrize("indent", ["　　", ""])
@pytest.mark.parametrize("head", ["来源:某某日报", "2020-11-26 14:54  来源:某某日报   浏览数:"])
def test_paragraphs_broken_by_the_width_of_a_page_are_whole_again(width: int, indent: str, head: str) -> None:
    separator = "\n" if indent else "\n\n"
    body = separator.join([wrap(FIRST, width, indent), wrap(SECOND, width, indent)])

    article = clean(reading(f"办好社区食堂的做法\n{head}\n{body}\n（责任编辑：甲某某）"))

    assert [item.text for item in article.items] == [FIRST, SECOND]
    assert article.fields["source"] == "某某日报"


def test_blank_lines_part_paragraphs_even_where_a_list_below_is_indented() -> None:
    rows = "\n\n".join([wrap(FIRST, 35, ""), wrap(SECOND[:-5] + "。", 35, "")])
    foot = "相关推荐\n" + "\n".join(
        f"    某某资讯 202{year}年5月9日发布的另外一篇完全不相干的文章的题目" for year in range(3)
    )

    article = clean(reading(f"办好社区食堂的做法\n来源:某某日报\n\n{rows}\n\n{foot}"))

    assert len(article.items) == 2


def test_lines_that_are_paragraphs_are_left_alone() -> None:
    lines = [f"第{number}条，把小事当成大事来办，一件一件办到底。" for number in "一二三四五六七八九十"]

    assert len(clean(reading("\n".join(lines))).items) == 10


def test_a_number_that_the_width_of_a_page_broke_is_whole_again() -> None:
    text = "全国有3900多万名党员和干部战斗在一线，他们来自1200个村和社区，自2019年以来，" * 12 + "大家都说好。"
    page = wrap(text, 35, "")

    article = clean(reading(f"办好社区食堂的做法\n来源:某某日报\n{page}"))

    assert any(one[-1:].isdigit() and two[:1].isdigit() for one, two in pairwise(page.split("\n")))
    assert [item.text for item in article.items] == [text]


@pytest.mark.parametrize(("above", "below"), [("2021", "2022"), ("Party", "building")])
def test_numbers_and_words_at_the_ends_of_other_lines_keep_their_blank(above: str, below: str) -> None:
    first, second = Span(1, 0, len(above), above), Span(2, 0, len(below), below)

    assert join_rows([first, second]) == f"{above} {below}"


def test_latin_words_of_a_full_row_keep_their_blank() -> None:
    assert join_rows([Span(1, 0, 5, "Party"), Span(2, 0, 8, "building", goes_on=True)]) == "Party building"


def test_blanks_before_every_row_are_the_margin_and_no_indent() -> None:
    rows = f"{wrap(FIRST, 35, '')}\n{wrap(SECOND, 35, '')}".replace("\n", "\n   ")

    article = clean(reading(f"办好社区食堂的做法\n来源:某某日报\n   {rows}"))

    assert "".join(item.text for item in article.items) == FIRST + SECOND
    assert len(article.items) <= 2
