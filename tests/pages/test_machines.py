from __future__ import annotations

import re
import sqlite3
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import OperationalError, connection
from django.test import Client

from readingroom import search
from readingroom.articles.models import Room
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "state", lambda: "rebuilding")


def test_robots_are_kept_from_all_but_the_pages_themselves(client: Client) -> None:
    article = shelved("一篇")
    key = article.paragraphs.get().key
    rules = [line.partition(": ") for line in client.get("/robots.txt").content.decode().splitlines()]
    forbidden = [re.escape(path).replace(r"\*", ".*") for name, _, path in rules if name == "Disallow"]

    def is_open(address: str) -> bool:
        return not any(re.match(path, address) for path in forbidden)

    assert not any(map(is_open, ["/desk/login/", "/search/?q=会", "/preferences/?size=large", "/api/articles"]))
    assert not any(map(is_open, [f"/articles/{article.number}/{page}/" for page in ("original", "editions")]))
    assert not is_open(f"/p/{key}/cite/")
    assert all(map(is_open, ["/", article.get_absolute_url(), f"/p/{key}/", "/themes/service/", "/sources/"]))
    assert ("Sitemap", ": ", "http://testserver/sitemap.xml") in rules


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
