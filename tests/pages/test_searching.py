from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from readingroom import search
from readingroom.articles.models import Article
from readingroom.search.asking.explaining import Explanation, TermCount, Without
from readingroom.search.keeping import indexing
from tests.pages.html import links, page, words
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")

Answer = Callable[..., None]
NOTHING = search.Results(
    count=0, hits=[], pages=1, understood=[], dropped=[], facets={"theme": [], "source": [], "year": []}
)


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Lets the search answer with these results, or raise; what it was asked is noted."""

    def let(results: search.Results | Exception, asked: dict[str, Any] | None = None) -> None:
        def find(q: str, **about: Any) -> search.Results:
            if asked is not None:
                asked.update(about, q=q)
            if isinstance(results, Exception):
                raise results
            return results

        monkeypatch.setattr(search, "find", find)

    return let


def hit(article: Article, *, paragraph: bool = False) -> Any:
    """What a page needs to know of a hit."""
    found = article.paragraphs.first() if paragraph else None
    return SimpleNamespace(
        kind="paragraph" if paragraph else "article",
        article=article,
        paragraph=found,
        anchor=found.key if found else None,
        title=[(article.edition.title, False)],
        snippet=[("支部把", False), ("会", True), ("开到了<院子>里。", False)],
        url=(found or article).get_absolute_url(),
        source=article.edition.fields["source"] or "",
        date=article.edition.date,
        themes=[],
    )


def found(*hits: Any, **about: Any) -> search.Results:
    return replace(NOTHING, **{"count": len(hits), "hits": list(hits), **about})


def test_hits_are_marked_up_as_promised(client: Client, answer: Answer) -> None:
    article = shelved("院子里的会", "2022-07", source="柳河日报")
    answer(found(hit(article, paragraph=True)))

    html = page(client, "/search/?q=会&type=paragraph")

    key = article.paragraphs.first().key
    assert f'<li data-article="{article.number}" data-paragraph="{key}">' in html
    assert "支部把<mark>会</mark>开到了&lt;院子&gt;里。" in html
    assert '<output data-hits="1">找到1段</output>' in html
    assert "院子里的会 支部把 会 开到了<院子>里。 柳河日报 2022年7月" in words(html)


def test_an_article_that_is_a_hit_names_no_paragraph(client: Client, answer: Answer) -> None:
    article = shelved("院子里的会")
    answer(found(hit(article)))

    html = page(client, "/search/?q=会")

    assert f'<li data-article="{article.number}">' in html
    assert "data-paragraph" not in html


def test_a_hit_leads_into_its_article_with_the_question(client: Client, answer: Answer) -> None:
    article = shelved("院子里的会")
    answer(found(hit(article)))

    html = page(client, "/search/?q=会 5%26G&sort=date")

    assert f"{article.get_absolute_url()}?q=%E4%BC%9A+5%26G" in links(html)


def test_a_hit_leads_to_the_very_paragraph_that_its_snippet_is_from(client: Client, answer: Answer) -> None:
    article = shelved("院子里的会")
    answer(found(hit(article, paragraph=True)))

    html = page(client, "/search/?q=5G&also=off")

    assert f"{article.get_absolute_url()}?q=5G&also=off#p-{article.paragraphs.get().key}" in links(html)


def test_where_nothing_was_asked_for_a_hit_leads_to_its_article_alone(client: Client, answer: Answer) -> None:
    article = shelved("院子里的会")
    answer(found(hit(article)))

    assert article.get_absolute_url() in links(page(client, "/search/?theme=service"))


def test_no_hits_are_an_answer_too(client: Client, answer: Answer) -> None:
    answer(NOTHING)

    html = page(client, "/search/?q=量子")

    assert 'data-hits="0"' in html
    assert "没有找到" in words(html)
    assert 'value="量子"' in html


def test_an_empty_result_says_what_there_is_of_each_word(client: Client, answer: Answer) -> None:
    terms = [TermCount("5G", 3), TermCount("X1", 0), TermCount("Y2", 0)]
    answer(replace(NOTHING, explanation=Explanation(terms, nearest={"X1": ["A1", "B1"]})))

    html = page(client, "/search/?q=5G X1 Y2&theme=service&sort=date")

    assert "没有找到含有全部词语的文章 5G ：文库里有3篇 X1：文库里没有，相近的有 A1 、 B1 Y2：文库里没有" in words(html)
    for question in ("5G", "A1", "B1"):
        assert f"?q={question}&sort=date" in links(html)


def test_an_empty_result_says_what_less_would_find(client: Client, answer: Answer) -> None:
    shorter = [Without("5G", "X1 -Y2", 2), Without("不含“Y2”", "5G X1", 7)]
    answer(replace(NOTHING, explanation=Explanation([TermCount("5G", 1), TermCount("X1", 1)], without=shorter)))

    html = page(client, "/search/?q=5G X1 -Y2&type=paragraph")

    assert "去掉5G ，可以找到2段 去掉不含“Y2” ，可以找到7段" in words(html)
    assert {"?q=X1+-Y2&type=paragraph", "?q=5G+X1&type=paragraph"} <= set(links(html))


@pytest.mark.parametrize(
    ("chosen", "unfiltered", "said"),
    [("&theme=service&year=2022", 4, True), ("&theme=service&year=2022", 0, False), ("", 4, False)],
)
def test_an_empty_result_says_what_the_whole_library_would_give(
    client: Client, answer: Answer, chosen: str, unfiltered: int, said: bool
) -> None:
    answer(replace(NOTHING, explanation=Explanation([TermCount("5G", 4)], unfiltered=unfiltered)))

    html = page(client, f"/search/?q=5G{chosen}")

    assert ("不限主题、来源、年份 ，可以找到4篇" in words(html)) is said


def test_words_looked_for_besides_are_said_and_can_be_left_out(client: Client, answer: Answer) -> None:
    answer(found(hit(shelved("一篇")), also=["党的建设", "党建"]))

    html = page(client, "/search/?q=dangjian&theme=service&page=1")

    assert "也查找了：党的建设、党建 只查找输入的词语" in words(html)
    assert "?q=dangjian&theme=service&also=off" in links(html)


def test_a_search_for_nothing_but_what_was_typed_says_so_and_leads_back(client: Client, answer: Answer) -> None:
    asked: dict[str, Any] = {}
    answer(NOTHING, asked)

    html = page(client, "/search/?q=dangjian&also=off")

    assert asked["also"] is False
    assert "只查找了输入的词语" in words(html)
    assert "?q=dangjian" in links(html)


def test_nothing_is_said_of_other_words_where_there_are_none(client: Client, answer: Answer) -> None:
    answer(found(hit(shelved("一篇"))))

    assert "输入的词语" not in words(page(client, "/search/?q=5G"))


def test_what_may_have_been_meant_is_one_press_away(client: Client, answer: Answer) -> None:
    answer(replace(NOTHING, suggestion="dangjian <b>"))

    html = page(client, "/search/?q=dangjain&type=paragraph")

    assert "您要找的是不是：" in words(html)
    assert "<b>" not in html
    assert "?q=dangjian+%3Cb%3E&type=paragraph" in links(html)


def test_hits_with_some_of_the_words_stand_below_a_line(client: Client, answer: Answer) -> None:
    whole, partly = shelved("全部词语"), shelved("部分词语")
    answer(found(hit(whole), hit(partly), count=1, partial_from=1))

    said = words(page(client, "/search/?q=会 词"))

    assert said.index("全部词语") < said.index("以下只含部分词语") < said.index("部分词语 支部把")
    assert "找到1篇" in said


@pytest.mark.parametrize(("partial_from", "lines"), [(None, 0), (0, 1)])
def test_the_line_stands_only_where_hits_with_some_of_the_words_follow(
    client: Client, answer: Answer, partial_from: int | None, lines: int
) -> None:
    answer(found(hit(shelved("一篇")), partial_from=partial_from))

    assert words(page(client, "/search/?q=会")).count("以下只含部分词语") == lines


def test_what_was_left_out_of_question_or_address_is_said(client: Client, answer: Answer) -> None:
    answer(replace(NOTHING, dropped=["有一个引号没有配对，已忽略。"], understood=["网格"]))

    said = words(page(client, "/search/?q=网格&sort=size"))

    assert "地址中的“sort=size”无法识别，已忽略。 有一个引号没有配对，已忽略。" in said
    assert "查找的词语：网格" in said


def test_the_search_is_asked_what_the_address_says(client: Client, answer: Answer) -> None:
    asked: dict[str, Any] = {}
    answer(NOTHING, asked)

    client.get("/search/?q=网格&theme=service&year=2022&page=2&size=20&sort=date")

    assert asked == {
        "q": "网格",
        "kind": "article",
        "themes": ["service"],
        "source": None,
        "year": "2022",
        "sort": "date",
        "page": 2,
        "size": 20,
        "also": True,
    }


def test_a_new_question_keeps_what_was_chosen_and_begins_at_the_first_page(client: Client, answer: Answer) -> None:
    answer(NOTHING)

    html = page(client, "/search/?q=网格&type=paragraph&theme=service&theme=cadres&year=1999&sort=date&size=50&page=2")

    kept = re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', html)
    assert kept == [
        ("theme", "service"),
        ("theme", "cadres"),
        ("year", "1999"),
        ("type", "paragraph"),
        ("sort", "date"),
        ("size", "50"),
    ]


def test_answers_can_be_narrowed_by_links_that_say_how_many_there_are(client: Client, answer: Answer) -> None:
    facets = {"theme": [("service", "服务能力", 2)], "source": [(7, "柳河日报", 3)], "year": [("2021", 2)]}
    answer(found(hit(shelved("一篇")), facets=facets))

    html = page(client, "/search/?q=5G&sort=date")

    assert "主题 服务能力 2 来源 柳河日报 3 年份 2021年 2" in words(html)
    for chosen in ("theme=service", "source=7", "year=2021"):
        assert f"?q=5G&{chosen}&sort=date" in links(html)


def test_what_was_chosen_is_named_and_can_be_let_go_one_by_one(client: Client, answer: Answer) -> None:
    answer(NOTHING)

    html = page(client, "/search/?q=5G&theme=service&theme=cadres&year=none&type=paragraph")

    assert "主题：服务能力 ，去掉 主题：干部队伍 ，去掉 年份：日期不详 ，去掉 全部去掉" in words(html)
    for rest in ("theme=cadres&year=none", "theme=service&year=none", "theme=service&theme=cadres"):
        assert f"?q=5G&{rest}&type=paragraph" in links(html)
    assert "?q=5G&type=paragraph" in links(html)


def test_articles_or_paragraphs_order_and_length_are_links_too(client: Client, answer: Answer) -> None:
    answer(found(hit(shelved("一篇"))))

    html = page(client, "/search/?q=5G&theme=service")

    for option in ("type=paragraph", "sort=date", "size=20", "size=50"):
        assert f"?q=5G&theme=service&{option}" in links(html)
    assert len(re.findall('aria-current="true">(?:文章|相关程度|10条)<', html)) == 3


def test_pages_of_results_keep_the_question(client: Client, answer: Answer) -> None:
    answer(found(hit(shelved("一篇")), count=25, pages=3))

    middle = page(client, "/search/?q=网格&theme=service&theme=cadres&page=2")

    assert "上一页 第 1 页 第2页 第 3 页 下一页 共3页" in words(middle)
    assert "?q=%E7%BD%91%E6%A0%BC&theme=service&theme=cadres&page=3" in links(middle)
    assert "?q=%E7%BD%91%E6%A0%BC&theme=service&theme=cadres" in links(middle)


@pytest.mark.parametrize("number", ["0", "00"])
def test_there_is_no_page_before_the_first(client: Client, answer: Answer, number: str) -> None:
    answer(NOTHING)

    for address in ("/search/", "/api/search", "/articles/", "/api/articles"):
        assert client.get(address, {"page": number}).status_code == 404


@pytest.mark.parametrize("number", ["7", "9" * 30])
def test_a_page_beyond_the_last_is_not_found(client: Client, answer: Answer, number: str) -> None:
    answer(search.NoSuchPage())

    for address in (f"/search/?q=网格&page={number}", f"/api/search?q=网格&page={number}"):
        assert client.get(address).status_code == 404


def test_an_index_that_cannot_answer_leaves_the_frame_and_says_when_to_ask_again(
    client: Client, answer: Answer
) -> None:
    answer(search.IndexUnavailable())

    response = client.get("/search/?q=网格&year=none")

    assert response.status_code == 503
    assert "搜索正在准备" in response.content.decode()
    assert "?q=%E7%BD%91%E6%A0%BC&year=none" in links(response.content.decode())
    assert int(response["Retry-After"]) > 0
    assert 'value="网格"' in response.content.decode()
    assert "/themes/service/" in links(response.content.decode())
    assert "data-hits" not in response.content.decode()


@pytest.mark.parametrize(
    "query", ["", "q=", "q=%00", "q=%ff%fe", "q=" + "长" * 5000, "q=<script>", "q=(((", "q=%ED%A0%80", "page=01"]
)
def test_whatever_is_typed_gets_an_answer(client: Client, answer: Answer, query: str) -> None:
    answer(NOTHING)

    response = client.get(f"/search/?{query}")

    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


# ----------------------------------------------------------- for the curators


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that are noted as unanswered."""
    notes: list[str] = []
    monkeypatch.setattr("readingroom.search.keeping.unanswered.note", notes.append)
    return notes


