from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from readingroom.articles import curation
from readingroom.articles.models import Article
from tests.library import draft, item, published_article
from tests.pages.html import links, page, words
from tests.pages.printed import ROUNDS, correct, printed_article
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")

TEXTS = ("支部在院子里开会。", "网格员每天走一遍楼道。", "居民代表列席会议。")


# ------------------------------------------------------------------ the article


def test_an_article_is_shown_with_title_source_line_themes_headings_and_paragraphs(client: Client) -> None:
    texts = [item("一、怎样开会", kind="heading"), item("支部在院子里开会。", theme="service")]
    about = {"source": "柳河日报", "date": "2022-07", "date_precision": "month", "page": "05"}
    article = published_article(texts, title="院子里的会", **about)

    head, body = page(client, article).split("</header>")[1:3]
    assert words(head).endswith("院子里的会 来源：柳河日报 日期：2022年7月 版页：第05版 全文9字 主题： 组织建设")
    assert "一、怎样开会 支部在院子里开会。 服务能力 链接 引用 原文" in words(body)
    assert "<h2>一、怎样开会</h2>" in body


def test_the_length_counts_characters_and_marks_of_the_body_and_no_spaces(client: Client) -> None:
    texts = [item("一、怎样用 5G", kind="heading"), item("摘要。", kind="front"), item("用 5G 开会，省时。")]

    assert "全文9字" in words(page(client, published_article(texts)))


def test_three_headings_make_a_table_of_contents_and_two_make_none(client: Client) -> None:
    def headed(*headings: str) -> Article:
        return published_article(
            [each for text in headings for each in (item(text, kind="heading"), item(f"{text}。"))]
        )

    two, three = headed("一、春", "二、夏"), headed("一、秋", "（一）冬", "二、来年")

    assert "目录" not in words(page(client, two))
    assert [f"<h{level}>" in page(client, three) for level in (2, 3, 4)] == [True, True, False]
    table = page(client, three).split('<nav class="toc"')[1].split("</nav>")[0]
    assert words(table).endswith("目录 一、秋 （一）冬 二、来年")
    keys = three.paragraphs.filter(kind="heading").order_by("order").values_list("key", flat=True)
    assert links(table) == [f"#p-{key}" for key in keys]


def test_a_paragraph_stands_alone_in_its_element_so_that_nothing_is_copied_with_it(client: Client) -> None:
    article = published_article(TEXTS)

    said = re.findall(r'<p class="text">(.*?)</p>', page(client, article), re.DOTALL)

    assert said == list(TEXTS)


def test_each_paragraph_has_its_place_and_its_permanent_link(client: Client) -> None:
    article = published_article(TEXTS)

    html = page(client, article)

    for paragraph in article.paragraphs.all():
        assert f'id="p-{paragraph.key}"' in html
        assert f"/p/{paragraph.key}/" in links(html)
        assert f"/articles/{article.number}/original/?paragraph={paragraph.key}" in links(html)


def test_front_matter_stands_at_its_place_in_small_type_and_without_a_theme(client: Client) -> None:
    article = published_article([item("摘要：谈谈院子。", kind="front"), item("支部在院子里开会。")])

    front, paragraph = page(client, article).split('<div class="paragraph ')[1:]

    assert front.startswith("front")
    assert words(front.partition(">")[2]) == "摘要：谈谈院子。 链接 引用 原文"
    assert paragraph.startswith("paragraph")


def test_markup_in_a_text_is_shown_and_not_obeyed(client: Client) -> None:
    article = published_article(["<script>alert(1)</script>是一段代码。"], title="<b>粗</b>")

    html = page(client, article)

    assert "<script>" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;是一段代码。" in html


def test_a_built_title_is_marked_as_such_and_a_printed_one_is_not(client: Client) -> None:
    built = published_article(title=None, outlet="实践", issue="2022年第7期", page="15")
    printed = published_article(["别的。"], title="印了题名的")

    assert "《实践》2022年第7期第15页 原件未印题名，此题为本室拟题" in words(page(client, built))
    assert "拟题" not in words(page(client, printed))


def test_a_page_that_begins_in_the_middle_says_so(client: Client) -> None:
    article = published_article(["势和模范作用。", "后一段。"])
    article.paragraphs.filter(order=0).update(continues_previous_page=True)

    assert words(page(client, article)).count("（接上页）") == 1


def test_a_corrected_article_says_when_and_what_and_an_uncorrected_one_says_nothing(client: Client) -> None:
    article = printed_article()
    assert "更正" not in words(page(client, article))

    correct(article, "remove", ROUNDS, "metadata", correction="删去第二段。")

    corrected = words(page(client, article))
    assert re.search(r"更正于\d{4}年\d+月\d+日：删去第二段。", corrected)
    assert ROUNDS not in corrected


