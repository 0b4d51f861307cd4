"""The description of the API is held against the room: each address, parameter, status, header and key of an answer."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from django.db import OperationalError
from django.http import HttpResponse, QueryDict
from django.test import Client, RequestFactory
from django.urls import resolve

from readingroom import search
from readingroom.articles import curation, importing
from readingroom.articles.models import Article
from readingroom.pages.api.description import describe
from readingroom.pages.urls import urlpatterns
from readingroom.records import FIELD_NAMES
from readingroom.search.keeping import indexing
from readingroom.search.suggestions import lexicon
from tests.articles.page import PAGE
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")

DESCRIPTION = describe()
OPERATIONS = {address: item["get"] for address, item in DESCRIPTION["paths"].items() if "get" in item}
CONDITIONAL = [address for address, operation in OPERATIONS.items() if "304" in operation["responses"]]

QUERIES = {
    "/api/articles": ["", "theme=organization&year=2024&page=1", "source=x"],
    "/api/search": [
        "q=小区",
        "q=小区&type=paragraph&size=20",
        "q=小区 无人机",
        "q=网隔",
        "q=wangge",
        "",
        "theme=weather",
    ],
    "/api/suggest": ["q=小区", "q=", "q=小区&format=opensearch"],
}
"""Together their answers hold everything that may be in one."""

UNLIKELY = [
    "%00",
    "%FF%FE",
    "%ED%A0%80",
    "%F0%9F%80%84",
    "9" * 400,
    "-1",
    "1e3",
    "%EF%BC%91",
    "%D9%A1",
    "'",
    "[]",
    "%0A",
]
"""No character, no UTF-8, a lone surrogate, no number that anything has, other digits than ours."""


@pytest.fixture
def number() -> int:
    """Of an article that was corrected, in a room that is searched."""
    outcome = importing.import_file(PAGE.encode(), "小区.txt")
    article = Article.objects.get(pk=outcome.number)
    curation.publish(article, by=None)
    curation.set_field(article, "page", "3", by=None)
    curation.set_paragraph_theme(article, 0, "organization", "service", by=None)
    curation.publish(article, by=None, correction="补上版次。")
    shelved("没有来源的一篇")
    indexing.drain()
    lexicon.refresh()
    return article.number


def ask(client: Client, address: str, number: int, query: str = "", **headers: str) -> HttpResponse:
    return client.get(f"{address.replace('{number}', str(number))}?{query}", headers=headers)


def assert_described(address: str, answer: HttpResponse) -> None:
    described = resolved(OPERATIONS[address]["responses"][str(answer.status_code)])
    assert set(described.get("headers", ())) <= set(answer.headers), address
    if "content" in described:
        schema = described["content"][answer["Content-Type"]]["schema"]
        jsonschema_rs.validate({**closed(schema), "components": closed(DESCRIPTION["components"])}, answer.json())
    else:
        assert answer.content == b""


def resolved(response: dict[str, Any]) -> dict[str, Any]:
    name = response.get("$ref", "").removeprefix("#/components/responses/")
    return DESCRIPTION["components"]["responses"][name] if name else response


def closed(schema: Any) -> Any:
    """The same, but that nothing may be in an answer that is not described."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    within = {name: closed(one) for name, one in schema.items()}
    is_whole = "properties" in schema and "$ref" not in schema
    return {"additionalProperties": False, **within} if is_whole else within


def keys(answer: Any) -> Iterator[str]:
    """Every key under which an answer holds something."""
    if isinstance(answer, list):
        for one in answer:
            yield from keys(one)
    elif isinstance(answer, dict):
        for name, one in answer.items():
            if one not in (None, [], {}):
                yield name
            yield from keys(one)


# ------------------------------------------------------------------ the whole


def test_it_is_what_openapi_asks_for() -> None:
    schemathesis.openapi.from_dict(DESCRIPTION).validate()


def test_every_address_is_described_and_every_one_described_is_there() -> None:
    routes = [f"/{pattern.pattern}" for pattern in urlpatterns]

    written = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route) for route in routes if route.startswith("/api")}

    assert set(DESCRIPTION["paths"]) == written


def test_operations_go_by_names_of_their_own() -> None:
    names = [operation["operationId"] for operation in OPERATIONS.values()]

    assert len(set(names)) == len(names)


def test_the_room_hands_it_out(client: Client) -> None:
    assert client.get("/api/openapi.json").json() == DESCRIPTION


# ------------------------------------------------------------------ what is asked


