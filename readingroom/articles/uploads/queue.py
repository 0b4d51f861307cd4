"""Whose turn it is: which file is worked off next, and by which process."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.models import Count, F, Min, Q

from ..models import Batch, Upload, UploadState
from ..models.uploads import PENDING
from ..room import writing

LOCK = "uploads.lock"

logger = logging.getLogger(__name__)


def claim() -> Upload | None:
    """
    The next upload, now `working`; None when nothing waits.

    Only one process works at a time, so what is `working` already was cut off: by a power cut, or because the file
    itself brings the process down. `attempts` tells how often it was begun.
    """
    if not Upload.objects.pending().exists():
        # No transaction, which would hold the room four times a second.
        return None
    with writing():
        number = _first_in_line()
        if number is None:
            return None
        upload = Upload.objects.select_related("batch__by", "archive", "article").get(pk=number)
        if upload.state == UploadState.WORKING:
            logger.warning("上一次处理来件“%s”（第 %s 批）没有做完，现在重做。", upload, upload.batch_id)
        upload.state, upload.attempts = UploadState.WORKING, upload.attempts + 1
        upload.save(update_fields=["state", "attempts"])
        return upload


def put_back(upload: Upload) -> None:
    """As if it had not been begun."""
    with writing():
        begun = Upload.objects.filter(pk=upload.pk, state=UploadState.WORKING)
        begun.update(state=UploadState.WAITING, attempts=F("attempts") - 1)


def _first_in_line() -> int | None:
    """Of the batch of which least is done: one pasted text does not wait for a colleague's hundred files."""
    pending = Q(uploads__state__in=PENDING)
    batches = Batch.objects.filter(pk__in=Upload.objects.pending().values("batch"))
    lines = batches.annotate(settled=Count("uploads", filter=~pending), first=Min("uploads__pk", filter=pending))
    return lines.order_by("settled", "first").values_list("first", flat=True).first()


@contextmanager
def only_one_worker(data: Path) -> Iterator[bool]:
    """Whether this process is the one; the system drops the lock with it, however it ends."""
    with (data / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def is_worked_off(data: Path) -> bool:
    """Whether a process is there that does it."""
    try:
        with only_one_worker(data) as is_free:
            return not is_free
    except OSError:
        # Where the lock cannot be opened, no process could either.
        return False