def test_the_neighbours_are_those_of_the_list_one_came_from(client: Client) -> None:
    shelved("新", "2023")
    between = shelved("中", "2022", themes=["service"])
    old = shelved("旧", "2021", themes=["service"])
    shelved("无关", "2020")

    everywhere = page(client, between)
    on_theme = page(client, f"{between.get_absolute_url()}?theme=service")

    assert "全部文章 内 上一篇： 新 下一篇： 旧" in words(everywhere)
    assert "服务能力 主题内 上一篇： 没有了 下一篇： 旧" in words(on_theme)
    assert f"{old.get_absolute_url()}?theme=service" in links(on_theme)


def test_going_back_stays_within_the_theme_too(client: Client) -> None:
    newer = shelved("新", "2023", themes=["service"])
    older = shelved("旧", "2022", themes=["service"])

    html = page(client, f"{older.get_absolute_url()}?theme=service")

    assert f"{newer.get_absolute_url()}?theme=service" in links(html)


@pytest.mark.parametrize(
    "address", ["/themes/service/", "/themes/service/?view=paragraphs", "/articles/{}/?theme=service"]
)
def test_the_ways_through_the_room_say_in_which_theme_one_is(client: Client, address: str) -> None:
    article = shelved("一篇", themes=["service"])

    within = re.findall(r'<a href="([^"]*)" aria-current="true">', page(client, address.format(article.number)))

    assert within == ["/themes/service/"]
    assert 'aria-current="true"' not in page(client, article)


@pytest.mark.parametrize("theme", ["weather", "", "%00", "%ff", "a" * 3000])
def test_an_article_opens_whatever_theme_its_address_names(client: Client, theme: str) -> None:
    article = shelved("一篇")

    assert "全部文章 内" in words(page(client, f"{article.get_absolute_url()}?theme={theme}"))


# ------------------------------------------------------------- related articles


@pytest.fixture
def let_be_related(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets these articles be near to every other."""

    def let(*articles: Article) -> None:
        monkeypatch.setattr(
            "readingroom.search.keeping.related.related_to", lambda number: [each.number for each in articles]
        )

    return let


def test_the_articles_nearest_to_one_stand_below_it_the_nearest_first(
    client: Client, let_be_related: Callable[..., None]
) -> None:
    article, far, near = shelved("一篇"), shelved("远的", "2021"), shelved("近的", source="柳河日报")
    let_be_related(near, far)

    html = page(client, article)

    assert "相关文章 近的 柳河日报 日期不详 远的 来源不详 2021年" in words(html)
    assert links(html).index(near.get_absolute_url()) < links(html).index(far.get_absolute_url())


def test_an_article_that_none_is_near_to_says_nothing_of_related_ones(client: Client) -> None:
    assert "相关文章" not in words(page(client, shelved("一篇")))


@pytest.mark.parametrize("put_away", [curation.withdraw, curation.archive])
def test_a_related_article_that_is_put_away_is_not_spoken_of(
    client: Client, let_be_related: Callable[..., None], put_away: Callable[..., object]
) -> None:
    article, gone = shelved("一篇"), shelved("撤下的")
    let_be_related(gone)

    put_away(gone, by=None)

    assert "相关文章" not in words(page(client, article))
    assert "撤下的" not in page(client, article)


# ------------------------------------------------------------ what is not shown


def test_a_withdrawn_article_is_gone_with_title_and_date_and_without_a_word_of_its_text(client: Client) -> None:
    article = published_article(TEXTS, title="院子里的会", date="2022-07", date_precision="month")
    key = article.paragraphs.first().key
    curation.withdraw(article, by=None, reason="转载有误")

    for address in (article.get_absolute_url(), f"/p/{key}/"):
        gone = page(client, address, status=410)
        assert "院子里的会 2022年7月" in words(gone)
        assert not any(text in gone for text in TEXTS)
        assert "转载有误" not in gone
    assert client.get(f"/api/articles/{article.number}").status_code == 410


def test_a_restored_article_is_back_under_its_old_links(client: Client) -> None:
    article = published_article(TEXTS)
    key = article.paragraphs.first().key
    curation.withdraw(article, by=None)

    curation.restore(article, by=None)

    assert page(client, article)
    assert client.get(f"/p/{key}/").status_code == 302


@pytest.mark.parametrize("status", ["draft", "pending", "archived"])
def test_drafts_pending_and_archived_articles_are_not_spoken_of(client: Client, status: str) -> None:
    article = published_article(TEXTS, title="院子里的会") if status == "archived" else draft(TEXTS, title="院子里的会")
    key = article.paragraphs.first().key if status == "archived" else "aaaaaaaaaa"
    if status == "archived":
        curation.archive(article, by=None)
    if status == "pending":
        curation.submit(article, by=None)

    for address in (article.get_absolute_url(), f"/p/{key}/"):
        assert "院子里的会" not in page(client, address, status=404)
    assert client.get(f"/api/articles/{article.number}").json() == {"error": "not_found"}


@pytest.mark.parametrize("number", ["0", "007", "-1", "1.0", "9" * 18, "9" * 30, "9" * 5000, "一"])
def test_a_number_that_no_article_has_is_not_found(client: Client, number: str) -> None:
    shelved("一篇")

    assert client.get(f"/articles/{number}/").status_code == 404
