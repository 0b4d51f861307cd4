from __future__ import annotations

import pytest
from django.test import Client

from readingroom.search.keeping import indexing
from readingroom.search.suggestions import lexicon
from tests.library import item, published_article
from tests.pages.html import links, page, words

pytestmark = pytest.mark.django_db(transaction=True)

TEXTS = [item("一、黨建进院子", kind="heading"), item("党支部抓党建，居民<都>来。"), item("网格员走一遍楼道。")]


@pytest.fixture
def address() -> str:
    article = published_article(TEXTS, title="院子里的党建")
    indexing.drain()
    return article.get_absolute_url()


def test_what_was_asked_for_is_marked_in_title_headings_and_paragraphs(client: Client, address: str) -> None:
    html = page(client, f"{address}?q=党建")

    assert "<h1>院子里的<mark>党建</mark></h1>" in html
    assert "<h2>一、<mark>黨建</mark>进院子</h2>" in html
    assert '<p class="text">党支部抓<mark>党建</mark>，居民&lt;都&gt;来。</p>' in html
    assert '<p class="text">网格员走一遍楼道。</p>' in html


def test_the_page_says_what_it_marks_and_leads_to_itself_without_marks(client: Client, address: str) -> None:
    html = page(client, f"{address}?q=党建&theme=organization")

    assert "标出了“党建”，共3处 取消标记" in words(html)
    assert f"{address}?theme=organization" in links(html)


@pytest.mark.parametrize(
    "q", ["", "q=", "q=无人机", "q=-党建", "q=(((", "q=%00", "q=%EF%BC%8C", "q=%22", "q=" + "长" * 10_000]
)
def test_where_there_is_nothing_to_mark_nothing_is_said_of_marks(client: Client, address: str, q: str) -> None:
    html = page(client, f"{address}?{q}")

    assert "<mark>" not in html
    assert "标出了" not in html
    assert "院子里的党建" in html


def test_a_question_is_not_obeyed_as_markup(client: Client, address: str) -> None:
    assert "<都>" not in page(client, f"{address}?q=<都>")


def test_nothing_but_what_was_typed_is_marked_where_that_was_asked_for(client: Client, address: str) -> None:
    lexicon.refresh()

    assert "<mark>党建</mark>" in page(client, f"{address}?q=dangjian")
    assert "<mark>" not in page(client, f"{address}?q=dangjian&also=off")


def test_an_article_shows_without_marks_while_there_is_no_index(client: Client) -> None:
    article = published_article(TEXTS)

    html = page(client, f"{article.get_absolute_url()}?q=党建")

    assert "党支部抓党建" in html
    assert "<mark>" not in html


def test_marks_are_never_answered_from_what_a_browser_keeps(client: Client, address: str) -> None:
    plain, marked = client.get(address), client.get(f"{address}?q=党建")

    assert "ETag" in plain
    assert "ETag" not in marked
    assert client.get(f"{address}?q=党建", headers={"if-none-match": plain["ETag"]}).status_code == 200
