from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from readingroom.articles import curation
from readingroom.articles.models import Article
from readingroom.pages import kept_pages
from tests.pages.html import page, titles, words
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")


@pytest.fixture
def article() -> Article:
    return shelved("一篇", "2022-07-01", themes=["service"])


def is_kept(client: Client, address: str, **headers: str) -> bool:
    """Whether a second request is answered after the one query that every answer takes."""
    client.get(address, headers=headers)
    with CaptureQueriesContext(connection) as queries:
        client.get(address, headers=headers)
    return len(queries) == 1


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/articles/{}/",
        "/articles/{}/?theme=service",
        "/articles/{}/?print=large",
        "/articles/?page=1",
        "/articles/?year=2022&page=1",
        "/themes/service/?view=paragraphs",
        "/years/2022/",
        "/feed/",
        "/sitemap.xml",
        "/api/articles",
        "/api/articles/{}",
    ],
)
def test_a_page_that_was_made_is_sent_again_after_one_query_and_is_the_same(
    client: Client, article: Article, address: str
) -> None:
    address = address.format(article.number)
    first = client.get(address)

    assert is_kept(client, address)
    again = client.get(address)
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)


@pytest.mark.parametrize(
    "address",
    [
        "/articles/{}/?x=1",
        "/articles/{}/?page=",
        "/articles/{}/?theme=",
        "/articles/{}/?theme=SERVICE",
        "/articles/{}/?theme=service&theme=service",
        "/articles/{}/?theme=service&",
        "/articles/?page=01",
        "/articles/?page=%31",
        "/articles/?page=1&x",
        "/themes/service/?view=articles",
    ],
)
def test_an_address_in_an_unusual_form_is_answered_and_not_kept(client: Client, article: Article, address: str) -> None:
    address = address.format(article.number)

    assert client.get(address).status_code == 200
    assert not is_kept(client, address)


@pytest.mark.parametrize("address", ["/articles/{}/?q=支部", "/search/?q=", "/healthz"])
def test_what_hangs_on_more_than_the_library_is_not_kept(client: Client, article: Article, address: str) -> None:
    client.get(address.format(article.number))

    assert not caches["pages"]._cache


@pytest.mark.parametrize("address", ["/nowhere/", "/years/1999/", "/articles/999/", "/p/aaaaaaaaaa/cite/"])
def test_what_is_not_there_is_not_kept(client: Client, article: Article, address: str) -> None:
    client.get(address)

    assert not caches["pages"]._cache


@pytest.mark.parametrize("address", ["/articles/{}/original/", "/articles/{}/editions/", "/p/{key}/cite/"])
def test_what_is_gone_is_gone_however_often_it_is_asked_for(client: Client, article: Article, address: str) -> None:
    address = address.format(article.number, key=article.paragraphs.get().key)
    curation.withdraw(article, by=None)

    answers = [client.get(address) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [410] * 3
    assert not any("ETag" in answer for answer in answers)


def test_what_an_address_asks_for_tells_pages_apart(client: Client, article: Article) -> None:
    shelved("没有日期的")
    addresses = ["/articles/", "/articles/?year=2022", "/articles/?year=none", "/articles/?year=none&page=1"]

    for _ in range(2):
        assert [titles(page(client, address)) for address in addresses] == [
            ["一篇", "没有日期的"],
            ["一篇"],
            ["没有日期的"],
            ["没有日期的"],
        ]


@pytest.fixture
def in_process(settings: Any) -> Callable[[str], None]:
    """What follows happens in a process of this name: each keeps its own pages, all share the database."""

    def enter(name: str) -> None:
        settings.CACHES = {**settings.CACHES, "pages": {**settings.CACHES["pages"], "LOCATION": name}}

    return enter


@pytest.mark.parametrize("take_away", [curation.withdraw, curation.archive])
def test_a_withdrawal_in_one_process_holds_at_once_in_the_others_which_keep_the_page(
    client: Client, article: Article, in_process: Callable[[str], None], take_away: Callable[..., object]
) -> None:
    addresses = [article.get_absolute_url(), f"/api/articles/{article.number}", "/", "/feed/"]
    for process in ("one", "other"):
        in_process(process)
        caches["pages"].clear()
        assert all(is_kept(client, address) for address in addresses)

    in_process("one")
    take_away(article, by=None)

    for process in ("one", "other"):
        in_process(process)
        gone = [client.get(address) for address in addresses]
        assert caches["pages"]._cache
        assert [answer.status_code for answer in gone[:2]] == [410 if take_away is curation.withdraw else 404] * 2
        assert not any("支部把会开到了院子里" in answer.content.decode() for answer in gone)
        assert not any(f"/articles/{article.number}/" in answer.content.decode() for answer in gone[2:])


def test_a_page_is_made_anew_once_something_was_published(client: Client, article: Article) -> None:
    page(client, "/articles/")

    shelved("又一篇")

    assert "又一篇" in page(client, "/articles/")


def test_pages_with_whole_addresses_are_kept_for_each_host(client: Client, article: Article, settings) -> None:
    settings.ALLOWED_HOSTS = ["10.0.0.5", "reading.office"]

    for host in ("10.0.0.5:8000", "reading.office", "10.0.0.5:8000"):
        assert f"http://{host}/articles/" in client.get("/feed/", headers={"host": host}).content.decode()
    assert "https://reading.office/" in client.get("/feed/", headers={"host": "reading.office"}, secure=True).text


def test_each_choice_of_a_reader_has_pages_of_its_own(client: Client, article: Article) -> None:
    address = article.get_absolute_url()

    seen = [client.get(address, headers={"cookie": f"reading={chosen}"}) for chosen in ("", "large.dark", "large.dark")]

    assert ['data-look="dark"' in answer.content.decode() for answer in seen] == [False, True, True]
    assert len({answer["ETag"] for answer in seen}) == 2


def test_a_cookie_that_says_nothing_has_the_pages_of_who_chose_nothing(client: Client, article: Article) -> None:
    client.get("/")
    pages = len(caches["pages"]._cache)

    for number in range(5):
        client.get("/", headers={"cookie": f"reading=forged-{number}; tracker={number}"})

    assert len(caches["pages"]._cache) == pages


def test_head_is_answered_from_what_is_kept_and_keeps_for_get(client: Client, article: Article) -> None:
    address = article.get_absolute_url()

    head = client.head(address)

    assert is_kept(client, address)
    get = client.get(address)
    assert head.content == b""
    assert [head[name] for name in ("ETag", "Content-Type", "Vary")] == [
        get[name] for name in ("ETag", "Content-Type", "Vary")
    ]


def test_a_page_that_is_too_large_is_sent_and_not_kept(
    client: Client, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_pages, "LARGEST", 100)

    assert not is_kept(client, article.get_absolute_url())
    assert "一篇里的支部" in words(page(client, article))


def test_what_was_not_asked_for_longest_is_forgotten_and_the_rest_stays_bounded(
    client: Client, monkeypatch: pytest.MonkeyPatch, article: Article
) -> None:
    monkeypatch.setattr(caches["pages"], "_max_entries", 12)

    for number in range(1, 60):
        client.get(f"/articles/{article.number}/?page={number}")

    assert len(caches["pages"]._cache) <= 12
