from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client

from readingroom.articles import curation
from readingroom.articles.models import Article
from readingroom.articles.revising import adopt, made_of, reading_of
from readingroom.records import Item
from tests.library import BODY, clean_article, draft, item, published_article
from tests.pages.html import links, page, words

pytestmark = pytest.mark.usefixtures("themes")

REWORDED = BODY[0].replace("一次", "两次")


def corrected(items: Sequence[Item | str] = (REWORDED, *BODY[1:]), *, correction: str = "", **about: Any) -> Article:
    """An article in its second edition."""
    article = published_article(**({"title": about["title"]} if "title" in about else {}))
    correct(article, items, correction=correction, **about)
    return article


def correct(article: Article, items: Sequence[Item | str], *, correction: str = "", **about: Any) -> None:
    adopt(article, made_of(reading_of(article), clean_article(items, **about)))
    curation.publish(article, by=None, correction=correction)


def steps(client: Client, article: Article) -> list[str]:
    html = page(client, f"/articles/{article.number}/editions/")
    return re.findall(r'<li class="edition-step.*?(?=<li class="edition-step|</ol>)', html, re.DOTALL)


# ------------------------------------------------------------------- 更正记录


def test_every_edition_is_listed_with_its_note_the_newest_first(client: Client) -> None:
    article = corrected(correction="次数有误。")
    correct(article, [*BODY, "志愿者有一份名册。"])

    newest, second, first = steps(client, article)

    assert "第3版（现在的文字）" in words(newest)
    assert "更正说明：未写说明" in words(newest)
    assert "更正说明：次数有误。" in words(second)
    assert "发布 阅读第1版" in words(first)
    assert "更正说明" not in words(first)


def test_a_reworded_paragraph_stands_in_both_wordings_with_what_differs_marked(client: Client) -> None:
    newest, _ = steps(client, corrected())

    assert "第1段的文字" in words(newest)
    assert f"原为：{BODY[0].replace('一次', '<del>一</del>次')}" in newest
    assert f"改为：{REWORDED.replace('两次', '<ins>两</ins>次')}" in newest


def test_paragraphs_that_came_or_went_stand_once(client: Client) -> None:
    article = corrected(BODY[:2])
    correct(article, [*BODY[:2], "志愿者有一份名册。"])

    newest, second, _ = steps(client, article)

    assert f"去掉一段 原为： {BODY[2]}" in words(second)
    assert "新增第3段 加入： 志愿者有一份名册。" in words(newest)


def test_a_field_is_shown_as_it_was_and_as_it_is(client: Client) -> None:
    newest, _ = steps(client, corrected(BODY, author="林晓"))

    assert "作者 原为： （无） 改为： 林晓" in words(newest)
    assert "正文的文字没有改动。" in words(newest)


def test_a_change_of_themes_alone_is_said_to_be_one(client: Client) -> None:
    newest, _ = steps(client, corrected([item(BODY[0], theme="service"), *BODY[1:]]))

    assert "只改了主题，文字没有改动。" in words(newest)
    assert "第1段的主题 原为： 组织建设 改为： 服务能力" in words(newest)


def test_a_number_that_was_taken_out_is_not_shown_here(client: Client) -> None:
    article = published_article([f"{BODY[0]}联系人电话13800000000。", *BODY[1:]])
    correct(article, BODY)

    newest, _ = steps(client, article)

    assert "联系人电话***********。" in words(newest)
    earlier = page(client, f"/articles/{article.number}/editions/1/")
    assert "13800000000" not in earlier
    assert "数字用*代替" in earlier


def test_a_number_in_a_note_or_in_an_earlier_title_is_not_shown_either(client: Client) -> None:
    article = published_article(title="请拨13800000000", author="记者 电话13900000000")
    correct(article, BODY, title="院子里的会", correction="删去电话13800000000。")

    earlier = page(client, f"/articles/{article.number}/editions/1/")
    shown = [
        earlier,
        page(client, article),
        page(client, f"/articles/{article.number}/editions/"),
        page(client, "/feed/"),
    ]

    assert [html for html in shown if "00000000" in html] == []
    assert "删去电话***********。" in words(shown[1])
    assert "数字用*代替" in earlier


