"""Haystack's name for `index --rebuild`; see there."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from .index import Command as IndexCommand


class Command(IndexCommand):
    help = "重建检索库；重建期间读者照常使用原来的检索库。同 index --rebuild。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--noinput", action="store_true", help="不起作用：重建不会清空检索库，不必确认。")

    def handle(self, **options: Any) -> None:
        super().handle(rebuild=True)
