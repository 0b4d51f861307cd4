from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4
from xml.etree import ElementTree

import pytest
from django.db.models import F
from django.test import Client

from readingroom.articles import curation
from readingroom.articles.models import Room
from tests.library import item, published_article
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, address: str, **headers: str) -> ElementTree.Element:
    response = client.get(address, headers=headers)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def entry(client: Client, **headers: str) -> ElementTree.Element:
    """The first of the room's feed."""
    found = feed(client, "/feed/", **headers).find(f"{ATOM}entry")
    assert found is not None
    return found


def authors(told: ElementTree.Element) -> list[str | None]:
    return [author.findtext(f"{ATOM}name") for author in told.iter(f"{ATOM}author")]


def when(told: ElementTree.Element, what: str) -> datetime:
    return datetime.fromisoformat(told.findtext(f"{ATOM}{what}", ""))


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
    article = shelved("“A < B & C”的讨论", "2022-07", source="柳河日报", author="林晓 周平", themes=["service"])

    told = entry(client)

    assert told.findtext(f"{ATOM}title") == "“A < B & C”的讨论"
    assert told.find(f"{ATOM}link").attrib["href"] == f"http://testserver{article.get_absolute_url()}"
    assert authors(told) == ["林晓", "周平"]
    assert told.findtext(f"{ATOM}summary") == ("柳河日报　2022年7月　“A < B & C”的讨论里的支部把会开到了院子里。")
    assert told.find(f"{ATOM}category").attrib == {"term": "service", "label": "服务能力"}
    assert when(told, "published") == when(told, "updated") == article.edition.published_at


def test_what_began_on_an_earlier_page_is_not_how_a_text_begins(client: Client) -> None:
    rest = replace(item("设在院子里，大家都来。"), continues_previous_page=True)
    published_article([item("编者按。", kind="front"), rest, item("支部开会。")])

    assert entry(client).findtext(f"{ATOM}summary") == "来源不详　日期不详　支部开会。"


def test_nobody_is_named_as_the_author_of_what_names_none(client: Client) -> None:
    Room.objects.update_or_create(pk=1, defaults={"office": "枣园街道"})
    shelved("院子里的会")

    assert feed(client, "/feed/").findtext(f"{ATOM}author/{ATOM}name") == "枣园街道"
    assert authors(entry(client)) == ["作者不详"]


def test_an_entry_keeps_its_name_under_another_host_and_through_a_correction(client: Client, settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "10.0.0.5"]
    article = shelved("院子里的会")
    before = entry(client)

    curation.set_field(article, "title", "院子外的会", by=None)
    curation.publish(article, by=None, correction="题名改一字。")
    after = entry(client, host="10.0.0.5")

    assert after.findtext(f"{ATOM}title") == "院子外的会"
    assert "　更正：题名改一字。　" in after.findtext(f"{ATOM}summary")
    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
    assert when(after, "published") == when(before, "published") < when(after, "updated")


def test_a_number_of_a_person_is_not_told_by_what_was_corrected(client: Client) -> None:
    article = shelved("院子里的会")

    curation.set_field(article, "title", "院子外的会", by=None)
    curation.publish(article, by=None, correction="删去手机13900000000。")

    assert "更正：删去手机***********。" in entry(client).findtext(f"{ATOM}summary")


def test_a_correction_brings_an_article_to_the_top(client: Client) -> None:
    article = shelved("先发布的")
    shelved("后发布的")

    curation.set_field(article, "title", "更正了的", by=None)
    curation.publish(article, by=None, correction="题名有误。")

    assert titles(client, "/feed/") == ["更正了的", "后发布的"]


def test_feeds_and_entries_of_two_rooms_are_never_taken_for_each_other(client: Client) -> None:
    shelved("院子里的会", themes=["service"])

    def names() -> set[str | None]:
        feeds = [feed(client, address) for address in ("/feed/", "/themes/service/feed/", "/themes/cadres/feed/")]
        return {told.text for feed in feeds for told in feed.iter(f"{ATOM}id")}

    here = names()
    Room.objects.update(identity=uuid4(), revision=F("revision") + 1)
    there = names()

    assert len(here) == len(there) == 4
    assert not here & there
    assert all(UUID(name) for name in here)


@pytest.mark.parametrize("address", ["/feed/", "/sitemap.xml", "/opensearch.xml"])
def test_what_xml_does_not_know_is_left_out(client: Client, address: str) -> None:
    Room.objects.update_or_create(pk=1, defaults={"name": "枣园\x0c阅览室\x1f"})
    shelved("院子\x0b里\ufffe的会\t𠮷", source="柳河\x08日报")

    text = client.get(address).content.decode()

    assert ElementTree.fromstring(text).tag
    if address == "/feed/":
        assert titles(client, address) == ["院子里的会\t𠮷"]


def test_a_withdrawn_article_leaves_the_feed_at_once(client: Client) -> None:
    article = shelved("院子里的会")
    curation.withdraw(article, by=None)

    assert titles(client, "/feed/") == []


def test_an_empty_feed_is_a_feed(client: Client) -> None:
    assert feed(client, "/feed/").findtext(f"{ATOM}updated")
