from __future__ import annotations

import pytest
from django.test import Client

from readingroom.articles import curation
from readingroom.articles.models import Source
from tests.pages.html import links, page, titles, words
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")


@pytest.fixture
def shelf() -> int:
    """Three articles on organization, two of them from 柳河日报; gives the number of that source."""
    shelved("旧报", "2021-03", source="柳河日报", outlet="柳河日报")
    shelved("新报", "2022-05", source="柳河日报", outlet="柳河日报")
    shelved("不详", "")
    return Source.objects.get(name="柳河日报").pk


def test_a_theme_says_how_many_articles_each_source_and_year_has(client: Client, shelf: int) -> None:
    assert "来源 柳河日报 2 年份 2022年 1 2021年 1 日期不详 1" in words(page(client, "/themes/organization/"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("source={}", ["新报", "旧报"]),
        ("year=2021", ["旧报"]),
        ("year=none", ["不详"]),
        ("source={}&year=2022", ["新报"]),
        ("source={}&year=none", []),
    ],
)
def test_articles_are_narrowed_by_source_and_year(client: Client, shelf: int, query: str, found: list[str]) -> None:
    narrowed = query.format(shelf)

    assert titles(page(client, f"/themes/organization/?{narrowed}")) == found
    assert titles(page(client, f"/articles/?{narrowed}")) == found


def test_passages_are_narrowed_and_stay_passages(client: Client, shelf: int) -> None:
    passages = page(client, f"/themes/organization/?view=paragraphs&source={shelf}&year=2021")

    assert "旧报里的支部" in passages
    assert "新报里的支部" not in passages
    assert f"?view=paragraphs&source={shelf}" in links(passages)
    assert "?view=paragraphs&year=2021" in links(passages)


def test_what_is_chosen_goes_along_from_articles_to_passages_and_back(client: Client, shelf: int) -> None:
    assert f"?view=paragraphs&source={shelf}" in links(page(client, f"/themes/organization/?source={shelf}"))
    assert f"?source={shelf}" in links(page(client, f"/themes/organization/?view=paragraphs&source={shelf}"))


def test_what_is_chosen_can_be_let_go(client: Client, shelf: int) -> None:
    chosen = page(client, f"/articles/?source={shelf}&year=2021")

    assert "来源：柳河日报 ，去掉 年份：2021年 ，去掉 全部去掉" in words(chosen)
    assert {"?year=2021", f"?source={shelf}", "?"} <= set(links(chosen))


def test_a_source_is_counted_within_the_year_that_is_chosen(client: Client, shelf: int) -> None:
    assert "来源 柳河日报 1 年份" in words(page(client, "/articles/?year=2021"))


def test_each_of_both_is_counted_as_if_nothing_of_its_own_were_chosen(client: Client, shelf: int) -> None:
    shelved("更早", "2021-02", source="枣园月刊", outlet="枣园月刊")

    narrowed = words(page(client, f"/articles/?source={shelf}&year=2021")).replace(" 去掉", "")

    assert "来源 枣园月刊 1 柳河日报 1 年份 2022年 1 2021年 1 来源：柳河日报" in narrowed


def test_the_source_with_most_articles_is_named_first(client: Client, shelf: int) -> None:
    shelved("另一篇", "2021-02", source="八里湾月刊", outlet="八里湾月刊")

    assert "来源 柳河日报 2 八里湾月刊 1 年份" in words(page(client, "/articles/"))


@pytest.mark.parametrize("value", ["source=999", "source=abc", "year=abc", "year=20211", "source=%00", "year=٢٠٢١"])
def test_what_is_no_source_and_no_year_is_left_out_and_said(client: Client, shelf: int, value: str) -> None:
    listed = page(client, f"/articles/?{value}")

    assert len(titles(listed)) == 3
    assert "无法识别，已忽略" in listed


def test_pages_of_a_narrowed_list_stay_narrowed(client: Client, shelf: int) -> None:
    for number in range(20):
        shelved(f"第{number}篇", "2022-06", source="柳河日报", outlet="柳河日报")

    assert f"?source={shelf}&page=2" in links(page(client, f"/articles/?source={shelf}"))


def test_a_withdrawn_article_is_counted_nowhere(client: Client, shelf: int) -> None:
    curation.withdraw(shelved("撤下", "2020", source="清河日报", outlet="清河日报"), by=None)

    listed = words(page(client, "/articles/"))
    assert "清河日报" not in listed
    assert "2020年" not in listed
