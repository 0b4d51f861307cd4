"""The counts that are promised for the five seeds."""

from __future__ import annotations

import pytest

from readingroom import search
from readingroom.articles import curation
from readingroom.articles.importing import import_file
from readingroom.articles.models import Article, Paragraph
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.search.keeping import indexing
from readingroom.search.language.folding import fold
from tests.seeds import IDS, gold, seed_bytes

SEEDS = sorted(IDS)

# Items of the seeds 000 to 004 that hold a string, titles apart.
PROMISED = {
    "党": [3, 4, 5, 4, 28],
    "党建": [1, 4, 3, 2, 14],
    "基层治理": [3, 3, 5, 1, 6],
    "战斗堡垒": [1, 2, 1, 2, 2],
    "最后一公里": [1, 0, 2, 0, 1],
}
# Headings among them. They are items, but no hits of their own.
HEADINGS = {"党": [0, 0, 0, 0, 2], "党建": [0, 0, 0, 0, 1]}

pytestmark = pytest.mark.django_db


@pytest.fixture
def numbers() -> list[int]:
    """The five seeds, published and indexed; their numbers."""
    load_vocabulary()
    articles = [
        Article.objects.get(pk=import_file(seed_bytes(seed), f"{seed}.txt", publish=True).number) for seed in SEEDS
    ]
    for article in articles:
        if not article.is_published:
            curation.publish(article, by=None)
    indexing.drain()
    return [article.number for article in articles]


def hits_in_each(numbers: list[int], q: str) -> list[int]:
    results = search.find(q, kind="paragraph", size=100)
    found = [hit.article.number for hit in results.hits[: results.partial_from]]
    assert results.count == len(found)
    return [found.count(number) for number in numbers]


def without_headings(string: str) -> list[int]:
    headings = HEADINGS.get(string, [0] * 5)
    return [items - headings for items, headings in zip(PROMISED[string], headings, strict=True)]


@pytest.mark.parametrize("string", PROMISED)
def test_the_promise_is_about_the_gold(string: str) -> None:
    items = [[item for item in gold(seed)["items"] if fold(string) in fold(item["text"])] for seed in SEEDS]

    assert [len(found) for found in items] == PROMISED[string]
    assert [sum(item["kind"] != "heading" for item in found) for found in items] == without_headings(string)


def test_as_many_items_hold_each_string_and_as_many_paragraphs_are_found(numbers: list[int]) -> None:
    texts = [list(Paragraph.objects.filter(article=number).values_list("text", flat=True)) for number in numbers]

    for string, items in PROMISED.items():
        assert [sum(fold(string) in fold(text) for text in each) for each in texts] == items, string
        assert hits_in_each(numbers, f"“{string}”") == without_headings(string), string


@pytest.mark.parametrize("string", PROMISED)
def test_the_same_are_found_without_quotes(numbers: list[int], string: str) -> None:
    assert hits_in_each(numbers, string) == without_headings(string)


def test_a_phrase_across_a_printed_line_break_is_found(numbers: list[int]) -> None:
    # 000 is printed in two columns; these words stand at the end of one printed line and the beginning of the next.
    assert hits_in_each(numbers, "“探索创新党建引领基层治理的途径和载体”") == [1, 0, 0, 0, 0]
    assert hits_in_each(numbers, "“各级党组织切实发挥总揽全局”") == [0, 0, 0, 0, 1]