def test_an_article_that_was_never_corrected_says_so(client: Client) -> None:
    (first,) = steps(client, published_article())

    assert "发布以来没有更正。" in words(first)


def test_what_a_page_prints_stays_text(client: Client) -> None:
    newest, _ = steps(client, corrected(["<script>支部</script>", *BODY[1:]], correction="<b>"))

    assert "<script>" not in newest
    assert "<b>" not in newest


# ------------------------------------------------------------ an earlier edition


def test_an_earlier_edition_is_read_whole_below_a_notice(client: Client) -> None:
    article = corrected()

    html = page(client, f"/articles/{article.number}/editions/1/")

    assert re.findall(r'<p class="text">(.*?)</p>', html) == list(BODY)
    assert "*代替" not in html
    notice = re.search(r'<p class="notice">(.*?)</p>', html, re.DOTALL)[1]
    assert re.match(r"这是第1版，\d+年\d+月\d+日发布，已于\d+年\d+月\d+日更正。请引用 现在的文字 。", words(notice))
    assert links(notice) == [article.get_absolute_url(), f"/articles/{article.number}/editions/#edition-2"]


def test_an_earlier_edition_is_said_to_be_corrected_by_the_one_that_came_next(client: Client) -> None:
    article = corrected()
    correct(article, [*BODY, "志愿者有一份名册。"])

    first, second = (page(client, f"/articles/{article.number}/editions/{number}/") for number in (1, 2))

    assert f"/articles/{article.number}/editions/#edition-2" in links(first)
    assert f"/articles/{article.number}/editions/#edition-3" in links(second)


def test_headings_front_matter_and_breaks_are_told_apart_as_in_the_article(client: Client) -> None:
    items = [item("摘要：谈谈院子。", kind="front"), item("一、怎样开会", kind="heading"), *BODY]
    article = published_article(items)
    correct(article, BODY)

    html = page(client, f"/articles/{article.number}/editions/1/")

    assert '<div class="paragraph front"' in html
    assert "<h2>一、怎样开会</h2>" in html


def test_search_engines_are_led_to_the_present_text(client: Client) -> None:
    article = corrected()

    html = page(client, f"/articles/{article.number}/editions/1/")

    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="http://testserver{article.get_absolute_url()}">' in html


def test_the_present_edition_has_the_articles_address(client: Client) -> None:
    article = corrected()

    answer = client.get(f"/articles/{article.number}/editions/2/")

    assert (answer.status_code, answer["Location"]) == (302, article.get_absolute_url())


def test_an_edition_that_never_was_is_not_found(client: Client) -> None:
    page(client, f"/articles/{corrected().number}/editions/3/", status=404)


# --------------------------------------------------------------------- for both


@pytest.mark.parametrize("path", ["editions/", "editions/1/", "editions/2/"])
def test_withdrawn_they_are_gone_and_never_published_not_found(client: Client, path: str) -> None:
    article = corrected()
    curation.withdraw(article, by=None)

    assert "支部" not in page(client, f"/articles/{article.number}/{path}", status=410)
    page(client, f"/articles/{draft(['另一篇的正文。']).number}/{path}", status=404)


@pytest.mark.parametrize("path", ["editions/", "editions/1/"])
def test_few_queries_however_many_editions_and_one_while_nothing_changed(
    client: Client, django_assert_max_num_queries: Any, path: str
) -> None:
    article = corrected()
    for number in range(6):
        correct(article, [*BODY, f"又加了第{number}段。"])
    address = f"/articles/{article.number}/{path}"

    with django_assert_max_num_queries(8):
        etag = client.get(address)["ETag"]
    with django_assert_max_num_queries(1):
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
