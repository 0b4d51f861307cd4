from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from readingroom.articles import curation
from readingroom.articles.models import Source, Theme
from readingroom.pages.counting import forget_counts
from readingroom.pages.frame import forget_themes
from tests.library import BODY, draft, item, published_article, published_articles
from tests.pages.html import links, page, titles, words
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")


# ------------------------------------------------------------------ first page


def test_the_first_page_shows_each_theme_with_its_newest_articles_and_how_much_it_holds(client: Client) -> None:
    shelved("旧", "2020-01-01")
    shelved("新", "2022-01-01")
    shelved("两栖", "2021-01-01", themes=["service", "organization"])

    organization, service, *_ = page(client, "/").split('<section class="shelf">')[1:]

    assert titles(organization) == ["新", "两栖", "旧"]
    assert words(organization).startswith("组织建设 3篇文章 通读3段论述")
    assert titles(service) == ["两栖"]
    assert words(service).startswith("服务能力 1篇文章 两栖")


def test_a_shelf_of_the_first_page_shows_four_articles_however_many_there_are(client: Client) -> None:
    for day in range(1, 8):
        shelved(f"第{day}天", f"2022-01-0{day}")

    organization = page(client, "/").split('<section class="shelf">')[1]

    assert titles(organization) == ["第7天", "第6天", "第5天", "第4天"]


def test_the_first_page_ends_with_what_was_brought_in_last(client: Client) -> None:
    shelved("先收的新文章", "2022-01-01")
    shelved("后收的旧文章", "1999-01-01")

    latest = page(client, "/").split('<section class="latest">')[1]

    assert titles(latest) == ["后收的旧文章", "先收的新文章"]


def test_an_empty_room_shows_its_themes_and_says_that_nothing_is_there(client: Client) -> None:
    assert words(page(client, "/")).count("还没有文章。") == 5


# ----------------------------------------------------------------------- lists


def test_all_articles_are_listed_newest_first_and_undated_ones_last(client: Client) -> None:
    for title, date in [("不详", ""), ("七月", "2022-07"), ("七月一日", "2022-07-01"), ("六月底", "2022-06-30")]:
        shelved(title, date)

    assert titles(page(client, "/articles/")) == ["七月一日", "七月", "六月底", "不详"]


def test_an_entry_says_source_date_and_themes(client: Client) -> None:
    shelved("一篇", "2022-07", source="柳河日报", themes=["service", "cadres"])

    assert "一篇 柳河日报 2022年7月 服务能力 干部队伍" in words(page(client, "/articles/"))


def test_an_entry_without_source_date_and_title_says_so(client: Client) -> None:
    published_article(title=None)

    assert "来源不详 日期不详 组织建设 题名为本室拟题" in words(page(client, "/articles/"))


@pytest.mark.parametrize("act", ["never published", "withdrawn", "archived"])
def test_lists_hold_what_is_published_and_nothing_else(client: Client, act: str) -> None:
    article = draft(title="看不见") if act == "never published" else shelved("看不见", "2022", source="柳河日报")
    if act == "withdrawn":
        curation.withdraw(article, by=None)
    if act == "archived":
        curation.archive(article, by=None)

    for address in ("/", "/articles/", "/themes/organization/", "/themes/organization/?view=paragraphs", "/feed/"):
        assert "看不见" not in page(client, address), address
    for address in ("/sources/", "/years/"):
        assert words(page(client, address)).count("还没有文章。") == 1, address


def test_a_long_list_is_paged_with_addresses_that_keep_their_other_parameters(client: Client) -> None:
    published_articles(22)

    first = page(client, "/themes/organization/?view=paragraphs")
    last = page(client, "/themes/organization/?view=paragraphs&page=4")

    assert "第1页 第 2 页 第 3 页 第 4 页 下一页 共4页" in words(first)
    assert "?view=paragraphs&page=2" in links(first)
    assert "?view=paragraphs&page=3" in links(last)
    assert "下一页" not in words(last)


def test_the_first_page_of_a_list_has_one_address(client: Client) -> None:
    published_articles(22)

    assert "?page=1" not in links(page(client, "/articles/?page=2"))


@pytest.mark.parametrize("number", ["2", "0", "-1", "abc", "9" * 30, "9" * 5000, "1%00", "%ff", ""])
def test_a_page_that_a_list_does_not_have_is_not_found(client: Client, number: str) -> None:
    shelved("一篇")

    assert words(page(client, f"/articles/?page={number}", status=404))


# ---------------------------------------------------------------------- themes


def test_a_theme_shows_its_description_and_the_articles_on_it(client: Client) -> None:
    Theme.objects.filter(slug="service").update(description="窗口、上门和网格。")
    article = shelved("服务的", themes=["organization", "service"])
    shelved("组织的", themes=["organization"])

    theme = page(client, "/themes/service/")

    assert "窗口、上门和网格。" in words(theme)
    assert titles(theme) == ["服务的"]
    assert f"{article.get_absolute_url()}?theme=service" in links(theme)