class Noting(QueryDict):
    """A query that notes which parameters a view asks it for."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.noted.add(name)
        return super().__getitem__(name)

    def getlist(self, name: str, default: Any = None) -> Any:
        self.noted.add(name)
        return super().getlist(name, default)


@pytest.mark.parametrize("address", OPERATIONS)
def test_every_parameter_is_described_and_every_one_described_is_read(
    rf: RequestFactory, address: str, number: int
) -> None:
    request = rf.get(address.replace("{number}", str(number)))
    request.GET = noting = Noting()
    view, _, within = resolve(request.path)

    inspect.unwrap(view)(request, **within)

    described = OPERATIONS[address]["parameters"]
    assert {each["name"] for each in described if each["in"] == "query"} == noting.noted
    assert {each["name"] for each in described if each["in"] == "path"} == set(within)


# ------------------------------------------------------------------ what is answered


def test_answers_are_as_described_to_the_last_key(client: Client, number: int) -> None:
    for address in OPERATIONS:
        for query in QUERIES.get(address, [""]):
            answer = ask(client, address, number, query)

            assert answer.status_code == 200, f"{address}?{query}"
            assert_described(address, answer)


def test_nothing_is_described_that_no_answer_holds(client: Client, number: int) -> None:
    """What an article's page may print, and where a list goes on, have tests of their own."""
    schemas = DESCRIPTION["components"]["schemas"]
    described = {name for schema in schemas.values() for name in schema["properties"]}
    asked = [(address, query) for address in OPERATIONS for query in QUERIES.get(address, [""])]
    asked.remove(("/api/openapi.json", ""))

    held = {name for address, query in asked for name in keys(ask(client, address, number, query).json())}

    assert described - held - set(FIELD_NAMES) == {"next", "previous", "error"}


def test_what_did_not_change_is_answered_as_described(client: Client, number: int) -> None:
    for address in CONDITIONAL:
        seen = ask(client, address, number)["ETag"]
        answer = ask(client, address, number, **{"if-none-match": seen})

        assert answer.status_code == 304, address
        assert_described(address, answer)


def test_addresses_said_to_be_asked_anew_each_time_have_nothing_to_be_asked_by(client: Client, number: int) -> None:
    for address in OPERATIONS.keys() - set(CONDITIONAL):
        assert "ETag" not in ask(client, address, number)


def test_what_is_not_there_is_answered_as_described(client: Client, number: int) -> None:
    missing = [address for address, operation in OPERATIONS.items() if "404" in operation["responses"]]
    assert missing

    for address in missing:
        answer = ask(client, address, 987654321, "page=99999")

        assert answer.status_code == 404, address
        assert_described(address, answer)


def test_whatever_stands_in_an_address_is_answered_as_described(client: Client, number: int) -> None:
    for address, operation in OPERATIONS.items():
        for parameter in operation["parameters"]:
            for value in UNLIKELY if parameter["in"] == "query" else ():
                answer = ask(client, address, number, f"{parameter['name']}={value}")

                assert answer.status_code in (200, 404), f"{address}?{parameter['name']}={value}"
                assert_described(address, answer)


def test_what_was_withdrawn_is_answered_as_described(client: Client, number: int) -> None:
    article = shelved("院子里的会", "2022-07")
    curation.withdraw(article, by=None)

    answer = ask(client, "/api/articles/{number}", article.number)

    assert answer.status_code == 410
    assert_described("/api/articles/{number}", answer)


def test_an_index_that_cannot_answer_is_as_described(client: Client, number: int, monkeypatch) -> None:
    def find(q: str, **about: Any) -> None:
        raise search.IndexUnavailable

    monkeypatch.setattr(search, "find", find)

    answer = ask(client, "/api/search", number)

    assert answer.status_code == 503
    assert_described("/api/search", answer)


def test_a_request_that_makes_no_sense_is_answered_as_described(client: Client, number: int) -> None:
    for address in OPERATIONS:
        answer = ask(client, address, number, host="elsewhere.example")

        assert answer.status_code == 400, address
        assert_described(address, answer)


def test_a_failure_is_answered_as_described(number: int, monkeypatch) -> None:
    def fail(*args: Any, **about: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("django.core.handlers.base.BaseHandler.resolve_request", fail)
    visitor = Client(raise_request_exception=False)

    for address in OPERATIONS:
        answer = ask(visitor, address, number)

        assert answer.status_code == 500, address
        assert_described(address, answer)


def test_other_methods_are_refused_as_described(client: Client, number: int) -> None:
    described = DESCRIPTION["components"]["responses"]["405"]

    for address in OPERATIONS:
        answer = client.post(address.replace("{number}", str(number)))

        assert answer.status_code == 405
        assert answer["Allow"] == described["headers"]["Allow"]["schema"]["const"]
        jsonschema_rs.validate(
            {**described["content"]["application/json"]["schema"], "components": DESCRIPTION["components"]},
            answer.json(),
        )
