"""
`manage.py index`: bring the index up to date; `--rebuild`: make it anew.

Haystack's own commands would do harm here: rebuild_index and clear_index empty the index that readers use, and
update_index writes without the locks that keep the server's own upkeep apart. They bear the names that everybody
who knows Haystack will type, so they are not taken away but lead here (this app stands before Haystack in
INSTALLED_APPS): update_index and rebuild_index do the same as `index` and `index --rebuild`, clear_index refuses.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from readingroom.articles.management.quick import QuickCommand

from ...engine import IndexBusy
from ...keeping import indexing


class Command(QuickCommand):
    help = "更新检索库：写入有变动的文章，并与已发布的文章核对。检索库不能用时自动重建。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="全部重建；重建期间读者照常使用原来的检索库。")

    def handle(self, *, rebuild: bool = False, **options: Any) -> None:
        try:
            if rebuild:
                self.stdout.write(f"检索库已重建，共{indexing.rebuild(wait=indexing.PATIENCE)}篇文章。")
            else:
                self.stdout.write(f"检索库已更新，写入{indexing.update()}篇文章。")
        except IndexBusy as error:
            raise CommandError("另一个程序正在写检索库，请稍后再试。") from error
        except indexing.FAILURES as error:
            raise CommandError(f"检索库写不进去，请检查磁盘空间和文件夹权限：{error}") from error
