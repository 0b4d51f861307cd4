from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client

from readingroom.pages import errors
from tests.pages.html import links, words


@pytest.fixture
def visitor() -> Client:
    """A browser that is shown what readers are shown when the code fails."""
    return Client(raise_request_exception=False)


def assert_leads_on(html: str) -> None:
    assert 'lang="zh-Hans"' in html
    assert 'action="/search/"' in html
    assert "/" in links(html)


@pytest.mark.usefixtures("themes")
@pytest.mark.parametrize("address", ["/nowhere/", "/articles/9/", "/" + "长" * 2000, "/%00", "/%ff/", "/articles//"])
def test_what_is_not_there_is_said_in_chinese_and_leads_on(visitor: Client, address: str) -> None:
    answer = visitor.get(address)

    assert answer.status_code == 404
    assert "没有找到这一页" in words(answer.content.decode())
    assert_leads_on(answer.content.decode())


@pytest.mark.usefixtures("themes")
def test_a_request_that_makes_no_sense_is_said_in_chinese_and_leads_on(visitor: Client, settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3

    for answer in (visitor.get("/articles/?a=1&b=2&c=3&d=4"), visitor.get("/", headers={"host": "elsewhere.example"})):
        assert answer.status_code == 400
        assert "无法理解" in words(answer.content.decode())
        assert_leads_on(answer.content.decode())


@pytest.mark.usefixtures("themes")
def test_what_is_forbidden_is_said_in_chinese_and_leads_on(rf) -> None:
    for answer in (errors.permission_denied(rf.get("/desk/"), PermissionDenied()), errors.csrf_failure(rf.get("/"))):
        assert answer.status_code == 403
        assert_leads_on(answer.content.decode())


def test_a_failing_database_is_answered_without_the_database(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(request: HttpRequest) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("readingroom.pages.freshness.room_of", fail)

    answer = visitor.get("/")

    assert answer.status_code == 500
    assert "服务器出错了" in words(answer.content.decode())
    assert "locked" not in answer.content.decode()
    assert_leads_on(answer.content.decode())


def test_a_program_is_told_of_a_failure_in_json(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(request: HttpRequest) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("readingroom.pages.freshness.room_of", fail)

    answer = visitor.get("/api/articles")

    assert (answer.status_code, answer.json()) == (500, {"error": "server_error"})


@pytest.mark.usefixtures("themes")
def test_a_refused_request_does_not_make_its_address_the_place_where_others_are(visitor: Client) -> None:
    visitor.post("/help/")

    assert 'aria-current="page"' not in visitor.get("/nowhere/").text
    assert 'href="/help/" aria-current="page"' in visitor.get("/help/").text
