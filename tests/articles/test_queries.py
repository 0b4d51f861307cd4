"""Lists cost the same for ten articles as for a thousand, and leave the large columns where they are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from readingroom.articles.importing import import_file
from readingroom.articles.models import Article, Edition, Original, Status
from readingroom.articles.models.library import EditionQuerySet
from tests.articles.page import PAGE
from tests.library import draft, published_article, published_articles

pytestmark = pytest.mark.django_db

EDITIONS = Edition.objects.all()
LARGE = ('"items"', '"result"', '"content"', '"ledger"', '"lines"')


def read_list() -> CaptureQueriesContext:
    """What a list page does: names, sources, dates and themes of the newest articles."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for article in Article.objects.published().with_themes().newest_first()[:50]:
            assert article.edition is not None
            str(article), str(article.edition.source), article.edition.date
            [str(row.theme) for row in article.edition.edition_themes.all()]
    return queries


def test_a_list_of_articles_costs_the_same_for_two_as_for_twelve() -> None:
    published_articles(2, outlet="人民日报")
    few = read_list()

    for n in range(10):
        published_article([f"又一篇，第{n}篇的正文就是这些。"], outlet="人民日报")

    assert len(read_list()) == len(few) == 2


def test_a_list_of_articles_leaves_the_text_in_the_database() -> None:
    published_article()

    statements = [query["sql"] for query in read_list()]

    assert statements
    assert not any(column in statement for statement in statements for column in LARGE)


def test_the_edition_of_a_listed_article_has_its_items_deferred() -> None:
    published_article()

    (article,) = Article.objects.published()

    assert article.edition is not None
    assert article.edition.get_deferred_fields() == {"items"}


@pytest.mark.parametrize("status", [Status.DRAFT, Status.PUBLISHED])
def test_importing_a_known_file_does_not_read_its_bytes_back(status: Status) -> None:
    import_file(PAGE.encode(), "page.txt")

    with CaptureQueriesContext(connection) as queries:
        import_file(PAGE.encode(), "page.txt")

    assert not any('"content"' in query["sql"] for query in queries)


def test_the_bytes_of_an_original_are_read_when_they_are_asked_for() -> None:
    article = draft()

    original = Article.objects.get(pk=article.pk).cleaning.reading.original

    assert original.get_deferred_fields() == {"content"}
    assert bytes(Original.objects.get().content).decode().startswith("党支部")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="another database decides by what the tables hold")
@pytest.mark.parametrize(
    ("editions", "index"),
    [
        (EDITIONS.published(), "editions_by_date"),
        (EDITIONS.on_theme("service").published(), "editions_by_date"),
        (EDITIONS.with_passages_on("service").published(), "editions_by_date"),
        (EDITIONS.published().from_year("2022"), "editions_by_date"),
        (EDITIONS.published().from_year(""), "editions_by_date"),
        (EDITIONS.published().from_source(1), "editions_by_source_and_date"),
        (EDITIONS.published().from_source(None), "editions_by_source_and_date"),
        (EDITIONS.on_theme("service").published().from_source(1).from_year("2022"), "editions_by_source_and_date"),
    ],
)
def test_a_list_is_walked_along_an_index_and_not_sorted(editions: EditionQuerySet, index: str) -> None:
    plan = editions.newest_first().values("article_id")[:20].explain()

    assert f"USING COVERING INDEX {index}" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="another database decides by what the tables hold")
def test_the_articles_of_a_list_are_looked_up_by_number() -> None:
    numbers = EDITIONS.published().newest_first().values("article_id")[:20]

    plan = Article.objects.published().filter(number__in=numbers).explain()

    assert "SEARCH articles_article USING INDEX articles_article_status_f68a8acd (status=? AND rowid=?)" in plan
