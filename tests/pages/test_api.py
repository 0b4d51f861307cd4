from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from readingroom import search
from readingroom.articles import curation
from readingroom.search.asking.explaining import Explanation, TermCount, Without
from readingroom.search.suggestions.suggesting import Suggestion
from tests.library import item, published_article, published_articles
from tests.pages.shelf import shelved
from tests.pages.test_searching import NOTHING, answer, found, hit  # noqa: F401 - answer is a fixture

pytestmark = pytest.mark.usefixtures("themes")


def get(client: Client, address: str, status: int = 200) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    content: dict[str, Any] = response.json()
    return content


def test_an_article_comes_with_its_fields_and_its_paragraphs_under_their_keys(client: Client) -> None:
    texts = [item("摘要。", kind="front"), item("一、开会", kind="heading"), item("支部开会。", theme="service")]
    article = published_article(texts, title="院子里的会", date="2022-07", date_precision="month", source="柳河日报")

    answered = get(client, f"/api/articles/{article.number}")

    said = {name: answered[name] for name in ("v", "number", "edition", "title", "title_is_built", "url", "themes")}
    assert said == {
        "v": 1,
        "number": article.number,
        "edition": 1,
        "title": "院子里的会",
        "title_is_built": False,
        "url": article.get_absolute_url(),
        "themes": ["organization"],
    }
    assert (answered["source"], answered["date"]) == ("柳河日报", "2022-07")
    assert answered["fields"]["date_precision"] == "month"
    assert [(each["kind"], each["text"], each["theme"]) for each in answered["paragraphs"]] == [
        ("front", "摘要。", None),
        ("heading", "一、开会", "organization"),
        ("paragraph", "支部开会。", "service"),
    ]
    assert [each["key"] for each in answered["paragraphs"]] == [each.key for each in article.paragraphs.all()]


def test_a_list_says_how_many_there_are_and_where_it_goes_on(client: Client) -> None:
    articles = published_articles(51)

    first = get(client, "/api/articles")
    second = get(client, first["next"])

    assert (first["count"], first["previous"], len(first["results"])) == (51, None, 50)
    assert (second["previous"], second["next"], len(second["results"])) == ("/api/articles?page=1", None, 1)
    assert {each["number"] for each in first["results"] + second["results"]} == {article.number for article in articles}


def test_themes_and_sources_are_listed_with_their_counts(client: Client) -> None:
    shelved("甲", source="柳河日报", outlet="柳河日报", themes=["service"])
    shelved("乙", themes=["service"])

    themes = get(client, "/api/themes")
    sources = get(client, "/api/sources")

    assert [(each["slug"], each["articles"], each["paragraphs"]) for each in themes["results"]] == [
        ("organization", 0, 2),
        ("service", 2, 0),
        ("cadres", 0, 0),
        ("general", 0, 0),
    ]
    assert [(each["name"], each["articles"]) for each in sources["results"]] == [("柳河日报", 1), (None, 1)]
    assert sources["count"] == 2


def test_a_long_list_of_sources_goes_on_too(client: Client) -> None:
    for number in range(51):
        name = f"第{number}街道简报"
        shelved(f"第{number}篇", source=name, outlet=name)

    first = get(client, "/api/sources")
    second = get(client, first["next"])

    assert (first["count"], len(first["results"]), len(second["results"]), second["next"]) == (51, 50, 1, None)
    assert {each["articles"] for each in first["results"] + second["results"]} == {1}


FILTERED = {
    "theme=service": ["甲"],
    "theme=service&theme=cadres": ["丙", "甲"],
    "theme=organization&theme=service&year=2021": ["甲"],
    "year=none": ["丁"],
    "year=1999": [],
    "source={柳河日报}": ["乙", "甲"],
    "source={柳河日报}&year=2022": ["乙"],
    "theme=&source=&year=": ["丙", "乙", "甲", "丁"],
}


@pytest.mark.parametrize(("query", "titles"), FILTERED.items())
def test_articles_are_chosen_by_theme_source_and_year(client: Client, query: str, titles: list[str]) -> None:
    daily = {"source": "柳河日报", "outlet": "柳河日报"}
    first = shelved("甲", "2021-05-01", themes=["organization", "service"], **daily)
    shelved("乙", "2022", themes=["organization"], **daily)
    shelved("丙", "2023-01", themes=["cadres"])
    shelved("丁")
    query = query.replace("{柳河日报}", str(first.edition.source_id))

    answered = get(client, f"/api/articles?{query}")

    assert [each["title"] for each in answered["results"]] == titles
    assert (answered["count"], answered["dropped"]) == (len(titles), [])


