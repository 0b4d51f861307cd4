from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from readingroom.articles import curation
from readingroom.articles.models import Room, Theme
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")


def again(client: Client, address: str, seen: str) -> int:
    return client.get(address, headers={"if-none-match": seen}).status_code


@pytest.mark.parametrize(
    "address", ["/", "/articles/", "/articles/{}/", "/themes/organization/", "/feed/", "/api/themes"]
)
def test_a_page_that_did_not_change_is_answered_after_one_query(
    client: Client, address: str, django_assert_num_queries
) -> None:
    address = address.format(shelved("一篇").number)
    seen = client.get(address)["ETag"]

    with django_assert_num_queries(1):
        assert again(client, address, seen) == 304


@pytest.mark.parametrize("address", ["/", "/articles/", "/articles/{}/", "/feed/", "/api/articles/{}"])
def test_a_page_is_sent_anew_once_something_was_published(client: Client, address: str) -> None:
    address = address.format(shelved("一篇").number)
    seen = client.get(address)["ETag"]

    shelved("又一篇")

    assert again(client, address, seen) == 200


def test_a_page_is_sent_anew_once_the_office_renames_a_theme(client: Client) -> None:
    address = shelved("一篇").get_absolute_url()
    seen = client.get(address)["ETag"]
    theme = Theme.objects.get(slug="service")
    theme.name = "为民服务"

    curation.save(theme, by=None)

    assert again(client, address, seen) == 200


def test_a_withdrawal_holds_for_browsers_that_keep_the_article(client: Client) -> None:
    article = shelved("一篇")
    seen = client.get(article.get_absolute_url())["ETag"]

    curation.withdraw(article, by=None)

    assert again(client, article.get_absolute_url(), seen) == 410


def test_what_was_written_after_a_backup_was_put_back_is_not_taken_for_what_was_lost(client: Client) -> None:
    backup = transaction.savepoint()
    shelved("一篇")
    seen = client.get("/")["ETag"]
    transaction.savepoint_rollback(backup)

    shelved("又一篇")

    assert again(client, "/", seen) == 200
    assert "又一篇" in client.get("/").text


def test_the_revision_goes_on_where_the_clock_is_behind(client: Client) -> None:
    shelved("一篇")
    ahead = Room.objects.get().revision + 10**12
    Room.objects.update(revision=ahead)

    shelved("又一篇")

    assert Room.objects.get().revision > ahead


def test_an_article_is_sent_anew_once_others_are_found_to_be_related(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, other = shelved("一篇").get_absolute_url(), shelved("又一篇")
    seen = client.get(address)["ETag"]

    monkeypatch.setattr("readingroom.search.keeping.related.related_to", lambda number: [other.number])

    assert again(client, address, seen) == 200


def test_an_article_is_sent_anew_once_what_it_quotes_is_found_in_others(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = shelved("一篇").get_absolute_url()
    seen = client.get(address)["ETag"]
    assert again(client, address, seen) == 304

    monkeypatch.setattr("readingroom.search.keeping.quotations.stamp_of", lambda number: "1f")

    assert again(client, address, seen) == 200


def test_search_results_are_never_answered_from_what_a_browser_keeps(client: Client, monkeypatch) -> None:
    from tests.pages.test_searching import NOTHING

    monkeypatch.setattr("readingroom.search.find", lambda q, **about: NOTHING, raising=False)

    assert "ETag" not in client.get("/search/?q=会")
