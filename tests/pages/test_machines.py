from __future__ import annotations

import sqlite3
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import OperationalError, connection
from django.test import Client

from readingroom import search
from readingroom.articles import curation
from readingroom.articles.models import Room
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "state", lambda: "rebuilding")


def addresses(client: Client) -> list[str | None]:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return [address.text for address in root.iter(f"{SITEMAP}loc")]


def test_the_sitemap_names_every_page_that_shows_something(client: Client) -> None:
    article = shelved("甲", "2022-07", source="柳河日报", outlet="柳河日报")
    gone = shelved("乙")
    curation.withdraw(gone, by=None)

    named = addresses(client)

    assert f"http://testserver{article.get_absolute_url()}" in named
    assert f"http://testserver{gone.get_absolute_url()}" not in named
    for address in named:
        assert client.get(address).status_code == 200, address


def test_robots_are_kept_from_the_desk_and_shown_the_sitemap(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /desk/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_a_browser_learns_how_to_search_here(client: Client) -> None:
    Room.objects.update_or_create(pk=1, defaults={"name": "枣园<党建>阅览室"})

    description = ElementTree.fromstring(client.get("/opensearch.xml").content)

    urls = {
        element.attrib["type"]: element.attrib["template"] for element in description if element.tag.endswith("Url")
    }
    assert urls == {
        "text/html": "http://testserver/search/?q={searchTerms}",
        "application/x-suggestions+json": "http://testserver/api/suggest?q={searchTerms}&format=opensearch",
    }
    assert description[0].text == "枣园<党建>阅览室"


@pytest.mark.usefixtures("index")
def test_health_names_database_and_index(client: Client) -> None:
    health = client.get("/healthz")

    assert health.status_code == 200
    assert health.json()["database"] == "ok"
    assert health.json()["index"] == "rebuilding"


@pytest.mark.usefixtures("index")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has a journal mode")
def test_health_names_the_version_of_sqlite_and_its_journal_mode(client: Client) -> None:
    health = client.get("/healthz").json()

    assert health["sqlite"] == sqlite3.sqlite_version
    assert health["journal_mode"] in ("memory", "wal", "truncate")


@pytest.mark.usefixtures("index")
def test_health_without_a_database_is_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> None:
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(Room.objects, "exists", fail)

    health = client.get("/healthz")

    assert health.status_code == 503
    assert health.json() == {"database": "broken", "index": "broken"}