def test_a_question_that_finds_nothing_is_noted(client: Client, answer: Answer, noted: list[str]) -> None:
    answer(NOTHING)

    client.get("/search/?q=量子 纠缠&type=paragraph&sort=date&size=20")

    assert noted == ["量子 纠缠"]


@pytest.mark.parametrize(
    "address",
    [
        "/search/?q=量子&theme=service",
        "/search/?q=量子&year=2022",
        "/search/?q=量子&page=2",
        "/search/?q=量子&also=off",
        "/api/search?q=量子",
    ],
)
def test_a_question_that_was_narrowed_or_asked_by_a_program_is_not_noted(
    client: Client, answer: Answer, noted: list[str], address: str
) -> None:
    answer(NOTHING)

    client.get(address)

    assert noted == []


def test_a_question_that_was_answered_is_not_noted(client: Client, answer: Answer, noted: list[str]) -> None:
    answer(found(hit(shelved("一篇"))))

    client.get("/search/?q=会")

    assert noted == []


def test_a_question_that_the_index_could_not_answer_is_not_noted(
    client: Client, answer: Answer, noted: list[str]
) -> None:
    answer(search.IndexUnavailable())

    client.get("/search/?q=会")

    assert noted == []


# ------------------------------------------------------------- with a real index


@pytest.fixture
def index(settings: Any, tmp_path: Path) -> None:
    settings.HAYSTACK_CONNECTIONS = {
        "default": {**settings.HAYSTACK_CONNECTIONS["default"], "PATH": tmp_path / "index"}
    }


