from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from readingroom.desk.editors import LOOKED_AFTER, NAME, create_editors

pytestmark = pytest.mark.django_db


def test_curators_look_after_the_library_and_not_after_users(editor):
    assert editor.has_perms(["articles.change_article", "articles.delete_source", "articles.change_room"])
    assert not any(editor.has_perm(f"auth.{verb}_user") for verb in ("add", "change", "delete", "view"))


def test_every_permission_that_is_named_exists(editor):
    named = sum(len(verbs) for verbs in LOOKED_AFTER.values())

    assert Group.objects.get(name=NAME).permissions.count() == named


def test_preparing_a_room_makes_the_group():
    call_command("load_groups")

    assert list(Group.objects.values_list("name", flat=True)) == [NAME]


def test_a_group_that_the_office_changed_stays_as_it_is(editor):
    Group.objects.get(name=NAME).permissions.clear()

    create_editors()

    assert not Group.objects.get(name=NAME).permissions.exists()


def test_a_group_that_the_office_renamed_does_not_come_back(editor):
    Group.objects.update(name="采编")

    create_editors()

    assert list(Group.objects.values_list("name", flat=True)) == ["采编"]


def test_whoever_looked_after_terms_before_there_were_cleaning_words_looks_after_both(editor):
    Permission.objects.filter(codename__endswith="_cleaningword").delete()
    Group.objects.get(name=NAME).permissions.remove(Permission.objects.get(codename="delete_term"))
    migration = import_module("readingroom.desk.migrations.0001_cleaning_words")

    migration.give_permissions(apps, None)

    given = Group.objects.get(name=NAME).permissions.filter(content_type__model="cleaningword")
    assert sorted(given.values_list("codename", flat=True)) == [
        "add_cleaningword",
        "change_cleaningword",
        "view_cleaningword",
    ]
    assert not Permission.objects.get(codename="delete_cleaningword").group_set.exists()
