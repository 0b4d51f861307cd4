from __future__ import annotations

import pytest

from readingroom.articles import curation
from readingroom.articles.models import Article
from readingroom.pages.neighbours import find_neighbours
from tests.pages.shelf import shelved

pytestmark = pytest.mark.django_db

DATES = ["2022-07-02", "2022-07-01", "2022-07-01", "2022-07", "2022-06-30", "2022", "", ""]
"""From new to old, as lists show them."""


def walk(article: Article, way: str, among=None) -> list[Article]:
    """All that comes after, step by step, as a reader would go."""
    seen = []
    following: Article | None = article
    while following := getattr(find_neighbours(following, among or Article.objects.published()), way):
        seen.append(following)
    return seen


def test_stepping_through_visits_what_the_list_shows_in_its_order_and_back() -> None:
    for number, date in enumerate(DATES):
        shelved(f"第{number}篇", date)
    listed = list(Article.objects.published().newest_first())

    assert [article.edition.date for article in listed] == DATES
    assert walk(listed[0], "older") == listed[1:]
    assert walk(listed[-1], "newer") == listed[-2::-1]


def test_within_a_theme_articles_of_other_themes_are_passed_over() -> None:
    new, other, old = (shelved("新", "2023"), shelved("别", "2022", themes=["service"]), shelved("旧", "2021"))
    on_theme = Article.objects.published().on_theme("organization")

    assert find_neighbours(new, on_theme).older == old
    assert find_neighbours(old, on_theme).newer == new
    assert find_neighbours(new, Article.objects.published()).older == other


def test_withdrawn_and_unpublished_articles_are_no_neighbours() -> None:
    new, between, old = (shelved(title, date) for title, date in [("新", "2023"), ("间", "2022"), ("旧", "2021")])
    curation.withdraw(between, by=None)

    assert find_neighbours(new, Article.objects.published()).older == old
