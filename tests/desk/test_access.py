from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse

from readingroom.desk.access import LocalDeskOnly, comes_from_this_machine

HERE = ["127.0.0.1", "127.0.0.53", "::1", "::ffff:127.0.0.1"]
ELSEWHERE = ["10.0.0.7", "192.168.1.20", "fd00::7", "::ffff:10.0.0.7", "", "unix:"]


@pytest.fixture
def profile(settings):
    """Sets values of the environment for one test."""

    def change(**values):
        settings.ENVIRONMENT = replace(settings.ENVIRONMENT, **values)

    return change


@pytest.fixture
def answer():
    return LocalDeskOnly(lambda request: HttpResponse("answered"))


@pytest.mark.parametrize("address", HERE)
def test_this_machine_is_known_by_its_loopback_addresses(rf, address):
    assert comes_from_this_machine(rf.get("/desk/", REMOTE_ADDR=address))


@pytest.mark.parametrize("address", ELSEWHERE)
def test_every_other_address_is_another_machine(rf, address):
    assert not comes_from_this_machine(rf.get("/desk/", REMOTE_ADDR=address))


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA"])
def test_a_proxy_on_this_machine_speaks_for_somebody_else(rf, header):
    request = rf.get("/desk/", REMOTE_ADDR="127.0.0.1", **{header: "127.0.0.1"})

    assert not comes_from_this_machine(request)


@pytest.mark.parametrize("path", ["/desk/", "/desk/login/", "/desk/articles/article/1/do/publish/"])
def test_plain_http_refuses_the_desk_to_other_machines(rf, answer, path):
    response = answer(rf.post(path, REMOTE_ADDR="10.0.0.7"))

    assert response.status_code == 403
    assert "READINGROOM_INSECURE_DESK=1" in response.content.decode()


def test_plain_http_serves_the_desk_to_this_machine(rf, answer):
    assert answer(rf.get("/desk/login/", REMOTE_ADDR="127.0.0.1")).status_code == 200


def test_readers_elsewhere_are_not_concerned(rf, answer):
    assert answer(rf.get("/articles/1/", REMOTE_ADDR="10.0.0.7")).status_code == 200


def test_an_office_that_knows_may_open_the_desk_to_other_machines(rf, answer, profile):
    profile(insecure_desk=True)

    assert answer(rf.get("/desk/login/", REMOTE_ADDR="10.0.0.7")).status_code == 200


def test_https_needs_none_of_this(profile):
    profile(https=True)

    with pytest.raises(MiddlewareNotUsed):
        LocalDeskOnly(lambda request: HttpResponse())


def test_the_middleware_is_in_use(client):
    assert client.get("/desk/login/", REMOTE_ADDR="10.0.0.7").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/desk/login/", "/desk/", "/desk/articles/article/", "/desk/articles/article/add/"])
def test_an_insecure_desk_says_so_on_every_page(admin_client, client, profile, path):
    profile(insecure_desk=True)
    visitor = client if path == "/desk/login/" else admin_client

    assert "密码和内容在网络上可能被他人看到" in visitor.get(path).content.decode()


@pytest.mark.django_db
def test_a_desk_for_this_machine_alone_has_no_red_line(client):
    assert "可能被他人看到" not in client.get("/desk/login/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("values", "expected"), [({"insecure_desk": True}, 1), ({}, 0)])
def test_logins_to_an_insecure_desk_are_logged(client, django_user_model, profile, caplog, values, expected):
    django_user_model.objects.create_superuser("li", password="stille-Post-7")
    profile(**values)

    with caplog.at_level(logging.WARNING, "readingroom.desk"):
        client.post("/desk/login/", {"username": "li", "password": "stille-Post-7"}, REMOTE_ADDR="127.0.0.1")

    said = [record.getMessage() for record in caplog.records if record.name.startswith("readingroom.desk")]
    assert said == ["用户 li 从 127.0.0.1 以不加密的 HTTP 登录工作台"] * expected


@pytest.mark.django_db
def test_a_refused_login_is_not_logged_as_one(client, profile, caplog):
    profile(insecure_desk=True)

    client.post("/desk/login/", {"username": "li", "password": "wrong"})

    assert "登录工作台" not in caplog.text
