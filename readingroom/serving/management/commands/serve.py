from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand

from readingroom.search.indexing import IndexKeeper
from readingroom.serving.administrator import offer_first_administrator
from readingroom.serving.data_folder import only_one_server, open_data_folder
from readingroom.serving.database import refuse_unprepared, refuse_unreachable
from readingroom.serving.server import address, serve


class Command(BaseCommand):
    help = "提供服务，直到按 Ctrl-C 或收到 SIGTERM。先执行 prepare。"

    def handle(self, *args: Any, **options: Any) -> None:
        environment = settings.ENVIRONMENT
        open_data_folder(environment.data)
        with only_one_server(environment.data):
            refuse_unreachable()
            refuse_unprepared()
            # Only now: loading it reads the static files that `prepare` collected.
            from readingroom.wsgi import application

            keeper = IndexKeeper()
            try:
                serve(environment, application, when_ready=lambda: self._begin(keeper))
            finally:
                if keeper.is_alive():
                    keeper.stop()

    def _begin(self, keeper: IndexKeeper) -> None:
        keeper.start()
        self.stdout.write(f"地址：{address(settings.ENVIRONMENT)}")
        if credentials := offer_first_administrator():
            self.stdout.write(f"用户：{credentials.user_name}\n一次性密码：{credentials.password}（首次登录后须更换）")
        self.stdout.flush()
