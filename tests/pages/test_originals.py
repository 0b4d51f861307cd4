from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from readingroom.articles import curation, importing, ledger
from readingroom.articles.models import Article, Cleaning
from readingroom.pages.originals import original_url
from readingroom.personal_data import find
from readingroom.records import Decision
from tests.articles.page import DISCLAIMER, ERRANDS, MEETING, PAGE, anchor, whole_line
from tests.library import draft
from tests.pages.html import links, page, words
from tests.seeds import IDS, gold, seed_bytes

pytestmark = pytest.mark.usefixtures("themes")


def scraped_article(text: str = PAGE) -> Article:
    outcome = importing.import_file(text.encode(), "page.txt")
    article = Article.objects.get(number=outcome.number)
    curation.publish(article, by=None)
    return article


def shown(client: Client, article: Article, query: str = "") -> str:
    return page(client, f"/articles/{article.number}/original/{query}")


def line(html: str, number: int) -> str:
    """One printed line, as it is shown."""
    found = re.search(rf'<li class="printed-line[^>]*id="L{number}">(.*?)</li>', html, re.DOTALL)
    assert found, f"line {number} is not shown"
    return found[1]


def key_of(article: Article, beginning: str) -> str:
    return article.paragraphs.get(text__startswith=beginning).key


def test_every_printed_line_is_shown_in_its_order_and_none_twice(client: Client) -> None:
    html = shown(client, scraped_article())

    numbers = [int(number) for number in re.findall(r'id="L(\d+)"', html)]
    assert numbers == list(range(1, len(PAGE.splitlines()) + 1))


def test_a_kept_line_leads_to_its_paragraph_and_says_what_was_changed(client: Client) -> None:
    article = scraped_article()

    meeting = line(shown(client, article), 4)

    assert f"{article.get_absolute_url()}#p-{key_of(article, MEETING)}" in links(meeting)
    assert "<del>,</del><ins>，</ins>" in meeting
    assert words(meeting).endswith("保留 收入 第1段 改动：半角标点3处")


def test_a_removed_line_says_why_and_what_was_taken_from_it(client: Client) -> None:
    html = shown(client, scraped_article())

    assert words(line(html, 1)).endswith("移除（导航） 取出：频道")
    assert words(line(html, 13)).endswith("移除（声明）")


def test_the_lines_are_summed_up(client: Client) -> None:
    said = words(shown(client, scraped_article("\n\n" + PAGE)))

    assert "原件 16行，其中空行3行（下面不列） 保留 10行 移除 3行：" in said
    assert re.search(r"改动 \d+处：半角标点\d+处", said)


def test_what_a_curator_did_is_said_too(client: Client) -> None:
    article = scraped_article()
    curation.decide(article, Decision("remove", whole_line(article, ERRANDS), "advertisement"), by=None)
    curation.decide(article, Decision("text", anchor(article, "推选"), "选举"), by=None)
    curation.publish(article, by=None)

    html = shown(client, article)

    assert words(line(html, 10)) == "此处略去广告1行。"
    assert "三百多件事" not in html
    assert "<del>推选</del><ins>选举</ins>" in html
    assert "人工决定1处" in words(html)


def test_lines_that_went_into_a_paragraph_are_shown_alone(client: Client) -> None:
    article = scraped_article()

    html = shown(client, article, f"?paragraph={key_of(article, ERRANDS)}")

    assert re.findall(r'id="L(\d+)"', html) == ["10"]
    assert "它由原件的下面1行合成。" in words(html)
    assert f"/articles/{article.number}/original/#L10" in links(html)


def test_a_paragraph_of_another_article_is_not_found_here(client: Client) -> None:
    article = scraped_article()

    page(client, f"/articles/{article.number}/original/?paragraph=aaaaaaaaaa", status=404)


def test_numbers_of_persons_are_masked_wherever_they_stand(client: Client) -> None:
    article = scraped_article(PAGE.replace("上门代办", "上门代办（电话０４７１－4960000）"))

    for query in ("", f"?paragraph={key_of(article, ERRANDS)}"):
        html = shown(client, article, query)
        assert "4960000" not in html
        assert "４" not in html
        assert "-*******）" in re.sub("</?(del|ins)>", "", html)


def test_a_long_original_is_shown_in_pages_and_a_line_leads_to_its_own(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(ledger, "LINES", 6)
    article = scraped_article()

    address, place = original_url(article.number, 10).split("#")

    assert address.endswith("?page=2")
    assert f'id="{place}"' in page(client, address)
    assert f'id="{place}"' not in shown(client, article)
    page(client, f"/articles/{article.number}/original/?page=4", status=404)


def test_lines_without_anything_printed_make_an_empty_page(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(ledger, "LINES", 6)
    article = scraped_article("\n" * 6 + PAGE)

    assert "这一页的各行都是空行。" in words(shown(client, article))


def test_without_an_account_the_page_says_so_and_shows_nothing(client: Client) -> None:
    article = scraped_article()
    Article.objects.update(cleaning=Cleaning.objects.create(reading=article.cleaning.reading, result={}))
    Cleaning.objects.exclude(pk=Article.objects.get().cleaning_id).delete()

    html = shown(client, article)

    assert "无法逐行对照" in words(html)
    assert DISCLAIMER not in html


def test_the_account_is_that_of_the_edition_readers_see(client: Client) -> None:
    article = scraped_article()
    curation.decide(article, Decision("remove", whole_line(article, ERRANDS), "duplicate"), by=None)

    assert "收入 第7段" in words(line(shown(client, article), 10))


def test_search_engines_are_told_to_pass_by(client: Client) -> None:
    assert '<meta name="robots" content="noindex">' in shown(client, scraped_article())


def test_a_withdrawn_original_is_gone_and_one_that_was_never_public_is_not_found(client: Client) -> None:
    article = scraped_article()
    curation.withdraw(article, by=None)

    assert "支部" not in page(client, f"/articles/{article.number}/original/", status=410)
    page(client, f"/articles/{draft().number}/original/", status=404)


def test_a_number_that_runs_over_the_end_of_a_page_is_masked(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    article = scraped_article(PAGE + "\n\n联系人王某 138 0000\n\n0000\n")
    beginning = next(at for at, (text, _) in enumerate(article.edition.reading.lines, 1) if text.startswith("联系人"))
    monkeypatch.setattr(ledger, "LINES", beginning)

    first, second = shown(client, article), shown(client, article, "?page=2")

    assert "联系人王某 *** ****" in words(line(first, beginning))
    assert "****" in words(line(second, beginning + 2))
    assert f'id="L{beginning}"' not in second


def test_few_queries_and_none_while_nothing_changed(client: Client, django_assert_max_num_queries: Any) -> None:
    address = f"/articles/{scraped_article().number}/original/"

    with django_assert_max_num_queries(4):
        etag = client.get(address)["ETag"]
    with django_assert_max_num_queries(1):
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("seed", IDS)
def test_of_a_real_page_what_is_the_articles_is_shown_and_what_is_others_is_not(client: Client, seed: str) -> None:
    outcome = importing.import_file(seed_bytes(seed), f"{seed}.txt")
    article = Article.objects.get(number=outcome.number)
    curation.publish(article, by=None)

    html = shown(client, article)

    said = words(html)
    assert find(said) == []
    for judged in gold(seed)["lines"]:
        if judged["fate"] == "kept":
            assert "保留" in line(html, judged["n"])
        elif judged["reason"] in ("advertisement", "related-links"):
            text = " ".join(judged["raw"].split())
            assert text.isdecimal() or text not in said
