from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from readingroom.serving.administrator import Credentials, offer_first_administrator

pytestmark = pytest.mark.django_db

CHOSEN = "zhi-you-wo-zhidao-7"


@pytest.fixture
def credentials() -> Credentials:
    credentials = offer_first_administrator()
    assert credentials is not None
    return credentials


@pytest.fixture
def newcomer(client: Client, credentials: Credentials) -> Client:
    assert client.login(username=credentials.user_name, password=credentials.password)
    return client


@pytest.mark.parametrize("page", ["admin:index", "admin:articles_article_changelist", "admin:auth_user_changelist"])
def test_with_a_one_time_password_every_page_of_the_desk_leads_to_changing_it(newcomer: Client, page: str) -> None:
    answer = newcomer.get(reverse(page))

    assert answer.status_code == 302
    assert answer["Location"] == reverse("admin:password_change")


def test_nothing_can_be_written_with_it(newcomer: Client) -> None:
    newcomer.post(reverse("admin:auth_user_add"), {"username": "second", "password1": CHOSEN, "password2": CHOSEN})

    assert not User.objects.filter(username="second").exists()


def test_the_page_that_changes_it_can_be_reached(newcomer: Client) -> None:
    assert newcomer.get(reverse("admin:password_change")).status_code == 200


def test_after_changing_it_the_desk_is_open(newcomer: Client, credentials: Credentials) -> None:
    newcomer.post(
        reverse("admin:password_change"),
        {"old_password": credentials.password, "new_password1": CHOSEN, "new_password2": CHOSEN},
    )

    assert newcomer.get(reverse("admin:index")).status_code == 200


def test_whoever_chose_their_own_password_is_left_alone(client: Client) -> None:
    client.force_login(User.objects.create_superuser("ganbu", password=CHOSEN))

    assert client.get(reverse("admin:index")).status_code == 200


def test_public_pages_are_left_alone(newcomer: Client) -> None:
    assert newcomer.get(reverse("pages:about")).status_code == 200
