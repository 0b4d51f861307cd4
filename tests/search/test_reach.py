from __future__ import annotations

import pytest

from readingroom.articles import curation
from readingroom.search.keeping import indexing
from readingroom.search.reach import Reach, reach
from tests.library import item, published_article

pytestmark = pytest.mark.django_db


def test_paragraphs_are_counted_for_each_word_and_once_for_all_together() -> None:
    published_article(["党建引领治理。", "党的建设，也就是党建。", "党的建设走到楼下。", "居民办事不再跑路。"])
    indexing.drain()

    assert reach(["党建", "党的建设"]) == Reach(3, (("党建", 2), ("党的建设", 2)))


def test_words_are_found_in_every_spelling_and_to_the_character() -> None:
    published_article(["村“两委”商量停车的事。", "村两委，各有分工。", "村里的两委商量停车的事。"])
    indexing.drain()

    assert reach(["村“两委”", "村兩委"]) == Reach(2, (("村“两委”", 1), ("村兩委", 1)))


def test_headings_are_no_paragraphs() -> None:
    published_article([item("党建引领", kind="heading"), "楼道里的议事会每月两次。"])
    indexing.drain()

    assert reach(["党建引领"]) == Reach(0, (("党建引领", 0),))


def test_what_was_withdrawn_is_not_counted_any_more() -> None:
    article = published_article(["党建引领治理。"])
    indexing.drain()
    curation.withdraw(article, by=None)
    indexing.drain()

    assert reach(["党建"]) == Reach(0, (("党建", 0),))


def test_an_index_that_cannot_answer_gives_no_number() -> None:
    assert reach(["党建"]) is None
