from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.utils import timezone

from readingroom.serving.administrator import Credentials, has_one_time_password, offer_first_administrator

pytestmark = pytest.mark.django_db


def offer() -> Credentials:
    credentials = offer_first_administrator()
    assert credentials is not None
    return credentials


def test_a_room_without_users_gets_an_administrator() -> None:
    credentials = offer()

    user = authenticate(username=credentials.user_name, password=credentials.password)

    assert isinstance(user, User)
    assert user.is_superuser
    assert user.is_staff
    assert has_one_time_password(user)


def test_a_password_nobody_used_is_replaced_at_the_next_start() -> None:
    first = offer()

    second = offer()

    assert second.user_name == first.user_name
    assert authenticate(username=first.user_name, password=first.password) is None
    assert authenticate(username=second.user_name, password=second.password) is not None
    assert User.objects.count() == 1


def test_after_a_login_nothing_is_shown_again() -> None:
    credentials = offer()
    User.objects.update(last_login=timezone.now())

    assert offer_first_administrator() is None
    assert authenticate(username=credentials.user_name, password=credentials.password) is not None


def test_an_administrator_the_office_made_is_left_alone() -> None:
    User.objects.create_superuser("ganbu", password="chosen-by-the-office")

    assert offer_first_administrator() is None
    assert authenticate(username="ganbu", password="chosen-by-the-office") is not None


def test_a_password_that_was_set_by_other_means_is_left_alone() -> None:
    user = User.objects.get(username=offer().user_name)
    user.set_password("set-with-changepassword")
    user.save()

    assert offer_first_administrator() is None
    assert not has_one_time_password(user)


def test_a_password_is_long_and_easy_to_read_off() -> None:
    password = offer().password

    assert len(password.replace("-", "")) == 16
    assert not set(password) & set("0O1lI")
