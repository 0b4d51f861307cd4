"""编辑: the group of curators that comes with the room."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import QuerySet

NAME = "编辑"

LOOKED_AFTER = {
    "article": ("add", "change", "view"),
    "source": ("add", "change", "delete", "view"),
    "sourcealias": ("add", "change", "delete", "view"),
    "appearance": ("add", "change", "delete", "view"),
    "cleaningword": ("add", "change", "delete", "view"),
    "theme": ("add", "change", "delete", "view"),
    "term": ("add", "change", "delete", "view"),
    "room": ("change", "view"),
    "word": ("add", "change", "delete", "view"),
    "synonymgroup": ("add", "change", "delete", "view"),
    "unansweredquestion": ("change", "delete", "view"),
    "original": ("view",),
    "reading": ("view",),
    "decision": ("view",),
    "edition": ("view",),
}
"""What a curator may do with each model of the library and of searching. Users and groups are the administrator's."""


@transaction.atomic
def create_editors() -> None:
    """
    Make the group in a room that has no groups yet; what the office made of it later is left alone.

    This is no migration: permissions are rows that Django writes after the last migration, so on a new database
    a migration would find none to give. What later versions add, migrations give to groups that are there.
    """
    if Group.objects.exists():
        return
    Group.objects.create(name=NAME).permissions.set(library_permissions())


def library_permissions() -> QuerySet[Permission]:
    """Those that mean something at the desk; rows that nobody may write have no permission to write them."""
    codenames = [f"{verb}_{model}" for model, verbs in LOOKED_AFTER.items() for verb in verbs]
    return Permission.objects.filter(content_type__app_label__in=["articles", "search"], codename__in=codenames)
