from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from readingroom.articles import curation
from readingroom.pages import sitemaps
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOST = "http://testserver"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three articles fill a sitemap."""
    monkeypatch.setattr(sitemaps, "PART", 3)


def read(client: Client, address: str) -> tuple[str, dict[str, str | None]]:
    """What it is, and its addresses with when they were changed."""
    root = ElementTree.fromstring(client.get(address).content)
    places = {place.findtext(f"{NAMESPACE}loc", ""): place.findtext(f"{NAMESPACE}lastmod") for place in root}
    return root.tag.removeprefix(NAMESPACE), {
        address.removeprefix(HOST): changed for address, changed in places.items()
    }


def test_every_page_that_shows_something_is_named(client: Client) -> None:
    article = shelved("甲", "2022-07", source="柳河日报", outlet="柳河日报")
    shelved("乙")
    gone = shelved("丙")
    curation.withdraw(gone, by=None)

    kind, places = read(client, "/sitemap.xml")

    assert kind == "urlset"
    assert {article.get_absolute_url(), "/", "/sources/", "/sources/none/", "/years/2022/", "/years/none/"} < set(
        places
    )
    assert gone.get_absolute_url() not in places
    for address in places:
        assert client.get(address).status_code == 200, address


def test_an_article_says_when_it_was_changed(client: Client) -> None:
    article = shelved("甲")
    curation.set_field(article, "title", "乙", by=None)
    edition = curation.publish(article, by=None, correction="题名改一字。")

    _, places = read(client, "/sitemap.xml")

    assert datetime.fromisoformat(places[article.get_absolute_url()] or "") == edition.published_at


@pytest.mark.usefixtures("small")
def test_more_than_one_can_hold_are_told_in_several(client: Client) -> None:
    articles = [shelved(f"第{number}篇") for number in range(7)]

    kind, parts = read(client, "/sitemap.xml")
    told = [place for part in parts for place in read(client, part)[1]]

    needed = {1, *((article.number - 1) // 3 + 1 for article in articles)}
    assert kind == "sitemapindex"
    assert list(parts) == [f"/sitemap-{part}.xml" for part in sorted(needed)]
    assert sorted(told) == sorted(set(told))
    assert {article.get_absolute_url() for article in articles} < set(told)
    for part, changed in parts.items():
        assert changed == max(filter(None, read(client, part)[1].values()), default=None)


@pytest.mark.usefixtures("small")
def test_the_ways_stand_in_the_first_alone(client: Client) -> None:
    last = [shelved(f"第{number}篇") for number in range(7)][-1]
    part = (last.number - 1) // 3 + 1

    assert "/about/" in read(client, "/sitemap-1.xml")[1]
    assert "/about/" not in read(client, f"/sitemap-{part}.xml")[1]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("part", [99, 10**17])
def test_there_are_no_more_than_are_needed(client: Client, part: int) -> None:
    shelved("甲")

    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_a_room_without_articles_has_a_sitemap(client: Client) -> None:
    assert "/help/" in read(client, "/sitemap.xml")[1]
