from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext

from readingroom.articles.models import Article, Paragraph
from readingroom.pages.statements import Statement
from tests.library import published_article
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")


@pytest.fixture
def paragraphs() -> Statement[Paragraph]:
    return Statement(
        lambda: Paragraph.objects.filter(Q(article=-1) | Q(key="-key")).select_related("theme").order_by("order")
    )


def test_the_rows_are_those_of_the_query_with_the_values_in_it(paragraphs: Statement[Paragraph]) -> None:
    one, other = published_article(["甲。", "乙。"]), published_article(["丙。", "丁。"])

    for article in (one, other, one):
        assert paragraphs.rows({-1: article.number}) == list(article.paragraphs.all())


def test_a_stand_in_without_a_value_finds_nothing(paragraphs: Statement[Paragraph]) -> None:
    article = published_article(["甲。", "乙。"])
    second = article.paragraphs.get(order=1)

    assert paragraphs.rows({}) == []
    assert paragraphs.rows({"-key": second.key}) == [second]


def test_related_rows_come_along_and_the_sql_is_the_same_each_time(paragraphs: Statement[Paragraph]) -> None:
    one, other = shelved("甲"), shelved("乙")
    seen = []

    for article in (one, other):
        with CaptureQueriesContext(connection) as queries:
            assert [paragraph.theme.name for paragraph in paragraphs.rows({-1: article.number}) if paragraph.theme]
        seen += [query["sql"].replace(f"= {article.number}", "= ?") for query in queries]

    assert len(seen) == 2
    assert len(set(seen)) == 1


def test_annotations_and_converted_columns_are_as_the_orm_gives_them() -> None:
    article = shelved("一篇", "2022-07-01")
    statement: Statement[Any] = Statement(
        lambda: Article.objects.published().annotate(shown_on=F("edition__date")).filter(pk=-1)
    )

    (row,) = statement.rows({-1: article.number})

    expected = Article.objects.published().get()
    assert row.shown_on == "2022-07-01"
    assert row.added_at == expected.added_at
    assert row.edition.fields == expected.edition.fields


@pytest.mark.django_db(transaction=True)
def test_threads_ask_over_connections_of_their_own(paragraphs: Statement[Paragraph]) -> None:
    article = shelved("一篇")
    paragraphs.rows({})
    found: list[list[Paragraph]] = []

    def ask() -> None:
        found.append(paragraphs.rows({-1: article.number}))
        connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [list(article.paragraphs.all())] * 3
