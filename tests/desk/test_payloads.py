"""What comes in from outside, and what curators type, is words on every page and in every answer, whatever it looks like."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from readingroom.articles import curation, uploads
from readingroom.articles.models import Article, Batch, Room, Source, SourceAlias, Term, Theme
from readingroom.articles.uploads import Incoming
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.articles.working_copy import working_copy
from readingroom.search.keeping import indexing
from tests.articles.page import PAGE

SHORT = "<img src=x onerror=__x()>"
PAYLOAD = f"\"'></title></textarea></script><svg onload=__x()>{SHORT}<script>__x()</script><!--{{{{ 7 }}}}]]>"
ADDRESS = 'https://example.org/"><script>__x()</script>'


class Elements(HTMLParser):
    """Collects what only a payload would have made of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.made += [f"{tag} {name}" for name in given if name.startswith("on")]
        self.made += [tag for name in ("href", "src", "action") if (given.get(name) or "").startswith("javascript:")]

    def handle_data(self, data: str) -> None:
        if self.cdata_elem and "__x()" in data:
            self.made.append(f"{self.cdata_elem}: {data[:40]}")


def made_of(response: HttpResponse) -> list[str]:
    """Of a page, what a payload made; other formats have to be whole."""
    kind, body = response.headers["Content-Type"], response.content.decode()
    if "json" in kind:
        json.loads(body)
    elif "xml" in kind:
        ElementTree.fromstring(body)
    elif "html" in kind:
        elements = Elements()
        elements.feed(body)
        return elements.made
    return []


@pytest.mark.parametrize("page", [PAYLOAD, f"<p>{SHORT}", "<script>__x()</script>", "<a href='javascript:__x()'>"])
def test_a_payload_is_found(page: str) -> None:
    assert made_of(HttpResponse(page))


@pytest.fixture
def articles(editor: User) -> list[Article]:
    """Two that are alike, with payloads wherever one can be written; the first is published, the second withdrawn."""
    load_vocabulary()
    text = PAGE.replace("来源:", f"来源:{SHORT}") + f"议事会{PAYLOAD}每月一次，说完就办，办完再公布。\n"
    files = (text, text.replace("三百多件", "四百多件"), "")
    batch = uploads.receive(
        [Incoming(f"{SHORT}{place}.txt", one.encode()) for place, one in enumerate(files)], by=editor, url=ADDRESS
    )
    while uploads.work_off_one():
        pass
    assert [upload.state for upload in batch.uploads.order_by("pk")] == ["done", "done", "refused"]
    found = list(Article.objects.order_by("number"))
    for article in found:
        for name in ("title", "author", "source", "issue", "column"):
            curation.set_field(article, name, PAYLOAD[:60], by=editor)
        curation.reword(article, 0, working_copy(article).items[0].text + PAYLOAD, by=editor)
        curation.publish(article, by=editor)
        curation.set_field(article, "author", SHORT, by=editor)
        curation.publish(article, by=editor, correction=PAYLOAD)
        curation.set_field(article, "author", PAYLOAD[:50], by=editor)
    curation.withdraw(found[1], by=editor, reason=PAYLOAD)
    return found


@pytest.fixture
def words(articles: list[Article], editor: User) -> None:
    """What curators look after, named by payloads."""
    source = Source.objects.latest("pk")
    curation.save(SourceAlias(source=source, spelling=SHORT), by=editor)
    theme = Theme.objects.order_by("order")[0]
    theme.name, theme.description = SHORT, PAYLOAD
    curation.save(theme, by=editor)
    curation.save(Term(theme=theme, word=SHORT), by=editor)
    room = Room.objects.get(pk=1)
    room.name = room.office = room.contact = SHORT
    curation.save(room, by=editor)
    User.objects.filter(pk=editor.pk).update(first_name=SHORT)


def addresses(articles: list[Article]) -> Iterator[str]:
    first, second = articles
    yield from ("/desk/", "/desk/rules/", f"/desk/articles/batch/{Batch.objects.get().pk}/change/")
    for model in admin.site._registry:
        yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    for article in articles:
        here = f"/desk/articles/article/{article.pk}"
        yield from (f"{here}/change/", f"{here}/change/?at=L1", f"{here}/change/?at=P1", f"{here}/history/")
        yield from (reverse("preview", args=[article.pk]), f"/articles/{article.pk}/", f"/api/articles/{article.pk}")
    yield f"/desk/articles/article/{second.pk}/compare/{first.pk}/"
    yield from (f"/articles/{first.pk}/{page}/" for page in ("original", "editions", "editions/1"))
    yield f"/p/{first.paragraphs.all()[0].key}/cite/"
    asked = urlencode({"q": PAYLOAD, "theme": SHORT, "year": SHORT})
    yield from (
        f"/search/?{asked}",
        f"/api/search?{asked}",
        f"/api/suggest?{asked}",
        f"/desk/articles/article/?{asked}",
    )
    yield from (
        "/",
        "/articles/",
        "/sources/",
        "/about/",
        "/help/",
        "/feed/",
        "/api/articles",
        "/api/sources",
        "/sitemap.xml",
    )


def test_nothing_comes_of_payloads_anywhere(office: Client, articles: list[Article], words: None) -> None:
    indexing.rebuild()
    shown = 0
    for address in addresses(articles):
        response = office.get(address)
        assert response.status_code < 500, address
        assert made_of(response) == [], address
        shown += SHORT in html.unescape(response.content.decode())

    assert shown > 20
