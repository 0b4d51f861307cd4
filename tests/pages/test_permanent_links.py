from __future__ import annotations

import datetime
import re
from html import unescape

import pytest
from django.test import Client

from readingroom.articles import curation, importing
from readingroom.articles.models import Article, FormerKey, Room
from tests.library import draft, item, published_article
from tests.pages.html import links, page, words
from tests.pages.printed import CARE, MEETING, ROUNDS, correct, printed_article
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")

TEXTS = ("支部在院子里开会。", "网格员每天走一遍楼道。", "居民代表列席会议。")

PAPER = {"outlet": "人民日报", "date": "2022-02-16", "date_precision": "day", "date_kind": "published", "page": "05"}


def cite_page(client: Client, article: Article, order: int = 0, status: int = 200) -> str:
    return page(client, f"/p/{article.paragraphs.get(order=order).key}/cite/", status)


def to_copy(html: str) -> str:
    """What stands in the box that readers copy from."""
    return unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)[1])


def test_a_permanent_link_leads_to_the_paragraph_in_its_article(client: Client) -> None:
    article = published_article(TEXTS)
    key = article.paragraphs.last().key

    answer = client.get(f"/p/{key}/")

    assert (answer.status_code, answer["Location"]) == (302, f"{article.get_absolute_url()}#p-{key}")


def test_the_link_of_a_paragraph_that_was_joined_leads_to_the_one_that_took_it_in(client: Client) -> None:
    article = printed_article()
    first, second, _ = article.paragraphs.all()
    correct(article, "join", second.text)

    assert client.get(f"/p/{second.key}/")["Location"] == f"{article.get_absolute_url()}#p-{first.key}"


def test_the_link_of_a_paragraph_that_is_gone_says_what_it_said_last(client: Client) -> None:
    article = printed_article()
    key = article.paragraphs.get(text=ROUNDS).key
    correct(article, "remove", ROUNDS, "metadata")

    gone = page(client, f"/p/{key}/", status=410)

    assert ROUNDS in gone
    assert "院子里的会" in gone
    assert article.get_absolute_url() in links(gone)


def test_a_number_that_was_taken_out_with_its_paragraph_is_not_shown(client: Client) -> None:
    outcome = importing.import_file(
        "\n\n".join(["院子里的会", MEETING, f"{CARE}电话13800000000。"]).encode(), "院子.txt"
    )
    article = Article.objects.get(number=outcome.number)
    curation.publish(article, by=None)
    last = article.paragraphs.last()
    correct(article, "remove", last.text, "contact")

    gone = page(client, f"/p/{last.key}/", status=410)

    assert f"{CARE}电话***********。" in words(gone)
    assert "13800000000" not in gone


def test_what_a_gone_paragraph_said_is_withdrawn_with_its_article(client: Client) -> None:
    article = printed_article()
    correct(article, "remove", ROUNDS, "metadata")
    curation.withdraw(article, by=None)
    key = FormerKey.objects.get().key

    assert ROUNDS not in page(client, f"/p/{key}/", status=410)


@pytest.mark.parametrize("key", ["aaaaaaaaaa", "a", "a" * 3000, "AAAA-%00", "党建"])
def test_a_key_that_never_was_is_not_found(client: Client, key: str) -> None:
    assert client.get(f"/p/{key}/").status_code == 404


# ---------------------------------------------------------------------- citing


def test_a_paragraph_is_shown_in_full_with_its_source_and_where_it_stays(client: Client) -> None:
    article = published_article(TEXTS, title="院子里的会", **PAPER)
    key = article.paragraphs.first().key

    html = cite_page(client, article)

    assert TEXTS[0] in words(html)
    assert TEXTS[1] not in html
    assert "院子里的会[N]. 人民日报，2022-02-16（5）." in words(html)
    assert f"http://testserver/p/{key}/" in words(html)
    assert f"{article.get_absolute_url()}#p-{key}" in links(html)


def test_text_source_and_whole_address_are_ready_to_be_copied_at_once(client: Client) -> None:
    article = published_article(["他说：“<先>办&后说。”"], title="院子里的会", **PAPER)
    key = article.paragraphs.get().key

    assert to_copy(cite_page(client, article)).splitlines() == [
        "他说：“<先>办&后说。”",
        "——院子里的会[N]. 人民日报，2022-02-16（5）.",
        f"http://testserver/p/{key}/",
    ]


def test_the_address_is_that_under_which_the_room_was_asked(client: Client, settings) -> None:
    settings.ALLOWED_HOSTS = ["10.0.0.5"]
    key = shelved("一篇").paragraphs.get().key

    html = client.get(f"/p/{key}/cite/", headers={"host": "10.0.0.5:8000"}).content.decode()

    assert f"http://10.0.0.5:8000/p/{key}/" in to_copy(html)


def test_whoever_finds_a_mistake_is_told_the_key_and_whom_to_tell(client: Client) -> None:
    article = shelved("一篇")
    key = article.paragraphs.get().key

    assert f"编号 {key} 、错在哪里" in words(cite_page(client, article))
    assert "请联系本单位的工作人员" in words(cite_page(client, article))

    room = Room.objects.get()
    room.contact = "党群服务中心二楼"
    curation.save(room, by=None)
    told = words(cite_page(client, article))
    assert "联系方式：党群服务中心二楼" in told
    assert "请联系本单位" not in told


def test_a_page_on_the_web_is_cited_with_the_day_on_which_it_was_looked_at(client: Client) -> None:
    article = shelved("一篇", "2025-02-17", outlet="人民网", url="https://cpc.example.cn/1.html")
    article.appearances.update(accessed_on=datetime.date(2025, 6, 22))

    for html in (cite_page(client, article), to_copy(cite_page(client, article))):
        assert "一篇[EB/OL]. （2025-02-17）[2025-06-22]. https://cpc.example.cn/1.html." in html


