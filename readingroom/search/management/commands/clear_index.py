"""Haystack's command to empty the index, refused; see `index`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "不提供：读者正在使用检索库。需要重建时用 index --rebuild。"

    def handle(self, **options: Any) -> None:
        raise CommandError("检索库不能清空，读者正在使用。需要重建时用 index --rebuild。")