def test_pages_of_a_choice_keep_the_choice(client: Client) -> None:
    published_articles(51, themes=["service"])
    shelved("别的", themes=["cadres"])

    first = get(client, "/api/articles?theme=service")
    second = get(client, first["next"])

    assert (first["count"], first["next"]) == (51, "/api/articles?theme=service&page=2")
    assert (len(second["results"]), second["previous"]) == (1, "/api/articles?theme=service&page=1")


@pytest.mark.parametrize(
    ("address", "unknown"),
    [
        ("/api/articles?theme=weather", "theme=weather"),
        ("/api/articles?source=987654", "source=987654"),
        ("/api/articles?source=9999999999999999999999", "source=99999999999999999999"),
        ("/api/articles?year=22", "year=22"),
        ("/api/articles?page=two", "page=two"),
        ("/api/themes?page=-1", "page=-1"),
        ("/api/sources?page=%00", "page=\0"),
    ],
)
def test_a_value_that_is_not_known_is_left_out_and_said(client: Client, address: str, unknown: str) -> None:
    shelved("一篇")

    answered = get(client, address)

    assert answered["results"]
    assert answered["dropped"] == [f"地址中的“{unknown}”无法识别，已忽略。"]


def test_a_corrected_article_says_what_was_corrected(client: Client) -> None:
    article = shelved("院子里的会")
    before = get(client, f"/api/articles/{article.number}")

    curation.set_field(article, "title", "院子外的会", by=None)
    curation.publish(article, by=None, correction="题名改一字。")
    after = get(client, f"/api/articles/{article.number}")

    assert (before["edition"], before["correction"]) == (1, "")
    assert (after["edition"], after["correction"]) == (2, "题名改一字。")


def test_the_root_says_where_everything_is(client: Client) -> None:
    for address in ("/api", "/api/"):
        for entry in ("articles", "themes", "sources", "suggest", "openapi"):
            assert get(client, get(client, address)[entry])


def test_the_root_announces_its_description_as_programs_expect(client: Client) -> None:
    for _ in ("made", "kept"):
        assert client.get("/api/")["Link"] == '</api/openapi.json>; rel="service-desc"; type="application/json"'


def test_withdrawn_articles_are_left_out_at_once_and_answer_with_title_and_date(client: Client) -> None:
    article = shelved("院子里的会", "2022-07")
    curation.withdraw(article, by=None)

    assert get(client, "/api/articles")["count"] == 0
    assert get(client, f"/api/articles/{article.number}", 410) == {
        "error": "withdrawn",
        "title": "院子里的会",
        "date": "2022-07",
    }


@pytest.mark.parametrize(
    "address",
    ["/api/articles/987654321", "/api/articles/", "/api/nothing", "/api/articles?page=2", "/api/articles/" + "9" * 40]
    + [f"/api/{name}?page={page}" for name in ("articles", "themes", "sources") for page in ("0", "2", "9" * 20)],
)
def test_what_is_not_there_is_said_in_json_and_without_a_redirect(client: Client, address: str) -> None:
    assert get(client, address, 404) == {"error": "not_found"}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_the_api_can_only_be_read(client: Client, method: str) -> None:
    response = getattr(client, method)("/api/articles")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response.json() == {"error": "method_not_allowed"}


def test_a_search_answers_with_everything_that_was_promised(client: Client, answer: Callable[..., None]) -> None:  # noqa: F811
    article = shelved("院子里的会", "2022-07", source="柳河日报")
    facets = {"theme": [("service", "服务能力", 1)], "source": [], "year": [("2022", 1)]}
    answer(found(hit(article, paragraph=True), facets=facets, understood=["会"], dropped=["略。"]))

    answered = get(client, "/api/search?q=会&type=paragraph&size=20&sort=size")

    key = article.paragraphs.first().key
    assert answered == {
        "v": 1,
        "query": "会",
        "understood": ["会"],
        "dropped": ["地址中的“sort=size”无法识别，已忽略。", "略。"],
        "count": 1,
        "page": 1,
        "size": 20,
        "next": None,
        "previous": None,
        "results": [
            {
                "type": "paragraph",
                "article": article.number,
                "paragraph": key,
                "title": "院子里的会",
                "url": f"/p/{key}/",
                "source": "柳河日报",
                "date": "2022-07",
                "themes": [],
                "snippet": [["支部把", False], ["会", True], ["开到了<院子>里。", False]],
            }
        ],
        "facets": {"theme": [["service", "服务能力", 1]], "source": [], "year": [["2022", 1]]},
        "suggestion": None,
        "also": [],
        "explanation": None,
    }


