"""
Brings the index in line with the library.

`Change` rows are for speed: they say which articles have news. Reconciliation is for truth: it compares what the
index holds with what is published, whatever the rows say, and puts right what differs. Whoever gets the write lock
takes in all rows: reads the state as it is now, deletes and adds, commits, waits for the merges, and only then
deletes the rows it read; so a process killed anywhere leaves rows that are taken in again. A request that writes
never waits for any of this.

An index that cannot be used, or that was cut with another vocabulary than today's, is made anew aside, unasked.
`keeper` does all of it while the server runs.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from typing import Literal, TypeVar

from django.utils import timezone

from readingroom.articles.models import Change, Redaction

from ..engine import IndexBusy, IndexMissing, IndexNotWritten, IndexUnusable
from . import holdings

State = Literal["ok", "rebuilding", "broken"]

FAILURES = (OSError, IndexNotWritten, IndexUnusable)
"""What a full disk or a folder that may not be written leads to."""

PATIENCE = 600.0
"""Seconds that who asks for it waits for another process; longer than making a large library's index anew takes."""

# Articles of one commit; each has some dozens of paragraphs.
_TOGETHER = 100

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


def state() -> State:
    """Whether questions are answered now."""
    store = holdings.backend().store
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


def update() -> int:
    """News and truth together, for commands; returns how many articles were written."""
    return drain() + reconcile()


def reconcile() -> int:
    """Put right every article of which the index holds other documents than are published; returns how many."""
    return _or_rebuild(_put_right)


def _put_right() -> int:
    if not holdings.differing_articles():
        return 0
    with holdings.backend().batch(wait=PATIENCE):
        wrong = holdings.differing_articles()
        for numbers in _chunks(sorted(wrong)):
            holdings.replace(numbers)
    _log.info("检索库与文库有 %d 篇文章不一致，已改正。", len(wrong))
    return len(wrong)


def rebuild(*, wait: float = 0.0) -> int:
    """
    Make the index anew beside the live one and put it in its place; `wait` for another process that is at it.

    What happened meanwhile is taken in before anybody sees it: those news may have gone into the old index, and
    their rows with them.
    """
    news = list(Change.objects.values_list("pk", flat=True))
    with holdings.backend().aside(wait=wait) as shut_out_others:
        written = holdings.published()
        for numbers in _chunks(sorted(article for article, _ in written)):
            holdings.add(numbers)
        shut_out_others()
        published = holdings.published()
        for numbers in _chunks(sorted({article for article, _ in published ^ written})):
            holdings.replace(numbers)
    _log.info("检索库已重建，共 %d 篇文章。", len(published))
    _forget(news)
    return len(published)


def rebuild_if_outdated() -> None:
    """Make the index anew when its texts were cut with other words than those in use today."""
    if holdings.backend().store.is_outdated():
        _log.info("词表有变动，重建检索库。")
        rebuild()


def rebuild_if_redacted() -> None:
    """
    Make the index anew when personal data was taken out of the library since it was made.

    What is deleted from an index stays in its files until they are merged.
    """
    if _may_hold_what_was_redacted(holdings.backend().store.made_at()):
        _log.info("有个人信息隐去了，重建检索库。")
        rebuild()


REDACTION_IS_OVER = timedelta(seconds=20)
"""From the moment that is noted as its end to its commit; an index that is begun in between may have read the old text."""


def _may_hold_what_was_redacted(made_at: datetime) -> bool:
    over = timezone.now() - REDACTION_IS_OVER
    return Redaction.objects.filter(done_at__gt=made_at - REDACTION_IS_OVER, done_at__lt=over).exists()


def verify() -> None:
    """
    Compare the index with its check sums, and make it anew when it is damaged, outdated, or older than a redaction.

    What a killed rebuild left behind is swept away; so this is nothing to do while another process rebuilds.
    """
    store = holdings.backend().store
    try:
        with store.rebuilding(wait=0), store.writing(wait=PATIENCE):
            store.verify()
            store.sweep()
        rebuild_if_outdated()
        rebuild_if_redacted()
    except IndexUnusable as error:
        _say_why(error)
        rebuild()


def _take_in_news() -> int:
    written = 0
    while rows := list(Change.objects.order_by("pk").values_list("pk", "article")[:_TOGETHER]):
        with _batch_of_news():
            numbers = {article for _, article in rows}
            holdings.replace(numbers)
        _forget([pk for pk, _ in rows])
        written += len(numbers)
    return written


@contextmanager
def _batch_of_news() -> Iterator[None]:
    """Whether writing failed for damage or for want of space, the keeper finds out when it verifies."""
    try:
        with holdings.backend().batch(wait=0):
            yield
    except IndexNotWritten:
        holdings.backend().store.suspect()
        raise


def _or_rebuild(act: Callable[[], int]) -> int:
    try:
        holdings.backend().store.open()
        return act()
    except IndexUnusable as error:
        _say_why(error)
        return rebuild()


def _say_why(error: IndexUnusable) -> None:
    """A room has no index at its first start; that is no fault."""
    level = logging.INFO if isinstance(error, IndexMissing) else logging.WARNING
    _log.log(level, "检索库不能用，现在重建：%s", error)


def _forget(news: Sequence[int]) -> None:
    """Delete the rows that were read before what is in the index now was read from the library."""
    for rows in _chunks(news):
        Change.objects.filter(pk__in=rows).delete()


def _chunks(items: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(items)
    while chunk := list(islice(rest, _TOGETHER)):
        yield chunk
