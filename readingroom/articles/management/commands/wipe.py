from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from readingroom.articles import curation


class Command(BaseCommand):
    """After a redaction that could not do it because the database was in use."""

    help = "隐去个人信息以后，把数据库文件里旧内容的痕迹抹去。请在没有人使用时运行。"

    def handle(self, **options: Any) -> None:
        try:
            curation.wipe()
        except DatabaseError as error:
            raise CommandError("数据库正在使用，没有抹去。请停下服务再试。") from error
        self.stdout.write("已抹去。")
