from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Subquery

from readingroom.articles import curation
from readingroom.articles.models import Article
from readingroom.pages.neighbours import newer, older
from tests.pages.shelf import shelved

pytestmark = pytest.mark.django_db

DATES = ["2022-07-02", "2022-07-01", "2022-07-01", "2022-07", "2022-06-30", "2022", "", ""]
"""From new to old, as lists show them."""


def beside(article: Article, find: Callable[..., Any], among: Any = None) -> Article | None:
    number = find(article.number, article.edition.date, among or Article.objects.published())
    return Article.objects.filter(pk=Subquery(number)).first()


def walk(article: Article, find: Callable[..., Any]) -> list[Article]:
    """All that comes after, step by step, as a reader would go."""
    seen = []
    following: Article | None = article
    while following := beside(following, find):
        seen.append(following)
    return seen


def test_stepping_through_visits_what_the_list_shows_in_its_order_and_back() -> None:
    for number, date in enumerate(DATES):
        shelved(f"第{number}篇", date)
    listed = list(Article.objects.published().newest_first())

    assert [article.edition.date for article in listed] == DATES
    assert walk(listed[0], older) == listed[1:]
    assert walk(listed[-1], newer) == listed[-2::-1]


def test_within_a_theme_articles_of_other_themes_are_passed_over() -> None:
    new, other, old = (shelved("新", "2023"), shelved("别", "2022", themes=["service"]), shelved("旧", "2021"))
    on_theme = Article.objects.published().on_theme("organization")

    assert beside(new, older, on_theme) == old
    assert beside(old, newer, on_theme) == new
    assert beside(new, older) == other


def test_withdrawn_and_unpublished_articles_are_no_neighbours() -> None:
    new, between, old = (shelved(title, date) for title, date in [("新", "2023"), ("间", "2022"), ("旧", "2021")])
    curation.withdraw(between, by=None)

    assert beside(new, older) == old


def test_an_earlier_edition_does_not_put_an_article_where_it_stood_before() -> None:
    """A correction may have changed the date."""
    newest, moved, oldest = shelved("新", "2023"), shelved("中", "2022"), shelved("旧", "2021")
    curation.set_field(moved, "date", "2020", by=None)
    curation.publish(moved, by=None)

    assert beside(newest, older) == oldest
    assert beside(oldest, older) == moved