def test_passages_are_copied_and_printed_with_the_same_citation(client: Client) -> None:
    article = shelved("一篇", "2025-02-17", outlet="人民网", url="https://cpc.example.cn/1.html")
    article.appearances.update(accessed_on=datetime.date(2025, 6, 22))

    passages = page(client, "/themes/organization/?view=paragraphs")

    cited = "一篇[EB/OL]. （2025-02-17）[2025-06-22]. https://cpc.example.cn/1.html."
    assert re.findall('<p (data-citation hidden|class="citation")>(.*?)</p>', passages) == [
        ("data-citation hidden", cited),
        ('class="citation"', cited),
    ]


def test_a_heading_and_front_matter_can_be_cited_too(client: Client) -> None:
    article = published_article(
        [item("摘要：谈谈院子。", kind="front"), item("一、怎样开会", kind="heading"), TEXTS[0]]
    )

    assert to_copy(cite_page(client, article, 0)).startswith("摘要：谈谈院子。\n——")
    assert to_copy(cite_page(client, article, 1)).startswith("一、怎样开会\n——")


def test_a_title_of_the_rooms_own_is_said_to_be_one_and_a_printed_one_is_not(client: Client) -> None:
    built = published_article(title=None, outlet="实践", issue="2022年第7期", page="15")

    assert "方括号里的题名是本室拟的" in words(cite_page(client, built))
    assert "拟的" not in words(cite_page(client, shelved("印了题名的")))


def test_a_paragraph_that_begins_on_the_page_before_says_so(client: Client) -> None:
    article = published_article(["势和模范作用。", "后一段。"])
    article.paragraphs.filter(order=0).update(continues_previous_page=True)

    assert "接上页" in words(cite_page(client, article, 0))
    assert "接上页" not in words(cite_page(client, article, 1))


def test_a_corrected_text_is_said_to_be_one(client: Client) -> None:
    article = printed_article()
    assert "更正以后" not in words(cite_page(client, article))

    correct(article, "remove", ROUNDS, "metadata")

    assert "更正以后（第2版）的文字" in words(cite_page(client, article))


def test_search_engines_are_told_to_keep_to_the_article(client: Client) -> None:
    article = shelved("一篇")

    assert '<meta name="robots" content="noindex">' in cite_page(client, article)
    assert "noindex" not in page(client, article)


# ------------------------------------------------- what became of the paragraph


def test_citing_a_paragraph_that_was_joined_leads_to_the_one_that_took_it_in(client: Client) -> None:
    article = printed_article()
    first, second, _ = article.paragraphs.all()
    correct(article, "join", second.text)

    answer = client.get(f"/p/{second.key}/cite/")

    assert (answer.status_code, answer["Location"]) == (302, f"/p/{first.key}/cite/")
    assert MEETING + ROUNDS in to_copy(page(client, answer["Location"]))


def test_a_paragraph_that_is_gone_cannot_be_cited_and_says_what_it_said_last(client: Client) -> None:
    article = printed_article()
    key = article.paragraphs.get(text=ROUNDS).key
    correct(article, "remove", ROUNDS, "metadata")

    gone = page(client, f"/p/{key}/cite/", status=410)

    assert ROUNDS in gone
    assert "<textarea" not in gone


def test_nothing_of_a_withdrawn_article_can_be_cited(client: Client) -> None:
    article = published_article(TEXTS, title="院子里的会")
    curation.withdraw(article, by=None)

    gone = cite_page(client, article, status=410)

    assert "院子里的会" in words(gone)
    assert not any(text in gone for text in TEXTS)


@pytest.mark.parametrize("key", ["aaaaaaaaaa", "a", "a" * 3000, "AAAA-%00", "党建"])
def test_a_key_that_never_was_cannot_be_cited(client: Client, key: str) -> None:
    draft(TEXTS)

    assert client.get(f"/p/{key}/cite/").status_code == 404


def test_an_archived_article_is_not_spoken_of(client: Client) -> None:
    article = published_article(TEXTS, title="院子里的会")
    curation.archive(article, by=None)

    assert "院子里的会" not in cite_page(client, article, status=404)


# ------------------------------------------------------------------------ cost


def test_citing_costs_few_queries_however_long_the_article_is(client: Client, django_assert_max_num_queries) -> None:
    short = published_article(["只有一段。"])
    long = published_article([f"第{number}段说一件事。" for number in range(60)])

    for article in (short, long):
        address = f"/p/{article.paragraphs.first().key}/cite/"
        with django_assert_max_num_queries(3):
            assert client.get(address).status_code == 200


def test_a_page_that_did_not_change_is_answered_after_one_query_and_a_withdrawal_holds(
    client: Client, django_assert_num_queries
) -> None:
    article = shelved("一篇")
    address = f"/p/{article.paragraphs.get().key}/cite/"
    seen = {"if-none-match": client.get(address)["ETag"]}

    with django_assert_num_queries(1):
        assert client.get(address, headers=seen).status_code == 304

    curation.withdraw(article, by=None)
    assert client.get(address, headers=seen).status_code == 410


# --------------------------------------------------------- the article's own entry


def test_an_article_is_given_its_own_entry_and_address(client: Client) -> None:
    article = published_article(TEXTS, title="院子里的会", **PAPER)

    context = client.get(article.get_absolute_url()).context

    assert context["citation"].text == "院子里的会[N]. 人民日报，2022-02-16（5）."
    assert context["address"] == f"http://testserver{article.get_absolute_url()}"
