from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from readingroom.articles import curation
from readingroom.articles.models import Article
from readingroom.search.keeping import indexing
from readingroom.search.keeping.quotations import FoundQuotations
from readingroom.search.keeping.shared import Quotations, SharedQuotation, Stretch
from tests.library import published_article
from tests.pages.html import links, page, words

pytestmark = pytest.mark.usefixtures("themes")

SAYING = "路修好了要有人看，灯装好了要有人管，事办好了还要回头问一问"

Share = Callable[..., Quotations]


@pytest.fixture
def share(monkeypatch: pytest.MonkeyPatch) -> Share:
    """Lets it have been found that an article quotes what stands in others."""

    def share(article: Article, *others: Article, has_more: bool = False) -> Quotations:
        quoted = place(article)
        shared = (SharedQuotation(quoted, has_more, one.number, one.edition_id, place(one)) for one in others)
        found = Quotations(article.edition_id or 0, 1, tuple(shared))
        let_be_found(monkeypatch, found)
        return found

    return share


def let_be_found(monkeypatch: pytest.MonkeyPatch, found: Quotations) -> None:
    quotations = "readingroom.search.keeping.quotations"
    monkeypatch.setattr(f"{quotations}.shared_quotations", lambda number: found)
    monkeypatch.setattr(f"{quotations}.stamp_of", lambda number: f"{hash(found):x}")


def place(article: Article) -> Stretch:
    """What stands between the marks of an article's paragraph."""
    paragraph = article.paragraphs.get(kind="paragraph")
    return Stretch(paragraph.key, paragraph.text.index("“") + 1, paragraph.text.index("”"))


def quoting(text: str, title: str, **about: Any) -> Article:
    return published_article([f"{title}里写着：“{text}”，大家都记得。"], title=title, **about)


def section(html: str) -> str:
    found = re.search(r'<section class="quotations.*?</section>', html, re.DOTALL)
    return found[0] if found else ""


def test_another_article_with_the_same_words_is_named_with_source_date_and_the_way_to_its_paragraph(
    client: Client, share: Share
) -> None:
    article = quoting(SAYING, "一篇")
    other = quoting(f"{SAYING}。", "又一篇", source="柳河日报", date="2022-07", date_precision="month")
    share(article, other)

    said = section(page(client, article))

    assert f"“{SAYING}” 回到本文这一段 又一篇 柳河日报 2022年7月 文字相同" in words(said)
    assert f"/articles/{other.number}/#p-{place(other).key}" in links(said)
    assert f"#p-{place(article).key}" in links(said)
    assert "<mark" not in said


@pytest.mark.parametrize(
    ("there", "marked", "in_words"),
    [
        (SAYING.replace("办好", "办妥"), ["妥"], "“好”此处作“妥”。"),
        (SAYING.replace("，", "；"), ["；", "；"], "“，”此处作“；”；“，”此处作“；”。"),
        (f"{SAYING}，问过才算完", ["，问过才算完"], "此处多“问过才算完”。"),
        (SAYING[9:], [], "此处没有“路修好了要有人看”。"),
        (SAYING.replace("，", "", 1), [], "此处没有“，”。"),
        (
            "石阶修好了要人看，电灯装好了要人管，事情办好了还要问一问",
            ["石阶", "电", "情"],
            "“路”此处作“石阶”；此处没有“有”；此处多“电”；共6处不同。",
        ),
    ],
)
def test_what_differs_is_marked_and_said_in_words(
    there: str, marked: list[str], in_words: str, client: Client, share: Share
) -> None:
    article, other = quoting(SAYING, "一篇"), quoting(there, "又一篇")
    share(article, other)

    said = section(page(client, article))

    assert re.findall(r'<mark class="differs">(.*?)</mark>', said) == marked
    assert f"与本文不同：{in_words}" in words(said)
    assert f"“{there}”" in re.sub(r"</?mark[^>]*>", "", said)
    assert "文字相同" not in said


def test_long_quotations_are_cut_in_the_middle(client: Client, share: Share) -> None:
    long = "".join(chr(0x4E00 + number) for number in range(900))
    article, other = quoting(long, "一篇"), quoting(f"{long}也", "又一篇")
    share(article, other)

    said = section(page(client, article))

    assert f"“{long[:80]}……{long[-80:]}”" in words(said)
    assert len(words(said)) < 600


