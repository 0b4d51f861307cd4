from __future__ import annotations

import pytest

from readingroom.search.keeping import indexing
from readingroom.search.suggestions import lexicon
from readingroom.search.suggestions.pinyin import MOST_READINGS, readings
from tests.library import published_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def library() -> None:
    """Words of the vocabulary, more and less frequent, one with 行 in its rarer reading, and a name in a title."""
    published_article(
        ["党建引领，党建引领，战斗堡垒。", "社区党建。", "社区党建，银行。", "引航。"], title="小巷总理进社区"
    )
    published_article(["银行。", "银行。", "重庆的绿色出行。", "重庆的绿色出行。"], title="便民银行")
    indexing.rebuild()
    lexicon.refresh()


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("dangjian", "党建"),
        ("dang jian", "党建"),
        ("dang'jian", "党建"),
        ("DANGJIAN", "党建"),
        ("dj", "党建"),
        ("djyl", "党建引领"),
        ("dangjyl", "党建引领"),
        ("zhandoubaolei", "战斗堡垒"),
        ("zhdbl", "战斗堡垒"),
        ("zdbl", "战斗堡垒"),
        ("yinhang", "银行"),
        ("chongqing", "重庆"),
        ("lvse", "绿色"),
        ("lüse", "绿色"),
    ],
)
def test_words_are_found_in_full_by_initials_and_mixed(typed: str, word: str) -> None:
    assert readings(typed)[0] == word


def test_stretches_of_titles_are_found_from_word_to_word() -> None:
    assert readings("xiaoxiangzongli") == ["小巷总理"]
    assert readings("xxzl") == ["小巷总理"]
    assert readings("xiangzongli") == []


def test_a_few_initials_are_not_looked_for_in_titles() -> None:
    assert readings("xzl") == []


def test_words_are_put_together_as_some_text_has_them() -> None:
    assert readings("shequdangjian") == ["社区党建"]
    assert readings("dangjianshequ") == []


@pytest.mark.parametrize(
    "typed", ["", "a", "ui", "5g", "党jian", "“dangjian”", "dangjian-", "qwrtp", "x" * 60, "a" * 60]
)
def test_what_spells_nothing_has_no_readings(typed: str) -> None:
    assert readings(typed) == []


def test_there_are_few_of_them() -> None:
    published_article(
        [f"{word}。" for word in ["大家", "大街", "代价", "打击", "登记", "等级", "电机"] for _ in (1, 2)]
    )
    indexing.drain()
    lexicon.refresh()

    assert len(readings("dj")) == MOST_READINGS


def test_without_a_lexicon_there_are_none(index_folder: object) -> None:
    lexicon_file = index_folder / "lexicon.json"  # type: ignore[operator]
    lexicon_file.unlink()

    assert readings("dangjian") == []
