"""
One writer at a time, and the news of what was written.

Every write of this app happens within `writing()`. SQLite lets one writer in anyway; on PostgreSQL the lock on
the room's row does the same, so that two imports of one file, or two publications of one article, come one
after the other and neither has to be tried again. An office writes seldom enough for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.db.models import F

from .models import Change, Room
from .refusal import Refused

PATIENCE = 20
"""Seconds to wait for another writer on PostgreSQL, which would wait for ever; on SQLite `settings.py` says as much."""

_NOT_IN_TIME = {"SQLITE_BUSY", "SQLITE_LOCKED", "55P03"}
"""How the databases call a lock that could not be had; 55P03 is PostgreSQL's `lock_not_available`."""


class Busy(Refused):
    """Another writer held the room for too long. Nothing was written, and later it may succeed."""

    def __init__(self) -> None:
        super().__init__("现在有别的写入正在进行，请稍后再试。")


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that holds the room. Parse and clean before it, not in it, where that is possible."""
    with in_time():
        Room.objects.select_for_update().get_or_create(pk=1)
        yield


@contextmanager
def in_time() -> Iterator[None]:
    """A transaction that is not waited for without end; `Busy` says that somebody else was at it for too long."""
    try:
        with transaction.atomic():
            _wait_no_longer_than(PATIENCE)
            yield
    except OperationalError as error:
        if _is_for_a_lock(error):
            raise Busy from error
        raise


def _wait_no_longer_than(seconds: int) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{seconds}s'")


def _is_for_a_lock(error: OperationalError) -> bool:
    cause = error.__cause__
    return bool(_NOT_IN_TIME & {getattr(cause, "sqlite_errorname", ""), getattr(cause, "sqlstate", "")})


def announce(articles: Iterable[int] = ()) -> None:
    """Public pages have changed: raises the room revision, and tells the index which articles are concerned."""
    Room.objects.filter(pk=1).update(revision=F("revision") + 1)
    Change.objects.bulk_create(Change(article_id=number) for number in articles)
