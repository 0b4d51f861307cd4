from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from readingroom.articles import curation
from readingroom.articles.models import Article, Source
from readingroom.search.keeping import indexing
from readingroom.search.suggestions import lexicon
from readingroom.search.suggestions.pinyin import readings
from readingroom.search.suggestions.suggesting import MOST, MOST_TITLES, suggest
from tests.library import published_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def library() -> Article:
    """One article; 党建 is more frequent than 党建引领, and 社区党建引领 stands in its text."""
    article = published_article(
        ["社区党建引领治理。", "党建，党员。", "党建，党员。", "党建，引进。", "社区。", "引进。"],
        title="強化基层治理",
    )
    make_lexicon()
    return article


def make_lexicon() -> None:
    indexing.update()
    lexicon.refresh()


def terms(typed: str) -> list[str]:
    return [one.text for one in suggest(typed) if one.kind == "term"]


def titles(typed: str) -> list[str]:
    return [one.text for one in suggest(typed) if one.kind == "title"]


def sources(typed: str) -> list[str]:
    return [one.text for one in suggest(typed) if one.kind == "source"]


# ------------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("党", ["党建", "党员", "党建引领"]),
        ("党建", ["党建引领"]),
        ("黨建", ["党建引领"]),
        ("党建引", ["党建引领"]),
        ("社区 党建引", ["社区 党建引领"]),
        ("“党建引", ["“党建引领"]),
        ("-党建引", ["-党建引领"]),
        ("社区党建引", ["社区党建引领"]),
        ("党员党建引", []),
        ("党建引领", []),
        ("党建 ", []),
        ("的", []),
    ],
)
@pytest.mark.usefixtures("library")
def test_the_last_word_is_completed(typed: str, expected: list[str]) -> None:
    assert terms(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("dangj", ["党建", "党建引领"]),
        ("dangjian", ["党建", "党建引领"]),
        ("dang jian", ["党建", "党建引领"]),
        ("dang'j", ["党建", "党建引领"]),
        ("dj", ["党建", "党建引领"]),
        ("djyl", ["党建引领"]),
        ("社区 djyl", ["社区 党建引领"]),
        ("党建yinl", ["党建引领"]),
        ("党建yl", ["党建引领"]),
        ("党建x", []),
        ("dxx", []),
    ],
)
@pytest.mark.usefixtures("library")
def test_letters_are_completed_as_pinyin(typed: str, expected: list[str]) -> None:
    assert terms(typed) == expected


def test_a_term_is_a_question_to_ask_and_has_no_address(library: Article) -> None:
    assert {one.url for one in suggest("党")} == {None}


# ----------------------------------------------------------------- titles and sources


@pytest.mark.parametrize("typed", ["强化", "強化", "治理", "基层 强化", "qhjc", "jczl", "jiceng", "qiang hua"])
def test_titles_are_found_by_beginning_middle_and_pinyin_as_they_are_printed(typed: str, library: Article) -> None:
    assert titles(typed) == ["強化基层治理"]
    assert library.get_absolute_url() in {one.url for one in suggest(typed)}


@pytest.mark.parametrize("typed", ["化治理", "强化 楼道", "治理强化", "hjc", "iang"])
@pytest.mark.usefixtures("library")
def test_other_titles_are_not(typed: str) -> None:
    assert titles(typed) == []


def test_titles_that_begin_as_typed_come_before_those_that_hold_it_the_newest_first() -> None:
    for year, title in [("2021", "社区食堂"), ("2022", "社区议事"), ("2024", "走进社区")]:
        published_article([f"{title}。"], title=title, date=year, date_precision="year")
    make_lexicon()

    assert titles("社区") == titles("sq") == ["社区议事", "社区食堂", "走进社区"]


def test_a_title_is_looked_for_no_further_than_needed() -> None:
    for number in range(15):
        published_article([f"{number}。"], title=f"社区故事{number}")
    make_lexicon()

    assert titles("社区") == [f"社区故事{number}" for number in (14, 13, 12, 11)]


def test_a_title_withdrawn_since_the_lexicon_was_made_is_not_shown(library: Article) -> None:
    curation.withdraw(library, by=None)

    assert titles("强化") == []


def test_sources_that_readers_can_browse_are_found() -> None:
    published_article(["一。"], source="人民网")
    Source.objects.get_or_create(name="人民论坛")
    make_lexicon()
    source = Source.objects.get(name="人民网")

    assert sources("人民") == sources("民网") == sources("rm") == sources("renm") == ["人民网"]
    assert source.get_absolute_url() in {one.url for one in suggest("人民")}


# ------------------------------------------------------------------------ limits


def test_there_are_few_and_titles_leave_room_for_words() -> None:
    words = ["党建", "党员", "党课", "党委", "党组织", "党支部", "党小组", "党章", "党费"]
    for number in range(6):
        published_article([f"{number}，{'，'.join(words)}。"], title=f"党的故事{number}")
    make_lexicon()

    found = suggest("党")

    assert len(found) == MOST
    assert len(titles("党")) == MOST_TITLES
    assert len({one.text for one in found}) == MOST


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\u3000", "\x00", "党\x00", "\ud800", "，。", "[", "(?:", "\\", "党" * 201, "a" * 200, "a " * 100, "'"],
)
@pytest.mark.usefixtures("library")
def test_whatever_is_typed_there_is_an_answer(typed: str) -> None:
    assert suggest(typed) == []


@pytest.mark.parametrize("typed", ["党", "djyl", "强化", "rm"])
def test_it_takes_no_more_than_one_look_for_titles_and_one_for_sources(
    typed: str, library: Article, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(2):
        suggest(typed)


def test_without_a_lexicon_nothing_is_suggested(library: Article, index_folder: Path) -> None:
    (index_folder / "lexicon.json").unlink()

    assert suggest("党") == []


def test_an_index_that_cannot_answer_does_no_harm(library: Article, index_folder: Path) -> None:
    (index_folder / "current").unlink()

    assert terms("党建引") == ["党建引领"]
    assert terms("社区党建引") == []


def test_a_word_that_left_with_its_article_since_the_lexicon_was_made_is_not_suggested(library: Article) -> None:
    gone = published_article(["饕餮在门上。", "饕餮在墙上。", "饕餮在碗上。"], title="门墙")
    make_lexicon()
    assert terms("饕") == terms("taotie") == readings("taotie") == ["饕餮"]

    curation.withdraw(gone, by=None)
    indexing.update()

    assert terms("饕") == terms("taotie") == readings("taotie") == []
