"""What people type into the box, through the page: each line of it stands for somebody who was let down elsewhere."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client

from readingroom.articles import curation, importing
from readingroom.articles.models import Article
from readingroom.search.keeping import indexing
from readingroom.search.suggestions import lexicon
from tests.library import published_article
from tests.pages.html import page, titles, words

pytestmark = [pytest.mark.django_db(transaction=True)]

# The last one is a page whose lines are broken in mid-word.
SQUARE = "广场上的5G会"
TREE = "银杏树下"
COURTYARD = "黨員進院子"
WHOLE = {
    SQUARE: [
        "社区把党建写进每天的工作，12名网格员走遍楼栋。",
        "街道用5G党建平台开会，发挥战斗堡垒作用。",
        "党建引领下，基层党组织每月考核一次。",
    ],
    TREE: ["居民欧阳旻在树下摆了一张桌子，网格员每周来两次，支部建设从这里开始。", "桌子不大，坐得下六个人。"],
    COURTYARD: ["街道推行黨建引領，居民在院子裏討論加裝電梯。", "书记记下每一条。"],
}
BROKEN_TITLE = "把服务送到楼下"
BROKEN = f"""{BROKEN_TITLE}

2023-05-06  来源：柳河日报

　　柳河社区党支部把服务窗口搬到楼下，居民
办事不再来回跑路，打通了服务群众的最后一公
里，老人在家门口就能办完一件事，孩子放了学
也有人照看，社区干部轮流值守到晚上八点。
　　网格员每天沿着楼道走一遍，记下坏了的灯
、堵了的管，当天报给社区，能修的第二天就修
，修不了的写明原因和时限，办结以后贴在楼下
的公告栏里，谁家都看得见，谁家都可以来问。
　　七十岁以上独居老人的家门，由联系楼栋的
党员每周敲一次，送药、理发、代缴水电费，老
人有事也知道该找谁，服务送到楼下以后，上门
的次数反而多了起来，话也说得更长了。
"""


@pytest.fixture(autouse=True)
def library() -> None:
    for title, texts in WHOLE.items():
        published_article(texts, title=title)
    outcome = importing.import_file(BROKEN.encode(), "楼道.txt")
    curation.publish(Article.objects.get(pk=outcome.number), by=None)
    indexing.drain()
    lexicon.refresh()


def search(client: Client, typed: str, more: str = "") -> str:
    return page(client, f"/search/?q={quote(typed)}{more}")


def full_answers(html: str) -> set[str]:
    """Titles of the answers that hold all of the question."""
    whole, _, _ = html.partition("以下只含部分词语")
    return set(titles(re.sub("</?mark>", "", whole)))


EVERYTHING = {*WHOLE, BROKEN_TITLE}
FINDS = {
    "党": {SQUARE, COURTYARD, BROKEN_TITLE},  # one character
    "党建": {SQUARE, COURTYARD},  # in mid-sentence
    "网格员 桌子": {TREE},
    "网格员　桌子": {TREE},  # a wide space
    "网格员 -桌子": {SQUARE, BROKEN_TITLE},
    "网格员 NOT 桌子": {SQUARE, BROKEN_TITLE},
    "党建 -加装电梯": {SQUARE},  # what is left out is left out in traditional characters too
    "“发挥战斗堡垒作用”": {SQUARE},
    '"发挥战斗堡垒作用"': {SQUARE},
    "“堡垒战斗”": set(),
    "5G党建": {SQUARE},
    "5g": {SQUARE},
    "１２名": {SQUARE},  # wide digits
    "基层组织": {SQUARE},  # the text has 基层党组织
    "黨建": {SQUARE, COURTYARD},
    "加装电梯": {COURTYARD},  # the text has 加裝電梯
    "“最后一公里”": {BROKEN_TITLE},
    "最后一公里": {BROKEN_TITLE},
    "银杏": {TREE},  # only the title has it
    "欧阳旻": {TREE},  # no dictionary has it
    "党建?!。": {SQUARE, COURTYARD},
    "（党建）": {SQUARE, COURTYARD},
    "+党建 AND 网格员": {SQUARE},  # another engine's operators
    "": EVERYTHING,
    "　 ": EVERYTHING,
}

SLIPS = {
    "党键": "党建",  # a wrong character
    "战斗堡磊": "战斗堡垒",
    "最后一里": "最后一公里",  # a missing one
    "只部建设": "支部建设",  # one that sounds the same
    "网格员 战斗堡磊": "网格员 战斗堡垒",
}

TOO_LONG = "党建" * 5_000
BY_ACCIDENT = [
    TOO_LONG,
    "(" * 9_000,
    '"' * 199,
    "-",
    "- - NOT NOT AND OR",
    "党建 AND (网格 OR",
    "[党建 TO *]^9~",
    "id:1 OR 1=1 --",
    "\\",
    "*?",
    "\x00党\x1b建\u202e",
    "🀄党建👍🏽",
    "，。！",
    "的",  # everything holds it
    "%s %d {} {{ q }} {% now %}",
]


def test_what_is_typed_finds_what_is_meant(client: Client) -> None:
    assert {typed: full_answers(search(client, typed)) for typed in FINDS} == FINDS


def test_pinyin_finds_what_it_spells_and_says_so(client: Client) -> None:
    for typed in ("dangjian", "dang jian", "DangJian", "djyl"):
        html = search(client, typed)

        assert SQUARE in full_answers(html)
        assert "也查找了" in words(html)
        assert "<mark>党建" in html


def test_letters_can_be_taken_for_nothing_but_letters(client: Client) -> None:
    assert full_answers(search(client, "dangjian", "&also=off")) == set()


def test_letters_beside_chinese_are_no_pinyin(client: Client) -> None:
    assert "也查找了" not in words(search(client, "dangjian 党"))


def test_what_is_really_written_so_stands_above_what_pinyin_spells(client: Client) -> None:
    published_article(["会议室的门牌写着 dangjian 几个字母。"], title="门牌")
    indexing.drain()

    assert titles(search(client, "dangjian"))[0] == "门牌"


def test_a_slip_is_put_right_by_one_press(client: Client) -> None:
    for typed, meant in SLIPS.items():
        assert f"您要找的是不是： {meant}" in words(search(client, typed))
        assert full_answers(search(client, meant))


def test_what_is_written_nowhere_is_explained(client: Client) -> None:
    said = words(search(client, "网格员 无人机"))

    assert "网格员 ：文库里有3篇" in said
    assert "无人机：文库里没有" in said
    assert "去掉无人机 ，可以找到3篇" in said


def test_whatever_is_typed_by_accident_is_answered(client: Client) -> None:
    for typed in BY_ACCIDENT:
        for more in ("", "&type=paragraph", "&also=off"):
            assert 'data-hits="' in search(client, typed, more)
        assert client.get(f"/api/search?q={quote(typed)}").status_code == 200
        assert client.get(f"/api/suggest?q={quote(typed)}").status_code == 200


def test_markup_that_was_typed_is_shown_and_not_obeyed(client: Client) -> None:
    for typed in ("<script>alert(1)</script>", "党建<b>\"'&lt;", '"><img src=x onerror=alert(1)>'):
        html = search(client, typed)

        assert not re.search(r"<script>|<b>|<img", html)
        assert [unescape(shown) for shown in re.findall(r'name="q"\s+value="([^"]*)"', html)] == [typed]


def test_the_box_takes_more_than_is_looked_for_so_that_what_is_cut_is_said(client: Client) -> None:
    for address in ("/", "/search/"):
        (longest,) = re.findall(r'maxlength="(\d+)"', page(client, address))

        assert "只查找了前200字" in words(search(client, "党" * int(longest)))


def test_a_question_that_is_cut_says_so_and_stays_short(client: Client) -> None:
    html = search(client, TOO_LONG)

    assert "问题超过200字，只查找了前200字。" in words(html)
    assert len(html) < 60_000
