from __future__ import annotations

from collections.abc import Iterable

import pytest

from readingroom.articles import curation
from readingroom.articles.models import Article, Edition, Paragraph, Source
from tests.library import draft, item, published_article

pytestmark = pytest.mark.django_db

DATES = {"2022-07-01": "day", "2022-07": "month", "2022-06-30": "day", "2022": "year", None: None}


def published_on(date: str | None) -> Article:
    return published_article([f"{date}印出的正文。"], date=date, date_precision=DATES[date])


def dates(articles: object) -> list[str]:
    return [article.edition.date for article in articles]  # type: ignore[attr-defined]


def articles(editions: Iterable[Edition]) -> list[Article]:
    return [edition.article for edition in editions]


def test_a_month_stands_between_the_day_before_it_and_its_first_day_and_unknown_dates_come_last() -> None:
    for date in (None, "2022-07", "2022", "2022-07-01", "2022-06-30"):
        published_on(date)

    newest_first = dates(Article.objects.published().newest_first())

    assert newest_first == ["2022-07-01", "2022-07", "2022-06-30", "2022", ""]


def test_of_two_articles_of_one_day_the_later_number_comes_first() -> None:
    first, second = (published_article([f"{n}的正文。"], date="2022", date_precision="year") for n in "甲乙")

    assert list(Article.objects.published().newest_first()) == [second, first]


def test_only_published_articles_are_published() -> None:
    draft()
    archived, withdrawn, seen = (published_article([f"{n}的正文。"]) for n in "甲乙丙")
    curation.archive(archived, by=None)
    curation.withdraw(withdrawn, by=None)

    assert list(Article.objects.published()) == [seen]
    assert {row.article for row in Paragraph.objects.published()} == {seen}


def test_articles_are_found_by_year_source_and_theme() -> None:
    dated, undated = published_on("2022-07"), published_on(None)
    sourced = published_article(["人民日报的正文。"], outlet="人民日报", themes=("service", "cadres"))

    published = Edition.objects.published().newest_first()
    assert articles(published.from_year("2022")) == [dated]
    assert articles(published.from_year("")) == [sourced, undated]
    assert articles(published.from_source(Source.objects.get().pk)) == [sourced]
    assert articles(published.from_source(None)) == [dated, undated]
    assert articles(published.on_theme("cadres")) == [sourced]
    assert list(Article.objects.published().on_theme("cadres")) == [sourced]


def test_a_draft_may_say_what_an_edition_does_not() -> None:
    article = published_article()
    curation.withdraw(article, by=None)

    assert not article.is_published
    assert str(article) == "党建引领基层治理"


def test_the_doubtful_and_the_proposed_are_told_apart() -> None:
    doubtful = draft(["甲的正文。"], review=["有未定的行"])
    published_article(["乙的正文。"])

    assert list(Article.objects.doubtful()) == [doubtful]
    assert not Article.objects.proposed().exists()


def test_the_body_is_paragraphs_alone() -> None:
    published_article([item("小标题", kind="heading"), item("关键词：党建", kind="front"), "正文一段。"])

    assert [row.text for row in Paragraph.objects.published().of_the_body()] == ["正文一段。"]
