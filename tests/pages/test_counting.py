from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from readingroom.articles import curation
from readingroom.articles.models import Article, Room, Source
from readingroom.pages.counting import (
    articles_of_themes,
    count_articles,
    count_passages,
    once,
    passages_of_themes,
    sources_of,
)
from tests.library import BODY, draft, item, published_article
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")


@pytest.fixture
def shelf() -> Article:
    """Two articles from 柳河日报 and one of which nothing is known; gives the first."""
    first = shelved("旧", "2021-03", source="柳河日报", outlet="柳河日报", themes=["organization", "service"])
    shelved("新", "2022-05", source="柳河日报", outlet="柳河日报")
    shelved("不详")
    return first


def asked() -> HttpRequest:
    """A request of its own finds the room as it is now."""
    return RequestFactory().get("/")


def number() -> int:
    return Source.objects.get(name="柳河日报").pk


def test_articles_are_counted_by_source_and_year_and_what_is_unknown_too(shelf: Article) -> None:
    counts = count_articles(asked())

    assert counts.of_sources() == {number(): 2, None: 1}
    assert counts.of_years() == {"2022": 1, "2021": 1, "": 1}
    assert counts.of() == 3


def test_one_is_counted_within_what_is_chosen_of_the_other(shelf: Article) -> None:
    counts = count_articles(asked())

    assert counts.of_sources(("2021",)) == {number(): 1}
    assert counts.of_years((number(),)) == {"2022": 1, "2021": 1}
    assert counts.of_years((None,)) == {"": 1}
    assert counts.of((number(),), ("2021",)) == 1
    assert counts.of((number(),), ("",)) == 0
    assert counts.of(years=("1999",)) == 0


def test_an_article_counts_for_each_of_its_themes(shelf: Article) -> None:
    assert count_articles(asked(), "service").of_years() == {"2021": 1}
    assert sorted(articles_of_themes(asked()).values()) == [1, 3]


def test_passages_are_the_paragraphs_of_a_theme_and_no_headings() -> None:
    texts = [item("一、便民", kind="heading", theme="service"), item("窗口到了楼下。", theme="service"), *BODY[:2]]
    published_article(texts, date="2021", date_precision="year")

    assert count_passages(asked(), "service").of_years() == {"2021": 1}
    assert count_passages(asked(), "organization").of_years() == {"2021": 2}
    assert count_passages(asked(), "cadres").of() == 0
    assert sorted(passages_of_themes(asked()).values()) == [1, 2]


def test_what_readers_may_not_see_is_not_counted() -> None:
    draft(title="未发布")
    curation.withdraw(shelved("撤下"), by=None)

    assert count_articles(asked()).of() == count_passages(asked(), "organization").of() == 0
    assert not articles_of_themes(asked())
    assert not passages_of_themes(asked())


def test_an_article_counts_as_its_current_edition_says(shelf: Article) -> None:
    curation.set_field(shelf, "date", "2023", by=None)
    curation.publish(shelf, by=None, correction="日期有误。")

    assert count_articles(asked()).of_years() == {"2023": 1, "2022": 1, "": 1}


def test_what_was_counted_holds_until_something_is_written(shelf: Article, django_assert_num_queries) -> None:
    count_articles(asked())

    with django_assert_num_queries(1):  # the room, with its revision
        assert count_articles(asked()).of() == 3
    curation.withdraw(shelf, by=None)
    assert count_articles(asked()).of() == 2


def test_who_still_reads_the_room_as_it_was_spoils_nothing_for_others() -> None:
    before, after = asked(), asked()
    before.room, after.room = Room(revision=1), Room(revision=2)  # type: ignore[attr-defined]

    assert once(after, "what", lambda: "new") == "new"
    assert once(before, "what", lambda: "old") == "old"
    assert once(after, "what", lambda: "new") == "new"


def test_sources_are_known_by_their_numbers_in_the_order_of_their_names() -> None:
    for name in ("乙报", "丙报", "甲报"):
        curation.save(Source(name=name), by=None)

    assert [source.name for source in sources_of(asked()).values()] == [
        source.name for source in Source.objects.order_by("name")
    ]