def test_a_theme_read_on_end_has_all_that_is_said_on_it_with_source_and_permanent_link(client: Client) -> None:
    texts = [
        item("一、便民", kind="heading", theme="service"),
        item("窗口搬到了楼下。", theme="service"),
        item("支部开了会。", theme="organization"),
    ]
    article = published_article(texts, title="楼下的窗口", date="2022-07", date_precision="month", source="柳河日报")

    on_end = page(client, "/themes/service/?view=paragraphs")

    passage = article.paragraphs.get(text="窗口搬到了楼下。")
    assert "楼下的窗口 柳河日报 2022年7月" in words(on_end)
    assert "窗口搬到了楼下。 链接 引用 原文" in words(on_end)
    assert f"/p/{passage.key}/" in links(on_end)
    assert "支部开了会。" not in on_end
    assert "一、便民" not in on_end


def test_passages_end_with_the_source_and_the_address_of_each_for_whoever_prints_them(client: Client) -> None:
    article = published_article(
        [BODY[0]], title="楼下的窗口", source="柳河日报", page="5", date="2022-07-01", date_precision="day"
    )

    _, at_the_end = page(client, "/themes/organization/?view=paragraphs").split('<section class="on-paper')

    passage = article.paragraphs.get()
    assert "楼下的窗口[N]. 柳河日报，2022-07-01（5）." in words(at_the_end)
    assert f"http://testserver/p/{passage.key}/" in words(at_the_end)


def test_passages_can_be_had_ready_to_print(client: Client) -> None:
    shelved("一篇", themes=["service"])

    on_end = page(client, "/themes/organization/?view=paragraphs&year=none")
    to_print = page(client, "/themes/organization/?view=paragraphs&year=none&print=large")

    assert "?view=paragraphs&year=none&print=large" in links(on_end)
    assert 'data-print="large"' in to_print
    assert "请按 Ctrl+P 打印" in to_print


def test_passages_follow_the_articles_from_new_to_old_and_each_article_as_it_is_read(client: Client) -> None:
    published_article(["旧文第一段。", "旧文第二段。"], title="旧文", date="2020", date_precision="year")
    published_article(["新文第一段。", "新文第二段。"], title="新文", date="2021", date_precision="year")

    on_end = words(page(client, "/themes/organization/?view=paragraphs"))

    said = ["新文第一段。", "新文第二段。", "旧文第一段。", "旧文第二段。"]
    assert [on_end.index(text) for text in said] == sorted(on_end.index(text) for text in said)


def test_a_theme_that_the_room_does_not_have_is_not_found(client: Client) -> None:
    assert client.get("/themes/weather/").status_code == 404


# ----------------------------------------------------------- sources and years


def test_sources_are_listed_with_their_number_of_articles_and_the_unknown_last(client: Client) -> None:
    shelved("甲", source="柳河日报", outlet="柳河日报")
    shelved("乙", source="柳河日报", outlet="柳河日报")
    shelved("丙", source="网友投稿")

    assert "其他 柳河日报 2篇 来源不详 来源不详 1篇" in words(page(client, "/sources/"))
    source = Source.objects.get(name="柳河日报")
    assert titles(page(client, f"/sources/{source.pk}/")) == ["乙", "甲"]
    assert titles(page(client, "/sources/none/")) == ["丙"]


def test_years_are_listed_from_new_to_old_and_the_unknown_last(client: Client) -> None:
    for title, date in [("甲", ""), ("乙", "2021-07"), ("丙", "2022"), ("丁", "2021-07-01")]:
        shelved(title, date)

    assert "2022年 1篇 2021年 2篇 日期不详 1篇" in words(page(client, "/years/"))
    assert titles(page(client, "/years/2021/")) == ["丁", "乙"]
    assert titles(page(client, "/years/none/")) == ["甲"]


@pytest.mark.parametrize("address", ["/sources/999/", "/sources/none/", "/years/1999/", "/years/none/", "/years/99/"])
def test_a_source_or_year_without_articles_has_no_page(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


# --------------------------------------------------------------- many articles


LISTS = (
    "/",
    "/articles/",
    "/themes/organization/",
    "/themes/organization/?view=paragraphs",
    "/sources/",
    "/years/",
    "/years/none/",
    "/about/",
    "/feed/",
    "/sitemap.xml",
    "/api/articles",
    "/api/themes",
    "/api/sources",
)


def queries_for(client: Client, address: str) -> int:
    """How many a list takes that nobody has asked for before."""
    forget_themes()
    forget_counts()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_list_costs_as_many_queries_for_many_articles_as_for_one(client: Client) -> None:
    shelved("第一篇")
    few = {address: queries_for(client, address) for address in LISTS}

    for number in range(30):
        shelved(f"又一篇之{number}", themes=["service", "organization"])

    assert {address: queries_for(client, address) for address in LISTS} == few
    assert max(few.values()) <= 8


@pytest.mark.parametrize("address", ["/", "/articles/", "/themes/organization/?view=paragraphs", "/feed/"])
def test_a_list_leaves_the_texts_of_whole_articles_in_the_database(
    client: Client, address: str, django_assert_max_num_queries
) -> None:
    published_articles(2)

    with django_assert_max_num_queries(8) as queries:
        client.get(address)

    assert not [query["sql"] for query in queries if '"items"' in query["sql"]]
