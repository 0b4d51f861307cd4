from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command

from readingroom.articles.management.quick import QuickCommand
from readingroom.articles.management.refusals import refusals_as_sentences
from readingroom.articles.underway import say_what_was_cut_off
from readingroom.search.keeping import indexing
from readingroom.search.keeping import keeper as keeping
from readingroom.search.vocabulary import load_synonyms
from readingroom.serving import static_files
from readingroom.serving.data_folder import only_one_preparation, open_data_folder
from readingroom.serving.database import migrate, refuse_unreachable


class Command(QuickCommand):
    help = "准备数据文件夹：数据库、主题词、同义词、用户组、种子文章、静态文件。可以随时重做，不改变已有的内容。"

    def handle(self, *args: Any, **options: Any) -> None:
        data = settings.ENVIRONMENT.data
        open_data_folder(data)
        refuse_unreachable()
        with only_one_preparation(data):
            migrate()
            say_what_was_cut_off(data)
            call_command("load_vocabulary", verbosity=0)
            self._load_synonyms()
            call_command("load_groups", verbosity=0)
            call_command("load_seeds", verbosity=0)
            self._take_up_the_index()
            static_files.collect(settings.STATIC_ROOT)

    def _load_synonyms(self) -> None:
        with refusals_as_sentences():
            load_synonyms()

    def _take_up_the_index(self) -> None:
        """The server would do it a moment after its start, and tries again; the first search should not have to wait."""
        try:
            keeping.take_up()
        except indexing.FAILURES as error:
            self.stderr.write(f"检索库写不进去，请检查磁盘空间和文件夹权限：{error}")
