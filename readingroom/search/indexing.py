"""
Keeps the index with the library.

`Change` rows are for speed: they say which articles have news. Reconciliation is for truth: it compares what the
index holds with what is published, whatever the rows say, and puts right what differs. Whoever gets the write lock
takes in all rows: reads the state as it is now, deletes and adds, commits, waits for the merges, and only then
deletes the rows it read; so a process killed anywhere leaves rows that are taken in again. A request that writes
never waits for any of this.

An index that cannot be used, or that was cut with another vocabulary than today's, is made anew aside, unasked.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Literal, TypeVar

from django.db import connection
from haystack import connections
from haystack.constants import DEFAULT_ALIAS

from readingroom.articles.models import Article, Change, Paragraph

from .engine import IndexBusy, IndexMissing, IndexNotWritten, IndexUnusable
from .engine.backend import TantivySearchBackend

State = Literal["ok", "rebuilding", "broken"]

FAILURES = (OSError, IndexNotWritten, IndexUnusable)
"""What a full disk or a folder that may not be written leads to."""

_MODELS = (Article, Paragraph)
# Articles of one commit; each has some dozens of paragraphs.
_TOGETHER = 100
_PATIENCE = 600.0

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


def state() -> State:
    """Whether questions are answered now."""
    store = _backend().store
    try:
        store.open()
    except IndexUnusable:
        return "rebuilding" if store.is_rebuilding() else "broken"
    return "ok"


def drain() -> int:
    """
    Take in all news; returns how many articles were written.

    Makes the index first where there is none that can be used. When another process is writing, it is left to that
    one, which goes on until no rows are left.
    """
    try:
        return _or_rebuild(_take_in_news)
    except IndexBusy:
        _log.debug("Another process is writing the index.")
        return 0


def make_up() -> None:
    """At a start: say and do what the last run left to be done, however it ended."""
    if _backend().store.was_cut_off():
        _log.warning("上次重建检索库没有做完，现在清理。")
        verify()
    if news := Change.objects.count():
        _log.info("有 %d 项变动还没有写进检索库，现在补上。", news)
        drain()


def update() -> int:
    """News and truth together, for commands; returns how many articles were written."""
    return drain() + _or_rebuild(reconcile)


def reconcile() -> int:
    """Put right every article of which the index holds other documents than are published; returns how many."""
    if not _differing_articles():
        return 0
    with _backend().batch(wait=_PATIENCE):
        wrong = _differing_articles()
        for numbers in _chunks(sorted(wrong), _TOGETHER):
            _write(numbers)
    _log.info("检索库与文库有 %d 篇文章不一致，已改正。", len(wrong))
    return len(wrong)


def rebuild() -> int:
    """
    Make the index anew beside the live one and put it in its place.

    What happened meanwhile is taken in before anybody sees it: those news may have gone into the old index, and
    their rows with them.
    """
    news = list(Change.objects.values_list("pk", flat=True))
    with _backend().aside() as shut_out_others:
        written = _published()
        for chunk in _chunks(sorted(article for article, _ in written), _TOGETHER):
            _add(chunk)
        shut_out_others()
        published = _published()
        for chunk in _chunks(sorted({article for article, _ in published ^ written}), _TOGETHER):
            _write(chunk)
    _log.info("检索库已重建，共 %d 篇文章。", len(published))
    _forget(news)
    return len(published)


def verify() -> None:
    """
    Compare the index with its check sums, and make it anew when it is damaged or out of date.

    What a killed rebuild left behind is swept away; so this is nothing to do while another process rebuilds.
    """
    store = _backend().store
    try:
        with store.rebuilding(wait=0), store.writing(wait=_PATIENCE):
            store.verify()
            store.sweep()
        if not store.is_outdated():
            return
        _log.info("词表有变动，重建检索库。")
    except IndexUnusable as error:
        _say_why(error)
    rebuild()


class IndexKeeper(threading.Thread):
    """
    Looks after the index while the server runs: news every second, the truth at the start and every five minutes.

    Every server process may have one; the locks see to it that one works at a time.
    """

    def __init__(
        self, *, pause: float = 1.0, rounds_between_truths: int = 300, pause_after_failure: float = 30.0
    ) -> None:
        super().__init__(name="index-keeper", daemon=True)
        self._pause = pause
        self._rounds_between_truths = rounds_between_truths
        self._pause_after_failure = pause_after_failure
        self._stopped = threading.Event()

    def run(self) -> None:
        rounds = 0
        while not self._stopped.is_set():
            pause = self._pause
            try:
                self._look_after(thoroughly=rounds % self._rounds_between_truths == 0)
                rounds += 1
            except FAILURES as error:
                _log.error(
                    "检索库写不进去，%g 秒后再试；请检查磁盘空间和文件夹权限：%s", self._pause_after_failure, error
                )
                pause = self._pause_after_failure
            except Exception:
                _log.exception("照看检索库时出错。")
                # A connection that broke is opened again by the next round.
                connection.close()
                pause = self._pause_after_failure
            self._stopped.wait(pause)
        connection.close()

    def stop(self) -> None:
        """Ask the thread to end and wait for what it is writing."""
        self._stopped.set()
        self.join()

    def _look_after(self, *, thoroughly: bool) -> None:
        try:
            if thoroughly:
                make_up()
            if thoroughly or not _is_usable() or _backend().store.is_suspect():
                verify()
                _or_rebuild(reconcile)
        except IndexBusy:
            _log.debug("Another process looks after the index.")
        drain()


def _backend() -> TantivySearchBackend:
    backend: TantivySearchBackend = connections[DEFAULT_ALIAS].get_backend()
    return backend


def _take_in_news() -> int:
    written = 0
    while rows := list(Change.objects.order_by("pk").values_list("pk", "article")[:_TOGETHER]):
        with _batch_of_news():
            numbers = {article for _, article in rows}
            _write(numbers)
        _forget([pk for pk, _ in rows])
        written += len(numbers)
    return written


@contextmanager
def _batch_of_news() -> Iterator[None]:
    """Whether writing failed for damage or for want of space, the keeper finds out when it verifies."""
    try:
        with _backend().batch(wait=0):
            yield
    except IndexNotWritten:
        _backend().store.suspect()
        raise


def _or_rebuild(act: Callable[[], int]) -> int:
    try:
        _backend().store.open()
        return act()
    except IndexUnusable as error:
        _say_why(error)
        return rebuild()


def _say_why(error: IndexUnusable) -> None:
    """A room has no index at its first start; that is no fault."""
    level = logging.INFO if isinstance(error, IndexMissing) else logging.WARNING
    _log.log(level, "检索库不能用，现在重建：%s", error)


def _is_usable() -> bool:
    try:
        _backend().store.open()
    except IndexUnusable:
        return False
    return True


def _write(numbers: Iterable[int]) -> None:
    """Put the documents of some articles as they are published now in the place of those the index has."""
    numbers = list(numbers)
    _backend().delete("article", numbers)
    _add(numbers)


def _add(numbers: Sequence[int]) -> None:
    backend = _backend()
    unified = connections[DEFAULT_ALIAS].get_unified_index()
    for model, lookup in ((Article, "pk__in"), (Paragraph, "article__in")):
        index = unified.get_index(model)
        backend.update(index, index.index_queryset().filter(**{lookup: numbers}))


def _forget(news: Sequence[int]) -> None:
    """Delete the rows that were read before what is in the index now was read from the library."""
    for rows in _chunks(news, 500):
        Change.objects.filter(pk__in=rows).delete()


def _published() -> set[tuple[int, int | None]]:
    """The articles that readers may see, each with its edition."""
    return set(Article.objects.published().values_list("pk", "edition"))


def _differing_articles() -> set[int]:
    published = _published()
    in_index = set(_backend().numbers(["article", "edition"], [Article]))
    of_paragraphs = set(_backend().numbers(["article", "edition"], [Paragraph]))
    return {article for article, _ in (published ^ in_index) | (of_paragraphs - published)}


def _chunks(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
