from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand

from readingroom.desk.editors import create_editors


class Command(BaseCommand):
    help = "建立随软件提供的用户组“编辑”。已经有用户组时不作任何改动。"

    def handle(self, *args: Any, **options: Any) -> None:
        create_editors()
