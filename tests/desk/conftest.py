from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from readingroom.desk.editors import NAME, create_editors
from tests.desk.guard import GuardedClient


@pytest.fixture
def editor(db) -> User:
    """A curator as the office makes them: staff, and in the group that comes with the room."""
    create_editors()
    user = User.objects.create_user("zhao", password="stille-Post-7", is_staff=True)
    user.groups.add(Group.objects.get(name=NAME))
    return user


@pytest.fixture
def desk(editor) -> Client:
    """The curator's browser, which notices every write that curation does not know of."""
    client = GuardedClient()
    client.force_login(editor)
    return client


@pytest.fixture
def office(db) -> Client:
    """The administrator's browser."""
    client = GuardedClient()
    client.force_login(User.objects.create_superuser("admin", password="stille-Post-7"))
    return client