def test_a_search_that_finds_nothing_explains_itself(client: Client, answer: Callable[..., None]) -> None:  # noqa: F811
    explanation = Explanation([TermCount("会", 3)], {"词": ["辞"]}, [Without("词", "会", 3)], 1)
    answer(replace(NOTHING, explanation=explanation, suggestion="会 辞", also=["会议"]))

    answered = get(client, "/api/search?q=会 词")

    assert (answered["suggestion"], answered["also"]) == ("会 辞", ["会议"])
    assert answered["explanation"] == {
        "terms": [{"term": "会", "count": 3}],
        "nearest": {"词": ["辞"]},
        "without": [{"term": "词", "question": "会", "count": 3}],
        "unfiltered": 1,
    }


def test_nothing_but_what_was_typed_can_be_asked_for(client: Client, answer: Callable[..., None]) -> None:  # noqa: F811
    asked: dict[str, Any] = {}
    answer(NOTHING, asked)

    assert get(client, "/api/search?q=会&also=off")["dropped"] == []
    assert asked["also"] is False
    assert get(client, "/api/search?q=会&also=no")["dropped"] == ["地址中的“also=no”无法识别，已忽略。"]


def test_a_search_says_where_it_goes_on_as_it_was_asked(client: Client, answer: Callable[..., None]) -> None:  # noqa: F811
    answer(replace(NOTHING, count=25, pages=3))

    answered = get(client, "/api/search?q=会 议&type=paragraph&page=2")

    same = "/api/search?q=%E4%BC%9A+%E8%AE%AE&type=paragraph"
    assert (answered["next"], answered["previous"]) == (f"{same}&page=3", same)
    assert get(client, answered["next"])["next"] is None


def test_an_index_that_cannot_answer_is_said_in_json(client: Client, answer: Callable[..., None]) -> None:  # noqa: F811
    answer(search.IndexUnavailable())

    response = client.get("/api/search?q=会")

    assert (response.status_code, response.json()) == (503, {"error": "index_rebuilding"})
    assert int(response["Retry-After"]) > 0


# ------------------------------------------------------------------ suggestions


@pytest.fixture
def suggested(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What suggestions were asked for."""
    asked: list[str] = []

    def suggest(typed: str) -> list[Suggestion]:
        asked.append(typed)
        return [Suggestion("党建 引领", "term", None), Suggestion("院子里的<会>", "title", "/articles/7/")]

    monkeypatch.setattr("readingroom.search.suggestions.suggesting.suggest", suggest)
    return asked


def test_suggestions_say_what_they_are_and_where_they_lead(client: Client, suggested: list[str]) -> None:
    assert get(client, "/api/suggest?q=dang") == {
        "v": 1,
        "query": "dang",
        "suggestions": [
            {"text": "党建 引领", "kind": "term", "url": "/search/?q=%E5%85%9A%E5%BB%BA+%E5%BC%95%E9%A2%86"},
            {"text": "院子里的<会>", "kind": "title", "url": "/articles/7/"},
        ],
    }


def test_browsers_get_suggestions_in_the_form_they_know(client: Client, suggested: list[str]) -> None:
    response = client.get("/api/suggest?q= dang&format=opensearch")

    assert response["Content-Type"] == "application/x-suggestions+json"
    assert response.json() == [" dang", ["党建 引领", "院子里的<会>"]]


@pytest.mark.parametrize("query", ["", "q=", "q=+", "q=%E3%80%80"])
def test_nothing_is_suggested_to_who_typed_nothing(client: Client, suggested: list[str], query: str) -> None:
    assert get(client, f"/api/suggest?{query}")["suggestions"] == []
    assert client.get(f"/api/suggest?{query}&format=opensearch").json()[1] == []
    assert suggested == []


def test_no_more_than_a_question_may_have_is_looked_at(client: Client, suggested: list[str]) -> None:
    get(client, "/api/suggest?q=" + "长" * 10_000)

    assert [len(typed) for typed in suggested] == [200]


def test_where_the_library_has_no_words_yet_nothing_is_suggested(client: Client) -> None:
    assert get(client, "/api/suggest?q=dang")["suggestions"] == []
