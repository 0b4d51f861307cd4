"""The first administrator: a random password, shown once, to be changed at the first login."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import models

from readingroom.articles.room import in_time

from .models import OneTimePassword

USER_NAME = "admin"
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without i, l, o, 0 and 1: the password is read off a screen and typed."""
GROUPS, GROUP_LENGTH = 4, 4
"""Sixteen characters out of 31 are 79 bits."""


@dataclass(frozen=True)
class Credentials:
    user_name: str
    password: str


@in_time()
def offer_first_administrator() -> Credentials | None:
    """
    The credentials to show, if any.

    A room without users gets an administrator. Until somebody has logged in with it, each start makes a new
    password: the one that was shown may never have been read. After that no start shows anything again.
    """
    user = User.objects.filter(one_time_password__isnull=False, last_login=None).first()
    if user is None:
        if User.objects.exists():
            return None
        user = User(username=USER_NAME, is_staff=True, is_superuser=True)
    elif not has_one_time_password(user):
        return None
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    user.set_password(password)
    user.save()
    OneTimePassword.objects.update_or_create(user=user, defaults={"password": user.password})
    return Credentials(user.username, password)


def has_one_time_password(user: User) -> bool:
    """Whether the user still has the password that was made for them."""
    return OneTimePassword.objects.filter(user=user, password=models.F("user__password")).exists()