def test_three_articles_are_shown_and_the_others_counted(client: Client, share: Share) -> None:
    article, *others = (quoting(SAYING, f"第{number}篇") for number in range(6))

    share(article, *others)
    assert section(page(client, article)).count('class="entry"') == 3
    assert "还见于另外2篇文章。" in words(section(page(client, article)))

    share(article, *others, has_more=True)
    assert "还见于另外2篇以上的文章。" in words(page(client, article))

    share(article, *others[:3])
    assert "还见于" not in page(client, article)


def test_where_nothing_was_found_nothing_is_said(client: Client) -> None:
    assert "亦见于" not in page(client, quoting(SAYING, "一篇"))


# ------------------------------------------------------------------- what is not shown
@pytest.mark.parametrize("put_away", [curation.withdraw, curation.archive])
def test_an_article_that_is_put_away_is_not_spoken_of(
    put_away: Callable[..., object], client: Client, share: Share
) -> None:
    article, gone, stays = quoting(SAYING, "一篇"), quoting(SAYING, "收起的"), quoting(SAYING, "留下的")
    share(article, gone, stays)

    put_away(gone, by=None)

    html = page(client, article)
    assert "收起的" not in html
    assert "留下的" in section(html)


def test_a_quotation_that_stands_in_no_other_article_any_more_is_not_repeated(client: Client, share: Share) -> None:
    article, gone = quoting(SAYING, "一篇"), quoting(SAYING, "收起的")
    share(article, gone)

    curation.withdraw(gone, by=None)

    assert section(page(client, article)) == ""


@pytest.mark.parametrize("corrected", [0, 1])
def test_places_in_an_edition_that_was_corrected_since_are_not_shown(
    corrected: int, client: Client, share: Share
) -> None:
    articles = quoting(SAYING, "一篇"), quoting(SAYING, "又一篇")
    share(*articles)

    curation.set_field(articles[corrected], "author", "李四", by=None)
    curation.publish(articles[corrected], by=None)

    assert section(page(client, articles[0])) == ""


def test_places_that_are_not_there_are_not_shown(client: Client, share: Share, monkeypatch: pytest.MonkeyPatch) -> None:
    article, other, third = quoting(SAYING, "一篇"), quoting(SAYING, "又一篇"), quoting(SAYING, "第三篇")
    found = share(article, other)
    (one,) = found.shared

    for there in (Stretch("aaaaaaaaaa", 0, 20), Stretch(one.there.key, 9_000, 9_020), place(third)):
        let_be_found(monkeypatch, replace(found, shared=(replace(one, there=there),)))
        assert section(page(client, article)) == ""


def test_markup_in_quotations_is_shown_and_not_obeyed(client: Client, share: Share) -> None:
    article, other = quoting(f"<b>{SAYING}</b>", "一篇"), quoting(f"<i>{SAYING}</i>", "又一篇")
    share(article, other)

    said = section(page(client, article))

    assert "<b>" not in said
    assert "<i>" not in said
    assert '&lt;<mark class="differs">i</mark>&gt;' in said


# ----------------------------------------------------------------------- costs and truth
def test_quotations_cost_no_query_of_their_own(client: Client, share: Share) -> None:
    article, *others = (quoting(SAYING, f"第{number}篇") for number in range(6))
    queries = []
    for some in (others[:1], others):
        share(article, *some)
        with CaptureQueriesContext(connection) as captured:
            assert section(page(client, article))
        queries.append(len(captured))

    assert queries[0] == queries[1]


def test_the_two_seeds_that_share_a_quotation_say_so_of_each_other(client: Client) -> None:
    call_command("load_vocabulary", verbosity=0)
    call_command("load_seeds", verbosity=0)
    indexing.drain()
    FoundQuotations().look_after(seconds=60)

    said = {one: section(page(client, one)) for one in Article.objects.published()}
    (short, of_short), (long, of_long) = sorted(
        ((one, html) for one, html in said.items() if html), key=lambda pair: "此处没有" in pair[1]
    )

    assert f"/articles/{long.number}/#p-" in of_short
    assert '<mark class="differs">，健全基层党组织领导的基层群众自治机制，' in of_short
    assert "此处多“健全基层党组织领导的基层……众获得感、幸福感、安全感”" in words(of_short)
    assert f"/articles/{short.number}/#p-" in of_long
    assert "此处没有“健全基层党组织领导的基层……众获得感、幸福感、安全感”" in words(of_long)
