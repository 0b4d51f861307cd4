from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from readingroom.articles import curation
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def titles(client: Client, address: str) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in feed(client, address).iter(f"{ATOM}entry")]


def test_the_feed_tells_what_was_published_last(client: Client) -> None:
    shelved("先发布的新文章", "2022")
    shelved("后发布的旧文章", "1999")

    assert titles(client, "/feed/") == ["后发布的旧文章", "先发布的新文章"]


def test_a_themes_feed_tells_of_its_articles_alone(client: Client) -> None:
    shelved("服务的", themes=["service"])
    shelved("组织的", themes=["organization"])

    assert titles(client, "/themes/service/feed/") == ["服务的"]
    assert client.get("/themes/weather/feed/").status_code == 404


def test_an_entry_has_what_readers_of_feeds_require(client: Client) -> None:
    article = shelved("“A < B & C”的讨论", "2022-07", source="柳河日报", themes=["service"])

    root = feed(client, "/feed/")

    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "“A < B & C”的讨论"
    assert entry.findtext(f"{ATOM}id") == f"http://testserver{article.get_absolute_url()}"
    assert entry.findtext(f"{ATOM}summary") == "柳河日报　2022年7月"
    assert entry.findtext(f"{ATOM}updated") == root.findtext(f"{ATOM}updated")
    assert entry.find(f"{ATOM}category").attrib == {"term": "service", "label": "服务能力"}
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) == article.edition.published_at


def test_a_withdrawn_article_leaves_the_feed_at_once(client: Client) -> None:
    article = shelved("院子里的会")
    curation.withdraw(article, by=None)

    assert titles(client, "/feed/") == []


def test_an_empty_feed_is_a_feed(client: Client) -> None:
    assert feed(client, "/feed/").findtext(f"{ATOM}updated")
