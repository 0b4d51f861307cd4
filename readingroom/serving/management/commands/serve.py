from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand

from readingroom.articles.curation import Refused, wipe_what_is_due
from readingroom.articles.underway import say_what_was_cut_off
from readingroom.search.keeping.keeper import IndexKeeper
from readingroom.serving.administrator import Credentials, offer_first_administrator
from readingroom.serving.data_folder import only_one_server, open_data_folder
from readingroom.serving.database import refuse_unprepared, refuse_unreachable
from readingroom.serving.server import address, serve
from readingroom.serving.uploads import UploadWorker


class Command(BaseCommand):
    help = "提供服务，直到按 Ctrl-C 或收到 SIGTERM。先执行 prepare。"

    def handle(self, *args: Any, **options: Any) -> None:
        environment = settings.ENVIRONMENT
        open_data_folder(environment.data)
        with only_one_server(environment.data):
            refuse_unreachable()
            refuse_unprepared()
            say_what_was_cut_off(environment.data)
            wipe_what_is_due(environment.data)
            # Only now: loading it reads the static files that `prepare` collected.
            from readingroom.wsgi import application

            keeper, worker = IndexKeeper(), UploadWorker()
            serve(
                environment,
                application,
                when_ready=lambda: self._begin(keeper, worker),
                when_stopped=lambda: _end(keeper, worker),
            )

    def _begin(self, keeper: IndexKeeper, worker: UploadWorker) -> None:
        keeper.start()
        worker.start()
        self.stdout.write(f"地址：{address(settings.ENVIRONMENT)}")
        try:
            self._show(offer_first_administrator())
        except Refused as refusal:
            # Readers can be served all the same.
            self.stderr.write(f"没有给出一次性密码：{refusal}")
        self.stdout.flush()

    def _show(self, offered: Credentials | None) -> None:
        if offered:
            self.stdout.write(f"用户：{offered.user_name}\n一次性密码：{offered.password}（首次登录后须更换）")


def _end(keeper: IndexKeeper, worker: UploadWorker) -> None:
    worker.stop()
    keeper.stop()
