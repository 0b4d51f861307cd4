"""
One writer at a time, and the news of what was written.

Every write of this app happens within `writing()`. SQLite lets one writer in anyway; on PostgreSQL the lock on
the room's row does the same, so that two imports of one file, or two publications of one article, come one
after the other and neither has to be tried again. An office writes seldom enough for that.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.db.models.functions import Greatest

from .models import Change, Room
from .refusal import Refused
from .rehearsing import is_rehearsal

PATIENCE = 20
"""Seconds to wait for another writer on PostgreSQL, which would wait for ever; on SQLite `settings.py` says as much."""


class Unwritten(Refused):
    """The database took nothing, for a reason that passes: later the same may succeed."""

    sentence: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.sentence)


class Busy(Unwritten):
    """Another writer held the room for too long."""

    sentence = "现在有别的写入正在进行，请稍后再试。"


class NoSpace(Unwritten):
    """The disk that the database is on is full, or what it may use of it."""

    sentence = "数据库所在的磁盘写不进去，多半已满；这一次什么也没有写入。请腾出空间后再做一次。"


_REASONS_THAT_PASS: Mapping[str, type[Unwritten]] = {
    "SQLITE_BUSY": Busy,
    "SQLITE_LOCKED": Busy,
    "55P03": Busy,  # PostgreSQL's lock_not_available
    "SQLITE_FULL": NoSpace,
    "SQLITE_IOERR_WRITE": NoSpace,  # how SQLite takes a quota and a limit on the size of files
    "53100": NoSpace,  # PostgreSQL's disk_full
}
"""How the databases call them."""


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that holds the room. Parse and clean before it, not in it, where that is possible: `rehearsing`."""
    if is_rehearsal():
        yield
        return
    with in_time():
        Room.objects.select_for_update().get_or_create(pk=1)
        yield


@contextmanager
def in_time() -> Iterator[None]:
    """A transaction that is not waited for without end; `Unwritten` says why it could not be."""
    try:
        with transaction.atomic():
            _wait_no_longer_than(PATIENCE)
            yield
    except OperationalError as error:
        if reason := _reason_that_passes(error):
            raise reason from error
        raise


@contextmanager
def reading() -> Iterator[None]:
    """
    All that is read within is of one moment, and whoever writes does not wait for it to end; nothing is written.

    Within a transaction it is of that one's moment. Keep it short: with a rollback journal SQLite's writers are let in
    when it ends, and with a log beside the database what they write piles up.
    """
    if connection.in_atomic_block:
        yield
        return
    with _beginning_as_a_reader(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _beginning_as_a_reader() -> Iterator[None]:
    """SQLite's transactions begin as a writer's (`settings.DATABASES`), which this one is not."""
    connection.ensure_connection()  # which sets the mode
    one: Any = connection
    mode = getattr(one, "transaction_mode", None)
    one.transaction_mode = "DEFERRED"
    try:
        yield
    finally:
        one.transaction_mode = mode


def _wait_no_longer_than(seconds: int) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{seconds}s'")


def _reason_that_passes(error: OperationalError) -> type[Unwritten] | None:
    cause = error.__cause__
    names = (getattr(cause, "sqlite_errorname", ""), getattr(cause, "sqlstate", ""))
    return next((_REASONS_THAT_PASS[name] for name in names if name in _REASONS_THAT_PASS), None)


def announce(articles: Iterable[int] = ()) -> None:
    """
    Public pages have changed: raises the room revision, and tells the index which articles are concerned.

    To the clock's milliseconds, so that no number is given out twice: after a backup was put back, the writes that
    follow would be counted as those that were lost, and browsers would show what they kept of these. Where the clock
    is behind, it is raised by one.
    """
    Room.objects.filter(pk=1).update(revision=Greatest(F("revision") + 1, time.time_ns() // 1_000_000))
    Change.objects.bulk_create(Change(article_id=number) for number in articles)
