"""
Looks after the index, and what is made from it, while the server runs.

Two threads, so that news never wait for what may wait: one brings the index in line with the library, the other
finds related articles and shared quotations, renews the list that suggestions come from and keeps the questions that
found nothing. Every server process may have them; locks see to it that one works at a time.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from django.db import connection

from readingroom.articles.models import Change

from ..engine import IndexBusy, IndexNotWritten, IndexUnusable
from ..suggestions import lexicon
from . import holdings, indexing, unanswered
from .quotations import FoundQuotations
from .related import RelatedArticles

SECONDS_BETWEEN_LISTS = 30.0
"""Making the list of words anew takes seconds in a large library, and nobody misses a new word at once."""

_log = logging.getLogger(__name__)


class IndexKeeper:
    """
    The two threads; `stop` waits for what they are writing.

    A round without news takes half a millisecond, so four a second are cheap, and what was published is found at
    once for whoever looks for it. Everything is compared at the start and every five minutes.
    """

    def __init__(
        self, *, pause: float = 0.25, rounds_between_reconciliations: int = 1_200, pause_after_failure: float = 30.0
    ) -> None:
        self._threads = [
            _Rounds("index-keeper", _Index(rounds_between_reconciliations), pause, pause_after_failure),
            _Rounds("index-extras", _Extras(), pause, pause_after_failure),
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        for thread in self._threads:
            thread.stopped.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()


def take_up(*, thoroughly: bool = False) -> None:
    """At a start: say what the last run left to be done, however it ended, and do it."""
    was_cut_off = holdings.backend().store.was_cut_off()
    if was_cut_off:
        _log.warning("上次重建检索库没有做完，现在清理。")
    if news := Change.objects.count():
        _log.info("有 %d 项变动还没有写进检索库，现在补上。", news)
    look_after(thoroughly=thoroughly or was_cut_off)


def look_after(*, thoroughly: bool) -> None:
    """One round: news, and another index when this one cannot be trusted. What another process is at is left to it."""
    store = holdings.backend().store
    with_care = thoroughly or indexing.state() != "ok" or store.is_suspect()
    with suppress(IndexBusy):
        if with_care:
            # Before anything is written: a merge would give damaged segments new check sums.
            indexing.verify()
    try:
        indexing.drain()
    except IndexNotWritten:
        # For damage, which is mended now, or for want of space, which the next attempt says again.
        with suppress(IndexBusy):
            indexing.verify()
        indexing.drain()
    with suppress(IndexBusy):
        if with_care:
            indexing.reconcile()
        else:
            indexing.rebuild_if_outdated()


class _Rounds(threading.Thread):
    """Does the same again and again. A failure is said, in one line if the office can do something about it."""

    def __init__(self, name: str, act: Callable[[], None], pause: float, pause_after_failure: float) -> None:
        super().__init__(name=name, daemon=True)
        self._act = act
        self._pause = pause
        self._pause_after_failure = pause_after_failure
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.is_set():
            self.stopped.wait(self._pause if self._goes_well() else self._pause_after_failure)
        connection.close()

    def _goes_well(self) -> bool:
        try:
            self._act()
        except indexing.FAILURES as error:
            again = self._pause_after_failure
            _log.error("检索库写不进去，%g 秒后再试；请检查磁盘空间和文件夹权限：%s", again, error)
        except Exception:
            _log.exception("照看检索库时出错。")
            # A connection that broke is opened again by the next round.
            connection.close()
        else:
            return True
        return False


class _Index:
    """News each round; at the start and every so many rounds everything is compared."""

    def __init__(self, rounds_between: int) -> None:
        self._rounds_between = rounds_between
        self._rounds = 0

    def __call__(self) -> None:
        if self._rounds == 0:
            take_up(thoroughly=True)
        else:
            look_after(thoroughly=self._rounds % self._rounds_between == 0)
        self._rounds += 1


class _Extras:
    """What is made from the index for comfort's sake: none of it may fail a search or hold up the news."""

    def __init__(self) -> None:
        self._found_ahead = (RelatedArticles(), FoundQuotations())
        self._next_list_at = 0.0

    def __call__(self) -> None:
        unanswered.keep()
        try:
            for found in self._found_ahead:
                found.look_after()
            if time.monotonic() >= self._next_list_at:
                lexicon.refresh()
                self._next_list_at = time.monotonic() + SECONDS_BETWEEN_LISTS
        except IndexUnusable:
            # Seen by whoever looks after the truth, which comes first.
            holdings.backend().store.suspect()
