from __future__ import annotations

from pathlib import Path

import pytest

from readingroom.search.engine import IndexMissing
from readingroom.search.keeping import indexing
from readingroom.search.suggestions import lexicon
from readingroom.search.suggestions.correcting import LONGEST, MOST, near_words
from tests.library import published_article

pytestmark = pytest.mark.django_db

TEXTS = [
    "党建引领基层治理，党支部是战斗堡垒，组织建设和支部建设都要加强。",
    "打通服务群众的最后一公里，网格化管理到楼栋。",
    "小区楼道里的党建，由王家坝的张常荣负责，他用smart平台。",
    "党群服务中心有现代化水平，居民理想信念坚定。",
]


@pytest.fixture(autouse=True)
def library() -> None:
    published_article(TEXTS, title="甲")
    published_article([f"{text}又一次。" for text in TEXTS], title="乙")
    indexing.rebuild()
    lexicon.refresh()


# ---------------------------------------------------------------------- what is put right


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # A character that sounds like the right one, the same or nearly,
        ("党键", "党建"),
        ("战斗堡磊", "战斗堡垒"),
        ("只部建设", "支部建设"),
        ("组织建社", "组织建设"),
        ("基层资理", "基层治理"),
        ("党群服务中新", "党群服务中心"),
        # looks like it,
        ("基层冶理", "基层治理"),
        ("网络化管理", "网格化管理"),
        # or is like nothing in a long word.
        ("战斗堡山", "战斗堡垒"),
        ("网一化管理", "网格化管理"),
        ("理想信愈", "理想信念"),
        # One is missing,
        ("最后一里", "最后一公里"),
        ("党建领", "党建引领"),
        # too many,
        ("战斗斗堡垒", "战斗堡垒"),
        ("党建引的领", "党建引领"),
        # or in another's place.
        ("党引建领", "党建引领"),
        ("现代化平水", "现代化水平"),
        # Names that no dictionary has,
        ("张常容", "张常荣"),
        ("王家霸", "王家坝"),
        # words that stand in one text,
        ("小区党键", "小区党建"),
        # and traditional characters.
        ("戰鬥堡磊", "战斗堡垒"),
    ],
)
def test_a_slip_is_put_right(typed: str, meant: str) -> None:
    assert near_words(typed)[:1] == [meant]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dangjain", "党建"),
        ("dnagjian", "党建"),
        ("zuzhijiansheg", "组织建设"),
        ("jicengzhilo", "基层治理"),
        ("smrat", "smart"),
    ],
)
def test_a_slip_in_latin_letters_is_put_right(typed: str, meant: str) -> None:
    assert near_words(typed)[:1] == [meant]


# ------------------------------------------------------------------------ what is left alone


@pytest.mark.parametrize(
    "typed",
    [
        # What stands in the library,
        "党建",
        "黨建",
        "战斗堡垒",
        "层治",
        "网格化",
        "张常荣",
        "smart",
        "dangjian",
        # common words that it does not have, though others sound like them,
        "剪辑",
        "租值",
        "食堂",
        # words side by side that stand nowhere together,
        "居民平台",
        "党建食堂",
        # and what means nothing.
        "锟斤拷",
        "堡堡堡堡",
        "asdfgh",
        "qwert",
        "12345",
        "，。！",
        "战斗（堡磊",
        "党键\ud800",
        "党",
        "",
        " ",
    ],
)
def test_what_is_right_or_means_nothing_is_left_alone(typed: str) -> None:
    assert near_words(typed) == []


def test_a_sentence_is_no_word_with_a_slip() -> None:
    assert near_words("战斗堡磊" * 3) == near_words("战斗堡磊" * 4) == []
    assert len("战斗堡磊" * 3) == LONGEST


def test_two_characters_are_not_put_right_by_one_that_is_like_nothing() -> None:
    assert near_words("党山") == []


# ----------------------------------------------------------------------------------- order


def test_words_come_before_names_and_the_likelier_slip_before_the_other() -> None:
    published_article(["他们的支不建设，他们的支不建设。"], title="丙")
    indexing.drain()
    lexicon.refresh()

    assert near_words("支步建设")[0] == "支部建设"


def test_there_are_few_of_them() -> None:
    published_article([f"见赵川{one}者。" for one in "坝八巴把爸霸罢拔吧疤叭跋"], title="丙")
    indexing.drain()
    lexicon.refresh()

    assert len(near_words("赵川芭")) == MOST


def test_without_an_index_it_is_said(index_folder: Path) -> None:
    (index_folder / "current").unlink()

    with pytest.raises(IndexMissing):
        near_words("党键")


def test_without_a_lexicon_the_dictionary_must_do(index_folder: Path) -> None:
    (index_folder / "lexicon.json").unlink()

    assert near_words("现代化平水") == ["现代化水平"]