@pytest.mark.usefixtures("index")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["article", "paragraph"])
def test_a_search_costs_as_many_queries_for_many_hits_as_for_one(
    client: Client, kind: str, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    address = f"/search/?q=支部&type={kind}&size=50"
    shelved("第一篇", "2022-07-01", source="柳河日报", outlet="柳河日报")
    indexing.drain()
    with django_assert_max_num_queries(8) as few:
        assert 'data-hits="1"' in page(client, address)

    for number in range(20):
        shelved(f"又一篇之{number}", "2021", themes=["service", "organization"])
    indexing.drain()

    with django_assert_num_queries(len(few)):
        assert 'data-hits="21"' in page(client, address)


@pytest.mark.usefixtures("index")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("chosen", ["", "&year=2022", "&theme=service", "&year=2021&theme=organization"])
def test_each_way_to_narrow_a_search_finds_as_many_as_it_says(client: Client, chosen: str) -> None:
    for number, year in enumerate(("2020", "2021", "2022", "2021", "2022", "2022")):
        themes = ["service", "organization"][number % 2 :]
        shelved(f"第{number}篇", year, source="柳河日报" if number < 4 else "枣园报", themes=themes)
    indexing.drain()

    narrowed = page(client, f"/search/?q=支部{chosen}").partition('class="facets"')[2].partition('class="found"')[0]

    ways = re.findall(r'<a href="([^"]*)">([^<]*)</a>\s*<span>(\d+)</span>', narrowed)
    assert ways
    for address, name, count in ways:
        if "theme=" in chosen and name in ("服务能力", "组织建设"):
            continue  # A second theme adds to the first.
        assert f'data-hits="{count}"' in page(client, f"/search/{unescape(address)}")
