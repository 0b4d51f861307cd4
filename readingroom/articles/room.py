"""
One writer at a time, and the news of what was written.

Every write of this app happens within `writing()`. SQLite lets one writer in anyway; on PostgreSQL the lock on
the room's row does the same, so that two imports of one file, or two publications of one article, come one
after the other and neither has to be tried again. An office writes seldom enough for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F

from .models import Change, Room


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that holds the room. Parse and clean before it, not in it, where that is possible."""
    with transaction.atomic():
        Room.objects.select_for_update().get_or_create(pk=1)
        yield


def announce(articles: Iterable[int] = ()) -> None:
    """Public pages have changed: raises the room revision, and tells the index which articles are concerned."""
    Room.objects.filter(pk=1).update(revision=F("revision") + 1)
    Change.objects.bulk_create(Change(article_id=number) for number in articles)
