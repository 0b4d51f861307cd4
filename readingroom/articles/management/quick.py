from __future__ import annotations

from django.core.management.base import BaseCommand


class QuickCommand(BaseCommand):
    """
    Starts without Django's system checks, a quarter of the time that a command takes to start.

    They look at the code, not at the room, and load every page and the whole desk for it; `make check` has them.
    """

    requires_system_checks: list[str] = []
