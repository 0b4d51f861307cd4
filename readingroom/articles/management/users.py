"""In whose name a command acts."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.management.base import CommandError

USAGE = 2


def find_user(name: str | None) -> User | None:
    if name is None:
        return None
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(f"没有用户“{name}”，或已停用。", returncode=USAGE)
    return user
