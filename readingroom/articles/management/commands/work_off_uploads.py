from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.db import DatabaseError, connection

from readingroom.articles.management.quick import QuickCommand
from readingroom.articles.room import Unwritten
from readingroom.articles.uploads import work_off_one
from readingroom.articles.uploads.interrupting import Stopped, stop_asked, stoppable
from readingroom.articles.uploads.queue import only_one_worker

PAUSE = 0.25
"""Seconds between two looks at the queue, each of which takes a fifth of a millisecond."""
PAUSE_AFTER_FAILURE = 5.0
KINDNESS = 5
"""Whoever reads a page goes first."""

logger = logging.getLogger(__name__)


class Command(QuickCommand):
    """One process at a time does it for a room; a second one waits until the first has ended."""

    help = "处理收到的文件，直到按 Ctrl-C 或收到 SIGTERM。serve 会自己启动它，不必另外执行。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-done", action="store_true", help="没有等着的文件就结束")
        parser.add_argument("--with-parent", action="store_true", help="标准输入关闭时结束：启动它的程序不在了")

    def handle(self, *, until_done: bool, with_parent: bool, **options: Any) -> None:
        if with_parent:
            threading.Thread(target=_end_with_parent, daemon=True).start()
        os.nice(KINDNESS)
        with stoppable():
            try:
                while not stop_asked.is_set():
                    with only_one_worker(settings.ENVIRONMENT.data) as is_the_one:
                        if is_the_one:
                            _work(until_done=until_done)
                            return
                    stop_asked.wait(PAUSE)
            except Stopped:
                logger.debug("stopped")


def _work(*, until_done: bool) -> None:
    while not stop_asked.is_set():
        was_one, pause = _work_off_one()
        if until_done and not (was_one or pause):
            return
        if not was_one:
            stop_asked.wait(pause or PAUSE)


def _work_off_one() -> tuple[bool, float]:
    """Whether there was one; if it could not be written to the room, how long to wait."""
    try:
        return work_off_one(), 0
    except Unwritten as reason:
        logger.warning("收到的文件写不进文库，%g 秒后再试：%s", PAUSE_AFTER_FAILURE, reason)
    except DatabaseError:
        logger.exception("处理收到的文件时，数据库出错。")
        # One that broke is opened again by the next round.
        connection.close()
    return False, PAUSE_AFTER_FAILURE


def _end_with_parent() -> None:
    """The system closes the pipe with the process that holds its other end, however that ends."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
