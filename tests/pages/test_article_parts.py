from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from readingroom.articles import curation
from readingroom.articles.models import Article, Status
from readingroom.pages.freshness import Standing
from readingroom.search.keeping.shared import Quotations, SharedQuotation, Stretch
from tests.library import published_article
from tests.pages.html import page, words
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")

Let = Callable[[str, Any], None]

QUERIES = 4
"""One for freshness, one for articles, one for paragraphs, one for themes."""


@pytest.fixture
def found_ahead(monkeypatch: pytest.MonkeyPatch) -> Let:
    """Lets this have been found for every article: as `related.related_to` or `quotations.shared_quotations` says it."""

    def let(name: str, value: Any) -> None:
        monkeypatch.setattr(f"readingroom.search.keeping.{name}", lambda number: value)

    return let


def corrected() -> Article:
    article = shelved("更正过的")
    curation.set_field(article, "title", "更正了的", by=None)
    curation.publish(article, by=None, correction="题名有误。")
    return article


def queries(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        page(client, address)
    return [query["sql"] for query in captured]


@pytest.mark.parametrize(
    "made",
    [
        lambda: published_article(["只有一段。"]),
        lambda: published_article([f"第{number}段说一件事。" for number in range(60)]),
        lambda: shelved("没有来源和日期的"),
        lambda: shelved(
            "有来源和日期的", "2022-07-01", source="柳河日报", outlet="柳河日报", themes=["service", "cadres"]
        ),
        corrected,
    ],
)
@pytest.mark.parametrize("query", ["", "?theme=service", "?theme=weather", "?print=large"])
def test_an_article_costs_four_queries_whatever_there_is_to_it(
    client: Client, made: Callable[[], Article], query: str
) -> None:
    """The first time as well, when nothing of the room is known yet."""
    for title in ("前", "后"):
        shelved(title, "2022-06", themes=["service"])

    assert len(queries(client, f"{made().get_absolute_url()}{query}")) == QUERIES


def test_related_articles_and_quotations_cost_nothing_more_however_many(client: Client, found_ahead: Let) -> None:
    article, *others = (shelved(f"第{number}篇") for number in range(6))
    found_ahead("related.related_to", [each.number for each in others])
    found_ahead("quotations.shared_quotations", Quotations(article.edition_id, 1, tuple(shared(article, others))))

    asked = queries(client, article.get_absolute_url())

    html = page(client, article)
    assert html.count("第1篇") > 1
    assert "本文引语亦见于" in html
    assert len(asked) == QUERIES


def shared(article: Article, others: list[Article]) -> list[SharedQuotation]:
    key = article.paragraphs.get().key
    return [
        SharedQuotation(
            Stretch(key, 4, 12), False, other.number, other.edition_id, Stretch(other.paragraphs.get().key, 4, 12)
        )
        for other in others
    ]


def test_the_texts_of_whole_editions_stay_in_the_database(client: Client) -> None:
    asked = queries(client, shelved("一篇").get_absolute_url())

    assert not [sql for sql in asked if '"items"' in sql or '"lines"' in sql or '"content"' in sql]


def test_one_article_is_not_taken_for_the_other(client: Client, found_ahead: Let) -> None:
    """The statements are written once, for all articles."""
    one, other = shelved("甲篇", "2022", themes=["service"]), shelved("乙篇", "2021", themes=["cadres"])

    first, second = words(page(client, one)), words(page(client, other))

    assert ["甲篇里的支部" in html for html in (first, second)] == [True, False]
    assert ["乙篇里的支部" in html for html in (first, second)] == [False, True]
    assert "主题： 服务能力" in first
    assert "主题： 干部队伍" in second


def test_a_corrected_article_has_the_themes_of_its_present_edition(client: Client) -> None:
    shelved("别的", themes=["service"])
    article = shelved("一篇", themes=["organization"])
    curation.set_article_themes(article, ["cadres"], by=None)
    curation.publish(article, by=None)

    assert "主题： 干部队伍 更正于" in words(page(client, article))


def test_an_article_that_is_withdrawn_while_its_page_is_made_is_gone(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = shelved("一篇")
    before = Standing(article.number, Status.PUBLISHED, article.edition_id, "")
    curation.withdraw(article, by=None)
    monkeypatch.setattr("readingroom.pages.article_parts.standing_of", lambda request, number: before)

    assert "一篇里的支部" not in page(client, article, status=410)


def test_an_article_names_its_themes_the_largest_first(client: Client) -> None:
    article = shelved("一篇", themes=["cadres", "organization"])

    assert "主题： 干部队伍 组织建设" in words(page(client, article))


def test_what_was_withdrawn_since_it_was_found_is_neither_related_nor_quoted(client: Client, found_ahead: Let) -> None:
    article, gone = shelved("一篇"), shelved("撤下的")
    found_ahead("related.related_to", [gone.number])
    found_ahead("quotations.shared_quotations", Quotations(article.edition_id, 1, tuple(shared(article, [gone]))))
    curation.withdraw(gone, by=None)

    html = page(client, article)

    assert "撤下的" not in html
    assert "本文引语亦见于" not in html
