from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.pages.html import links, words
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")

ADDRESSES = [
    "/",
    "/articles/",
    "/articles/{}/",
    "/themes/organization/",
    "/themes/organization/?view=paragraphs",
    "/sources/",
    "/sources/none/",
    "/years/",
    "/years/none/",
    "/about/",
    "/help/",
    "/preferences/",
    "/feed/",
    "/themes/organization/feed/",
    "/api/",
    "/api/articles",
    "/api/articles/{}",
    "/api/themes",
    "/api/sources",
    "/opensearch.xml",
    "/sitemap.xml",
    "/robots.txt",
    "/nowhere/",
]


PAGES = [address for address in ADDRESSES if "." not in address and "feed" not in address and "api" not in address]
"""What people read; the rest is for programs."""


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "cookie", ["", "sessionid=; csrftoken=junk", "sessionid=abc; csrftoken=a", "messages=x", "reading=large.dark"]
)
def test_no_answer_sets_a_cookie(client: Client, address: str, cookie: str) -> None:
    address = address.format(shelved("一篇").number)

    answer = client.get(address, headers={"cookie": cookie} if cookie else {})

    assert not answer.cookies


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_people_read_varies_by_their_choices_and_what_programs_read_does_not(client: Client, address: str) -> None:
    varies = address in PAGES
    address = address.format(shelved("一篇").number)

    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first.get("ETag", "")})

    assert ["Cookie" in answer.get("Vary", "") for answer in (first, again)] == [varies, varies]


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_answers_as_get_does_without_the_body(client: Client, address: str) -> None:
    address = address.format(shelved("一篇").number)
    get = client.get(address)

    head = client.head(address)

    assert (head.status_code, head["Content-Type"]) == (get.status_code, get["Content-Type"])
    assert head.content == b""


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_nothing_can_be_submitted(client: Client, method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)("/articles/")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert "这里只供阅读" in words(answer.content.decode())


def test_the_desk_can_be_written_to(client: Client) -> None:
    assert client.post("/desk/login/", {"username": "li", "password": "wrong"}).status_code == 200


@pytest.mark.parametrize("address", [*PAGES, *(address for address in ADDRESSES if address.startswith("/api"))])
def test_a_browser_asks_again_before_it_shows_a_page_it_kept(client: Client, address: str) -> None:
    address = address.format(shelved("一篇").number)

    assert client.get(address)["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", [address for address in ADDRESSES if not address.startswith("/api")])
def test_pages_load_and_link_to_nothing_outside(client: Client, address: str) -> None:
    address = address.format(shelved("一篇").number)

    html = client.get(address).content.decode()

    assert not [link for link in links(html) if not link.startswith(("/", "#", "?"))]
    for script in re.findall("<script.*?</", html, re.DOTALL):
        assert re.fullmatch(r'<script type="module" src="/static/pages/\w+\.js"></', script)
    assert "style=" not in html
